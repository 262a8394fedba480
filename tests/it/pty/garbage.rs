//! Bytes no keyboard sends, pastes that never end, answers that come late: none of it ends the program or changes a book.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::driver::{DASHBOARD, Pty, USUAL, desk};
use super::sizes::Chance;

/// Asks it to quit until it does: whatever the garbage opened is closed first.
#[track_caller]
fn quits(mut pty: Pty, why: &str) {
    let began = Instant::now();
    loop {
        pty.send("\x1b");
        if pty.ends_within(Duration::from_millis(150)) {
            break;
        }
        pty.send("q");
        if pty.ends_within(Duration::from_secs(1)) {
            break;
        }
        // The garbage may have opened a form and typed into it: it keeps what was typed, and Ctrl+C twice still leaves.
        pty.send("\x03\x03");
        if pty.ends_within(Duration::from_secs(1)) {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{why}: no longer usable:\n{}", pty.shown());
    }
    pty.end().clean(0, why);
}

#[test]
fn random_bytes_do_not_end_it() {
    let desk = desk();
    let mut pty = Pty::open(&desk, &[]);
    let mut chance = Chance(42);
    // No letter that quits, accepts or commands; everything else a line may bring.
    let pieces: [&[u8]; 12] =
        [b"\x1b", b"\x1b[", b"\x1b]", b"\x1bP", b"\x1bO", b"\x1b[<", b";", b"\x1b[M", b"[[", b"\xc3", b"\xf0\x9f", b"\x1b[?"];
    let mut bytes = Vec::new();
    while bytes.len() < 1024 * 1024 {
        match chance.below(4) {
            0 => bytes.extend(pieces[chance.below(12) as usize]),
            1 => bytes.push(b'0' + chance.below(10) as u8),
            _ => bytes.push(0x80 + chance.below(0x80) as u8),
        }
    }
    for chunk in bytes.chunks(64 * 1024) {
        pty.send(chunk);
    }
    quits(pty, "random bytes");
}

#[test]
fn sequences_cut_short_do_not_swallow_what_follows() {
    let desk = desk();
    for cut in ["\x1b[", "\x1b[<0;1", "\x1b]11;rgb:", "\x1bP", "\x1b[?", "\x1bO", "\x1b[M", "\x1b[[", "\x1b[200", "\u{e9}"] {
        let mut pty = Pty::open(&desk, &[]);
        pty.send(&cut.as_bytes()[..cut.len() - usize::from(cut == "\u{e9}")]);
        quits(pty, cut);
    }
}

#[test]
fn pastes_inside_pastes_and_pastes_without_end_do_not_hold_it() {
    let desk = desk();
    let long = format!("\x1b[200~{}\x1b[201~", "paste ".repeat(200_000));
    for paste in ["\x1b[200~one \x1b[200~two\x1b[201~ three\x1b[201~", "\x1b[201~\x1b[201~", "\x1b[200~it never ends", &long] {
        let mut pty = Pty::open(&desk, &[]);
        pty.send(paste);
        quits(pty, &paste[..20.min(paste.len())]);
    }
}

#[test]
fn a_paste_presses_no_keys() {
    let desk = desk();
    let book = desk.exported();
    for paste in ["\x1b[200~xxqqu:\x1b[201~", "xxqqu:"] {
        let mut pty = Pty::open(&desk, &[]);
        pty.send(paste);
        assert!(!pty.ends_within(Duration::from_millis(300)), "{paste:?} pressed q");
        pty.signal(Signal::TERM);
        pty.end().clean(143, paste);
        assert_eq!(desk.exported(), book, "{paste:?}");
    }
}

#[test]
fn the_terminals_answer_presses_no_keys_however_late() {
    let desk = desk();
    let mut pty = Pty::start(&desk, USUAL, &[], &[("COLORTERM", "truecolor")]);
    pty.until_text(DASHBOARD);
    let asked = String::from_utf8_lossy(&pty.log).matches("\x1b]11;?").count();
    assert_eq!(asked, 1, "asked for its background once, without waiting");
    // In pieces, with pauses longer than any patience but the last.
    for piece in ["\x1b]11;rgb:ffff", "/ffff/ff", "ff\x1b", "\\\x1b[?62;", "22c"] {
        pty.send(piece);
    }
    assert!(!pty.ends_within(Duration::from_millis(100)));
    quits(pty, "answered");
}

#[test]
fn terminals_that_would_print_a_question_are_not_asked() {
    let desk = desk();
    for term in ["linux", "vt220", "screen-256color", "ansi"] {
        let mut pty = Pty::start(&desk, USUAL, &[], &[("TERM", term)]);
        pty.until_text(DASHBOARD);
        pty.send("q");
        let end = pty.end().clean(0, term);
        let log = String::from_utf8_lossy(&end.log).into_owned();
        assert!(!log.contains("\x1b]"), "{term}: {log:?}");
    }
}
