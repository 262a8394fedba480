//! Whole files: what they leave open, what is wrong with them, what no program should trip over.

use super::book::BOOK;
use super::*;

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
    let mut one = "customer,date,amount\nMüßé,2025-01-10,5\n".as_bytes().to_vec();
    one.extend(b"B\xff,2025-01-10,5\nCy,2025-01-10,5\n");
    let items = taken_as(&one, &Request::default()).unwrap().items;
    assert_eq!((items[0].as_str(), items[2].as_str()), ("-|Müßé|-|2025-01-10|500|-", "-|Cy|-|2025-01-10|500|-"));
    assert!(items[1].starts_with("refused 3: holds bytes that are no text"), "{}", items[1]);
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

    #[test]
    fn what_is_quoted_properly_reads_back(names in proptest::collection::vec("[ab,;\"\n ]{0,12}[ab]", 1..20), semicolon: bool) {
        let delimiter = if semicolon { b';' } else { b',' };
        let mut written = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        written.write_record(["number", "customer", "date", "amount", "title"]).unwrap();
        for name in &names {
            written.write_record(["7", name, "2025-01-10", "5", name]).unwrap();
        }
        let bytes = written.into_inner().unwrap();
        let request = Request { delimiter: Some(char::from(delimiter)), ..Request::default() };
        let clean = |name: &String| crate::domain::text::Line::clean(name);
        let expected: Vec<String> = names.iter().map(|name| format!("-|{}|7|2025-01-10|500|{}", clean(name), clean(name))).collect();
        proptest::prop_assert_eq!(taken_as(&bytes, &request).unwrap().items, expected);
    }
}
