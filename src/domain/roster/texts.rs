//! The names, contacts and tags of everybody on the list in one piece of memory, folded: every letter typed into a filter
//! is looked for in all of them, and every tie of an order is parted by a name.
//!
//! What is equal to what is said by [`name_key`] alone. Of notes it only knows who has one: they are few and may be long.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::book::Book;
use crate::domain::id::CustomerId;
use crate::domain::people::{People, still_there};
use crate::domain::text::name_key;

use super::Roster;

/// So many texts looked for are remembered: the letters of a few words.
const REMEMBERED: usize = 16;

/// Folded texts, customer by customer as they stand in the book, a line each, the name first.
#[derive(Debug)]
pub(super) struct Texts {
    all: String,
    /// Where each customer's begin; last where all end.
    starts: Vec<usize>,
    /// The places of the book in the order of folded names, then ids.
    by_name: Vec<u32>,
    /// Where each place stands in it.
    ranks: Vec<u32>,
    /// Who has a note, and where they stand.
    noted: Vec<(usize, CustomerId)>,
    /// What was found for the texts looked for last, the newest at the end: while a filter is typed each letter only
    /// leaves out some of those found before it, and a letter taken back brings those again.
    looked_for: Mutex<Vec<(String, Arc<[bool]>)>>,
}

impl Texts {
    fn of(roster: &Roster, book: &Book) -> Texts {
        let (mut all, mut starts) = (String::new(), Vec::with_capacity(roster.lines.len() + 1));
        let mut people = &book.people[..];
        let mut noted = Vec::new();
        for (place, customer) in book.customers().take(roster.lines.len()).enumerate() {
            noted.extend(customer.note.as_ref().map(|_| (place, customer.id)));
            starts.push(all.len());
            let mut add = |text: &str| {
                all.push_str(&name_key(text));
                all.push('\n');
            };
            add(customer.name.as_str());
            customer.tags.iter().for_each(|tag| add(tag.as_str()));
            for person in still_there(People::next_at(&mut people, customer.id), roster.today) {
                add(person.name.as_str());
                person.email.iter().for_each(|email| add(email.as_str()));
            }
        }
        starts.push(all.len());
        let count = roster.lines.len();
        let by_name = (0..count as u32).collect();
        let mut texts = Texts { all, starts, by_name, ranks: vec![0; count], noted, looked_for: Mutex::default() };
        let mut by_name = std::mem::take(&mut texts.by_name);
        by_name.sort_unstable_by(|one, other| texts.name(*one).cmp(texts.name(*other)).then(one.cmp(other)));
        for (rank, place) in (0u32..).zip(&by_name) {
            texts.ranks[*place as usize] = rank;
        }
        texts.by_name = by_name;
        texts
    }

    /// A folded name.
    pub(super) fn name(&self, place: u32) -> &str {
        let own = &self.all[self.starts[place as usize]..];
        own.split_once('\n').map_or(own, |(name, _)| name)
    }

    /// All places of the book in the order of folded names, then ids.
    pub(super) fn by_name(&self) -> &[u32] {
        &self.by_name
    }

    /// Where a place stands in that order.
    pub(super) fn rank(&self, place: usize) -> u32 {
        self.ranks[place]
    }

    /// Who has a note, by place.
    pub(super) fn noted(&self) -> &[(usize, CustomerId)] {
        &self.noted
    }

    /// Whose texts hold a folded one.
    pub(super) fn holding(&self, key: &str) -> Vec<bool> {
        let mut looked_for = self.looked_for.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = looked_for.iter().enumerate().filter(|(_, (before, _))| key.starts_with(before.as_str()));
        let found: Arc<[bool]> = match begun.max_by_key(|(_, (before, _))| before.len()) {
            Some((at, (before, _))) if before == key => looked_for.remove(at).1,
            Some((_, (_, found))) => {
                found.iter().enumerate().map(|(place, found)| *found && self.own(place).contains(key)).collect()
            }
            None => self.looked_through(key).into(),
        };
        if looked_for.len() == REMEMBERED {
            looked_for.remove(0);
        }
        looked_for.push((key.to_owned(), Arc::clone(&found)));
        found.to_vec()
    }

    /// The texts of one customer.
    fn own(&self, place: usize) -> &str {
        &self.all[self.starts[place]..self.starts[place + 1]]
    }

    fn looked_through(&self, key: &str) -> Vec<bool> {
        let mut found = vec![key.is_empty(); self.ranks.len()];
        let mut place = 0;
        let mut mark = |at: usize| {
            while self.starts[place + 1] <= at {
                place += 1;
            }
            found[place] = true;
        };
        let mut letters = key.chars();
        match (letters.next(), letters.next()) {
            (None, _) => {}
            // The first letter of a filter stands in most rows: looking for a letter is cheaper than for a text.
            (Some(letter), None) => self.all.match_indices(letter).for_each(|(at, _)| mark(at)),
            _ => self.all.match_indices(key).for_each(|(at, _)| mark(at)),
        }
        found
    }
}

impl Roster {
    /// The folded texts of the book the roster was made of, folded when first asked for.
    pub(super) fn texts(&self, book: &Book) -> &Texts {
        self.texts.get_or_init(|| Texts::of(self, book))
    }

    /// Folds what the first letter of a filter and the first tie of an order will ask for.
    pub fn prepare(&self, book: &Book) {
        self.texts(book);
    }
}
