//! Referral trees: the worked example, weights, and books nobody should have.

use proptest::prelude::*;

use super::*;
use crate::domain::id::{PartnerId, ReferralId};
use crate::domain::money::Minor;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn sent(by: i64, who: i64) -> Referral {
    Referral {
        id: ReferralId(by * 1000 + who),
        customer: Some(CustomerId(who)),
        from_customer: Some(CustomerId(by)),
        from_partner: None,
        to_partner: None,
        weight: None,
        date: date("2026-01-05"),
        outcome: Outcome::Won,
        note: None,
        archived: false,
    }
}

fn place(customer: CustomerId) -> Option<usize> {
    usize::try_from(customer.0 - 1).ok().filter(|place| *place < 6)
}

fn on(referrals: &[Referral]) -> Referrals {
    Referrals::on(referrals, date("2026-03-31"))
}

/// In whole units, of customers 1 to 6.
fn values(referrals: &[Referral], margins: [i64; 6], losses: Losses) -> Vec<i64> {
    let margins = margins.map(|margin| Fine::from(Minor(margin)));
    on(referrals).values(&margins, losses, place).into_iter().map(|value| value.minor().0).collect()
}

/// Margins of F2 in cents: Alder, Birch, Cedar, Dogwood, Elm, Fir.
const F2: [i64; 6] = [2_400_000, 1_650_000, 880_000, -60_000, 390_000, -100_000];

#[test]
fn the_worked_example_holds() {
    // metrics.md item 14: Cedar referred Birch and Elm, Birch referred Fir.
    let referrals = [sent(3, 2), sent(3, 5), sent(2, 6)];
    let counted = values(&referrals, F2, Losses::Counted);
    assert_eq!((F2[2] + counted[2], F2[1] + counted[1]), (1_875_000, 1_600_000));
    assert_eq!([counted[0], counted[3], counted[4], counted[5]], [0; 4]);
    let floored = values(&referrals, F2, Losses::Floored);
    assert_eq!((F2[2] + floored[2], F2[1] + floored[1]), (1_900_000, 1_650_000));
}

#[test]
fn senders_share_by_weight_partners_too() {
    let weighted = |referral: Referral, weight| Referral { weight: Some(weight), ..referral };
    let partner = Referral { from_customer: None, from_partner: Some(PartnerId(1)), ..sent(9, 3) };
    // Customers 1 and 2 and a partner sent 3, owed 3, 1 and 1; 1 did so in two referrals.
    let referrals = [weighted(sent(1, 3), 2), Referral { id: ReferralId(1), ..sent(1, 3) }, sent(2, 3), partner];
    assert_eq!(values(&referrals, [0, 0, 1000, 0, 0, 0], Losses::Counted), [300, 100, 0, 0, 0, 0]);
    let known = on(&referrals);
    assert_eq!(known.children(CustomerId(1)), [Arrow { sender: CustomerId(1), sent: CustomerId(3), weight: 3, of: 5 }]);
    assert_eq!(known.senders(CustomerId(3)).map(|arrow| arrow.sender.0).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_descendant_counts_once_a_path() {
    // 1 sent 2 and 3, both sent 4 in equal parts: two paths of a quarter each, half the weight on each.
    let referrals = [sent(1, 2), sent(1, 3), sent(2, 4), sent(3, 4)];
    assert_eq!(values(&referrals, [0, 0, 0, 800, 0, 0], Losses::Counted), [200, 200, 200, 0, 0, 0]);
    let tree: Vec<(usize, i64)> =
        on(&referrals).tree(CustomerId(1), 99).iter().map(|line| (line.depth, line.arrow.sent.0)).collect();
    assert_eq!(tree, [(1, 2), (2, 4), (1, 3), (2, 4)]);
}

#[test]
fn the_sixth_generation_counts_no_more() {
    let chain: Vec<Referral> = (1..6).map(|by| sent(by, by + 1)).collect();
    assert_eq!(values(&chain, [0, 0, 0, 0, 0, 3200], Losses::Counted), [100, 200, 400, 800, 1600, 0]);
    let longer: Vec<Referral> = std::iter::once(sent(7, 1)).chain(chain).collect();
    let margins = [0, 0, 0, 0, 0, 3200, 0].map(|margin| Fine::from(Minor(margin)));
    let value = on(&longer).values(&margins, Losses::Counted, |id| usize::try_from(id.0 - 1).ok());
    assert_eq!(value[6], Fine::ZERO);
    assert_eq!(on(&longer).tree(CustomerId(7), 99).len(), DEPTH);
}

#[test]
fn what_does_not_count_is_left_out() {
    let praise = Referral { outcome: Outcome::WordOfMouth, ..sent(1, 2) };
    let away = Referral { archived: true, ..sent(1, 2) };
    let out = Referral { to_partner: Some(PartnerId(1)), ..sent(1, 2) };
    let later = Referral { date: date("2026-04-01"), ..sent(1, 2) };
    assert_eq!(values(&[praise.clone(), away, out, later], [0, 100, 0, 0, 0, 0], Losses::Counted), [0; 6]);
    assert_eq!((on(std::slice::from_ref(&praise)).word_of_mouth(CustomerId(1)), on(&[]).is_empty()), (1, true));
    assert!(!on(&[praise]).is_empty());
}

#[test]
fn what_was_sent_is_told_by_what_came_of_it() {
    let outcome = |outcome, day: &str, who| Referral { outcome, date: date(day), ..sent(1, who) };
    let told = |referrals: &[Referral]| on(referrals).sent_since(CustomerId(1), date("2024-04-01"), true);
    let early = outcome(Outcome::Won, "2024-03-31", 2);
    assert_eq!(told(&[early]), Sent { paying: 0, word: false, for_a_year: true });
    let twice = [outcome(Outcome::Won, "2024-04-01", 2), Referral { id: ReferralId(1), ..outcome(Outcome::Won, "2025-04-01", 2) }];
    assert_eq!(told(&twice), Sent { paying: 1, word: false, for_a_year: true });
    for kind in [Outcome::Open, Outcome::Lost, Outcome::WordOfMouth] {
        assert_eq!(told(&[outcome(kind, "2025-04-01", 3)]), Sent { paying: 0, word: true, for_a_year: true });
    }
}

#[test]
fn a_damaged_or_dense_book_takes_no_longer() {
    let circle = [sent(1, 2), sent(2, 1), sent(3, 3)];
    // Five steps round: a half, an eighth and a thirty-second of the other one.
    assert_eq!(values(&circle, [0, 6400, 0, 0, 0, 0], Losses::Counted)[0], 3200 + 800 + 200);
    assert_eq!(on(&circle).tree(CustomerId(1), 99).len(), DEPTH);
    let dense: Vec<Referral> = (0..200).flat_map(|by| (0..200).map(move |who| sent(by, who))).collect();
    let dense = on(&dense);
    let margins = vec![Fine::from(Minor(100)); 200];
    let worth = dense.values(&margins, Losses::Counted, |id| usize::try_from(id.0).ok());
    // Everybody passes 1/200 to each of 200: a half, a quarter ... of the margin.
    assert_eq!(worth[7].minor(), Minor(97));
    assert_eq!(dense.tree(CustomerId(0), 50).len(), 50);
}

/// The sum over every path, followed one by one.
fn by_paths(referrals: &Referrals, margins: &[f64], root: i64, depth: usize) -> f64 {
    let below = |arrow: &Arrow| {
        let rest = if depth < DEPTH { by_paths(referrals, margins, arrow.sent.0, depth + 1) } else { 0.0 };
        0.5 * arrow.weight as f64 / arrow.of as f64 * (margins[arrow.sent.0 as usize - 1] + rest)
    };
    referrals.children(CustomerId(root)).iter().map(below).sum()
}

proptest! {
    #[test]
    fn level_by_level_is_path_by_path(
        pairs in proptest::collection::vec((1i64..=6, 1i64..=6, 1u32..=9), 0..12),
        margins in proptest::array::uniform6(-1_000_000i64..1_000_000),
    ) {
        let referrals: Vec<Referral> =
            pairs.iter().map(|(by, who, weight)| Referral { weight: Some(*weight), ..sent(*by, *who) }).collect();
        let known = on(&referrals);
        let floats = margins.map(|margin| margin as f64);
        for (at, value) in values(&referrals, margins, Losses::Counted).into_iter().enumerate() {
            prop_assert!((by_paths(&known, &floats, at as i64 + 1, 1) - value as f64).abs() < 0.51);
        }
    }
}
