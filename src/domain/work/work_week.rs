//! Counting in work days: how many lie between two days, and on which so many are over.
//!
//! Days off are working days here (`metrics.md` item 28): work does not shrink for them. What they leave of a team's time is
//! [`crate::domain::beach`]'s.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::period::Day;
use crate::domain::settings::WorkDays;

/// How many days a week has.
const WEEK: u64 = 7;

/// A normal week of a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkWeek {
    work_days: WorkDays,
    /// Days worked before each of a week, Monday first.
    before: [i64; 7],
    count: i64,
}

impl WorkWeek {
    /// A week of these work days.
    #[must_use]
    pub fn of(work_days: WorkDays) -> WorkWeek {
        let mut before = [0; 7];
        let mut count = 0;
        for (place, weekday) in (0..7u8).filter_map(|day| Weekday::try_from(day).ok()).enumerate() {
            before[place] = count;
            count += i64::from(work_days.holds(weekday));
        }
        WorkWeek { work_days, before, count }
    }

    /// How many work days it has.
    #[must_use]
    pub fn count(&self) -> i64 {
        self.count
    }

    /// Whether a day is one.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.work_days.holds(day.weekday())
    }

    /// Work days from the first to the last, both included; none where the last lies before the first.
    #[must_use]
    pub fn worked(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from { 0 } else { self.until(i64::from(Day::from(to).0) + 1) - self.until(i64::from(Day::from(from).0)) }
    }

    /// Work days before a day, counted from a Monday long ago; its differences are what matters.
    fn until(&self, day: i64) -> i64 {
        // 1970-01-01 was a Thursday: the Monday before it lies three days back.
        let (weeks, rest) = ((day + 3).div_euclid(7), (day + 3).rem_euclid(7));
        weeks * self.count + self.before[rest as usize]
    }

    /// The day on which so many work days from a first day on are over; the first day itself for none. `None` beyond the
    /// end of the calendar.
    #[must_use]
    pub fn last_of(&self, from: NaiveDate, work_days: i64) -> Option<NaiveDate> {
        if work_days <= 0 || self.count == 0 {
            return Some(from);
        }
        // Whole weeks first, leaving one to seven days to walk.
        let weeks = (work_days - 1) / self.count;
        let mut day = from.checked_add_days(Days::new(u64::try_from(weeks).ok()?.checked_mul(WEEK)?))?;
        let mut left = work_days - weeks * self.count;
        loop {
            left -= i64::from(self.holds(day));
            if left == 0 {
                return Some(day);
            }
            day = day.succ_opt()?;
        }
    }
}
