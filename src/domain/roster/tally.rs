//! What one customer's documents come to on the list of customers, from one look at each document.
//!
//! The windows are laid out once in [`Cut`]; what the list does with the sums is the business of [`super::Roster`].

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::id::CustomerId;
use crate::domain::insight::one_off::FromInvoices;
use crate::domain::invoice::Kind;
use crate::domain::money::Minor;
use crate::domain::period::{Day, day_after, months_before};
use crate::domain::series::{Basis, Entry, Series};

use super::Line;

/// The most windows of three months a trend has: four years.
pub const QUARTERS: usize = 16;
/// The windows of three months that are the last twelve months, and the twelve before: the day both begin is counted
/// from today either way, so they join without a seam.
const YEAR: usize = 4;

/// The net of each window of three months, oldest first.
pub(super) type Quarters = [Minor; QUARTERS];

/// The last twelve months.
pub(super) fn year(quarters: &Quarters) -> Minor {
    quarters[QUARTERS - YEAR..].iter().copied().sum()
}

/// The twelve months before them.
pub(super) fn year_before(quarters: &Quarters) -> Minor {
    quarters[QUARTERS - 2 * YEAR..QUARTERS - YEAR].iter().copied().sum()
}

/// The days a list is cut at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    today: Day,
    basis: Basis,
    /// The first day of the first window of three months.
    start: Day,
    /// The window of each day from then up to today: looked up, for a document's is in no order anybody could guess.
    windows: Arc<[u8]>,
}

impl Cut {
    pub(super) fn basis(&self) -> Basis {
        self.basis
    }

    pub(super) fn new(basis: Basis, today: NaiveDate) -> Cut {
        let starts = [(); QUARTERS + 1];
        let mut months = 3 * QUARTERS as u32 + 3;
        let starts = starts.map(|()| {
            months -= 3;
            Day::from(day_after(months_before(today, months)))
        });
        let days = |window: usize| usize::try_from(starts[window + 1].0 - starts[window].0).unwrap_or(0);
        let windows = (0..QUARTERS).flat_map(|window| std::iter::repeat_n(window as u8, days(window))).collect();
        Cut { today: today.into(), basis, start: starts[0], windows }
    }

    /// The window of a day; `None` outside all of them.
    #[inline]
    fn window(&self, day: Day) -> Option<usize> {
        // Days before the first are far past the last once counted without a sign.
        self.windows.get(day.0.wrapping_sub(self.start.0) as u32 as usize).map(|window| usize::from(*window))
    }
}

/// One customer's sums while its documents go by, oldest first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    quarters: Quarters,
    documents: u32,
    first: Option<Day>,
    last: Option<Day>,
    occasions: FromInvoices,
}

impl Tally {
    /// Takes the next document.
    #[inline]
    pub(super) fn take(&mut self, entry: Entry, cut: &Cut) {
        if entry.day > cut.today {
            return;
        }
        self.first = self.first.or(Some(entry.day));
        self.last = Some(entry.day);
        // Two are as many as anybody asks for: a customer has come back then.
        if self.occasions.count() < 2 && entry.kind == Kind::Invoice {
            self.occasions.take(entry.day);
        }
        if let Some(window) = entry.counted_on(cut.basis).and_then(|day| cut.window(day)) {
            self.quarters[window].0 += entry.minor;
            self.documents += u32::from(window >= QUARTERS - YEAR);
        }
    }

    /// Takes all documents of a customer.
    pub(super) fn of(series: &Series, cut: &Cut) -> Tally {
        let mut tally = Tally::default();
        for entry in series.iter().take_while(|entry| entry.day <= cut.today) {
            tally.take(entry, cut);
        }
        tally
    }

    /// The customer's line and trend.
    pub(super) fn line(&self, customer: CustomerId, cut: &Cut) -> (Line, Quarters) {
        let line = Line {
            customer,
            revenue: year(&self.quarters),
            prior: year_before(&self.quarters),
            documents: self.documents,
            first: self.first,
            last: self.last,
            standing: self.occasions.history(cut.today).standing(cut.today),
        };
        (line, self.quarters)
    }
}
