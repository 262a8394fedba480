//! What only the book as a whole can say of work: which engagement may go on from which, that a variant is one of its
//! offering, that a week has one capacity. How rows are read and written is [`super::records`]'.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::error::Error;
use super::records::{name, read};
use crate::domain::period::spoken;
use crate::domain::record::{Kind, Row, Target, Value};

/// An engagement goes on from one of the same customer, and never, however far around, from itself; its variant is one
/// of its offering.
pub(super) fn check(conn: &Connection, after: &Row) -> Result<(), Error> {
    check_variant(conn, after)?;
    check_followers(conn, after)?;
    let Some(earlier) = after.get("renewal_of").number() else { return Ok(()) };
    let mut passed = BTreeSet::from([after.id]);
    let mut next = Some(earlier);
    while let Some(id) = next {
        // A new one is nobody's earlier one yet.
        if after.id != 0 && !passed.insert(id) {
            return Err(Error::refused(
                format!("{} would go on from itself, by way of others.", name(conn, Target::Engagement, earlier)),
                "Choose another engagement it goes on from, or change the older one first.",
            ));
        }
        next = read(conn, Kind::Engagement, id)?.and_then(|row| row.get("renewal_of").number()).filter(|_| after.id != 0);
    }
    let theirs = read(conn, Kind::Engagement, earlier)?.and_then(|row| row.get("customer").number());
    match (after.get("customer").number(), theirs) {
        (Some(ours), Some(theirs)) if ours != theirs => Err(Error::refused(
            format!("{} is work for {}.", name(conn, Target::Engagement, earlier), name(conn, Target::Customer, theirs)),
            "An engagement goes on from one of the same customer. Choose another, or leave it empty.",
        )),
        _ => Ok(()),
    }
}

/// Those that go on from it are of its customer too.
fn check_followers(conn: &Connection, after: &Row) -> Result<(), Error> {
    let others = "SELECT customer FROM engagement WHERE renewal_of = ?1 AND customer <> ?2 LIMIT 1";
    let other = conn
        .prepare_cached(others)?
        .query_row((after.id, after.get("customer").number()), |row| row.get::<_, i64>(0))
        .optional()?;
    let Some(other) = other else { return Ok(()) };
    Err(Error::refused(
        format!("Work for {} goes on from this one.", name(conn, Target::Customer, other)),
        "Leave its customer as it is, or change the one that goes on from it first.",
    ))
}

/// Work that names a variant alone is work of the variant's offering: two offerings may have a variant of one name.
pub(super) fn completed(conn: &Connection, after: Row) -> Result<Row, Error> {
    let Some(variant) = after.get("variant").number().filter(|_| after.get("offering").is_nothing()) else { return Ok(after) };
    let of = read(conn, Kind::Variant, variant)?.and_then(|row| row.get("offering").number());
    Ok(match of {
        Some(of) => after.with("offering", Value::Number(of)),
        None => after,
    })
}

/// A variant stays one of the offering that work names beside it.
pub(super) fn check_offering(conn: &Connection, after: &Row) -> Result<(), Error> {
    let others = "SELECT offering FROM engagement WHERE variant = ?1 AND offering <> ?2 LIMIT 1";
    let other = conn
        .prepare_cached(others)?
        .query_row((after.id, after.get("offering").number()), |row| row.get::<_, i64>(0))
        .optional()?;
    let Some(other) = other else { return Ok(()) };
    Err(Error::refused(
        format!("Work is recorded in it as a variant of {}.", name(conn, Target::Offering, other)),
        "Leave the variant's offering as it is, or change that work first.",
    ))
}

fn check_variant(conn: &Connection, after: &Row) -> Result<(), Error> {
    let (Some(offering), Some(variant)) = (after.get("offering").number(), after.get("variant").number()) else {
        return Ok(());
    };
    let of = read(conn, Kind::Variant, variant)?.and_then(|row| row.get("offering").number());
    if of.is_none_or(|of| of == offering) {
        return Ok(());
    }
    let [variant, offering] = [(Target::Variant, variant), (Target::Offering, offering)].map(|(target, id)| name(conn, target, id));
    Err(Error::refused(format!("{variant} is not a variant of {offering}."), "Choose another variant, or leave it empty."))
}

/// A week has one capacity; one put away may stand beside.
pub(super) fn check_week(conn: &Connection, after: &Row) -> Result<(), Error> {
    let taken = "SELECT EXISTS (SELECT 1 FROM capacity_week WHERE monday = ?1 AND id <> ?2 AND archived = 0)";
    let monday = after.get("monday").text().unwrap_or_default();
    let is_taken: bool = conn.prepare_cached(taken)?.query_row((monday, after.id), |row| row.get(0))?;
    if !is_taken || after.get("archived") == &Value::Number(1) {
        return Ok(());
    }
    let monday = monday.parse::<NaiveDate>().map_or_else(|_| monday.to_owned(), spoken);
    Err(Error::refused(format!("The week of {monday} has days of its own already."), "Change those, or choose another week."))
}
