//! What a list of customers is sorted, filtered and read by: one figure a customer, nothing where its data are missing.
//!
//! What the figures mean is worked out by [`crate::domain::insight`]; how rows that tie are told apart is
//! [`crate::domain::roster`]'s business.

use std::sync::{Arc, PoisonError};

use crate::domain::book::Book;
use crate::domain::id::CustomerId;
use crate::domain::insight::fine::Fine;
use crate::domain::insight::margin::OverService;
use crate::domain::insight::matrix::pips;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::Minor;
use crate::domain::roster::{Found, Roster};

use super::{Score, Scores};

/// The places of customers by a measure, rising or falling.
pub(super) type Order = (Measure, bool, Arc<[u32]>);

/// More than any index: hours without revenue.
const ALL_COST: i128 = 1 << 60;

/// A figure of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Fit in pips (`metrics.md` item 42).
    Fit,
    /// Mood in pips.
    Mood,
    /// Margin in minor units (`metrics.md` item 10).
    Margin,
    /// Margin in percent of revenue.
    MarginShare,
    /// Minor units an hour brought (`metrics.md` item 11).
    HourRate,
    /// Hours worked.
    Hours,
    /// The over-service index (`metrics.md` item 13).
    OverService,
    /// Relationship value in minor units (`metrics.md` item 43).
    Value,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Measure; 8] = [
        Measure::Fit,
        Measure::Mood,
        Measure::Margin,
        Measure::MarginShare,
        Measure::HourRate,
        Measure::Hours,
        Measure::OverService,
        Measure::Value,
    ];
}

impl Scores {
    /// A customer's figure. `None` where data are missing: a score nobody gave, a margin where nothing was logged of the
    /// customer or nobody said what an hour costs, an index without hours, a value without a guess of how many stay.
    #[must_use]
    pub fn measured(&self, book: &Book, score: &Score, measure: Measure) -> Option<Ratio> {
        let whole = |number: u8| Ratio::new(i128::from(number), 1);
        let minor = |amount: Fine| amount.of(Fine::from(Minor(1)));
        let economics = &score.economics;
        let costs = &economics.costs;
        match measure {
            Measure::Fit => whole(pips(score.fit?.score)),
            Measure::Mood => whole(pips(score.mood?.score)),
            Measure::Margin => minor(score.known_margin()?),
            Measure::MarginShare => score.known_margin().and(economics.margin_share())?.times(100, 1),
            Measure::HourRate => economics.hour_rate(),
            Measure::Hours => Ratio::new(i128::from(costs.hours.0), 60).filter(|_| costs.hours.0 > 0),
            Measure::OverService => match self.over_service(score) {
                OverService::NotMeasured => None,
                OverService::AllCost => Ratio::new(ALL_COST, 1),
                // An index of 0 would praise whoever's hours were never written down.
                OverService::Index(index) => Some(index).filter(|_| costs.hours.0 > 0),
            },
            Measure::Value => {
                self.outlook.filter(|_| score.pays)?;
                minor(self.relationship(book, score.customer)?.value())
            }
        }
    }

    /// Those [found](Roster::finding) by a measure. Who has none stands last either way; equal ones stand in the fixed
    /// order (folded name, then id) either way. The roster must be the one the scores were made beside.
    #[must_use]
    pub fn ordering(&self, book: &Book, roster: &Roster, measure: Measure, descending: bool, found: &Found) -> Vec<CustomerId> {
        roster.picked(&self.places(book, roster, measure, descending), found)
    }

    /// An order is made when first asked for, and once.
    fn places(&self, book: &Book, roster: &Roster, measure: Measure, descending: bool) -> Arc<[u32]> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., known)) = orders.iter().find(|(known, falls, _)| (*known, *falls) == (measure, descending)) {
            return Arc::clone(known);
        }
        let values: Vec<Option<Ratio>> = self.rows.iter().map(|score| self.measured(book, score, measure)).collect();
        let order: Arc<[u32]> = if values.iter().all(Option::is_none) {
            // The fixed order, whichever the measure and way: made once.
            let fixed = || roster.places_by(book, values.into_iter(), true).into();
            Arc::clone(self.unmeasured.get_or_init(fixed))
        } else {
            roster.places_by(book, values.into_iter(), descending).into()
        };
        orders.push((measure, descending, Arc::clone(&order)));
        order
    }

    /// Makes the orders that will be asked for: each measure's largest first.
    pub fn prepare_orders(&self, book: &Book, roster: &Roster) {
        for measure in Measure::ALL {
            self.places(book, roster, measure, true);
        }
    }
}

impl Score {
    /// The margin of the last 12 months, where it is [known](crate::domain::insight::margin::Economics::known_margin).
    #[must_use]
    pub fn known_margin(&self) -> Option<Fine> {
        self.economics.known_margin()
    }
}
