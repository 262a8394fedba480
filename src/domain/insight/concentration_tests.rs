//! Concentration against the numbers of `metrics.md` items 2 to 7, and its invariants.

use proptest::prelude::*;

use super::*;

fn book(amounts: &[i64]) -> Concentration {
    let holdings =
        amounts.iter().enumerate().map(|(id, amount)| Holding { unit: CustomerId(id as i64), net: Minor(*amount) }).collect();
    Concentration::of(holdings, |_| "Same")
}

/// In cents, Alder to Fir.
fn f1() -> Concentration {
    book(&[4_800_000, 2_400_000, 1_200_000, 900_000, 600_000, 100_000])
}

/// Fir a net credit, Gull nothing.
fn f1b() -> Concentration {
    book(&[4_800_000, 2_400_000, 1_200_000, 900_000, 600_000, -200_000, 0])
}

fn top(concentration: &Concentration, n: usize) -> String {
    concentration.top(n).unwrap().share.decimal(100, 1)
}

fn hhi(concentration: &Concentration) -> String {
    concentration.hhi().unwrap().decimal(10_000, 0)
}

fn effective(concentration: &Concentration) -> String {
    concentration.effective().unwrap().decimal(1, 2)
}

fn gini(concentration: &Concentration) -> String {
    concentration.gini().unwrap().decimal(1, 3)
}

#[test]
fn f1_holds_to_the_printed_digit() {
    let f1 = f1();
    assert_eq!(f1.shown_shares(), [480, 240, 120, 90, 60, 10]);
    assert_eq!([1, 3, 5, 10].map(|n| top(&f1, n)), ["48.0", "84.0", "99.0", "100.0"]);
    assert_eq!((hhi(&f1), effective(&f1), gini(&f1)), ("3142".into(), "3.18".into(), "0.487".into()));
    assert_eq!(f1.gini_small_sample().unwrap().decimal(1, 3), "0.584");
    assert_eq!((f1.pareto_count(), f1.band()), (Some(3), Some(Band::Concentrated)));
}

#[test]
fn f1b_holds_to_the_printed_digit() {
    let f1b = f1b();
    assert_eq!(f1b.total(), Minor(9_900_000));
    let alone = |place: usize| f1b.share(f1b.holdings()[place].net).unwrap().decimal(100, 1);
    assert_eq!([0, 1, 2, 3, 4].map(alone), ["48.5", "24.2", "12.1", "9.1", "6.1"]);
    assert_eq!((hhi(&f1b), effective(&f1b), gini(&f1b)), ("3205".into(), "3.12".into(), "0.400".into()));
    assert_eq!(f1b.net_credits(), [Holding { unit: CustomerId(5), net: Minor(-200_000) }]);
    assert_eq!(f1b.share(Minor(-200_000)), Some(Ratio::ZERO));
}

#[test]
fn grouping_birch_and_elm_concentrates_the_book() {
    let grouped = book(&[48, 30, 12, 9, 1]);
    assert_eq!((hhi(&grouped), effective(&grouped)), ("3430".into(), "2.92".into()));
    assert_eq!(hhi(&book(&[48, 30, 12, 9, -2, 0])), "3499");
}

#[test]
fn equal_and_single_customers_behave_as_they_are() {
    let five = book(&[7; 5]);
    assert_eq!((hhi(&five), effective(&five), gini(&five)), ("2000".into(), "5.00".into(), "0.000".into()));
    assert_eq!(five.pareto_count(), Some(4));
    let one = book(&[7]);
    assert_eq!((hhi(&one), effective(&one), gini(&one)), ("10000".into(), "1.00".into(), "0.000".into()));
    assert_eq!(one.gini_small_sample(), None);
    assert_eq!(book(&[40, 40, 20]).pareto_count(), Some(2));
}

#[test]
fn without_revenue_there_is_no_figure() {
    for none in [book(&[]), book(&[0, -5])] {
        assert_eq!((none.top(1), none.hhi(), none.effective(), none.gini()), (None, None, None, None));
        assert_eq!((none.pareto_count(), none.share(Minor(5)), none.leader()), (None, None, None));
        assert!(none.shown_shares().is_empty());
    }
}

#[test]
fn ties_stand_in_the_order_of_folded_names_then_ids() {
    let names = ["zebra", "Élan", "apple", "APPLE"];
    let holdings = (0..4).map(|id| Holding { unit: CustomerId(id), net: Minor(5) }).collect();
    let tied = Concentration::of(holdings, |id| names[id.0 as usize]);
    assert_eq!(tied.holdings().iter().map(|holding| holding.unit.0).collect::<Vec<_>>(), [2, 3, 0, 1]);
    assert!(tied.top(3).unwrap().tied);
    assert!(!tied.top(4).unwrap().tied);
    assert!(!f1().top(1).unwrap().tied);
}

#[test]
fn equal_remainders_go_to_the_first_in_order() {
    assert_eq!(book(&[1, 1, 1]).shown_shares(), [334, 333, 333]);
    assert_eq!(book(&[2, 2, 2, 1]).shown_shares(), [286, 286, 285, 143]);
}

#[test]
fn losing_somebody_leaves_the_rest() {
    let rest = f1().without(&[CustomerId(0)]);
    assert_eq!((rest.total(), rest.leader().unwrap().unit), (Minor(5_200_000), CustomerId(1)));
}

#[test]
fn the_largest_book_there_may_be_does_not_wrap() {
    let huge = book(&[Minor::LARGEST_BOOK / 2, Minor::LARGEST_BOOK / 2]);
    assert_eq!((hhi(&huge), effective(&huge), gini(&huge)), ("5000".into(), "2.00".into(), "0.000".into()));
    assert_eq!(huge.shown_shares(), [500, 500]);
}

proptest! {
    #[test]
    fn taking_off_sums_leaves_what_counting_anew_finds(
        amounts in proptest::collection::vec((-1_000i64..1_000_000, any::<bool>()), 0..30),
    ) {
        let whole = book(&amounts.iter().map(|(amount, _)| *amount).collect::<Vec<_>>());
        let is_lost = |holding: &&Holding| amounts[holding.unit.0 as usize].1;
        let lost: Vec<Holding> = whole.holdings().iter().chain(whole.net_credits()).filter(is_lost).copied().collect();
        let counted = whole.without(&lost.iter().map(|holding| holding.unit).collect::<Vec<_>>());
        let rest = whole.rest(&lost);
        prop_assert_eq!((rest.units, rest.total(), rest.leader), (counted.holdings().len(), counted.total(), counted.leader()));
        prop_assert_eq!(rest.effective(), counted.effective());
        prop_assert_eq!(rest.share(Minor(100)), counted.share(Minor(100)));
    }

    #[test]
    fn the_laws_of_concentration_hold(amounts in proptest::collection::vec(1i64..1_000_000_000, 1..40), k in 1i64..1000) {
        let book_one = book(&amounts);
        let n = amounts.len() as i128;
        let hhi = book_one.hhi().unwrap();
        prop_assert!(hhi >= Ratio::new(1, n).unwrap() && hhi <= Ratio::ONE);
        let effective = book_one.effective().unwrap();
        prop_assert!(effective >= Ratio::ONE && effective <= Ratio::new(n, 1).unwrap());
        prop_assert!(book_one.gini().unwrap() >= Ratio::ZERO && book_one.gini().unwrap() < Ratio::ONE);
        let tops: Vec<Ratio> = (1..=amounts.len()).map(|n| book_one.top(n).unwrap().share).collect();
        prop_assert!(tops.is_sorted() && *tops.last().unwrap() == Ratio::ONE);
        prop_assert_eq!(&book_one.cumulative().collect::<Vec<_>>(), &tops);
        prop_assert_eq!(book_one.shown_shares().iter().sum::<u32>(), 1000);

        let scaled = book(&amounts.iter().map(|amount| amount * k).collect::<Vec<_>>());
        prop_assert_eq!(scaled.hhi(), book_one.hhi());
        prop_assert_eq!(scaled.gini(), book_one.gini());
        prop_assert_eq!(scaled.shown_shares(), book_one.shown_shares());

        let mut with_idle = amounts.clone();
        with_idle.extend([0, -40]);
        let idle = book(&with_idle);
        prop_assert_eq!((idle.hhi(), idle.gini(), idle.pareto_count()), (book_one.hhi(), book_one.gini(), book_one.pareto_count()));
    }

    #[test]
    fn grouping_never_lowers_and_splitting_never_raises_hhi(
        amounts in proptest::collection::vec(1i64..1_000_000_000, 2..20), part in 0i64..1_000_000_000,
    ) {
        let whole = book(&amounts).hhi().unwrap();
        let mut grouped = amounts.clone();
        let second = grouped.pop().unwrap();
        grouped[0] += second;
        prop_assert!(book(&grouped).hhi().unwrap() >= whole);
        let mut split = amounts.clone();
        let part = part % split[0];
        split[0] -= part;
        split.push(part);
        prop_assert!(book(&split).hhi().unwrap() <= whole);
    }
}
