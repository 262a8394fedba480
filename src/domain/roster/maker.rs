//! A roster made while the book is read, so that a large book's documents are gone through once before the first picture.
//!
//! Who reads the book is no business of this module: it is handed bundles and customers.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::series::{Basis, Bundle, Damaged, Series};
use crate::domain::settings::Settings;

use super::tally::{Cut, Quarters, Tally};
use super::{Line, Roster};

/// Makes the lines of a day.
#[derive(Debug)]
pub struct RosterMaker {
    cut: Cut,
    today: NaiveDate,
}

/// What came of one bundle.
#[derive(Debug)]
pub struct Chunk {
    series: Vec<(CustomerId, Series)>,
    lines: Vec<(Line, Quarters)>,
}

impl RosterMaker {
    /// One for a day.
    #[must_use]
    pub fn new(basis: Basis, today: NaiveDate) -> RosterMaker {
        RosterMaker { cut: Cut::new(basis, today), today }
    }

    /// Reads a bundle through; on any thread.
    pub fn unpack(&self, bundle: Bundle) -> Result<Chunk, Damaged> {
        let mut chunk = Chunk { series: Vec::new(), lines: Vec::new() };
        bundle.read(
            |tally: &mut Tally, entry| tally.take(entry, &self.cut),
            |customer, series, tally| {
                chunk.lines.push(tally.line(customer, &self.cut));
                chunk.series.push((customer, series));
            },
        )?;
        Ok(chunk)
    }

    /// The book and its roster, of chunks in the order of customers; a customer without documents has an empty line.
    #[must_use]
    pub fn book(self, settings: Settings, customers: Vec<Customer>, chunks: Vec<Chunk>) -> (Book, Roster) {
        let (mut series, mut read) = (Vec::with_capacity(customers.len()), Vec::with_capacity(chunks.len()));
        for mut chunk in chunks {
            series.append(&mut chunk.series);
            read.push(chunk.lines);
        }
        let book = Book::new(settings, customers, series);
        let mut known = read.into_iter().flatten().peekable();
        let (mut lines, mut trends) = (Vec::with_capacity(book.customers().len()), Vec::with_capacity(book.customers().len()));
        for customer in book.customers() {
            while known.next_if(|(line, _)| line.customer < customer.id).is_some() {}
            let own = known.next_if(|(line, _)| line.customer == customer.id);
            let (line, quarters) = own.unwrap_or_else(|| Tally::default().line(customer.id, &self.cut));
            lines.push(line);
            trends.push(quarters);
        }
        let roster = Roster::made(&book, self.cut, self.today, lines, trends);
        (book, roster)
    }
}
