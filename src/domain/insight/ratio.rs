//! Exact fractions: what a figure stays until it is printed, so that no threshold is ever met by rounding.
//!
//! Comparisons are exact for any operands. Money lives in [`crate::domain::money`].

use std::cmp::Ordering;

use crate::domain::money::rounded;

/// A fraction with a positive denominator. Equal values are equal, however they are written.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Ratio = Ratio { numerator: 0, denominator: 1 };
    /// One, or 100 %.
    pub const ONE: Ratio = Ratio { numerator: 1, denominator: 1 };

    /// `numerator / denominator`; `None` unless the denominator is positive.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Ratio> {
        (denominator > 0).then_some(Ratio { numerator, denominator })
    }

    /// Numerator and denominator, as they were given.
    #[must_use]
    pub fn terms(self) -> (i128, i128) {
        (self.numerator, self.denominator)
    }

    /// `1 / self`; `None` unless the fraction is positive.
    #[must_use]
    pub fn inverse(self) -> Option<Ratio> {
        Ratio::new(self.denominator, self.numerator)
    }

    /// The fraction times `factor / divisor`; `None` when that leaves 128 bits or the divisor is not positive.
    #[must_use]
    pub fn times(self, factor: i128, divisor: i128) -> Option<Ratio> {
        Ratio::new(self.numerator.checked_mul(factor)?, self.denominator.checked_mul(divisor)?)
    }

    /// The fraction in steps of `1 / steps`, rounded half away from zero: `rounded(1000)` is tenths of a percent.
    ///
    /// Exact while `numerator * steps` fits 128 bits; past that (sums no book may hold, squared) both sides lose their
    /// lowest bits alike, which is far below any step that is printed.
    #[must_use]
    pub fn rounded(self, steps: i128) -> i128 {
        let (mut numerator, mut denominator) = (self.numerator, self.denominator);
        loop {
            match numerator.checked_mul(steps) {
                Some(scaled) if denominator <= i128::MAX / 4 => return rounded(scaled, denominator.max(1)),
                _ => (numerator, denominator) = (numerator >> 1, denominator >> 1),
            }
        }
    }

    /// The nearest float, for scales and bars; never compare it.
    #[must_use]
    pub fn value(self) -> f64 {
        (self.numerator / self.denominator) as f64 + (self.numerator % self.denominator) as f64 / self.denominator as f64
    }

    /// The fraction times `unit` (100 for a percentage) as a float at six decimals, rounded exactly.
    #[must_use]
    pub fn six_decimals(self, unit: i128) -> f64 {
        self.rounded(unit * 1_000_000) as f64 / 1e6
    }

    /// The fraction times `unit` with `places` decimals, rounded exactly: `23.2`.
    #[must_use]
    pub fn decimal(self, unit: i128, places: u32) -> String {
        let scale = 10i128.pow(places);
        let steps = self.rounded(unit * scale);
        let (sign, steps) = if steps < 0 { ("-", -steps) } else { ("", steps) };
        if places == 0 {
            return format!("{sign}{steps}");
        }
        format!("{sign}{}.{:0width$}", steps / scale, steps % scale, width = places as usize)
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// By cross-multiplication where that fits, else by whole parts and remainders in turn, which always does.
    fn cmp(&self, other: &Ratio) -> Ordering {
        let (mut a, mut b) = ((self.numerator, self.denominator), (other.numerator, other.denominator));
        loop {
            if let (Some(left), Some(right)) = (a.0.checked_mul(b.1), b.0.checked_mul(a.1)) {
                return left.cmp(&right);
            }
            let whole = a.0.div_euclid(a.1).cmp(&b.0.div_euclid(b.1));
            let (rest_a, rest_b) = (a.0.rem_euclid(a.1), b.0.rem_euclid(b.1));
            match (whole, rest_a, rest_b) {
                (Ordering::Equal, 0, _) | (Ordering::Equal, _, 0) => return rest_a.cmp(&rest_b),
                // Of equal whole parts the larger remainder wins, and a/b < c/d just when d/c < b/a.
                (Ordering::Equal, _, _) => (a, b) = ((b.1, rest_b), (a.1, rest_a)),
                (decided, _, _) => return decided,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn halves_round_away_from_zero_when_printed() {
        assert_eq!(ratio(1, 8).decimal(100, 1), "12.5");
        assert_eq!(ratio(1, 80).decimal(100, 1), "1.3");
        assert_eq!(ratio(-1, 80).decimal(100, 1), "-1.3");
        assert_eq!(ratio(2, 3).decimal(1, 0), "1");
        assert_eq!(ratio(84_962, 4_000).six_decimals(1).to_bits(), 21.2405f64.to_bits());
    }

    #[test]
    fn comparison_survives_numbers_too_large_to_multiply() {
        let large = i128::MAX / 3;
        assert!(ratio(large, large - 1) > ratio(large + 1, large));
        assert!(ratio(-large, large - 1) < ratio(-large - 1, large));
        assert_eq!(ratio(large, large), Ratio::ONE);
        assert!(ratio(large, 7) > ratio(large - 1, 7));
        assert_eq!(ratio(large / 2 * 2, 2), ratio(large / 2, 1));
    }

    proptest! {
        #[test]
        fn large_and_small_forms_compare_alike(a in -1000i128..1000, b in 1i128..1000, c in -1000i128..1000, d in 1i128..1000) {
            let blown = i128::MAX / 1001;
            prop_assert_eq!(ratio(a, b).cmp(&ratio(c, d)), ratio(a * blown, b * blown).cmp(&ratio(c * blown, d * blown)));
        }
    }
}
