//! How many rows of each kind an import brought in, in numbers and in words.

use serde::Serialize;

use crate::domain::money::counted;
use crate::domain::record;

/// How many of each were new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Customers.
    pub customers: u64,
    /// People.
    pub people: u64,
    /// Segments.
    pub segments: u64,
    /// Documents, however many rows each had.
    pub invoices: u64,
    /// Settings and rates.
    pub settings: u64,
    /// Records, by the word of their kind.
    #[serde(flatten)]
    pub records: RecordCounts,
}

/// How many records of each kind were new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordCounts([u64; record::Kind::ALL.len()]);

impl RecordCounts {
    /// How many of a kind.
    #[must_use]
    pub fn of(&self, kind: record::Kind) -> u64 {
        self.0[kind as usize]
    }

    /// Counts one more.
    pub fn add(&mut self, kind: record::Kind) {
        self.0[kind as usize] += 1;
    }

    /// Counts one less: it was taken out again.
    pub fn take_back(&mut self, kind: record::Kind) {
        self.0[kind as usize] = self.0[kind as usize].saturating_sub(1);
    }
}

impl Serialize for RecordCounts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(record::Kind::ALL.iter().map(|kind| (kind.plural(), self.of(*kind))))
    }
}

impl std::ops::Add for RecordCounts {
    type Output = RecordCounts;

    fn add(mut self, other: RecordCounts) -> RecordCounts {
        self.0.iter_mut().zip(other.0).for_each(|(sum, count)| *sum += count);
        self
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), |sum, counts| Counts {
            customers: sum.customers + counts.customers,
            people: sum.people + counts.people,
            segments: sum.segments + counts.segments,
            invoices: sum.invoices + counts.invoices,
            settings: sum.settings + counts.settings,
            records: sum.records + counts.records,
        })
    }
}

impl Counts {
    /// What there is of, in words: `830 documents`, `89 customers`, `12 time entries`.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let records = record::Kind::ALL.iter().map(|kind| {
            let (one, many) = nouns(*kind);
            (self.records.of(*kind), one, many)
        });
        [
            (self.invoices, "document", "documents"),
            (self.customers, "customer", "customers"),
            (self.people, "person", "people"),
            (self.segments, "segment", "segments"),
            (self.settings, "setting", "settings"),
        ]
        .into_iter()
        .chain(records)
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect()
    }

    /// Whether nothing was new.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Counts::default()
    }
}

/// One of a kind of record and several, beside counts of other things.
fn nouns(kind: record::Kind) -> (&'static str, &'static str) {
    match kind {
        record::Kind::Effort => ("time entry", "time entries"),
        record::Kind::Rivals => ("pair of rivals", "pairs of rivals"),
        record::Kind::MoodProfile => ("mood profile", "mood profiles"),
        record::Kind::Wanted => ("wanted profile", "wanted profiles"),
        _ => (kind.noun(), kind.plural()),
    }
}
