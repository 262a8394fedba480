//! Books of earlier keepnets (`reliability.md` R13): brought up to date after a copy, whole or not at all.

use std::path::Path;

use keepnet::domain::draft::Draft;
use keepnet::domain::settings::Name;
use keepnet::repository::{Kind, is_good};
use rusqlite::Connection;

use super::rows::{by_name, document, rows, take};
use super::{Place, add_customers, assert_healthy, count, dump, reader, set, tables};

const LOG: [&str; 5] = ["change", "change_row", "batch", "batch_range", "sequence"];

/// The schema as kept for ever in `tests/it/schemas`.
fn schema(book: &Path) -> String {
    let conn = reader(book);
    let mut query = conn.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").unwrap();
    let described = |row: &rusqlite::Row<'_>| {
        let (kind, name, sql): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("-- {kind} {name}\n{};\n", sql.unwrap_or_default()))
    };
    query.query_map([], described).unwrap().map(Result::unwrap).collect()
}

/// A book of version 1 with a bit of everything, as the keepnet of that time left it.
fn a_book_of_version_1(place: &Place) {
    let mut repository = place.open();
    set(&mut repository, Name::Reserve, "60k");
    take(&mut repository, rows([document(1, by_name("Heron"), "1", "2026-01-05", 5_000)])).unwrap();
    add_customers(&mut repository, &["Gull"]);
    repository.undo().unwrap();
    repository.close().unwrap();
    std::fs::remove_dir_all(place.folder.path().join("book-backups")).unwrap();
    let conn = Connection::open(place.book()).unwrap();
    for kind in keepnet::domain::record::Kind::ALL.iter().rev() {
        conn.execute_batch(&format!("DROP TABLE {0}; DROP TABLE shelf_{0};", kind.table())).unwrap();
    }
    for table in ["segment", "shelf_segment"] {
        conn.execute_batch(&format!("ALTER TABLE {table} DROP COLUMN archived")).unwrap();
    }
    conn.execute_batch("DROP TABLE draft; DROP TABLE look; DROP TABLE roster; PRAGMA user_version = 1;").unwrap();
    conn.close().unwrap();
    assert_eq!(schema(&place.book()), include_str!("../schemas/0001.sql"));
}

#[test]
fn an_old_book_becomes_what_a_fresh_one_is_after_a_copy() {
    let place = Place::new();
    a_book_of_version_1(&place);
    let (before, log) = (dump(&place.book()), tables(&place.book(), &LOG));
    let mut repository = place.open();
    assert_eq!((dump(&place.book()), tables(&place.book(), &LOG)), (before.clone(), log));
    assert_eq!(schema(&place.book()), include_str!("../schemas/0004.sql"));
    assert_eq!(count(&place.book(), "SELECT user_version FROM pragma_user_version"), 4);
    // The copy is the old book, and good.
    let copies = repository.copies();
    assert_eq!(copies.len(), 1);
    assert!(is_good(&copies[0].path));
    assert_eq!((dump(&copies[0].path), schema(&copies[0].path)), (before, include_str!("../schemas/0001.sql").to_owned()));
    assert_healthy(&mut repository, "brought up to date");
    assert_eq!(repository.redo().unwrap().words, "Redone: Added Gull");
    let at = "2026-03-02T09:00:00Z".parse().unwrap();
    let draft = Draft { purpose: "note".into(), subject: None, at, fields: [("Note".to_owned(), "x".to_owned())].into() };
    repository.keep_draft(&draft).unwrap();
    assert_eq!(repository.drafts().unwrap(), [draft]);
    repository.close().unwrap();
    assert_eq!(place.open().copies().len(), 1);
}

#[test]
fn many_starts_at_once_bring_an_old_book_up_to_date_once() {
    let place = Place::new();
    a_book_of_version_1(&place);
    let start = std::sync::Barrier::new(10);
    std::thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                start.wait();
                assert_eq!(place.open().load_book().unwrap().customers().len(), 1);
            });
        }
    });
    assert_eq!(schema(&place.book()), include_str!("../schemas/0004.sql"));
}

#[test]
fn a_book_that_cannot_be_brought_up_to_date_stays_as_it_was() {
    let place = Place::new();
    a_book_of_version_1(&place);
    Connection::open(place.book()).unwrap().execute_batch("CREATE TABLE look (mine TEXT)").unwrap();
    let (before, tables) = (dump(&place.book()), schema(&place.book()));
    let error = keepnet::repository::Repository::open(&place.book(), place.hands.clock()).unwrap_err();
    assert_eq!(error.kind, Kind::Damaged, "{error}");
    assert_eq!((dump(&place.book()), schema(&place.book())), (before, tables));
    assert_eq!(count(&place.book(), "SELECT user_version FROM pragma_user_version"), 1);
}

#[test]
fn an_old_copy_can_be_gone_back_to_and_is_not_touched() {
    let old = Place::new();
    a_book_of_version_1(&old);
    let (bytes, rows) = (std::fs::read(old.book()).unwrap(), dump(&old.book()));
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Reed"]);
    repository.set_look("theme", Some("light")).unwrap();
    repository.restore(&old.book()).unwrap();
    assert_eq!((dump(&place.book()), repository.look("theme").unwrap().as_deref()), (rows, Some("light")));
    assert_eq!(std::fs::read(old.book()).unwrap(), bytes);
    repository.undo().unwrap();
    assert_eq!(repository.load_book().unwrap().customers().next().unwrap().name.as_str(), "Reed");
}
