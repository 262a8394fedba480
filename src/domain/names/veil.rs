//! Names of customers, their people and prospects found inside sentences: in either case, the longest that fits, never a part of a word.
//!
//! What stands in their place is the business of [`super::Names`].

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Told, Whose};
use crate::domain::book::Book;

/// Every name there is, lowered letter by letter, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Matcher {
    names: BTreeMap<Vec<char>, Vec<Whose>>,
    /// The longest name, in letters.
    longest: usize,
}

impl Matcher {
    /// Names of a book first; where one is also told of somebody else, theirs come behind.
    pub(super) fn of(book: &Book, told: &[Told]) -> Matcher {
        let mut names: BTreeMap<Vec<char>, Vec<Whose>> = BTreeMap::new();
        let customers = book.customers().map(|customer| (&customer.name, Whose::Customer(customer.id)));
        let people = book.people.iter().map(|person| (&person.name, Whose::Person(person.customer)));
        let prospects = book
            .records()
            .prospects
            .iter()
            .map(|prospect| (&prospect.name, prospect.customer.map_or(Whose::Prospect(prospect.id), Whose::Customer)));
        let told = told.iter().map(|told| (&told.name, told.whose));
        for (name, whose) in customers.chain(people).chain(prospects).chain(told) {
            let all = names.entry(name.as_str().chars().flat_map(char::to_lowercase).collect()).or_default();
            if !all.contains(&whose) {
                all.push(whose);
            }
        }
        names.remove(&Vec::new());
        let longest = names.keys().map(Vec::len).max().unwrap_or_default();
        Matcher { names, longest }
    }

    /// The text with each name replaced by what `word` says for those who have it; `None` leaves it.
    pub(super) fn replaced<'a>(&self, text: &'a str, word: impl Fn(&[Whose]) -> Option<String>) -> Cow<'a, str> {
        // Each lowered letter with where the letter it came of stands.
        let lowered: Vec<(char, usize)> =
            text.char_indices().flat_map(|(at, letter)| letter.to_lowercase().map(move |lower| (lower, at))).collect();
        let mut out = String::new();
        let mut copied = 0;
        let mut from = 0;
        while from < lowered.len() {
            let Some((length, ids)) = self.longest_at(&lowered, from) else {
                from += 1;
                continue;
            };
            let end = lowered.get(from + length).map_or(text.len(), |(_, at)| *at);
            if let Some(word) = word(ids) {
                out.push_str(&text[copied..lowered[from].1]);
                out.push_str(&word);
                copied = end;
            }
            from += length;
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[copied..]);
        Cow::Owned(out)
    }

    /// The longest name that begins there and ends with a word.
    fn longest_at(&self, text: &[(char, usize)], from: usize) -> Option<(usize, &[Whose])> {
        let letter = |at: usize| text.get(at).map(|(letter, _)| *letter);
        let in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let starts_inside = from > 0 && (text[from - 1].1 == text[from].1 || in_word(letter(from - 1)) && in_word(letter(from)));
        if starts_inside {
            return None;
        }
        let rest: Vec<char> = text[from..].iter().take(self.longest).map(|(letter, _)| *letter).collect();
        // Names that begin like the text sort just before it, shorter ones first: each failed one says how far to go back.
        let mut length = rest.len();
        while length > 0 {
            let (name, ids) = self.names.range(..=rest[..length].to_vec()).next_back()?;
            let common = name.iter().zip(&rest).take_while(|(one, other)| one == other).count();
            let end = from + name.len();
            let whole = !(in_word(letter(end - 1)) && in_word(letter(end)));
            let parted = text.get(end).is_none_or(|(_, at)| *at != text[end - 1].1);
            if common == name.len() && whole && parted {
                return Some((name.len(), ids));
            }
            length = common.min(length - 1);
        }
        None
    }
}
