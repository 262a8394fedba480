//! Rows of documents: new ones, further lines of one, and ones the book has already.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use chrono::{Datelike, NaiveDate};
use rusqlite::params;
use serde_json::json;

use super::super::error::Error;
use super::super::invoices;
use super::super::row::{self, Log};
use super::met::{InvoiceTotal, Met};
use super::writing::{Told, Waiting, Writing};
use super::{Fresh, Intake, Trouble};
use crate::domain::change::rate_on;
use crate::domain::currency::Currency;
use crate::domain::id::{CustomerId, InvoiceId};
use crate::domain::intake::{Amount, InvoiceRow, Refusal};
use crate::domain::invoice::{Invoice, Kind, Status};
use crate::domain::money::{self, Minor};
use crate::domain::period::spoken;
use crate::domain::rate::Rate;

/// Documents met and made by an import.
pub(super) struct Documents<'tx> {
    fresh: Fresh,
    /// The first id of the file being read: older documents stand in the book, newer ones on rows above.
    first_of_file: i64,
    /// New documents of the files before it.
    pub(super) imported: u64,
    writing: Writing<'tx>,
    /// How often each document without a number came, by a hash of all that tells it apart.
    repeats: HashMap<u64, u32>,
    hasher: BuildHasherDefault<DefaultHasher>,
    met: Met,
    /// Sum of the absolute base amounts, the book's own and the new ones.
    weight: Minor,
}

/// What a row is worth.
#[derive(Debug, Clone, Copy)]
struct Worth {
    amount: Minor,
    currency: Currency,
    rate: Option<Rate>,
    base: Option<Minor>,
}

impl<'tx> Documents<'tx> {
    pub(super) fn new(log: &Log<'tx>) -> Result<Documents<'tx>, Error> {
        let fresh = Fresh::new(log, &row::INVOICE)?;
        Ok(Documents {
            fresh,
            first_of_file: fresh.first,
            imported: 0,
            writing: Writing::new(log.tx, fresh.first)?,
            repeats: HashMap::new(),
            hasher: BuildHasherDefault::default(),
            met: Met::default(),
            weight: super::super::series::weight(log.tx)?,
        })
    }

    /// The ids given to documents; none when no document was new.
    pub(super) fn into_fresh(self) -> Fresh {
        Fresh { next: if self.imported == 0 { self.fresh.first } else { self.writing.next() }, ..self.fresh }
    }

    /// Another file begins: its rows are counted and added up by themselves.
    pub(super) fn begin_file(&mut self) {
        self.first_of_file = self.writing.next();
        self.repeats.clear();
        self.met = Met::default();
    }

    /// Whether a document came from a row above in the same file.
    fn is_of_file(&self, id: InvoiceId) -> bool {
        id.0 >= self.first_of_file
    }

    /// The n-th identical row of the file, from 1.
    fn occurrence(&mut self, customer: CustomerId, issued: NaiveDate, amount: Minor, currency: Currency) -> u32 {
        let key = self.hasher.hash_one((customer, issued.num_days_from_ce(), amount, currency));
        let count = self.repeats.entry(key).or_insert(0);
        *count += 1;
        *count
    }
}

impl Intake<'_> {
    pub(super) fn take_document(&mut self, row: InvoiceRow) -> Result<(), Trouble> {
        let base = self.base(row.currency)?;
        // Judged before its customer is made: a row that is left out leaves nobody behind.
        let worth = self.worth(&row, base)?;
        let customer = self.customer(&row.customer, row.line)?;
        let (line, told) = (row.line, Told { amount: row.amount, status: row.status.is_some(), paid: row.paid.is_some() });
        let invoice = self.document(row, customer, worth);
        let enough = self.documents.writing.wait(Waiting { line, told, invoice });
        if enough { Ok(self.write_documents()?) } else { Ok(()) }
    }

    /// Writes the documents that wait. Those that were there already are further lines of one, or met again.
    pub(super) fn write_documents(&mut self) -> Result<(), Error> {
        let written = self.documents.writing.write()?;
        for (Waiting { line, told, invoice }, new) in written.iter() {
            let taken = if new { self.count_document(*line, *told, invoice) } else { self.take_again(*line, *told, invoice) };
            match taken {
                Ok(()) => {}
                Err(Trouble::Refused(refusal)) => self.outcome.refuse(refusal),
                Err(Trouble::Failed(error)) => return Err(error),
            }
        }
        self.documents.writing.reuse(written);
        Ok(())
    }

    fn count_document(&mut self, line: u64, told: Told, invoice: &Invoice) -> Result<(), Trouble> {
        if let Err(too_heavy) = self.weigh(line, Minor::ZERO, invoice.base.unwrap_or_default()) {
            // Written before it was weighed, since only then is it known to be new; refused, it must not stay.
            self.documents.writing.take_away(self.log.tx, invoice.id)?;
            return Err(too_heavy);
        }
        if invoice.kind == Kind::Credit {
            self.documents.met.credits.insert(invoice.id.0, told.amount.minor());
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

    /// What a row is worth, in its own currency and in the book's.
    fn worth(&self, row: &InvoiceRow, base: Currency) -> Result<Worth, Trouble> {
        let currency = row.currency.or(self.terms.currency).unwrap_or(base);
        let amount = signed(row.amount.minor(), row.kind);
        if !amount.fits() {
            return Err(refused(row.line, "amount", amount, currency, "is more than one document may hold".to_owned()));
        }
        let (rate, base) = self.convert(row, amount, currency, base)?;
        Ok(Worth { amount, currency, rate, base })
    }

    /// The document a row describes.
    fn document(&mut self, row: InvoiceRow, customer: CustomerId, worth: Worth) -> Invoice {
        let Worth { amount, currency, rate, base } = worth;
        let occurrence = row.number.is_none().then(|| self.documents.occurrence(customer, row.issued, amount, currency));
        let status = row.status.unwrap_or(if row.paid.is_some() { Status::Paid } else { Status::Open });
        Invoice {
            // The book gives the id when it is written.
            id: InvoiceId(0),
            customer,
            number: row.number,
            occurrence,
            issued: row.issued,
            paid: row.paid,
            amount,
            currency,
            rate,
            base,
            kind: row.kind,
            status,
            title: row.title,
        }
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
        let kept = || rate_on(&self.rates, from, row.issued);
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
        let whose = if self.documents.is_of_file(there.id) { "on a row above" } else { "in the book" };
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
        if self.documents.is_of_file(there.id) {
            self.add_line(line, told, &there)
        } else {
            self.compare(line, told, invoice, &there)
        }
    }

    /// A further line of a document of this file: amounts add up, a repeated total does not.
    fn add_line(&mut self, line: u64, told: Told, there: &Invoice) -> Result<(), Trouble> {
        let amount = match told.amount {
            Amount::Document(total) if signed(total, there.kind) == there.amount => return Ok(()),
            Amount::Document(total) => {
                let reason = format!("another row of the same document says {}", money::exact(there.amount, there.currency));
                return Err(refused(line, "total", total, there.currency, reason));
            }
            Amount::Row(amount) => {
                let so_far = self.documents.met.credits.get(&there.id.0).copied();
                let written = Minor(so_far.unwrap_or(there.amount).0 + amount.0);
                if there.kind == Kind::Credit {
                    self.documents.met.credits.insert(there.id.0, written);
                }
                signed(written, there.kind)
            }
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
            Amount::Row(amount) if matched => Minor(met.credits.get(&id).copied().unwrap_or(there.amount).0 + amount.0),
            Amount::Row(amount) => Minor(met.open.get(&id).map_or(0, |(sum, ..)| sum.0) + amount.0),
        };
        if there.kind == Kind::Credit {
            met.credits.insert(id, sum);
        }
        if signed(sum, there.kind) != there.amount {
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

/// What rows added up to counts as: a credit note negative, whichever way round its rows were written.
fn signed(written: Minor, kind: Kind) -> Minor {
    match kind {
        Kind::Invoice => written,
        Kind::Credit => Minor(-written.0.abs()),
    }
}

fn counts(status: Status) -> bool {
    matches!(status, Status::Open | Status::Paid)
}

fn refused(line: u64, column: &str, amount: Minor, currency: Currency, reason: String) -> Trouble {
    Trouble::Refused(Refusal::new(line, column, &money::plain(amount, currency), reason))
}
