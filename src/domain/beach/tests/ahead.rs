//! When the beach comes, what breaks a run, and what a question changes.

use super::*;

#[test]
fn weeks_are_keyed_by_their_monday_over_week_53() {
    let mut firm = Firm::default();
    firm.booked("2026-12-14", "2027-01-08", 500);
    let beach = firm.beach("2026-12-15");
    let mondays: Vec<String> = table(&beach).iter().take(4).map(|week| week.monday.to_string()).collect();
    assert_eq!(mondays, ["2026-12-21", "2026-12-28", "2027-01-04", "2027-01-11"]);
    assert_eq!(states(&beach)[..4], [State::Full, State::Full, State::Full, State::Beach]);
    assert_eq!(beach.until, Until::In { starts: date("2027-01-11"), days: 27 });
}

#[test]
fn weeks_off_neither_break_a_run_nor_count() {
    let mut firm = f5();
    firm.off("2026-05-18", "2026-05-22", false);
    let beach = firm.beach(TODAY);
    assert_eq!(beach.until, Until::In { starts: date("2026-05-11"), days: 41 });
    assert!(beach.week(date("2026-05-18")).is_sand);
    assert_eq!(beach.week(date("2026-05-18")).state, State::Off);
    // A week off is no gap.
    assert_eq!(beach.gaps, 4);
    // The run does not begin with a week off, and two weeks around it must both be empty.
    firm.off("2026-05-11", "2026-05-15", false);
    assert_eq!(firm.beach(TODAY).until.starts(), Some(date("2026-05-25")));
    firm.booked("2026-06-01", "", 500);
    assert_eq!(firm.beach(TODAY).until, Until::Beyond);
}

#[test]
fn a_single_empty_week_is_no_beach_and_sand_ends_where_work_begins() {
    let mut firm = f5();
    firm.booked("2026-05-18", "2026-05-29", 500);
    firm.booked("2026-06-15", "2026-06-19", 100);
    let beach = firm.beach(TODAY);
    assert_eq!(beach.until, Until::In { starts: date("2026-06-01"), days: 62 });
    let sand = ["2026-05-11", "2026-05-25", "2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22", "2040-01-02"];
    assert_eq!(sand.map(|monday| beach.week(date(monday)).is_sand), [false, false, true, true, false, true, true]);
    // The day before the beach begins weeks are as they were.
    assert_eq!(beach.week(date("2026-03-23")).state, State::Beach);
    assert!(!beach.week(date("2026-03-23")).is_sand);
}

#[test]
fn on_the_beach_days_count_from_its_first_monday() {
    let beach = f5().beach("2026-05-20");
    assert_eq!(beach.until, Until::OnIt { since: date("2026-05-11"), days: 9 });
    assert_eq!(beach.outreach.map(|outreach| (outreach.by, outreach.late)), Some((date("2026-03-16"), 65)));
    // What is set aside today lasts 84 days from today.
    assert_eq!(beach.cash_end, Ok(date("2026-08-12")));
    assert!(beach.week(date("2026-05-11")).is_sand && !beach.week(date("2026-05-04")).is_sand);
    // Work in the week after ends it: there is none.
    let mut firm = f5();
    firm.booked("2026-05-25", "2026-06-05", 100);
    assert_eq!(firm.beach("2026-05-20").until, Until::In { starts: date("2026-06-08"), days: 19 });
    // This week off within a run: still on it.
    let mut firm = f5();
    firm.off("2026-05-18", "2026-05-22", false);
    assert_eq!(firm.beach("2026-05-20").until, Until::OnIt { since: date("2026-05-11"), days: 9 });
    // This week off before a run: not yet.
    firm.off("2026-05-11", "2026-05-15", false);
    assert_eq!(firm.beach("2026-05-20").until, Until::In { starts: date("2026-05-25"), days: 5 });
}

#[test]
fn nothing_before_the_first_booking_is_beach() {
    let mut firm = Firm::default();
    firm.booked("2026-07-06", "2026-07-17", 500);
    assert_eq!(firm.beach("2026-05-20").until, Until::OnIt { since: date("2026-05-18"), days: 2 });
    let mut firm = f5();
    firm.works.retain(|work| work.stage.is_open());
    let beach = firm.beach(TODAY);
    // The money lasts 84 days from today: there is nothing that would bring any.
    assert_eq!((beach.until, beach.outreach, beach.cash_end), (Until::NothingBooked, None, Ok(date("2026-06-23"))));
    assert!(beach.ahead().all(|week| !week.is_sand));
}

#[test]
fn without_a_beach_outreach_counts_from_thin_weeks() {
    let mut firm = Firm::default();
    firm.booked("2026-03-02", "2026-06-05", 300);
    firm.booked("2026-06-08", "", 200);
    let beach = firm.beach(TODAY);
    assert_eq!((beach.until, beach.first_thin), (Until::Beyond, Some(date("2026-06-08"))));
    // 56 days before 8 June.
    let outreach = beach.outreach.unwrap();
    assert_eq!((outreach.by, outreach.late, outreach.is_before_thin), (date("2026-04-13"), -13, true));
    assert_eq!(outreach.starts, date("2026-06-08"));
    assert_eq!(beach.cash_end, Err(NoCashEnd::NoBeach));
    // Half booked is not thin.
    firm.works[1].days_per_week = Some(Hundredths(250));
    let beach = firm.beach(TODAY);
    assert_eq!((beach.first_thin, beach.outreach), (None, None));
    assert_eq!(beach.ahead().last().map(|week| week.state), Some(State::Ok));
}

#[test]
fn thin_weeks_that_have_begun_count_from_their_first() {
    let mut firm = Firm::default();
    firm.booked("2026-02-02", "2026-03-06", 300);
    firm.booked("2026-03-09", "", 200);
    let told = |firm: &Firm, today: &str| firm.beach(today).outreach.map(|outreach| (outreach.by, outreach.late));
    // 56 days before 9 March, on whichever Monday one asks.
    assert_eq!(told(&firm, TODAY), Some((date("2026-01-12"), 78)));
    assert_eq!(told(&firm, "2026-04-07"), Some((date("2026-01-12"), 85)));
    // Before the first booking nothing was thin.
    firm.works.remove(0);
    assert_eq!(told(&firm, TODAY), Some((date("2026-01-12"), 78)));
    // A single thin week that is over with this one is none.
    firm.works[0].days_per_week = Some(Hundredths(300));
    firm.works[0].ends = Some(date("2026-03-27"));
    firm.booked("2026-04-06", "", 300);
    assert_eq!(told(&firm, TODAY), None);
}

#[test]
fn the_26th_week_may_begin_a_beach_and_the_27th_may_not() {
    // Week 26 after 2026-03-31 begins on 2026-09-28.
    let until = |ends: &str| {
        let mut firm = Firm::default();
        firm.booked("2026-03-02", ends, 500);
        firm.beach(TODAY).until
    };
    assert_eq!(until("2026-09-25"), Until::In { starts: date("2026-09-28"), days: 181 });
    assert_eq!(until("2026-10-02"), Until::Beyond);
    // Weeks beyond are read to tell whether two are empty.
    let mut firm = Firm::default();
    firm.booked("2026-03-02", "2026-09-25", 500);
    firm.booked("2026-10-05", "", 500);
    assert_eq!(firm.beach(TODAY).until, Until::Beyond);
}

#[test]
fn what_is_missing_for_a_cash_end_is_named() {
    let mut firm = f5();
    firm.settings.reserve = None;
    assert_eq!(firm.beach(TODAY).cash_end, Err(NoCashEnd::Reserve));
    firm.settings.outgo = Some(Minor(0));
    assert_eq!(firm.beach(TODAY).cash_end, Err(NoCashEnd::Outgo));
    let mut firm = f5();
    firm.settings.reserve = Some(Minor(-5));
    assert_eq!(firm.beach(TODAY).cash_end, Ok(date("2026-05-11")));
    // A reserve no calendar holds ends with it.
    (firm.settings.reserve, firm.settings.outgo) = (Some(Minor(Minor::LARGEST)), Some(Minor(1)));
    assert_eq!(firm.beach(TODAY).cash_end, Ok(date("2999-12-31")));
}

#[test]
fn a_question_books_a_maybe_or_takes_it_away() {
    let firm = f5();
    let mut what_if = WhatIf::default();
    what_if.turn(EngagementId(3));
    let beach = firm.asked(TODAY, &what_if);
    assert_eq!(shown(&table(&beach), |week| week.booked), ["4", "4", "4", "3", "3", "2", "2", "0"]);
    assert_eq!(beach.until, Until::In { starts: date("2026-05-25"), days: 55 });
    assert_eq!((beach.first_empty.weeks, beach.first_empty.none), (vec![(date("2026-05-25"), 0.75)], 0.25));
    // O1 takes 8 of 12 days, O2 at a quarter 3 more.
    assert_eq!(percent(beach.follow_on[0].coverage), "91.7");
    assert_eq!(beach.bars[2].counted, Some(Counted::In));
    what_if.turn(EngagementId(3));
    let beach = firm.asked(TODAY, &what_if);
    assert_eq!(shown(&table(&beach), |week| week.expected), ["4", "4", "4", "1", "2", "1", "1", "1"]);
    assert_eq!(beach.week(date("2026-05-11")).empty_odds, Some(0.75));
    // What is booked already cannot be asked away.
    what_if.clear();
    what_if.turn(EngagementId(1));
    what_if.turn(EngagementId(1));
    assert_eq!(shown(&table(&firm.asked(TODAY, &what_if)), |week| week.booked), ["4", "4", "4", "1", "1", "0", "0", "0"]);
}

#[test]
fn certain_maybes_stay_maybes_and_hopeless_ones_are_left_out() {
    let mut firm = f5();
    firm.works[2].odds = Some(Hundredths(0));
    firm.works[3].odds = Some(Hundredths(10_000));
    let beach = firm.beach(TODAY);
    assert_eq!(beach.until.starts(), Some(date("2026-05-11")));
    assert_eq!(shown(&table(&beach), |week| week.expected), ["4", "4", "4", "1", "5", "4", "4", "4"]);
    assert_eq!(beach.week(date("2026-05-18")).empty_odds, Some(0.0));
    assert_eq!((beach.first_empty.weeks.len(), beach.first_empty.none), (0, 1.0));
}

#[test]
fn a_maybe_counts_from_next_week_on_and_undated_ones_nowhere() {
    let mut firm = Firm::default();
    firm.maybe("2026-03-02", "2026-04-10", 400, 5_000);
    firm.maybe("", "", 400, 5_000);
    let beach = firm.beach(TODAY);
    let expected = ["2026-03-02", "2026-03-30", "2026-04-06", "2026-04-13"].map(|monday| beach.week(date(monday)).expected.shown());
    assert_eq!(expected, ["0", "0", "2", "0"]);
    assert_eq!((beach.bars[1].from, beach.bars[1].per_week), (None, Some(days(400))));
}

#[test]
fn lead_time_is_the_median_of_three_wins_or_more() {
    let mut firm = f5();
    for (contact, lead) in [("2026-01-01", None), ("2025-12-02", None)] {
        let work = firm.work(Stage::Done, "2026-01-31", "2026-01-31", 100);
        (work.first_contact, work.lead_on) = (Some(date(contact)), lead);
    }
    let lead = |firm: &Firm| firm.beach(TODAY).outreach.map(|outreach| (outreach.lead_days, outreach.wins));
    // 30 and 60 days are too few.
    assert_eq!(lead(&firm), Some((56, None)));
    // The first stage counts where nobody noted the contact: 17 days.
    let work = firm.work(Stage::Done, "2026-01-31", "2026-01-31", 100);
    (work.talking_on, work.lead_on, work.booked_on) =
        (Some(date("2026-01-20")), Some(date("2026-01-14")), Some(date("2026-01-30")));
    assert_eq!(lead(&firm), Some((30, Some(3))));
    // 17, 30, 47, 60: the middle two make 38.5, rounded up. Contact after the start, and what is lost, tell nothing.
    firm.work(Stage::Booked, "2026-04-06", "2026-04-06", 0).first_contact = Some(date("2026-02-18"));
    firm.work(Stage::Booked, "2026-01-06", "2026-01-06", 0).first_contact = Some(date("2026-02-18"));
    firm.work(Stage::Lost, "2026-04-06", "2026-04-06", 0).first_contact = Some(date("2026-04-01"));
    assert_eq!(lead(&firm), Some((39, Some(4))));
}

#[test]
fn odds_are_the_firms_own_after_twenty_closed_ones() {
    let mut firm = f5();
    firm.works[2].odds = None;
    for number in 0..20 {
        let stage = if number < 13 { Stage::Done } else { Stage::Lost };
        let work = firm.work(stage, "2025-01-06", "2025-01-10", 100);
        (work.proposal_on, work.lead_on) = (Some(date("2024-12-01")), (number > 0).then(|| date("2024-11-01")));
    }
    let beach = firm.beach(TODAY);
    assert_eq!(beach.pipeline.odds, [1_000, 2_500, 6_500, 8_000].map(Hundredths));
    assert_eq!(beach.pipeline.closed, [None, None, Some(20), None]);
    assert_eq!((beach.pipeline.won, beach.pipeline.all_closed), (15, 22));
    let odds = |beach: &Beach, id: i64| beach.bars.iter().find(|bar| bar.id.0 == id).unwrap().odds.0;
    assert_eq!([odds(&beach, 3), odds(&beach, 4), odds(&beach, 1)], [6_500, 2_500, 10_000]);
    // 14 of 21 are 66.666 %, rounded half up.
    firm.work(Stage::Done, "2025-01-06", "2025-01-10", 100).proposal_on = Some(date("2024-12-01"));
    assert_eq!(odds(&firm.beach(TODAY), 3), 6_667);
}
