//! Scores over small books: fixture F2 of `metrics.md`, who counts in what, and what the memory keeps.

mod lists;
mod quarters;

use proptest::prelude::*;

use super::*;
use crate::domain::assessment::{Assessment, Trait};
use crate::domain::customer::{Customer, Segment, SegmentKind};
use crate::domain::effort::{Effort, EffortKind};
use crate::domain::id::{AssessmentId, EffortId, ProfileId, ReferralId, SegmentId};
use crate::domain::insight::fit::Source;
use crate::domain::invoice::Kind;
use crate::domain::practice::{Outcome, Referral};
use crate::domain::profile::{LifeStage, Profile};
use crate::domain::record::{Kind as RecordKind, Minutes, Record, Records, Row};
use crate::domain::series::Entry;
use crate::domain::settings::{Hundredths, Settings};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2026-03-31")
}

fn invoice(day: &str, minor: i64) -> Entry {
    Entry { day: date(day).into(), minor, paid: None, kind: Kind::Invoice, rated: true }
}

fn id(place: usize) -> CustomerId {
    CustomerId(place as i64 + 1)
}

/// A book put together piece by piece; customers 1, 2, ... in the order they come.
#[derive(Default)]
struct Draft {
    settings: Settings,
    customers: Vec<Customer>,
    series: Vec<(CustomerId, Series)>,
    efforts: Vec<Effort>,
    assessments: Vec<Assessment>,
    records: Records,
}

impl Draft {
    fn customer(&mut self, name: &str, documents: &[Entry]) -> CustomerId {
        let id = id(self.customers.len());
        self.customers.push(Customer { id, ..Customer::named(name.into()) });
        self.series.push((id, Series::pack(documents.to_vec())));
        id
    }

    fn effort(&mut self, customer: CustomerId, day: &str, kind: EffortKind, hours: i64, units: i64) {
        self.efforts.push(Effort {
            id: EffortId(self.efforts.len() as i64 + 1),
            customer: Some(customer),
            date: date(day),
            kind,
            hours: Some(Minutes(hours * 60)),
            cost: Some(Minor(units * 100)),
            note: None,
            archived: false,
        });
    }

    fn answer(&mut self, customer: CustomerId, quarter: &str, answers: impl FnOnce(&mut Assessment)) {
        let mut assessment = Assessment::blank(customer, date(quarter));
        assessment.id = AssessmentId(self.assessments.len() as i64 + 1);
        (assessment.fit_confirmed, assessment.mood_confirmed) = (true, true);
        answers(&mut assessment);
        self.assessments.push(assessment);
    }

    /// The two one-key ratings.
    fn place(&mut self, customer: CustomerId, quarter: &str, fit: u8, feel: u8) {
        self.answer(customer, quarter, |answers| (answers.fit, answers.feel) = (Rating::new(fit), Rating::new(feel)));
    }

    fn book(self) -> Book {
        let mut book = Book::new(self.settings, self.customers, self.series);
        book.take_records(Records { efforts: self.efforts.into(), assessments: self.assessments.into(), ..self.records });
        book
    }
}

fn referral(number: i64, by: usize, who: usize) -> Referral {
    Referral {
        id: ReferralId(number),
        customer: Some(id(who)),
        from_customer: Some(id(by)),
        from_partner: None,
        to_partner: None,
        weight: None,
        date: date("2026-01-05"),
        outcome: Outcome::Won,
        note: None,
        archived: false,
    }
}

/// Fixture F2 in cents, the first documents in the window; acquisition in money, Alder's half in hours.
fn f2() -> Draft {
    let settings = Settings { hour_cost: Some(Minor(4_000)), renewal: Some(Hundredths(7_500)), ..Settings::default() };
    let mut draft = Draft { settings, ..Draft::default() };
    for (name, revenue, expenses, hours, acquisition) in [
        ("Alder", 48_000, 6_000, 420, 1_200),
        ("Birch", 24_000, 1_000, 150, 500),
        ("Cedar", 12_000, 0, 80, 0),
        ("Dogwood", 9_000, 500, 190, 1_500),
        ("Elm", 6_000, 0, 50, 100),
        ("Fir", 1_000, 0, 40, 400),
    ] {
        let customer = draft.customer(name, &[invoice("2025-04-01", revenue * 60), invoice("2026-03-31", revenue * 40)]);
        draft.effort(customer, "2025-04-01", EffortKind::Delivery, hours - 10, expenses);
        draft.effort(customer, "2026-03-31", EffortKind::Unbilled, 10, 0);
        if acquisition > 0 {
            let hours = if name == "Alder" { 15 } else { 0 };
            draft.effort(customer, "2025-05-01", EffortKind::Acquisition, hours, acquisition - hours * 40);
        }
        draft.effort(customer, "2025-06-01", EffortKind::Learning, 99, 99);
    }
    draft
}

fn units(fine: Fine) -> i64 {
    assert_eq!(fine.minor().0 % 100, 0, "{fine:?}");
    fine.minor().0 / 100
}

fn percent(ratio: Option<Ratio>) -> String {
    ratio.map_or("none".to_owned(), |ratio| ratio.decimal(100, 1))
}

#[test]
fn margins_of_the_fixture_come_out_to_the_printed_digit() {
    let scores = Scores::of(&f2().book(), today());
    let economics: Vec<&Economics> = scores.scores().iter().map(|score| &score.economics).collect();
    assert_eq!(economics.iter().map(|one| units(one.margin())).collect::<Vec<_>>(), [24_000, 16_500, 8_800, -600, 3_900, -1_000]);
    let shares: Vec<String> = economics.iter().map(|one| percent(one.margin_share())).collect();
    assert_eq!(shares, ["50.0", "68.8", "73.3", "-6.7", "65.0", "-100.0"]);
    assert_eq!((units(scores.totals().margin()), percent(scores.totals().margin_share())), (51_600, "51.6".to_owned()));
    let rates: Vec<String> = economics.iter().map(|one| one.hour_rate().unwrap().decimal(1, 0)).collect();
    assert_eq!(rates, ["10000", "15333", "15000", "4474", "12000", "2500"]);
    assert_eq!(economics[0].costs.unbilled, Minutes(600));
    assert!(scores.scores().iter().all(|score| scores.lack(score).is_none()));
}

#[test]
fn over_service_of_the_fixture_comes_out_to_the_printed_digit() {
    let scores = Scores::of(&f2().book(), today());
    let index = |score: &Score| match scores.over_service(score) {
        OverService::Index(index) => index.decimal(1, 2),
        other => format!("{other:?}"),
    };
    assert_eq!(scores.scores().iter().map(index).collect::<Vec<_>>(), ["0.94", "0.67", "0.72", "2.27", "0.90", "4.30"]);
    assert_eq!(scores.totals().costs.hours, Minutes(930 * 60));
}

#[test]
fn the_whale_of_the_fixture_comes_out_to_the_printed_digit() {
    let book = f2().book();
    let scores = Scores::of(&book, today());
    let whale = scores.whale(&book);
    let sums: Vec<i64> = whale.steps.iter().map(|step| units(step.sum)).collect();
    assert_eq!(sums, [24_000, 40_500, 49_300, 53_200, 52_600, 51_600]);
    assert_eq!((percent(whale.peak_share()), percent(whale.erosion())), ("103.1".to_owned(), "3.1".to_owned()));
}

#[test]
fn the_fixture_as_lifetime_has_its_values() {
    let mut draft = f2();
    draft.records.referrals = vec![referral(1, 2, 1), referral(2, 2, 4), referral(3, 1, 5)].into();
    let mut book = draft.book();
    let scores = Scores::of(&book, today());
    let cedar = scores.relationship(&book, id(2)).unwrap();
    assert_eq!((units(cedar.tree()), units(cedar.referred), units(cedar.so_far)), (18_750, 9_950, 8_800));
    assert_eq!((cedar.to_come.unwrap().minor(), cedar.value().minor()), (Minor(1_885_714), Minor(3_760_714)));
    assert_eq!(units(scores.relationship(&book, id(1)).unwrap().tree()), 16_000);
    // Dogwood loses money: nothing is to come of it.
    assert_eq!(scores.relationship(&book, id(3)).unwrap().to_come, Some(Fine::ZERO));
    book.replace_settings(Settings { renewal: None, ..book.settings.clone() });
    let scores = Scores::of(&book, today());
    assert_eq!((scores.outlook(), scores.relationship(&book, id(2)).unwrap().to_come), (None, None));
}

#[test]
fn a_lifetime_holds_what_twelve_months_do_not() {
    let mut draft = f2();
    draft.series[0].1 = Series::pack(vec![invoice("2020-01-01", 50_000), invoice("2026-01-01", 10_000), invoice("2026-04-01", 1)]);
    draft.effort(id(0), "2020-02-01", EffortKind::Delivery, 0, 50);
    draft.efforts.retain(|effort| effort.customer != Some(id(0)) || effort.date < date("2021-01-01"));
    draft.effort(id(0), "2026-04-01", EffortKind::Delivery, 0, 7);
    let book = draft.book();
    let scores = Scores::of(&book, today());
    assert_eq!(units(scores.scores()[0].economics.margin()), 100);
    assert_eq!(units(scores.relationship(&book, id(0)).unwrap().so_far), 550);
}

#[test]
fn the_data_suggest_ratings_with_reasons() {
    let mut draft = f2();
    draft.records.referrals = vec![referral(1, 2, 1), referral(2, 2, 4), referral(3, 1, 5)].into();
    let scores = Scores::of(&draft.book(), today());
    let said = |place: usize| -> Vec<String> {
        let suggested = scores.scores()[place].suggested().iter().flatten();
        suggested.map(|one| format!("{} {}", one.rating.get(), one.reason)).collect()
    };
    // 1,200 of 48,000.
    assert_eq!(said(0), ["5 margin 50%", "4 winning them took 2.5% of their first year", "4 over-service index 0.94"]);
    assert_eq!(said(2), ["5 margin 73.3%", "5 over-service index 0.72", "5 sent 2 paying customers in 24 months"]);
    assert_eq!(said(1)[3], "4 sent 1 paying customer in 24 months");
    // 20x4 + 10x3 + 15x3 of 4x45.
    assert_eq!(scores.scores()[0].evidence().map(|score| format!("{score:.1}")), Some("86.1".to_owned()));
    // A year and a day after the first document, sending nobody says something.
    let mut draft = f2();
    draft.records.referrals = vec![referral(1, 2, 1)].into();
    let scores = Scores::of(&draft.book(), date("2026-04-01"));
    let last = |place: usize| scores.scores()[place].suggested()[3].map(|one| one.rating.get());
    assert_eq!([last(0), last(2)], [Some(2), Some(4)]);
}

#[test]
fn a_suggestion_needs_its_data() {
    let mut draft = f2();
    draft.settings.hour_cost = None;
    draft.efforts.retain(|effort| effort.customer != Some(id(2)));
    draft.customer("Gull", &[]);
    let scores = Scores::of(&draft.book(), today());
    let has = |place: usize| scores.scores()[place].suggested().map(|one| one.is_some());
    // Hours without their cost say nothing of margin; Alder's winning took hours, Birch's did not.
    assert_eq!([has(0), has(1)], [[false, false, true, false], [false, true, true, false]]);
    // Nothing is logged for Cedar, and no referral is kept in the book.
    assert_eq!([has(2), has(6)], [[false; 4]; 2]);
    assert_eq!(scores.lack(&scores.scores()[0]), Some(Lack::HourCost));
    assert_eq!(scores.lack(&scores.scores()[2]), Some(Lack::OwnHours));
    assert_eq!(scores.scores()[2].evidence(), None);
}

#[test]
fn gut_and_evidence_disagree_in_points_and_overrides_are_marked() {
    let mut draft = f2();
    draft.place(id(0), "2026-01-01", 2, 4);
    draft.answer(id(1), "2026-01-01", |answers| {
        (answers.margin, answers.ease) = (Rating::new(1), Rating::new(5));
        (answers.core_work, answers.enjoy, answers.price) = (Rating::new(3), Rating::new(3), Rating::new(3));
    });
    let scores = Scores::of(&draft.book(), today());
    let [alder, birch] = [0, 1].map(|place| &scores.scores()[place]);
    assert_eq!(alder.disagreement().map(|points| format!("{points:.1}")), Some("-61.1".to_owned()));
    assert_eq!((alder.quadrant, alder.fit.unwrap().source), (Quadrant::Charmer, Source::Gut));
    // The data say 5, 4 and 5; the owner 1 for the first and 5 for the third.
    assert_eq!([0, 1, 2, 9].map(|criterion| birch.is_overridden(criterion)), [true, false, false, false]);
    assert_eq!((birch.fit.unwrap().source, birch.disagreement()), (Source::Criteria(6), None));
}

#[test]
fn corners_add_up_and_who_pays_nothing_changes_no_share() {
    let mut draft = f2();
    for (place, (fit, feel)) in [(5, 5), (5, 2), (2, 5), (1, 1), (4, 4)].into_iter().enumerate() {
        draft.place(id(place), "2026-01-01", fit, feel);
    }
    let alone = Scores::of(&draft.book(), today());
    let shares = |scores: &Scores| Quadrant::ALL.map(|quadrant| [scores.revenue_share(quadrant), scores.hours_share(quadrant)]);
    assert_eq!(alone.corners().map(|corner| corner.customers), [2, 1, 1, 1, 1]);
    assert_eq!(percent(alone.revenue_share(Quadrant::Keeper)), "54.0");
    assert_eq!(alone.hours_share(Quadrant::Keeper), Ratio::new(470, 930));

    let mut draft = f2();
    for (place, (fit, feel)) in [(5, 5), (5, 2), (2, 5), (1, 1), (4, 4)].into_iter().enumerate() {
        draft.place(id(place), "2026-01-01", fit, feel);
    }
    let [prospect, colleague, friend] = ["Gull", "Hazel", "Iris"].map(|name| draft.customer(name, &[]));
    for place in [7, 8] {
        draft.customers[place].segment = Some(SegmentId(1));
    }
    for who in [prospect, colleague, friend] {
        draft.effort(who, "2026-01-01", EffortKind::Unbilled, 500, 900);
        draft.effort(who, "2026-01-01", EffortKind::Acquisition, 500, 900);
    }
    draft.place(prospect, "2026-01-01", 5, 5);
    draft.place(friend, "2026-01-01", 1, 5);
    let mut book = draft.book();
    book.segments = vec![colleagues()];
    let scores = Scores::of(&book, today());
    assert_eq!((shares(&scores), scores.totals(), scores.whale(&book).steps.len()), (shares(&alone), alone.totals(), 6));
    assert_eq!(scores.over_service(scores.score(prospect).unwrap()), OverService::NotMeasured);
    // Gull and Iris were placed; nobody asks for Hazel.
    assert_eq!(scores.corners().map(|corner| corner.customers), [3, 1, 2, 1, 1]);
    assert_eq!([prospect, colleague, friend].map(|who| scores.score(who).unwrap().in_matrix), [true, false, true]);
}

fn colleagues() -> Segment {
    let name = "Friends".into();
    Segment { id: SegmentId(1), name, kind: SegmentKind::Colleague, criteria: None, channels: None, phrases: None, archived: false }
}

#[test]
fn archived_customers_leave_the_matrix_and_stay_in_the_whole() {
    let mut draft = f2();
    draft.place(id(0), "2026-01-01", 5, 5);
    draft.place(id(1), "2026-01-01", 5, 5);
    draft.customers[0].archived = true;
    let scores = Scores::of(&draft.book(), today());
    assert_eq!((scores.corners()[0].customers, percent(scores.revenue_share(Quadrant::Keeper))), (1, "24.0".to_owned()));
    assert_eq!(scores.members(Quadrant::Keeper).map(|score| score.customer).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(scores.score(id(0)).unwrap().quadrant, Quadrant::Keeper);
}

#[test]
fn traits_and_life_stages_are_counted_over_the_book() {
    let mut draft = f2();
    draft.answer(id(0), "2026-01-01", |answers| answers.traits = [Trait::Tight, Trait::Boring].into_iter().collect());
    let gull = draft.customer("Gull", &[]);
    draft.answer(gull, "2026-01-01", |answers| answers.traits = [Trait::Tight].into_iter().collect());
    let blank = |number, customer: CustomerId, stage| {
        let row = Row::blank(RecordKind::Profile).with("customer", crate::domain::record::Value::Number(customer.0));
        Profile { id: ProfileId(number), life_stage: Some(stage), ..Profile::of_row(&row).unwrap() }
    };
    draft.records.profiles = vec![
        blank(1, id(3), LifeStage::ForLife),
        blank(2, id(0), LifeStage::ForLife),
        blank(3, gull, LifeStage::ForLife),
        blank(4, id(1), LifeStage::Leaving),
    ]
    .into();
    let scores = Scores::of(&draft.book(), today());
    assert_eq!((scores.burden().of(Trait::Tight), scores.burden().load()), (1, Ratio::new(2, 6)));
    assert_eq!((scores.for_life(), scores.for_life().is_over()), (ForLife { marked: 2, customers: 6 }, true));
    let stages: Vec<&str> = scores.scores().iter().map(|score| score.stage.word()).collect();
    assert_eq!(stages, ["for life", "leaving", "repeat", "for life", "repeat", "repeat", "for life"]);
}

#[test]
fn the_memory_makes_scores_again_only_when_something_moved() {
    let mut book = f2().book();
    let (mut memory, mut rosters) = (Memory::default(), crate::domain::roster::Memory::default());
    let mut scores = |book: &Book, today| memory.scores(book, &rosters.roster(book, today));
    let first = scores(&book, today());
    assert!(std::sync::Arc::ptr_eq(&first, &scores(&book, today())));
    book.replace_record(RecordKind::Effort, 1, None);
    let second = scores(&book, today());
    assert!(!std::sync::Arc::ptr_eq(&first, &second));
    assert_eq!(second.scores()[0].economics.costs.hours, Minutes(600));
    assert_eq!(scores(&book, date("2027-04-01")).today(), date("2027-04-01"));
    let records = book.records().clone();
    let third = scores(&book, today());
    book.take_records(records);
    assert!(!std::sync::Arc::ptr_eq(&third, &scores(&book, today())));
}

#[test]
fn a_book_that_awaits_its_documents_says_nothing_of_all_years() {
    let full = f2().book();
    let roster = Roster::of(&full, today());
    let mut waiting = Book::awaiting_series(full.settings.clone(), full.customers().cloned().collect());
    waiting.take_records(full.records().clone());
    let mut memory = Memory::default();
    let early = memory.scores(&waiting, &roster);
    assert_eq!(units(early.totals().margin()), 51_600);
    assert_eq!((early.relationship(&waiting, id(0)), early.scores()[0].suggested()[1]), (None, None));
    let series = full.each().map(|(customer, series)| (customer.id, series.clone())).collect();
    waiting.take_rest(full.customers().cloned().collect(), series);
    let late = memory.scores(&waiting, &roster);
    assert!(late.relationship(&waiting, id(0)).is_some() && late.scores()[0].suggested()[1].is_some());
}

#[test]
fn an_empty_book_has_no_scores_and_no_surprises() {
    let book = Draft::default().book();
    let scores = Scores::of(&book, today());
    assert!(scores.scores().is_empty() && scores.whale(&book).steps.is_empty() && scores.relationships(&book).is_empty());
    assert_eq!(
        (scores.revenue_share(Quadrant::Keeper), scores.hours_share(Quadrant::Keeper), scores.score(id(0))),
        (None, None, None)
    );
}

proptest! {
    #[test]
    fn everybody_placed_stands_in_one_quadrant(
        answers in proptest::collection::vec((0u8..=5, 0u8..=5, any::<bool>()), 0..20), fit in 0u32..=100, mood in 0u32..=100,
    ) {
        let mut draft = Draft::default();
        (draft.settings.cut_fit, draft.settings.cut_mood) = (fit, mood);
        for (fit, feel, archived) in &answers {
            let customer = draft.customer("C", &[]);
            draft.place(customer, "2026-01-01", *fit, *feel);
            draft.customers[customer.0 as usize - 1].archived = *archived;
        }
        let scores = Scores::of(&draft.book(), today());
        let counted: usize = scores.corners().iter().map(|corner| corner.customers).sum();
        prop_assert_eq!(counted, answers.iter().filter(|(.., archived)| !archived).count());
        for (score, (fit, feel, archived)) in scores.scores().iter().zip(&answers) {
            let homes: Vec<Quadrant> =
                Quadrant::ALL.into_iter().filter(|quadrant| scores.members(*quadrant).any(|one| one.customer == score.customer)).collect();
            prop_assert_eq!(homes.len(), usize::from(!archived));
            prop_assert_eq!(score.quadrant == Quadrant::Unplaced, *fit == 0 || *feel == 0);
        }
    }

    #[test]
    fn money_in_another_unit_changes_no_share(by in 1i64..1000) {
        let (plain, mut scaled) = (f2(), f2());
        scaled.settings.hour_cost = scaled.settings.hour_cost.map(|cost| Minor(cost.0 * by));
        for (_, series) in &mut scaled.series {
            *series = Series::pack(series.iter().map(|entry| Entry { minor: entry.minor * by, ..entry }).collect());
        }
        for effort in &mut scaled.efforts {
            effort.cost = effort.cost.map(|cost| Minor(cost.0 * by));
        }
        let (plain_book, scaled_book) = (plain.book(), scaled.book());
        let [plain, scaled] = [&plain_book, &scaled_book].map(|book| Scores::of(book, today()));
        prop_assert_eq!(plain.whale(&plain_book).erosion(), scaled.whale(&scaled_book).erosion());
        for (one, other) in plain.scores().iter().zip(scaled.scores()) {
            prop_assert_eq!(one.economics.margin_share(), other.economics.margin_share());
            prop_assert_eq!((plain.over_service(one), one.suggested()), (scaled.over_service(other), other.suggested()));
        }
    }
}
