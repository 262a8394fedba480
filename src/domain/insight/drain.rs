//! The drain marker: ever more hours and no better a mood (`metrics.md` item 44).
//!
//! Which hours and answers belong to a quarter is the business of [`crate::domain::scores`].

use crate::domain::record::{Minutes, Rating};

/// The last three full quarters of a customer, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quarters {
    /// Time worked for them in each.
    pub hours: [Minutes; 3],
    /// How it felt at the end of each; an answer carried over is one.
    pub feel: [Option<Rating>; 3],
}

impl Quarters {
    /// Whether each of the last two took at least 1.2 times the hours of the one before while it felt no better.
    #[must_use]
    pub fn drains(&self) -> bool {
        let more = |pair: &[Minutes]| pair[0].0 > 0 && i128::from(pair[1].0) * 10 >= i128::from(pair[0].0) * 12;
        let no_better = |pair: &[Option<Rating>]| matches!(pair, [Some(before), Some(after)] if after <= before);
        self.hours.windows(2).all(more) && self.feel.windows(2).all(no_better)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drains(hours: [i64; 3], feel: [u8; 3]) -> bool {
        Quarters { hours: hours.map(Minutes), feel: feel.map(Rating::new) }.drains()
    }

    #[test]
    fn more_hours_and_no_better_a_mood_drain() {
        // 1.2 times exactly counts: 100, 120, 144.
        assert!(drains([100, 120, 144], [3, 3, 3]));
        assert!(drains([100, 120, 144], [5, 4, 1]));
        assert!(!drains([100, 119, 200], [3, 3, 3]));
        assert!(!drains([100, 120, 143], [3, 3, 3]));
        assert!(!drains([100, 120, 144], [3, 4, 4]));
        assert!(!drains([100, 120, 144], [3, 2, 3]));
    }

    #[test]
    fn without_a_base_there_is_no_marker() {
        assert!(!drains([0, 120, 144], [3, 3, 3]));
        assert!(!drains([100, 0, 144], [3, 3, 3]));
        assert!(!drains([100, 120, 144], [0, 3, 3]));
        assert!(!drains([100, 120, 144], [3, 3, 0]));
    }
}
