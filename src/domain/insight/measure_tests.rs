//! Margins and values as measures: fixture F2 of `metrics.md`, other windows, groups, and who changes no share.

use chrono::NaiveDate;

use super::*;
use crate::domain::customer::Customer;
use crate::domain::effort::{Effort, EffortKind};
use crate::domain::id::{EffortId, ReferralId};
use crate::domain::invoice::Kind;
use crate::domain::practice::{Outcome, Referral};
use crate::domain::record::Records;
use crate::domain::series::{Entry, Series};
use crate::domain::settings::{Hundredths, Settings};

const TODAY: &str = "2026-03-31";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn invoice(day: &str, units: i64) -> Entry {
    let kind = if units < 0 { Kind::Credit } else { Kind::Invoice };
    Entry { day: date(day).into(), minor: units * 100, paid: None, kind, rated: true }
}

fn effort(customer: i64, day: &str, kind: EffortKind, hours: i64, units: i64) -> Effort {
    Effort {
        id: EffortId(0),
        customer: Some(CustomerId(customer)),
        date: date(day),
        kind,
        hours: Some(Minutes(hours * 60)),
        cost: Some(Minor(units * 100)),
        note: None,
        archived: false,
    }
}

fn book(customers: &[(&str, &[Entry])], efforts: Vec<Effort>, settings: Settings) -> Book {
    let id = |place: usize| CustomerId(place as i64 + 1);
    let named = customers.iter().enumerate().map(|(at, (name, _))| Customer { id: id(at), ..Customer::named((*name).into()) });
    let series = customers.iter().enumerate().map(|(at, (_, entries))| (id(at), Series::pack(entries.to_vec())));
    let mut book = Book::new(settings, named.collect(), series.collect());
    let numbered = (1..).zip(efforts).map(|(number, effort)| Effort { id: EffortId(number), ..effort });
    book.take_records(Records { efforts: numbered.collect::<Vec<_>>().into(), ..Records::default() });
    book
}

fn hour_cost(units: i64) -> Settings {
    Settings { hour_cost: Some(Minor(units * 100)), renewal: Some(Hundredths(7_500)), ..Settings::default() }
}

/// Fixture F2: revenue, expenses, hours, acquisition.
const F2: [(&str, i64, i64, i64, i64); 6] = [
    ("Alder", 48_000, 6_000, 420, 1_200),
    ("Birch", 24_000, 1_000, 150, 500),
    ("Cedar", 12_000, 0, 80, 0),
    ("Dogwood", 9_000, 500, 190, 1_500),
    ("Elm", 6_000, 0, 50, 100),
    ("Fir", 1_000, 0, 40, 400),
];

fn f2() -> (Vec<(&'static str, Vec<Entry>)>, Vec<Effort>) {
    let mut efforts = Vec::new();
    for (customer, (_, _, expenses, hours, won)) in (1..).zip(F2) {
        efforts.push(effort(customer, "2026-01-15", EffortKind::Delivery, hours, expenses));
        efforts.push(effort(customer, "2026-01-15", EffortKind::Acquisition, 0, won));
    }
    (F2.iter().map(|(name, revenue, ..)| (*name, vec![invoice("2026-01-15", *revenue)])).collect(), efforts)
}

fn f2_book(settings: Settings) -> Book {
    let (customers, efforts) = f2();
    let customers: Vec<(&str, &[Entry])> = customers.iter().map(|(name, entries)| (*name, entries.as_slice())).collect();
    book(&customers, efforts, settings)
}

fn year(book: &Book) -> Measured {
    Measured::margin(book, &Figures::of(book, Period::YEAR_TO_DATE, date(TODAY)))
}

fn listed(measured: &Measured) -> Vec<(i64, i64)> {
    let concentration = &measured.concentration;
    let all = concentration.holdings().iter().chain(concentration.net_credits());
    all.map(|holding| (holding.unit.0, holding.net.0 / 100)).collect()
}

#[test]
fn margins_of_the_fixture_are_shared_out_without_the_losses() {
    let margins = year(&f2_book(hour_cost(40)));
    assert_eq!(listed(&margins), [(1, 24_000), (2, 16_500), (3, 8_800), (5, 3_900), (4, -600), (6, -1_000)]);
    assert_eq!((margins.total, margins.concentration.total()), (Some(Minor(5_160_000)), Minor(5_320_000)));
    // 24,000, 16,500, 8,800 and 3,900 of 53,200; the largest remainder, .414 of Cedar's, takes the missing tenth.
    assert_eq!(margins.concentration.shown_shares(), [451, 310, 166, 73]);
    // 80 % of 53,200 is 42,560: more than 40,500.
    assert_eq!(margins.concentration.pareto_count(), Some(3));
    assert_eq!(margins.erosion().unwrap().decimal(100, 1), "3.1");
    assert_eq!((margins.gaps, margins.idle), (Gaps::default(), 0));
}

#[test]
fn twelve_months_agree_with_the_scores() {
    let book = f2_book(hour_cost(40));
    let (margins, scores) = (year(&book), Scores::of(&book, date(TODAY)));
    for score in scores.scores() {
        assert_eq!(margins.economics[&score.customer].margin(), score.economics.margin());
    }
    assert_eq!(margins.total, Some(scores.totals().margin().minor()));
    assert_eq!(margins.erosion(), scores.whale(&book).erosion());
}

#[test]
fn costs_count_on_their_own_date_and_all_years_know_what_came_before_the_first_sale() {
    let efforts = vec![
        effort(1, "2024-12-31", EffortKind::Acquisition, 0, 70),
        effort(1, "2025-12-31", EffortKind::Delivery, 0, 30),
        effort(1, "2026-01-01", EffortKind::Delivery, 0, 5),
        effort(1, "2026-04-01", EffortKind::Delivery, 0, 999),
    ];
    let book = book(&[("Alder", &[invoice("2025-02-01", 200), invoice("2026-02-01", 100)])], efforts, hour_cost(40));
    let margin = |period: &str| {
        let figures = Figures::of(&book, Period::parse(period).unwrap(), date(TODAY));
        assert_eq!(margin_of(&book, &figures, CustomerId(1)), Measured::margin(&book, &figures).total.unwrap());
        listed(&Measured::margin(&book, &figures))[0].1
    };
    // 100 less 5; 100 less 35; 300 less 105; the quarter begins with the 5 and ends with today.
    assert_eq!(["3m", "12m", "all", "2026Q1", "2025"].map(margin), [95, 65, 195, 95, 170]);
}

#[test]
fn who_never_had_a_document_changes_no_share() {
    let (mut customers, mut efforts) = f2();
    customers.push(("Gull", vec![]));
    customers.push(("Hazel", vec![invoice("2026-04-01", 500)]));
    for prospect in [7, 8] {
        efforts.push(effort(prospect, "2026-01-15", EffortKind::Acquisition, 500, 9_000));
        efforts.push(effort(prospect, "2026-01-15", EffortKind::Unbilled, 500, 9_000));
    }
    let borrowed: Vec<(&str, &[Entry])> = customers.iter().map(|(name, entries)| (*name, entries.as_slice())).collect();
    let book = book(&borrowed, efforts, hour_cost(40));
    let (with, alone) = (year(&book), year(&f2_book(hour_cost(40))));
    assert_eq!((&with.concentration, with.total, with.gaps), (&alone.concentration, alone.total, alone.gaps));
    let values = |book: &Book| Measured::value(book, &Scores::of(book, date(TODAY))).concentration;
    assert_eq!(values(&book), values(&f2_book(hour_cost(40))));
}

#[test]
fn a_group_counts_once_by_any_measure() {
    let mut book = f2_book(hour_cost(40));
    let elm = Customer { parent: Some(CustomerId(2)), ..book.customer(CustomerId(5)).unwrap().clone() };
    book.replace_customer(CustomerId(5), Some(elm));
    assert_eq!(listed(&year(&book))[..2], [(1, 24_000), (2, 20_400)]);
    let worth = Measured::value(&book, &Scores::of(&book, date(TODAY)));
    // 20,400 and what is to come of 16,500 and of 3,900: r/(1+d-r) is 15/7.
    assert_eq!(worth.worth[&CustomerId(2)].value().minor(), Minor(2_040_000 + 4_371_429));
}

#[test]
fn what_is_missing_is_named() {
    let gaps = |settings, efforts| {
        year(&book(&[("Alder", &[invoice("2026-01-15", 10)]), ("Birch", &[invoice("2026-01-15", 9)])], efforts, settings)).gaps
    };
    let one = || vec![effort(1, "2026-01-15", EffortKind::Delivery, 1, 0)];
    assert_eq!(gaps(hour_cost(1), vec![]), Gaps { no_hours: true, ..Gaps::default() });
    assert_eq!(gaps(hour_cost(1), one()), Gaps { without_hours: 1, ..Gaps::default() });
    assert_eq!(gaps(Settings::default(), one()), Gaps { without_hours: 1, hour_cost: true, ..Gaps::default() });
    let book = f2_book(Settings { renewal: None, ..hour_cost(40) });
    assert!(Measured::value(&book, &Scores::of(&book, date(TODAY))).gaps.renewal);
}

#[test]
fn values_sum_only_while_nobody_was_sent_by_another() {
    let mut book = f2_book(hour_cost(40));
    let worth = Measured::value(&book, &Scores::of(&book, date(TODAY)));
    // 51,600 and 15/7 of the margins that are not losses: 53,200.
    assert_eq!(worth.total, Some(Minor(5_160_000 + 11_400_000)));
    let referral = |number, by, who| Referral {
        id: ReferralId(number),
        customer: Some(CustomerId(who)),
        from_customer: Some(CustomerId(by)),
        from_partner: None,
        to_partner: None,
        weight: None,
        date: date("2026-01-05"),
        outcome: Outcome::Won,
        note: None,
        archived: false,
    };
    let records =
        Records { referrals: vec![referral(1, 3, 2), referral(2, 3, 5), referral(3, 2, 6)].into(), ..book.records().clone() };
    book.take_records(records);
    let worth = Measured::value(&book, &Scores::of(&book, date(TODAY)));
    // metrics.md item 43.
    assert_eq!(worth.worth[&CustomerId(3)].value().minor(), Minor(3_760_714));
    assert_eq!((worth.total, worth.erosion()), (None, None));
}

#[test]
fn nothing_at_all_is_listed_apart_and_measures_follow_each_other() {
    let efforts = vec![effort(1, "2026-01-15", EffortKind::Delivery, 0, 10), effort(2, "2026-01-15", EffortKind::Delivery, 0, 30)];
    let book = book(&[("Alder", &[invoice("2026-01-15", 10)]), ("Birch", &[invoice("2026-01-15", 10)])], efforts, hour_cost(1));
    let margins = year(&book);
    assert_eq!((listed(&margins), margins.idle, margins.erosion()), (vec![(2, -20)], 1, None));
    let first = Measure::default();
    assert_eq!([first, first.next(), first.next().next()], [Measure::Revenue, Measure::Margin, Measure::Value]);
    assert_eq!(Measure::Value.next(), first);
}
