//! Forms in windows of any size and on any terminal, and with text nobody should see.

use keepnet::app::msg::Input;
use keepnet::intent::{Opening, Scope, Tab};
use keepnet::ui::{Glyphs, Look};

use super::super::stage::{DARK, Stage};
use super::{Looking, id, in_focus, open, to};

const LABELS: [&str; 11] = [
    "Name",
    "What they do",
    "Tags",
    "Customer since",
    "Segment",
    "Belongs to",
    "Source",
    "Notice",
    "Known else",
    "Note",
    "Archived",
];

fn openings(stage: &Stage) -> Vec<Opening> {
    let [a, b] = ["Osei Dental Group", "Sable Coffee"].map(|name| id(stage, name));
    vec![
        Opening::AddCustomer(Vec::new()),
        Opening::EditCustomer(a),
        Opening::EditCustomers(vec![a, b]),
        Opening::Note(a),
        Opening::Tag(vec![a]),
        Opening::Tag(vec![a, b]),
        Opening::Settings(Tab::Customers),
        Opening::Settings(Tab::Concentration),
        Opening::BookPath,
        Opening::ExportTo,
    ]
}

#[test]
fn every_field_can_be_reached_and_seen_in_a_small_window() {
    for size in [(40, 12), (80, 24), (200, 60)] {
        let mut stage = Stage::sample().sized(size.0, size.1);
        let osei = id(&stage, "Osei Dental Group");
        open(&mut stage, Opening::EditCustomer(osei));
        for label in LABELS {
            assert!(in_focus(&stage, label), "{label} at {size:?}:\n{}", stage.picture());
            stage.sees("Save").press("tab");
        }
        stage.sees("▐ Cancel ▌").press("tab").sees("▐ Save");
        stage.press("shift-tab*12");
        assert!(in_focus(&stage, "Name"), "{}", stage.picture());
    }
}

#[test]
fn a_message_is_seen_with_its_field_in_a_small_window() {
    let mut stage = Stage::sample().sized(40, 12);
    let osei = id(&stage, "Osei Dental Group");
    open(&mut stage, Opening::EditCustomer(osei));
    to(&mut stage, "Customer since");
    stage.press("ctrl-u").write("31 Feb 2019").press("ctrl-s");
    stage.sees("31 Feb 2019").sees("✗ February 2019 has 28 days. Try").sees("28 Feb 2019").sees("1 thing to fix before saving");
}

#[test]
fn nothing_jumps_when_the_focus_moves_or_a_message_comes() {
    for (width, height) in [(80, 24), (100, 30), (120, 36), (120, 50)] {
        let mut stage = Stage::sample().sized(width, height);
        let osei = id(&stage, "Osei Dental Group");
        open(&mut stage, Opening::EditCustomer(osei));
        let place = |stage: &Stage, label: &str| stage.rows().iter().position(|row| row.contains(label));
        let top = |stage: &Stage| (place(stage, "Edit customer"), place(stage, "Customer since"), place(stage, "Cancel"));
        let before = top(&stage);
        for _ in 0..12 {
            stage.press("tab");
            assert_eq!(top(&stage), before, "{width} x {height}:\n{}", stage.picture());
        }
        stage.press("shift-tab*9 ctrl-u").write("31 Feb 2019").press("tab");
        stage.sees("28 days");
        assert_eq!(top(&stage), before, "{width} x {height}:\n{}", stage.picture());
    }
}

#[test]
fn no_form_breaks_in_any_window() {
    let sample = Stage::sample();
    let all = openings(&sample);
    for opening in all {
        let mut stage = Stage::sample();
        open(&mut stage, opening);
        stage.write("31/12");
        for (width, height) in [(20, 5), (21, 6), (24, 7), (30, 8), (40, 9), (52, 14), (1, 1), (0, 0), (300, 6), (20, 80)] {
            stage.resize(width, height);
            stage.press("tab").press("shift-tab*2").press("tab*3");
            let bounds = stage.buffer().area;
            assert_eq!((bounds.width, bounds.height), (width, height));
        }
        stage.resize(100, 30);
        stage.press("ctrl-s esc");
    }
}

#[test]
fn the_wheel_and_clicks_move_about() {
    let mut stage = Stage::sample().sized(40, 12);
    let osei = id(&stage, "Osei Dental Group");
    open(&mut stage, Opening::EditCustomer(osei));
    stage.send(Input::Wheel(1, 20, 6));
    stage.send(Input::Wheel(1, 20, 6));
    assert!(in_focus(&stage, "Tags"));
    stage.send(Input::Wheel(-1, 20, 6));
    assert!(in_focus(&stage, "What they do"));
    stage.click("Customer since");
    assert!(in_focus(&stage, "Customer since"));
    stage.press("tab tab").click("Cancel");
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn a_long_text_scrolls_and_the_caret_stays_in_sight() {
    let mut stage = Stage::sample();
    let osei = id(&stage, "Osei Dental Group");
    open(&mut stage, Opening::EditCustomer(osei));
    stage.write(&" and many more".repeat(8)).write(" END").sees("…").sees("more END");
    stage.press("home").sees("Osei Dental Group and many more").misses("END");
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let mut stage = Stage::sample();
    let all = openings(&stage);
    for opening in all {
        open(&mut stage, opening);
        for _ in 0..12 {
            stage.send(Input::Paste(
                "\x1b]0;owned\x07\u{9b}31m\u{202e}evil\u{200b}\u{feff}\u{e0041}\x00\x7f 株式会社 👨\u{200d}👩".into(),
            ));
            for cell in &stage.buffer().content {
                let clean = |letter: char| {
                    !letter.is_control()
                        && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
                };
                assert!(cell.symbol().chars().all(clean), "{:?}", cell.symbol());
            }
            stage.press("tab");
        }
        stage.press("esc");
        if stage.scope() == Scope::Question {
            stage.press("right*2 enter");
        }
        assert_eq!(stage.scope(), Scope::Customers);
    }
}

#[test]
fn forms_are_plain_ascii_where_nothing_else_can_be_shown() {
    let look = Look { glyphs: Glyphs { ascii: true }, ..DARK };
    let mut stage = Stage::sample_looking(look);
    let osei = id(&stage, "Osei Dental Group");
    for size in [(40, 12), (100, 30), (120, 50)] {
        stage.resize(size.0, size.1);
        open(&mut stage, Opening::EditCustomer(osei));
        stage.write("!").press("tab*3 ctrl-u").write("soon").press("tab");
        assert!(stage.picture().is_ascii(), "{}", stage.picture());
        stage.press("esc");
        assert!(stage.picture().is_ascii(), "{}", stage.picture());
        stage.press("right right enter");
    }
}
