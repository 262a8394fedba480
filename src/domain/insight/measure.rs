//! What a concentration is measured by: revenue, margin or relationship value (`metrics.md` items 10 and 43, put in order
//! and shared out as items 2 to 7 do with revenue).
//!
//! The unit is that of [`super::concentration`]: a group counts once. Which measure is on screen is the screen's business.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::figures::Figures;
use crate::domain::id::CustomerId;
use crate::domain::money::Minor;
use crate::domain::period::{Day, Period, Window};
use crate::domain::record::Minutes;
use crate::domain::scores::Scores;

use super::concentration::{Concentration, Holding};
use super::fine::Fine;
use super::margin::{Costs, Economics};
use super::ratio::Ratio;
use super::value::Relationship;

/// What bars and shares are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Measure {
    /// What came in.
    #[default]
    Revenue,
    /// What is left of it after what they cost.
    Margin,
    /// What the relationship is worth, whatever the period.
    Value,
}

impl Measure {
    /// The one behind it; behind the last the first.
    #[must_use]
    pub fn next(self) -> Measure {
        match self {
            Measure::Revenue => Measure::Margin,
            Measure::Margin => Measure::Value,
            Measure::Value => Measure::Revenue,
        }
    }
}

/// What a measure leaves out because nobody said it yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gaps {
    /// No hours are logged for anybody.
    pub no_hours: bool,
    /// Hours are logged for some; so many units with revenue have none.
    pub without_hours: usize,
    /// Hours are logged, what an hour costs is not set.
    pub hour_cost: bool,
    /// Nobody guessed how many customers stay, so nothing is counted as to come.
    pub renewal: bool,
}

/// Who holds how much of a measure that is not revenue.
///
/// Whoever never had a document is in none of it, whatever was logged for them: they change no share.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The units in the fixed order; those that lose money come last and have no share.
    pub concentration: Concentration,
    /// All of it with losses taken off; `None` where values overlap, for then they rank and do not sum.
    pub total: Option<Minor>,
    /// Units whose sum is exactly nothing.
    pub idle: usize,
    /// What it leaves out.
    pub gaps: Gaps,
    /// Money and hours of each unit in the period; empty for another measure.
    pub economics: HashMap<CustomerId, Economics>,
    /// The parts of each unit's value; empty for another measure.
    pub worth: HashMap<CustomerId, Relationship>,
}

impl Measured {
    /// Margins in the period of the figures: costs by their own date, over all years those before the first sale too.
    #[must_use]
    pub fn margin(book: &Book, figures: &Figures) -> Measured {
        let mut costs = unit_costs(book, spending(figures), figures.today);
        let hour_cost = book.settings.hour_cost;
        let listed = figures.concentration.holdings().iter().chain(figures.concentration.net_credits());
        let mut economics: HashMap<CustomerId, Economics> = listed
            .map(|Holding { unit, net }| {
                let costs = costs.remove(unit).unwrap_or_default();
                (*unit, Economics { revenue: *net, costs, hour_cost })
            })
            .collect();
        economics.extend(costs.into_iter().map(|(unit, costs)| (unit, Economics { revenue: Minor::ZERO, costs, hour_cost })));
        let total: Fine = economics.values().map(Economics::margin).sum();
        let amounts = economics.iter().map(|(unit, economics)| (*unit, economics.margin()));
        let (concentration, idle) = ranked(book, amounts);
        let gaps = gaps(economics.values().map(|one| (one.revenue > Minor::ZERO, &one.costs)), hour_cost);
        Measured { concentration, total: Some(total.minor()), idle, gaps, economics, worth: HashMap::new() }
    }

    /// Relationship values as of the day of the scores. A group is worth what its members are.
    #[must_use]
    pub fn value(book: &Book, scores: &Scores) -> Measured {
        let mut worth: HashMap<CustomerId, Relationship> = HashMap::new();
        let paying = scores.scores().iter().zip(scores.relationships(book)).filter(|(score, _)| score.pays);
        for (score, own) in paying {
            let unit = worth.entry(book.unit(score.customer)).or_insert(Relationship { to_come: None, ..Relationship::default() });
            unit.so_far = unit.so_far + own.so_far;
            unit.referred = unit.referred + own.referred;
            unit.to_come = match (unit.to_come, own.to_come) {
                (Some(one), Some(other)) => Some(one + other),
                (one, other) => one.or(other),
            };
        }
        let overlaps = worth.values().any(|worth| worth.referred != Fine::ZERO);
        let total: Fine = worth.values().map(Relationship::value).sum();
        let (concentration, idle) = ranked(book, worth.iter().map(|(unit, worth)| (*unit, worth.value())));
        let today = scores.today();
        let costs = unit_costs(book, Window::up_to(today), today);
        let nothing = Costs::default();
        let spent = worth.keys().map(|unit| (true, costs.get(unit).unwrap_or(&nothing)));
        let gaps = Gaps { renewal: scores.outlook().is_none(), ..gaps(spent, book.settings.hour_cost) };
        Measured { concentration, total: (!overlaps).then(|| total.minor()), idle, gaps, economics: HashMap::new(), worth }
    }

    /// By how much the sum of those that leave something lies above the final total, as a part of that: what those that
    /// lose money take off again (`metrics.md` item 12, with the units of the list). `None` where nothing is left.
    #[must_use]
    pub fn erosion(&self) -> Option<Ratio> {
        let last = self.total?;
        Ratio::new(i128::from(self.concentration.total().0) - i128::from(last.0), i128::from(last.0))
    }
}

/// The margin of one customer, a member of a group, in the period of the figures.
#[must_use]
pub fn margin_of(book: &Book, figures: &Figures, customer: CustomerId) -> Minor {
    let mut costs = Costs::default();
    let window = spending(figures);
    let efforts = book.records().efforts.iter().filter(|effort| !effort.archived && effort.customer == Some(customer));
    efforts.filter(|effort| effort.date <= figures.today && window.holds(effort.date.into())).for_each(|effort| costs.take(effort));
    let revenue = book.series(customer).sum(figures.window, figures.basis);
    Economics { revenue, costs, hour_cost: book.settings.hour_cost }.margin().minor()
}

/// The days costs are counted on. All years begin with the first document; what won that customer was spent before.
fn spending(figures: &Figures) -> Window {
    if figures.period == Period::All { Window::up_to(figures.today) } else { figures.window }
}

/// What went into each unit; whoever never had a document is left out.
fn unit_costs(book: &Book, window: Window, today: chrono::NaiveDate) -> HashMap<CustomerId, Costs> {
    let mut each: HashMap<CustomerId, Costs> = HashMap::new();
    for effort in
        book.records().efforts.iter().filter(|effort| !effort.archived && effort.date <= today && window.holds(effort.date.into()))
    {
        if let Some(customer) = effort.customer {
            each.entry(customer).or_default().take(effort);
        }
    }
    let mut units: HashMap<CustomerId, Costs> = HashMap::with_capacity(each.len());
    let pays = |customer: CustomerId| book.series(customer).first_day().is_some_and(|first| first <= Day::from(today));
    for (customer, costs) in each.into_iter().filter(|(customer, costs)| !costs.is_nothing() && pays(*customer)) {
        units.entry(book.unit(customer)).or_default().join(&costs);
    }
    units
}

/// The units in the fixed order, and how many of them come to nothing.
fn ranked(book: &Book, amounts: impl Iterator<Item = (CustomerId, Fine)>) -> (Concentration, usize) {
    let holdings: Vec<Holding> = amounts.map(|(unit, amount)| Holding { unit, net: amount.minor() }).collect();
    let idle = holdings.iter().filter(|holding| holding.net == Minor::ZERO).count();
    (Concentration::of(holdings, |id| book.customer(id).map_or("", |customer| customer.name.as_str())), idle)
}

/// What is left out of these units: whether each brought revenue, and what went into it.
fn gaps<'a>(units: impl Iterator<Item = (bool, &'a Costs)> + Clone, hour_cost: Option<Minor>) -> Gaps {
    let no_hours = !units.clone().any(|(_, costs)| costs.has_hours());
    let without = units.filter(|(earns, costs)| *earns && costs.hours == Minutes(0)).count();
    Gaps {
        no_hours,
        without_hours: if no_hours { 0 } else { without },
        hour_cost: !no_hours && hour_cost.is_none(),
        renewal: false,
    }
}

#[cfg(test)]
#[path = "measure_tests.rs"]
mod tests;
