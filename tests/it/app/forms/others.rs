//! The other forms: several customers at once, tags, notes, settings, places.

use keepnet::domain::id::CustomerId;
use keepnet::domain::settings::Name;
use keepnet::intent::{Opening, Scope, Tab};

use super::super::stage::Stage;
use super::{Looking, fill, id, in_focus, named, open, to, with};

fn three(stage: &Stage) -> Vec<CustomerId> {
    ["Osei Dental Group", "Sable Coffee", "Northgate Council"].map(|name| id(stage, name)).to_vec()
}

fn tags(stage: &Stage, name: &str) -> Vec<String> {
    named(stage, name).tags.iter().map(ToString::to_string).collect()
}

#[test]
fn several_customers_are_changed_in_one_step() {
    let mut stage = Stage::sample();
    let ids = three(&stage);
    open(&mut stage, Opening::EditCustomers(ids));
    stage.sees("Edit 3 customers").sees("some have booking, new, public, retainer");
    fill(&mut stage, "Add tags", "vip");
    fill(&mut stage, "Take tags away", "retainer");
    to(&mut stage, "Segment");
    stage.press("right right");
    to(&mut stage, "Archive");
    stage.press("2").sees("[archive]").press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers);
    assert_eq!(tags(&stage, "Osei Dental Group"), ["booking", "vip"]);
    assert_eq!(tags(&stage, "Sable Coffee"), ["new", "vip"]);
    for name in ["Osei Dental Group", "Sable Coffee", "Northgate Council"] {
        let customer = named(&stage, name);
        assert!(customer.archived);
        assert_eq!(stage.app.book().segment(customer.segment.unwrap()).unwrap().name.as_str(), "clinics and practices");
    }
    stage.agrees_with_its_file();
    stage.press("u");
    assert_eq!(tags(&stage, "Osei Dental Group"), ["retainer", "booking"]);
    assert!(!named(&stage, "Sable Coffee").archived);
    stage.agrees_with_its_file();
}

#[test]
fn what_is_left_empty_stays_as_it_is_with_each() {
    let mut stage = Stage::sample();
    let ids = three(&stage);
    let before: Vec<_> = ids.iter().map(|id| stage.app.book().customer(*id).unwrap().clone()).collect();
    open(&mut stage, Opening::EditCustomers(ids.clone()));
    // A tag all of them get already changes nothing of the one that has it.
    fill(&mut stage, "Add tags", "new");
    stage.press("ctrl-s");
    for (id, before) in ids.iter().zip(before) {
        let after = stage.app.book().customer(*id).unwrap().clone();
        assert!(after.tags.iter().any(|tag| tag.as_str() == "new"));
        assert_eq!(keepnet::domain::customer::Customer { tags: before.tags.clone(), ..after }, before);
    }
    // One alone has the form of one.
    let one = id(&stage, "Sable Coffee");
    open(&mut stage, Opening::EditCustomers(vec![one]));
    stage.sees("Edit customer").sees("Sable Coffee");
}

#[test]
fn a_tag_nobody_has_cannot_be_taken_away() {
    let mut stage = Stage::sample();
    let ids = three(&stage);
    open(&mut stage, Opening::Tag(ids));
    stage.sees("Tags of 3 customers");
    fill(&mut stage, "Take tags away", "gold");
    stage.sees("None of them has the tag gold. Leave it out");
    stage.press("shift-tab*3");
    fill(&mut stage, "Take tags away", "PUBLIC");
    stage.press("ctrl-s").sees("✓");
    assert_eq!(tags(&stage, "Northgate Council"), [""; 0]);
}

#[test]
fn the_tags_of_one_are_edited_as_a_list() {
    let mut stage = Stage::sample();
    let osei = id(&stage, "Osei Dental Group");
    open(&mut stage, Opening::Tag(vec![osei]));
    stage.sees("Tags · Osei Dental Group").sees("retainer, booking").sees("in use: new, project,");
    stage.write(", new").press("enter");
    assert_eq!(stage.scope(), Scope::Customers);
    assert_eq!(tags(&stage, "Osei Dental Group"), ["retainer", "booking", "new"]);
    stage.sees("✓ Osei Dental Group: tags retainer; booking; new (was retainer; booking)");
}

#[test]
fn a_note_has_lines_and_ctrl_s_saves_it() {
    let mut stage = Stage::sample();
    let sable = id(&stage, "Sable Coffee");
    open(&mut stage, Opening::Note(sable));
    assert_eq!(stage.scope(), Scope::Notes);
    stage.sees("Note · Sable Coffee").press("end enter").write("Second line").press("up home").write("First: ").press("ctrl-s");
    let note = named(&stage, "Sable Coffee").note.unwrap().to_string();
    assert!(note.starts_with("First: ") && note.ends_with("\nSecond line"), "{note}");
    // An empty note is none.
    open(&mut stage, Opening::Note(sable));
    stage.press("down end ctrl-u backspace ctrl-u ctrl-s");
    assert_eq!(named(&stage, "Sable Coffee").note, None);
    stage.agrees_with_its_file();
}

#[test]
fn what_concentration_reckons_with_is_set_and_explained() {
    let mut stage = with(Opening::Settings(Tab::Concentration));
    stage.sees("what goes out in a month: costs and your own pay");
    fill(&mut stage, "Outgo", "10k");
    stage.sees("10,000");
    fill(&mut stage, "Reserve", "");
    fill(&mut stage, "Tolerance", "4,5");
    fill(&mut stage, "Limit", "25%");
    stage.press("ctrl-s");
    stage.agrees_with_its_file();
    let settings = &stage.app.book().settings;
    // Dollars are kept in cents; tolerance and limit in hundredths.
    assert_eq!(settings.outgo.unwrap().0, 1_000_000);
    assert_eq!((settings.reserve, settings.tolerance.0, settings.limit.0), (None, 450, 2500));
}

#[test]
fn a_setting_that_makes_no_sense_is_refused_with_an_example() {
    for (label, typed, said) in [
        ("Outgo", "lots", "Outgo is an amount, for example 42,000; \"lots\" is not"),
        ("Outgo", "-5", "Outgo is an amount of 0 or more, for example 42,000;"),
        ("Tolerance", "", "Tolerance needs a value, for example 6"),
        ("Limit", "0", "Limit is a number from 1 to 100, for example 20;"),
    ] {
        let mut stage = with(Opening::Settings(Tab::Concentration));
        fill(&mut stage, label, typed);
        stage.sees(said).sees("1 thing to fix before saving");
    }
}

#[test]
fn the_book_itself_is_set_on_the_customers_tab() {
    let mut stage = with(Opening::Settings(Tab::Customers));
    fill(&mut stage, "Book", "Wren");
    to(&mut stage, "Fiscal start");
    stage.press("4").sees("‹ April ›  4 of 12");
    to(&mut stage, "Basis");
    stage.sees("[invoiced]").press("right").sees("[paid]");
    fill(&mut stage, "Income target", "200k");
    stage.press("ctrl-s").sees("Wren  sample");
    let settings = &stage.app.book().settings;
    assert_eq!((settings.fiscal_start.month(), settings.target.unwrap().0), (4, 20_000_000));
    stage.agrees_with_its_file();
}

#[test]
fn days_off_are_typed_as_one_says_them_and_said_back() {
    let mut stage = with(Opening::Setting(Tab::Practice, Name::DaysOff)).sized(100, 40);
    assert!(in_focus(&stage, "Days off"), "{}", stage.picture());
    stage.press("ctrl-u").write("25 Dec, 28 Dec to 1 Jan").sees("means 25 Dec 2026, 28 Dec 2026 to 1 Jan 2027");
    stage.press("ctrl-s");
    let off = |stage: &Stage| stage.app.book().settings.kept(Name::DaysOff).unwrap_or_default();
    assert_eq!(off(&stage), "2026-12-25,2026-12-28..2027-01-01");
    open(&mut stage, Opening::Settings(Tab::Beach));
    to(&mut stage, "Days off");
    stage.sees("25 Dec 2026, 28 Dec 2026 to 1 Jan 2027").press("ctrl-u").write("Dec").press("tab");
    stage.sees("Which day is \"dec\"? Write it like 25 Dec").press("shift-tab ctrl-u").write("none").press("ctrl-s");
    assert_eq!(off(&stage), "");
    stage.press("u");
    assert_eq!(off(&stage), "2026-12-25,2026-12-28..2027-01-01");
    stage.agrees_with_its_file();
}

#[test]
fn the_list_of_targets_opens_the_form_at_its_setting_by_the_same_name() {
    let mut stage = Stage::sample().sized(100, 40);
    stage.press("6 right enter down*5");
    stage.sees("Outgo").press("enter");
    assert!(in_focus(&stage, "Outgo"), "{}", stage.picture());
}

#[test]
fn what_the_book_refuses_is_said_in_the_form_and_nothing_typed_is_lost() {
    let mut stage = with(Opening::Settings(Tab::Customers));
    fill(&mut stage, "Book", "Wren");
    fill(&mut stage, "Currency", "eur");
    // The book holds documents: its currency is fixed.
    stage.sees("EUR").press("ctrl-s shift-tab");
    assert_eq!(stage.scope(), Scope::Form);
    stage.sees("already holds documents or rates, so its").sees("2 changes").sees("Wren").sees("EUR");
    stage.press("ctrl-u").write("USD").press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers);
    assert_eq!(stage.app.book().settings.title(), "Wren");
}

#[test]
fn a_tag_typed_at_once_stands_beside_those_there_are() {
    let mut stage = Stage::sample();
    stage.press("down #").sees("retainer, booking").write("vip").sees("retainer, booking, vip").press("ctrl-s");
    assert_eq!(tags(&stage, "Osei Dental Group"), ["retainer", "booking", "vip"]);
    stage.press("e tab tab").write("late").press("ctrl-s");
    assert_eq!(tags(&stage, "Osei Dental Group"), ["retainer", "booking", "vip", "late"]);
}

#[test]
fn a_place_is_asked_for() {
    let mut stage = with(Opening::ExportTo);
    stage.sees("Write a spreadsheet file").sees("keepnet-export").press("ctrl-u enter").sees("Type a folder, for example my-files");
    let folder = stage.book().with_file_name("out");
    stage.write(folder.to_str().unwrap()).press("enter");
    assert_eq!(stage.scope(), Scope::Customers);
    assert!(folder.join("customers.csv").exists());

    let mut stage = Stage::bare();
    open(&mut stage, Opening::BookPath);
    stage.sees("Where your book lives").sees("book.keepnet").press("ctrl-u ctrl-s").sees("Type where the file is to lie");
    let other = stage.book().with_file_name("other.keepnet");
    stage.write(other.to_str().unwrap()).press("enter").sees("✓ Your book will live in");
}

#[test]
fn a_place_that_holds_no_book_is_refused_where_one_is_open() {
    let mut stage = with(Opening::BookPath);
    stage.press("ctrl-u").write("/nowhere/at-all.keepnet").press("enter").sees("✗").press("esc right right enter");
    assert_eq!(stage.app.book().settings.title(), "Wren & Marlow");
}

#[test]
fn the_settings_of_practice_hold_what_the_beach_reckons_with_amounts_without_their_sign() {
    let mut stage = with(Opening::Settings(Tab::Practice));
    for label in ["Tax", "Marketing share", "Odds by stage", "At once"] {
        to(&mut stage, label);
    }
    stage.press("shift-tab*30");
    fill(&mut stage, "Overhead a year", "$18k");
    stage.sees("18,000").misses("$18,000").press("ctrl-s");
    assert_eq!(stage.app.book().settings.overhead, Some(keepnet::domain::money::Minor(1_800_000)));
}
