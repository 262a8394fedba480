//! Work that is over, and work that never began.

use super::*;
use crate::domain::insight::one_off::Standing;

fn booked(beach: &Beach, mondays: &[&str]) -> Vec<String> {
    mondays.iter().map(|monday| beach.week(date(monday)).booked.shown()).collect()
}

#[test]
fn done_work_books_nothing_from_today_on() {
    let done = |from: &str, ends: &str| {
        let mut firm = Firm::default();
        firm.work(Stage::Done, from, ends, 500);
        firm.beach(TODAY)
    };
    // Nobody noted the day: it was over yesterday, a Monday, at the latest.
    for ends in ["2026-12-31", TODAY, ""] {
        let beach = done("2026-01-05", ends);
        assert_eq!(beach.bars[0].to, Some(date("2026-03-30")), "{ends}");
        assert_eq!(booked(&beach, &["2026-03-23", "2026-03-30", "2026-04-06"]), ["5", "1", "0"], "{ends}");
        assert_eq!(beach.until.starts(), Some(date("2026-04-06")));
    }
    assert_eq!(done("2026-01-05", "2026-03-27").bars[0].to, Some(date("2026-03-27")));
    // What began today and is done was a day's work.
    assert_eq!(done(TODAY, "2026-12-31").bars[0].to, Some(date(TODAY)));
    // What had not begun yet was called off.
    assert_eq!(done("2026-04-01", "2026-12-31").bars.len(), 0);
}

#[test]
fn work_called_off_before_it_began_counts_nowhere() {
    let mut firm = Firm::default();
    firm.work(Stage::Done, "2025-06-02", "2025-08-01", 500).customer = Some(CustomerId(7));
    let before = firm.beach(TODAY);
    assert_eq!(percent(before.follow_on_rate), "0.0");
    let off = firm.work(Stage::Done, "2025-09-01", "2025-12-31", 500);
    (off.customer, off.done_on, off.term_end) = (Some(CustomerId(7)), Some(date("2025-08-15")), Some(date("2025-12-31")));
    off.first_contact = Some(date("2025-07-01"));
    let beach = firm.beach(TODAY);
    assert_eq!((&beach.bars, beach.week(date("2025-09-01")).customers), (&before.bars, 0));
    // It followed on nothing, and as one that ended it would be a second without anything after it.
    assert_eq!((beach.follow_on_rate, beach.renewals.ended), (before.follow_on_rate, 0));
    // Begun and ended on one day it counts.
    firm.works[1].done_on = Some(date("2025-09-01"));
    let beach = firm.beach(TODAY);
    assert_eq!((beach.bars.len(), percent(beach.follow_on_rate), beach.renewals.ended), (2, "50.0".to_owned(), 1));
}

#[test]
fn what_was_called_off_renews_nothing() {
    let mut firm = Firm::default();
    firm.booked("2025-01-01", "2025-12-31", 100).term_end = Some(date("2025-12-31"));
    let next = firm.work(Stage::Done, "2026-01-01", "2026-12-31", 100);
    (next.renewal_of, next.booked_on, next.done_on) = (Some(EngagementId(1)), Some(date("2025-12-01")), Some(date("2025-12-20")));
    assert_eq!(firm.beach(TODAY).renewals.renewed, 0);
    firm.works[1].done_on = Some(date("2026-01-01"));
    assert_eq!(firm.beach(TODAY).renewals.renewed, 1);
}

#[test]
fn a_year_mistyped_fills_no_tables() {
    let mut firm = f5();
    firm.booked("1900-01-01", "", 100);
    firm.booked("2999-01-07", "2999-01-11", 500);
    firm.off("1900-01-01", "2998-12-31", true);
    firm.off("2031-01-06", "2031-01-08", false);
    let beach = firm.beach(TODAY);
    assert_eq!(beach.weeks.kept(), 2_401);
    // Every week is told all the same, wherever it lies.
    let mondays = ["1899-12-25", "1900-01-01", "1950-07-03", "2026-04-06", "2031-01-06", "2500-01-04", "2999-01-07", "2999-01-14"];
    assert_eq!(booked(&beach, &mondays), ["0", "1", "1", "5", "1", "1", "6", "1"]);
    let capacity = |monday: &str| beach.week(date(monday)).capacity.shown();
    assert_eq!(["1899-12-25", "2026-04-06", "2026-04-20", "2031-01-06", "2999-01-07"].map(capacity), ["5", "2.5", "2", "1", "5"]);
}

#[test]
fn several_weeks_are_told_as_one_is() {
    let of = |capacity: i64, booked: i64| state(days(booked), days(capacity));
    let told = [of(500, 0), of(500, 249), of(500, 250), of(500, 500), of(500, 501), of(0, 0), of(0, 1)];
    let expected = [State::Beach, State::Gap, State::Ok, State::Full, State::Over, State::Off, State::OffBooked];
    assert_eq!(told, expected);
    // Eleven elevenths of five days are five days.
    let eleventh = days(500).times(1, 11);
    assert_eq!(state((0..11).map(|_| eleventh).sum(), days(500)), State::Full);
}

#[test]
fn work_at_once_is_counted_beside_its_customers() {
    let mut firm = Firm::default();
    for customer in [7, 7, 8] {
        firm.booked("2026-04-06", "2026-04-10", 100).customer = Some(CustomerId(customer));
    }
    let week = firm.beach(TODAY).week(date("2026-04-06"));
    assert_eq!((week.customers, week.engagements), (2, 3));
}

#[test]
fn an_occasion_is_over_when_its_stage_or_its_days_say_so() {
    let standing = |change: &dyn Fn(&mut Engagement)| {
        let mut firm = Firm::default();
        change(firm.booked("2025-06-02", "", -1));
        firm.book().standing(CustomerId(1), Standing::Prospect, date(TODAY).into())
    };
    assert_eq!(standing(&|_| ()), Standing::TooEarly);
    // Done, though nobody said when; done, though agreed for longer.
    assert_eq!(standing(&|work| work.stage = Stage::Done), Standing::OneOff);
    assert_eq!(standing(&|work| (work.stage, work.ends) = (Stage::Done, Some(date("2026-12-31")))), Standing::OneOff);
    // Ten days in all were used up in June.
    assert_eq!(standing(&|work| work.total_days = Some(Hundredths(1_000))), Standing::OneOff);
    // Booked again: when it was done once counts no more.
    assert_eq!(standing(&|work| work.done_on = Some(date("2025-08-01"))), Standing::TooEarly);
    // Called off before it began.
    assert_eq!(standing(&|work| (work.stage, work.done_on) = (Stage::Done, Some(date("2025-06-01")))), Standing::Prospect);
}
