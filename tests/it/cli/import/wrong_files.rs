//! Files that are nothing to import: one clear sentence, the right exit code, nothing written, nothing waited for.

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::harness::Desk;

/// What every refusal keeps, with a book and without one.
#[track_caller]
fn refuses(desk: &Desk, file: &str, code: i32, sentence: &str) {
    let before = desk.everything();
    for words in [&["import", file][..], &["import", "--skip-bad", file], &["import", "--dry-run", file]] {
        let ran = desk.keepnet(words).fails(code);
        assert!(ran.err.contains(sentence), "{file}: {}", ran.err);
        assert_eq!(ran.out, "", "{file}");
        assert!(ran.err.lines().count() <= 3, "{file}: {}", ran.err);
        assert!(desk.everything() == before, "{file}: something was written");
    }
}

fn desks() -> [Desk; 2] {
    [Desk::new(), Desk::with(&[("Alder", "2026-03-02", 100)])]
}

#[test]
fn files_with_nothing_in_them() {
    for desk in desks() {
        desk.write("empty.csv", "");
        refuses(&desk, "empty.csv", 2, "empty.csv: the file is empty");
        desk.write("blank.csv", "\n\n  \n");
        refuses(&desk, "blank.csv", 2, "blank.csv: the file is empty");
        desk.write("headings.csv", "number,customer,date,amount\n");
        refuses(&desk, "headings.csv", 2, "headings.csv: the file holds headings and no rows");
        desk.write("rows.csv", "1,Alder,2026-10-01,10.00\n");
        refuses(&desk, "rows.csv", 2, "rows.csv: no headings");
    }
}

#[test]
fn files_of_other_programs() {
    for desk in desks() {
        let noise: Vec<u8> = (0..4_096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        desk.write("noise.bin", noise);
        refuses(&desk, "noise.bin", 2, "noise.bin: this is ");
        desk.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        refuses(&desk, "picture.png", 2, "picture.png: this is ");
        desk.write("sheet.xlsx", b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0xl/workbook.xml");
        refuses(&desk, "sheet.xlsx", 2, "save");
        desk.write("other.json", "{\"invoices\": [{\"id\": 1}]}");
        refuses(&desk, "other.json", 2, "this is JSON that keepnet did not write");
        desk.write("newer.json", "{\n\"keepnet\": 999,\n\"settings\": {}\n}\n");
        refuses(&desk, "newer.json", 2, "exported by a newer keepnet (format 999)");
    }
}

#[test]
fn a_book_is_opened_not_imported() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["backup", "--out", "copy.keepnet"]).fine();
    refuses(&desk, "copy.keepnet", 2, "this is a database (SQLite), not an export");
    refuses(&desk, "book.keepnet", 2, "this is a database (SQLite), not an export");
}

#[test]
fn things_that_are_no_files_never_keep_anybody_waiting() {
    for desk in desks() {
        std::fs::create_dir(desk.path("folder")).unwrap();
        refuses(&desk, "folder", 3, "folder is a folder.");
        assert!(Command::new("mkfifo").arg(desk.path("pipe")).status().unwrap().success());
        refuses(&desk, "pipe", 3, "pipe is a device or a pipe, not a file.");
        refuses(&desk, "/dev/zero", 3, "/dev/zero is a device or a pipe, not a file.");
        refuses(&desk, "missing.csv", 3, "missing.csv: there is no such file or folder.");
        symlink("nowhere", desk.path("dangling.csv")).unwrap();
        refuses(&desk, "dangling.csv", 3, "there is no such file or folder.");
    }
}

#[test]
fn a_link_to_an_export_is_read_like_the_export() {
    let desk = Desk::new();
    desk.write("real.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10.00\n");
    symlink("real.csv", desk.path("link.csv")).unwrap();
    assert_eq!(desk.import(&["link.csv"])["total_minor"], 1_000);
}

#[test]
fn files_broken_inside_are_refused_by_line_not_by_a_crash() {
    let desk = Desk::new();
    desk.write("quote.csv", "number,customer,date,amount\n1,\"Alder,2026-10-01,10.00\n2,Birch,2026-10-01,20.00\n");
    let err = desk.keepnet(&["import", "quote.csv"]).fails(2).err;
    assert!(err.starts_with("quote.csv:2: "), "{err}");
    desk.write("wide.csv", "number,customer,date,amount\n1,Alder, Ltd,2026-10-01,10.00\n2,Birch,2026-10-01,20.00\n");
    let err = desk.keepnet(&["import", "wide.csv"]).fails(2).err;
    assert!(err.starts_with("wide.csv:2: "), "{err}");
    assert!(!desk.path("book.keepnet").exists());
}
