//! An owner's first hour, from the export of their billing program to a restored copy and back.

use serde_json::json;

use crate::harness::{Desk, close, counts, owned, revenues};

/// Fixture F1 of `metrics.md`, with an old document so that the history is not short: item 9 divides by twelve months.
pub(super) const F1: &str = "number,customer,date,amount\n\
    1,Alder,2024-01-10,1000.00\n\
    2,Alder,2026-03-02,48000.00\n\
    3,Birch,2026-04-01,24000.00\n\
    4,Cedar,2026-05-04,12000.00\n\
    5,Dogwood,2026-06-01,9000.00\n\
    6,Elm,2026-07-01,6000.00\n\
    7,Fir,2026-08-03,1000.00\n";

fn last_twelve_months(desk: &Desk) -> serde_json::Value {
    desk.keepnet(&["report", "--format", "json"]).fine().json()
}

#[test]
fn the_first_hour_of_an_owner() {
    let desk = Desk::new();
    desk.write("invoices.csv", F1);

    let imported = desk.import(&["invoices.csv"]);
    assert_eq!(imported["imported"], counts(json!({"customers": 6, "people": 0, "segments": 0, "invoices": 7, "settings": 0})));
    assert_eq!(imported["total_minor"], 10_100_000);

    let report = last_twelve_months(&desk);
    assert_eq!(report["revenue"]["total_minor"], 10_000_000);
    assert_eq!(
        revenues(&report),
        owned(&[
            ("Alder", 4_800_000),
            ("Birch", 2_400_000),
            ("Cedar", 1_200_000),
            ("Dogwood", 900_000),
            ("Elm", 600_000),
            ("Fir", 100_000)
        ])
    );
    let shares = &report["concentration"];
    for (key, expected, digits) in [
        ("top1", 48.0, 6),
        ("top3", 84.0, 6),
        ("top5", 99.0, 6),
        ("top10", 100.0, 6),
        ("hhi", 3_142.0, 6),
        ("effective_customers", 3.18, 2),
        ("gini", 0.487, 3),
        ("gini_small_sample", 0.584, 3),
        ("pareto_count", 3.0, 0),
    ] {
        close(&shares[key], expected, digits);
    }
    assert_eq!(report["stress"][0]["runway_months"], json!(null));
    assert_eq!(report["stress"][0]["reason"], "outgo and reserve are not set");

    desk.keepnet(&["set", "reserve", "18,000"]).fine();
    desk.keepnet(&["set", "outgo", "6500"]).fine();
    let report = last_twelve_months(&desk);
    let stress = report["stress"].as_array().unwrap();
    let lost = |names: &[&str]| stress.iter().find(|row| row["lost"] == json!(names)).unwrap();
    for (names, months, pass) in [
        (&["Alder"][..], 8.31, true),
        (&["Birch"], 108.0, true),
        (&["Alder", "Birch"], 4.32, false),
        (&["Alder", "Birch", "Cedar"], 3.48, false),
    ] {
        close(&lost(names)["runway_months"], months, 2);
        assert_eq!(lost(names)["pass"], pass, "{names:?}");
    }
    assert_eq!((&lost(&["Cedar"])["self_sustaining"], &lost(&["Cedar"])["pass"]), (&json!(true), &json!(true)));

    let with_settings = desk.exported();
    desk.keepnet(&["undo"]).fine();
    assert_eq!(last_twelve_months(&desk)["stress"][0]["reason"], "outgo is not set");
    assert_ne!(desk.exported(), with_settings);
    desk.keepnet(&["redo"]).fine();
    assert_eq!(desk.exported(), with_settings);

    let history = desk.keepnet(&["history"]).fine().out;
    assert_eq!(history.lines().count(), 5, "{history}");
    assert!(history.lines().last().unwrap().contains("Imported invoices.csv: 7 documents, 6 customers"), "{history}");

    let health = desk.keepnet(&["check"]).fine().out;
    assert!(health.contains("6 customers, 7 documents, 5 steps in the history.") && health.contains("All is well."), "{health}");
}

#[test]
fn a_restored_copy_is_taken_back_by_undo() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let early = desk.exported();
    let copied = desk.keepnet(&["backup", "--out", "early.keepnet"]).fine().out;
    assert!(copied.contains("early.keepnet"), "{copied}");
    desk.keepnet(&["set", "reserve", "500"]).fine();
    let late = desk.exported();
    assert_ne!(early, late);

    desk.keepnet(&["restore", "early.keepnet"]).fine();
    assert_eq!(desk.exported(), early);
    let newest = desk.keepnet(&["history", "--last", "1"]).fine().out;
    assert!(newest.contains("Restored the copy early.keepnet"), "{newest}");

    desk.keepnet(&["undo"]).fine();
    assert_eq!(desk.exported(), late);
    desk.keepnet(&["undo"]).fine();
    assert_eq!(desk.exported(), early, "the step before the restore can still be undone");
    desk.keepnet(&["check"]).fine();
}
