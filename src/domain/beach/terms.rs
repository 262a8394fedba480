//! Terms that end, and what becomes of them (`metrics.md` item 18).
//!
//! How long customers stay by it is [`crate::domain::insight::expectancy`]'s.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Ending, Outcome, Renewals};
use crate::domain::book::Book;
use crate::domain::id::EngagementId;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{Minor, rounded};
use crate::domain::period::{Window, day_after, full_months, months_after};
use crate::domain::work::{Engagement, Renewal};

/// For so many days after its end a term is not decided.
const GRACE: u64 = 30;
/// Terms that end within so many days are looked at.
const SOON: i64 = 90;
/// Up to so many terms the rate is shown with its band.
const FEW: usize = 8;
/// Standard errors to either side of a 95 % band.
const Z: f64 = 1.959_964;
/// Weeks of 12 months, for work that is priced by the day.
const WEEKS: i128 = 52;

/// The terms of a book, as of a day.
pub(super) struct Terms<'a> {
    today: NaiveDate,
    /// Won work and the last day of its term.
    ending: Vec<(&'a Engagement, NaiveDate)>,
    /// What goes on from each, the first recorded first.
    follow: BTreeMap<EngagementId, Vec<(Option<NaiveDate>, &'a Engagement)>>,
}

impl<'a> Terms<'a> {
    pub(super) fn of(book: &'a Book, today: NaiveDate) -> Terms<'a> {
        let is_won = move |work: &&Engagement| work.stage.is_won() && !work.archived && !work.is_called_off(today);
        let won = || book.records().engagements.iter().filter(is_won);
        let mut follow: BTreeMap<EngagementId, Vec<(Option<NaiveDate>, &Engagement)>> = BTreeMap::new();
        for work in won().filter(|work| work.booked_on.is_none_or(|on| on <= today)) {
            if let Some(before) = work.renewal_of {
                follow.entry(before).or_default().push((work.booked_on.or(work.starts), work));
            }
        }
        for works in follow.values_mut() {
            works.sort_by_key(|(on, work)| (*on, work.id));
        }
        Terms { today, ending: won().filter_map(|work| Some((work, work.term_end?))).collect(), follow }
    }

    /// What became of a term, and what 12 months of it are worth from then on, where that is known.
    fn outcome(&self, term: &Engagement, term_end: NaiveDate) -> (Outcome, Option<Minor>) {
        let grace = term_end.checked_add_days(Days::new(GRACE)).unwrap_or(NaiveDate::MAX);
        let in_time = |(on, _): &&(Option<NaiveDate>, &Engagement)| on.is_none_or(|on| on <= grace);
        // What the owner says was renewed was, whenever what follows came into the book.
        let follows = |next: &&(Option<NaiveDate>, &Engagement)| term.renewal == Some(Renewal::Renewed) || in_time(next);
        let next = self.follow.get(&term.id).and_then(|works| works.iter().find(follows));
        match (term.renewal, next) {
            // What the owner says was renewed is worth what it was, where nobody said that it is worth something else now.
            (Some(Renewal::Renewed), next) => {
                let new = next.and_then(|(_, next)| yearly(next, next.term_end.or(next.ends)));
                (Outcome::Renewed, new.or_else(|| yearly(term, Some(term_end))))
            }
            (None, Some((_, next))) => (Outcome::Renewed, yearly(next, next.term_end.or(next.ends))),
            (None, None) if self.today <= grace => (Outcome::Undecided, None),
            (Some(Renewal::Ended), _) | (None, None) => (Outcome::Ended, Some(Minor::ZERO)),
        }
    }

    /// Terms that end within 90 days from today, and those that ended and still wait for an outcome.
    pub(super) fn endings(&self) -> Vec<Ending> {
        let ending = |(term, term_end): &(&Engagement, NaiveDate)| {
            let days = (*term_end - self.today).num_days();
            let (outcome, _) = self.outcome(term, *term_end);
            let is_near = (0..=SOON).contains(&days) || days < 0 && outcome == Outcome::Undecided;
            let value = yearly(term, Some(*term_end)).unwrap_or_default();
            is_near.then_some(Ending { engagement: term.id, term_end: *term_end, days, outcome, value })
        };
        let mut endings: Vec<Ending> = self.ending.iter().filter_map(ending).collect();
        endings.sort_by_key(|ending| (ending.term_end, ending.engagement));
        endings
    }

    /// Last day of the term that ends next, today or later.
    pub(super) fn next(&self) -> Option<NaiveDate> {
        self.ending.iter().map(|(_, term_end)| *term_end).filter(|term_end| *term_end >= self.today).min()
    }

    /// The terms whose last day lies in a window, and what became of them.
    pub(super) fn in_window(&self, window: Window) -> Renewals {
        let mut renewals = Renewals::default();
        for (term, term_end) in self.ending.iter().filter(|(_, term_end)| window.holds((*term_end).into())) {
            let (outcome, new) = self.outcome(term, *term_end);
            renewals.take(outcome, yearly(term, Some(*term_end)), new);
        }
        renewals
    }
}

/// What 12 months of it are worth: of what it brings in all by whole months where it lasts so many, else by days; of work
/// priced by the day what a year of it comes to. `None` where nobody said.
fn yearly(work: &Engagement, end: Option<NaiveDate>) -> Option<Minor> {
    let (value, times, by) = match (in_all(work), work.starts, end) {
        (Some(value), Some(starts), Some(end)) => {
            let months = full_months(starts, day_after(end));
            if months > 0 && months_after(starts, months) == day_after(end) {
                (value.0, 12, i128::from(months))
            } else {
                (value.0, 365, i128::from(Window { from: starts, to: end }.days().max(1)))
            }
        }
        (Some(value), _, _) => return Some(value),
        (None, ..) => match (work.rate, work.days_per_week) {
            (Some(rate), Some(days)) => (rate.0, i128::from(days.0) * WEEKS, 100),
            _ => return None,
        },
    };
    Some(most(rounded(i128::from(value) * times, by)))
}

/// What it brings in all: as said, else its days in all at their rate where it lasts until they are used up, or nobody said
/// how many a week.
fn in_all(work: &Engagement) -> Option<Minor> {
    let by_days = || {
        let (rate, total) = (work.rate?, work.total_days.filter(|_| work.days_per_week.is_none() || work.ends.is_none())?);
        Some(most(rounded(i128::from(rate.0) * i128::from(total.0), 100)))
    };
    work.value.or_else(by_days)
}

/// No more than a book holds.
fn most(amount: i128) -> Minor {
    Minor(amount.min(i128::from(Minor::LARGEST_BOOK)) as i64)
}

impl Renewals {
    /// The terms of a book that ended in a window, as of a day.
    #[must_use]
    pub fn of(book: &Book, window: Window, today: NaiveDate) -> Renewals {
        Terms::of(book, today).in_window(window)
    }

    /// Takes a term. One of which either side is not known counts, but not in money: nothing is not what it was worth.
    fn take(&mut self, outcome: Outcome, old: Option<Minor>, new: Option<Minor>) {
        if outcome == Outcome::Undecided {
            self.undecided += 1;
            return;
        }
        self.ended += 1;
        self.renewed += usize::from(outcome == Outcome::Renewed);
        let (Some(old), Some(new)) = (old, new) else { return };
        self.valued += 1;
        self.old = self.old.plus(old).unwrap_or(self.old);
        self.kept = self.kept.plus(new.min(old)).unwrap_or(self.kept);
        self.new = self.new.plus(new).unwrap_or(self.new);
    }

    /// Terms renewed of those decided; `None` where none is.
    #[must_use]
    pub fn logo(&self) -> Option<Ratio> {
        Ratio::new(self.renewed as i128, self.ended as i128)
    }

    /// Value kept, without counting growth; `None` without value.
    #[must_use]
    pub fn gross(&self) -> Option<Ratio> {
        Ratio::new(i128::from(self.kept.0), i128::from(self.old.0))
    }

    /// Value kept, with growth.
    #[must_use]
    pub fn net(&self) -> Option<Ratio> {
        Ratio::new(i128::from(self.new.0), i128::from(self.old.0))
    }

    /// The 95 % band of [`Renewals::logo`], 0 to 1, where there are eight terms or fewer to tell it by.
    #[must_use]
    pub fn band(&self) -> Option<(f64, f64)> {
        (1..=FEW).contains(&self.ended).then(|| wilson(self.renewed, self.ended))
    }

    /// Whether a quarter or more was not renewed (product claim E8).
    #[must_use]
    pub fn is_alarm(&self) -> bool {
        self.ended > 0 && (self.ended - self.renewed) * 4 >= self.ended
    }
}

/// Wilson's 95 % band of a part of a whole, without continuity correction.
fn wilson(part: usize, whole: usize) -> (f64, f64) {
    let (n, square) = (whole as f64, Z * Z);
    let p = part as f64 / n;
    let middle = (p + square / (2.0 * n)) / (1.0 + square / n);
    let half = Z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt() / (1.0 + square / n);
    ((middle - half).max(0.0), (middle + half).min(1.0))
}
