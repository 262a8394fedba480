//! What a relationship is worth: margin so far, margin to come, margin referred (`metrics.md` items 21 and 43).
//!
//! The tree of referrals is [`super::referrals`]'s; margins are [`super::margin`]'s.

use crate::domain::settings::{Hundredths, Settings};

use super::expectancy::RenewalRate;
use super::fine::Fine;
use super::ratio::Ratio;

/// All of it, in hundredths of a percent.
const WHOLE: i128 = 10_000;

/// How many customers stay another year, and what a year's wait takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// r, 0 to 1, capped at 97 %.
    pub renewal: Ratio,
    /// d.
    pub discount: Hundredths,
    /// Whether r is the owner's guess; shown beside every figure made with it.
    pub is_guess: bool,
}

impl Outlook {
    /// What money to come is worth at a rate of renewal.
    #[must_use]
    pub fn at(rate: RenewalRate, settings: &Settings) -> Outlook {
        Outlook { renewal: rate.capped(), discount: Hundredths(settings.discount.0.max(0)), is_guess: rate.is_guess }
    }

    /// Margin to come from next year on: m r/(1+d-r); nothing of a customer who leaves nothing.
    #[must_use]
    pub fn from_next_year(&self, margin: Fine) -> Fine {
        let (stay, all) = self.renewal.terms();
        margin.floored().times(stay * WHOLE, all * (WHOLE + i128::from(self.discount.0)) - stay * WHOLE)
    }

    /// How many of a hundred stay, as it is shown.
    #[must_use]
    pub fn percent(&self) -> Hundredths {
        Hundredths(self.renewal.rounded(WHOLE) as i64)
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
    use crate::domain::beach::Renewals;
    use crate::domain::money::Minor;

    fn outlook(renewal: i64) -> Outlook {
        let settings = Settings { renewal: Some(Hundredths(renewal * 100)), ..Settings::default() };
        Outlook::at(RenewalRate::of(&settings, &Renewals::default()).unwrap(), &settings)
    }

    #[test]
    fn the_worked_examples_hold() {
        // metrics.md item 21, in cents.
        let margin = Fine::from(Minor(500_000));
        assert_eq!(outlook(75).from_next_year(margin).minor(), Minor(1_071_429));
        assert_eq!(outlook(90).from_next_year(margin).minor(), Minor(2_250_000));
        assert!(outlook(75).is_guess);
        // Exact at a third of all: 5,000 x 2/3 / (1.1 - 2/3) = 7,692.31.
        let third = RenewalRate { rate: Ratio::new(14, 21).unwrap(), is_guess: false };
        let outlook = Outlook::at(third, &Settings::default());
        assert_eq!((outlook.from_next_year(margin).minor(), outlook.percent()), (Minor(769_231), Hundredths(6_667)));
    }

    #[test]
    fn nobody_stays_for_ever_and_losses_are_not_carried_on() {
        assert_eq!(outlook(100), outlook(97));
        assert_ne!(outlook(96), outlook(97));
        assert_eq!(outlook(75).from_next_year(Fine::from(Minor(-5))), Fine::ZERO);
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
