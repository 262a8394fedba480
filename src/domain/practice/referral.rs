//! Referrals: who sent whom to whom. The tree, the partners' balance and "referred by" are views of them.

use chrono::NaiveDate;

use crate::domain::id::{CustomerId, PartnerId, ReferralId};
use crate::domain::record::{Field, Shape, Sound, Target, Wrong, one_of, record};
use crate::domain::text::Line;

one_of! {
    /// What came of a referral.
    Outcome {
        /// Nothing yet.
        Open = "open", "open";
        /// They became a paying customer.
        Won = "won", "won";
        /// They did not.
        Lost = "lost", "lost";
        /// They spread the word; nobody came of it yet.
        WordOfMouth = "word of mouth", "word of mouth";
    }
}

record! {
    /// Somebody was sent to us, or by us to a partner, or spoke well of us.
    Referral, ReferralId {
        /// Who was sent; none where the word was only spread.
        customer: Option<CustomerId> = Field::new("Who was sent", Shape::Link(Target::Customer)).hint("empty: they only spread the word");
        /// The customer who sent them.
        from_customer: Option<CustomerId> = Field::new("By customer", Shape::Link(Target::Customer));
        /// The partner who sent them.
        from_partner: Option<PartnerId> = Field::new("By partner", Shape::Link(Target::Partner));
        /// The partner they were sent to; none: to us.
        to_partner: Option<PartnerId> = Field::new("To partner", Shape::Link(Target::Partner)).hint("empty: they came to you");
        /// How much of it is owed to this sender, beside the others who sent the same customer; none counts 1.
        weight: Option<u32> = Field::new("Weight", Shape::Count { least: 1, most: 100 }).hint("beside others who sent the same one; empty counts 1");
        /// When.
        date: NaiveDate = Field::new("Date", Shape::Date { ahead: false }).needed();
        /// What came of it.
        outcome: Outcome = Field::new("Outcome", Shape::OneOf(Outcome::WORDS)).needed();
        /// What is to be remembered.
        note: Option<Line> = Field::new("Note", Shape::Line);
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden from lists")).ours();
    }
}

/// Who a customer was sent by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sender {
    /// A customer.
    Customer(CustomerId),
    /// A partner.
    Partner(PartnerId),
}

impl Referral {
    /// Who sent them, where it was not us.
    #[must_use]
    pub fn sender(&self) -> Option<Sender> {
        self.from_customer.map(Sender::Customer).or(self.from_partner.map(Sender::Partner))
    }

    /// Parent and child of the tree: a customer sent another to us. Spreading the word stands apart.
    #[must_use]
    pub fn arrow(&self) -> Option<(CustomerId, CustomerId)> {
        let counts = !self.archived && self.to_partner.is_none() && self.outcome != Outcome::WordOfMouth;
        self.from_customer.zip(self.customer).filter(|_| counts)
    }

    /// Whether this referral beside the others would let a customer be sent by somebody they sent themselves, however
    /// far around (`metrics.md` item 14).
    #[must_use]
    pub fn closes_a_circle(&self, others: &[Referral]) -> bool {
        let Some((sender, sent)) = self.arrow() else { return false };
        let mut above = vec![sender];
        let mut passed = std::collections::BTreeSet::new();
        while let Some(next) = above.pop() {
            if next == sent {
                return true;
            }
            if passed.insert(next) {
                let arrows = others.iter().filter(|other| other.id != self.id).filter_map(Referral::arrow);
                above.extend(arrows.filter(|(_, child)| *child == next).map(|(parent, _)| parent));
            }
        }
        false
    }
}

impl Sound for Referral {
    fn check(&self) -> Result<(), Wrong> {
        if self.from_customer.is_some() && self.from_partner.is_some() {
            return Err(Wrong::at(
                "from_partner",
                "One sender at a time: empty one of the two, and add the other as a referral of its own.",
            ));
        }
        if self.outcome == Outcome::WordOfMouth {
            if self.from_customer.is_none() && self.from_partner.is_none() {
                return Err(Wrong::at("from_customer", "Say who spread the word."));
            }
            if self.to_partner.is_some() {
                return Err(Wrong::at("to_partner", "The word was spread of you, not of a partner. Empty this."));
            }
            return Ok(());
        }
        if self.customer.is_none() {
            return Err(Wrong::at("customer", "Say who was sent, or choose the outcome word of mouth."));
        }
        if self.from_customer.is_some() && self.from_customer == self.customer {
            return Err(Wrong::at("from_customer", "Nobody sends themselves. Name another customer."));
        }
        if self.sender().is_none() && self.to_partner.is_none() {
            return Err(Wrong::at("from_customer", "Say who sent them, or to which partner you did."));
        }
        if self.from_partner.is_some() && self.from_partner == self.to_partner {
            return Err(Wrong::at("to_partner", "A partner sends nobody to themselves. Empty one of the two."));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(id: i64, by: i64, who: i64) -> Referral {
        Referral {
            id: ReferralId(id),
            customer: Some(CustomerId(who)),
            from_customer: Some(CustomerId(by)),
            from_partner: None,
            to_partner: None,
            weight: None,
            date: "2026-01-05".parse().unwrap(),
            outcome: Outcome::Won,
            note: None,
            archived: false,
        }
    }

    #[test]
    fn a_circle_is_noticed_however_long_the_way_around() {
        let known = [sent(1, 1, 2), sent(2, 2, 3), sent(3, 9, 3)];
        assert!(sent(0, 3, 1).closes_a_circle(&known));
        assert!(!sent(0, 1, 3).closes_a_circle(&known));
        assert!(sent(0, 4, 4).closes_a_circle(&known));
        // An edit of a referral does not meet its own older form.
        assert!(!sent(1, 2, 1).closes_a_circle(&known[..1]));
        let told = Referral { outcome: Outcome::WordOfMouth, ..sent(0, 3, 1) };
        assert!(!told.closes_a_circle(&known));
    }

    #[test]
    fn a_referral_says_who_sent_whom() {
        let field = |referral: Referral| referral.check().map_err(|wrong| wrong.field);
        assert_eq!(field(sent(0, 1, 2)), Ok(()));
        assert_eq!(field(sent(0, 1, 1)), Err("from_customer"));
        assert_eq!(field(Referral { customer: None, ..sent(0, 1, 2) }), Err("customer"));
        assert_eq!(field(Referral { from_customer: None, ..sent(0, 1, 2) }), Err("from_customer"));
        assert_eq!(field(Referral { from_partner: Some(PartnerId(1)), ..sent(0, 1, 2) }), Err("from_partner"));
        let out = Referral { from_customer: None, to_partner: Some(PartnerId(1)), ..sent(0, 1, 2) };
        assert_eq!(field(out.clone()), Ok(()));
        assert_eq!(out.arrow(), None);
        let told = Referral { customer: None, outcome: Outcome::WordOfMouth, ..sent(0, 1, 2) };
        assert_eq!(field(told), Ok(()));
    }
}
