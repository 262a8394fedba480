//! The pass over all documents for what is the same whatever the period: every customer read once, group by group, on two threads where the book is large.
//!
//! Which windows there are is settled in [`super::Layout`]; what becomes of the sums in [`super::Figures`]. What a period
//! comes to is [`super::during`]'s.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::{Headcount, Layout, is_colleague};
use crate::domain::book::Book;
use crate::domain::customer::Customer;
use crate::domain::halves;
use crate::domain::id::CustomerId;
use crate::domain::insight::concentration::Holding;
use crate::domain::insight::retention::{Cohorts, Retention};
use crate::domain::insight::tally::Tally;
use crate::domain::insight::windows::Windows;
use crate::domain::money::Minor;
use crate::domain::period::Day;
use crate::domain::series::Series;
use crate::domain::text::name_key;

/// A customer with the unit it is counted in.
pub(super) type Member<'a> = (CustomerId, &'a Customer, &'a Series);

/// What the pass over all customers adds up.
pub(super) struct Sums<'a> {
    source: &'a Book,
    layout: &'a Layout,
    pub(super) customers: Headcount,
    pub(super) last: Option<Day>,
    pub(super) year: Vec<Holding>,
    pub(super) year_total: Minor,
    pub(super) windows: Windows,
    pub(super) retention: Retention,
    pub(super) cohorts: Cohorts,
    pub(super) groups: BTreeMap<CustomerId, Vec<CustomerId>>,
}

impl<'a> Sums<'a> {
    fn new(source: &'a Book, layout: &'a Layout) -> Sums<'a> {
        Sums {
            source,
            layout,
            customers: Headcount::default(),
            last: None,
            year: Vec::new(),
            year_total: Minor::ZERO,
            windows: Windows::default(),
            retention: Retention::default(),
            cohorts: Cohorts::default(),
            groups: BTreeMap::new(),
        }
    }

    /// Reads every customer once, group by group.
    pub(super) fn of(source: &'a Book, layout: &'a Layout) -> Sums<'a> {
        let members = members(source);
        let units: Vec<&[Member<'_>]> = members.chunk_by(|a, b| a.0 == b.0).collect();
        let documents = |unit: &&[Member<'_>]| unit.iter().map(|(.., series)| series.len()).sum();
        let (left, right) = halves::cut(&units, documents);
        let read = |units: &[&[Member<'_>]]| {
            let mut sums = Sums::new(source, layout);
            sums.read(units);
            sums
        };
        let (mut sums, rest) = halves::both(!right.is_empty(), || read(left), || read(right));
        sums.join(rest);
        sums
    }

    fn read(&mut self, units: &[&[Member<'_>]]) {
        let (mut alone, mut group) = (Tally::new(&self.layout.rules.spans), Tally::new(&self.layout.rules.spans));
        for unit in units {
            group.clear();
            let mut first: Option<Day> = None;
            let mut with_documents = Vec::new();
            for (_, customer, series) in *unit {
                alone.clear();
                alone.read(series, &self.layout.rules);
                self.take_customer(customer, &alone);
                first = [first, alone.occasions.history(self.layout.rules.today).first].into_iter().flatten().min();
                if alone.first.is_some() {
                    with_documents.push(customer.id);
                }
                group.add_nets(&alone);
            }
            self.take_unit(unit[0].0, &group, first);
            if unit.len() > 1 && with_documents.len() > usize::from(with_documents.contains(&unit[0].0)) {
                self.groups.insert(unit[0].0, with_documents);
            }
        }
    }

    fn take_customer(&mut self, customer: &Customer, tally: &Tally) {
        let today = self.layout.rules.today;
        let customers = &mut self.customers;
        customers.total += usize::from(!customer.archived);
        customers.with_documents += usize::from(tally.first.is_some());
        let of_documents = tally.occasions.history(today).standing(today);
        let standing = self.source.standing(customer.id, of_documents, today);
        if !customer.archived && (tally.first.is_some() || !is_colleague(self.source, customer)) {
            customers.one_off.take(standing);
        }
        self.last = self.last.max(tally.last);
    }

    fn take_unit(&mut self, unit: CustomerId, tally: &Tally, first: Option<Day>) {
        let layout = self.layout;
        let year = tally.net(&layout.twelve_months);
        self.year_total = Minor(self.year_total.0 + year.0);
        self.year.extend((year != Minor::ZERO).then_some(Holding { unit, net: year }));
        self.retention.take(tally.net(&layout.prior), year);
        let source = self.source;
        let before = |a, b| stands_before(source, a, b);
        let windows = &mut self.windows;
        windows.one_month.take(unit, tally.net(&layout.one_month), before);
        windows.three_months.take(unit, tally.net(&layout.three_months), before);
        windows.twelve_months.take(unit, year, before);
        windows.lifetime.take(unit, tally.net(&layout.lifetime), before);
        for (lead, spans) in windows.month_ends.iter_mut().zip(&layout.month_ends) {
            lead.take(unit, tally.net(spans), before);
        }
        if let Some(first) = first.map(|first| first.date().year()) {
            let since = layout.years.iter().skip((first - layout.first_year).max(0) as usize);
            self.cohorts.take(first, since.map(|spans| tally.net(spans) > Minor::ZERO));
        }
    }

    /// Takes the sums of other units.
    fn join(&mut self, other: Sums<'_>) {
        self.customers.join(other.customers);
        self.last = self.last.max(other.last);
        self.year.extend(other.year);
        self.year_total.0 += other.year_total.0;
        self.windows.join(&other.windows, |a, b| stands_before(self.source, a, b));
        self.retention.join(&other.retention);
        self.cohorts.join(other.cohorts);
        self.groups.extend(other.groups);
    }
}

/// Every customer with its unit and documents, unit by unit.
pub(super) fn members(book: &Book) -> Vec<Member<'_>> {
    let unit = |customer: &Customer| if customer.parent.is_some() { book.unit(customer.id) } else { customer.id };
    let mut members: Vec<Member<'_>> = book.each().map(|(customer, series)| (unit(customer), customer, series)).collect();
    members.sort_unstable_by_key(|(unit, customer, _)| (*unit, customer.id));
    members
}

/// Whether a unit stands before another in the fixed order of names and ids.
fn stands_before(source: &Book, a: CustomerId, b: CustomerId) -> bool {
    let key = |id| source.customer(id).map(|customer| name_key(customer.name.as_str()));
    (key(a), a) < (key(b), b)
}
