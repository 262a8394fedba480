//! Printable names: the only way to one, so discreet mode is a single switch (`product.md` D1).

use std::collections::BTreeMap;

use super::book::Book;
use super::customer::Customer;
use super::id::CustomerId;

/// Whose names may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// Everyone's.
    Plain,
    /// Nobody's: each customer has a letter instead.
    Discreet(BTreeMap<CustomerId, String>),
}

impl Names {
    /// Letters for every customer, in the order they came into the book, so a letter tells nothing about size.
    #[must_use]
    pub fn discreet(book: &Book) -> Names {
        let letters = book.customers().enumerate().map(|(index, customer)| (customer.id, format!("Customer {}", letters(index))));
        Names::Discreet(letters.collect())
    }

    /// What may be printed for a customer.
    #[must_use]
    pub fn of<'a>(&'a self, customer: &'a Customer) -> &'a str {
        match self {
            Names::Plain => customer.name.as_str(),
            Names::Discreet(letters) => letters.get(&customer.id).map_or("Customer", String::as_str),
        }
    }

    /// What may be printed for a customer's id.
    #[must_use]
    pub fn by_id<'a>(&'a self, book: &'a Book, id: CustomerId) -> &'a str {
        book.customer(id).map_or("(gone)", |customer| self.of(customer))
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

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
