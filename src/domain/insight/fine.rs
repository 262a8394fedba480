//! Money in parts so small that hours by the minute and halves many deep are still whole numbers.
//!
//! Margins and what is worked out of them stay in this form until they are shown. Amounts of documents are
//! [`crate::domain::money::Minor`].

use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{Minor, rounded};
use crate::domain::record::Minutes;

/// How many parts a minor unit has: a minute of an hour's cost is a sixtieth, five referrals deep is a thirty-second.
const PARTS: i128 = 60 << 20;

/// An amount of money in the book's currency, exact far below its minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fine(i128);

impl Fine {
    /// Nothing.
    pub const ZERO: Fine = Fine(0);

    /// What hours cost at so much an hour.
    #[must_use]
    pub fn of_hours(Minutes(minutes): Minutes, hour: Minor) -> Fine {
        Fine(i128::from(minutes) * i128::from(hour.0) * (PARTS / 60))
    }

    /// The amount times `factor / divisor`, rounded to a part; nothing where the divisor is not positive.
    #[must_use]
    pub fn times(self, factor: i128, divisor: i128) -> Fine {
        if divisor > 0 { Fine(rounded(self.0.saturating_mul(factor), divisor)) } else { Fine::ZERO }
    }

    /// In minor units, rounded half away from zero: for showing.
    #[must_use]
    pub fn minor(self) -> Minor {
        Minor(rounded(self.0, PARTS).clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }

    /// This amount as a part of another; `None` unless that is positive.
    #[must_use]
    pub fn of(self, whole: Fine) -> Option<Ratio> {
        Ratio::new(self.0, whole.0)
    }

    /// The larger of this and nothing.
    #[must_use]
    pub fn floored(self) -> Fine {
        Fine(self.0.max(0))
    }
}

impl From<Minor> for Fine {
    fn from(amount: Minor) -> Fine {
        Fine(i128::from(amount.0) * PARTS)
    }
}

impl Add for Fine {
    type Output = Fine;

    fn add(self, other: Fine) -> Fine {
        Fine(self.0.saturating_add(other.0))
    }
}

impl Sub for Fine {
    type Output = Fine;

    fn sub(self, other: Fine) -> Fine {
        Fine(self.0.saturating_sub(other.0))
    }
}

impl Sum for Fine {
    fn sum<I: Iterator<Item = Fine>>(amounts: I) -> Fine {
        amounts.fold(Fine::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_and_halves_stay_exact_until_shown() {
        // 20 minutes at 0.10 an hour are a third of 0.10.
        let third = Fine::of_hours(Minutes(20), Minor(10));
        assert_eq!(third.minor(), Minor(3));
        assert_eq!(third + third + third, Fine::from(Minor(10)));
        assert_eq!(Fine::from(Minor(1)).times(1, 32).times(32, 1), Fine::from(Minor(1)));
        assert_eq!([5, -5].map(|tenths| Fine::from(Minor(tenths)).times(1, 10).minor()), [Minor(1), Minor(-1)]);
    }

    #[test]
    fn a_part_of_nothing_is_no_part() {
        let ten = Fine::from(Minor(10));
        assert_eq!(ten.of(Fine::from(Minor(20))), Ratio::new(1, 2));
        assert_eq!((ten.of(Fine::ZERO), ten.of(Fine::from(Minor(-1))), ten.times(1, 0)), (None, None, Fine::ZERO));
        assert_eq!((Fine::from(Minor(-1)).floored(), ten.floored()), (Fine::ZERO, ten));
    }
}
