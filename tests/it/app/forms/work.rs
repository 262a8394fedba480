//! Engagements in their form, lost, renewed, listed; the days of a week: what is said, kept, refused and undone.

use keepnet::domain::change::{Change, Edit};
use keepnet::domain::id::{CustomerId, EngagementId};
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::intent::{Effect, Opening, Scope};

use super::super::firm::{elsewhere, firm, rows};
use super::super::stage::Stage;
use super::{Looking, fill, in_focus, open, to};

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// Work of a customer of the firm (1 to 5) at a stage.
pub(super) fn work(customer: i64, title: &str, stage: &str) -> Row {
    let row = Row::blank(Kind::Engagement).with("customer", Value::Number(customer)).with("title", text(title));
    row.with("stage", text(stage))
}

pub(super) fn dated(customer: i64, title: &str, stage: &str, starts: &str, ends: &str) -> Row {
    work(customer, title, stage).with("starts", text(starts)).with("ends", text(ends))
}

pub(super) fn named(kind: Kind, name: &str) -> Row {
    let row = Row::blank(kind).with("name", text(name));
    if kind == Kind::Offering { row.with("core", text("core")) } else { row }
}

/// The firm with rows in its book, in a window of a hundred columns.
pub(super) fn with(new: &[Row]) -> Stage {
    let edits: Vec<Edit<Row>> = new.iter().cloned().map(Edit::new).collect();
    firm(|book| edits.into_iter().for_each(|edit| drop(book.apply(&Change::Records(vec![edit])).unwrap()))).sized(100, 40)
}

fn adding(new: &[Row]) -> Stage {
    let mut stage = with(new);
    open(&mut stage, Opening::AddRecord(Row::blank(Kind::Engagement)));
    stage
}

pub(super) fn newest(stage: &Stage, kind: Kind) -> Row {
    rows(stage, kind).pop().unwrap()
}

#[track_caller]
pub(super) fn says(stage: &mut Stage, words: &str) {
    stage.press(":").write("messages").press("enter").sees(words).press("esc");
}

#[test]
fn a_name_nobody_has_becomes_a_customer_in_the_same_step() {
    let mut stage = adding(&[]);
    stage.sees("a new name becomes a new prospect");
    to(&mut stage, "Customer");
    stage.write("Heron Labs").sees("nobody of that name yet: they come into your book with this");
    fill(&mut stage, "Title", "Portal");
    stage.press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers, "{}", stage.picture());
    stage.sees("✓ Added engagement Heron Labs, Portal (lead); Heron Labs is new");
    let kept = newest(&stage, Kind::Engagement);
    assert_eq!((kept.get("customer"), kept.get("stage")), (&Value::Number(6), &text("lead")));
    // A lead since today, first talked to today.
    assert_eq!((kept.get("lead_on"), kept.get("first_contact")), (&text("2026-11-22"), &text("2026-11-22")));
    stage.agrees_with_its_file();
    stage.press("u");
    assert_eq!((stage.app.book().customers().len(), rows(&stage, Kind::Engagement)), (5, Vec::new()));
    stage.press("ctrl-r");
    assert_eq!((stage.app.book().customers().len(), rows(&stage, Kind::Engagement)), (6, vec![kept]));
    stage.agrees_with_its_file();
}

#[test]
fn a_customer_another_window_added_meanwhile_is_taken() {
    let mut stage = adding(&[]);
    fill(&mut stage, "Customer", "Heron Labs");
    let mut window = super::super::stage::setup(&stage.book()).open().unwrap();
    let heron = keepnet::domain::customer::Customer::named("heron labs".into());
    let theirs = work(0, "Portal", "lead");
    let introduced = |title: &str| Edit::new(theirs.clone().with("title", text(title)));
    window.apply(&Change::Introduce(Box::new(heron.clone()), vec![introduced("Portal")])).unwrap();
    window.apply(&Change::Introduce(Box::new(heron), vec![introduced("Care")])).unwrap();
    window.close().unwrap();
    stage.press("ctrl-s");
    assert_eq!(stage.app.book().customers().len(), 6);
    let theirs: Vec<Value> = rows(&stage, Kind::Engagement).iter().map(|row| row.get("customer").clone()).collect();
    assert_eq!(theirs, [Value::Number(6), Value::Number(6), Value::Number(6)]);
    stage.agrees_with_its_file();
}

#[test]
fn the_form_says_what_follows_from_dates_days_and_stage() {
    let mut stage = adding(&[named(Kind::Offering, "Care plans").with("core", text("adjacent"))]);
    fill(&mut stage, "Starts", "26 Oct 2026");
    fill(&mut stage, "Days a week", "2.5");
    stage.sees("goes on at 2.5 days a week").press("shift-tab*2");
    to(&mut stage, "Ends");
    // Eight weeks of 2.5 days.
    stage.write("18 Dec 2026").sees("2.5 days a week until 18 Dec 2026 = 20 days");
    fill(&mut stage, "Day rate", "1,600");
    stage.press("shift-tab*2").sees("20 days at $1,600 a day = $32,000");
    to(&mut stage, "Odds");
    stage.sees("empty: 10%, as usual at this stage");
    fill(&mut stage, "Offering", "care");
    to(&mut stage, "Class");
    stage.sees("empty: adjacent, as the offering");
    stage.press("shift-tab*40");
    to(&mut stage, "Stage");
    stage.press("right right").press("tab");
    to(&mut stage, "Odds");
    stage.sees("empty: 50%, as usual at this stage");
}

#[test]
fn days_that_are_refused_come_to_no_sum() {
    let mut stage = adding(&[]);
    fill(&mut stage, "Starts", "6 Apr 2026");
    fill(&mut stage, "Days a week", "2");
    fill(&mut stage, "Day rate", "1,000");
    stage.press("shift-tab*30");
    to(&mut stage, "Ends");
    // Five days at two of five a week.
    stage.write("10 Apr 2026").sees("2 days a week until 10 Apr 2026 = 2 days");
    stage.press("ctrl-u").write("10 Apr 2326").misses(" = ").misses("a week until").sees("empty: it goes on");
    to(&mut stage, "Value");
    stage.misses(" = ").press("shift-tab*3").press("ctrl-u").write("5 Apr 2026").misses(" = ").misses("a week until");
    stage.press("ctrl-u").write("10 Apr 2026");
    to(&mut stage, "Value");
    stage.sees("2 days at $1,000 a day = $2,000");
}

#[test]
fn what_cannot_be_is_refused_at_its_field_and_stays_typed() {
    for (typed, label, said) in [
        (&[("Title", "Portal"), ("Starts", "6 Apr 2026"), ("Ends", "5 Apr 2026")][..], "Ends", "It ends before it starts."),
        (&[("Title", "Portal"), ("Starts", "6 Apr 2026"), ("Ends", "6 Apr 2326")], "Ends", "That is more than 20 years."),
        (&[("Title", "Portal"), ("Ends", "5 Apr 2027")], "Starts", "Say when it starts, or leave the end empty."),
        (&[("Title", "Portal"), ("Starts", "6 Apr 2026"), ("Term ends", "5 Apr 2026")], "Term ends", "The term ends before"),
        (&[("Days a week", "2")], "Title", "Say for whom it is, or what it is called."),
        (&[("Title", "Portal"), ("Odds", "101")], "Odds", "Odds go from 0 to 100 %."),
    ] {
        let mut stage = adding(&[]);
        for (label, text) in typed {
            fill(&mut stage, label, text);
        }
        stage.press("ctrl-s").sees(said);
        assert!(in_focus(&stage, label), "{label}:\n{}", stage.picture());
        assert!(rows(&stage, Kind::Engagement).is_empty());
    }
    let mut stage = adding(&[]);
    fill(&mut stage, "Starts", "soon");
    stage.sees("\"soon\" is not a date").press("ctrl-s").sees("soon");
    assert_eq!(stage.scope(), Scope::Form);
}

#[test]
fn a_variant_is_found_within_its_offering() {
    let variant = |offering, name| named(Kind::Variant, name).with("offering", Value::Number(offering));
    let rows = [named(Kind::Offering, "Care"), named(Kind::Offering, "Portals"), variant(1, "On site"), variant(2, "On site")];
    let mut stage = adding(&rows);
    fill(&mut stage, "Title", "X");
    fill(&mut stage, "Variant", "on site");
    stage.sees("More than one offering has a variant on site.").press("shift-tab*2");
    fill(&mut stage, "Offering", "port");
    fill(&mut stage, "Variant", "on site");
    stage.misses("More than one").press("ctrl-s");
    assert_eq!(newest(&stage, Kind::Engagement).get("variant"), &Value::Number(2));
    // Another offering leaves the variant behind: said at once, and by the book too.
    let kept = newest(&stage, Kind::Engagement);
    open(&mut stage, Opening::EditRecord(Kind::Engagement, kept.id));
    fill(&mut stage, "Offering", "Care");
    stage.press("ctrl-s").sees("On site is a variant of Portals.");
    stage.app.perform(Effect::Close);
    let other = kept.clone().with("offering", Value::Number(1));
    stage.app.perform(Effect::Save(Change::Records(vec![Edit::of(kept, other)])));
    says(&mut stage, "On site is not a variant of Care.");
}

#[test]
fn the_one_before_is_found_by_title_or_customer_and_told_by_its_start() {
    let mut stage = with(&[
        dated(1, "Care plan", "done", "2025-01-01", "2025-12-31"),
        dated(1, "Care plan", "booked", "2026-01-01", "2026-12-31"),
        dated(2, "Portal", "booked", "2026-01-01", "2026-12-31"),
    ]);
    open(&mut stage, Opening::AddRecord(work(1, "Care plan", "booked")));
    fill(&mut stage, "Renewal of", "care plan");
    stage.sees("2 fit: Alder, Care plan, from 1 Jan 2025").press("shift-tab");
    fill(&mut stage, "Renewal of", "care 2026");
    stage.press("shift-tab").sees("Alder, Care plan, from 1 Jan 2026");
    // Work of somebody else is none it could go on from.
    fill(&mut stage, "Renewal of", "portal");
    stage.sees("No engagement is called \"portal\".").press("shift-tab");
    fill(&mut stage, "Renewal of", "Alder, Care plan, from 1 Jan 2026");
    stage.press("ctrl-s");
    assert_eq!(newest(&stage, Kind::Engagement).get("renewal_of"), &Value::Number(2));
    // Booked work began with a word nobody noted: it is not today's.
    assert_eq!(newest(&stage, Kind::Engagement).get("first_contact"), &Value::Nothing);
}

#[test]
fn a_chain_of_renewals_closes_no_circle_and_stays_of_one_customer() {
    let mut stage = with(&[work(1, "One", "done"), work(1, "Two", "booked").with("renewal_of", Value::Number(1))]);
    let all = rows(&stage, Kind::Engagement);
    let mut refused = |before: &Row, after: Row, said: &str| {
        stage.app.perform(Effect::Save(Change::Records(vec![Edit::of(before.clone(), after)])));
        says(&mut stage, said);
        assert_eq!(rows(&stage, Kind::Engagement), all);
    };
    refused(&all[0], all[0].clone().with("renewal_of", Value::Number(2)), "Two would go on from itself, by way of others.");
    refused(&all[1], all[1].clone().with("customer", Value::Number(2)), "One is work for Alder.");
    refused(&all[0], all[0].clone().with("customer", Value::Number(2)), "Work for Alder goes on from this one.");
    open(&mut stage, Opening::EditRecord(Kind::Engagement, 1));
    fill(&mut stage, "Renewal of", "two");
    stage.press("ctrl-s").sees("Alder, Two goes on from this one itself");
    assert!(in_focus(&stage, "Renewal of"));
}

#[test]
fn a_stage_chosen_in_the_form_gets_its_day_and_is_told_and_undone() {
    let mut stage = with(&[work(3, "Dashboard", "proposal").with("proposal_on", text("2026-11-02"))]);
    let before = newest(&stage, Kind::Engagement);
    open(&mut stage, Opening::EditRecord(Kind::Engagement, 1));
    to(&mut stage, "Stage");
    stage.sees("since 2 Nov 2026").press("right right ctrl-s");
    says(&mut stage, "Booked Cedar, Dashboard (was proposal)");
    let booked = newest(&stage, Kind::Engagement);
    assert_eq!((booked.get("booked_on"), booked.get("proposal_on")), (&text("2026-11-22"), &text("2026-11-02")));
    stage.press("u").sees("Undone: Booked Cedar, Dashboard (was proposal)");
    assert_eq!(newest(&stage, Kind::Engagement), before);
    stage.press("ctrl-r");
    assert_eq!(newest(&stage, Kind::Engagement), booked);
    stage.agrees_with_its_file();
}

#[test]
fn two_windows_that_move_one_engagement_do_not_undo_each_other() {
    let mut stage = with(&[work(3, "Dashboard", "proposal")]);
    let before = newest(&stage, Kind::Engagement);
    open(&mut stage, Opening::EditRecord(Kind::Engagement, 1));
    to(&mut stage, "Stage");
    stage.press("right");
    elsewhere(&stage, Edit::of(before.clone(), before.clone().with("stage", text("lost")).with("lost_on", text("2026-11-22"))));
    stage.press("ctrl-s").sees("Another window made this \"lost\"");
    assert_eq!(newest(&stage, Kind::Engagement).get("stage"), &text("lost"));
    stage.press("ctrl-s");
    says(&mut stage, "Moved Cedar, Dashboard to verbal yes (was lost)");
    // A key on the Beach has no form that could ask: nothing is written.
    let booked = before.clone().with("stage", text("booked"));
    stage.app.perform(Effect::Save(Change::Records(vec![Edit::of(before, booked)])));
    assert_eq!(newest(&stage, Kind::Engagement).get("stage"), &text("verbal"));
    stage.agrees_with_its_file();
}

#[test]
fn work_lost_says_why_and_who_gets_it_in_one_step() {
    let mut stage = with(&[named(Kind::Partner, "Ferro IT"), work(2, "Intranet", "proposal")]);
    let before = newest(&stage, Kind::Engagement);
    open(&mut stage, Opening::Lose(EngagementId(1)));
    stage.sees("Lost · Birch, Intranet").misses("Why won");
    fill(&mut stage, "Why it was lost", "no budget");
    fill(&mut stage, "To partner", "fer");
    stage.press("ctrl-s");
    says(&mut stage, "Lost Birch, Intranet: no budget (was proposal); Sent Birch to Ferro IT");
    let lost = newest(&stage, Kind::Engagement);
    assert_eq!((lost.get("stage"), lost.get("lost_on")), (&text("lost"), &text("2026-11-22")));
    let sent = newest(&stage, Kind::Referral);
    assert_eq!((sent.get("customer"), sent.get("to_partner")), (&Value::Number(2), &Value::Number(1)));
    stage.press("u");
    assert_eq!((newest(&stage, Kind::Engagement), rows(&stage, Kind::Referral)), (before, Vec::new()));
    // Without a word it is lost all the same; nobody's work is sent nowhere.
    open(&mut stage, Opening::Lose(EngagementId(1)));
    stage.press("ctrl-s");
    says(&mut stage, "Lost Birch, Intranet (was proposal)");
    let nobody = work(1, "Kiosk", "lead").with("customer", Value::Nothing);
    elsewhere(&stage, Edit::new(nobody));
    stage.press("ctrl-l");
    open(&mut stage, Opening::Lose(EngagementId(2)));
    fill(&mut stage, "To partner", "Ferro IT");
    stage.press("ctrl-s").sees("A referral needs to know who is sent.");
    stage.agrees_with_its_file();
}

#[test]
fn a_week_has_days_of_its_own_until_they_are_emptied() {
    let mut stage = with(&[]);
    let wednesday = "2026-12-23".parse().unwrap();
    open(&mut stage, Opening::Capacity(wednesday));
    stage.sees("Days of the week of 21 Dec 2026").sees("0: nobody works; empty: as usual, 5 less days off");
    fill(&mut stage, "Days", "6");
    fill(&mut stage, "Why", "a fair");
    stage.press("ctrl-s");
    says(&mut stage, "Week of 21 Dec: 6 days");
    open(&mut stage, Opening::Capacity(wednesday));
    stage.sees("a fair");
    fill(&mut stage, "Days", "2.5");
    stage.press("ctrl-s");
    says(&mut stage, "Week of 21 Dec: 2.5 days (was 6)");
    assert_eq!(rows(&stage, Kind::CapacityWeek).len(), 1);
    open(&mut stage, Opening::Capacity(wednesday));
    fill(&mut stage, "Days", "");
    stage.press("ctrl-s");
    says(&mut stage, "Week of 21 Dec: its usual days again (was 2.5 days)");
    assert_eq!(newest(&stage, Kind::CapacityWeek).get("archived"), &Value::Number(1));
    stage.press("u");
    assert_eq!(newest(&stage, Kind::CapacityWeek).get("archived"), &Value::Number(0));
    // A second row of the week is none; another window's is met.
    let again = Row::blank(Kind::CapacityWeek).with("monday", text("2026-12-21")).with("days", Value::Number(100));
    stage.app.perform(Effect::Save(Change::Records(vec![Edit::new(again)])));
    assert_eq!(rows(&stage, Kind::CapacityWeek).len(), 1);
    open(&mut stage, Opening::Capacity("2026-12-28".parse().unwrap()));
    fill(&mut stage, "Days", "lots");
    stage.sees("\"lots\" is no number of days. Try 2.5").press("shift-tab*2");
    fill(&mut stage, "Days", "0");
    stage.press("ctrl-s");
    says(&mut stage, "Week of 28 Dec: 0 days");
    stage.agrees_with_its_file();
}

#[test]
fn more_days_than_a_team_has_are_said_and_taken() {
    let mut stage = with(&[]);
    open(&mut stage, Opening::Capacity("2026-12-23".parse().unwrap()));
    to(&mut stage, "Days");
    // A team of five days: forty are eight times as many.
    stage.write("40").misses("eight times").write(".5").sees("that is more than eight times your team's 5 days");
    stage.press("ctrl-u").write("99").press("tab").sees("more than eight times").press("ctrl-s");
    assert_eq!(newest(&stage, Kind::CapacityWeek).get("days"), &Value::Number(9_900));
}

#[test]
fn a_word_of_a_week_without_days_is_not_lost() {
    let mut stage = with(&[]);
    let wednesday = "2026-12-23".parse().unwrap();
    open(&mut stage, Opening::Capacity(wednesday));
    fill(&mut stage, "Why", "a fair");
    stage.press("ctrl-s").sees("Say how many days with it.");
    assert!(in_focus(&stage, "Days"), "{}", stage.picture());
    stage.write("2").press("ctrl-s");
    let kept = newest(&stage, Kind::CapacityWeek);
    assert_eq!((kept.get("days"), kept.get("note")), (&Value::Number(200), &text("a fair")));
    // What was said of days that go again goes with them, but not what is said now.
    open(&mut stage, Opening::Capacity(wednesday));
    fill(&mut stage, "Days", "");
    fill(&mut stage, "Why", "no fair");
    stage.press("ctrl-s").sees("Say how many days with it.");
    fill(&mut stage, "Days", "");
    fill(&mut stage, "Why", "a fair");
    stage.press("ctrl-s");
    assert_eq!(newest(&stage, Kind::CapacityWeek).get("archived"), &Value::Number(1));
    stage.agrees_with_its_file();
}

#[test]
fn the_work_of_a_customer_is_listed_mended_and_archived() {
    let mut stage = with(&[
        dated(1, "Portal, part 2", "booked", "2026-11-02", "2026-12-18").with("value", Value::Number(1_900_000)),
        work(1, "Depot app", "proposal").with("value", Value::Number(2_500_000)),
        work(1, "Kiosk", "lost").with("reason", text("no budget")),
        work(2, "Not theirs", "booked"),
    ]);
    stage.press(":").write("engagements").press("enter");
    stage.sees("Engagements · Alder").sees("1 booked, 1 hoped for, 1 lost.").misses("Not theirs");
    stage.sees("Portal, part 2 · booked · $19,000").sees("2 Nov to 18 Dec 2026");
    stage.sees("Depot app · proposal 50% · $25,000").sees("not dated yet").sees("Kiosk · lost: no budget");
    stage.press("down x");
    assert_eq!(rows(&stage, Kind::Engagement)[1].get("archived"), &Value::Number(1));
    stage.sees("archived  not dated yet").sees("1 booked, 1 lost.").press("x");
    assert_eq!(rows(&stage, Kind::Engagement)[1].get("archived"), &Value::Number(0));
    stage.press("enter").sees("Edit engagement").sees("Depot app").press("esc esc");
    stage.agrees_with_its_file();
}

#[test]
fn the_detail_says_what_is_open_and_what_might_happen() {
    let mut stage = with(&[
        dated(1, "Portal, part 2", "booked", "2026-11-02", "2026-12-18"),
        work(1, "Support", "booked").with("starts", text("2026-01-05")),
        dated(1, "Old portal", "booked", "2025-01-06", "2025-03-07"),
        work(1, "Depot app", "proposal").with("value", Value::Number(2_500_000)).with("odds", Value::Number(6_000)),
    ]);
    stage.sees("Open now").sees("Portal, part 2").sees("18 Dec 2026").sees("goes on").misses("Old portal");
    stage.sees("Might happen").sees("60%  $25,000");
    // In discreet mode what a hidden customer has going is hidden with the name.
    stage.press("down D up").sees("Customer 01").misses("Depot app").misses("Portal, part 2").sees("60%  $25,000");
    for opening in [Opening::EditRecord(Kind::Engagement, 4), Opening::Lose(EngagementId(4)), Opening::Term(EngagementId(4))] {
        open(&mut stage, opening);
        assert_eq!(stage.scope(), Scope::Customers);
        stage.sees("This is hidden with the name.");
    }
    open(&mut stage, Opening::Works(CustomerId(1)));
    stage.sees("Engagements · Customer 01").sees("hidden · proposal 60% · $25,000").misses("Depot app");
    stage.press("x enter").sees("Hidden with the name.");
}

#[test]
fn hostile_text_comes_out_clean_everywhere() {
    let mut stage = adding(&[]);
    fill(&mut stage, "Customer", "Evil\u{202e}name");
    fill(&mut stage, "Title", "a\u{7}b\u{200b}c");
    stage.press("ctrl-s");
    let kept = newest(&stage, Kind::Engagement);
    assert_eq!(kept.get("title"), &text("abc"));
    let name = stage.app.book().customer(CustomerId(6)).unwrap().name.to_string();
    assert!(name.chars().all(|letter| letter.is_ascii_alphabetic()), "{name:?}");
    stage.agrees_with_its_file();
}

#[test]
fn a_form_left_half_typed_goes_on_where_it_was() {
    let mut stage = with(&[named(Kind::Partner, "Ferro IT"), work(2, "Intranet", "proposal")]);
    open(&mut stage, Opening::Lose(EngagementId(1)));
    fill(&mut stage, "Why it was lost", "no budget");
    stage.pass(2_000);
    let mut stage = stage.again();
    says(&mut stage, "A form about one of your engagements was left half typed.");
    stage.press(":").write("draft").press("enter");
    stage.sees("Lost · Birch, Intranet").sees("no budget").sees("Kept from before");

    let mut stage = adding(&[]);
    fill(&mut stage, "Customer", "Heron Labs");
    stage.pass(2_000);
    let mut stage = stage.again();
    says(&mut stage, "A form about a new engagement was left half typed.");
    stage.press(":").write("draft").press("enter");
    stage.sees("Heron Labs").press("ctrl-s");
    assert_eq!(newest(&stage, Kind::Engagement).get("customer"), &Value::Number(6));
}

#[test]
fn a_renewal_written_down_late_was_booked_no_later_than_it_began() {
    let term = dated(4, "Care plan", "booked", "2025-01-01", "2025-12-31").with("term_end", text("2025-12-31"));
    let mut stage = with(&[term]);
    let late = dated(4, "Care plan", "booked", "2026-01-01", "2026-12-31").with("renewal_of", Value::Number(1));
    open(&mut stage, Opening::AddRecord(late.clone()));
    stage.press("ctrl-s");
    assert_eq!(newest(&stage, Kind::Engagement).get("booked_on"), &text("2026-01-01"));
    // One that is ahead, and work that renews nothing, are booked today.
    for row in [late.clone().with("starts", text("2026-12-14")), late.with("renewal_of", Value::Nothing)] {
        open(&mut stage, Opening::AddRecord(row));
        stage.press("ctrl-s");
        assert_eq!(newest(&stage, Kind::Engagement).get("booked_on"), &text("2026-11-22"));
    }
}
