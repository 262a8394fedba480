//! The book read into memory: whole, or first what a list of customers shows and the rest behind it.
//!
//! In a large book two connections read side by side, one the customers, one their series, both at the same moment of the
//! book. What a row becomes stands in the file of its entity.

use std::sync::{Mutex, PoisonError, mpsc};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::connect::connect;
use super::error::Error;
use super::{Repository, customers, people, place, segments, series, settings};
use crate::domain::book::Book;
use crate::domain::customer::Customer;
use crate::domain::roster::{Roster, RosterMaker};
use crate::domain::series::{Bundle, Damaged};

/// A smaller file is read before a second connection would be open.
const WORTH_TWO: u64 = 8 << 20;

/// The newest step: two readers that see the same one see the same book.
const MOMENT: &str = "SELECT coalesce(max(id), 0) FROM change";

/// What unpacks a bundle, on any thread.
type Unpack<'a, T> = &'a (dyn Fn(Bundle) -> Result<T, Damaged> + Sync);

impl Repository {
    /// Reads the whole book; of documents each customer's series only.
    pub fn load_book(&self) -> Result<Book, Error> {
        let snapshot = self.snapshot()?;
        let settings = settings::load(&self.conn)?;
        let unpack = |bundle: Bundle| {
            let mut own = Vec::new();
            bundle.read(|(): &mut (), _| (), |customer, series, ()| own.push((customer, series)))?;
            Ok(own)
        };
        let (customers, all) = self.read_series(snapshot.is_some(), &unpack)?;
        let mut book = Book::new(settings, customers, all.into_iter().flatten().collect());
        self.load_rest(&mut book)?;
        Ok(book)
    }

    /// Reads what the first picture shows: settings, customers and their series, and the roster of a day made on the way.
    /// [`Repository::load_rest`] brings the rest. Bytes in a series that keepnet did not write are damage, as in
    /// [`Repository::load_book`].
    pub fn load_first(&self, today: NaiveDate) -> Result<(Book, Roster), Error> {
        let snapshot = self.snapshot()?;
        let settings = settings::load(&self.conn)?;
        let maker = RosterMaker::new(settings.basis, today);
        let (customers, chunks) = self.read_series(snapshot.is_some(), &|bundle| maker.unpack(bundle))?;
        Ok(maker.book(settings, customers, chunks))
    }

    /// Reads what [`Repository::load_first`] left out: people, segments, exchange rates.
    pub fn load_rest(&self, book: &mut Book) -> Result<(), Error> {
        let _snapshot = self.snapshot()?;
        book.rates = settings::load_rates(&self.conn)?;
        book.people = people::load(&self.conn)?.into();
        book.segments = segments::load(&self.conn)?;
        Ok(())
    }

    /// Reads the customers, and what `unpack` makes of every bundle of series, in order. `ours`: the snapshot held is of
    /// this reading, so nothing half written is in it and a second reader may stand beside it.
    fn read_series<T: Send>(&self, ours: bool, unpack: Unpack<'_, T>) -> Result<(Vec<Customer>, Vec<T>), Error> {
        if ours && let Some(second) = self.second_reader() {
            return self.read_beside(second, unpack);
        }
        let mut all = Vec::new();
        series::bundles(&self.conn, &mut |bundle| {
            all.push(unpack(bundle).map_err(|_| series::unreadable())?);
            Ok(true)
        })?;
        Ok((customers::load(&self.conn)?, all))
    }

    /// The series come over a connection of their own; whoever has finished reading unpacks what waits.
    fn read_beside<T: Send>(&self, second: Connection, unpack: Unpack<'_, T>) -> Result<(Vec<Customer>, Vec<T>), Error> {
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
            let Ok(reading) = reading else { return self.read_series(false, unpack) };
            let customers = customers::load(&self.conn);
            let own = drain();
            let others = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let mut all = own?;
            all.extend(others?);
            all.sort_unstable_by_key(|(place, _)| *place);
            Ok((customers?, all.into_iter().map(|(_, unpacked)| unpacked).collect()))
        })
    }

    /// A second connection that sees the book of the very moment this one sees; `None` where there is none to be had or
    /// the book is small. The file is not looked into on the way: closing it would give up this connection's locks.
    fn second_reader(&self) -> Option<Connection> {
        let size = std::fs::symlink_metadata(&self.path).ok()?.len();
        if self.viewing || size < WORTH_TWO {
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
