//! The sample book keeps its promises on every day it may be opened: see `assets/sample/README.md`.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate, TimeDelta, Weekday};
use keepnet::domain::beach::{Beach, State, Until, WhatIf};
use keepnet::domain::columns::FileKind;
use keepnet::domain::insight::matrix::{Place, Quadrant};
use keepnet::domain::period::{Day, Window};
use keepnet::domain::progress::Unwatched;
use keepnet::domain::scores::Scores;
use keepnet::domain::settings::{Name, Settings};
use keepnet::tasks::{self, Setup};

const INVOICES: &str = include_str!("../../assets/sample/invoices.csv");
const CUSTOMERS: &str = include_str!("../../assets/sample/customers.csv");
const PEOPLE: &str = include_str!("../../assets/sample/people.csv");
const SEGMENTS: &str = include_str!("../../assets/sample/segments.csv");

/// Twelve months of revenue in dollars, as the pictures of the Customers tab show them.
const REVENUE: [(&str, i64); 16] = [
    ("Ashdown Vets", 31_200),
    ("Brightwater Schools", 48_600),
    ("Fenwick Boats", 11_600),
    ("Harbourline Freight", 142_300),
    ("Juniper Florist", 2_000),
    ("Kestrel Robotics", 41_900),
    ("Lumen Physio", 26_800),
    ("Mirabel Foods", 36_400),
    ("Northgate Council", 54_800),
    ("Old Mill Theatre", 8_300),
    ("Osei Dental Group", 86_500),
    ("Parry & Daughters", 22_500),
    ("Quill Accountants", 18_900),
    ("Rosalind Interiors", 5_200),
    ("Sable Coffee", 14_200),
    ("Tallow & Pine", 61_200),
];

type Record = BTreeMap<String, String>;

fn records(text: &str) -> Vec<Record> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn anchor() -> NaiveDate {
    date(include_str!("../../assets/sample/anchor.txt").trim())
}

/// A day far from the anchor comes up as often as a near one, leap years included.
fn todays() -> impl Iterator<Item = (NaiveDate, TimeDelta)> {
    (0..3_660).map(|n| {
        let today = date("2023-06-01") + Days::new(n);
        (today, TimeDelta::weeks((today - anchor()).num_days().div_euclid(7)))
    })
}

/// Every counted document: customer, date, cents.
fn documents() -> Vec<(String, NaiveDate, i64)> {
    let counted = records(INVOICES).into_iter().filter(|row| matches!(row["status"].as_str(), "open" | "paid"));
    let cents = |amount: &str| amount.replace('.', "").parse::<i64>().unwrap();
    counted.map(|row| (row["customer"].clone(), date(&row["date"]), cents(&row["amount"]))).collect()
}

#[test]
fn the_last_twelve_months_are_the_pictures_on_every_day() {
    let documents = documents();
    let expected: BTreeMap<&str, i64> = REVENUE.iter().map(|(name, dollars)| (*name, dollars * 100)).collect();
    assert_eq!(expected.values().sum::<i64>(), 61_240_000);
    for (today, shift) in todays() {
        let window = Window::last_months(today, 12);
        let mut revenue: BTreeMap<&str, i64> = BTreeMap::new();
        let mut count = 0;
        for (customer, issued, cents) in &documents {
            assert!(*issued + shift <= today, "{customer} {issued} lies after {today}");
            if window.holds(Day::from(*issued + shift)) {
                *revenue.entry(customer).or_default() += cents;
                count += 1;
            }
        }
        assert_eq!((count, &revenue), (214, &expected), "{today}");
    }
}

#[test]
fn the_year_before_is_the_same_on_every_day() {
    let documents = documents();
    let prior = |today: NaiveDate, shift: TimeDelta| {
        let window = Window::prior_year(today);
        let mut revenue: BTreeMap<String, i64> = BTreeMap::new();
        for (customer, _, cents) in documents.iter().filter(|(_, issued, _)| window.holds(Day::from(*issued + shift))) {
            *revenue.entry(customer.clone()).or_default() += cents;
        }
        revenue
    };
    let expected = prior(anchor(), TimeDelta::zero());
    assert_eq!(expected["Harbourline Freight"], 15_640_000);
    for (today, shift) in todays() {
        assert_eq!(prior(today, shift), expected, "{today}");
    }
}

#[test]
fn two_of_fourteen_came_once_on_every_day() {
    let archived: Vec<String> =
        records(CUSTOMERS).into_iter().filter(|row| row["archived"] == "yes").map(|row| row["customer"].clone()).collect();
    assert_eq!(archived.len(), 2);
    let mut dates: BTreeMap<String, Vec<NaiveDate>> = BTreeMap::new();
    for (customer, issued, _) in documents().into_iter().filter(|(customer, ..)| !archived.contains(customer)) {
        dates.entry(customer).or_default().push(issued);
    }
    for (today, shift) in todays() {
        let mut judgeable = Vec::new();
        let mut once = Vec::new();
        for (customer, dates) in &mut dates {
            dates.sort_unstable();
            let old_enough = (today - (dates[0] + shift)).num_days() >= 180;
            let again = dates.windows(2).any(|pair| (pair[1] - pair[0]).num_days() > 14);
            if old_enough {
                judgeable.push(customer.as_str());
                if !again {
                    once.push(customer.as_str());
                }
            }
        }
        assert_eq!((judgeable.len(), once), (14, vec!["Juniper Florist", "Old Mill Theatre"]), "{today}");
    }
}

#[test]
fn december_is_the_one_in_the_manual() {
    let december = Window { from: date("2025-12-01"), to: date("2025-12-31") };
    let of_december = documents().into_iter().filter(|(_, issued, _)| december.holds(Day::from(*issued)));
    assert_eq!(of_december.map(|(.., cents)| cents).sum::<i64>(), 4_510_000);
}

#[test]
fn headings_are_those_of_an_export_and_every_date_can_move() {
    for (kind, text) in [
        (FileKind::Invoices, INVOICES),
        (FileKind::Customers, CUSTOMERS),
        (FileKind::People, PEOPLE),
        (FileKind::Segments, SEGMENTS),
    ] {
        let written: Vec<&str> = kind.columns().iter().filter(|column| column.written).map(|column| column.name).collect();
        assert_eq!(text.lines().next().unwrap(), written.join(","));
    }
    assert_eq!(chrono::Datelike::weekday(&anchor()), Weekday::Sun);
    let customers = records(CUSTOMERS);
    let known: BTreeMap<&str, NaiveDate> = customers.iter().map(|row| (row["customer"].as_str(), date(&row["since"]))).collect();
    for row in records(INVOICES) {
        let issued = date(&row["date"]);
        assert!(known[row["customer"].as_str()] <= issued, "{row:?}");
        let paid = (!row["paid"].is_empty()).then(|| date(&row["paid"]));
        assert!(paid.is_none_or(|paid| issued <= paid && paid <= anchor()), "{row:?}");
    }
    for row in records(PEOPLE) {
        assert!(known.contains_key(row["customer"].as_str()), "{row:?}");
        assert!(row["email"].ends_with(".example.com"), "{row:?}");
        assert!(row["left_on"].is_empty() || date(&row["left_on"]) <= anchor(), "{row:?}");
    }
}

#[test]
fn the_settings_are_what_an_owner_could_type() {
    let mut settings = Settings::default();
    for line in include_str!("../../assets/sample/settings.txt").lines() {
        let (name, value) = line.split_once(" = ").unwrap();
        settings = settings.enter(Name::parse(name).unwrap(), value).unwrap();
    }
    assert_eq!(settings.title(), "Wren & Marlow");
    assert_eq!(settings.outgo.map(|outgo| outgo.0), Some(4_200_000));
    assert_eq!(settings.reserve.map(|reserve| reserve.0), Some(6_000_000));
    assert_eq!(settings.target.map(|target| target.0), Some(18_000_000));
}

/// The sample as it is made on a day.
fn made_on(today: NaiveDate) -> keepnet::domain::book::Book {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup { book: folder.path().join("book.keepnet"), today, clock: Arc::new(chrono::Utc::now), acknowledge: None };
    let sample = tasks::demo(&setup, false, &mut Unwatched).unwrap();
    sample.setup.open().unwrap().load_book().unwrap()
}

#[test]
fn the_corners_are_those_of_the_manual_whatever_the_day() {
    for today in ["2026-11-22", "2026-12-31", "2027-01-01", "2027-03-03", "2028-02-29", "2026-09-30", "2026-10-01", "2025-08-09"] {
        let (today, book) = (date(today), made_on(date(today)));
        let scores = Scores::of(&book, today);
        let members = |quadrant| scores.members(quadrant).count();
        assert_eq!(Quadrant::ALL.map(members), [9, 2, 3, 2, 0], "{today}");
        let of = |name: &str| {
            let customer = book.customers().find(|customer| customer.name.as_str() == name).unwrap();
            scores.score(customer.id).unwrap()
        };
        // Suggested 4, 3, 2, 3 and said 5, 4, 3, 5: 250 of 400. Feel 2, two of four words, two traits: 15 + 20 - 20.
        let harbourline = of("Harbourline Freight");
        assert_eq!(harbourline.place(), Some(Place { fit: 62.5, mood: 15.0 }), "{today}");
        assert!(harbourline.was.is_some_and(|was| was.fit >= 60.0 && (was.mood - 65.0).abs() < 1e-9), "{today}");
        for name in ["Mirabel Foods", "Quill Accountants", "Sable Coffee"] {
            assert!((of(name).fit.unwrap().score - 61.25).abs() < 1e-9, "{name} on {today}");
        }
        let carried = scores.scores().iter().filter(|score| score.fit.is_some_and(|fit| !fit.confirmed));
        assert_eq!(carried.count(), 2, "{today}");
        let moved = scores.scores().iter().filter(|score| score.was.is_some() && score.was != score.place());
        assert_eq!(moved.count(), 8, "{today}");
        assert!(of("Kestrel Robotics").disagreement().is_some_and(|points| points >= 25.0), "{today}");
        assert_eq!(scores.totals().costs.hours.0, (4_714 * 60), "{today}");
    }
}

#[test]
fn the_weeks_ahead_are_those_of_the_manual_whatever_the_day() {
    for today in ["2026-11-22", "2026-11-28", "2026-12-28", "2027-03-03", "2028-02-29", "2026-10-01", "2025-08-09"] {
        let (today, book) = (date(today), made_on(date(today)));
        let shift = TimeDelta::weeks((today - anchor()).num_days().div_euclid(7));
        let first = date("2026-11-16") + shift;
        let beach = Beach::of(&book, today, &WhatIf::default());
        let booked: Vec<String> = (0..14).map(|week| beach.week(first + Days::new(week * 7)).booked.shown()).collect();
        let expected = ["8.5", "8.5", "10.5", "13", "12", "7", "7", "6", "6", "3.5", "3.5", "3.5", "3.5", "3.5"];
        assert_eq!(booked, expected, "{today}");
        assert_eq!(beach.week(date("2026-12-07") + shift).state, State::Over, "{today}");
        let thin = date("2027-01-18") + shift;
        assert_eq!((beach.until, beach.first_thin), (Until::Beyond, Some(thin)), "{today}");
        // Eleven wins, 56 days in the middle.
        let outreach = beach.outreach.unwrap();
        assert_eq!((outreach.by, outreach.wins, outreach.is_before_thin), (thin - Days::new(56), Some(11), true), "{today}");
        assert_eq!(outreach.late, (today - (thin - Days::new(56))).num_days(), "{today}");
        assert_eq!((beach.renewals.ended, beach.renewals.renewed, beach.endings.len()), (6, 5, 2), "{today}");

        // 3.5 days of 12 are thin; 6.5 with Dashboard, 5.5 with Depot app, 8.5 with both, from when both have begun.
        let named = |title: &str| {
            let mut works = book.records().engagements.iter();
            works.find(|work| work.title.as_ref().is_some_and(|line| line.as_str() == title) && work.stage.is_open()).unwrap().id
        };
        let booked_with = |titles: &[&str]| {
            let mut question = WhatIf::default();
            for title in titles {
                question.turn(named(title));
            }
            let week = Beach::of(&book, today, &question).week(thin);
            (week.booked.shown(), week.state)
        };
        assert_eq!(booked_with(&[]), ("3.5".to_owned(), State::Gap), "{today}");
        assert_eq!(booked_with(&["Dashboard"]), ("6.5".to_owned(), State::Ok), "{today}");
        assert_eq!(booked_with(&["Depot app"]), ("5.5".to_owned(), State::Gap), "{today}");
        assert_eq!(booked_with(&["Dashboard", "Depot app"]), ("8.5".to_owned(), State::Ok), "{today}");

        let standings = judged(&book, today);
        assert_eq!(standings, (14, 2), "{today}");
    }
}

/// How many customers can be judged and how many came once, engagements counted.
fn judged(book: &keepnet::domain::book::Book, today: NaiveDate) -> (usize, usize) {
    let one_off =
        keepnet::domain::figures::Figures::of(book, keepnet::domain::period::Period::YEAR_TO_DATE, today).customers.one_off;
    (one_off.judgeable(), one_off.one_off)
}
