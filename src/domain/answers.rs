//! Answering: which answers of a customer are in force on a day, and what a new answer makes of them.
//!
//! Every quarter has its own row ([`super::assessment`]): the first answer of a quarter carries over all that stood in
//! force before and confirms only the axis it is on. What the answers are worth is worked out by [`super::insight`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::assessment::Assessment;
use super::change::Edit;
use super::id::CustomerId;
use super::period::{FiscalStart, Quarter};
use super::record::Rating;

/// What is rated of a customer: across and up in the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// How well they fit.
    Fit,
    /// How it feels when they call.
    Mood,
}

/// The first day of the quarter of a day.
#[must_use]
pub fn quarter(day: NaiveDate, start: FiscalStart) -> NaiveDate {
    Quarter::of(day, start).window(start).from
}

/// The answers in force in the quarter of a day: the newest up to its last day, as scores take them. Where the year began
/// in another month, a quarter's first day may lie within it.
#[must_use]
pub fn in_force(known: &[Assessment], customer: CustomerId, day: NaiveDate, start: FiscalStart) -> Option<&Assessment> {
    let last = Quarter::of(day, start).window(start).to;
    let begun = known.iter().filter(|answers| answers.customer == customer && answers.quarter <= last);
    begun.max_by_key(|answers| (answers.quarter, answers.id))
}

/// The same of every customer who has any, in one pass.
#[must_use]
pub fn all_in_force(known: &[Assessment], day: NaiveDate, start: FiscalStart) -> BTreeMap<CustomerId, &Assessment> {
    let mut all: BTreeMap<CustomerId, &Assessment> = BTreeMap::new();
    let last = Quarter::of(day, start).window(start).to;
    for answers in known.iter().filter(|answers| answers.quarter <= last) {
        let newest = all.entry(answers.customer).or_insert(answers);
        if (newest.quarter, newest.id) < (answers.quarter, answers.id) {
            *newest = answers;
        }
    }
    all
}

/// What a new answer on an axis makes of the answers in force on a day; `answer` puts it in.
#[must_use]
pub fn answered(
    known: &[Assessment],
    customer: CustomerId,
    day: NaiveDate,
    start: FiscalStart,
    axis: Axis,
    answer: impl FnOnce(&mut Assessment),
) -> Edit<Assessment> {
    let quarter = quarter(day, start);
    let in_force = in_force(known, customer, day, start);
    // Where the year begins in another month since, a row may have begun later than this quarter: it is in force, so it is
    // the one answered.
    let before = in_force.filter(|answers| answers.quarter >= quarter).cloned();
    let mut after = match (&before, in_force) {
        (Some(before), _) => before.clone(),
        (None, Some(earlier)) => earlier.carried_to(quarter),
        (None, None) => Assessment::blank(customer, quarter),
    };
    answer(&mut after);
    match axis {
        Axis::Fit => after.fit_confirmed = true,
        Axis::Mood => after.mood_confirmed = true,
    }
    Edit { before, after }
}

/// The same for one digit: the gut rating of fit, or the feel.
#[must_use]
pub fn rated(
    known: &[Assessment],
    customer: CustomerId,
    day: NaiveDate,
    start: FiscalStart,
    axis: Axis,
    rating: Rating,
) -> Edit<Assessment> {
    answered(known, customer, day, start, axis, |answers| match axis {
        Axis::Fit => answers.fit = Some(rating),
        Axis::Mood => answers.feel = Some(rating),
    })
}

impl Axis {
    /// The one-digit rating of this axis.
    #[must_use]
    pub fn of(self, answers: &Assessment) -> Option<Rating> {
        match self {
            Axis::Fit => answers.fit,
            Axis::Mood => answers.feel,
        }
    }

    /// Whether this axis was answered in the quarter of the answers.
    #[must_use]
    pub fn is_confirmed(self, answers: &Assessment) -> bool {
        match self {
            Axis::Fit => answers.fit_confirmed,
            Axis::Mood => answers.mood_confirmed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::AssessmentId;

    const OSEI: CustomerId = CustomerId(3);

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn april() -> FiscalStart {
        FiscalStart::new(4).unwrap()
    }

    fn row(id: i64, quarter: &str, fit: u8) -> Assessment {
        let blank = Assessment::blank(OSEI, date(quarter));
        Assessment { id: AssessmentId(id), fit: Rating::new(fit), fit_confirmed: true, ..blank }
    }

    #[test]
    fn the_newest_quarter_that_has_begun_is_in_force() {
        let other = Assessment { customer: CustomerId(4), ..row(9, "2026-10-01", 1) };
        let known = [row(1, "2026-04-01", 2), row(2, "2026-10-01", 4), other];
        let fit = |day: &str| in_force(&known, OSEI, date(day), april()).and_then(|answers| answers.fit).map(Rating::get);
        assert_eq!(fit("2026-03-31"), None);
        assert_eq!(fit("2026-04-01"), Some(2));
        // No answer in the quarter from July on: what stood before still stands.
        assert_eq!(fit("2026-09-30"), Some(2));
        assert_eq!(fit("2026-11-22"), Some(4));
        let all =
            |day: &str| all_in_force(&known, date(day), april()).into_values().map(|answers| answers.id.0).collect::<Vec<_>>();
        assert_eq!([all("2026-03-31"), all("2026-09-30"), all("2026-11-22")], [vec![], vec![1], vec![2, 9]]);
    }

    #[test]
    fn quarters_begin_where_the_firm_s_year_says() {
        let february = FiscalStart::new(2).unwrap();
        for (day, start, first) in [
            ("2026-11-22", april(), "2026-10-01"),
            ("2027-02-14", april(), "2027-01-01"),
            ("2026-11-22", february, "2026-11-01"),
            ("2027-01-31", february, "2026-11-01"),
            ("2026-11-22", FiscalStart::default(), "2026-10-01"),
        ] {
            assert_eq!(quarter(date(day), start), date(first), "{day}");
        }
    }

    #[test]
    fn the_first_answer_of_a_quarter_carries_the_rest_over_and_confirms_its_own_axis_only() {
        let before = Assessment { feel: Rating::new(5), mood_confirmed: true, ..row(1, "2026-07-01", 4) };
        let edit = rated(std::slice::from_ref(&before), OSEI, date("2026-11-22"), april(), Axis::Mood, Rating::new(2).unwrap());
        assert_eq!(edit.before, None);
        let expected = Assessment {
            id: AssessmentId(0),
            quarter: date("2026-10-01"),
            feel: Rating::new(2),
            fit_confirmed: false,
            mood_confirmed: true,
            ..before
        };
        assert_eq!(edit.after, expected);
    }

    #[test]
    fn another_answer_of_the_quarter_changes_its_row() {
        let known = [row(1, "2026-10-01", 4)];
        let edit = rated(&known, OSEI, date("2026-12-31"), april(), Axis::Fit, Rating::new(5).unwrap());
        assert_eq!(edit.before.as_ref(), Some(&known[0]));
        assert_eq!(edit.after, Assessment { fit: Rating::new(5), ..known[0].clone() });
        let first = rated(&[], OSEI, date("2026-12-31"), april(), Axis::Fit, Rating::new(1).unwrap());
        assert_eq!((first.before, first.after.quarter, first.after.mood_confirmed), (None, date("2026-10-01"), false));
    }

    #[test]
    fn a_row_dated_later_in_this_quarter_is_in_force_as_scores_have_it() {
        let known = [row(1, "2026-10-01", 2), row(2, "2026-12-01", 5), row(3, "2027-01-01", 1)];
        let edit = rated(&known, OSEI, date("2026-11-22"), april(), Axis::Mood, Rating::new(3).unwrap());
        assert_eq!(edit.before.as_ref(), Some(&known[1]));
        assert_eq!((edit.after.fit, edit.after.quarter), (Rating::new(5), date("2026-12-01")));
    }

    #[test]
    fn a_row_of_quarters_that_began_otherwise_is_still_the_one_answered() {
        // The year began in February when this was answered; since then it begins in April.
        let known = [row(1, "2026-11-01", 4)];
        let edit = rated(&known, OSEI, date("2026-11-22"), april(), Axis::Mood, Rating::new(3).unwrap());
        assert_eq!(edit.before.as_ref(), Some(&known[0]));
        assert_eq!(edit.after.quarter, date("2026-11-01"));
    }
}
