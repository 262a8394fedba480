//! Figures over small books: windows, groups, bases and what is remembered.

use proptest::prelude::*;

use super::*;
use crate::domain::customer::{Customer, Segment, SegmentKind};
use crate::domain::id::SegmentId;
use crate::domain::invoice::Kind;
use crate::domain::series::{Entry, Series};
use crate::domain::settings::Settings;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn entry(day: &str, amount: i64) -> Entry {
    Entry { day: date(day).into(), minor: amount, paid: None, kind: Kind::Invoice, rated: true }
}

/// Customers 1, 2, ... of these documents.
fn book(customers: &[&[Entry]]) -> Book {
    let id = |place: usize| CustomerId(place as i64 + 1);
    let named = |place| Customer { id: id(place), ..Customer::named(format!("C{place}").as_str().into()) };
    let series = customers.iter().enumerate().map(|(place, entries)| (id(place), Series::pack(entries.to_vec())));
    Book::new(Settings::default(), (0..customers.len()).map(named).collect(), series.collect())
}

fn figures(book: &Book, period: &str, today: &str) -> Figures {
    Figures::of(book, Period::parse(period).unwrap(), date(today))
}

proptest! {
    /// Groups, credits, open documents and every period: the one pass says what a sum per customer would.
    #[test]
    fn one_pass_says_what_many_sums_would(
        customers in proptest::collection::vec(
            proptest::collection::vec((0i32..1200, -50i64..500, any::<bool>(), proptest::option::of(0i32..300)), 0..8), 1..12),
        parents in proptest::collection::vec(0usize..24, 12),
        paid in any::<bool>(),
    ) {
        let today = date("2026-11-22");
        let entries: Vec<Vec<Entry>> = customers.iter().map(|documents| documents.iter().map(|(back, minor, credit, paid)| {
            let day = Day(Day::from(today).0 - back + 100);
            let kind = if *credit { Kind::Credit } else { Kind::Invoice };
            Entry { day, minor: *minor, paid: paid.map(|after| Day(day.0 + after)), kind, rated: true }
        }).collect()).collect();
        let mut book = book(&entries.iter().map(Vec::as_slice).collect::<Vec<_>>());
        // Only earlier customers become parents, so there is no circle.
        for (place, parent) in parents.iter().enumerate().take(entries.len()).filter(|(place, parent)| *parent < place) {
            let id = CustomerId(place as i64 + 1);
            let child = Customer { parent: Some(CustomerId(*parent as i64 + 1)), ..book.customer(id).unwrap().clone() };
            book.replace_customer(id, Some(child));
        }
        let basis = if paid { Basis::Paid } else { Basis::Invoiced };
        book.replace_settings(Settings { basis, ..Settings::default() });
        for period in ["12m", "3m", "1m", "all", "2025", "2026Q3"] {
            let figures = figures(&book, period, "2026-11-22");
            let mut units: BTreeMap<CustomerId, i64> = BTreeMap::new();
            for customer in book.customers() {
                let known: Vec<Entry> = book.series(customer.id).iter().filter(|entry| entry.day <= today.into()).collect();
                *units.entry(book.unit(customer.id)).or_default() += Series::pack(known).sum(figures.window, basis).0;
            }
            prop_assert_eq!(figures.revenue.total.0, units.values().sum::<i64>());
            prop_assert_eq!(figures.revenue.by_month.iter().map(|month| month.net).sum::<Minor>(), figures.revenue.total);
            let listed = figures.concentration.holdings().iter().chain(figures.concentration.net_credits());
            units.retain(|_, net| *net != 0);
            prop_assert_eq!(listed.map(|holding| (holding.unit, holding.net.0)).collect::<BTreeMap<_, _>>(), units);
        }
    }
}

#[test]
fn the_window_ends_today_and_starts_the_day_after_a_year_ago() {
    let book = book(&[&[entry("2025-03-31", 1), entry("2025-04-01", 10), entry("2026-03-31", 100), entry("2026-04-01", 1000)]]);
    let figures = figures(&book, "12m", "2026-03-31");
    assert_eq!((figures.revenue.total, figures.revenue.documents), (Minor(110), 2));
    assert_eq!(figures.revenue.by_month.len(), 12);
    assert_eq!((figures.first_document, figures.last_document), (Some(date("2025-03-31")), Some(date("2026-03-31"))));
    assert_eq!(figures.retention.prior_revenue(), Minor(1));
}

#[test]
fn months_of_a_window_are_cut_to_its_days_and_sum_to_the_total() {
    let book = book(&[&[entry("2025-11-22", 1), entry("2025-11-23", 10), entry("2026-11-22", 100), entry("2026-05-10", 7)]]);
    let revenue = figures(&book, "12m", "2026-11-22").revenue;
    assert_eq!((revenue.by_month.len(), revenue.by_month[0]), (13, Month { first: date("2025-11-01"), net: Minor(10) }));
    assert_eq!(revenue.by_month.iter().map(|month| month.net).sum::<Minor>(), revenue.total);
    assert_eq!(revenue.by_year().iter().map(|year| (year.number, year.net.0)).collect::<Vec<_>>(), [(2025, 10), (2026, 107)]);
}

#[test]
fn all_years_start_with_the_first_document() {
    let figures = figures(&book(&[&[entry("1996-07-04", 5)], &[entry("1998-05-06", 6)]]), "all", "2026-11-22");
    assert_eq!(figures.window.from, date("1996-07-04"));
    assert_eq!((figures.revenue.total, figures.customers.with_revenue), (Minor(11), 2));
}

#[test]
fn a_group_counts_once_under_its_topmost_parent() {
    // F1 with Birch and Elm under one parent that has no documents of its own.
    let year = |amount: i64| vec![entry("2026-01-10", amount * 100)];
    let amounts = [48_000, 24_000, 12_000, 9_000, 6_000, 1_000].map(year);
    let mut customers: Vec<&[Entry]> = amounts.iter().map(Vec::as_slice).collect();
    customers.extend([&[] as &[Entry], &[]]);
    let mut book = book(&customers);
    let adopt = |book: &mut Book, child: i64, parent: i64| {
        let customer = book.customer(CustomerId(child)).unwrap().clone();
        book.replace_customer(CustomerId(child), Some(Customer { parent: Some(CustomerId(parent)), ..customer }));
    };
    adopt(&mut book, 2, 7);
    adopt(&mut book, 7, 8);
    adopt(&mut book, 5, 8);
    let figures = figures(&book, "12m", "2026-03-31");
    assert_eq!(figures.concentration.hhi().unwrap().decimal(10_000, 0), "3430");
    assert_eq!(figures.concentration.effective().unwrap().decimal(1, 2), "2.92");
    assert_eq!(figures.concentration.holdings()[1], Holding { unit: CustomerId(8), net: Minor(3_000_000) });
    assert_eq!(figures.groups[&CustomerId(8)], [CustomerId(2), CustomerId(5)]);
    assert_eq!(figures.customers.with_revenue, 6);
}

#[test]
fn a_document_without_a_rate_is_counted_and_in_no_total() {
    let unrated = Entry { rated: false, minor: 0, ..entry("2026-01-02", 0) };
    let figures = figures(&book(&[&[entry("2026-01-01", 5), unrated]]), "12m", "2026-03-31");
    assert_eq!((figures.revenue.total, figures.revenue.documents, figures.revenue.without_rate), (Minor(5), 1, 1));
}

#[test]
fn paid_basis_counts_paid_days_and_lists_the_open_ones() {
    let paid = |day: &str, paid: &str, amount| Entry { paid: Some(date(paid).into()), ..entry(day, amount) };
    let mut book = book(&[&[paid("2025-03-01", "2025-04-02", 5), entry("2026-01-01", 7), paid("2026-03-01", "2026-05-01", 9)]]);
    book.replace_settings(Settings { basis: Basis::Paid, ..Settings::default() });
    let figures = figures(&book, "12m", "2026-03-31");
    assert_eq!((figures.revenue.total, figures.revenue.documents), (Minor(5), 1));
    assert_eq!((figures.revenue.unpaid.documents, figures.revenue.unpaid.amount), (2, Minor(16)));
}

#[test]
fn a_short_history_divides_by_its_full_months() {
    let months = |first: &str| figures(&book(&[&[entry(first, 5)]]), "12m", "2026-03-31").stress.months;
    assert_eq!([months("2026-03-20"), months("2025-12-31"), months("2025-04-01"), months("2025-03-31")], [1, 3, 11, 12]);
}

#[test]
fn month_ends_are_whole_calendar_months() {
    let from = |today: &str| whole_months(date(today)).map(|month| (month.from.to_string(), month.to.to_string()));
    assert_eq!(from("2026-03-30")[0], ("2026-02-01".into(), "2026-02-28".into()));
    assert_eq!(from("2026-03-31")[0], ("2026-03-01".into(), "2026-03-31".into()));
    assert_eq!(from("2026-03-31")[2], ("2026-01-01".into(), "2026-01-31".into()));
}

#[test]
fn cohorts_follow_the_year_of_the_first_invoice() {
    let figures = figures(
        &book(&[&[entry("2024-05-01", 5), entry("2026-01-01", 5)], &[entry("2024-06-01", 5), entry("2025-01-01", 5)]]),
        "12m",
        "2026-03-31",
    );
    assert_eq!(figures.cohorts.0[&2024].active, [2, 1, 1]);
}

#[test]
fn colleagues_without_documents_are_no_prospects() {
    let mut book = book(&[&[], &[]]);
    book.segments.push(Segment {
        id: SegmentId(1),
        name: "Friends".into(),
        kind: SegmentKind::Colleague,
        criteria: None,
        channels: None,
        phrases: None,
        archived: false,
    });
    let colleague = Customer { segment: Some(SegmentId(1)), ..book.customer(CustomerId(1)).unwrap().clone() };
    book.replace_customer(CustomerId(1), Some(colleague));
    assert_eq!(figures(&book, "12m", "2026-03-31").customers.one_off.prospects, 1);
}

#[test]
fn archived_customers_stay_in_the_figures_and_leave_the_count() {
    let mut book = book(&[&[entry("2026-01-01", 5)], &[entry("2026-01-01", 7)]]);
    let gone = Customer { archived: true, ..book.customer(CustomerId(2)).unwrap().clone() };
    book.replace_customer(CustomerId(2), Some(gone));
    let figures = figures(&book, "12m", "2026-03-31");
    assert_eq!((figures.customers.total, figures.customers.with_revenue, figures.revenue.total), (1, 2, Minor(12)));
}

#[test]
fn figures_are_worked_out_again_only_when_something_moved() {
    let (mut book, mut memory) = (book(&[&[entry("2026-01-01", 5)]]), Memory::default());
    let today = date("2026-03-31");
    let first = memory.figures(&book, Period::All, today);
    assert!(Arc::ptr_eq(&first, &memory.figures(&book, Period::All, today)));
    assert!(!Arc::ptr_eq(&first, &memory.figures(&book, Period::YEAR_TO_DATE, today)));
    book.replace_series(CustomerId(1), Series::pack(vec![entry("2026-01-01", 6)]));
    assert_eq!(memory.figures(&book, Period::All, today).revenue.total, Minor(6));
    assert_eq!(memory.figures(&book, Period::All, date("2025-12-31")).revenue.total, Minor(0));
}

#[test]
fn a_year_without_documents_falls_back_to_all_years() {
    let book = book(&[&[entry("1996-07-04", 5), entry("1998-05-06", 6)]]);
    let mut memory = Memory::default();
    let shown = memory.shown(&book, Period::YEAR_TO_DATE, date("2026-11-22"));
    assert_eq!((shown.figures.period, shown.nothing_since), (Period::All, Some(date("1998-05-06"))));
    let fresh = memory.shown(&book, Period::YEAR_TO_DATE, date("1999-05-05"));
    assert_eq!((fresh.figures.period, fresh.nothing_since), (Period::YEAR_TO_DATE, None));
    assert!(memory.shown(&book, Period::Year(2020), date("2026-11-22")).nothing_since.is_none());
}

#[test]
fn an_empty_book_has_no_figures_and_no_surprises() {
    for period in ["12m", "all", "2026Q3"] {
        let figures = figures(&book(&[]), period, "2026-11-22");
        assert!(figures.is_empty() && figures.concentration.leader().is_none() && figures.first_document.is_none());
    }
}
