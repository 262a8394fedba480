//! What is found in small books, in words.

use chrono::NaiveDate;

use super::*;
use crate::domain::beach::WhatIf;
use crate::domain::customer::Customer;
use crate::domain::id::ProfileId;
use crate::domain::invoice::Kind;
use crate::domain::period::Period;
use crate::domain::profile::{LifeStage, Profile};
use crate::domain::record::{Kind as RecordKind, Record, Records, Row, Value};
use crate::domain::series::{Entry, Series};
use crate::domain::settings::Settings;

const NAMES: [&str; 6] = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir"];
const F1: [i64; 6] = [48_000, 24_000, 12_000, 9_000, 6_000, 1_000];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One document each, well inside the last twelve months, and an old one that makes the history long.
fn book(amounts: &[i64], settings: Settings) -> Book {
    let entry = |date: NaiveDate, minor| Entry { day: date.into(), minor, paid: None, kind: Kind::Invoice, rated: true };
    let id = |place: usize| CustomerId(place as i64 + 1);
    let customers = (0..amounts.len()).map(|place| Customer { id: id(place), ..Customer::named(NAMES[place].into()) });
    let mut series: Vec<(CustomerId, Series)> = Vec::new();
    for (place, amount) in amounts.iter().enumerate() {
        let old = (place == 0).then(|| entry(date("2020-01-15"), 0));
        let entries = [Some(entry(date("2025-12-01"), amount * 100)), old].into_iter().flatten().collect();
        series.push((id(place), Series::pack(entries)));
    }
    Book::new(settings, customers.collect(), series)
}

fn beach(book: &Book) -> Beach {
    Beach::of(book, date("2026-03-31"), &WhatIf::default())
}

fn found(book: &Book) -> Vec<Finding> {
    let figures = Figures::of(book, Period::YEAR_TO_DATE, date("2026-03-31"));
    findings(book, &figures, &beach(book), &Names::Plain)
}

fn funded(tolerance: i64) -> Settings {
    Settings {
        outgo: Some(Minor(650_000)),
        reserve: Some(Minor(1_800_000)),
        tolerance: Hundredths(tolerance),
        ..Settings::default()
    }
}

#[test]
fn shares_over_a_line_say_which() {
    let words: Vec<String> = found(&book(&F1, funded(600))).into_iter().map(|finding| finding.words).collect();
    assert_eq!(
        words,
        [
            "Alder brings 48.0% of your revenue, over 25%, where depending on one customer is dangerous and makes a firm worth less.",
            "Birch brings 24.0% of your revenue, over your limit of 20%. Win others before this one grows further.",
            "Cedar brings 12.0% of your revenue, over 10%: from here on a customer is worth knowing about.",
        ]
    );
}

#[test]
fn over_the_owners_own_limit_is_never_less_than_that() {
    let strict = Settings { limit: Hundredths(800), ..funded(600) };
    let dogwood = found(&book(&F1, strict)).into_iter().find(|finding| finding.customer == Some(CustomerId(4)));
    assert_eq!(
        dogwood.unwrap().words,
        "Dogwood brings 9.0% of your revenue, over your limit of 8%. Win others before this one grows further."
    );
}

#[test]
fn only_alder_fails_a_tolerance_of_nine_months() {
    let stress: Vec<Finding> = found(&book(&F1, funded(900))).into_iter().filter(|finding| finding.rule == Rule::Stress).collect();
    assert_eq!(stress.len(), 1);
    assert_eq!(stress[0].words, "Without Alder your money lasts 8.3 months, and you want 9.");
    assert_eq!((stress[0].customer, stress[0].stake), (Some(CustomerId(1)), Minor(4_800_000)));
}

#[test]
fn the_largest_stake_comes_first() {
    let stakes: Vec<i64> = found(&book(&F1, funded(900))).iter().map(|finding| finding.stake.0).collect();
    assert!(stakes.is_sorted_by(|a, b| a >= b));
}

#[test]
fn missing_settings_are_asked_for_with_the_command() {
    let book = book(&F1, Settings { reserve: None, ..funded(600) });
    let asked = found(&book).into_iter().find(|finding| finding.rule == Rule::Stress).unwrap();
    assert_eq!(
        asked.words,
        "Say what you have set aside (keepnet set reserve 60,000) to see how long your money would last without Alder."
    );
    assert_eq!((asked.customer, asked.key), (None, ","));
    assert_eq!(asked.on_screen(), "Say what you have set aside to see how long your money would last without Alder.");
    let dominant = found(&book).into_iter().find(|finding| finding.rule == Rule::Dominant).unwrap();
    assert_eq!(dominant.on_screen(), dominant.words);
}

#[test]
fn a_firm_that_fails_anyway_hears_it_once() {
    let poor = Settings { outgo: Some(Minor(1_000_000)), reserve: Some(Minor(500_000)), ..funded(600) };
    // 8,333.33 in, 10,000 out, 5,000 aside: 3.0 months.
    let stress: Vec<Finding> = found(&book(&F1, poor)).into_iter().filter(|finding| finding.rule == Rule::Stress).collect();
    assert_eq!(stress.len(), 1);
    assert_eq!(stress[0].words, "Even if you lose nobody, your money lasts 3.0 months, and you want 6.");
}

#[test]
fn a_single_customer_and_half_a_book_have_their_own_words() {
    let dominant = |amounts: &[i64]| found(&book(amounts, funded(600))).into_iter().find(|finding| finding.rule == Rule::Dominant);
    assert!(dominant(&[5]).unwrap().words.contains("your only customer"));
    assert!(dominant(&[51, 49]).unwrap().words.contains("51.0% of your revenue, more than half"));
    assert_eq!(
        dominant(&[1; 6]).unwrap().words,
        "Alder brings 16.7% of your revenue, over 15%: take care that the others grow too."
    );
}

#[test]
fn three_hot_month_ends_are_said_although_the_year_is_calm() {
    // Six equal customers brought 1,000 each last May; since January only Alder bought, 30 a month: 1,090 of 6,090.
    let mut book = book(&[0; 6], funded(600));
    for place in 0..6i64 {
        let entry = |day: &str, amount: i64| Entry {
            day: date(day).into(),
            minor: amount * 100,
            paid: None,
            kind: Kind::Invoice,
            rated: true,
        };
        let mut entries = vec![entry("2025-05-10", 1_000)];
        if place == 0 {
            entries.extend(["2026-01-05", "2026-02-05", "2026-03-05"].map(|day| entry(day, 30)));
        }
        book.replace_series(CustomerId(place + 1), Series::pack(entries));
    }
    let alder: Vec<Finding> = found(&book).into_iter().filter(|finding| finding.customer == Some(CustomerId(1))).collect();
    assert_eq!(alder.iter().filter(|finding| finding.rule == Rule::Dominant).count(), 1);
    assert!(alder[0].words.starts_with("Alder was over your limit of 20% in each of the last three months"), "{alder:?}");
}

/// Customers marked for life, by the number of each.
fn for_life(customers: &[i64]) -> Records {
    let profile = |(number, customer): (i64, &i64)| {
        let row = Row::blank(RecordKind::Profile).with("customer", Value::Number(*customer));
        Profile { id: ProfileId(number), life_stage: Some(LifeStage::ForLife), ..Profile::of_row(&row).unwrap() }
    };
    Records { profiles: (1..).zip(customers).map(profile).collect::<Vec<_>>().into(), ..Records::default() }
}

#[test]
fn more_than_a_fifth_for_life_is_said_last_and_agrees_with_the_scores() {
    let mut book = book(&F1, funded(600));
    let told = |book: &Book| found(book).into_iter().find(|finding| finding.rule == Rule::ForLife);
    let agrees = |book: &Book| {
        let scores = crate::domain::scores::Scores::of(book, date("2026-03-31"));
        assert_eq!(told(book).map(|finding| finding.words), scores.for_life().warning());
    };
    // One of six is a sixth.
    book.take_records(for_life(&[1]));
    assert_eq!(told(&book), None);
    agrees(&book);
    book.take_records(for_life(&[1, 4]));
    agrees(&book);
    let last = found(&book).pop().unwrap();
    assert_eq!(
        last.words,
        "2 of your 6 customers are marked for life, more than 20%: only a few get there, so keep it for those you would miss most."
    );
    assert_eq!((last.rule.word(), last.stake, last.key, last.customer), ("for_life", Minor::ZERO, "1", None));
    // One of five: the other is looked after no more.
    let dogwood = book.customer(CustomerId(4)).unwrap().clone();
    book.replace_customer(CustomerId(4), Some(Customer { archived: true, ..dogwood }));
    assert_eq!(told(&book), None);
    agrees(&book);
}

#[test]
fn archived_customers_are_let_be() {
    let mut book = book(&F1, funded(900));
    let alder = book.customer(CustomerId(1)).unwrap().clone();
    book.replace_customer(CustomerId(1), Some(Customer { archived: true, ..alder }));
    assert!(found(&book).iter().all(|finding| finding.customer != Some(CustomerId(1))));
}

#[test]
fn discreet_words_name_nobody() {
    let book = book(&F1, funded(900));
    let figures = Figures::of(&book, Period::YEAR_TO_DATE, date("2026-03-31"));
    let words: String =
        findings(&book, &figures, &beach(&book), &Names::discreet(&book)).into_iter().map(|finding| finding.words).collect();
    assert!(words.contains("Customer A") && NAMES.iter().all(|name| !words.contains(name)));
}

#[test]
fn a_runway_that_rounds_to_enough_is_called_just_under() {
    let runway = Runway::Months(Ratio::new(596, 100).unwrap());
    assert_eq!(months_words(runway, Hundredths(600)), "just under 6 months");
    assert_eq!(months_words(runway, Hundredths(596)), "6.0 months");
}
