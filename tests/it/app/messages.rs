//! What is said at the bottom: how long it stays, how much of it is shown, what it says of keys and files.

#![allow(clippy::unwrap_used)]

use keepnet::intent::Scope;
use keepnet::ui::{Glyphs, Look};

use super::stage::{DARK, Stage};

#[test]
fn a_tip_and_a_key_that_does_nothing_go_with_the_next_key() {
    let mut stage = Stage::sample();
    stage.shows("› Tip: arrows move");
    stage.press("down").hides("Tip:");
    stage.press("&").shows("& does nothing here");
    stage.press("down").hides("does nothing here");
    stage.press("3").shows("› Tip: Space asks");
    stage.press("1").hides("Tip:");
}

#[test]
fn a_key_of_the_other_tab_says_where_it_works() {
    let mut stage = Stage::sample();
    stage.press("3 a").shows("a works on the Customers tab; 1 goes there.");
    stage.press("1 p").shows("p works on the Concentration tab; 3 goes there.");
    stage.press("&").shows("& does nothing here. ? shows every key.");
}

#[test]
fn a_long_message_lies_over_the_border_above_and_is_whole() {
    let mut stage = Stage::sample().sized(80, 24);
    stage.press("e").write(" of the North").press("ctrl-s");
    let rows = stage.rows();
    assert!(rows[21].starts_with(" ✓ Harbourline Freight: name"), "{}", stage.picture());
    assert!(rows[22].starts_with("   ") && rows[22].ends_with("Freight)"), "{}", stage.picture());
    stage.pass(4_000);
    assert!(stage.rows()[21].starts_with('╰'), "the border is back");
    let mut small = Stage::sample().sized(40, 11);
    small.press("u");
    assert!(small.rows()[8].starts_with('╰'), "where there is little room a message keeps to its line");
}

#[test]
fn an_export_says_where_its_files_are_and_asks_before_writing_over_them() {
    let mut stage = Stage::sample().sized(200, 60);
    let folder = stage.book().with_file_name("keepnet-export");
    let wrote = format!("Wrote 4 files into {}", folder.display());
    stage.press(": e x p o r t enter").shows(&format!("in {}", folder.parent().unwrap().display()));
    stage.press("ctrl-s").shows(&wrote);
    std::fs::write(folder.join("customers.csv"), "mine").unwrap();
    stage.pass(5_000).press(": e x p o r t enter ctrl-s").shows("Replace files?").shows("already holds 4 files");
    stage.pass(500).press("enter").hides(&wrote);
    assert_eq!(std::fs::read_to_string(folder.join("customers.csv")).unwrap(), "mine");
    stage.press(": e x p o r t enter ctrl-s").pass(500).press("right enter").shows(&wrote);
    assert!(std::fs::read_to_string(folder.join("customers.csv")).unwrap().contains("Osei Dental Group"));
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn a_restore_taken_back_is_said() {
    let mut stage = Stage::sample();
    stage.press(": b a c k u p enter x").shows("15 customers");
    stage.press(": r e s t o r e enter enter").pass(500).press("right enter").shows("Restored the copy").shows("16 customers");
    stage.press("u").shows("Undone: Restored the copy").shows("15 customers");
}

#[test]
fn plain_marks_part_words_in_ascii() {
    let mut stage = Stage::sample_looking(Look { glyphs: Glyphs { ascii: true }, ..DARK });
    stage.press("?").write("first").shows("First - last");
    assert!(stage.picture().is_ascii(), "{}", stage.picture());
}
