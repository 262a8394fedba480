//! The measures of the Concentration tab: margin and relationship value in place of revenue, and what they say is missing.
//!
//! F2 is the fixture of the metrics, worked out by hand there: revenue as in F1, 51,600 of margin, 53,200 at the peak.

#![allow(clippy::unwrap_used)]

use keepnet::app::msg::Request;
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::effort::{Effort, EffortKind};
use keepnet::domain::id::{CustomerId, EffortId, ReferralId};
use keepnet::domain::money::Minor;
use keepnet::domain::practice::{Outcome, Referral};
use keepnet::domain::record::Minutes;

use super::stage::{DARK, Stage, setup};
use crate::harness::{BOOK, Desk};

/// Name, revenue, expenses, hours, acquisition.
const F2: [(&str, i64, i64, i64, i64); 6] = [
    ("Alder", 48_000, 6_000, 420, 1_200),
    ("Birch", 24_000, 1_000, 150, 500),
    ("Cedar", 12_000, 0, 80, 0),
    ("Dogwood", 9_000, 500, 190, 1_500),
    ("Elm", 6_000, 0, 50, 100),
    ("Fir", 1_000, 0, 40, 400),
];

fn documents() -> Vec<(&'static str, &'static str, i64)> {
    F2.iter().map(|(name, revenue, ..)| (*name, "2026-06-01", *revenue)).collect()
}

fn effort(customer: CustomerId, kind: EffortKind, hours: i64, units: i64) -> Effort {
    Effort {
        id: EffortId(0),
        customer: Some(customer),
        date: "2026-06-01".parse().unwrap(),
        kind,
        hours: (hours > 0).then_some(Minutes(hours * 60)),
        cost: (units > 0).then_some(Minor(units * 100)),
        note: None,
        archived: false,
    }
}

/// The id of somebody in the book of a desk.
fn id(desk: &Desk, name: &str) -> CustomerId {
    let book = setup(&desk.path(BOOK)).open().unwrap().load_book().unwrap();
    book.customers().find(|customer| customer.name.as_str() == name).unwrap().id
}

fn save(desk: &Desk, changes: &[Change]) {
    let mut repository = setup(&desk.path(BOOK)).open().unwrap();
    for change in changes {
        repository.apply(change).unwrap();
    }
    repository.close().unwrap();
}

/// The book of F2.
fn f2() -> Desk {
    let desk = Desk::with(&documents());
    desk.keepnet(&["set", "hour-cost", "40"]).fine();
    let mut changes = Vec::new();
    for (name, _, expenses, hours, won) in F2 {
        let customer = id(&desk, name);
        changes.push(Change::record(&Edit::new(effort(customer, EffortKind::Delivery, hours, expenses))));
        if won > 0 {
            changes.push(Change::record(&Edit::new(effort(customer, EffortKind::Acquisition, 0, won))));
        }
    }
    save(&desk, &changes);
    desk
}

/// The tab on the book of a desk.
fn tab(desk: &Desk) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(BOOK), desk.read(BOOK)).unwrap();
    let mut stage = Stage::open(folder, DARK).sized(120, 36);
    stage.press("3");
    stage
}

/// The row of the list that names somebody.
fn row(stage: &Stage, name: &str) -> String {
    let rows = stage.rows();
    let found = rows.iter().filter(|row| row.starts_with('│')).find(|row| row.chars().take(40).collect::<String>().contains(name));
    found.unwrap_or_else(|| panic!("no {name}:\n{}", stage.picture())).chars().take(78).collect()
}

/// The screen without the lines of its panels and breaks.
fn words(stage: &Stage) -> String {
    stage.picture().replace(['│', '\n'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn margin_ranks_shares_and_peaks_as_in_the_fixture() {
    let mut stage = tab(&f2());
    stage.shows("behaves like 3.2 equal customers");
    stage.press("v");
    // 1 / (0.4511^2 + 0.3102^2 + 0.1654^2 + 0.0733^2) = 3.0
    stage.shows("By margin like 3.0 equal ones   biggest 45%   peaks with 4 customers, 3.1% above the end");
    stage.shows("─ margin, last 12 months ─").shows(" margin ").shows("80% of margin").shows("3 of 4");
    let expected = [("Alder", "24,000  45.1"), ("Birch", "16,500  31.0"), ("Cedar", "8,800  16.6"), ("Elm", "3,900   7.3")];
    for (name, figures) in expected {
        assert!(row(&stage, name).contains(figures), "{}", row(&stage, name));
    }
    assert!(row(&stage, "All 6").contains("51,600 100.0"), "{}", stage.picture());
    stage.shows("Shares are of the margin without 2 losses.").hides("no hours");
    assert!(!row(&stage, "Alder").contains("over your limit"), "the limit is about revenue");
    stage.resize(200, 60);
    stage.shows("margin peaks with 4 customers, 3.1% above the final total");
    // Dogwood: 9,000 brought, 9,600 spent, -6.7 %.
    assert!(
        stage.rows().iter().any(|row| row.contains("Dogwood") && row.contains("9,000     9,600      -6.7")),
        "{}",
        stage.picture()
    );
}

#[test]
fn losses_stand_last_in_words_and_without_a_bar() {
    let mut stage = tab(&f2());
    stage.press("v");
    let rows = stage.rows();
    let at = |name: &str| rows.iter().position(|row| row.contains(name)).unwrap();
    assert!(at("Elm") < at("Dogwood") && at("Dogwood") < at("Fir"));
    for (name, loss) in [("Dogwood", "-600"), ("Fir", "-1,000")] {
        let row = row(&stage, name);
        assert!(row.contains("costs more than it brings") && row.contains(loss), "{row}");
        assert!(!row.contains(['█', '▏', '▎', '▍', '▌', '▋', '▊', '▉']), "{row}");
    }
}

#[test]
fn value_counts_what_is_to_come_and_asks_for_the_renewal_rate() {
    let desk = f2();
    let mut stage = tab(&desk);
    stage.press("v v").shows("relationship value").shows("! no renewal rate");
    assert!(words(&stage).contains("guess a renewal rate: , on Matrix."), "{}", stage.picture());
    desk.keepnet(&["set", "renewal", "75"]).fine();
    let mut stage = tab(&desk);
    stage.press("v v").hides("no renewal rate");
    // Alder: 24,000 and 15/7 of it; Fir: only what it lost.
    assert!(row(&stage, "Alder").contains("75,429") && row(&stage, "Fir").contains("-1,000"), "{}", stage.picture());
    stage.shows("By relationship value").shows("To come is a guess: you said 75% stay another year.");
    // 51,600 and 15/7 of 53,200.
    assert!(row(&stage, "All 6").contains("165,600 100.0"), "{}", stage.picture());
    stage.press("v").shows("Your book behaves like 3.2 equal customers");
}

#[test]
fn values_that_overlap_rank_without_shares() {
    let desk = f2();
    desk.keepnet(&["set", "renewal", "75"]).fine();
    let referral = |by: &str, who: &str| {
        let referral = Referral {
            id: ReferralId(0),
            customer: Some(id(&desk, who)),
            from_customer: Some(id(&desk, by)),
            from_partner: None,
            to_partner: None,
            weight: None,
            date: "2026-06-01".parse().unwrap(),
            outcome: Outcome::Won,
            note: None,
            archived: false,
        };
        Change::record(&Edit::new(referral))
    };
    save(&desk, &[referral("Cedar", "Birch"), referral("Cedar", "Elm"), referral("Birch", "Fir")]);
    let mut stage = tab(&desk);
    stage.press("v v").shows("By relationship value Alder leads with $75,429").hides("sum %").hides("80% of");
    assert!(row(&stage, "Cedar").contains("37,607"), "metrics item 43: {}", stage.picture());
    assert!(words(&stage).contains("they rank and have no shares and no sum."));
    stage.press("g y");
    assert_eq!(stage.asked(), [Request::Copy("Alder: $75,429 relationship value, 1 of 6\n".to_owned())]);
    stage.resize(200, 60);
    stage.shows("so far").shows("to come").shows("referred").shows("9,950");
    // A value has no period.
    stage.press("p").shows("it has no period").shows("relationship value");
}

#[test]
fn the_what_if_keeps_to_revenue_and_says_so() {
    let mut stage = tab(&f2());
    stage.press("v space").shows("In revenue, over the last 12 months:").shows("Revenue after                 $52,000");
    stage.press("v").shows("✕ marked 1").shows("In revenue,");
    stage.press("v").hides("In revenue,").shows("✕ marked 1");
    let mut small = tab(&f2()).sized(40, 12);
    small.press("v space").shows("$52,000");
}

#[test]
fn margin_follows_the_period_and_its_missing_hours_are_named() {
    let mut stage = tab(&f2());
    // Nothing in the last three months; over all years the same six.
    stage.press("v p").shows("No revenue and no costs in the last 3 months");
    stage.press("p p").shows("margin, all years");
    assert!(row(&stage, "Alder").contains("24,000"));
    let bare = Desk::with(&documents());
    let mut stage = tab(&bare);
    stage.press("v").shows("! no hours logged");
    assert!(words(&stage).contains("No hours logged: margin leaves out cost to serve. t on Matrix adds some."));
    save(&bare, &[Change::record(&Edit::new(effort(id(&bare, "Alder"), EffortKind::Delivery, 10, 0)))]);
    let mut stage = tab(&bare);
    stage.press("v").shows("! no hour cost set");
    assert!(words(&stage).contains("5 customers have no hours logged"), "{}", stage.picture());
    Stage::sample().sized(40, 12).press("3 v").shows("margin").shows("! no hours logged");
}

#[test]
fn the_cursor_stays_and_reset_goes_back_to_revenue() {
    let mut stage = tab(&f2());
    stage.press("down down down v").shows("5 of 6");
    stage.press("y");
    assert_eq!(stage.asked(), [Request::Copy("Dogwood: -$600 margin in the last 12 months, 0.0%\n".to_owned())]);
    stage.press("r").shows("Your book behaves like 3.2 equal customers").shows("1 of 6");
    let desk = Desk::new();
    desk.write("customers.csv", "customer\nAlder\n");
    desk.keepnet(&["import", "customers.csv"]).fine();
    let mut empty = tab(&desk);
    empty.press("v").shows("There is no revenue in your book yet.");
}

#[test]
fn who_never_bought_changes_no_share() {
    let desk = f2();
    desk.write("customers.csv", "customer\nGull\n");
    desk.keepnet(&["import", "customers.csv"]).fine();
    let gull = id(&desk, "Gull");
    let spent =
        [EffortKind::Delivery, EffortKind::Acquisition].map(|kind| Change::record(&Edit::new(effort(gull, kind, 900, 9_000))));
    save(&desk, &spent);
    let (mut with, mut alone) = (tab(&desk), tab(&f2()));
    for _ in 0..3 {
        let list = |stage: &Stage| stage.rows()[2..24].join("\n");
        assert_eq!(list(&with), list(&alone));
        with.press("v");
        alone.press("v");
    }
}

#[test]
fn a_group_is_looked_into_by_the_measure() {
    let desk = f2();
    desk.write("groups.csv", "customer,parent\nElm,Birch\n");
    desk.keepnet(&["import", "groups.csv"]).fine();
    let mut stage = tab(&desk);
    stage.press("v down enter").shows("▸ Birch").shows("16,500   80.9%").shows("3,900   19.1%");
    stage.press("v").hides("▸ Birch");
}
