//! How the firm works with a customer: what does not change from quarter to quarter.

use chrono::NaiveDate;

use super::id::{CustomerId, ProfileId};
use super::record::{Field, Shape, Sound, Target, Wrong, one_of, record};
use super::settings::Hundredths;
use super::text::{Line, Prose};

one_of! {
    /// A life stage only the owner can know; the others are computed from what was bought (product, entities).
    LifeStage {
        /// One of the few.
        ForLife = "for life", "for life";
        /// On the way out.
        Leaving = "leaving", "leaving";
    }
}

one_of! {
    /// How far the firm is part of what the customer does (product claim C2).
    Integration {
        /// One of many suppliers.
        Interchangeable = "0", "0 interchangeable";
        /// They know the firm.
        Known = "1", "1 known";
        /// They rely on it.
        ReliedOn = "2", "2 relied on";
        /// It is part of their processes.
        BuiltIn = "3", "3 built in";
        /// They plan with it.
        Integral = "4", "4 integral";
    }
}

one_of! {
    /// How fast they want to go.
    Pace {
        /// No hurry.
        Unhurried = "unhurried", "unhurried";
        /// A steady pace.
        Steady = "steady", "steady";
        /// Always in a hurry.
        Hurried = "hurried", "hurried";
    }
}

one_of! {
    /// Where their need stands.
    NeedState {
        /// They need nothing now.
        Nothing = "none", "nothing now";
        /// They do not know it yet.
        Latent = "latent", "not aware of it";
        /// They know and wait.
        Aware = "aware", "aware of it";
        /// They look for somebody.
        Looking = "looking", "looking";
        /// It must be now.
        Urgent = "urgent", "urgent";
    }
}

record! {
    /// How the firm works with a customer. At most one a customer.
    Profile, ProfileId {
        /// With whom.
        customer: CustomerId = Field::new("Customer", Shape::Link(Target::Customer)).needed().ours();
        /// Where the relationship stands, where the owner says so.
        life_stage: Option<LifeStage> = Field::new("Life stage", Shape::OneOf(LifeStage::WORDS)).hint("none: told from what they bought");
        /// How integral the firm is.
        integration: Option<Integration> = Field::new("Integration", Shape::OneOf(Integration::WORDS)).hint("how much they plan with you");
        /// How fast they go.
        pace: Option<Pace> = Field::new("Pace", Shape::OneOf(Pace::WORDS));
        /// What they need now.
        need_state: Option<NeedState> = Field::new("Need", Shape::OneOf(NeedState::WORDS));
        /// What they could do instead of buying from the firm.
        alternatives: Option<Prose> = Field::new("Alternatives", Shape::Prose).hint("what they could do instead of you");
        /// How they like things done.
        preferences: Option<Prose> = Field::new("Preferences", Shape::Prose).hint("how they like things done");
        /// Somebody the owner wants to do the best work for.
        best_work: bool = Field::new("Best work", Shape::Flag("somebody to do your best work for"));
        /// Whether the firm may not serve their rivals.
        exclusive: bool = Field::new("Exclusive", Shape::Flag("you serve none of their rivals"));
        /// Why that is in the firm's interest.
        exclusive_reason: Option<Line> = Field::new("Why exclusive", Shape::Line).hint("why that is plainly in your interest");
        /// What they pay for it, on top.
        exclusive_premium: Option<Hundredths> = Field::new("Premium", Shape::Percent).hint("in %, on top of the price");
        /// Until when.
        exclusive_ends: Option<NaiveDate> = Field::new("Premium ends", Shape::Date { ahead: true });
    }
}

impl Sound for Profile {
    fn check(&self) -> Result<(), Wrong> {
        if self.exclusive && self.exclusive_reason.is_none() {
            return Err(Wrong::at(
                "exclusive_reason",
                "Exclusive needs a reason that is plainly in your interest. Write one, or untick it.",
            ));
        }
        if self.exclusive && self.exclusive_premium.is_none() {
            return Err(Wrong::at("exclusive_premium", "Exclusive needs a premium: what they pay on top, in %. For example 15."));
        }
        if (self.exclusive || self.exclusive_premium.is_some()) && self.exclusive_ends.is_none() {
            return Err(Wrong::at("exclusive_ends", "A premium needs an end, or it is forgotten. Say the day it ends."));
        }
        if self.exclusive_premium.is_some_and(|premium| premium.0 == 0) && self.exclusive {
            return Err(Wrong::at("exclusive_premium", "Exclusive for nothing is a gift. Say what they pay on top, in %."));
        }
        Ok(())
    }
}
