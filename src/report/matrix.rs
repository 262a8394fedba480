//! The matrix as it may be printed: every customer with their scores, in the order of the book, and names.
//!
//! The scores are [`crate::domain::scores`]'s, the same the screens show. What is said of them is
//! [`super::sections::matrix`], how they are written as data [`super::json`].

use crate::domain::book::Book;
use crate::domain::id::CustomerId;
use crate::domain::insight::margin::{Lack, OverService};
use crate::domain::insight::matrix::{Place, Quadrant};
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::whale::Whale;
use crate::domain::money::Minor;
use crate::domain::names::Names;
use crate::domain::scores::{Score, Scores};
use crate::domain::text::name_key;

/// The matrix and the economics beside it, over the last twelve months whatever the period asked for.
#[derive(Debug)]
pub(super) struct Matrix {
    /// The scores.
    pub(super) scores: Scores,
    /// Everybody the matrix knows.
    pub(super) people: Vec<Person>,
    /// Everybody with revenue, hours or costs who ever bought, archived ones too.
    pub(super) earners: Vec<Person>,
    /// Margins added up from the best to the worst.
    pub(super) whale: Whale,
}

/// A customer of it.
#[derive(Debug)]
pub(super) struct Person {
    /// Whose scores.
    pub(super) customer: CustomerId,
    /// The name that may be printed.
    pub(super) name: String,
}

impl Matrix {
    /// The matrix of a book. Customers stand by revenue falling, then name, then id.
    pub(super) fn of(book: &Book, scores: Scores, names: &Names) -> Matrix {
        let mut order: Vec<&Score> = scores.scores().iter().collect();
        order.sort_by_cached_key(|score| {
            let name = book.customer(score.customer).map(|customer| name_key(customer.name.as_str()));
            (std::cmp::Reverse(score.economics.revenue), name, score.customer)
        });
        let person = |score: &&Score| Person { customer: score.customer, name: names.by_id(book, score.customer).to_owned() };
        let earns = |score: &&&Score| score.pays && (score.economics.revenue != Minor::ZERO || !score.economics.costs.is_nothing());
        let people = order.iter().filter(|score| score.in_matrix).map(person).collect();
        let earners = order.iter().filter(earns).map(person).collect();
        let whale = scores.whale(book).clone();
        Matrix { scores, people, earners, whale }
    }

    /// A person's scores.
    pub(super) fn score(&self, person: &Person) -> Option<&Score> {
        self.scores.score(person.customer)
    }

    /// Everybody in a corner, in order.
    pub(super) fn members(&self, quadrant: Quadrant) -> impl Iterator<Item = (&Person, &Score)> {
        self.each().filter(move |(_, score)| score.quadrant == quadrant)
    }

    /// Everybody the matrix knows, in order.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Person, &Score)> {
        self.people.iter().filter_map(|person| Some((person, self.score(person)?)))
    }

    /// Everybody with economics, in order.
    pub(super) fn earning(&self) -> impl Iterator<Item = (&Person, &Score)> {
        self.earners.iter().filter_map(|person| Some((person, self.score(person)?)))
    }

    /// How many have a place.
    pub(super) fn placed(&self) -> usize {
        self.people.len() - self.members(Quadrant::Unplaced).count()
    }

    /// How many steps of the whale curve lead to its peak; those that neither add nor take anything still count to it.
    pub(super) fn peak_at(&self) -> Option<usize> {
        let peak = self.whale.peak()?;
        self.whale.steps.iter().rposition(|step| step.sum == peak).map(|place| place + 1)
    }

    /// The corner of a quarter ago, where there was one.
    pub(super) fn was(&self, score: &Score) -> Option<(Place, Quadrant)> {
        score.was.map(|place| (place, self.scores.cuts().quadrant(Some(place))))
    }

    /// What hours come to per revenue, as a figure where it is one.
    pub(super) fn over_service(&self, score: &Score) -> Option<Ratio> {
        match self.scores.over_service(score) {
            OverService::Index(index) => Some(index),
            OverService::AllCost | OverService::NotMeasured => None,
        }
    }

    /// What a margin leaves out.
    pub(super) fn lack(&self, score: &Score) -> Option<Lack> {
        self.scores.lack(score)
    }
}

/// Whether fit and whether mood are answers of a quarter before. The dot on the screen is hollow where either is.
pub(super) fn carried_over(score: &Score) -> [bool; 2] {
    [score.fit.is_some_and(|fit| !fit.confirmed), score.mood.is_some_and(|mood| !mood.confirmed)]
}
