//! Efforts and documents put into the windows scores ask for: one pass over the efforts, a look into documents only where
//! something hangs on it.
//!
//! What a sum means is the business of [`crate::domain::insight::margin`]; who asks for it that of [`super`].

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::insight::margin::Costs;
use crate::domain::money::Minor;
use crate::domain::period::{Day, FiscalStart, Quarter, Window, day_before, months_after};
use crate::domain::record::Minutes;
use crate::domain::series::{Basis, Series};

use super::making::Places;

/// The days scores look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) today: NaiveDate,
    /// The last 12 months.
    pub(super) year: Window,
    /// The quarter of today.
    pub(super) quarter: Window,
    /// The last three full quarters, oldest first.
    pub(super) quarters: [Window; 3],
    /// The 12 months up to the last day of the last quarter.
    pub(super) year_then: Window,
}

impl Days {
    pub(super) fn of(today: NaiveDate, start: FiscalStart) -> Days {
        let quarter = Quarter::of(today, start);
        let last = quarter.before();
        let quarters = [last.before().before(), last.before(), last].map(|quarter| quarter.window(start));
        Days {
            today,
            year: Window::last_months(today, 12),
            quarter: quarter.window(start),
            quarters,
            year_then: Window::last_months(quarters[2].to, 12),
        }
    }

    /// The last day of the last quarter.
    pub(super) fn then(&self) -> NaiveDate {
        self.quarters[2].to
    }
}

/// What went into one customer.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ledger {
    /// In the last 12 months.
    pub(super) year: Costs,
    /// In the 12 months up to the last quarter's end.
    pub(super) year_then: Costs,
    /// Up to today.
    pub(super) lifetime: Costs,
    /// Time worked in each of the last three full quarters.
    pub(super) quarters: [Minutes; 3],
    /// What went into winning them up to the end of their first 12 months.
    pub(super) won: Costs,
    /// The same, up to the last quarter's end.
    pub(super) won_then: Costs,
}

/// The ledgers of all customers, by their places; none where no effort of a customer is kept.
pub(super) fn ledgers(book: &Book, places: &Places, days: &Days, first: impl Fn(usize) -> Option<Day>) -> Vec<Ledger> {
    let efforts = &book.records().efforts;
    let mut ledgers = Vec::new();
    for effort in efforts.iter().filter(|effort| !effort.archived && effort.date <= days.today) {
        let Some(place) = effort.customer.and_then(|customer| places.of(customer)) else { continue };
        if ledgers.is_empty() {
            ledgers.resize(places.len(), Ledger::default());
        }
        let ledger: &mut Ledger = &mut ledgers[place];
        let day = effort.date;
        ledger.lifetime.take(effort);
        if day >= days.year.from {
            ledger.year.take(effort);
        }
        if days.year_then.from <= day && day <= days.year_then.to {
            ledger.year_then.take(effort);
        }
        for (hours, quarter) in ledger.quarters.iter_mut().zip(&days.quarters) {
            if quarter.from <= day && day <= quarter.to {
                let mut costs = Costs::default();
                costs.take(effort);
                hours.0 = hours.0.saturating_add(costs.hours.0);
            }
        }
        if first(place).is_some_and(|first| day <= first_year(first).to) {
            ledger.won.take(effort);
            if day <= days.then() {
                ledger.won_then.take(effort);
            }
        }
    }
    ledgers
}

/// The first 12 months from the first document on.
pub(super) fn first_year(first: Day) -> Window {
    Window { from: first.date(), to: day_before(months_after(first.date(), 12)) }
}

/// What counts in a window of the documents dated up to its end.
pub(super) fn net(series: &Series, window: Window, basis: Basis) -> Minor {
    let known = series.iter().take_while(|entry| entry.day <= Day::from(window.to));
    known.filter(|entry| entry.counted_on(basis).is_some_and(|day| window.holds(day))).map(|entry| Minor(entry.minor)).sum()
}
