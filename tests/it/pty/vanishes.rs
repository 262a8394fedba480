//! A terminal that goes away without a word: the program ends soon, and does not spin meanwhile.

use super::driver::{DASHBOARD, Pty, USUAL, desk};
use crate::harness::{BOOK, TODAY};

/// A shell that ignores the hang-up leads the session of the terminal and the program one of its own, so that no signal
/// tells it.
const SCRIPT: &str = "trap '' HUP; setsid --wait \"$KEEPNET\" --book \"$1\" --today \"$2\" $3; echo $? >code; times >times";

/// Seconds of processor time the shell's children used, from the second line of `times`: `0m0.004s 0m0.000s`.
fn seconds(times: &str) -> f64 {
    let part = |part: &str| {
        let (minutes, seconds) = part.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    times.lines().nth(1).unwrap().split_whitespace().map(part).sum()
}

#[test]
fn without_a_terminal_it_ends_and_does_not_spin() {
    for fault in ["", "--fault=deaf"] {
        let desk = desk();
        let mut pty = Pty::run(&desk, USUAL, &["sh", "-c", SCRIPT, "sh", BOOK, TODAY, fault], &[]);
        pty.until_text(DASHBOARD);
        pty.settled();
        // The start costs what it costs; what counts is the time after.
        let own = format!("{}", pty.id());
        let before = children_time(&own);
        pty.vanish();
        let end = pty.end();
        assert_eq!(end.code, 0, "the shell lived on");
        assert_eq!(desk.read("code"), b"129\n", "{fault}");
        let used = seconds(&String::from_utf8(desk.read("times")).unwrap()) - before;
        assert!(used < 0.1, "{fault}: used {used} s of the processor after its terminal went");
    }
}

/// Seconds the living children of a process have used.
fn children_time(parent: &str) -> f64 {
    let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap();
    let ticks: u64 = children
        .split_whitespace()
        .map(|child| {
            let stat = std::fs::read_to_string(format!("/proc/{child}/stat")).unwrap();
            let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
            fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
        })
        .sum();
    // Linux tells times in hundredths of a second, whatever the kernel counts in.
    ticks as f64 / 100.0
}
