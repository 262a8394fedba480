//! The Matrix tab: who stands where, keys and clicks, what it says of each corner, and what it says where something is
//! missing.
//!
//! The sample's revenue is that of its pictures; who is rated how is [`ANSWERS`], sums worked out by hand from both.

#![allow(clippy::unwrap_used)]

use keepnet::app::msg::Request;
use keepnet::domain::assessment::{Assessment, Trait};
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::Customer;
use keepnet::domain::effort::{Effort, EffortKind};
use keepnet::domain::id::{CustomerId, EffortId};
use keepnet::domain::record::{Minutes, Rating};
use keepnet::intent::{Effect, Scope};

use super::stage::{DARK, Stage};
use crate::harness::{BOOK, Desk};

/// Fit and feel.
type Answer = Option<(u8, u8)>;

/// Who is rated how: last quarter and this one. Without an answer this quarter the last one is carried over.
const ANSWERS: [(&str, Answer, Answer); 15] = [
    ("Harbourline Freight", Some((4, 4)), Some((4, 2))),
    ("Osei Dental Group", Some((5, 5)), Some((5, 5))),
    ("Tallow & Pine", Some((5, 4)), Some((5, 4))),
    ("Northgate Council", Some((2, 3)), Some((2, 3))),
    ("Brightwater Schools", Some((4, 3)), Some((4, 4))),
    ("Kestrel Robotics", Some((4, 4)), Some((5, 4))),
    ("Mirabel Foods", Some((4, 2)), Some((4, 2))),
    ("Ashdown Vets", Some((4, 5)), Some((4, 5))),
    ("Lumen Physio", Some((3, 4)), Some((4, 4))),
    ("Parry & Daughters", Some((3, 2)), Some((2, 2))),
    ("Quill Accountants", Some((4, 4)), None),
    ("Sable Coffee", Some((3, 5)), Some((3, 5))),
    ("Fenwick Boats", None, Some((1, 2))),
    ("Rosalind Interiors", Some((1, 4)), Some((2, 4))),
    ("Juniper Florist", Some((1, 4)), None),
];

fn answer(id: CustomerId, quarter: &str, (fit, feel): (u8, u8)) -> Assessment {
    let mut answer = Assessment::blank(id, quarter.parse().unwrap());
    (answer.fit, answer.feel) = (Rating::new(fit), Rating::new(feel));
    (answer.fit_confirmed, answer.mood_confirmed) = (true, true);
    answer
}

fn id(stage: &Stage, name: &str) -> CustomerId {
    stage.app.book().customers().find(|customer| customer.name.as_str() == name).map(|customer| customer.id).unwrap()
}

/// Fills a book without answers with these; Old Mill Theatre stays unplaced, Tallow & Pine comes to lie on the line.
pub(crate) fn answered(stage: &mut Stage) {
    let ids: Vec<CustomerId> = stage.app.book().customers().map(|customer| customer.id).collect();
    let sample = stage.app.book().customers().any(|customer| customer.name.as_str() == ANSWERS[0].0);
    let mut rows = Vec::new();
    for (place, (name, was, is)) in ANSWERS.iter().enumerate() {
        // Where the names are others, for tests of hostile ones, the places stand for them.
        let id = if sample { id(stage, name) } else { ids[place] };
        rows.extend(was.map(|was| answer(id, "2026-07-01", was)));
        rows.extend(is.map(|is| answer(id, "2026-10-01", is)));
        if *name == "Tallow & Pine" {
            // Feel 4 is 75; a trait takes 10.
            rows.last_mut().unwrap().traits = [Trait::Tight].into_iter().collect();
        }
    }
    let edits = rows.into_iter().map(|row| Edit::new(row).erased()).collect();
    stage.app.perform(Effect::Save(Change::Records(edits)));
    stage.pass(20_000);
}

/// Hours of work for some.
fn worked(stage: &mut Stage, hours: &[(&str, i64)]) {
    let effort = |(name, hours): &(&str, i64)| Effort {
        id: EffortId(0),
        customer: Some(id(stage, name)),
        date: "2026-11-02".parse().unwrap(),
        kind: EffortKind::Delivery,
        hours: Some(Minutes(hours * 60)),
        cost: None,
        note: None,
        archived: false,
    };
    let edits = hours.iter().map(effort).map(|effort| Edit::new(effort).erased()).collect();
    stage.app.perform(Effect::Save(Change::Records(edits)));
    stage.pass(20_000);
}

/// The tab on the sample with answers, without the tip of a first visit.
fn tab(width: u16, height: u16) -> Stage {
    let mut stage = Stage::sample().sized(width, height);
    answered(&mut stage);
    stage.press("2").pass(20_000);
    stage
}

/// The tab on a book of these documents.
fn tab_of(documents: &[(&str, &str, i64)]) -> Stage {
    let desk = Desk::with(documents);
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(BOOK), desk.read(BOOK)).unwrap();
    let mut stage = Stage::open(folder, DARK).sized(120, 36);
    stage.press("2").pass(20_000);
    stage
}

/// Whose dot stands between the bars of the selection, by what is left of the name there.
fn selected(stage: &Stage) -> String {
    let picture = stage.picture();
    let Some((_, rest)) = picture.split_once('▐') else { return String::new() };
    let label = rest.split(['▌', '\n']).next().unwrap();
    let name = label.split(" +").next().unwrap().trim_matches(|letter: char| !letter.is_alphanumeric());
    let found = stage.app.book().customers().find(|customer| customer.name.as_str().starts_with(name));
    found.unwrap_or_else(|| panic!("who is {label:?}?")).name.to_string()
}

/// The side panel as one line of words.
fn said(stage: &Stage) -> String {
    let rows = stage.rows();
    let side: Vec<&str> = rows.iter().filter_map(|row| row.strip_suffix('│')?.rsplit('│').next()).collect();
    side.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(stage: &Stage, words: &str) {
    assert!(said(stage).contains(words), "{words:?} is not in {}\n{}", said(stage), stage.picture());
}

#[test]
fn every_corner_has_its_people_and_its_part_of_revenue_and_hours() {
    let mut stage = tab(120, 36);
    worked(&mut stage, &[("Harbourline Freight", 60), ("Osei Dental Group", 30), ("Fenwick Boats", 10)]);
    // Of 612,400: Osei to Quill 315,100; Harbourline and Mirabel 178,700; Sable, Rosalind and Juniper 21,400; Northgate,
    // Parry and Fenwick 88,900; Old Mill 8,300.
    for row in [
        "Keepers 7 51% 30%",
        "Grinders 2 29% 60%",
        "Charmers 3 3% 0%",
        "Leavers 3 15% 10%",
        "Unplaced 1 1% 0%",
        "51% of your revenue is in the corner you want.",
    ] {
        says(&stage, row);
    }
    stage.shows("15 of 16 placed").shows("CHARMERS enjoy lightly").shows("GRINDERS repair");
    stage.hides("No hours logged");
    // The biggest is chosen: 142,300 of 612,400, and 60 of 100 hours.
    assert_eq!(selected(&stage), "Harbourline Freight");
    for words in [
        "Grinders",
        "Repair it",
        "75 good match",
        "25 tired",
        "Was Keeper last quarter, mood falling.",
        "12 months $142,300",
        "Share of revenue 23.2%",
        "Hours 60 h, 60.0%",
    ] {
        says(&stage, words);
    }
}

#[test]
fn what_data_lack_is_named_and_never_a_nought() {
    let stage = tab(120, 36);
    says(&stage, "No hours logged: t adds some.");
    says(&stage, "Corner who revenue Keepers 7 51% Grinders 2 29%");
    let mut stage = tab(120, 36);
    stage.press("v").shows("no hours logged: t adds some").hides("10% of hours");
    worked(&mut stage, &[("Osei Dental Group", 30)]);
    stage.shows("10% of hours or more");
    says(&stage, "No hours logged: t adds some.");
    stage.press("v").shows("size means nothing: v");
    stage.press("v").shows("● 10% of revenue or more   • 3–10%   · under 3%");
}

#[test]
fn arrows_go_to_the_nearest_dot_and_through_a_stack() {
    let mut stage = tab(120, 36);
    // Three share fit 4 and mood 4, two fit 4 and mood 2: a stack is gone through before it is left.
    for (key, name) in [
        ("up", "Quill Accountants"),
        ("up", "Lumen Physio"),
        ("k", "Brightwater Schools"),
        ("up", "Ashdown Vets"),
        ("right", "Osei Dental Group"),
        ("right", "Osei Dental Group"),
        ("down", "Kestrel Robotics"),
        ("j", "Tallow & Pine"),
        ("left", "Brightwater Schools"),
        ("down*3", "Harbourline Freight"),
        ("down", "Mirabel Foods"),
        ("k", "Harbourline Freight"),
        ("left", "Parry & Daughters"),
        ("h", "Fenwick Boats"),
        ("left", "Fenwick Boats"),
        ("l", "Parry & Daughters"),
    ] {
        assert_eq!(selected(stage.press(key)), name, "after {key}");
    }
    stage.shows("+2").shows("+1");
}

#[test]
fn first_and_last_are_by_revenue_and_pages_are_corners() {
    let mut stage = tab(120, 36);
    assert_eq!(selected(stage.press("G")), "Juniper Florist");
    stage.shows("15 of 15");
    assert_eq!(selected(stage.press("g")), "Harbourline Freight");
    // Grinders, then Charmers, Leavers, Keepers and round again.
    for name in ["Sable Coffee", "Northgate Council", "Osei Dental Group", "Harbourline Freight"] {
        assert_eq!(selected(stage.press("pagedown")), name);
    }
    assert_eq!(selected(stage.press("pageup")), "Osei Dental Group");
}

#[test]
fn the_list_at_the_side_leads_the_dot_and_holds_the_unplaced() {
    let mut stage = tab(120, 36);
    stage.press("tab").shows("▸ Grinders").hides("▸ Matrix");
    assert_eq!(selected(stage.press("down")), "Mirabel Foods");
    stage.press("down");
    assert_eq!(selected(&stage), "", "nobody unplaced has a dot");
    says(&stage, "Old Mill Theatre Fit not said yet: f Mood not said yet: m");
    says(&stage, "Not placed yet P asks");
    stage.press("down").press("up");
    assert_eq!(selected(&stage), "Mirabel Foods");
    stage.press("esc").shows("▸ Matrix");
    // From somebody without a dot an arrow leads to the most important one.
    stage.press("tab G esc up");
    assert_eq!(selected(&stage), "Harbourline Freight");
}

#[test]
fn enter_and_a_second_click_go_to_the_customer() {
    let mut stage = tab(120, 36);
    stage.press("up enter");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.shows("▌  Quill Accountants");
    let mut stage = tab(120, 36);
    stage.click("● Osei");
    assert_eq!((selected(&stage).as_str(), stage.scope()), ("Osei Dental Group", Scope::Matrix));
    stage.click("▐Osei");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.shows("▌  Osei Dental Group");
    let mut stage = tab(120, 36);
    stage.click("Mirabel Foods ");
    assert_eq!(selected(&stage), "Mirabel Foods");
    // A corner of the table leads to its biggest.
    stage.click("Leavers  ");
    assert_eq!(selected(&stage), "Northgate Council");
}

#[test]
fn whoever_was_just_rated_has_the_cursor_and_undo_finds_them_again() {
    let mut stage = tab(120, 36);
    stage.press("G").press("m 1");
    // Juniper: fit 1, mood 1, confirmed now.
    assert_eq!(selected(&stage), "Juniper Florist");
    says(&stage, "Leavers 4");
    stage.press("g u");
    assert_eq!(selected(&stage), "Juniper Florist", "undo leads to whom it was about");
    says(&stage, "Leavers 3");
    // The last one unplaced: two digits.
    stage.press("P 4 5 esc").pass(20_000);
    says(&stage, "Keepers 8");
    assert_eq!(selected(&stage), "Old Mill Theatre");
    stage.shows("─ 16 customers ─");
    stage.press("P").shows("Everyone is placed already.");
}

#[test]
fn hours_that_move_another_dot_do_not_take_the_cursor_there() {
    let mut stage = super::firm::firm(|_| {});
    let quarter = "2026-10-01";
    let mut birch = answer(CustomerId(2), quarter, (3, 3));
    // Four of the owner's and what the data say of margin and hours: five and more make a score.
    for rating in [&mut birch.core_work, &mut birch.enjoy, &mut birch.price, &mut birch.prospect] {
        *rating = Rating::new(4);
    }
    let edits = [answer(CustomerId(1), quarter, (5, 5)), birch].map(|row| Edit::new(row).erased()).to_vec();
    stage.app.perform(Effect::Save(Change::Records(edits)));
    worked(&mut stage, &[("Birch", 10)]);
    stage.press("2").pass(20_000);
    let fit = |stage: &Stage| {
        let scores = keepnet::domain::scores::Scores::of(stage.app.book(), "2026-11-22".parse().unwrap());
        scores.score(CustomerId(2)).and_then(|score| score.fit).unwrap().score
    };
    let before = fit(&stage);
    assert_eq!(selected(&stage), "Alder");
    worked(&mut stage, &[("Alder", 90)]);
    assert!(fit(&stage) > before, "{before}");
    assert_eq!(selected(&stage), "Alder");
}

#[test]
fn a_list_at_its_end_has_no_more_below_it() {
    let names: Vec<String> = (1..=60).map(|at| format!("Customer of {at}")).collect();
    let documents: Vec<(&str, &str, i64)> = names.iter().map(|name| (name.as_str(), "2026-06-15", 100)).collect();
    let mut stage = tab_of(&documents);
    stage.resize(120, 60);
    stage.press("tab G").hides(" more ");
    stage.resize(120, 30);
    stage.hides(" more ");
    stage.press("g").shows(" more ");
}

#[test]
fn the_cursor_stays_with_its_customer_and_passes_on_from_one_who_goes() {
    let mut stage = tab(120, 36);
    let customer = stage.app.book().customers().find(|customer| customer.name.as_str() == "Osei Dental Group").unwrap().clone();
    stage.press("g pageup");
    assert_eq!(selected(&stage), "Osei Dental Group");
    let gone = Customer { archived: true, ..customer.clone() };
    stage.app.perform(Effect::Save(Change::Customers(vec![Edit::of(customer, gone)])));
    stage.pass(10);
    // The third by revenue is the second now.
    assert_eq!(selected(&stage), "Tallow & Pine");
    says(&stage, "Keepers 6");
    stage.press("u");
    assert_eq!(selected(&stage), "Osei Dental Group");
}

#[test]
fn what_is_copied_is_the_name_and_its_figures() {
    let copied = |keys: &str| {
        let mut stage = tab(120, 36);
        stage.press(keys);
        let copies: Vec<String> = stage
            .asked()
            .iter()
            .filter_map(|request| if let Request::Copy(text) = request { Some(text.clone()) } else { None })
            .collect();
        copies.concat()
    };
    assert_eq!(
        copied("y"),
        "Harbourline Freight: Grinder, fit 75 (4 of 5), mood 25 (2 of 5), was Keeper last quarter, $142,300 in 12 months, \
         23.2% of revenue"
    );
    assert_eq!(
        copied("G y"),
        "Juniper Florist: Charmer, fit 0 (1 of 5, from last quarter), mood 75 (4 of 5, from last quarter), $2,000 in 12 months, \
         0.3% of revenue"
    );
    assert_eq!(copied("tab G y"), "Old Mill Theatre: not placed, $8,300 in 12 months, 1.4% of revenue");
}

#[test]
fn a_smaller_window_shows_one_panel_and_a_tiny_one_the_list() {
    let mut stage = tab(80, 24);
    stage.shows("▸ Matrix").hides("Repair it");
    stage.press("tab").shows("▸ Grinders").shows("Repair it").shows("was Keeper").hides("▸ Matrix");
    stage.resize(40, 12);
    stage.shows("▸ Grinders").shows("Harbourline").shows("15 placed, 1 not: P asks");
    stage.press("right").shows("▸ Charmers").shows("Sable Coffee");
    stage.press("left left").shows("▸ Keepers").shows("Osei Dental Group");
    stage.press("esc tab").shows("! This window has room for the list");
    stage.resize(120, 36);
    stage.shows("▸ Matrix").shows("Keepers");
}

#[test]
fn an_empty_book_and_a_book_nobody_is_rated_in_say_what_to_do() {
    let mut stage = Stage::sample().sized(120, 36);
    stage.press("2").pass(20_000);
    stage.shows("16 customers have no fit or mood. P asks you now.").shows("0 of 16 placed");
    says(&stage, "Two digits place somebody");
    says(&stage, "Unplaced 16 100%");
    stage.press("v").shows("! 16 customers have no fit or mood. P asks you now.");
    stage.press("f 4 m 4").pass(20_000);
    says(&stage, "Keepers 1 23%");
    let only = tab_of(&[("Alder", "2026-06-01", 100)]);
    only.shows("1 customer has no fit or mood. P asks you now.");
    let mut empty = Stage::bare();
    empty.press("3");
    let desk = Desk::with(&[("Alder", "2026-06-01", 100)]);
    desk.keepnet(&["undo"]).fine();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(BOOK), desk.read(BOOK)).unwrap();
    let mut stage = Stage::open(folder, DARK).sized(120, 36);
    stage.press("2").pass(20_000);
    stage.shows("No customers yet. 1, then a, adds one; : import brings a list.").shows("Nobody yet");
    for key in ["enter", "f", "m", "e", "n", "y", "v", "P"] {
        stage.press(key).shows("! ").shows("No customers yet.");
        assert_eq!(stage.scope(), Scope::Matrix, "{key}");
    }
}

#[test]
fn a_whole_book_in_one_place_is_one_stack() {
    let mut stage = Stage::sample().sized(120, 36);
    let ids: Vec<CustomerId> = stage.app.book().customers().map(|customer| customer.id).collect();
    let edits = ids.iter().map(|id| Edit::new(answer(*id, "2026-10-01", (5, 5))).erased()).collect();
    stage.app.perform(Effect::Save(Change::Records(edits)));
    stage.press("2").pass(20_000);
    assert_eq!(selected(&stage), "Harbourline Freight");
    stage.shows("+15");
    stage.press("down*15");
    assert_eq!(selected(&stage), "Juniper Florist");
    assert_eq!(selected(stage.press("down left right")), "Juniper Florist");
    says(&stage, "Keepers 16 100%");
    says(&stage, "100% of your revenue is in the corner you want.");
}

#[test]
fn names_hidden_are_hidden_here_too() {
    let mut stage = tab(120, 36);
    stage.press("D");
    stage.shows("Harbourline Freight").shows("Customer 02").hides("Osei").hides("Mirabel");
    stage.press("D").shows("● Osei");
    stage.press("G D").hides("Harbourline").shows("Juniper Flor");
}
