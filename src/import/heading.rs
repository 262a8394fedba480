//! A heading of a file: as shown, and in the forms it is compared in.

use csv::StringRecord;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::columns::heading_key;
use crate::domain::currency::Currency;
use crate::domain::text::{Line, shown};

/// A heading of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// Cleaned, for messages.
    pub(super) shown: String,
    /// The form it is compared in, see [`compared`].
    pub(super) key: String,
    /// `Amount (USD)`: the key without the currency, and the currency.
    pub(super) of_currency: Option<(String, Currency)>,
}

/// [`heading_key`] without accents: `Número de factura` and `numero_de_factura` are the same heading.
pub(super) fn compared(heading: &str) -> String {
    if heading.is_ascii() {
        return heading_key(heading);
    }
    heading_key(&heading.nfkd().filter(|piece| !is_combining_mark(*piece)).collect::<String>())
}

impl Heading {
    fn of(cell: &str) -> Heading {
        let key = compared(Line::clean(cell).as_str());
        let of_currency = key
            .rsplit_once(' ')
            .and_then(|(stem, code)| Currency::parse(code).map(|currency| (stem.to_owned(), currency)))
            .or_else(|| of_symbol(cell));
        Heading { shown: shown(cell, 60), key, of_currency }
    }

    /// The headings of a record.
    pub(super) fn all(record: &StringRecord) -> Vec<Heading> {
        let mut headings: Vec<Heading> = record.iter().map(Heading::of).collect();
        // Exports often end every line with a separator: columns without a heading at the end are not missed.
        while headings.last().is_some_and(|heading| heading.key.is_empty() && heading.shown.is_empty()) {
            headings.pop();
        }
        headings
    }
}

/// `Total (€)`.
fn of_symbol(cell: &str) -> Option<(String, Currency)> {
    let (stem, rest) = cell.split_once(['(', '['])?;
    let currency = Currency::of_symbol(rest.trim_end_matches([')', ']', ' ']).trim()).filter(|_| !rest.contains('$'))?;
    Some((compared(stem), currency))
}

/// The headings for a message: the first twenty.
pub(super) fn listed(headings: &[Heading]) -> String {
    let named: Vec<&str> = headings.iter().map(|heading| heading.shown.as_str()).filter(|shown| !shown.is_empty()).collect();
    if named.len() > 20 {
        return format!("{} and {} more", named[..20].join(", "), named.len() - 20);
    }
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_without_accents_and_know_their_currency() {
        let headings = Heading::all(&StringRecord::from(vec![
            "Número de factura",
            "Amount (USD)",
            "Total (€)",
            "Währung",
            "\x1b[1mx",
            "",
            "",
        ]));
        assert_eq!(headings.len(), 5);
        assert_eq!(headings[0].key, "numero de factura");
        assert_eq!(headings[1].of_currency, Some(("amount".to_owned(), Currency::USD)));
        assert_eq!(headings[2].of_currency, Some(("total".to_owned(), Currency::EUR)));
        assert_eq!((headings[3].key.as_str(), &headings[3].of_currency), ("wahrung", &None));
        assert_eq!(listed(&headings), "Número de factura, Amount (USD), Total (€), Währung, �[1mx");
    }
}
