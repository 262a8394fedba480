//! The book read into memory: whole, or first what a list of customers shows and the rest behind it.
//!
//! In a large book two connections read side by side, one the customers, one their series, both at the same moment of the
//! book. What a row becomes stands in the file of its entity.

use std::sync::{Mutex, PoisonError, mpsc};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::connect::connect;
use super::error::Error;
use super::{Repository, customers, people, place, records, rosters, segments, series, settings};
use crate::domain::book::Book;
use crate::domain::id::CustomerId;
use crate::domain::roster::{Roster, RosterMaker};
use crate::domain::series::{Bundle, Damaged, Series};

/// A smaller file is read before a second connection would be open.
const WORTH_TWO: u64 = 8 << 20;

/// The newest step: two readers that see the same one see the same book.
const MOMENT: &str = "SELECT coalesce(max(id), 0) FROM change";

/// What unpacks a bundle, on any thread.
type Unpack<'a, T> = &'a (dyn Fn(Bundle) -> Result<T, Damaged> + Sync);

/// What this connection reads while another reads the series.
type Beside<'a, R> = &'a dyn Fn(&Connection) -> Result<R, Error>;

/// The series of a bundle.
fn unpacked(bundle: Bundle) -> Result<Vec<(CustomerId, Series)>, Damaged> {
    let mut own = Vec::new();
    bundle.read(|(): &mut (), _| (), |customer, series, ()| own.push((customer, series)))?;
    Ok(own)
}

impl Repository {
    /// Reads the whole book; of documents each customer's series only.
    pub fn load_book(&self) -> Result<Book, Error> {
        let snapshot = self.snapshot()?;
        let settings = settings::load(&self.conn)?;
        let (customers, all) = self.read_series(snapshot.is_some(), &customers::load, &unpacked)?;
        let mut book = Book::new(settings, customers, all.into_iter().flatten().collect());
        self.load_others(&mut book)?;
        Ok(book)
    }

    /// Reads what the first picture shows: settings, customers and the roster of a day. Where one is kept nothing else is
    /// read, and the book [awaits its series](Book::awaits_series) and the rest of its customers; else both are read, and
    /// the roster is made on the way.
    /// [`Repository::load_rest`] brings the rest. Bytes in a series that keepnet did not write are damage, as in
    /// [`Repository::load_book`].
    pub fn load_first(&self, today: NaiveDate) -> Result<(Book, Roster), Error> {
        let snapshot = self.snapshot()?;
        let settings = settings::load(&self.conn)?;
        // What is kept may be missing for any reason: the documents are still there.
        if let Ok(Some(parts)) = rosters::read(&self.conn, today)
            && let Ok(first) = Roster::unpacked(settings.clone(), today, parts.iter().map(Vec::as_slice))
        {
            return Ok(first);
        }
        let maker = RosterMaker::new(settings.basis, today);
        let (customers, chunks) = self.read_series(snapshot.is_some(), &customers::load, &|bundle| maker.unpack(bundle))?;
        let (mut book, roster) = maker.book(settings, customers, chunks);
        if self.is_small() {
            // Fit and mood stand in the list: better at once than a moment later, where that costs nothing to notice.
            self.load_others(&mut book)?;
        }
        Ok((book, roster))
    }

    /// Whether the file is read in less time than a second connection takes to open.
    fn is_small(&self) -> bool {
        std::fs::symlink_metadata(&self.path).is_ok_and(|file| file.len() < WORTH_TWO)
    }

    /// Reads what [`Repository::load_first`] left out: people, segments, exchange rates, records, and what the book awaits.
    /// These may be of a later moment than the rest of it; what happened in between is to be read again.
    pub fn load_rest(&self, book: &mut Book) -> Result<(), Error> {
        let snapshot = self.snapshot()?;
        self.load_others(book)?;
        if book.awaits_series() {
            let (customers, all) = self.read_series(snapshot.is_some(), &customers::load, &unpacked)?;
            book.take_rest(customers, all.into_iter().flatten().collect());
        }
        book.completed();
        Ok(())
    }

    fn load_others(&self, book: &mut Book) -> Result<(), Error> {
        book.rates = settings::load_rates(&self.conn)?;
        book.people = people::load(&self.conn)?.into();
        book.segments = segments::load(&self.conn)?;
        book.take_records(records::load(&self.conn)?);
        Ok(())
    }

    /// Reads what `unpack` makes of every bundle of series, in order, and what `beside` reads. `ours`: the snapshot held
    /// is of this reading, so nothing half written is in it and a second reader may stand beside it.
    fn read_series<R, T: Send>(&self, ours: bool, beside: Beside<'_, R>, unpack: Unpack<'_, T>) -> Result<(R, Vec<T>), Error> {
        if ours && let Some(second) = self.second_reader(WORTH_TWO) {
            return self.read_beside(second, beside, unpack);
        }
        let mut all = Vec::new();
        series::bundles(&self.conn, &mut |bundle| {
            all.push(unpack(bundle).map_err(|_| series::unreadable())?);
            Ok(true)
        })?;
        Ok((beside(&self.conn)?, all))
    }

    /// The series come over a connection of their own; whoever has finished reading unpacks what waits.
    fn read_beside<R, T: Send>(
        &self,
        second: Connection,
        beside: Beside<'_, R>,
        unpack: Unpack<'_, T>,
    ) -> Result<(R, Vec<T>), Error> {
        let (send, waiting) = mpsc::channel::<(usize, Bundle)>();
        let waiting = Mutex::new(waiting);
        let drain = || -> Result<Vec<(usize, T)>, Error> {
            let mut unpacked = Vec::new();
            // The lock is held while waiting for the next, not while unpacking it.
            while let Ok((place, bundle)) = { waiting.lock().unwrap_or_else(PoisonError::into_inner).recv() } {
                unpacked.push((place, unpack(bundle).map_err(|_| series::unreadable())?));
            }
            Ok(unpacked)
        };
        let drain = &drain;
        std::thread::scope(|scope| {
            let reading = std::thread::Builder::new().spawn_scoped(scope, move || {
                let mut place = 0;
                series::bundles(&second, &mut |bundle| {
                    place += 1;
                    Ok(send.send((place, bundle)).is_ok())
                })?;
                drop(send);
                drain()
            });
            let Ok(reading) = reading else { return self.read_series(false, beside, unpack) };
            let others_read = beside(&self.conn);
            let own = drain();
            let others = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let mut all = own?;
            all.extend(others?);
            all.sort_unstable_by_key(|(place, _)| *place);
            Ok((others_read?, all.into_iter().map(|(_, unpacked)| unpacked).collect()))
        })
    }

    /// A second connection that sees the book of the very moment this one sees; `None` where there is none to be had or
    /// the file is smaller than `least`. The file is not looked into on the way: closing it would give up this connection's locks.
    fn second_reader(&self, least: u64) -> Option<Connection> {
        let size = std::fs::symlink_metadata(&self.path).ok()?.len();
        if self.viewing || size < least {
            return None;
        }
        place::check_same(&self.path, self.identity).ok()?;
        let (second, viewing) = connect(&self.path).ok()?;
        // Every page is read once: a large cache would only cost memory.
        second.execute_batch("PRAGMA cache_size = 16; BEGIN").ok()?;
        let moment = |conn: &Connection| conn.query_row(MOMENT, [], |row| row.get::<_, i64>(0)).ok();
        let same = moment(&self.conn)? == moment(&second)? && place::check_same(&self.path, self.identity).is_ok();
        (same && !viewing).then_some(second)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rusqlite::params;

    use super::*;
    use crate::domain::change::{Change, Edit};
    use crate::domain::customer::Customer;
    use crate::domain::invoice::Kind;
    use crate::domain::period::Day;
    use crate::domain::series::Entry;

    fn add(repository: &mut Repository, name: &str) {
        repository.apply(&Change::Customers(vec![Edit::new(Customer::named(name.into()))])).unwrap();
    }

    /// A book of three customers; the second has documents enough for several bundles, the third none.
    fn opened(folder: &tempfile::TempDir) -> Repository {
        let mut repository = Repository::open_or_create(&folder.path().join("book.keepnet"), Arc::new(chrono::Utc::now)).unwrap();
        for name in ["Alder", "Birch", "Cedar"] {
            add(&mut repository, name);
        }
        let entry = |day| Entry { day: Day(day), minor: 1_000, paid: None, kind: Kind::Invoice, rated: true };
        for (customer, documents) in [(1, 3), (2, 200_000)] {
            let series = Series::pack((0..documents).map(entry).collect());
            for (part, days) in series.parts().enumerate() {
                let insert = "INSERT INTO series (customer, part, days) VALUES (?1, ?2, ?3)";
                repository.conn.execute(insert, params![customer, part as i64, days]).unwrap();
            }
        }
        repository
    }

    #[test]
    fn two_readers_side_by_side_read_what_one_reads() {
        let folder = tempfile::tempdir().unwrap();
        let repository = opened(&folder);
        let _snapshot = repository.snapshot().unwrap();
        let unpack = |bundle: Bundle| {
            let mut counts: Vec<(CustomerId, usize)> = Vec::new();
            bundle.read(|(): &mut (), _| (), |customer, series, ()| counts.push((customer, series.len())))?;
            Ok(counts)
        };
        let second = repository.second_reader(0).unwrap();
        let (customers, beside) = repository.read_beside(second, &customers::load, &unpack).unwrap();
        let (alone, one_by_one) = repository.read_series(false, &customers::load, &unpack).unwrap();
        assert_eq!((&customers, beside.concat()), (&alone, one_by_one.concat()));
        assert_eq!(beside.concat(), [(CustomerId(1), 3), (CustomerId(2), 200_000)]);
        assert!(repository.second_reader(u64::MAX).is_none());
    }

    #[test]
    fn a_reader_that_sees_another_moment_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let repository = opened(&folder);
        let _snapshot = repository.snapshot().unwrap();
        assert_eq!(customers::load(&repository.conn).unwrap().len(), 3);
        let mut other = Repository::open(&repository.path, Arc::new(chrono::Utc::now)).unwrap();
        add(&mut other, "Dogwood");
        assert!(repository.second_reader(0).is_none());
        assert_eq!(repository.load_book().unwrap().customers().len(), 3);
    }

    #[test]
    fn the_first_picture_and_the_rest_are_the_whole_book() {
        let folder = tempfile::tempdir().unwrap();
        let repository = opened(&folder);
        let today: NaiveDate = "1971-01-01".parse().unwrap();
        let (mut book, roster) = repository.load_first(today).unwrap();
        repository.load_rest(&mut book).unwrap();
        let whole = repository.load_book().unwrap();
        assert!(book.each().eq(whole.each()) && book.settings == whole.settings);
        assert_eq!(roster.lines(), Roster::of(&whole, today).lines());
        // From 2 January 1970 on: 365 of Birch's days and two of Alder's, 10.00 each.
        assert_eq!(roster.net().0, 367_000);
        repository.conn.execute("UPDATE series SET days = x'ff' WHERE customer = 2", []).unwrap();
        assert!(repository.load_first(today).is_err() && repository.load_book().is_err());
    }
}
