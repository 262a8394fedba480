//! Rows as an import would read them, made by hand.

use std::collections::VecDeque;
use std::sync::Arc;

use keepnet::domain::intake::{Amount, CustomerRow, InvoiceRow, Item, Outcome, Row, Source, Terms, Unreadable, Who};
use keepnet::domain::invoice::{Kind, Status};
use keepnet::domain::money::Minor;
use keepnet::domain::progress::Unwatched;
use keepnet::domain::text::Line;
use keepnet::repository::{Error, Repository};

use super::date;

/// A file whose batches are known.
pub(super) struct Batches(VecDeque<Vec<Item>>);

impl Batches {
    /// Each inner list is a batch of its own.
    pub(super) fn new(batches: Vec<Vec<Row>>) -> Batches {
        Batches(batches.into_iter().map(|rows| rows.into_iter().map(Item::Row).collect()).collect())
    }

    pub(super) fn of_items(batches: Vec<Vec<Item>>) -> Batches {
        Batches(batches.into())
    }
}

impl Source for Batches {
    fn next_batch(&mut self) -> Result<Option<Vec<Item>>, Unreadable> {
        Ok(self.0.pop_front())
    }

    fn position(&self) -> (u64, u64) {
        (0, 0)
    }
}

pub(super) fn by_name(name: &str) -> Arc<Who> {
    Arc::new(Who::new(None, Some(name.into())))
}

pub(super) fn by_id(id: &str) -> Arc<Who> {
    Arc::new(Who::new(Some(id.into()), None))
}

pub(super) fn by_both(id: &str, name: &str) -> Arc<Who> {
    Arc::new(Who::new(Some(id.into()), Some(name.into())))
}

/// A row of a document: `number` may be empty.
pub(super) fn document(line: u64, customer: Arc<Who>, number: &str, issued: &str, amount: i64) -> InvoiceRow {
    InvoiceRow {
        line,
        customer,
        number: Line::some(number),
        issued: date(issued),
        paid: None,
        amount: Amount::Row(Minor(amount)),
        currency: None,
        rate: None,
        kind: Kind::Invoice,
        status: None,
        title: None,
    }
}

pub(super) fn with_status(row: InvoiceRow, status: Status, paid: Option<&str>) -> InvoiceRow {
    InvoiceRow { status: Some(status), paid: paid.map(date), ..row }
}

pub(super) fn customer(line: u64, who: Arc<Who>) -> CustomerRow {
    CustomerRow { line, who, ..CustomerRow::default() }
}

pub(super) fn terms() -> Terms {
    Terms { label: "rows.csv".to_owned(), ..Terms::default() }
}

pub(super) fn skipping_bad() -> Terms {
    Terms { skip_bad: true, ..terms() }
}

/// Takes rows in as one batch.
pub(super) fn take(repository: &mut Repository, rows: Vec<Row>) -> Result<Outcome, Error> {
    take_with(repository, vec![rows], &terms())
}

pub(super) fn take_with(repository: &mut Repository, batches: Vec<Vec<Row>>, terms: &Terms) -> Result<Outcome, Error> {
    repository.take_in(&mut Batches::new(batches), terms, &mut Unwatched)
}

impl From<InvoiceRow> for Wrapped {
    fn from(row: InvoiceRow) -> Wrapped {
        Wrapped(Row::Invoice(row))
    }
}

impl From<CustomerRow> for Wrapped {
    fn from(row: CustomerRow) -> Wrapped {
        Wrapped(Row::Customer(Box::new(row)))
    }
}

/// Lets [`rows`] take either kind.
pub(super) struct Wrapped(Row);

pub(super) fn rows<T: Into<Wrapped>>(all: impl IntoIterator<Item = T>) -> Vec<Row> {
    all.into_iter().map(|row| row.into().0).collect()
}
