//! What a relationship is worth: margin so far, margin to come, margin referred (`metrics.md` items 21 and 43).
//!
//! The tree of referrals is [`super::referrals`]'s; margins are [`super::margin`]'s.

use crate::domain::settings::{Hundredths, Settings};

use super::fine::Fine;

/// All of it, in hundredths of a percent.
const WHOLE: i64 = 10_000;
/// No more of a hundred customers than this count as staying.
const CAP: i64 = 9_700;

/// How many customers stay another year, and what a year's wait takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// r, capped at 97 %.
    pub renewal: Hundredths,
    /// d.
    pub discount: Hundredths,
    /// Whether r is the owner's guess; shown beside every figure made with it.
    pub is_guess: bool,
}

impl Outlook {
    /// The owner's guess; `None` while there is none.
    #[must_use]
    pub fn guessed(settings: &Settings) -> Option<Outlook> {
        let renewal = Hundredths(settings.renewal?.0.clamp(0, CAP));
        Some(Outlook { renewal, discount: Hundredths(settings.discount.0.max(0)), is_guess: true })
    }

    /// Margin to come from next year on: m r/(1+d-r); nothing of a customer who leaves nothing.
    #[must_use]
    pub fn from_next_year(&self, margin: Fine) -> Fine {
        margin.floored().times(i128::from(self.renewal.0), self.wait())
    }

    fn wait(&self) -> i128 {
        i128::from(WHOLE + self.discount.0 - self.renewal.0)
    }
}

/// What a customer is worth, in its three parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relationship {
    /// Margin of all years.
    pub so_far: Fine,
    /// Margin to come from next year on; `None` while nobody guessed how many customers stay.
    pub to_come: Option<Fine>,
    /// What those they sent are worth, five deep.
    pub referred: Fine,
}

impl Relationship {
    /// Margin so far and to come and what was referred. Without a guess of how many stay nothing is counted as to come,
    /// and the screen says so.
    #[must_use]
    pub fn value(&self) -> Fine {
        self.so_far + self.to_come.unwrap_or_default() + self.referred
    }

    /// The value of the tree below them: their own margin and what was referred (`metrics.md` item 14).
    #[must_use]
    pub fn tree(&self) -> Fine {
        self.so_far + self.referred
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Minor;

    fn outlook(renewal: i64) -> Outlook {
        let settings = Settings { renewal: Some(Hundredths(renewal * 100)), ..Settings::default() };
        Outlook::guessed(&settings).unwrap()
    }

    #[test]
    fn the_worked_examples_hold() {
        // metrics.md item 21, in cents.
        let margin = Fine::from(Minor(500_000));
        assert_eq!(outlook(75).from_next_year(margin).minor(), Minor(1_071_429));
        assert_eq!(outlook(90).from_next_year(margin).minor(), Minor(2_250_000));
        assert!(outlook(75).is_guess);
    }

    #[test]
    fn nobody_stays_for_ever_and_losses_are_not_carried_on() {
        assert_eq!(outlook(100), outlook(97));
        assert_ne!(outlook(96), outlook(97));
        assert_eq!(outlook(75).from_next_year(Fine::from(Minor(-5))), Fine::ZERO);
        assert_eq!(Outlook::guessed(&Settings::default()), None);
    }

    #[test]
    fn without_a_guess_nothing_counts_as_to_come() {
        let [so_far, referred] = [100, -30].map(|minor| Fine::from(Minor(minor)));
        let worth = Relationship { so_far, to_come: None, referred };
        assert_eq!((worth.value().minor(), worth.tree().minor()), (Minor(70), Minor(70)));
        let worth = Relationship { to_come: Some(Fine::from(Minor(7))), ..worth };
        assert_eq!((worth.value().minor(), worth.tree().minor()), (Minor(77), Minor(70)));
    }
}
