//! Off-core work, work taken on purpose, and variants, in small books.

use super::*;
use crate::domain::beach::tests::Firm;
use crate::domain::id::CustomerId;
use crate::domain::practice::{Offering, Variant};
use crate::domain::record::{Kind, Record, Row, Value};
use crate::domain::settings::Hundredths;
use crate::domain::work::Stage;

const YEAR: &str = "2026-03-31";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn offering(number: i64, core: CoreClass) -> Offering {
    let blank = Row::blank(Kind::Offering).with("name", Value::Text("Portals".to_owned()));
    let row = blank.with("core", Value::Text(core.word().to_owned()));
    Offering { id: OfferingId(number), ..Offering::of_row(&row).unwrap() }
}

fn variant(number: i64, offering: i64, learned: bool) -> Variant {
    let row =
        Row::blank(Kind::Variant).with("name", Value::Text("In a hurry".to_owned())).with("offering", Value::Number(offering));
    Variant { id: VariantId(number), learned: learned.then(|| date("2024-01-01")), ..Variant::of_row(&row).unwrap() }
}

/// Offering 1 is core, 2 is not; variants 1 and 2 belong to the first, 3 to the second.
fn firm() -> Firm {
    let mut firm = Firm::default();
    firm.records.offerings = vec![offering(1, CoreClass::Core), offering(2, CoreClass::OffCore)].into();
    firm.records.variants = [(1, 1), (2, 1), (3, 2)].map(|(id, of)| variant(id, of, true)).to_vec().into();
    firm
}

fn scope(firm: &Firm) -> Scope {
    Scope::of(&firm.book(), Window::last_months(date(YEAR), 12))
}

#[test]
fn off_core_work_is_told_by_value_and_by_days() {
    let mut firm = firm();
    let work = firm.booked("2026-03-02", "2026-03-13", 500);
    (work.offering, work.value) = (Some(OfferingId(1)), Some(Minor(900)));
    // Two days for 100 each of the offering that is none of ours.
    let work = firm.work(Stage::Done, "2026-03-16", "2026-03-17", 500);
    (work.offering, work.rate) = (Some(OfferingId(2)), Some(Minor(50)));
    // What is said of the work itself counts more than its offering.
    let work = firm.booked("2026-03-18", "2026-03-20", 500);
    (work.offering, work.core, work.value) = (Some(OfferingId(2)), Some(CoreClass::Core), Some(Minor(1_000)));
    // Begun before, begun after, not won: none of them counts.
    firm.booked("2025-03-31", "2026-03-31", 500).core = Some(CoreClass::OffCore);
    firm.booked("2026-04-01", "2026-04-10", 500).core = Some(CoreClass::OffCore);
    firm.maybe("2026-03-02", "2026-03-06", 500, 5_000).core = Some(CoreClass::OffCore);
    let scope = scope(&firm);
    assert_eq!(scope.off_core_value, Ratio::new(100, 2_000));
    assert_eq!(scope.off_core_days, Ratio::new(2, 15));
    let none = Scope::of(&Firm::default().book(), Window::last_months(date(YEAR), 12));
    assert_eq!(none, Scope::default());
}

#[test]
fn what_was_taken_on_purpose_is_kept_with_what_it_brought() {
    let mut firm = firm();
    for (agreed, value) in [(Some(Agreed::OnPurpose), 700), (Some(Agreed::InScope), 10), (None, 10), (Some(Agreed::OnPurpose), 300)]
    {
        let work = firm.booked("2024-03-02", "2024-03-13", 500);
        (work.agreed, work.value) = (agreed, Some(Minor(value)));
    }
    firm.work(Stage::Lost, "2024-03-02", "2024-03-13", 500).agreed = Some(Agreed::OnPurpose);
    let scope = scope(&firm);
    assert_eq!((scope.on_purpose, scope.on_purpose_value), (vec![EngagementId(1), EngagementId(4)], Minor(1_000)));
}

#[test]
fn variants_are_counted_by_offering_with_their_days() {
    let mut firm = firm();
    // A week of each; the first long ago, and one that is still to come.
    for (id, from, to) in [
        (1, "2024-03-04", "2024-03-08"),
        (2, "2026-03-02", "2026-03-06"),
        (2, "2026-03-30", "2026-04-03"),
        (3, "2026-04-06", "2026-04-10"),
    ] {
        firm.booked(from, to, 500).variant = Some(VariantId(id));
    }
    let scope = scope(&firm);
    assert_eq!(scope.variants(OfferingId(1)), Variants { all: 2, in_window: 1 });
    assert_eq!(scope.variants(OfferingId(2)), Variants::default());
    let days: Vec<(i64, String, String)> =
        scope.delivered.iter().map(|one| (one.variant.0, one.days.shown(), one.days_in_window.shown())).collect();
    let told = |id, all: &str, year: &str| (id, all.to_owned(), year.to_owned());
    assert_eq!(days, [told(1, "5", "0"), told(2, "7", "7")]);
}

#[test]
fn one_of_three_learned_variants_paid_again() {
    let mut firm = firm();
    let mut sold = |variant: i64, customer: i64, from: &str| {
        let work = firm.booked(from, from, 100);
        (work.variant, work.customer) = (Some(VariantId(variant)), Some(CustomerId(customer)));
        work.days_per_week = Some(Hundredths(100));
    };
    // To another on the last day of its 12 months; to the same one only; to another a day late.
    sold(1, 1, "2024-06-10");
    sold(1, 2, "2025-06-10");
    sold(2, 1, "2024-06-10");
    sold(2, 1, "2024-09-10");
    sold(3, 1, "2024-06-10");
    sold(3, 2, "2025-06-11");
    assert_eq!(scope(&firm).reuse_rate().map(|rate| rate.decimal(100, 1)), Some("33.3".to_owned()));
    // One nobody marked as learned is not judged, nor one whose 12 months still run.
    firm.records.variants = vec![variant(1, 1, true), variant(2, 1, true), variant(3, 2, false)].into();
    assert_eq!((scope(&firm).resold, scope(&firm).judged), (1, 2));
    firm.works[2].starts = Some(date("2025-03-31"));
    firm.works[3].starts = Some(date("2025-04-10"));
    assert_eq!(scope(&firm).judged, 1);
}
