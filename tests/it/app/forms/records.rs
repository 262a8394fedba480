//! The form every kind of record has: adding, refusing, mending, undoing; two windows; what a crash leaves.

use keepnet::domain::change::{Change, Edit};
use keepnet::domain::id::CustomerId;
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::intent::{Action, Effect, Opening, Scope};

use super::super::firm::{elsewhere, firm, rows};
use super::super::stage::Stage;
use super::{Looking, fill, in_focus, open, to};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn partner(name: &str) -> Row {
    Row::blank(Kind::Partner).with("name", text(name))
}

fn offering(name: &str) -> Row {
    Row::blank(Kind::Offering).with("name", text(name)).with("core", text("core"))
}

fn sent(by: i64, who: i64) -> Row {
    let row = Row::blank(Kind::Referral).with("from_customer", Value::Number(by)).with("customer", Value::Number(who));
    row.with("date", text("2026-05-04")).with("outcome", text("won"))
}

/// The firm with rows in its book.
fn with(new: &[Row]) -> Stage {
    let edits: Vec<Edit<Row>> = new.iter().cloned().map(Edit::new).collect();
    firm(|book| drop(book.apply(&Change::Records(edits)).unwrap()))
}

fn adding(stage: &mut Stage, kind: Kind) {
    open(stage, Opening::AddRecord(Row::blank(kind)));
}

fn only(stage: &Stage, kind: Kind) -> Row {
    let rows = rows(stage, kind);
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].clone()
}

/// A kind, what is typed into which fields, what is said of it, and a field of the row as it is then kept.
type Added = (Kind, &'static [(&'static str, &'static str)], &'static str, &'static str, Value);

fn added() -> Vec<Added> {
    vec![
        (Kind::Partner, &[("Name", " Ferro  IT "), ("Takes", "hosting")], "Added partner Ferro IT", "takes", text("hosting")),
        (
            Kind::Offering,
            &[("Name", "Care plans"), ("Sent to", "lune"), ("Process, pages", "14"), ("List price", "1.6k")],
            "Added offering Care plans",
            "list_price",
            Value::Number(160_000),
        ),
        (Kind::Variant, &[("Offering", "book"), ("Name", "On site")], "Added variant On site", "offering", Value::Number(1)),
        (
            Kind::Effort,
            &[("Hours", "3:30"), ("Cost", "40"), ("Customer", "Birch")],
            "Logged 3.5 h and $40 delivery for Birch",
            "hours",
            Value::Number(210),
        ),
        (
            Kind::Referral,
            &[("Who was sent", "birch"), ("By customer", "Alder"), ("Date", "4 May 2026")],
            "Birch was sent by Alder",
            "date",
            text("2026-05-04"),
        ),
        (Kind::Rivals, &[("One", "Cedar"), ("The other", "elm")], "Added pair of rivals Cedar and Elm", "other", Value::Number(5)),
        (
            Kind::MoodProfile,
            &[("Feels natural", "unhurried"), ("Words", "curious, calm; curious")],
            "Added mood profile 22 Nov 2026",
            "words",
            text("curious; calm"),
        ),
        (
            Kind::Wanted,
            &[("Who", "A clinic that plans ahead.")],
            "Added wanted profile A clinic that plans ahead.",
            "said",
            text("2026-11-22"),
        ),
        (
            Kind::Prospect,
            &[("Name", "Gull & Sons"), ("Why them", "They ask back")],
            "Added prospect Gull & Sons",
            "why",
            text("They ask back"),
        ),
    ]
}

#[test]
fn a_record_of_every_kind_is_added_changed_and_undone() {
    for (kind, typed, said, field, value) in added() {
        let needed: &[Row] = match kind {
            Kind::Variant => &[offering("Booking systems")],
            Kind::Offering => &[partner("Studio Lune")],
            _ => &[],
        };
        let mut stage = with(needed).sized(100, 40);
        adding(&mut stage, kind);
        for (label, text) in typed {
            fill(&mut stage, label, text);
        }
        stage.press("ctrl-s").sees(&format!("✓ {said}"));
        assert_eq!(stage.scope(), Scope::Customers, "{kind:?}:\n{}", stage.picture());
        let row = rows(&stage, kind).pop().unwrap();
        assert_eq!(row.get(field), &value, "{kind:?}");
        stage.agrees_with_its_file();

        // Opened again it says what was typed, and saving it unchanged writes nothing.
        open(&mut stage, Opening::EditRecord(kind, row.id));
        stage.sees("Edit ").press("ctrl-s").sees(&format!("✓ {said}"));
        assert_eq!(rows(&stage, kind).pop().unwrap(), row, "{kind:?}");
        stage.press("u");
        assert!(!rows(&stage, kind).contains(&row), "{kind:?}");
        stage.press("ctrl-r");
        assert_eq!(rows(&stage, kind).pop().unwrap(), row);
        stage.agrees_with_its_file();
    }
}

#[test]
fn what_cannot_be_kept_is_refused_at_its_field_with_a_fix_and_stays_typed() {
    for (kind, label, typed, said) in [
        (Kind::Partner, "Name", "", "Name cannot stay empty."),
        (Kind::Offering, "Process, pages", "lots", "\"lots\" is not a whole number from 0 to 10000"),
        (Kind::Offering, "List price", "-5", "This cannot be below 0."),
        (Kind::Offering, "Sent to", "Nobody", "No partner is called \"Nobody\". Add it first, or"),
        (Kind::Variant, "Offering", "Nothing", "No offering is called \"Nothing\". Add it first"),
        (Kind::Effort, "Hours", "25:99", "\"25:99\" is no time. Try 3.5 or 3:30"),
        (Kind::Effort, "Date", "someday", "someday"),
        (Kind::Effort, "Date", "23 Nov 2026", "23 Nov 2026 is still to come. Type today or a day"),
        (Kind::MoodProfile, "Answered", "1 Jan 2027", "1 Jan 2027 is still to come."),
        (Kind::Offering, "Launched", "1 Jan 2027", "1 Jan 2027 is still to come."),
        (Kind::Referral, "By customer", "Zebra", "No customer is called \"Zebra\". Add it first,"),
        (Kind::Referral, "Weight", "0", "\"0\" is not a whole number from 1 to 100"),
        (Kind::Prospect, "In your book as", "r", "3 fit: Alder, Birch, Cedar. Type more"),
    ] {
        let mut stage = firm(|_| {}).sized(100, 40);
        adding(&mut stage, kind);
        fill(&mut stage, label, typed);
        stage.sees(said).sees("to fix before saving").sees(typed).press("ctrl-s").sees(said);
        assert_eq!(stage.scope(), Scope::Form);
        assert!(rows(&stage, kind).is_empty(), "{kind:?}, {label}");
    }
}

#[test]
fn what_the_fields_are_together_is_refused_at_the_field_that_mends_it() {
    for (kind, typed, label, said) in [
        (Kind::Effort, &[("Customer", "Alder")][..], "Hours", "Say how many hours, or what it cost."),
        (Kind::Effort, &[("Hours", "2")], "Customer", "Work of the kind delivery is for a customer."),
        (Kind::Rivals, &[("One", "Elm"), ("The other", "Elm")], "The other", "Nobody competes with themselves."),
        (Kind::Referral, &[("By customer", "Elm")], "Who was sent", "Say who was sent, or choose the outcome word of"),
        (Kind::Referral, &[("Who was sent", "Elm")], "By customer", "Say who sent them, or to which partner you did."),
    ] {
        let mut stage = firm(|_| {}).sized(100, 40);
        adding(&mut stage, kind);
        for (label, text) in typed {
            fill(&mut stage, label, text);
        }
        stage.press("ctrl-s").sees(said);
        assert!(in_focus(&stage, label), "{kind:?}, {label}:\n{}", stage.picture());
        assert!(rows(&stage, kind).is_empty());
    }
}

#[test]
fn a_circle_of_referrals_is_refused_with_the_sentence_and_what_was_typed_is_kept() {
    // Alder sent Birch, Birch sent Cedar: Cedar cannot have sent Alder.
    let mut stage = with(&[sent(1, 2), sent(2, 3)]).sized(100, 40);
    adding(&mut stage, Kind::Referral);
    fill(&mut stage, "Who was sent", "Alder");
    fill(&mut stage, "By customer", "Cedar");
    stage.press("ctrl-s");
    stage.sees("Alder would have been sent, by way of others, by").sees("Cedar").sees("Name another sender");
    assert!(in_focus(&stage, "By customer"));
    assert_eq!(rows(&stage, Kind::Referral).len(), 2);
    fill(&mut stage, "By customer", "Elm");
    stage.press("ctrl-s").sees("✓ Alder was sent by");
    assert_eq!(rows(&stage, Kind::Referral).len(), 3);
}

#[test]
fn a_premium_without_an_end_is_refused() {
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.press("w").sees("How you work with Alder");
    fill(&mut stage, "Premium", "15");
    stage.press("ctrl-s").sees("A premium needs an end, or it is forgotten.");
    assert!(in_focus(&stage, "Premium ends"));
    stage.sees("15%").write("31 Dec 2026").press("ctrl-s");
    let profile = only(&stage, Kind::Profile);
    assert_eq!((profile.get("exclusive_premium"), profile.get("customer")), (&Value::Number(1500), &Value::Number(1)));
    // There is one a customer: the key opens it again.
    stage.press("w").sees("15%");
    to(&mut stage, "Pace");
    stage.sees("[none]").press("3").sees("[steady]").press("ctrl-s").sees("✓ Alder: pace steady (was none)");
    to_exclusive(&mut stage);
    stage.press("ctrl-s").sees("Exclusive needs a reason that is plainly in your");
    assert!(in_focus(&stage, "Why exclusive"));
    assert_eq!(rows(&stage, Kind::Profile).len(), 1);
    stage.agrees_with_its_file();
}

fn to_exclusive(stage: &mut Stage) {
    stage.press("w");
    to(stage, "Exclusive");
    stage.press("space").sees("■ you serve none of their rivals");
}

#[test]
fn a_profile_saved_with_nothing_in_it_is_none() {
    let mut stage = firm(|_| {});
    stage.press("w ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers);
    assert!(rows(&stage, Kind::Profile).is_empty());
}

#[test]
fn ratings_are_set_and_emptied_by_their_digits_and_say_what_they_mean() {
    let mut stage = with(&[offering("Care plans")]).sized(100, 50);
    open(&mut stage, Opening::EditRecord(Kind::Offering, 1));
    to(&mut stage, "Good at it");
    assert_eq!(stage.scope(), Scope::Choice);
    stage.sees("1 poor at it to 5 among the best").press("4").sees("[4]").sees("good at it").press("right").sees("among the best");
    stage.press("ctrl-s").sees("✓ Care plans: good at it 5 (was none)");
    open(&mut stage, Opening::EditRecord(Kind::Offering, 1));
    to(&mut stage, "Good at it");
    stage.press("5 ctrl-s").sees("✓ Care plans: good at it none (was 5)");
    assert!(only(&stage, Kind::Offering).get("good_at").is_nothing());
    open(&mut stage, Opening::EditRecord(Kind::Offering, 1));
    to(&mut stage, "Good at it");
    // There is no 6: nothing moves.
    stage.press("6").misses("1 change");
}

#[test]
fn what_is_archived_is_brought_back_in_its_form() {
    let mut stage = with(&[partner("Ferro IT").with("archived", Value::Number(1))]);
    open(&mut stage, Opening::EditRecord(Kind::Partner, 1));
    to(&mut stage, "Archived");
    stage.press("space ctrl-s").sees("✓ Brought back partner Ferro IT");
    assert_eq!(only(&stage, Kind::Partner).get("archived"), &Value::Number(0));
    stage.press("u").sees("Undone");
    assert_eq!(only(&stage, Kind::Partner).get("archived"), &Value::Number(1));
}

#[test]
fn sending_a_customer_on_asks_for_a_partner_first_and_then_for_which() {
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.press("o").sees("You have noted nobody you send work to.").press("enter").misses("No partner yet");
    stage.press("o right enter").sees("Add partner").write("Ferro IT").press("ctrl-s");
    // The only one is filled in.
    stage.press("down o").sees("Add referral").sees("Birch").sees("Ferro IT").press("ctrl-s").sees("✓ Sent Birch to Ferro IT");
    let referral = only(&stage, Kind::Referral);
    assert_eq!((referral.get("to_partner"), referral.get("outcome")), (&Value::Number(1), &text("open")));
    open(&mut stage, Opening::AddRecord(Row::blank(Kind::Partner)));
    stage.write("Studio Lune").press("ctrl-s o");
    assert!(in_focus(&stage, "To partner"));
    stage.write("lu").sees("means Studio Lune").press("ctrl-s");
    assert_eq!(rows(&stage, Kind::Referral)[1].get("to_partner"), &Value::Number(2));
    stage.agrees_with_its_file();
}

#[test]
fn who_sent_a_customer_begins_at_the_sender() {
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.app.perform(Effect::Run(Action::Refer));
    stage.pass(10);
    assert!(in_focus(&stage, "By customer"));
    stage.write("Elm").press("ctrl-s");
    let referral = only(&stage, Kind::Referral);
    assert_eq!((referral.get("customer"), referral.get("outcome")), (&Value::Number(1), &text("won")));
}

#[test]
fn another_window_s_edit_of_another_field_is_kept_and_of_the_same_one_told_of() {
    let mut stage = with(&[partner("Ferro IT")]);
    open(&mut stage, Opening::EditRecord(Kind::Partner, 1));
    fill(&mut stage, "Takes", "hosting");
    let before = only(&stage, Kind::Partner);
    elsewhere(&stage, Edit::of(before.clone(), before.clone().with("person", text("Ann"))));
    stage.press("shift-tab").sees("Ann").sees("1 change");
    let now = before.clone().with("person", text("Ann"));
    elsewhere(&stage, Edit::of(now.clone(), now.with("takes", text("brand"))));
    stage.press("ctrl-s").sees("Another window made this \"brand\"").sees("Ctrl+S again").press("ctrl-s");
    let saved = only(&stage, Kind::Partner);
    assert_eq!((saved.get("takes"), saved.get("person")), (&text("hosting"), &text("Ann")));
    stage.agrees_with_its_file();
}

#[test]
fn a_form_of_a_record_left_half_typed_is_offered_again() {
    let mut stage = with(&[partner("Ferro IT"), offering("Care plans")]);
    open(&mut stage, Opening::EditRecord(Kind::Partner, 1));
    fill(&mut stage, "Takes", "hosting");
    stage.pass(2000);
    let mut stage = stage.again();
    stage.press(":").write("messages").press("enter").sees("A form about one of your partners was left half typed.");
    stage.press("esc :").write("draft").press("enter").sees("Edit partner").sees("hosting").sees("Kept from before");
    stage.press("ctrl-s");
    assert_eq!(only(&stage, Kind::Partner).get("takes"), &text("hosting"));

    // A new one comes back with what it began with.
    open(&mut stage, Opening::AddRecord(Row::blank(Kind::Variant).with("offering", Value::Number(1))));
    fill(&mut stage, "Name", "On site");
    stage.pass(2000);
    let mut stage = stage.again();
    stage.press(":").write("draft").press("enter").sees("Add variant").sees("Care plans").sees("On site").press("ctrl-s");
    assert_eq!(only(&stage, Kind::Variant).get("offering"), &Value::Number(1));

    // Hours are kept about whom they were for.
    stage.press("down t tab").write("2").pass(2000);
    let mut stage = stage.again();
    stage.press(":").write("messages").press("enter").sees("A form about Birch was left half typed.").press("esc");
    stage.press("down t").sees("Kept from before").press("ctrl-s").sees("✓ Logged 2 h delivery for Birch");
    let mut stage = stage.again();
    stage.press(":").write("draft").press("enter").sees("No form was left half typed.");
}

#[test]
fn what_was_typed_of_one_thing_does_not_come_back_for_another() {
    let variant = |of: i64| Opening::AddRecord(Row::blank(Kind::Variant).with("offering", Value::Number(of)));
    let mut stage = with(&[offering("Care plans"), offering("Audits"), partner("Ferro IT")]).sized(100, 40);
    open(&mut stage, variant(1));
    fill(&mut stage, "Name", "On site");
    stage.pass(2000);
    let mut stage = stage.again();
    open(&mut stage, variant(2));
    stage.sees("Audits").misses("On site").press("esc");
    open(&mut stage, variant(1));
    stage.sees("Care plans").sees("On site").press("ctrl-s").sees("Added variant On site");

    // Who sent Alder is another form than whom Alder is sent on to.
    stage.app.perform(Effect::Run(Action::Refer));
    stage.pass(10);
    stage.write("Elm").pass(2000);
    let mut stage = stage.again();
    stage.press("o").sees("Ferro IT").misses("By customer   Elm").misses("Kept from before");
    fill(&mut stage, "Note", "hosting alone");
    stage.pass(2000);
    let mut stage = stage.again();
    stage.press(":").write("draft").press("enter").sees("hosting alone").sees("[open]").sees("Ferro IT").press("ctrl-s");
    assert_eq!(only(&stage, Kind::Referral).get("to_partner"), &Value::Number(1));
    stage.press(":").write("draft").press("enter").sees("Elm").sees("[won]").press("ctrl-s");
    assert_eq!(rows(&stage, Kind::Referral)[1].get("from_customer"), &Value::Number(5));
}

#[test]
fn a_record_that_is_gone_has_no_form() {
    let mut stage = firm(|_| {});
    open(&mut stage, Opening::EditRecord(Kind::Offering, 9));
    stage.sees("That offering is not in your book any more.");
    for opening in [Opening::Profile, Opening::Criteria, Opening::MoodWords, Opening::Entries, Opening::Referrals] {
        open(&mut stage, opening(CustomerId(99)));
        assert_eq!(stage.scope(), Scope::Customers);
    }
}

#[test]
fn names_in_links_are_hidden_with_the_others() {
    let mut stage = with(&[sent(1, 2)]).sized(100, 40);
    // Alder keeps its name, Birch has none.
    stage.press("D");
    open(&mut stage, Opening::EditRecord(Kind::Referral, 1));
    stage.sees("Customer 02").misses("Birch").press("esc");
    assert_eq!(stage.scope(), Scope::Customers);
}
