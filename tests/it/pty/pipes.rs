//! Pipes instead of terminals, terminals that can do little, readers that go away: words instead of pictures.

use super::driver::{DASHBOARD, Pty, USUAL, desk};

const LINE: &str = "\"$KEEPNET\" --book book.keepnet --today 2026-11-22";

fn steers(text: &[u8]) -> bool {
    text.contains(&0x1b)
}

/// All eight ways to have a terminal or a pipe on 0, 1 and 2.
#[test]
fn a_pipe_gets_words_and_a_terminal_without_a_keyboard_a_reason() {
    for mix in 0..8_u8 {
        let (input, output, errors) = (mix & 1 != 0, mix & 2 != 0, mix & 4 != 0);
        let desk = desk();
        let script = format!(
            "{}{LINE}{}{}; echo $? >code",
            if input { "printf '' | " } else { "" },
            if output { " >out" } else { "" },
            if errors { " 2>err" } else { "" },
        );
        let mut pty = Pty::run(&desk, USUAL, &["sh", "-c", &script], &[]);
        if !input && !output {
            pty.until_text(DASHBOARD);
            assert!(!pty.is_set_as_before(), "a dashboard");
            pty.send("q");
        }
        let end = pty.end().clean(0, &script);
        let code = String::from_utf8(desk.read("code")).unwrap();
        assert_eq!(code.trim(), if input && !output { "3" } else { "0" }, "{script}");
        if output {
            let report = desk.read("out");
            assert!(String::from_utf8_lossy(&report).contains("Alder") && !steers(&report), "{script}");
        }
        if errors {
            let told = String::from_utf8(desk.read("err")).unwrap();
            assert_eq!(told.contains("needs a keyboard"), input && !output, "{script}: {told}");
            assert!(!steers(told.as_bytes()), "{script}");
        }
        if input || output {
            assert!(!steers(&end.log), "{script}: {:?}", String::from_utf8_lossy(&end.log));
        }
    }
}

#[test]
fn dumb_terminals_and_screen_readers_get_the_report() {
    let desk = desk();
    for (words, variables) in [
        (&[][..], &[("TERM", "dumb")][..]),
        (&[], &[("TERM", "")]),
        (&[], &[("TERM", "unknown")]),
        (&[], &[("ACCESSIBLE", "1")]),
        (&["--plain"], &[]),
        (&["demo", "--plain"], &[]),
    ] {
        let end = Pty::start(&desk, USUAL, words, variables).end().clean(0, &format!("{words:?} {variables:?}"));
        assert!(!String::from_utf8_lossy(&end.log).contains("\x1b[?"), "{words:?} {variables:?}");
        assert!(String::from_utf8_lossy(&end.log).contains("What needs your attention"), "{words:?} {variables:?}: {}", end.shown);
    }
}

#[test]
fn every_terminal_that_can_be_drawn_on_gets_the_dashboard() {
    let desk = desk();
    for term in ["xterm", "xterm-256color", "linux", "tmux-256color", "screen", "vt100", "foot", "rxvt", "no-such-terminal"] {
        for (name, value) in [("LC_ALL", "C"), ("NO_COLOR", "1"), ("LC_ALL", "C.UTF-8")] {
            let mut pty = Pty::start(&desk, USUAL, &[], &[("TERM", term), (name, value)]);
            pty.until_text(DASHBOARD);
            pty.send("q");
            pty.end().clean(0, &format!("{term} {name}"));
        }
    }
}

#[test]
fn the_demo_opens_the_dashboard_on_the_sample() {
    let desk = desk();
    let mut pty = Pty::start(&desk, (120, 36), &["demo"], &[]);
    pty.until_text(DASHBOARD);
    pty.send("q");
    pty.end().clean(0, "demo");
    assert!(desk.path("sample.keepnet").is_file());
}
