//! What an engagement is called by one that goes on from it: its number, its title, or a key that holds within the file
//! and stands in a column of its own.
//!
//! `import` finds it by the same three (`repository::take_in`). Everything else of a cell is the business of `cells`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::domain::book::Book;
use crate::domain::customer::FILE_KEY;
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::text::Line;
use crate::domain::work::Engagement;

/// How the engagements of a book are told apart.
#[derive(Default)]
pub(super) struct Called {
    /// How many have a number.
    numbers: HashMap<String, u32>,
    /// How many of a customer have a title.
    titles: HashMap<(Option<CustomerId>, String), u32>,
    /// Those others go on from that neither tells apart, and where each stands in the file.
    keyed: HashMap<EngagementId, usize>,
}

impl Called {
    pub(super) fn new(book: &Book) -> Called {
        let works = &book.records().engagements;
        let mut called = Called::default();
        for work in works.iter() {
            if let Some(reference) = &work.reference {
                *called.numbers.entry(reference.to_string()).or_default() += 1;
            }
            if let Some(title) = &work.title {
                *called.titles.entry((work.customer, title.key())).or_default() += 1;
            }
        }
        let nameless = |work: &Engagement| {
            let before = works.find(work.renewal_of?.0)?;
            called.name(work, before).is_none().then_some(before.id)
        };
        let nameless: HashSet<EngagementId> = works.iter().filter_map(nameless).collect();
        let keyed = works.iter().enumerate().filter(|(_, work)| nameless.contains(&work.id));
        called.keyed = keyed.map(|(place, work)| (work.id, place + 1)).collect();
        called
    }

    /// The number of an engagement, else its title, where that tells it from every other for one that goes on from it.
    fn name<'a>(&self, from: &Engagement, before: &'a Engagement) -> Option<&'a Line> {
        let is_only = |count: Option<&u32>| count == Some(&1);
        let is_plain = |name: &Line| !name.as_str().starts_with(FILE_KEY);
        let number = before.reference.as_ref().filter(|number| is_plain(number) && is_only(self.numbers.get(number.as_str())));
        let title = before.title.as_ref().filter(|title| {
            from.customer == before.customer
                && !self.numbers.contains_key(title.as_str())
                && is_plain(title)
                && is_only(self.titles.get(&(before.customer, title.key())))
        });
        number.or(title)
    }

    /// What one that goes on from another calls it.
    pub(super) fn before<'a>(&self, from: &Engagement, before: &'a Engagement) -> Cow<'a, str> {
        let name = || self.name(from, before).map_or(Cow::Borrowed(""), |name| name.as_str().into());
        self.key(before.id).map_or_else(name, Cow::Owned)
    }

    /// Whether any engagement needs a key.
    pub(super) fn has_keys(&self) -> bool {
        !self.keyed.is_empty()
    }

    /// The key of an engagement others go on from, where neither number nor title tells it from the others.
    pub(super) fn key(&self, id: EngagementId) -> Option<String> {
        self.keyed.get(&id).map(|place| format!("{FILE_KEY}{place}"))
    }
}
