//! What holds of any firm's weeks.

use proptest::prelude::*;

use super::*;
use crate::domain::work::monday;

/// Work of any kind: stage, first day and length in days from today (below 0: none), days a week, days in all, odds.
type Drawn = (u8, i64, i64, i64, i64, i64);

fn shifted(day: &str, days: i64) -> NaiveDate {
    date(day) + chrono::Duration::days(days)
}

fn firm(works: &[Drawn], off: &[(i64, i64, bool)], by: i64) -> Firm {
    let mut firm = Firm::default();
    let day = |offset: i64| shifted(TODAY, offset + by);
    for (stage, from, length, per_week, total, odds) in works {
        let work = firm.work(Stage::ALL[usize::from(*stage)], "", "", *per_week);
        work.starts = Some(day(*from)).filter(|_| *from > -400);
        work.ends = work.starts.filter(|_| *length >= 0).map(|_| day(from + length));
        work.total_days = (*total >= 0).then_some(Hundredths(*total));
        work.odds = Some(Hundredths(*odds));
        work.customer = Some(CustomerId(from.rem_euclid(5) + 1));
        work.term_end = work.ends;
        work.done_on = work.ends.filter(|_| *stage == 5);
        work.lead_on = work.starts.map(|starts| starts - chrono::Duration::days(odds % 90));
    }
    for (from, length, half) in off {
        firm.settings.days_off.push(TimeOff { from: day(*from), to: day(from + length), half: *half });
    }
    firm
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let work = (0u8..7, -410i64..250, -30i64..200, -100i64..700, -2_000i64..6_000, 0i64..=10_000);
    proptest::collection::vec(work, 0..14)
}

fn time_off() -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
    proptest::collection::vec((-60i64..200, 0i64..20, any::<bool>()), 0..5)
}

/// A term: its value and that of its renewal (below 0: unknown), days since its end, and when after its end the renewal was
/// booked (none: not renewed).
type Term = (i64, i64, i64, Option<i64>);

fn term() -> impl Strategy<Value = Term> {
    (-300i64..2_000, -300i64..2_000, 0i64..360, proptest::option::weighted(0.7, -100i64..60))
}

fn renewals_of(terms: &[Term]) -> Firm {
    let mut firm = Firm::default();
    let worth = |value: i64| (value >= 0).then_some(Minor(value));
    for (old, new, since, booked) in terms {
        let end = shifted(TODAY, -since);
        let work = firm.booked("", "", -1);
        (work.starts, work.ends, work.term_end) = (Some(end - chrono::Duration::days(364)), Some(end), Some(end));
        work.value = worth(*old);
        let id = work.id;
        if let Some(booked) = booked {
            let next = firm.booked("", "", -1);
            next.starts = Some(end + chrono::Duration::days(1));
            (next.renewal_of, next.booked_on) = (Some(id), Some(end + chrono::Duration::days(*booked)));
            next.value = worth(*new);
        }
    }
    firm
}

#[test]
fn terms_are_drawn_with_money_kept_grown_and_lost() {
    let firm = renewals_of(&[(1_000, 400, 90, Some(-20)), (500, 900, 90, Some(30)), (500, 900, 90, Some(31)), (-1, 9, 90, None)]);
    let renewals = firm.beach(TODAY).renewals;
    assert_eq!((renewals.ended, renewals.renewed, renewals.valued), (4, 2, 3));
    assert_eq!([renewals.gross(), renewals.net()].map(percent), ["45.0", "65.0"]);
}

/// How likely each of weeks 1 to 8 is the first empty one, by counting in and out: of the weeks before it none may be left
/// uncovered. `covers` says for each opportunity which weeks it would fill.
fn by_inclusion(open: &[usize], chances: &[(f64, Vec<usize>)]) -> Vec<f64> {
    let none_won = |weeks: &[usize]| -> f64 {
        let touches = |covers: &Vec<usize>| covers.iter().any(|week| weeks.contains(week));
        chances.iter().filter(|(_, covers)| touches(covers)).map(|(odds, _)| 1.0 - odds).product()
    };
    let first = |place: usize| -> f64 {
        let before = &open[..place];
        (0..1usize << place)
            .map(|subset| {
                let mut weeks: Vec<usize> = (0..place).filter(|bit| subset >> bit & 1 == 1).map(|bit| before[bit]).collect();
                let sign = if weeks.len().is_multiple_of(2) { 1.0 } else { -1.0 };
                weeks.push(open[place]);
                sign * none_won(&weeks)
            })
            .sum()
    };
    (0..open.len()).map(first).collect()
}

/// Opportunities by first week, length in weeks and odds, and what they would fill.
fn hopes(number: i64) -> (Firm, Vec<(f64, Vec<usize>)>) {
    let mut firm = Firm::default();
    let mut chances = Vec::new();
    for id in 0..number {
        let (first, length, odds) = (1 + id * 5 % 8, 1 + id % 3, 500 + id * 370 % 4_000);
        let from = monday(date(TODAY)) + chrono::Duration::weeks(first);
        let work = firm.maybe("2026-04-06", "", 100, odds);
        (work.starts, work.ends) = (Some(from), Some(from + chrono::Duration::weeks(length) - chrono::Duration::days(1)));
        chances.push((odds as f64 / 10_000.0, (first as usize..(first + length) as usize).filter(|week| *week <= 8).collect()));
    }
    (firm, chances)
}

#[test]
fn more_than_sixteen_opportunities_are_drawn_and_come_near_what_is_exact() {
    for (number, is_drawn, near) in [(16, false, 1e-9), (17, true, 0.02), (24, true, 0.02)] {
        let (firm, chances) = hopes(number);
        let empty = firm.beach(TODAY).first_empty;
        assert_eq!(empty.is_drawn, is_drawn, "{number}");
        let told = by_inclusion(&[1, 2, 3, 4, 5, 6, 7, 8], &chances);
        for (place, exact) in told.iter().enumerate() {
            let monday = monday(date(TODAY)) + chrono::Duration::weeks(place as i64 + 1);
            let found = empty.weeks.iter().find(|(week, _)| *week == monday).map_or(0.0, |(_, odds)| *odds);
            assert!((found - exact).abs() < near, "{number} in week {place}: {found} for {exact}");
        }
        assert!((empty.none - (1.0 - told.iter().sum::<f64>())).abs() < near);
        // The same day draws the same.
        assert_eq!(firm.beach(TODAY).first_empty, empty);
    }
    let (firm, _) = hopes(24);
    let other = shifted(TODAY, 1).to_string();
    assert_ne!(firm.beach(TODAY).first_empty.none.to_bits(), firm.beach(&other).first_empty.none.to_bits());
}

#[test]
fn certain_and_hopeless_ones_and_those_out_of_sight_do_not_make_it_a_draw() {
    let (mut firm, _) = hopes(16);
    firm.maybe("2026-04-06", "2026-04-10", 100, 10_000);
    firm.maybe("2026-04-06", "2026-04-10", 100, 0);
    firm.maybe("2026-06-01", "2026-08-10", 100, 5_000);
    firm.maybe("2026-04-06", "2026-04-10", 0, 5_000);
    assert!(!firm.beach(TODAY).first_empty.is_drawn);
    firm.maybe("2026-04-06", "2026-04-10", 100, 5_000);
    assert!(firm.beach(TODAY).first_empty.is_drawn);
}

proptest! {
    #[test]
    fn the_laws_of_the_weeks_hold(works in drawn(), off in time_off()) {
        let firm = firm(&works, &off, 0);
        let beach = firm.beach(TODAY);
        for offset in -60..90 {
            let week = beach.week(shifted(TODAY, offset * 7));
            prop_assert!(week.booked <= week.expected);
            prop_assert!(week.booked >= Days::ZERO && week.capacity >= Days::ZERO);
            prop_assert_eq!(week.empty_odds.is_none(), week.capacity == Days::ZERO);
            prop_assert!(week.empty_odds.is_none_or(|odds| (0.0..=1.0).contains(&odds)));
            if week.capacity == Days::ZERO {
                prop_assert!(matches!(week.state, State::Off | State::OffBooked));
            }
            prop_assert!(!week.is_sand || matches!(week.state, State::Off | State::Beach));
        }
        let empty = &beach.first_empty;
        let sum: f64 = empty.weeks.iter().map(|(_, odds)| odds).sum();
        prop_assert!((sum + empty.none - 1.0).abs() < 1e-9);
        prop_assert!(empty.weeks.iter().all(|(_, odds)| (0.0..=1.0 + 1e-9).contains(odds)));
        prop_assert!(beach.follow_on.iter().filter_map(|one| one.coverage).all(|part| part <= Ratio::ONE));
    }

    /// Terms of work with and without value, renewed in time, late or not at all, by whatever was or was not written down:
    /// no more is kept than there was, nor than there is.
    #[test]
    fn the_laws_of_renewals_hold(terms in proptest::collection::vec(term(), 0..12)) {
        let renewals = renewals_of(&terms).beach(TODAY).renewals;
        prop_assert!(renewals.renewed <= renewals.ended && renewals.valued <= renewals.ended);
        prop_assert_eq!(renewals.ended + renewals.undecided, terms.len());
        prop_assert!(renewals.kept <= renewals.new && renewals.kept <= renewals.old);
        prop_assert_eq!(renewals.gross().is_some(), renewals.old > Minor::ZERO);
        if let (Some(gross), Some(net)) = (renewals.gross(), renewals.net()) {
            prop_assert!(gross <= net && gross <= Ratio::ONE);
        }
        // Every term that was not renewed and is worth something is money lost.
        let lapsed = renewals.ended - renewals.renewed;
        let is_known = |term: &Term| term.0 > 0;
        if lapsed == terms.len() && terms.iter().all(is_known) && lapsed > 0 {
            prop_assert_eq!((renewals.gross(), renewals.net()), (Some(Ratio::ZERO), Some(Ratio::ZERO)));
        }
    }

    /// What work takes in its weeks adds up to all it takes, to the last part.
    #[test]
    fn days_in_all_add_up(from in -100i64..100, length in 7i64..400, total in 1i64..50_000) {
        let firm = firm(&[(4, from, length, -1, total, 0)], &[], 0);
        let beach = firm.beach(TODAY);
        let sum: Days = (-20..90).map(|week| beach.week(shifted(TODAY, week * 7)).booked).sum();
        prop_assert_eq!(sum, days(total));
    }

    /// Weeks have no numbers: what is told does not change when everything moves by whole weeks, over years, leap days and
    /// changes of the clock.
    #[test]
    fn moving_all_by_whole_weeks_moves_all(works in drawn(), off in time_off(), weeks in -60i64..200) {
        let by = weeks * 7;
        let (one, other) = (firm(&works, &off, 0), firm(&works, &off, by));
        let today = shifted(TODAY, by).to_string();
        let (one, other) = (one.beach(TODAY), other.beach(&today));
        let moved = |day: NaiveDate| day + chrono::Duration::days(by);
        for (week, then) in one.ahead().zip(other.ahead()) {
            prop_assert_eq!(Week { monday: moved(week.monday), ..week }, then);
        }
        prop_assert_eq!(one.until.starts().map(moved), other.until.starts());
        prop_assert_eq!(one.first_thin.map(moved), other.first_thin);
        prop_assert_eq!(one.outreach.map(|outreach| (moved(outreach.by), outreach.late)), other.outreach.map(|outreach| (outreach.by, outreach.late)));
        prop_assert_eq!(&one.time_shares, &other.time_shares);
        prop_assert_eq!(one.streak.map(|streak| (moved(streak.from), streak.weeks)), other.streak.map(|streak| (streak.from, streak.weeks)));
        prop_assert_eq!(one.follow_on_rate, other.follow_on_rate);
        let covered = |beach: &Beach| beach.follow_on.iter().map(|one| (one.engagement, one.coverage)).collect::<Vec<_>>();
        prop_assert_eq!(covered(&one), covered(&other));
    }

    /// Another booking never makes the beach come sooner or a week emptier.
    #[test]
    fn more_work_never_brings_the_beach_nearer(works in drawn(), from in 0i64..150, length in 0i64..60) {
        // Some work was booked before: a first booking alone ends the time when nothing was.
        let before = |mut works: Vec<Drawn>| { works.push((4, -20, 0, 500, -1, 0)); works };
        let few = firm(&before(works.clone()), &[], 0).beach(TODAY);
        let many: Vec<Drawn> = works.into_iter().chain([(4, from, length, 500, -1, 0)]).collect();
        let many = firm(&before(many), &[], 0).beach(TODAY);
        for (less, more) in few.ahead().zip(many.ahead()) {
            prop_assert!(less.booked <= more.booked);
            prop_assert!(more.empty_odds <= less.empty_odds);
        }
        if !matches!(few.until, Until::OnIt { .. }) {
            let starts = |beach: &Beach| beach.until.starts().unwrap_or(NaiveDate::MAX);
            prop_assert!(starts(&few) <= starts(&many));
        }
    }
}
