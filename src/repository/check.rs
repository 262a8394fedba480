//! Is the book healthy? Pages, arrows between rows, the schema, every value, the sums, the copies.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use super::backup::{Copy, is_good};
use super::connect::connect_to_read;
use super::error::{Error, Kind};
use super::{Repository, backup, migrate, place, rosters, series};
use crate::domain::id::CustomerId;
use crate::domain::progress::Progress;
use crate::domain::series::Series;
use crate::domain::text::shown;

/// What an examination found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    /// What is wrong, in sentences. Empty: all is well.
    pub problems: Vec<String>,
    /// What was put right.
    pub mended: Vec<String>,
    /// Customers in the book.
    pub customers: u64,
    /// Documents in the book.
    pub documents: u64,
    /// Steps in the history.
    pub steps: u64,
    /// The copies beside the book, newest first, and whether each is good.
    pub copies: Vec<(Copy, bool)>,
}

impl Repository {
    /// Examines the whole book and every copy of it; sums that differ from the documents are rebuilt.
    pub fn check(&mut self, progress: &mut dyn Progress) -> Result<Health, Error> {
        let mut health = Health::default();
        progress.step("checking pages", 0, 0)?;
        health.problems.extend(pages(&self.conn)?);
        if let Err(error) = migrate::check_schema(&self.conn) {
            health.problems.push(error.what);
        }
        if self.conn.prepare("PRAGMA foreign_key_check")?.exists([])? {
            health.problems.push("Some rows point to rows that are not there.".to_owned());
        }
        if health.problems.is_empty() {
            // Before the values: sums that cannot be read are derived, and no damage once they are worked out again.
            progress.step("checking sums", 0, 0)?;
            if let Err(error) = self.check_sums(&mut health) {
                health.problems.push(error.what);
            }
        }
        progress.step("checking values", 0, 0)?;
        if let Err(error) = self.check_values(&mut health)
            && !health.problems.contains(&error.what)
        {
            health.problems.push(error.what);
        }
        let copies = backup::copies(&self.path);
        let total = copies.len() as u64;
        for (done, copy) in copies.into_iter().enumerate() {
            progress.step("checking copies", done as u64, total)?;
            let good = is_good(&copy.path);
            health.copies.push((copy, good));
        }
        Ok(health)
    }

    /// Reads every value once: one that cannot be read is damage.
    fn check_values(&mut self, health: &mut Health) -> Result<(), Error> {
        let snapshot = self.snapshot()?;
        let book = self.load_book()?;
        let is_wrong = rosters::is_wrong(&self.conn, &book)?;
        drop(snapshot);
        if is_wrong && !self.viewing {
            rosters::forget(&self.conn)?;
            let words = "The list of customers kept for a quick start differed from the documents and was dropped.";
            health.mended.push(words.to_owned());
        }
        health.customers = book.customers().len() as u64;
        self.each_invoice(&mut |_| {
            health.documents += 1;
            Ok::<(), Error>(())
        })?;
        health.steps = self.conn.query_row("SELECT count(*) FROM change", [], |row| row.get(0)).map(i64::cast_unsigned)?;
        Ok(())
    }

    /// Compares every series with the documents it sums.
    fn check_sums(&mut self, health: &mut Health) -> Result<(), Error> {
        // One moment for both: another window may be writing.
        let snapshot = self.snapshot()?;
        let (right, kept) = (series::recompute(&self.conn)?, kept_sums(&self.conn)?);
        drop(snapshot);
        if kept.as_ref() == Some(&right) {
            return Ok(());
        }
        if self.viewing {
            health.problems.push("The sums of some customers differ from their documents.".to_owned());
            return Ok(());
        }
        let tx = self.begin()?;
        let (right, kept) = (series::recompute(&tx)?, kept_sums(&tx)?);
        let mut mended = 0;
        if kept.is_none() {
            tx.execute("DELETE FROM series", [])?;
        }
        let kept = kept.unwrap_or_default();
        for customer in kept.keys().chain(right.keys().filter(|customer| !kept.contains_key(customer))) {
            if kept.get(customer) != right.get(customer) {
                series::write(&tx, *customer, right.get(customer).unwrap_or(&Series::default()))?;
                mended += 1;
            }
        }
        // Made of the sums that were wrong.
        rosters::forget(&tx)?;
        tx.commit()?;
        let whose = if mended == 1 { "1 customer".to_owned() } else { format!("{mended} customers") };
        health.mended.push(format!("The sums of {whose} differed from their documents and were worked out again."));
        Ok(())
    }
}

/// What is wrong with a book, in sentences, as far as a quick look tells: pages, the schema, arrows between rows, and
/// every value the screens show. It reads through a connection of its own and never writes, so a thread may do it beside
/// the writer; [`Repository::check`] looks at documents, sums and copies too.
pub fn examine(book: &Path) -> Result<Vec<String>, Error> {
    place::look(book)?;
    let conn = connect_to_read(book)?;
    // One moment: another window may be writing.
    let tx = conn.unchecked_transaction()?;
    let mut problems = Vec::new();
    if !backup::is_sound(&tx)? {
        problems.push("Pages do not fit together.".to_owned());
        return Ok(problems);
    }
    let mut note = |looked_at: Result<(), Error>| match looked_at {
        Ok(()) => Ok(()),
        Err(error) if error.kind == Kind::Damaged => {
            if !problems.contains(&error.what) {
                problems.push(error.what);
            }
            Ok(())
        }
        Err(error) => Err(error),
    };
    note(migrate::check_schema(&tx))?;
    note(arrows(&tx))?;
    note(super::settings::load(&tx).map(drop))?;
    note(super::settings::load_rates(&tx).map(drop))?;
    note(super::customers::load(&tx).map(drop))?;
    note(super::people::load(&tx).map(drop))?;
    note(super::segments::load(&tx).map(drop))?;
    note(super::records::load(&tx).map(drop))?;
    note(series::read_all(&tx).map(drop))?;
    Ok(problems)
}

/// Refuses rows that point to rows that are not there.
fn arrows(conn: &Connection) -> Result<(), Error> {
    let broken = conn.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if broken { Err(Error::damaged("some rows point to rows that are not there")) } else { Ok(()) }
}

/// Every customer's series; `None` where they cannot be read.
fn kept_sums(conn: &Connection) -> Result<Option<BTreeMap<CustomerId, Series>>, Error> {
    match series::read_all(conn) {
        Ok(kept) => Ok(Some(kept.into_iter().collect())),
        Err(error) if error.kind == Kind::Damaged => Ok(None),
        Err(error) => Err(error),
    }
}

/// What SQLite finds wrong with the pages.
fn pages(conn: &Connection) -> Result<Vec<String>, Error> {
    let mut query = conn.prepare("PRAGMA integrity_check(5)")?;
    let rows = query.query_map([], |row| row.get::<_, String>(0))?;
    let mut problems = Vec::new();
    for row in rows {
        match row {
            Ok(line) if line == "ok" => {}
            Ok(line) => problems.push(format!("Pages do not fit together: {}.", shown(&line, 120))),
            Err(error) => {
                problems.push(Error::from(error).what);
                break;
            }
        }
    }
    Ok(problems)
}
