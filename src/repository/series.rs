//! The packed series: written in the transaction of the documents they sum, rebuilt by `check`.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, params};

use super::error::Error;
use crate::domain::id::CustomerId;
use crate::domain::money::Minor;
use crate::domain::series::{Entry, Series};

/// So many notes are gathered before they are settled: bounds the memory of an import.
const LEDGER_LIMIT: usize = 1_000_000;

/// Documents that came and went within a transaction, waiting to be worked into their customers' series.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    notes: Vec<(CustomerId, bool, Entry)>,
    customers: Vec<CustomerId>,
}

impl Ledger {
    /// Notes that a document came, or went. Full, it settles by itself.
    pub(super) fn note(&mut self, tx: &Transaction<'_>, customer: CustomerId, entry: Entry, comes: bool) -> Result<(), Error> {
        if self.notes.len() >= LEDGER_LIMIT {
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
    for (part, days) in series.parts().iter().enumerate() {
        insert.execute(params![customer.0, part as i64, days])?;
    }
    Ok(())
}

/// Every customer's series.
pub(super) fn read_all(conn: &Connection) -> Result<Vec<(CustomerId, Series)>, Error> {
    let mut query = conn.prepare_cached("SELECT customer, days FROM series ORDER BY customer, part")?;
    let mut rows = query.query([])?;
    let mut all: Vec<(CustomerId, Vec<Box<[u8]>>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let customer = CustomerId(row.get(0)?);
        let days = row.get_ref(1)?.as_blob().map_err(|_| Error::damaged("a series is not of bytes"))?.into();
        match all.last_mut() {
            Some((last, parts)) if *last == customer => parts.push(days),
            _ => all.push((customer, vec![days])),
        }
    }
    all.into_iter().map(|(customer, parts)| Ok((customer, series(parts)?))).collect()
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
    Series::from_parts(parts).map_err(|_| Error::damaged("a customer's packed documents cannot be read"))
}
