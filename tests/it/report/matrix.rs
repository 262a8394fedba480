//! The section `matrix` of the report: the scores of the screen, corner by corner, and what each customer leaves.
//!
//! Scores and margins are those of fixtures in the metrics, worked out by hand there.

use keepnet::domain::assessment::{Assessment, Trait};
use keepnet::domain::book::Book;
use keepnet::domain::effort::{Effort, EffortKind};
use keepnet::domain::id::{AssessmentId, CustomerId, EffortId, ProfileId};
use keepnet::domain::insight::matrix::Quadrant;
use keepnet::domain::money::Minor;
use keepnet::domain::names::Names;
use keepnet::domain::period::Period;
use keepnet::domain::profile::{LifeStage, Profile};
use keepnet::domain::record::{Kind, Minutes, Rating, Record, Records, Row, Value as Held};
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
    Report::new(book, &Names::Plain, date(TODAY), Period::YEAR_TO_DATE, &Section::ALL)
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
    assert_eq!(matrix["economics"]["reason"], "the cost of an hour is not set: there is no margin");
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
    assert_eq!(matrix["economics"]["reason"], "no hours or costs logged: there is no margin");
}

#[test]
fn discreet_names_nobody_and_keeps_the_order() {
    let book = scored(&KNOWN);
    let discreet = Report::new(&book, &Names::discreet(&book), date(TODAY), Period::YEAR_TO_DATE, &Section::ALL);
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

#[test]
fn too_many_for_life_is_said_in_the_matrix_and_among_what_needs_attention() {
    let mut book = two(Vec::new(), &[]);
    let row = Row::blank(Kind::Profile).with("customer", Held::Number(1));
    let profile = Profile { id: ProfileId(1), life_stage: Some(LifeStage::ForLife), ..Profile::of_row(&row).unwrap() };
    let words = "1 of your 2 customers is marked for life, more than 20%";
    assert!(!shown(&book).contains(words));
    book.take_records(Records { profiles: vec![profile].into(), ..Records::default() });
    assert!(shown(&book).contains(&format!("! {words}")), "{}", shown(&book));
    let mut out = Vec::new();
    json(&report(&book), &[Section::Attention], &mut out).unwrap();
    let found = serde_json::from_slice::<Value>(&out).unwrap()["attention"].as_array().unwrap().last().unwrap().clone();
    assert_eq!([&found["rule"], &found["customer"], &found["stake_minor"]], [&data!("for_life"), &Value::Null, &data!(0)]);
    assert!(found["text"].as_str().unwrap().starts_with(words), "{found}");
}

#[test]
fn a_report_made_without_the_matrix_leaves_it_out_whole() {
    let without = Report::new(&scored(&KNOWN), &Names::Plain, date(TODAY), Period::YEAR_TO_DATE, &[Section::Customers]);
    assert!(!text(&without, Style::default(), &Section::ALL).contains("Who fits"));
    let mut out = Vec::new();
    json(&without, &Section::ALL, &mut out).unwrap();
    let written: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!((written.get("matrix"), written["customers"]["total"].as_u64()), (None, Some(7)));
}

/// The section as one line of text.
fn shown(book: &Book) -> String {
    text(&report(book), Style::default(), &[Section::Matrix]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Alder and Birch of ten units each, with what was logged and an hour at 40.
fn two(efforts: Vec<Effort>, settings: &[(Name, &str)]) -> Book {
    let mut book = book(["Alder", "Birch"].map(|name| (name, vec![invoice(date("2026-06-01"), 10)])).into(), settings);
    book.take_records(Records { efforts: efforts.into(), ..Records::default() });
    book
}

#[test]
fn a_margin_nobody_can_know_is_not_printed() {
    let book = two(vec![effort(1, 1, EffortKind::Delivery, 0, 4)], &[]);
    let rows = matrix(&book)["economics"]["rows"].clone();
    let money = |place: usize| ["margin_minor", "margin", "reason"].map(|key| rows[place][key].clone());
    assert_eq!(money(0), [data!(600), data!(60.0), data!("no hours logged: margin leaves out cost to serve")]);
    assert_eq!(money(1), [Value::Null, Value::Null, data!("no hours or costs logged: there is no margin")]);
    assert!(shown(&book).contains("Birch nothing logged"), "{}", shown(&book));

    // An hour whose cost nobody said: Birch spent 4, their margin is known; Alder's and the book's are not.
    let efforts = || vec![effort(1, 1, EffortKind::Delivery, 1, 0), effort(2, 2, EffortKind::Delivery, 0, 4)];
    let economics = matrix(&two(efforts(), &[]))["economics"].clone();
    let told = |at: &Value| ["margin_minor", "margin", "reason"].map(|key| at[key].clone());
    let unset = [Value::Null, Value::Null, data!("the cost of an hour is not set: there is no margin")];
    assert_eq!([told(&economics), told(&economics["rows"][0])], [unset.clone(), unset]);
    assert_eq!((&economics["rows"][1]["margin"], &economics["whale"]["peak_minor"]), (&data!(60.0), &Value::Null));
    let said = shown(&two(efforts(), &[]));
    assert!(said.contains("so who took hours has no margin") && !said.contains("all of them"), "{said}");
    // With it: 10 less an hour at 4, and 10 less 4.
    let known = matrix(&two(efforts(), &[(Name::HourCost, "4")]))["economics"].clone();
    assert_eq!((&known["margin_minor"], &known["whale"]["peak_minor"]), (&data!(1200), &data!(1200)));
}

#[test]
fn a_last_customer_who_takes_nothing_erodes_nothing() {
    // Margins 10 and 0: the peak is reached by both.
    let spent = |amount| vec![effort(1, 2, EffortKind::Delivery, 0, amount)];
    let even = two(spent(10), &[]);
    assert_eq!(matrix(&even)["economics"]["whale"]["peak_customers"], 2);
    assert!(shown(&even).contains("Nobody costs more than they bring: all of them together leave $10."), "{}", shown(&even));
    // 10 and -2: the peak of 10 is 125 % of the 8 left.
    let worn = shown(&two(spent(12), &[]));
    assert!(worn.contains("all of them $8: the peak is 125.0% of that, the last one takes 25.0% off again."), "{worn}");
    let sunk = two([1, 2].map(|customer| effort(customer, customer, EffortKind::Delivery, 0, 11)).into(), &[]);
    assert!(shown(&sunk).contains("Nobody brings more than they cost: all of them together leave -$2."), "{}", shown(&sunk));
}

#[test]
fn what_is_carried_over_is_what_the_screen_draws_hollow() {
    let mut book = two(Vec::new(), &[]);
    let mut half = answers(2, 1, "2026-10-01", 5, 5);
    half.mood_confirmed = false;
    let mut old = answers(1, 1, "2026-07-01", 5, 5);
    old.fit_confirmed = false;
    book.take_records(Records { assessments: vec![old, half, answers(3, 2, "2026-10-01", 4, 4)].into(), ..Records::default() });
    let rows = matrix(&book)["rows"].clone();
    assert_eq!([&rows[0]["carried_over"], &rows[1]["carried_over"]], [&data!(true), &Value::Null]);
    assert!(shown(&book).contains("Alder: fit 100, mood 100, mood carried over"), "{}", shown(&book));
}
