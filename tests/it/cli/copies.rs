//! `keepnet backup` and `keepnet restore`.

use crate::harness::{BOOK, Desk};

#[test]
fn a_copy_is_a_book_of_its_own() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["backup", "--out", "copy.keepnet"]).fine();
    assert_eq!(desk.exported_from("copy.keepnet"), desk.exported());
}

#[test]
fn a_backup_replaces_nothing() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("taken", "mine");
    desk.keepnet(&["backup", "--out", "taken"]).fails(3);
    assert_eq!(desk.read("taken"), b"mine");
    desk.keepnet(&["backup", "--out", BOOK]).fails(3);
    desk.keepnet(&["check"]).fine();
}

#[test]
fn a_book_that_is_gone_comes_back_from_its_copy() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let expected = desk.exported();
    desk.keepnet(&["backup", "--out", "copy.keepnet"]).fine();
    std::fs::remove_file(desk.path(BOOK)).unwrap();
    desk.keepnet(&["restore", "copy.keepnet"]).fine();
    assert_eq!(desk.exported(), expected);
}

#[test]
fn restoring_anything_but_a_good_copy_changes_nothing() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["backup", "--out", "copy.keepnet"]).fine();
    let whole = desk.read("copy.keepnet");
    desk.write("cut", &whole[..whole.len() / 2]);
    desk.write("text", "number,customer\n");
    desk.write("empty", "");
    std::fs::create_dir(desk.path("folder")).unwrap();
    let before = desk.everything();
    for (file, code) in [("cut", 2), ("text", 3), ("empty", 3), ("folder", 3), ("missing", 3), (BOOK, 1)] {
        let ran = desk.keepnet(&["restore", file]).fails(code);
        assert_eq!(ran.out, "", "{file}");
        assert!(desk.everything() == before, "{file}: something was written");
    }
}

#[test]
fn a_restore_that_finds_no_book_refuses_what_is_no_copy() {
    let desk = Desk::new();
    desk.write("text", "number,customer\n");
    let before = desk.everything();
    desk.keepnet(&["restore", "text"]).fails(3);
    assert_eq!(desk.everything(), before);
}
