//! Who sent whom, as a tree, and what the tree is worth (`metrics.md` item 14).
//!
//! Whether a circle may be saved is [`crate::domain::practice::Referral`]'s business; nothing here hangs on one, for no
//! path is followed deeper than five.

use chrono::NaiveDate;

use crate::domain::id::CustomerId;
use crate::domain::practice::{Outcome, Referral, Sender};

use super::evidence::Sent;
use super::fine::Fine;

/// No descendant further down counts.
pub const DEPTH: usize = 5;

/// A customer sent by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    /// Who sent.
    pub sender: CustomerId,
    /// Who was sent.
    pub sent: CustomerId,
    /// How much of it is owed to this sender,
    pub weight: u64,
    /// of so much owed to all who sent the same customer, partners too.
    pub of: u64,
}

/// A line of a drawn tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Branch {
    /// How deep: 1 for who was sent by the root.
    pub depth: usize,
    /// The arrow that leads there.
    pub arrow: Arrow,
}

/// All referrals that count on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Referrals {
    /// By sender, then by who was sent; each pair once.
    arrows: Vec<Arrow>,
    /// What customers sent, with word of mouth: sender, day, who, what came of it.
    sent: Vec<(CustomerId, NaiveDate, Option<CustomerId>, Outcome)>,
}

impl Referrals {
    /// Those of the book up to a day, but for archived ones and those sent to partners. The weights of everybody who sent
    /// the same customer come to 1; two referrals of one pair add up.
    #[must_use]
    pub fn on(referrals: &[Referral], day: NaiveDate) -> Referrals {
        let counts = |referral: &&Referral| !referral.archived && referral.to_partner.is_none() && referral.date <= day;
        let counted: Vec<&Referral> = referrals.iter().filter(counts).collect();
        let weight = |referral: &Referral| u64::from(referral.weight.unwrap_or(1));
        let mut owed: Vec<(CustomerId, u64)> = Vec::new();
        let mut arrows = Vec::new();
        for referral in counted.iter().filter(|referral| referral.outcome != Outcome::WordOfMouth) {
            let (Some(sent), Some(sender)) = (referral.customer, referral.sender()) else { continue };
            owed.push((sent, weight(referral)));
            if let Sender::Customer(sender) = sender {
                arrows.push(Arrow { sender, sent, weight: weight(referral), of: 0 });
            }
        }
        owed.sort_unstable();
        let owed = merged(owed, |(sent, weight), (other, more)| (sent == other).then_some((*sent, weight + more)));
        arrows.sort_unstable();
        let mut arrows = merged(arrows, |arrow, other| {
            let is_same = (arrow.sender, arrow.sent) == (other.sender, other.sent);
            is_same.then_some(Arrow { weight: arrow.weight + other.weight, ..*arrow })
        });
        for arrow in &mut arrows {
            let at = owed.binary_search_by_key(&arrow.sent, |(sent, _)| *sent);
            arrow.of = at.map_or(arrow.weight, |at| owed[at].1);
        }
        let told = |referral: &&Referral| Some((referral.from_customer?, referral.date, referral.customer, referral.outcome));
        let mut sent: Vec<_> = counted.iter().filter_map(told).collect();
        sent.sort_unstable_by_key(|(sender, day, who, _)| (*sender, *day, *who));
        Referrals { arrows, sent }
    }

    /// Whether nobody sent anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.arrows.is_empty() && self.sent.is_empty()
    }

    /// Whom a customer sent, by id.
    #[must_use]
    pub fn children(&self, sender: CustomerId) -> &[Arrow] {
        let from = self.arrows.partition_point(|arrow| arrow.sender < sender);
        let count = self.arrows[from..].partition_point(|arrow| arrow.sender == sender);
        &self.arrows[from..from + count]
    }

    /// Who sent a customer, of all customers; by id of the sender.
    pub fn senders(&self, sent: CustomerId) -> impl Iterator<Item = &Arrow> {
        self.arrows.iter().filter(move |arrow| arrow.sent == sent)
    }

    /// How often a customer spread the word without sending anybody; it stands apart from the tree.
    #[must_use]
    pub fn word_of_mouth(&self, sender: CustomerId) -> usize {
        self.sent_by(sender).iter().filter(|(.., outcome)| *outcome == Outcome::WordOfMouth).count()
    }

    /// What a customer sent from a day on; everything kept here counts up to the day it was made for. Somebody sent twice
    /// is one, and one who paid once pays.
    #[must_use]
    pub fn sent_since(&self, sender: CustomerId, from: NaiveDate, for_a_year: bool) -> Sent {
        let since = self.sent_by(sender).iter().filter(|(_, day, ..)| *day >= from);
        let mut paying: Vec<CustomerId> = Vec::new();
        let mut word = false;
        for (.., who, outcome) in since {
            match (outcome, who) {
                (Outcome::Won, Some(who)) => paying.push(*who),
                _ => word = true,
            }
        }
        paying.sort_unstable();
        paying.dedup();
        Sent { paying: paying.len() as u32, word, for_a_year }
    }

    fn sent_by(&self, sender: CustomerId) -> &[(CustomerId, NaiveDate, Option<CustomerId>, Outcome)] {
        let from = self.sent.partition_point(|(other, ..)| *other < sender);
        let count = self.sent[from..].partition_point(|(other, ..)| *other == sender);
        &self.sent[from..from + count]
    }

    /// The tree below a customer as lines to draw, each before those below it, five deep and so many lines at most. A
    /// customer two senders share stands below both.
    #[must_use]
    pub fn tree(&self, root: CustomerId, most: usize) -> Vec<Branch> {
        let mut lines = Vec::new();
        let below = |id, depth| self.children(id).iter().rev().map(move |arrow| Branch { depth, arrow: *arrow });
        let mut next: Vec<Branch> = below(root, 1).collect();
        while let Some(branch) = next.pop().filter(|_| lines.len() < most) {
            lines.push(branch);
            if branch.depth < DEPTH {
                next.extend(below(branch.arrow.sent, branch.depth + 1));
            }
        }
        lines
    }

    /// What was referred is worth to each sender, without the sender's own margin: half of each child's margin and
    /// of what is below it, five deep, once per path and by the weights on it. Signed: a bad referral costs.
    ///
    /// `place` gives the place of a customer in `margins`; those it does not know count nothing. Worked out level by
    /// level for everybody at once, so a dense or damaged book takes five passes over the arrows and no more.
    #[must_use]
    pub fn values(&self, margins: &[Fine], losses: Losses, place: impl Fn(CustomerId) -> Option<usize>) -> Vec<Fine> {
        let arrows: Vec<(usize, usize, &Arrow)> =
            self.arrows.iter().filter_map(|arrow| Some((place(arrow.sender)?, place(arrow.sent)?, arrow))).collect();
        let own = |at: usize| if losses == Losses::Floored { margins[at].floored() } else { margins[at] };
        let mut below = vec![Fine::ZERO; margins.len()];
        if arrows.is_empty() {
            return below;
        }
        for _ in 0..DEPTH {
            let mut next = vec![Fine::ZERO; margins.len()];
            for (sender, sent, arrow) in &arrows {
                let passed = (own(*sent) + below[*sent]).times(i128::from(arrow.weight), 2 * i128::from(arrow.of));
                next[*sender] = next[*sender] + passed;
            }
            below = next;
        }
        below
    }
}

/// How descendants that lose money count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Losses {
    /// As losses.
    #[default]
    Counted,
    /// As nothing: each descendant's own margin, not what is below it and not the root's.
    Floored,
}

/// Neighbours put together where `join` says they belong together.
fn merged<T>(sorted: Vec<T>, join: impl Fn(&T, &T) -> Option<T>) -> Vec<T> {
    let mut merged: Vec<T> = Vec::with_capacity(sorted.len());
    for one in sorted {
        match merged.last_mut().map(|last| (join(last, &one), last)) {
            Some((Some(both), last)) => *last = both,
            _ => merged.push(one),
        }
    }
    merged
}

#[cfg(test)]
#[path = "referrals_tests.rs"]
mod tests;
