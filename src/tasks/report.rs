//! The book in figures.

use crate::domain::names::Names;
use crate::domain::period::Period;
use crate::report::{Report, Section};

use super::{Failure, Setup};

/// The report of the book for a period, with what these sections need; discreet: letters for names.
pub fn report(setup: &Setup, period: Period, discreet: bool, sections: &[Section]) -> Result<Report, Failure> {
    let book = setup.open()?.load_book()?;
    let names = if discreet { Names::discreet(&book) } else { Names::Plain };
    Ok(Report::new(&book, &names, setup.today, period, sections))
}
