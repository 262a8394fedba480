//! The days a team has: those of a normal week, less days off, or those the owner gave a week (`metrics.md` item 28).
//!
//! Dates only; what is done in those days is [`super::weeks`]', counting in work days [`crate::domain::work`]'s.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Days;
use crate::domain::book::Book;
use crate::domain::insight::practice::team_days;
use crate::domain::settings::{Hundredths, TimeOff};
use crate::domain::work::{WorkWeek, monday};

/// How many days a week has.
pub(super) const WEEK: u64 = 7;

/// The Monday so many weeks after one; the nearest end of the calendar where there is none.
pub(super) fn weeks_after(monday: NaiveDate, weeks: i64) -> NaiveDate {
    let days = chrono::Days::new(weeks.unsigned_abs().saturating_mul(WEEK));
    let moved = if weeks < 0 { monday.checked_sub_days(days) } else { monday.checked_add_days(days) };
    moved.unwrap_or(if weeks < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// How many weeks one Monday lies after another.
pub(super) fn weeks_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days().div_euclid(WEEK as i64)
}

/// The last day of the week of a Monday.
pub(super) fn sunday(monday: NaiveDate) -> NaiveDate {
    monday + chrono::Days::new(WEEK - 1)
}

/// Days off as spans that neither meet nor overlap, in their order.
#[derive(Debug, Clone, Default)]
struct Off(Vec<(NaiveDate, NaiveDate)>);

impl Off {
    fn of<'a>(all: impl Iterator<Item = &'a TimeOff>) -> Off {
        let mut spans: Vec<(NaiveDate, NaiveDate)> = all.map(|off| (off.from, off.to)).filter(|(from, to)| from <= to).collect();
        spans.sort_unstable();
        let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(spans.len());
        for (from, to) in spans {
            match merged.last_mut() {
                Some((_, last)) if from <= *last => *last = to.max(*last),
                _ => merged.push((from, to)),
            }
        }
        Off(merged)
    }

    /// Whether any day off lies between two days, both included.
    fn touches(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let next = self.0.partition_point(|(_, last)| *last < from);
        self.0.get(next).is_some_and(|(first, _)| *first <= to)
    }
}

/// When a team works, and how many days it has then.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    week: WorkWeek,
    team: Days,
    /// Days nobody works.
    whole: Off,
    /// Days of which half is worked, unless they are off altogether.
    half: Off,
    own: BTreeMap<NaiveDate, Hundredths>,
}

impl Calendar {
    pub(super) fn of(book: &Book) -> Calendar {
        let settings = &book.settings;
        let own = book.records().capacity_weeks.iter().filter(|week| !week.archived);
        Calendar {
            week: WorkWeek::of(settings.work_days),
            team: team_days(settings).into(),
            whole: Off::of(settings.days_off.iter().filter(|off| !off.half)),
            half: Off::of(settings.days_off.iter().filter(|off| off.half)),
            own: own.map(|week| (week.monday, week.days)).collect(),
        }
    }

    /// The days of a normal week; a booking does not shrink for days off.
    pub(super) fn week(&self) -> &WorkWeek {
        &self.week
    }

    /// Days the team has in a normal week.
    pub(super) fn team(&self) -> Days {
        self.team
    }

    /// Days the team has in the week of a Monday, and whether the owner gave it these.
    pub(super) fn capacity(&self, monday: NaiveDate) -> (Days, bool) {
        if let Some(days) = self.own.get(&monday) {
            return (Days::from(*days), true);
        }
        let sunday = sunday(monday);
        if !self.whole.touches(monday, sunday) && !self.half.touches(monday, sunday) {
            return (self.team, false);
        }
        let worked = monday.iter_days().take(7).filter(|day| self.week.holds(*day));
        let halves = |day: NaiveDate| match (self.whole.touches(day, day), self.half.touches(day, day)) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        (self.team.times(worked.map(halves).sum(), 2 * self.week.count()), false)
    }

    /// The week that holds a day, 0, and those after it, by offset.
    pub(super) fn monday(today: NaiveDate, week: i64) -> NaiveDate {
        weeks_after(monday(today), week)
    }
}
