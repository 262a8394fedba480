//! Terms renewed and not: what follows one, for how long, and that the one before stops where it begins.

use keepnet::domain::id::EngagementId;
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::intent::{Opening, Scope};

use super::super::firm::rows;
use super::super::stage::Stage;
use super::work::{dated, newest, says, text, with, work};
use super::{Looking, fill, open, to};

/// Support that goes on at a day a week, its term of twelve months ending on 2 February 2027.
fn support() -> Row {
    let support = work(4, "Support", "booked").with("starts", text("2026-02-03")).with("term_end", text("2027-02-02"));
    support.with("days_per_week", Value::Number(100))
}

/// The form of what follows the first engagement, just renewed.
fn renewed(stage: &mut Stage) {
    open(stage, Opening::Term(EngagementId(1)));
    to(stage, "At its end");
    stage.press("right ctrl-s").sees("Add engagement");
}

#[test]
fn a_renewed_term_offers_what_follows_and_one_that_ends_does_not() {
    let term = dated(4, "Care plan", "booked", "2026-01-01", "2026-12-31").with("term_end", text("2026-12-31"));
    let term = term.with("days_per_week", Value::Number(50)).with("value", Value::Number(1_200_000));
    let mut stage = with(&[term.clone(), term.clone().with("title", text("Hosting"))]);
    open(&mut stage, Opening::Term(EngagementId(1)));
    stage.sees("Its term · Dogwood, Care plan");
    fill(&mut stage, "Why they renew", "they renewed twice");
    to(&mut stage, "At its end");
    stage.press("right ctrl-s").sees("Add engagement").sees("1 Jan 2027");
    // The one before has its end already: nothing else is saved.
    stage.misses("Saving also ends");
    to(&mut stage, "Value");
    stage.sees("12,000").sees("the one before: $12,000");
    to(&mut stage, "Term ends");
    stage.sees("the one before ran to 31 Dec 2026; empty: nothing to renew");
    stage.press("ctrl-s");
    let next = newest(&stage, Kind::Engagement);
    assert_eq!((next.get("renewal_of"), next.get("starts")), (&Value::Number(1), &text("2027-01-01")));
    assert_eq!((next.get("title"), next.get("days_per_week")), (&text("Care plan"), &Value::Number(50)));
    // As long and as dear as the one before, and it has an end as that had.
    assert_eq!((next.get("term_end"), next.get("ends")), (&text("2027-12-31"), &text("2027-12-31")));
    assert_eq!(next.get("value"), &Value::Number(1_200_000));
    assert_eq!(rows(&stage, Kind::Engagement)[0].get("ends"), &text("2026-12-31"));
    assert_eq!(rows(&stage, Kind::Engagement)[0].get("renewal"), &text("renewed"));
    stage.press("u*2");
    assert_eq!(rows(&stage, Kind::Engagement)[0].get("renewal"), &Value::Nothing);

    open(&mut stage, Opening::Term(EngagementId(2)));
    to(&mut stage, "At its end");
    stage.press("right right ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers, "{}", stage.picture());
    says(&mut stage, "Dogwood, Hosting: at its end not renewed (was none)");
    stage.agrees_with_its_file();
}

#[test]
fn work_that_goes_on_ends_where_what_follows_begins_in_the_same_step() {
    // Without an end, and with one after its term.
    for (end, was) in [(Value::Nothing, "none"), (text("2027-06-30"), "30 Jun 2027")] {
        let mut stage = with(&[support().with("ends", end.clone())]);
        renewed(&mut stage);
        stage.sees("Saving also ends the one before on 2 Feb 2027, its term's last day.").press("ctrl-s");
        assert_eq!(stage.scope(), Scope::Customers, "{}", stage.picture());
        says(&mut stage, "Added engagement Dogwood, Support (booked); Dogwood, Support: ends 2 Feb 2027");
        says(&mut stage, &format!("(was {was})"));
        let all = rows(&stage, Kind::Engagement);
        assert_eq!((all.len(), all[0].get("ends")), (2, &text("2027-02-02")));
        assert_eq!((all[1].get("starts"), all[1].get("term_end")), (&text("2027-02-03"), &text("2028-02-02")));
        assert_eq!(all[1].get("ends").is_nothing(), end.is_nothing());
        stage.press("u");
        let all = rows(&stage, Kind::Engagement);
        assert_eq!((all.len(), all[0].get("ends")), (1, &end));
        stage.agrees_with_its_file();
    }
}

#[test]
fn what_may_follow_ends_nothing_until_it_is_booked() {
    let mut stage = with(&[support()]);
    renewed(&mut stage);
    stage.press("shift-tab*30");
    to(&mut stage, "Stage");
    stage.press("left").misses("Saving also ends").press("ctrl-s");
    assert_eq!(newest(&stage, Kind::Engagement).get("stage"), &text("verbal"));
    assert_eq!(rows(&stage, Kind::Engagement)[0].get("ends"), &Value::Nothing);
    open(&mut stage, Opening::EditRecord(Kind::Engagement, 2));
    to(&mut stage, "Stage");
    stage.press("right").sees("Saving also ends the one before on 2 Feb 2027").press("ctrl-s");
    says(&mut stage, "Booked Dogwood, Support (was verbal yes); Dogwood, Support: ends 2 Feb 2027");
    assert_eq!(rows(&stage, Kind::Engagement)[0].get("ends"), &text("2027-02-02"));
    stage.agrees_with_its_file();
}

#[test]
fn why_a_key_did_nothing_goes_with_the_next_key() {
    let mut stage = with(&[work(1, "Kiosk", "booked").with("starts", text("2026-11-02"))]);
    stage.press("4 T").sees("! Its term has no last day, so there is nothing to renew.");
    stage.press("e").sees("Edit engagement").misses("Its term has no last day");
    // It can be read again where all that was said is.
    stage.press("esc");
    says(&mut stage, "Its term has no last day");
}
