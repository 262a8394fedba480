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

    /// The margin where something was logged and what hours cost is known: without either it would only be the revenue
    /// again, and look like profit.
    #[must_use]
    pub fn known_margin(&self) -> Option<Fine> {
        let is_known = !self.costs.is_nothing() && (self.hour_cost.is_some() || !self.costs.has_hours());
        is_known.then(|| self.margin())
    }

    /// What the margin leaves out; `book_hours`: those worked for everybody in the window. Hours of winning a customer
    /// want their cost too, but say nothing of the hours of serving them.
    #[must_use]
    pub fn lack(&self, book_hours: Minutes) -> Option<Lack> {
        match self.costs.hours.0 {
            _ if self.costs.has_hours() && self.hour_cost.is_none() => Some(Lack::HourCost),
            0 if book_hours.0 == 0 => Some(Lack::BookHours),
            0 => Some(Lack::OwnHours),
            _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{CustomerId, EffortId};

    fn effort(kind: EffortKind, hours: i64, cost: i64) -> Effort {
        Effort {
            id: EffortId(0),
            customer: Some(CustomerId(1)),
            date: "2026-01-05".parse().unwrap(),
            kind,
            hours: Some(Minutes(hours * 60)),
            cost: Some(Minor(cost)),
            note: None,
            archived: false,
        }
    }

    #[test]
    fn each_kind_of_effort_goes_where_it_belongs() {
        let mut costs = Costs::default();
        for (kind, hours, cost) in [
            (EffortKind::Delivery, 10, 100),
            (EffortKind::Unbilled, 2, 20),
            (EffortKind::Acquisition, 3, 30),
            (EffortKind::Marketing, 50, 500),
            (EffortKind::Learning, 70, 700),
        ] {
            costs.take(&effort(kind, hours, cost));
        }
        let hours = |hours: i64| Minutes(hours * 60);
        assert_eq!((costs.hours, costs.unbilled, costs.winning), (hours(12), hours(2), hours(3)));
        assert_eq!((costs.expenses, costs.winning_spent), (Minor(120), Minor(30)));
        let economics = Economics { revenue: Minor(1000), costs, hour_cost: Some(Minor(40)) };
        // 1000 - 120 - 30 - 15 hours at 40.
        assert_eq!(economics.margin().minor(), Minor(250));
        // Hours of winning are not hours of work: 880 over 12.
        assert_eq!(economics.hour_rate(), Ratio::new(880, 12));
    }

    #[test]
    fn what_a_margin_leaves_out_is_named() {
        let lack = |hours, winning, hour_cost, book| {
            let costs = Costs { hours: Minutes(hours), winning: Minutes(winning), ..Costs::default() };
            Economics { revenue: Minor(100), costs, hour_cost }.lack(Minutes(book))
        };
        let cost = Some(Minor(40));
        assert_eq!(lack(0, 0, cost, 0), Some(Lack::BookHours));
        assert_eq!(lack(0, 0, cost, 60), Some(Lack::OwnHours));
        assert_eq!(lack(60, 0, None, 60), Some(Lack::HourCost));
        assert_eq!(lack(0, 60, None, 60), Some(Lack::HourCost));
        assert_eq!(lack(60, 0, cost, 60), None);
        // Three hours of winning them, none of serving them.
        assert_eq!(lack(0, 180, cost, 60), Some(Lack::OwnHours));
        assert_eq!(lack(0, 180, cost, 0), Some(Lack::BookHours));
        assert_eq!(lack(60, 180, cost, 60), None);
    }

    #[test]
    fn without_revenue_there_is_a_margin_and_no_percentage() {
        let costs = Costs { expenses: Minor(30), ..Costs::default() };
        for (revenue, margin) in [(0, -30), (-5, -35)] {
            let economics = Economics { revenue: Minor(revenue), costs, hour_cost: None };
            assert_eq!((economics.margin().minor(), economics.margin_share()), (Minor(margin), None));
            assert_eq!(economics.hour_rate(), None);
        }
        // What winning them took is unknown while time was logged and its cost is not.
        let won = Costs { winning: Minutes(60), winning_spent: Minor(5), ..Costs::default() };
        assert_eq!((won.to_win(None), won.to_win(Some(Minor(40))).map(Fine::minor)), (None, Some(Minor(45))));
    }

    #[test]
    fn over_service_has_its_edges() {
        let of = |hours, all, revenue| OverService::of(Minutes(hours), Minutes(all), Minor(revenue), Minor(1000));
        assert_eq!(of(10, 0, 100), OverService::NotMeasured);
        assert_eq!(of(10, 100, 0), OverService::AllCost);
        assert_eq!(of(10, 100, -50), OverService::AllCost);
        assert_eq!(of(0, 100, 100), OverService::Index(Ratio::ZERO));
        // Exactly 1.25 is not flagged yet.
        assert_eq!(of(125, 1000, 100), OverService::Index(Ratio::new(5, 4).unwrap()));
        assert_eq!([125, 126].map(|hours| of(hours, 1000, 100).is_flagged()), [false, true]);
        assert_eq!([of(10, 0, 1), of(10, 10, 0)].map(OverService::is_flagged), [false, true]);
    }
}
