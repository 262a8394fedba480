//! Rows of documents: new ones, further lines of one, and ones the book has already.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use chrono::{Datelike, NaiveDate};
use rusqlite::{Statement, Transaction, params};
use serde_json::json;

use super::super::error::Error;
use super::super::invoices;
use super::super::row::{self, Log};
use super::{Fresh, Intake, Trouble};
use crate::domain::currency::Currency;
use crate::domain::id::{CustomerId, InvoiceId};
use crate::domain::intake::{Amount, InvoiceRow, Refusal};
use crate::domain::invoice::{Invoice, Kind, Status};
use crate::domain::money::{self, Minor};
use crate::domain::period::spoken;
use crate::domain::rate::Rate;
use crate::domain::text::Line;

/// Documents met and made by an import.
pub(super) struct Documents<'tx> {
    fresh: Fresh,
    insert_one: Statement<'tx>,
    insert_rows: Statement<'tx>,
    /// Documents to write with the next statement.
    waiting: Vec<Waiting>,
    /// How often each document without a number came, by a hash of all that tells it apart.
    repeats: HashMap<u64, u32>,
    hasher: BuildHasherDefault<DefaultHasher>,
    met: Met,
    /// Sum of the absolute base amounts, the book's own and the new ones.
    weight: Minor,
}

/// Documents of the book that the file names again.
#[derive(Debug, Default)]
struct Met {
    /// Its rows so far add up to what the book has.
    matching: Bits,
    /// Its status or payment was taken over: it is counted as updated.
    moved: Bits,
    /// Those whose rows do not: the sum so far and where the first row stands.
    open: HashMap<i64, (Minor, u64, InvoiceTotal)>,
}

/// What a refusal says of a document in the book.
#[derive(Debug, Clone, Copy)]
struct InvoiceTotal {
    amount: Minor,
    currency: Currency,
}

/// A document about to be written.
struct Waiting {
    line: u64,
    told: Told,
    invoice: Invoice,
}

/// What a row says of a document beside what the document would be: the rest the import filled in.
#[derive(Debug, Clone, Copy)]
struct Told {
    amount: Amount,
    status: bool,
    paid: bool,
}

/// One bit per document id.
#[derive(Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn holds(&self, id: i64) -> bool {
        self.0.get(id as usize / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    fn set(&mut self, id: i64, holds: bool) {
        let word = id as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if holds {
            self.0[word] |= 1 << (id % 64);
        } else {
            self.0[word] &= !(1 << (id % 64));
        }
    }
}

/// So many documents are written by one statement: starting one costs as much as the row itself.
const ROWS: usize = 16;

macro_rules! insert {
    ($($more:literal),*) => {
        // FAIL leaves no half statement to take back, so none has to be kept; a refused row ends the import anyway.
        concat!(
            "INSERT OR FAIL INTO invoice \
             (id, customer, number, occurrence, issued, paid, amount, currency, rate, base, credit, status, title) VALUES ",
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            $($more,)*
            " ON CONFLICT DO NOTHING"
        )
    };
}

const INSERT_ONE: &str = insert!();
#[rustfmt::skip]
const INSERT_ROWS: &str = insert!(
    ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
);
const COLUMNS: usize = 13;

impl<'tx> Documents<'tx> {
    pub(super) fn new(log: &Log<'tx>) -> Result<Documents<'tx>, Error> {
        Ok(Documents {
            fresh: Fresh::new(log, &row::INVOICE)?,
            insert_one: log.tx.prepare(INSERT_ONE)?,
            insert_rows: log.tx.prepare(INSERT_ROWS)?,
            waiting: Vec::with_capacity(ROWS),
            repeats: HashMap::new(),
            hasher: BuildHasherDefault::default(),
            met: Met::default(),
            weight: super::super::series::weight(log.tx)?,
        })
    }

    /// The ids given to documents; none when no document was new.
    pub(super) fn into_fresh(self, imported: u64) -> Fresh {
        if imported == 0 { Fresh { next: self.fresh.first, ..self.fresh } } else { self.fresh }
    }

    /// The n-th identical row of the file, from 1.
    fn occurrence(&mut self, customer: CustomerId, issued: NaiveDate, amount: Minor, currency: Currency) -> u32 {
        let key = self.hasher.hash_one((customer, issued.num_days_from_ce(), amount, currency));
        let count = self.repeats.entry(key).or_insert(0);
        *count += 1;
        *count
    }

    /// Writes what waits; says of each document, in order, whether it was new.
    fn write(&mut self, tx: &Transaction<'_>) -> Result<Vec<(Waiting, bool)>, Error> {
        let waiting = std::mem::replace(&mut self.waiting, Vec::with_capacity(ROWS));
        let mut new = vec![true; waiting.len()];
        if waiting.len() == ROWS {
            for (place, document) in waiting.iter().enumerate() {
                bind(&mut self.insert_rows, place * COLUMNS, &document.invoice)?;
            }
            if self.insert_rows.raw_execute()? < ROWS {
                let mut there = tx.prepare_cached("SELECT 1 FROM invoice WHERE id = ?1")?;
                for (document, new) in waiting.iter().zip(&mut new) {
                    *new = there.exists([document.invoice.id.0])?;
                }
            }
        } else {
            for (document, new) in waiting.iter().zip(&mut new) {
                bind(&mut self.insert_one, 0, &document.invoice)?;
                *new = self.insert_one.raw_execute()? == 1;
            }
        }
        Ok(waiting.into_iter().zip(new).collect())
    }
}

/// Binds a document's columns behind the first `before` parameters.
fn bind(statement: &mut Statement<'_>, before: usize, invoice: &Invoice) -> Result<(), Error> {
    let issued = iso(invoice.issued);
    let paid = invoice.paid.map(iso);
    statement.raw_bind_parameter(before + 1, invoice.id.0)?;
    statement.raw_bind_parameter(before + 2, invoice.customer.0)?;
    statement.raw_bind_parameter(before + 3, invoices::key(invoice).as_ref())?;
    statement.raw_bind_parameter(before + 4, invoice.occurrence)?;
    statement.raw_bind_parameter(before + 5, text(&issued))?;
    statement.raw_bind_parameter(before + 6, paid.as_ref().map(text))?;
    statement.raw_bind_parameter(before + 7, invoice.amount.0)?;
    statement.raw_bind_parameter(before + 8, invoice.currency.code())?;
    statement.raw_bind_parameter(before + 9, invoice.rate.map(|rate| rate.to_string()))?;
    statement.raw_bind_parameter(before + 10, invoice.base.map(|base| base.0))?;
    statement.raw_bind_parameter(before + 11, invoice.kind == Kind::Credit)?;
    statement.raw_bind_parameter(before + 12, invoice.status.word())?;
    statement.raw_bind_parameter(before + 13, invoice.title.as_ref().map(Line::as_str))?;
    Ok(())
}

/// `2026-01-31`, without the cost of the general formatter.
fn iso(date: NaiveDate) -> [u8; 10] {
    let digit = |number: u32| b'0' + (number % 10) as u8;
    let (year, month, day) = (date.year() as u32, date.month(), date.day());
    [
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
    ]
}

fn text(iso: &[u8; 10]) -> &str {
    std::str::from_utf8(iso).unwrap_or("")
}

impl Intake<'_> {
    pub(super) fn take_document(&mut self, row: InvoiceRow) -> Result<(), Trouble> {
        let customer = self.customer(&row.customer, row.line)?;
        let base = self.base(row.currency)?;
        let (line, told) = (row.line, Told { amount: row.amount, status: row.status.is_some(), paid: row.paid.is_some() });
        let invoice = self.document(row, customer, base)?;
        self.documents.waiting.push(Waiting { line, told, invoice });
        if self.documents.waiting.len() == ROWS { Ok(self.write_documents()?) } else { Ok(()) }
    }

    /// Writes the documents that wait. Those that were there already are further lines of one, or met again.
    pub(super) fn write_documents(&mut self) -> Result<(), Error> {
        for (Waiting { line, told, invoice }, new) in self.documents.write(self.log.tx)? {
            let taken = if new { self.count_document(line, &invoice) } else { self.take_again(line, told, &invoice) };
            match taken {
                Ok(()) => {}
                Err(Trouble::Refused(refusal)) => self.outcome.refuse(refusal),
                Err(Trouble::Failed(error)) => return Err(error),
            }
        }
        Ok(())
    }

    fn count_document(&mut self, line: u64, invoice: &Invoice) -> Result<(), Trouble> {
        if let Err(too_heavy) = self.weigh(line, Minor::ZERO, invoice.base.unwrap_or_default()) {
            // Written before it was weighed, since only then is it known to be new; refused, it must not stay.
            self.log.tx.prepare_cached("DELETE FROM invoice WHERE id = ?1")?.execute([invoice.id.0])?;
            return Err(too_heavy);
        }
        self.outcome.imported.invoices += 1;
        if invoice.base.is_none() && counts(invoice.status) {
            self.outcome.without_rate += 1;
        }
        if let Some(entry) = invoice.entry() {
            self.outcome.total = Minor(self.outcome.total.0 + entry.minor);
            self.log.ledger.note(self.log.tx, invoice.customer, entry, true)?;
        }
        Ok(())
    }

    /// The document a row describes, under the id it would have.
    fn document(&mut self, row: InvoiceRow, customer: CustomerId, base: Currency) -> Result<Invoice, Trouble> {
        let currency = row.currency.or(self.terms.currency).unwrap_or(base);
        let amount = row.amount.minor();
        if !amount.fits() {
            return Err(refused(row.line, "amount", amount, currency, "is more than one document may hold".to_owned()));
        }
        let (rate, converted) = self.convert(&row, amount, currency, base)?;
        let occurrence = row.number.is_none().then(|| self.documents.occurrence(customer, row.issued, amount, currency));
        let status = row.status.unwrap_or(if row.paid.is_some() { Status::Paid } else { Status::Open });
        Ok(Invoice {
            id: InvoiceId(self.documents.fresh.take()),
            customer,
            number: row.number,
            occurrence,
            issued: row.issued,
            paid: row.paid,
            amount,
            currency,
            rate,
            base: converted,
            kind: row.kind,
            status,
            title: row.title,
        })
    }

    /// The rate of a row and its base amount: the row's own rate, the import's, the book's of that day, or none.
    fn convert(
        &self,
        row: &InvoiceRow,
        amount: Minor,
        from: Currency,
        base: Currency,
    ) -> Result<(Option<Rate>, Option<Minor>), Trouble> {
        if from == base {
            return Ok((None, Some(amount)));
        }
        let given = || self.terms.rates.iter().find(|(currency, _)| *currency == from).map(|(_, rate)| *rate);
        let kept = || {
            let covering = self.rates.iter().filter(|rate| rate.currency == from && rate.from <= row.issued);
            covering.max_by_key(|rate| rate.from).map(|rate| rate.rate)
        };
        let Some(rate) = row.rate.or_else(given).or_else(kept) else { return Ok((None, None)) };
        match rate.convert(amount, from, base) {
            Some(converted) => Ok((Some(rate), Some(converted))),
            None => Err(refused(row.line, "amount", amount, from, format!("is more than a book may hold at {rate} {base}"))),
        }
    }

    /// Keeps the sum of all amounts far from where it could wrap.
    fn weigh(&mut self, line: u64, before: Minor, after: Minor) -> Result<(), Trouble> {
        let weight = Minor(self.documents.weight.0 - before.0.abs());
        match weight.plus(Minor(after.0.abs())) {
            Some(weight) => {
                self.documents.weight = weight;
                Ok(())
            }
            None => {
                Err(Trouble::Refused(Refusal::new(line, "", "", "with this row the book would hold more than keepnet can add up")))
            }
        }
    }

    /// The row names a document that is there: a further line of one of this file, or one of the book.
    fn take_again(&mut self, line: u64, told: Told, invoice: &Invoice) -> Result<(), Trouble> {
        let there = invoices::find(self.log.tx, &invoices::key(invoice), invoice.customer)?;
        let Some(there) = there else {
            // Both came in one statement, and the row above was taken out again.
            return Err(Trouble::Refused(Refusal::new(line, "", "", "a row above of the same document was refused")));
        };
        let whose = if self.documents.fresh.is_new(there.id.0) { "on a row above" } else { "in the book" };
        let number = there.number.as_ref().map(ToString::to_string).unwrap_or_default();
        if there.issued != invoice.issued {
            let reason =
                format!("document {number} is dated {} {whose}; two documents cannot share a number", spoken(there.issued));
            return Err(Trouble::Refused(Refusal::new(line, "date", &invoice.issued.to_string(), reason)));
        }
        if there.currency != invoice.currency {
            let reason = format!("document {number} is in {} {whose}", there.currency);
            return Err(Trouble::Refused(Refusal::new(line, "currency", invoice.currency.code(), reason)));
        }
        if self.documents.fresh.is_new(there.id.0) {
            self.add_line(line, told, &there)
        } else {
            self.compare(line, told, invoice, &there)
        }
    }

    /// A further line of a document of this file: amounts add up, a repeated total does not.
    fn add_line(&mut self, line: u64, told: Told, there: &Invoice) -> Result<(), Trouble> {
        let amount = match told.amount {
            Amount::Document(total) if total == there.amount => return Ok(()),
            Amount::Document(total) => {
                let reason = format!("another row of the same document says {}", money::exact(there.amount, there.currency));
                return Err(refused(line, "total", total, there.currency, reason));
            }
            Amount::Row(amount) => Minor(there.amount.0 + amount.0),
        };
        if !amount.fits() {
            return Err(refused(line, "amount", amount, there.currency, "is more than one document may hold".to_owned()));
        }
        let base =
            match (there.base, there.rate) {
                (None, _) => None,
                (Some(_), None) => Some(amount),
                (Some(_), Some(rate)) => {
                    let base = self.settings.base();
                    let converted = rate.convert(amount, there.currency, base);
                    Some(converted.ok_or_else(|| {
                        refused(line, "amount", amount, there.currency, "is more than a book may hold".to_owned())
                    })?)
                }
            };
        let after = Invoice { amount, base, ..there.clone() };
        self.weigh(line, there.base.unwrap_or_default(), base.unwrap_or_default())?;
        self.log.tx.prepare_cached("UPDATE invoice SET amount = ?2, base = ?3 WHERE id = ?1")?.execute(params![
            there.id.0,
            amount.0,
            base.map(|base| base.0)
        ])?;
        if let (Some(was), Some(is)) = (there.entry(), after.entry()) {
            self.outcome.total = Minor(self.outcome.total.0 - was.minor + is.minor);
            self.log.ledger.note(self.log.tx, there.customer, was, false)?;
            self.log.ledger.note(self.log.tx, there.customer, is, true)?;
        }
        Ok(())
    }

    /// A row of a document the book has: nothing to do, something moved, or another total.
    fn compare(&mut self, line: u64, told: Told, invoice: &Invoice, there: &Invoice) -> Result<(), Trouble> {
        let id = there.id.0;
        let met = &mut self.documents.met;
        let matched = met.matching.holds(id);
        let sum = match told.amount {
            Amount::Document(total) => total,
            Amount::Row(amount) if matched => Minor(there.amount.0 + amount.0),
            Amount::Row(amount) => Minor(met.open.get(&id).map_or(0, |(sum, ..)| sum.0) + amount.0),
        };
        if sum != there.amount {
            let first = met.open.get(&id).map_or(line, |(_, first, _)| *first);
            met.open.insert(id, (sum, first, InvoiceTotal { amount: there.amount, currency: there.currency }));
            if matched {
                met.matching.set(id, false);
            }
            if matched && !met.moved.holds(id) {
                self.outcome.skipped_duplicates = self.outcome.skipped_duplicates.saturating_sub(1);
            }
            return Ok(());
        }
        met.open.remove(&id);
        if matched {
            return Ok(());
        }
        met.matching.set(id, true);
        let changed = self.move_status(told, invoice, there)?;
        let moved = &mut self.documents.met.moved;
        if moved.holds(id) {
            return Ok(());
        }
        if changed {
            moved.set(id, true);
            self.outcome.updated += 1;
        } else {
            self.outcome.skipped_duplicates += 1;
        }
        Ok(())
    }

    /// Takes over how a document stands now, where the file says so and the book says otherwise.
    fn move_status(&mut self, told: Told, invoice: &Invoice, there: &Invoice) -> Result<bool, Error> {
        let status = if told.status || told.paid { invoice.status } else { there.status };
        let paid = if told.paid {
            invoice.paid
        } else if status == Status::Paid {
            there.paid
        } else {
            None
        };
        if (status, paid) == (there.status, there.paid) || !told.status && !told.paid {
            return Ok(false);
        }
        let Some(mut image) = row::INVOICE.read(self.log.tx, there.id.0)? else { return Ok(false) };
        image.insert("status".to_owned(), json!(status));
        image.insert("paid".to_owned(), json!(paid));
        self.log.write(&row::INVOICE, there.id.0, Some(&image))
    }

    /// Documents whose rows never added up to what the book has.
    pub(super) fn refuse_unmatched(&mut self) {
        let mut open: Vec<_> = self.documents.met.open.drain().collect();
        open.sort_unstable_by_key(|(id, (_, line, _))| (*line, *id));
        for (_, (sum, line, there)) in open {
            let reason = format!("differs from the one in the book, {}", money::exact(there.amount, there.currency));
            self.outcome.refuse(Refusal::new(line, "amount", &money::plain(sum, there.currency), reason));
        }
    }
}

fn counts(status: Status) -> bool {
    matches!(status, Status::Open | Status::Paid)
}

fn refused(line: u64, column: &str, amount: Minor, currency: Currency, reason: String) -> Trouble {
    Trouble::Refused(Refusal::new(line, column, &money::plain(amount, currency), reason))
}
