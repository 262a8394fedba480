//! What `check` notices and mends in a book somebody else's hand was in.

use keepnet::domain::progress::Unwatched;
use keepnet::repository::{Health, Repository, examine};
use rusqlite::Connection;

use super::rows::{by_name, document, rows, take};
use super::{Place, assert_healthy, dump};

/// A book of two customers with a document each, altered behind keepnet's back.
fn altered(place: &Place, sql: &str) -> (Repository, String) {
    let mut repository = place.open();
    let file = [document(1, by_name("Heron"), "1", "2026-01-05", 100), document(2, by_name("Gull"), "1", "2026-01-05", 200)];
    take(&mut repository, rows(file)).unwrap();
    repository.close().unwrap();
    let before = dump(&place.book());
    let conn = Connection::open(place.book()).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute_batch(sql).unwrap();
    conn.close().unwrap();
    (place.open(), before)
}

fn check(repository: &mut Repository) -> Health {
    repository.check(&mut Unwatched).unwrap()
}

#[test]
fn sums_that_differ_from_the_documents_are_mended_and_said() {
    for (sql, said) in [
        (
            "DELETE FROM series WHERE customer = 1",
            "The sums of 1 customer differed from their documents and were worked out again.",
        ),
        // Not even a series.
        ("UPDATE series SET days = x'00'", "The sums of 2 customers differed from their documents and were worked out again."),
        (
            "INSERT INTO series SELECT 77, 0, days FROM series WHERE customer = 1",
            "The sums of 1 customer differed from their documents and were worked out again.",
        ),
        (
            "UPDATE series SET days = (SELECT days FROM series WHERE customer = 2)",
            "The sums of 1 customer differed from their documents and were worked out again.",
        ),
    ] {
        let place = Place::new();
        let (mut repository, before) = altered(&place, sql);
        let health = check(&mut repository);
        assert_eq!((health.problems.len(), health.mended.as_slice()), (0, [said.to_owned()].as_slice()), "{sql}");
        assert_eq!((health.customers, health.documents, health.steps), (2, 2, 1));
        assert_eq!(dump(&place.book()), before, "{sql}");
        assert_healthy(&mut repository, "mended");
    }
}

#[test]
fn values_and_arrows_that_are_wrong_are_named() {
    for (sql, said) in [
        ("DELETE FROM customer WHERE id = 2", "Some rows point to rows that are not there."),
        ("UPDATE setting SET value = 'QQQ' WHERE name = 'currency'", "The book is damaged: a setting holds a value that is none."),
        ("UPDATE invoice SET currency = 'QQQ' WHERE id = 1", "The book is damaged: a value in it cannot be read."),
        ("UPDATE customer SET name = CAST(x'ff41' AS TEXT) WHERE id = 1", "The book is damaged: a value in it cannot be read."),
        ("UPDATE invoice SET title = CAST(x'ff41' AS TEXT) WHERE id = 1", "The book is damaged: a value in it cannot be read."),
    ] {
        let place = Place::new();
        let (mut repository, _) = altered(&place, sql);
        let health = check(&mut repository);
        assert_eq!((health.problems, health.mended), (vec![said.to_owned()], Vec::new()), "{sql}");
    }
}

#[test]
fn a_quick_look_from_beside_finds_what_is_wrong_and_writes_nothing() {
    let damaged = "The book is damaged: ";
    for (sql, said) in [
        ("", None),
        ("UPDATE customer SET parent = 77 WHERE id = 1", Some("some rows point to rows that are not there.")),
        ("UPDATE customer SET since = '2026-02-30' WHERE id = 1", Some("a value in it cannot be read.")),
        ("UPDATE series SET days = x'00'", Some("a customer's packed documents cannot be read.")),
        ("INSERT INTO setting (name, value) VALUES ('reserve', 'much')", Some("a setting holds a value that is none.")),
    ] {
        let place = Place::new();
        // Somebody else's program need not keep what our tables ask for.
        let (mut repository, _) = altered(&place, &format!("PRAGMA ignore_check_constraints = ON; {sql}"));
        let before = dump(&place.book());
        let found = examine(&place.book()).unwrap();
        assert_eq!(found, said.map(|said| format!("{damaged}{said}")).into_iter().collect::<Vec<_>>(), "{sql}");
        // Another connection's commit would show here.
        assert!(!repository.moved().unwrap(), "{sql}");
        assert_eq!(dump(&place.book()), before);
    }
}

#[test]
fn a_quick_look_tells_broken_pages_and_what_is_no_book() {
    let place = Place::new();
    let (repository, _) = altered(&place, "");
    repository.close().unwrap();
    let mut bytes = std::fs::read(place.book()).unwrap();
    let end = bytes.len().min(20_480);
    bytes[8_192..end].fill(0x5a);
    std::fs::write(place.book(), &bytes).unwrap();
    assert_eq!(examine(&place.book()).unwrap(), ["Pages do not fit together."]);
    assert_eq!(std::fs::read(place.book()).unwrap(), bytes);
    std::fs::write(place.book(), "customer,amount\n").unwrap();
    assert!(examine(&place.book()).unwrap_err().what.ends_with("is not a keepnet book."));
}
