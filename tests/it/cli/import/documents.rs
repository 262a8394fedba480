//! What rows make a document, and what it counts.

use serde_json::json;

use crate::harness::{Desk, owned, revenues};

#[test]
fn rows_of_one_number_and_customer_are_lines_of_one_document_wherever_they_stand() {
    let desk = Desk::new();
    desk.write(
        "lines.csv",
        "number,customer,date,amount\nA1,Alder,2026-10-01,10.00\nA1,Alder,2026-10-01,5.50\nB1,Birch,2026-10-02,20.00\n\
         A1,Alder,2026-10-01,4.49\n",
    );
    let imported = desk.import(&["lines.csv"]);
    assert_eq!((&imported["imported"]["invoices"], &imported["total_minor"]), (&json!(2), &json!(3_999)));
    let report = desk.report();
    assert_eq!(report["revenue"]["documents"], 2);
    assert_eq!(revenues(&report), owned(&[("Birch", 2_000), ("Alder", 1_999)]));
}

#[test]
fn identical_lines_of_a_document_all_count() {
    let desk = Desk::new();
    desk.write("lines.csv", format!("number,customer,date,amount\n{}", "A1,Alder,2026-10-01,10.00\n".repeat(3)));
    assert_eq!(desk.import(&["lines.csv"])["imported"]["invoices"], 1);
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 3_000)]));
}

#[test]
fn a_total_repeated_on_every_row_of_a_document_counts_once() {
    let desk = Desk::new();
    desk.write(
        "totals.csv",
        "invoice number,customer,date,item,total\nA1,Alder,2026-10-01,Logo,30.00\nB1,Birch,2026-10-02,Site,12.00\n\
         A1,Alder,2026-10-01,Card,30.00\n",
    );
    let imported = desk.import(&["totals.csv"]);
    assert_eq!((&imported["imported"]["invoices"], &imported["total_minor"]), (&json!(2), &json!(4_200)));
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 3_000), ("Birch", 1_200)]));
}

#[test]
fn a_document_whose_rows_repeat_different_totals_is_refused() {
    let desk = Desk::new();
    desk.write("totals.csv", "invoice number,customer,date,total\nA1,Alder,2026-10-01,30.00\nA1,Alder,2026-10-01,31.00\n");
    let err = desk.keepnet(&["import", "totals.csv"]).fails(2).err;
    assert!(err.starts_with("totals.csv:3: total: \"31.00\": another row of the same document says "), "{err}");
}

#[test]
fn credit_notes_take_off_whether_written_negative_or_named_by_their_type() {
    let desk = Desk::new();
    desk.write(
        "credits.csv",
        "number,customer,date,type,amount\nA1,Alder,2026-10-01,Invoice,100.00\nA2,Alder,2026-10-02,Credit note,25.00\n\
         A3,Alder,2026-10-03,Credit note,-10.00\nA4,Alder,2026-10-04,Invoice,-5.00\n",
    );
    let imported = desk.import(&["credits.csv"]);
    assert_eq!((&imported["imported"]["invoices"], &imported["total_minor"]), (&json!(4), &json!(6_000)));
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 6_000)]));
}

#[test]
fn void_documents_and_drafts_count_nowhere() {
    let desk = Desk::new();
    desk.write(
        "stages.csv",
        "number,customer,date,amount,status\nA1,Alder,2026-10-01,10.00,paid\nA2,Alder,2026-10-02,20.00,sent\n\
         A3,Alder,2026-10-03,40.00,void\nA4,Alder,2026-10-04,80.00,draft\nB1,Birch,2026-10-04,5.00,void\n",
    );
    assert_eq!(desk.import(&["stages.csv"])["total_minor"], 3_000);
    let report = desk.report();
    assert_eq!((&report["revenue"]["documents"], &report["revenue"]["total_minor"]), (&json!(2), &json!(3_000)));
    assert_eq!(revenues(&report), owned(&[("Alder", 3_000)]));
    assert_eq!(report["customers"]["with_documents"], 1);
    assert_eq!(report["last_document"], "2026-10-02");
}

#[test]
fn a_document_number_belongs_to_its_customer() {
    let desk = Desk::new();
    desk.write("same.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10.00\n1,Birch,2026-10-02,20.00\n");
    assert_eq!(desk.import(&["same.csv"])["imported"]["invoices"], 2);
    assert_eq!(revenues(&desk.report()), owned(&[("Birch", 2_000), ("Alder", 1_000)]));
}

#[test]
fn one_number_cannot_have_two_dates() {
    let desk = Desk::new();
    desk.write("dates.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10.00\n1,Alder,2026-10-02,20.00\n");
    let err = desk.keepnet(&["import", "dates.csv"]).fails(2).err;
    assert!(err.starts_with("dates.csv:3: date: \"2026-10-02\": document 1 is dated 1 Oct 2026 on a row above"), "{err}");
}

#[test]
fn tax_stays_out_and_price_times_quantity_makes_an_amount() {
    let desk = Desk::new();
    desk.write("lines.csv", "number,customer,date,price,quantity\n1,Alder,2026-10-01,10.00,3\n1,Alder,2026-10-01,0.25,2\n");
    assert_eq!(desk.import(&["lines.csv"])["total_minor"], 3_050);
    desk.write("gross.csv", "number,customer,date,total,tax\n2,Alder,2026-10-01,121.00,21.00\n");
    assert_eq!(desk.import(&["gross.csv"])["total_minor"], 10_000);
}

#[test]
fn columns_of_other_names_are_read_where_the_owner_says_so() {
    let desk = Desk::new();
    desk.write("odd.csv", "ref,who,day,worth\n1,Alder,2026-10-01,10.00\n");
    desk.keepnet(&["import", "odd.csv"]).fails(2);
    let words = ["--map", "number=ref", "--map", "customer=who", "--map", "date=day", "--map", "amount=worth", "odd.csv"];
    let imported = desk.import(&words);
    assert_eq!(imported["guessed"]["columns"], json!({"number": "ref", "customer": "who", "date": "day", "amount": "worth"}));
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 1_000)]));
}

#[test]
fn documents_whose_date_has_an_odd_heading_are_not_taken_for_a_list_of_customers() {
    let desk = Desk::new();
    desk.write("odd.csv", "number,customer,day,amount\n1,Alder,2026-10-01,10.00\n");
    let err = desk.keepnet(&["import", "odd.csv"]).fails(2).err;
    assert!(err.contains("the date") && err.contains("--map date=COLUMN"), "{err}");
    assert!(!desk.path("book.keepnet").exists());
    assert_eq!(desk.import(&["--map", "date=day", "odd.csv"])["total_minor"], 1_000);
}

#[test]
fn encodings_delimiters_and_standard_input_lead_to_the_same_book() {
    let rows = "number;customer;date;amount\n1;Königlich Essen;2026-10-01;10,50\n2;Folk och fä;2026-10-02;1,25\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(rows.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = rows.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let plain = Desk::new();
    plain.keepnet_fed(&["import", "-"], rows.as_bytes()).fine();
    let expected = plain.exported();
    assert!(expected.contains("Königlich Essen") && expected.contains("\"10.50\""), "{expected}");
    for bytes in [utf16, latin, [b"\xef\xbb\xbf", rows.as_bytes()].concat(), rows.replace(';', "\t").into_bytes()] {
        let desk = Desk::new();
        desk.write("rows.csv", bytes);
        desk.keepnet(&["import", "rows.csv"]).fine();
        assert_eq!(desk.exported(), expected);
    }
}

/// The rows of a credit note may be written either way round, and a row may take part of it back: 100 less 20 is 80.
#[test]
fn lines_of_a_credit_note_add_up_before_they_count_negative() {
    for (name, rows) in
        [("as-positive", "C1,credit,A,100\nC1,credit,A,-20\n"), ("as-negative", "C1,credit,A,-100\nC1,credit,A,20\n")]
    {
        let desk = Desk::new();
        let file = format!("{name}.csv");
        let rows = rows.replace(",A,", ",Alder,2026-10-02,");
        desk.write(&file, format!("number,type,customer,date,amount\nA1,invoice,Alder,2026-10-01,500\n{rows}"));
        assert_eq!(desk.import(&[&file])["total_minor"], 42_000, "{name}");
        assert_eq!(revenues(&desk.report()), owned(&[("Alder", 42_000)]), "{name}");
        let again = desk.import(&[&file]);
        assert_eq!((&again["skipped_duplicates"], &again["written"]), (&json!(2), &json!(false)), "{name}");
    }
}

#[test]
fn a_row_left_out_leaves_no_customer_behind() {
    let desk = Desk::new();
    desk.write("rows.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10\n2,Birch,2026-10-01,999999999999999\n");
    desk.keepnet(&["import", "--skip-bad", "rows.csv"]).fails(2);
    assert_eq!(desk.report()["customers"]["total"], 1);
}

#[test]
fn a_whole_book_of_another_currency_is_refused() {
    let dollars = Desk::with(&[("Alder", "2026-10-01", 100)]);
    dollars.keepnet(&["set", "outgo", "42,000"]).fine();
    let book = dollars.exported();
    let euros = Desk::new();
    euros.keepnet(&["set", "currency", "EUR"]).fine();
    euros.write("theirs.json", book);
    let before = euros.exported();
    for words in [&["import", "theirs.json"][..], &["import", "--skip-bad", "theirs.json"]] {
        let ran = euros.keepnet(words).fails(1);
        assert!(ran.err.contains("kept in USD, and yours is kept in EUR"), "{ran:?}");
    }
    assert_eq!(euros.exported(), before);
}
