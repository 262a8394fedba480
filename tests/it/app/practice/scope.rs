//! How the firm keeps to its work, on the Practice tab: off-core shares, how often each offering and variant was delivered,
//! what was learned and sold again, what was taken on purpose; and the settings the weeks ahead are worked out from.

#![allow(clippy::unwrap_used)]

use keepnet::domain::change::Change;
use keepnet::domain::edit::Edit;
use keepnet::domain::id::{OfferingId, VariantId};
use keepnet::domain::insight::practice::PracticeFigures;
use keepnet::domain::insight::scope::{Begun, Reuse};
use keepnet::domain::money::Minor;
use keepnet::domain::record::{Kind, Row};
use keepnet::domain::settings::Name;
use keepnet::intent::{Action, Effect, Opening, Tab};

use super::super::stage::{Stage, today};
use super::{after, asks, fill, opened, row};

/// A job: its title, whose it is, when, and five days a week of it.
fn job(title: &str, customer: i64, from: &str, to: &str, more: &[(&str, i64)]) -> Row {
    let texts = [("title", title), ("stage", "done"), ("starts", from), ("ends", to)];
    row(Kind::Engagement, 0, &texts, &[&[("customer", customer), ("days_per_week", 500)], more].concat())
}

/// Variant 1 was sold to two customers within 12 months, variant 2 to one 17 months ago; one job is none of ours.
fn jobs() -> Vec<Row> {
    vec![
        job("Alpha", 1, "2025-06-02", "2025-06-13", &[("offering", 1), ("variant", 1), ("rate", 100_000)]),
        job("Beta", 2, "2026-03-02", "2026-03-06", &[("offering", 1), ("variant", 1), ("value", 600_000)]),
        job("Gamma", 3, "2025-06-16", "2025-06-20", &[("offering", 1), ("variant", 2), ("rate", 100_000)]),
        job("Delta", 3, "2026-11-16", "2026-11-27", &[("offering", 5), ("rate", 40_000)])
            .with("stage", super::text("booked"))
            .with("agreed", super::text("on purpose")),
        job("Epsilon", 4, "2026-09-07", "2026-09-11", &[("offering", 1)]),
    ]
}

/// The tab on a book with offerings, variants and these jobs.
fn tab(width: u16, height: u16) -> Stage {
    let mut stage = Stage::sample();
    fill(&mut stage);
    stage.app.perform(Effect::Save(Change::Records(jobs().into_iter().map(Edit::new).collect())));
    stage.resize(width, height);
    stage.press("6").pass(20_000);
    stage
}

#[test]
fn scope_is_worked_out_by_hand() {
    let stage = tab(120, 36);
    let scope = PracticeFigures::of(stage.app.book(), today()).scope;
    // Begun since 22 November 2025: Beta 6,000 in 5 days, Delta 4,000 in 10, Epsilon 5 days of which nobody said the value.
    assert_eq!(scope.begun, Begun { works: 3, without_value: 1, without_days: 0, without_class: 0 });
    let percent = |share: Option<keepnet::domain::insight::ratio::Ratio>| share.unwrap().decimal(100, 1);
    assert_eq!([percent(scope.off_core_value), percent(scope.off_core_days)], ["40.0", "50.0"]);
    // Five of Delta's ten days are still to come.
    let times =
        |id| scope.offerings.get(&OfferingId(id)).map(|one| (one.all, one.in_window, one.days.shown(), one.days_in_window.shown()));
    assert_eq!(times(1), Some((4, 2, "25".to_owned(), "10".to_owned())));
    assert_eq!((times(5), times(2)), (Some((1, 1, "5".to_owned(), "5".to_owned())), None));
    let variant = |at: usize| (scope.delivered[at].variant, scope.delivered[at].times, scope.delivered[at].times_in_window);
    assert_eq!([variant(0), variant(1)], [(VariantId(1), 2, 1), (VariantId(2), 1, 0)]);
    assert_eq!(scope.reuse.into_iter().collect::<Vec<_>>(), [(VariantId(1), Reuse::Resold), (VariantId(2), Reuse::Never)]);
    // On purpose 4,000 in 10 days; the others 10,000 in 10, 6,000 in 5, 5,000 in 5: 21,000 in 20.
    assert_eq!((scope.on_purpose_day, scope.other_day), (Some(Minor(40_000)), Some(Minor(105_000))));
}

#[test]
fn the_box_says_how_often_and_how_much_is_off_core() {
    let mut stage = tab(120, 60);
    stage.shows("off-core 40.0% of value, 50.0% of days in 12 months");
    stage.shows("reuse 50.0% (1 of 2) · taken on purpose 1, $4,000").shows("14 pages           2 jobs").shows("· for clinics");
    stage.press("tab*2 enter").shows("1 of 8");
    stage.resize(200, 60);
    stage.shows("Jobs  12 mo  Days").shows("2 variants, 1 of them in 12 months");
    let picture = stage.picture();
    let line = |of: &str| picture.lines().find(|line| line.contains(of)).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(line("│ for clinics").contains("for clinics 2 1 15 5"), "{picture}");
    assert!(line("no variant said").contains("no variant said 1 1 5 5"), "{picture}");
    assert!(line("in 12 months").contains("in 12 months 2 10"), "{picture}");
    stage.press("down").shows("▌   · for boat yards").shows("Never paid again");
    stage.press("down").shows("Paid again: sold to another customer");
    stage.press("down").shows("Not delivered yet: no job that has begun names it.");
}

#[test]
fn scope_tells_what_was_taken_on_purpose_and_what_lacks() {
    let mut stage = tab(120, 40);
    stage.press("tab*2 enter G").shows("▌ Scope").shows("8 of 8").shows("3 jobs begun in 12 months").shows("Not said: value of 1.");
    stage.shows("50.0%: 1 of 2 sold again within 12 months").shows("Taken on purpose 1, $4,000");
    stage.shows("$400 a day; all your other work $1,050.").shows("Tallow & Pine").shows("Delta");
    stage.press("enter").shows("Scope is worked out of your jobs");
    stage.press("x").shows("there is nothing to archive");
    stage.press("D").hides("Tallow").shows("Delta");
    // Without jobs there is no such row, and the box says how to come to one.
    let mut bare = Stage::sample().sized(120, 50);
    fill(&mut bare);
    bare.press("6").shows("No job is done or booked yet: 4, then a adds one.");
    bare.press("tab*2 enter G").shows("7 of 7").hides("Scope");
    assert_eq!(asks(&bare, &after(2, &[Action::Open, Action::Last, Action::Open])), opened(Opening::EditRecord(Kind::Offering, 4)));
}

#[test]
fn every_setting_opens_its_form_at_its_own_field() {
    let mut stage = tab(120, 60);
    let names = [Name::Target, Name::DayRate, Name::BillableDays, Name::Overhead, Name::Tax, Name::Outgo];
    for (at, name) in names.into_iter().enumerate() {
        let keys = [vec![Action::Open], vec![Action::Down; at], vec![Action::Open]].concat();
        assert_eq!(asks(&stage, &after(1, &keys)), opened(Opening::Setting(Tab::Practice, name)));
    }
    stage.press("tab enter");
    for at in 0..24 {
        stage.press("g").press(&format!("down*{at}"));
        let picture = stage.picture();
        let row = picture.lines().find(|line| line.contains("│▌ ") || line.contains("│ ▌ ")).unwrap().to_owned();
        let label: String = row.split('▌').nth(1).unwrap().trim().split("  ").next().unwrap().to_owned();
        stage.press("enter");
        let form = stage.picture();
        assert!(form.contains("Targets, costs, capacity"), "{label} opens no form:\n{form}");
        assert!(form.lines().any(|line| line.contains(&label) && line.contains('▌')), "{label} is not in focus:\n{form}");
        stage.press("esc");
    }
}

#[test]
fn targets_say_what_the_weeks_ahead_make_of_them() {
    let mut stage = tab(120, 60);
    // 5 of Delta's days lie in weeks 1 to 8. Billed since November: Beta 6,000 and Delta's first week 2,000, of 10 x 1,600.
    stage.shows("Days in 8 weeks  booked 5, likely 0 more").shows("$1,600 a day · price hold 50%");
    stage.shows("$180,000 a year · overhead $324,000").shows("· kept 0 of 13").shows("10 25 50 80%").hides("Tax");
    // (180,000 + 324,000) / 360 days.
    stage.press("tab enter").shows("Break-even: $1,400 for each day");
    stage.press("down*4").shows("▌ Tax");
    stage.press("enter ctrl-u").write("20").press("ctrl-s");
    // Of which a fifth goes to tax: / 0.8.
    stage.shows("Break-even: $1,750 for each day");
    stage.press("esc").shows("Tax              20%");
}
