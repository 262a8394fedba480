//! The people at customers, found by customer without looking through all of them.
//!
//! One person is [`super::customer::Person`]; the book that holds them is [`super::book::Book`].

use std::ops::Deref;

use chrono::NaiveDate;

use super::customer::Person;
use super::id::CustomerId;

/// Everyone at the customers, by customer, then by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People(Vec<Person>);

impl People {
    /// Everyone at one customer, by id; those who left too.
    #[must_use]
    pub fn at(&self, customer: CustomerId) -> &[Person] {
        let from = self.0.partition_point(|person| person.customer < customer);
        &self.0[from..from + self.0[from..].partition_point(|person| person.customer == customer)]
    }

    /// Takes those of the next customer off the front of `rest`, which begins as all of them: for going through
    /// customers in the order of their ids.
    pub(super) fn next_at<'a>(rest: &mut &'a [Person], customer: CustomerId) -> &'a [Person] {
        let before = rest.iter().take_while(|person| person.customer < customer).count();
        let count = rest[before..].iter().take_while(|person| person.customer == customer).count();
        let own = &rest[before..before + count];
        *rest = &rest[before + count..];
        own
    }
}

impl Deref for People {
    type Target = [Person];

    fn deref(&self) -> &[Person] {
        &self.0
    }
}

impl From<Vec<Person>> for People {
    fn from(mut people: Vec<Person>) -> People {
        people.sort_by_key(|person| (person.customer, person.id));
        People(people)
    }
}

/// Those of one customer's people who are still there, whoever decides first.
pub fn still_there(people: &[Person], today: NaiveDate) -> impl Iterator<Item = &Person> {
    let there = move |person: &&Person| person.left_on.is_none_or(|left| left > today);
    let decides = people.iter().filter(there).filter(|person| person.sponsor);
    decides.chain(people.iter().filter(there).filter(|person| !person.sponsor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PersonId;

    fn person(id: i64, customer: i64, name: &str) -> Person {
        Person {
            id: PersonId(id),
            customer: CustomerId(customer),
            name: name.into(),
            role: None,
            sponsor: false,
            email: None,
            phone: None,
            left_on: None,
        }
    }

    #[test]
    fn everyone_is_found_where_they_work() {
        let people = People::from(vec![person(1, 7, "Ada"), person(2, 3, "Bo"), person(3, 7, "Cy"), person(4, 9, "Di")]);
        let names = |found: &[Person]| found.iter().map(|person| person.name.to_string()).collect::<Vec<_>>();
        assert_eq!(names(people.at(CustomerId(7))), ["Ada", "Cy"]);
        assert_eq!([1, 3, 8, 9, 10].map(|id| people.at(CustomerId(id)).len()), [0, 1, 0, 1, 0]);
        let mut rest = &people[..];
        assert_eq!([2, 3, 7, 8, 9, 10].map(|id| People::next_at(&mut rest, CustomerId(id)).len()), [0, 1, 2, 0, 1, 0]);
    }

    #[test]
    fn who_decides_comes_first_and_who_left_is_gone() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let left = Person { left_on: Some(date("2026-11-22")), ..person(1, 1, "Ada") };
        let leaves = Person { left_on: Some(date("2026-11-23")), ..person(2, 1, "Bo") };
        let decides = Person { sponsor: true, ..person(3, 1, "Cy") };
        let people = [left, leaves, decides];
        let names: Vec<&str> = still_there(&people, date("2026-11-22")).map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Cy", "Bo"]);
    }
}
