//! The order the list of customers stands in: any column, ties in the fixed order (folded name, then id).
//!
//! Folding a name costs far more than comparing two amounts, so a name is folded when it first breaks a tie, and once.

use std::cmp::Ordering;
use std::sync::OnceLock;

use crate::domain::book::Book;
use crate::domain::customer::{Customer, joined};
use crate::domain::id::CustomerId;
use crate::domain::people::{People, still_there};
use crate::domain::text::{self, name_key};

use super::{Line, Roster};

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

/// Folded names, each made when first asked for, and the order of all of them.
#[derive(Debug, Default)]
pub(super) struct NameOrder {
    keys: OnceLock<Vec<OnceLock<Box<str>>>>,
    places: OnceLock<Vec<u32>>,
}

impl NameOrder {
    fn key(&self, customers: &[&Customer], place: u32) -> &str {
        let keys = self.keys.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(customers.len()).collect());
        keys[place as usize].get_or_init(|| name_key(customers[place as usize].name.as_str()).into_boxed_str())
    }

    fn compare(&self, customers: &[&Customer], one: u32, other: u32) -> Ordering {
        self.key(customers, one).cmp(self.key(customers, other)).then(one.cmp(&other))
    }

    fn all(&self, customers: &[&Customer]) -> &[u32] {
        self.places.get_or_init(|| {
            let mut places: Vec<u32> = (0..customers.len() as u32).collect();
            places.sort_unstable_by(|one, other| self.compare(customers, *one, *other));
            places
        })
    }
}

impl Roster {
    /// Every customer, archived ones too, by a column. Who has no value there stands last either way; equal values stand
    /// in the fixed order (folded name, then id) either way. The book must be the one the roster was made of.
    #[must_use]
    pub fn ordered(&self, book: &Book, column: Column, descending: bool) -> Vec<CustomerId> {
        let customers: Vec<&Customer> = book.customers().take(self.lines.len()).collect();
        let number = |value: fn(&Roster, &Customer, &Line) -> Option<i64>| {
            let values = customers.iter().zip(&self.lines).map(|(customer, line)| value(self, customer, line));
            self.by(&customers, values, descending)
        };
        let key = |text: Option<&text::Line>| text.map(text::Line::key);
        let places = match column {
            Column::Name => {
                let places = self.names.all(&customers);
                if descending {
                    let same = places.chunk_by(|one, other| self.names.key(&customers, *one) == self.names.key(&customers, *other));
                    same.rev().flatten().copied().collect()
                } else {
                    places.to_vec()
                }
            }
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
        };
        places.into_iter().map(|place| self.lines[place as usize].customer).collect()
    }

    fn by<K: Ord>(&self, customers: &[&Customer], values: impl Iterator<Item = Option<K>>, descending: bool) -> Vec<u32> {
        let mut rows: Vec<(Option<K>, u32)> = values.zip(0..).collect();
        rows.sort_unstable_by(|(one, a), (other, b)| {
            let order = match (one, other) {
                (Some(one), Some(other)) if descending => other.cmp(one),
                (Some(one), Some(other)) => one.cmp(other),
                // Nothing stands after something.
                _ => other.is_some().cmp(&one.is_some()),
            };
            order.then(a.cmp(b))
        });
        for tie in rows.chunk_by_mut(|one, other| one.0 == other.0).filter(|tie| tie.len() > 1) {
            tie.sort_unstable_by(|one, other| self.names.compare(customers, one.1, other.1));
        }
        rows.into_iter().map(|(_, place)| place).collect()
    }
}
