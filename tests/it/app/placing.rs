//! P: fit and mood of the unplaced, one after the other.

#![allow(clippy::unwrap_used)]

use keepnet::domain::record::Kind;
use keepnet::intent::{Effect, Scope};

use super::firm::{firm, rows, said};
use super::forms::Looking;
use super::stage::Stage;

fn fresh() -> Stage {
    firm(|_| {})
}

fn all(stage: &Stage) -> [(u8, u8); 5] {
    [1, 2, 3, 4, 5].map(|id| said(stage, id))
}

#[test]
fn ten_digits_place_five_customers() {
    let mut stage = fresh();
    stage.press("P");
    assert_eq!(stage.scope(), Scope::Placing);
    stage.sees("Place the unplaced").sees("1 of 5").sees("Alder").sees("$48,000 in 12 months · since June 2026");
    stage.sees("last invoice 160 days ago").sees("How well do they fit?").sees("4 good match");
    stage.press("5").sees("How does it feel when they call?").sees("3 neutral").sees("fit 5 great fit");
    // The next one brings less.
    stage.press("4").sees("2 of 5").sees("Birch");
    stage.press("4 3 3 2 2 1 1").sees("5 of 5").press("2");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.sees("✓ Everyone is placed.");
    assert_eq!(all(&stage), [(5, 4), (4, 3), (3, 2), (2, 1), (1, 2)]);
    assert!(rows(&stage, Kind::Assessment).iter().all(|row| row.get("fit_confirmed").number() == Some(1)));
    stage.agrees_with_its_file();
    stage.press("P").sees("Everyone is placed already.");
    assert_eq!(stage.scope(), Scope::Customers);
    assert!(!stage.rows().last().unwrap().contains("P place"));
    stage.app.perform(Effect::Open(keepnet::intent::Opening::Place));
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn only_what_is_missing_is_asked() {
    let mut stage = fresh();
    stage.press("f 4 P").sees("1 of 5").sees("Alder").sees("How does it feel when they call?").sees("fit 4 good match");
    stage.press("3").sees("Birch").sees("How well do they fit?");
    assert_eq!(said(&stage, 1), (4, 3));
}

#[test]
fn skipping_going_back_and_leaving_lose_nothing() {
    let mut stage = fresh();
    stage.press("P left").sees("This is the first one.");
    stage.press("s").sees("2 of 5").sees("Birch").press("right").sees("3 of 5").sees("Cedar");
    stage.press("5 left").sees("How well do they fit?").sees("[5 great fit]").press("4");
    stage.sees("Cedar").sees("How does it feel").press("1").sees("Dogwood").press("esc");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.sees("4 left; P goes on.");
    assert_eq!(all(&stage), [(0, 0), (0, 0), (4, 1), (0, 0), (0, 0)]);
    // The skipped ones come again.
    stage.press("P").sees("1 of 4").sees("Alder").press("s s s s").sees("4 left; P goes on.");
    assert_eq!(stage.scope(), Scope::Customers);
}

#[test]
fn undo_takes_the_last_answer_back_and_asks_it_again() {
    let mut stage = fresh();
    stage.press("x u P u").sees("Nothing was answered here yet.");
    assert_eq!(stage.scope(), Scope::Placing);
    stage.press("5 4").sees("Birch").press("u").sees("Undone: Alder: mood 4 (was none)");
    stage.sees("Alder").sees("How does it feel when they call?").press("u").sees("How well do they fit?");
    assert_eq!(all(&stage)[0], (0, 0));
    stage.press("3 2").sees("Birch");
    assert_eq!(all(&stage)[0], (3, 2));
    // What was there before is undone from the tab again.
    stage.press("esc u u");
    assert_eq!(all(&stage)[0], (0, 0));
    stage.agrees_with_its_file();
}

#[test]
fn digits_out_of_range_are_refused_and_the_card_stays() {
    let mut stage = fresh();
    stage.press("P 6").sees("6 does nothing here.").sees("1 of 5").press("0").sees("1 of 5");
    assert!(rows(&stage, Kind::Assessment).is_empty());
}

#[test]
fn a_click_answers() {
    let mut stage = fresh();
    stage.press("P").click("4 good match").sees("How does it feel").click("2 tired").sees("Birch");
    assert_eq!(said(&stage, 1), (4, 2));
}

#[test]
fn the_card_fits_every_window() {
    for (width, height) in [(40, 12), (60, 15), (80, 24), (200, 60)] {
        let mut stage = fresh().sized(width, height);
        stage.press("P").sees("Alder").sees("How well do they fit?").sees("1 poor fit").sees("5 great fit").sees("1 of 5");
        stage.press("3").sees("call?").sees("5 delighted");
    }
}

#[test]
fn archived_customers_are_not_asked_of() {
    let mut stage = fresh();
    stage.press("x P").sees("1 of 4").sees("Birch");
}
