//! The Beach tab: what there is room for, in small windows and large ones, and that nothing is lost where there is little.

#![allow(clippy::unwrap_used)]

use keepnet::domain::record::Records;
use keepnet::domain::settings::{Hundredths, Name};
use keepnet::domain::work::{Engagement, Stage as Step};
use keepnet::intent::Action;
use keepnet::ui::{Glyphs, Look, Mode, Theme};

use super::beach::{ASCII, Line, PICTURE, Room, work};

#[test]
fn in_a_small_window_rows_come_first_and_the_rest_is_counted() {
    let mut room = Room::picture().sized(80, 20);
    let rows = room.drawn().0;
    // Twenty rows but the sentence, the border, three of headings, and a rule, the free days and the sentence: eleven.
    let list: Vec<&String> = rows[5..16].iter().collect();
    assert!(list[0].contains("Booked") && list[8].contains("Might happen"), "{}", rows.join("\n"));
    assert!(list[9].contains("Kestrel") && list[10].contains("Harbourline"), "{}", rows.join("\n"));
    // Rebrand, and Someday without a date.
    assert!(rows.last().unwrap().starts_with("╰─ 2 below: might happen, no date yet ─"), "{}", rows.join("\n"));
    // The words of the weeks stand where the figures do: 7 December is over-booked, from 11 January on half is free.
    let free = room.row("Free days");
    assert!(free.contains("  3.5  3.5  1.5 over  2.5  4.5    6  3.5  gap"), "{free}");
    assert!(!rows.iter().any(|row| row.contains("Looks like")), "{}", rows.join("\n"));
    room.does(&[Action::Last]);
    assert!(!room.seen().contains("below"), "{}", room.seen());
    room.shows("▌ Ashdown Vets");
}

#[test]
fn the_beach_is_named_in_the_free_days_of_a_small_window() {
    let mut room = Room::f5().sized(80, 14);
    let free = room.row("Free days");
    assert!(free.contains("  gap  gap beach~~~~ ~~~~"), "{free}\n{}", room.seen());
}

#[test]
fn a_window_high_enough_shows_every_row() {
    // Two days off make the days of the team a row of their own, a full-time job another.
    let mut lines: Vec<Line> = PICTURE.to_vec();
    lines.push((2, "Sprint", Step::Booked, "2027-01-25", "2027-01-29", 1_200, 0));
    let settings = [(Name::TeamDays, "12"), (Name::DaysOff, "2026-12-24")];
    let mut whole = 0;
    for height in 40..60 {
        let mut room = Room::new(&lines, "2026-11-22", &settings).sized(160, height);
        let seen = room.seen();
        // Where the panels stand below, the gantt is as high as it needs to be.
        if !seen.lines().any(|line| line.contains("Ending and renewing") && line.contains("Beach")) {
            whole += 1;
            for words in ["Days of the team", "All on one job", "Someday", "the denser the likelier"] {
                assert!(seen.contains(words), "{height}: {words}\n{seen}");
            }
            assert!(!seen.contains(" below: "), "{height}\n{seen}");
        }
    }
    // Seventeen rows, three of headings, eleven below and the border; the sentence above, seventeen for the panels.
    assert_eq!(whole, 9);
}

#[test]
fn a_full_week_is_not_over() {
    // Twenty-three pieces of a day each over 23 weeks: rounded up, their parts come to a little more than a day a week.
    let line: Line = (1, "Piece", Step::Booked, "2026-11-16", "2027-04-23", 0, 0);
    let mut room = Room::new(&[], "2026-11-16", &[(Name::TeamDays, "1")]);
    let one = |id: i64| Engagement { total_days: Some(Hundredths(100)), ..work(id, line) };
    let works: Vec<Engagement> = (1..=23).map(one).collect();
    room.book.take_records(Records { engagements: works.into(), ..Records::default() });
    let (free, maybes) = (room.row("Free days"), room.row("with maybes"));
    for row in [free, maybes] {
        assert!(row.contains("    0    0    0    0") && !row.contains("over") && !row.contains('-'), "{row}\n{}", room.seen());
    }
    room.does(&[Action::ZoomOut]);
    let (free, states) = (room.row("Free days"), room.row("Looks like"));
    assert!(!free.contains("over") && states.contains("full") && !states.contains("over"), "{free}\n{states}");
}

#[test]
fn the_week_chosen_stays_in_sight_where_the_window_gets_narrower() {
    let mut room = Room::picture().sized(160, 26);
    room.does(&[Action::Right; 15]);
    room.shows("week of 1 Mar");
    room = room.sized(80, 26);
    room.shows("week of 1 Mar");
    // Nine weeks, and that is the last of them.
    room.shows("4 Jan 2027 – 7 Mar 2027");
}

#[test]
fn the_goal_of_the_prices_is_marked_by_a_word() {
    let settings = [(Name::Target, "120000"), (Name::DayRate, "800")];
    let mut room = Room::new(&PICTURE, "2026-11-22", &settings).sized(80, 50);
    room.does(&[Action::NextPanel, Action::NextPanel]);
    let goals = room.drawn().0.into_iter().filter(|row| row.contains(" goal")).collect::<Vec<_>>();
    assert!(matches!(&goals[..], [row] if row.contains("   3 ")), "{goals:?}\n{}", room.seen());
}

#[test]
fn a_heading_is_whole_where_names_are_cut() {
    let mut lines: Vec<Line> = PICTURE.to_vec();
    lines.push((8, "Boat shop", Step::Lost, "2026-11-02", "2026-11-27", 200, 0));
    let mut room = Room::new(&lines, "2026-11-22", &[]).sized(60, 24);
    room.does(&[Action::ShowArchived, Action::Last]);
    room.shows("Over, lost or archived");
}

#[test]
fn in_ascii_the_sentence_has_the_room_its_dots_take() {
    // A dot is one cell in both alphabets, so both say as much of the week.
    for look in [ASCII, Look { glyphs: Glyphs { ascii: false }, ..ASCII }] {
        let mut room = Room::f5();
        room.look = look;
        for width in 60..120 {
            room.area.width = width;
            room.does(&[Action::Today, Action::Right, Action::Right, Action::Right, Action::Right, Action::Right, Action::Right]);
            let row = room.row("week of 11 May");
            let said = row.trim_matches(['│', '|', ' ']).to_owned();
            let all = "week of 11 May: 0 of 5 booked - 2 with maybes - 37.5% empty - first empty 37.5% - on the beach";
            let all = if look.glyphs.ascii { all.to_owned() } else { all.replace(" - ", " · ") };
            let room_for = usize::from(width) - 5;
            let dot = if look.glyphs.ascii { " - " } else { " · " };
            let mut expected = String::new();
            for piece in all.split(dot) {
                let next = if expected.is_empty() { piece.to_owned() } else { format!("{expected}{dot}{piece}") };
                if next.chars().count() > room_for {
                    break;
                }
                expected = next;
            }
            assert_eq!(said, expected, "{width}");
        }
    }
}

#[test]
fn rows_that_touch_are_told_apart_and_the_cursor_stands_out() {
    let mut room = Room::picture();
    for mode in [Mode::Dark, Mode::Light] {
        room.look = Look { theme: Theme { mode, ..room.look.theme }, ..room.look };
        let colours = room.bar_colours(&["Support", "Route portal", "Booking revamp", "Care plan"]);
        assert!(colours.windows(2).all(|pair| pair[0] != pair[1]), "{colours:?}");
        let rest = &colours[1..];
        assert!(rest.iter().all(|colour| *colour != colours[0]), "{colours:?}");
        assert_eq!(rest[0], rest[2]);
    }
}
