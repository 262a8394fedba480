//! Verified copies of the book, thinned with age; `restore` goes back to one.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::error::{Error, Kind, path_shown};
use super::{Repository, connect, migrate, moment, place};

/// A copy is made when the last is older and something was changed since.
const DUE_AFTER: TimeDelta = TimeDelta::minutes(30);
/// The newest copies are kept whatever their age.
const NEWEST_KEPT: usize = 3;
/// One copy a day, a week and a month is kept for so many of each.
const KEPT: [usize; 3] = [12, 10, 9];

/// A copy of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, in UTC.
    pub at: DateTime<Utc>,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Repository {
    /// Makes a verified copy: at `to`, or under its date in the folder beside the book, which is thinned then.
    pub fn back_up(&self, to: Option<&Path>) -> Result<PathBuf, Error> {
        let now = (self.clock)();
        if let Some(to) = to {
            copy_verified(&self.conn, to)?;
            return Ok(to.to_owned());
        }
        let folder = place::backups(&self.path);
        place::make_folder(&folder)?;
        place::sweep(&folder);
        let mut tries = 0;
        let place = loop {
            let place = free_name(&self.path, now);
            match copy_verified(&self.conn, &place) {
                Ok(()) => break place,
                // Another run took that name first.
                Err(_) if place.exists() && tries < 100 => tries += 1,
                Err(error) => return Err(error),
            }
        };
        thin(&self.path, now.date_naive(), &place);
        Ok(place)
    }

    /// Makes a copy unless the newest one holds everything already. Where it lies, if one was made. The book itself is
    /// only read.
    pub fn secure(&self) -> Result<Option<PathBuf>, Error> {
        if self.viewing || last_change(&self.conn)? == 0 {
            return Ok(None);
        }
        let newest = self.copies().into_iter().next();
        let newest = newest.filter(|newest| place::look(&newest.path).is_ok()).and_then(|newest| connect(&newest.path).ok());
        if let Some((newest, _)) = newest
            && is_sound(&newest).is_ok_and(|sound| sound)
            && fingerprint(&newest).ok() == Some(fingerprint(&self.conn)?)
        {
            return Ok(None);
        }
        self.back_up(None).map(Some)
    }

    /// Whether the newest copy is older than half an hour and something was done since: the next write will make one
    /// first, unless a thread with a [`Repository`] of its own does before ([`Repository::back_up_if_due`]).
    pub fn copy_is_due(&self) -> Result<bool, Error> {
        let now = (self.clock)();
        Ok(!self.viewing && self.is_copy_due(now)?)
    }

    fn is_copy_due(&self, now: DateTime<Utc>) -> Result<bool, Error> {
        Ok(is_due(&self.conn, last_change(&self.conn)?, now)? && !self.copies().iter().any(|copy| is_fresh(copy.at, now)))
    }

    /// When the newest copy beside the book was made, in UTC.
    #[must_use]
    pub fn last_copy(&self) -> Option<DateTime<Utc>> {
        self.copies().first().map(|copy| copy.at)
    }

    /// Ends this run, see [`Repository::close`], with a copy of the book where anything was done since the newest one.
    /// Where that lies, if it was made. What was done is saved whether or not a copy can be made.
    pub fn close_with_copy(mut self) -> Result<Option<PathBuf>, Error> {
        self.end_session()?;
        if self.viewing || last_change(&self.conn)? == 0 {
            return Ok(None);
        }
        place::check_same(&self.path, self.identity)?;
        let newest = self.copies().into_iter().next().map(|copy| copy.path);
        let newest = newest.filter(|newest| place::look(newest).is_ok()).and_then(|newest| connect(&newest).ok());
        let ours = last_step(&self.conn)?;
        if newest.is_some_and(|(newest, _)| last_step(&newest).is_ok_and(|step| step == ours)) {
            return Ok(None);
        }
        self.back_up(None).map(Some)
    }

    /// The copy made now and then before a write. A full disk must not stop the owner from saving, so one that cannot be
    /// made is left to the next try; `check` says how old the newest is.
    pub fn back_up_if_due(&mut self) -> Result<(), Error> {
        if self.claim_copy()? && self.back_up(None).is_err() {
            self.conn.execute("DELETE FROM upkeep WHERE name = 'backup'", [])?;
        }
        Ok(())
    }

    /// Claims the next copy in a row, so that fifty starts at once make one.
    fn claim_copy(&mut self) -> Result<bool, Error> {
        let now = (self.clock)();
        if self.viewing || !self.is_copy_due(now)? {
            return Ok(false);
        }
        let last = last_change(&self.conn)?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let due = is_due(&tx, last, now)?;
        if due {
            tx.execute(
                "INSERT INTO upkeep (name, at, change) VALUES ('backup', ?1, ?2) \
                 ON CONFLICT (name) DO UPDATE SET at = excluded.at, change = excluded.change",
                params![moment(now), last],
            )?;
            tx.commit()?;
        }
        Ok(due)
    }

    /// Brings an older book up to date, after a copy.
    pub(super) fn upgrade(&mut self) -> Result<(), Error> {
        if self.viewing {
            return Err(Error::new(
                Kind::Unusable,
                format!(
                    "{} was written by an older keepnet and cannot be brought up to date on a read-only disk.",
                    path_shown(&self.path)
                ),
                "It was not touched.",
                "Copy it to a folder you may write to and open the copy with --book FILE.",
            ));
        }
        self.back_up(None)?;
        migrate::migrate(&mut self.conn)?;
        Ok(())
    }

    /// The copies in the folder beside the book, newest first.
    #[must_use]
    pub fn copies(&self) -> Vec<Copy> {
        copies(&self.path)
    }
}

fn is_due(conn: &Connection, last: i64, now: DateTime<Utc>) -> Result<bool, Error> {
    let claimed: Option<(String, i64)> = conn
        .query_row("SELECT at, change FROM upkeep WHERE name = 'backup'", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((at, change)) = claimed else { return Ok(last > 0) };
    let at = at.parse::<DateTime<Utc>>().unwrap_or_default();
    Ok(last > change && !is_fresh(at, now))
}

/// A clock set back leaves moments in the future: they say nothing about how old a copy is.
fn is_fresh(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at <= now && now - at < DUE_AFTER
}

pub(super) fn last_change(conn: &Connection) -> Result<i64, Error> {
    Ok(conn.query_row("SELECT coalesce(max(id), 0) FROM change", [], |row| row.get(0))?)
}

/// The newest step: books that end with the same one are the same.
fn last_step(conn: &Connection) -> Result<Option<(i64, String, i64, String)>, Error> {
    let step = conn.query_row("SELECT id, at, session, words FROM change ORDER BY id DESC LIMIT 1", [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    });
    Ok(step.optional()?)
}

/// Copies a book to a place nobody has, private and in one file, and compares it with the original before it counts.
pub(super) fn copy_verified(conn: &Connection, place: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(place).is_ok() {
        return Err(Error::io("write", place, &std::io::ErrorKind::AlreadyExists.into()));
    }
    let file = place::unfinished(place.parent().unwrap_or(Path::new("")))?;
    let mut copy = Connection::open(file.path())?;
    // One snapshot: what is compared is what was copied.
    let snapshot = conn.unchecked_transaction()?;
    let expected = fingerprint(&snapshot)?;
    copy_pages(&snapshot, &mut copy)?;
    drop(snapshot);
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    if !is_sound(&copy)? || fingerprint(&copy)? != expected {
        return Err(Error::new(
            Kind::Unusable,
            format!("The copy written to {} does not equal the book.", path_shown(place)),
            "The book itself was not touched; the bad copy was thrown away.",
            "Check the disk, then try again.",
        ));
    }
    copy.close().map_err(|(_, error)| error)?;
    place::settle(file, place)
}

/// Copies every page. Where another program holds either file it waits no longer than any other access does.
pub(super) fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), Error> {
    const PAUSE: Duration = Duration::from_millis(50);
    const TRIES: u32 = 8;
    let copying = Backup::new(from, to)?;
    let mut tries = 0;
    loop {
        match copying.step(4096)? {
            StepResult::Done => return Ok(()),
            StepResult::More => tries = 0,
            _ if tries < TRIES => {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            _ => return Err(Error::busy()),
        }
    }
}

/// Row counts of every entity and a hash of the change log.
fn fingerprint(conn: &Connection) -> Result<(Vec<i64>, u64), Error> {
    let counts = [
        "SELECT count(*) FROM setting",
        "SELECT count(*) FROM rate",
        "SELECT count(*) FROM segment",
        "SELECT count(*) FROM customer",
        "SELECT count(*) FROM external_id",
        "SELECT count(*) FROM person",
        "SELECT count(*) FROM invoice",
        "SELECT count(*) FROM series",
        "SELECT count(*) FROM change_row",
    ];
    let counts = counts.iter().map(|sql| conn.query_row(sql, [], |row| row.get(0))).collect::<Result<_, _>>()?;
    let mut hasher = DefaultHasher::new();
    let mut query = conn.prepare("SELECT id, at, session, words, undoes, batch, copy FROM change ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..7 {
            format!("{:?}", row.get_ref(column)?).hash(&mut hasher);
        }
    }
    Ok((counts, hasher.finish()))
}

/// Whether the pages fit together.
pub(super) fn is_sound(conn: &Connection) -> Result<bool, Error> {
    let verdict: Result<String, _> = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    match verdict {
        Ok(verdict) => Ok(verdict == "ok"),
        Err(error) => match Error::from(error) {
            error if error.kind == Kind::Damaged => Ok(false),
            error => Err(error),
        },
    }
}

/// Whether a copy opens and its pages fit together.
#[must_use]
pub fn is_good(copy: &Path) -> bool {
    place::look(copy).is_ok() && connect(copy).and_then(|(conn, _)| is_sound(&conn)).unwrap_or(false)
}

/// How many customers a copy holds, archived ones too; `None` where it does not open. Its pages are not gone through.
#[must_use]
pub fn customers_in(copy: &Path) -> Option<u64> {
    place::look(copy).ok()?;
    let (conn, _) = connect(copy).ok()?;
    let count: i64 = conn.query_row("SELECT count(*) FROM customer", [], |row| row.get(0)).ok()?;
    u64::try_from(count).ok()
}

/// The copies in the folder beside a book, newest first.
#[must_use]
pub fn copies(book: &Path) -> Vec<Copy> {
    let Ok(entries) = fs::read_dir(place::backups(book)) else { return Vec::new() };
    let mut copies: Vec<Copy> = entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let at = made_at(&path)?;
            let meta = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some(Copy { path, at, bytes: meta.len() })
        })
        .collect();
    let order = |copy: &Copy| (copy.at, number(&copy.path), copy.path.clone());
    copies.sort_by_cached_key(|copy| std::cmp::Reverse(order(copy)));
    copies
}

/// `book-20261122T140200Z.keepnet`, with the next of `-2`, `-3` and so on where that second has some already: a number
/// freed by thinning is not given again, the newest has the highest.
fn free_name(book: &Path, now: DateTime<Utc>) -> PathBuf {
    let folder = place::backups(book);
    let stem = book.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = |number: u32| {
        let extra = if number == 1 { String::new() } else { format!("-{number}") };
        folder.join(format!("{stem}-{}{extra}.keepnet", now.format("%Y%m%dT%H%M%SZ")))
    };
    let of_this_second = copies(book).into_iter().filter(|copy| copy.at.timestamp() == now.timestamp());
    let mut next = of_this_second.map(|copy| number(&copy.path)).max().map_or(1, |last| last.saturating_add(1));
    while name(next).exists() && next < u32::MAX {
        next += 1;
    }
    name(next)
}

/// The number in a copy's name: the how-manieth of its second.
fn number(path: &Path) -> u32 {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.rsplit('-').next().and_then(|last| last.parse().ok()).unwrap_or(1)
}

/// The moment in a copy's name.
fn made_at(path: &Path) -> Option<DateTime<Utc>> {
    if path.extension()? != "keepnet" {
        return None;
    }
    let stem = path.file_stem()?.to_str()?;
    let mut pieces = stem.rsplit('-');
    pieces.find_map(|piece| NaiveDateTime::parse_from_str(piece, "%Y%m%dT%H%M%SZ").ok()).map(|at| at.and_utc())
}

/// Removes copies that age has made superfluous, never the one just made: a clock that was set back may call it old.
fn thin(book: &Path, today: NaiveDate, made: &Path) {
    let copies = copies(book);
    for path in superfluous(&copies, today).into_iter().filter(|path| *path != made) {
        // A copy that cannot be removed is only untidy.
        let _ = fs::remove_file(path);
    }
}

/// Copies no rule keeps: the newest few, then one a day, a week and a month.
fn superfluous(copies: &[Copy], today: NaiveDate) -> Vec<&Path> {
    let mut kept = vec![false; copies.len()];
    kept.iter_mut().take(NEWEST_KEPT).for_each(|kept| *kept = true);
    let buckets: [fn(NaiveDate) -> (i32, u32); 3] = [
        |date| (date.year(), date.ordinal()),
        |date| (date.iso_week().year(), date.iso_week().week()),
        |date| (date.year(), date.month()),
    ];
    for (bucket, most) in buckets.into_iter().zip(KEPT) {
        let mut seen = Vec::new();
        for (copy, kept) in copies.iter().zip(&mut kept) {
            let slot = bucket(copy.at.date_naive());
            if seen.len() < most && !seen.contains(&slot) {
                seen.push(slot);
                *kept = true;
            }
        }
    }
    // A copy dated after today came from a clock that ran ahead: it may be the newest good one.
    let ahead = |copy: &Copy| copy.at.date_naive() > today;
    copies.iter().zip(kept).filter(|(copy, kept)| !kept && !ahead(copy)).map(|(copy, _)| copy.path.as_path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(at: &str) -> Copy {
        Copy { path: PathBuf::from(at), at: at.parse().unwrap(), bytes: 1 }
    }

    #[test]
    fn a_day_of_many_copies_keeps_the_newest_three() {
        let copies: Vec<Copy> = (0..10).rev().map(|hour| copy(&format!("2026-11-22T{hour:02}:00:00Z"))).collect();
        let gone = superfluous(&copies, "2026-11-22".parse().unwrap());
        assert_eq!(gone.len(), 7);
        assert!(!gone.contains(&Path::new("2026-11-22T09:00:00Z")) && !gone.contains(&Path::new("2026-11-22T07:00:00Z")));
    }

    #[test]
    fn two_years_of_daily_copies_leave_days_weeks_and_months() {
        let start: NaiveDate = "2024-11-23".parse().unwrap();
        let mut copies: Vec<Copy> = (0..730).map(|day| copy(&format!("{}T12:00:00Z", start + chrono::Days::new(day)))).collect();
        copies.reverse();
        let gone = superfluous(&copies, "2026-11-22".parse().unwrap());
        let kept: Vec<String> = copies
            .iter()
            .filter(|copy| !gone.contains(&copy.path.as_path()))
            .map(|copy| copy.at.date_naive().to_string())
            .collect();
        // 12 days (11 to 22 November), 10 weeks of which 8 end before them, 9 months of which the two last of them
        // (September's 30th and October's 31st) are no week's end.
        assert_eq!(kept.len(), 12 + 8 + 8, "{kept:?}");
        assert_eq!(kept.first().unwrap(), "2026-11-22");
        assert_eq!(kept.last().unwrap(), "2026-03-31");
    }

    #[test]
    fn names_tell_when() {
        assert_eq!(made_at(Path::new("/x/book-20261122T140200Z.keepnet")).unwrap().to_rfc3339(), "2026-11-22T14:02:00+00:00");
        assert!(made_at(Path::new("/x/book-20261122T140200Z-2.keepnet")).is_some());
        assert!(made_at(Path::new("/x/book.keepnet")).is_none());
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("book.keepnet");
        std::fs::create_dir(place::backups(&book)).unwrap();
        let names = ["", "-2", "-10"].map(|extra| format!("book-20261122T140200Z{extra}.keepnet"));
        for name in &names {
            std::fs::write(place::backups(&book).join(name), "").unwrap();
        }
        let listed: Vec<_> = copies(&book).iter().map(|copy| copy.path.file_name().unwrap().to_owned()).collect();
        assert_eq!(listed, [&names[2], &names[1], &names[0]].map(std::ffi::OsString::from));
    }
}
