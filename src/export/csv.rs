//! CSV, one kind of entity a file: comma, UTF-8, a heading line, lines ended by a line feed.
//!
//! Text a spreadsheet would run is guarded ([`domain::guard`](crate::domain::guard)) unless the owner wants it raw. What
//! stands in a cell is the business of `cells`.

use std::borrow::Cow;
use std::io;

use super::Stopped;
use super::cells::{self, Context};
use crate::domain::book::Book;
use crate::domain::columns::{Field, FileKind};
use crate::domain::customer::{Person, Segment};
use crate::domain::guard::guarded;
use crate::domain::invoice::Invoice;

/// Writes every entity of a kind, by id; documents in the order they come. Gives the number of rows below the heading.
/// `raw` leaves text as it is, formulas too; such a file reads back the same but for texts that look guarded.
pub fn write<E>(
    kind: FileKind,
    book: &Book,
    invoices: &mut dyn Iterator<Item = Result<Invoice, E>>,
    raw: bool,
    out: &mut dyn io::Write,
) -> Result<u64, Stopped<E>> {
    let context = Context::new(book);
    let mut table = Table::start(kind, &context, raw, out)?;
    match kind {
        FileKind::Segments => {
            for segment in cells::by_id(&book.segments, |segment: &Segment| segment.id) {
                table.row(|field| cells::segment(field, segment))?;
            }
        }
        FileKind::Customers => {
            for customer in book.customers() {
                table.row(|field| cells::customer(field, customer, &context))?;
            }
        }
        FileKind::People => {
            for person in cells::by_id(&book.people, |person: &Person| person.id) {
                table.row(|field| cells::person(field, person, &context))?;
            }
        }
        FileKind::Invoices => {
            for invoice in invoices {
                let invoice = invoice.map_err(Stopped::Reading)?;
                table.row(|field| cells::invoice(field, &invoice, &context))?;
            }
        }
        FileKind::Records(record) => {
            for row in book.records().rows(record) {
                table.row(|field| cells::record(field, &row, &context))?;
            }
        }
    }
    Ok(table.end()?)
}

struct Table<'a> {
    writer: csv::Writer<&'a mut dyn io::Write>,
    kind: FileKind,
    fields: Vec<Field>,
    raw: bool,
    rows: u64,
}

impl<'a> Table<'a> {
    fn start(kind: FileKind, context: &Context<'_>, raw: bool, out: &'a mut dyn io::Write) -> io::Result<Table<'a>> {
        let mut writer = csv::Writer::from_writer(out);
        let columns: Vec<_> = cells::written(kind).filter(|column| context.needs(column)).collect();
        writer.write_record(columns.iter().map(|column| column.name))?;
        Ok(Table { writer, kind, fields: columns.iter().map(|column| column.field).collect(), raw, rows: 0 })
    }

    fn row<'c>(&mut self, cell: impl Fn(Field) -> Cow<'c, str>) -> io::Result<()> {
        for field in &self.fields {
            let cell = cell(*field);
            if self.raw || !cells::is_text(self.kind, *field) {
                self.writer.write_field(cell.as_bytes())?;
            } else {
                self.writer.write_field(guarded(&cell).as_bytes())?;
            }
        }
        self.writer.write_record(None::<&[u8]>)?;
        self.rows += 1;
        Ok(())
    }

    fn end(mut self) -> io::Result<u64> {
        self.writer.flush()?;
        Ok(self.rows)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::sample;
    use super::*;

    fn written(kind: FileKind, raw: bool) -> String {
        let (book, invoices) = sample::book();
        let mut out = Vec::new();
        let mut stream = invoices.into_iter().map(Ok::<_, Infallible>);
        let rows = write(kind, &book, &mut stream, raw, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(csv::Reader::from_reader(text.as_bytes()).records().count() as u64, rows);
        text
    }

    #[test]
    fn invoices_hold_all_of_a_document() {
        assert_eq!(
            written(FileKind::Invoices, false),
            "\
customer,customer_id,number,date,amount,currency,rate,kind,status,paid,title
Harbourline Freight,HAR01,1001,2026-01-05,1000.00,USD,,invoice,paid,2026-02-06,\"Route portal, stage 1\"
Harbourline Freight,HAR01,CN-1,2026-02-11,-50.07,USD,,credit,paid,,'=credit
株式会社 ブルー,,1002,2026-03-01,1200,JPY,0.0067,invoice,open,,
Twin,keepnet#3,,2026-03-02,0.50,EUR,1.18,invoice,void,,'-discount
Twin,keepnet#4,,2026-03-02,12345678.90,USD,,invoice,draft,,
"
        );
    }

    #[test]
    fn customers_hold_all_the_owner_knows() {
        assert_eq!(
            written(FileKind::Customers, false),
            "\
customer,customer_id,placeholder,trade,tags,parent,parent_id,segment,since,source,notice_days,note,archived
Harbourline Freight,HAR01; H-7,no,Logistics,retainer; key account,,,carriers,2019-03-04,\"Fair, spring\",30,\"Cross.
New director.\",no
株式会社 ブルー,,no,,,Harbourline Freight,HAR01,,,,,,yes
Twin,keepnet#3,no,,'=cmd|' /C calc'!A0,,,,,,,,no
Twin,keepnet#4,no,,,Twin,keepnet#3,,,,,,no
Customer 9,'-9,yes,,,,,,,,,,no
"
        );
    }

    #[test]
    fn people_and_segments_come_by_id() {
        assert_eq!(
            written(FileKind::People, false),
            "\
customer,customer_id,person,role,sponsor,email,phone,left_on
Harbourline Freight,HAR01,Dana Whitlock,Operations,yes,dana@example.com,'+44 20 7946 0000,
Twin,keepnet#4,Zoë,,no,,,2026-01-31
"
        );
        assert_eq!(
            written(FileKind::Segments, false),
            "\
segment,segment_kind,criteria,channels,phrases,archived
carriers,client,Lorries,\"Fairs
and tenders\",'@dock,no
allies,colleague,,,,no
"
        );
    }

    #[test]
    fn raw_text_is_left_alone_and_numbers_always_are() {
        let raw = written(FileKind::Invoices, true);
        assert!(raw.contains(",=credit\n") && raw.contains(",-discount\n") && raw.contains(",-50.07,"));
        assert!(!raw.contains('\''));
    }

    #[test]
    fn a_broken_stream_and_a_full_disk_both_stop_it() {
        let (book, invoices) = sample::book();
        let mut stream = invoices.into_iter().map(Ok).chain([Err("page 7 cannot be read")]);
        let stopped = write(FileKind::Invoices, &book, &mut stream, false, &mut Vec::new()).unwrap_err();
        assert!(matches!(stopped, Stopped::Reading("page 7 cannot be read")));

        let mut small = [0u8; 16];
        let stopped = write(FileKind::People, &book, &mut std::iter::empty::<Result<_, &str>>(), false, &mut &mut small[..]);
        assert!(matches!(stopped, Err(Stopped::Writing(_))));
    }
}
