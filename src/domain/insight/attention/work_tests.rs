//! What is said of the weeks ahead, as of 2026-03-31, F5 among them.

use super::*;
use crate::domain::beach::WhatIf;
use crate::domain::beach::tests::Firm;
use crate::domain::customer::Customer;
use crate::domain::insight::attention::findings;
use crate::domain::period::Period;
use crate::domain::settings::Hundredths;
use crate::domain::text::Line;

const TODAY: &str = "2026-03-31";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The findings of a firm whose customers are called Alder, Birch, Cedar.
fn told_to(firm: &Firm, today: &str, archived: bool, discreet: bool) -> Vec<Finding> {
    let customers = (1..).zip(["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir"]);
    let customer = |(id, name): (i64, &str)| Customer { id: CustomerId(id), archived, ..Customer::named(name.into()) };
    let mut book = Book::new(firm.settings.clone(), customers.map(customer).collect(), Vec::new());
    book.take_records(firm.book().records().clone());
    let names = if discreet { Names::discreet(&book) } else { Names::Plain };
    let beach = Beach::of(&book, date(today), &WhatIf::default());
    findings(&book, &Figures::of(&book, Period::YEAR_TO_DATE, date(today)), &beach, &names)
}

fn words(firm: &Firm, rule: Rule) -> Vec<String> {
    told_to(firm, TODAY, false, false).into_iter().filter(|finding| finding.rule == rule).map(|finding| finding.words).collect()
}

/// Three customers at once, for good: nothing to say.
fn calm() -> Firm {
    let mut firm = Firm::default();
    for _ in 0..3 {
        firm.booked("2026-01-05", "", 150);
    }
    firm
}

#[test]
fn a_firm_without_work_or_with_enough_of_it_hears_nothing() {
    assert_eq!(told_to(&Firm::default(), TODAY, false, false), []);
    assert_eq!(told_to(&calm(), TODAY, false, false), []);
}

#[test]
fn the_beach_is_said_once_it_is_nearer_than_work_can_be_found() {
    let mut firm = calm();
    for work in &mut firm.works {
        work.ends = Some(date("2026-05-08"));
    }
    assert_eq!(
        words(&firm, Rule::Beach),
        ["Nothing is booked from 11 May 2026 on, 41 days from now: that is where the beach begins."]
    );
    assert_eq!(
        words(&firm, Rule::Outreach),
        [
            "Start looking for work now: that was due on 16 Mar 2026, 15 days ago, for it takes you 56 days from first contact to first paid day."
        ]
    );
    // On the very day it takes to find work it is near; a day more and it is not.
    firm.settings.lead_days = 41;
    assert_eq!((words(&firm, Rule::Beach).len(), words(&firm, Rule::Outreach).len()), (1, 0));
    firm.settings.lead_days = 40;
    assert_eq!(words(&firm, Rule::Beach).len(), 0);
    let here = told_to(&firm, "2026-05-20", false, false);
    assert_eq!(here.len(), 1);
    assert_eq!(here[0].words, "You are on the beach since 11 May 2026, 9 days: nothing is booked for the weeks ahead.");
    assert_eq!((here[0].rule.word(), here[0].key, here[0].is_grave), ("beach", "4", true));
}

#[test]
fn thin_weeks_without_a_beach_are_a_reason_to_look_too() {
    let mut firm = calm();
    for work in &mut firm.works {
        work.days_per_week = Some(Hundredths(50));
    }
    let said = words(&firm, Rule::Outreach);
    assert!(said[0].ends_with("first paid day, and the weeks ahead get thin."), "{said:?}");
}

#[test]
fn weeks_too_full_are_named() {
    let mut firm = calm();
    firm.booked("2026-04-06", "2026-04-17", 100);
    assert_eq!(
        words(&firm, Rule::OverBooked),
        ["More is booked than you have days for in 2 weeks, from 6 Apr 2026 and 13 Apr 2026."]
    );
    firm.works.pop();
    firm.off("2026-04-06", "2026-04-10", false);
    assert_eq!(words(&firm, Rule::OverBooked), ["Work is booked though nobody works in 1 week, from 6 Apr 2026."]);
}

#[test]
fn four_full_weeks_warn_and_half_a_year_alarms() {
    let mut firm = calm();
    firm.works[0].days_per_week = Some(Hundredths(400));
    firm.works[0].starts = Some(date("2026-03-30"));
    firm.works[0].ends = Some(date("2026-04-17"));
    assert_eq!(words(&firm, Rule::FullTime), [] as [&str; 0]);
    firm.works[0].ends = Some(date("2026-04-24"));
    assert_eq!(
        words(&firm, Rule::FullTime),
        [
            "Alder: Portal takes 80% of your time or more for 4 weeks in a row, from 30 Mar 2026: keep time for others and for finding work."
        ]
    );
    firm.works[0].ends = Some(date("2026-09-25"));
    let alarm: Vec<Finding> =
        told_to(&firm, TODAY, false, false).into_iter().filter(|finding| finding.rule == Rule::FullTime).collect();
    assert_eq!((alarm[0].is_grave, alarm[0].customer), (true, Some(CustomerId(1))));
    assert!(alarm[0].words.contains("26 weeks"), "{alarm:?}");
    // Whoever is archived is not looked after.
    assert!(told_to(&firm, TODAY, true, false).iter().all(|finding| finding.customer.is_none()));
}

#[test]
fn more_than_two_fifths_of_the_time_are_too_much() {
    let mut firm = calm();
    firm.works[0].days_per_week = Some(Hundredths(200));
    assert_eq!(words(&firm, Rule::TimeShare), [] as [&str; 0]);
    firm.works[0].days_per_week = Some(Hundredths(201));
    assert_eq!(
        words(&firm, Rule::TimeShare),
        ["Alder takes 40.2% of your days in the next 13 weeks, over 40%: losing them would empty your weeks."]
    );
}

#[test]
fn fewer_at_once_than_wanted_is_said_unless_the_beach_says_more() {
    let mut firm = calm();
    firm.settings.parallel = 4;
    assert_eq!(
        words(&firm, Rule::AtOnce),
        ["You work for 3 customers this week, and want 4 at once so that none of them is all you have."]
    );
    firm.off("2026-03-30", "2026-04-03", false);
    assert_eq!(words(&firm, Rule::AtOnce).len(), 0);
}

#[test]
fn terms_need_a_reason_and_then_an_outcome() {
    let mut firm = calm();
    firm.works[0].term_end = Some(date("2026-06-29"));
    firm.works[1].term_end = Some(date("2026-06-30"));
    firm.works[2].term_end = Some(date("2026-03-20"));
    (firm.works[1].value, firm.works[0].title) = (Some(crate::domain::money::Minor(500)), None);
    assert_eq!(
        words(&firm, Rule::Term),
        [
            "The term of Alder: work ends on 29 Jun 2026, and no reason to expect its renewal is recorded.",
            "The term of Cedar: Portal ended on 20 Mar 2026, and what became of it is not recorded.",
        ]
    );
    firm.works[0].expects = Line::some("They doubled their team");
    firm.works[2].expects = Line::some("They said so");
    assert_eq!(words(&firm, Rule::Term).len(), 1);
}

#[test]
fn many_terms_are_told_in_one_line() {
    let mut firm = calm();
    firm.booked("2026-01-05", "", 10);
    for (work, day) in firm.works.iter_mut().zip(["2026-05-04", "2026-04-30", "2026-05-05", "2026-05-06"]) {
        work.term_end = Some(date(day));
    }
    assert_eq!(
        words(&firm, Rule::Term),
        [
            "4 terms, Birch: Portal, Alder: Portal, Cedar: Portal and 1 more: no reason to expect renewal is recorded; the first ends on 30 Apr 2026."
        ]
    );
}

#[test]
fn a_quarter_of_the_terms_lost_is_an_alarm() {
    let mut firm = calm();
    for (work, renewal) in firm.works.iter_mut().zip(["renewed", "renewed", "ended"]) {
        work.term_end = Some(date("2026-03-01"));
        work.renewal = crate::domain::work::Renewal::of_word(renewal);
    }
    assert_eq!(
        words(&firm, Rule::Renewal),
        [
            "1 of the 3 terms that ended in the last 12 months was not renewed, a quarter or more: find out why before you win others."
        ]
    );
}

#[test]
fn talks_that_stand_still_are_named_by_their_stage() {
    let mut firm = calm();
    let idle = |firm: &Firm| words(firm, Rule::Idle);
    firm.work(Stage::Talking, "", "", 100).talking_on = Some(date("2026-03-18"));
    firm.work(Stage::Proposal, "", "", 100).proposal_on = Some(date("2026-03-11"));
    firm.work(Stage::Verbal, "", "", 100).verbal_on = Some(date("2026-01-11"));
    firm.work(Stage::Lead, "", "", 100);
    assert_eq!(idle(&firm), [] as [&str; 0]);
    firm.works[3].talking_on = Some(date("2026-03-17"));
    assert_eq!(idle(&firm), ["Dogwood: Portal has not moved since 17 Mar 2026: ask, or let it go."]);
    firm.works[4].proposal_on = Some(date("2026-03-10"));
    assert_eq!(
        idle(&firm),
        [
            "2 opportunities have not moved for long, the first since 10 Mar 2026: Elm: Portal and Dogwood: Portal. Ask, or let them go."
        ]
    );
}

#[test]
fn discreet_words_name_nobody() {
    let mut firm = calm();
    firm.works[0].term_end = Some(date("2026-06-29"));
    firm.works[0].title = Line::some("Portal after Birch's");
    firm.works[0].days_per_week = Some(Hundredths(300));
    let said: String = told_to(&firm, TODAY, false, true).into_iter().map(|finding| finding.words).collect();
    assert!(said.contains("Customer A") && !said.contains("Alder") && !said.contains("Birch"), "{said}");
}
