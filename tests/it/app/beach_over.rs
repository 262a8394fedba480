//! The Beach tab: work that gets over under the cursor keeps its row, and booked work is done no sooner than it is.

#![allow(clippy::unwrap_used)]

use keepnet::domain::work::Stage as Step;
use keepnet::intent::Action;

use super::beach::{Line, Room, date, planned, saved};
use super::stage::Stage;

#[test]
fn work_that_gets_over_under_the_cursor_keeps_its_row_until_the_cursor_leaves() {
    let mut stage = Stage::sample().sized(100, 30);
    planned(&mut stage);
    // Route portal ends on 11 December; four weeks earlier it is 13 November, and today the 22nd.
    stage.press("4").pass(20_000).press("down {*4");
    stage.shows("▌ Harbourline").shows("Route portal: over").shows("Booking revamp █");
    // However often it is pressed, it is the one job that gets shorter: 5 October was a Monday, the week ends the 9th.
    stage.press("{*15");
    let ends = |stage: &Stage, title: &str| {
        let all = &stage.app.book().records().engagements;
        all.iter().find(|work| work.title.as_ref().is_some_and(|line| line.as_str() == title)).unwrap().ends
    };
    assert_eq!(ends(&stage, "Route portal"), Some(date("2026-10-09")));
    assert_eq!(ends(&stage, "Booking revamp"), Some(date("2027-01-08")));
    stage.press("down").hides("Route portal").shows("▌ Osei Dental");
    stage.press("up").hides("Route portal").shows("▌ Harbourline");
}

#[test]
fn undo_puts_the_cursor_on_the_job_it_undid() {
    let mut stage = Stage::sample().sized(100, 30);
    planned(&mut stage);
    let current = |stage: &Stage| stage.rows().into_iter().find(|row| row.contains('▌')).unwrap();
    stage.press("4").pass(20_000).press("down {*4 u");
    assert!(current(&stage).contains("Route portal"), "{}", stage.picture());
    // From another row it comes back too, though the same customer's Support stands first.
    stage.press("down*2 u");
    assert!(current(&stage).contains("Route portal"), "{}", stage.picture());
}

#[test]
fn booked_work_is_done_once_its_last_day_has_come() {
    let refusal = |from: &'static str, to: &'static str| {
        let line: Line = (1, "Portal", Step::Booked, from, to, 100, 0);
        Room::new(&[line], "2026-11-22", &[]).refused(Action::NextStage)
    };
    assert_eq!(refusal("2026-11-16", "2026-12-18").unwrap(), "It is booked until 18 Dec. e ends it earlier.");
    assert_eq!(refusal("2026-11-16", "2026-11-23").unwrap(), "It is booked until 23 Nov. e ends it earlier.");
    assert_eq!(refusal("2026-11-16", "").unwrap(), "It goes on. { ends it, e gives it a last day.");
    assert_eq!(refusal("2026-11-23", "2026-12-18").unwrap(), "It has not begun yet. e changes it.");
    for (from, to) in [("2026-11-16", "2026-11-22"), ("", "")] {
        let mut room = Room::new(&[(1, "Portal", Step::Booked, from, to, 100, 0)], "2026-11-22", &[]);
        assert_eq!(saved(&room.does(&[Action::NextStage])).stage, Step::Done, "{from} {to}");
    }
}
