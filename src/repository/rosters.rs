//! The lists of customers as of today and the next days, kept in a large book so that a start of such a day need not go
//! through every document before its first picture.
//!
//! They are derived and belong to the newest step: after any step they are passed over until others are kept, and so is
//! one whose bytes are not what was written. What the bytes say is known to [`Roster`] alone; `load` reads it first.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, params};

use super::Repository;
use super::backup::last_change;
use super::error::Error;
use crate::domain::book::Book;
use crate::domain::id::ChangeId;
use crate::domain::roster::Roster;

/// A smaller file is read through before it is missed.
const WORTH_KEEPING: u64 = 8 << 20;
/// Today and so many days more: what is closed on a Friday opens on a Monday.
const DAYS_AHEAD: u64 = 3;

impl Repository {
    /// Keeps the rosters of a book from today on, as it stands with its newest step, if that still is the newest. A small
    /// book, or one that can only be looked at, keeps none.
    pub fn keep_rosters(&mut self, book: &Book, today: NaiveDate, newest: ChangeId) -> Result<(), Error> {
        self.keep_rosters_of(book, today, newest, WORTH_KEEPING)
    }

    /// Keeps them in a file of `least` bytes or more.
    fn keep_rosters_of(&mut self, book: &Book, today: NaiveDate, newest: ChangeId, least: u64) -> Result<(), Error> {
        let is_large = std::fs::symlink_metadata(&self.path).is_ok_and(|file| file.len() >= least);
        if self.viewing || book.awaits_series() || !is_large || last_change(&self.conn)? != newest.0 {
            return Ok(());
        }
        let mut missing = Vec::new();
        for day in (0..=DAYS_AHEAD).filter_map(|ahead| today.checked_add_days(Days::new(ahead))) {
            if read(&self.conn, day)?.is_none() {
                missing.push((day, Roster::of(book, day).packed(book)));
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let tx = self.begin()?;
        if last_change(&tx)? == newest.0 {
            tx.execute("DELETE FROM roster WHERE change <> ?1 OR day < ?2", params![newest.0, today.to_string()])?;
            for (day, parts) in missing {
                write(&tx, day, newest.0, &parts)?;
            }
            tx.commit()?;
        }
        Ok(())
    }
}

fn write(conn: &Connection, day: NaiveDate, change: i64, parts: &[Vec<u8>]) -> Result<(), Error> {
    let day = day.to_string();
    conn.prepare_cached("DELETE FROM roster WHERE day = ?1")?.execute([&day])?;
    let mut insert = conn.prepare_cached("INSERT INTO roster (day, change, part, lines, hash) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (number, lines) in (0i64..).zip(parts) {
        insert.execute(params![day, change, number, lines, hash(&day, change, number, lines)])?;
    }
    Ok(())
}

/// Forgets what is kept.
pub(super) fn forget(conn: &Connection) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM roster")?.execute([])?;
    Ok(())
}

/// The parts kept for a day, if they are of the newest step, just what was written, and packed as this keepnet packs.
/// Whatever is wrong with them, the documents are still there.
pub(super) fn read(conn: &Connection, day: NaiveDate) -> Result<Option<Vec<Vec<u8>>>, Error> {
    Ok(read_any(conn, day)?.filter(|parts| Roster::is_packed_so(parts)))
}

/// The same, however they were packed.
fn read_any(conn: &Connection, day: NaiveDate) -> Result<Option<Vec<Vec<u8>>>, Error> {
    let (day, newest) = (day.to_string(), last_change(conn)?);
    let mut query = conn.prepare_cached("SELECT change, part, lines, hash FROM roster WHERE day = ?1 ORDER BY part")?;
    let mut rows = query.query([&day])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        let (change, part, lines): (i64, i64, _) = (row.get(0)?, row.get(1)?, row.get_ref(2)?.as_blob());
        let Ok(lines) = lines else { return Ok(None) };
        if change != newest || part != parts.len() as i64 || hash(&day, change, part, lines) != row.get::<_, i64>(3)? {
            return Ok(None);
        }
        parts.push(lines.to_vec());
    }
    Ok(Some(parts).filter(|parts| !parts.is_empty()))
}

/// Whether what is kept for the newest step, if anything is, differs from what the book comes to.
pub(super) fn is_wrong(conn: &Connection, book: &Book) -> Result<bool, Error> {
    let mut query = conn.prepare("SELECT DISTINCT day FROM roster WHERE change = ?1")?;
    let days = query.query_map([last_change(conn)?], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    for day in days {
        let Ok(day) = day.parse::<NaiveDate>() else { return Ok(true) };
        // One that another version of keepnet packed is passed over, and nothing is wrong with it.
        let is_right = |kept: Vec<Vec<u8>>| !Roster::is_packed_so(&kept) || kept == Roster::of(book, day).packed(book);
        if !read_any(conn, day)?.is_some_and(is_right) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells bytes written here from others: no seal against a hand that means harm, but a million bytes in no time.
fn hash(day: &str, change: i64, part: i64, lines: &[u8]) -> i64 {
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    let key = [change.cast_unsigned(), part.cast_unsigned(), lines.len() as u64];
    let start = day.bytes().map(u64::from).chain(key).fold(0x6b65_6570_6e65_7431, mix);
    let (words, rest) = lines.as_chunks::<8>();
    let all = words.iter().map(|word| u64::from_le_bytes(*word)).fold(start, mix);
    rest.iter().copied().map(u64::from).fold(all, mix).cast_signed()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::change::{Change, Edit};
    use crate::domain::customer::Customer;
    use crate::domain::progress::Unwatched;
    use crate::domain::series::{Entry, Series};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn today() -> NaiveDate {
        day("2026-11-22")
    }

    fn add(repository: &mut Repository, name: &str) {
        repository.apply(&Change::Customers(vec![Edit::new(Customer::named(name.into()))])).unwrap();
    }

    /// Two customers; the first has a document of 10.00, kept as a series only.
    fn opened(folder: &tempfile::TempDir) -> Repository {
        let mut repository = Repository::open_or_create(&folder.path().join("book.keepnet"), Arc::new(chrono::Utc::now)).unwrap();
        add(&mut repository, "Alder");
        add(&mut repository, "Birch");
        let kind = crate::domain::invoice::Kind::Invoice;
        let series = Series::pack(vec![Entry { day: day("2026-11-01").into(), minor: 1_000, paid: None, kind, rated: true }]);
        super::super::series::write(&repository.conn, crate::domain::id::CustomerId(1), &series).unwrap();
        repository
    }

    fn keep(repository: &mut Repository, today: NaiveDate) {
        let newest = repository.last_change().unwrap();
        repository.keep_rosters_of(&repository.load_book().unwrap(), today, newest, 0).unwrap();
    }

    /// Whether the next start takes what was kept; either way it shows what the documents say.
    fn is_taken(repository: &Repository, today: NaiveDate) -> bool {
        let (mut book, roster) = repository.load_first(today).unwrap();
        let kept = book.awaits_series();
        repository.load_rest(&mut book).unwrap();
        let whole = repository.load_book().unwrap();
        assert!(book.each().eq(whole.each()) && !book.awaits_series() && book.revision() > whole.revision());
        assert_eq!(roster.lines(), Roster::of(&whole, today).lines());
        kept
    }

    #[test]
    fn what_is_kept_is_taken_until_the_book_or_the_day_moves() {
        let folder = tempfile::tempdir().unwrap();
        let mut repository = opened(&folder);
        assert!(!is_taken(&repository, today()));
        keep(&mut repository, today());
        for (start, taken) in [("2026-11-21", false), ("2026-11-22", true), ("2026-11-25", true), ("2026-11-26", false)] {
            assert_eq!(is_taken(&repository, day(start)), taken, "{start}");
        }
        keep(&mut repository, day("2026-11-24"));
        assert!(!is_taken(&repository, today()) && is_taken(&repository, day("2026-11-27")));
        add(&mut repository, "Cedar");
        assert!(!is_taken(&repository, today()));
        keep(&mut repository, today());
        assert!(is_taken(&repository, today()));
        repository.undo().unwrap();
        assert!(!is_taken(&repository, today()));
    }

    #[test]
    fn rosters_of_another_step_are_not_kept_nor_those_of_a_small_book() {
        let folder = tempfile::tempdir().unwrap();
        let mut repository = opened(&folder);
        let newest = repository.last_change().unwrap();
        let book = repository.load_book().unwrap();
        repository.keep_rosters(&book, today(), newest).unwrap();
        assert!(!is_taken(&repository, today()));
        add(&mut repository, "Cedar");
        repository.keep_rosters_of(&book, today(), newest, 0).unwrap();
        assert!(!is_taken(&repository, today()));
    }

    #[test]
    fn bytes_that_were_not_written_so_are_passed_over() {
        for spoil in [
            "UPDATE roster SET lines = x''",
            "UPDATE roster SET lines = CAST('words' AS BLOB)",
            "UPDATE roster SET lines = substr(lines, 1, length(lines) - 1)",
            "UPDATE roster SET hash = hash + 1",
            "UPDATE roster SET part = 1",
            "UPDATE roster SET day = '2026-11-26'",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let mut repository = opened(&folder);
            keep(&mut repository, today());
            assert!(is_taken(&repository, today()));
            let spoil = format!("{spoil} WHERE day = '2026-11-22'");
            assert_eq!(repository.conn.execute(&spoil, []).unwrap(), 1);
            assert!(!is_taken(&repository, today()) && !is_taken(&repository, day("2026-11-26")), "{spoil}");
            keep(&mut repository, today());
            assert!(is_taken(&repository, today()), "{spoil}");
        }
    }

    #[test]
    fn a_list_packed_by_an_older_keepnet_is_made_again_and_is_no_fault() {
        let folder = tempfile::tempdir().unwrap();
        let mut repository = opened(&folder);
        keep(&mut repository, today());
        let newest = repository.last_change().unwrap().0;
        // As the first version packed: the basis, then the lines without a name.
        write(&repository.conn, today(), newest, &[vec![0, 2, 0, 0, 0, 0, 0]]).unwrap();
        assert!(!is_taken(&repository, today()));
        assert!(!is_wrong(&repository.conn, &repository.load_book().unwrap()).unwrap());
        keep(&mut repository, today());
        assert!(is_taken(&repository, today()));
    }

    #[test]
    fn a_list_that_differs_from_the_documents_is_forgotten_by_a_check() {
        let folder = tempfile::tempdir().unwrap();
        let mut repository = opened(&folder);
        // The series has no document behind it: a check takes it away, and the list made of it.
        keep(&mut repository, today());
        assert!(is_wrong(&repository.conn, &repository.load_book().unwrap()).is_ok_and(|wrong| !wrong));
        let health = repository.check(&mut Unwatched).unwrap();
        assert_eq!(health.problems, Vec::<String>::new());
        assert!(!is_taken(&repository, today()));
        // With the right hash, but not what the documents come to.
        keep(&mut repository, today());
        let newest = repository.last_change().unwrap().0;
        let mut parts = read(&repository.conn, today()).unwrap().unwrap();
        *parts[0].last_mut().unwrap() ^= 2;
        write(&repository.conn, today(), newest, &parts).unwrap();
        assert!(is_wrong(&repository.conn, &repository.load_book().unwrap()).unwrap());
        let health = repository.check(&mut Unwatched).unwrap();
        assert_eq!(health.mended, ["The list of customers kept for a quick start differed from the documents and was dropped."]);
        assert!(!is_taken(&repository, today()));
    }
}
