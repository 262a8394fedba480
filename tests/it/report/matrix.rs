//! The section `matrix` of the report: the scores of the screen, corner by corner, and what each customer leaves.
//!
//! Scores and margins are those of fixtures in the metrics, worked out by hand there.

use keepnet::domain::assessment::{Assessment, Trait};
use keepnet::domain::book::Book;
use keepnet::domain::effort::{Effort, EffortKind};
use keepnet::domain::id::{AssessmentId, CustomerId, EffortId};
use keepnet::domain::insight::matrix::Quadrant;
use keepnet::domain::money::Minor;
use keepnet::domain::names::Names;
use keepnet::domain::period::Period;
use keepnet::domain::record::{Minutes, Rating, Records};
use keepnet::domain::scores::Scores;
use keepnet::domain::settings::Name;
use keepnet::report::{Report, Section, Style, json, markdown, text};
use serde_json::{Value, json as data};

use super::books::{TODAY, book, date, invoice};
use super::looks_like;

/// Fixture F2: name, revenue, expenses, hours, acquisition.
const F2: [(&str, i64, i64, i64, i64); 6] = [
    ("Alder", 48_000, 6_000, 420, 1_200),
    ("Birch", 24_000, 1_000, 150, 500),
    ("Cedar", 12_000, 0, 80, 0),
    ("Dogwood", 9_000, 500, 190, 1_500),
    ("Elm", 6_000, 0, 50, 100),
    ("Fir", 1_000, 0, 40, 400),
];

fn effort(id: i64, customer: i64, kind: EffortKind, hours: i64, units: i64) -> Effort {
    let (hours, cost) = (Some(Minutes(hours * 60)), Some(Minor(units * 100)));
    Effort {
        id: EffortId(id),
        customer: Some(CustomerId(customer)),
        date: date("2026-06-01"),
        kind,
        hours,
        cost,
        note: None,
        archived: false,
    }
}

fn answers(id: i64, customer: i64, quarter: &str, fit: u8, feel: u8) -> Assessment {
    let blank = Assessment::blank(CustomerId(customer), date(quarter));
    let (fit, feel) = (Rating::new(fit), Rating::new(feel));
    Assessment { id: AssessmentId(id), fit, feel, fit_confirmed: true, mood_confirmed: true, ..blank }
}

/// F2 with a quarter's answers and those of the quarter before: Alder was a keeper, Fir is not placed, Gull never bought.
fn scored(settings: &[(Name, &str)]) -> Book {
    let mut customers: Vec<_> = F2.map(|(name, revenue, ..)| (name, vec![invoice(date("2026-06-01"), revenue)])).into();
    customers.push(("Gull", vec![]));
    let mut book = book(customers, settings);
    let mut efforts = Vec::new();
    for (customer, (_, _, expenses, hours, won)) in (1..).zip(F2) {
        efforts.push(effort(customer * 2, customer, EffortKind::Delivery, hours, expenses));
        efforts.push(effort(customer * 2 + 1, customer, EffortKind::Acquisition, 0, won));
    }
    efforts.push(effort(99, 7, EffortKind::Delivery, 500, 5_000));
    let mut assessments = vec![
        answers(1, 1, "2026-07-01", 5, 5),
        answers(2, 1, "2026-10-01", 5, 2),
        answers(3, 2, "2026-10-01", 4, 4),
        answers(4, 3, "2026-07-01", 2, 5),
        answers(5, 4, "2026-10-01", 1, 3),
        answers(6, 7, "2026-10-01", 4, 5),
        answers(7, 6, "2026-10-01", 4, 0),
    ];
    // Five of eight criteria: 20x3 + 10x3 + 15x4 + 10x2 + 10x1 = 180 of 260, 69.2.
    let elm = Assessment::blank(CustomerId(5), date("2026-10-01"));
    let [margin, cost_to_win, ease, core_work, price] = [4, 4, 5, 3, 2].map(Rating::new);
    let traits = [Trait::Tight].into_iter().collect();
    assessments.push(Assessment {
        id: AssessmentId(8),
        margin,
        cost_to_win,
        ease,
        core_work,
        price,
        feel: Rating::new(4),
        traits,
        fit_confirmed: true,
        mood_confirmed: true,
        ..elm
    });
    book.take_records(Records { efforts: efforts.into(), assessments: assessments.into(), ..Records::default() });
    book
}

const KNOWN: [(Name, &str); 2] = [(Name::Book, "Wren & Marlow"), (Name::HourCost, "40")];

fn report(book: &Book) -> Report {
    Report::new(book, &Names::Plain, date(TODAY), Period::YEAR_TO_DATE)
}

fn matrix(book: &Book) -> Value {
    let mut out = Vec::new();
    json(&report(book), &[Section::Matrix], &mut out).unwrap();
    let written: Value = serde_json::from_slice(&out).unwrap();
    written["matrix"].clone()
}

#[test]
fn the_matrix_reads_well_as_text_and_markdown() {
    let report = report(&scored(&KNOWN));
    looks_like("matrix_80.txt", &text(&report, Style::default(), &[Section::Matrix]));
    looks_like("matrix_40.txt", &text(&report, Style { width: 40, ..Style::default() }, &[Section::Matrix]));
    looks_like("matrix.md", &markdown(&report, &[Section::Matrix]));
    let plain = text(&report, Style { ascii: true, plain: true, ..Style::default() }, &[Section::Matrix]);
    assert!(plain.is_ascii(), "{plain}");
}

#[test]
fn json_gives_the_scores_of_the_screen() {
    let book = scored(&KNOWN);
    let (matrix, scores) = (matrix(&book), Scores::of(&book, date(TODAY)));
    let rows = matrix["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 7);
    for score in scores.scores() {
        let name = book.customer(score.customer).unwrap().name.as_str();
        let row = rows.iter().find(|row| row["customer"] == name).unwrap();
        assert_eq!(row["quadrant"], score.quadrant.word());
        for (axis, expected) in [("fit", score.fit.map(|fit| fit.score)), ("mood", score.mood.map(|mood| mood.score))] {
            match expected {
                None => assert_eq!(row[axis], Value::Null),
                Some(expected) => assert!((row[axis].as_f64().unwrap() - expected).abs() < 1e-6, "{name} {axis}: {row}"),
            }
        }
    }
    let names: Vec<&str> = rows.iter().map(|row| row["customer"].as_str().unwrap()).collect();
    assert_eq!(names, ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gull"]);
    let counts: Vec<u64> = Quadrant::ALL.map(|quadrant| matrix["counts"][quadrant.word()].as_u64().unwrap()).into();
    assert_eq!(counts, [3, 1, 1, 1, 1]);
}

#[test]
fn json_says_the_rows_the_manual_shows() {
    let matrix = matrix(&scored(&KNOWN));
    assert_eq!(matrix["cut"], 60);
    let expected = [
        data!({"customer": "Alder", "fit": 100.0, "mood": 25.0, "quadrant": "grinder",
               "was": {"fit": 100.0, "mood": 100.0, "quadrant": "keeper"}, "evidence": 86.111_111}),
        data!({"customer": "Cedar", "fit": 25.0, "mood": 100.0, "quadrant": "charmer", "carried_over": true,
               "was": {"fit": 25.0, "mood": 100.0, "quadrant": "charmer"}, "evidence": 100.0}),
        // 180 of 260, and 75 less 10 for a trait.
        data!({"customer": "Elm", "fit": 69.230_769, "mood": 65.0, "quadrant": "keeper", "on_the_line": true, "evidence": 91.666_667}),
    ];
    for (place, expected) in [(0, &expected[0]), (2, &expected[1]), (4, &expected[2])] {
        assert_eq!(&matrix["rows"][place], expected);
    }
    assert_eq!((&matrix["rows"][5]["mood"], &matrix["rows"][5]["reason"]), (&Value::Null, &data!("mood is not rated")));
    assert_eq!(matrix["rows"][5]["fit"], 75.0);
    // Keepers: Birch 24,000, Elm 6,000; 200 of 930 hours. Gull's 500 hours are in none of it.
    assert_eq!(matrix["corners"][0], data!({"quadrant": "keeper", "revenue_share": 30.0, "hours_share": 21.505_376}));
    assert_eq!((&matrix["traits"]["flags"], &matrix["traits"]["load"]), (&data!(1), &data!(0.166_667)));
}

#[test]
fn economics_are_those_of_the_fixture() {
    let economics = &matrix(&scored(&KNOWN))["economics"];
    let total = ["margin_minor", "margin", "hours"].map(|key| economics[key].clone());
    assert_eq!(total, [data!(5_160_000), data!(51.6), data!(930.0)]);
    assert_eq!(
        economics["whale"],
        data!({"peak_minor": 5_320_000, "peak_customers": 4, "final_minor": 5_160_000, "peak_share": 103.100_775, "erosion": 3.100_775})
    );
    let dogwood = &economics["rows"][3];
    let expected = data!({"customer": "Dogwood", "revenue_minor": 900_000, "margin_minor": -60_000, "margin": -6.666_667, "hours": 190.0,
                          "hour_rate_minor": 4_473.684_211, "over_service": 2.270_012, "over_served": true});
    assert_eq!(dogwood, &expected);
    assert_eq!(economics["rows"].as_array().unwrap().len(), 6, "who never bought is in no economics");
}

#[test]
fn cuts_of_their_own_are_told_apart() {
    let matrix = matrix(&scored(&[(Name::CutFit, "80"), (Name::CutMood, "50")]));
    assert_eq!([&matrix["cut"], &matrix["cut_fit"], &matrix["cut_mood"]], [&Value::Null, &data!(80), &data!(50)]);
    assert_eq!(matrix["reason"], "fit and mood have cuts of their own");
    assert_eq!(matrix["economics"]["reason"], "the cost of an hour is not set: margin leaves hours out");
    let shown = text(&report(&scored(&[(Name::CutFit, "80"), (Name::CutMood, "50")])), Style::default(), &[Section::Matrix]);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("80 of 100 for fit and 50 for mood") && shown.contains("keepnet set hour-cost"), "{shown}");
}

#[test]
fn nobody_placed_and_nothing_logged_is_said() {
    let book = book(vec![("Alder", vec![invoice(date("2026-06-01"), 10)]), ("Birch", vec![])], &[]);
    let shown = text(&report(&book), Style::default(), &[Section::Matrix]).replace('\n', " ").replace("  ", " ");
    assert!(shown.contains("None of the 2 customers has fit and mood yet."), "{shown}");
    assert!(shown.contains("No hours or costs are logged") && !shown.contains("Keepers"), "{shown}");
    let matrix = matrix(&book);
    assert_eq!(matrix["rows"][0]["reason"], "fit and mood are not rated");
    assert_eq!(matrix["corners"][0], data!({"quadrant": "keeper", "revenue_share": 0.0, "hours_share": null}));
    assert_eq!(matrix["economics"]["reason"], "no hours logged: margin leaves out cost to serve");
}

#[test]
fn discreet_names_nobody_and_keeps_the_order() {
    let book = scored(&KNOWN);
    let discreet = Report::new(&book, &Names::discreet(&book), date(TODAY), Period::YEAR_TO_DATE);
    let mut out = Vec::new();
    json(&discreet, &[Section::Matrix], &mut out).unwrap();
    let shown = text(&discreet, Style::default(), &[Section::Matrix]) + &markdown(&discreet, &[Section::Matrix]);
    let all = shown + &String::from_utf8(out).unwrap();
    for (name, ..) in F2 {
        assert!(!all.contains(name), "{name}");
    }
    assert!(all.contains("Customer A"));
}

#[test]
fn prospects_are_placed_in_a_book_without_documents() {
    let mut book = book(vec![("Alder", vec![])], &[]);
    assert!(!text(&report(&book), Style::default(), &Section::ALL).contains("Who fits"));
    book.take_records(Records { assessments: vec![answers(1, 1, "2026-10-01", 5, 4)].into(), ..Records::default() });
    let shown = text(&report(&book), Style::default(), &Section::ALL);
    assert!(shown.contains("Keepers, cherish: 1 customer.") && shown.contains("Alder: fit 100, mood 75"), "{shown}");
}
