//! The Beach tab: what it draws where, what it says, what its keys change and refuse, at every size.
//!
//! F5 is the fixture of `metrics.md` items 28 to 30; the eleven rows are those of the tab's picture, with days worked out
//! by hand: 16 November 2026 is a Monday, a week has five cells.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;

use chrono::NaiveDate;
use keepnet::domain::book::Book;
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::Customer;
use keepnet::domain::id::{CustomerId, EngagementId};
use keepnet::domain::names::Names;
use keepnet::domain::record::{Kind, Records};
use keepnet::domain::settings::{Hundredths, Name, Settings};
use keepnet::domain::work::{Engagement, Stage as Step};
use keepnet::intent::{Action, Effect, Event, Opening, Screen, Tab, View};
use keepnet::screens::beach::Beach;
use keepnet::ui::{Canvas, Click, Glyphs, Hits, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::stage::{DARK, Stage, rows, today};

pub(super) const ASCII: Look = Look { glyphs: Glyphs { ascii: true }, ..DARK };

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Work: for which customer, called what, at which stage, from when to when (empty: nobody knows, or it goes on), how many
/// hundredths of days a week, how likely.
pub(super) type Line = (i64, &'static str, Step, &'static str, &'static str, i64, i64);

pub(super) fn work(id: i64, (customer, title, stage, from, to, days, odds): Line) -> Engagement {
    let day = |text: &str| (!text.is_empty()).then(|| date(text));
    Engagement {
        id: EngagementId(id),
        customer: Some(CustomerId(customer)),
        title: Some(title.into()),
        starts: day(from),
        ends: day(to),
        days_per_week: (days > 0).then_some(Hundredths(days)),
        odds: (odds > 0).then_some(Hundredths(odds * 100)),
        ..Engagement::blank(stage)
    }
}

pub(super) const PICTURE: [Line; 11] = [
    (1, "Route portal", Step::Booked, "2026-10-05", "2026-12-11", 300, 0),
    (1, "Support", Step::Booked, "2026-01-05", "", 100, 0),
    (2, "Booking revamp", Step::Booked, "2026-11-16", "2027-01-08", 300, 0),
    (3, "Catalogue", Step::Booked, "2026-11-30", "2026-12-18", 200, 0),
    (4, "Signage audit", Step::Booked, "2026-12-07", "2027-01-22", 200, 0),
    (5, "Term site", Step::Booked, "2027-01-04", "", 250, 0),
    (6, "Care plan", Step::Booked, "2026-11-16", "2026-12-25", 150, 0),
    (7, "Dashboard", Step::Proposal, "2027-01-11", "", 300, 60),
    (1, "Depot app", Step::Proposal, "2027-01-18", "2027-02-12", 200, 60),
    (8, "Rebrand", Step::Talking, "2027-01-25", "", 400, 30),
    (8, "Someday", Step::Lead, "", "", 0, 0),
];
const NAMES: [&str; 8] =
    ["Harbourline", "Osei Dental", "Tallow & Pine", "Northgate", "Brightwater", "Lumen Physio", "Kestrel", "Ashdown Vets"];

const F5: [Line; 4] = [
    (1, "P", Step::Booked, "2026-04-06", "2026-04-24", 300, 0),
    (2, "Q", Step::Booked, "2026-04-06", "2026-05-08", 100, 0),
    (3, "O1", Step::Proposal, "2026-04-27", "2026-05-22", 200, 50),
    (4, "O2", Step::Proposal, "2026-05-04", "2026-05-29", 400, 25),
];

/// The tab on a book of its own, without an app around it.
pub(super) struct Room {
    pub(super) book: Book,
    today: NaiveDate,
    pub(super) look: Look,
    pub(super) area: Rect,
    pub(super) screen: Beach,
    pub(super) names: Names,
}

impl Room {
    pub(super) fn new(lines: &[Line], today: &str, settings: &[(Name, &str)]) -> Room {
        let settings = settings.iter().fold(Settings::default(), |all, (name, typed)| all.enter(*name, typed).unwrap());
        let customers = NAMES.iter().zip(1..).map(|(name, id)| Customer { id: CustomerId(id), ..Customer::named((*name).into()) });
        let mut book = Book::new(settings, customers.collect(), Vec::new());
        let works: Vec<Engagement> = lines.iter().zip(1..).map(|(line, id)| work(id, *line)).collect();
        book.take_records(Records { engagements: works.into(), ..Records::default() });
        let area = Rect::new(0, 0, 100, 26);
        Room { book, today: date(today), look: DARK, area, screen: Beach::default(), names: Names::Plain }
    }

    pub(super) fn picture() -> Room {
        Room::new(&PICTURE, "2026-11-22", &[(Name::TeamDays, "12")])
    }

    pub(super) fn f5() -> Room {
        let off = [(Name::DaysOff, "2026-04-22"), (Name::Outgo, "6500"), (Name::Reserve, "18000")];
        Room::new(&F5, "2026-03-31", &off)
    }

    pub(super) fn sized(mut self, width: u16, height: u16) -> Room {
        self.area = Rect::new(0, 0, width, height);
        self
    }

    /// Does something with the screen and a view of the book.
    pub(super) fn with<T>(&mut self, does: impl FnOnce(&mut Beach, &View<'_>) -> T) -> T {
        let (memory, rosters) = (RefCell::default(), RefCell::default());
        let (scores, beaches) = (RefCell::default(), RefCell::default());
        let view = View {
            book: &self.book,
            today: self.today,
            names: &self.names,
            look: self.look,
            area: self.area,
            memory: &memory,
            rosters: &rosters,
            scores: &scores,
            beaches: &beaches,
        };
        does(&mut self.screen, &view)
    }

    pub(super) fn hears(&mut self, event: Event) -> Vec<Effect> {
        self.with(|screen, view| screen.update(event, view))
    }

    /// What the last of these actions asks for; none may be refused.
    #[track_caller]
    pub(super) fn does(&mut self, actions: &[Action]) -> Vec<Effect> {
        let mut last = Vec::new();
        for action in actions {
            assert_eq!(self.refused(*action), None, "{action:?}");
            last = self.hears(Event::Action(*action));
        }
        last
    }

    pub(super) fn refused(&mut self, action: Action) -> Option<String> {
        self.with(|screen, view| screen.refuses(action, view))
    }

    pub(super) fn drawn(&mut self) -> (Vec<String>, Hits) {
        let (area, look) = (self.area, self.look);
        let mut buffer = Buffer::empty(area);
        let mut hits = Hits::default();
        self.with(|screen, view| screen.render(view, &mut Canvas::new(&mut buffer, &mut hits, look)));
        (rows(&buffer), hits)
    }

    pub(super) fn seen(&mut self) -> String {
        self.drawn().0.join("\n")
    }

    #[track_caller]
    pub(super) fn shows(&mut self, words: &str) {
        let seen = self.seen();
        assert!(seen.contains(words), "{words:?} is not in\n{seen}");
    }

    /// Its cells.
    pub(super) fn painted(&mut self) -> Buffer {
        let (area, look) = (self.area, self.look);
        let mut buffer = Buffer::empty(area);
        let mut hits = Hits::default();
        self.with(|screen, view| screen.render(view, &mut Canvas::new(&mut buffer, &mut hits, look)));
        buffer
    }

    /// The colours of the words in these bars.
    pub(super) fn bar_colours(&mut self, words: &[&str]) -> Vec<ratatui::style::Color> {
        let buffer = self.painted();
        let rows = rows(&buffer);
        let found = |words: &&str| {
            let y = rows.iter().position(|row| row.contains(*words)).unwrap();
            let x = rows[y][..rows[y].find(*words).unwrap()].chars().count();
            buffer[(x as u16, y as u16)].fg
        };
        words.iter().map(found).collect()
    }

    /// The row of the list that holds these words.
    #[track_caller]
    pub(super) fn row(&mut self, words: &str) -> String {
        let rows = self.drawn().0;
        let found = rows.iter().skip(2).find(|row| row.contains(words));
        found.unwrap_or_else(|| panic!("no {words:?} in\n{}", rows.join("\n"))).clone()
    }
}

pub(super) fn saved(effects: &[Effect]) -> Engagement {
    let [Effect::Save(Change::Records(edits))] = effects else { panic!("{effects:?}") };
    assert_eq!(edits.len(), 1, "one step changes one engagement");
    keepnet::domain::record::Record::of_row(&edits[0].after).unwrap()
}

pub(super) fn opened(opening: Opening) -> Vec<Effect> {
    vec![Effect::Open(opening)]
}

#[test]
fn the_picture_of_the_tab_is_drawn_to_the_cell() {
    let seen = Room::picture().drawn().0;
    let expected = [
        "╭─ ▸ Beach ──────────────────────────────────────────────────────────── 16 Nov 2026 – 21 Feb 2027 ─╮",
        "│                          Nov            Dec                 Jan                 Feb              │",
        "│                          16   23   30    7   14   21   28    4   11   18   25    1    8   15     │",
        "│──────────────────────────━━━━▼───────────────────────────────────────────────────────────────────│",
        "│ Booked                       ┊                                                                   │",
        "│▌ Harbourline             ◀ Support ███████████████████████████████████████████████████████████▶  │",
        "│  Harbourline             ◀ Route portal █████                                                    │",
        "│  Osei Dental             █ Booking revamp ███████████████████████                                │",
        "│  Lumen Physio            █ Care plan ██████████████████                                          │",
        "│  Tallow & Pine               ┊     █ Catalogue ███                                               │",
        "│  Northgate                   ┊          █ Signage audit ███████████████████                      │",
        "│  Brightwater                 ┊                              █ Term site ██████████████████████▶  │",
        "│ Might happen                 ┊                                                                   │",
        "│  Kestrel                     ┊                                   ▒ Dashboard 60% ▒▒▒▒▒▒▒▒▒▒▒▒▒▶  │",
        "│  Harbourline                 ┊                                        ▒ Depot app 60% ▒▒▒▒       │",
        "│  Ashdown Vets                ┊                                             ░ Rebrand 30% ░░░░░▶  │",
        "│ No date yet                  ┊                                                                   │",
        "│  Ashdown Vets            Someday 10%                                                             │",
    ];
    assert_eq!(seen[1..=expected.len()], expected, "\n{}", seen.join("\n"));
    // 8.5 = 3 + 1 + 3 + 1.5; from 25 January on 2.5 + 1, with maybes 0.6 x 3 + 0.6 x 2 + 0.3 x 4 = 4.2 less.
    for row in [
        "│  Days booked              8.5  8.5 10.5 12.5  9.5  7.5    6  8.5  5.5  5.5  3.5  3.5  3.5  3.5   │",
        "│  Free days                3.5  3.5  1.5 over  2.5  4.5    6  3.5  6.5  6.5  8.5  8.5  8.5  8.5   │",
        "│  with maybes              3.5  3.5  1.5 over  2.5  4.5    6  3.5  4.7  3.5  4.3  4.3  4.3  5.5   │",
        "│  Looks like                ok   ok   ok over   ok   ok   ok   ok  gap  gap  gap  gap  gap  gap   │",
    ] {
        assert!(seen.iter().any(|seen| seen == row), "{row}\n{}", seen.join("\n"));
    }
    assert!(seen.last().unwrap().ends_with(" 1 of 11 · 12 days a week ─╯"), "{}", seen.last().unwrap());
}

#[test]
fn f5_says_when_the_beach_comes_and_draws_it_from_its_first_day() {
    let mut room = Room::f5();
    room.area.width = 200;
    // 14 of 64 days of 13 weeks; 41 days from 31 March; 16 March was the day to start; 18,000 / 6,500 of a month.
    room.shows("22% booked, 34% with maybes   beach in 41 days, from 11 May   thin from 27 Apr   start looking: 15 days late !");
    room.shows("beached, the cash ends 3 Aug");
    let mut room = Room::f5();
    let sand = |row: &str| row.chars().enumerate().filter(|(at, mark)| *mark == '~' && *at > 27).map(|(at, _)| at - 27).min();
    let rows = room.drawn().0;
    let first = rows[6..14].iter().filter_map(|row| sand(row)).min();
    // Six weeks of five cells are dry; the first wave lies in the first cell of 11 May.
    assert_eq!(first, Some(30), "{}", rows.join("\n"));
    room.shows("~   ~");
    // In months March and April have six cells each; 11 May lies in the second of its own: the 7th to the 11th.
    let mut months = Room::f5();
    months.does(&[Action::ZoomOut]);
    let rows = months.drawn().0;
    let first = rows[6..14].iter().filter_map(|row| sand(row)).min();
    assert_eq!(first, Some(13), "{}", rows.join("\n"));
    let states = room.row("Looks like");
    assert!(states.contains("empty  ok   ok full  gap  gap beach~~~~ ~~~~"), "{states}");
    room.does(&[Action::Right; 6]);
    room.shows("week of 11 May: 0 of 5 booked · 2 with maybes · 37.5% empty · first empty 37.5%");
    room.does(&[Action::Left, Action::Left, Action::Left, Action::Left]);
    room.shows("week of 13 Apr: 4 of 5 booked");
}

#[test]
fn a_maybe_is_counted_in_and_out_and_the_title_says_so() {
    let mut room = Room::f5();
    assert_eq!(room.refused(Action::WhatIf).unwrap(), "It is booked already. Only what might happen is counted in or out.");
    room.does(&[Action::Last, Action::WhatIf]);
    room.shows("what if: O2 won");
    assert!(room.row("O2: won").contains("▌+Northgate") && room.row("O2: won").contains("█ O2: won █"), "{}", room.seen());
    // O2 takes 4 days of four weeks: the beach is gone from there to 29 May.
    room.shows("beach in 62 days");
    room.does(&[Action::WhatIf]);
    room.shows("what if: O2 lost");
    assert!(room.row("O2: lost").contains("▌✕Northgate") && room.row("O2: lost").contains("· O2: lost ·"), "{}", room.seen());
    room.does(&[Action::Up, Action::WhatIf, Action::ClearWhatIf]);
    assert!(!room.seen().contains("what if"), "{}", room.seen());
    assert_eq!(room.refused(Action::ClearWhatIf).unwrap(), "No maybe is counted in or out. Space asks what if.");
}

#[test]
fn keys_change_stage_and_days_one_step_each() {
    let mut room = Room::picture();
    // Route portal is the second row: it began before Osei's.
    room.does(&[Action::Down]);
    let shifted = saved(&room.does(&[Action::Later]));
    assert_eq!(
        (shifted.title.unwrap().as_str(), shifted.starts, shifted.ends),
        ("Route portal", Some(date("2026-10-12")), Some(date("2026-12-18")))
    );
    assert_eq!(saved(&room.does(&[Action::Earlier])).starts, Some(date("2026-09-28")));
    let ended = saved(&room.does(&[Action::EndEarlier]));
    assert_eq!((ended.starts, ended.ends), (Some(date("2026-10-05")), Some(date("2026-12-04"))));
    // Work that goes on ends with the week chosen: 30 November to 4 December.
    let ended = saved(&room.does(&[Action::Up, Action::Right, Action::Right, Action::EndLater]));
    assert_eq!((ended.title.unwrap().as_str(), ended.ends), ("Support", Some(date("2026-12-04"))));
    let verbal = saved(&room.does(&[
        Action::Down,
        Action::Down,
        Action::Down,
        Action::Down,
        Action::Down,
        Action::Down,
        Action::Down,
        Action::NextStage,
    ]));
    assert_eq!((verbal.title.unwrap().as_str(), verbal.stage, verbal.verbal_on), ("Dashboard", Step::Verbal, Some(today())));
    assert!(saved(&room.does(&[Action::Archive])).archived);
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut room = Room::picture();
    room.does(&[Action::Last]);
    assert_eq!(room.refused(Action::Later).unwrap(), "It has no first day yet. e gives it one.");
    assert!(room.refused(Action::WhatIf).unwrap().contains("counts nowhere"));
    assert!(room.refused(Action::Term).unwrap().contains("nothing to renew"));
    assert!(room.refused(Action::ShowArchived).unwrap().contains("Nothing is over"));
    room.does(&[Action::First, Action::ZoomOut]);
    assert!(room.refused(Action::Lose).unwrap().starts_with("It is won"));
    assert!(room.refused(Action::Capacity).unwrap().contains("week by week"));
    let one = [(1, "Audit", Step::Booked, "2026-11-16", "2026-11-18", 100, 0)];
    let mut room = Room::new(&one, "2026-11-16", &[]);
    assert!(room.refused(Action::EndEarlier).unwrap().contains("before it starts"));
    room.does(&[Action::NextPanel, Action::NextPanel]);
    assert!(room.refused(Action::NextStage).unwrap().contains("Esc goes back"));
}

#[test]
fn keys_open_what_they_promise() {
    let mut room = Room::picture();
    assert_eq!(room.does(&[Action::Edit]), opened(Opening::EditRecord(Kind::Engagement, 2)));
    assert_eq!(room.does(&[Action::AddWork]), opened(Opening::Gate(None)));
    assert_eq!(room.does(&[Action::Right, Action::Capacity]), opened(Opening::Capacity(date("2026-11-23"))));
    assert_eq!(room.does(&[Action::Log]), opened(Opening::Log(Some(CustomerId(1)))));
    assert_eq!(room.does(&[Action::Settings]), opened(Opening::Settings(Tab::Beach)));
    room.does(&[Action::PageDown]);
    assert_eq!(room.does(&[Action::Last, Action::Up, Action::Lose]), opened(Opening::Lose(EngagementId(10))));
    let [Effect::Copy { text, .. }] = &room.does(&[Action::Copy])[..] else { panic!("nothing is copied") };
    assert!(text.starts_with("2026-11-16: 8.5 of 12 days booked, 8.5 with maybes, ok\n"), "{text}");
    assert!(text.contains("Kestrel: Dashboard: proposal, 60%, from 11 Jan on, no end, 3 days a week\n"), "{text}");
}

#[test]
fn the_weeks_move_when_the_one_chosen_leaves_them() {
    let mut room = Room::picture();
    room.does(&[Action::Right; 13]);
    room.shows("16 Nov 2026 – 21 Feb 2027");
    room.does(&[Action::Right]);
    room.shows("23 Nov 2026 – 28 Feb 2027");
    room.does(&[Action::Today, Action::Left]);
    room.shows("9 Nov 2026 – 14 Feb 2027");
    room.does(&[Action::Today, Action::ZoomOut]);
    room.shows("1 Nov 2026 – 30 Sep 2027");
    room.does(&[Action::ZoomOut]);
    room.shows("1 Oct 2026 – 30 Jun 2029");
    room.does(&[Action::ZoomIn, Action::ZoomIn, Action::ZoomIn]);
    room.shows("16 Nov 2026 – 21 Feb 2027");
}

#[test]
fn a_click_chooses_a_row_and_a_week_and_a_second_one_opens() {
    let mut room = Room::picture();
    let (rows, hits) = room.drawn();
    let y = rows.iter().position(|row| row.contains("Signage audit")).unwrap() as u16;
    let row = hits.at(60, y).unwrap();
    assert_eq!(room.hears(Event::Click(row)), []);
    assert!(room.row("Signage audit").contains("▌ Northgate"));
    assert_eq!(room.hears(Event::Click(row)), opened(Opening::EditRecord(Kind::Engagement, 5)));
    // The figures below 7 December begin at cell 15 of the columns, which begin at 27.
    let y = rows.iter().position(|row| row.contains("Free days")).unwrap() as u16;
    assert_eq!([hits.at(41, y), hits.at(42, y), hits.at(46, y)], [2, 3, 3].map(|column| Some(Click::Heading(column))));
    room.hears(Event::Click(Click::Heading(3)));
    room.shows("week of 7 Dec: 12.5 of 12 booked · over-booked by 0.5 days");
    room.hears(Event::Wheel(1, Some(row)));
    assert!(room.row("Term site").contains("▌ Brightwater"));
}

#[test]
fn past_and_lost_work_is_shown_when_asked_for() {
    let lines = [
        (1, "Portal", Step::Booked, "2026-11-16", "", 100, 0),
        (2, "Old shop", Step::Done, "2026-02-02", "2026-06-26", 200, 0),
        (3, "Boat shop", Step::Lost, "2026-11-02", "2026-11-27", 200, 0),
    ];
    let mut room = Room::new(&lines, "2026-11-22", &[]);
    assert!(!room.seen().contains("shop"));
    room.does(&[Action::ShowArchived]);
    room.shows("Over, lost or archived");
    assert!(room.row("Tallow & Pine").contains("◀┄┄┄┄┄┄┄┄┄ Boat shop: lost"), "{}", room.seen());
    assert!(room.row("Osei").contains("‹ Old shop: over, until 26 Jun"), "{}", room.seen());
    room.does(&[Action::Back]);
    assert!(!room.seen().contains("shop"));
    // Nothing but the past: the tab says what to do, and what there was.
    let mut room = Room::new(&lines[1..2], "2026-11-22", &[]);
    room.shows("No work planned. a adds a job; , sets how many days your team has.");
    room.shows("1 job is over, lost or archived: A shows them.");
}

#[test]
fn the_panels_name_what_ends_and_what_it_takes() {
    let mut room = Room::picture();
    let mut ending = work(6, PICTURE[6]);
    (ending.ends, ending.term_end) = (Some(date("2026-12-25")), Some(date("2026-12-25")));
    let works: Vec<Engagement> = vec![work(1, PICTURE[0]), ending];
    room.book.take_records(Records { engagements: works.into(), ..Records::default() });
    room.does(&[Action::NextPanel]);
    room.shows("▌Lumen Physio: Care plan");
    room.shows("25 Dec · in 33 days");
    room.shows("no reason recorded !");
    room.shows("No term has been decided yet: T says what became of one.");
    assert_eq!(room.does(&[Action::Term]), opened(Opening::Term(EngagementId(6))));
    room.does(&[Action::NextPanel]);
    room.shows("Needs a target and a list day rate: , sets them.");
    room.does(&[Action::Back]);
    room.shows("▸ Beach");
}

#[test]
fn ascii_tells_every_state_apart() {
    let mut room = Room::f5();
    room.look = ASCII;
    room.does(&[Action::Last, Action::WhatIf]);
    let seen = room.seen();
    assert!(seen.is_ascii(), "{seen}");
    for words in ["# Q ####", "% O1 50% %%", "# O2: won #", "what if: O2 won", "full", "gap", "beach"] {
        assert!(seen.contains(words), "{words:?} is not in\n{seen}");
    }
}

#[test]
fn no_size_breaks_it_and_none_is_left_without_a_cursor() {
    for (width, height) in (1..230).step_by(13).flat_map(|width| (1..70).step_by(4).map(move |height| (width, height))) {
        let mut room = Room::picture().sized(width, height);
        for action in
            [Action::Down, Action::ZoomOut, Action::NextPanel, Action::PageDown, Action::NextPanel, Action::Last, Action::Back]
        {
            if room.refused(action).is_none() {
                room.hears(Event::Action(action));
            }
            room.drawn();
        }
    }
    let mut list = Room::picture().sized(40, 8);
    list.shows("▌ Harbourline: Support");
    assert!(list.row("Osei").ends_with(" 3d │"), "{}", list.seen());
    assert!(list.refused(Action::Right).unwrap().contains("room for the list alone"));
    let nine = Room::picture().sized(80, 20).seen();
    assert!(nine.contains("16 Nov 2026 – 17 Jan 2027"), "{nine}");
}

/// The work of the picture in the sample book.
pub(crate) fn planned(stage: &mut Stage) {
    let ids: Vec<CustomerId> = stage.app.book().customers().map(|customer| customer.id).collect();
    let named = |name: &str| stage.app.book().customers().find(|customer| customer.name.as_str().starts_with(name));
    let edit = |line: &Line| {
        let place = line.0 as usize - 1;
        // Where the names are others, for tests of hostile ones, the places stand for them.
        let customer = named(NAMES[place]).map_or(ids[place], |customer| customer.id);
        Edit::new(Engagement { id: EngagementId(0), customer: Some(customer), ..work(0, *line) }).erased()
    };
    let edits: Vec<_> = PICTURE.iter().map(edit).collect();
    stage.app.perform(Effect::Save(Change::Records(edits)));
    let days = stage.app.book().settings.enter(Name::TeamDays, "12").unwrap().kept(Name::TeamDays);
    let before = stage.app.book().settings.kept(Name::TeamDays);
    let entry = keepnet::domain::settings::Entry { name: Name::TeamDays, before, after: days };
    stage.app.perform(Effect::Save(Change::Settings(vec![entry])));
    stage.pass(20_000);
}

#[test]
fn a_shift_is_saved_undone_and_keeps_its_row() {
    let mut stage = Stage::sample().sized(100, 30);
    planned(&mut stage);
    stage.press("4").pass(20_000);
    // Three weeks later Care plan begins after Catalogue: the cursor goes with it.
    stage.press("down*3 >*3");
    stage.shows("▌ Lumen Physio").shows("         █ Care plan");
    let row = |stage: &Stage| stage.rows().into_iter().find(|row| row.contains("Care plan") && row.contains('█')).unwrap();
    assert_eq!(row(&stage).chars().position(|mark| mark == '█'), Some(27 + 15), "{}", stage.picture());
    stage.press("u*3");
    assert_eq!(row(&stage).chars().position(|mark| mark == '█'), Some(26 + 1), "{}", stage.picture());
    stage.agrees_with_its_file();
}
