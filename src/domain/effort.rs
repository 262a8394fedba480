//! Hours and money spent on customers, or on nobody in particular.

use chrono::NaiveDate;

use super::id::{CustomerId, EffortId};
use super::money::Minor;
use super::record::{Field, Minutes, Shape, Sound, Target, Wrong, one_of, record};
use super::text::Line;

one_of! {
    /// What hours or money went into.
    EffortKind {
        /// Work for the customer: `hours` and `direct expenses` of `metrics.md` item 10.
        Delivery = "delivery", "delivery";
        /// Work for the customer that no invoice asks for.
        Unbilled = "unbilled", "unbilled";
        /// Winning the customer.
        Acquisition = "acquisition", "acquisition";
        /// Finding customers.
        Marketing = "marketing", "marketing";
        /// Learning.
        Learning = "learning", "learning";
    }
}

impl EffortKind {
    /// The letter that chooses it.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            EffortKind::Delivery => 'd',
            EffortKind::Unbilled => 'u',
            EffortKind::Acquisition => 'a',
            EffortKind::Marketing => 'k',
            EffortKind::Learning => 'e',
        }
    }
}

record! {
    /// Hours, money or both, spent on a day.
    Effort, EffortId {
        /// For whom; nobody in particular.
        customer: Option<CustomerId> = Field::new("Customer", Shape::Link(Target::Customer)).hint("empty: for nobody in particular");
        /// When.
        date: NaiveDate = Field::new("Date", Shape::Date { ahead: false }).needed();
        /// Into what.
        kind: EffortKind = Field::new("Kind", Shape::OneOf(EffortKind::WORDS)).needed();
        /// Time worked.
        hours: Option<Minutes> = Field::new("Hours", Shape::Hours).hint("3.5, 3:30 or 45 min");
        /// Money spent, in the book's currency.
        cost: Option<Minor> = Field::new("Cost", Shape::Money { signed: false }).hint("money spent, besides the hours");
        /// On what.
        note: Option<Line> = Field::new("What for", Shape::Line);
        /// Taken out of every count: a mistake.
        archived: bool = Field::new("Archived", Shape::Flag("counts nowhere")).ours();
    }
}

impl Sound for Effort {
    fn check(&self) -> Result<(), Wrong> {
        if self.hours.is_none_or(|hours| hours.0 == 0) && self.cost.is_none_or(|cost| cost.0 == 0) {
            return Err(Wrong::at("hours", "Say how many hours, or what it cost."));
        }
        if self.customer.is_none() && matches!(self.kind, EffortKind::Delivery | EffortKind::Unbilled) {
            let kind = self.kind.label();
            return Err(Wrong::at(
                "customer",
                format!("Work of the kind {kind} is for a customer. Name one, or choose another kind."),
            ));
        }
        Ok(())
    }
}
