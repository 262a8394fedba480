//! Which of the owner's answers are in force on a day: those of the newest quarter up to the day's.
//!
//! What answers come to is the business of [`crate::domain::insight`]'s `fit` and `mood`.

use chrono::NaiveDate;

use crate::domain::assessment::Assessment;
use crate::domain::book::Book;
use crate::domain::period::Window;

use super::making::Places;

/// All answers of a book, customer by customer, oldest first.
pub(super) struct Answers<'a> {
    sorted: Vec<(usize, &'a Assessment)>,
}

/// One customer's answers, oldest first.
#[derive(Clone, Copy)]
pub(super) struct Own<'a>(&'a [(usize, &'a Assessment)]);

impl<'a> Answers<'a> {
    pub(super) fn of(book: &'a Book, places: &Places) -> Answers<'a> {
        let known = book.records().assessments.iter().filter_map(|answers| Some((places.of(answers.customer)?, answers)));
        let mut sorted: Vec<(usize, &Assessment)> = known.collect();
        sorted.sort_unstable_by_key(|(place, answers)| (*place, answers.quarter, answers.id));
        Answers { sorted }
    }

    /// Whether any answers up to a day rate a criterion of fit.
    pub(super) fn any_criterion(&self, day: NaiveDate) -> bool {
        let mut known = self.sorted.iter().filter(|(_, answers)| answers.quarter <= day);
        known.any(|(_, answers)| answers.criteria().iter().any(Option::is_some))
    }

    /// Those of the customer at a place. Places must be asked for in their order: the walk never turns back.
    pub(super) fn walk(&'a self) -> impl FnMut(usize) -> Own<'a> {
        let mut rest = self.sorted.as_slice();
        move |place| {
            while rest.first().is_some_and(|(other, _)| *other < place) {
                rest = &rest[1..];
            }
            let count = rest.iter().take_while(|(other, _)| *other == place).count();
            let (own, after) = rest.split_at(count);
            rest = after;
            Own(own)
        }
    }
}

impl<'a> Own<'a> {
    /// The answers in force on the last day of a quarter, or on any day of it.
    pub(super) fn on(self, day: NaiveDate) -> Option<&'a Assessment> {
        self.0.iter().rev().map(|(_, answers)| *answers).find(|answers| answers.quarter <= day)
    }
}

/// Whether the side of answers a flag belongs to was answered in the quarter it is shown for, rather than carried over.
pub(super) fn is_confirmed(answers: &Assessment, flag: bool, quarter: Window) -> bool {
    flag && answers.quarter >= quarter.from
}
