//! Undo, redo and history over the append-only change log.
//!
//! A step is taken back by writing the images from before it; that is a step of its own which names what it undoes, and
//! redo undoes the undo. Nothing in the log is ever changed, so what may be undone next is read off it: walking from
//! the newest step back, a step that undoes another silences it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::error::Error;
use super::row::{self, ENTITIES, Image, Log, Origin};
use super::{Horizon, Repository, begin_session, invoices};
use crate::domain::change::{Step, Touched};
use crate::domain::id::{BatchId, ChangeId, CustomerId, SessionId};
use crate::domain::names::{Told, Whose};
use crate::domain::text::{LONGEST_LINE, Line, shown};

/// A step as undo needs it.
struct Logged {
    id: i64,
    at: String,
    session: i64,
    words: String,
    undoes: Option<i64>,
    /// It undoes an undo: the step that one took back.
    redoes: Option<i64>,
    batch: Option<i64>,
    copy: Option<String>,
}

/// Which steps a run that begins now may undo.
pub(super) fn horizon(conn: &Connection) -> Result<Horizon, Error> {
    let last = conn.query_row("SELECT coalesce(max(id), 0) FROM change", [], |row| row.get(0))?;
    let mut query = conn.prepare("SELECT id, process FROM session WHERE ended IS NULL")?;
    let rows = query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let mut running = BTreeSet::new();
    for row in rows {
        let (session, process) = row?;
        if is_running(process) {
            running.insert(session);
        }
    }
    let made = conn.query_row("SELECT coalesce(max(change), 0) FROM upkeep WHERE name = 'sample'", [], |row| row.get(0))?;
    Ok(Horizon { made, last, running })
}

#[cfg(unix)]
fn is_running(process: i64) -> bool {
    i32::try_from(process)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
        .is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

#[cfg(not(unix))]
fn is_running(process: i64) -> bool {
    process == i64::from(std::process::id())
}

impl Repository {
    /// Takes back the newest step this run may undo; a redo is a step like any other.
    pub fn undo(&mut self) -> Result<Touched, Error> {
        let nothing = || Error::refused("There is nothing to undo.", "The history shows what was done.");
        let Logged { copy, words, .. } = self.undo_target()?.ok_or_else(nothing)?;
        self.before_write()?;
        if let Some(copy) = copy {
            return self.undo_restore(&copy, &words);
        }
        // A restore that came in between is the next undo's business.
        self.take_back("Undone", &|repository| repository.undo_target()?.filter(|step| step.copy.is_none()).ok_or_else(nothing))
    }

    /// Whether undo and redo have anything to do for this run.
    pub fn can_undo_and_redo(&self) -> Result<(bool, bool), Error> {
        Ok((self.undo_target()?.is_some(), self.redo_target()?.is_some()))
    }

    /// What undo would take back now.
    fn undo_target(&self) -> Result<Option<Logged>, Error> {
        let mut silenced = BTreeSet::new();
        let mut target = None;
        self.walk(&mut |step, open_to_us| {
            if silenced.contains(&step.id) {
                return true;
            }
            // What another run took back is taken back, whoever may undo that run's steps.
            if let Some(undone) = step.undoes {
                silenced.insert(undone);
                return true;
            }
            if open_to_us {
                target = Some(step);
            }
            target.is_none()
        })?;
        Ok(target)
    }

    /// Does the newest undone step again, unless something else was done since.
    pub fn redo(&mut self) -> Result<Touched, Error> {
        let nothing = || Error::refused("There is nothing to redo.", "Redo brings back what undo just took away.");
        self.redo_target()?.ok_or_else(nothing)?;
        self.before_write()?;
        self.take_back("Redone", &|repository| repository.redo_target()?.ok_or_else(nothing))
    }

    /// What redo would do again now.
    fn redo_target(&self) -> Result<Option<Logged>, Error> {
        let mut silenced = BTreeSet::new();
        let mut target = None;
        self.walk(&mut |step, open_to_us| {
            if silenced.contains(&step.id) {
                return true;
            }
            match step.undoes {
                Some(undone) if step.redoes.is_some() => {
                    silenced.insert(undone);
                    true
                }
                Some(_) if open_to_us => {
                    target = Some(step);
                    false
                }
                None if open_to_us => false,
                _ => true,
            }
        })?;
        Ok(target)
    }

    /// The newest steps, newest first.
    pub fn history(&self, most: usize) -> Result<Vec<Step>, Error> {
        // Of the undos and redos of a step only the newest holds; the step itself does unless that was an undo.
        let (mut settled, mut gone) = (BTreeSet::new(), BTreeSet::new());
        let mut steps = Vec::new();
        if most == 0 {
            return Ok(steps);
        }
        self.walk_all(&mut |step| {
            let holds = match step.redoes.or(step.undoes) {
                Some(original) => {
                    let newest = settled.insert(original);
                    if newest && step.redoes.is_none() {
                        gone.insert(original);
                    }
                    newest
                }
                None => !gone.contains(&step.id),
            };
            let at = step.at.parse::<DateTime<Utc>>().unwrap_or_default();
            let (id, session) = (ChangeId(step.id), SessionId(step.session));
            steps.push(Step { id, at, session, words: step.words, undoes: step.undoes.map(ChangeId), holds });
            steps.len() < most
        })?;
        Ok(steps)
    }

    /// The names the newest steps tell of that a customer or a person had before, or has no more: what their rows said
    /// before a change of it, or before they went.
    pub fn names_told(&self, most: usize) -> Result<Vec<Told>, Error> {
        let mut query = self.conn.prepare_cached(
            "SELECT entity, row, json_extract(before, '$.name'), json_extract(before, '$.customer') FROM change_row \
             WHERE change IN (SELECT id FROM change ORDER BY id DESC LIMIT ?1) AND entity IN ('customer', 'person') \
             AND json_extract(before, '$.name') IS NOT json_extract(after, '$.name') AND before IS NOT NULL",
        )?;
        let rows = query.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            let (entity, id, name, customer): (String, i64, Option<String>, Option<i64>) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let whose = if entity == "customer" {
                Whose::Customer(CustomerId(id))
            } else {
                Whose::Person(CustomerId(customer.unwrap_or(0)))
            };
            Ok(Told { name: Line::clean(&name.unwrap_or_default()), whose })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All steps with whether this run may undo them, newest first, until `each` has enough.
    fn walk(&self, each: &mut dyn FnMut(Logged, bool) -> bool) -> Result<(), Error> {
        let own = self.session.map(|session| session.0);
        let horizon = &self.horizon;
        self.walk_all(&mut |step| {
            let open_to_us = Some(step.session) == own || step.id <= horizon.last && !horizon.running.contains(&step.session);
            step.id > horizon.made && each(step, open_to_us)
        })
    }

    fn walk_all(&self, each: &mut dyn FnMut(Logged) -> bool) -> Result<(), Error> {
        let mut query = self.conn.prepare_cached(
            "SELECT change.id, change.at, change.session, change.words, change.undoes, undone.undoes, change.batch, change.copy \
             FROM change LEFT JOIN change AS undone ON undone.id = change.undoes ORDER BY change.id DESC",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let step = Logged {
                id: row.get(0)?,
                at: row.get(1)?,
                session: row.get(2)?,
                words: shown(&row.get::<_, String>(3)?, LONGEST_LINE),
                undoes: row.get(4)?,
                redoes: row.get(5)?,
                batch: row.get(6)?,
                copy: row.get(7)?,
            };
            if !each(step) {
                break;
            }
        }
        Ok(())
    }

    /// Writes back what a step changed; the step that does so names it. Which step is decided once nobody else can write.
    fn take_back(&mut self, verb: &str, choose: &dyn Fn(&Repository) -> Result<Logged, Error>) -> Result<Touched, Error> {
        let at = self.now();
        let tx = self.begin()?;
        let target = &choose(self)?;
        // Rows that point to each other come and go together; the arrows are checked at the end.
        tx.pragma_update(None, "defer_foreign_keys", true)?;
        let session = begin_session(&tx, self.session, &at)?;
        let mut log = Log::open(&tx, session, &at)?;
        // Rows of an import are there while it holds: their images go back after they came, or before they go.
        let comes = target.undoes.is_some();
        if let Some(batch) = target.batch.filter(|_| comes) {
            move_batch(&mut log, target, batch)?;
        }
        put_images_back(&mut log, target.id)?;
        if let Some(batch) = target.batch.filter(|_| !comes) {
            move_batch(&mut log, target, batch)?;
        }
        let words = original_words(&tx, target)?;
        let origin = Origin { undoes: Some(ChangeId(target.id)), batch: target.batch.map(BatchId), copy: None };
        let touched = log.close(&format!("{verb}: {words}"), origin)?;
        tx.commit().map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => changed_since(),
            _ => error.into(),
        })?;
        self.session = Some(session);
        self.acknowledge(&touched);
        Ok(touched)
    }
}

/// The words of the step at the bottom of a chain of undos and redos.
fn original_words(tx: &Transaction<'_>, target: &Logged) -> Result<String, Error> {
    let Some(undone) = target.undoes else { return Ok(target.words.clone()) };
    let mut words = target.words.clone();
    let mut next = Some(undone);
    // A step undoes an earlier one: anything else is damage, and would go round for ever.
    let mut last = target.id;
    while let Some(id) = next.filter(|id| *id < last) {
        last = id;
        (words, next) =
            tx.query_row("SELECT words, undoes FROM change WHERE id = ?1", [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    }
    Ok(shown(&words, LONGEST_LINE))
}

fn changed_since() -> Error {
    Error::refused(
        "Something this step touched was changed again since, by another window.",
        "Undo it there first, or change it by hand.",
    )
}

fn put_images_back(log: &mut Log<'_>, change: i64) -> Result<(), Error> {
    let tx = log.tx;
    let mut query = tx.prepare_cached("SELECT entity, row, before, after FROM change_row WHERE change = ?1 ORDER BY id DESC")?;
    let mut rows = query.query([change])?;
    while let Some(row) = rows.next()? {
        let entity = row::entity(row.get_ref(0)?.as_str().unwrap_or_default())?;
        let image = |index: usize| -> Result<Option<Image>, Error> {
            let text: Option<String> = row.get(index)?;
            text.map(|text| serde_json::from_str(&text)).transpose().map_err(|_| Error::damaged("the history cannot be read"))
        };
        log.put_back(entity, row.get(1)?, image(3)?.as_ref(), image(2)?.as_ref())?;
    }
    Ok(())
}

/// Rows an import added move to the shelf on undo, and back on redo.
fn move_batch(log: &mut Log<'_>, target: &Logged, batch: i64) -> Result<(), Error> {
    let comes = target.undoes.is_some();
    let mut entities = ENTITIES;
    if !comes {
        entities.reverse();
    }
    for entity in entities {
        let range: Option<(i64, i64)> = log
            .tx
            .prepare_cached("SELECT first, last FROM batch_range WHERE batch = ?1 AND entity = ?2")?
            .query_row(params![batch, entity.name], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((first, last)) = range else { continue };
        if !comes && edited_since(log.tx, entity.name, first, last, target.id)? {
            return Err(changed_since());
        }
        if comes {
            move_rows(log, entity.from_shelf, first, last)?;
        }
        if entity.name == row::INVOICE.name {
            note_documents(log, first, last, comes)?;
        }
        if !comes {
            move_rows(log, entity.to_shelf, first, last)?;
        }
    }
    log.touched.everything = true;
    Ok(())
}

fn move_rows(log: &Log<'_>, statements: [&str; 2], first: i64, last: i64) -> Result<(), Error> {
    for statement in statements {
        log.tx.prepare_cached(statement)?.execute([first, last]).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => changed_since(),
            _ => error.into(),
        })?;
    }
    Ok(())
}

/// Whether a row of the range was edited after the step and is not as the step left it.
fn edited_since(tx: &Transaction<'_>, entity: &str, first: i64, last: i64, change: i64) -> Result<bool, Error> {
    let mut query = tx.prepare_cached(
        "SELECT row, before FROM change_row WHERE entity = ?1 AND row BETWEEN ?2 AND ?3 AND change > ?4 ORDER BY id",
    )?;
    let mut rows = query.query(params![entity, first, last, change])?;
    let mut seen = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if !seen.insert(id) {
            continue;
        }
        // The first image after the step is the row as the step left it.
        let left: Option<String> = row.get(1)?;
        let left: Option<Image> =
            left.map(|text| serde_json::from_str(&text)).transpose().map_err(|_| Error::damaged("the history cannot be read"))?;
        if row::entity(entity)?.read(tx, id)? != left {
            return Ok(true);
        }
    }
    Ok(false)
}

fn note_documents(log: &mut Log<'_>, first: i64, last: i64, comes: bool) -> Result<(), Error> {
    let tx = log.tx;
    invoices::each_where(tx, "SELECT * FROM invoice WHERE id BETWEEN ?1 AND ?2 ORDER BY id", [first, last], &mut |invoice| {
        match invoice.entry() {
            Some(entry) => log.ledger.note(tx, invoice.customer, entry, comes),
            None => Ok(()),
        }
    })
}
