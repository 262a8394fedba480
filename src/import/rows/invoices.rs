//! A record of an invoice file to an [`InvoiceRow`].
//!
//! What the cells mean is in `dates`, `amounts` and `words`; which of them make the amount, in `worth`.

use super::cells::Cells;
use super::{Not, Shape, State};
use crate::domain::columns::Field;
use crate::domain::currency::Currency;
use crate::domain::intake::{Amount, InvoiceRow, Refusal};
use crate::domain::invoice::{Kind, Status};
use crate::domain::money::Minor;
use crate::domain::rate::Rate;
use crate::domain::text::shown;
use crate::import::amounts::{self, Decimal, Sign, TOO_LARGE};
use crate::import::dates;
use crate::import::words::{self, Document};
use crate::import::worth::Worth;

/// A currency with its decimals; `None` stands for the one of the whole import.
type Money = (Option<Currency>, u8);

const NO_CUSTOMER: &str = "no customer";

impl State {
    pub(super) fn invoice(&mut self, shape: &Shape, cells: &Cells) -> Result<InvoiceRow, Not> {
        let kind = self.kind(cells)?;
        let Some(customer) = self.whos.find(cells, Field::CustomerId, Field::Customer) else {
            return Err(self.sum_or(cells, || {
                let field = if cells.mapping.has(Field::Customer) { Field::Customer } else { Field::CustomerId };
                cells.refuse(field, NO_CUSTOMER)
            }));
        };
        let issued = match cells.date(shape, Field::Date) {
            Ok(Some(issued)) => issued,
            Ok(None) => return Err(self.sum_or(cells, || cells.refuse(Field::Date, "no date"))),
            Err(refusal) => return Err(self.sum_or(cells, || refusal)),
        };
        let paid = cells.date(shape, Field::Paid)?;
        let (minor, currency) = self.amount(shape, cells)?;
        Ok(InvoiceRow {
            line: cells.line,
            customer,
            number: cells.line(Field::Number),
            issued,
            paid,
            amount: if matches!(shape.worth, Worth::Document { .. }) { Amount::Document(minor) } else { Amount::Row(minor) },
            currency,
            rate: rate(shape, cells)?,
            kind,
            status: self.status(cells)?,
            title: cells.line(Field::Title),
        })
    }

    /// The sum under a list is left out; any other row that lacks something is refused.
    pub(super) fn sum_or(&mut self, cells: &Cells, refusal: impl FnOnce() -> Refusal) -> Not {
        let first = cells.record.iter().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or_default();
        if words::is_sum(first) && !cells.get(Field::Date).is_some_and(dates::looks_like) {
            self.sums += 1;
            return Not::Skipped;
        }
        Not::Refused(refusal())
    }

    fn kind(&mut self, cells: &Cells) -> Result<Kind, Not> {
        let Some(word) = cells.get(Field::Kind) else { return Ok(Kind::Invoice) };
        let meaning = || Ok::<_, Not>(words::document(word).unwrap_or(Document::Other));
        match self.documents.find(word, meaning)? {
            Document::Is(kind) => Ok(kind),
            Document::Other => {
                if self.others == 0 {
                    self.other = shown(word, 40);
                }
                self.others += 1;
                Err(Not::Skipped)
            }
        }
    }

    fn status(&mut self, cells: &Cells) -> Result<Option<Status>, Refusal> {
        let Some(word) = cells.get(Field::Status) else { return Ok(None) };
        self.statuses.find(word, || words::status(word).ok_or_else(|| cells.refuse(Field::Status, words::UNKNOWN_STATUS))).map(Some)
    }

    /// The row's amount and the currency it is in.
    fn amount(&mut self, shape: &Shape, cells: &Cells) -> Result<(Minor, Option<Currency>), Refusal> {
        let named = self.currency(shape, cells)?;
        let (value, field, money) = match shape.worth {
            Worth::Row { field, less_tax: false } | Worth::Document { field, less_tax: false } => {
                let cell = cells.get(field).ok_or_else(|| cells.refuse(field, "no amount"))?;
                if let Some(minor) = amounts::plain_minor(cell, shape.marks[field.place()], named.1) {
                    return Ok((minor, named.0));
                }
                let (value, money) = read(shape, cells, field, named)?;
                (Some(value), field, money)
            }
            Worth::Row { field, less_tax: true } | Worth::Document { field, less_tax: true } => {
                let (value, money) = read(shape, cells, field, named)?;
                let tax = cells.get(Field::Tax).map(|_| read(shape, cells, Field::Tax, named)).transpose()?;
                (tax.map_or(Some(value), |(tax, _)| value.minus(tax)), field, money)
            }
            Worth::Product => {
                let (price, money) = read(shape, cells, Field::Price, named)?;
                // Without a quantity it is one.
                let quantity = cells.get(Field::Quantity).map(|_| read(shape, cells, Field::Quantity, named)).transpose()?;
                (quantity.map_or(Some(price), |(quantity, _)| price.times(quantity)), Field::Price, money)
            }
        };
        let (minor, rounded) = value.and_then(|value| value.minor(money.1)).ok_or_else(|| cells.refuse(field, TOO_LARGE))?;
        self.rounded += u64::from(rounded);
        Ok((minor, money.0))
    }

    /// The currency the row names, apart from its amount.
    fn currency(&mut self, shape: &Shape, cells: &Cells) -> Result<Money, Refusal> {
        let cell = cells.get(Field::Currency).unwrap_or_default();
        self.currencies.find(cell, || {
            let currency = if cell.is_empty() {
                shape.of_column
            } else {
                let sign = amounts::known_sign(cell)
                    .ok_or_else(|| cells.refuse(Field::Currency, "not a currency code in use: three letters, such as EUR"))?;
                // A row that names the currency of the import names one all the same.
                let meant = sign.meant(shape.of_import).map_err(|reason| cells.refuse(Field::Currency, reason))?;
                meant.or(Some(shape.of_import))
            };
            Ok((currency, currency.unwrap_or(shape.of_import).decimals()))
        })
    }
}

/// A number with the currency it is in: the row's, else the one written beside the number.
fn read(shape: &Shape, cells: &Cells, field: Field, named: Money) -> Result<(Decimal, Money), Refusal> {
    let cell = cells.get(field).ok_or_else(|| cells.refuse(field, "no amount"))?;
    let written = amounts::read(cell, shape.marks[field.place()]).map_err(|reason| cells.refuse(field, reason))?;
    let money = match (named.0, written.sign) {
        (Some(row), Sign::Known(beside)) if row != beside => {
            return Err(cells.refuse(field, format!("names {beside}, while the row is in {row}")));
        }
        (Some(_), _) | (None, Sign::None) => named,
        (None, sign) => {
            let meant = sign.meant(shape.of_import).map_err(|reason| cells.refuse(field, reason))?;
            (meant, meant.unwrap_or(shape.of_import).decimals())
        }
    };
    Ok((written.value, money))
}

fn rate(shape: &Shape, cells: &Cells) -> Result<Option<Rate>, Refusal> {
    let Some(cell) = cells.get(Field::Rate) else { return Ok(None) };
    let plain = amounts::read(cell, shape.marks[Field::Rate.place()]).ok().filter(|written| written.sign == Sign::None);
    let rate = plain.and_then(|written| Rate::parse(&written.value.to_string()));
    rate.map(Some).ok_or_else(|| cells.refuse(Field::Rate, "not a rate: a number above 0, such as 1.18"))
}
