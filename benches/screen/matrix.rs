//! The Matrix tab on a book of many placed customers, and on one of a tenth of them: a move must not cost more.

use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Utc};
use keepnet::domain::assessment::Assessment;
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::id::CustomerId;
use keepnet::domain::record::Rating;
use keepnet::tasks::Setup;

/// How many customers are placed.
pub(crate) const PLACED: usize = 5_000;
/// What is pressed on the tab: there and back.
pub(crate) const KEYS: &str = "hjlkkljh";

/// Rates everybody in a book, last quarter and this one, so that every cell is full of dots and most of them moved.
pub(crate) fn place(book: &Path, today: NaiveDate) {
    let setup = Setup { book: book.to_owned(), today, clock: Arc::new(Utc::now), acknowledge: None };
    let mut repository = setup.open().unwrap();
    let customers: Vec<CustomerId> = repository.load_book().unwrap().customers().map(|customer| customer.id).collect();
    let first = today.with_day(1).unwrap().with_month0(today.month0() / 3 * 3).unwrap();
    let quarters = [first.checked_sub_months(chrono::Months::new(3)).unwrap(), first];
    let rows = customers.iter().enumerate().flat_map(|(at, id)| {
        quarters.iter().enumerate().map(move |(quarter, day)| Edit::new(answers(*id, *day, at * 7 + quarter * 3)).erased())
    });
    repository.apply(&Change::Records(rows.collect())).unwrap();
    repository.close().unwrap();
}

/// Answers of all eight criteria: scores lie everywhere between 0 and 100.
fn answers(customer: CustomerId, quarter: NaiveDate, at: usize) -> Assessment {
    let rating = |step: usize| Rating::new(1 + ((at / step) % 5) as u8);
    Assessment {
        margin: rating(1),
        cost_to_win: rating(5),
        ease: rating(3),
        refers: rating(11),
        core_work: rating(2),
        enjoy: rating(17),
        price: rating(7),
        prospect: rating(13),
        feel: rating(4),
        fit_confirmed: true,
        mood_confirmed: true,
        ..Assessment::blank(customer, quarter)
    }
}
