//! Whole files through both passes, and the odd ones no program should trip over.

use std::fs::File;
use std::io::{Seek, Write};

use super::*;

/// A file of these bytes.
pub(in crate::import) fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

use crate::domain::intake::{Amount, Item, Row, Source, Unreadable};
use crate::domain::invoice::{Kind, Status};

/// A file read to its end: plan's notes and reader's notes, and one line for each item.
struct Taken {
    plan_notes: Vec<String>,
    notes: Vec<String>,
    items: Vec<String>,
}

fn said(item: &Item) -> String {
    match item {
        Item::Refused(refusal) => format!("refused {refusal}"),
        Item::Row(Row::Invoice(row)) => {
            let text = |text: &Option<crate::domain::text::Line>| text.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            let amount = match row.amount {
                Amount::Row(minor) => minor.0.to_string(),
                Amount::Document(minor) => format!("doc {}", minor.0),
            };
            let kind = if row.kind == Kind::Credit { " credit" } else { "" };
            let status = if row.status == Status::Open { String::new() } else { format!(" {}", row.status.word()) };
            let currency = row.currency.map(|currency| format!(" {currency}")).unwrap_or_default();
            let rate = row.rate.map(|rate| format!(" at {rate}")).unwrap_or_default();
            let paid = row.paid.map(|paid| format!(" on {paid}")).unwrap_or_default();
            format!(
                "{}|{}|{}|{}|{amount}{currency}{rate}{kind}{status}{paid}|{}",
                text(&row.customer.id),
                text(&row.customer.name),
                text(&row.number),
                row.issued,
                text(&row.title)
            )
        }
        Item::Row(Row::Customer(row)) => {
            let person = row.person.as_ref().map(|person| format!("{} {:?} {:?}", person.name, person.email, person.phone));
            format!("{:?} {:?} {:?} {:?}", row.who.id, row.who.name, row.more_ids, person)
        }
        Item::Row(other) => format!("{other:?}"),
    }
}

fn drained(reader: &mut Reader) -> Result<Vec<Item>, Unreadable> {
    let mut items = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        items.extend(batch);
    }
    Ok(items)
}

fn taken_as(bytes: &[u8], request: &Request) -> Result<Taken, Refused> {
    let plan = plan(file(bytes), request)?;
    let plan_notes = plan.notes().to_vec();
    let mut reader = plan.read();
    let items = match drained(&mut reader) {
        Ok(items) => items.iter().map(said).collect(),
        Err(unreadable) => vec![format!("unreadable {unreadable}")],
    };
    Ok(Taken { plan_notes, notes: reader.notes().to_vec(), items })
}

fn taken(text: &str) -> Taken {
    taken_as(text.as_bytes(), &Request::default()).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn a_plain_export_reads_without_flags() {
    let taken = taken(
        "number,type,customer_id,customer_name,date,currency,amount,status,paid_date,reference\n\
         1,invoice,C1,Ada & Co,2025-01-10,USD,564.13,paid,2025-01-24,\n\
         2,credit_note,C1,Ada & Co,2025-01-11,EUR,-10,sent,,1\n\
         3,credit_note,C2,Bo,2025-01-12,EUR,10.5,void,,1\n\
         4,invoice,C2,,2025-01-12,,7,draft,,\n",
    );
    assert_eq!(
        taken.items,
        [
            "C1|Ada & Co|1|2025-01-10|56413 USD paid on 2025-01-24|-",
            "C1|Ada & Co|2|2025-01-11|-1000 EUR credit|-",
            "C2|Bo|3|2025-01-12|-1050 EUR credit void|-",
            "C2|-|4|2025-01-12|700 draft|-",
        ]
    );
    assert_eq!(taken.plan_notes, ["columns not read: reference"]);
}

#[test]
fn both_readings_of_a_total_are_told_apart_by_the_rows() {
    // The amount is the document's total on each of its rows: 100 + 2 x 100 = 300.
    let repeated = taken(
        "Client,Invoice Number,Invoice Date,Amount,Item Cost,Item Quantity\nAda,1,2025-01-10,300,100,1\nAda,1,2025-01-10,300,100,2\n",
    );
    assert_eq!(repeated.items, ["-|Ada|1|2025-01-10|doc 30000|-", "-|Ada|1|2025-01-10|doc 30000|-"]);
    // The amount is the row's.
    let lines = taken(
        "Client,Invoice Number,Invoice Date,Amount,Item Cost,Item Quantity\nAda,1,2025-01-10,100,100,1\nAda,1,2025-01-10,200,100,2\n",
    );
    assert_eq!(lines.items, ["-|Ada|1|2025-01-10|10000|-", "-|Ada|1|2025-01-10|20000|-"]);
}

#[test]
fn price_times_quantity_is_exact_and_rounds_once() {
    let taken = taken("Client,Date,Unit Price,Qty\nAda,2025-01-10,0.333,3\nAda,2025-01-10,9.80,10\nAda,2025-01-10,7,\n");
    assert_eq!(taken.items, ["-|Ada|-|2025-01-10|100|-", "-|Ada|-|2025-01-10|9800|-", "-|Ada|-|2025-01-10|700|-"]);
    assert_eq!(taken.plan_notes, ["read Unit Price times Qty as the amount of each row"]);
    assert_eq!(taken.notes, ["1 row with more decimals than the currency has: rounded, half away from zero"]);
}

#[test]
fn tax_is_taken_off_where_it_plainly_stands_beside() {
    let items = |text| taken(text).items;
    let lines = items("Client,Date,Line Total,Tax\nAda,2025-01-10,121,21.00\nAda,2025-01-10,50,\n");
    assert_eq!(lines, ["-|Ada|-|2025-01-10|10000|-", "-|Ada|-|2025-01-10|5000|-"]);
    assert_eq!(items("Client,Number,Date,Total,VAT\nAda,1,2025-01-10,121,21\n"), ["-|Ada|1|2025-01-10|doc 10000|-"]);
    assert_eq!(items("Client,Number,Date,Subtotal,VAT,Total\nAda,1,2025-01-10,100,21,121\n"), ["-|Ada|1|2025-01-10|doc 10000|-"]);
    // Tax per row beside a total per document cannot be taken off row by row.
    let unclear = taken("Client,Number,Date,Total,VAT\nAda,1,2025-01-10,242,21\nAda,1,2025-01-10,242,22\n");
    assert_eq!(unclear.items[0], "-|Ada|1|2025-01-10|doc 24200|-");
    assert_eq!(unclear.plan_notes[0], "Total may hold tax: VAT could not be taken off it");
    // A plain amount is net, unless it equals the total in spite of tax.
    let net = taken("Client,Date,Amount,Tax,Total\nAda,2025-01-10,100,21,121\n");
    assert_eq!(net.items, ["-|Ada|-|2025-01-10|10000|-"]);
    assert_eq!(net.plan_notes[0], "took Amount as net: Tax is not taken off it");
    assert_eq!(
        items("Client,Date,Amount,Tax,Total\nAda,2025-01-10,121,21,121\nAda,2025-01-11,5,0,5\n")[0],
        "-|Ada|-|2025-01-10|10000|-"
    );
    // Price times quantity holds no tax.
    assert_eq!(
        items("Client,Number,Date,Total,VAT,Price,Quantity\nAda,1,2025-01-10,242,42,100,2\n"),
        ["-|Ada|1|2025-01-10|20000|-"]
    );
}

#[test]
fn a_price_that_may_be_an_amount_is_asked_for() {
    let text = "customer,invoice_num,amount,quantity,invoice_date\nAda,1,625.00000,2.00000,2025-01-10\n";
    let refused = taken_as(text.as_bytes(), &Request::default()).err().unwrap();
    assert_eq!(refused, Refused::PriceOrAmount { amount: "amount".to_owned(), quantity: "quantity".to_owned() });
    let told = |field: &str| {
        let map = vec![(field.to_owned(), "amount".to_owned())];
        taken_as(text.as_bytes(), &Request { map, ..Request::default() }).unwrap().items
    };
    assert_eq!(told("price"), ["-|Ada|1|2025-01-10|125000|-"]);
    assert_eq!(told("amount"), ["-|Ada|1|2025-01-10|62500|-"]);
}

#[test]
fn discounts_keep_price_times_quantity_from_passing_for_the_amount() {
    let text = |discount: &str| format!("Client,Date,Price,Quantity,Discount\nAda,2025-01-10,100,2,{discount}\n");
    assert_eq!(taken(&text("0.00")).items, ["-|Ada|-|2025-01-10|20000|-"]);
    let refused = taken_as(text("10").as_bytes(), &Request::default()).err().unwrap().to_string();
    assert!(refused.contains("Discount holds discounts, so price times quantity is not the amount"), "{refused}");
}

#[test]
fn currencies_come_from_the_cell_the_sign_or_the_heading() {
    let taken = taken(
        "client,date,amount,currency\nAda,2025-01-10,\"1,250.00\",eur\nAda,2025-01-10,€5,\nAda,2025-01-10,$5.00,\nAda,2025-01-10,1200,JPY\n\
         Ada,2025-01-10,€5,USD\nAda,2025-01-10,5,EURO DOLLAR\nAda,2025-01-10,1.5,JPY\n",
    );
    assert_eq!(
        taken.items,
        [
            "-|Ada|-|2025-01-10|125000 EUR|-",
            "-|Ada|-|2025-01-10|500 EUR|-",
            "-|Ada|-|2025-01-10|500|-",
            "-|Ada|-|2025-01-10|1200 JPY|-",
            "refused 6: amount: \"€5\": names EUR, while the row is in USD",
            "refused 7: currency: \"EURO DOLLAR\": not a currency code in use: three letters, such as EUR",
            "-|Ada|-|2025-01-10|2 JPY|-",
        ]
    );
    let heading = plan(file("client,date,Total (CHF)\nAda,2025-01-10,5\n".as_bytes()), &Request::default()).unwrap();
    assert_eq!(heading.currencies(), [Currency::parse("CHF").unwrap()]);
    assert_eq!(drained(&mut heading.read()).unwrap().iter().map(said).collect::<Vec<_>>(), ["-|Ada|-|2025-01-10|doc 500 CHF|-"]);
}

#[test]
fn rows_that_lack_something_say_what() {
    let taken = taken(
        "number,customer,date,amount,status,rate\n\
         1,,2025-01-10,5,paid,\n2,Ada,,5,paid,\n3,Ada,2025-02-31,5,paid,\n4,Ada,2025-01-10,,paid,\n5,Ada,2025-01-10,NaN,paid,\n\
         6,Ada,2025-01-10,5,lost\x1b[31m,\n7,Ada,2025-01-10,5,paid,-1\n8,Ada,2025-01-10,5,paid,1.1,extra\n9,Ada,2025-01-10,1e30,paid,\n\
         10,Ada,2025-01-10,100000000000.01,paid,\n11,Ada,2025-01-10,7\nTotal,,,35,,\n\n , ,\n12,Ada,2025-01-10,8,paid,1.10,,\n",
    );
    assert_eq!(
        taken.items,
        [
            "refused 2: customer: \"\": no customer",
            "refused 3: date: \"\": no date",
            "refused 4: date: \"2025-02-31\": there is no such day",
            "refused 5: amount: \"\": no amount",
            "refused 6: amount: \"NaN\": not an amount",
            "refused 7: status: \"lost�[31m\": not a status keepnet knows: paid or closed; sent, open, due or overdue; void or cancelled; draft",
            "refused 8: rate: \"-1\": not a rate: a number above 0, such as 1.18",
            "refused 9: 1 more cell than there are headings: text that holds the separator must stand in quotes",
            "refused 10: amount: \"1e30\": not an amount",
            "refused 11: amount: \"100000000000.01\": larger than any amount keepnet keeps (100 billion)",
            "-|Ada|11|2025-01-10|700|-",
            "-|Ada|12|2025-01-10|800 at 1.1 paid|-",
        ]
    );
    assert_eq!(taken.notes, ["1 row left out as sums of the rows above"]);
}

#[test]
fn payments_among_documents_are_left_out_and_counted() {
    let taken = taken(
        "Type,Customer,Date,Amount\nInvoice,Ada,2025-01-10,5\nPayment,Ada,2025-01-11,5\nBill,Bo,2025-01-11,5\nCredit Memo,Ada,2025-01-12,(5)\n",
    );
    assert_eq!(taken.items, ["-|Ada|-|2025-01-10|500|-", "-|Ada|-|2025-01-12|-500 credit|-"]);
    assert_eq!(taken.notes, ["2 rows left out that are neither invoice nor credit note (first: Type \"Payment\")"]);
}

#[test]
fn a_late_row_settles_what_the_first_ones_leave_open() {
    let mut text = "customer;date;amount\n".to_owned();
    for _ in 0..3_000 {
        text.push_str("Ada;03/04/2025;1.250\n");
    }
    let refused = |text: &str| taken_as(text.as_bytes(), &Request::default()).err().unwrap();
    assert_eq!(refused(&text), Refused::AmbiguousDates("03/04/2025".to_owned()));
    text.push_str("Ada;13/04/2025;1.250\n");
    assert_eq!(refused(&text), Refused::AmbiguousDecimal { column: "amount".to_owned(), value: "1.250".to_owned() });
    text.push_str("Ada;13/04/2025;2,5\n");
    let taken = taken(&text);
    assert_eq!(taken.items.first().unwrap(), "-|Ada|-|2025-04-03|125000|-");
    assert_eq!(taken.items.last().unwrap(), "-|Ada|-|2025-04-13|250|-");
}

#[test]
fn the_owners_flags_settle_what_the_file_leaves_open() {
    let text = "customer;date;amount\nAda;03/04/2025;1.250\n";
    let request = Request { dates: Some(DateOrder::Mdy), decimal: Some(DecimalMark::Comma), shift_days: -7, ..Request::default() };
    let plan = plan(file(text.as_bytes()), &request).unwrap();
    let guessed = plan.guessed().clone();
    assert_eq!((guessed.dates.as_str(), guessed.decimal.as_str(), guessed.delimiter.as_str()), ("mdy", "comma", ";"));
    assert_eq!(said(&drained(&mut plan.read()).unwrap()[0]), "-|Ada|-|2025-02-25|125000|-");
}

#[test]
fn files_with_nothing_in_them_are_told_apart() {
    let refused = |bytes: &[u8]| taken_as(bytes, &Request::default()).err().unwrap();
    for empty in [&b""[..], b"\n\n \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b",,\n,,\n"] {
        assert_eq!(refused(empty), Refused::Empty, "{empty:?}");
    }
    assert_eq!(refused(b"customer,date,amount\n"), Refused::HeaderOnly);
    assert_eq!(refused(b"customer,date,amount\n,,\n\n"), Refused::HeaderOnly);
    assert_eq!(refused(b"{\"a\": 1}"), Refused::OtherJson);
    assert_eq!(refused(b"[{\"a\": 1}]"), Refused::OtherJson);
    assert_eq!(refused(b"{ \"keepnet\" : 2, \"settings\": {}}"), Refused::Newer(2));
}

#[test]
fn odd_files_are_read_or_refused_row_by_row() {
    for (bytes, expected) in [
        // Carriage returns alone, with and without quotes.
        (
            &b"customer,date,amount\rAda,2025-01-10,5\rBo,x,5\r"[..],
            &["-|Ada|-|2025-01-10|500|-", "refused 3: date: \"x\": not a date"][..],
        ),
        // A byte order mark, CRLF, quotes around everything, line breaks and quotes inside.
        (
            b"\xef\xbb\xbf\"customer\",\"date\",\"amount\"\r\n\"Ada\r\n& \"\"Sons\"\"\",\"2025-01-10\",\"5\"\r\n",
            &["-|Ada & \"Sons\"|-|2025-01-10|500|-"],
        ),
        // Excel's own hint, tabs, and a guard against formulas.
        (
            b"sep=\t\ncustomer\tdate\tamount\n'=cmd()\t2025-01-10\t5\n'Tis\t2025-01-10\t5\n",
            &["-|=cmd()|-|2025-01-10|500|-", "-|'Tis|-|2025-01-10|500|-"],
        ),
        // Windows letters.
        (
            b"Kunde;Rechnungsdatum;Nettobetrag\nM\xfcller & S\xf6hne;13.01.2025;1.250,00 \x80\n",
            &["-|Müller & Söhne|-|2025-01-13|125000 EUR|-"],
        ),
        // Control sequences and direction marks.
        ("customer,date,amount\nA\u{1b}]0;x\u{7}b\u{202e}c,2025-01-10,5\n".as_bytes(), &["-|A�]0;x�bc|-|2025-01-10|500|-"]),
        // A quote that swallows its neighbour, and one that is never closed.
        (
            b"customer,date,amount\n\"Ada,2025-01-10,5\n\"Bo\",2025-01-10,5\nCy,2025-01-10,5\n",
            &["refused 2: QUOTE", "-|Cy|-|2025-01-10|500|-"],
        ),
        (
            b"customer,date,amount\nAda,2025-01-10,5\n\"Bo,2025-01-10,5\nCy,2025-01-10,5\n",
            &["-|Ada|-|2025-01-10|500|-", "refused 3: QUOTE"],
        ),
    ] {
        let items = taken_as(bytes, &Request::default()).unwrap_or_else(|refused| panic!("{refused}")).items;
        let items: Vec<String> = items.iter().map(|item| item.replace(records::OPEN_QUOTE, "QUOTE")).collect();
        assert_eq!(items, expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn damaged_letters_are_refused_by_line() {
    let japanese = b"customer,date,amount\n\x93\x8c\x8b\x9e,2025-01-10,5\n\x93\xff,2025-01-10,5\n";
    let request = Request { encoding: Some("shift_jis".to_owned()), ..Request::default() };
    let items = taken_as(japanese, &request).unwrap().items;
    assert_eq!(items[0], "-|東京|-|2025-01-10|500|-");
    assert!(items[1].starts_with("refused 3: holds characters that could not be decoded"), "{}", items[1]);
    let request = Request { encoding: Some("utf-8".to_owned()), ..Request::default() };
    let items = taken_as(b"customer,date,amount\nA\xff,2025-01-10,5\nBo,2025-01-10,5\n", &request).unwrap().items;
    assert!(items[0].starts_with("refused 2: holds bytes that are no text"), "{}", items[0]);
    assert_eq!(items[1], "-|Bo|-|2025-01-10|500|-");
}

#[test]
fn a_cell_too_long_for_a_line_is_refused() {
    let text = format!("customer,date,amount\n{},2025-01-10,5\n", "x".repeat(10_001));
    assert!(taken(&text).items[0].ends_with("longer than 10000 characters: is a quote left open?"));
    assert_eq!(taken(&text.replace("xx,", "x,")).items.len(), 1);
}

#[test]
fn a_quote_left_open_in_a_large_file_stops_the_reading() {
    let mut text = "customer,date,amount\nAda,2025-01-10,5\n".to_owned();
    for row in 0..3_000 {
        text.push_str(if row == 2_500 { "\"Bo,2025-01-10,5\n" } else { "Cy,2025-01-10,5\n" });
    }
    while text.len() < 17 * 1024 * 1024 + 300_000 {
        text.push_str("Cy with a name that fills the file a little faster,2025-01-10,5\n");
    }
    let items = taken(&text).items;
    assert_eq!(items, ["unreadable the row that starts on line 2503 goes on for more than 16 MB: a quote in it is not closed"]);
}

#[test]
fn customers_come_with_their_contact() {
    let taken = taken(
        "CustomerId,FirstName,LastName,Company,Phone,Email\n1,Luís,Gonçalves,Embraer,+55,l@e.br\n2,Leonie,Köhler,,,\n3; X3; 3,,,Acme,,a@acme\n,,,,1,\n",
    );
    assert_eq!(
        taken.items,
        [
            "Some(Line(\"1\")) Some(Line(\"Embraer\")) [] Some(\"Luís Gonçalves Some(Line(\\\"l@e.br\\\")) Some(Line(\\\"+55\\\"))\")",
            "Some(Line(\"2\")) Some(Line(\"Leonie Köhler\")) [] Some(\"Leonie Köhler None None\")",
            "Some(Line(\"3\")) Some(Line(\"Acme\")) [Line(\"X3\")] Some(\"a@acme Some(Line(\\\"a@acme\\\")) None\")",
            "refused 5: Company: \"\": no customer",
        ]
    );
}

#[test]
fn rows_of_one_customer_share_it() {
    let text = "customer_id,customer,date,amount\n1,Ada,2025-01-10,5\n1,Ada,2025-01-11,5\n1,,2025-01-11,5\n";
    let items = drained(&mut plan(file(text.as_bytes()), &Request::default()).unwrap().read()).unwrap();
    let who = |at: usize| match &items[at] {
        Item::Row(Row::Invoice(row)) => std::sync::Arc::clone(&row.customer),
        other => panic!("{other:?}"),
    };
    assert!(std::sync::Arc::ptr_eq(&who(0), &who(1)));
    assert!(!std::sync::Arc::ptr_eq(&who(0), &who(2)));
}

#[test]
fn a_receiver_that_goes_away_ends_the_reading() {
    let mut text = "customer,date,amount\n".to_owned();
    for _ in 0..50_000 {
        text.push_str("Ada,2025-01-10,5\n");
    }
    let mut reader = plan(file(text.as_bytes()), &Request::default()).unwrap().read();
    assert_eq!(reader.next_batch().unwrap().unwrap().len(), 512);
    let (read, all) = reader.position();
    assert!(read > 0 && read <= all && all == text.len() as u64);
    // Joins the thread: this test would hang if it did not end.
    drop(reader);
}

const BOOK: &str = r##"{"keepnet": 1,
 "settings": {"currency": "EUR", "book": "Wren & Marlow", "nonsense": "1"},
 "rates": [{"currency": "USD", "from": "2025-01-01", "rate": "0.92"}, {"currency": "USD", "from": "x", "rate": "1"}],
 "segments": [{"segment": "Dentists", "segment_kind": "client", "criteria": "two chairs\nor more"}],
 "customers": [{"customer": "Osei Dental", "customer_id": "D1; D2", "placeholder": "no", "archived": "yes", "parent": "Osei Group",
   "parent_id": "#2", "notice_days": "30", "since": "2024-02-29", "tags": "a; b", "note": null, "later": {"x": [1]}}],
 "people": [{"customer": "Osei Dental", "customer_id": "D1", "person": "Ama Osei", "sponsor": "yes", "left_on": ""}],
 "invoices": [{"customer": "Osei Dental", "customer_id": "D1", "number": "7", "date": "2025-01-10", "amount": "-12.50", "currency": "USD",
   "rate": "0.92", "kind": "credit", "status": "paid", "paid": "2025-01-12", "title": "'=x"}, {"customer": ""}, {"amount": "5"}]}"##;

#[test]
fn an_exported_book_is_read_as_it_streams() {
    let plan = plan(file(BOOK.as_bytes()), &Request { shift_days: 7, ..Request::default() }).unwrap();
    assert_eq!((plan.contents(), plan.guessed().kind.as_str()), (Contents::Book, "book"));
    let items = drained(&mut plan.read()).unwrap();
    let said: Vec<String> = items.iter().map(said).collect();
    assert_eq!(said[0], "Setting { name: Currency, kept: \"EUR\" }");
    assert_eq!(said[2], "refused 3: nonsense: \"1\": not a setting of this keepnet");
    assert_eq!(said[3], "Rate(DatedRate { id: RateId(0), currency: USD, from: 2025-01-01, rate: Rate { digits: 92, scale: 2 } })");
    assert_eq!(said[4], "refused 5: from: \"x\": not a date");
    assert!(said[5].contains("criteria: Some(Prose(\"two chairs\\nor more\"))"), "{}", said[5]);
    let Item::Row(Row::Customer(customer)) = &items[6] else { panic!("{:?}", items[6]) };
    assert_eq!((customer.line, customer.archived, customer.placeholder, customer.notice_days), (7, true, false, Some(30)));
    assert_eq!(customer.more_ids, ["D2".into()]);
    assert_eq!(customer.tags, ["a".into(), "b".into()]);
    assert_eq!(customer.since.unwrap().to_string(), "2024-03-07");
    assert_eq!(customer.parent.as_ref().unwrap().id, Some("#2".into()));
    let Item::Row(Row::Person(person)) = &items[7] else { panic!("{:?}", items[7]) };
    assert_eq!((person.name.as_str(), person.sponsor), ("Ama Osei", true));
    assert_eq!(said[8], "D1|Osei Dental|7|2025-01-17|-1250 USD at 0.92 credit paid on 2025-01-19|=x");
    assert_eq!(said[9..], ["refused 11: customer: \"\": no customer"]);
}

#[test]
fn a_damaged_book_says_so() {
    for damaged in
        [&BOOK[..BOOK.len() - 30], &BOOK.replace("\"30\"", "3.5"), &format!("{BOOK} x"), "{\"keepnet\": 1, \"people\": {}}"]
    {
        let mut reader = plan(file(damaged.as_bytes()), &Request::default()).unwrap().read();
        let unreadable = drained(&mut reader).unwrap_err().to_string();
        assert!(unreadable.starts_with("the exported book is damaged: "), "{unreadable}");
    }
}

#[test]
fn every_refusal_fits_on_a_line_and_holds_no_control_sequence() {
    for text in ["a\x1b[2J,b\n1,2\n", "order\u{202e},when\x07,total\n1,2,3\n", "\x1b]0;t\x07\n"] {
        let refused = taken_as(text.as_bytes(), &Request::default()).err().unwrap().to_string();
        assert!(!refused.contains(|piece: char| piece.is_control() || piece == '\u{202e}'), "{refused:?}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let _ = taken_as(&bytes, &Request::default());
    }

    #[test]
    fn no_damage_to_a_file_makes_it_panic(cuts in proptest::collection::vec((0usize..4000, proptest::prelude::any::<u8>()), 1..12), book: bool) {
        let csv = "\u{feff}number;type;Kunde;date;Betrag;currency;status\n1;invoice;\"Müller; Söhne\";13.01.2025;1.250,00;EUR;paid\n2;CN;X;14.01.25;-5,5;;open\n";
        let mut bytes = if book { BOOK.as_bytes().to_vec() } else { csv.as_bytes().to_vec() };
        for (at, byte) in cuts {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let _ = taken_as(&bytes, &Request::default());
    }
}
