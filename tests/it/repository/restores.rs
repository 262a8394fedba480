//! Going back to a copy, and back again (`reliability.md` R17).

use std::path::Path;

use chrono::TimeDelta;
use keepnet::domain::settings::Name;
use keepnet::repository::{Kind, Repository, restore_without_book};
use rusqlite::Connection;

use super::{Place, add_customers, assert_healthy, dump, names, set, tables};

const LOG: [&str; 3] = ["change", "change_row", "batch"];

/// A book with a copy of its first state; the second is what a restore replaces.
fn with_copy(place: &Place) -> (Repository, std::path::PathBuf) {
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    let copy = repository.back_up(Some(&place.folder.path().join("monday.keepnet"))).unwrap();
    place.hands.forward(TimeDelta::days(1));
    add_customers(&mut repository, &["Gull"]);
    (repository, copy)
}

#[test]
fn a_restore_brings_the_copy_and_keeps_what_it_replaced() {
    let place = Place::new();
    let (mut repository, copy) = with_copy(&place);
    let (before, log) = (dump(&place.book()), tables(&place.book(), &LOG));
    let restored = repository.restore(&copy).unwrap();
    assert_eq!(restored.words, "Restored the copy monday.keepnet");
    assert_eq!(dump(&place.book()), dump(&copy));
    assert_eq!(dump(&restored.replaced.unwrap()), before);
    assert_healthy(&mut repository, "restored");
    let undone = repository.undo().unwrap();
    assert!(undone.everything && undone.words.starts_with("Undone: Restored the copy monday.keepnet"));
    assert_eq!((dump(&place.book()), tables(&place.book(), &LOG)), (before, log));
    assert_healthy(&mut repository, "the restore undone");
}

#[test]
fn edits_after_a_restore_come_off_before_it_does() {
    let place = Place::new();
    let (mut repository, copy) = with_copy(&place);
    let before = dump(&place.book());
    repository.restore(&copy).unwrap();
    set(&mut repository, Name::Reserve, "5k");
    assert_eq!(repository.undo().unwrap().words, "Undone: Set reserve $5,000 (was not set)");
    assert!(repository.undo().unwrap().everything);
    assert_eq!(dump(&place.book()), before);
}

#[test]
fn after_a_restore_is_undone_the_steps_before_it_can_be_too() {
    let place = Place::new();
    let (mut repository, copy) = with_copy(&place);
    repository.restore(&copy).unwrap();
    repository.undo().unwrap();
    assert_eq!(repository.undo().unwrap().words, "Undone: Added Gull");
    assert_eq!(repository.undo().unwrap().words, "Undone: Added Heron");
    assert_eq!(repository.load_book().unwrap().customers().len(), 0);
}

#[test]
fn a_restore_can_be_undone_in_a_later_run() {
    let place = Place::new();
    let (mut repository, copy) = with_copy(&place);
    let before = dump(&place.book());
    repository.restore(&copy).unwrap();
    repository.close().unwrap();
    let mut later = place.open();
    assert!(later.undo().unwrap().everything);
    assert_eq!(dump(&place.book()), before);
}

#[test]
fn a_restore_under_a_clock_set_back_can_still_be_undone() {
    let place = Place::new();
    let (mut repository, copy) = with_copy(&place);
    for _ in 0..4 {
        repository.back_up(None).unwrap();
        place.hands.forward(TimeDelta::minutes(1));
    }
    let before = dump(&place.book());
    place.hands.set("2026-03-03T01:00:00Z");
    let replaced = repository.restore(&copy).unwrap().replaced.unwrap();
    assert_eq!(dump(&replaced), before);
    repository.undo().unwrap();
    assert_eq!(dump(&place.book()), before);
}

/// Files that are no copy to go back to, each with a word of why.
fn bad_copies(folder: &Path, good: &Path) -> Vec<(std::path::PathBuf, &'static str)> {
    let altered = |name: &str, alter: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = std::fs::read(good).unwrap();
        alter(&mut bytes);
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let planted = |name: &str, sql: &str| {
        let path = altered(name, &|_| {});
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        path
    };
    let foreign = folder.join("foreign.keepnet");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE card (id INTEGER)").unwrap();
    let text = folder.join("text.keepnet");
    std::fs::write(&text, "customer,amount\nHeron,5\n").unwrap();
    let empty = folder.join("empty.keepnet");
    std::fs::write(&empty, "").unwrap();
    vec![
        (altered("damaged.keepnet", &|bytes| bytes[4096..12_288].fill(0x5a)), "is damaged"),
        (altered("cut.keepnet", &|bytes| bytes.truncate(8192)), "damaged"),
        (altered("short.keepnet", &|bytes| bytes.truncate(50)), "is not a keepnet book"),
        // Book version 0 was never released: what says so is not ours.
        (altered("older.keepnet", &|bytes| bytes[60..64].copy_from_slice(&0i32.to_be_bytes())), "belongs to another program"),
        (
            altered("newer.keepnet", &|bytes| bytes[60..64].copy_from_slice(&9i32.to_be_bytes())),
            "by a newer keepnet (book version 9",
        ),
        (
            planted("trigger.keepnet", "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM invoice; END"),
            "tables are not the ones",
        ),
        (foreign, "belongs to another program"),
        (text, "is not a keepnet book"),
        (empty, "is an empty file"),
        (folder.join("none.keepnet"), "There is no copy at"),
        (folder.to_owned(), "is a folder"),
    ]
}

#[test]
fn what_is_no_good_copy_is_refused_and_the_book_untouched() {
    let place = Place::new();
    let (mut repository, copy) = with_copy(&place);
    repository.close().unwrap();
    let bytes = std::fs::read(place.book()).unwrap();
    repository = place.open();
    let elsewhere = tempfile::tempdir().unwrap();
    for (path, why) in bad_copies(elsewhere.path(), &copy) {
        let error = repository.restore(&path).unwrap_err();
        assert!(error.what.contains(why), "{}: {error}", path.display());
        let error = restore_without_book(&place.folder.path().join("new.keepnet"), &path, &place.hands.clock()).unwrap_err();
        assert!(error.what.contains(why), "{}: {error}", path.display());
    }
    assert_eq!(repository.restore(&place.book()).unwrap_err().what, "That is the book itself.");
    repository.close().unwrap();
    assert_eq!(std::fs::read(place.book()).unwrap(), bytes);
    assert_eq!(names(place.folder.path()), ["book-backups", "book.keepnet", "monday.keepnet"]);
}

#[test]
fn a_copy_becomes_the_book_where_there_is_none() {
    let place = Place::new();
    let (repository, copy) = with_copy(&place);
    repository.close().unwrap();
    let new = place.folder.path().join("deep/folder/book.keepnet");
    let restored = restore_without_book(&new, &copy, &place.hands.clock()).unwrap();
    assert_eq!((restored.replaced, restored.words.as_str()), (None, "Restored the copy monday.keepnet"));
    assert_eq!(dump(&new), dump(&copy));
    let mut repository = Repository::open(&new, place.hands.clock()).unwrap();
    set(&mut repository, Name::Reserve, "5k");
    repository.undo().unwrap();
    assert_eq!(repository.undo().unwrap().words, "Undone: Added Heron");
    assert_healthy(&mut repository, "restored without a book");
}

#[test]
fn a_book_that_does_not_open_is_put_aside_not_removed() {
    let place = Place::new();
    let (repository, copy) = with_copy(&place);
    repository.close().unwrap();
    let mut bytes = std::fs::read(place.book()).unwrap();
    bytes[4096..8192].fill(0x5a);
    std::fs::write(place.book(), &bytes).unwrap();
    let restored = restore_without_book(&place.book(), &copy, &place.hands.clock()).unwrap();
    let aside = restored.replaced.unwrap();
    assert_eq!(aside.file_name().unwrap(), "book-damaged-20260303T090000Z.keepnet");
    assert_eq!(std::fs::read(aside).unwrap(), bytes);
    assert_eq!(dump(&place.book()), dump(&copy));
    assert_eq!(Repository::open(&place.book(), place.hands.clock()).unwrap().history(9).unwrap().len(), 1);
}

#[test]
fn a_restore_whose_replaced_book_is_gone_says_so_and_changes_nothing() {
    let place = Place::new();
    let (mut repository, copy) = with_copy(&place);
    let replaced = repository.restore(&copy).unwrap().replaced.unwrap();
    std::fs::remove_file(replaced).unwrap();
    let before = dump(&place.book());
    let error = repository.undo().unwrap_err();
    assert_eq!(error.kind, Kind::Refused, "{error}");
    assert_eq!(error.safe, "Nothing was changed.");
    assert_eq!(dump(&place.book()), before);
}
