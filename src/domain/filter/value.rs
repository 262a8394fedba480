//! Numbers and dates as a filter compares them: exactly, never rounded (`metrics.md`, conventions).
//!
//! It owns how they are typed and printed; which field takes which is in [`fields`](super::fields).

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::fields::Unit;
use crate::domain::currency::Currency;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{self, Minor};
use crate::domain::period::{Day, day_before, month_end, months_after};
use crate::domain::settings::Hundredths;
use crate::domain::typed::{typed_amount, typed_hundredths};

/// A row's figure as an exact fraction: money in base minor units, shares in percent, days, hours, pips and counts as they
/// are, dates in days since 1970-01-01.
#[derive(Debug, Clone, Copy)]
pub struct Quantity(Ratio);

impl Quantity {
    /// A part of a whole in percent. `None` unless the whole is positive.
    #[must_use]
    pub fn percent(part: i64, whole: i64) -> Option<Quantity> {
        Ratio::new(i128::from(part) * 100, i128::from(whole)).map(Quantity)
    }
}

impl From<i64> for Quantity {
    fn from(parts: i64) -> Quantity {
        Quantity(Ratio::new(i128::from(parts), 1).unwrap_or(Ratio::ZERO))
    }
}

impl From<Ratio> for Quantity {
    fn from(ratio: Ratio) -> Quantity {
        Quantity(ratio)
    }
}

impl From<Minor> for Quantity {
    fn from(amount: Minor) -> Quantity {
        Quantity::from(amount.0)
    }
}

impl From<Day> for Quantity {
    fn from(day: Day) -> Quantity {
        Quantity::from(i64::from(day.0))
    }
}

/// What a number is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// An amount in minor units of this currency.
    Money(Minor, Currency),
    /// A number of percent, days or pieces.
    Plain(Hundredths, Unit),
    /// The days of a day, a month or a year, both ends included.
    Span(NaiveDate, NaiveDate),
}

impl Bound {
    /// Reads a number in a unit.
    pub(super) fn number(typed: &str, unit: Unit, currency: Currency) -> Option<Bound> {
        let days = |typed: &str, each: i64| typed_hundredths(typed).map(|count| Hundredths(count.0 * each));
        let bare = |typed: &str| typed_hundredths(typed).filter(|_| !typed.contains('%'));
        let plain = match unit {
            Unit::Money => {
                return typed_amount(typed, currency).filter(|amount| amount.fits()).map(|it| Bound::Money(it, currency));
            }
            Unit::Percent => typed_hundredths(typed),
            Unit::Count => bare(typed),
            Unit::Pips => bare(typed).filter(|pips| (100..=500).contains(&pips.0)),
            Unit::Hours => bare(typed.to_ascii_lowercase().trim_end_matches("hours").trim_end_matches(['h', ' '])),
            Unit::Days => {
                let typed = typed.to_ascii_lowercase();
                let number = typed.find(|piece: char| piece.is_ascii_alphabetic()).unwrap_or(typed.len());
                match &typed[number..] {
                    _ if typed.contains('%') => None,
                    "" | "d" | "day" | "days" => days(&typed[..number], 1),
                    "w" | "week" | "weeks" => days(&typed[..number], 7),
                    _ => None,
                }
            }
        };
        plain.map(|plain| Bound::Plain(plain, unit))
    }

    /// Reads `2022`, `2022-03` or `2022-03-14`.
    pub(super) fn date(typed: &str) -> Option<Bound> {
        let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let mut pieces = typed.split('-');
        let (year, month, day) = (pieces.next()?, pieces.next(), pieces.next());
        let fits = digits(year, 4) && month.is_none_or(|it| digits(it, 2)) && day.is_none_or(|it| digits(it, 2));
        if !fits || pieces.next().is_some() {
            return None;
        }
        let number = |text: Option<&str>| text.map_or(Some(1), |text| text.parse().ok());
        let from =
            NaiveDate::from_ymd_opt(year.parse().ok().filter(|year| (1900..=2999).contains(year))?, number(month)?, number(day)?)?;
        let to = match (month, day) {
            (None, _) => day_before(months_after(from, 12)),
            (_, None) => month_end(from),
            _ => from,
        };
        Some(Bound::Span(from, to))
    }

    /// How the quantity stands to the bound's low end and to its high end.
    pub(super) fn compared(self, quantity: Quantity) -> (Ordering, Ordering) {
        let against = |bound: i64, scale| quantity.0.cmp(&Ratio::new(i128::from(bound), scale).unwrap_or(Ratio::ZERO));
        match self {
            Bound::Money(amount, _) => (against(amount.0, 1), against(amount.0, 1)),
            Bound::Plain(Hundredths(value), _) => (against(value, 100), against(value, 100)),
            Bound::Span(from, to) => (against(i64::from(Day::from(from).0), 1), against(i64::from(Day::from(to).0), 1)),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Money(amount, currency) => {
                let text = money::plain(*amount, *currency);
                let whole = text.split_once('.').filter(|(_, fraction)| fraction.bytes().all(|digit| digit == b'0'));
                f.write_str(whole.map_or(&text, |(whole, _)| whole))
            }
            Bound::Plain(value, Unit::Percent) => write!(f, "{value}%"),
            Bound::Plain(value, Unit::Days) => write!(f, "{value}d"),
            Bound::Plain(value, Unit::Hours) => write!(f, "{value}h"),
            Bound::Plain(value, _) => value.fmt(f),
            Bound::Span(from, to) if from == to => from.fmt(f),
            Bound::Span(from, to) if from.month() == to.month() => write!(f, "{}", from.format("%Y-%m")),
            Bound::Span(from, _) => write!(f, "{}", from.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(typed: &str, unit: Unit) -> Option<String> {
        Bound::number(typed, unit, Currency::USD).map(|bound| bound.to_string())
    }

    #[test]
    fn numbers_are_typed_the_way_people_do() {
        for (typed, unit, printed) in [
            ("10k", Unit::Money, "10000"),
            ("$1,200.50", Unit::Money, "1200.50"),
            ("-50", Unit::Money, "-50"),
            ("5", Unit::Percent, "5%"),
            ("12.5%", Unit::Percent, "12.5%"),
            ("60d", Unit::Days, "60d"),
            ("8w", Unit::Days, "56d"),
            ("90", Unit::Days, "90d"),
            ("3", Unit::Count, "3"),
            ("4", Unit::Pips, "4"),
            ("40", Unit::Hours, "40h"),
            ("7.5H", Unit::Hours, "7.5h"),
            ("40hours", Unit::Hours, "40h"),
        ] {
            assert_eq!(number(typed, unit).as_deref(), Some(printed), "{typed}");
            assert_eq!(number(printed, unit).as_deref(), Some(printed));
        }
        for (typed, unit) in [
            ("x", Unit::Money),
            ("5d", Unit::Percent),
            ("6m", Unit::Days),
            ("3%", Unit::Count),
            ("", Unit::Days),
            ("0", Unit::Pips),
            ("6", Unit::Pips),
            ("4%", Unit::Pips),
            ("h", Unit::Hours),
        ] {
            assert_eq!(number(typed, unit), None, "{typed}");
        }
    }

    #[test]
    fn dates_are_days_months_or_years() {
        for typed in ["2022", "2022-03", "2022-03-14", "2024-02-29"] {
            assert_eq!(Bound::date(typed).unwrap().to_string(), typed);
        }
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(Bound::date("2024-02"), Some(Bound::Span(date("2024-02-01"), date("2024-02-29"))));
        for wrong in ["22", "2022-13", "2022-02-30", "2022-3", "1066", "2022-01-01-01", "+202"] {
            assert_eq!(Bound::date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_share_a_hair_under_the_line_is_under_it() {
        let five = Bound::number("5%", Unit::Percent, Currency::USD).unwrap();
        let stands = |part| five.compared(Quantity::percent(part, 1_000_000_000).unwrap()).0;
        assert_eq!(
            [stands(49_999_999), stands(50_000_000), stands(50_000_001)],
            [Ordering::Less, Ordering::Equal, Ordering::Greater]
        );
        assert!(Quantity::percent(1, 0).is_none() && Quantity::percent(1, -1).is_none());
    }
}
