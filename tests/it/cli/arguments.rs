//! Exit codes and the grammar: 0 fine, 1 wrong usage, 2 a problem in the data, 3 cannot open or write.

use crate::harness::{Desk, TODAY};

#[test]
fn asking_for_help_or_the_version_is_fine() {
    let desk = Desk::new();
    let version = desk.bare(&["--version"]).fine().out;
    assert_eq!(version, format!("keepnet {}\n", env!("CARGO_PKG_VERSION")));
    for command in [
        "demo",
        "import",
        "report",
        "export",
        "check",
        "backup",
        "restore",
        "set",
        "get",
        "undo",
        "redo",
        "history",
        "completions",
        "man",
    ] {
        let help = desk.bare(&[command, "--help"]).fine().out;
        assert!(help.contains("Usage: keepnet"), "{command}: {help}");
    }
    assert!(desk.bare(&["--help"]).fine().out.contains("keepnet import invoices.csv"));
    assert!(desk.bare(&["man"]).fine().out.contains(".TH keepnet"));
    assert!(desk.bare(&["completions", "bash"]).fine().out.contains("_keepnet"));
    assert!(desk.everything().keys().all(|path| path.ends_with("home")), "asking writes nothing");
}

#[test]
fn wrong_usage_is_one() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let before = desk.everything();
    for words in [
        &["nonsense"][..],
        &["--nonsense"],
        &["import"],
        &["import", "--dates", "ydm", "documents.csv"],
        &["import", "--decimal", "semicolon", "documents.csv"],
        &["import", "--currency", "EURO", "documents.csv"],
        &["import", "--rate", "EUR", "documents.csv"],
        &["import", "--rate", "EUR=0", "documents.csv"],
        &["import", "--map", "amount", "documents.csv"],
        &["import", "--as", "recipes", "documents.csv"],
        &["report", "--period", "2026Q5"],
        &["report", "--section", "weather"],
        &["report", "--format", "pdf"],
        &["export"],
        &["restore"],
        &["set", "reserve"],
        &["set", "colour", "red"],
        &["set", "reserve", "lots"],
        &["set", "rate.EURO", "1.1"],
        &["get", "colour"],
        &["redo"],
        &["history", "--last", "some"],
    ] {
        let ran = desk.keepnet(words).fails(1);
        assert_eq!(ran.out, "", "{words:?}");
        assert!(desk.everything() == before, "{words:?} wrote something");
    }
    desk.bare(&["--book", "book.keepnet", "--today", "2026-02-30", "report"]).fails(1);
    desk.bare(&["--book", "book.keepnet", "--today", "1899-12-31", "report"]).fails(1);
}

#[test]
fn a_wrong_word_makes_no_book() {
    let desk = Desk::new();
    let before = desk.everything();
    for words in [&["set", "colour", "red"][..], &["set", "reserve", "lots"], &["set", "rate.EUR", "-1"], &["get", "colour"]] {
        desk.keepnet(words).fails(1);
        assert_eq!(desk.everything(), before, "{words:?}");
    }
}

#[test]
fn what_is_not_there_or_cannot_be_written_is_three() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("file", "x");
    for words in [
        &["import", "missing.csv"][..],
        &["restore", "missing.keepnet"],
        &["export", "--out", "file"],
        &["export", "--out", "file/below"],
        &["backup", "--out", "file"],
        &["backup", "--out", "missing/copy.keepnet"],
        &["report", "--out", "missing/report.txt"],
    ] {
        desk.keepnet(words).fails(3);
    }
    assert_eq!(desk.read("file"), b"x");
}

#[test]
fn the_book_is_found_by_flag_then_variable_then_in_the_data_folder() {
    let desk = Desk::new();
    desk.write("rows.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10.00\n");
    desk.bare(&["--today", TODAY, "import", "rows.csv"]).fine();
    let usual: Vec<_> = desk.everything().into_keys().filter(|path| path.ends_with("book.keepnet")).collect();
    assert!(usual.len() == 1 && usual[0].starts_with(desk.path("home")), "{usual:?}");
    desk.shell("KEEPNET_BOOK=\"$PWD/named.keepnet\" exec \"$KEEPNET\" import rows.csv").fine();
    assert!(desk.path("named.keepnet").exists());
    desk.shell("KEEPNET_BOOK=\"$PWD/named.keepnet\" exec \"$KEEPNET\" --book flag.keepnet import rows.csv").fine();
    assert!(desk.path("flag.keepnet").exists());
}

#[test]
fn a_home_that_is_no_folder_is_three() {
    let desk = Desk::new();
    desk.write("file", "x");
    let before = desk.everything();
    let ran = desk.shell("HOME=\"$PWD/file\" exec \"$KEEPNET\" set reserve 1").fails(3);
    assert_eq!(ran.out, "", "{ran:?}");
    assert_eq!(desk.everything(), before);
}

#[test]
fn errors_say_what_failed_what_is_safe_and_what_to_do_next() {
    let desk = Desk::new();
    desk.write("text", "x");
    let err = desk.keepnet_on("text", &["report"]).fails(3).err;
    let sentences: Vec<&str> = err.lines().collect();
    assert_eq!(sentences.len(), 3, "{err}");
    assert_eq!((sentences[0], sentences[1]), ("text is not a keepnet book.", "It was not touched."));
    assert!(sentences[2].contains("--book FILE"), "{err}");
}
