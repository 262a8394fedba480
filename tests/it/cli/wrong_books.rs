//! Every kind of wrong file for `--book`: one clear sentence, the right exit code, not a byte written anywhere.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use rusqlite::Connection;

use crate::harness::{Desk, Everything};

/// What `PRAGMA user_version` and `PRAGMA application_id` are kept at.
const USER_VERSION: usize = 60;
const APPLICATION_ID: usize = 68;

/// Commands that read, that write and that make a book where there is none.
const COMMANDS: [&[&str]; 8] = [
    &["report"],
    &["check"],
    &["history"],
    &["undo"],
    &["set", "reserve", "100"],
    &["import", "rows.csv"],
    &["backup"],
    &["export", "--out", "out"],
];

fn desk() -> Desk {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("rows.csv", "number,customer,date,amount\n9,Cedar,2026-10-01,10.00\n");
    desk
}

#[track_caller]
fn untouched(desk: &Desk, before: &Everything, words: &[&str]) {
    let after = desk.everything();
    for (path, bytes) in before {
        assert!(after.get(path) == Some(bytes), "{words:?} changed {}", path.display());
    }
    let more: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
    assert!(more.is_empty(), "{words:?} left {more:?}");
}

/// Every command refuses the book with this code and sentence and leaves the folder as it was.
#[track_caller]
fn refused(desk: &Desk, book: &str, code: i32, sentence: &str) {
    let before = desk.everything();
    for words in COMMANDS {
        let ran = desk.keepnet_on(book, words).fails(code);
        assert!(ran.err.contains(sentence), "{words:?} on {book}: {}", ran.err);
        assert_eq!(ran.out, "", "{words:?} on {book}");
        assert!(ran.err.lines().count() <= 3, "{words:?} on {book}: {}", ran.err);
        untouched(desk, &before, words);
    }
}

#[test]
fn files_that_are_no_books() {
    let desk = desk();
    desk.write("empty", "");
    refused(&desk, "empty", 3, "empty is an empty file, not a book.");
    desk.write("text.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10.00\n");
    refused(&desk, "text.csv", 3, "text.csv is not a keepnet book.");
    let noise: Vec<u8> = (0..4_096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    desk.write("noise.bin", noise);
    refused(&desk, "noise.bin", 3, "noise.bin is not a keepnet book.");
    desk.write("stub", b"SQLite format 3\0");
    refused(&desk, "stub", 3, "stub is not a keepnet book.");
}

#[test]
fn another_programs_database() {
    let desk = desk();
    let conn = Connection::open(desk.path("places.sqlite")).unwrap();
    conn.execute_batch("PRAGMA user_version = 1; CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT);").unwrap();
    drop(conn);
    refused(&desk, "places.sqlite", 3, "places.sqlite belongs to another program.");
}

#[test]
fn books_of_versions_nobody_here_can_read() {
    let desk = desk();
    for (name, version, sentence) in [
        ("newer", 5i32.to_be_bytes(), "newer was written by a newer keepnet (book version 5, this one reads up to "),
        ("newest", i32::MAX.to_be_bytes(), "newest was written by a newer keepnet (book version 2147483647"),
        ("negative", (-1i32).to_be_bytes(), "negative belongs to another program."),
        ("zero", 0i32.to_be_bytes(), "zero belongs to another program."),
    ] {
        let mut bytes = desk.read("book.keepnet");
        bytes[USER_VERSION..USER_VERSION + 4].copy_from_slice(&version);
        desk.write(name, bytes);
        refused(&desk, name, 3, sentence);
    }
    let mut bytes = desk.read("book.keepnet");
    bytes[APPLICATION_ID] ^= 1;
    desk.write("foreign", bytes);
    refused(&desk, "foreign", 3, "foreign belongs to another program.");
}

#[test]
fn things_that_are_no_files() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).unwrap();
    refused(&desk, "folder", 3, "folder is a folder, not a book.");
    assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap().success());
    refused(&desk, "pipe", 3, "pipe is a device or a pipe, not a book.");
    symlink("nowhere", desk.path("dangling")).unwrap();
    refused(&desk, "dangling", 3, "dangling is a link, and a book is never opened through one.");
    symlink("book.keepnet", desk.path("link")).unwrap();
    refused(&desk, "link", 3, "link is a link, and a book is never opened through one.");
    refused(&desk, "/dev/null", 3, "/dev/null is a device or a pipe, not a book.");
}

#[test]
fn a_book_below_something_that_is_no_folder() {
    let desk = desk();
    desk.write("file", "x");
    let before = desk.everything();
    for words in COMMANDS {
        desk.keepnet_on("file/book.keepnet", words).fails(3);
        untouched(&desk, &before, words);
    }
}

#[test]
fn a_book_that_is_not_there_is_missing_to_readers() {
    let desk = desk();
    let before = desk.everything();
    for words in [&["report"][..], &["check"], &["history"], &["undo"], &["redo"], &["backup"], &["export", "--out", "out"]] {
        let err = desk.keepnet_on("none.keepnet", words).fails(3).err;
        assert!(err.starts_with("There is no book at none.keepnet yet."), "{words:?}: {err}");
        untouched(&desk, &before, words);
    }
}

/// Commands that have nothing to give when a book cannot be read; an export may save what it can.
const NEEDING_ALL: [&[&str]; 6] =
    [&["report"], &["check"], &["undo"], &["set", "reserve", "100"], &["import", "rows.csv"], &["backup"]];

/// A book of some hundred pages, to be damaged in different ways.
fn damaged() -> (Desk, Vec<u8>) {
    let desk = desk();
    let rows = (0..3_000).map(|n| format!("d{n},Customer no {},2026-10-01,10.00\n", n % 300)).collect::<Vec<_>>().concat();
    desk.write("many.csv", format!("number,customer,date,amount\n{rows}"));
    desk.keepnet(&["import", "many.csv"]).fine();
    let bytes = desk.read("book.keepnet");
    (desk, bytes)
}

#[test]
fn a_truncated_book_is_called_damaged_and_stays_as_it_is() {
    let (desk, whole) = damaged();
    for kept in [whole.len() / 2, 4_096 * 2, 4_096 + 100, 100] {
        desk.write("cut.keepnet", &whole[..kept]);
        let before = desk.everything();
        for words in NEEDING_ALL {
            let ran = desk.keepnet_on("cut.keepnet", words).fails(2);
            assert!(ran.said().contains("damaged"), "{kept} bytes, {words:?}: {ran:?}");
            untouched(&desk, &before, words);
        }
    }
}

#[test]
fn a_book_overwritten_from_its_second_page_on_is_called_damaged() {
    let (desk, whole) = damaged();
    let mut bytes = whole.clone();
    for (n, byte) in bytes.iter_mut().enumerate().skip(4_096) {
        *byte = (n.wrapping_mul(2_654_435_761) >> 11) as u8;
    }
    desk.write("torn.keepnet", bytes);
    let before = desk.everything();
    for words in NEEDING_ALL {
        let ran = desk.keepnet_on("torn.keepnet", words).fails(2);
        assert!(ran.said().contains("damaged"), "{words:?}: {ran:?}");
        untouched(&desk, &before, words);
    }
}

/// Flipped bytes may or may not lie where a command looks; a check looks everywhere, and nothing ever crashes.
#[test]
fn flipped_bytes_are_found_by_check_and_crash_nothing() {
    let (desk, whole) = damaged();
    let pages = whole.len() / 4_096;
    for seed in 0..12usize {
        let mut bytes = whole.clone();
        let page = 1 + seed * (pages - 1) / 12;
        // The head of a page: its kind, its free blocks, its count of cells, where they begin.
        for at in 0..8 {
            bytes[page * 4_096 + at] ^= 0xff;
        }
        let name = format!("flipped-{seed}.keepnet");
        desk.write(&name, bytes);
        for words in [&["report"][..], &["history"], &["export", "--out", &format!("out-{seed}")]] {
            let ran = desk.keepnet_on(&name, words);
            assert!([0, 2].contains(&ran.code), "page {page}, {words:?}: {ran:?}");
        }
        desk.keepnet_on(&name, &["check"]).fails(2);
    }
}

#[test]
fn a_damaged_book_is_told_which_copy_to_go_back_to() {
    let (desk, whole) = damaged();
    desk.keepnet(&["backup"]).fine();
    let expected = desk.exported();
    desk.write("book.keepnet", &whole[..4_096 * 3]);
    let err = desk.keepnet(&["check"]).fails(2).err;
    let advice = err.lines().last().unwrap();
    let copy = advice.strip_prefix("Go back to the newest: keepnet restore ").unwrap_or_else(|| panic!("{err}"));
    desk.keepnet(&["restore", copy]).fine();
    assert_eq!(desk.exported(), expected);
    let aside = desk.everything().into_iter().find(|(path, _)| path.to_string_lossy().contains("-damaged-")).unwrap();
    assert_eq!(aside.1, &whole[..4_096 * 3], "the damaged book is put aside, not thrown away");
}

/// Every leaf of documents broken in turn: the others come out, the broken ones are counted, and no file is left out.
#[test]
fn an_export_saves_all_that_can_be_read_of_a_damaged_book() {
    let (desk, whole) = damaged();
    let connection = Connection::open(desk.path("book.keepnet")).unwrap();
    let root: u32 =
        connection.query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'invoice'", [], |row| row.get(0)).unwrap();
    drop(connection);
    let page = |number: u32| (number as usize - 1) * 4_096;
    // The root of so many rows is an interior page (kind 5): two bytes of cell pointers from byte 12 on, and each cell
    // begins with the page number of a leaf.
    assert_eq!(whole[page(root)], 5);
    let cell = page(root) + usize::from(u16::from_be_bytes([whole[page(root) + 12], whole[page(root) + 13]]));
    let leaf = u32::from_be_bytes(whole[cell..cell + 4].try_into().unwrap());
    assert_eq!(whole[page(leaf)], 13, "a leaf of rows");
    let in_leaf = u64::from(u16::from_be_bytes([whole[page(leaf) + 3], whole[page(leaf) + 4]]));
    let mut bytes = whole.clone();
    bytes[page(leaf)..page(leaf) + 8].fill(0xff);
    desk.write("torn.keepnet", &bytes);

    let ran = desk.keepnet_on("torn.keepnet", &["export", "--out", "saved"]).fails(2);
    assert!(ran.out.contains("saved/customers.csv  301 rows\n"), "{ran:?}");
    assert!(ran.out.contains(&format!("saved/invoices.csv  {} rows\n", 3_001 - in_leaf)), "{ran:?}");
    assert!(ran.err.contains(&format!("about {in_leaf} of its rows could not be read")), "{ran:?}");
    assert_eq!(desk.read("torn.keepnet"), bytes);
    desk.keepnet_on("again.keepnet", &["import", "saved/customers.csv", "saved/invoices.csv"]).fine();
    desk.keepnet_on("torn.keepnet", &["export", "--format", "json", "--out", "saved"]).fails(2);
    desk.keepnet_on("json.keepnet", &["import", "saved/book.json"]).fine();
    assert_eq!(desk.exported_from("json.keepnet"), desk.exported_from("again.keepnet"));
}

/// It opens, yet a copy of it cannot be verified: it is put aside, and the good copy takes its place.
#[test]
fn a_book_with_broken_pages_can_be_restored_over() {
    let (desk, whole) = damaged();
    desk.keepnet(&["backup", "--out", "good.keepnet"]).fine();
    let expected = desk.exported();
    let mut bytes = whole;
    bytes[4_096 * 8..4_096 * 9].fill(0xff);
    desk.write("book.keepnet", &bytes);
    desk.keepnet(&["check"]).fails(2);
    desk.keepnet(&["restore", "good.keepnet"]).fine();
    assert_eq!(desk.exported(), expected);
    assert!(desk.everything().into_iter().any(|(path, kept)| path.to_string_lossy().contains("-damaged-") && kept == bytes));
}
