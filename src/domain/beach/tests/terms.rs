//! Terms that end: F4 of `metrics.md` item 18, their grace, and what they are worth.

use super::*;
use crate::domain::period::Window;
use crate::domain::work::Renewal;

/// A term of a year that ends on a day, worth so many thousands.
fn term(firm: &mut Firm, term_end: &str, thousands: i64) -> EngagementId {
    let starts = crate::domain::period::months_before(crate::domain::period::day_after(date(term_end)), 12).to_string();
    let work = firm.booked(&starts, term_end, 100);
    (work.term_end, work.value) = (Some(date(term_end)), Some(Minor(thousands * 100_000)));
    work.id
}

/// Its renewal, recorded on a day.
fn renewed(firm: &mut Firm, of: EngagementId, on: &str, thousands: i64) {
    let work = firm.booked("2026-01-01", "2026-12-31", 100);
    (work.renewal_of, work.booked_on) = (Some(of), Some(date(on)));
    work.value = Some(Minor(thousands * 100_000));
}

fn f4() -> Firm {
    let mut firm = Firm::default();
    for (old, new) in [(10, 12), (8, 0), (6, 6), (6, 5), (5, 5), (5, 5), (4, 4), (4, 0)] {
        let id = term(&mut firm, "2025-12-31", old);
        if new > 0 {
            renewed(&mut firm, id, "2026-01-10", new);
        }
    }
    firm
}

#[test]
fn f4_holds_to_the_printed_digit() {
    let renewals = f4().beach(TODAY).renewals;
    assert_eq!((renewals.ended, renewals.renewed, renewals.undecided, renewals.old), (8, 6, 0, Minor(4_800_000)));
    let told = [renewals.logo(), renewals.gross(), renewals.net()].map(percent);
    assert_eq!(told, ["75.0", "72.9", "77.1"]);
    let (low, high) = renewals.band().unwrap();
    assert_eq!((format!("{:.1}", low * 100.0), format!("{:.1}", high * 100.0)), ("40.9".to_owned(), "92.9".to_owned()));
    assert!(renewals.is_alarm());
    assert_eq!(f4().beach(TODAY).all_renewals, renewals);
}

#[test]
fn few_terms_have_a_wide_band_and_many_none() {
    let band = |renewed, ended| Renewals { ended, renewed, ..Renewals::default() }.band();
    let (low, high) = band(1, 1).unwrap();
    assert_eq!((format!("{:.1}", low * 100.0), format!("{:.1}", high * 100.0)), ("20.7".to_owned(), "100.0".to_owned()));
    assert_eq!((band(0, 0), band(7, 9)), (None, None));
    let alarm = |renewed, ended| Renewals { ended, renewed, ..Renewals::default() }.is_alarm();
    assert_eq!([alarm(3, 4), alarm(4, 5), alarm(751, 1_000), alarm(750, 1_000), alarm(0, 0)], [true, false, false, true, false]);
    assert_eq!(Renewals::default().logo().or(Renewals::default().gross()), None);
}

#[test]
fn a_term_is_undecided_for_thirty_days() {
    let mut firm = Firm::default();
    let id = term(&mut firm, "2026-03-01", 10);
    let told = |firm: &Firm, today: &str| {
        let Renewals { ended, renewed, undecided, .. } = firm.beach(today).renewals;
        (ended, renewed, undecided)
    };
    assert_eq!((told(&firm, "2026-02-28"), told(&firm, "2026-03-01")), ((0, 0, 0), (0, 0, 1)));
    assert_eq!((told(&firm, "2026-03-31"), told(&firm, "2026-04-01")), ((0, 0, 1), (1, 0, 0)));
    // Recorded on the thirtieth day it is a renewal, a day later a new term.
    renewed(&mut firm, id, "2026-03-31", 10);
    assert_eq!((told(&firm, "2026-03-30"), told(&firm, "2026-03-31")), ((0, 0, 1), (1, 1, 0)));
    firm.works[1].booked_on = Some(date("2026-04-01"));
    assert_eq!(told(&firm, "2026-05-01"), (1, 0, 0));
    // Where nobody noted when it was booked its first day tells.
    (firm.works[1].booked_on, firm.works[1].starts) = (None, Some(date("2026-03-31")));
    assert_eq!(told(&firm, "2026-05-01"), (1, 1, 0));
    // An opportunity renews nothing yet, a term out of the window counts in it no more.
    firm.works[1].stage = Stage::Verbal;
    assert_eq!(told(&firm, "2026-05-01"), (1, 0, 0));
    assert_eq!((told(&firm, "2027-02-28"), told(&firm, "2027-03-01")), ((1, 0, 0), (0, 0, 0)));
    assert_eq!(firm.beach("2027-03-01").all_renewals.ended, 1);
}

#[test]
fn the_owner_may_say_what_became_of_it() {
    let mut firm = Firm::default();
    term(&mut firm, "2026-03-20", 10);
    firm.works[0].renewal = Some(Renewal::Renewed);
    let Renewals { ended, renewed, old, kept, new, .. } = firm.beach(TODAY).renewals;
    assert_eq!((ended, renewed, old, kept, new), (1, 1, Minor(1_000_000), Minor(1_000_000), Minor(1_000_000)));
    // What follows was written down too late to be a renewal by itself, and without a value; then with half of it.
    self::renewed(&mut firm, EngagementId(1), "2026-06-01", 0);
    firm.works[1].value = None;
    let told = |firm: &Firm| {
        let Renewals { renewed, kept, new, .. } = firm.beach("2026-06-30").renewals;
        (renewed, kept, new)
    };
    assert_eq!(told(&firm), (1, Minor(1_000_000), Minor(1_000_000)));
    firm.works[1].value = Some(Minor(500_000));
    assert_eq!(told(&firm), (1, Minor(500_000), Minor(500_000)));
    firm.works[1].value = Some(Minor::ZERO);
    assert_eq!(told(&firm), (1, Minor::ZERO, Minor::ZERO));
    firm.works[0].renewal = Some(Renewal::Ended);
    let Renewals { ended, renewed, undecided, kept, .. } = firm.beach(TODAY).renewals;
    assert_eq!((ended, renewed, undecided, kept), (1, 0, 0, Minor::ZERO));
}

#[test]
fn values_are_told_for_twelve_months() {
    let yearly = |change: &dyn Fn(&mut Engagement)| {
        let mut firm = Firm::default();
        let work = firm.booked("2025-07-01", "", 200);
        (work.term_end, work.value) = (Some(date("2025-12-31")), Some(Minor(500_000)));
        change(work);
        firm.beach(TODAY).renewals.old.0
    };
    assert_eq!(yearly(&|_| ()), 1_000_000);
    // 100 days for 5,000: 18,250 in 365.
    assert_eq!(yearly(&|work| work.starts = Some(date("2025-09-23"))), 1_825_000);
    assert_eq!(yearly(&|work| work.starts = None), 500_000);
    // 500 a day, two days a week, 52 weeks.
    assert_eq!(yearly(&|work| (work.value, work.rate) = (None, Some(Minor(50_000)))), 5_200_000);
    // Ten days at 500 in half a year.
    let in_all = |work: &mut Engagement| {
        (work.value, work.rate) = (None, Some(Minor(50_000)));
        (work.days_per_week, work.total_days) = (None, Some(Hundredths(1_000)));
    };
    assert_eq!(yearly(&in_all), 1_000_000);
    // Two of them a week, until they are used up: the same. With an end, two a week count and not ten in all.
    let used_up =
        |work: &mut Engagement| (work.value, work.rate, work.total_days) = (None, Some(Minor(50_000)), Some(Hundredths(1_000)));
    assert_eq!(yearly(&used_up), 1_000_000);
    let to_an_end = |work: &mut Engagement| {
        used_up(work);
        work.ends = Some(date("2025-12-31"));
    };
    assert_eq!(yearly(&to_an_end), 5_200_000);
}

#[test]
fn a_term_counts_in_money_where_both_sides_are_known() {
    let mut firm = Firm::default();
    let [shrunk, dark, darker, over, gone] = [10, 10, 10, 10, 10].map(|worth| term(&mut firm, "2025-12-31", worth));
    for unknown in [darker, gone] {
        firm.works[unknown.0 as usize - 1].value = None;
    }
    for (of, worth) in [(shrunk, 5), (dark, 8), (darker, 8)] {
        renewed(&mut firm, of, "2026-01-10", worth);
    }
    firm.works[6].value = None;
    let renewals = firm.beach(TODAY).renewals;
    assert_eq!((renewals.ended, renewals.renewed, over), (5, 3, EngagementId(4)));
    // What shrank from 10 to 5, and 10 that were not renewed: 5 of 20 stay.
    assert_eq!((renewals.old, renewals.kept, renewals.new), (Minor(2_000_000), Minor(500_000), Minor(500_000)));
    assert_eq!([renewals.gross(), renewals.net()].map(percent), ["25.0", "25.0"]);
}

#[test]
fn terms_within_ninety_days_and_those_that_wait_are_listed() {
    let mut firm = Firm::default();
    let (far, near, waits, today, lapsed) = ("2026-06-30", "2026-06-29", "2026-03-15", TODAY, "2026-02-28");
    for term_end in [far, near, waits, today, lapsed] {
        term(&mut firm, term_end, 10);
    }
    firm.works[1].renewal = Some(Renewal::Renewed);
    let endings = firm.beach(TODAY).endings;
    let told: Vec<(i64, i64, Outcome)> = endings.iter().map(|ending| (ending.engagement.0, ending.days, ending.outcome)).collect();
    assert_eq!(told, [(3, -16, Outcome::Undecided), (4, 0, Outcome::Undecided), (2, 90, Outcome::Renewed)]);
    assert_eq!(endings[0].value, Minor(1_000_000));
}

#[test]
fn terms_of_a_window_are_counted_in_it_alone() {
    let firm = f4();
    let window = |from: &str, to: &str| Renewals::of(&firm.book(), Window { from: date(from), to: date(to) }, date(TODAY)).ended;
    assert_eq!((window("2025-12-31", "2025-12-31"), window("2026-01-01", TODAY)), (8, 0));
}
