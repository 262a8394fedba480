//! A firm of five customers with one invoice each, biggest first: Alder 48,000, Birch 24,000, Cedar 12,000, Dogwood 9,000,
//! Elm 6,000. Their ids are 1 to 5.

#![allow(clippy::unwrap_used)]

use keepnet::domain::assessment::Assessment;
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::currency::Currency;
use keepnet::domain::customer::Customer;
use keepnet::domain::id::{CustomerId, InvoiceId};
use keepnet::domain::invoice::{Invoice, Kind as Paper, Status};
use keepnet::domain::money::Minor;
use keepnet::domain::record::{Kind, Row};
use keepnet::repository::Repository;

use super::stage::{DARK, Stage, setup};

const CUSTOMERS: [(&str, i64); 5] = [("Alder", 48_000), ("Birch", 24_000), ("Cedar", 12_000), ("Dogwood", 9_000), ("Elm", 6_000)];

/// The firm on a stage, its book prepared further before it is opened.
pub(crate) fn firm(prepare: impl FnOnce(&mut Repository)) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let mut book = setup(&folder.path().join("book.keepnet")).open_or_make().unwrap();
    let customers = CUSTOMERS.map(|(name, _)| Edit::new(Customer::named(name.into())));
    book.apply(&Change::Customers(customers.to_vec())).unwrap();
    for ((_, amount), id) in CUSTOMERS.iter().zip(1..) {
        let invoice = Invoice {
            id: InvoiceId(0),
            customer: CustomerId(id),
            number: Some(format!("R{id}").as_str().into()),
            occurrence: None,
            issued: "2026-06-15".parse().unwrap(),
            paid: None,
            amount: Minor(amount * 100),
            currency: Currency::USD,
            rate: None,
            base: None,
            kind: Paper::Invoice,
            status: Status::Open,
            title: None,
        };
        book.apply(&Change::Invoice(Edit::new(invoice))).unwrap();
    }
    prepare(&mut book);
    book.close().unwrap();
    let mut stage = Stage::open(folder, DARK);
    stage.pass(20_000);
    stage
}

/// Another window writes a row.
pub(crate) fn elsewhere(stage: &Stage, edit: Edit<Row>) {
    let mut window = setup(&stage.book()).open().unwrap();
    window.apply(&Change::Records(vec![edit])).unwrap();
    window.close().unwrap();
}

/// The rows of a kind.
pub(crate) fn rows(stage: &Stage, kind: Kind) -> Vec<Row> {
    stage.app.book().records().rows(kind)
}

/// The answers of a customer, oldest first.
pub(crate) fn answers(stage: &Stage, customer: i64) -> Vec<Assessment> {
    let mut answers: Vec<Assessment> = stage.app.book().records().assessments.to_vec();
    answers.retain(|answers| answers.customer == CustomerId(customer));
    answers.sort_by_key(|answers| answers.quarter);
    answers
}

/// Fit and feel in force, by digit; 0: not said.
pub(crate) fn said(stage: &Stage, customer: i64) -> (u8, u8) {
    let answers = answers(stage, customer);
    let digit = |rating: Option<keepnet::domain::record::Rating>| rating.map_or(0, keepnet::domain::record::Rating::get);
    answers.last().map_or((0, 0), |answers| (digit(answers.fit), digit(answers.feel)))
}
