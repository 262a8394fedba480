//! A form while another window changes the same book: fields left alone follow, fields typed in are kept.

use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::Customer;
use keepnet::domain::settings::Name;
use keepnet::intent::{Opening, Scope, Tab};

use super::super::stage::{Stage, setup};
use super::{Looking, editing, fill, id, named, open, to, with};

/// Another window edits the customer of a name.
fn elsewhere(stage: &Stage, name: &str, edit: impl FnOnce(&mut Customer)) {
    let before = named(stage, name);
    let mut after = before.clone();
    edit(&mut after);
    let mut window = setup(&stage.book()).open().unwrap();
    window.apply(&Change::Customers(vec![Edit::of(before, after)])).unwrap();
    window.close().unwrap();
}

#[test]
fn another_window_s_edit_of_another_field_is_kept() {
    let mut stage = editing("Osei Dental Group");
    fill(&mut stage, "What they do", "Dentists");
    elsewhere(&stage, "Osei Dental Group", |customer| customer.source = Some("A letter".into()));
    // The next key notices.
    stage.press("shift-tab").sees("A letter").sees("1 change").press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers);
    let saved = named(&stage, "Osei Dental Group");
    assert_eq!((saved.trade.unwrap().as_str(), saved.source.unwrap().as_str()), ("Dentists", "A letter"));
    stage.agrees_with_its_file();
}

#[test]
fn the_same_field_is_told_of_and_saved_only_the_second_time() {
    let mut stage = editing("Osei Dental Group");
    fill(&mut stage, "What they do", "Dentists");
    elsewhere(&stage, "Osei Dental Group", |customer| customer.trade = Some("Surgeries".into()));
    stage.press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Form);
    stage.sees("Dentists").sees("Another window made this \"Surgeries\"; saving").sees("Ctrl+S again");
    assert_eq!(named(&stage, "Osei Dental Group").trade.unwrap().as_str(), "Surgeries");
    stage.press("ctrl-s");
    assert_eq!(named(&stage, "Osei Dental Group").trade.unwrap().as_str(), "Dentists");
    stage.agrees_with_its_file();
}

#[test]
fn the_same_value_from_both_windows_is_no_clash() {
    let mut stage = editing("Osei Dental Group");
    fill(&mut stage, "What they do", "Dentists");
    elsewhere(&stage, "Osei Dental Group", |customer| customer.trade = Some("Dentists".into()));
    stage.press("tab").misses("Another window made").misses("1 change").press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn tags_of_both_windows_are_there() {
    for opening in [Opening::EditCustomer as fn(_) -> _, |id| Opening::Tag(vec![id])] {
        let mut stage = Stage::sample();
        let osei = id(&stage, "Osei Dental Group");
        open(&mut stage, opening(osei));
        to(&mut stage, "Tags");
        stage.press("ctrl-u").write("booking, mine");
        elsewhere(&stage, "Osei Dental Group", |customer| customer.tags.push("theirs".into()));
        stage.press("end").sees("booking, theirs, mine").press("ctrl-s");
        let mut tags: Vec<String> = named(&stage, "Osei Dental Group").tags.iter().map(ToString::to_string).collect();
        tags.sort();
        assert_eq!(tags, ["booking", "mine", "theirs"]);
    }
}

#[test]
fn a_note_and_a_setting_clash_likewise() {
    let mut stage = Stage::sample();
    let osei = id(&stage, "Osei Dental Group");
    open(&mut stage, Opening::Note(osei));
    stage.write(" Mine.");
    elsewhere(&stage, "Osei Dental Group", |customer| customer.note = Some("Theirs.".into()));
    stage.press("ctrl-s").sees("Mine.").sees("Another window made this \"Theirs.\"").press("ctrl-s");
    assert!(named(&stage, "Osei Dental Group").note.unwrap().as_str().ends_with(" Mine."));

    let mut stage = with(Opening::Settings(Tab::Concentration));
    stage.press("ctrl-u").write("10k");
    let settings = stage.app.book().settings.clone();
    let other = settings.enter(Name::Outgo, "11k").unwrap().enter(Name::Reserve, "5k").unwrap();
    let mut window = setup(&stage.book()).open().unwrap();
    window.apply(&Change::Settings(settings.changes_to(&other))).unwrap();
    window.close().unwrap();
    stage.press("ctrl-s").sees("Another window made this \"11,000\"").sees("5,000").press("ctrl-s");
    let settings = &stage.app.book().settings;
    assert_eq!((settings.outgo.unwrap().0, settings.reserve.unwrap().0), (1_000_000, 500_000));
}

#[test]
fn a_customer_undone_below_its_form_cannot_be_saved_and_says_so() {
    let mut stage = Stage::sample();
    let mut window = setup(&stage.book()).open().unwrap();
    window.apply(&Change::Customers(vec![Edit::new(Customer::named("Alder".into()))])).unwrap();
    stage.press("ctrl-l");
    let alder = id(&stage, "Alder");
    open(&mut stage, Opening::EditCustomer(alder));
    stage.write("!");
    window.undo().unwrap();
    stage.press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Form);
    stage.sees("Alder!").sees("is not in the book any more");
}
