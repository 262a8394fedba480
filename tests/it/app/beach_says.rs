//! The Beach tab: what it says of a question, of what lies out of sight, of work that says no days, of weeks by themselves.
//!
//! F5 is the fixture of `metrics.md` items 28 and 29.

#![allow(clippy::unwrap_used)]

use keepnet::domain::record::Records;
use keepnet::domain::work::{Engagement, Stage as Step};
use keepnet::intent::{Action, Opening};
use ratatui::style::Modifier;

use super::beach::{Line, PICTURE, Room, date, opened, work};

#[test]
fn a_question_is_answered_in_words_and_figures() {
    let mut room = Room::f5().sized(235, 30);
    // Of 64 days 14 are booked; O1 adds 8 at 50 %, O2 16 at 25 %: 22 of 64 are 34.4 %.
    room.shows("  22% booked, 34% with maybes   beach in 41 days");
    room.does(&[Action::Last, Action::WhatIf]);
    // Won, 30 are booked and 34 with O1; lost, 14 and 18.
    room.shows("  if O2 is won   47% booked, 53% with maybes   beach in 62 days");
    room.does(&[Action::WhatIf]);
    room.shows("  if O2 is lost   22% booked, 28% with maybes   beach in 41 days");
    room.does(&[Action::ClearWhatIf]);
    room.shows("  22% booked, 34% with maybes   beach in 41 days");
}

#[test]
fn below_the_figures_stands_what_the_question_does_to_them() {
    let mut room = Room::f5().sized(200, 30);
    room.does(&[Action::Right; 5]);
    room.does(&[Action::Last, Action::WhatIf]);
    // The week of 4 May: Q takes a day, O2 four more, O1 one of two days hoped for. Every week from 4 to 25 May is covered.
    room.shows("week of 4 May: 4 → 0 free");
    room.shows("with maybes 2 → 0");
    room.shows("thin from 27 Apr");
    room.shows("an empty week in 8: 75% → 0%");
    room.does(&[Action::WhatIf]);
    // Lost, O1 ends on 22 May: the week of 25 May is empty for sure.
    room.shows("week of 4 May: 4 free · with maybes 2 → 3");
    room.shows("an empty week in 8: 75% → 100%");
    room.does(&[Action::ClearWhatIf]);
    room.shows("week of 4 May: 1 of 5 booked");
}

#[test]
fn what_comes_behind_the_weeks_in_sight_is_said_at_the_edge() {
    // Nine weeks at 80 cells; the ninth, that of 11 January, is thin.
    let mut room = Room::picture().sized(80, 20);
    assert!(!room.seen().contains("thin in"), "{}", room.seen());
    let later: Vec<Line> = PICTURE.iter().copied().chain([(2, "Fill", Step::Booked, "2027-01-04", "2027-02-12", 600, 0)]).collect();
    let mut room = Room::new(&later, "2026-11-22", &[(keepnet::domain::settings::Name::TeamDays, "12")]).sized(80, 20);
    // From 16 November the week of 15 February is the thirteenth.
    let last = room.drawn().0.pop().unwrap();
    assert!(last.contains("3 below · thin in 13 weeks ›"), "{last}");
    let mut wide = room.sized(130, 20);
    assert!(!wide.seen().contains("thin in"), "{}", wide.seen());
}

#[test]
fn work_that_says_no_days_is_named_first_and_makes_no_beach() {
    let lines =
        [(1, "Advice", Step::Booked, "2026-11-02", "", 0, 0), (2, "Review", Step::Booked, "2026-11-16", "2026-12-04", 0, 0)];
    let mut room = Room::new(&lines, "2026-11-22", &[]);
    assert_eq!(room.drawn().0[0].trim(), "2 jobs say no days a week: e adds them");
    assert!(!room.seen().contains('~') || !room.row("Looks like").contains('~'), "{}", room.seen());
    let states = room.row("Looks like");
    assert!(states.contains("    ?    ?    ?") && !states.contains("empty"), "{states}");
    // Beside work that says how many it is one thing among others.
    let both = [lines[0], (3, "Portal", Step::Booked, "2026-11-16", "2026-12-18", 300, 0)];
    let mut room = Room::new(&both, "2026-11-22", &[]).sized(200, 30);
    room.shows("   1 job says no days: e");
    room.shows("beach in 29 days");
    let states = room.row("Looks like");
    assert!(states.contains("   ok    ?    ?") && !states.contains('~'), "{states}");
}

#[test]
fn an_empty_week_by_itself_is_no_beach_and_before_the_first_booking_there_is_none() {
    let mut room = Room::f5();
    let states = room.row("Looks like");
    assert!(states.contains("empty  ok   ok full  gap  gap beach~~~~ ~~~~"), "{states}");
    // A week further back nothing was ever booked: no word there, and the lone week after it takes the short one.
    room.does(&[Action::Left]);
    let states = room.row("Looks like");
    assert!(states.contains("            -   ok   ok full"), "{states}");
    // The last of nine weeks in sight is the first on the beach: it says so.
    let lines = [(1, "Portal", Step::Booked, "2026-11-16", "2027-01-08", 300, 0)];
    let mut room = Room::new(&lines, "2026-11-22", &[]).sized(80, 26);
    let states = room.row("Looks like");
    assert!(states.trim_end_matches([' ', '│']).ends_with("  ok beach"), "{states}");
}

#[test]
fn on_the_beach_it_is_said_how_long_in_every_window() {
    let lines = [(1, "Portal", Step::Booked, "2026-03-02", "2026-10-16", 300, 0)];
    for width in [50, 60, 80, 160] {
        // 19 October to 22 November.
        Room::new(&lines, "2026-11-22", &[]).sized(width, 30).shows("on the beach for 34 days !");
    }
}

#[test]
fn a_day_out_of_sight_in_another_year_says_which() {
    let mut room = Room::picture();
    room.does(&[Action::Right; 26]);
    room.shows("‹ Route portal, until 11 Dec 2026 ");
}

#[test]
fn terms_ahead_come_first_and_of_those_over_the_latest_five() {
    let term = |id: i64, ends: &str| Engagement {
        title: Some(format!("Term {id}").as_str().into()),
        term_end: Some(date(ends)),
        ..work(id, (1, "", Step::Booked, "2026-01-05", "", 50, 0))
    };
    let over = ["2026-10-28", "2026-11-02", "2026-11-04", "2026-11-09", "2026-11-11", "2026-11-16", "2026-11-18"];
    let mut works: Vec<Engagement> = over.iter().zip(1..).map(|(ends, id)| term(id, ends)).collect();
    works.push(term(8, "2026-12-18"));
    let mut room = Room::picture().sized(80, 50);
    room.book.take_records(Records { engagements: works.into(), ..Records::default() });
    room.does(&[Action::NextPanel]);
    let rows = room.drawn().0;
    let at =
        |words: &str| rows.iter().position(|row| row.contains(words)).unwrap_or_else(|| panic!("{words}\n{}", rows.join("\n")));
    let order = [
        "Terms of the next 90 days",
        "▌Harbourline: Term 8 ",
        "Waiting for an outcome",
        "Term 7 ",
        "Term 6 ",
        "Term 3 ",
        "and 2 before",
    ];
    assert!(order.map(at).is_sorted(), "{}", rows.join("\n"));
    assert!(!rows.iter().any(|row| row.contains("Term 2 ")), "{}", rows.join("\n"));
    // The cursor goes through them as they are listed.
    room.does(&[Action::Down]);
    assert_eq!(room.does(&[Action::Term]), opened(Opening::Term(keepnet::domain::id::EngagementId(7))));
}

#[test]
fn the_words_of_a_maybe_leave_no_hole_in_its_bar() {
    let mut room = Room::picture();
    let buffer = room.painted();
    let rows = super::stage::rows(&buffer);
    let y = rows.iter().position(|row| row.contains("▒ Dashboard 60% ▒")).unwrap();
    let x = rows[y][..rows[y].find(" Dashboard").unwrap()].chars().count();
    for cell in x..x + " Dashboard 60% ".len() {
        let cell = &buffer[(cell as u16, y as u16)];
        assert!(cell.modifier.contains(Modifier::REVERSED), "{cell:?}");
    }
}
