//! Rows that cannot be taken: how they are told, and that nothing comes of them.

use serde_json::json;

use crate::harness::{Desk, counts, owned, revenues};

const ONE_BAD: &str =
    "number,customer,date,amount\n8,Alder,2026-10-01,10.00\n2,Birch,2026-13-01,20.00\n3,,2026-10-03,5.00\n4,Cedar,2026-10-04,ten\n";

#[test]
fn every_refused_row_is_told_with_its_place_and_reason() {
    let desk = Desk::new();
    desk.write("bad.csv", ONE_BAD);
    let ran = desk.keepnet(&["import", "bad.csv"]).fails(2);
    let told: Vec<&str> = ran.err.lines().collect();
    assert_eq!(told[0], "bad.csv:3: date: \"2026-13-01\": there is no such month");
    assert_eq!(told[1], "bad.csv:4: customer: \"\": no customer");
    assert!(told[2].starts_with("bad.csv:5: amount: \"ten\": "), "{}", told[2]);
    assert_eq!(told[3], "3 rows were refused, so nothing of bad.csv was written.");
    assert!(ran.out.starts_with("bad.csv: nothing was written."), "{}", ran.out);
}

#[test]
fn a_line_is_counted_in_the_file_not_in_its_rows() {
    let desk = Desk::new();
    desk.write("bad.csv", "number,customer,date,amount,title\n1,Alder,2026-10-01,10.00,\"two\nlines\"\n\n2,Birch,soon,20.00,x\n");
    let err = desk.keepnet(&["import", "bad.csv"]).fails(2).err;
    assert!(err.starts_with("bad.csv:5: date: \"soon\": "), "{err}");
}

#[test]
fn fifty_refusals_are_listed_and_the_others_counted() {
    let desk = Desk::new();
    let rows = (1..=1_234).map(|n| format!("{n},Alder,2026-10-01,x{n}\n")).collect::<Vec<_>>().concat();
    desk.write("bad.csv", format!("number,customer,date,amount\n{rows}0,Birch,2026-10-01,1.00\n"));
    let err = desk.keepnet(&["import", "bad.csv"]).fails(2).err;
    assert_eq!(err.lines().filter(|line| line.starts_with("bad.csv:")).count(), 50);
    assert!(err.contains("\nbad.csv:51: amount: \"x50\": "), "{err}");
    assert!(err.contains("\nand 1,184 more.\n1,234 rows were refused"), "{err}");
    let outcome = desk.keepnet(&["import", "--json", "bad.csv"]).fails(2).json();
    assert_eq!((outcome["refused"].as_array().unwrap().len(), &outcome["refused_count"]), (50, &json!(1_234)));
}

#[test]
fn a_refused_file_leaves_no_book_where_there_was_none() {
    let desk = Desk::new();
    desk.write("bad.csv", ONE_BAD);
    let before = desk.everything();
    desk.keepnet(&["import", "bad.csv"]).fails(2);
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_refused_file_leaves_the_book_as_it_was() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("bad.csv", ONE_BAD);
    let (exported, history) = (desk.exported(), desk.keepnet(&["history"]).fine().out);
    // The copy an import makes of the book first is noted in the book; from then on not a byte moves.
    desk.keepnet(&["import", "bad.csv"]).fails(2);
    let before = desk.everything();
    desk.keepnet(&["import", "bad.csv"]).fails(2);
    assert!(desk.everything() == before, "a byte of the folder changed");
    assert_eq!(desk.exported(), exported);
    assert_eq!(desk.keepnet(&["history"]).fine().out, history);
}

#[test]
fn one_file_of_several_that_cannot_be_read_stops_all_of_them() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("good.csv", "number,customer,date,amount\n9,Cedar,2026-10-01,10.00\n");
    desk.write("empty.csv", "");
    let before = desk.everything();
    desk.keepnet(&["import", "good.csv", "empty.csv"]).fails(2);
    assert!(desk.everything() == before, "a byte of the folder changed");
}

#[test]
fn a_dry_run_says_what_would_happen_and_writes_nothing() {
    let desk = Desk::new();
    desk.write("good.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10.00\n2,Birch,2026-10-01,20.00\n");
    let before = desk.everything();
    let said = desk.keepnet(&["import", "--dry-run", "good.csv"]).fine().out;
    assert!(said.starts_with("good.csv: would bring in 2 documents, 2 customers, $30 in all."), "{said}");
    assert!(!said.contains("undo"), "{said}");
    assert_eq!(desk.everything(), before);
    assert_eq!(desk.import(&["--dry-run", "good.csv"])["written"], false);
}

#[test]
fn a_dry_run_leaves_every_byte_of_a_book_that_is_there() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("more.csv", "number,customer,date,amount\n9,Cedar,2026-10-01,10.00\n1,Alder,2026-03-02,100.00\n");
    let before = desk.everything();
    let outcome = desk.import(&["--dry-run", "more.csv"]);
    assert_eq!((&outcome["imported"]["invoices"], &outcome["skipped_duplicates"]), (&json!(1), &json!(1)));
    assert!(desk.everything() == before, "a byte of the folder changed");
}

#[test]
fn skip_bad_takes_the_good_rows_and_still_says_that_some_were_bad() {
    let desk = Desk::new();
    desk.write("bad.csv", ONE_BAD);
    let ran = desk.keepnet(&["import", "--skip-bad", "bad.csv"]).fails(2);
    assert!(ran.out.starts_with("bad.csv: brought in 1 document, 1 customer, $10 in all."), "{}", ran.out);
    assert!(ran.err.ends_with("3 rows were left out; the others were taken.\n"), "{}", ran.err);
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 1_000)]));
}

#[test]
fn the_outcome_as_json_has_the_shape_the_manual_promises() {
    let desk = Desk::new();
    desk.write("bad.csv", ONE_BAD);
    let outcome = desk.keepnet(&["import", "--json", "--skip-bad", "bad.csv"]).fails(2).json();
    assert_eq!(outcome["imported"], counts(json!({"customers": 1, "people": 0, "segments": 0, "invoices": 1, "settings": 0})));
    assert_eq!(outcome["skipped_duplicates"], 0);
    assert_eq!(
        outcome["refused"][0],
        json!({"line": 3, "column": "date", "value": "2026-13-01", "reason": "there is no such month"})
    );
    assert_eq!((&outcome["total_minor"], &outcome["currency"]), (&json!(1_000), &json!("USD")));
    let guessed = &outcome["guessed"];
    for (key, value) in [("as", "invoices"), ("delimiter", ","), ("encoding", "utf-8"), ("dates", "ymd"), ("decimal", "point")] {
        assert_eq!(guessed[key], value, "{key}");
    }
}

#[test]
fn several_files_are_one_step_and_come_whole_or_not_at_all() {
    let desk = Desk::new();
    desk.write("customers.csv", "customer,trade\nAlder,Timber\nBirch,Bark\n");
    desk.write("good.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10\n1,Alder,2026-10-01,5\n");
    desk.write("bad.csv", "number,customer,date,amount\n2,Birch,2026-10-01,10..5\n");
    let ran = desk.keepnet(&["import", "good.csv", "bad.csv", "customers.csv"]).fails(2);
    assert!(!ran.out.contains("brought in"), "{ran:?}");
    assert!(ran.err.contains("bad.csv:2: amount: \"10..5\""), "{ran:?}");
    assert!(!desk.path("book.keepnet").exists());

    // The same document in two files is one document, not two lines of one.
    desk.write("also.csv", "number,customer,date,amount\n1,Alder,2026-10-01,15\n3,Birch,2026-10-02,20\n");
    desk.keepnet(&["import", "good.csv", "also.csv", "customers.csv"]).fine();
    let whole = desk.exported();
    assert_eq!(desk.report()["revenue"]["total_minor"], 3_500);
    assert_eq!(desk.keepnet(&["history"]).fine().out.lines().count(), 1);
    desk.keepnet(&["undo"]).fine();
    assert_eq!(desk.report()["customers"]["total"], 0);
    desk.keepnet(&["redo"]).fine();
    assert_eq!(desk.exported(), whole);
    desk.keepnet(&["check"]).fine();
}

#[test]
fn a_file_refused_as_a_whole_says_so_in_json_too() {
    let desk = Desk::new();
    desk.write("dates.csv", "number,customer,date,amount\n1,Alder,03/04/2026,10\n");
    let ran = desk.keepnet(&["import", "--json", "dates.csv"]).fails(2);
    let outcome = ran.json();
    assert_eq!((&outcome["written"], &outcome["refused_count"]), (&json!(false), &json!(1)));
    assert!(outcome["refused"][0]["reason"].as_str().unwrap().contains("--dates dmy"), "{ran:?}");
}
