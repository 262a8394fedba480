//! Money: whole minor units (cents), never a float.
//!
//! [`Minor`] is an amount whose currency is known from where it stands: the book's base currency in every total, a
//! document's own currency on the document. Sums are checked; a book refuses documents long before a total could wrap
//! ([`Minor::LARGEST`], [`Minor::LARGEST_BOOK`]). Rounding is half away from zero, from exact integers
//! (`metrics.md`, conventions).

use serde::{Deserialize, Serialize};

use super::currency::Currency;

/// Signed minor units of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minor(pub i64);

impl Minor {
    /// Nothing.
    pub const ZERO: Minor = Minor(0);
    /// The largest amount one document or setting may hold, either sign: a hundred billion with two decimals.
    pub const LARGEST: i64 = 10_000_000_000_000;
    /// The largest sum of absolute amounts a book may hold, so that no total and no difference of totals can wrap.
    pub const LARGEST_BOOK: i64 = i64::MAX / 8;

    /// The sum, or `None` past [`Minor::LARGEST_BOOK`] either way.
    #[must_use]
    pub fn plus(self, other: Minor) -> Option<Minor> {
        self.0.checked_add(other.0).filter(|sum| sum.unsigned_abs() <= Self::LARGEST_BOOK as u64).map(Minor)
    }

    /// The amount with the other sign.
    #[must_use]
    pub fn negated(self) -> Minor {
        Minor(-self.0)
    }

    /// Whether the amount may stand on one document or in one setting.
    #[must_use]
    pub fn fits(self) -> bool {
        self.0.unsigned_abs() <= Self::LARGEST as u64
    }
}

impl std::iter::Sum for Minor {
    /// Totals of amounts that are in the book already: these cannot wrap, [`Minor::LARGEST_BOOK`] was kept on entry.
    fn sum<I: Iterator<Item = Minor>>(amounts: I) -> Minor {
        Minor(amounts.map(|amount| amount.0).sum())
    }
}

/// `numerator / denominator`, rounded half away from zero. The denominator must be positive.
#[must_use]
pub fn rounded(numerator: i128, denominator: i128) -> i128 {
    debug_assert!(denominator > 0);
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    if 2 * rest.abs() >= denominator { whole + rest.signum() } else { whole }
}

/// Whole units with separated thousands and the currency's sign: `$612,400`, `-€50`, `CHF 1,250`.
#[must_use]
pub fn whole(amount: Minor, currency: Currency) -> String {
    let units = rounded(i128::from(amount.0), 10i128.pow(u32::from(currency.decimals())));
    signed(units, &thousands(units.unsigned_abs()), currency)
}

/// Whole units without a sign of the currency, for columns whose heading says it: `612,400`, `-50`.
#[must_use]
pub fn bare(amount: Minor, currency: Currency) -> String {
    let units = rounded(i128::from(amount.0), 10i128.pow(u32::from(currency.decimals())));
    format!("{}{}", if units < 0 { "-" } else { "" }, thousands(units.unsigned_abs()))
}

/// Every minor unit, for one document or a monthly figure: `$1,833.33`, `¥1,200`.
#[must_use]
pub fn exact(amount: Minor, currency: Currency) -> String {
    let unit = 10u64.pow(u32::from(currency.decimals()));
    let size = amount.0.unsigned_abs();
    let mut digits = thousands(u128::from(size / unit));
    if currency.decimals() > 0 {
        digits = format!("{digits}.{:0width$}", size % unit, width = usize::from(currency.decimals()));
    }
    signed(i128::from(amount.0), &digits, currency)
}

/// A plain decimal with the currency's decimals and nothing else, for files: `-1234.50`.
#[must_use]
pub fn plain(amount: Minor, currency: Currency) -> String {
    let unit = 10u64.pow(u32::from(currency.decimals()));
    let size = amount.0.unsigned_abs();
    let sign = if amount.0 < 0 { "-" } else { "" };
    if currency.decimals() == 0 {
        return format!("{sign}{size}");
    }
    format!("{sign}{}.{:0width$}", size / unit, size % unit, width = usize::from(currency.decimals()))
}

fn signed(amount: i128, digits: &str, currency: Currency) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    match currency.symbol() {
        Some(symbol) => format!("{sign}{symbol}{digits}"),
        None => format!("{sign}{currency} {digits}"),
    }
}

/// A count with its noun: `1 customer`, `1,250 customers`.
#[must_use]
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(u128::from(number)), if number == 1 { one } else { many })
}

/// Digits in groups of three: `1,234,567`.
#[must_use]
pub fn thousands(number: u128) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_like_money() {
        assert_eq!(whole(Minor(61_240_000), Currency::USD), "$612,400");
        assert_eq!(whole(Minor(-4_950), Currency::EUR), "-€50");
        assert_eq!(bare(Minor(-4_949), Currency::EUR), "-49");
        assert_eq!(exact(Minor(183_333), Currency::USD), "$1,833.33");
        assert_eq!(exact(Minor(-7), Currency::USD), "-$0.07");
        assert_eq!(exact(Minor(1200), Currency::parse("JPY").unwrap()), "¥1,200");
        assert_eq!(exact(Minor(125_000), Currency::parse("CHF").unwrap()), "CHF 1,250.00");
        assert_eq!(plain(Minor(-123_450), Currency::USD), "-1234.50");
        assert_eq!(plain(Minor(1_234_567), Currency::parse("KWD").unwrap()), "1234.567");
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!([rounded(5, 10), rounded(4, 10), rounded(-5, 10), rounded(-4, 10), rounded(15, 10)], [1, 0, -1, 0, 2]);
    }

    #[test]
    fn sums_stop_before_they_wrap() {
        assert_eq!(Minor(Minor::LARGEST_BOOK).plus(Minor(1)), None);
        assert_eq!(Minor(-Minor::LARGEST_BOOK).plus(Minor(-1)), None);
        assert_eq!(Minor(2).plus(Minor(3)), Some(Minor(5)));
        assert!(Minor(i64::MIN).plus(Minor(-1)).is_none());
    }
}
