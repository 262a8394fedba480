//! An exact decimal and what amounts need of it: products, sums, minor units.
//!
//! Knows no text; how numbers are written is the business of the module above.

use crate::domain::money::{Minor, rounded};

/// An exact decimal: `digits / 10^scale`, without trailing zeros behind the mark, so equal values are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Decimal {
    pub(super) digits: i128,
    pub(super) scale: u32,
}

/// More digits than any amount has; keeps every product of two within 128 bits after scaling.
pub(super) const MOST_DIGITS: usize = 18;

impl Decimal {
    /// The exact product; `None` past 128 bits.
    pub(in crate::import) fn times(self, other: Decimal) -> Option<Decimal> {
        Some(Decimal { digits: self.digits.checked_mul(other.digits)?, scale: self.scale + other.scale }.trimmed())
    }

    /// The exact difference; `None` past 128 bits.
    pub(in crate::import) fn minus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let raised = |one: Decimal| one.digits.checked_mul(10i128.checked_pow(scale - one.scale)?);
        Some(Decimal { digits: raised(self)?.checked_sub(raised(other)?)?, scale }.trimmed())
    }

    /// The exact sum; `None` past 128 bits.
    pub(in crate::import) fn plus(self, other: Decimal) -> Option<Decimal> {
        self.minus(Decimal { digits: -other.digits, ..other })
    }

    /// Its digits, and how many of them stand behind the mark.
    pub(in crate::import) fn parts(self) -> (i128, u32) {
        (self.digits, self.scale)
    }

    /// Whether it is 0.
    pub(in crate::import) fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Minor units, rounded half away from zero, and whether that dropped anything. `None` past [`Minor::LARGEST`].
    pub(in crate::import) fn minor(self, decimals: u8) -> Option<(Minor, bool)> {
        let raised = self.digits.checked_mul(10i128.pow(u32::from(decimals)))?;
        let unit = 10i128.checked_pow(self.scale)?;
        let minor = Minor(i64::try_from(rounded(raised, unit)).ok()?);
        minor.fits().then_some((minor, raised % unit != 0))
    }

    pub(super) fn trimmed(mut self) -> Decimal {
        while self.scale > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = 10u128.pow(self.scale);
        let size = self.digits.unsigned_abs();
        write!(f, "{}{}", if self.digits < 0 { "-" } else { "" }, size / unit)?;
        if self.scale > 0 {
            write!(f, ".{:0width$}", size % unit, width = self.scale as usize)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DecimalMark, read};
    use super::*;

    #[test]
    fn arithmetic_is_exact() {
        let value = |text| read(text, DecimalMark::Point).unwrap().value;
        assert_eq!(value("14.00").times(value("12")).unwrap(), value("168"));
        assert_eq!(value("0.333").times(value("3")).unwrap(), value("0.999"));
        assert_eq!(value("0.999").minor(2), Some((Minor(100), true)));
        assert_eq!(value("0.005").minor(2), Some((Minor(1), true)));
        assert_eq!(value("-0.005").minor(2), Some((Minor(-1), true)));
        assert_eq!(value("121").minus(value("21.00")).unwrap(), value("100"));
        assert_eq!(value("1.5").plus(value("2.75")).unwrap().to_string(), "4.25");
        assert_eq!(value("-0.05").to_string(), "-0.05");
        assert_eq!(value("1250").minor(0), Some((Minor(1250), false)));
    }
}
