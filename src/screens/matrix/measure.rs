//! What the size of a dot means: a part of the revenue, of the hours, or nothing.
//!
//! The dots themselves are `people`'s.

use crate::domain::insight::ratio::Ratio;
use crate::domain::money::Minor;
use crate::domain::record::Minutes;
use crate::domain::scores::{Score, Scores};
use crate::intent::View;
use crate::ui::scatter::Class;

/// What dots are sized by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Measure {
    /// Revenue of the last 12 months.
    #[default]
    Revenue,
    /// Hours worked in the last 12 months.
    Hours,
    /// Nothing: all dots alike.
    Alike,
}

impl Measure {
    /// The one after it, around the end.
    pub(super) fn next(self) -> Measure {
        match self {
            Measure::Revenue => Measure::Hours,
            Measure::Hours => Measure::Alike,
            Measure::Alike => Measure::Revenue,
        }
    }

    /// A customer's part of all of it; `None` where there is none of it in the book.
    pub(super) fn part(self, score: &Score, whole: Whole) -> Option<Ratio> {
        match self {
            Measure::Revenue => whole.revenue_part(score),
            Measure::Hours => whole.hours_part(score),
            Measure::Alike => None,
        }
    }

    /// The size of a dot: large from 10 % on, middling from 3 % on; all alike where nothing can be measured.
    pub(super) fn class(self, score: &Score, whole: Whole) -> Class {
        let at_least = |part: Ratio, percent| Ratio::new(percent, 100).is_some_and(|least| part >= least);
        match self.part(score, whole) {
            None => Class::Middle,
            Some(part) if at_least(part, 10) => Class::Large,
            Some(part) if at_least(part, 3) => Class::Middle,
            Some(_) => Class::Small,
        }
    }
}

/// What a part is a part of: the book's positive revenue and the hours worked for customers, of the last 12 months.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    revenue: Minor,
    hours: Minutes,
}

impl Whole {
    /// Of the book.
    pub(super) fn of(scores: &Scores, view: &View<'_>) -> Whole {
        Whole { revenue: view.roster().total(), hours: scores.totals().costs.hours }
    }

    /// Whether anybody logged hours.
    pub(super) fn has_hours(self) -> bool {
        self.hours.0 > 0
    }

    /// A customer's part of the revenue (`metrics.md` item 2); `None` without any in the book.
    pub(super) fn revenue_part(self, score: &Score) -> Option<Ratio> {
        Ratio::new(i128::from(score.economics.revenue.0.max(0)), i128::from(self.revenue.0))
    }

    /// A customer's part of the hours; `None` where nobody logged any.
    pub(super) fn hours_part(self, score: &Score) -> Option<Ratio> {
        let hours = if score.pays { score.economics.costs.hours.0 } else { 0 };
        Ratio::new(i128::from(hours), i128::from(self.hours.0))
    }
}
