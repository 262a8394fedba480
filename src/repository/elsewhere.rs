//! Noticing what another window did to the same book, and what has to be read again for it.
//!
//! [`Repository::moved`] is asked at every event and costs microseconds; only where it says so is the change log read.
//! The log also tells when the book was replaced as a whole: ids of steps are never given out twice, so a step that is
//! not in it any more was of a book that is gone. `history` writes and takes back steps; `restore` keeps their ids rising.

use std::time::Duration;

use rusqlite::{Connection, params};
use serde_json::Value;

use super::backup::last_change;
use super::connect::PATIENCE;
use super::error::Error;
use super::row::Image;
use super::{Repository, place};
use crate::domain::change::Touched;
use crate::domain::id::{ChangeId, CustomerId, InvoiceId, PersonId, SegmentId};
use crate::domain::record::Kind;
use crate::domain::text::{LONGEST_LINE, shown};

/// Reading more rows than this one by one is slower than reading the book again.
const MOST_ROWS: i64 = 1_000;

/// What this run knows of the file, to tell what others did.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// SQLite's count of other connections' commits, when last asked.
    version: i64,
    /// The newest step everything up to which is in the memory of whoever asks, own steps later than it aside.
    change: i64,
    /// The path leads to another file now, and that was said.
    lost: bool,
}

impl Seen {
    /// From here on everything others do is news.
    pub(super) fn now(conn: &Connection) -> Result<Seen, Error> {
        // The version first: a commit in between is noticed twice rather than never.
        Ok(Seen { version: data_version(conn)?, change: last_change(conn)?, lost: false })
    }
}

impl Repository {
    /// Whether anybody else wrote to the file since this was last asked, or put another in its place. Own commits are no
    /// news. While another program holds the file it is no, and is to be asked again.
    pub fn moved(&mut self) -> Result<bool, Error> {
        if !self.seen.lost && place::check_same(&self.path, self.identity).is_err() {
            self.seen.lost = true;
            return Ok(true);
        }
        // A key must not wait for another window's commit.
        self.conn.busy_timeout(Duration::ZERO)?;
        let version = data_version(&self.conn);
        self.conn.busy_timeout(PATIENCE)?;
        match version {
            Ok(version) => Ok(std::mem::replace(&mut self.seen.version, version) != version),
            Err(error) if error == Error::busy() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What other windows touched since the step `last` of this one's memory: nothing, where they only kept a draft or
    /// made a copy. Steps of this run are left out, what they touched was said when they were done; so `last` may be an
    /// own step without anything of others before it being missed. [`Touched::change`] is the newest step then known.
    pub fn touched_since(&mut self, last: ChangeId) -> Result<Touched, Error> {
        place::check_same(&self.path, self.identity)?;
        let last = last.0.min(self.seen.change);
        let own = self.session.map(|session| session.0);
        let tx = self.conn.unchecked_transaction()?;
        let newest = last_change(&tx)?;
        let is_gone = last > 0 && !tx.prepare_cached("SELECT 1 FROM change WHERE id = ?1")?.exists([last])?;
        let touched = if is_gone {
            let words = newest_words(&tx, 0, None)?.unwrap_or_else(|| "put another book in place".to_owned());
            Touched { everything: true, ..said(newest, &words) }
        } else {
            match newest_words(&tx, last, own)? {
                None => Touched::default(),
                Some(words) => collect(&tx, last, own, said(newest, &words))?,
            }
        };
        drop(tx);
        self.seen.change = newest;
        Ok(touched)
    }

    /// The newest step in the book, whoever did it; 0 where nothing was ever done. Read it before the book itself.
    pub fn last_change(&self) -> Result<ChangeId, Error> {
        Ok(ChangeId(last_change(&self.conn)?))
    }
}

/// The frame of what others did.
fn said(newest: i64, words: &str) -> Touched {
    Touched { change: Some(ChangeId(newest)), words: format!("Another window: {words}"), ..Touched::default() }
}

fn data_version(conn: &Connection) -> Result<i64, Error> {
    Ok(conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
}

/// The words of the newest step of others after `last`; `None` where there is none.
fn newest_words(conn: &Connection, last: i64, own: Option<i64>) -> Result<Option<String>, Error> {
    let mut query = conn.prepare_cached("SELECT words FROM change WHERE id > ?1 AND session IS NOT ?2 ORDER BY id DESC LIMIT 1")?;
    let mut rows = query.query(params![last, own])?;
    let words = rows.next()?.map(|row| row.get::<_, String>(0)).transpose()?;
    Ok(words.map(|words| shown(&words, LONGEST_LINE)))
}

/// What the steps of others after `last` touched, row by row where they are few.
fn collect(conn: &Connection, last: i64, own: Option<i64>, mut touched: Touched) -> Result<Touched, Error> {
    // An import names no rows it added, a restore none at all.
    let whole: bool = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM change WHERE id > ?1 AND session IS NOT ?2 AND (batch IS NOT NULL OR copy IS NOT NULL))",
        )?
        .query_row(params![last, own], |row| row.get(0))?;
    let rows: i64 = conn
        .prepare_cached(
            "SELECT count(*) FROM change JOIN change_row ON change_row.change = change.id \
             WHERE change.id > ?1 AND change.session IS NOT ?2",
        )?
        .query_row(params![last, own], |row| row.get(0))?;
    if whole || rows > MOST_ROWS {
        touched.everything = true;
        return Ok(touched);
    }
    let mut query = conn.prepare_cached(
        "SELECT change_row.entity, change_row.row, change_row.before, change_row.after \
         FROM change JOIN change_row ON change_row.change = change.id WHERE change.id > ?1 AND change.session IS NOT ?2",
    )?;
    let mut rows = query.query(params![last, own])?;
    while let Some(row) = rows.next()? {
        // Both images: a document may have passed from one customer to another.
        let customers = [row.get::<_, Option<String>>(2)?, row.get(3)?].into_iter().flatten().filter_map(|image| customer(&image));
        let id: i64 = row.get(1)?;
        match row.get_ref(0)?.as_str().unwrap_or_default() {
            "setting" | "rate" => touched.settings = true,
            "segment" => touched.segments.push(SegmentId(id)),
            "customer" => touched.customers.push(CustomerId(id)),
            "external_id" => touched.customers.extend(customers),
            "person" => touched.people.push(PersonId(id)),
            "invoice" => {
                touched.series.extend(customers);
                touched.invoices.push(InvoiceId(id));
            }
            name => match Kind::of_table(name) {
                Some(kind) => touched.records.push((kind, id)),
                None => return Err(Error::damaged("the history names an unknown table")),
            },
        }
    }
    touched.settle();
    Ok(touched)
}

/// Whose row an image is of.
fn customer(image: &str) -> Option<CustomerId> {
    serde_json::from_str::<Image>(image).ok()?.get("customer").and_then(Value::as_i64).map(CustomerId)
}
