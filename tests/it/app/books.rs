//! Changing books, closing them, and what goes along: hidden names, the writer that is away, places as they are typed.

#![allow(clippy::unwrap_used, reason = "a test that cannot open its book has failed")]

use keepnet::app::{App, Start};
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::Customer;
use keepnet::intent::{Action, Effect, Opening, Scope};
use keepnet::repository::{copies, customers_in};

use super::stage::{DARK, Stage, setup, start};

/// A desk with a book of one customer that jobs are not waited for on.
fn hasty(name: &str) -> Stage {
    let mut stage = Stage::bare();
    let mut book = setup(&stage.book()).open_or_make().unwrap();
    book.apply(&Change::Customers(vec![Edit::new(Customer::named(name.into()))])).unwrap();
    book.close().unwrap();
    stage.app = App::open(Start { waits_for_jobs: false, ..start(&stage.book(), DARK) }).unwrap();
    stage.pass(0);
    stage
}

/// Another program holds the book: a long write waits for it.
fn held(stage: &Stage) -> rusqlite::Connection {
    let other = rusqlite::Connection::open(stage.book()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    other
}

#[test]
fn no_other_book_is_opened_while_the_writer_is_away() {
    let mut stage = hasty("Alder");
    let other = held(&stage);
    stage.press("u").shows("taking back");
    for asked in [Effect::Run(Action::Sample), Effect::OpenBook("other.keepnet".to_owned())] {
        stage.app.perform(asked);
        stage.pass(0).shows("Still taking back, a moment.");
        assert_eq!(stage.app.book_path(), stage.book());
    }
    drop(other);
    while stage.app.deadline().is_some() && stage.app.book().customers().len() > 0 {
        stage.pass(1);
    }
    // It came back to its own book.
    stage.press("ctrl-r");
    while stage.app.book().customers().len() == 0 {
        stage.pass(1);
    }
    stage.agrees_with_its_file();
}

#[test]
fn leaving_waits_for_a_long_write_and_copies_the_book_then() {
    let mut stage = hasty("Alder");
    let other = held(&stage);
    stage.press("u").shows("taking back");
    drop(other);
    let book = stage.book();
    let app = std::mem::replace(&mut stage.app, App::open(start(&book.with_file_name("none.keepnet"), DARK)).unwrap());
    app.close().unwrap();
    assert_eq!(customers_in(&copies(&book)[0].path), Some(0));
    assert_eq!(setup(&book).open().unwrap().load_book().unwrap().customers().len(), 0);
}

#[test]
fn hidden_names_stay_hidden_in_another_book() {
    let mut stage = Stage::sample();
    let other = stage.book().with_file_name("other.keepnet");
    std::fs::copy(stage.book(), &other).unwrap();
    stage.press("D").hides("Osei Dental");
    stage.app.perform(Effect::OpenBook(other.to_str().unwrap().to_owned()));
    stage.pass(0);
    assert_eq!(stage.app.book_path(), other);
    stage.shows("Customer 02").hides("Osei Dental").hides("Harbourline");

    // So do those of a book that is made while they are.
    let mut stage = Stage::bare();
    stage.app = App::open(Start { discreet: true, ..start(&stage.book(), DARK) }).unwrap();
    stage.press("1").shows("Customer 02").hides("Harbourline");
}

#[test]
fn one_s_own_book_begins_beside_a_sample_that_was_named() {
    let mut stage = Stage::sample();
    stage.press(":").write("start my own").press("enter").hides("sample").shows("Add customer");
    assert_eq!(stage.app.book_path(), stage.book().with_file_name("my-book.keepnet"));
}

#[test]
fn a_place_that_cannot_be_used_keeps_the_form_with_the_reason() {
    let mut stage = Stage::sample();
    stage.app.perform(Effect::Open(Opening::BookPath));
    stage.pass(500).press("ctrl-u").write("/nowhere/at-all.keepnet").press("enter");
    assert_eq!(stage.scope(), Scope::Form);
    stage.shows("/nowhere/at-all.keepnet").shows("There is no book");
    let other = stage.book().with_file_name("other.keepnet");
    std::fs::copy(stage.book(), &other).unwrap();
    stage.press("ctrl-u").write("other.keepnet").press("enter");
    assert_eq!((stage.scope(), stage.app.book_path()), (Scope::Customers, other.as_path()));

    stage.app.perform(Effect::Open(Opening::ExportTo));
    std::fs::write(stage.book().with_file_name("taken"), "").unwrap();
    stage.pass(500).press("ctrl-u").write("taken").press("enter");
    assert_eq!(stage.scope(), Scope::Form);
    stage.shows("▌taken").shows("something is there");
    stage.press("ctrl-u").write("taken-not").press("enter").shows("Wrote 4 files into");
    assert_eq!(stage.scope(), Scope::Customers);
    assert!(stage.book().with_file_name("taken-not").join("customers.csv").exists());
}

#[test]
fn a_tilde_is_the_home_folder() {
    let mut stage = Stage::sample();
    stage.app.perform(Effect::Open(Opening::ExportTo));
    stage.pass(500).press("ctrl-u").write("~/out").press("enter").shows("Wrote 4 files");
    assert!(stage.book().with_file_name("home").join("out/customers.csv").exists());
}
