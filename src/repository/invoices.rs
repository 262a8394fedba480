//! Documents.

use std::borrow::Cow;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use serde_json::{Value, json};

use super::error::Error;
use super::row::{self, Image, Log};
use super::settings::{self, image};
use crate::domain::change::{Edit, invoice_words, rate_on};
use crate::domain::currency::Currency;
use crate::domain::edit::Clash;
use crate::domain::id::{CustomerId, InvoiceId};
use crate::domain::invoice::{Invoice, Kind, Status};
use crate::domain::money::Minor;
use crate::domain::rate::Rate;
use crate::domain::series::Entry;
use crate::domain::text::Line;

/// Every document, by id.
pub(super) fn each<E: From<Error>>(conn: &Connection, each: &mut dyn FnMut(Invoice) -> Result<(), E>) -> Result<(), E> {
    each_where(conn, "SELECT * FROM invoice ORDER BY id", [], each)
}

/// The documents a query finds.
pub(super) fn each_where<E: From<Error>>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    each: &mut dyn FnMut(Invoice) -> Result<(), E>,
) -> Result<(), E> {
    let mut query = conn.prepare_cached(sql).map_err(Error::from)?;
    let mut rows = query.query(params).map_err(Error::from)?;
    while let Some(row) = rows.next().map_err(Error::from)? {
        each(of_row(row).map_err(Error::from)?)?;
    }
    Ok(())
}

/// Every document by id, read in pages: no statement stays open between them, so the reader may take its time.
pub(super) struct Pages<'book> {
    conn: &'book Connection,
    page: std::vec::IntoIter<Invoice>,
    last: Option<i64>,
}

impl<'book> Pages<'book> {
    pub(super) fn new(conn: &'book Connection) -> Pages<'book> {
        Pages { conn, page: Vec::new().into_iter(), last: Some(0) }
    }

    fn turn(&mut self, after: i64) -> Result<(), Error> {
        let mut page = Vec::new();
        each_where(self.conn, "SELECT * FROM invoice WHERE id > ?1 ORDER BY id LIMIT 1000", [after], &mut |invoice| {
            page.push(invoice);
            Ok::<(), Error>(())
        })?;
        self.last = page.last().map(|invoice| invoice.id.0);
        self.page = page.into_iter();
        Ok(())
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<Invoice, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(invoice) = self.page.next() {
            return Some(Ok(invoice));
        }
        let after = self.last?;
        if let Err(error) = self.turn(after) {
            self.last = None;
            return Some(Err(error));
        }
        self.page.next().map(Ok)
    }
}

/// One document.
pub(super) fn read(conn: &Connection, id: i64) -> Result<Option<Invoice>, Error> {
    Ok(conn.prepare_cached("SELECT * FROM invoice WHERE id = ?1")?.query_row([id], of_row).optional()?)
}

/// A document from a whole row, the columns in the table's order.
pub(super) fn of_row(row: &Row<'_>) -> rusqlite::Result<Invoice> {
    let unreadable = |index| rusqlite::Error::InvalidColumnType(index, "invoice".to_owned(), rusqlite::types::Type::Text);
    let occurrence: Option<u32> = row.get(3)?;
    Ok(Invoice {
        id: InvoiceId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        number: if occurrence.is_some() { None } else { Line::some(row.get_ref(2)?.as_str()?) },
        occurrence,
        issued: date(row.get_ref(4)?.as_str_or_null()?)?.ok_or_else(|| unreadable(4))?,
        paid: date(row.get_ref(5)?.as_str_or_null()?)?,
        amount: Minor(row.get(6)?),
        currency: Currency::parse(row.get_ref(7)?.as_str()?).ok_or_else(|| unreadable(7))?,
        rate: row.get_ref(8)?.as_str_or_null()?.map(|rate| Rate::parse(rate).ok_or_else(|| unreadable(8))).transpose()?,
        base: row.get::<_, Option<i64>>(9)?.map(Minor),
        kind: if row.get(10)? { Kind::Credit } else { Kind::Invoice },
        status: Status::of_word(row.get_ref(11)?.as_str()?).ok_or_else(|| unreadable(11))?,
        title: row.get_ref(12)?.as_str_or_null()?.map(Line::clean),
    })
}

/// A kept date.
pub(super) fn date<T: AsRef<str>>(kept: Option<T>) -> rusqlite::Result<Option<NaiveDate>> {
    let unreadable = |_| rusqlite::Error::InvalidColumnType(0, "date".to_owned(), rusqlite::types::Type::Text);
    kept.map(|kept| kept.as_ref().parse().map_err(unreadable)).transpose()
}

/// Whether the book holds any document.
pub(super) fn exist(conn: &Connection) -> Result<bool, Error> {
    Ok(conn.prepare_cached("SELECT 1 FROM invoice LIMIT 1")?.exists([])?)
}

/// Adds or changes a document.
pub(super) fn save(log: &mut Log<'_>, edit: &Edit<Invoice>) -> Result<String, Error> {
    let new = edit.before.is_none();
    let mut invoice = Invoice { id: InvoiceId(0), ..edit.after.clone() };
    if let Some(seen) = &edit.before {
        log.expect(&row::INVOICE, seen.id.0)?;
        let Some(now) = read(log.tx, seen.id.0)? else { return Ok(String::new()) };
        invoice = edit.onto(&now).map_err(|clash| moved(log, &now, clash))?;
    }
    let base = settings::load(log.tx)?.base();
    if invoice.number.as_ref().is_some_and(Line::is_empty) {
        invoice.number = None;
    }
    convert(log, &mut invoice, base)?;
    let customer = super::customers::read(log.tx, invoice.customer)?
        .ok_or_else(|| Error::refused("The customer of this document is not in the book.", "Add the customer first."))?;
    if !invoice.amount.fits() {
        return Err(Error::refused("The amount is larger than a book may hold.", "Check the amount."));
    }
    if new {
        invoice.id = InvoiceId(row::next_id(log.tx, "invoice", 1)?);
    }
    if let Some(number) = &invoice.number {
        invoice.occurrence = None;
        let taken = find(log.tx, number.as_str(), invoice.customer)?;
        if taken.is_some_and(|taken| taken.id != invoice.id) {
            return Err(Error::refused(format!("{} has a document {number} already.", customer.name), "Choose another number."));
        }
    } else {
        // The first occurrence that is free, or the document's own.
        for occurrence in 1.. {
            invoice.occurrence = Some(occurrence);
            if find(log.tx, &key(&invoice), invoice.customer)?.is_none_or(|taken| taken.id == invoice.id) {
                break;
            }
        }
    }
    log.write(&row::INVOICE, invoice.id.0, Some(&to_image(&invoice)))?;
    Ok(invoice_words(new, &invoice, &customer.name))
}

/// `Invoice 1002 of Osei Dental: amount was changed by another window meanwhile.`
fn moved(log: &Log<'_>, now: &Invoice, clash: Clash) -> Error {
    let kind = if now.kind == Kind::Credit { "Credit note" } else { "Invoice" };
    let number = now.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
    match super::customers::read(log.tx, now.customer) {
        Ok(Some(customer)) => Error::moved(&format!("{kind}{number} of {}", customer.name), clash),
        _ => Error::moved(&format!("{kind}{number}"), clash),
    }
}

/// Works out the base amount: one to one, by the document's own rate, or by the book's rate of its date.
fn convert(log: &Log<'_>, invoice: &mut Invoice, base: Currency) -> Result<(), Error> {
    if invoice.currency == base {
        (invoice.rate, invoice.base) = (None, Some(invoice.amount));
        return Ok(());
    }
    if invoice.rate.is_none() {
        let rates = settings::load_rates(log.tx)?;
        invoice.rate = rate_on(&rates, invoice.currency, invoice.issued);
    }
    invoice.base = match invoice.rate {
        None => None,
        Some(rate) => Some(
            rate.convert(invoice.amount, invoice.currency, base)
                .ok_or_else(|| Error::refused("At this rate the amount is larger than a book may hold.", "Check the rate."))?,
        ),
    };
    Ok(())
}

fn to_image(invoice: &Invoice) -> Image {
    image([
        ("customer", json!(invoice.customer)),
        ("number", json!(key(invoice))),
        ("occurrence", json!(invoice.occurrence)),
        ("issued", json!(invoice.issued)),
        ("paid", json!(invoice.paid)),
        ("amount", json!(invoice.amount)),
        ("currency", json!(invoice.currency)),
        ("rate", json!(invoice.rate)),
        ("base", json!(invoice.base)),
        ("credit", json!(i64::from(invoice.kind == Kind::Credit))),
        ("status", json!(invoice.status)),
        ("title", json!(invoice.title)),
    ])
}

/// What tells a document apart within its customer: its number or, without one, date, amount and occurrence. The latter
/// begins with a character no cleaned number can hold.
pub(super) fn key(invoice: &Invoice) -> Cow<'_, str> {
    match &invoice.number {
        Some(number) => Cow::Borrowed(number.as_str()),
        None => Cow::Owned(format!(
            "\u{1f}{} {} {} {}",
            invoice.issued,
            invoice.amount.0,
            invoice.currency,
            invoice.occurrence.unwrap_or(1)
        )),
    }
}

/// The document of a customer under a key.
pub(super) fn find(conn: &Connection, key: &str, customer: CustomerId) -> Result<Option<Invoice>, Error> {
    let mut query = conn.prepare_cached("SELECT * FROM invoice WHERE number = ?1 AND customer = ?2")?;
    Ok(query.query_row(params![key, customer.0], of_row).optional()?)
}

/// What a document's image means for its customer's series.
pub(super) fn entry(image: &Image) -> Result<Option<(CustomerId, Entry)>, Error> {
    let mut fields = image.clone();
    fields.insert("id".to_owned(), json!(0));
    let credit = fields.remove("credit").is_some_and(|credit| credit == 1);
    fields.insert("kind".to_owned(), json!(if credit { Kind::Credit } else { Kind::Invoice }));
    let invoice: Invoice =
        serde_json::from_value(Value::Object(fields)).map_err(|_| Error::damaged("the history holds a document that is none"))?;
    Ok(invoice.entry().map(|entry| (invoice.customer, entry)))
}
