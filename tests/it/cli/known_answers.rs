//! Published data whose figures were worked out independently: `tests/data`, and more where `KEEPNET_DATA` says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::harness::{Desk, close, revenues};

fn cents(units: &str) -> i64 {
    let (whole, part) = units.split_once('.').unwrap_or((units, ""));
    whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
}

/// Imports the files of a folder and compares the figures of all years with its `truth.json`.
fn agrees(folder: &Path) {
    let desk = Desk::new();
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let files = ["invoices.csv", "customers.csv"].map(|name| folder.join(name)).into_iter().filter(|path| path.exists());
    let files: Vec<String> = files.map(|path| path.to_str().unwrap().to_owned()).collect();
    let words: Vec<&str> = ["import"].into_iter().chain(files.iter().map(String::as_str)).collect();
    desk.keepnet(&words).fine();
    let report = desk.report();
    let name = folder.display();

    assert_eq!(report["revenue"]["documents"], truth["invoices"], "{name}");
    assert_eq!(report["revenue"]["total_minor"], cents(truth["total_revenue"].as_str().unwrap()), "{name}");
    assert_eq!(report["customers"]["with_documents"], truth["customers_with_invoices"], "{name}");
    let idle = truth["customers_net_zero_or_negative"].as_u64().unwrap();
    assert_eq!(report["customers"]["with_revenue"].as_u64().unwrap() + idle, truth["customers_with_invoices"], "{name}");
    if truth["customers_listed"].is_u64() {
        assert_eq!(report["customers"]["total"], truth["customers_listed"], "{name}");
    }
    assert_eq!((&report["first_document"], &report["last_document"]), (&truth["first_date"], &truth["last_date"]), "{name}");

    let shares = &report["concentration"];
    for (key, expected) in [("top1", "top1_share"), ("top5", "top5_share"), ("top10", "top10_share")] {
        close(&shares[key], truth[expected].as_f64().unwrap() * 100.0, 6);
    }
    close(&shares["hhi"], truth["hhi_positive_base"].as_f64().unwrap() * 10_000.0, 4);
    close(&shares["effective_customers"], truth["effective_customers"].as_f64().unwrap(), 4);
    // The truth counts customers whose documents bring nothing, item 6 of the metrics does not.
    let gini = if idle > 0 { "gini_with_idle" } else { "gini" };
    close(&shares[gini], truth["gini_customers_with_invoices"].as_f64().unwrap(), 6);

    let rows = revenues(&report);
    for (place, expected) in truth["top10"].as_array().unwrap().iter().enumerate() {
        let total = cents(expected["total"].as_str().unwrap());
        assert_eq!(rows[place].1, total, "{name}, place {}", place + 1);
        let called = expected["name"].as_str().unwrap();
        let ours = rows.iter().find(|(customer, _)| customer == called || *customer == format!("Customer {called}"));
        assert_eq!(ours.map(|(_, minor)| *minor), Some(total), "{name}: {called}");
    }
}

#[test]
fn northwind_adds_up() {
    agrees(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/northwind"));
}

#[test]
fn chinook_adds_up() {
    agrees(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/chinook"));
}

#[test]
fn northwind_reads_as_the_manual_promises() {
    let desk = Desk::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/northwind/invoices.csv");
    desk.keepnet(&["import", file]).fine();
    let shown = desk.keepnet(&["report"]).fine().out;
    assert!(shown.contains("89 customers") && shown.contains("8.7%") && shown.contains("QUICK-Stop"), "{shown}");
    assert!(shown.contains("nothing since 6 May 1998"), "{shown}");
}

/// Imports customers and contracts of a folder and compares the engagements with its `truth.json`.
fn contracts_agree(folder: &Path) {
    let desk = Desk::new();
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    desk.keepnet(&["import", &path("customers.csv")]).fine();
    let outcome = desk.import(&[&path("contracts.csv")]);
    assert_eq!(outcome["imported"]["engagements"], truth["invoices"]);
    assert_eq!(outcome["imported"]["customers"], 0, "every contract is one of a customer listed");
    let book: Value = serde_json::from_str(&desk.exported()).unwrap();
    assert_eq!(book["customers"].as_array().unwrap().len() as u64, truth["customers_listed"]);
    let works = book["engagements"].as_array().unwrap();
    let value: i64 = works.iter().map(|work| cents(work["value"].as_str().unwrap())).sum();
    assert_eq!(value, cents(truth["total_revenue"].as_str().unwrap()));
    let day = |work: &Value, field: &str| work[field].as_str().unwrap().parse::<NaiveDate>().unwrap();
    for (as_of, expected) in truth["active_as_of"].as_object().unwrap() {
        let as_of: NaiveDate = as_of.parse().unwrap();
        let active: Vec<&Value> = works.iter().filter(|work| day(work, "starts") <= as_of && as_of <= day(work, "ends")).collect();
        assert_eq!(active.len() as u64, expected["active_engagements"], "{as_of}");
        let customers: BTreeSet<&str> = active.iter().map(|work| work["customer_id"].as_str().unwrap()).collect();
        assert_eq!(customers.len() as u64, expected["customers_with_active"], "{as_of}");
        // There the day after the last one counts as the end.
        let ending = active.iter().filter(|work| day(work, "ends") < as_of + Days::new(90)).count();
        assert_eq!(ending as u64, expected["ending_in_next_90_days"], "{as_of}");
    }
    assert_eq!(desk.import(&[&path("contracts.csv")])["written"], false, "a second import adds none");
}

/// Sets too big or not ours to give away.
#[test]
fn more_data_adds_up_where_there_is_more() {
    let Some(folder) = std::env::var_os("KEEPNET_DATA") else {
        println!("skipped: KEEPNET_DATA names no folder of further data");
        return;
    };
    let contracts = Path::new(&folder).join("consulting");
    if contracts.join("contracts.csv").is_file() {
        println!("{}", contracts.display());
        contracts_agree(&contracts);
    }
    let mut sets: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    sets.retain(|set| set.join("truth.json").is_file() && set.join("invoices.csv").is_file());
    sets.sort();
    assert!(!sets.is_empty(), "KEEPNET_DATA names a folder without sets");
    for set in sets {
        println!("{}", set.display());
        agrees(&set);
    }
}
