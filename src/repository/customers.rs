//! Customers and what other programs call them.

use std::collections::BTreeSet;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

use super::error::Error;
use super::row::{self, Image, Log};
use super::settings::image;
use crate::domain::change::{Edit, customers_words};
use crate::domain::customer::{Customer, FILE_KEY, joined, split};
use crate::domain::id::{CustomerId, SegmentId};
use crate::domain::text::{Line, Prose};

const SELECT: &str =
    "SELECT id, name, placeholder, tags, trade, parent, segment, since, source, notice_days, note, archived FROM customer";
const SELECT_ALL: &str = "SELECT id, name, placeholder, tags, trade, parent, segment, since, source, notice_days, note, archived FROM customer ORDER BY id";
const SELECT_ONE: &str = "SELECT id, name, placeholder, tags, trade, parent, segment, since, source, notice_days, note, archived FROM customer WHERE id = ?1";

/// Every customer, by id.
pub(super) fn load(conn: &Connection) -> Result<Vec<Customer>, Error> {
    let mut query = conn.prepare_cached(SELECT_ALL)?;
    let mut customers = query.query_map([], of_row)?.collect::<Result<Vec<_>, _>>()?;
    let mut query = conn.prepare_cached("SELECT customer, value FROM external_id ORDER BY id")?;
    let ids = query.query_map([], |row| Ok((row.get::<_, i64>(0)?, Line::clean(text(row.get_ref(1)?)?))))?;
    let mut ids = ids.collect::<Result<Vec<_>, _>>()?;
    // By customer, for each in the order they came.
    ids.sort_by_key(|(customer, _)| *customer);
    let mut rest = ids.into_iter().peekable();
    for customer in &mut customers {
        while rest.next_if(|(id, _)| *id < customer.id.0).is_some() {}
        while let Some((_, value)) = rest.next_if(|(id, _)| *id == customer.id.0) {
            // Most have one.
            customer.external_ids.reserve_exact(1);
            customer.external_ids.push(value);
        }
    }
    Ok(customers)
}

/// A text as it lies in the row: most become a [`Line`] without memory of their own.
fn text(value: ValueRef<'_>) -> rusqlite::Result<&str> {
    Ok(value.as_str()?)
}

/// One customer.
pub(super) fn read(conn: &Connection, id: CustomerId) -> Result<Option<Customer>, Error> {
    let customer = conn.prepare_cached(SELECT_ONE)?.query_row([id.0], of_row).optional()?;
    let Some(mut customer) = customer else { return Ok(None) };
    customer.external_ids = external_ids(conn, id)?.into_iter().map(|(_, value)| value).collect();
    Ok(Some(customer))
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Customer> {
    debug_assert!(SELECT_ALL.starts_with(SELECT) && SELECT_ONE.starts_with(SELECT));
    let line = |column| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str_or_null()?.and_then(Line::some));
    Ok(Customer {
        id: CustomerId(row.get(0)?),
        name: Line::clean(text(row.get_ref(1)?)?),
        placeholder: row.get(2)?,
        external_ids: Vec::new(),
        tags: row.get_ref(3)?.as_str_or_null()?.map(split).unwrap_or_default(),
        trade: line(4)?,
        parent: row.get::<_, Option<i64>>(5)?.map(CustomerId),
        segment: row.get::<_, Option<i64>>(6)?.map(SegmentId),
        since: super::invoices::date::<String>(row.get(7)?)?,
        source: line(8)?,
        notice_days: row.get(9)?,
        note: row.get_ref(10)?.as_str_or_null()?.map(Prose::clean),
        archived: row.get(11)?,
    })
}

fn external_ids(conn: &Connection, id: CustomerId) -> Result<Vec<(i64, Line)>, Error> {
    let mut query = conn.prepare_cached("SELECT id, value FROM external_id WHERE customer = ?1 ORDER BY id")?;
    let rows = query.query_map([id.0], |row| Ok((row.get(0)?, Line::clean(&row.get::<_, String>(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whom other programs call so.
pub(super) fn of_external_id(conn: &Connection, value: &Line) -> Result<Option<CustomerId>, Error> {
    let mut query = conn.prepare_cached("SELECT customer FROM external_id WHERE value = ?1")?;
    Ok(query.query_row([value.as_str()], |row| row.get(0)).optional()?.map(CustomerId))
}

/// Who has that name, by id; the flag: other programs have an id for it.
pub(super) fn of_name(conn: &Connection, key: &str) -> Result<Vec<(CustomerId, bool)>, Error> {
    let mut query = conn.prepare_cached(
        "SELECT id, EXISTS (SELECT 1 FROM external_id WHERE customer = customer.id) FROM customer WHERE name_key = ?1 ORDER BY id",
    )?;
    let rows = query.query_map([key], |row| Ok((CustomerId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds or changes customers: several are one step.
pub(super) fn save_all(log: &mut Log<'_>, edits: &[Edit<Customer>]) -> Result<String, Error> {
    let mut done = Vec::new();
    for edit in edits {
        let Some(seen) = &edit.before else {
            let new = Customer { id: CustomerId(0), ..edit.after.clone() };
            save(log, &new)?;
            done.push(Edit::new(new));
            continue;
        };
        log.expect(&row::CUSTOMER, seen.id.0)?;
        let Some(now) = read(log.tx, seen.id)? else { continue };
        let after = edit.onto(&now).map_err(|clash| Error::moved(now.name.as_str(), clash))?;
        if after != now {
            save(log, &after)?;
            done.push(Edit::of(now, after));
        }
    }
    Ok(customers_words(&done))
}

/// Writes one customer with its external ids.
pub(super) fn save(log: &mut Log<'_>, customer: &Customer) -> Result<CustomerId, Error> {
    if customer.name.is_empty() {
        return Err(Error::refused("A customer needs a name.", "Give one."));
    }
    log.expect(&row::CUSTOMER, customer.id.0)?;
    log.expect(&row::CUSTOMER, customer.parent.map_or(0, |parent| parent.0))?;
    log.expect(&row::SEGMENT, customer.segment.map_or(0, |segment| segment.0))?;
    let id = if customer.id.0 == 0 { CustomerId(row::next_id(log.tx, "customer", 1)?) } else { customer.id };
    check_parent(log.tx, id, customer.parent)?;
    log.write(&row::CUSTOMER, id.0, Some(&to_image(customer)))?;
    let known = external_ids(log.tx, id)?;
    for (row, value) in &known {
        if !customer.external_ids.contains(value) {
            log.write(&row::EXTERNAL_ID, *row, None)?;
        }
    }
    for value in &customer.external_ids {
        if value.as_str().contains(';') || value.as_str().starts_with(FILE_KEY) {
            return Err(Error::refused(format!("{value} cannot be an id: a semicolon parts ids in files."), "Write it without."));
        }
        if known.iter().any(|(_, known)| known == value) {
            continue;
        }
        if of_external_id(log.tx, value)?.is_some_and(|other| other != id) {
            return Err(Error::refused(format!("Another customer has the id {value} already."), "Take it away there first."));
        }
        let row = row::next_id(log.tx, "external_id", 1)?;
        log.write(&row::EXTERNAL_ID, row, Some(&image([("customer", json!(id)), ("value", json!(value))])))?;
    }
    Ok(id)
}

/// A customer cannot belong to itself, however long the way around.
pub(super) fn check_parent(conn: &Connection, id: CustomerId, parent: Option<CustomerId>) -> Result<(), Error> {
    let mut above = parent;
    let mut passed = BTreeSet::new();
    while let Some(next) = above {
        if next == id || !passed.insert(next) {
            return Err(Error::refused("A customer cannot belong to itself, not even by way of others.", "Choose another group."));
        }
        above = conn
            .prepare_cached("SELECT parent FROM customer WHERE id = ?1")?
            .query_row([next.0], |row| row.get::<_, Option<i64>>(0))
            .optional()?
            .flatten()
            .map(CustomerId);
    }
    Ok(())
}

pub(super) fn to_image(customer: &Customer) -> Image {
    image([
        ("name", json!(customer.name)),
        ("name_key", json!(customer.name.key())),
        ("placeholder", json!(i64::from(customer.placeholder))),
        ("tags", json!(some_joined(&customer.tags))),
        ("trade", json!(customer.trade)),
        ("parent", json!(customer.parent)),
        ("segment", json!(customer.segment)),
        ("since", json!(customer.since)),
        ("source", json!(customer.source)),
        ("notice_days", json!(customer.notice_days)),
        ("note", json!(customer.note)),
        ("archived", json!(i64::from(customer.archived))),
    ])
}

fn some_joined(values: &[Line]) -> Option<String> {
    (!values.is_empty()).then(|| joined(values))
}

/// Inserts a customer of an import, under an id of its batch; its external ids come on their own.
pub(super) fn insert(conn: &Connection, customer: &Customer) -> Result<(), Error> {
    conn.prepare_cached(
        "INSERT INTO customer (id, name, name_key, placeholder, tags, trade, parent, segment, since, source, notice_days, note, archived) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        customer.id.0,
        customer.name.as_str(),
        customer.name.key(),
        customer.placeholder,
        some_joined(&customer.tags),
        customer.trade.as_ref().map(Line::as_str),
        customer.parent.map(|parent| parent.0),
        customer.segment.map(|segment| segment.0),
        customer.since.map(|date| date.to_string()),
        customer.source.as_ref().map(Line::as_str),
        customer.notice_days,
        customer.note.as_ref().map(Prose::as_str),
        customer.archived
    ])?;
    Ok(())
}
