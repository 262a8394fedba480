//! What one customer's row answers a filter.
//!
//! Names are matched as they are, also in discreet mode: what the owner types, the owner knows. The questions stand in
//! [`crate::domain::filter`]; those about fit, mood and margin are answered by [`crate::domain::scores`].

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::customer::{Customer, Person};
use crate::domain::figures::is_colleague;
use crate::domain::filter::{Filter, Flag, Key, Quantity, Subject};
use crate::domain::id::CustomerId;
use crate::domain::insight::one_off::Standing;
use crate::domain::people::{People, still_there};
use crate::domain::period::Day;

use super::{Line, Roster};

/// One customer's row as a filter sees it.
#[derive(Debug, Clone, Copy)]
pub struct RosterSubject<'a> {
    book: &'a Book,
    roster: &'a Roster,
    customer: &'a Customer,
    line: &'a Line,
    people: &'a [Person],
}

impl RosterSubject<'_> {
    fn standing(&self) -> Standing {
        self.book.standing(self.line.customer, self.line.standing, self.roster.today.into())
    }
}

impl Roster {
    /// Every row, by customer id. The book must be the one the roster was made of.
    pub fn subjects<'a>(&'a self, book: &'a Book) -> impl Iterator<Item = RosterSubject<'a>> {
        let mut people = &book.people[..];
        self.lines.iter().zip(book.customers()).map(move |(line, customer)| {
            let people = People::next_at(&mut people, customer.id);
            RosterSubject { book, roster: self, customer, line, people }
        })
    }

    /// The row of one customer.
    #[must_use]
    pub fn subject<'a>(&'a self, book: &'a Book, customer: CustomerId) -> Option<RosterSubject<'a>> {
        let (customer, line) = (book.customer(customer)?, self.line(customer)?);
        Some(RosterSubject { book, roster: self, customer, line, people: book.people.at(customer.id) })
    }

    /// Those who pass a filter. Archived customers pass only a filter that asks for them, or when `archived` lets them.
    #[must_use]
    pub fn finding(&self, book: &Book, filter: &Filter, archived: bool) -> Found {
        self.finding_by(filter, archived, || self.subjects(book), book)
    }

    /// The same of rows that may know more than the roster does.
    pub(in crate::domain) fn finding_by<S: Subject, I: Iterator<Item = S>>(
        &self,
        filter: &Filter,
        archived: bool,
        rows: impl Fn() -> I,
        book: &Book,
    ) -> Found {
        let archived = archived || filter.asks_for(Flag::Archived);
        let mut passing = filter.passing(self.lines.len(), rows, |key, is_in| {
            let texts = self.texts(book);
            let mut holding = texts.holding(key);
            for (place, customer) in texts.noted() {
                let note = || book.customer(*customer).and_then(|customer| customer.note.as_ref());
                holding[*place] = holding[*place] || note().is_some_and(|note| is_in(note.as_str()));
            }
            holding
        });
        let mut hidden = 0;
        if !archived {
            for (passes, archived) in passing.iter_mut().zip(&self.archived) {
                hidden += usize::from(*passes && *archived);
                *passes &= !archived;
            }
        }
        Found { count: passing.iter().filter(|passes| **passes).count(), passing, hidden }
    }

    /// The lines of those found, by customer id; the flag: archived.
    pub fn lines_of<'a>(&'a self, found: &'a Found) -> impl Iterator<Item = (&'a Line, bool)> {
        let lines = self.lines.iter().zip(&self.archived).zip(&found.passing);
        lines.filter(|(_, passes)| **passes).map(|((line, archived), _)| (line, *archived))
    }
}

/// Who passes a filter: of one roster, for as long as its book does not move.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Place by place of the book.
    passing: Vec<bool>,
    count: usize,
    hidden: usize,
}

impl Found {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many more there would be were archived customers let through.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    #[cfg(test)]
    pub(super) fn passing(&self) -> &[bool] {
        &self.passing
    }

    pub(super) fn holds(&self, place: u32) -> bool {
        self.passing[place as usize]
    }
}

impl RosterSubject<'_> {
    fn today(&self) -> NaiveDate {
        self.roster.today
    }
}

impl Subject for RosterSubject<'_> {
    fn any_text(&self, key: Key, test: &mut dyn FnMut(&str) -> bool) -> bool {
        let customer = self.customer;
        match key {
            Key::Name => test(customer.name.as_str()),
            Key::Contact => still_there(self.people, self.today())
                .any(|person| test(person.name.as_str()) || person.email.as_ref().is_some_and(|email| test(email.as_str()))),
            Key::Note => customer.note.as_ref().is_some_and(|note| test(note.as_str())),
            Key::Tag => customer.tags.iter().any(|tag| test(tag.as_str())),
            Key::Trade => customer.trade.as_ref().is_some_and(|trade| test(trade.as_str())),
            Key::Segment => {
                customer.segment.and_then(|id| self.book.segment(id)).is_some_and(|segment| test(segment.name.as_str()))
            }
            Key::Source => customer.source.as_ref().is_some_and(|source| test(source.as_str())),
            _ => false,
        }
    }

    fn number(&self, key: Key) -> Option<Quantity> {
        let line = self.line;
        match key {
            Key::Revenue => Some(line.revenue.into()),
            Key::Share => Quantity::percent(line.revenue.0.max(0), self.roster.total.0),
            Key::Last => line.last.map(|last| i64::from(Day::from(self.today()).0 - last.0).into()),
            Key::Invoices => Some(i64::from(line.documents).into()),
            Key::Since => Roster::since(self.customer, line).map(|since| Day::from(since).into()),
            Key::Notice => self.customer.notice_days.map(|days| i64::from(days).into()),
            _ => None,
        }
    }

    fn flag(&self, flag: Flag) -> bool {
        match flag {
            Flag::Archived => self.customer.archived,
            Flag::OneOff => self.standing() == Standing::OneOff,
            Flag::Repeat => self.standing() == Standing::Repeat,
            // Colleagues without documents are no prospects (`metrics.md`, conventions).
            Flag::Prospect => self.standing() == Standing::Prospect && !is_colleague(self.book, self.customer),
            Flag::Group => self.roster.in_group(self.customer),
            Flag::Booked => self.book.going().is_booked(self.customer.id, self.today()),
            Flag::Maybe => self.book.going().is_maybe(self.customer.id),
            Flag::Keeper | Flag::Grinder | Flag::Charmer | Flag::Leaver | Flag::Unplaced | Flag::Drain => false,
        }
    }
}
