//! The whole report as it is read: text, Markdown and JSON against the pictures beside this file.
//!
//! `KEEPNET_ACCEPT=1 cargo test --test it report` writes the pictures anew; read them before keeping them.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own figures has failed")]

mod books;
mod matrix;

use std::path::Path;

use keepnet::chart::cells::width;
use keepnet::domain::book::Book;
use keepnet::domain::invoice::Kind;
use keepnet::domain::names::Names;
use keepnet::domain::period::Period;
use keepnet::domain::series::Entry;
use keepnet::domain::settings::Name;
use keepnet::report::{Report, Section, Style, json, markdown, text};
use serde_json::Value;

use books::{FIRM, KNOWN, TODAY, book, date, firm, invoice, odd};

fn report(book: &Book, period: &str) -> Report {
    Report::new(book, &Names::Plain, date(TODAY), Period::parse(period).unwrap(), &Section::ALL)
}

fn wide(book: &Book, width: usize) -> String {
    text(&report(book, "12m"), Style { width, ..Style::default() }, &Section::ALL)
}

fn ascii(book: &Book, width: usize) -> String {
    text(&report(book, "12m"), Style { width, ascii: true, plain: false }, &Section::ALL)
}

fn written(report: &Report) -> String {
    let mut out = Vec::new();
    json(report, &Section::ALL, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn parsed(report: &Report) -> Value {
    serde_json::from_str(&written(report)).unwrap()
}

/// Compares with the picture of that name.
fn looks_like(name: &str, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/report").join(name);
    if std::env::var_os("KEEPNET_ACCEPT").is_some() {
        std::fs::write(&path, shown).unwrap();
    }
    let picture = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = picture.lines().zip(shown.lines()).position(|(a, b)| a != b);
    assert!(picture == shown, "{name} differs from line {:?}:\n{shown}", differs.map(|line| line + 1));
}

#[test]
fn the_firm_of_the_pictures_reads_well_at_every_width() {
    looks_like("firm_80.txt", &wide(&firm(&KNOWN), 80));
    looks_like("firm_100.txt", &wide(&firm(&KNOWN), 100));
    looks_like("firm_40.txt", &wide(&firm(&KNOWN), 40));
    looks_like("firm_ascii.txt", &ascii(&firm(&KNOWN), 80));
    looks_like("firm.md", &markdown(&report(&firm(&KNOWN), "12m"), &Section::ALL));
}

#[test]
fn missing_settings_are_asked_for() {
    looks_like("firm_unset_80.txt", &text(&report(&firm(&[]), "12m"), Style::default(), &[Section::Stress, Section::Attention]));
}

#[test]
fn everything_odd_lines_up() {
    looks_like("odd_80.txt", &wide(&odd(), 80));
    looks_like("odd.md", &markdown(&report(&odd(), "12m"), &Section::ALL));
}

#[test]
fn a_book_long_silent_shows_all_years_and_says_so() {
    let silent = book(
        vec![
            ("QUICK-Stop", vec![invoice(date("1996-07-04"), 700), invoice(date("1998-05-06"), 300)]),
            ("Ernst Handel", vec![invoice(date("1997-02-01"), 600)]),
        ],
        &[],
    );
    looks_like("silent_80.txt", &wide(&silent, 80));
    let json = parsed(&report(&silent, "12m"));
    assert_eq!(json["period"], serde_json::json!({"from": "2025-11-23", "to": "2026-11-22"}));
    assert_eq!(json["reason"], "no documents in the period; the last one is of 1998-05-06");
    assert_eq!((&json["concentration"]["top1"], &json["concentration"]["rows"]), (&Value::Null, &serde_json::json!([])));
    assert_eq!(json["concentration"]["reason"], "no revenue in the period");
}

#[test]
fn an_empty_book_says_what_to_do_next_and_shows_no_figure() {
    looks_like("empty_80.txt", &wide(&book(vec![], &[]), 80));
    let nobody = wide(&book(vec![("Alder", vec![]), ("Birch", vec![])], &[]), 80);
    assert!(nobody.contains("2 customers and no invoices up to today."), "{nobody}");
}

#[test]
fn no_line_is_wider_than_asked_or_ends_in_spaces() {
    for columns in [40, 60, 80, 100, 120, 200] {
        for shown in [wide(&firm(&KNOWN), columns), wide(&firm(&[]), columns), wide(&odd(), columns)] {
            for line in shown.lines() {
                assert!(width(line) <= columns && line.trim_end() == line, "{columns}: {line}");
            }
        }
    }
}

#[test]
fn plain_is_words_and_columns_only() {
    let shown = text(&report(&firm(&KNOWN), "12m"), Style { plain: true, ..Style::default() }, &Section::ALL);
    assert!(!shown.contains(['█', '─', '━', '▌']), "{shown}");
    assert!(shown.contains("  Harbourline Freight  142,300   23.2   23.2  !\n"), "{shown}");
}

#[test]
fn ascii_draws_nothing_but_ascii_beside_names() {
    let plain = book(vec![("Alder", vec![invoice(date("2026-06-01"), 50)]), ("Birch", vec![invoice(date("2026-07-01"), 20)])], &[]);
    for currency in ["EUR", "GBP", "USD"] {
        let mut book = plain.clone();
        book.replace_settings(book.settings.enter(Name::Currency, currency).unwrap());
        assert!(ascii(&book, 80).is_ascii(), "{}", ascii(&book, 80));
        assert!(currency == "USD" || ascii(&book, 80).contains(&format!("{currency} 70 from 2 documents")));
    }
}

#[test]
fn ties_at_a_boundary_are_marked() {
    let equal = ["A", "B", "C", "D", "E", "F"].map(|name| (name, vec![invoice(date("2026-06-01"), 10)]));
    let shown = wide(&book(equal.into(), &[]), 100).replace('\n', " ");
    assert!(shown.contains("The biggest brings 16.7% (=), the top three 50.0% (=)"), "{shown}");
}

#[test]
fn the_change_is_of_the_revenue_that_is_shown() {
    // Fixture F1b: 97,000 in all with a credit of 2,000; without Alder 49,000, which is 49.5 % less.
    let amounts = [("Alder", 48_000), ("Birch", 24_000), ("Cedar", 12_000), ("Dogwood", 9_000), ("Elm", 6_000)];
    let mut customers: Vec<_> = amounts.map(|(name, units)| (name, vec![invoice(date("2026-06-01"), units)])).into();
    let credit = Entry { kind: Kind::Credit, ..invoice(date("2026-06-01"), -2_000) };
    customers.push(("Fir", vec![credit]));
    let shown = wide(&book(customers, &KNOWN), 100);
    let row = shown.lines().find(|line| line.contains("49,000")).unwrap();
    assert!(row.contains("-49.5%"), "{shown}");
}

#[test]
fn discreet_reports_name_nobody() {
    let book = firm(&KNOWN);
    let discreet = Report::new(&book, &Names::discreet(&book), date(TODAY), Period::YEAR_TO_DATE, &Section::ALL);
    let all = [text(&discreet, Style::default(), &Section::ALL), markdown(&discreet, &Section::ALL), written(&discreet)].concat();
    for (name, _) in FIRM {
        assert!(!all.contains(name), "{name}");
    }
    assert!(all.contains("Customer A"));
}

#[test]
fn json_holds_the_figures_of_the_pictures() {
    let json = parsed(&report(&firm(&KNOWN), "12m"));
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    for key in [
        "schema",
        "today",
        "book",
        "currency",
        "period",
        "customers",
        "revenue",
        "concentration",
        "stress",
        "attention",
        "retention",
    ] {
        assert!(keys.contains(&key), "{key}");
    }
    assert_eq!((&json["schema"], &json["book"], &json["currency"]), (&1.into(), &"Wren & Marlow".into(), &"USD".into()));
    assert_eq!(json["period"], serde_json::json!({"from": "2025-11-23", "to": "2026-11-22"}));
    assert_eq!((&json["customers"]["total"], &json["customers"]["with_revenue"]), (&16.into(), &16.into()));
    assert_eq!((&json["revenue"]["total_minor"], &json["revenue"]["documents"]), (&61_240_000.into(), &16.into()));
    let printed = |key: &str, places: usize| format!("{:.places$}", json["concentration"][key].as_f64().unwrap());
    assert_eq!([printed("top1", 1), printed("top5", 1), printed("top10", 1)], ["23.2", "64.2", "90.2"]);
    assert_eq!([printed("hhi", 1), printed("effective_customers", 2), printed("gini", 3)], ["1144.3", "8.74", "0.463"]);
    assert_eq!(json["concentration"]["pareto_count"], 8);
    let first = &json["concentration"]["rows"][0];
    assert_eq!((&first["customer"], &first["minor"]), (&"Harbourline Freight".into(), &14_230_000.into()));
    assert_eq!((&first["share"], &first["cumulative"]), (&23.236_447.into(), &23.236_447.into()));
    let stress = &json["stress"][0];
    assert_eq!((&stress["lost"][0], &stress["pass"]), (&"Harbourline Freight".into(), &true.into()));
    assert_eq!(stress["runway_months"], 21.238_938);
    let months: i64 = json["revenue"]["by_month"].as_array().unwrap().iter().map(|month| month["minor"].as_i64().unwrap()).sum();
    assert_eq!(months, 61_240_000);
}

#[test]
fn the_keys_of_json_stay_as_they_are() {
    let day = |text| date(text);
    let mut small = book(
        vec![
            ("Alder", vec![invoice(day("2025-02-01"), 40), invoice(day("2026-01-15"), 48)]),
            ("Birch", vec![invoice(day("2025-03-01"), 30), invoice(day("2026-02-15"), 24)]),
            ("Cedar", vec![Entry { kind: Kind::Credit, ..invoice(day("2026-03-01"), -2) }]),
        ],
        &[(Name::Outgo, "5"), (Name::Reserve, "30")],
    );
    books::archive(&mut small, 2);
    looks_like("small.json", &written(&report(&small, "12m")));
}

#[test]
fn a_young_firm_with_one_customer_reads_well() {
    let young = book(vec![("Alder", vec![invoice(date("2026-10-01"), 9_000)])], &[(Name::Outgo, "5000"), (Name::Reserve, "12000")]);
    looks_like("young_80.txt", &wide(&young, 80));
}

#[test]
fn losing_two_fails_although_it_rounds_to_enough() {
    let json = parsed(&report(&firm(&KNOWN), "12m"));
    let two = json["stress"].as_array().unwrap().iter().find(|row| row["lost"].as_array().unwrap().len() == 2).unwrap();
    // 60,000 / (42,000 - (612,400 - 228,800) / 12) = 5.980066
    assert_eq!((&two["runway_months"], &two["pass"]), (&5.980_066.into(), &false.into()));
    assert!(wide(&firm(&KNOWN), 80).contains("just under 6 months"));
}

#[test]
fn what_cannot_be_told_is_null_with_a_reason() {
    let json = parsed(&report(&firm(&[]), "12m"));
    assert_eq!((&json["stress"][0]["runway_months"], &json["stress"][0]["pass"]), (&Value::Null, &Value::Null));
    assert_eq!(json["stress"][0]["reason"], "outgo and reserve are not set");
    let young = book(vec![("Alder", vec![invoice(date("2026-11-01"), 5)])], &[]);
    let json = parsed(&report(&young, "12m"));
    assert_eq!((&json["customers"]["one_off_rate"], &json["retention"]["grr"]), (&Value::Null, &Value::Null));
    assert_eq!(json["customers"]["reason"], "no customer can be judged yet");
    assert_eq!(json["retention"]["basis"], "without_terms");
    assert_eq!(json["stress"][0]["short_history"], true);
}

#[test]
fn only_the_sections_asked_for_are_written() {
    let report = report(&firm(&KNOWN), "12m");
    let mut out = Vec::new();
    json(&report, &[Section::Revenue], &mut out).unwrap();
    let json: Value = serde_json::from_slice(&out).unwrap();
    assert!(json.get("revenue").is_some() && json.get("stress").is_none() && json.get("customers").is_none());
    let text = text(&report, Style::default(), &[Section::Stress]);
    assert!(text.contains("If you lost them") && !text.contains("What came in"));
    assert_eq!(Section::ALL.map(|section| Section::parse(section.word())), Section::ALL.map(Some));
}

#[test]
fn all_periods_can_be_asked_for() {
    for period in ["1m", "3m", "12m", "all", "2025", "2026Q3", "2031"] {
        let report = report(&firm(&KNOWN), period);
        assert!(!text(&report, Style::default(), &Section::ALL).is_empty());
        parsed(&report);
    }
    assert_eq!(parsed(&report(&firm(&KNOWN), "all"))["period"]["from"], "2024-12-20");
}
