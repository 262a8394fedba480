//! What a column comes to: one week, or all weeks whose Monday lies in a month or a quarter.
//!
//! A week is keyed by its Monday (`metrics.md` item 28), so every week counts in one column and in one only.

use chrono::{Days as Span, NaiveDate};

use crate::chart::gantt::{Axis, Scale};
use crate::domain::beach::{Beach, Days, State, Week};
use crate::domain::work::monday;

/// The figures of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Its first day.
    pub(super) start: NaiveDate,
    /// Days the team has.
    pub(super) capacity: Days,
    /// Days booked.
    pub(super) booked: Days,
    /// Booked and, at their odds, hoped for.
    pub(super) expected: Days,
    /// What it is.
    pub(super) state: State,
    /// Whether all of it lies on the beach.
    pub(super) is_sand: bool,
    /// Whether one engagement takes a week of it full time.
    pub(super) is_full_time: bool,
    /// The week, where the column is one.
    pub(super) week: Option<Week>,
}

impl Column {
    /// Of a column of the axis.
    pub(super) fn of(beach: &Beach, axis: Axis, column: u16) -> Column {
        let start = axis.start(column);
        let after = axis.scale().stepped(start, 1);
        if matches!(axis.scale(), Scale::Weeks { .. }) {
            let week = beach.week(start);
            return Column {
                start,
                capacity: week.capacity,
                booked: week.booked,
                expected: week.expected,
                state: week.state,
                is_sand: week.is_sand,
                is_full_time: week.full_time.is_some(),
                week: Some(week),
            };
        }
        let weeks: Vec<Week> = mondays(start, after).map(|monday| beach.week(monday)).collect();
        let (capacity, booked) = (weeks.iter().map(|week| week.capacity).sum(), weeks.iter().map(|week| week.booked).sum());
        Column {
            start,
            capacity,
            booked,
            expected: weeks.iter().map(|week| week.expected).sum(),
            state: state(capacity, booked),
            is_sand: !weeks.is_empty() && weeks.iter().all(|week| week.is_sand),
            is_full_time: weeks.iter().any(|week| week.full_time.is_some()),
            week: None,
        }
    }

    /// Days nobody has asked for; below none where it is over-booked.
    pub(super) fn free(&self) -> Days {
        self.capacity - self.booked
    }

    /// What it is if what is hoped for comes at its odds.
    pub(super) fn state_with_maybes(&self) -> State {
        match self.state {
            State::Off | State::OffBooked | State::Over => self.state,
            _ => state(self.capacity, self.expected),
        }
    }
}

/// The same of any days as item 28 and 29 say of a week's, in hundredths: a sum of days spread evenly may be a part over.
pub(super) fn state(capacity: Days, booked: Days) -> State {
    let [capacity, booked] = [capacity, booked].map(|days| Days::from(days.hundredths()));
    if capacity <= Days::ZERO {
        return if booked > Days::ZERO { State::OffBooked } else { State::Off };
    }
    match booked {
        Days::ZERO => State::Beach,
        booked if booked > capacity => State::Over,
        booked if booked == capacity => State::Full,
        booked if booked + booked < capacity => State::Gap,
        _ => State::Ok,
    }
}

/// The Mondays from a day on and before another.
fn mondays(from: NaiveDate, before: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = monday(from);
    let first = if first < from { first.checked_add_days(Span::new(7)) } else { Some(first) };
    std::iter::successors(first, |monday| monday.checked_add_days(Span::new(7))).take_while(move |monday| *monday < before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Hundredths;

    #[test]
    fn every_monday_counts_in_one_month() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let found = |from, before| mondays(date(from), date(before)).map(|day| day.to_string()).collect::<Vec<_>>();
        assert_eq!(found("2026-12-01", "2027-01-01"), ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]);
        assert_eq!(found("2027-02-01", "2027-02-09"), ["2027-02-01", "2027-02-08"]);
    }

    #[test]
    fn several_weeks_are_told_as_one_is() {
        let days = |days: i64| Days::from(Hundredths(days * 100));
        let of = |capacity, booked| state(days(capacity), days(booked));
        let states = [of(12, 0), of(12, 5), of(12, 6), of(12, 12), of(12, 13), of(0, 0), of(0, 1)];
        let expected = [State::Beach, State::Gap, State::Ok, State::Full, State::Over, State::Off, State::OffBooked];
        assert_eq!(states, expected);
    }
}
