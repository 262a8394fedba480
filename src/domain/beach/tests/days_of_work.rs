//! How many days work takes, and how many there are.

use super::*;
use crate::domain::settings::Name;

/// Days booked in each of some weeks.
fn booked(beach: &Beach, mondays: &[&str]) -> Vec<String> {
    mondays.iter().map(|monday| beach.week(date(monday)).booked.shown()).collect()
}

fn one(change: impl FnOnce(&mut Engagement)) -> Beach {
    let mut firm = Firm::default();
    change(firm.booked("2026-04-06", "", -1));
    firm.beach(TODAY)
}

#[test]
fn days_in_all_last_until_they_are_used_up() {
    // Seven days at three a week: twelve work days, the last a Tuesday.
    let beach = one(|work| (work.days_per_week, work.total_days) = (Some(Hundredths(300)), Some(Hundredths(700))));
    assert_eq!((beach.bars[0].to, beach.bars[0].per_week), (Some(date("2026-04-21")), Some(days(300))));
    assert_eq!(booked(&beach, &["2026-03-30", "2026-04-06", "2026-04-13", "2026-04-20", "2026-04-27"]), ["0", "3", "3", "1", "0"]);
    // Without days a week one person works on it every work day: Wednesday to Thursday of the week after.
    let beach = one(|work| (work.starts, work.total_days) = (Some(date("2026-04-08")), Some(Hundredths(700))));
    assert_eq!((beach.bars[0].to, beach.bars[0].per_week), (Some(date("2026-04-16")), Some(days(500))));
    assert_eq!(booked(&beach, &["2026-04-06", "2026-04-13", "2026-04-20"]), ["3", "4", "0"]);
    // Half a day is over on its first day; days no twenty years hold go on.
    let beach = one(|work| work.total_days = Some(Hundredths(50)));
    assert_eq!((beach.bars[0].to, booked(&beach, &["2026-04-06"])), (Some(date("2026-04-06")), vec!["0.5".to_owned()]));
    let beach = one(|work| (work.days_per_week, work.total_days) = (Some(Hundredths(1)), Some(Hundredths(1_000_000))));
    assert_eq!(beach.bars[0].to, None);
}

#[test]
fn days_in_all_between_two_dates_are_spread_over_its_work_days() {
    let beach = one(|work| (work.ends, work.total_days) = (Some(date("2026-05-01")), Some(Hundredths(1_000))));
    assert_eq!(beach.bars[0].per_week, Some(days(250)));
    assert_eq!(booked(&beach, &["2026-04-06", "2026-04-27", "2026-05-04"]), ["2.5", "2.5", "0"]);
    // Eleven times five days over eleven weeks fill each of them, to the last part of a day.
    let mut firm = Firm::default();
    for _ in 0..11 {
        firm.booked("2026-04-06", "2026-06-19", -1).total_days = Some(Hundredths(500));
    }
    assert!(states(&firm.beach(TODAY)).iter().all(|state| *state == State::Full));
    // Where no work day lies between them they are worked all the same, on the days there are.
    let beach = one(|work| {
        (work.starts, work.ends, work.total_days) = (Some(date("2026-04-11")), Some(date("2026-04-12")), Some(Hundredths(200)));
    });
    assert_eq!((beach.bars[0].per_week, beach.without_days), (Some(days(200)), 0));
    assert_eq!(booked(&beach, &["2026-03-30", "2026-04-06", "2026-04-13"]), ["0", "2", "0"]);
}

#[test]
fn work_without_days_takes_none_and_is_counted() {
    let beach = one(|_| ());
    assert_eq!((beach.bars[0].per_week, beach.without_days, beach.until), (None, 1, Until::NothingBooked));
    assert_eq!(beach.week(date("2026-04-06")).customers, 1);
    assert_eq!(beach.week(date("2026-03-30")).customers, 0);
    let said = one(|work| work.days_per_week = Some(Hundredths(0)));
    assert_eq!((said.bars[0].per_week, said.without_days), (Some(Days::ZERO), 0));
}

#[test]
fn one_day_is_a_fifth_of_a_week_even_on_the_29th_of_february() {
    let mut firm = Firm::default();
    firm.booked("2028-02-29", "2028-02-29", 500);
    firm.booked("2028-02-28", "2028-03-03", 100);
    firm.booked("2028-03-11", "2028-03-11", 500);
    assert_eq!(booked(&firm.beach(TODAY), &["2028-02-21", "2028-02-28", "2028-03-06"]), ["0", "2", "0"]);
}

#[test]
fn work_without_an_end_goes_on_for_good() {
    let mut firm = Firm::default();
    firm.booked("2026-04-08", "", 500);
    let beach = firm.beach(TODAY);
    assert_eq!(booked(&beach, &["2026-03-30", "2026-04-06", "2026-04-13", "2046-04-09", "2999-12-30"]), ["0", "3", "5", "5", "5"]);
    assert_eq!((beach.bars[0].to, beach.until), (None, Until::Beyond));
}

#[test]
fn work_of_twenty_years_fills_each_of_its_weeks() {
    let mut firm = Firm::default();
    firm.booked("2016-04-04", "2036-04-03", 500);
    let beach = firm.beach(TODAY);
    assert_eq!(booked(&beach, &["2016-03-28", "2016-04-04", "2026-08-03", "2036-03-31", "2036-04-07"]), ["0", "5", "5", "4", "0"]);
    assert_eq!(beach.streak.map(|streak| (streak.from, streak.weeks)), Some((date("2016-04-04"), 521 + 27)));
}

#[test]
fn what_is_done_ended_no_later_than_noted() {
    let done = |ends: &str, done_on: Option<&str>| {
        let mut firm = Firm::default();
        firm.work(Stage::Done, "2026-03-02", ends, 500).done_on = done_on.map(date);
        let beach = firm.beach(TODAY);
        (beach.bars[0].to.map(|to| to.to_string()).unwrap_or_default(), booked(&beach, &["2026-03-23"]).concat())
    };
    let told = |to: &str, booked: &str| (to.to_owned(), booked.to_owned());
    assert_eq!(done("2026-03-27", Some("2026-03-25")), told("2026-03-25", "3"));
    assert_eq!(done("2026-03-24", Some("2026-03-25")), told("2026-03-24", "2"));
    assert_eq!(done("", Some("2026-03-25")), told("2026-03-25", "3"));
    assert_eq!(done("", None), told("2026-03-30", "5"));
}

#[test]
fn lost_and_archived_work_counts_nowhere() {
    let mut firm = Firm::default();
    firm.work(Stage::Lost, "2026-04-06", "", 500);
    firm.booked("2026-04-06", "", 500).archived = true;
    firm.maybe("2026-04-06", "", 500, 5_000).archived = true;
    let beach = firm.beach(TODAY);
    assert_eq!((beach.bars.len(), beach.until, beach.pipeline.all_closed), (0, Until::NothingBooked, 1));
    assert_eq!(beach.week(date("2026-04-06")).expected, Days::ZERO);
}

#[test]
fn days_off_take_capacity_once_and_only_on_work_days() {
    let mut firm = Firm::default();
    firm.off("2026-04-08", "2026-04-08", true);
    firm.off("2026-04-11", "2026-04-12", false);
    firm.off("2026-04-15", "2026-04-16", true);
    firm.off("2026-04-16", "2026-04-17", false);
    firm.off("2026-04-17", "2026-04-17", false);
    firm.off("2026-04-18", "2026-04-26", false);
    firm.off("2026-04-20", "2026-04-20", false);
    let weeks = table(&firm.beach(TODAY));
    assert_eq!(shown(&weeks[..4], |week| week.capacity), ["4.5", "2.5", "0", "5"]);
    assert_eq!(states(&firm.beach(TODAY))[2], State::Off);
    // A team of twelve days loses a fifth of them for a day off, and half of that for half a day.
    firm.settings.team_days = Some(Hundredths(1_200));
    let weeks = table(&firm.beach(TODAY));
    assert_eq!(shown(&weeks[..2], |week| week.capacity), ["10.8", "6"]);
}

#[test]
fn weekends_may_be_work_days() {
    let mut firm = Firm::default();
    firm.settings = firm.settings.enter(Name::WorkDays, "mon,thu,fri,sat,sun").unwrap();
    firm.booked("2026-04-11", "2026-04-13", 500);
    let beach = firm.beach(TODAY);
    assert_eq!(booked(&beach, &["2026-04-06", "2026-04-13"]), ["2", "1"]);
    firm.off("2026-04-11", "2026-04-11", false);
    assert_eq!(firm.beach(TODAY).week(date("2026-04-06")).capacity.shown(), "4");
}

#[test]
fn a_week_may_have_days_of_its_own() {
    let mut firm = Firm::default();
    firm.off("2026-04-06", "2026-04-10", false);
    firm.own_week("2026-04-06", 200, false);
    firm.own_week("2026-04-13", 0, false);
    firm.own_week("2026-04-20", 0, true);
    firm.booked("2026-04-06", "2026-04-24", 300);
    let beach = firm.beach(TODAY);
    let weeks = table(&beach);
    assert_eq!(shown(&weeks[..3], |week| week.capacity), ["2", "0", "5"]);
    assert_eq!([weeks[0].is_own, weeks[1].is_own, weeks[2].is_own], [true, true, false]);
    assert_eq!(states(&beach)[..3], [State::Over, State::OffBooked, State::Ok]);
    assert_eq!((weeks[1].empty_odds, weeks[1].full_time, weeks[1].state.word()), (None, None, "off"));
    assert_eq!(beach.gaps, 5);
}

#[test]
fn customers_at_once_are_counted_once_each() {
    let mut firm = Firm::default();
    for customer in [Some(7), Some(7), None, None, Some(8)] {
        firm.booked("2026-04-06", "2026-04-10", 100).customer = customer.map(CustomerId);
    }
    firm.booked("2026-04-06", "2026-04-10", 0).customer = Some(CustomerId(9));
    // Its days lie on a weekend.
    firm.booked("2026-04-11", "2026-04-12", -1).customer = Some(CustomerId(10));
    firm.maybe("2026-04-06", "2026-04-10", 100, 9_000);
    let beach = firm.beach(TODAY);
    assert_eq!((beach.week(date("2026-04-06")).customers, beach.week(date("2026-04-13")).customers), (4, 0));
}

/// The form says what follows from dates and days before anything is saved: it must be what the weeks then count.
#[test]
fn what_a_form_says_follows_is_what_the_weeks_count() {
    let starts = (0..9).map(|place| date("2026-03-28") + chrono::Duration::days(place));
    let lengths = [None, Some(0), Some(1), Some(6), Some(45), Some(366)];
    let paces = [None, Some(1), Some(50), Some(120), Some(300), Some(700), Some(100_000)];
    let totals = [None, Some(1), Some(50), Some(130), Some(1_000), Some(22_500), Some(1_000_000)];
    for (starts, work_days) in starts.flat_map(|day| ["mon,tue,wed,thu,fri", "tue,sat", "sun"].map(|work_days| (day, work_days))) {
        let mut firm = Firm::default();
        firm.settings = firm.settings.enter(Name::WorkDays, work_days).unwrap();
        let two = lengths.iter().flat_map(|length| paces.map(|pace| (*length, pace)));
        for ((length, pace), total) in two.flat_map(|two| totals.map(|total| (two, total))) {
            let work = firm.booked("2026-04-06", "", -1);
            (work.starts, work.ends) = (Some(starts), length.map(|days| starts + chrono::Duration::days(days)));
            (work.days_per_week, work.total_days) = (pace.map(Hundredths), total.map(Hundredths));
        }
        let beach = firm.beach(TODAY);
        for work in &firm.works {
            let span = work.span(firm.settings.work_days);
            let bar = beach.bars.iter().find(|bar| bar.id == work.id).unwrap();
            assert_eq!(bar.to, span.ends, "{work_days} {work:?}");
            // The form rounds to hundredths of a day.
            let (counted, said) = (bar.per_week.unwrap_or(Days::ZERO), span.days_per_week.map_or(Days::ZERO, Days::from));
            assert!(counted - said <= days(1) && said - counted <= days(1), "{work_days} {work:?}: {counted:?} for {said:?}");
        }
    }
}
