//! What an import hands to the store: rows, refusals, and what came of them.
//!
//! `import` turns bytes into [`Item`]s on its own thread; `repository` takes them in, in one transaction; the wizard
//! and the command line show [`Outcome`]. Neither side knows the other.

mod counts;
pub mod expected;

use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use serde::Serialize;

use super::change::DatedRate;
use super::currency::Currency;
use super::customer::SegmentKind;
use super::id::{ChangeId, CustomerId};
use super::invoice::{Kind, Status};
use super::money::Minor;
use super::period::Quarter;
use super::rate::Rate;
use super::record::{self, Target, Value};
use super::settings::Name;
use super::text::{Line, Prose, shown};

pub use counts::{Counts, RecordCounts};

/// How a file names a customer. Rows of one customer share one `Who`, so the store looks each up once.
#[derive(Debug, Default)]
pub struct Who {
    /// The id other programs give it. One that begins with [`super::customer::FILE_KEY`] holds within one export only.
    pub id: Option<Line>,
    /// Its name.
    pub name: Option<Line>,
    /// Filled in by the store.
    pub found: OnceLock<CustomerId>,
}

impl Who {
    /// By id, by name or both.
    #[must_use]
    pub fn new(id: Option<Line>, name: Option<Line>) -> Who {
        Who { id, name, found: OnceLock::new() }
    }
}

impl PartialEq for Who {
    fn eq(&self, other: &Who) -> bool {
        self.id == other.id && self.name == other.name
    }
}

/// What an amount on a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// The amount of this row: rows of one document add up.
    Row(Minor),
    /// The document's total, repeated on each of its rows: counted once.
    Document(Minor),
}

impl Amount {
    /// The amount itself.
    #[must_use]
    pub fn minor(self) -> Minor {
        match self {
            Amount::Row(minor) | Amount::Document(minor) => minor,
        }
    }
}

/// A row of a file of invoices.
#[derive(Debug, Clone, PartialEq)]
pub struct InvoiceRow {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// Whose it is.
    pub customer: Arc<Who>,
    /// The document's number.
    pub number: Option<Line>,
    /// The document's date.
    pub issued: NaiveDate,
    /// When it was paid.
    pub paid: Option<NaiveDate>,
    /// Net amount as written: of a credit note it may stand either way round, its rows added up count negative.
    pub amount: Amount,
    /// The currency the row names; `None`: the one of the whole import.
    pub currency: Option<Currency>,
    /// The rate the row names.
    pub rate: Option<Rate>,
    /// Invoice or credit note.
    pub kind: Kind,
    /// How the document stands; `None` where the file does not say.
    pub status: Option<Status>,
    /// What it was for.
    pub title: Option<Line>,
}

/// Someone named on a row of a file of customers or people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PersonRow {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// Where they work.
    pub customer: Arc<Who>,
    /// First and last name.
    pub name: Line,
    /// What they do there.
    pub role: Option<Line>,
    /// Whether they hold the money or the decision.
    pub sponsor: bool,
    /// Mail address.
    pub email: Option<Line>,
    /// Telephone.
    pub phone: Option<Line>,
    /// The day they left.
    pub left_on: Option<NaiveDate>,
}

/// A row of a file of customers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CustomerRow {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// The customer.
    pub who: Arc<Who>,
    /// Further ids other programs give it.
    pub more_ids: Vec<Line>,
    /// Whether the name was only made from an id (files keepnet wrote say so).
    pub placeholder: bool,
    /// The owner's marks.
    pub tags: Vec<Line>,
    /// What they do.
    pub trade: Option<Line>,
    /// The group it belongs to.
    pub parent: Option<Arc<Who>>,
    /// Kind of customer, by name; made when new.
    pub segment: Option<Line>,
    /// Customer since.
    pub since: Option<NaiveDate>,
    /// Where it came from.
    pub source: Option<Line>,
    /// Notice in days.
    pub notice_days: Option<u32>,
    /// What to remember.
    pub note: Option<Prose>,
    /// Hidden from lists.
    pub archived: bool,
    /// The contact named on the same row.
    pub person: Option<PersonRow>,
}

/// A row of a file of segments.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SegmentRow {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// What the owner calls it.
    pub name: Line,
    /// Paying or not.
    pub kind: SegmentKind,
    /// Who belongs to it.
    pub criteria: Option<Prose>,
    /// Where they are found.
    pub channels: Option<Prose>,
    /// How they speak.
    pub phrases: Option<Prose>,
    /// Hidden from lists.
    pub archived: bool,
}

/// What a cell of a record says, as far as it can be said without the book.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A value as the book keeps it.
    Value(Value),
    /// A value the file does not hold, taken where the row is new: it changes nothing that is there.
    Assumed(Value),
    /// An amount: `digits / 10^scale` of the book's currency, whose decimals the book knows.
    Amount {
        /// Every digit written.
        digits: i64,
        /// How many of them stand behind the mark.
        scale: u32,
        /// The currency the cell names.
        currency: Option<Currency>,
    },
    /// A quarter of the firm's year, which begins when the book says.
    Quarter(ToldQuarter),
    /// A customer.
    Customer(Arc<Who>),
    /// Something else of the book, by its name.
    Named(Target, Line),
}

/// How a file names a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToldQuarter {
    /// A day in it; the first of a month is its first day.
    Day(NaiveDate),
    /// `2026Q3`.
    Of(Quarter),
    /// `Q0`, `Q-1`: so many quarters before the one of the day the import is for ([`Terms::as_of`]).
    Ago(u32),
}

/// A row of a file of records.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordRow {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// Its kind.
    pub kind: record::Kind,
    /// What its file calls it where nothing else tells it from the others: begins with [`super::customer::FILE_KEY`].
    pub key: Option<Line>,
    /// One for each of [`record::Kind::fields`], in their order.
    pub told: Vec<Told>,
}

/// A cleaned, typed row.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// An invoice or one of its line items.
    Invoice(InvoiceRow),
    /// A customer.
    Customer(Box<CustomerRow>),
    /// A person.
    Person(Box<PersonRow>),
    /// A segment.
    Segment(Box<SegmentRow>),
    /// Hours, an assessment, an offering or the like.
    Record(RecordRow),
    /// A setting, in the form the book keeps it in.
    Setting {
        /// Which one.
        name: Name,
        /// Its kept text.
        kept: String,
    },
    /// An exchange rate; its id is 0.
    Rate(DatedRate),
}

/// A row that cannot be taken, and why. Shown as `FILE:LINE: COLUMN: "VALUE": reason`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// The column at fault, as the file calls it; empty when it is the whole row.
    pub column: String,
    /// What stands there, cleaned and cut.
    pub value: String,
    /// Why, in words.
    pub reason: String,
}

impl Refusal {
    /// A refusal; column and value are cleaned here.
    #[must_use]
    pub fn new(line: u64, column: &str, value: &str, reason: impl Into<String>) -> Refusal {
        Refusal { line, column: shown(column, 60), value: shown(value, 60), reason: reason.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.line)?;
        if !self.column.is_empty() {
            write!(f, "{}: \"{}\": ", self.column, self.value)?;
        }
        f.write_str(&self.reason)
    }
}

/// What comes out of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Something to take in.
    Row(Row),
    /// Something that cannot be.
    Refused(Refusal),
}

/// A file being read. Batches keep the reading thread and the writing one out of each other's way.
pub trait Source {
    /// The next rows in the file's order; `None` at its end. An error means the rest cannot be read.
    fn next_batch(&mut self) -> Result<Option<Vec<Item>>, Unreadable>;

    /// Bytes read so far and bytes in all (0: unknown).
    fn position(&self) -> (u64, u64);
}

/// The file stopped being readable in the middle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// How rows are to be taken in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Terms {
    /// What the history calls it: `Imported invoices.csv`.
    pub label: String,
    /// Take the good rows, list the others.
    pub skip_bad: bool,
    /// Say what would happen, write nothing.
    pub dry_run: bool,
    /// The currency of rows that name none; the book's own where it has one.
    pub currency: Option<Currency>,
    /// Rates given for this import.
    pub rates: Vec<(Currency, Rate)>,
    /// The day quarters told as `Q0` and `Q-1` count from; only the sample has one.
    pub as_of: Option<NaiveDate>,
    /// The day of the import: since when work has the stage a file moves it to.
    pub today: Option<NaiveDate>,
    /// Whether keepnet wrote the file: the first day of a quarter is kept as it stands, whenever the year began then.
    pub own_file: bool,
}

/// How many refusals are kept in full; the rest are counted.
pub const REFUSALS_KEPT: usize = 50;

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// New in the book (or what would be, after a dry run or a refusal).
    pub imported: Counts,
    /// Already there, with something moved or filled in.
    pub updated: u64,
    /// Already there, nothing to do.
    pub skipped_duplicates: u64,
    /// The first rows refused, in the file's order.
    pub refused: Vec<Refusal>,
    /// How many were refused in all.
    pub refused_count: u64,
    /// Base amount of the new documents.
    pub total: Minor,
    /// Time of the new entries.
    pub minutes: i64,
    /// New documents for which no rate was known: in the book, in no total.
    pub without_rate: u64,
    /// The step in the change log; `None` when nothing was written.
    pub change: Option<ChangeId>,
    /// What was found that the owner should know.
    pub notes: Vec<String>,
}

impl Outcome {
    /// Counts a refusal, keeping the first [`REFUSALS_KEPT`].
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refused_count += 1;
        if self.refused.len() < REFUSALS_KEPT {
            self.refused.push(refusal);
        }
    }
}

/// What was worked out about a file before it was read, said so the owner can correct it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Guessed {
    /// What it holds: `invoices`, `customers`, …
    #[serde(rename = "as")]
    pub kind: String,
    /// What separates its columns.
    pub delimiter: String,
    /// Its encoding.
    pub encoding: String,
    /// `ymd`, `dmy` or `mdy`; empty without dates.
    pub dates: String,
    /// `point` or `comma`; empty where no amount has decimals.
    pub decimal: String,
    /// Which column was read as which field.
    pub columns: Vec<(String, String)>,
}
