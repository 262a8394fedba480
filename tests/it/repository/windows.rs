//! Two windows on one book (`reliability.md` R7): neither loses, overwrites or undoes what the other did.

use std::process::Stdio;

use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::{Customer, Person};
use keepnet::domain::id::PersonId;
use keepnet::domain::money::Minor;
use keepnet::domain::settings::Name;
use keepnet::repository::{Kind, Repository};

use super::rows::{by_name, document, rows, take};
use super::{Place, add_customers, assert_healthy, dump, edited, set};

fn archive(repository: &mut Repository, customer: &Customer) {
    repository.apply(&edited(customer, Customer { archived: true, ..customer.clone() })).unwrap();
}

fn assert_nothing_to_undo(repository: &mut Repository) {
    let error = repository.undo().unwrap_err();
    assert_eq!((error.kind, error.what.as_str()), (Kind::Refused, "There is nothing to undo."));
}

#[test]
fn each_undoes_only_its_own_newest_step() {
    let place = Place::new();
    let (mut left, mut right) = (place.open(), place.open());
    set(&mut left, Name::Reserve, "10k");
    assert_nothing_to_undo(&mut right);
    set(&mut right, Name::Outgo, "2k");
    set(&mut left, Name::Tolerance, "9");
    assert_eq!(right.undo().unwrap().words, "Undone: Set outgo $2,000 (was not set)");
    assert_nothing_to_undo(&mut right);
    assert_eq!(left.undo().unwrap().words, "Undone: Set tolerance 9 (was 6)");
    assert_eq!(right.redo().unwrap().words, "Redone: Set outgo $2,000 (was not set)");
    assert_eq!(left.redo().unwrap().words, "Redone: Set tolerance 9 (was 6)");
    let settings = left.load_settings().unwrap();
    assert_eq!((settings.reserve.unwrap().0, settings.outgo.unwrap().0, settings.tolerance.0), (1_000_000, 200_000, 900));
}

#[test]
fn a_window_opened_later_leaves_the_steps_of_one_still_open_alone() {
    let place = Place::new();
    let mut left = place.open();
    set(&mut left, Name::Reserve, "10k");
    let mut right = place.open();
    assert_nothing_to_undo(&mut right);
    left.close().unwrap();
    // It was open when this window began, so its steps stay out of reach here, and are open to the next.
    assert_nothing_to_undo(&mut right);
    right.close().unwrap();
    let mut next = place.open();
    assert_eq!(next.undo().unwrap().words, "Undone: Set reserve $10,000 (was not set)");
}

#[test]
fn a_dropped_window_counts_as_ended() {
    let place = Place::new();
    let mut left = place.open();
    set(&mut left, Name::Reserve, "10k");
    drop(left);
    assert_eq!(place.open().undo().unwrap().words, "Undone: Set reserve $10,000 (was not set)");
}

#[test]
fn undo_is_refused_where_the_other_window_changed_the_same_row_since() {
    let place = Place::new();
    let mut left = place.open();
    let customer = add_customers(&mut left, &["Osei Dental"]).remove(0);
    let mut right = place.open();
    archive(&mut right, &customer);
    let before = dump(&place.book());
    let error = left.undo().unwrap_err();
    assert_eq!(error.kind, Kind::Refused);
    assert_eq!(error.what, "Something this step touched was changed again since, by another window.");
    assert_eq!(error.safe, "Nothing was changed.");
    assert_eq!(dump(&place.book()), before);
    // Once the other window takes its edit back, the row is as the step left it.
    right.undo().unwrap();
    left.undo().unwrap();
    assert_eq!(left.load_book().unwrap().customers().len(), 0);
}

#[test]
fn undo_is_refused_where_the_other_window_built_on_what_it_would_take_away() {
    let place = Place::new();
    let mut left = place.open();
    let customer = add_customers(&mut left, &["Osei Dental"]).remove(0);
    let mut right = place.open();
    let person = Person {
        id: PersonId(0),
        customer: customer.id,
        name: "Ama".into(),
        role: None,
        sponsor: true,
        email: None,
        phone: None,
        left_on: None,
    };
    right.apply(&Change::Person(Edit::new(person))).unwrap();
    let before = dump(&place.book());
    assert_eq!(left.undo().unwrap_err().kind, Kind::Refused);
    assert_eq!(dump(&place.book()), before);
    assert_healthy(&mut left, "after the refused undo");
}

#[test]
fn an_import_is_not_undone_under_an_edit_of_the_other_window() {
    let place = Place::new();
    let mut left = place.open();
    take(&mut left, rows([document(1, by_name("Heron"), "1", "2026-01-05", 5_000)])).unwrap();
    let mut right = place.open();
    let heron = right.load_book().unwrap().customers().next().unwrap().clone();
    archive(&mut right, &heron);
    let before = dump(&place.book());
    assert_eq!(left.undo().unwrap_err().kind, Kind::Refused);
    assert_eq!(dump(&place.book()), before);
    right.undo().unwrap();
    left.undo().unwrap();
    assert!(left.load_book().unwrap().customers().next().is_none());
}

#[test]
fn something_added_to_a_customer_the_other_window_took_back_is_refused_in_words() {
    let place = Place::new();
    let mut left = place.open();
    let customer = add_customers(&mut left, &["Osei Dental"]).remove(0);
    let mut right = place.open();
    left.undo().unwrap();
    let before = dump(&place.book());
    let person = Person {
        id: PersonId(0),
        customer: customer.id,
        name: "Ama".into(),
        role: None,
        sponsor: false,
        email: None,
        phone: None,
        left_on: None,
    };
    let child = Customer { parent: Some(customer.id), ..Customer::named("Osei Kids".into()) };
    for change in [Change::Person(Edit::new(person)), Change::Customers(vec![Edit::new(child)])] {
        let error = right.apply(&change).unwrap_err();
        assert_eq!(error.kind, Kind::Refused, "{error}");
    }
    assert_eq!(dump(&place.book()), before);
}

#[test]
fn what_one_window_took_back_the_other_does_not_take_back_again() {
    let place = Place::new();
    let mut first = place.open();
    take(&mut first, rows([document(1, by_name("Heron"), "1", "2026-01-05", 5_000)])).unwrap();
    first.close().unwrap();
    // Two windows begin after that run ended: the import is open to both.
    let (mut left, mut right) = (place.open(), place.open());
    left.undo().unwrap();
    let empty = dump(&place.book());
    assert_nothing_to_undo(&mut right);
    assert_eq!(dump(&place.book()), empty);
    left.redo().unwrap();
    assert_eq!(left.load_book().unwrap().customers().len(), 1);
    assert_eq!(left.history(20).unwrap().len(), 3);
}

#[test]
fn edits_of_both_in_turn_are_all_there() {
    let place = Place::new();
    let (mut left, mut right) = (place.open(), place.open());
    for round in 0..100 {
        add_customers(&mut left, &[&format!("Left {round}")]);
        add_customers(&mut right, &[&format!("Right {round}")]);
    }
    assert_eq!(left.load_book().unwrap().customers().len(), 200);
    for _ in 0..100 {
        assert!(left.undo().unwrap().words.starts_with("Undone: Added Left "));
        assert!(right.undo().unwrap().words.starts_with("Undone: Added Right "));
    }
    assert_eq!(right.load_book().unwrap().customers().len(), 0);
    assert_nothing_to_undo(&mut left);
    assert_nothing_to_undo(&mut right);
}

#[test]
fn a_window_goes_on_after_another_put_a_copy_in_place() {
    let place = Place::new();
    let mut left = place.open();
    add_customers(&mut left, &["Heron"]);
    let copy = left.back_up(Some(&place.folder.path().join("monday.keepnet"))).unwrap();
    let mut right = place.open();
    add_customers(&mut right, &["Gull"]);
    left.restore(&copy).unwrap();
    // The run of this window is not in the copy: it begins anew.
    add_customers(&mut right, &["Reed"]);
    let names: Vec<String> = right.load_book().unwrap().customers().map(|customer| customer.name.to_string()).collect();
    assert_eq!(names, ["Heron", "Reed"]);
    assert_eq!(right.undo().unwrap().words, "Undone: Added Reed");
    assert_healthy(&mut right, "after the restore");
}

#[test]
fn an_edit_of_what_the_other_window_took_back_does_not_bring_it_to_life() {
    let place = Place::new();
    let (mut left, mut right) = (place.open(), place.open());
    let customer = add_customers(&mut left, &["Osei Dental"]).remove(0);
    left.undo().unwrap();
    let archived = Customer { archived: true, ..customer.clone() };
    let error = right.apply(&edited(&customer, archived)).unwrap_err();
    assert_eq!(error.what, "The customer this edit is about is not in the book any more.");
    left.redo().unwrap();
    assert_eq!(right.load_book().unwrap().customers().len(), 1);
}

#[test]
fn the_steps_of_a_killed_run_are_open_to_the_next() {
    let place = Place::new();
    let mut killed = place.open();
    set(&mut killed, Name::Reserve, "10k");
    killed.close().unwrap();
    // As a killed run leaves it: never ended, by a process that is gone.
    let mut gone =
        std::process::Command::new(env!("CARGO_BIN_EXE_keepnet")).arg("--version").stdout(Stdio::null()).spawn().unwrap();
    gone.wait().unwrap();
    let conn = rusqlite::Connection::open(place.book()).unwrap();
    conn.execute("UPDATE session SET ended = NULL, process = ?1", [gone.id()]).unwrap();
    conn.close().unwrap();
    assert_eq!(place.open().undo().unwrap().words, "Undone: Set reserve $10,000 (was not set)");
}

#[test]
fn many_starts_at_once_make_one_book() {
    let place = Place::new();
    let start = std::sync::Barrier::new(20);
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                start.wait();
                assert_eq!(place.open().load_book().unwrap().customers().len(), 0);
            });
        }
    });
    assert_eq!(super::names(place.folder.path()), ["book.keepnet"]);
    add_customers(&mut place.open(), &["Heron"]);
    assert_eq!(place.open().load_book().unwrap().customers().len(), 1);
}

#[test]
fn a_new_book_another_window_began_to_use_is_not_removed() {
    let place = Place::new();
    let maker = place.open();
    let mut other = place.open();
    add_customers(&mut other, &["Heron"]);
    maker.discard_if_empty().unwrap();
    assert_eq!(place.open().load_book().unwrap().customers().len(), 1);

    let empty = Place::new();
    let maker = empty.open();
    let mut late = empty.open();
    maker.discard_if_empty().unwrap();
    assert!(!empty.book().exists());
    // Whoever had it open learns that it is gone instead of writing into nowhere.
    let change = Change::Customers(vec![Edit::new(Customer::named("Gull".into()))]);
    assert!(late.apply(&change).unwrap_err().what.contains("was replaced or moved"));
}

#[test]
fn a_stale_window_sets_only_what_it_was_told_to() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    let stale = one.load_settings().unwrap();
    let reserve = stale.changes_to(&stale.enter(Name::Reserve, "60k").unwrap());
    other.apply(&Change::Settings(stale.changes_to(&stale.enter(Name::Outgo, "42k").unwrap()))).unwrap();
    one.apply(&Change::Settings(reserve)).unwrap();
    let settings = place.open().load_settings().unwrap();
    assert_eq!((settings.outgo, settings.reserve), (Some(Minor(4_200_000)), Some(Minor(6_000_000))));
}

#[test]
fn two_windows_that_set_one_thing_differently_do_not_overwrite_each_other() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    let seen = one.load_settings().unwrap();
    let typed = |typed: &str| Change::Settings(seen.changes_to(&seen.enter(Name::Reserve, typed).unwrap()));
    other.apply(&typed("50k")).unwrap();
    let refused = one.apply(&typed("60k")).unwrap_err();
    assert_eq!(
        (refused.kind, refused.what.as_str()),
        (Kind::Moved, "The setting reserve: it was changed by another window meanwhile.")
    );
    // Both meaning the same is no quarrel, and nothing is written.
    assert_eq!(one.apply(&typed("50k")).unwrap().change, None);
    assert_eq!(place.open().load_settings().unwrap().reserve, Some(Minor(5_000_000)));
}
