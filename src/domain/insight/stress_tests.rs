//! Loss stress against the numbers of `metrics.md` item 9.

use proptest::prelude::*;

use super::*;

/// F1, R 18,000, F 6,500, in cents.
const F1: [i64; 6] = [4_800_000, 2_400_000, 1_200_000, 900_000, 600_000, 100_000];

fn f1() -> Stress {
    Stress { income: Minor(10_000_000), months: 12, outgo: Some(Minor(650_000)), reserve: Some(Minor(1_800_000)) }
}

fn part(place: usize, months: u32) -> Part {
    Part { amount: Minor(F1[place]), notice: Notice::months(months) }
}

fn lost(count: usize) -> Vec<Part> {
    (0..count).map(|place| part(place, 0)).collect()
}

fn printed(runway: Result<Runway, Missing>, places: u32) -> String {
    runway.unwrap().months().map_or("self-sustaining".into(), |months| months.decimal(1, places))
}

#[test]
fn each_further_loss_shortens_the_runway_as_worked_out() {
    assert_eq!(printed(f1().losing(&[]), 2), "self-sustaining");
    let runways: Vec<String> = [1, 2, 3, 6].map(|count| printed(f1().losing(&lost(count)), 2)).into();
    assert_eq!(runways, ["8.31", "4.32", "3.48", "2.77"]);
}

#[test]
fn notice_lengthens_it() {
    assert_eq!(printed(f1().losing(&[part(0, 1)]), 2), "10.15");
    let penniless = Stress { reserve: Some(Minor::ZERO), ..f1() };
    assert_eq!(printed(penniless.losing(&[part(0, 1)]), 2), "1.85");
    assert_eq!(printed(penniless.losing(&[part(0, 0)]), 2), "0.00");
    assert_eq!(printed(f1().losing(&[part(0, 1), part(1, 3)]), 2), "6.72");
    assert_eq!(printed(f1().losing(&[part(1, 3), part(0, 1)]), 2), "6.72");
}

#[test]
fn a_firm_already_losing_money_gets_no_longer_runway_from_notice() {
    // R 1,000, I 5,500, F 6,500, L 1,000, n 3: 1.0, not 2.0.
    let stress = Stress { income: Minor(5_500 * 12), months: 12, outgo: Some(Minor(6_500)), reserve: Some(Minor(1_000)) };
    let leaving = Part { amount: Minor(1_000 * 12), notice: Notice::months(3) };
    assert_eq!(printed(stress.losing(&[leaving]), 1), "1.0");
}

#[test]
fn the_after_expenses_view_uses_the_same_sums() {
    // F2: expenses 7,500, of which Alder's 6,000 leave with it.
    let stress = Stress { income: Minor(9_250_000), ..f1() };
    assert_eq!(printed(stress.losing(&[Part { amount: Minor(4_200_000), notice: Notice::NONE }]), 2), "7.85");
}

#[test]
fn single_customers_and_pairs_pass_or_fail() {
    let six = Hundredths(600);
    let alone: Vec<String> = (0..6).map(|place| printed(f1().losing(&[part(place, 0)]), 1)).collect();
    assert_eq!(alone[..2], ["8.3", "108.0"]);
    assert!(alone[2..].iter().all(|runway| runway == "self-sustaining"));
    let pair = |other| printed(f1().losing(&[part(0, 0), part(other, 0)]), 2);
    assert_eq!([pair(1), pair(2), pair(3)], ["4.32", "5.68", "6.17"]);
    let parts = lost(6);
    assert_eq!(f1().failing_pairs(&parts, six, 100), Ok(vec![(0, 1), (0, 2)]));
    assert_eq!(f1().failing_pairs(&parts, six, 1), Ok(vec![(0, 1)]));
    let fails = |place: usize| !f1().losing(&[part(place, 0)]).unwrap().passes(Hundredths(900));
    assert_eq!((0..6).filter(|place| fails(*place)).collect::<Vec<_>>(), [0]);
}

#[test]
fn what_is_missing_is_named_before_anything_is_worked_out() {
    let unsaid = Stress { outgo: None, reserve: None, ..f1() };
    assert_eq!(unsaid.losing(&[]), Err(Missing { outgo: true, reserve: true }));
    assert_eq!(Stress { reserve: None, ..f1() }.losing(&[]), Err(Missing { outgo: false, reserve: true }));
    assert_eq!(f1().missing(), None);
}

#[test]
fn debt_lasts_no_time_unless_income_carries_the_firm() {
    let indebted = Stress { reserve: Some(Minor(-1)), ..f1() };
    assert_eq!(indebted.losing(&[part(0, 1)]), Ok(Runway::Months(Ratio::ZERO)));
    assert_eq!(indebted.losing(&[part(5, 0)]), Ok(Runway::SelfSustaining));
}

#[test]
fn a_runway_that_only_looks_long_enough_fails() {
    // 596 of reserve, 100 a month short: 5.96 months shows as 6.0 and fails 6.
    let stress = Stress { income: Minor::ZERO, months: 12, outgo: Some(Minor(100)), reserve: Some(Minor(596)) };
    let runway = stress.losing(&[]).unwrap();
    assert_eq!(printed(Ok(runway), 1), "6.0");
    assert!(!runway.passes(Hundredths(600)));
    assert!(runway.passes(Hundredths(596)));
}

#[test]
fn a_year_of_days_is_twelve_months_of_notice() {
    assert_eq!(Notice::days(1461), Notice::months(48));
    // 30 days of notice: 0.98563 months, then 18,000 + 0.98563 x 1,833.33 at 2,166.67 a month: 10.12731.
    let thirty = Part { amount: Minor(F1[0]), notice: Notice::days(30) };
    assert_eq!(printed(f1().losing(&[thirty]), 4), "10.1273");
}

proptest! {
    #[test]
    fn losing_more_never_lengthens_the_runway(
        amounts in proptest::collection::vec((0i64..1_000_000, 0u32..400), 1..8),
        reserve in -1000i64..10_000_000, outgo in 0i64..500_000, months in 1u32..=12,
    ) {
        let parts: Vec<Part> =
            amounts.iter().map(|(amount, days)| Part { amount: Minor(*amount), notice: Notice::days(*days) }).collect();
        let income = Minor(amounts.iter().map(|(amount, _)| amount).sum());
        let stress = Stress { income, months, outgo: Some(Minor(outgo)), reserve: Some(Minor(reserve)) };
        let runways: Vec<Runway> = (0..=parts.len()).map(|count| stress.losing(&parts[..count]).unwrap()).collect();
        prop_assert!(runways.is_sorted_by(|before, after| before >= after));
        let at_once: Vec<Part> = parts.iter().map(|part| Part { notice: Notice::NONE, ..*part }).collect();
        prop_assert!(stress.losing(&at_once).unwrap() <= stress.losing(&parts).unwrap());
    }

    #[test]
    fn the_short_way_through_the_pairs_finds_them_all(
        mut amounts in proptest::collection::vec((1i64..1000, 0u32..200), 2..10),
        reserve in 0i64..3000, outgo in 0i64..300,
    ) {
        amounts.sort_unstable_by_key(|(amount, _)| std::cmp::Reverse(*amount));
        let parts: Vec<Part> =
            amounts.iter().map(|(amount, days)| Part { amount: Minor(*amount), notice: Notice::days(*days) }).collect();
        let income = Minor(amounts.iter().map(|(amount, _)| amount).sum());
        let stress = Stress { income, months: 12, outgo: Some(Minor(outgo)), reserve: Some(Minor(reserve)) };
        let tolerance = Hundredths(600);
        let mut all = Vec::new();
        for a in 0..parts.len() {
            for b in a + 1..parts.len() {
                if !stress.losing(&[parts[a], parts[b]]).unwrap().passes(tolerance) {
                    all.push((a, b));
                }
            }
        }
        prop_assert_eq!(stress.failing_pairs(&parts, tolerance, usize::MAX).unwrap(), all);
    }
}
