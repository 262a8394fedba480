//! Engagements as spans of days: from when to when, how many days a week, at which odds.
//!
//! What they come to in a week is [`super::weeks`]'; how likely an opportunity is comes from [`super::pipeline`].

use chrono::{Datelike, NaiveDate};

use super::calendar::Calendar;
use super::{Bar, Counted, Days, Group, Pipeline, WhatIf};
use crate::domain::book::Book;
use crate::domain::period::day_before;
use crate::domain::settings::Hundredths;
use crate::domain::work::{Engagement, Extent, Pace, Stage};

/// Certain.
pub(super) const SURE: Hundredths = Hundredths(10_000);

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
        let Extent { ends: to, pace } = extent(engagement, calendar, today);
        let is_open = engagement.stage.is_open();
        let bar = Bar {
            id: engagement.id,
            customer: engagement.customer,
            stage: engagement.stage,
            group: if is_open { Group::Maybe } else { Group::Booked },
            from: engagement.starts,
            to,
            per_week: match pace {
                Some(pace) if pace.is_daily => Some(pace.days.into()),
                Some(pace) => Some(Days::from(pace.days).times(calendar.week().count(), pace.over)),
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
        self.pace.is_some_and(|pace| pace.days.0 > 0)
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
        // What is used up at the end of a day: differences of it sum to exactly what there is in all.
        let used = |to: NaiveDate| {
            let counted = if pace.is_daily { (to - starts).num_days() + 1 } else { calendar.week().worked(starts, to) };
            let used = Days::from(pace.days).times(counted, pace.over);
            pace.most.map_or(used, |most| used.min(most.into()))
        };
        used(last) - used(day_before(first))
    }
}

/// Its last day and how its days are used up, from its first day on.
fn extent(work: &Engagement, calendar: &Calendar, today: NaiveDate) -> Extent {
    let agreed = work.extent(calendar.week());
    let Some(starts) = work.starts.filter(|_| work.stage == Stage::Done) else { return agreed };
    // What is over ended no later than the day that was noted; where nobody noted one, before today.
    let is_late = agreed.ends.is_none_or(|ends| ends >= today);
    let over = work.done_on.or_else(|| is_late.then(|| day_before(today).max(starts)));
    let ends = over.map(|over| agreed.ends.map_or(over, |ends| ends.min(over)));
    Extent { ends: ends.or(agreed.ends), ..agreed }
}

/// All work of a book that counts: booked by start, then maybes by start, the undated last.
pub(super) fn plan(book: &Book, calendar: &Calendar, pipeline: &Pipeline, what_if: &WhatIf, today: NaiveDate) -> Vec<Work> {
    let counts = |work: &&Engagement| !work.archived && work.stage != Stage::Lost && !work.is_called_off(today);
    let engagements = book.records().engagements.iter().filter(counts);
    let mut works: Vec<Work> = engagements.map(|work| Work::of(work, calendar, pipeline, what_if, today)).collect();
    works.sort_by_key(|Work { bar, .. }| (bar.group, bar.from.is_none(), bar.from, bar.id));
    works
}

/// A day as the number it seeds draws with: `20260331`.
pub(super) fn as_number(day: NaiveDate) -> u64 {
    (i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())).unsigned_abs()
}
