//! The days a team has: week days worked, days off, and weeks the owner gave days of their own (`metrics.md` item 28).
//!
//! Dates only; what is done in those days is [`super::weeks`]'.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Days;
use crate::domain::book::Book;
use crate::domain::insight::practice::team_days;
use crate::domain::period::Day;
use crate::domain::settings::{Hundredths, TimeOff, WorkDays};
use crate::domain::work::monday;

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

/// When a team works, and how many days it has then.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    work_days: WorkDays,
    /// Week days worked before each of a week, Monday first.
    before: [i64; 7],
    /// Days a normal week has.
    count: i64,
    team: Days,
    off: Vec<TimeOff>,
    own: BTreeMap<NaiveDate, Hundredths>,
}

impl Calendar {
    pub(super) fn of(book: &Book) -> Calendar {
        let work_days = book.settings.work_days;
        let mut before = [0; 7];
        let mut count = 0;
        for (place, weekday) in (0..7u8).filter_map(|day| chrono::Weekday::try_from(day).ok()).enumerate() {
            before[place] = count;
            count += i64::from(work_days.holds(weekday));
        }
        let own = book.records().capacity_weeks.iter().filter(|week| !week.archived);
        Calendar {
            work_days,
            before,
            count,
            team: team_days(&book.settings).into(),
            off: book.settings.days_off.clone(),
            own: own.map(|week| (week.monday, week.days)).collect(),
        }
    }

    /// Work days of a normal week.
    pub(super) fn count(&self) -> i64 {
        self.count
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
        let off: Vec<&TimeOff> = self.off.iter().filter(|off| off.from <= sunday && off.to >= monday).collect();
        if off.is_empty() {
            return (self.team, false);
        }
        let worked = monday.iter_days().take(7).filter(|day| self.work_days.holds(day.weekday()));
        let halves = |day: NaiveDate| {
            let taken = off.iter().filter(|off| (off.from..=off.to).contains(&day));
            taken.map(|off| i64::from(off.half)).min().unwrap_or(2)
        };
        (self.team.times(worked.map(halves).sum(), 2 * self.count), false)
    }

    /// Work days from the first to the last, both included; days off count, for a booking does not shrink for them.
    pub(super) fn worked(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from { 0 } else { self.until(i64::from(Day::from(to).0) + 1) - self.until(i64::from(Day::from(from).0)) }
    }

    /// Work days before a day, counted from a Monday long ago; its differences are what matters.
    fn until(&self, day: i64) -> i64 {
        // 1970-01-01 was a Thursday: the Monday before it lies three days back.
        let (weeks, rest) = ((day + 3).div_euclid(7), (day + 3).rem_euclid(7));
        weeks * self.count + self.before[rest as usize]
    }

    /// The day on which so many work days from a first day on are over; the first day itself for none.
    pub(super) fn last_of(&self, from: NaiveDate, work_days: i64) -> Option<NaiveDate> {
        if work_days <= 0 || self.count == 0 {
            return Some(from);
        }
        // Whole weeks first, leaving one to seven days to walk.
        let weeks = (work_days - 1) / self.count;
        let mut day = from.checked_add_days(chrono::Days::new(u64::try_from(weeks).ok()?.checked_mul(WEEK)?))?;
        let mut left = work_days - weeks * self.count;
        loop {
            left -= i64::from(self.work_days.holds(day.weekday()));
            if left == 0 {
                return Some(day);
            }
            day = day.succ_opt()?;
        }
    }

    /// The week that holds a day, 0, and those after it, by offset.
    pub(super) fn monday(today: NaiveDate, week: i64) -> NaiveDate {
        weeks_after(monday(today), week)
    }
}
