//! The packed series: written in the transaction of the documents they sum, rebuilt by `check`.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, params};

use super::error::Error;
use crate::domain::id::CustomerId;
use crate::domain::money::Minor;
use crate::domain::series::{Bundle, Entry, Series};

/// So many notes are gathered before they are settled: bounds the memory of an import.
const LEDGER_LIMIT: usize = 1_000_000;

/// Documents that came and went within a transaction, waiting to be worked into their customers' series.
#[derive(Debug)]
pub(super) struct Ledger {
    limit: usize,
    notes: Vec<(CustomerId, bool, Entry)>,
    customers: Vec<CustomerId>,
}

impl Default for Ledger {
    fn default() -> Ledger {
        Ledger::settling_at(LEDGER_LIMIT)
    }
}

impl Ledger {
    /// One that holds so many notes.
    fn settling_at(limit: usize) -> Ledger {
        Ledger { limit, notes: Vec::new(), customers: Vec::new() }
    }

    /// Notes that a document came, or went. Full, it settles by itself.
    pub(super) fn note(&mut self, tx: &Transaction<'_>, customer: CustomerId, entry: Entry, comes: bool) -> Result<(), Error> {
        if self.notes.len() >= self.limit {
            self.settle(tx)?;
        }
        self.notes.push((customer, comes, entry));
        Ok(())
    }

    /// Works all notes into the kept series.
    pub(super) fn settle(&mut self, tx: &Transaction<'_>) -> Result<(), Error> {
        self.notes.sort_unstable_by_key(|(customer, ..)| *customer);
        let (mut added, mut removed) = (Vec::new(), Vec::new());
        for notes in self.notes.chunk_by(|one, other| one.0 == other.0) {
            added.clear();
            removed.clear();
            for (_, comes, entry) in notes {
                if *comes { &mut added } else { &mut removed }.push(*entry);
            }
            let customer = notes[0].0;
            let series = read(tx, customer)?
                .revised(&added, &removed)
                .map_err(|_| Error::damaged("a customer's series does not hold a document it should"))?;
            write(tx, customer, &series)?;
            self.customers.push(customer);
        }
        self.notes.clear();
        Ok(())
    }

    /// Whose series were worked on, each once.
    pub(super) fn customers(mut self) -> Vec<CustomerId> {
        self.customers.sort_unstable();
        self.customers.dedup();
        self.customers
    }
}

/// One customer's series.
pub(super) fn read(conn: &Connection, customer: CustomerId) -> Result<Series, Error> {
    let mut query = conn.prepare_cached("SELECT days FROM series WHERE customer = ?1 ORDER BY part")?;
    let parts = query.query_map([customer.0], |row| row.get::<_, Vec<u8>>(0))?;
    series(parts.map(|part| part.map(Vec::into_boxed_slice)).collect::<Result<_, _>>()?)
}

/// Replaces one customer's series.
pub(super) fn write(conn: &Connection, customer: CustomerId, series: &Series) -> Result<(), Error> {
    conn.prepare_cached("DELETE FROM series WHERE customer = ?1")?.execute([customer.0])?;
    let mut insert = conn.prepare_cached("INSERT INTO series (customer, part, days) VALUES (?1, ?2, ?3)")?;
    for (part, days) in series.parts().enumerate() {
        insert.execute(params![customer.0, part as i64, days])?;
    }
    Ok(())
}

/// Every customer's parts, in bundles, by customer; until `each` says that is enough.
pub(super) fn bundles(conn: &Connection, each: &mut dyn FnMut(Bundle) -> Result<bool, Error>) -> Result<(), Error> {
    let mut query = conn.prepare_cached("SELECT customer, days FROM series ORDER BY customer, part")?;
    let mut rows = query.query([])?;
    let mut bundle = Bundle::default();
    while let Some(row) = rows.next()? {
        let customer = CustomerId(row.get(0)?);
        let days = row.get_ref(1)?.as_blob().map_err(|_| Error::damaged("a series is not of bytes"))?;
        if bundle.is_full_before(customer) && !each(std::mem::replace(&mut bundle, Bundle::roomy()))? {
            return Ok(());
        }
        bundle.push(customer, days);
    }
    each(bundle)?;
    Ok(())
}

/// Every customer's series.
pub(super) fn read_all(conn: &Connection) -> Result<Vec<(CustomerId, Series)>, Error> {
    let mut all = Vec::new();
    bundles(conn, &mut |bundle| {
        let read = bundle.read(|(): &mut (), _| (), |customer, series, ()| all.push((customer, series)));
        read.map_err(|_| unreadable()).map(|()| true)
    })?;
    Ok(all)
}

/// The sum of the absolute base amounts in the book.
pub(super) fn weight(conn: &Connection) -> Result<Minor, Error> {
    Ok(read_all(conn)?.iter().flat_map(|(_, series)| series.iter()).map(|entry| Minor(entry.minor.abs())).sum())
}

/// Recomputes every series from the documents.
pub(super) fn recompute(conn: &Connection) -> Result<BTreeMap<CustomerId, Series>, Error> {
    let mut entries: BTreeMap<CustomerId, Vec<Entry>> = BTreeMap::new();
    super::invoices::each(conn, &mut |invoice| {
        if let Some(entry) = invoice.entry() {
            entries.entry(invoice.customer).or_default().push(entry);
        }
        Ok::<(), Error>(())
    })?;
    Ok(entries.into_iter().map(|(customer, entries)| (customer, Series::pack(entries))).collect())
}

fn series(parts: Vec<Box<[u8]>>) -> Result<Series, Error> {
    Series::from_parts(parts).map_err(|_| unreadable())
}

pub(super) fn unreadable() -> Error {
    Error::damaged("a customer's packed documents cannot be read")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::migrate;
    use super::*;
    use crate::domain::invoice::Kind;

    /// What a large import notes: documents come, grow by further lines, and some go.
    fn notes() -> Vec<(CustomerId, bool, Entry)> {
        let first: NaiveDate = "2026-01-01".parse().unwrap();
        let mut notes = Vec::new();
        for number in 0..3_000i64 {
            let day = (first + chrono::Days::new(number as u64 % 90)).into();
            let entry = |minor| Entry { day, minor, paid: None, kind: Kind::Invoice, rated: true };
            let customer = CustomerId(number % 7);
            notes.push((customer, true, entry(number)));
            if number % 3 == 0 {
                notes.extend([(customer, false, entry(number)), (customer, true, entry(number + 50))]);
            }
            if number % 10 == 1 && number % 3 != 0 {
                notes.push((customer, false, entry(number)));
            }
        }
        notes
    }

    /// The series that come of all notes, settled whenever so many have gathered.
    fn settled_at(limit: usize) -> (Vec<(CustomerId, Series)>, Vec<CustomerId>) {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate::migrate(&mut conn).unwrap();
        let tx = conn.transaction().unwrap();
        let mut ledger = Ledger::settling_at(limit);
        for (customer, comes, entry) in notes() {
            ledger.note(&tx, customer, entry, comes).unwrap();
            assert!(ledger.notes.len() <= limit);
        }
        ledger.settle(&tx).unwrap();
        (read_all(&tx).unwrap(), ledger.customers())
    }

    #[test]
    fn settled_often_or_once_the_series_are_the_same() {
        let once = settled_at(usize::MAX);
        // 3,000 come, those that leave a rest of 1 by 10 and are no multiple of 3 go: 300 less 100.
        assert_eq!(once.0.iter().map(|(_, series)| series.len()).sum::<usize>(), 3_000 - 200);
        assert_eq!(once.1, (0..7).map(CustomerId).collect::<Vec<_>>());
        for limit in [1, 2, 3, 10, 999, 4_000] {
            assert_eq!(settled_at(limit), once, "settled at {limit}");
        }
    }

    #[test]
    fn a_document_that_goes_and_never_came_is_damage() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate::migrate(&mut conn).unwrap();
        let tx = conn.transaction().unwrap();
        let (customer, _, entry) = notes()[0];
        let mut ledger = Ledger::default();
        ledger.note(&tx, customer, entry, false).unwrap();
        assert_eq!(ledger.settle(&tx).unwrap_err().kind, super::super::error::Kind::Damaged);
    }
}
