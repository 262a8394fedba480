//! Writing documents: sixteen with a statement, since starting one costs as much as a row.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Statement, Transaction, params};

use super::super::error::Error;
use super::super::invoices;
use crate::domain::id::InvoiceId;
use crate::domain::intake::Amount;
use crate::domain::invoice::{Invoice, Kind};
use crate::domain::text::Line;

/// A document about to be written.
pub(super) struct Waiting {
    pub(super) line: u64,
    pub(super) told: Told,
    pub(super) invoice: Invoice,
}

/// What a row says of a document beside what the document would be: the rest the import filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) amount: Amount,
    pub(super) status: bool,
    pub(super) paid: bool,
}

/// So many documents wait for one statement.
const ROWS: usize = 16;

/// One statement for sixteen rows. FAIL leaves no half statement to take back; a row that breaks a rule ends the import.
macro_rules! insert {
    ($columns:literal, $row:literal) => {
        concat!(
            "INSERT OR FAIL INTO invoice (",
            $columns,
            ") VALUES ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            ", ",
            $row,
            " ON CONFLICT DO NOTHING"
        )
    };
}

const INSERT_ONE: &str = "INSERT INTO invoice \
    (customer, number, issued, paid, amount, currency, base, credit, status, occurrence, rate, title, id) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
const INSERT_FULL: &str = insert!(
    "customer, number, issued, paid, amount, currency, base, credit, status, occurrence, rate, title",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
);
const INSERT_PLAIN: &str =
    insert!("customer, number, issued, paid, amount, currency, base, credit, status", "(?, ?, ?, ?, ?, ?, ?, ?, ?)");
/// Columns of a plain row, and of one that also has an occurrence, a rate or a title.
const PLAIN: usize = 9;
const FULL: usize = 12;

/// Documents of one statement, and which of them were new.
pub(super) struct Written {
    documents: Vec<Waiting>,
    new: [bool; ROWS],
}

impl Written {
    /// The documents in the file's order; the flag: it was new.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Waiting, bool)> {
        self.documents.iter().zip(self.new)
    }
}

/// Documents on their way into the book.
pub(super) struct Writing<'tx> {
    one: Statement<'tx>,
    full: Statement<'tx>,
    plain: Statement<'tx>,
    find: Statement<'tx>,
    waiting: Vec<Waiting>,
    /// The id of the next document.
    next: i64,
    /// The newest document of the table has the id before [`Writing::next`], so SQLite gives that one by itself.
    in_step: bool,
}

impl<'tx> Writing<'tx> {
    /// Documents get ids from `first` on.
    pub(super) fn new(tx: &'tx Transaction<'tx>, first: i64) -> Result<Writing<'tx>, Error> {
        Ok(Writing {
            one: tx.prepare(INSERT_ONE)?,
            full: tx.prepare(INSERT_FULL)?,
            plain: tx.prepare(INSERT_PLAIN)?,
            find: tx.prepare("SELECT id FROM invoice WHERE number = ?1 AND customer = ?2")?,
            waiting: Vec::with_capacity(ROWS),
            next: first,
            in_step: false,
        })
    }

    /// The id after the last one given.
    pub(super) fn next(&self) -> i64 {
        self.next
    }

    /// Lets a document wait; whether enough of them do now.
    pub(super) fn wait(&mut self, document: Waiting) -> bool {
        self.waiting.push(document);
        self.waiting.len() == ROWS
    }

    /// Writes what waits. New documents have their ids then.
    pub(super) fn write(&mut self) -> Result<Written, Error> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let new = if self.in_step && waiting.len() == ROWS {
            self.write_together(&mut waiting)?
        } else {
            self.write_singly(&mut waiting)?
        };
        Ok(Written { documents: waiting, new })
    }

    /// Takes the list of a statement back, to be filled again.
    pub(super) fn reuse(&mut self, written: Written) {
        self.waiting = written.documents;
        self.waiting.clear();
    }

    fn write_singly(&mut self, waiting: &mut [Waiting]) -> Result<[bool; ROWS], Error> {
        let mut new = [false; ROWS];
        for (Waiting { invoice, .. }, new) in waiting.iter_mut().zip(&mut new) {
            bind(&mut self.one, 0, invoice)?;
            bind_rest(&mut self.one, PLAIN, invoice)?;
            self.one.raw_bind_parameter(FULL + 1, self.next)?;
            *new = self.one.raw_execute()? == 1;
            if *new {
                invoice.id = InvoiceId(self.next);
                self.next += 1;
                self.in_step = true;
            }
        }
        Ok(new)
    }

    fn write_together(&mut self, waiting: &mut [Waiting]) -> Result<[bool; ROWS], Error> {
        let plain =
            |Waiting { invoice, .. }: &Waiting| invoice.occurrence.is_none() && invoice.rate.is_none() && invoice.title.is_none();
        let written = if waiting.iter().all(plain) {
            for (place, document) in waiting.iter().enumerate() {
                bind(&mut self.plain, place * PLAIN, &document.invoice)?;
            }
            self.plain.raw_execute()?
        } else {
            for (place, document) in waiting.iter().enumerate() {
                bind(&mut self.full, place * FULL, &document.invoice)?;
                bind_rest(&mut self.full, place * FULL + PLAIN, &document.invoice)?;
            }
            self.full.raw_execute()?
        };
        let first = self.next;
        self.next += written as i64;
        let mut given = first;
        let mut new = [false; ROWS];
        for (Waiting { invoice, .. }, new) in waiting.iter_mut().zip(&mut new) {
            // Ids were given in order to those that were new: only where some were not has each to be looked up.
            *new = match written {
                ROWS => true,
                0 => false,
                _ => self
                    .find
                    .query_row(params![invoices::key(invoice), invoice.customer.0], |row| row.get(0))
                    .map(|id: i64| id == given)?,
            };
            if *new {
                invoice.id = InvoiceId(given);
                given += 1;
            }
        }
        Ok(new)
    }

    /// Takes a document just written away again.
    pub(super) fn take_away(&mut self, tx: &Transaction<'_>, id: InvoiceId) -> Result<(), Error> {
        tx.prepare_cached("DELETE FROM invoice WHERE id = ?1")?.execute([id.0])?;
        self.in_step = false;
        Ok(())
    }
}

/// Binds what every document has, behind the first `before` parameters.
fn bind(statement: &mut Statement<'_>, before: usize, invoice: &Invoice) -> Result<(), Error> {
    let issued = iso(invoice.issued);
    let paid = invoice.paid.map(iso);
    statement.raw_bind_parameter(before + 1, invoice.customer.0)?;
    statement.raw_bind_parameter(before + 2, invoices::key(invoice).as_ref())?;
    statement.raw_bind_parameter(before + 3, text(&issued))?;
    statement.raw_bind_parameter(before + 4, paid.as_ref().map(text))?;
    statement.raw_bind_parameter(before + 5, invoice.amount.0)?;
    statement.raw_bind_parameter(before + 6, invoice.currency.code())?;
    statement.raw_bind_parameter(before + 7, invoice.base.map(|base| base.0))?;
    statement.raw_bind_parameter(before + 8, invoice.kind == Kind::Credit)?;
    statement.raw_bind_parameter(before + 9, invoice.status.word())?;
    Ok(())
}

/// Binds what few documents have.
fn bind_rest(statement: &mut Statement<'_>, before: usize, invoice: &Invoice) -> Result<(), Error> {
    statement.raw_bind_parameter(before + 1, invoice.occurrence)?;
    statement.raw_bind_parameter(before + 2, invoice.rate.map(|rate| rate.to_string()))?;
    statement.raw_bind_parameter(before + 3, invoice.title.as_ref().map(Line::as_str))?;
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
