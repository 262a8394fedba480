//! People at customers.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::error::Error;
use super::row::{self, Image, Log};
use super::settings::image;
use crate::domain::change::Edit;
use crate::domain::customer::Person;
use crate::domain::id::{CustomerId, PersonId};
use crate::domain::text::Line;

const SELECT: &str = "SELECT id, customer, name, role, sponsor, email, phone, left_on FROM person ORDER BY id";
const SELECT_AT: &str =
    "SELECT id, customer, name, role, sponsor, email, phone, left_on FROM person WHERE customer = ?1 ORDER BY id";
const SELECT_ONE: &str = "SELECT id, customer, name, role, sponsor, email, phone, left_on FROM person WHERE id = ?1";

/// Everyone, by id.
pub(super) fn load(conn: &Connection) -> Result<Vec<Person>, Error> {
    let mut query = conn.prepare_cached(SELECT)?;
    let rows = query.query_map([], of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Everyone at a customer, by id.
pub(super) fn at(conn: &Connection, customer: CustomerId) -> Result<Vec<Person>, Error> {
    let mut query = conn.prepare_cached(SELECT_AT)?;
    let rows = query.query_map([customer.0], of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Person> {
    let line = |text: Option<String>| text.and_then(|text| Line::some(&text));
    Ok(Person {
        id: PersonId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        name: Line::clean(&row.get::<_, String>(2)?),
        role: line(row.get(3)?),
        sponsor: row.get(4)?,
        email: line(row.get(5)?),
        phone: line(row.get(6)?),
        left_on: super::invoices::date::<String>(row.get(7)?)?,
    })
}

/// One person.
fn read(conn: &Connection, id: PersonId) -> Result<Option<Person>, Error> {
    Ok(conn.prepare_cached(SELECT_ONE)?.query_row([id.0], of_row).optional()?)
}

/// Adds or changes a person.
pub(super) fn save(log: &mut Log<'_>, edit: &Edit<Person>) -> Result<String, Error> {
    let mut person = edit.after.clone();
    if let Some(seen) = &edit.before {
        log.expect(&row::PERSON, seen.id.0)?;
        let Some(now) = read(log.tx, seen.id)? else { return Ok(String::new()) };
        person = edit.onto(&now).map_err(|clash| Error::moved(now.name.as_str(), clash))?;
    }
    if person.name.is_empty() {
        return Err(Error::refused("A person needs a name.", "Give one."));
    }
    log.expect(&row::CUSTOMER, person.customer.0)?;
    let new = edit.before.is_none();
    let id = if new { row::next_id(log.tx, "person", 1)? } else { person.id.0 };
    log.write(&row::PERSON, id, Some(&to_image(&person)))?;
    Ok(format!("{} {}", if new { "Added" } else { "Changed" }, person.name))
}

pub(super) fn to_image(person: &Person) -> Image {
    image([
        ("customer", json!(person.customer)),
        ("name", json!(person.name)),
        ("role", json!(person.role)),
        ("sponsor", json!(i64::from(person.sponsor))),
        ("email", json!(person.email)),
        ("phone", json!(person.phone)),
        ("left_on", json!(person.left_on)),
    ])
}

/// Inserts a person of an import, under an id of its batch.
pub(super) fn insert(conn: &Connection, person: &Person) -> Result<(), Error> {
    let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
    conn.prepare_cached(
        "INSERT INTO person (id, customer, name, role, sponsor, email, phone, left_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        person.id.0,
        person.customer.0,
        person.name.as_str(),
        line(&person.role),
        person.sponsor,
        line(&person.email),
        line(&person.phone),
        person.left_on.map(|date| date.to_string())
    ])?;
    Ok(())
}
