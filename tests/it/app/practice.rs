//! The Practice tab: what its boxes say and what lacks, moving among them, opening one, and what its keys ask for.

#![allow(clippy::unwrap_used)]

mod scope;

use std::cell::RefCell;

use keepnet::domain::change::Change;
use keepnet::domain::edit::Edit;
use keepnet::domain::id::SegmentId;
use keepnet::domain::names::Names;
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::intent::{Action, Effect, Event, Opening, Screen, Tab, View};
use keepnet::screens::practice::Practice;
use keepnet::ui::Click;
use ratatui::layout::Rect;

use super::hostile::{texts, unclean};
use super::stage::{DARK, Stage, today};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A row with texts and numbers by field.
fn row(kind: Kind, id: i64, texts: &[(&str, &str)], numbers: &[(&str, i64)]) -> Row {
    let row = texts.iter().fold(Row { id, ..Row::blank(kind) }, |row, (field, value)| row.with(field, text(value)));
    numbers.iter().fold(row, |row, (field, value)| row.with(field, Value::Number(*value)))
}

fn moods() -> Vec<Row> {
    let answered = |id, day: &str, natural: &str, words: &str| {
        let texts = [
            ("answered", day),
            ("natural", natural),
            ("attracts", "candour, humour"),
            ("favourites", "thoughtful"),
            ("work_in", "learning, calm"),
            ("words", words),
        ];
        row(Kind::MoodProfile, id, &texts, &[])
    };
    vec![
        answered(1, "2025-01-15", "curious, driven", "curious; candid"),
        answered(2, "2026-01-12", "curious, unhurried", "curious; candid; calm; playful"),
    ]
}

fn partners() -> Vec<Row> {
    let partner = |id, name, takes, person| row(Kind::Partner, id, &[("name", name), ("takes", takes), ("person", person)], &[]);
    let sent = |id, to_us: bool, customer, partner, date, outcome| {
        let way = if to_us { "from_partner" } else { "to_partner" };
        row(Kind::Referral, id, &[("date", date), ("outcome", outcome)], &[("customer", customer), (way, partner)])
    };
    vec![
        partner(1, "Ferro IT", "hosting", "Dario Ferro"),
        partner(2, "Studio Lune", "brand", "Ines Lune"),
        partner(3, "Pat Osborne", "bookkeeping", "Pat Osborne"),
        sent(1, false, 17, 1, "2026-02-03", "won"),
        sent(2, false, 18, 1, "2026-06-20", "open"),
        sent(3, true, 6, 1, "2026-11-10", "won"),
        sent(4, true, 8, 2, "2026-04-11", "won"),
        sent(5, false, 13, 3, "2026-09-01", "lost"),
    ]
}

fn offerings() -> Vec<Row> {
    let done = |id, name, core, pages, more: &[(&str, i64)]| {
        let texts = [
            ("name", name),
            ("core", core),
            ("process_revised", "2026-03-02"),
            ("standing", "remarkable"),
            ("company", "collaborative"),
        ];
        row(Kind::Offering, id, &texts, &[&[("process_pages", pages)], more].concat())
    };
    let not_ours = |id, name| row(Kind::Offering, id, &[("name", name), ("core", "off-core")], &[]);
    let variant = |id, of, name, supported| {
        row(Kind::Variant, id, &[("name", name), ("learned", "2025-05-01")], &[("offering", of), ("supported", supported)])
    };
    vec![
        done(1, "Booking systems", "core", 14, &[("list_price", 1_200_000), ("good_at", 5), ("enjoy", 4)])
            .with("does", text("Appointments, deposits and reminders, run for a year."))
            .with("does_not", text("Tills.")),
        done(2, "Care plans", "core", 6, &[("list_price", 90_000), ("good_at", 4), ("enjoy", 3)]),
        row(
            Kind::Offering,
            3,
            &[("name", "Catalogue sites"), ("core", "adjacent"), ("standing", "safe"), ("company", "solo")],
            &[],
        ),
        not_ours(4, "Own-host setups").with("partner", Value::Number(1)),
        not_ours(5, "App stores"),
        not_ours(6, "Printing").with("archived", Value::Number(1)),
        variant(1, 1, "for clinics", 1),
        variant(2, 1, "for boat yards", 0),
    ]
}

fn others() -> Vec<Row> {
    let prospect = |id, name, why, homework: &str, done| {
        let texts = [("name", name), ("why", why), ("homework", homework)];
        row(Kind::Prospect, id, &texts, &[("homework_done", done)])
    };
    vec![
        row(
            Kind::Wanted,
            1,
            &[("profile", "A clinic that wants candid advice and plans past one year."), ("said", "2026-01-12")],
            &[],
        ),
        prospect(1, "Marsh Lane Physio", "asks good questions", "Who decides there?", 0),
        prospect(2, "Tern Opticians", "three branches, one calendar", "Read their reviews", 1),
        prospect(3, "Bellamy's sister", "same shop, larger", "", 0)
            .with("customer", Value::Number(17))
            .with("homework", Value::Nothing),
        row(Kind::Rivals, 1, &[("note", "the same street")], &[("one", 8), ("other", 9)]),
    ]
}

/// The sample book with a practice of its own: five offerings, three partners, three prospects.
pub(crate) fn fill(stage: &mut Stage) {
    let rows = [moods(), partners(), offerings(), others()].concat();
    // The book numbers the rows of a kind from 1 on, as they come.
    let new = rows.into_iter().map(|row| Edit::new(Row { id: 0, ..row }));
    stage.app.perform(Effect::Save(Change::Records(new.collect())));
    stage.pass(20_000);
}

/// The tab on such a book.
fn tab(width: u16, height: u16) -> Stage {
    let mut stage = Stage::sample();
    fill(&mut stage);
    stage.resize(width, height);
    stage.press("6").pass(20_000);
    stage
}

/// What the last of these actions asks for, on a tab of its own over the book of a stage.
fn asks(stage: &Stage, actions: &[Action]) -> Vec<Effect> {
    let (names, memory, rosters) = (Names::Plain, RefCell::default(), RefCell::default());
    let (scores, beaches) = (RefCell::default(), RefCell::default());
    let area = Rect::new(0, 2, 120, 32);
    let view = View {
        book: stage.app.book(),
        today: today(),
        names: &names,
        look: DARK,
        area,
        memory: &memory,
        rosters: &rosters,
        scores: &scores,
        beaches: &beaches,
    };
    let mut screen = Practice::default();
    screen.book_changed(&view, None);
    let mut last = Vec::new();
    for action in actions {
        assert_eq!(screen.refuses(*action, &view), None, "{action:?}");
        last = screen.update(Event::Action(*action), &view);
    }
    last
}

fn opened(opening: Opening) -> Vec<Effect> {
    vec![Effect::Open(opening)]
}

/// Next so many times, then these.
fn after(next: usize, actions: &[Action]) -> Vec<Action> {
    [vec![Action::NextPanel; next], actions.to_vec()].concat()
}

#[test]
fn every_box_says_what_it_holds_and_what_it_lacks() {
    let stage = tab(120, 36);
    stage.shows("What you do, for whom, and what you need from it.   3 things to finish before your next review");
    stage.shows("1 Feels natural     curious, unhurried").shows("words  curious · candid · calm · playful");
    stage.shows("answered 12 Jan 2026").shows("a look again").hides("driven");
    // 1,600 of 180,000 is 0.9%; 112.5 such days are 113.
    stage.shows("brings 0.9% of it").shows("113 of your 360").shows("12 days a week");
    stage.shows("Cost of an hour  ! not set · , sets it").shows("$42,000 a month · reserve $60,000");
    stage.shows("● Booking systems  core      14 pages           Mar 2026").shows("◐ Catalogue sites  adjacent  ! no process");
    stage.shows("○ App stores       off-core  ! nobody takes it").shows("→ Ferro IT").hides("Printing");
    stage.shows("Ferro IT     hosting      out 2  in 1").shows("last exchange 12 days ago");
    stage.shows("clients 13 · colleagues 3").shows("neighbours and allies  colleagues  3 customers");
    stage.shows("\"A clinic that wants candid advice").shows("prospects 3 · homework 1 open");
    stage.shows("Ashdown Vets and Lumen Physio  the same street").shows("! 1 to finish").shows("! 2 to finish");
}

#[test]
fn an_empty_box_says_what_goes_there_and_the_key_that_fills_it() {
    let mut stage = Stage::sample().sized(120, 36);
    stage.press("6");
    // Mood, the cost of an hour, offerings and whom one wants; the sample sets everything else.
    stage.shows("4 things to finish");
    stage.shows("Four short questions").shows("a asks them").shows("a adds an offering.").shows("a adds a partner.");
    stage.shows("a writes it down").shows("a adds a pair.").hides("0 pages");
    stage.press("tab*3 enter").shows("Who does well what is not yours to do.").shows("a adds a partner.");
    stage.press("tab*2").shows("nothing says who you want: a writes it down").shows("Nobody by name yet: a names one");
}

#[test]
fn arrows_and_tab_move_among_the_boxes_and_one_opens_and_closes_where_it_was() {
    let mut stage = tab(120, 36);
    stage.shows("▸ Your mood");
    stage.press("right").shows("▸ Targets and capacity");
    stage.press("down").shows("▸ People you send work to");
    stage.press("down").shows("▸ Who you want more of");
    stage.press("left").shows("▸ Segments");
    stage.press("j").shows("▸ Rivals");
    stage.press("g").shows("▸ Your mood");
    stage.press("G").shows("▸ Rivals");
    stage.press("tab").shows("▸ Your mood");
    stage.press("shift-tab").shows("▸ Rivals");
    stage.press("g down enter");
    stage.shows("▸ What you do, and what you do not").hides("Your mood").shows("1 of 7");
    stage.press("down*3").shows("▌ ● Care plans");
    stage.press("tab").shows("▸ People you send work to").shows("1 of 3");
    stage.press("shift-tab").shows("▌ ● Care plans").shows("4 of 7");
    stage.press("esc").shows("Your mood").shows("▸ What you do");
    stage.press("enter").shows("▌ ● Care plans");
}

#[test]
fn the_box_in_focus_is_whole_in_sight_on_a_small_screen() {
    let mut stage = tab(80, 24);
    stage.shows("answered 12 Jan 2026").shows("more ↓");
    for words in [
        "Marketing hours",
        "! nobody takes it",
        "last exchange 12 days ago",
        "neighbours and allies",
        "three branches",
        "the same street",
    ] {
        stage.press("down").shows(words);
    }
    stage.hides("more ↓");
    stage.press("up*6").shows("▸ Your mood");
    let mut stage = tab(40, 12);
    stage
        .shows("▌ Your mood             12 Jan 2026")
        .shows("Targets       113 days to go for ! 1")
        .shows("Rivals                     1 pair");
    stage.press("down*2").shows("▌ What you do");
    stage.press("enter").shows("▌ ● Booking systems");
    stage.press("down*4").shows("▌ ◐ Catalogue sites !");
}

#[test]
fn an_open_box_tells_all_of_the_row_under_the_cursor() {
    let mut stage = tab(120, 36);
    stage.press("tab*2 enter").shows("Good at it       ●●●●●  among the best").shows("$12,000").shows("Tills.");
    stage.shows("Not said yet: sent to, launched, public on,").shows("for boat yards").shows("done once").shows("supported");
    stage.press("tab").shows("Kestrel Robotics").shows("sent by them").shows("Dario Ferro");
    stage.press("tab").shows("Breakfast club").shows("4 customers").shows("Osei Dental Group, Ashdown Vets, Lumen");
    stage.press("tab down*2").shows("Who decides there?");
    stage.press("up").shows("Bellamy Books").shows("Not placed yet");
    stage.press("tab*2").shows("What mood feels natural to you?").shows("15 Jan 2025");
    stage.press("down*2").shows("curious, driven");
    stage.press("tab").shows("$180,000 a year").shows("so 113 such days meet it");
    stage.press("G").shows("January");
}

#[test]
fn keys_ask_for_the_form_of_what_the_box_holds() {
    let stage = tab(120, 36);
    let blank = |kind| opened(Opening::AddRecord(Row::blank(kind)));
    let settings = || opened(Opening::Settings(Tab::Practice));
    assert_eq!(asks(&stage, &after(1, &[Action::Add])), settings());
    assert_eq!(asks(&stage, &[Action::Settings]), settings());
    assert_eq!(asks(&stage, &after(2, &[Action::Add])), blank(Kind::Offering));
    assert_eq!(asks(&stage, &after(2, &[Action::Open, Action::Open])), opened(Opening::EditRecord(Kind::Offering, 1)));
    // By name: boat yards stand before clinics; of either, another variant of the same offering.
    assert_eq!(asks(&stage, &after(2, &[Action::Open, Action::Down, Action::Edit])), opened(Opening::EditRecord(Kind::Variant, 2)));
    let variant = opened(Opening::AddRecord(Row::blank(Kind::Variant).with("offering", Value::Number(1))));
    assert_eq!(asks(&stage, &after(2, &[Action::Open, Action::AddVariant])), variant);
    assert_eq!(asks(&stage, &after(2, &[Action::Open, Action::Down, Action::AddVariant])), variant);
    assert_eq!(asks(&stage, &after(3, &[Action::Add])), blank(Kind::Partner));
    assert_eq!(asks(&stage, &after(4, &[Action::Add])), opened(Opening::Segment(None)));
    assert_eq!(asks(&stage, &after(4, &[Action::Open, Action::Edit])), opened(Opening::Segment(Some(SegmentId(1)))));
    assert_eq!(asks(&stage, &after(6, &[Action::Add])), blank(Kind::Rivals));
    // A profile is there, so somebody by name comes next; on a profile, another profile.
    assert_eq!(asks(&stage, &after(5, &[Action::Add])), blank(Kind::Prospect));
    let wanted = Row::blank(Kind::Wanted).with("said", text("2026-11-22"));
    assert_eq!(asks(&stage, &after(5, &[Action::Open, Action::Add])), opened(Opening::AddRecord(wanted.clone())));
    assert_eq!(asks(&Stage::sample(), &after(5, &[Action::Add])), opened(Opening::AddRecord(wanted)));
}

#[test]
fn looking_again_is_a_new_version_that_begins_with_the_last_answers() {
    let mut stage = tab(120, 36);
    let new = Row { id: 0, ..moods()[1].clone() }.with("answered", text("2026-11-22"));
    assert_eq!(asks(&stage, &[Action::Add]), opened(Opening::AddRecord(new.clone())));
    assert_eq!(asks(&stage, &[Action::Open, Action::Open]), opened(Opening::AddRecord(new.clone())));
    assert_eq!(asks(&stage, &[Action::Edit]), opened(Opening::EditRecord(Kind::MoodProfile, 2)));
    assert_eq!(
        asks(&stage, &[Action::Open, Action::Down, Action::Down, Action::Open]),
        opened(Opening::EditRecord(Kind::MoodProfile, 1))
    );
    // The second look of a day mends the first one.
    stage.app.perform(Effect::Save(Change::Records(vec![Edit::new(new)])));
    assert_eq!(asks(&stage, &[Action::Add]), opened(Opening::EditRecord(Kind::MoodProfile, 3)));
    stage.pass(0).shows("answered 22 Nov 2026");
    let blank = Row::blank(Kind::MoodProfile).with("answered", text("2026-11-22"));
    assert_eq!(asks(&Stage::sample(), &[Action::Add]), opened(Opening::AddRecord(blank)));
}

#[test]
fn what_is_archived_is_hidden_shown_on_demand_and_brought_back() {
    let mut stage = tab(120, 36);
    stage.press("tab*2 enter down*3 x").shows("Archived offering Care plans").shows("2 archived · A shows").hides("● Care plans");
    // The cursor stays where it was, on what stands there now.
    stage.shows("▌ ◐ Catalogue sites").shows("4 of 6");
    stage.press("u").shows("Undone: Archived offering Care plans").shows("▌ ● Care plans").shows("4 of 7");
    stage.press("A").shows("archived ones too");
    stage.press("G").shows("▌ ○ Printing ! (archived)");
    stage.press("x");
    stage.shows("Brought back offering Printing").shows("▌ ○ Printing !").hides("(archived)");
    stage.press("u").shows("Printing ! (archived)");
    stage.press("A").hides("Printing !");
    stage.press("tab*2 x").shows("clinics and practices").hides("▌ clinics");
    stage.press("u").shows("▌ clinics and practices");
    stage.agrees_with_its_file();
}

#[test]
fn the_cursor_stays_with_its_row_and_goes_to_a_new_one() {
    let mut stage = tab(120, 36);
    stage.press("tab*2 enter G").shows("▌ ○ Own-host setups").shows("7 of 7");
    let before = stage.app.book().records().row(Kind::Offering, 4).unwrap();
    let renamed = before.clone().with("name", text("A host of your own"));
    stage.app.perform(Effect::Save(Change::Records(vec![Edit::of(before, renamed)])));
    stage.pass(0).shows("▌ ○ A host of your own").shows("6 of 7");
    let new = row(Kind::Offering, 0, &[("name", "Audits"), ("core", "core")], &[]);
    stage.app.perform(Effect::Save(Change::Records(vec![Edit::new(new)])));
    stage.pass(0).shows("▌ ● Audits !").shows("1 of 8");
    stage.press("u").shows("1 of 7").shows("▌ ● Booking systems");
}

#[test]
fn a_click_takes_the_focus_and_a_second_one_opens() {
    let mut stage = tab(120, 36);
    stage.click("out 1  in 0").shows("▸ People you send work to");
    stage.click("Pat Osborne").hides("Your mood").shows("1 of 3");
    stage.click("Studio Lune").shows("3 of 3").shows("▌ Studio Lune");
    let (names, memory, rosters) = (Names::Plain, RefCell::default(), RefCell::default());
    let (scores, beaches) = (RefCell::default(), RefCell::default());
    let area = Rect::new(0, 2, 120, 32);
    let view = View {
        book: stage.app.book(),
        today: today(),
        names: &names,
        look: DARK,
        area,
        memory: &memory,
        rosters: &rosters,
        scores: &scores,
        beaches: &beaches,
    };
    let mut screen = Practice::default();
    for click in [Click::Panel(3), Click::Panel(3), Click::Row(1)] {
        assert_eq!(screen.update(Event::Click(click), &view), []);
    }
    assert_eq!(screen.update(Event::Click(Click::Row(1)), &view), opened(Opening::EditRecord(Kind::Partner, 3)));
}

#[test]
fn a_key_that_cannot_work_says_why() {
    let mut stage = tab(120, 36);
    stage.press("x").shows("Open the box with Enter, then choose what to archive.");
    stage.press("v").shows("A variant belongs to an offering");
    stage.press("A").shows("Open a box with Enter; A then shows");
    stage.press("tab*3 e").shows("Open the box with Enter, then choose what to edit.");
    stage.press("enter left").shows("Esc goes back to the boxes");
    stage.press("A").shows("Nothing is archived here.");
    stage.press("shift-tab*2 x").shows("A setting is changed, not archived");
    stage.press("shift-tab x").shows("Every version of your answers is kept.");
}

#[test]
fn hidden_names_are_hidden_here_too() {
    let mut stage = tab(120, 36);
    stage.shows("Ashdown Vets").shows("Bellamy's sister");
    stage.press("D");
    for name in ["Ashdown", "Lumen", "Bellamy"] {
        stage.hides(name);
    }
    stage.shows("Customer 08 and Customer 09").shows("Customer 17").shows("Prospect 1").hides("Marsh Lane").hides("Tern Opt");
    for _ in 0..7 {
        stage.press("enter down*2");
        for name in ["Ashdown", "Lumen", "Bellamy", "Kestrel", "Osei", "Marsh Lane", "Tern Opt"] {
            stage.hides(name);
        }
        stage.press("esc tab");
    }
}

#[test]
fn the_one_the_row_is_about_keeps_its_name() {
    let mut stage = tab(120, 36);
    stage.press("tab*5 enter down").shows("▌ Bellamy");
    stage.press("D").shows("▌ Bellamy").hides("Marsh Lane");
}

#[test]
fn a_long_list_scrolls_with_its_cursor_and_its_box_says_how_many_more() {
    let mut stage = Stage::sample();
    let offering = |at: usize| row(Kind::Offering, 0, &[("name", &format!("Offering {at:03}")), ("core", "core")], &[]);
    stage.app.perform(Effect::Save(Change::Records((0..90).map(|at| Edit::new(offering(at))).collect())));
    stage.resize(120, 36);
    stage.press("6 tab*2").shows("Offering 000").shows("more").shows("! 90 to finish");
    stage.press("enter G").shows("▌ ● Offering 089 !").shows("90 of 90").hides("Offering 000");
    stage.press("pageup").shows("62 of 90");
    stage.press("g").shows("▌ ● Offering 000 !");
}

#[test]
fn nothing_unclean_is_drawn_and_the_edge_stays_straight() {
    let stage = tab(80, 24);
    for shift in 0..texts().len() {
        let conn = rusqlite::Connection::open(stage.book()).unwrap();
        let texts = texts();
        let text = |at: usize| &texts[(at + shift) % texts.len()];
        let set = |sql: &str, at: usize| _ = conn.execute(sql, [text(at), text(at + 1), text(at + 2)]).unwrap();
        set("UPDATE mood_profile SET natural = ?1, attracts = ?2, words = ?3", 0);
        set("UPDATE offering SET name = ?1 || id, does = ?2, does_not = ?3", 3);
        set("UPDATE variant SET name = ?1 || id, note = ?2 || ?3", 6);
        set("UPDATE partner SET name = ?1 || id, takes = ?2, person = ?3", 9);
        set("UPDATE prospect SET name = ?1 || id, why = ?2, homework = ?3", 12);
        set("UPDATE wanted SET profile = ?1 || ?2 || ?3", 15);
        set("UPDATE rivals SET note = ?1 || ?2 || ?3", 18);
        drop(conn);
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(stage.book(), folder.path().join("book.keepnet")).unwrap();
        let mut hostile = Stage::open(folder, DARK);
        for (width, height) in [(80, 24), (140, 40), (200, 60)] {
            hostile.resize(width, height);
            hostile.press("6");
            for key in ["esc", "enter", "tab", "tab", "tab", "tab", "tab", "tab", "esc"] {
                hostile.press(key);
                let buffer = hostile.buffer();
                assert!(buffer.content.iter().all(|cell| !cell.symbol().contains(unclean)), "text {shift}");
                for y in 4..height - 3 {
                    let edge = buffer[(width - 1, y)].symbol();
                    assert!(
                        ["│", "╮", "╯"].contains(&edge),
                        "the edge is {edge:?} in row {y}, text {shift}:\n{}",
                        hostile.picture()
                    );
                }
            }
        }
    }
}
