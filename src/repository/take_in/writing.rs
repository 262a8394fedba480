//! Writing documents: sixteen with a statement, since starting one costs as much as a row.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Statement, Transaction};

use super::super::error::Error;
use super::super::invoices;
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

/// Documents on their way into the book.
pub(super) struct Writing<'tx> {
    one: Statement<'tx>,
    rows: Statement<'tx>,
    waiting: Vec<Waiting>,
}

impl<'tx> Writing<'tx> {
    pub(super) fn new(tx: &'tx Transaction<'tx>) -> Result<Writing<'tx>, Error> {
        Ok(Writing { one: tx.prepare(INSERT_ONE)?, rows: tx.prepare(INSERT_ROWS)?, waiting: Vec::with_capacity(ROWS) })
    }

    /// Lets a document wait; whether enough of them do now.
    pub(super) fn wait(&mut self, document: Waiting) -> bool {
        self.waiting.push(document);
        self.waiting.len() == ROWS
    }

    /// Writes what waits; says of each document, in order, whether it was new.
    pub(super) fn write(&mut self, tx: &Transaction<'_>) -> Result<Vec<(Waiting, bool)>, Error> {
        let waiting = std::mem::replace(&mut self.waiting, Vec::with_capacity(ROWS));
        let mut new = vec![true; waiting.len()];
        if waiting.len() == ROWS {
            for (place, document) in waiting.iter().enumerate() {
                bind(&mut self.rows, place * COLUMNS, &document.invoice)?;
            }
            if self.rows.raw_execute()? < ROWS {
                let mut there = tx.prepare_cached("SELECT 1 FROM invoice WHERE id = ?1")?;
                for (document, new) in waiting.iter().zip(&mut new) {
                    *new = there.exists([document.invoice.id.0])?;
                }
            }
        } else {
            for (document, new) in waiting.iter().zip(&mut new) {
                bind(&mut self.one, 0, &document.invoice)?;
                *new = self.one.raw_execute()? == 1;
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
