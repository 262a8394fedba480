//! A question: which maybes are won, which are lost. It changes nothing in the book.

use std::collections::BTreeMap;

use crate::domain::id::EngagementId;

/// How a maybe is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// As won: its days are booked.
    In,
    /// As lost: it counts nowhere.
    Out,
}

/// The maybes counted otherwise than at their odds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct WhatIf(BTreeMap<EngagementId, Counted>);

impl WhatIf {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How a maybe is counted; `None`: at its odds.
    #[must_use]
    pub fn counted(&self, id: EngagementId) -> Option<Counted> {
        self.0.get(&id).copied()
    }

    /// Counts a maybe in, then out, then at its odds again.
    pub fn turn(&mut self, id: EngagementId) {
        match self.counted(id) {
            None => drop(self.0.insert(id, Counted::In)),
            Some(Counted::In) => drop(self.0.insert(id, Counted::Out)),
            Some(Counted::Out) => drop(self.0.remove(&id)),
        }
    }

    /// Every maybe at its odds again.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Forgets those that are no maybes any more.
    pub fn keep(&mut self, is_maybe: impl Fn(EngagementId) -> bool) {
        self.0.retain(|id, _| is_maybe(*id));
    }

    /// Every maybe counted otherwise than at its odds.
    pub fn iter(&self) -> impl Iterator<Item = (EngagementId, Counted)> + '_ {
        self.0.iter().map(|(id, counted)| (*id, *counted))
    }
}
