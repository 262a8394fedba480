//! Engagements as spans of days: from when to when, how many days a week, at which odds.
//!
//! What they come to in a week is [`super::weeks`]'; how likely an opportunity is comes from [`super::pipeline`].

use chrono::{Datelike, NaiveDate};

use super::calendar::Calendar;
use super::{Bar, Counted, Days, Group, Pipeline, WhatIf};
use crate::domain::book::Book;
use crate::domain::period::{day_before, months_after};
use crate::domain::settings::Hundredths;
use crate::domain::work::{Engagement, Stage};

/// Certain.
pub(super) const SURE: Hundredths = Hundredths(10_000);

/// Days that never come to an end within so many years go on.
const LONGEST_MONTHS: u32 = 20 * 12;

/// How fast days are used up: so many in so many work days, and no more than all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pace {
    days: Days,
    over: i64,
    most: Option<Days>,
}

impl Pace {
    /// Days used up after so many work days. Differences of it sum to exactly what there is in all.
    fn after(self, work_days: i64) -> Days {
        let used = self.days.times(work_days, self.over);
        self.most.map_or(used, |most| used.min(most))
    }
}

/// An engagement in the plan.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) bar: Bar,
    pace: Option<Pace>,
}

impl Work {
    pub(super) fn of(
        engagement: &Engagement,
        calendar: &Calendar,
        pipeline: &Pipeline,
        what_if: &WhatIf,
        today: NaiveDate,
    ) -> Work {
        let (to, pace) = engagement.starts.map_or((None, None), |starts| extent(engagement, starts, calendar, today));
        let is_open = engagement.stage.is_open();
        let bar = Bar {
            id: engagement.id,
            customer: engagement.customer,
            stage: engagement.stage,
            group: if is_open { Group::Maybe } else { Group::Booked },
            from: engagement.starts,
            to,
            per_week: match pace {
                Some(pace) => Some(pace.days.times(calendar.count(), pace.over)),
                // Without a date nothing is used up, yet what was said still reads.
                None if engagement.starts.is_none() => engagement.days_per_week.map(Days::from),
                None => None,
            },
            odds: if is_open { pipeline.odds_of(engagement) } else { SURE },
            counted: if is_open { what_if.counted(engagement.id) } else { None },
        };
        Work { bar, pace }
    }

    /// Whether its days are booked: they are, or the question has it so.
    pub(super) fn is_booked(&self) -> bool {
        self.bar.group == Group::Booked || self.bar.counted == Some(Counted::In)
    }

    /// The odds at which an opportunity counts; `None` where it counts nowhere or is booked.
    pub(super) fn hope(&self) -> Option<Hundredths> {
        (!self.is_booked() && self.bar.counted.is_none() && self.bar.odds.0 > 0).then_some(self.bar.odds)
    }

    /// Whether it takes days at all.
    pub(super) fn takes_days(&self) -> bool {
        self.pace.is_some_and(|pace| pace.days > Days::ZERO)
    }

    /// Whether it is not known how many days it takes.
    pub(super) fn is_unknown(&self) -> bool {
        self.pace.is_none()
    }

    /// First and last day of it between two days; `None` where it lies outside.
    pub(super) fn within(&self, from: NaiveDate, to: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let (first, last) = (self.bar.from?.max(from), self.bar.to.map_or(to, |end| end.min(to)));
        (first <= last).then_some((first, last))
    }

    /// Days it takes between two days, both included.
    pub(super) fn days(&self, from: NaiveDate, to: NaiveDate, calendar: &Calendar) -> Days {
        let (Some(pace), Some(starts), Some((first, last))) = (self.pace, self.bar.from, self.within(from, to)) else {
            return Days::ZERO;
        };
        pace.after(calendar.worked(starts, last)) - pace.after(calendar.worked(starts, day_before(first)))
    }
}

/// Its last day and how its days are used up, from its first day on.
fn extent(work: &Engagement, starts: NaiveDate, calendar: &Calendar, today: NaiveDate) -> (Option<NaiveDate>, Option<Pace>) {
    let (to, pace) = agreed(work, starts, calendar);
    if work.stage != Stage::Done {
        return (to, pace);
    }
    // What is over ended no later than the day that was noted; without any end, before today.
    let over = work.done_on.or_else(|| to.is_none().then(|| day_before(today)));
    match over {
        // Called off before it began.
        Some(over) if over < starts => (Some(starts), None),
        Some(over) => (Some(to.map_or(over, |to| to.min(over))), pace),
        None => (to, pace),
    }
}

fn agreed(work: &Engagement, starts: NaiveDate, calendar: &Calendar) -> (Option<NaiveDate>, Option<Pace>) {
    let count = calendar.count();
    let weekly = |days: Hundredths, most| Pace { days: days.into(), over: count, most };
    match (work.ends, work.days_per_week, work.total_days) {
        (Some(ends), Some(days), _) => (Some(ends), Some(weekly(days, None))),
        (Some(ends), None, Some(total)) => {
            let over = calendar.worked(starts, ends);
            let pace = Pace { days: total.into(), over, most: None };
            (Some(ends), (over > 0).then_some(pace))
        }
        (None, days, Some(total)) => {
            let days = days.filter(|days| days.0 > 0).unwrap_or(Hundredths(count * 100));
            // So many work days until they are used up, the last one perhaps in part.
            let needed = (total.0 * count + days.0 - 1) / days.0.max(1);
            let end = calendar.last_of(starts, needed).filter(|end| *end < months_after(starts, LONGEST_MONTHS));
            (end, Some(weekly(days, Some(total.into()))))
        }
        (ends, Some(days), None) => (ends, Some(weekly(days, None))),
        (ends, None, None) => (ends, None),
    }
}

/// All work of a book that counts: booked by start, then maybes by start, the undated last.
pub(super) fn plan(book: &Book, calendar: &Calendar, pipeline: &Pipeline, what_if: &WhatIf, today: NaiveDate) -> Vec<Work> {
    let counts = |work: &&Engagement| !work.archived && work.stage != Stage::Lost;
    let engagements = book.records().engagements.iter().filter(counts);
    let mut works: Vec<Work> = engagements.map(|work| Work::of(work, calendar, pipeline, what_if, today)).collect();
    works.sort_by_key(|Work { bar, .. }| (bar.group, bar.from.is_none(), bar.from, bar.id));
    works
}

/// A day as the number it seeds draws with: `20260331`.
pub(super) fn as_number(day: NaiveDate) -> u64 {
    (i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())).unsigned_abs()
}
