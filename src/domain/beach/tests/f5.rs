//! F5 to the printed digit, as of 2026-03-31.

use super::*;

#[test]
fn the_table_of_eight_weeks_holds() {
    let beach = f5().beach(TODAY);
    let weeks = table(&beach);
    let mondays: Vec<String> = weeks.iter().map(|week| week.monday.format("%m-%d").to_string()).collect();
    assert_eq!(mondays, ["04-06", "04-13", "04-20", "04-27", "05-04", "05-11", "05-18", "05-25"]);
    assert_eq!(shown(&weeks, |week| week.capacity), ["5", "5", "4", "5", "5", "5", "5", "5"]);
    assert_eq!(shown(&weeks, |week| week.booked), ["4", "4", "4", "1", "1", "0", "0", "0"]);
    assert_eq!(shown(&weeks, |week| week.expected), ["4", "4", "4", "2", "3", "2", "2", "1"]);
    let used: Vec<String> = weeks.iter().map(|week| week.booked.of(week.capacity).unwrap().decimal(100, 0)).collect();
    assert_eq!(used, ["80", "80", "100", "20", "20", "0", "0", "0"]);
    let odds: Vec<f64> = weeks.iter().map(|week| week.empty_odds.unwrap() * 100.0).collect();
    assert_eq!(odds, [0.0, 0.0, 0.0, 0.0, 0.0, 37.5, 37.5, 75.0]);
    let (ok, full, gap, sand) = (State::Ok, State::Full, State::Gap, State::Beach);
    assert_eq!(states(&beach), [ok, ok, full, gap, gap, sand, sand, sand]);
}

#[test]
fn the_beach_comes_in_41_days_after_five_gap_weeks() {
    let beach = f5().beach(TODAY);
    assert_eq!(beach.until, Until::In { starts: date("2026-05-11"), days: 41 });
    assert_eq!((beach.gaps, beach.first_thin), (5, Some(date("2026-04-27"))));
    // Sand from its first day on; the empty week 0 is followed by a booked one and is no beach.
    let sand: Vec<bool> = beach.ahead().map(|week| week.is_sand).collect();
    assert_eq!(sand, (0..=26).map(|week| week >= 6).collect::<Vec<_>>());
    assert_eq!(beach.week(date("2026-04-01")).state, State::Beach);
}

#[test]
fn the_first_empty_week_is_told_exactly() {
    let empty = f5().beach(TODAY).first_empty;
    assert_eq!(empty.weeks, [(date("2026-05-11"), 0.375), (date("2026-05-25"), 0.375)]);
    assert_eq!((empty.none, empty.is_drawn), (0.25, false));
}

#[test]
fn outreach_is_fifteen_days_late_and_the_cash_ends_in_august() {
    let beach = f5().beach(TODAY);
    let outreach = beach.outreach.unwrap();
    assert_eq!((outreach.by, outreach.late, outreach.is_before_thin), (date("2026-03-16"), 15, false));
    assert_eq!((outreach.starts, outreach.lead_days, outreach.wins), (date("2026-05-11"), 56, None));
    assert_eq!(beach.cash_end, Ok(date("2026-08-03")));
}

#[test]
fn what_p_frees_is_covered_by_58_percent() {
    let beach = f5().beach(TODAY);
    let follow_on = beach.follow_on;
    let told: Vec<(i64, String)> = follow_on.iter().map(|one| (one.engagement.0, percent(one.coverage))).collect();
    // Q ends on 05-08 and frees 4 days: O1 takes 2 weeks x 2 x 50 % = 2, O2 3 weeks x 4 x 25 % = 3, capped at all.
    assert_eq!(told, [(1, "58.3".to_owned()), (2, "100.0".to_owned())]);
    assert_eq!((follow_on[0].ends, follow_on[0].same_customer), (date("2026-04-24"), Days::ZERO));
}

#[test]
fn of_ninety_thousand_a_year_fourteen_days_are_booked() {
    let mut firm = f5();
    (firm.settings.target, firm.settings.day_rate) = (Some(Minor(9_000_000)), Some(Minor(180_000)));
    let target = firm.beach(TODAY).target.unwrap();
    assert_eq!((percent(Some(target.day_share)).as_str(), target.days_needed), ("2.0", 50));
    assert_eq!([target.booked, target.weighted].map(|part| part.decimal(100, 1)), ["28.0", "16.0"]);
    assert_eq!((target.target, target.per_day, target.days_open), (Minor(9_000_000), Minor(180_000), 28));
}

#[test]
fn p_takes_a_seventh_of_thirteen_weeks_and_never_all_of_one() {
    let beach = f5().beach(TODAY);
    // P 9 of 64 days, Q 5 of 64.
    let shares: Vec<(i64, String)> = beach.time_shares.iter().map(|(id, part)| (id.0, percent(Some(*part)))).collect();
    assert_eq!(shares, [(1, "14.1".to_owned()), (2, "7.8".to_owned())]);
    assert_eq!(percent(beach.booked_share), "21.9");
    let third = beach.week(date("2026-04-20"));
    assert_eq!(days(300).of(third.capacity).unwrap().decimal(100, 0), "75");
    assert_eq!((third.full_time, beach.streak), (None, None));
}

#[test]
fn four_days_of_five_are_full_time_and_a_week_off_does_not_break_the_streak() {
    let mut firm = f5();
    firm.works[0].days_per_week = Some(Hundredths(400));
    let beach = firm.beach(TODAY);
    assert_eq!(beach.streak, Some(Streak { engagement: EngagementId(1), from: date("2026-04-06"), weeks: 3 }));
    assert_eq!(beach.week(date("2026-04-06")).full_time, Some(EngagementId(1)));
    firm.off("2026-04-13", "2026-04-17", false);
    assert_eq!(firm.beach(TODAY).streak.map(|streak| streak.weeks), Some(2));
    firm.works[0].days_per_week = Some(Hundredths(399));
    // Of the four days of 04-20 it still takes more than four fifths.
    assert_eq!(firm.beach(TODAY).streak.map(|streak| (streak.from, streak.weeks)), Some((date("2026-04-20"), 1)));
    // What is over is told no more: on Sunday of its last week it is not, the day after it is.
    firm.works[0].days_per_week = Some(Hundredths(400));
    assert_eq!(firm.beach("2026-04-26").streak.map(|streak| streak.weeks), Some(2));
    assert_eq!(firm.beach("2026-04-27").streak, None);
    // Nor where the work goes on for two days of the week after: they are not full time.
    firm.works[0].ends = Some(date("2026-04-28"));
    assert_eq!(firm.beach("2026-04-27").streak, None);
}
