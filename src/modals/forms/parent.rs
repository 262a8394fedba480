//! Whom a customer belongs to, found by what the owner types of the name.

use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::text::{name_key, shown};
use crate::intent::View;

/// How many names a message lists.
const NAMED: usize = 3;

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Nobody: the field is empty.
    Nobody,
    /// This one.
    One(CustomerId),
    /// Several could be, by name; how many there are.
    Several(Vec<String>, usize),
    /// Two or more of exactly this name.
    Twins(String),
    /// No one.
    Unknown,
}

/// Looks for a customer by name, the beginning of one, a part of one, or the id other programs have for it. `child` is
/// left out.
pub(super) fn find(typed: &str, child: Option<CustomerId>, view: &View<'_>) -> Found {
    let key = name_key(typed);
    if key.is_empty() {
        return Found::Nobody;
    }
    // By rank: the whole name, an id, the beginning, a part.
    let mut ranked: [Vec<&Customer>; 4] = Default::default();
    for customer in view.book.customers().filter(|customer| Some(customer.id) != child) {
        let name = name_key(view.names.of(customer));
        if name == key {
            ranked[0].push(customer);
        } else if customer.external_ids.iter().any(|id| id.as_str() == typed.trim()) {
            ranked[1].push(customer);
        } else if !customer.archived && name.starts_with(&key) {
            ranked[2].push(customer);
        } else if !customer.archived && name.contains(&key) {
            ranked[3].push(customer);
        }
    }
    match ranked {
        [_, ids, ..] if ids.len() == 1 => Found::One(ids[0].id),
        [same, ..] if same.len() == 1 => Found::One(same[0].id),
        [same, ..] if same.len() > 1 => Found::Twins(shown(typed, 40)),
        [_, _, begin, _] if begin.len() == 1 => Found::One(begin[0].id),
        [_, _, begin, part] => {
            let all: Vec<&Customer> = begin.into_iter().chain(part).collect();
            match all.as_slice() {
                [] => Found::Unknown,
                [only] => Found::One(only.id),
                several => {
                    let named = several.iter().take(NAMED).map(|customer| shown(view.names.of(customer), 30)).collect();
                    Found::Several(named, several.len())
                }
            }
        }
    }
}

impl Found {
    /// While it is typed: whom it finds.
    pub(super) fn hint(&self, typed: &str, view: &View<'_>) -> String {
        match self {
            Found::Nobody => String::new(),
            Found::One(id) => {
                let name = view.names.by_id(view.book, *id);
                if name_key(name) == name_key(typed) { String::new() } else { format!("means {}", shown(name, 60)) }
            }
            Found::Several(named, count) => several(named, *count),
            Found::Twins(_) | Found::Unknown => "nobody of that name yet".to_owned(),
        }
    }

    /// Once it is left: whom it means, or what to do.
    pub(super) fn settled(self, typed: &str) -> Result<Option<CustomerId>, String> {
        match self {
            Found::Nobody => Ok(None),
            Found::One(id) => Ok(Some(id)),
            Found::Several(named, count) => Err(format!("{}. Type more of the name", several(&named, count))),
            Found::Twins(name) => {
                Err(format!("More than one customer is called {name}. Type the id another program has for the one you mean"))
            }
            Found::Unknown => Err(format!("No customer is called \"{}\". Add it first, or leave this empty", shown(typed, 40))),
        }
    }
}

fn several(named: &[String], count: usize) -> String {
    let more = count.saturating_sub(named.len());
    let first = named.join(", ");
    if more == 0 { format!("{count} fit: {first}") } else { format!("{count} fit: {first} and {more} more") }
}
