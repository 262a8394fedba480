//! Currencies: the ISO 4217 codes in use, with their decimals and the sign an owner knows.

use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Every code accepted, two decimals unless [`DECIMALS`] says otherwise.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD \
    MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH \
    UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

const DECIMALS: [(&str, u8); 3] =
    [("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF", 0), ("BHD IQD JOD KWD LYD OMR TND", 3), ("", 2)];

const SYMBOLS: [(&str, &str); 12] = [
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("KRW", "₩"),
    ("ILS", "₪"),
    ("UAH", "₴"),
    ("TRY", "₺"),
    ("VND", "₫"),
    ("NGN", "₦"),
    ("PHP", "₱"),
];

impl Currency {
    /// The US dollar, assumed where neither the book nor the file names a currency.
    pub const USD: Currency = Currency(*b"USD");
    /// The euro.
    pub const EUR: Currency = Currency(*b"EUR");

    /// The currency of a code in either case; `None` for a code not in use.
    #[must_use]
    pub fn parse(code: &str) -> Option<Currency> {
        let code: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        let code = code.map(|letter| letter.to_ascii_uppercase());
        let text = std::str::from_utf8(&code).ok()?;
        CODES.split_ascii_whitespace().any(|known| known == text).then_some(Currency(code))
    }

    /// The currency whose sign this is (`$` is taken for the US dollar).
    #[must_use]
    pub fn of_symbol(symbol: &str) -> Option<Currency> {
        SYMBOLS.iter().find(|(_, known)| *known == symbol).and_then(|(code, _)| Currency::parse(code))
    }

    /// The three-letter code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// How many decimals a minor unit stands for: 2 for the dollar, 0 for the yen, 3 for the Kuwaiti dinar.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        DECIMALS.iter().find(|(codes, _)| codes.split(' ').any(|code| code == self.code())).map_or(2, |(_, decimals)| *decimals)
    }

    /// The sign written before an amount, where there is one that needs no explanation.
    #[must_use]
    pub fn symbol(&self) -> Option<&'static str> {
        SYMBOLS.iter().find(|(code, _)| *code == self.code()).map(|(_, symbol)| *symbol)
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Currency::parse(&code).ok_or_else(|| serde::de::Error::custom("not a currency code in use"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_or_refused() {
        assert_eq!(Currency::parse(" eur "), Some(Currency::EUR));
        assert_eq!(Currency::parse("EURO"), None);
        assert_eq!(Currency::parse("XXQ"), None);
        assert_eq!(Currency::parse(""), None);
    }

    #[test]
    fn decimals_follow_the_standard() {
        let decimals = |code| Currency::parse(code).map(|currency| currency.decimals());
        assert_eq!([decimals("USD"), decimals("JPY"), decimals("KWD")], [Some(2), Some(0), Some(3)]);
    }
}
