//! Exchange rates: base units per one unit of a document's currency, an exact decimal (`metrics.md`, conventions).

use serde::{Deserialize, Serialize};

use super::currency::Currency;
use super::money::{Minor, rounded};

/// An exact positive decimal: `digits / 10^scale`. Trailing zeros are dropped, so equal rates are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    digits: i64,
    scale: u8,
}

impl Rate {
    /// One to one: the base currency's own rate.
    pub const ONE: Rate = Rate { digits: 1, scale: 0 };

    /// Reads `1.18`; `None` unless it is a positive decimal with at most 12 digits before and 9 after the point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Rate> {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let fraction = fraction.trim_end_matches('0');
        let digit = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || whole.len() > 9 || fraction.len() > 9 || !digit(whole) || !digit(fraction) {
            return None;
        }
        let digits = format!("{whole}{fraction}").parse::<i64>().ok()?;
        (digits > 0).then_some(Rate { digits, scale: fraction.len() as u8 })
    }

    /// An amount of `from` in minor units of `to`, rounded once, half away from zero. `None` when too large to keep.
    #[must_use]
    pub fn convert(self, amount: Minor, from: Currency, to: Currency) -> Option<Minor> {
        let power = |exponent: u8| 10i128.pow(u32::from(exponent));
        let numerator = i128::from(amount.0).checked_mul(i128::from(self.digits))?.checked_mul(power(to.decimals()))?;
        let converted = rounded(numerator, power(self.scale) * power(from.decimals()));
        i64::try_from(converted).ok().map(Minor).filter(|amount| amount.fits())
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return self.digits.fmt(f);
        }
        let unit = 10i64.pow(u32::from(self.scale));
        write!(f, "{}.{:0width$}", self.digits / unit, self.digits % unit, width = usize::from(self.scale))
    }
}

impl Serialize for Rate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Rate::parse(&text).ok_or_else(|| serde::de::Error::custom("not a positive decimal"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversion_matches_the_worked_example() {
        // metrics.md, conventions: 1,200 at 1.25 + 900 at 1.18 = 1,500 + 1,062.
        let usd = |amount, rate| Rate::parse(rate).unwrap().convert(Minor(amount), Currency::EUR, Currency::USD).unwrap().0;
        assert_eq!(usd(120_000, "1.25"), 150_000);
        assert_eq!(usd(90_000, "1.18"), 106_200);
    }

    #[test]
    fn decimals_of_both_currencies_count() {
        let jpy = Currency::parse("JPY").unwrap();
        assert_eq!(Rate::parse("0.0067").unwrap().convert(Minor(1000), jpy, Currency::USD), Some(Minor(670)));
        assert_eq!(Rate::parse("150").unwrap().convert(Minor(333), Currency::USD, jpy), Some(Minor(500)));
        assert_eq!(Rate::parse("150").unwrap().convert(Minor(-333), Currency::USD, jpy), Some(Minor(-500)));
    }

    #[test]
    fn only_positive_decimals_are_rates() {
        assert_eq!(Rate::parse("1.180").unwrap(), Rate::parse("1.18").unwrap());
        assert_eq!(Rate::parse("1.18").unwrap().to_string(), "1.18");
        assert_eq!(Rate::parse("0.05").unwrap().to_string(), "0.05");
        for wrong in ["", ".", "0", "-1", "1,2", "1e3", "NaN", "99999999999"] {
            assert_eq!(Rate::parse(wrong), None, "{wrong}");
        }
    }
}
