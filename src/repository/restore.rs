//! Going back to a copy, with or without a book, and back again.
//!
//! What is gone back to comes through [`Source`], examined and up to date; `backup` makes the copies. Drafts and looks
//! are not gone back to (see `beside`); only where there is no book they are those of the copy.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior, params};

use super::backup::{copy_pages, copy_verified, is_sound, last_change};
use super::elsewhere::Seen;
use super::error::{Error, Kind, path_shown};
use super::row::{Log, Origin};
use super::{Clock, Repository, begin_session, beside, configure, connect, history, migrate, moment, place};
use crate::domain::change::Touched;
use crate::domain::id::SessionId;

/// What going back to a copy did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the book it replaced lies now; `None` where there was no book.
    pub replaced: Option<PathBuf>,
    /// The words of the history.
    pub words: String,
}

impl Repository {
    /// Puts a copy in the place of the book: the book is copied first, and undo brings that copy back.
    pub fn restore(&mut self, from: &Path) -> Result<Restored, Error> {
        let source = Source::open(from, &self.path)?;
        place::check_same(&self.path, self.identity)?;
        let last = last_change(&self.conn)?;
        let replaced = self.back_up(None)?;
        let words = format!("Restored the copy {}", path_shown(Path::new(from.file_name().unwrap_or_default())));
        let copy = replaced.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // The step goes into the new book before it takes the place of the old one, so that the book and the way back
        // from it come as one.
        let (_file, mut next) = self.next_book(&source.conn)?;
        let at = self.now();
        let tx = next.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let session = begin_session(&tx, None, &at)?;
        let log = Log::open(&tx, session, &at)?;
        let touched = log.close(&words, Origin { copy: Some(&copy), ..Origin::default() })?;
        tx.commit()?;
        self.check_unmoved(last)?;
        self.replace_with(&next, Some(session))?;
        self.acknowledge(&touched);
        Ok(Restored { replaced: Some(replaced), words })
    }

    /// Brings back the book a restore replaced, exactly as it was; what undo then takes back is that book's own newest step.
    pub(super) fn undo_restore(&mut self, copy: &str, words: &str) -> Result<Touched, Error> {
        let name = Path::new(copy).file_name().unwrap_or_default();
        let from = place::backups(&self.path).join(name);
        if !from.exists() {
            return Err(Error::refused(
                format!("The book this restore replaced is not among the copies any more: {}.", path_shown(Path::new(name))),
                "\"keepnet check\" lists the copies there are.",
            ));
        }
        place::check_same(&self.path, self.identity)?;
        let source = Source::open(&from, &self.path)?;
        let last = last_change(&self.conn)?;
        let kept = self.back_up(None)?;
        let (_file, next) = self.next_book(&source.conn)?;
        self.check_unmoved(last)?;
        self.replace_with(&next, None)?;
        let words = format!("Undone: {words}. What it had put in place is kept as {}", path_shown(&kept));
        Ok(Touched { words, everything: true, ..Touched::default() })
    }

    /// What takes the place of the book, in a file of its own that goes with the first of the two: the pages of `source`,
    /// and of this book what is no part of its story. No id given out in it is given again, so a window that saw a step
    /// or a row which is gone now never takes another for it; drafts and looks stay as they are today.
    fn next_book(&self, source: &Connection) -> Result<(tempfile::NamedTempFile, Connection), Error> {
        let file = place::unfinished(self.path.parent().unwrap_or(Path::new("")))?;
        let mut next = Connection::open(file.path())?;
        copy_pages(source, &mut next)?;
        next.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        let tx = next.transaction()?;
        let mut query = self.conn.prepare("SELECT entity, last FROM sequence")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            tx.execute(
                "INSERT INTO sequence (entity, last) VALUES (?1, ?2) \
                 ON CONFLICT (entity) DO UPDATE SET last = max(last, excluded.last)",
                params![row.get::<_, String>(0)?, row.get::<_, i64>(1)?],
            )?;
        }
        beside::carry(&self.conn, &tx)?;
        tx.commit()?;
        Ok((file, next))
    }

    /// Whether the copy just made still holds everything: another window may have gone on meanwhile.
    fn check_unmoved(&self, last: i64) -> Result<(), Error> {
        if last_change(&self.conn)? == last {
            return Ok(());
        }
        Err(Error::refused("Another window changed the book just now.", "Close it there, then try again."))
    }

    /// Writes another book's pages over this one's, in one transaction of SQLite. This run goes on as `session` in it.
    fn replace_with(&mut self, source: &Connection, session: Option<SessionId>) -> Result<(), Error> {
        copy_pages(source, &mut self.conn)?;
        configure(&self.conn)?;
        self.choose_journal()?;
        self.conn.flush_prepared_statement_cache();
        self.session = session;
        self.file_keys.clear();
        // A copy made while this program ran says so for ever: what it did up to then can be undone like any ended run's.
        let ours = i64::from(std::process::id());
        self.conn.execute(
            "UPDATE session SET ended = ?2 WHERE ended IS NULL AND process = ?1 AND id IS NOT ?3",
            params![ours, self.now(), session.map(|session| session.0)],
        )?;
        self.horizon = history::horizon(&self.conn)?;
        self.seen = Seen::now(&self.conn)?;
        Ok(())
    }
}

/// Goes back to a copy where there is no book, or none that opens: the damaged file is put aside, not removed.
pub fn restore_without_book(book: &Path, from: &Path, clock: &Clock) -> Result<Restored, Error> {
    let source = Source::open(from, book)?;
    let aside = put_aside(book, (clock)())?;
    place::make_folder(book.parent().unwrap_or(Path::new("")))?;
    copy_verified(&source.conn, book)?;
    // Copies are written in one piece; a book is written through a log beside it.
    let (conn, _) = connect(book)?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    // Nobody works on a book that was not there: whatever ran when the copy was made has ended here.
    conn.execute("UPDATE session SET ended = ?1 WHERE ended IS NULL", [moment((clock)())])?;
    let words = format!("Restored the copy {}", path_shown(Path::new(from.file_name().unwrap_or_default())));
    Ok(Restored { replaced: aside, words })
}

/// Moves a book that does not open out of the way, with the files SQLite keeps beside it.
fn put_aside(book: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>, Error> {
    if fs::symlink_metadata(book).is_err() {
        return Ok(None);
    }
    let name = |ending: &str| {
        let mut name = book.file_stem().unwrap_or_default().to_os_string();
        name.push(format!("-damaged-{}.keepnet{ending}", now.format("%Y%m%dT%H%M%SZ")));
        book.with_file_name(name)
    };
    for ending in ["-wal", "-shm", ""] {
        let mut from = book.as_os_str().to_os_string();
        from.push(ending);
        match fs::rename(&from, name(ending)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io("put aside", book, &error)),
        }
    }
    Ok(Some(name("")))
}

/// A copy to go back to, examined and brought up to date without touching it.
struct Source {
    conn: Connection,
    /// An older copy is brought up to date in a file of its own, which goes with it.
    _upgraded: Option<tempfile::NamedTempFile>,
}

impl Source {
    fn open(from: &Path, book: &Path) -> Result<Source, Error> {
        place::look(from).map_err(|error| match error.kind {
            Kind::Missing => Error::new(
                Kind::Missing,
                format!("There is no copy at {}.", path_shown(from)),
                "Nothing was changed.",
                "\"keepnet check\" lists the copies beside the book.",
            ),
            _ => error,
        })?;
        if from.canonicalize().ok() == book.canonicalize().ok() && book.exists() {
            return Err(Error::refused("That is the book itself.", "Name a copy; \"keepnet check\" lists those beside the book."));
        }
        let (conn, _) = connect(from)?;
        if !is_sound(&conn)? {
            return Err(Error::new(
                Kind::Damaged,
                format!("The copy {} is damaged.", path_shown(from)),
                "Your book was not touched.",
                "\"keepnet check\" lists the copies that are good.",
            ));
        }
        if migrate::version(&conn)? >= migrate::VERSION {
            migrate::check_schema(&conn)?;
            return Ok(Source { conn, _upgraded: None });
        }
        let upgraded = place::unfinished(book.parent().unwrap_or(Path::new("")))?;
        let mut newer = Connection::open(upgraded.path())?;
        copy_pages(&conn, &mut newer)?;
        newer.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        migrate::migrate(&mut newer)?;
        migrate::check_schema(&newer)?;
        Ok(Source { conn: newer, _upgraded: Some(upgraded) })
    }
}
