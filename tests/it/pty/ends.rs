//! Quitting, signals, faults and a terminal that refuses: the exit code is right and nothing is left behind.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::driver::{DASHBOARD, Pty, USUAL, desk, modes_left, was_on};
use crate::harness::Desk;

const SIGNALS: [(Signal, u32); 4] = [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)];

#[test]
fn quitting_gives_the_terminal_back() {
    let desk = desk();
    let mut pty = Pty::open(&desk, &[]);
    assert!(!pty.is_set_as_before(), "the dashboard reads every key at once");
    assert!(!modes_left(&pty.log).is_empty());
    pty.send("q");
    let end = pty.end().clean(0, "q");
    for mode in ["1049", "2004", "1004", "1000", "1002", "1006", "2026"] {
        assert!(was_on(&end.log, mode), "{mode} is part of the dashboard");
    }
    assert_eq!(end.shown, "", "nothing of the dashboard stays");
}

#[test]
fn a_signal_ends_it_cleanly_and_at_once() {
    let desk = desk();
    for (signal, code) in SIGNALS {
        let pty = Pty::open(&desk, &[]);
        let began = Instant::now();
        pty.signal(signal);
        pty.end().clean(code, &format!("{signal:?}"));
        assert!(began.elapsed() < Duration::from_secs(5), "{signal:?} took {:?}", began.elapsed());
    }
}

#[test]
fn a_signal_during_the_start_ends_it_cleanly() {
    let desk = desk();
    for (signal, code) in SIGNALS {
        let mut pty = Pty::start(&desk, USUAL, &[], &[]);
        // The first byte out is the terminal being taken over.
        pty.until("the first byte", |pty| !pty.log.is_empty());
        pty.signal(signal);
        pty.end().clean(code, &format!("{signal:?}"));
    }
}

#[test]
fn two_signals_at_once_end_it_by_the_first_or_the_second() {
    let desk = desk();
    for _ in 0..5 {
        let pty = Pty::open(&desk, &[]);
        pty.signal(Signal::TERM);
        // It may have ended already, which is as good.
        let id = rustix::process::Pid::from_raw(pty.id().cast_signed()).unwrap();
        let _ = rustix::process::kill_process(id, Signal::INT);
        let end = pty.end();
        assert!([143, 130].contains(&end.code), "{}", end.code);
        assert!(end.left.is_empty(), "{:?}", end.left);
    }
}

/// A loop that takes no notice of anything is ended by force, and the terminal is given back all the same.
#[test]
fn a_deaf_program_ends_too() {
    let desk = desk();
    Pty::open(&desk, &["--fault", "deaf"]).after(|pty| pty.signal(Signal::TERM)).end().clean(143, "one signal");
    let mut pty = Pty::open(&desk, &["--fault", "deaf"]);
    pty.send("q");
    assert!(!pty.ends_within(Duration::from_millis(300)), "it is deaf indeed");
    let began = Instant::now();
    pty.signal(Signal::TERM);
    pty.signal(Signal::TERM);
    pty.end().clean(143, "two signals");
    assert!(began.elapsed() < Duration::from_secs(20));
}

fn reports(desk: &Desk) -> Vec<std::path::PathBuf> {
    let is_report = |path: &std::path::PathBuf| path.to_string_lossy().contains("keepnet-crash-");
    std::fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().path()).filter(is_report).collect()
}

fn fault(point: &str) -> (Desk, String) {
    let desk = desk();
    let book = desk.exported();
    let mut pty = Pty::start(&desk, (120, 30), &["--fault", point], &[]);
    if point != "draw" {
        pty.until_text(DASHBOARD);
        pty.send("j");
    }
    let end = pty.end().clean(101, point);
    assert_eq!(end.shown.matches("had to stop").count(), 1, "{point}: one message: {}", end.shown);
    assert!(!end.shown.contains("panicked"), "{point}: {}", end.shown);
    assert!(end.shown.contains("safe in your book"), "{point}: {}", end.shown);
    assert_eq!(desk.exported(), book, "{point}");
    (desk, end.shown)
}

#[test]
fn a_fault_on_any_thread_gives_the_terminal_back_and_is_told_calmly() {
    for point in ["draw", "update", "worker", "both"] {
        let (desk, shown) = fault(point);
        let reports = reports(&desk);
        assert_eq!(reports.len(), 1, "{point}: {reports:?}");
        let name = reports[0].file_name().unwrap().to_str().unwrap();
        assert!(shown.replace('\n', "").contains(name), "{point}: {shown}");
        assert_eq!(std::fs::metadata(&reports[0]).unwrap().permissions().mode() & 0o777, 0o600);
        let report = std::fs::read_to_string(&reports[0]).unwrap();
        assert!(report.contains(concat!("keepnet ", env!("CARGO_PKG_VERSION"))), "{report}");
        assert!(report.contains("a fault that was asked for") && report.contains("src/app/fault.rs"), "{report}");
        for secret in ["Alder", "Birch", "Wren"] {
            assert!(!report.contains(secret), "{point} tells of {secret}");
        }
    }
}

#[test]
fn a_fault_while_a_fault_is_reported_is_told_without_a_report() {
    let (desk, shown) = fault("hook");
    assert!(shown.contains("No report could be written"), "{shown}");
    assert!(reports(&desk).is_empty());
}

#[test]
fn a_terminal_that_refuses_a_step_is_left_as_it_was() {
    let desk = desk();
    for step in ["raw", "title", "screen", "cursor", "paste", "focus", "mouse", "first-frame"] {
        let end = Pty::start(&desk, USUAL, &["--fault", step], &[]).end().clean(3, step);
        let told: String = end.shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("cannot be shown in this terminal") && told.contains("keepnet report"), "{step}: {told}");
        // Undone is what was done, and nothing else.
        let reached = |mode: &str| String::from_utf8_lossy(&end.log).contains(&format!("\x1b[?{mode}l"));
        assert_eq!(reached("1049"), !["raw", "title", "screen"].contains(&step), "{step}");
        assert_eq!(reached("1000"), step == "first-frame", "{step}");
    }
}

impl Pty {
    fn after(self, act: impl FnOnce(&Pty)) -> Pty {
        act(&self);
        self
    }
}
