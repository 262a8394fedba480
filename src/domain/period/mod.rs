//! Calendar windows: the last months, years and quarters with a fiscal start (`metrics.md`, conventions).
//!
//! Dates are calendar dates without a time of day. A window includes both of its ends.

mod asked;

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use asked::{Period, choices};

/// A day as days since 1970-01-01, the form the packed series keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    const EPOCH_FROM_CE: i32 = 719_163;

    /// The calendar date; days no calendar reaches become its nearest end.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(Self::EPOCH_FROM_CE)).unwrap_or(if self.0 < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Day {
        Day(date.num_days_from_ce() - Day::EPOCH_FROM_CE)
    }
}

/// The earliest day a book may hold.
#[must_use]
pub fn earliest() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// The latest day a book may hold.
#[must_use]
pub fn latest() -> NaiveDate {
    NaiveDate::from_ymd_opt(2999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// `months` calendar months earlier: the day number is kept and clamped only where that month is shorter.
#[must_use]
pub fn months_before(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// `months` calendar months later, clamped likewise.
#[must_use]
pub fn months_after(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The next day.
#[must_use]
pub fn day_after(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

/// The day before.
#[must_use]
pub fn day_before(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
}

/// The last day of the date's month.
#[must_use]
pub fn month_end(date: NaiveDate) -> NaiveDate {
    day_before(months_after(date.with_day(1).unwrap_or(date), 1))
}

/// Whole calendar months from `from` to `to`: the largest k with `from` + k months <= `to`; 0 where `to` is earlier.
#[must_use]
pub fn full_months(from: NaiveDate, to: NaiveDate) -> u32 {
    if to < from {
        return 0;
    }
    let months = (to.year() - from.year()) * 12 + to.month() as i32 - from.month() as i32;
    let months = months.max(0) as u32;
    if months > 0 && months_after(from, months) > to { months - 1 } else { months }
}

/// A span of days, both ends included. Empty when `to` lies before `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Window {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Window {
    /// The `months` calendar months that end on `as_of`: (`as_of` minus `months` ; `as_of`].
    #[must_use]
    pub fn last_months(as_of: NaiveDate, months: u32) -> Window {
        Window { from: day_after(months_before(as_of, months)), to: as_of }
    }

    /// The twelve months before the last twelve, both counted from `as_of` (`metrics.md` item 19).
    #[must_use]
    pub fn prior_year(as_of: NaiveDate) -> Window {
        Window { from: day_after(months_before(as_of, 24)), to: months_before(as_of, 12) }
    }

    /// Everything up to `as_of`.
    #[must_use]
    pub fn up_to(as_of: NaiveDate) -> Window {
        Window { from: earliest(), to: as_of }
    }

    /// Whether the day lies in the window.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        Day::from(self.from) <= day && day <= Day::from(self.to)
    }

    /// How many days; 0 when empty.
    #[must_use]
    pub fn days(&self) -> i64 {
        ((self.to - self.from).num_days() + 1).max(0)
    }
}

/// The month a firm's year starts in, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalStart(u32);

impl Default for FiscalStart {
    fn default() -> Self {
        FiscalStart(1)
    }
}

impl FiscalStart {
    /// A month from 1 to 12.
    #[must_use]
    pub fn new(month: u32) -> Option<FiscalStart> {
        (1..=12).contains(&month).then_some(FiscalStart(month))
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0
    }

    /// Whether the firm's year is the calendar year.
    #[must_use]
    pub fn is_calendar(self) -> bool {
        self.0 == 1
    }
}

/// A quarter of a firm's year. A fiscal year carries the number of the calendar year it starts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quarter {
    /// The year the fiscal year starts in.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

impl Quarter {
    /// The quarter a date lies in.
    #[must_use]
    pub fn of(date: NaiveDate, start: FiscalStart) -> Quarter {
        let shifted = months_before(date.with_day(1).unwrap_or(date), start.month() - 1);
        Quarter { year: shifted.year(), number: shifted.month0() / 3 + 1 }
    }

    /// Its days.
    #[must_use]
    pub fn window(self, start: FiscalStart) -> Window {
        let from = months_after(year_start(self.year, start), 3 * (self.number - 1));
        Window { from, to: day_before(months_after(from, 3)) }
    }

    /// The quarter before.
    #[must_use]
    pub fn before(self) -> Quarter {
        if self.number == 1 { Quarter { year: self.year - 1, number: 4 } } else { Quarter { number: self.number - 1, ..self } }
    }

    /// The quarter after.
    #[must_use]
    pub fn after(self) -> Quarter {
        if self.number == 4 { Quarter { year: self.year + 1, number: 1 } } else { Quarter { number: self.number + 1, ..self } }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

fn year_start(year: i32, start: FiscalStart) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, start.month(), 1).unwrap_or(NaiveDate::MIN)
}

/// A date as an owner reads it: `6 May 1998`.
#[must_use]
pub fn spoken(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn twelve_months_match_the_worked_examples() {
        // metrics.md, conventions.
        for (as_of, from, days) in
            [("2026-03-31", "2025-04-01", 365), ("2024-02-29", "2023-03-01", 366), ("2025-02-28", "2024-02-29", 366)]
        {
            let window = Window::last_months(date(as_of), 12);
            assert_eq!((window.from, window.to, window.days()), (date(from), date(as_of), days), "{as_of}");
        }
        assert_eq!(months_before(date("2026-04-30"), 1), date("2026-03-30"));
        assert_eq!(Window::prior_year(date("2026-03-31")), Window { from: date("2024-04-01"), to: date("2025-03-31") });
    }

    #[test]
    fn the_days_before_and_after_never_overlap() {
        let mut as_of = date("2023-12-01");
        while as_of < date("2025-04-01") {
            assert_eq!(day_after(Window::prior_year(as_of).to), Window::last_months(as_of, 12).from, "{as_of}");
            as_of = day_after(as_of);
        }
    }

    #[test]
    fn quarters_follow_the_fiscal_start() {
        let april = FiscalStart::new(4).unwrap();
        let january = FiscalStart::default();
        assert_eq!(Quarter::of(date("2026-11-22"), january).to_string(), "2026Q4");
        assert_eq!(Quarter::of(date("2026-03-31"), april).to_string(), "2025Q4");
        assert_eq!(Quarter::of(date("2026-04-01"), april).to_string(), "2026Q1");
        let quarter = Quarter { year: 2026, number: 4 };
        assert_eq!(quarter.window(april), Window { from: date("2027-01-01"), to: date("2027-03-31") });
        assert_eq!(quarter.after().before(), quarter);
        assert_eq!(Quarter { year: 2026, number: 1 }.before().to_string(), "2025Q4");
    }

    #[test]
    fn every_day_lies_in_its_own_quarter() {
        for month in 1..=12 {
            let start = FiscalStart::new(month).unwrap();
            let mut day = date("2023-12-25");
            while day < date("2025-01-10") {
                assert!(Quarter::of(day, start).window(start).holds(day.into()), "{day} with start {month}");
                day = day_after(day);
            }
        }
    }

    #[test]
    fn full_months_count_whole_months_only() {
        for (from, to, months) in [
            ("2026-01-15", "2026-02-14", 0),
            ("2026-01-15", "2026-02-15", 1),
            ("2026-01-31", "2026-02-28", 1),
            ("2025-11-22", "2026-11-22", 12),
            ("2026-11-22", "2025-11-22", 0),
        ] {
            assert_eq!(full_months(date(from), date(to)), months, "{from} {to}");
        }
    }

    #[test]
    fn days_and_dates_are_the_same_thing() {
        for text in ["1970-01-01", "1900-01-01", "2999-12-31", "2024-02-29"] {
            assert_eq!(Day::from(date(text)).date(), date(text));
        }
        assert_eq!(Day::from(date("1970-01-02")), Day(1));
    }
}
