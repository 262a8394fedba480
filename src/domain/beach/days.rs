//! Days of work, exact: hundredths of days, sevenths of weeks and percentages of both are whole numbers.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use crate::domain::insight::ratio::Ratio;
use crate::domain::money::rounded;
use crate::domain::settings::Hundredths;

/// How many parts a day has: a hundredth, by any number of weekdays up to seven, by a hundredth of a percent.
const PARTS: i64 = 100 * 420 * 10_000;
/// What is agreed in hundredths of days a week comes to whole numbers of these in any week.
const STEP: i64 = 10_000;

/// Days of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Days(i64);

impl Days {
    /// None.
    pub const ZERO: Days = Days(0);
    /// One.
    pub(super) const ONE: Days = Days(PARTS);

    /// Times `factor / divisor`, rounded to a part; nothing where the divisor is not positive.
    #[must_use]
    pub fn times(self, factor: i64, divisor: i64) -> Days {
        if divisor <= 0 {
            return Days::ZERO;
        }
        let parts = rounded(i128::from(self.0) * i128::from(factor), i128::from(divisor));
        Days(parts.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }

    /// At odds of so many hundredths of a percent.
    #[must_use]
    pub fn at(self, Hundredths(odds): Hundredths) -> Days {
        self.times(odds, 10_000)
    }

    /// These days as a part of others; `None` unless those are more than none.
    #[must_use]
    pub fn of(self, whole: Days) -> Option<Ratio> {
        Ratio::new(i128::from(self.0), i128::from(whole.0))
    }

    /// As a fraction of one day.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio::new(i128::from(self.0), i128::from(PARTS)).unwrap_or(Ratio::ZERO)
    }

    /// In the parts they are counted in.
    pub(super) fn parts(self) -> i128 {
        i128::from(self.0)
    }

    /// The same without the last parts that days spread evenly over weeks leave where several are summed, for comparing:
    /// eleven elevenths fill a week.
    pub(super) fn settled(self) -> Days {
        let near = rounded(i128::from(self.0), i128::from(STEP)) as i64 * STEP;
        if (near - self.0).abs() <= STEP / 100 { Days(near) } else { self }
    }

    /// Hundredths, rounded.
    #[must_use]
    pub fn hundredths(self) -> Hundredths {
        Hundredths(self.ratio().rounded(100) as i64)
    }

    /// `8.5`: one decimal where there is one.
    #[must_use]
    pub fn shown(self) -> String {
        let text = self.ratio().decimal(1, 1);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    }
}

impl From<Hundredths> for Days {
    fn from(Hundredths(days): Hundredths) -> Days {
        Days(days.saturating_mul(PARTS / 100))
    }
}

impl Add for Days {
    type Output = Days;

    fn add(self, other: Days) -> Days {
        Days(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Days {
    fn add_assign(&mut self, other: Days) {
        *self = *self + other;
    }
}

impl Sub for Days {
    type Output = Days;

    fn sub(self, other: Days) -> Days {
        Days(self.0.saturating_sub(other.0))
    }
}

impl Sum for Days {
    fn sum<I: Iterator<Item = Days>>(days: I) -> Days {
        days.fold(Days::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifths_and_percentages_of_days_stay_exact() {
        let three = Days::from(Hundredths(300));
        assert_eq!(three.times(1, 5).times(5, 1), three);
        assert_eq!(three.times(2, 7).at(Hundredths(3_333)).times(70_000, 6_666), three);
        assert_eq!([Hundredths(850), Hundredths(470), Hundredths(300)].map(|days| Days::from(days).shown()), ["8.5", "4.7", "3"]);
        assert_eq!(three.of(Days::from(Hundredths(400))).unwrap().decimal(100, 0), "75");
        assert_eq!((three.of(Days::ZERO), (three - three).hundredths()), (None, Hundredths(0)));
    }
}
