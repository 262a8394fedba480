//! The Beach tab: where the cursor is, whose name it keeps, how its panels scroll.

#![allow(clippy::unwrap_used)]

use keepnet::domain::id::{CustomerId, EngagementId};
use keepnet::domain::names::Names;
use keepnet::domain::practice::Offering;
use keepnet::domain::record::{Kind, Record, Records, Row, Value};
use keepnet::domain::work::{Engagement, Stage as Step};
use keepnet::intent::{Action, Effect, Event, Opening};
use keepnet::ui::Click;

use super::beach::{PICTURE, Room, date, opened, planned, work};
use super::stage::Stage;

/// Fourteen customers' worth of terms, one ending each week from 1 December on.
fn terms() -> Vec<Engagement> {
    let all = (1..=14).map(|id| {
        let ends = date("2026-12-01") + chrono::Days::new(5 * (id as u64 - 1));
        let line = ((id - 1) % 8 + 1, "Term", Step::Booked, "2026-01-05", "", 50, 0);
        Engagement { title: Some(format!("Term {id}").as_str().into()), term_end: Some(ends), ends: Some(ends), ..work(id, line) }
    });
    all.collect()
}

#[test]
fn the_panel_of_endings_can_be_read_to_its_end_and_back() {
    let mut room = Room::picture().sized(80, 20);
    room.book.take_records(Records { engagements: terms().into(), ..Records::default() });
    room.does(&[Action::NextPanel]);
    room.shows("▌Harbourline: Term 1 ");
    // The cursor is on the last of them after 13 steps; from there on the panel scrolls.
    room.does(&[Action::Down; 13]);
    room.shows("▌Lumen Physio: Term 14 ");
    room.does(&[Action::Down; 40]);
    room.shows("In %: the days freed");
    assert!(!room.seen().contains("more ↓"), "{}", room.seen());
    // Back up what lies between is read first, then the cursor moves.
    room.does(&[Action::Up]);
    room.shows("more ↓");
    room.does(&[Action::Up; 60]);
    room.shows("▌Harbourline: Term 1 ");
    // The wheel gets there too, and leaves the cursor where it is.
    for _ in 0..20 {
        room.hears(Event::Wheel(1, Some(Click::Panel(1))));
    }
    room.shows("In %: the days freed");
    assert_eq!(room.does(&[Action::Term]), opened(Opening::Term(EngagementId(1))));
}

#[test]
fn the_panel_of_endings_scrolls_where_no_term_ends() {
    let mut room = Room::picture().sized(80, 14);
    room.does(&[Action::NextPanel]);
    room.shows("None runs out.");
    room.shows("more ↓");
    room.does(&[Action::Down; 30]);
    room.shows("In %: the days freed");
    room.does(&[Action::Up; 30]);
    room.shows("None runs out.");
}

#[test]
fn what_is_hidden_with_a_name_is_hidden_here_too() {
    let mut room = Room::picture();
    let mut works: Vec<Engagement> = PICTURE.iter().zip(1..).map(|(line, id)| work(id, *line)).collect();
    works[6].term_end = Some(date("2026-12-25"));
    works[6].expects = Some("their new wing opens".into());
    works[8].offering = Some(keepnet::domain::id::OfferingId(1));
    let row =
        Row::blank(Kind::Offering).with("name", Value::Text("Small apps".to_owned())).with("core", Value::Text("core".to_owned()));
    let offering = Offering { id: keepnet::domain::id::OfferingId(1), ..Offering::of_row(&row).unwrap() };
    let offerings = vec![offering].into();
    room.book.take_records(Records { engagements: works.into(), offerings, ..Records::default() });
    room.names = Names::numbered(&room.book, Some(CustomerId(2)), &[]);
    room.shows("Booking revamp");
    // What is sold is no secret; what they call it is.
    room.shows("Small apps 60%");
    room.shows("hidden 60%");
    for words in ["Dashboard", "Depot app", "Care plan", "Harbourline"] {
        assert!(!room.seen().contains(words), "{words}\n{}", room.seen());
    }
    let [Effect::Copy { text, .. }] = &room.does(&[Action::Copy])[..] else { panic!("nothing is copied") };
    assert!(text.contains("Osei Dental: Booking revamp") && text.contains("Customer 07: hidden: proposal"), "{text}");
    assert!(!text.contains("Dashboard"), "{text}");
    room.does(&[Action::PageDown, Action::PageUp, Action::NextPanel]);
    room.shows("Customer 06: hidden");
    assert!(!room.seen().contains("new wing"), "{}", room.seen());
    room.does(&[Action::Back, Action::Last, Action::Up, Action::Up, Action::Up, Action::WhatIf]);
    room.shows("what if: hidden won");
}

#[test]
fn names_are_hidden_but_for_the_one_under_the_cursor_wherever_it_is() {
    let mut stage = Stage::sample().sized(100, 30);
    planned(&mut stage);
    // Put away it has no bar in the weeks, and is still what the cursor is on.
    stage.press("4").pass(20_000);
    stage.press("end x A end");
    stage.shows("Someday: archived");
    stage.press("D").shows("Someday: archived").hides("Route portal");
}

#[test]
fn the_cursor_of_the_endings_says_whose_name_stays() {
    let mut room = Room::picture();
    room.book.take_records(Records { engagements: terms().into(), ..Records::default() });
    room.does(&[Action::NextPanel, Action::Down, Action::Down]);
    assert_eq!(room.screen.current(&room.book), Some(CustomerId(3)));
    room.does(&[Action::Back]);
    assert_eq!(room.screen.current(&room.book), Some(CustomerId(1)));
}

#[test]
fn showing_what_is_gone_does_not_move_the_cursor_but_new_work_does() {
    let mut lines = PICTURE.to_vec();
    lines.push((8, "Boat shop", Step::Lost, "2026-11-02", "2026-11-27", 200, 0));
    let mut room = Room::new(&lines, "2026-11-22", &[]);
    room.does(&[Action::Down, Action::ShowArchived]);
    assert!(room.row("Route portal").contains("▌ Harbourline"), "{}", room.seen());
    room.does(&[Action::Back]);
    assert!(room.row("Route portal").contains("▌ Harbourline"), "{}", room.seen());
    lines.push((4, "New job", Step::Booked, "2026-11-30", "2026-12-18", 100, 0));
    let works: Vec<Engagement> = lines.iter().zip(1..).map(|(line, id)| work(id, *line)).collect();
    room.book.take_records(Records { engagements: works.into(), ..Records::default() });
    room.with(|screen, view| keepnet::intent::Screen::book_changed(screen, view, Some(CustomerId(4))));
    assert!(room.row("New job").contains("▌ Northgate"), "{}", room.seen());
}
