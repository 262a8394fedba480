//! How the dates and days of an engagement complete each other: what is not said follows from the rest.
//!
//! Days off are working days here (`metrics.md` item 28): an engagement does not shrink for them.

use chrono::{Datelike, Days, NaiveDate};

use super::Engagement;
use crate::domain::money::rounded;
use crate::domain::settings::{Hundredths, WorkDays};

/// No engagement is followed further than that, in days.
const FURTHEST: i64 = 20 * 366;

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
    /// Its end, days a week and days in all, in weeks of these work days. What was said stays as it was said.
    #[must_use]
    pub fn span(&self, week: WorkDays) -> Span {
        let mut span = Span { ends: self.ends, days_per_week: self.days_per_week, total_days: self.total_days };
        let Some(starts) = self.starts else { return span };
        let normal = i128::from(week.count());
        match (span.ends, span.days_per_week, span.total_days) {
            (Some(ends), Some(Hundredths(each)), None) => {
                let worked = i128::from(worked(starts, ends, week));
                span.total_days = Some(Hundredths(rounded(i128::from(each) * worked, normal.max(1)) as i64));
            }
            (Some(ends), None, Some(Hundredths(total))) => {
                let worked = i128::from(worked(starts, ends, week));
                span.days_per_week = (worked > 0).then(|| Hundredths(rounded(i128::from(total) * normal, worked) as i64));
            }
            (None, each, Some(Hundredths(total @ 1..))) => {
                // Nobody said how many a week: whole weeks then.
                let Hundredths(each) = each.filter(|each| each.0 > 0).unwrap_or(Hundredths(i64::from(week.count()) * 100));
                let needed = (i128::from(total) * normal + i128::from(each) - 1) / i128::from(each.max(1));
                span.days_per_week = Some(Hundredths(each));
                span.ends = i64::try_from(needed).ok().and_then(|needed| nth(starts, needed, week));
            }
            _ => {}
        }
        span
    }
}

/// Work days from one day to another, both included.
fn worked(from: NaiveDate, to: NaiveDate, week: WorkDays) -> i64 {
    let days = (to - from).num_days() + 1;
    let rest = from.iter_days().take((days % 7).max(0) as usize).filter(|day| week.holds(day.weekday())).count();
    (days / 7).max(0) * i64::from(week.count()) + rest as i64
}

/// The day on which so many work days are over; none where that is too far away.
fn nth(from: NaiveDate, needed: i64, week: WorkDays) -> Option<NaiveDate> {
    let each = i64::from(week.count()).max(1);
    let weeks = (needed - 1) / each;
    if weeks * 7 > FURTHEST {
        return None;
    }
    let mut left = needed - weeks * each;
    for day in from.checked_add_days(Days::new(weeks as u64 * 7))?.iter_days().take(7) {
        left -= i64::from(week.holds(day.weekday()));
        if left == 0 {
            return Some(day);
        }
    }
    None
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
        assert_eq!(follows("2026-11-21", "2026-11-22", 0, 500), ("2026-11-22".to_owned(), 0, 500), "no work day to spread over");
        assert_eq!(follows("2026-11-23", "", 1, 1_000_000).0, "", "a million weeks");
    }
}
