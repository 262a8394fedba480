//! Time worked as programs write it: `3:30:00`, `3:30`, `3.5`, `3h 30m`; kept in whole minutes.
//!
//! Which decimal mark a column has is settled as for amounts. Which column holds the time is `mapping`'s business.

use super::amounts::{self, DecimalMark, Sign};
use crate::domain::money;
use crate::domain::record::{Minutes, typed_hours};

/// Time read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) minutes: Minutes,
    /// Whether it was not in whole minutes: half a minute went up.
    pub(super) rounded: bool,
}

const NO_TIME: &str = "not a time: write 3.5 or 3:30";
const TOO_LONG: &str = "more than a year in one entry";

/// Reads time; the error says why not, ready for a refusal.
pub(super) fn read(text: &str, mark: DecimalMark) -> Result<Time, &'static str> {
    let text = text.trim();
    // Parts of a minute, as a numerator and a denominator: exact until the one rounding.
    let (numerator, denominator) = if text.contains(':') {
        (clock(text).ok_or(NO_TIME)?, 60)
    } else if let Ok(written) = amounts::read(text, mark) {
        if written.sign != Sign::None {
            return Err(NO_TIME);
        }
        let (digits, scale) = written.value.parts();
        (digits.checked_mul(60).ok_or(TOO_LONG)?, 10i128.checked_pow(scale).ok_or(TOO_LONG)?)
    } else {
        let minutes = typed_hours(text).ok_or(NO_TIME)?;
        (i128::from(minutes.0), 1)
    };
    if numerator < 0 {
        return Err("time cannot be below 0");
    }
    let minutes = i64::try_from(money::rounded(numerator, denominator)).ok().filter(|minutes| *minutes <= Minutes::MOST);
    Ok(Time { minutes: Minutes(minutes.ok_or(TOO_LONG)?), rounded: numerator % denominator != 0 })
}

/// The seconds of `h:mm` or `h:mm:ss`; parts of a second are dropped.
fn clock(text: &str) -> Option<i128> {
    let whole = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let mut parts = text.split(':');
    let hours = whole(parts.next()?)?;
    let minutes = whole(parts.next()?).filter(|minutes| *minutes < 60)?;
    let seconds = match parts.next() {
        None => 0,
        Some(seconds) => whole(seconds.split(['.', ',']).next()?).filter(|seconds| *seconds < 60)?,
    };
    parts.next().is_none().then_some(i128::from(hours) * 3600 + i128::from(minutes) * 60 + i128::from(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_comes_to_whole_minutes_half_up() {
        for (text, minutes, rounded) in [
            ("03:30:00", 210, false),
            ("1:15", 75, false),
            ("0:00:29", 0, true),
            ("0:00:30", 1, true),
            ("00:01:29.999", 1, true),
            ("100:00:00", 6_000, false),
            ("3.50", 210, false),
            ("2", 120, false),
            ("0.33", 20, true),
            ("0.025", 2, true),
            ("3h 30m", 210, false),
            ("45 min", 45, false),
        ] {
            let expected = Time { minutes: Minutes(minutes), rounded };
            assert_eq!(read(text, DecimalMark::Point), Ok(expected), "{text}");
        }
        assert_eq!(read("7,5", DecimalMark::Comma).unwrap().minutes, Minutes(450));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "x", "1:60", "1:00:60", "1:2:3:4", ":30", "$5", "1:-5", "3,5.1"] {
            assert_eq!(read(text, DecimalMark::Point), Err(NO_TIME), "{text}");
        }
        assert_eq!(read("-1", DecimalMark::Point), Err("time cannot be below 0"));
        // 366 days are 8784 hours.
        assert_eq!(read("8784", DecimalMark::Point).unwrap().minutes.0, Minutes::MOST);
        assert_eq!(read("8784:01", DecimalMark::Point), Err(TOO_LONG));
    }
}
