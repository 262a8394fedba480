//! Headings to fields: which column holds what.
//!
//! Works on the table of `domain::columns` and a look at the first rows; which row holds the headings and what kind of
//! file it is, is decided in `recognise`, which of several money columns counts, in `worth`.

use csv::StringRecord;

use super::Request;
use super::amounts::Marks;
use super::dates;
use super::heading::{Heading, compared, listed};
use super::refused::Refused;
use super::words;
use crate::domain::columns::{Column, FIELDS, Field, FileKind, NET_TOTALS};
use crate::domain::currency::Currency;
use crate::domain::record::Shape;
use crate::domain::text::shown;

/// Which column holds which field.
#[derive(Debug, Clone)]
pub(super) struct Mapping {
    pub(super) headings: Vec<Heading>,
    columns: [Option<usize>; FIELDS],
}

impl Mapping {
    pub(super) fn new(headings: Vec<Heading>) -> Mapping {
        Mapping { headings, columns: [None; FIELDS] }
    }

    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns[field.place()]
    }

    /// Whether a field has a column.
    pub(super) fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    /// The heading of a field's column, as in the file; empty where there is none.
    pub(super) fn heading(&self, field: Field) -> &str {
        self.column(field).and_then(|column| self.headings.get(column)).map_or("", |heading| heading.shown.as_str())
    }

    /// The compared form of that heading.
    pub(super) fn key(&self, field: Field) -> &str {
        self.column(field).and_then(|column| self.headings.get(column)).map_or("", |heading| heading.key.as_str())
    }

    /// The currency the heading of a field names.
    pub(super) fn currency(&self, field: Field) -> Option<Currency> {
        let heading = self.column(field).and_then(|column| self.headings.get(column))?;
        heading.of_currency.as_ref().map(|(_, currency)| *currency)
    }

    /// Gives a field a column, or none.
    pub(super) fn set(&mut self, field: Field, column: Option<usize>) {
        self.columns[field.place()] = column;
    }

    /// Takes the columns of money fields that make no amount out of the mapping: they are not read.
    pub(super) fn forget_money_but(&mut self, used: &[Field]) {
        for field in [Field::Amount, Field::Total, Field::Price, Field::Quantity, Field::Tax, Field::Discount] {
            if !used.contains(&field) {
                self.set(field, None);
            }
        }
    }

    fn uses(&self, column: usize) -> bool {
        self.columns.contains(&Some(column))
    }

    /// A heading that stands over two columns and is read for what makes a document.
    pub(super) fn doubled(&self, kind: FileKind) -> Option<&str> {
        const MATTERING: [Field; 7] =
            [Field::Customer, Field::CustomerId, Field::Number, Field::Date, Field::Amount, Field::Total, Field::Currency];
        let own = kind.columns().iter().map(|column| column.field).filter(|field| matches!(field, Field::Own(_) | Field::OwnId(_)));
        MATTERING.into_iter().chain(own).filter_map(|field| self.column(field)).find_map(|column| {
            let key = &self.headings[column].key;
            let times = self.headings.iter().filter(|heading| heading.key == *key).count();
            (times > 1).then_some(self.headings[column].shown.as_str())
        })
    }

    /// How many fields have a column.
    pub(super) fn count(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// The headings of columns no field uses.
    pub(super) fn unused(&self) -> Vec<&str> {
        let unused = self.headings.iter().enumerate().filter(|(column, _)| !self.uses(*column));
        unused.map(|(_, heading)| heading.shown.as_str()).filter(|shown| !shown.is_empty()).collect()
    }

    /// Field and heading of every column used, in the order of the kind's table.
    pub(super) fn used(&self, kind: FileKind) -> Vec<(String, String)> {
        let used = kind.columns().iter().filter(|column| self.has(column.field));
        used.map(|column| (column.name.to_owned(), self.heading(column.field).to_owned())).collect()
    }
}

/// The mapping of a kind, the owner's word first; and the fields the owner gave.
pub(super) fn assigned(
    kind: FileKind,
    headings: Vec<Heading>,
    request: &Request,
    below: &[(u64, StringRecord)],
) -> Result<(Mapping, Vec<Field>), Refused> {
    let mut mapping = Mapping::new(headings);
    let mut told = Vec::new();
    for (field, column) in &request.map {
        let Some(known) = column_named(kind, field) else {
            return Err(unknown_field(kind, field));
        };
        let Some(at) = heading_named(&mapping.headings, column) else {
            return Err(Refused::ColumnNotFound { column: shown(column, 60), found: listed(&mapping.headings) });
        };
        if mapping.has(known.field) || mapping.uses(at) {
            return Err(Refused::MappedTwice(if mapping.uses(at) {
                format!("column {}", shown(column, 60))
            } else {
                known.name.to_owned()
            }));
        }
        mapping.set(known.field, Some(at));
        told.push(known.field);
    }
    let headings = mapping.headings.clone();
    assign(kind, &mut mapping, &|field, column| is_plausible(kind, field, column, &headings[column], below));
    // What cannot be done without is taken at its heading's word, so the rows can say what is wrong with them.
    let lacks_money = !mapping.has(Field::Amount) && !mapping.has(Field::Total);
    assign(kind, &mut mapping, &|field, _| match field {
        Field::Date => true,
        Field::Amount | Field::Total => lacks_money,
        field => matches!(kind.shape(field), Some(Shape::Date { .. } | Shape::Hours)),
    });
    if kind == FileKind::Customers && !mapping.has(Field::Customer) && mapping.has(Field::Person) && mapping.has(Field::FirstName) {
        // "Contact" beside first and last name is the company's name.
        mapping.set(Field::Customer, mapping.column(Field::Person));
        mapping.set(Field::Person, None);
    }
    Ok((mapping, told))
}

/// The refusal of a field no kind or not this kind has.
pub(super) fn unknown_field(kind: FileKind, field: &str) -> Refused {
    let names: Vec<&str> = kind.columns().iter().map(|column| column.name).collect();
    Refused::UnknownField { field: shown(field, 60), kind: kind.word().to_owned(), known: names.join(", ") }
}

/// A field by its name or a synonym.
pub(super) fn column_named(kind: FileKind, name: &str) -> Option<&'static Column> {
    let key = compared(name);
    let columns = kind.columns();
    let by_name = columns.iter().find(|column| compared(column.name) == key);
    by_name.or_else(|| columns.iter().find(|column| column.synonyms.contains(&key.as_str())))
}

/// A heading as typed, else by its words.
pub(super) fn heading_named(headings: &[Heading], name: &str) -> Option<usize> {
    let exact = headings.iter().position(|heading| heading.shown == shown(name, 60));
    let key = compared(name);
    exact.or_else(|| headings.iter().position(|heading| heading.key == key && !key.is_empty()))
}

/// Gives every field without a column the best one left: the name keepnet writes first, then the synonyms in order.
pub(super) fn assign(kind: FileKind, mapping: &mut Mapping, fits: &dyn Fn(Field, usize) -> bool) {
    let counted = mapping.headings.iter().any(|heading| is_named(kind, Field::Quantity, heading).is_some());
    let mut candidates = Vec::new();
    for (place, column) in kind.columns().iter().enumerate() {
        for (at, heading) in mapping.headings.iter().enumerate() {
            // A rate beside a quantity is the price of one, not an exchange rate.
            let is_price = counted && heading.key == "rate";
            let rank = match column.field {
                Field::Rate if is_price => None,
                Field::Price if is_price => Some(0),
                field => is_named(kind, field, heading),
            };
            candidates.extend(rank.map(|rank| (rank, place, at, column.field)));
        }
    }
    let taxed = candidates.iter().any(|(.., field)| *field == Field::Tax) || mapping.has(Field::Tax);
    if taxed {
        for (rank, _, at, field) in &mut candidates {
            if *field == Field::Total && NET_TOTALS.contains(&mapping.headings[*at].key.as_str()) {
                *rank = 0;
            } else if *field == Field::Total {
                *rank += 1;
            }
        }
    }
    candidates.sort_unstable_by_key(|(rank, place, at, _)| (*rank, *place, *at));
    for (_, _, at, field) in candidates {
        if !mapping.has(field) && !mapping.uses(at) && fits(field, at) {
            mapping.set(field, Some(at));
        }
    }
}

/// How good a name a heading is for a field, 0 best.
fn is_named(kind: FileKind, field: Field, heading: &Heading) -> Option<usize> {
    let column = kind.column(field)?;
    let rank_of = |key: &str| {
        let names = std::iter::once(column.name).chain(column.synonyms.iter().copied());
        names.into_iter().position(|name| if name.is_ascii() && !name.contains('_') { name == key } else { compared(name) == key })
    };
    let money = matches!(field, Field::Amount | Field::Total | Field::Price)
        || kind == FileKind::WORK && matches!(kind.shape(field), Some(Shape::Money { .. }));
    let stem = heading.of_currency.as_ref().filter(|_| money).and_then(|(stem, _)| rank_of(stem));
    rank_of(&heading.key).or(stem)
}

/// Whether a column's first values can be what its heading says; empty columns can be anything.
fn is_plausible(kind: FileKind, field: Field, column: usize, heading: &Heading, below: &[(u64, StringRecord)]) -> bool {
    let mut values =
        below.iter().filter_map(|(_, record)| record.get(column)).map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    if values.peek().is_none() {
        return true;
    }
    if kind == FileKind::WORK && (field == Field::Status || kind.own("stage") == Some(field)) {
        // A "state" may be California here too.
        return !heading.key.contains("state") || values.any(|value| words::stage(value).is_some());
    }
    if let Some(shape) = kind.shape(field) {
        // A column of the very name keepnet writes is meant, and its rows say what is wrong with them.
        let is_own = kind.column(field).is_some_and(|column| compared(column.name) == heading.key);
        return is_own
            || match shape {
                Shape::Date { .. } => values.any(dates::looks_like),
                Shape::Hours => {
                    values.any(|value| !dates::looks_like(value) && value.contains(|piece: char| piece.is_ascii_digit()))
                }
                Shape::OneOf(known) => values.any(|value| words::one_of(known, value).is_some()),
                _ => true,
            };
    }
    match field {
        Field::Date | Field::Paid | Field::Since | Field::LeftOn | Field::Closes | Field::Created => values.any(dates::looks_like),
        Field::Amount | Field::Total | Field::Price | Field::Quantity | Field::Rate | Field::Deposit | Field::Monthly => {
            let mut marks = Marks::default();
            values.for_each(|value| marks.see(value));
            marks.any_number()
        }
        Field::Kind => values.any(|value| words::document(value).is_some()),
        // A "state" may be California; a "status" is one, and its rows say which word is unknown.
        Field::Status => heading.key.contains("status") || values.any(|value| words::status(value).is_some()),
        _ => true,
    }
}
