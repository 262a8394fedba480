//! A digit for fit or mood: of one, of several, over the turn of a quarter.

#![allow(clippy::unwrap_used)]

use keepnet::domain::assessment::Assessment;
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::id::CustomerId;
use keepnet::domain::record::{Kind, Rating};
use keepnet::domain::settings::Name;
use keepnet::intent::{Effect, Scope};

use super::firm::{answers, firm, rows, said};
use super::forms::Looking;
use super::stage::Stage;

fn fresh() -> Stage {
    firm(|_| {})
}

fn footer(stage: &Stage) -> String {
    stage.rows().last().unwrap().clone()
}

/// Answers of Alder: fit 4 and mood 5, both confirmed, in the quarter from that day on.
fn alder(quarter: &str) -> Assessment {
    let blank = Assessment::blank(CustomerId(1), quarter.parse().unwrap());
    let [fit, feel] = [4, 5].map(Rating::new);
    Assessment { fit, feel, fit_confirmed: true, mood_confirmed: true, ..blank }
}

#[test]
fn a_key_and_a_digit_rate_the_one_under_the_cursor() {
    let mut stage = fresh().sized(120, 36);
    stage.press("f");
    assert_eq!(stage.scope(), Scope::Rating);
    // The page is not covered, the choices are in the footer, whose it is stands above it.
    stage.sees("How well does Alder fit? (not said yet)").sees("Birch");
    let words = "1 poor fit  2 weak fit  3 so-so  4 good match  5 great fit";
    assert!(footer(&stage).contains(words) && footer(&stage).contains("Esc cancel"), "{}", footer(&stage));
    stage.press("4");
    assert_eq!((stage.scope(), said(&stage, 1)), (Scope::Customers, (4, 0)));
    stage.sees("✓ Alder: fit 4 (was none)");
    stage.press("m").sees("How does it feel when Alder calls? (not said yet)");
    assert!(footer(&stage).contains("1 dread  2 tired  3 neutral  4 glad  5 delighted"), "{}", footer(&stage));
    stage.press("5").sees("✓ Alder: mood 5 (was none)");
    stage.press("m").sees("(now 5 delighted)");
    stage.press("2").sees("✓ Alder: mood 2 (was 5)");
    // One row for the quarter, both sides confirmed.
    let answers = answers(&stage, 1);
    assert_eq!((answers.len(), answers[0].quarter.to_string().as_str()), (1, "2026-10-01"));
    assert!(answers[0].fit_confirmed && answers[0].mood_confirmed);
    stage.agrees_with_its_file();
    stage.press("u").sees("Undone: Alder: mood 2 (was 5)");
    assert_eq!(said(&stage, 1), (4, 5));
}

#[test]
fn marked_customers_are_rated_together_in_one_step() {
    let mut stage = fresh();
    stage.press("space space space m").sees("How does it feel when 3 customers call?");
    stage.press("4").sees("✓ 3 customers: mood 4");
    assert_eq!([1, 2, 3, 4].map(|id| said(&stage, id).1), [4, 4, 4, 0]);
    stage.press("u");
    assert!(rows(&stage, Kind::Assessment).is_empty());
    stage.press("ctrl-r");
    assert_eq!([1, 2, 3, 4].map(|id| said(&stage, id).1), [4, 4, 4, 0]);
    stage.agrees_with_its_file();
}

#[test]
fn a_digit_out_of_range_and_any_other_key_rate_nothing_and_say_so() {
    for (key, said) in [
        ("6", "6 is none of 1 to 5. Nothing was rated."),
        ("0", "0 is none of 1 to 5. Nothing was rated."),
        ("w", "w is none of 1 to 5. Nothing was rated."),
        ("down", "Nothing was rated."),
        ("f5", "Nothing was rated."),
    ] {
        let mut stage = fresh();
        stage.press("f").press(key).sees(said);
        assert_eq!(stage.scope(), Scope::Customers, "{key}");
        assert!(rows(&stage, Kind::Assessment).is_empty(), "{key}");
    }
    let mut stage = fresh();
    stage.press("f esc");
    assert_eq!(stage.scope(), Scope::Customers);
    // The help of the state, and back to it.
    stage.press("f ? esc 3");
    assert_eq!(said(&stage, 1), (3, 0));
}

#[test]
fn a_click_on_a_word_of_the_footer_rates() {
    let mut stage = fresh().sized(120, 36);
    stage.press("f").click("4 good match");
    assert_eq!(said(&stage, 1), (4, 0));
    stage.press("f").click("Cedar").sees("Nothing was rated.");
    assert_eq!(said(&stage, 1), (4, 0));
}

#[test]
fn where_the_footer_is_narrow_the_ends_of_the_scale_are_said_above_it() {
    let mut stage = fresh().sized(60, 20);
    stage.press("m").sees("Mood, 1 dread to 5 delighted: Alder (not said");
    assert!(footer(&stage).starts_with(" 1  2  3  4  5 "), "{}", footer(&stage));
    assert!(footer(&stage).contains("Esc cancel"));
}

#[test]
fn the_first_answer_of_a_quarter_carries_the_other_side_over_unconfirmed() {
    let mut stage = firm(|book| drop(book.apply(&Change::record(&Edit::new(alder("2026-07-01")))).unwrap()));
    stage.press("m").sees("(now 5 delighted)").press("2").sees("✓ Alder: mood 2 (was 5)");
    let answers = answers(&stage, 1);
    assert_eq!(answers.iter().map(|answers| answers.quarter.to_string()).collect::<Vec<_>>(), ["2026-07-01", "2026-10-01"]);
    let now = &answers[1];
    assert_eq!((now.fit, now.feel), (Rating::new(4), Rating::new(2)));
    assert!(!now.fit_confirmed && now.mood_confirmed);
    // The same digit confirms what was carried over; a second time there is nothing to do.
    stage.press("f 4").sees("Alder: confirmed as it was");
    stage.press("f 4").sees("Fit was 4 before already.");
    stage.press("u u");
    assert_eq!(super::firm::answers(&stage, 1).len(), 1);
    stage.agrees_with_its_file();
}

#[test]
fn quarters_are_those_of_the_firm_s_year() {
    let mut stage = firm(|book| {
        let settings = book.load_book().unwrap().settings;
        let february = settings.enter(Name::FiscalStart, "2").unwrap();
        book.apply(&Change::Settings(settings.changes_to(&february))).unwrap();
    });
    stage.press("f 5");
    assert_eq!(answers(&stage, 1)[0].quarter.to_string(), "2026-11-01");
}

#[test]
fn nobody_who_is_gone_is_rated() {
    let mut stage = fresh();
    let axis = keepnet::intent::Axis::Fit;
    stage.app.perform(Effect::Open(keepnet::intent::Opening::Rate(axis, vec![CustomerId(99)])));
    stage.pass(10).sees("That customer is not in your book any more.");
    assert_eq!(stage.scope(), Scope::Customers);
}
