//! Forms and questions on the sample book, by keys and mouse: what they say, what they save, what they never lose.

#![allow(clippy::unwrap_used, reason = "a test that cannot reach its book has failed")]

mod answers;
mod customer;
mod gate;
mod logging;
mod others;
mod records;
mod room;
mod terms;
mod windows;
mod work;

use keepnet::domain::customer::Customer;
use keepnet::domain::id::CustomerId;
use keepnet::intent::{Effect, Opening, Scope};

use super::stage::Stage;

/// Looks between keys, in one breath.
pub(super) trait Looking {
    fn sees(&mut self, text: &str) -> &mut Self;
    fn misses(&mut self, text: &str) -> &mut Self;
}

impl Looking for Stage {
    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Stage {
        self.shows(text);
        self
    }

    #[track_caller]
    fn misses(&mut self, text: &str) -> &mut Stage {
        self.hides(text);
        self
    }
}

/// The stage with something opened on it.
fn with(opening: Opening) -> Stage {
    let mut stage = Stage::sample();
    open(&mut stage, opening);
    stage
}

fn open(stage: &mut Stage, opening: Opening) {
    stage.pass(500);
    stage.app.perform(Effect::Open(opening));
    stage.pass(500);
}

/// The customer of a name.
#[track_caller]
fn named(stage: &Stage, name: &str) -> Customer {
    let mut found = stage.app.book().customers().filter(|customer| customer.name.as_str() == name);
    found.next().unwrap_or_else(|| panic!("no {name} in the book")).clone()
}

fn id(stage: &Stage, name: &str) -> CustomerId {
    named(stage, name).id
}

/// The form of a customer of the sample.
fn editing(name: &str) -> Stage {
    let mut stage = Stage::sample();
    let id = id(&stage, name);
    open(&mut stage, Opening::EditCustomer(id));
    stage
}

/// Whether the field of a label has the bar: between the label and the border, for the page behind has bars too.
fn in_focus(stage: &Stage, label: &str) -> bool {
    let rows = stage.rows();
    let mut behind = rows.iter().filter_map(|row| row.split_once(label)).map(|(_, behind)| behind);
    behind.any(|behind| behind.split('│').next().is_some_and(|field| field.contains('▌')))
}

/// Down to the field of a label, from the top.
#[track_caller]
fn to(stage: &mut Stage, label: &str) {
    for _ in 0..24 {
        if in_focus(stage, label) {
            return;
        }
        stage.press("tab");
    }
    panic!("no field {label} is in focus:\n{}", stage.picture());
}

/// Another text in the field of a label, then on to the next.
#[track_caller]
fn fill(stage: &mut Stage, label: &str, text: &str) {
    to(stage, label);
    stage.press("ctrl-u").write(text).press("tab");
}

#[test]
fn esc_closes_what_was_not_changed_and_asks_before_anything_is_lost() {
    let mut stage = editing("Osei Dental Group");
    stage.press("esc");
    assert_eq!(stage.scope(), Scope::Customers);

    let mut stage = editing("Osei Dental Group");
    stage.write("!").press("esc").sees("You have changed one thing here. It is not saved yet.").sees("▐ Keep editing ▌");
    // Esc gives the safe answer, Enter presses the first button, which is the same one.
    for key in ["esc", "enter"] {
        stage.press(key);
        assert_eq!(stage.scope(), Scope::Form);
        stage.sees("Osei Dental Group!").press("esc");
        assert_eq!(stage.scope(), Scope::Question);
    }
    stage.press("right right enter");
    assert_eq!(stage.scope(), Scope::Customers);
    assert!(stage.app.book().customers().all(|customer| customer.name.as_str() != "Osei Dental Group!"));

    open(&mut stage, Opening::AddCustomer(Vec::new()));
    stage.write("Alder").press("esc").sees("Discard").press("right enter");
    assert_eq!(stage.scope(), Scope::Customers);
    named(&stage, "Alder");
    stage.agrees_with_its_file();
}

#[test]
fn a_new_question_is_deaf_to_keys_meant_for_the_form() {
    use keepnet::app::msg::Input;
    use keepnet::intent::Key;
    let mut stage = editing("Osei Dental Group");
    stage.write("!").press("esc");
    // Right and Enter within the 400 ms: not taken for "Save".
    for key in ["right", "enter"] {
        stage.pass(150);
        stage.send(Input::Key(Key::parse(key).unwrap()));
        assert_eq!(stage.scope(), Scope::Question);
    }
    stage.sees("▐ Keep editing ▌").pass(200);
    stage.send(Input::Key(Key::parse("enter").unwrap()));
    assert_eq!(stage.scope(), Scope::Form);
}

#[test]
fn answers_are_walked_and_clicked_and_the_ends_hold() {
    let mut stage = editing("Osei Dental Group");
    stage.write("!").press("esc").press("left").sees("▐ Keep editing ▌").press("right*5").sees("▐ Discard ▌");
    stage.press("shift-tab space");
    // Save was pressed.
    named(&stage, "Osei Dental Group!");
    let mut stage = editing("Osei Dental Group");
    stage.write("!").press("esc").click("Discard");
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn a_question_shows_all_its_words_and_buttons_however_small_the_window() {
    let mut stage = editing("Osei Dental Group").sized(40, 12);
    stage.write("!").press("esc");
    stage.sees("▐ Keep editing ▌").sees("  Save").sees("  Discard").sees("not saved yet");
}

#[test]
fn enter_goes_on_and_saves_from_the_last_field() {
    let mut stage = with(Opening::Settings(keepnet::intent::Tab::Concentration));
    stage.press("ctrl-u").write("10k").press("enter*3");
    assert_eq!(stage.scope(), Scope::Form);
    stage.press("enter");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.sees("✓ Set outgo $10,000 (was $42,000)");
    stage.press("u").sees("Undone");
    stage.agrees_with_its_file();
}

#[test]
fn saving_without_a_change_writes_nothing() {
    let mut stage = editing("Osei Dental Group");
    // A space at the end of a line is no change.
    stage.press("space ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.sees("all saved").misses("✓");
}

#[test]
fn buttons_are_fields_of_their_own_and_can_be_clicked() {
    let mut stage = editing("Osei Dental Group");
    stage.write("!").press("tab*11").sees("▐ Cancel ▌");
    assert_eq!(stage.scope(), Scope::Choice);
    stage.press("enter").sees("Keep editing").press("enter").press("right").sees("▐ Save  Ctrl+S ▌").press("space");
    named(&stage, "Osei Dental Group!");

    let mut stage = editing("Osei Dental Group");
    stage.click("Dental clinics").write("!").click("Save  Ctrl+S");
    assert_eq!(named(&stage, "Osei Dental Group").trade.unwrap().as_str(), "Dental clinics!");
    let mut stage = editing("Osei Dental Group");
    stage.click("Cancel");
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn the_keys_of_the_tabs_open_the_forms() {
    for (keys, title) in [
        ("a", "Add customer"),
        ("e", "Edit customer"),
        ("n", "Note · "),
        ("#", "Tags · "),
        (",", "Book, currency, year, basis"),
        ("3 ,", "Outgo, reserve, tolerance, limit"),
        ("space down space e", "Edit 2 customers"),
    ] {
        let mut stage = Stage::sample();
        stage.press(keys).sees(title).press("esc").misses(title);
    }
}
