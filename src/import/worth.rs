//! What a document is worth: which of a file's money columns is its net amount.
//!
//! The amount of the row is best, a net total next; tax is taken off where it plainly stands beside. Where the columns
//! leave two readings open, the rows decide; where they do not, the owner is asked. Knows nothing of single refusals
//! (`rows`).

use std::collections::HashMap;

use csv::StringRecord;

use super::amounts::{self, Decimal, DecimalMark};
use super::mapping::Mapping;
use super::recognise::Found;
use super::refused::Refused;
use crate::domain::columns::{FIELDS, Field, GROSS_ROWS, NET_TOTALS};

/// How a row's amount is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Worth {
    /// The amount column, less the tax column where that is in it.
    Row { field: Field, less_tax: bool },
    /// A total repeated on each row of a document, likewise.
    Document { field: Field, less_tax: bool },
    /// Price times quantity.
    Product,
}

impl Worth {
    /// The columns it reads.
    pub(super) fn fields(self) -> Vec<Field> {
        match self {
            Worth::Row { field, less_tax: true } | Worth::Document { field, less_tax: true } => vec![field, Field::Tax],
            Worth::Row { field, .. } | Worth::Document { field, .. } => vec![field],
            Worth::Product => vec![Field::Price, Field::Quantity],
        }
    }

    /// In words, where it is worth saying.
    pub(super) fn said(self, mapping: &Mapping) -> Option<String> {
        let tax = || format!(", less {}", mapping.heading(Field::Tax));
        match self {
            Worth::Row { field: Field::Amount, less_tax: false } if mapping.key(Field::Amount) == "amount" => None,
            Worth::Row { field, less_tax } => {
                let tax = if less_tax { tax() } else { String::new() };
                Some(format!("read {}{tax} as the amount of each row", mapping.heading(field)))
            }
            Worth::Document { field, less_tax } => {
                let tax = if less_tax { tax() } else { String::new() };
                Some(format!("read {}{tax} as the total of each document, counted once", mapping.heading(field)))
            }
            Worth::Product => Some(format!(
                "read {} times {} as the amount of each row",
                mapping.heading(Field::Price),
                mapping.heading(Field::Quantity)
            )),
        }
    }
}

/// The rows below the headings with the marks known so far.
pub(super) struct Evidence<'a> {
    pub(super) rows: &'a [(u64, StringRecord)],
    pub(super) marks: &'a [Option<DecimalMark>; FIELDS],
}

/// Decides how amounts are made. Adds a note where tax may be left in.
pub(super) fn decide(found: &Found, evidence: &Evidence, notes: &mut Vec<String>) -> Result<Worth, Refused> {
    let mapping = &found.mapping;
    let rows = Rows { mapping, evidence };
    let told = |field| found.told.contains(&field);
    let can_multiply = mapping.has(Field::Price) && mapping.has(Field::Quantity);
    let by_amount = Worth::Row { field: Field::Amount, less_tax: false };
    if told(Field::Amount) {
        return Ok(by_amount);
    }
    if told(Field::Price) && can_multiply {
        return Ok(Worth::Product);
    }
    if mapping.has(Field::Amount) && !told(Field::Total) {
        return amount(&rows, can_multiply, notes);
    }
    if can_multiply && !told(Field::Total) && !rows.discounted() && (mapping.has(Field::Tax) || !mapping.has(Field::Total)) {
        return Ok(Worth::Product);
    }
    if !mapping.has(Field::Total) {
        return Err(discounted_lines(mapping));
    }
    let by_total = |less_tax| Worth::Document { field: Field::Total, less_tax };
    if !mapping.has(Field::Tax) || NET_TOTALS.contains(&mapping.key(Field::Total)) {
        return Ok(by_total(false));
    }
    let less_tax = rows.repeats_per_document(Field::Tax);
    if !less_tax {
        notes.push(format!(
            "{} may hold tax: {} could not be taken off it",
            mapping.heading(Field::Total),
            mapping.heading(Field::Tax)
        ));
    }
    Ok(by_total(less_tax))
}

/// A column called amount: of the row, of one piece, or of the document.
fn amount(rows: &Rows, can_multiply: bool, notes: &mut Vec<String>) -> Result<Worth, Refused> {
    let mapping = rows.mapping;
    let gross = GROSS_ROWS.contains(&mapping.key(Field::Amount)) || rows.amount_is_gross();
    let of_row = Worth::Row { field: Field::Amount, less_tax: mapping.has(Field::Tax) && gross };
    if mapping.has(Field::Tax) && !gross && mapping.key(Field::Amount) == "amount" {
        notes.push(format!("took {} as net: {} is not taken off it", mapping.heading(Field::Amount), mapping.heading(Field::Tax)));
    }
    if can_multiply {
        return Ok(if rows.is_repeated_total() { Worth::Document { field: Field::Amount, less_tax: false } } else { of_row });
    }
    // "units" counts what was sold; a plain "quantity" beside a plain "amount" multiplies it in some programs.
    let doubtful = mapping.key(Field::Amount) == "amount" && matches!(mapping.key(Field::Quantity), "quantity" | "qty");
    if doubtful && rows.any_quantity_but_one() {
        let (amount, quantity) = (mapping.heading(Field::Amount).to_owned(), mapping.heading(Field::Quantity).to_owned());
        return Err(Refused::PriceOrAmount { amount, quantity });
    }
    Ok(of_row)
}

fn discounted_lines(mapping: &Mapping) -> Refused {
    Refused::Missing {
        missing: "the amount".to_owned(),
        found: super::heading::listed(&mapping.headings),
        next: format!(
            "{} holds discounts, so price times quantity is not the amount: export the file with a column of amounts, or add --map price={} to leave discounts out",
            mapping.heading(Field::Discount),
            mapping.heading(Field::Price)
        ),
    }
}

struct Rows<'a> {
    mapping: &'a Mapping,
    evidence: &'a Evidence<'a>,
}

impl Rows<'_> {
    fn value(&self, record: &StringRecord, field: Field) -> Option<Decimal> {
        let mark = self.evidence.marks[field.place()].unwrap_or(DecimalMark::Point);
        let cell = record.get(self.mapping.column(field)?)?.trim();
        amounts::read(cell, mark).ok().map(|written| written.value)
    }

    fn values(&self, field: Field) -> impl Iterator<Item = Decimal> + '_ {
        self.evidence.rows.iter().filter_map(move |(_, record)| self.value(record, field))
    }

    fn discounted(&self) -> bool {
        self.values(Field::Discount).any(|discount| !discount.is_zero())
    }

    fn any_quantity_but_one(&self) -> bool {
        let one = amounts::read("1", DecimalMark::Point).map(|written| written.value);
        self.values(Field::Quantity).any(|quantity| Ok(quantity) != one)
    }

    /// The rows of each numbered document.
    fn documents(&self) -> Vec<Vec<&StringRecord>> {
        let Some(number) = self.mapping.column(Field::Number) else { return Vec::new() };
        let mut documents: HashMap<&str, Vec<&StringRecord>> = HashMap::new();
        for (_, record) in self.evidence.rows {
            if let Some(number) = record.get(number).filter(|number| !number.trim().is_empty()) {
                documents.entry(number).or_default().push(record);
            }
        }
        documents.into_values().collect()
    }

    /// Whether every row of a document says the same.
    fn repeats_per_document(&self, field: Field) -> bool {
        self.documents().iter().all(|rows| {
            let first = self.value(rows[0], field);
            rows.iter().all(|record| self.value(record, field) == first)
        })
    }

    /// Whether the amount equals the total wherever there is tax, and never is the total less that tax.
    fn amount_is_gross(&self) -> bool {
        let taxed = self.evidence.rows.iter().filter_map(|(_, record)| {
            let tax = self.value(record, Field::Tax).filter(|tax| !tax.is_zero())?;
            Some((self.value(record, Field::Amount)?, self.value(record, Field::Total)?, tax))
        });
        let mut seen = false;
        for (amount, total, tax) in taxed {
            if amount.plus(tax) == Some(total) {
                return false;
            }
            seen |= amount == total;
        }
        seen
    }

    /// Whether the amount is the document's total on each of its rows: prices times quantities add up to it, and do not
    /// equal it row by row.
    fn is_repeated_total(&self) -> bool {
        let several: Vec<_> = self.documents().into_iter().filter(|rows| rows.len() > 1).collect();
        let product = |record: &StringRecord| self.value(record, Field::Price)?.times(self.value(record, Field::Quantity)?);
        let adds_up = |rows: &Vec<&StringRecord>| {
            let mut products = rows.iter().map(|record| product(record));
            let sum = products.next().flatten().and_then(|first| products.try_fold(first, |sum, next| sum.plus(next?)));
            sum.is_some() && rows.iter().all(|record| self.value(record, Field::Amount) == sum)
        };
        !several.is_empty() && several.iter().all(adds_up)
    }
}
