//! The order the list of customers stands in: any column, ties in the fixed order (folded name, then id).
//!
//! An order is made when first asked for, and once: the owner goes round the columns.

use std::sync::{Arc, PoisonError};

use crate::domain::book::Book;
use crate::domain::customer::{Customer, joined};
use crate::domain::id::CustomerId;
use crate::domain::people::{People, still_there};
use crate::domain::text::{self, name_key};

use super::{Found, Line, Roster};

/// What the list can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The customer's name.
    Name,
    /// Revenue of the last 12 months.
    Revenue,
    /// Share of all customers' revenue.
    Share,
    /// Revenue of the last 12 months less that of the 12 before, in money.
    Trend,
    /// The last document's day.
    Last,
    /// Documents in the last 12 months.
    Invoices,
    /// Customer since.
    Since,
    /// The owner's tags.
    Tags,
    /// Who is there: whoever decides, else whoever came first.
    Contact,
    /// Notice in days.
    Notice,
    /// What they do.
    Trade,
}

impl Roster {
    /// Every customer, archived ones too, by a column. Who has no value there stands last either way; equal values stand
    /// in the fixed order (folded name, then id) either way. The book must be the one the roster was made of.
    #[must_use]
    pub fn ordered(&self, book: &Book, column: Column, descending: bool) -> Vec<CustomerId> {
        self.places(book, column, descending).iter().map(|place| self.ids[*place as usize]).collect()
    }

    /// Those [found](Roster::finding), in an order.
    #[must_use]
    pub fn ordering(&self, book: &Book, column: Column, descending: bool, found: &Found) -> Vec<CustomerId> {
        self.picked(&self.places(book, column, descending), found)
    }

    /// Those found, in the order of places.
    pub(in crate::domain) fn picked(&self, places: &[u32], found: &Found) -> Vec<CustomerId> {
        let mut customers = Vec::with_capacity(found.count());
        customers.extend(places.iter().filter(|place| found.holds(**place)).map(|place| self.ids[*place as usize]));
        customers
    }

    /// The places of all customers by values beside the lines, as [`Roster::ordered`] sorts.
    pub(in crate::domain) fn places_by<K: Ord>(
        &self,
        book: &Book,
        values: impl Iterator<Item = Option<K>>,
        descending: bool,
    ) -> Vec<u32> {
        let customers: Vec<&Customer> = book.customers().take(self.lines.len()).collect();
        self.by(&customers, values, descending)
    }

    /// Makes orders that will be asked for.
    pub fn prepare_orders(&self, book: &Book, orders: impl IntoIterator<Item = (Column, bool)>) {
        for (column, descending) in orders {
            self.places(book, column, descending);
        }
    }

    /// The order as places in the book: looked up without looking for an id.
    fn places(&self, book: &Book, column: Column, descending: bool) -> Arc<[u32]> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., known)) = orders.iter().find(|(known, falls, _)| (*known, *falls) == (column, descending)) {
            return Arc::clone(known);
        }
        let order: Arc<[u32]> = self.order(book, column, descending).into();
        orders.push((column, descending, Arc::clone(&order)));
        order
    }

    fn order(&self, book: &Book, column: Column, descending: bool) -> Vec<u32> {
        let customers: Vec<&Customer> = book.customers().take(self.lines.len()).collect();
        let number = |value: fn(&Roster, &Customer, &Line) -> Option<i64>| {
            let values = customers.iter().zip(&self.lines).map(|(customer, line)| value(self, customer, line));
            self.by_number(&customers, values, descending)
        };
        let key = |text: Option<&text::Line>| text.map(text::Line::key);
        match column {
            Column::Name => match self.texts.get() {
                Some(texts) if descending => {
                    let same = texts.by_name().chunk_by(|one, other| texts.name(*one) == texts.name(*other));
                    same.rev().flatten().copied().collect()
                }
                Some(texts) => texts.by_name().to_vec(),
                None => self.by(&customers, customers.iter().map(|customer| Some(customer.name.key())), descending),
            },
            Column::Revenue => number(|_, _, line| Some(line.revenue.0)),
            Column::Share => number(|_, _, line| Some(line.revenue.0.max(0))),
            Column::Trend => number(|_, _, line| Some(line.change().0)),
            Column::Last => number(|_, _, line| line.last.map(|day| i64::from(day.0))),
            Column::Invoices => number(|_, _, line| Some(i64::from(line.documents))),
            Column::Since => number(|_, customer, line| {
                Roster::since(customer, line).map(|date| i64::from(crate::domain::period::Day::from(date).0))
            }),
            Column::Notice => number(|_, customer, _| customer.notice_days.map(i64::from)),
            Column::Tags => {
                let tags = |customer: &&Customer| (!customer.tags.is_empty()).then(|| name_key(&joined(&customer.tags)));
                self.by(&customers, customers.iter().map(tags), descending)
            }
            Column::Trade => self.by(&customers, customers.iter().map(|customer| key(customer.trade.as_ref())), descending),
            Column::Contact => {
                let mut rest = &book.people[..];
                let contact = |customer: &&Customer| {
                    let people = People::next_at(&mut rest, customer.id);
                    key(still_there(people, self.today).next().map(|person| &person.name))
                };
                self.by(&customers, customers.iter().map(contact), descending)
            }
        }
    }

    /// The same as [`Roster::by`] for numbers: value and rank make one number, and numbers are what sorts quickest.
    fn by_number(&self, customers: &[&Customer], values: impl Iterator<Item = Option<i64>>, descending: bool) -> Vec<u32> {
        /// More than any value: nothing stands after something.
        const NOTHING: u128 = u64::MAX as u128 + 1;
        let texts = self.texts.get();
        let rank = |place: u32| texts.map_or(place, |texts| texts.rank(place as usize));
        let key = |value: i64| {
            let rising = value.cast_unsigned() ^ 1 << 63;
            u128::from(if descending { !rising } else { rising })
        };
        let row = |(value, place): (Option<i64>, u32)| value.map_or(NOTHING, key) << 32 | u128::from(rank(place));
        let mut rows: Vec<u128> = values.zip(0..).map(row).collect();
        rows.sort_unstable();
        let last = |row: &u128| *row as u32;
        if let Some(texts) = texts {
            return rows.iter().map(|row| texts.by_name()[last(row) as usize]).collect();
        }
        let mut places = Vec::with_capacity(rows.len());
        for tie in rows.chunk_by(|one, other| one >> 32 == other >> 32) {
            let from = places.len();
            places.extend(tie.iter().map(last));
            sort_by_name(customers, &mut places[from..], |place| *place);
        }
        places
    }

    /// The places of the customers by values in their order. Folding a name costs far more than comparing two amounts, so
    /// as long as nobody had the names folded only those that part a tie are.
    fn by<K: Ord>(&self, customers: &[&Customer], values: impl Iterator<Item = Option<K>>, descending: bool) -> Vec<u32> {
        let texts = self.texts.get();
        let ranks = (0..customers.len()).map(|place| texts.map_or(place as u32, |texts| texts.rank(place)));
        let mut rows: Vec<(Option<K>, u32, u32)> =
            values.zip(ranks).zip(0..).map(|((value, rank), place)| (value, rank, place)).collect();
        rows.sort_unstable_by(|(one, a, _), (other, b, _)| {
            let order = match (one, other) {
                (Some(one), Some(other)) if descending => other.cmp(one),
                (Some(one), Some(other)) => one.cmp(other),
                // Nothing stands after something.
                _ => other.is_some().cmp(&one.is_some()),
            };
            order.then(a.cmp(b))
        });
        if texts.is_none() {
            for tie in rows.chunk_by_mut(|one, other| one.0 == other.0) {
                sort_by_name(customers, tie, |(.., place)| *place);
            }
        }
        rows.into_iter().map(|(.., place)| place).collect()
    }
}

/// Puts rows that tie into the fixed order.
fn sort_by_name<R>(customers: &[&Customer], tie: &mut [R], place: impl Fn(&R) -> u32) {
    if tie.len() > 1 {
        tie.sort_by_cached_key(|row| (customers[place(row) as usize].name.key(), place(row)));
    }
}
