//! Files that are not opened: each with a sentence, none with a byte changed (`reliability.md` R9, R11, R12, S9).

use std::path::{Path, PathBuf};

use keepnet::repository::{Error, Kind, Repository};
use rusqlite::Connection;

use super::{Place, add_customers, names};

/// A book with a customer, closed.
fn a_book(place: &Place) -> PathBuf {
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    repository.close().unwrap();
    place.book()
}

/// Opens what must be refused, for reading and for making, and sees that nothing became of it.
fn refused(place: &Place, book: &Path) -> Error {
    let (bytes, beside) = (std::fs::read(book).unwrap(), names(book.parent().unwrap()));
    let error = Repository::open(book, place.hands.clock()).unwrap_err();
    let again = Repository::open_or_create(book, place.hands.clock()).unwrap_err();
    assert_eq!(error, again);
    assert_eq!(std::fs::read(book).unwrap(), bytes, "{error}");
    assert_eq!(names(book.parent().unwrap()), beside, "{error}");
    error
}

#[test]
fn a_schema_with_anything_more_or_other_is_refused() {
    for sql in [
        "CREATE TRIGGER sly AFTER INSERT ON change BEGIN DELETE FROM invoice; END",
        "CREATE VIEW customers AS SELECT * FROM customer",
        "CREATE TABLE extra (id INTEGER)",
        "CREATE INDEX invoice_issued ON invoice (issued)",
        "DROP INDEX person_customer",
        "DROP TABLE upkeep",
        "ALTER TABLE customer ADD COLUMN sly TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL",
        "CREATE VIRTUAL TABLE words USING fts5(word)",
    ] {
        let place = Place::new();
        let book = a_book(&place);
        let conn = Connection::open(&book).unwrap();
        conn.execute_batch(sql).unwrap();
        conn.close().unwrap();
        let error = refused(&place, &book);
        assert_eq!(error.kind, Kind::Damaged, "{sql}");
        assert_eq!(error.what, "The book is damaged: its tables are not the ones keepnet made.", "{sql}");
    }
}

#[test]
fn another_id_or_version_in_the_header_is_refused() {
    let newer = |version: i64| format!("was written by a newer keepnet (book version {version}, this one reads up to 4)");
    let another = || "belongs to another program".to_owned();
    for (at, value, why) in [
        (68, 0, another()),
        (68, 0x6b65_6571, another()),
        (68, -1, another()),
        (60, 0, another()),
        (60, -1, another()),
        (60, i32::MIN, another()),
        (60, 5, newer(5)),
        (60, i32::MAX, newer(i64::from(i32::MAX))),
    ] {
        let place = Place::new();
        let book = a_book(&place);
        let mut bytes = std::fs::read(&book).unwrap();
        bytes[at..at + 4].copy_from_slice(&i32::to_be_bytes(value));
        std::fs::write(&book, bytes).unwrap();
        let error = refused(&place, &book);
        assert_eq!((error.kind, error.safe.as_str()), (Kind::Unusable, "It was not touched."));
        assert!(error.what.contains(&why), "{at} {value}: {error}");
    }
}

#[test]
fn what_is_no_book_is_refused_without_sqlite() {
    let place = Place::new();
    let whole = std::fs::read(a_book(&place)).unwrap();
    let file = place.folder.path().join("odd.keepnet");
    for (bytes, why) in [
        (&[][..], "is an empty file, not a book"),
        (&whole[..50], "is not a keepnet book"),
        (&whole[..99], "is not a keepnet book"),
        (b"customer,amount\nHeron,5\n", "is not a keepnet book"),
        (&[0u8; 4096], "is not a keepnet book"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let error = refused(&place, &file);
        assert_eq!(error.kind, Kind::Unusable);
        assert!(error.what.contains(why), "{error}");
    }
    let folder = place.folder.path().join("folder.keepnet");
    std::fs::create_dir(&folder).unwrap();
    assert!(Repository::open(&folder, place.hands.clock()).unwrap_err().what.contains("is a folder, not a book"));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_never_opened() {
    let place = Place::new();
    let book = a_book(&place);
    let link = place.folder.path().join("link.keepnet");
    std::os::unix::fs::symlink(&book, &link).unwrap();
    assert!(refused(&place, &link).what.contains("is a link"));
    let dangling = place.folder.path().join("dangling.keepnet");
    std::os::unix::fs::symlink(place.folder.path().join("canary"), &dangling).unwrap();
    let error = Repository::open_or_create(&dangling, place.hands.clock()).unwrap_err();
    assert!(error.what.contains("is a link"), "{error}");
    assert!(!place.folder.path().join("canary").exists());
    let pipe = place.folder.path().join("pipe.keepnet");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
    assert!(Repository::open(&pipe, place.hands.clock()).unwrap_err().what.contains("is a device or a pipe"));
}

#[test]
fn a_damaged_page_is_damage_in_words() {
    let place = Place::new();
    let book = a_book(&place);
    let mut bytes = std::fs::read(&book).unwrap();
    // The first page holds the schema.
    bytes[100..4096].fill(0x5a);
    std::fs::write(&book, bytes).unwrap();
    assert_eq!(refused(&place, &book).kind, Kind::Damaged);
}

#[test]
fn a_missing_book_is_named_and_not_made_by_looking() {
    let place = Place::new();
    let error = Repository::open(&place.book(), place.hands.clock()).unwrap_err();
    assert_eq!(error.kind, Kind::Missing);
    assert_eq!(names(place.folder.path()), [""; 0]);
}

#[test]
fn a_book_exchanged_while_open_is_not_written() {
    let place = Place::new();
    let mut repository = place.open();
    add_customers(&mut repository, &["Heron"]);
    let other = Place::new();
    std::fs::rename(a_book(&other), place.book()).unwrap();
    let bytes = std::fs::read(place.book()).unwrap();
    let change = super::settings(&repository.load_settings().unwrap(), keepnet::domain::settings::Name::Reserve, "5k");
    let error = repository.apply(&change).unwrap_err();
    assert_eq!(error.kind, Kind::Unusable);
    assert!(error.what.contains("was replaced or moved while it was open"), "{error}");
    assert!(repository.undo().is_err());
    assert_eq!(std::fs::read(place.book()).unwrap(), bytes);
}
