//! What leaves the program: readers that go away, disks that are full, pipes that are no terminal.

use std::process::{Command, Stdio};

use crate::harness::{Desk, PROGRAM, TODAY, VARIABLES};

fn commands() -> [Vec<&'static str>; 8] {
    ["report", "report --format markdown", "report --format json", "history", "get", "check", "man", "completions zsh"]
        .map(|words| words.split(' ').collect())
}

#[test]
fn a_reader_that_has_gone_has_seen_enough() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    for words in commands() {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ended = Command::new(PROGRAM)
            .args(["--book", "book.keepnet", "--today", TODAY])
            .args(&words)
            .current_dir(desk.path(""))
            .env_clear()
            .envs(VARIABLES)
            .stdin(Stdio::null())
            .stdout(writer)
            .output()
            .unwrap();
        assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap()), (Some(0), String::new()), "{words:?}");
    }
    let head = desk.shell("{ \"$KEEPNET\" --book book.keepnet report; echo $? >code; } | head -1").fine();
    assert_eq!((head.out.lines().count(), desk.read("code")), (1, b"0\n".to_vec()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_on_standard_output_is_said_and_is_three() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    for words in commands() {
        let ran = desk.shell(&format!("\"$KEEPNET\" --book book.keepnet {} >/dev/full", words.join(" "))).fails(3);
        assert!(ran.err.contains("Could not write to standard output: the disk is full."), "{words:?}: {}", ran.err);
    }
}

#[test]
fn nothing_that_steers_a_terminal_enters_a_pipe() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.write("bad.csv", "number,customer,date,amount\n1,Alder,soon,10.00\n");
    let all = [
        &["import", "bad.csv"][..],
        &["demo"],
        &["undo"],
        &["redo"],
        &["backup"],
        &["--help"],
        &["import", "--help"],
        &["nonsense"],
    ];
    for words in all.into_iter().map(<[&str]>::to_vec).chain(commands()) {
        let said = desk.keepnet(&words).said();
        assert!(!said.contains('\x1b') && !said.contains('\r'), "{words:?}: {said:?}");
    }
}

#[test]
fn a_locale_without_unicode_gets_ascii_marks() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100), ("Birch", "2026-03-02", 50)]);
    for script in ["LC_ALL=C exec \"$KEEPNET\" --book book.keepnet report", "exec \"$KEEPNET\" --ascii --book book.keepnet report"]
    {
        let shown = desk.shell(script).fine().out;
        assert!(shown.is_ascii(), "{shown}");
    }
    assert!(!desk.keepnet(&["report"]).fine().out.is_ascii());
}

#[test]
fn the_zone_and_the_locale_of_the_machine_change_no_figure() {
    let desk = Desk::with(&[("Alder", "2025-11-23", 100), ("Alder", "2026-11-22", 50)]);
    let expected = desk.shell(&format!("exec \"$KEEPNET\" --book book.keepnet --today {TODAY} report")).fine().out;
    for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kolkata"] {
        let script = format!("TZ={zone} LC_ALL=de_DE.UTF-8 exec \"$KEEPNET\" --book book.keepnet --today {TODAY} report");
        assert_eq!(desk.shell(&script).fine().out, expected, "{zone}");
    }
}
