//! The book, loaded: everything the figures are computed from. Of documents it holds each customer's series only.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::customer::{Customer, Person, Segment};
use super::id::{CustomerId, SegmentId};
use super::series::Series;
use super::settings::Settings;

/// A book as it stands in memory.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Its settings.
    pub settings: Settings,
    /// Everyone at the customers.
    pub people: Vec<Person>,
    /// Kinds of customers.
    pub segments: Vec<Segment>,
    /// Exchange rates: currency, from when, base units per unit.
    pub rates: Vec<super::change::DatedRate>,
    customers: BTreeMap<CustomerId, Customer>,
    series: BTreeMap<CustomerId, Series>,
    revision: u64,
}

static NO_DOCUMENTS: LazyLock<Series> = LazyLock::new(Series::default);

impl Book {
    /// A book of these customers and their documents.
    #[must_use]
    pub fn new(settings: Settings, customers: Vec<Customer>, series: Vec<(CustomerId, Series)>) -> Book {
        Book {
            settings,
            customers: customers.into_iter().map(|customer| (customer.id, customer)).collect(),
            series: series.into_iter().collect(),
            ..Book::default()
        }
    }

    /// All customers, archived ones too, by id.
    pub fn customers(&self) -> impl ExactSizeIterator<Item = &Customer> {
        self.customers.values()
    }

    /// A customer.
    #[must_use]
    pub fn customer(&self, id: CustomerId) -> Option<&Customer> {
        self.customers.get(&id)
    }

    /// A customer's documents; an empty series where there are none.
    #[must_use]
    pub fn series(&self, id: CustomerId) -> &Series {
        self.series.get(&id).unwrap_or(&NO_DOCUMENTS)
    }

    /// A segment.
    #[must_use]
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.id == id)
    }

    /// The topmost parent of a customer: the unit concentration counts (`metrics.md`, conventions).
    #[must_use]
    pub fn unit(&self, id: CustomerId) -> CustomerId {
        let mut top = id;
        // A circle is refused on save; the bound keeps a damaged book from hanging the screen.
        for _ in 0..self.customers.len() {
            match self.customers.get(&top).and_then(|customer| customer.parent) {
                Some(parent) if parent != id => top = parent,
                _ => break,
            }
        }
        top
    }

    /// Takes the whole book read again after a change.
    pub fn replace_with(&mut self, book: Book) {
        *self = Book { revision: self.revision + 1, ..book };
    }

    /// Counts up with every change, so figures know when they are old.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes a customer read again after a change; `None` when it is gone.
    pub fn replace_customer(&mut self, id: CustomerId, customer: Option<Customer>) {
        self.revision += 1;
        match customer {
            Some(customer) => drop(self.customers.insert(id, customer)),
            None => drop(self.customers.remove(&id)),
        }
    }

    /// Takes a customer's documents read again after a change.
    pub fn replace_series(&mut self, id: CustomerId, series: Series) {
        self.revision += 1;
        if series.is_empty() {
            self.series.remove(&id);
        } else {
            self.series.insert(id, series);
        }
    }

    /// Takes the settings read again after a change.
    pub fn replace_settings(&mut self, settings: Settings) {
        self.revision += 1;
        self.settings = settings;
    }
}
