//! Stopped and continued: the shell gets its terminal back meanwhile, and afterwards every cell is painted again.

use rustix::process::Signal;

use super::driver::{DASHBOARD, Pty, USUAL, desk, modes_left};

/// The picture a program started afresh draws at this size.
fn fresh(desk: &crate::harness::Desk, size: (u16, u16)) -> String {
    let mut pty = Pty::start(desk, size, &[], &[]);
    pty.until_text(DASHBOARD);
    let picture = pty.settled();
    pty.send("q");
    pty.end().clean(0, "fresh");
    picture
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_paints_everything() {
    let desk = desk();
    // A book's first visit shows a tip, and no later one does.
    fresh(&desk, USUAL);
    let sizes = [USUAL, (100, 30), (60, 20)];
    let pictures = sizes.map(|size| fresh(&desk, size));
    assert_ne!(pictures[0], pictures[1]);
    let mut pty = Pty::open_under_a_shell(&desk, USUAL);
    for cycle in 0..40 {
        pty.signal(Signal::TSTP);
        pty.until("the stop", |pty| pty.state() == "T");
        assert!(pty.is_set_as_before(), "cycle {cycle}: the shell can be typed into");
        pty.until("every mode undone", |pty| modes_left(&pty.log).is_empty());
        // What the shell prints meanwhile, and another size.
        let at = cycle % sizes.len();
        pty.resize(sizes[at]);
        pty.signal(Signal::CONT);
        pty.until("a fresh picture", |pty| pty.picture() == pictures[at] && !modes_left(&pty.log).is_empty());
    }
    assert!(!pty.is_set_as_before());
    pty.send("q");
    pty.end().clean(0, "q");
}

#[test]
fn a_stop_that_cannot_be_heard_is_recovered_from() {
    let desk = desk();
    let mut pty = Pty::open_under_a_shell(&desk, USUAL);
    let picture = pty.settled();
    pty.signal(Signal::STOP);
    pty.until("the stop", |pty| pty.state() == "T");
    let before = pty.log.len();
    pty.signal(Signal::CONT);
    pty.until("all of it again", |pty| pty.log[before..].windows(DASHBOARD.len()).any(|bytes| bytes == DASHBOARD.as_bytes()));
    pty.until("the same picture", |pty| pty.picture() == picture);
    pty.send("q");
    pty.end().clean(0, "q");
}

/// Nobody could ever continue it: the system takes no notice of such a stop either.
#[test]
fn without_a_shell_to_come_back_from_it_does_not_stop() {
    let desk = desk();
    let mut pty = Pty::open(&desk, &[]);
    pty.signal(Signal::TSTP);
    pty.send("q");
    pty.end().clean(0, "q after the stop");
}

#[test]
fn a_signal_while_stopped_ends_it_once_it_goes_on() {
    let desk = desk();
    let mut pty = Pty::open_under_a_shell(&desk, USUAL);
    pty.signal(Signal::TSTP);
    pty.until("the stop", |pty| pty.state() == "T");
    pty.signal(Signal::TERM);
    pty.signal(Signal::CONT);
    pty.end().clean(143, "ended while stopped");
}
