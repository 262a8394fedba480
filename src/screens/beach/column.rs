//! What a column comes to: one week, or all weeks whose Monday lies in a month or a quarter.
//!
//! A week is keyed by its Monday (`metrics.md` item 28), so every week counts in one column and in one only.

use chrono::{Days as Span, NaiveDate};

use crate::chart::gantt::{Axis, Scale};
use crate::domain::beach::{Beach, Days, State, Week, state};
use crate::domain::work::monday;

/// The figures of a column.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)]
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
    /// Whether work lies in it of which nobody said how many days a week it takes.
    pub(super) is_unknown: bool,
    /// Whether it is past, and before anything was ever booked.
    pub(super) is_before: bool,
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
        let is_before = after <= monday(beach.today) && beach.first_booked.is_none_or(|first| after <= first);
        if matches!(axis.scale(), Scale::Weeks { .. }) {
            let week = beach.week(start);
            return Column {
                start,
                capacity: week.capacity,
                booked: week.booked,
                expected: week.expected,
                state: week.state,
                is_sand: is_sand(&week),
                is_unknown: week.unknown > 0,
                is_before,
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
            state: state(booked, capacity),
            is_sand: !weeks.is_empty() && weeks.iter().all(is_sand),
            is_unknown: weeks.iter().any(|week| week.unknown > 0),
            is_before,
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
            _ => state(self.expected, self.capacity),
        }
    }
}

/// Whether a week lies on the beach as far as anybody knows: work that says no days may well fill it.
pub(super) fn is_sand(week: &Week) -> bool {
    week.is_sand && week.unknown == 0
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

    #[test]
    fn every_monday_counts_in_one_month() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let found = |from, before| mondays(date(from), date(before)).map(|day| day.to_string()).collect::<Vec<_>>();
        assert_eq!(found("2026-12-01", "2027-01-01"), ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]);
        assert_eq!(found("2027-02-01", "2027-02-09"), ["2027-02-01", "2027-02-08"]);
    }
}
