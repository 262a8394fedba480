//! The weeks ahead of small firms, worked out by hand. F5 is the fixture of `metrics.md` items 28 to 30, 33 and 35.

mod ahead;
mod days_of_work;
mod f5;
mod laws;
mod money;
mod over;
mod terms;

use chrono::NaiveDate;

use super::*;
use crate::domain::book::Book;
use crate::domain::id::CapacityWeekId;
use crate::domain::record::Records;
use crate::domain::settings::{Settings, TimeOff};
use crate::domain::text::Line;
use crate::domain::work::{CapacityWeek, Engagement};

/// The day F5 is as of: a Tuesday.
pub(in crate::domain) const TODAY: &str = "2026-03-31";

pub(in crate::domain) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(hundredths: i64) -> Days {
    Days::from(Hundredths(hundredths))
}

/// A book of work, made line by line.
#[derive(Debug, Clone, Default)]
pub(in crate::domain) struct Firm {
    pub(in crate::domain) settings: Settings,
    pub(in crate::domain) works: Vec<Engagement>,
    pub(in crate::domain) own: Vec<CapacityWeek>,
    pub(in crate::domain) records: Records,
}

impl Firm {
    /// Work at a stage from a day to a day (empty: it goes on) at so many hundredths of days a week, each for a customer of
    /// its own.
    pub(in crate::domain) fn work(&mut self, stage: Stage, from: &str, to: &str, per_week: i64) -> &mut Engagement {
        let number = self.works.len() as i64 + 1;
        let day = |text: &str| (!text.is_empty()).then(|| date(text));
        self.works.push(Engagement {
            id: EngagementId(number),
            customer: Some(CustomerId(number)),
            title: Line::some("Portal"),
            starts: day(from),
            ends: day(to),
            days_per_week: (per_week >= 0).then_some(Hundredths(per_week)),
            ..Engagement::blank(stage)
        });
        self.works.last_mut().unwrap()
    }

    pub(in crate::domain) fn booked(&mut self, from: &str, to: &str, per_week: i64) -> &mut Engagement {
        self.work(Stage::Booked, from, to, per_week)
    }

    pub(in crate::domain) fn maybe(&mut self, from: &str, to: &str, per_week: i64, odds: i64) -> &mut Engagement {
        let work = self.work(Stage::Proposal, from, to, per_week);
        work.odds = Some(Hundredths(odds));
        work
    }

    pub(in crate::domain) fn off(&mut self, from: &str, to: &str, half: bool) {
        self.settings.days_off.push(TimeOff { from: date(from), to: date(to), half });
    }

    fn own_week(&mut self, monday: &str, hundredths: i64, archived: bool) {
        let id = CapacityWeekId(self.own.len() as i64 + 1);
        self.own.push(CapacityWeek { id, monday: date(monday), days: Hundredths(hundredths), note: None, archived });
    }

    pub(in crate::domain) fn book(&self) -> Book {
        let mut book = Book::new(self.settings.clone(), Vec::new(), Vec::new());
        book.take_records(Records {
            engagements: self.works.clone().into(),
            capacity_weeks: self.own.clone().into(),
            ..self.records.clone()
        });
        book
    }

    pub(in crate::domain) fn beach(&self, today: &str) -> Beach {
        Beach::of(&self.book(), date(today), &WhatIf::default())
    }

    fn asked(&self, today: &str, what_if: &WhatIf) -> Beach {
        Beach::of(&self.book(), date(today), what_if)
    }
}

/// P, Q, O1 and O2 of F5, as 1 to 4.
fn f5() -> Firm {
    let mut firm = Firm::default();
    firm.off("2026-04-22", "2026-04-22", false);
    firm.booked("2026-04-06", "2026-04-24", 300);
    firm.booked("2026-04-06", "2026-05-08", 100);
    firm.maybe("2026-04-27", "2026-05-22", 200, 5_000);
    firm.maybe("2026-05-04", "2026-05-29", 400, 2_500);
    firm.settings.outgo = Some(Minor(650_000));
    firm.settings.reserve = Some(Minor(1_800_000));
    firm
}

/// Weeks 1 to 8.
fn table(beach: &Beach) -> Vec<Week> {
    beach.ahead().skip(1).take(TABLE).collect()
}

fn states(beach: &Beach) -> Vec<State> {
    table(beach).iter().map(|week| week.state).collect()
}

fn shown(weeks: &[Week], days: impl Fn(&Week) -> Days) -> Vec<String> {
    weeks.iter().map(|week| days(week).shown()).collect()
}

fn percent(ratio: Option<Ratio>) -> String {
    ratio.map_or("none".to_owned(), |ratio| ratio.decimal(100, 1))
}
