//! The scope gate: three keys into the form, and what is none of the firm's work left, handed over or taken on purpose.

use keepnet::domain::id::CustomerId;
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::intent::{Opening, Scope};

use super::super::firm::rows;
use super::super::stage::Stage;
use super::work::{named, newest, says, text, with};
use super::{Looking, fill, open, to};

/// The firm with three offerings: one of its own with a written process, one next to it, one that goes to a partner.
fn selling() -> Stage {
    let offering = |name, core: &str| named(Kind::Offering, name).with("core", text(core));
    let portals = offering("Portals", "core").with("process_pages", Value::Number(14));
    let portals = portals.with("does", text("A portal their customers log into.")).with("does_not", text("No shops."));
    let variant =
        |name, supported| named(Kind::Variant, name).with("offering", Value::Number(1)).with("supported", Value::Number(supported));
    with(&[
        named(Kind::Partner, "Ferro IT"),
        portals,
        offering("Care plans", "adjacent"),
        offering("Brochure sites", "off-core").with("partner", Value::Number(1)),
        variant("With app", 0),
        variant("Web only", 1),
    ])
}

fn gate(stage: &mut Stage, customer: Option<i64>) {
    open(stage, Opening::Gate(customer.map(CustomerId)));
    assert_eq!(stage.scope(), Scope::Gate);
}

#[test]
fn three_keys_lead_into_the_form_with_the_answers_in_it() {
    let mut stage = selling();
    stage.press(":").write("work").press("enter").sees("New work for Alder").sees("What do they want?").sees("question 1 of 3");
    stage.sees("You do: A portal their customers log into.").sees("You do not: No shops.");
    stage.press("1").sees("Is it a variant you support?").sees("Web only").sees("you support it").sees("done once");
    stage.press("1").sees("Is there a written process for it?").sees("14 pages").press("y");
    assert_eq!(stage.scope(), Scope::Form, "{}", stage.picture());
    stage.sees("Add engagement").write("New portal").press("ctrl-s");
    let kept = newest(&stage, Kind::Engagement);
    for (field, value) in [
        ("customer", Value::Number(1)),
        ("title", text("New portal")),
        ("stage", text("talking")),
        ("offering", Value::Number(1)),
        ("variant", Value::Number(2)),
        ("supported", text("yes")),
        ("documented", text("yes")),
        ("agreed", text("in scope")),
        ("talking_on", text("2026-11-22")),
    ] {
        assert_eq!(kept.get(field), &value, "{field}");
    }
    says(&mut stage, "Added engagement Alder, New portal (talking)");
    stage.agrees_with_its_file();
}

#[test]
fn what_is_off_core_is_left_by_default_and_taken_on_purpose_only() {
    let mut stage = selling();
    gate(&mut stage, Some(2));
    stage.press("3 y y").sees("Brochure sites is off-core: you said it is not yours. Take it");
    stage.sees("▐ Leave it ▌").sees("Hand it over").sees("Take it on purpose");
    gate_left(&mut stage, "Declined Birch, Brochure sites: left at the gate");
    gate(&mut stage, Some(2));
    stage.press("3 y y right right enter").write("Site").press("ctrl-s");
    let taken = newest(&stage, Kind::Engagement);
    // As its offering is.
    assert_eq!((taken.get("agreed"), taken.get("core")), (&text("on purpose"), &Value::Nothing));
}

/// Leaves the work in question: it is kept as declined, in a step that is said and taken back here.
#[track_caller]
fn gate_left(stage: &mut Stage, said: &str) {
    stage.press("enter");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.sees(said);
    let left = newest(stage, Kind::Engagement);
    for (field, value) in [
        ("stage", text("lost")),
        ("lost_on", text("2026-11-22")),
        ("agreed", text("declined")),
        ("reason", text("left at the gate")),
        ("supported", text("yes")),
        ("documented", text("yes")),
    ] {
        assert_eq!(left.get(field), &value, "{field}");
    }
    stage.agrees_with_its_file();
    stage.press("u");
    assert!(rows(stage, Kind::Engagement).is_empty());
}

#[test]
fn what_nobody_lists_is_off_core_and_left_by_nobody_is_not_kept() {
    let mut stage = selling();
    gate(&mut stage, Some(2));
    stage.press("0 y y");
    gate_left(&mut stage, "Declined Birch: left at the gate");
    gate(&mut stage, Some(2));
    stage.press("0 y y right right enter").write("Logo").press("ctrl-s");
    let taken = newest(&stage, Kind::Engagement);
    assert_eq!((taken.get("agreed"), taken.get("core")), (&text("on purpose"), &text("off-core")));
    stage.press("u");
    gate(&mut stage, None);
    stage.press("0 y y enter").sees("Left. Nothing was kept, for nobody is named.");
    assert!(rows(&stage, Kind::Engagement).is_empty());
}

#[test]
fn what_is_handed_over_is_declined_and_sent_in_one_step() {
    let mut stage = selling();
    gate(&mut stage, Some(2));
    stage.press("3 n n right enter");
    assert_eq!(stage.scope(), Scope::Customers);
    says(&mut stage, "Declined Birch, Brochure sites: off-core; Sent Birch to Ferro IT");
    let declined = newest(&stage, Kind::Engagement);
    assert_eq!((declined.get("stage"), declined.get("agreed")), (&text("lost"), &text("declined")));
    assert_eq!(newest(&stage, Kind::Referral).get("to_partner"), &Value::Number(1));
    stage.press("u");
    assert!(rows(&stage, Kind::Engagement).is_empty() && rows(&stage, Kind::Referral).is_empty());
    stage.agrees_with_its_file();

    // Nobody knows who asked, nor who does what is not listed: the form asks.
    gate(&mut stage, None);
    stage
        .sees("New work")
        .press("0 n n")
        .sees("It is nothing you list. Take it on purpose?")
        .press("right enter")
        .sees("Hand it over");
    stage.press("ctrl-s").sees("Say who asked.").sees("2 things to fix before saving");
    fill(&mut stage, "Customer", "Gull & Sons");
    fill(&mut stage, "Title", "A logo");
    fill(&mut stage, "To partner", "ferro");
    stage.press("ctrl-s");
    says(&mut stage, "Sent Gull & Sons to Ferro IT; Gull & Sons is new");
    assert_eq!(newest(&stage, Kind::Engagement).get("customer"), &Value::Number(6));
    stage.agrees_with_its_file();
}

#[test]
fn neither_supported_nor_written_down_asks_one_of_them_does_not() {
    let mut stage = selling();
    gate(&mut stage, Some(1));
    stage.press("2 n n").sees("You neither support this way of doing it nor have a written").press("esc");
    assert_eq!(stage.scope(), Scope::Customers);
    gate(&mut stage, Some(1));
    stage.press("2 n y");
    assert_eq!(stage.scope(), Scope::Form);
}

#[test]
fn the_arrows_and_enter_do_what_the_digits_do_and_left_goes_back() {
    let mut stage = selling();
    gate(&mut stage, Some(1));
    stage.press("left").sees("This is the first question.").press("y").sees("First choose what they want");
    stage.press("7").sees("No answer has that digit.").press("down up").misses("No answer has that digit.");
    stage
        .press("down enter")
        .sees("question 2 of 3")
        .press("left")
        .sees("question 1 of 3")
        .press("enter enter")
        .sees("question 3 of 3");
    // A written process is noted, so yes is marked.
    stage.press("enter");
    assert_eq!(stage.scope(), Scope::Form);
    to(&mut stage, "Offering");
    stage.sees("Portals");
    stage.press("esc enter").press("esc right right enter");
    gate(&mut stage, Some(1));
    stage.press("esc").sees("Nothing was added.");
    gate(&mut stage, Some(1));
    stage.press("s").sees("Add engagement");
    stage.write("Quick").press("ctrl-s");
    assert_eq!(newest(&stage, Kind::Engagement).get("agreed"), &Value::Nothing);
}

#[test]
fn more_than_nine_offerings_are_reached_with_the_arrows_in_any_window() {
    let all: Vec<Row> = (1..=14).map(|number| named(Kind::Offering, &format!("Offering {number:02}"))).collect();
    let mut stage = with(&all);
    for (width, height) in [(100, 40), (80, 24), (40, 12)] {
        stage.resize(width, height);
        gate(&mut stage, Some(1));
        stage.press("down*11").sees("Offering 12").press("enter").sees("question 2 of 3").press("y y");
        to(&mut stage, "Offering");
        stage.sees("Offering 12").press("ctrl-s");
        assert_eq!(newest(&stage, Kind::Engagement).get("offering"), &Value::Number(12));
    }
    stage.resize(12, 5);
    gate(&mut stage, Some(1));
    stage.press("down*20 enter esc");
}

#[test]
fn answers_out_of_sight_are_counted() {
    let all: Vec<Row> = (1..=14).map(|number| named(Kind::Offering, &format!("Offering {number:02}"))).collect();
    let mut stage = with(&all);
    stage.resize(40, 12);
    gate(&mut stage, Some(1));
    // Of fifteen answers five fit between question and border.
    stage.sees("10 more ↓ · question 1 of 3").misses("something you do not list");
    stage.press("down*4").sees("10 more ↓").press("down").sees("9 more ↓");
    stage.press("down*9").sees("something you do not list").misses("more ↓").sees("question 1 of 3");
    stage.resize(80, 24);
    stage.sees("something you do not list").misses("more ↓");
}

#[test]
fn a_book_without_offerings_is_asked_the_other_two_and_told_where_to_list_them() {
    let mut stage = with(&[]);
    gate(&mut stage, Some(1));
    stage.sees("question 2 of 3").sees("You list no offerings yet: the");
    stage.press("left").sees("This is the first question.").press("y n");
    assert_eq!(stage.scope(), Scope::Form);
}

#[test]
fn a_hidden_customer_stays_hidden_and_names_in_offerings_too() {
    let mut stage = with(&[named(Kind::Offering, "Portal like Alder's")]);
    stage.press("down D");
    gate(&mut stage, Some(1));
    stage.sees("New work for Customer 01").misses("Alder").sees("Portal like Customer 01's");
}

#[test]
fn the_answers_of_a_form_left_half_typed_come_back() {
    let mut stage = selling();
    gate(&mut stage, Some(1));
    stage.press("1 1 n").write("Portal").pass(2_000);
    let mut stage = stage.again().sized(100, 40);
    stage.press(":").write("draft").press("enter").sees("Portal").press("ctrl-s");
    let kept = newest(&stage, Kind::Engagement);
    assert_eq!(
        (kept.get("offering"), kept.get("documented"), kept.get("agreed")),
        (&Value::Number(1), &text("no"), &text("in scope"))
    );
    assert_eq!((kept.get("stage"), kept.get("customer")), (&text("talking"), &Value::Number(1)));
}

#[test]
fn an_offering_another_window_archives_is_asked_for_again() {
    let mut stage = selling();
    gate(&mut stage, Some(1));
    stage.press("2").sees("question 2 of 3");
    let before = rows(&stage, Kind::Offering)[1].clone();
    super::super::firm::elsewhere(
        &stage,
        keepnet::domain::change::Edit::of(before.clone(), before.with("archived", Value::Number(1))),
    );
    stage.press("ctrl-l").sees("question 1 of 3").misses("adjacent");
}

#[test]
fn answers_given_now_stand_over_a_draft_of_earlier_ones() {
    let mut stage = selling();
    gate(&mut stage, Some(1));
    stage.press("1 1 y").write("Portal").pass(2_000);
    let mut stage = stage.again().sized(100, 40);
    // The same offering, but as nobody supports it; no process is written.
    gate(&mut stage, Some(1));
    stage.press("1 n n").sees("Take it").press("right right enter").sees("Portal").sees("Kept from before").press("ctrl-s");
    let kept = newest(&stage, Kind::Engagement);
    for (field, value) in [
        ("title", text("Portal")),
        ("offering", Value::Number(1)),
        ("variant", Value::Nothing),
        ("supported", text("no")),
        ("documented", text("no")),
        ("agreed", text("on purpose")),
    ] {
        assert_eq!(kept.get(field), &value, "{field}");
    }
    stage.agrees_with_its_file();
}

#[test]
fn a_draft_of_work_nobody_lists_leaves_customer_and_offering_as_answered_now() {
    let mut stage = selling();
    gate(&mut stage, Some(1));
    stage.press("0 y y right right enter").write("Site");
    fill(&mut stage, "Offering", "Care plans");
    stage.press("shift-tab*30");
    fill(&mut stage, "Customer", "Birch");
    stage.pass(2_000);
    let mut stage = stage.again().sized(100, 40);
    gate(&mut stage, Some(1));
    stage.press("0 y n right right enter").sees("Site").press("ctrl-s");
    let kept = newest(&stage, Kind::Engagement);
    assert_eq!(
        (kept.get("customer"), kept.get("offering"), kept.get("documented")),
        (&Value::Number(1), &Value::Nothing, &text("no"))
    );
}

#[test]
fn work_handed_over_keeps_its_draft_to_itself_and_its_answers_in_it() {
    let mut stage = selling();
    // Brochure sites of nobody known yet, and what nobody lists.
    gate(&mut stage, None);
    stage.press("3 y n right enter");
    fill(&mut stage, "Customer", "Gull & Sons");
    fill(&mut stage, "Title", "Three pages");
    stage.pass(2_000);
    let mut stage = stage.again().sized(100, 40);
    gate(&mut stage, None);
    stage.press("0 n n right enter").sees("Hand it over").misses("Three pages").misses("Kept from before").press("esc");
    stage.press(":").write("draft").press("enter").sees("Three pages").sees("Ferro IT").press("ctrl-s");
    let declined = newest(&stage, Kind::Engagement);
    for (field, value) in [
        ("title", text("Three pages")),
        ("offering", Value::Number(3)),
        ("supported", text("yes")),
        ("documented", text("no")),
        ("agreed", text("declined")),
        ("reason", text("off-core")),
    ] {
        assert_eq!(declined.get(field), &value, "{field}");
    }
    assert_eq!(newest(&stage, Kind::Referral).get("to_partner"), &Value::Number(1));
    stage.agrees_with_its_file();
}

#[test]
fn skipping_a_later_question_keeps_the_answers_given() {
    for (keys, offering, variant, supported) in [
        ("1 s", Value::Number(1), Value::Nothing, Value::Nothing),
        ("1 1 s", Value::Number(1), Value::Number(2), text("yes")),
        ("2 n s", Value::Number(2), Value::Nothing, text("no")),
        // Back to the second question its answer is none any more, and back to the first nothing is.
        ("1 1 left s", Value::Number(1), Value::Nothing, Value::Nothing),
        ("1 1 left left s", Value::Nothing, Value::Nothing, Value::Nothing),
    ] {
        let mut stage = selling();
        gate(&mut stage, Some(1));
        stage.press(keys).write("Quick").press("ctrl-s");
        let kept = newest(&stage, Kind::Engagement);
        let answers = (kept.get("offering"), kept.get("variant"), kept.get("supported"));
        assert_eq!(answers, (&offering, &variant, &supported), "{keys}");
        assert_eq!((kept.get("documented"), kept.get("agreed")), (&Value::Nothing, &Value::Nothing), "{keys}");
    }
}

#[test]
fn a_partner_who_shares_a_name_is_the_one_the_offering_goes_to_and_one_put_away_is_nobody() {
    let sites = |partner| named(Kind::Offering, "Sites").with("core", text("off-core")).with("partner", Value::Number(partner));
    let ferro = || named(Kind::Partner, "Ferro IT");
    let stage = with(&[ferro(), named(Kind::Partner, "Sparrow"), sites(2)]);
    // The book refuses such a name, but another program may have written it.
    let conn = rusqlite::Connection::open(stage.book()).unwrap();
    conn.execute("UPDATE partner SET name = 'Ferro IT' WHERE id = 2", []).unwrap();
    drop(conn);
    let mut stage = stage.again().sized(100, 40);
    gate(&mut stage, None);
    stage.press("1 n n right enter").sees("Ferro IT");
    fill(&mut stage, "Customer", "Birch");
    stage.press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers, "{}", stage.picture());
    assert_eq!(newest(&stage, Kind::Referral).get("to_partner"), &Value::Number(2));
    stage.agrees_with_its_file();

    let mut stage = with(&[ferro().with("archived", Value::Number(1)), sites(1)]);
    gate(&mut stage, Some(1));
    stage.press("1 n n right enter").sees("Hand it over").misses("Ferro IT");
    stage.press("ctrl-s").sees("Say which partner does it.");
}
