//! Signs and codes of currencies before and behind an amount.
//!
//! Some signs are shared: `$` means the book's own dollar where the book has one. Numbers are the business of the
//! module above.

use super::Reason;
use crate::domain::currency::Currency;

/// What an amount says about its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::import) enum Sign {
    /// Nothing.
    #[default]
    None,
    /// A sign several currencies share: `$`, `kr`, `Rs`.
    Shared(&'static Family),
    /// One currency.
    Known(Currency),
}

/// Currencies that share a sign, and the one meant where nothing says otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct Family {
    signs: &'static [&'static str],
    usual: Option<&'static str>,
    members: &'static str,
}

static FAMILIES: [Family; 4] = [
    Family {
        signs: &["$"],
        usual: Some("USD"),
        members: "USD AUD BBD BMD BND BSD BZD CAD CLP COP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD XCD",
    },
    Family { signs: &["¥"], usual: Some("JPY"), members: "JPY CNY" },
    Family { signs: &["kr", "Kr", "KR"], usual: None, members: "SEK NOK DKK ISK" },
    Family { signs: &["Rs", "rs", "RS"], usual: None, members: "INR PKR LKR NPR MUR SCR" },
];

impl Sign {
    /// The currency meant, given the one of the whole import; `None` where it is that one.
    pub(in crate::import) fn meant(self, of_import: Currency) -> Result<Option<Currency>, Reason> {
        match self {
            Sign::None => Ok(None),
            Sign::Known(currency) => Ok(Some(currency)),
            Sign::Shared(family) if family.members.split(' ').any(|code| code == of_import.code()) => Ok(None),
            Sign::Shared(family) => match family.usual {
                Some(code) => Ok(Currency::parse(code)),
                None => Err("a sign several currencies share: name the one meant with --currency"),
            },
        }
    }
}

impl Sign {
    /// The sign of the sum of two amounts; `None` where they are in two currencies.
    pub(in crate::import) fn beside(self, other: Sign) -> Option<Sign> {
        match (self, other) {
            (Sign::None, sign) | (sign, Sign::None) => Some(sign),
            (Sign::Shared(family), Sign::Known(currency)) | (Sign::Known(currency), Sign::Shared(family)) => {
                family.members.split(' ').any(|code| code == currency.code()).then_some(Sign::Known(currency))
            }
            (one, other) => (one == other).then_some(one),
        }
    }
}

/// Signs of a negative amount.
pub(super) const MINUS: [char; 3] = ['-', '−', '–'];

/// The signs on both sides of an amount together; `None` where they name two currencies.
pub(super) fn both(one: Sign, other: Sign) -> Option<Sign> {
    match (one, other) {
        (Sign::Known(a), Sign::Known(b)) if a != b => None,
        (Sign::Known(_), _) => Some(one),
        _ => Some(other),
    }
}

fn ends_a_sign(piece: char) -> bool {
    piece.is_ascii_digit() || piece.is_whitespace() || MINUS.contains(&piece) || matches!(piece, '(' | ')')
}

/// A currency before an amount, and the rest.
pub(super) fn leading_sign(body: &str) -> Option<(Sign, &str)> {
    let end = body.find(ends_a_sign)?;
    Some((known_sign(&body[..end])?, &body[end..]))
}

/// A currency behind an amount, and the rest.
pub(super) fn trailing_sign(body: &str) -> Option<(Sign, &str)> {
    let (at, piece) = body.char_indices().rev().find(|(_, piece)| ends_a_sign(*piece))?;
    let start = at + piece.len_utf8();
    Some((known_sign(&body[start..])?, &body[..start]))
}

const SIGNS: [(&str, &str); 16] = [
    ("US$", "USD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("CAD$", "CAD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("ZŁ", "PLN"),
    ("KČ", "CZK"),
    ("FT", "HUF"),
    ("FR", "CHF"),
    ("SFR", "CHF"),
    ("EURO", "EUR"),
];

/// The currency of a sign or a code; signs shared by several name none.
pub(in crate::import) fn known_sign(text: &str) -> Option<Sign> {
    let text = text.trim().trim_end_matches('.');
    if let Some(family) = FAMILIES.iter().find(|family| family.signs.contains(&text)) {
        return Some(Sign::Shared(family));
    }
    if let Some(currency) = Currency::of_symbol(text).or_else(|| Currency::parse(text)) {
        return Some(Sign::Known(currency));
    }
    let upper = text.to_uppercase();
    let (_, code) = SIGNS.iter().find(|(sign, _)| *sign == upper)?;
    Currency::parse(code).map(Sign::Known)
}

#[cfg(test)]
mod tests {
    use super::super::sign_of;
    use super::*;

    fn currency(code: &str) -> Sign {
        Sign::Known(Currency::parse(code).unwrap())
    }
    #[test]
    fn the_currency_of_an_amount_is_read_from_its_sign() {
        for (text, sign) in [
            ("5", Sign::None),
            ("$5", Sign::Shared(&FAMILIES[0])),
            ("kr 5", Sign::Shared(&FAMILIES[2])),
            ("€5", currency("EUR")),
            ("5 £", currency("GBP")),
            ("CHF 5", currency("CHF")),
            ("5 zł", currency("PLN")),
            ("A$5", currency("AUD")),
            ("US$ 5", currency("USD")),
            ("$5 CAD", currency("CAD")),
            ("usd 5", currency("USD")),
        ] {
            assert_eq!(sign_of(text), sign, "{text}");
        }
    }

    #[test]
    fn a_shared_sign_means_the_books_own_currency_where_it_can() {
        let meant = |text, of_import| sign_of(text).meant(Currency::parse(of_import).unwrap());
        assert_eq!(meant("$5", "CAD"), Ok(None));
        assert_eq!(meant("$5", "EUR"), Ok(Some(Currency::USD)));
        assert_eq!(meant("kr 5", "SEK"), Ok(None));
        assert!(meant("kr 5", "EUR").is_err());
        assert_eq!(meant("€5", "USD"), Ok(Some(Currency::EUR)));
    }
}
