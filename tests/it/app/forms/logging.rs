//! Logging hours and costs with few keys, and looking through what was logged and who was sent.

use keepnet::domain::change::{Change, Edit};
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::intent::{Action, Effect, Scope};

use super::super::firm::{firm, rows};
use super::super::stage::Stage;
use super::{Looking, fill, in_focus};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn run(stage: &mut Stage, action: Action) -> &mut Stage {
    stage.pass(500);
    stage.app.perform(Effect::Run(action));
    stage.pass(10)
}

#[test]
fn a_letter_the_hours_and_enter_log_them_for_the_one_under_the_cursor() {
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.press("t").sees("Log hours or a cost").sees("[delivery]").sees("22 Nov 2026").sees("Alder");
    stage.press("u 3 . 5 enter").sees("✓ Logged 3.5 h unbilled for Alder");
    let entry = &rows(&stage, Kind::Effort)[0];
    assert_eq!(
        (entry.get("kind"), entry.get("hours"), entry.get("date")),
        (&text("unbilled"), &Value::Number(210), &text("2026-11-22"))
    );
    // A cost alone: Enter passes the empty hours, and logs from the cost.
    stage.press("t a enter 4 0 enter").sees("✓ Logged $40 acquisition for Alder");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.press("u u");
    assert!(rows(&stage, Kind::Effort).is_empty());
    stage.agrees_with_its_file();
}

#[test]
fn every_kind_has_its_letter_and_no_other_letter_means_anything() {
    for (letter, kind) in [("d", "delivery"), ("u", "unbilled"), ("a", "acquisition"), ("k", "marketing"), ("e", "learning")] {
        let mut stage = firm(|_| {}).sized(100, 40);
        stage.press("t").press(letter).sees(&format!("[{kind}]"));
        assert!(in_focus(&stage, "Hours"), "{letter}:\n{}", stage.picture());
        stage.press("1 enter");
        assert_eq!(rows(&stage, Kind::Effort)[0].get("kind"), &text(kind));
    }
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.press("t z").sees("z does nothing here.").sees("[delivery]");
}

#[test]
fn nothing_spent_is_refused_and_so_is_work_for_nobody() {
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.press("t ctrl-s").sees("Say how many hours, or what it cost.");
    assert!(in_focus(&stage, "Hours"));
    fill(&mut stage, "Hours", "1");
    fill(&mut stage, "Customer", "");
    stage.press("ctrl-s").sees("is for a customer. Name one, or");
    assert!(in_focus(&stage, "Customer"));
    // Learning is for nobody in particular.
    stage.press("shift-tab*5 e ctrl-s").sees("✓ Logged 1 h learning");
}

#[test]
fn what_was_logged_is_listed_newest_first_with_its_sums_and_mended() {
    let entry = |date: &str, kind: &str, hours: i64, cost: i64| {
        let row = Row::blank(Kind::Effort).with("customer", Value::Number(1)).with("date", text(date)).with("kind", text(kind));
        let some = |number: i64| if number == 0 { Value::Nothing } else { Value::Number(number) };
        Edit::new(row.with("hours", some(hours)).with("cost", some(cost)))
    };
    let new = vec![
        entry("2026-03-01", "delivery", 120, 4_000),
        entry("2026-11-02", "unbilled", 90, 0),
        entry("2026-05-01", "delivery", 60, 0),
    ];
    let mut stage = firm(|book| drop(book.apply(&Change::Records(new)).unwrap()));
    run(&mut stage, Action::Entries).sees("Hours and costs · Alder").sees("1 of 3");
    stage.sees("In all 4.5 h and $40: delivery 3 h and $40, unbilled 1.5 h.");
    let picture = stage.picture();
    let at = |words: &str| picture.find(words).unwrap_or_else(|| panic!("{words}:\n{picture}"));
    assert!(at("1.5 h unbilled") < at("1 h delivery") && at("1 h delivery") < at("2 h and $40 delivery"));
    stage.press("enter").sees("Edit entry");
    fill(&mut stage, "Hours", "2");
    stage.press("ctrl-s").sees("2 h unbilled").sees("In all 5 h and $40");
    assert_eq!(stage.scope(), Scope::List);
    stage.press("esc down");
    run(&mut stage, Action::Entries).sees("No hours or costs are logged for this customer yet.");
    stage.press("enter").sees("No hours or costs");
}

#[test]
fn referrals_of_a_customer_are_listed_from_where_they_stand() {
    let sent = |by: i64, who: i64, outcome: &str| {
        let row = Row::blank(Kind::Referral).with("from_customer", Value::Number(by)).with("customer", Value::Number(who));
        Edit::new(row.with("date", text("2026-05-04")).with("outcome", text(outcome)))
    };
    let new = vec![sent(3, 1, "won"), sent(1, 2, "won"), sent(1, 4, "lost")];
    let mut stage = firm(|book| drop(book.apply(&Change::Records(new)).unwrap()));
    run(&mut stage, Action::Referrals).sees("Referrals · Alder").sees("Sent 2 customers, 1 won. Sent to you by 1 sender.");
    stage.sees("Sent Birch: won").sees("Sent Dogwood: lost").sees("Sent by Cedar: won");
    stage.press("enter").sees("Edit referral");
}

#[test]
fn the_cursor_of_the_list_goes_with_the_entry_that_was_mended() {
    let entry = |date: &str| {
        let row = Row::blank(Kind::Effort).with("customer", Value::Number(1)).with("kind", text("delivery"));
        Edit::new(row.with("date", text(date)).with("hours", Value::Number(60)))
    };
    let new = ["2026-03-01", "2026-11-02", "2026-05-01"].map(entry).to_vec();
    let mut stage = firm(|book| drop(book.apply(&Change::Records(new)).unwrap())).sized(100, 40);
    run(&mut stage, Action::Entries).sees("1 of 3");
    stage.press("enter");
    fill(&mut stage, "Date", "1 Jan 2026");
    stage.press("ctrl-s").sees("3 of 3");
    stage.press("up enter").sees("1 Mar 2026");
}

#[test]
fn notes_and_partners_of_a_hidden_customer_are_hidden_in_its_lists_and_forms() {
    let number = Value::Number;
    let partner = Row::blank(Kind::Partner).with("name", text("Ferro IT"));
    let out = Row::blank(Kind::Referral).with("customer", number(2)).with("to_partner", number(1)).with("outcome", text("open"));
    let out = out.with("date", text("2026-11-02")).with("note", text("moving to Lyme"));
    let entry = Row::blank(Kind::Effort).with("customer", number(2)).with("kind", text("delivery")).with("hours", number(60));
    let entry = entry.with("date", text("2026-11-02")).with("note", text("the depot app"));
    let new = [partner, out, entry].map(Edit::new).to_vec();
    let mut stage = firm(|book| drop(book.apply(&Change::Records(new)).unwrap())).sized(100, 40);
    stage.press("down");
    run(&mut stage, Action::Referrals).sees("Sent on to Ferro IT: open").sees("moving to Lyme").press("esc");
    run(&mut stage, Action::Entries).sees("delivery: the depot app").press("esc up D down");
    run(&mut stage, Action::Referrals).sees("Sent on to a partner: open · hidden").misses("Ferro").misses("Lyme");
    stage.press("enter").sees("D shows all names again; then Enter").misses("Ferro").press("esc");
    run(&mut stage, Action::Entries).sees("1 h delivery: hidden").misses("depot").press("esc w");
    assert_eq!(stage.scope(), Scope::Customers);
    stage.sees("D shows all names again; then w");
    // Of the one that is named all is said.
    stage.press("up w").sees("How you work with Alder");
}
