//! One date order for a file and one decimal mark for each of its columns: from the first rows, and from all of them
//! only while those leave it open.
//!
//! `dates` and `amounts` say what one value allows; here they are asked together.

use std::sync::Arc;

use csv::StringRecord;

use super::Request;
use super::amounts::{DecimalMark, MarkVerdict, Marks};
use super::dates::{DateOrder, OrderVerdict, Orders};
use super::decode::Text;
use super::mapping::Mapping;
use super::records::{Dialect, Next, Records};
use super::refused::Refused;
use crate::domain::columns::{FIELDS, Field, FileKind};
use crate::domain::record::Shape;
use crate::domain::text::shown;

const DATES: [Field; 6] = [Field::Date, Field::Paid, Field::Since, Field::LeftOn, Field::Closes, Field::Created];
const NUMBERS: [Field; 9] = [
    Field::Amount,
    Field::Total,
    Field::Price,
    Field::Quantity,
    Field::Tax,
    Field::Rate,
    Field::Discount,
    Field::Deposit,
    Field::Monthly,
];

/// The fields of a kind of record that hold numbers with decimals.
pub(super) fn own_numbers(kind: FileKind) -> impl Iterator<Item = Field> {
    own(kind, |shape| matches!(shape, Shape::Money { .. } | Shape::Hours | Shape::Percent | Shape::Days { .. }))
}

fn own(kind: FileKind, holds: fn(Shape) -> bool) -> impl Iterator<Item = Field> {
    kind.columns().iter().map(|column| column.field).filter(move |field| kind.shape(*field).is_some_and(holds))
}

/// What the rows seen so far say.
pub(super) struct Survey {
    dates: Vec<usize>,
    orders: Orders,
    numbers: Vec<(Field, usize, Marks)>,
}

impl Survey {
    /// Of the columns that hold dates and numbers.
    pub(super) fn of(kind: FileKind, mapping: &Mapping) -> Survey {
        let own_dates = own(kind, |shape| matches!(shape, Shape::Date { .. } | Shape::Quarter));
        let numbers = NUMBERS.into_iter().chain(own_numbers(kind));
        Survey {
            dates: DATES.into_iter().chain(own_dates).filter_map(|field| mapping.column(field)).collect(),
            orders: Orders::default(),
            numbers: numbers.filter_map(|field| mapping.column(field).map(|column| (field, column, Marks::default()))).collect(),
        }
    }

    /// Takes a row into account.
    pub(super) fn see(&mut self, record: &StringRecord) {
        let cell = |column: usize| record.get(column).map(str::trim).filter(|cell| !cell.is_empty() && cell.len() < 100);
        for column in &self.dates {
            if let Some(cell) = cell(*column) {
                self.orders.see(cell);
            }
        }
        for (_, column, marks) in &mut self.numbers {
            if let Some(cell) = cell(*column) {
                marks.see(cell);
            }
        }
    }

    /// The marks found; `None` where nothing or nothing clear was seen.
    pub(super) fn marks(&self, asked: Option<DecimalMark>) -> [Option<DecimalMark>; FIELDS] {
        let mut marks = [asked; FIELDS];
        for (field, _, seen) in &self.numbers {
            if let (MarkVerdict::Settled(mark), None) = (seen.verdict(), asked) {
                marks[field.place()] = Some(mark);
            }
        }
        marks
    }

    /// Whether the rows seen leave something open that `request` does not settle and the rows to come may.
    pub(super) fn is_open(&self, used: &[Field], request: &Request) -> bool {
        let dates = request.dates.is_none() && matches!(self.orders.verdict(), OrderVerdict::Ambiguous(_) | OrderVerdict::NoDates);
        let numbers =
            request.decimal.is_none() && self.used(used).any(|(_, marks)| matches!(marks.verdict(), MarkVerdict::Ambiguous(_)));
        dates && !self.dates.is_empty() || numbers
    }

    /// Looks at every row below the headings, stopping once nothing is open.
    pub(super) fn of_whole_file(
        mut self,
        text: &Text,
        dialect: Dialect,
        headings_line: u64,
        used: &[Field],
        request: &Request,
    ) -> Result<Survey, Refused> {
        let source = text.open(&Arc::default()).map_err(|error| Refused::disk(&error))?;
        let mut records = Records::new(source, dialect);
        let mut record = StringRecord::new();
        for seen in 1usize.. {
            match records.next(&mut record).map_err(Refused::Unreadable)? {
                Next::Record(line) if line > headings_line => self.see(&record),
                Next::Record(_) | Next::Damaged(..) => {}
                Next::End => break,
            }
            if seen.is_multiple_of(1024) && !self.is_open(used, request) {
                break;
            }
        }
        Ok(self)
    }

    fn used<'a>(&'a self, used: &'a [Field]) -> impl Iterator<Item = (Field, &'a Marks)> {
        self.numbers.iter().filter(|(field, ..)| used.contains(field)).map(|(field, _, marks)| (*field, marks))
    }

    /// The order of the file's dates, or the question to ask; `None` without dates.
    pub(super) fn order(&self, request: &Request) -> Result<Option<DateOrder>, Refused> {
        match (request.dates, self.orders.verdict()) {
            (Some(order), _) | (None, OrderVerdict::Settled(order)) => Ok(Some(order)),
            (None, OrderVerdict::NoDates) => Ok(None),
            (None, OrderVerdict::Ambiguous(value)) => Err(Refused::AmbiguousDates(shown(&value, 40))),
            (None, OrderVerdict::Mixed(one, other)) => Err(Refused::MixedDates(shown(&one, 40), shown(&other, 40))),
        }
    }

    /// The decimal mark of every column used, or the question to ask, and the mark to report where decimals were seen.
    pub(super) fn decimals(
        &self,
        mapping: &Mapping,
        used: &[Field],
        request: &Request,
    ) -> Result<([DecimalMark; FIELDS], Option<DecimalMark>), Refused> {
        if let Some(mark) = request.decimal {
            return Ok(([mark; FIELDS], Some(mark)));
        }
        let mut marks = [None; FIELDS];
        let mut open = Vec::new();
        for (field, seen) in self.used(used) {
            match seen.verdict() {
                MarkVerdict::Settled(mark) => marks[field.place()] = Some(mark),
                MarkVerdict::NoMatter => {}
                MarkVerdict::Ambiguous(value) => open.push((field, value)),
                MarkVerdict::Mixed(one, other) => return Err(Refused::MixedDecimals(shown(&one, 40), shown(&other, 40))),
            }
        }
        // One program writes one mark: a column that leaves it open follows the others, if they agree.
        let elsewhere = self.numbers.iter().filter_map(|(_, _, seen)| match seen.verdict() {
            MarkVerdict::Settled(mark) => Some(mark),
            _ => None,
        });
        let mut elsewhere: Vec<DecimalMark> = elsewhere.collect();
        elsewhere.dedup();
        let common = if let [mark] = elsewhere.as_slice() { Some(*mark) } else { None };
        if let (Some((field, value)), None) = (open.first(), common) {
            return Err(Refused::AmbiguousDecimal { column: mapping.heading(*field).to_owned(), value: shown(value, 40) });
        }
        let said = marks.iter().flatten().next().copied().or(common.filter(|_| !open.is_empty()));
        Ok((marks.map(|mark| mark.or(common).unwrap_or(DecimalMark::Point)), said))
    }
}
