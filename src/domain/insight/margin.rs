//! What a customer leaves after what they cost: margin, rate per hour, over-service (`metrics.md` items 10, 11, 13).
//!
//! Which efforts fall into a window is the business of [`crate::domain::scores`]; the curve of margins is in
//! [`super::whale`].

use crate::domain::effort::{Effort, EffortKind};
use crate::domain::money::Minor;
use crate::domain::record::Minutes;

use super::fine::Fine;
use super::ratio::Ratio;

/// Hours and money that went into a customer in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Costs {
    /// Time worked for them, billed or not.
    pub hours: Minutes,
    /// The part of it no invoice asked for.
    pub unbilled: Minutes,
    /// Money spent on their work.
    pub expenses: Minor,
    /// Time spent winning them; not in `hours`.
    pub winning: Minutes,
    /// Money spent winning them.
    pub winning_spent: Minor,
}

impl Costs {
    /// Adds an entry of the customer's. Marketing and learning are the firm's own and enter no customer's margin.
    pub fn take(&mut self, effort: &Effort) {
        let (minutes, spent) = (effort.hours.unwrap_or_default().0, effort.cost.unwrap_or_default().0);
        let (hours, money) = match effort.kind {
            EffortKind::Delivery | EffortKind::Unbilled => (&mut self.hours, &mut self.expenses),
            EffortKind::Acquisition => (&mut self.winning, &mut self.winning_spent),
            EffortKind::Marketing | EffortKind::Learning => return,
        };
        hours.0 = hours.0.saturating_add(minutes);
        money.0 = money.0.saturating_add(spent);
        if effort.kind == EffortKind::Unbilled {
            self.unbilled.0 = self.unbilled.0.saturating_add(minutes);
        }
    }

    /// Adds another customer's.
    pub fn join(&mut self, other: &Costs) {
        self.hours.0 = self.hours.0.saturating_add(other.hours.0);
        self.unbilled.0 = self.unbilled.0.saturating_add(other.unbilled.0);
        self.expenses.0 = self.expenses.0.saturating_add(other.expenses.0);
        self.winning.0 = self.winning.0.saturating_add(other.winning.0);
        self.winning_spent.0 = self.winning_spent.0.saturating_add(other.winning_spent.0);
    }

    /// Whether nothing was logged.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Costs::default()
    }

    /// Whether hours were logged, of work or of winning.
    #[must_use]
    pub fn has_hours(&self) -> bool {
        self.hours.0 > 0 || self.winning.0 > 0
    }

    /// Whether any of it went into winning them.
    #[must_use]
    pub fn has_winning(&self) -> bool {
        self.winning.0 > 0 || self.winning_spent.0 > 0
    }

    /// What winning them cost, time included; `None` where time was logged and nobody said what an hour costs.
    #[must_use]
    pub fn to_win(&self, hour_cost: Option<Minor>) -> Option<Fine> {
        if self.winning.0 > 0 && hour_cost.is_none() {
            return None;
        }
        Some(Fine::from(self.winning_spent) + Fine::of_hours(self.winning, hour_cost.unwrap_or_default()))
    }
}

/// What a margin leaves out because nobody said it yet: named, never shown as 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// No hours are logged for anybody in the window.
    BookHours,
    /// None are logged for this customer, though for others.
    OwnHours,
    /// Hours are logged, what an hour costs is not set.
    HourCost,
}

/// A customer's money and hours in a window; the book's as a whole likewise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Economics {
    /// Net revenue (`metrics.md` item 1).
    pub revenue: Minor,
    /// What went into it.
    pub costs: Costs,
    /// What an hour of work costs the firm, where the owner said so.
    pub hour_cost: Option<Minor>,
}

impl Economics {
    /// Revenue less expenses, hours at their cost and what winning cost (`metrics.md` item 10). Without an hour's cost
    /// the hours are left out: [`Economics::lack`] says so.
    #[must_use]
    pub fn margin(&self) -> Fine {
        let hour = self.hour_cost.unwrap_or_default();
        let Costs { hours, expenses, winning, winning_spent, .. } = self.costs;
        let time = Minutes(hours.0.saturating_add(winning.0));
        Fine::from(self.revenue) - Fine::from(expenses) - Fine::from(winning_spent) - Fine::of_hours(time, hour)
    }

    /// Margin as a part of revenue (`metrics.md` item 10); `None` without positive revenue.
    #[must_use]
    pub fn margin_share(&self) -> Option<Ratio> {
        self.margin().of(self.revenue.into())
    }

    /// Minor units an hour brought after expenses (`metrics.md` item 11); `None` without hours.
    #[must_use]
    pub fn hour_rate(&self) -> Option<Ratio> {
        let left = i128::from(self.revenue.0) - i128::from(self.costs.expenses.0);
        Ratio::new(left * 60, i128::from(self.costs.hours.0))
    }

    /// What the margin leaves out; `book_hours`: those of everybody in the window.
    #[must_use]
    pub fn lack(&self, book_hours: Minutes) -> Option<Lack> {
        match (self.costs.has_hours(), self.hour_cost) {
            (true, None) => Some(Lack::HourCost),
            (true, Some(_)) => None,
            (false, _) if book_hours.0 == 0 => Some(Lack::BookHours),
            (false, _) => Some(Lack::OwnHours),
        }
    }
}

/// The part of hours a customer takes beside the part of revenue they bring (`metrics.md` item 13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverService {
    /// Nobody's hours are logged, or the customer never had a document and so enters no share.
    NotMeasured,
    /// Hours without revenue.
    AllCost,
    /// The part of hours over the part of revenue; 0 without hours.
    Index(Ratio),
}

impl OverService {
    /// Of hours among all hours and revenue among all positive revenue.
    #[must_use]
    pub fn of(hours: Minutes, all_hours: Minutes, revenue: Minor, all_revenue: Minor) -> OverService {
        if all_hours.0 <= 0 {
            return OverService::NotMeasured;
        }
        if hours.0 == 0 {
            return OverService::Index(Ratio::ZERO);
        }
        let index =
            Ratio::new(i128::from(hours.0) * i128::from(all_revenue.0), i128::from(all_hours.0) * i128::from(revenue.0.max(0)));
        index.map_or(OverService::AllCost, OverService::Index)
    }

    /// Whether they take clearly more than they bring: above 1.25 (`metrics.md`, defaults).
    #[must_use]
    pub fn is_flagged(self) -> bool {
        match self {
            OverService::NotMeasured => false,
            OverService::AllCost => true,
            OverService::Index(index) => Ratio::new(5, 4).is_some_and(|limit| index > limit),
        }
    }
}
