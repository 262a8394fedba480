//! How the dates and days of an engagement complete each other: what is not said follows from the rest.
//!
//! It is the one place that says so: the plan of [`crate::domain::beach`] and the hints of the form follow it. Work days are
//! counted by [`super::work_week`].

use chrono::NaiveDate;

use super::{Engagement, WorkWeek};
use crate::domain::money::rounded;
use crate::domain::period::months_after;
use crate::domain::settings::{Hundredths, WorkDays};

/// Days that never come to an end within so many months go on.
const LONGEST_MONTHS: u32 = 20 * 12;

/// How fast days are used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// So many days of work
    pub days: Hundredths,
    /// in so many days of the calendar that count,
    pub over: i64,
    /// and no more than these in all.
    pub most: Option<Hundredths>,
    /// Whether every day counts, not only work days: no work day lies in it.
    pub is_daily: bool,
}

impl Pace {
    /// Days a week, in weeks of so many work days, rounded. What has no work day lies between two of them, so that all of
    /// it is worked within days.
    #[must_use]
    pub fn per_week(self, work_days: i64) -> Hundredths {
        if self.is_daily {
            return self.days;
        }
        Hundredths(rounded(i128::from(self.days.0) * i128::from(work_days), i128::from(self.over.max(1))) as i64)
    }
}

/// What was agreed, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// The last day; none: it goes on, or has no first day.
    pub ends: Option<NaiveDate>,
    /// How its days are used up from the first day on; none: nobody said how many it takes.
    pub pace: Option<Pace>,
}

/// The last day, the days a week and the days in all, said or worked out; none where too little is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The last day.
    pub ends: Option<NaiveDate>,
    /// Days a week.
    pub days_per_week: Option<Hundredths>,
    /// Days in all.
    pub total_days: Option<Hundredths>,
}

impl Engagement {
    /// Its last day and its pace as agreed, whatever became of it.
    #[must_use]
    pub fn extent(&self, week: &WorkWeek) -> Extent {
        let Some(starts) = self.starts else { return Extent::default() };
        let weekly = |days, most| Pace { days, over: week.count(), most, is_daily: false };
        let (ends, pace) = match (self.ends, self.days_per_week, self.total_days) {
            (ends @ Some(_), Some(days), _) | (ends, Some(days), None) => (ends, Some(weekly(days, None))),
            (Some(ends), None, Some(total)) => {
                let worked = week.worked(starts, ends);
                let over = if worked > 0 { worked } else { (ends - starts).num_days() + 1 };
                let pace = Pace { days: total, over, most: None, is_daily: worked == 0 };
                (Some(ends), (over > 0).then_some(pace))
            }
            (None, days, Some(total)) => {
                // Nobody said how many a week: whole weeks then.
                let days = days.filter(|days| days.0 > 0).unwrap_or(Hundredths(week.count() * 100));
                // So many work days until they are used up, the last one perhaps in part.
                let needed = total.0.saturating_mul(week.count()).saturating_add(days.0 - 1) / days.0.max(1);
                let end = week.last_of(starts, needed).filter(|end| *end < months_after(starts, LONGEST_MONTHS));
                (end, Some(weekly(days, Some(total))))
            }
            (ends, None, None) => (ends, None),
        };
        Extent { ends, pace }
    }

    /// Its end, days a week and days in all, in weeks of these work days. What was said stays as it was said.
    #[must_use]
    pub fn span(&self, week: WorkDays) -> Span {
        let said = Span { ends: self.ends, days_per_week: self.days_per_week, total_days: self.total_days };
        // No days in all say nothing of when it ends.
        let is_empty = self.ends.is_none() && self.total_days.is_some_and(|total| total.0 <= 0);
        let Some(starts) = self.starts.filter(|_| !is_empty) else { return said };
        let week = WorkWeek::of(week);
        let Extent { ends, pace } = self.extent(&week);
        let total = |(pace, ends): (Pace, NaiveDate)| {
            let worked = i128::from(week.worked(starts, ends));
            Hundredths(rounded(i128::from(pace.days.0) * worked, i128::from(pace.over.max(1))) as i64)
        };
        Span {
            ends,
            days_per_week: pace.map(|pace| pace.per_week(week.count())),
            total_days: self.total_days.or_else(|| pace.zip(ends).map(total)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;
    use crate::domain::work::Stage;

    /// Start, end, days a week, days in all, with nothing for what is not said; what follows, in a week from Monday to
    /// Friday.
    fn follows(starts: &str, ends: &str, each: i64, total: i64) -> (String, i64, i64) {
        let date = |text: &str| text.parse().ok();
        let days = |days: i64| (days > 0).then_some(Hundredths(days));
        let work = Engagement {
            starts: date(starts),
            ends: date(ends),
            days_per_week: days(each),
            total_days: days(total),
            ..Engagement::blank(Stage::Booked)
        };
        let span = work.span(Settings::default().work_days);
        let number = |days: Option<Hundredths>| days.map_or(0, |days| days.0);
        (span.ends.map(|day| day.to_string()).unwrap_or_default(), number(span.days_per_week), number(span.total_days))
    }

    #[test]
    fn what_is_not_said_follows_from_the_rest() {
        // Monday 26 October to Friday 18 December 2026: eight weeks.
        let eight_weeks = ("2026-12-18".to_owned(), 250, 2_000);
        assert_eq!(follows("2026-10-26", "2026-12-18", 250, 0), eight_weeks);
        assert_eq!(follows("2026-10-26", "2026-12-18", 0, 2_000), eight_weeks);
        assert_eq!(follows("2026-10-26", "", 250, 2_000), eight_weeks);
        // Twenty days and nothing else said are four whole weeks.
        assert_eq!(follows("2026-10-26", "", 0, 2_000), ("2026-11-20".to_owned(), 500, 2_000));
        // A weekend at the end adds nothing; three days a week are 0.6 of each work day.
        assert_eq!(follows("2026-10-26", "2026-12-20", 250, 0).2, 2_000);
        assert_eq!(follows("2026-11-23", "2026-11-24", 300, 0).2, 120);
        // 1.3 days at 3 a week are not over on the second of three work days (1.2) but on the third.
        assert_eq!(follows("2026-11-23", "", 300, 130).0, "2026-11-25");
        assert_eq!(follows("2026-11-21", "2026-11-21", 300, 0).2, 0, "a Saturday");
    }

    #[test]
    fn too_little_said_lets_nothing_follow_and_what_was_said_stays() {
        assert_eq!(follows("", "", 250, 2_000), (String::new(), 250, 2_000));
        assert_eq!(follows("2026-10-26", "", 250, 0), (String::new(), 250, 0));
        assert_eq!(follows("2026-10-26", "2026-12-18", 250, 900), ("2026-12-18".to_owned(), 250, 900));
        assert_eq!(follows("2026-11-21", "2026-11-22", 0, 500), ("2026-11-22".to_owned(), 500, 500), "a weekend takes them all");
        assert_eq!(follows("2026-11-23", "", 1, 1_000_000).0, "", "a million weeks");
    }
}
