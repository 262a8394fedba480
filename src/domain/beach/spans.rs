//! The days won work took and takes, for analyses that ask for no weeks.
//!
//! Spans are worked out by [`super::plan`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::plan::{Work, plan};
use super::{Days, Group, Pipeline, WhatIf};
use crate::domain::book::Book;
use crate::domain::id::EngagementId;

/// The spans of all work that was won.
pub(in crate::domain) struct Spans {
    calendar: Calendar,
    works: BTreeMap<EngagementId, Work>,
}

impl Spans {
    pub(in crate::domain) fn of(book: &Book, today: NaiveDate) -> Spans {
        let calendar = Calendar::of(book);
        let all = plan(book, &calendar, &Pipeline::of(book, today), &WhatIf::default(), today);
        let won = all.into_iter().filter(|work| work.bar.group == Group::Booked);
        Spans { calendar, works: won.map(|work| (work.bar.id, work)).collect() }
    }

    /// Days an engagement takes between two days, both included; none where it was not won.
    pub(in crate::domain) fn days(&self, id: EngagementId, from: NaiveDate, to: NaiveDate) -> Days {
        self.works.get(&id).map_or(Days::ZERO, |work| work.days(from, to, &self.calendar))
    }

    /// Days an engagement takes in all; of one that goes on, up to a day.
    pub(in crate::domain) fn all_days(&self, id: EngagementId, until: NaiveDate) -> Days {
        let span = self.works.get(&id).and_then(|work| Some((work.bar.from?, work.bar.to.unwrap_or(until))));
        span.map_or(Days::ZERO, |(from, to)| self.days(id, from, to))
    }
}
