//! The same file again, and files that say something else of what the book has.

use serde_json::json;

use crate::harness::{Desk, counts, owned, revenues};

const FIRST: &str = "number,customer,date,amount,status,paid\nA1,Alder,2026-10-01,10.00,open,\nB1,Birch,2026-10-02,20.00,open,\n";

fn with_first() -> Desk {
    let desk = Desk::new();
    desk.write("a.csv", FIRST);
    desk.keepnet(&["import", "a.csv"]).fine();
    desk
}

#[test]
fn the_same_import_twice_changes_nothing() {
    let desk = Desk::new();
    desk.write("a.csv", FIRST.replace("B1,", "A1,").replace("Birch,2026-10-02", "Alder,2026-10-01") + ",Cedar,2026-10-03,1.00,,\n");
    desk.write("customers.csv", "customer,email,contact,parent\nAlder,a@example.com,Ann Lee,Grove\nBirch,,,\n");
    let files = ["import", "--json", "a.csv", "customers.csv"];
    desk.keepnet(&files).fine();
    let (before, history) = (desk.exported(), desk.keepnet(&["history"]).fine().out);
    for outcome in desk.keepnet(&files).fine().json().as_array().unwrap() {
        assert_eq!((&outcome["written"], &outcome["updated"]), (&json!(false), &json!(0)), "{outcome}");
        assert_eq!(outcome["imported"], counts(json!({"customers": 0, "people": 0, "segments": 0, "invoices": 0, "settings": 0})));
        assert!(outcome["skipped_duplicates"].as_u64().unwrap() > 0, "{outcome}");
    }
    assert_eq!(desk.exported(), before);
    assert_eq!(desk.keepnet(&["history"]).fine().out, history);
}

#[test]
fn a_document_is_updated_when_only_its_status_or_paid_date_moved() {
    let desk = with_first();
    desk.write("b.csv", FIRST.replace("10.00,open,", "10.00,paid,2026-11-01"));
    let imported = desk.import(&["b.csv"]);
    assert_eq!((&imported["updated"], &imported["skipped_duplicates"]), (&json!(1), &json!(1)));
    assert_eq!((&imported["imported"]["invoices"], &imported["refused"]), (&json!(0), &json!([])));
    assert!(desk.exported().contains("\"status\": \"paid\", \"paid\": \"2026-11-01\""), "{}", desk.exported());
    desk.keepnet(&["set", "basis", "paid"]).fine();
    let report = desk.report();
    assert_eq!(revenues(&report), owned(&[("Alder", 1_000)]));
    assert_eq!((&report["revenue"]["unpaid"], &report["revenue"]["unpaid_minor"]), (&json!(1), &json!(2_000)));
}

#[test]
fn a_document_of_another_total_is_refused() {
    let desk = with_first();
    let before = desk.exported();
    desk.write("b.csv", FIRST.replace("20.00", "21.00"));
    let err = desk.keepnet(&["import", "b.csv"]).fails(2).err;
    assert!(err.starts_with("b.csv:3: amount: \"21.00\": differs from the one in the book, $20.00\n"), "{err}");
    assert_eq!(desk.exported(), before);
    let imported = desk.keepnet(&["import", "--json", "--skip-bad", "b.csv"]).fails(2).json();
    assert_eq!((&imported["skipped_duplicates"], &imported["refused_count"]), (&json!(1), &json!(1)));
    assert_eq!(desk.exported(), before);
}

#[test]
fn without_a_number_the_nth_identical_row_is_the_nth_identical_document() {
    let desk = Desk::new();
    let rows = |count| format!("customer,date,amount\n{}", "Alder,2026-10-01,10.00\n".repeat(count));
    desk.write("two.csv", rows(2));
    assert_eq!(desk.import(&["two.csv"])["imported"]["invoices"], 2);
    let again = desk.import(&["two.csv"]);
    assert_eq!((&again["imported"]["invoices"], &again["skipped_duplicates"]), (&json!(0), &json!(2)));
    desk.write("three.csv", rows(3));
    let more = desk.import(&["three.csv"]);
    assert_eq!((&more["imported"]["invoices"], &more["skipped_duplicates"]), (&json!(1), &json!(2)));
    assert_eq!(revenues(&desk.report()), owned(&[("Alder", 3_000)]));
}

#[test]
fn an_import_is_one_step_and_undo_takes_all_of_it() {
    let desk = with_first();
    let before = desk.exported();
    desk.write("b.csv", FIRST.replace("20.00,open,", "20.00,paid,2026-11-01") + "C1,Cedar,2026-10-03,5.00,open,\n");
    desk.keepnet(&["import", "b.csv"]).fine();
    let after = desk.exported();
    assert_ne!(before, after);
    desk.keepnet(&["undo"]).fine();
    assert_eq!(desk.exported(), before);
    desk.keepnet(&["redo"]).fine();
    assert_eq!(desk.exported(), after);
    desk.keepnet(&["undo"]).fine();
    desk.keepnet(&["undo"]).fine();
    assert_eq!(revenues(&desk.report()), owned(&[]));
    desk.keepnet(&["undo"]).fails(1);
}
