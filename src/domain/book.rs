//! The book, loaded: everything the figures are computed from. Of documents it holds each customer's series only.

use std::sync::LazyLock;

use super::customer::{Customer, Segment};
use super::id::{CustomerId, SegmentId};
use super::insight::one_off::{Occasions, Standing};
use super::people::People;
use super::record::{Kind, Records, Row};
use super::series::Series;
use super::settings::Settings;
use super::work::Going;

/// A book as it stands in memory.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Its settings.
    pub settings: Settings,
    /// Everyone at the customers.
    pub people: People,
    /// Kinds of customers.
    pub segments: Vec<Segment>,
    /// Hours, assessments, offerings and the rest the owner keeps.
    records: Records,
    /// Exchange rates: currency, from when, base units per unit.
    pub rates: Vec<super::change::DatedRate>,
    /// By id, like the series: a large book is read once and changed one customer at a time.
    customers: Vec<Customer>,
    series: Vec<(CustomerId, Series)>,
    /// What the engagements among the records make of who comes back.
    occasions: Occasions,
    /// Who has work ahead by them.
    going: Going,
    awaits_series: bool,
    revision: u64,
    records_revision: u64,
}

static NO_DOCUMENTS: LazyLock<Series> = LazyLock::new(Series::default);

impl Book {
    /// A book of these customers and their documents.
    #[must_use]
    pub fn new(settings: Settings, mut customers: Vec<Customer>, mut series: Vec<(CustomerId, Series)>) -> Book {
        customers.sort_by_key(|customer| customer.id);
        series.sort_by_key(|(customer, _)| *customer);
        Book { settings, customers, series, ..Book::default() }
    }

    /// A book whose documents are still to come, as are its customers' notes and other things no list shows: nothing may
    /// be worked out of it but with a roster kept of them, and nothing changed in it.
    #[must_use]
    pub fn awaiting_series(settings: Settings, customers: Vec<Customer>) -> Book {
        Book { awaits_series: true, ..Book::new(settings, customers, Vec::new()) }
    }

    /// Whether its documents are still to come.
    #[must_use]
    pub fn awaits_series(&self) -> bool {
        self.awaits_series
    }

    /// Takes what it was waiting for.
    pub fn take_rest(&mut self, customers: Vec<Customer>, series: Vec<(CustomerId, Series)>) {
        let Book { customers, series, .. } = Book::new(Settings::default(), customers, series);
        (self.customers, self.series, self.awaits_series) = (customers, series, false);
    }

    /// Notes that what no first picture shows has come: whatever was made without it is old.
    pub fn completed(&mut self) {
        self.revision += 1;
    }

    /// Where a customer stands, or would. Ids are mostly given out one after the other, so the first look mostly finds it.
    fn place(&self, id: CustomerId) -> Result<usize, usize> {
        let guess = self.customers.first().and_then(|first| usize::try_from(id.0.checked_sub(first.id.0)?).ok());
        match guess {
            Some(guess) if self.customers.get(guess).is_some_and(|customer| customer.id == id) => Ok(guess),
            _ => self.customers.binary_search_by_key(&id, |customer| customer.id),
        }
    }

    /// All customers, archived ones too, by id.
    pub fn customers(&self) -> impl ExactSizeIterator<Item = &Customer> {
        self.customers.iter()
    }

    /// All customers by id, each with its documents: quicker than looking each up.
    pub fn each(&self) -> impl Iterator<Item = (&Customer, &Series)> {
        let mut series = self.series.iter().peekable();
        self.customers.iter().map(move |customer| {
            while series.next_if(|(id, _)| *id < customer.id).is_some() {}
            let own = series.next_if(|(id, _)| *id == customer.id).map(|(_, own)| own);
            (customer, own.unwrap_or(&NO_DOCUMENTS))
        })
    }

    /// How many documents there are.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.series.iter().map(|(_, series)| series.len()).sum()
    }

    /// A customer.
    #[must_use]
    pub fn customer(&self, id: CustomerId) -> Option<&Customer> {
        self.place(id).ok().map(|place| &self.customers[place])
    }

    /// A customer's documents; an empty series where there are none.
    #[must_use]
    pub fn series(&self, id: CustomerId) -> &Series {
        let place = self.series.binary_search_by_key(&id, |(customer, _)| *customer);
        place.map_or(&NO_DOCUMENTS, |place| &self.series[place].1)
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
            match self.customer(top).and_then(|customer| customer.parent) {
                Some(parent) if parent != id => top = parent,
                _ => break,
            }
        }
        top
    }

    /// Takes the whole book read again after a change.
    pub fn replace_with(&mut self, book: Book) {
        *self = Book { revision: self.revision + 1, records_revision: self.records_revision + 1, ..book };
    }

    /// Counts up with every change, so figures know when they are old.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes a customer read again after a change; `None` when it is gone.
    pub fn replace_customer(&mut self, id: CustomerId, customer: Option<Customer>) {
        self.revision += 1;
        match (self.place(id), customer) {
            (Ok(place), Some(customer)) => self.customers[place] = customer,
            (Err(place), Some(customer)) => self.customers.insert(place, customer),
            (Ok(place), None) => drop(self.customers.remove(place)),
            (Err(_), None) => {}
        }
    }

    /// Takes a customer's documents read again after a change.
    pub fn replace_series(&mut self, id: CustomerId, series: Series) {
        self.revision += 1;
        match self.series.binary_search_by_key(&id, |(customer, _)| *customer) {
            Ok(place) if series.is_empty() => drop(self.series.remove(place)),
            Ok(place) => self.series[place].1 = series,
            Err(_) if series.is_empty() => {}
            Err(place) => self.series.insert(place, (id, series)),
        }
    }

    /// Hours, assessments, offerings and the rest the owner keeps.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Takes all records, behind the rest: what was made of the documents alone still holds.
    pub fn take_records(&mut self, records: Records) {
        self.records_revision += 1;
        self.records = records;
        self.read_engagements();
    }

    /// Engagements count in place of documents, so with any of them what was made of documents alone is old; so is who
    /// passes a filter that asks for work.
    fn read_engagements(&mut self) {
        let (works, week) = (&self.records.engagements, self.settings.work_days);
        let before = std::mem::replace(&mut self.occasions, Occasions::of(works.iter(), week));
        let going = Going::of(works.iter(), week);
        self.revision += u64::from(before != self.occasions || going != self.going);
        self.going = going;
    }

    /// Who has work ahead.
    #[must_use]
    pub fn going(&self) -> &Going {
        &self.going
    }

    /// Where a customer stands (`metrics.md` items 15 and 16), given what the documents alone say.
    #[must_use]
    pub fn standing(&self, customer: CustomerId, of_documents: Standing, today: super::period::Day) -> Standing {
        self.occasions.standing(customer, of_documents, today)
    }

    /// Takes a record read again after a change; `None` when it is gone. False where it could not be one of its kind.
    pub fn replace_record(&mut self, kind: Kind, id: i64, row: Option<&Row>) -> bool {
        self.revision += 1;
        let is_one = self.records.replace(kind, id, row);
        if kind == Kind::Engagement {
            self.read_engagements();
        }
        is_one
    }

    /// Counts up whenever anything scores are worked out from may have moved.
    #[must_use]
    pub fn scores_revision(&self) -> (u64, u64) {
        (self.revision, self.records_revision)
    }

    /// Takes the segments read again after a change: whose revenue counts may have moved.
    pub fn replace_segments(&mut self, segments: Vec<Segment>) {
        self.revision += 1;
        self.segments = segments;
    }

    /// Takes the settings read again after a change.
    pub fn replace_settings(&mut self, settings: Settings) {
        self.revision += 1;
        self.settings = settings;
        // Work days move ends.
        self.read_engagements();
    }
}
