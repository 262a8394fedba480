//! Which answers are in force, what last quarter was, and where a quarter ends.

use super::*;
use crate::domain::effort::EffortKind::{Acquisition, Delivery, Unbilled};
use crate::domain::id::MoodProfileId;
use crate::domain::period::FiscalStart;
use crate::domain::practice::MoodProfile;

/// One customer with a document, to be answered of.
fn one() -> (Draft, CustomerId) {
    let mut draft = Draft::default();
    let alder = draft.customer("Alder", &[invoice("2025-06-01", 10_000)]);
    (draft, alder)
}

fn scored(draft: Draft, today: &str) -> Score {
    Scores::of(&draft.book(), date(today)).scores()[0].clone()
}

fn place(score: &Score) -> Option<(f64, f64)> {
    score.place().map(|place| (place.fit, place.mood))
}

#[test]
fn answers_are_carried_over_hollow_until_confirmed() {
    let answered = |today| {
        let (mut draft, alder) = one();
        draft.place(alder, "2026-01-01", 4, 2);
        let score = scored(draft, today);
        (place(&score), score.fit.map(|fit| fit.confirmed), score.mood.map(|mood| mood.confirmed))
    };
    assert_eq!(answered("2025-12-31"), (None, None, None));
    assert_eq!(answered("2026-03-31"), (Some((75.0, 25.0)), Some(true), Some(true)));
    assert_eq!(answered("2026-04-01"), (Some((75.0, 25.0)), Some(false), Some(false)));
    // The first answer of the new quarter confirms its own side alone.
    let (mut draft, alder) = one();
    draft.place(alder, "2026-01-01", 4, 2);
    draft.answer(alder, "2026-04-01", |answers| {
        (answers.fit, answers.feel, answers.mood_confirmed) = (Rating::new(4), Rating::new(3), false);
    });
    let score = scored(draft, "2026-04-01");
    assert_eq!((score.fit.unwrap().confirmed, score.mood.unwrap().confirmed), (true, false));
}

#[test]
fn last_quarter_is_as_of_its_last_day() {
    let (mut draft, alder) = one();
    draft.place(alder, "2025-07-01", 1, 1);
    draft.place(alder, "2025-10-01", 4, 5);
    draft.place(alder, "2026-01-01", 5, 2);
    let score = scored(draft, "2026-03-31");
    assert_eq!((place(&score), score.was), (Some((100.0, 25.0)), Some(Place { fit: 75.0, mood: 100.0 })));
    assert_eq!((score.feel_was, score.quadrant), (Rating::new(5), Quadrant::Grinder));
    // Answered in this quarter for the first time: there was no place.
    let (mut draft, alder) = one();
    draft.place(alder, "2026-01-01", 5, 2);
    assert_eq!(scored(draft, "2026-03-31").was, None);
}

#[test]
fn a_year_from_april_has_its_own_quarters() {
    // Started in February, the quarters begin in February, May, August and November.
    for (start, today, was) in
        [(1, "2026-03-31", Some(75.0)), (2, "2026-03-31", None), (2, "2026-05-01", Some(75.0)), (4, "2026-03-31", Some(75.0))]
    {
        let (mut draft, alder) = one();
        draft.settings.fiscal_start = FiscalStart::new(start).unwrap();
        let quarter = if start == 2 { "2026-02-01" } else { "2025-10-01" };
        draft.place(alder, quarter, 4, 4);
        assert_eq!(scored(draft, today).was.map(|was| was.fit), was, "{start} {today}");
    }
    let mut draft = Draft::default();
    draft.settings.fiscal_start = FiscalStart::new(4).unwrap();
    let scores = Scores::of(&draft.book(), date("2026-05-10"));
    assert_eq!((scores.quarter().from, scores.last_quarter().to), (date("2026-04-01"), date("2026-03-31")));
}

#[test]
fn last_quarter_had_its_own_mood_words_and_data() {
    let (mut draft, alder) = one();
    let profile = |number, day: &str, words: &[&str]| MoodProfile {
        id: MoodProfileId(number),
        answered: date(day),
        natural: None,
        attracts: None,
        favourites: None,
        work_in: None,
        words: words.iter().map(|word| (*word).into()).collect(),
    };
    draft.records.mood_profiles = vec![profile(1, "2025-12-31", &["calm"]), profile(2, "2026-01-01", &["bold"])].into();
    draft.settings.hour_cost = Some(Minor(0));
    // Margin then 40 % of 100, rated 4; now nothing was sold for a year and the data say nothing of it.
    draft.effort(alder, "2025-12-31", Delivery, 0, 60);
    draft.answer(alder, "2025-10-01", |answers| {
        (answers.core_work, answers.enjoy) = (Rating::new(5), Rating::new(5));
        (answers.price, answers.prospect) = (Rating::new(5), Rating::new(5));
        (answers.feel, answers.mood_words) = (Rating::new(5), vec!["Calm".into()]);
    });
    let book = draft.book();
    let scores = Scores::of(&book, date("2026-03-31"));
    let score = &scores.scores()[0];
    // 20x3 + 40x4 of 4x60; words: then both, now none.
    let was = score.was.unwrap();
    assert_eq!((format!("{:.1}", was.fit), was.mood.to_bits()), ("91.7".to_owned(), 100f64.to_bits()));
    assert_eq!(score.mood.unwrap().score.to_bits(), 60f64.to_bits());
    let later = Scores::of(&book, date("2026-06-01"));
    assert_eq!((later.scores()[0].fit, later.scores()[0].was.is_some()), (None, true));
}

#[test]
fn somebody_who_takes_ever_more_and_feels_no_better_drains() {
    let drains = |efforts: &[(&str, EffortKind, i64)], feels: &[(&str, u8)]| {
        let (mut draft, alder) = one();
        for (day, kind, hours) in efforts {
            draft.effort(alder, day, *kind, *hours, 0);
        }
        for (quarter, feel) in feels {
            draft.place(alder, quarter, 3, *feel);
        }
        scored(draft, "2026-05-10").drain
    };
    // Quarters that end on 30 September, 31 December and 31 March: 100, 120, 144 hours.
    let hours =
        [("2025-07-01", Delivery, 100), ("2025-12-31", Delivery, 70), ("2025-10-01", Unbilled, 50), ("2026-03-31", Unbilled, 144)];
    // One answer, carried over twice, is no better a mood.
    assert!(drains(&hours, &[("2025-07-01", 3)]));
    assert!(drains(&hours, &[("2025-04-01", 4), ("2025-10-01", 3), ("2026-04-01", 5)]));
    assert!(!drains(&hours, &[("2025-10-01", 3)]));
    assert!(!drains(&hours, &[("2025-07-01", 3), ("2026-01-01", 4)]));
    let won = [hours[0], hours[1], hours[2], ("2026-03-31", Acquisition, 144)];
    assert!(!drains(&won, &[("2025-07-01", 3)]));
}
