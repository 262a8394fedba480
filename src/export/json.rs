//! JSON: the whole book in one object, which `import` takes back to the same book.
//!
//! Entities are keyed by the names of their columns, with the very cells of a raw CSV file; empty ones are left out. One
//! entity a line, so files compare well and documents can stream. What stands in a cell is the business of `cells`.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use super::Stopped;
use super::cells::{self, Context};
use crate::domain::book::Book;
use crate::domain::change::DatedRate;
use crate::domain::columns::{Column, Field, FileKind};
use crate::domain::customer::{Person, Segment};
use crate::domain::invoice::Invoice;
use crate::domain::record::Kind;
use crate::domain::settings::Name;

/// The version of the form, the value of the key `keepnet`. A reader refuses a higher one.
pub const VERSION: u32 = 1;

/// Writes the book: settings and rates, then every entity by id; documents in the order they come. Gives the number
/// of documents.
pub fn write<E>(
    book: &Book,
    invoices: &mut dyn Iterator<Item = Result<Invoice, E>>,
    out: &mut dyn io::Write,
) -> Result<u64, Stopped<E>> {
    let context = Context::new(book);
    let mut out = BufWriter::new(out);
    write!(out, "{{\n\"keepnet\": {VERSION},\n\"settings\": ")?;
    let kept = Name::ALL.iter().filter_map(|(name, word, ..)| Some((*word, Cow::Owned(book.settings.kept(*name)?))));
    object(&mut out, kept)?;

    let mut list = List::start(&mut out, "rates")?;
    for rate in cells::by_id(&book.rates, |rate: &DatedRate| rate.id) {
        let cells =
            [("currency", rate.currency.code().to_owned()), ("from", rate.from.to_string()), ("rate", rate.rate.to_string())];
        list.item(cells.into_iter().map(|(name, cell)| (name, Cow::Owned(cell))))?;
    }
    list.end()?;

    let mut list = List::start(&mut out, FileKind::Segments.word())?;
    for segment in cells::by_id(&book.segments, |segment: &Segment| segment.id) {
        list.row(FileKind::Segments, |field| cells::segment(field, segment))?;
    }
    list.end()?;

    let mut list = List::start(&mut out, FileKind::Customers.word())?;
    for customer in book.customers() {
        list.row(FileKind::Customers, |field| cells::customer(field, customer, &context))?;
    }
    list.end()?;

    let mut list = List::start(&mut out, FileKind::People.word())?;
    for person in cells::by_id(&book.people, |person: &Person| person.id) {
        list.row(FileKind::People, |field| cells::person(field, person, &context))?;
    }
    list.end()?;

    let mut list = List::start(&mut out, FileKind::Invoices.word())?;
    for invoice in invoices {
        let invoice = invoice.map_err(Stopped::Reading)?;
        list.row(FileKind::Invoices, |field| cells::invoice(field, &invoice, &context))?;
    }
    let documents = list.end()?;

    // A book that keeps none of a kind can still be read by a keepnet that does not know it.
    for kind in Kind::ALL.iter().filter(|kind| book.records().count(**kind) > 0) {
        let mut list = List::start(&mut out, kind.plural())?;
        for row in book.records().rows(*kind) {
            list.row(FileKind::Records(*kind), |field| cells::record(field, &row, &context))?;
        }
        list.end()?;
    }
    out.write_all(b"\n}\n")?;
    out.flush()?;
    Ok(documents)
}

/// A key with a list of objects, one a line.
struct List<'a, W: io::Write> {
    out: &'a mut W,
    items: u64,
}

impl<'a, W: io::Write> List<'a, W> {
    fn start(out: &'a mut W, key: &str) -> io::Result<List<'a, W>> {
        write!(out, ",\n\"{key}\": [")?;
        Ok(List { out, items: 0 })
    }

    fn item<'c>(&mut self, cells: impl Iterator<Item = (&'static str, Cow<'c, str>)>) -> io::Result<()> {
        self.out.write_all(if self.items == 0 { b"\n" } else { b",\n" })?;
        self.items += 1;
        object(self.out, cells)
    }

    fn row<'c>(&mut self, kind: FileKind, cell: impl Fn(Field) -> Cow<'c, str>) -> io::Result<()> {
        self.item(cells::written(kind).map(|Column { field, name, .. }| (*name, cell(*field))))
    }

    fn end(self) -> io::Result<u64> {
        self.out.write_all(if self.items == 0 { b"]" } else { b"\n]" })?;
        Ok(self.items)
    }
}

/// An object on one line, without its empty cells.
fn object<'c>(out: &mut impl io::Write, cells: impl Iterator<Item = (&'static str, Cow<'c, str>)>) -> io::Result<()> {
    out.write_all(b"{")?;
    for (index, (name, cell)) in cells.filter(|(_, cell)| !cell.is_empty()).enumerate() {
        write!(out, "{}\"{name}\": ", if index > 0 { ", " } else { "" })?;
        serde_json::to_writer(&mut *out, &cell)?;
    }
    out.write_all(b"}")
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::sample;
    use super::*;

    #[test]
    fn a_small_book_reads_like_this() {
        let (book, invoices) = sample::book();
        let mut out = Vec::new();
        let documents = write(&book, &mut invoices.into_iter().map(Ok::<_, Infallible>), &mut out).unwrap();
        assert_eq!(documents, 5);
        let text = String::from_utf8(out).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        let (settings, lists) = text.split_once("},\n\"rates\"").unwrap();
        assert!(settings.starts_with(
            "{\n\"keepnet\": 1,\n\"settings\": {\"book\": \"Wren & \\\"Marlow\\\"\", \"currency\": \"USD\", \
             \"fiscal-start\": \"1\", \"basis\": \"invoiced\", \"outgo\": \"4200000\", \"work-days\": \"mon,tue,wed,thu,fri\", "
        ));
        assert_eq!(
            lists,
            r#": [
{"currency": "JPY", "from": "1900-01-01", "rate": "0.0067"},
{"currency": "EUR", "from": "2026-01-01", "rate": "1.18"}
],
"segments": [
{"segment": "carriers", "segment_kind": "client", "criteria": "Lorries", "channels": "Fairs\nand tenders", "phrases": "@dock", "archived": "no"},
{"segment": "allies", "segment_kind": "colleague", "archived": "no"}
],
"customers": [
{"customer": "Harbourline Freight", "customer_id": "HAR01; H-7", "placeholder": "no", "trade": "Logistics", "tags": "retainer; key account", "segment": "carriers", "since": "2019-03-04", "source": "Fair, spring", "notice_days": "30", "note": "Cross.\nNew director.", "archived": "no"},
{"customer": "株式会社 ブルー", "placeholder": "no", "parent": "Harbourline Freight", "parent_id": "HAR01", "archived": "yes"},
{"customer": "Twin", "customer_id": "keepnet#3", "placeholder": "no", "tags": "=cmd|' /C calc'!A0", "archived": "no"},
{"customer": "Twin", "customer_id": "keepnet#4", "placeholder": "no", "parent": "Twin", "parent_id": "keepnet#3", "archived": "no"},
{"customer": "Customer 9", "customer_id": "-9", "placeholder": "yes", "archived": "no"}
],
"people": [
{"customer": "Harbourline Freight", "customer_id": "HAR01", "person": "Dana Whitlock", "role": "Operations", "sponsor": "yes", "email": "dana@example.com", "phone": "+44 20 7946 0000"},
{"customer": "Twin", "customer_id": "keepnet#4", "person": "Zoë", "sponsor": "no", "left_on": "2026-01-31"}
],
"invoices": [
{"customer": "Harbourline Freight", "customer_id": "HAR01", "number": "1001", "date": "2026-01-05", "amount": "1000.00", "currency": "USD", "kind": "invoice", "status": "paid", "paid": "2026-02-06", "title": "Route portal, stage 1"},
{"customer": "Harbourline Freight", "customer_id": "HAR01", "number": "CN-1", "date": "2026-02-11", "amount": "-50.07", "currency": "USD", "kind": "credit", "status": "paid", "title": "=credit"},
{"customer": "株式会社 ブルー", "number": "1002", "date": "2026-03-01", "amount": "1200", "currency": "JPY", "rate": "0.0067", "kind": "invoice", "status": "open"},
{"customer": "Twin", "customer_id": "keepnet#3", "date": "2026-03-02", "amount": "0.50", "currency": "EUR", "rate": "1.18", "kind": "invoice", "status": "void", "title": "-discount"},
{"customer": "Twin", "customer_id": "keepnet#4", "date": "2026-03-02", "amount": "12345678.90", "currency": "USD", "kind": "invoice", "status": "draft"}
]
}
"#
        );
    }

    #[test]
    fn an_empty_book_is_a_whole_file() {
        let mut out = Vec::new();
        write(&Book::default(), &mut std::iter::empty::<Result<_, Infallible>>(), &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["keepnet"], 1);
        assert_eq!(value["settings"]["tolerance"], "6");
        for list in ["rates", "segments", "customers", "people", "invoices"] {
            assert_eq!(value[list], serde_json::json!([]), "{list}");
        }
    }
}
