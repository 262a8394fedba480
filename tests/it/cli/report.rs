//! `keepnet report` and `keepnet demo`: figures by hand, the sample's own, groups and notice.

use serde_json::{Value, json};

use super::session::F1;
use crate::harness::{Desk, close, owned, revenues};

fn sample() -> (Desk, Value) {
    let desk = Desk::new();
    desk.keepnet(&["demo"]).fine();
    let report = desk.keepnet_on("sample.keepnet", &["report", "--format", "json"]).fine().json();
    (desk, report)
}

#[test]
fn the_sample_has_the_figures_the_manual_shows() {
    let (_desk, report) = sample();
    assert_eq!(report["book"], "Wren & Marlow");
    assert_eq!(report["currency"], "USD");
    assert_eq!(report["period"], json!({"from": "2025-11-23", "to": "2026-11-22"}));
    assert_eq!(report["revenue"]["documents"], 214);
    assert_eq!(report["revenue"]["total_minor"], 61_240_000);
    assert_eq!(report["revenue"]["without_rate"], 0);
    let december = report["revenue"]["by_month"].as_array().unwrap().iter().find(|month| month["month"] == "2025-12").unwrap();
    assert_eq!(december["minor"], 4_510_000);
    let customers = &report["customers"];
    for (key, count) in [("total", 16), ("with_revenue", 16), ("one_off", 2), ("judgeable", 14)] {
        assert_eq!(customers[key], count, "{key}");
    }
    close(&customers["one_off_rate"], 14.3, 1);
    for (key, expected, digits) in [
        ("top1", 23.2, 1),
        ("top5", 64.2, 1),
        ("top10", 90.2, 1),
        ("hhi", 1_144.3, 1),
        ("effective_customers", 8.74, 2),
        ("gini", 0.463, 3),
        ("pareto_count", 8.0, 0),
    ] {
        close(&report["concentration"][key], expected, digits);
    }
    let leader = &report["concentration"]["rows"][0];
    assert_eq!((&leader["customer"], &leader["minor"]), (&json!("Harbourline Freight"), &json!(14_230_000)));
    close(&leader["share"], 23.24, 2);
    let loss = &report["stress"][0];
    assert_eq!((&loss["lost"], &loss["pass"]), (&json!(["Harbourline Freight"]), &json!(true)));
    close(&loss["runway_months"], 21.238_938, 6);
}

#[test]
fn the_demo_starts_afresh_unless_asked_to_keep_and_never_touches_the_owners_book() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let (before, book) = (desk.exported(), desk.read("book.keepnet"));
    desk.keepnet(&["demo"]).fine();
    desk.keepnet_on("sample.keepnet", &["set", "reserve", "1"]).fine();
    let reserve = |desk: &Desk| desk.keepnet_on("sample.keepnet", &["get", "reserve"]).fine().out;
    let typed = reserve(&desk);
    desk.keepnet(&["demo", "--keep"]).fine();
    assert_eq!(reserve(&desk), typed);
    desk.keepnet(&["demo"]).fine();
    assert_ne!(reserve(&desk), typed);
    assert_eq!((desk.exported(), desk.read("book.keepnet")), (before, book));
}

/// F1 of `metrics.md` with Birch and Elm under one parent, and thirty days of notice from Alder.
#[test]
fn a_group_counts_once_and_notice_lengthens_the_runway() {
    let desk = Desk::new();
    desk.write("invoices.csv", F1);
    desk.write("customers.csv", "customer,parent,notice_days\nAlder,,30\nBirch,Grove,\nElm,Grove,\n");
    let imported = desk.keepnet(&["import", "--json", "invoices.csv", "customers.csv"]).fine().json();
    assert_eq!(imported.as_array().unwrap().len(), 2);
    desk.keepnet(&["set", "reserve", "18000"]).fine();
    desk.keepnet(&["set", "outgo", "6500"]).fine();

    let report = desk.keepnet(&["report", "--format", "json"]).fine().json();
    assert_eq!(
        revenues(&report),
        owned(&[("Alder", 4_800_000), ("Grove", 3_000_000), ("Cedar", 1_200_000), ("Dogwood", 900_000), ("Fir", 100_000)])
    );
    let shares = &report["concentration"];
    assert_eq!(shares["rows"][1]["group"], json!(["Birch", "Elm"]));
    close(&shares["hhi"], 3_430.0, 6);
    close(&shares["effective_customers"], 2.92, 2);
    // 30 days are 0.985626 of a month of 365.25 / 12 days: 0.985626 + (18,000 + 0.985626 x 1,833.33) / 2,166.67.
    assert_eq!(report["stress"][0]["lost"], json!(["Alder"]));
    close(&report["stress"][0]["runway_months"], 10.127_31, 5);
    // A customer remains one: the group is counted, not its members merged.
    assert_eq!(report["customers"]["total"], 7);
}

#[test]
fn periods_cut_where_they_say() {
    let desk = Desk::with(&[
        ("Alder", "2025-12-31", 1),
        ("Alder", "2026-01-01", 10),
        ("Alder", "2026-06-30", 100),
        ("Alder", "2026-07-01", 1_000),
        ("Alder", "2026-09-30", 10_000),
        ("Alder", "2026-10-01", 100_000),
    ]);
    for (period, from, to, units) in [
        ("2026", "2026-01-01", "2026-12-31", 111_110),
        ("2026Q3", "2026-07-01", "2026-09-30", 11_000),
        ("12m", "2025-11-23", "2026-11-22", 111_111),
        ("3m", "2026-08-23", "2026-11-22", 110_000),
    ] {
        let report = desk.keepnet(&["report", "--format", "json", "--period", period]).fine().json();
        assert_eq!(report["revenue"]["total_minor"], units * 100, "{period}");
        assert_eq!(report["period"]["from"], from, "{period}");
        let end = report["period"]["to"].as_str().unwrap();
        assert!(end == to || end == crate::harness::TODAY && end < to, "{period}: {end}");
    }
}

#[test]
fn a_book_long_silent_says_since_when_and_keeps_the_period_asked_for() {
    let desk = Desk::with(&[("Alder", "1998-05-06", 100), ("Birch", "1997-01-01", 50)]);
    let shown = desk.keepnet(&["report"]).fine().out;
    assert!(shown.contains("nothing since 6 May 1998"), "{shown}");
    let report = desk.keepnet(&["report", "--format", "json"]).fine().json();
    assert_eq!(report["period"]["from"], "2025-11-23");
    assert_eq!(report["reason"], "no documents in the period; the last one is of 1998-05-06");
    assert_eq!(report["concentration"]["top1"], json!(null));
}

#[test]
fn only_the_sections_asked_for_are_printed() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let report = desk.keepnet(&["report", "--format", "json", "--section", "revenue,stress"]).fine().json();
    let keys: Vec<&str> = ["customers", "revenue", "concentration", "stress", "retention"]
        .into_iter()
        .filter(|key| report.get(key).is_some())
        .collect();
    assert_eq!(keys, ["revenue", "stress"]);
}

#[test]
fn discreet_names_nobody_in_any_format() {
    let desk = Desk::with(&[("Harbourline", "2026-03-02", 100), ("Osei Dental", "2026-03-02", 50)]);
    for format in ["text", "markdown", "json"] {
        let shown = desk.keepnet(&["--discreet", "report", "--format", format]).fine().out;
        assert!(shown.contains("Customer A") && shown.contains("Customer B"), "{shown}");
        assert!(!shown.contains("Harbourline") && !shown.contains("Osei"), "{shown}");
    }
}

#[test]
fn a_report_written_to_a_file_replaces_nothing_unless_forced() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("report.md", "mine");
    desk.keepnet(&["report", "--format", "markdown", "--out", "report.md"]).fails(3);
    assert_eq!(desk.read("report.md"), b"mine");
    desk.keepnet(&["report", "--format", "markdown", "--out", "report.md", "--force"]).fine();
    let printed = desk.keepnet(&["report", "--format", "markdown"]).fine().out;
    assert_eq!(String::from_utf8(desk.read("report.md")).unwrap(), printed);
}

#[test]
fn without_a_command_there_is_a_welcome_and_then_the_report() {
    let desk = Desk::new();
    let welcome = desk.keepnet(&[]).fine().out;
    assert!(welcome.contains("Welcome") && welcome.contains("book.keepnet"), "{welcome}");
    assert!(!desk.path("book.keepnet").exists(), "looking makes no book");
    desk.write("invoices.csv", F1);
    desk.keepnet(&["import", "invoices.csv"]).fine();
    assert_eq!(desk.keepnet(&[]).fine().out, desk.keepnet(&["report"]).fine().out);
}

#[test]
fn an_owners_book_that_is_called_like_the_sample_is_not_thrown_away() {
    let desk = Desk::new();
    desk.keepnet_on("sample.keepnet", &["set", "reserve", "60,000"]).fine();
    let before = desk.exported_from("sample.keepnet");
    for words in [&["demo"][..], &["demo", "--keep"]] {
        assert!(desk.keepnet(words).fails(3).err.contains("a book of its own"));
    }
    assert_eq!(desk.exported_from("sample.keepnet"), before);
}
