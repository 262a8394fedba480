//! Customers, the people at them and the segments they belong to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{CustomerId, PersonId, SegmentId};
use super::text::{Line, Prose};

/// Someone the firm invoices, or hopes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Its id in the book.
    pub id: CustomerId,
    /// The company, else first and last name. Known by an external id only: `Customer 2`.
    pub name: Line,
    /// Whether the name was made from an id and gives way to the first real one.
    pub placeholder: bool,
    /// What other programs call it.
    pub external_ids: Vec<Line>,
    /// The owner's own marks.
    pub tags: Vec<Line>,
    /// What they do: trade or industry.
    pub trade: Option<Line>,
    /// Where it belongs: concentration counts a group once, under its topmost parent.
    pub parent: Option<CustomerId>,
    /// Kind of customer.
    pub segment: Option<SegmentId>,
    /// Customer since, where the owner says more than the documents do.
    pub since: Option<NaiveDate>,
    /// Where it came from.
    pub source: Option<Line>,
    /// Notice after which its revenue stops, in days.
    pub notice_days: Option<u32>,
    /// What the owner wants to remember.
    pub note: Option<Prose>,
    /// Hidden from lists, never deleted.
    pub archived: bool,
}

impl Customer {
    /// A customer with a name and nothing else; the book gives the id.
    #[must_use]
    pub fn named(name: Line) -> Customer {
        Customer {
            id: CustomerId(0),
            name,
            placeholder: false,
            external_ids: Vec::new(),
            tags: Vec::new(),
            trade: None,
            parent: None,
            segment: None,
            since: None,
            source: None,
            notice_days: None,
            note: None,
            archived: false,
        }
    }
}

/// How an id begins that stands for a customer within one export only: two of a name that nothing else tells apart.
pub const FILE_KEY: &str = "keepnet#";

/// What separates several values in one cell of a file: external ids and tags.
pub const SEPARATOR: &str = "; ";

/// Values of one cell joined for a file or the book.
#[must_use]
pub fn joined(values: &[Line]) -> String {
    values.iter().map(Line::as_str).collect::<Vec<_>>().join(SEPARATOR)
}

/// The values of such a cell, cleaned, without doubles, in their order.
#[must_use]
pub fn split(cell: &str) -> Vec<Line> {
    let mut values: Vec<Line> = Vec::new();
    for value in cell.split(';').filter_map(Line::some) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// Someone at a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their id in the book.
    pub id: PersonId,
    /// Where they work.
    pub customer: CustomerId,
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

/// Whether a segment pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// Paying customers.
    #[default]
    Client,
    /// Colleagues: they never change a share unless they have documents.
    Colleague,
}

impl SegmentKind {
    /// The word kept in the book and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            SegmentKind::Client => "client",
            SegmentKind::Colleague => "colleague",
        }
    }

    /// The value of a kept word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<SegmentKind> {
        match word {
            "client" => Some(SegmentKind::Client),
            "colleague" => Some(SegmentKind::Colleague),
            _ => None,
        }
    }
}

/// A kind of customer and how to speak to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its id in the book.
    pub id: SegmentId,
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
    /// Hidden from lists, never deleted.
    pub archived: bool,
}
