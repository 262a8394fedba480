//! Amounts, prices and rates as people and programs write them: exact decimals, never a float.
//!
//! Which of point and comma is the decimal mark is settled per column by [`Marks`] over many values; a single value
//! never decides it alone. Dates are next door in `dates`.

mod decimal;
mod marks;
mod sign;

use crate::domain::money::Minor;
use decimal::MOST_DIGITS;
use sign::{MINUS, both, leading_sign, trailing_sign};

pub(super) use decimal::Decimal;
pub(super) use marks::{MarkVerdict, Marks};
pub(super) use sign::{Sign, known_sign};

/// The sign between whole units and decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,250.50`
    Point,
    /// `1.250,50`
    Comma,
}

impl DecimalMark {
    /// The word after `--decimal`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DecimalMark::Point => "point",
            DecimalMark::Comma => "comma",
        }
    }

    /// The mark typed as a word or as itself.
    #[must_use]
    pub fn parse(word: &str) -> Option<DecimalMark> {
        match word.trim().to_ascii_lowercase().as_str() {
            "point" | "dot" | "." => Some(DecimalMark::Point),
            "comma" | "," => Some(DecimalMark::Comma),
            _ => None,
        }
    }

    fn sign(self) -> u8 {
        match self {
            DecimalMark::Point => b'.',
            DecimalMark::Comma => b',',
        }
    }
}

/// An amount as written: its value and the currency it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) value: Decimal,
    pub(super) sign: Sign,
}

/// Why a cell is no amount, ready for a refusal.
pub(super) type Reason = &'static str;

const NOT_AN_AMOUNT: Reason = "not an amount";
const OTHER_MARK: [(DecimalMark, Reason); 2] = [
    (DecimalMark::Point, "not an amount with a decimal point, as the other values of the column have"),
    (DecimalMark::Comma, "not an amount with a decimal comma, as the other values of the column have"),
];
/// An amount past [`Minor::LARGEST`].
pub(super) const TOO_LARGE: Reason = "larger than any amount keepnet keeps (100 billion)";

/// Reads an amount with its sign, its thousands and its currency.
pub(super) fn read(text: &str, mark: DecimalMark) -> Result<Written, Reason> {
    let bare = Bare::of(text).ok_or(NOT_AN_AMOUNT)?;
    match digits(bare.body, mark) {
        Ok(value) => Ok(bare.with(value)),
        Err(Unread::TooLong) => Err(TOO_LARGE),
        Err(Unread::Shape) => {
            let other = if mark == DecimalMark::Point { DecimalMark::Comma } else { DecimalMark::Point };
            let fits_other = digits(bare.body, other).is_ok();
            Err(OTHER_MARK.iter().find(|(known, _)| fits_other && *known == mark).map_or(NOT_AN_AMOUNT, |(_, reason)| reason))
        }
    }
}

/// The usual case without a detour: an optional minus, digits, at most the currency's decimals.
pub(super) fn plain_minor(text: &str, mark: DecimalMark, decimals: u8) -> Option<Minor> {
    let bytes = text.as_bytes();
    let (negative, bytes) = if let [b'-', rest @ ..] = bytes { (true, rest) } else { (false, bytes) };
    if bytes.is_empty() || bytes.len() > 14 || !bytes[0].is_ascii_digit() {
        return None;
    }
    let (mut value, mut places) = (0i64, None);
    for &byte in bytes {
        if byte.is_ascii_digit() {
            value = value * 10 + i64::from(byte - b'0');
            places = places.map(|places: u8| places + 1);
        } else if byte == mark.sign() && places.is_none() {
            places = Some(0);
        } else {
            return None;
        }
    }
    let places = places.unwrap_or(0);
    if places > decimals {
        return None;
    }
    value = value.checked_mul(10i64.pow(u32::from(decimals - places)))?;
    Some(Minor(if negative { -value } else { value })).filter(|minor| minor.fits())
}

/// The currency a cell of an amount names, whatever the decimal mark.
pub(super) fn sign_of(text: &str) -> Sign {
    Bare::of(text).map_or(Sign::None, |bare| bare.sign)
}

/// An amount without its signs.
struct Bare<'a> {
    body: &'a str,
    negative: bool,
    sign: Sign,
}

impl<'a> Bare<'a> {
    fn of(text: &'a str) -> Option<Bare<'a>> {
        let mut bare = Bare { body: text.trim(), negative: false, sign: Sign::None };
        let mut minuses = 0;
        loop {
            bare.body = bare.body.trim();
            let body = bare.body;
            if let Some(inner) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
                minuses += 1;
                bare.body = inner;
            } else if let Some(rest) = [".-", ",-", ".–", ",–", ".—"].iter().find_map(|end| body.strip_suffix(end)) {
                // Swiss and Dutch prices write a dash for no cents.
                bare.body = rest;
            } else if let Some(rest) = body.strip_prefix(MINUS).or_else(|| body.strip_suffix(MINUS)) {
                minuses += 1;
                bare.body = rest;
            } else if let Some(rest) = body.strip_prefix('+') {
                bare.body = rest;
            } else if let Some((sign, rest)) = leading_sign(body).or_else(|| trailing_sign(body)) {
                bare.sign = both(bare.sign, sign)?;
                bare.body = rest;
            } else {
                break;
            }
        }
        bare.negative = minuses == 1;
        (minuses <= 1 && !bare.body.is_empty()).then_some(bare)
    }

    fn with(&self, value: Decimal) -> Written {
        let digits = if self.negative { -value.digits } else { value.digits };
        Written { value: Decimal { digits, ..value }, sign: self.sign }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unread {
    Shape,
    TooLong,
}

/// Digits with thousands and decimals under a mark.
fn digits(body: &str, mark: DecimalMark) -> Result<Decimal, Unread> {
    let sign = char::from(mark.sign());
    let (whole, fraction) = body.split_once(sign).unwrap_or((body, ""));
    let fraction = if fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        fraction.trim_end_matches('0')
    } else {
        return Err(Unread::Shape);
    };
    if whole.is_empty() && body.len() <= 1 || !is_grouped(whole) {
        return Err(Unread::Shape);
    }
    let mut value = 0i128;
    let mut count = 0;
    for byte in whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit) {
        value = value * 10 + i128::from(byte - b'0');
        count += usize::from(value != 0);
        if count > MOST_DIGITS {
            return Err(Unread::TooLong);
        }
    }
    if fraction.len() > MOST_DIGITS {
        return Err(Unread::TooLong);
    }
    Ok(Decimal { digits: value, scale: fraction.len() as u32 })
}

/// Digits alone, or in groups of three (or two before the last three, as in 1,00,000) behind one kind of separator.
fn is_grouped(whole: &str) -> bool {
    let Some(separator) = whole.chars().find(|piece| !piece.is_ascii_digit()) else {
        return true;
    };
    let allowed = matches!(separator, ',' | '.' | '\'' | '’' | '_') || separator.is_whitespace();
    let digits = |group: &str, length: usize| group.len() == length && group.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(separator).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    // "0,125" is a fraction in every country: no group of thousands starts with a zero.
    let starts = matches!(first.len(), 1..=3) && digits(first, first.len()) && !first.starts_with('0');
    let western = middle.iter().all(|group| digits(group, 3));
    let indian = first.len() <= 2 && middle.iter().all(|group| digits(group, 2));
    allowed && starts && digits(last, 3) && (western || indian)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;
    use proptest::prelude::*;

    fn cents(text: &str, mark: DecimalMark) -> Result<i64, Reason> {
        read(text, mark).and_then(|written| written.value.minor(2).ok_or(TOO_LARGE)).map(|(minor, _)| minor.0)
    }
    #[test]
    fn amounts_with_a_decimal_point() {
        for (text, expected) in [
            ("1250", 125_000),
            ("1,250.00", 125_000),
            ("1'250.5", 125_050),
            ("1’250.50", 125_050),
            ("1 250.50", 125_050),
            ("1\u{a0}250\u{202f}", 125_000),
            ("1\u{202f}250.50", 125_050),
            ("12,34,567.89", 123_456_789),
            ("-50.00", -5_000),
            ("50.00-", -5_000),
            ("−50", -5_000),
            ("(50.00)", -5_000),
            ("($50.00)", -5_000),
            ("$(50.00)", -5_000),
            ("$-50.00", -5_000),
            ("-$50.00", -5_000),
            ("CHF 1'250.00", 125_000),
            ("CHF 250.-", 25_000),
            ("1250.00 USD", 125_000),
            ("$1,250.00 USD", 125_000),
            ("Rs.500", 50_000),
            (".5", 50),
            ("5.", 500),
            ("0.125", 13),
            ("-0.125", -13),
            ("625.00000", 62_500),
            ("+7", 700),
        ] {
            assert_eq!(cents(text, DecimalMark::Point), Ok(expected), "{text}");
        }
    }

    #[test]
    fn amounts_with_a_decimal_comma() {
        for (text, expected) in [
            ("1.250,00", 125_000),
            ("1.250", 125_000),
            ("1250,5", 125_050),
            ("€ 1.250,00", 125_000),
            ("1.250,00 €", 125_000),
            ("kr 1 250,00", 125_000),
            ("1 250,00 kr.", 125_000),
            ("1'250,00", 125_000),
            ("250,-", 25_000),
            (",5", 50),
        ] {
            assert_eq!(cents(text, DecimalMark::Comma), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for wrong in [
            "",
            " ",
            "-",
            "$",
            "abc",
            "NaN",
            "inf",
            "1e5",
            "1.2.3",
            "1,25",
            "12,50",
            "1,2345",
            "--5",
            "-(5)",
            "12 50",
            "5 %",
            "1.250,00",
            "0,125",
            "€5 USD",
            "１２",
            ".",
            ",",
            "1,,250",
            "1,250,00",
            "5 x",
            "12:30",
            "2025-01-10",
        ] {
            assert!(cents(wrong, DecimalMark::Point).is_err(), "{wrong}");
        }
        assert_eq!(read("1.250,00", DecimalMark::Point), Err(OTHER_MARK[0].1));
        assert_eq!(cents("100000000000.01", DecimalMark::Point), Err(TOO_LARGE));
        assert_eq!(cents("100000000000", DecimalMark::Point), Ok(Minor::LARGEST));
        assert_eq!(cents(&format!("1{}", "0".repeat(30)), DecimalMark::Point), Err(TOO_LARGE));
        assert_eq!(cents(&"9".repeat(5000), DecimalMark::Point), Err(TOO_LARGE));
    }

    proptest! {
        #[test]
        fn a_formatted_amount_reads_back(minor in -Minor::LARGEST..=Minor::LARGEST, style in 0usize..6) {
            let plain = crate::domain::money::plain(Minor(minor), Currency::USD);
            let (text, mark) = match style {
                0 => (plain.clone(), DecimalMark::Point),
                1 => (plain.replace('.', ","), DecimalMark::Comma),
                2 => (crate::domain::money::exact(Minor(minor), Currency::EUR), DecimalMark::Point),
                3 => (crate::domain::money::exact(Minor(minor), Currency::parse("CHF").unwrap()).replace(',', "'"), DecimalMark::Point),
                4 => (format!("({})", plain.trim_start_matches('-')), DecimalMark::Point),
                _ => (format!("{plain} USD"), DecimalMark::Point),
            };
            let expected = if style == 4 { -minor.abs() } else { minor };
            prop_assert_eq!(cents(&text, mark), Ok(expected));
            prop_assert_eq!(plain_minor(&plain, DecimalMark::Point, 2).map_or(minor, |minor| minor.0), minor);
        }

        #[test]
        fn the_short_way_and_the_long_way_agree(text in "-?[0-9]{0,16}[.,]?[0-9]{0,4}", comma in any::<bool>(), decimals in 0u8..4) {
            let mark = if comma { DecimalMark::Comma } else { DecimalMark::Point };
            if let Some(minor) = plain_minor(&text, mark, decimals) {
                prop_assert_eq!(read(&text, mark).unwrap().value.minor(decimals), Some((minor, false)));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = (cents(&text, DecimalMark::Point), cents(&text, DecimalMark::Comma));
            Marks::default().see(&text);
        }
    }
}
