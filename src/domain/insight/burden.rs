//! Traits that wear an owner out, over the whole book (`metrics.md` item 41, the trait load).
//!
//! What a trait takes off one customer's mood is [`super::mood`]'s.

use crate::domain::assessment::{Trait, Traits};

use super::ratio::Ratio;

/// The traits of active customers: not archived, and bought in the last 12 months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Burden {
    by_trait: [usize; Trait::ALL.len()],
    /// How many active customers there are.
    pub customers: usize,
}

impl Burden {
    /// Counts an active customer in.
    pub fn take(&mut self, traits: Traits) {
        self.customers += 1;
        for one in traits.iter() {
            self.by_trait[one as usize] += 1;
        }
    }

    /// How many of them one applies to.
    #[must_use]
    pub fn of(&self, one: Trait) -> usize {
        self.by_trait[one as usize]
    }

    /// All flags.
    #[must_use]
    pub fn flags(&self) -> usize {
        self.by_trait.iter().sum()
    }

    /// Flags an active customer; `None` without any.
    #[must_use]
    pub fn load(&self) -> Option<Ratio> {
        Ratio::new(self.flags() as i128, self.customers as i128)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_load_is_flags_a_customer() {
        let mut burden = Burden::default();
        assert_eq!(burden.load(), None);
        for traits in [&[Trait::Tight, Trait::Boring][..], &[], &[Trait::Tight]] {
            burden.take(traits.iter().copied().collect());
        }
        assert_eq!((burden.of(Trait::Tight), burden.of(Trait::Boring), burden.of(Trait::Critical)), (2, 1, 0));
        assert_eq!((burden.flags(), burden.load()), (3, Ratio::new(1, 1)));
    }
}
