//! What came in (`metrics.md` item 1): the sum of a window, and what stands beside it without being in it.
//!
//! Whose money it is belongs to [`super::concentration`].

use chrono::NaiveDate;

use crate::domain::money::Minor;

/// Documents that are open on the paid basis: outside totals and shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unpaid {
    /// How many.
    pub documents: usize,
    /// Their net base amount, as far as a rate is known.
    pub amount: Minor,
}

/// One calendar month's part of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day, even where the window starts later in it.
    pub first: NaiveDate,
    /// Net base amount of the days that lie in the window.
    pub net: Minor,
}

/// Revenue of a window (`metrics.md` item 1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Revenue {
    /// Sum of net base amounts, credit notes negative.
    pub total: Minor,
    /// Documents that count in the window, those without a rate among them.
    pub documents: usize,
    /// Documents of these that no rate was known for; they are in no amount.
    pub without_rate: usize,
    /// Paid basis only: documents of the window's days that are open.
    pub unpaid: Unpaid,
    /// Every calendar month the window touches, oldest first; a month without documents is a true zero.
    pub by_month: Vec<Month>,
}

/// A calendar year's part of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The calendar year.
    pub number: i32,
    /// Net base amount of its days that lie in the window.
    pub net: Minor,
}

impl Revenue {
    /// The months added up to calendar years, oldest first.
    #[must_use]
    pub fn by_year(&self) -> Vec<Year> {
        let mut years: Vec<Year> = Vec::new();
        for month in &self.by_month {
            let number = chrono::Datelike::year(&month.first);
            match years.last_mut() {
                Some(year) if year.number == number => year.net = Minor(year.net.0 + month.net.0),
                _ => years.push(Year { number, net: month.net }),
            }
        }
        years
    }
}
