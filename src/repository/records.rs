//! Records of every kind ([`Kind`]): read, written and merged by the fields `domain` describes them with.
//!
//! The tables are named in `row`; what a value may be is checked by [`Kind::check`]. Here stands what only the book as a
//! whole can say: that a row pointed to is there, that there is one assessment a customer and quarter, that referrals
//! close no circle.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;

use super::customers;
use super::error::Error;
use super::row::{self, Entity, Image, Log};
use super::{settings, work};
use crate::domain::assessment::Assessment;
use crate::domain::change::Edit;
use crate::domain::currency::Currency;
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::practice::{Referral, Rivals};
use crate::domain::record::{CONFIRMED, Kept, Kind, Record, Records, Row, Shape, Target, Told, Value, words};
use crate::domain::text::{Line, Prose};

/// The table of a kind.
pub(super) fn entity(kind: Kind) -> &'static Entity {
    match kind {
        Kind::Partner => &row::PARTNER,
        Kind::Offering => &row::OFFERING,
        Kind::Variant => &row::VARIANT,
        Kind::Engagement => &row::ENGAGEMENT,
        Kind::CapacityWeek => &row::CAPACITY_WEEK,
        Kind::Profile => &row::PROFILE,
        Kind::Assessment => &row::ASSESSMENT,
        Kind::Effort => &row::EFFORT,
        Kind::Referral => &row::REFERRAL,
        Kind::Rivals => &row::RIVALS,
        Kind::MoodProfile => &row::MOOD_PROFILE,
        Kind::Wanted => &row::WANTED,
        Kind::Prospect => &row::PROSPECT,
    }
}

/// Every record of every kind.
pub(super) fn load(conn: &Connection) -> Result<Records, Error> {
    let mut records = Records::default();
    for kind in Kind::ALL {
        if !records.fill(*kind, &all(conn, *kind)?) {
            return Err(unreadable(*kind));
        }
    }
    Ok(records)
}

/// What is wrong where a row is not what its kind can be.
pub(super) fn unreadable(kind: Kind) -> Error {
    Error::damaged(&format!("one of the {} cannot be read", kind.plural()))
}

/// Every row of a kind, by id.
pub(super) fn all(conn: &Connection, kind: Kind) -> Result<Vec<Row>, Error> {
    let mut query = conn.prepare_cached(entity(kind).select_all)?;
    let rows = query.query_map([], |row| of_row(kind, row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every row of a kind, by id, one at a time.
pub(super) fn each(conn: &Connection, kind: Kind, each: &mut dyn FnMut(&Row)) -> Result<(), Error> {
    let mut query = conn.prepare_cached(entity(kind).select_all)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        each(&of_row(kind, row)?);
    }
    Ok(())
}

/// One row.
pub(super) fn read(conn: &Connection, kind: Kind, id: i64) -> Result<Option<Row>, Error> {
    Ok(conn.prepare_cached(entity(kind).select)?.query_row([id], |row| of_row(kind, row)).optional()?)
}

fn of_row(kind: Kind, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let mut values = Vec::with_capacity(kind.fields().len());
    for (at, field) in (1..).zip(kind.fields()) {
        values.push(match row.get_ref(at)? {
            ValueRef::Integer(number) => Value::Number(number),
            ValueRef::Text(_) => {
                let text = row.get_ref(at)?.as_str()?;
                // Whatever wrote it there, nothing unclean leaves the book.
                let clean = match field.shape {
                    Shape::Prose => Prose::clean(text).as_str().to_owned(),
                    _ => Line::clean(text).as_str().to_owned(),
                };
                if clean.is_empty() { Value::Nothing } else { Value::Text(clean) }
            }
            _ => Value::Nothing,
        });
    }
    Ok(Row { kind, id: row.get(0)?, values })
}

/// Adds or changes records: several are one step. An assessment meant as new, where the quarter has one by now, is an
/// edit of that one.
pub(super) fn save_all(log: &mut Log<'_>, edits: &[Edit<Row>]) -> Result<String, Error> {
    let base = settings::load(log.tx)?.base();
    let mut done: Vec<String> = Vec::new();
    for edit in edits {
        if let Some(words) = save(log, edit, base)? {
            done.push(words);
        }
    }
    let are_answers = edits.iter().all(|edit| edit.after.kind.is_of_a_customer());
    let are_of_many_kinds = edits.windows(2).any(|pair| pair[0].after.kind != pair[1].after.kind);
    let is_a_pair = !are_answers && done.len() == 2;
    Ok(match done.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        // A deed and what came of it: neither stands for the other.
        _ if are_of_many_kinds || is_a_pair => done.join("; "),
        [first, ..] => {
            let group = if are_answers { group_words(&done) } else { None };
            group.unwrap_or_else(|| format!("{} at once: {first}, …", done.len()))
        }
    })
}

/// Adds a customer and the records about them, in which customer 0 is meant to be the new one.
pub(super) fn save_introduced(log: &mut Log<'_>, customer: &Customer, edits: &[Edit<Row>]) -> Result<String, Error> {
    // Another window may have added them meanwhile.
    let known = customers::of_name(log.tx, &customer.name.key())?;
    let (id, is_new) = match known.as_slice() {
        [(id, _)] => (*id, false),
        _ => (customers::save(log, &Customer { id: CustomerId(0), ..customer.clone() })?, true),
    };
    let theirs = |edit: &Edit<Row>| {
        let mut edit = edit.clone();
        for (field, value) in edit.after.kind.fields().iter().zip(&mut edit.after.values) {
            if field.shape == Shape::Link(Target::Customer) && *value == Value::Number(0) {
                *value = id.keep();
            }
        }
        edit
    };
    let words = save_all(log, &edits.iter().map(theirs).collect::<Vec<_>>())?;
    Ok(if is_new { format!("{words}; {} is new", customer.name) } else { words })
}

/// `3 customers: mood 4` where all took the same, whatever each had before.
fn group_words(done: &[String]) -> Option<String> {
    let deed = |words: &String| {
        let deed = words.split_once(": ")?.1;
        Some(deed.split(" (was").next().unwrap_or(deed).to_owned())
    };
    // Who had that answer before only confirmed it.
    let given = done.iter().filter(|words| !words.ends_with(CONFIRMED));
    let deeds: Vec<String> = given.map(deed).collect::<Option<_>>()?;
    let first = deeds.first().cloned().or_else(|| deed(&done[0]))?;
    let same = deeds.iter().all(|deed| *deed == first);
    same.then(|| format!("{} customers: {first}", done.len()))
}

/// Writes one record and says what was done; `None` where nothing changed.
fn save(log: &mut Log<'_>, edit: &Edit<Row>, base: Currency) -> Result<Option<String>, Error> {
    let kind = edit.after.kind;
    let twin = match edit.before {
        None => twin(log.tx, &edit.after)?,
        Some(_) => None,
    };
    let (now, after) = match (&edit.before, twin) {
        (Some(seen), _) => {
            log.expect(entity(kind), seen.id)?;
            let Some(now) = read(log.tx, kind, seen.id)? else { return Ok(None) };
            let called = title(log.tx, &now, base);
            let after = edit.onto(&now).map_err(|clash| Error::moved(&called, clash))?;
            (Some(now), after)
        }
        (None, Some(twin)) => {
            let begun = Edit::of(begun_from(log.tx, &edit.after)?, edit.after.clone());
            let after = begun.onto(&twin).map_err(|clash| Error::moved(&title(log.tx, &twin, base), clash))?;
            (Some(twin), after)
        }
        (None, None) => (None, edit.after.clone()),
    };
    let after = if kind == Kind::Engagement { work::completed(log.tx, after)? } else { after };
    if let Err(wrong) = kind.check(&after) {
        return Err(Error::refused(wrong.words, "Change it and save again."));
    }
    check_name(log.tx, &after)?;
    check_pair(log.tx, &after)?;
    for (field, value) in kind.fields().iter().zip(&after.values) {
        if let (Shape::Link(target), Value::Number(id)) = (field.shape, value) {
            log.expect(target_entity(target), *id)?;
        }
    }
    match kind {
        Kind::Referral => check_circle(log.tx, &after)?,
        Kind::Engagement => work::check(log.tx, &after)?,
        Kind::Variant => work::check_offering(log.tx, &after)?,
        Kind::CapacityWeek => work::check_week(log.tx, &after)?,
        _ => {}
    }
    let before = now.or(carried_from(log.tx, &after)?);
    let id = if after.id == 0 { row::next_id(log.tx, kind.table(), 1)? } else { after.id };
    if !log.write(entity(kind), id, Some(&to_image(&after)))? {
        return Ok(None);
    }
    let told = Told { base, year: year(log)?, name: &|target, id| name(log.tx, target, id) };
    Ok(Some(words(before.as_ref(), &after, &told)))
}

/// The year of a step.
fn year(log: &Log<'_>) -> Result<Option<i32>, Error> {
    let at = "SELECT substr(at, 1, 4) FROM change WHERE id = ?1";
    let year: String = log.tx.prepare_cached(at)?.query_row([log.change.0], |row| row.get(0))?;
    Ok(year.parse().ok())
}

/// Whether a name stands for one row of a kind: files point to these by name.
pub(super) fn is_named(kind: Kind) -> bool {
    matches!(kind, Kind::Partner | Kind::Offering | Kind::Variant | Kind::Prospect)
}

/// The form the name of a row matches in; a variant's within its offering.
pub(super) fn name_of(row: &Row) -> String {
    let name = Line::clean(row.get("name").text().unwrap_or_default()).key();
    match row.kind {
        Kind::Variant => format!("{} {name}", row.get("offering").number().unwrap_or_default()),
        _ => name,
    }
}

fn check_name(conn: &Connection, after: &Row) -> Result<(), Error> {
    let kind = after.kind;
    if !is_named(kind) {
        return Ok(());
    }
    let name = name_of(after);
    match all(conn, kind)?.iter().find(|other| other.id != after.id && name_of(other) == name) {
        None => Ok(()),
        Some(other) => Err(Error::refused(
            format!("Another {} is called {}.", kind.noun(), other.get("name").text().unwrap_or_default()),
            "Choose another name, or bring that one back if it is archived.",
        )),
    }
}

/// A pair of rivals stands once, whoever is named first; one put away may stand beside.
fn check_pair(conn: &Connection, after: &Row) -> Result<(), Error> {
    let Some(pair) = Rivals::of_row(after).filter(|pair| !pair.archived) else { return Ok(()) };
    let sorted = |pair: &Rivals| (pair.one.min(pair.other), pair.one.max(pair.other));
    let others: Vec<Rivals> = all(conn, Kind::Rivals)?.iter().filter_map(Record::of_row).collect();
    if !others.iter().any(|other| other.id != pair.id && !other.archived && sorted(other) == sorted(&pair)) {
        return Ok(());
    }
    let [one, other] = [pair.one, pair.other].map(|id| name(conn, Target::Customer, id.0));
    Err(Error::refused(
        format!("{one} and {other} are a pair of rivals already."),
        "Name another customer, or change the pair that is there.",
    ))
}

fn target_entity(target: Target) -> &'static Entity {
    match target {
        Target::Customer => &row::CUSTOMER,
        Target::Offering => &row::OFFERING,
        Target::Partner => &row::PARTNER,
        Target::Variant => &row::VARIANT,
        Target::Engagement => &row::ENGAGEMENT,
    }
}

/// The row there already is where there may be one only: another window was quicker.
pub(super) fn twin(conn: &Connection, new: &Row) -> Result<Option<Row>, Error> {
    let (table, of, on) = match new.kind {
        Kind::Profile => ("SELECT id FROM profile WHERE customer = ?1 AND ?2 IS NULL", "customer", ""),
        Kind::Assessment => ("SELECT id FROM assessment WHERE customer = ?1 AND quarter = ?2", "customer", "quarter"),
        Kind::CapacityWeek if new.get("archived") != &Value::Number(1) => {
            ("SELECT id FROM capacity_week WHERE ?1 IS NULL AND monday = ?2 AND archived = 0", "", "monday")
        }
        _ => return Ok(None),
    };
    let (of, on) = (new.get(of).number(), new.get(on).text());
    let id = conn.prepare_cached(table)?.query_row((of, on), |row| row.get::<_, i64>(0)).optional()?;
    id.map_or(Ok(None), |id| read(conn, new.kind, id))
}

/// What a new quarter's answers are told against: the answers of the quarter before it.
fn carried_from(conn: &Connection, after: &Row) -> Result<Option<Row>, Error> {
    if after.kind == Kind::Assessment && after.id == 0 { quarter_before(conn, after) } else { Ok(None) }
}

/// What a row meant as new began from: nothing, or the answers of the quarter before carried over.
fn begun_from(conn: &Connection, after: &Row) -> Result<Row, Error> {
    let mut blank = Row::blank(after.kind);
    for name in ["customer", "monday"] {
        blank.set(name, after.get(name).clone());
    }
    let Some(new) = Assessment::of_row(after) else { return Ok(blank) };
    let earlier = quarter_before(conn, after)?.as_ref().and_then(Assessment::of_row);
    Ok(earlier.map_or_else(|| Assessment::blank(new.customer, new.quarter), |earlier| earlier.carried_to(new.quarter)).row())
}

fn quarter_before(conn: &Connection, after: &Row) -> Result<Option<Row>, Error> {
    let earlier = "SELECT id FROM assessment WHERE customer = ?1 AND quarter < ?2 ORDER BY quarter DESC LIMIT 1";
    let id = conn
        .prepare_cached(earlier)?
        .query_row((after.get("customer").number(), after.get("quarter").text()), |row| row.get::<_, i64>(0))
        .optional()?;
    id.map_or(Ok(None), |id| read(conn, Kind::Assessment, id))
}

fn check_circle(conn: &Connection, after: &Row) -> Result<(), Error> {
    let others: Vec<Referral> = all(conn, Kind::Referral)?.iter().filter_map(Record::of_row).collect();
    if Referral::of_row(after).is_some_and(|referral| referral.closes_a_circle(&others)) {
        let sent = after.get("customer").number().map_or_else(String::new, |id| name(conn, Target::Customer, id));
        return Err(Error::refused(
            format!("{sent} would have been sent, by way of others, by somebody they sent themselves."),
            "Name another sender, or change the older referral first.",
        ));
    }
    Ok(())
}

fn title(conn: &Connection, row: &Row, base: Currency) -> String {
    let told = Told { base, year: None, name: &|target, id| name(conn, target, id) };
    told.title(row)
}

/// What a row pointed to is called.
pub(super) fn name(conn: &Connection, target: Target, id: i64) -> String {
    let query = match target {
        Target::Customer => "SELECT name FROM customer WHERE id = ?1",
        Target::Offering => "SELECT name FROM offering WHERE id = ?1",
        Target::Partner => "SELECT name FROM partner WHERE id = ?1",
        Target::Variant => "SELECT name FROM variant WHERE id = ?1",
        Target::Engagement => "SELECT coalesce(title, stage) FROM engagement WHERE id = ?1",
    };
    let name = conn.prepare_cached(query).and_then(|mut query| query.query_row([id], |row| row.get::<_, String>(0)));
    name.map_or_else(|_| "somebody".to_owned(), |name| Line::clean(&name).to_string())
}

/// The row as the log keeps it.
pub(super) fn to_image(row: &Row) -> Image {
    let fields = row.kind.fields().iter().zip(&row.values);
    fields
        .map(|(field, value)| {
            let value = match value {
                Value::Nothing if matches!(field.shape, Shape::Flag(_)) => json!(0),
                Value::Nothing => json!(null),
                Value::Number(number) => json!(number),
                Value::Text(text) => json!(text),
            };
            (field.name.to_owned(), value)
        })
        .collect()
}

/// Inserts a record of an import, under an id of its batch.
pub(super) fn insert(conn: &Connection, row: &Row) -> Result<(), Error> {
    entity(row.kind).add(conn, row.id, &to_image(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_the_columns_the_fields_name() {
        for kind in Kind::ALL {
            let entity = entity(*kind);
            assert_eq!(entity.name, kind.table());
            let names: Vec<&str> = kind.fields().iter().map(|field| field.name).collect();
            assert_eq!(entity.columns, names, "{}", kind.table());
        }
    }
}
