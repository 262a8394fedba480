//! Engagements that go on from each other, in files: how the earlier one is found, and that a refused row leaves nothing.

use serde_json::{Value, json};

use super::works::{refused, with, works};
use crate::harness::Desk;

const UNKNOWN: &str =
    "no engagement with this number, and not exactly one of the customer's with this title: correct it, or import that one first";

/// What an import in which rows are refused says of itself.
fn skipping(desk: &Desk, file: &str) -> Value {
    desk.keepnet(&["import", "--json", "--skip-bad", file]).fails(2).json()
}

/// The table of engagements as it is exported for spreadsheets.
fn table(desk: &Desk, folder: &str) -> String {
    desk.keepnet(&["export", "--out", folder]).fine();
    String::from_utf8(desk.read(&format!("{folder}/engagements.csv"))).unwrap()
}

/// Title and the earlier one of every engagement.
fn renewals(desk: &Desk) -> Vec<(String, Option<String>)> {
    let text = |work: &Value, key: &str| work[key].as_str().map(str::to_owned);
    works(desk).iter().map(|work| (text(work, "title").unwrap_or_default(), text(work, "renewal_of"))).collect()
}

#[test]
fn work_goes_on_from_work_of_the_same_customer_or_of_nobody_known() {
    let desk = with("customer,title,stage,reference\nAlder,Care,done,A-1\n");
    desk.keepnet(&["import", "w.csv"]).fine();
    desk.write("w.csv", "customer,title,stage,renewal_of\nBirch,Plan,booked,A-1\n");
    assert_eq!(refused(&desk, &["w.csv"]), format!("w.csv:2: renewal_of: \"A-1\": {UNKNOWN}"));
    desk.write("w.csv", "customer,title,stage,renewal_of\n,A wish,talking,A-1\n");
    desk.keepnet(&["import", "w.csv"]).fine();
    assert_eq!(renewals(&desk)[1], ("A wish".to_owned(), Some("A-1".to_owned())));
}

#[test]
fn a_title_names_the_same_one_whatever_the_order_of_the_rows() {
    let rows = ["Alder,Care,booked,2026-01-05,", "Alder,Care 2,booked,2026-02-02,Care", "Alder,Care,booked,2026-03-02,"];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2]] {
        let lines: Vec<&str> = order.into_iter().map(|at| rows[at]).collect();
        let desk = with(&format!("customer,title,stage,starts,renewal_of\n{}\n", lines.join("\n")));
        let line = order.iter().position(|at| *at == 1).unwrap() + 2;
        assert_eq!(refused(&desk, &["w.csv"]), format!("w.csv:{line}: renewal_of: \"Care\": {UNKNOWN}"));
    }
}

#[test]
fn a_refused_row_changes_nothing_of_what_the_book_has() {
    let desk = with("customer,title,stage,value\nAlder,Portal,proposal,5000\n");
    desk.keepnet(&["import", "w.csv"]).fine();
    let before = desk.exported();
    desk.write("w.csv", "customer,title,stage,value,renewal_of\nAlder,Portal,won,5000,Nowhere\nAlder,Audit,booked,10,\n");
    let outcome = skipping(&desk, "w.csv");
    assert_eq!(
        (&outcome["imported"]["engagements"], &outcome["updated"], &outcome["skipped_duplicates"]),
        (&json!(1), &json!(0), &json!(0))
    );
    assert_eq!(outcome["refused"][0]["line"], 2);
    assert_eq!((&works(&desk)[0]["stage"], works(&desk)[0].get("booked_on")), (&json!("proposal"), None));
    desk.keepnet(&["undo"]).fine();
    assert_eq!(desk.exported(), before);
}

#[test]
fn a_refused_row_takes_those_that_go_on_from_it_and_its_new_customer_along() {
    let desk = with(
        "customer,title,stage,reference,renewal_of\n\
         Birch,Three,booked,3,2\nBirch,One,booked,1,Nowhere\nBirch,Two,booked,2,1\nCedar,Audit,booked,4,\nDogwood,Sole,booked,5,Nowhere\n\
         Dogwood,Kept,booked,6,\n",
    );
    let outcome = skipping(&desk, "w.csv");
    assert_eq!(
        (&outcome["imported"]["engagements"], &outcome["imported"]["customers"], &outcome["updated"]),
        (&json!(2), &json!(2), &json!(0))
    );
    let refused: Vec<(u64, &str)> = outcome["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["line"].as_u64().unwrap(), one["reason"].as_str().unwrap()))
        .collect();
    let along = "the row it goes on from was refused";
    assert_eq!(refused, [(2, along), (3, UNKNOWN), (4, along), (6, UNKNOWN)]);
    let book: Value = serde_json::from_str(&desk.exported()).unwrap();
    let names: Vec<&str> = book["customers"].as_array().unwrap().iter().map(|one| one["customer"].as_str().unwrap()).collect();
    assert_eq!(names, ["Cedar", "Dogwood"], "a customer another row is about stays");
    assert_eq!(renewals(&desk), [("Audit".to_owned(), None), ("Kept".to_owned(), None)]);
    desk.keepnet(&["undo"]).fine();
    desk.keepnet(&["redo"]).fine();
    assert_eq!(renewals(&desk).len(), 2);
    desk.keepnet(&["check"]).fine();
}

#[test]
fn everyone_in_a_circle_is_refused() {
    let desk = with(
        "customer,title,stage,reference,renewal_of\nBirch,One,booked,1,2\nBirch,Two,booked,2,1\nBirch,Three,booked,3,2\nBirch,Self,booked,4,4\n",
    );
    let outcome = skipping(&desk, "w.csv");
    let reasons: Vec<&str> = outcome["refused"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
    let circle = "it would go on, by way of others, from itself";
    assert_eq!(reasons, [circle, circle, "the row it goes on from was refused", UNKNOWN]);
    assert_eq!(outcome["written"], false);
}

/// Two contracts of one customer with one number and one title, and one that goes on from the second.
const ALIKE: &str = "\
customer,title,stage,starts,reference,renewal_of,file_key
Alder,Care,done,2024-01-01,7,,
Alder,Care,done,2025-01-01,7,,keepnet#1
Alder,Care,booked,2026-01-01,7,keepnet#1,
Alder,Care,booked,2026-06-01,,,
";

#[test]
fn work_nothing_tells_apart_keeps_its_links_through_every_format() {
    let desk = with(ALIKE);
    desk.keepnet(&["import", "w.csv"]).fine();
    let book: Value = serde_json::from_str(&desk.exported()).unwrap();
    let cells = |key: &str| book["engagements"].as_array().unwrap().iter().map(|work| work[key].clone()).collect::<Vec<_>>();
    assert_eq!(cells("reference"), [json!("7"), json!("7"), json!("7"), Value::Null]);
    assert_eq!(cells("file_key"), [Value::Null, json!("keepnet#2"), Value::Null, Value::Null]);
    assert_eq!(cells("renewal_of"), [Value::Null, Value::Null, json!("keepnet#2"), Value::Null]);

    let fresh = Desk::new();
    fresh.write("book.json", desk.exported());
    fresh.keepnet(&["import", "book.json"]).fine();
    assert_eq!(fresh.exported(), desk.exported(), "the same book, byte for byte");
    assert_eq!(fresh.import(&["book.json"])["written"], false);

    // A part of the file is about the same ones.
    desk.write("part.csv", "customer,title,stage,starts,reference\nAlder,Care,done,2025-01-01,7\n");
    assert_eq!(desk.import(&["part.csv"])["written"], false);

    let plain = table(&desk, "plain");
    let other = with(&plain);
    other.keepnet(&["import", "w.csv"]).fine();
    assert_eq!(table(&other, "again"), plain);
}

#[test]
fn a_file_has_a_column_of_keys_only_where_one_is_needed() {
    let desk = with("customer,title,stage\nAlder,Care,booked\n");
    desk.keepnet(&["import", "w.csv"]).fine();
    assert!(table(&desk, "plain").lines().next().unwrap().ends_with(",archived"));
}
