//! A record to a cleaned, typed row, or to the reason why not.
//!
//! One file per kind: `invoices`, `customers` (people and segments too), `records`, and `time` and
//! `work` for what time sheets and lists of deals add. Works on records and a [`Shape`] only, so CSV and keepnet's own
//! JSON take the same way; where records come from is the business of `reader`.

mod cells;
mod customers;
mod invoices;
mod records;
mod time;
mod work;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use csv::StringRecord;

use super::amounts::DecimalMark;
use super::dates::DateOrder;
use super::mapping::Mapping;
use super::words::Document;
use super::worth::Worth;
use crate::domain::columns::{FIELDS, Field, FileKind};
use crate::domain::currency::Currency;
use crate::domain::customer::split;
use crate::domain::intake::{Item, Refusal, Row, Who};
use crate::domain::invoice::Status;
use crate::domain::text::Line;
use crate::domain::work::Stage;
use cells::Cells;

/// Everything that was worked out about a file.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) kind: FileKind,
    pub(super) mapping: Mapping,
    pub(super) order: DateOrder,
    pub(super) marks: [DecimalMark; FIELDS],
    pub(super) worth: Worth,
    /// The currency of rows that name none.
    pub(super) of_import: Currency,
    /// The currency the heading of the amount names.
    pub(super) of_column: Option<Currency>,
    pub(super) shift_days: i64,
    /// The stage of work that names none; `None`: booked, or done where it is over.
    pub(super) stage: Option<Stage>,
    /// The day of the import: what is over by then.
    pub(super) today: Option<NaiveDate>,
    /// Whether texts may carry the guard of a file made for spreadsheets.
    pub(super) guarded: bool,
    /// Whether damaged characters were replaced on the way here.
    pub(super) decoded: bool,
}

/// What became of a record that is no row.
enum Not {
    Refused(Refusal),
    /// Left out, and counted where the owner should know.
    Skipped,
}

impl From<Refusal> for Not {
    fn from(refusal: Refusal) -> Not {
        Not::Refused(refusal)
    }
}

/// Turns the records of one file into rows.
#[derive(Debug)]
pub(super) struct Converter {
    shape: Shape,
    state: State,
}

/// What is remembered from row to row.
#[derive(Debug, Default)]
struct State {
    whos: Whos,
    currencies: Memo<(Option<Currency>, u8)>,
    statuses: Memo<Status>,
    documents: Memo<Document>,
    rounded: u64,
    sums: u64,
    others: u64,
    other: String,
    time: time::Seen,
}

impl Converter {
    pub(super) fn new(shape: Shape) -> Converter {
        Converter { shape, state: State::default() }
    }

    /// How many columns the headings have.
    pub(super) fn width(&self) -> usize {
        self.shape.mapping.headings.len()
    }

    /// The row of a record; `None` where it is blank or left out.
    pub(super) fn convert(&mut self, line: u64, record: &StringRecord) -> Option<Item> {
        if super::sniff::is_blank(record) {
            return None;
        }
        let Converter { shape, state } = self;
        let cells = Cells { line, record, mapping: &shape.mapping, kind: shape.kind, guarded: shape.guarded };
        let row = cells.checked(shape.decoded).map_err(Not::from).and_then(|()| match shape.kind {
            FileKind::Invoices => state.invoice(shape, &cells).map(Row::Invoice),
            FileKind::Customers => state.customer(shape, &cells).map(|row| Row::Customer(Box::new(row))).map_err(Not::from),
            FileKind::People => state.person(shape, &cells).map(|row| Row::Person(Box::new(row))).map_err(Not::from),
            FileKind::Segments => customers::segment(&cells).map(|row| Row::Segment(Box::new(row))).map_err(Not::from),
            FileKind::WORK => state.work(shape, &cells).map(Row::Record).map_err(Not::from),
            FileKind::TIME => state.time(shape, &cells).map(Row::Record),
            FileKind::Records(kind) => state.record(shape, &cells, kind).map(Row::Record).map_err(Not::from),
        });
        match row {
            Ok(row) => Some(Item::Row(row)),
            Err(Not::Refused(refusal)) => Some(Item::Refused(refusal)),
            Err(Not::Skipped) => None,
        }
    }

    /// What the owner should know of the rows read so far.
    pub(super) fn notes(&self) -> Vec<String> {
        let rows = |count: u64| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        let mut notes = Vec::new();
        if self.state.rounded > 0 {
            notes.push(format!(
                "{} with more decimals than the currency has: rounded, half away from zero",
                rows(self.state.rounded)
            ));
        }
        if self.state.sums > 0 {
            notes.push(format!("{} left out as sums of the rows above", rows(self.state.sums)));
        }
        if self.state.others > 0 {
            let heading = self.shape.mapping.heading(Field::Kind);
            notes.push(format!(
                "{} left out that are neither invoice nor credit note (first: {heading} \"{}\")",
                rows(self.state.others),
                self.state.other
            ));
        }
        notes.extend(self.state.time.notes());
        notes
    }
}

/// The customers named so far: one [`Who`] for each way of naming one.
#[derive(Debug, Default)]
struct Whos {
    known: HashMap<String, Arc<Who>>,
    key: String,
}

/// So many ways of naming a customer are remembered; then memory starts afresh.
const MOST_WHOS: usize = 65_536;

impl Whos {
    /// Who the two cells name; `None` where both are empty.
    fn find(&mut self, cells: &Cells, id: Field, name: Field) -> Option<Arc<Who>> {
        let (raw_id, raw_name) = (cells.get(id), cells.get(name));
        if raw_id.is_none() && raw_name.is_none() {
            return None;
        }
        self.key.clear();
        self.key.push_str(raw_id.unwrap_or_default());
        self.key.push('\0');
        self.key.push_str(raw_name.unwrap_or_default());
        if let Some(known) = self.known.get(self.key.as_str()) {
            return Some(Arc::clone(known));
        }
        let id = cells.line(id).map(|id| if id.as_str().contains(';') { split(id.as_str()).into_iter().next() } else { Some(id) });
        let (id, name) = (id.flatten(), cells.line(name));
        if id.is_none() && name.is_none() {
            return None;
        }
        let who = Arc::new(Who::new(id, name));
        if self.known.len() >= MOST_WHOS {
            self.known.clear();
        }
        self.known.insert(self.key.clone(), Arc::clone(&who));
        Some(who)
    }
}

/// What a few words mean that come back on every row.
#[derive(Debug)]
struct Memo<T> {
    known: Vec<(String, T)>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { known: Vec::new() }
    }
}

impl<T: Copy> Memo<T> {
    fn find<E>(&mut self, word: &str, meaning: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        if let Some((_, value)) = self.known.iter().find(|(known, _)| known == word) {
            return Ok(*value);
        }
        let value = meaning()?;
        if self.known.len() < 64 && word.len() < 100 {
            self.known.push((word.to_owned(), value));
        }
        Ok(value)
    }
}

/// A name for a customer or person from two cells.
fn full_name(first: Option<Line>, last: Option<Line>) -> Option<Line> {
    match (first, last) {
        (Some(first), Some(last)) => Line::some(&format!("{first} {last}")),
        (first, last) => first.or(last),
    }
}
