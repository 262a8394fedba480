//! The first screen: three ways to begin, and where the book will live.

#![allow(clippy::unwrap_used)]

use keepnet::app::msg::Input;
use keepnet::intent::Scope;
use keepnet::ui::{Glyphs, Look, Mode, Theme};

use super::stage::{DARK, Stage};

#[test]
fn it_says_where_the_book_will_live_at_every_size() {
    for (width, height) in [(80, 24), (100, 30), (120, 36), (200, 60)] {
        let stage = Stage::nowhere(DARK).sized(width, height);
        stage.shows("It will live in:  /nowhere/keepnet/book.keepnet").shows("Nothing is sent anywhere");
        stage.shows("1  Look around a sample book").shows("2  Bring in a list").shows("3  Start with my first customer");
        assert_eq!(stage.scope(), Scope::Welcome);
    }
    let small = Stage::nowhere(DARK).sized(40, 12);
    small.shows("1  Look around a sample book").shows("3  Start with my first customer").shows("/nowhere/keepnet/book.keepnet");
    for (width, height) in [(20, 5), (25, 8), (63, 30), (64, 29), (90, 10)] {
        Stage::nowhere(DARK).sized(width, height).press("down down up 2");
    }
}

#[test]
fn cards_have_room_where_there_is_some() {
    Stage::nowhere(DARK).sized(100, 30).shows("▌  1  Look around").shows("│  3  Start with my first customer");
    Stage::nowhere(DARK).sized(80, 24).hides("╭").shows("▌ 1  Look around");
}

#[test]
fn arrows_choose_and_stop_at_the_ends() {
    let mut stage = Stage::nowhere(DARK).sized(80, 24);
    stage.press("up").shows("▌ 1  Look");
    stage.press("down").shows("▌ 2  Bring");
    stage.press("down*5").shows("▌ 3  Start");
    stage.send(Input::Wheel(-3, 10, 10));
    stage.shows("▌ 2  Bring");
}

#[test]
fn a_list_comes_in_through_a_command_it_tells() {
    for keys in ["2", "down enter"] {
        let mut stage = Stage::bare().sized(80, 24);
        stage
            .press(keys)
            .shows("▌    Press q to leave, and type this where your file is:")
            .shows("keepnet --book ")
            .shows("invoices.csv");
        assert!(!stage.book().exists(), "nothing is made by looking");
        stage.press("esc").hides("invoices.csv");
        stage.click("Bring in a list").shows("invoices.csv");
    }
    Stage::bare().sized(40, 12).press("2").shows("keepnet --book").shows("Press q");
}

#[test]
fn the_sample_opens_beside_the_place_of_the_book() {
    let mut stage = Stage::bare();
    stage.press("1").shows("sample").hides("first time here");
    stage.shows("stagnant").hides("Nobody yet");
    assert!(!stage.book().exists(), "one's own book is not made by the sample");
    let mut stage = Stage::bare();
    stage.press("enter").shows("sample").hides("first time here");
    let mut clicked = Stage::bare();
    clicked.click("Look around a sample book").hides("first time here");
}

#[test]
fn the_first_customer_makes_the_book() {
    let mut stage = Stage::bare();
    stage.press("3").hides("first time here").hides("sample");
    assert!(stage.book().exists());
}

#[test]
fn light_and_dark_change_and_help_is_in_sight() {
    let mut stage = Stage::nowhere(DARK).sized(80, 24);
    let dark = stage.buffer().clone();
    stage.press("l").shows("? help");
    assert_ne!(stage.buffer().content, dark.content);
    stage.press("l");
    assert_eq!(stage.buffer()[(10, 8)].fg, dark[(10, 8)].fg);
}

#[test]
fn it_is_told_without_colour_and_in_ascii() {
    let look = Look { theme: Theme { mode: Mode::Mono, ..DARK.theme }, glyphs: Glyphs { ascii: true } };
    let mut stage = Stage::nowhere(look).sized(100, 30);
    stage.press("down");
    assert!(stage.picture().is_ascii(), "{}", stage.picture());
    stage.shows(">  2  Bring in a list");
}
