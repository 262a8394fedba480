//! Targets, prices, marketing and what followed.

use super::*;
use crate::domain::effort::{Effort, EffortKind};
use crate::domain::id::EffortId;
use crate::domain::record::Minutes;

fn units(units: i64) -> Minor {
    Minor(units * 100)
}

#[test]
fn the_break_even_rate_counts_overhead_and_tax() {
    let mut firm = f5();
    assert_eq!((firm.beach(TODAY).break_even, firm.beach(TODAY).prices.len()), (None, 0));
    (firm.settings.target, firm.settings.overhead) = (Some(units(90_000)), Some(units(18_000)));
    assert_eq!((firm.beach(TODAY).break_even, firm.beach(TODAY).overhead_missing), (Some(units(900)), false));
    (firm.settings.target, firm.settings.overhead, firm.settings.tax) =
        (Some(units(150_000)), Some(units(20_000)), Hundredths(3_000));
    firm.settings.billable_days = 180;
    assert_eq!(firm.beach(TODAY).break_even, Some(Minor(134_921)));
    firm.settings.overhead = None;
    // 150,000 / 0.7 / 180, without what the firm costs.
    assert_eq!((firm.beach(TODAY).break_even, firm.beach(TODAY).overhead_missing), (Some(Minor(119_048)), true));
}

#[test]
fn the_price_sheet_keeps_a_fifth_for_finding_work() {
    let mut firm = f5();
    (firm.settings.target, firm.settings.overhead) = (Some(units(90_000)), Some(units(18_000)));
    let prices = firm.beach(TODAY).prices;
    assert_eq!(prices.iter().map(|price| price.projects).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    // 5 x 0.8 = 4 days a week, 176 a year: 108,000 / 176 = 613.64.
    assert_eq!(prices[0], Price { projects: 1, days_each: days(400), day_rate: Minor(61_364), monthly: Minor(900_000) });
    assert_eq!(prices[1], Price { projects: 2, days_each: days(200), day_rate: Minor(61_364), monthly: Minor(450_000) });
    assert_eq!((prices[2].days_each.shown(), prices[2].monthly), ("1.3".to_owned(), Minor(300_000)));
}

#[test]
fn what_is_reached_leaves_no_days_open() {
    let mut firm = f5();
    (firm.settings.target, firm.settings.day_rate) = (Some(units(3_000)), Some(units(1_000)));
    let target = firm.beach(TODAY).target.unwrap();
    assert_eq!((target.days_needed, target.days_open, target.booked), (3, 0, Ratio::new(14, 3).unwrap()));
    // 22.5 days wanted, 22 booked or hoped for: the half day takes a whole one.
    firm.settings.target = Some(units(22_500));
    assert_eq!(firm.beach(TODAY).target.map(|target| target.days_open), Some(1));
    firm.settings.target = Some(units(22_000));
    assert_eq!(firm.beach(TODAY).target.map(|target| target.days_open), Some(0));
    firm.settings.target = Some(Minor(0));
    assert_eq!(firm.beach(TODAY).target, None);
}

#[test]
fn the_price_holds_at_85_percent() {
    let mut firm = Firm::default();
    firm.settings.day_rate = Some(units(1_800));
    firm.booked("2026-03-02", "2026-03-06", 500).rate = Some(units(1_800));
    // Five days for 6,300: 1,260 each.
    firm.booked("2026-03-09", "2026-03-13", 500).value = Some(units(6_300));
    // Before the last 12 months, ahead of today, and without a price.
    firm.booked("2025-03-17", "2025-03-28", 500).rate = Some(units(900));
    firm.booked("2026-04-06", "2026-04-10", 500).rate = Some(units(900));
    firm.booked("2026-03-16", "2026-03-20", 500);
    firm.maybe("2026-03-16", "2026-03-20", 500, 5_000).rate = Some(units(1));
    let beach = firm.beach(TODAY);
    assert_eq!((beach.price_hold, beach.below_list), (Ratio::new(15_300, 18_000), vec![EngagementId(2)]));
    // Of work that began before the window only its days in it count: 1 of 5 days at 900.
    firm.works[2].ends = Some(date("2025-04-01"));
    assert_eq!(firm.beach(TODAY).price_hold, Ratio::new(16_200, 19_800));
    firm.settings.day_rate = None;
    assert_eq!(firm.beach(TODAY).price_hold, None);
}

fn hours(firm: &mut Firm, entries: &[(&str, i64)]) {
    let entry = |(place, (day, minutes)): (usize, &(&str, i64))| Effort {
        id: EffortId(place as i64 + 1),
        customer: None,
        date: date(day),
        kind: EffortKind::Marketing,
        hours: Some(Minutes(*minutes)),
        cost: None,
        note: None,
        archived: false,
    };
    firm.records.efforts = entries.iter().enumerate().map(entry).collect::<Vec<_>>().into();
}

#[test]
fn marketing_is_kept_in_weeks_that_are_over() {
    let mut firm = f5();
    // 4 hours in the first week and over two days of the tenth; a minute less in the last; before and after do not count.
    let entries = [
        ("2025-12-28", 600),
        ("2025-12-29", 240),
        ("2026-03-02", 120),
        ("2026-03-08", 120),
        ("2026-03-29", 239),
        ("2026-03-30", 600),
    ];
    hours(&mut firm, &entries);
    let marketing = firm.beach(TODAY).marketing.unwrap();
    assert_eq!((marketing.kept, marketing.minutes), (2, [240, 0, 0, 0, 0, 0, 0, 0, 0, 240, 0, 0, 239]));
    // On its Sunday a week is over.
    assert_eq!(firm.beach("2026-04-05").marketing.map(|marketing| marketing.minutes[12]), Some(600));
    assert_eq!(firm.beach("2026-04-04").marketing.map(|marketing| marketing.minutes[12]), Some(239));
    firm.settings.marketing_hours = Hundredths(0);
    assert_eq!(firm.beach(TODAY).marketing, None);
    // 32 hours less a minute in the last 12 months, for the one win of them; the other was booked before.
    firm.works[0].booked_on = Some(date("2026-03-01"));
    firm.works[1].booked_on = Some(date("2025-03-31"));
    assert_eq!(firm.beach(TODAY).pipeline.marketing_minutes_per_win, Some(1_919));
}

#[test]
fn what_followed_within_half_a_year_is_counted() {
    let mut firm = Firm::default();
    let mut pair = |customer: i64, ends: &str, next: &str| {
        firm.booked("2025-01-06", ends, 100).customer = Some(CustomerId(customer));
        if !next.is_empty() {
            firm.booked(next, "", 100).customer = Some(CustomerId(customer));
        }
    };
    pair(1, "2025-06-30", "2025-12-27");
    pair(2, "2025-06-30", "2025-12-28");
    // 120 days ago: too early to say; followed all the same.
    pair(3, "2025-12-01", "");
    pair(4, "2025-12-01", "2025-11-15");
    assert_eq!(percent(firm.beach(TODAY).follow_on_rate), "66.7");
    // 180 days after its end it is still too early, on the 181st not.
    let mut firm = Firm::default();
    firm.booked("2025-01-06", "2025-10-02", 100);
    assert_eq!(firm.beach(TODAY).follow_on_rate, None);
    assert_eq!(firm.beach("2026-04-01").follow_on_rate, Some(Ratio::ZERO));
}

#[test]
fn the_same_customers_next_work_is_told_apart() {
    let mut firm = f5();
    // Booked to start in the four weeks after P: 1 d/w for its customer, 2 d/w for another; and one that runs on.
    firm.booked("2026-05-04", "2026-05-29", 100).customer = Some(CustomerId(1));
    firm.booked("2026-05-11", "2026-05-29", 200);
    let beach = firm.beach(TODAY);
    let p = beach.follow_on.iter().find(|one| one.engagement.0 == 1).unwrap();
    // O1 and O2 7, the other one 2 weeks x 2 = 4: 11 of 12. Three weeks of its own.
    assert_eq!((percent(p.coverage), p.same_customer), ("91.7".to_owned(), days(300)));
    // Work that goes on or takes no days frees nothing.
    let mut firm = Firm::default();
    firm.booked("2026-04-06", "", 100);
    firm.booked("2026-04-06", "2026-04-10", 0);
    let follow_on = firm.beach(TODAY).follow_on;
    assert_eq!(follow_on.iter().map(|one| (one.engagement.0, one.coverage)).collect::<Vec<_>>(), [(2, None)]);
}
