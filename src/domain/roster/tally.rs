//! What one customer's documents come to on the list of customers, from one look at each document.
//!
//! The windows are laid out once in [`Cut`]; what the list does with the sums is the business of [`super::Roster`].

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    today: Day,
    basis: Basis,
    /// The first day of each window of three months, oldest first; last the day after today.
    starts: [Day; QUARTERS + 1],
}

impl Cut {
    pub(super) fn basis(&self) -> Basis {
        self.basis
    }

    pub(super) fn new(basis: Basis, today: NaiveDate) -> Cut {
        let mut months = 3 * QUARTERS as u32 + 3;
        let starts = [(); QUARTERS + 1].map(|()| {
            months -= 3;
            day_after(months_before(today, months)).into()
        });
        Cut { today: today.into(), basis, starts }
    }
}

/// One customer's sums while its documents go by, oldest first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    quarters: Quarters,
    near: usize,
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
        let Some(day) = entry.counted_on(cut.basis).filter(|day| cut.starts[0] <= *day && *day <= cut.today) else { return };
        if day < cut.starts[self.near] {
            self.near = 0;
        }
        while self.near + 1 < QUARTERS && cut.starts[self.near + 1] <= day {
            self.near += 1;
        }
        self.quarters[self.near].0 += entry.minor;
        self.documents += u32::from(self.near >= QUARTERS - YEAR);
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
