//! The Beach tab on a book of many engagements over ten years, and on one of a tenth of them: going a week further must
//! not cost more.

use std::path::Path;
use std::sync::Arc;

use chrono::{Days, NaiveDate, Utc};
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::id::CustomerId;
use keepnet::domain::settings::Hundredths;
use keepnet::domain::work::{Engagement, Stage};
use keepnet::tasks::Setup;

/// How many engagements there are.
pub(crate) const ENGAGEMENTS: usize = 2_000;
/// Days they are spread over: ten years around today.
const SPREAD: u64 = 3_652;
/// What is pressed on the tab: weeks on, past the edge of what is in sight, and rows.
pub(crate) const KEYS: &str = "llllllllllllllllllllllllllllllj";

/// Fills a book with work: three in four booked or done, the rest hoped for.
pub(crate) fn plan(book: &Path, today: NaiveDate, engagements: usize) {
    let setup = Setup { book: book.to_owned(), today, clock: Arc::new(Utc::now), acknowledge: None };
    let mut repository = setup.open().unwrap();
    let customers: Vec<CustomerId> = repository.load_book().unwrap().customers().map(|customer| customer.id).collect();
    let first = today - Days::new(SPREAD / 2);
    let rows = (0..engagements).map(|at| {
        let starts = first + Days::new(at as u64 * SPREAD / engagements as u64);
        let stage = match at % 4 {
            0 => Stage::Proposal,
            _ if starts < today => Stage::Done,
            _ => Stage::Booked,
        };
        let work = Engagement {
            customer: Some(customers[at % customers.len()]),
            title: Some(format!("Job {at}").as_str().into()),
            starts: Some(starts),
            ends: Some(starts + Days::new(20 + at as u64 % 90)),
            days_per_week: Some(Hundredths(50 + at as i64 % 5 * 50)),
            ..Engagement::blank(stage)
        };
        Edit::new(work).erased()
    });
    repository.apply(&Change::Records(rows.collect())).unwrap();
    repository.close().unwrap();
}
