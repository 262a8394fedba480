//! Drafts and looks: kept beside the book, no part of its story.

use std::collections::BTreeMap;

use keepnet::domain::change::Touched;
use keepnet::domain::draft::Draft;
use keepnet::domain::id::CustomerId;
use keepnet::repository::Repository;

use super::{Place, add_customers, count, dump};

fn draft(purpose: &str, subject: Option<i64>, at: &str, fields: &[(&str, &str)]) -> Draft {
    let fields: BTreeMap<String, String> = fields.iter().map(|(label, text)| ((*label).to_owned(), (*text).to_owned())).collect();
    Draft { purpose: purpose.into(), subject: subject.map(CustomerId), at: at.parse().unwrap(), fields }
}

fn purposes(repository: &Repository) -> Vec<String> {
    repository.drafts().unwrap().iter().map(|draft| draft.purpose.to_string()).collect()
}

#[test]
fn a_draft_comes_back_in_the_next_run_until_it_is_dropped() {
    let place = Place::new();
    let mut repository = place.open();
    let new = draft("customer", None, "2026-03-02T09:01:00Z", &[("Name", "Osei De"), ("Note", "two\nlines")]);
    let edit = draft("customer", Some(7), "2026-03-02T09:02:00Z", &[("Name", "Heron")]);
    repository.keep_draft(&new).unwrap();
    repository.keep_draft(&edit).unwrap();
    // Not ended, as after a crash: drafts need no ending.
    drop(repository);
    let mut repository = place.open();
    assert_eq!(repository.drafts().unwrap(), [edit.clone(), new.clone()]);
    // Typed on: one draft per form and customer, and it is the newest.
    let more = draft("customer", None, "2026-03-02T09:03:00Z", &[("Name", "Osei Dental")]);
    repository.keep_draft(&more).unwrap();
    assert_eq!(repository.drafts().unwrap(), [more.clone(), edit]);
    repository.drop_draft(&"customer".into(), Some(CustomerId(7))).unwrap();
    assert_eq!(repository.drafts().unwrap(), [more]);
    repository.drop_draft(&"customer".into(), None).unwrap();
    assert_eq!(repository.drafts().unwrap(), []);
    assert_eq!(repository.history(9).unwrap(), []);
    assert_eq!(count(&place.book(), "SELECT count(*) FROM session"), 0);
}

#[test]
fn the_newest_twenty_are_kept_whatever_the_clock_said() {
    let place = Place::new();
    let mut repository = place.open();
    for number in 0..25 {
        // The clock goes back a day each time.
        let at = format!("2026-03-{:02}T09:00:00Z", 28 - number);
        repository.keep_draft(&draft(&format!("form {number}"), None, &at, &[])).unwrap();
    }
    let expected: Vec<String> = (5..25).rev().map(|number| format!("form {number}")).collect();
    assert_eq!(purposes(&repository), expected);
}

#[test]
fn what_stands_in_the_file_comes_back_clean() {
    let place = Place::new();
    let mut repository = place.open();
    repository.keep_draft(&draft("note", None, "2026-03-02T09:00:00Z", &[("No\u{1b}te", "red \u{1b}[31m\u{202e}txet")])).unwrap();
    repository.set_look("theme", Some("li\u{1b}ght")).unwrap();
    let fields = &repository.drafts().unwrap()[0].fields;
    assert_eq!(fields.iter().next().unwrap(), (&"No\u{fffd}te".to_owned(), &"red \u{fffd}[31mtxet".to_owned()));
    assert_eq!(repository.look("theme").unwrap().as_deref(), Some("li\u{fffd}ght"));
    // Altered by another hand: no fields rather than no drafts.
    rusqlite::Connection::open(place.book()).unwrap().execute("UPDATE draft SET fields = '[1'", []).unwrap();
    assert!(repository.drafts().unwrap()[0].fields.is_empty());
}

#[test]
fn looks_are_remembered_and_taken_back() {
    let place = Place::new();
    let mut repository = place.open();
    assert_eq!(repository.look("theme").unwrap(), None);
    repository.set_look("theme", Some("light")).unwrap();
    repository.set_look("theme", Some("dark")).unwrap();
    repository.set_look("sort", Some("name")).unwrap();
    repository.close().unwrap();
    let mut repository = place.open();
    assert_eq!(repository.look("theme").unwrap().as_deref(), Some("dark"));
    repository.set_look("theme", None).unwrap();
    assert_eq!((repository.look("theme").unwrap(), repository.look("sort").unwrap().as_deref()), (None, Some("name")));
}

#[test]
fn the_other_window_need_not_read_anything_again() {
    let place = Place::new();
    let (mut left, mut right) = (place.open(), place.open());
    add_customers(&mut left, &["Heron"]);
    assert!(right.moved().unwrap());
    let last = right.touched_since(right.last_change().unwrap()).unwrap().change.unwrap();
    left.keep_draft(&draft("note", None, "2026-03-02T09:00:00Z", &[("Note", "x")])).unwrap();
    left.set_look("theme", Some("light")).unwrap();
    assert!(!left.moved().unwrap());
    if right.moved().unwrap() {
        assert_eq!(right.touched_since(last).unwrap(), Touched::default());
    }
    assert_eq!(left.undo().unwrap().words, "Undone: Added Heron");
}

#[test]
fn a_restore_and_its_undo_leave_both_as_they_are() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    repository.set_look("theme", Some("light")).unwrap();
    repository.keep_draft(&draft("old", None, "2026-03-02T09:00:00Z", &[("Name", "x")])).unwrap();
    let copy = repository.back_up(Some(&place.folder.path().join("monday.keepnet"))).unwrap();
    repository.drop_draft(&"old".into(), None).unwrap();
    for purpose in ["one", "two"] {
        repository.keep_draft(&draft(purpose, Some(1), "2026-03-02T09:05:00Z", &[("Name", purpose)])).unwrap();
    }
    repository.set_look("theme", Some("dark")).unwrap();
    let (before, kept) = (dump(&place.book()), repository.drafts().unwrap());
    add_customers(&mut repository, &["Gull"]);
    repository.restore(&copy).unwrap();
    assert_eq!(dump(&place.book()), before);
    assert_eq!((repository.drafts().unwrap(), repository.look("theme").unwrap().as_deref()), (kept.clone(), Some("dark")));
    repository.undo().unwrap();
    assert_eq!((repository.drafts().unwrap(), repository.look("theme").unwrap().as_deref()), (kept, Some("dark")));
    assert_eq!(repository.load_book().unwrap().customers().len(), 2);
}

#[test]
#[cfg(unix)]
fn a_book_that_can_only_be_looked_at_keeps_none_and_says_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let mut repository = place.open();
    repository.set_look("theme", Some("light")).unwrap();
    repository.close().unwrap();
    let conn = rusqlite::Connection::open(place.book()).unwrap();
    conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).unwrap();
    drop(conn);
    std::fs::set_permissions(place.book(), std::fs::Permissions::from_mode(0o400)).unwrap();
    let bytes = std::fs::read(place.book()).unwrap();
    let mut repository = place.open();
    if !repository.is_view_only() {
        println!("skipped: this account may write any file");
        return;
    }
    repository.keep_draft(&draft("note", None, "2026-03-02T09:00:00Z", &[])).unwrap();
    repository.drop_draft(&"note".into(), None).unwrap();
    repository.set_look("theme", None).unwrap();
    assert_eq!(repository.look("theme").unwrap().as_deref(), Some("light"));
    assert_eq!((repository.moved().unwrap(), repository.copy_is_due().unwrap()), (false, false));
    assert_eq!(repository.close_with_copy().unwrap(), None);
    assert_eq!(std::fs::read(place.book()).unwrap(), bytes);
}
