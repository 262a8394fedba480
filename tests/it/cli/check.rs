//! `keepnet check`.

use crate::harness::Desk;

#[test]
fn a_healthy_book_and_its_copies_are_listed() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100), ("Birch", "2026-03-03", 50)]);
    let said = desk.keepnet(&["check"]).fine().out;
    assert!(said.contains("2 customers, 2 documents, 1 step"), "{said}");
    assert!(said.contains("All is well.") && said.contains("No copies yet"), "{said}");
    desk.keepnet(&["backup"]).fine();
    let said = desk.keepnet(&["check"]).fine().out;
    assert!(said.contains("One copy beside it") && said.contains("good"), "{said}");
}

#[test]
fn a_bad_copy_is_named_and_the_book_stays_well() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let copied = desk.keepnet(&["backup"]).fine().out;
    let copy = copied.trim().strip_prefix("Copied and verified: ").unwrap().to_owned();
    let mut bytes = desk.read(&copy);
    bytes.truncate(bytes.len() / 2);
    desk.write(&copy, bytes);
    let said = desk.keepnet(&["check"]).fine().out;
    assert!(said.contains("BAD") && said.contains("All is well."), "{said}");
}

#[test]
fn what_somebody_else_changed_inside_is_noticed() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let conn = rusqlite::Connection::open(desk.path("book.keepnet")).unwrap();
    conn.execute_batch("CREATE VIEW spy AS SELECT * FROM customer").unwrap();
    drop(conn);
    let before = desk.everything();
    for words in [&["report"][..], &["set", "reserve", "1"]] {
        let ran = desk.keepnet(words);
        assert!([2, 3].contains(&ran.code), "{ran:?}");
        assert!(desk.everything() == before, "{words:?} wrote something");
    }
}

#[test]
fn sums_that_no_longer_fit_their_documents_are_mended() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let expected = desk.report();
    let conn = rusqlite::Connection::open(desk.path("book.keepnet")).unwrap();
    conn.execute_batch("DELETE FROM series").unwrap();
    drop(conn);
    assert_ne!(desk.report(), expected);
    desk.keepnet(&["check"]);
    assert_eq!(desk.report(), expected);
}
