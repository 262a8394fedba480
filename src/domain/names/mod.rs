//! Printable names: the only way to one, so discreet mode is a single switch (`product.md` D1).
//!
//! On screen discreet mode keeps the customer it was switched on for and numbers the others; in a report nobody keeps a
//! name. Names inside sentences are found by [`veil`], work is called by [`work`].

mod veil;
mod work;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::book::Book;
use super::customer::Customer;
use super::id::{CustomerId, ProspectId};
use super::text::Line;
use veil::Matcher;

/// Whose names may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Names {
    /// Everyone's.
    #[default]
    Plain,
    /// One customer's at most: all others have a word instead.
    Discreet(Discreet),
}

/// The words that stand for names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discreet {
    words: BTreeMap<CustomerId, String>,
    shown: Option<CustomerId>,
    matcher: Matcher,
}

impl Names {
    /// Letters for every customer, in the order they came into the book, so a letter tells nothing about size: for reports.
    #[must_use]
    pub fn discreet(book: &Book) -> Names {
        Names::standing_for(book, None, &[], |place| format!("Customer {}", letters(place)))
    }

    /// Numbers for every customer but the shown one, in the order they came into the book, as many digits each as the
    /// last needs and two at least: for the screen. `told` are names the history tells them by, of today and before.
    #[must_use]
    pub fn numbered(book: &Book, shown: Option<CustomerId>, told: &[Told]) -> Names {
        let width = book.customers().len().to_string().len().max(2);
        Names::standing_for(book, shown, told, |place| format!("Customer {:0width$}", place + 1))
    }

    fn standing_for(book: &Book, shown: Option<CustomerId>, told: &[Told], word: impl Fn(usize) -> String) -> Names {
        let words = book.customers().enumerate().map(|(place, customer)| (customer.id, word(place))).collect();
        Names::Discreet(Discreet { words, shown, matcher: Matcher::of(book, told) })
    }

    /// Whether names are hidden.
    #[must_use]
    pub fn is_discreet(&self) -> bool {
        matches!(self, Names::Discreet(_))
    }

    /// The one customer named while the others' names are hidden.
    #[must_use]
    pub fn only(&self) -> Option<CustomerId> {
        match self {
            Names::Plain => None,
            Names::Discreet(discreet) => discreet.shown,
        }
    }

    /// Whether this customer's name may be shown.
    #[must_use]
    pub fn shows(&self, id: CustomerId) -> bool {
        match self {
            Names::Plain => true,
            Names::Discreet(discreet) => discreet.shown == Some(id),
        }
    }

    /// What may be printed for a customer.
    #[must_use]
    pub fn of<'a>(&'a self, customer: &'a Customer) -> &'a str {
        match self {
            Names::Discreet(discreet) if discreet.shown != Some(customer.id) => discreet.word(customer.id),
            _ => customer.name.as_str(),
        }
    }

    /// What may be printed for a customer's id.
    #[must_use]
    pub fn by_id<'a>(&'a self, book: &'a Book, id: CustomerId) -> &'a str {
        book.customer(id).map_or("(gone)", |customer| self.of(customer))
    }

    /// A sentence with every name in it that may not be shown replaced, in either case, as a whole word: those of
    /// customers, of their people and of prospects. Former names are known where they were told.
    #[must_use]
    pub fn veil<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self {
            Names::Plain => Cow::Borrowed(text),
            Names::Discreet(discreet) => discreet.matcher.replaced(text, |whose| discreet.instead(whose)),
        }
    }
}

/// A name the history tells something by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The name.
    pub name: Line,
    /// Whose it is or was: a customer's, in the book or gone, or that of one of their people.
    pub whose: Whose,
}

/// Whose a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// A customer's own.
    Customer(CustomerId),
    /// That of somebody there.
    Person(CustomerId),
    /// That of somebody wanted who is not in the book yet.
    Prospect(ProspectId),
}

impl Discreet {
    /// What stands for a name; `None` where one of those who have it may be named.
    fn instead(&self, whose: &[Whose]) -> Option<String> {
        let is_shown = |whose: &Whose| matches!(whose, Whose::Customer(id) | Whose::Person(id) if self.shown == Some(*id));
        if whose.iter().any(is_shown) {
            return None;
        }
        whose.first().map(|whose| match whose {
            Whose::Customer(id) => self.word(*id).to_owned(),
            Whose::Person(id) => format!("someone at {}", self.word(*id)),
            Whose::Prospect(id) => format!("Prospect {}", id.0),
        })
    }

    fn word(&self, id: CustomerId) -> &str {
        self.words.get(&id).map_or("Customer", String::as_str)
    }
}

/// A, B, … Z, AA, AB, …
fn letters(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + (index % 26) as u8);
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.iter().rev().map(|letter| *letter as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;

    fn book(names: &[&str]) -> Book {
        let customer =
            |(place, name): (usize, &&str)| Customer { id: CustomerId(place as i64 + 1), ..Customer::named((*name).into()) };
        Book::new(Settings::default(), names.iter().enumerate().map(customer).collect(), Vec::new())
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }

    #[test]
    fn the_customer_it_was_switched_on_for_keeps_its_name() {
        let book = book(&["Alder", "Birch", "Cedar"]);
        let names = Names::numbered(&book, Some(CustomerId(2)), &[]);
        let all: Vec<&str> = book.customers().map(|customer| names.of(customer)).collect();
        assert_eq!(all, ["Customer 01", "Birch", "Customer 03"]);
        assert_eq!([1, 2].map(|id| names.shows(CustomerId(id))), [false, true]);
        assert_eq!((names.only(), Names::Plain.only()), (Some(CustomerId(2)), None));
        assert!(names.is_discreet() && !Names::Plain.is_discreet() && Names::Plain.shows(CustomerId(1)));
        assert_eq!(Names::numbered(&book, None, &[]).by_id(&book, CustomerId(2)), "Customer 02");
        assert_eq!(names.by_id(&book, CustomerId(9)), "(gone)");
    }

    #[test]
    fn a_hundred_customers_need_three_digits() {
        let names: Vec<String> = (0..100).map(|n| format!("C{n}")).collect();
        let book = book(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let numbered = Names::numbered(&book, None, &[]);
        assert_eq!([1, 100].map(|id| numbered.by_id(&book, CustomerId(id))), ["Customer 001", "Customer 100"]);
    }

    #[test]
    fn names_in_a_sentence_are_veiled_longest_first_and_as_whole_words() {
        let book = book(&["Sable", "Sable Coffee", "Élan & Co.", "Tide", "tide", "株式会社"]);
        let names = Names::numbered(&book, Some(CustomerId(4)), &[]);
        for (text, veiled) in [
            ("Changed Sable Coffee: tags", "Changed Customer 02: tags"),
            ("SABLE COFFEE and sable; unSabled Sables", "Customer 02 and Customer 01; unSabled Sables"),
            ("\"élan & co.\"s note", "\"Customer 03\"s note"),
            // Two customers of one name, one of them shown: it may be said.
            ("Archived Tide", "Archived Tide"),
            ("Sable", "Customer 01"),
            ("Sable Coffees", "Customer 01 Coffees"),
            ("株式会社 added", "Customer 06 added"),
            ("nobody's name", "nobody's name"),
            ("", ""),
        ] {
            assert_eq!(names.veil(text), veiled);
        }
        assert!(matches!(names.veil("nobody"), Cow::Borrowed(_)));
        assert_eq!(Names::Plain.veil("Sable"), "Sable");
    }

    #[test]
    fn prospects_are_hidden_and_one_in_the_book_goes_with_the_customer() {
        use crate::domain::record::{Kind, Row, Value};
        let mut book = book(&["Alder", "Birch"]);
        let prospect = |id, name: &str| Row { id, ..Row::blank(Kind::Prospect).with("name", Value::Text(name.to_owned())) };
        assert!(book.replace_record(Kind::Prospect, 3, Some(&prospect(3, "Gull & Sons"))));
        assert!(book.replace_record(Kind::Prospect, 4, Some(&prospect(4, "Birch North").with("customer", Value::Number(2)))));
        let told = "Added gull & sons and Birch North";
        let veiled = |names: &Names| names.veil(told).into_owned();
        assert_eq!(veiled(&Names::numbered(&book, None, &[])), "Added Prospect 3 and Customer 02");
        assert_eq!(veiled(&Names::numbered(&book, Some(CustomerId(2)), &[])), "Added Prospect 3 and Birch North");
        assert_eq!(veiled(&Names::discreet(&book)), "Added Prospect 3 and Customer B");
        assert_eq!(veiled(&Names::Plain), told);
    }

    #[test]
    fn a_name_within_the_shown_ones_name_is_not_torn_out_of_it() {
        let book = book(&["Sable", "Sable Coffee"]);
        assert_eq!(Names::numbered(&book, Some(CustomerId(2)), &[]).veil("Sable Coffee, Sable"), "Sable Coffee, Customer 01");
    }
}
