//! What can still be read of a damaged book: row by row, skipping what lies on broken pages.
//!
//! Only an export uses it. Nothing is written, and what could not be read is counted, never made up.

use rusqlite::Connection;

use super::error::{Error, Kind};
use super::{Repository, customers, invoices, people, records, segments, settings};
use crate::domain::book::Book;
use crate::domain::id::CustomerId;
use crate::domain::invoice::Invoice;
use crate::domain::record::{Kind as RecordKind, Records};
use crate::domain::series::Series;
use crate::domain::settings::Settings;

/// How far ids are tried where even the last one given cannot be read.
const FAR: i64 = 2_000_000;

/// No book gives out so many ids: a number beyond it is damage.
const FAR_BEYOND: i64 = 100_000_000;

/// What was read, and how much was not.
#[derive(Debug, Clone, Default)]
pub struct Salvaged<T> {
    /// What was read.
    pub found: T,
    /// Rows that could not be.
    pub lost: u64,
}

impl Repository {
    /// The book without its documents, as far as it can be read.
    pub fn salvage_book(&self) -> Result<Salvaged<Book>, Error> {
        let conn = &self.conn;
        let mut lost = 0;
        let settings = whole(settings::load(conn), &mut lost)?.unwrap_or_else(Settings::default);
        let customers = match whole(customers::load(conn), &mut 0)? {
            Some(customers) => customers,
            None => rows(conn, "customer", &mut lost, |id| customers::read(conn, CustomerId(id)))?,
        };
        let mut book = Book::new(settings, customers, Vec::<(CustomerId, Series)>::new());
        book.rates = whole(settings::load_rates(conn), &mut lost)?.unwrap_or_default();
        book.people = whole(people::load(conn), &mut lost)?.unwrap_or_default().into();
        book.segments = whole(segments::load(conn), &mut lost)?.unwrap_or_default();
        book.take_records(self.salvage_records(&mut lost)?);
        Ok(Salvaged { found: book, lost })
    }

    /// The records of every kind, as far as they can be read.
    fn salvage_records(&self, lost: &mut u64) -> Result<Records, Error> {
        let mut records = Records::default();
        for &kind in RecordKind::ALL {
            if let Some(all) = whole(records::all(&self.conn, kind), &mut 0)?
                && records.fill(kind, &all)
            {
                continue;
            }
            for id in 1..=last_id(&self.conn, kind.table()) {
                let Some(row) = whole(records::read(&self.conn, kind, id), lost)?.flatten() else { continue };
                // One that could be read and yet is none of its kind is lost like one that could not.
                *lost += u64::from(!records.replace(kind, id, Some(&row)));
            }
        }
        Ok(records)
    }

    /// The documents by id, as far as they can be read; `lost` counts the others.
    pub fn salvage_invoices<'book>(&'book self, lost: &'book mut u64) -> impl Iterator<Item = Result<Invoice, Error>> + 'book {
        (1..=last_id(&self.conn, "invoice")).filter_map(move |id| match invoices::read(&self.conn, id) {
            Ok(invoice) => invoice.map(Ok),
            Err(error) if error.kind == Kind::Damaged => {
                *lost += 1;
                None
            }
            Err(error) => Some(Err(error)),
        })
    }
}

/// What was read whole; `None` and one more lost where it is damaged.
fn whole<T>(read: Result<T, Error>, lost: &mut u64) -> Result<Option<T>, Error> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind == Kind::Damaged => {
            *lost += 1;
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn rows<T>(
    conn: &Connection,
    entity: &str,
    lost: &mut u64,
    read: impl Fn(i64) -> Result<Option<T>, Error>,
) -> Result<Vec<T>, Error> {
    let mut found = Vec::new();
    for id in 1..=last_id(conn, entity) {
        found.extend(whole(read(id), lost)?.flatten());
    }
    Ok(found)
}

/// The last id ever given to an entity.
fn last_id(conn: &Connection, entity: &str) -> i64 {
    let last: rusqlite::Result<i64> = conn.query_row("SELECT last FROM sequence WHERE entity = ?1", [entity], |row| row.get(0));
    match last {
        Ok(last) if last <= FAR_BEYOND => last,
        Err(rusqlite::Error::QueryReturnedNoRows) => 0,
        _ => FAR,
    }
}
