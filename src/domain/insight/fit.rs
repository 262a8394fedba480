//! How well a customer fits: the owner's gut, eight criteria, and what the data say (`metrics.md` item 36).
//!
//! The answers are [`crate::domain::assessment`]; which are in force, and the data of a day, come from
//! [`crate::domain::scores`]. Mood is [`super::mood`]'s.

use crate::domain::assessment::Assessment;
use crate::domain::record::Rating;

use super::evidence::{SUGGESTED, Suggestion};

/// Criteria count once so many of the eight are rated.
pub const ENOUGH: usize = 5;
/// From so many points on, gut and evidence disagree.
const DISAGREE: f64 = 25.0;

/// What a score is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The one-key rating.
    Gut,
    /// So many rated criteria.
    Criteria(u8),
}

/// Who rated a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The owner.
    Owner,
    /// The data, for the reason of their [`Suggestion`].
    Data,
}

/// A rated criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// 1 to 5.
    pub rating: Rating,
    /// By whom.
    pub by: By,
}

/// A customer's fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// 0 to 100, unrounded.
    pub score: f64,
    /// Whether it was answered in the quarter it is shown for.
    pub confirmed: bool,
    /// What the score is made from.
    pub source: Source,
    /// The one-key rating, whatever the score is made from.
    pub gut: Option<Rating>,
    /// The criteria, in the order of [`crate::domain::assessment::CRITERIA`].
    pub ratings: [Option<Rated>; 8],
}

impl Fit {
    /// The fit of answers beside what the data suggest; an owner's rating goes before a suggestion. `None` while fewer
    /// than five criteria are rated and the gut says nothing. Where all rated criteria weigh 0 they say nothing either:
    /// the gut counts.
    #[must_use]
    pub fn of(
        answers: &Assessment,
        suggested: &[Option<Suggestion>; SUGGESTED],
        weights: &[u32; 8],
        confirmed: bool,
    ) -> Option<Fit> {
        let ratings = rated(answers, suggested);
        let count = ratings.iter().flatten().count();
        let mean = if count < ENOUGH { None } else { weighted(ratings.map(|rated| rated.map(|rated| rated.rating)), weights) };
        let (score, source) = match (mean, answers.fit) {
            (Some(score), _) => (score, Source::Criteria(count as u8)),
            (None, Some(gut)) => (points(gut), Source::Gut),
            (None, None) => return None,
        };
        Some(Fit { score, confirmed, source, gut: answers.fit, ratings })
    }
}

/// Every criterion with a rating: the owner's, else the suggested one.
#[must_use]
pub fn rated(answers: &Assessment, suggested: &[Option<Suggestion>; SUGGESTED]) -> [Option<Rated>; 8] {
    let owner = answers.criteria();
    std::array::from_fn(|at| {
        let data = suggested.get(at).copied().flatten();
        let own = owner[at].map(|rating| Rated { rating, by: By::Owner });
        own.or(data.map(|suggestion| Rated { rating: suggestion.rating, by: By::Data }))
    })
}

/// What the data alone say: the same weighted mean over the suggested criteria, from two on.
#[must_use]
pub fn evidence(suggested: &[Option<Suggestion>; SUGGESTED], weights: &[u32; 8]) -> Option<f64> {
    let known = suggested.iter().flatten().count();
    let mut ratings = [None; 8];
    for (rating, suggestion) in ratings.iter_mut().zip(suggested) {
        *rating = suggestion.map(|suggestion| suggestion.rating);
    }
    if known < 2 { None } else { weighted(ratings, weights) }
}

/// By how many points the gut lies above the evidence (below: negative), where they differ by 25 or more.
#[must_use]
pub fn disagreement(gut: Option<Rating>, evidence: Option<f64>) -> Option<f64> {
    let apart = points(gut?) - evidence?;
    (apart.abs() >= DISAGREE).then_some(apart)
}

/// A rating alone as a score: 100 (r-1)/4.
#[must_use]
pub fn points(rating: Rating) -> f64 {
    f64::from(25 * rating.steps())
}

/// 100 times the sum of weight times steps over four times the sum of weights, in one division of whole numbers, so that a
/// score that is 60 is exactly 60. `None` where nothing weighs anything.
fn weighted(ratings: [Option<Rating>; 8], weights: &[u32; 8]) -> Option<f64> {
    let (mut got, mut most) = (0u64, 0u64);
    for (rating, weight) in ratings.iter().zip(weights) {
        if let Some(rating) = rating {
            got += u64::from(*weight) * u64::from(rating.steps());
            most += u64::from(*weight) * 4;
        }
    }
    (most > 0).then(|| (100 * got) as f64 / most as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::id::CustomerId;
    use crate::domain::insight::evidence::Reason;
    use crate::domain::settings::Settings;

    const NONE: [Option<Suggestion>; SUGGESTED] = [None; SUGGESTED];

    /// Ratings of the eight criteria, 0 where there is none.
    fn answers(gut: u8, ratings: [u8; 8]) -> Assessment {
        let [margin, cost_to_win, ease, refers, core_work, enjoy, price, prospect] = ratings.map(Rating::new);
        let blank = Assessment::blank(CustomerId(1), "2026-01-01".parse().unwrap());
        Assessment { fit: Rating::new(gut), margin, cost_to_win, ease, refers, core_work, enjoy, price, prospect, ..blank }
    }

    fn weights() -> [u32; 8] {
        Settings::default().weights
    }

    fn suggested(ratings: [u8; SUGGESTED]) -> [Option<Suggestion>; SUGGESTED] {
        ratings.map(|rating| Rating::new(rating).map(|rating| Suggestion { rating, reason: Reason::WordOfMouth }))
    }

    fn score(gut: u8, ratings: [u8; 8], data: [u8; SUGGESTED]) -> Option<(f64, Source)> {
        Fit::of(&answers(gut, ratings), &suggested(data), &weights(), true).map(|fit| (fit.score, fit.source))
    }

    #[test]
    fn the_worked_example_holds() {
        // metrics.md item 36: 310 of 360.
        let (fit, source) = score(0, [5, 4, 5, 4, 5, 4, 0, 3], [0; 4]).unwrap();
        assert_eq!((format!("{fit:.1} {fit:.0}"), source), ("86.1 86".to_owned(), Source::Criteria(7)));
    }

    #[test]
    fn four_criteria_are_too_few_and_the_gut_counts() {
        assert_eq!(score(4, [5, 5, 5, 5, 0, 0, 0, 0], [0; 4]), Some((75.0, Source::Gut)));
        assert_eq!(score(4, [5, 5, 5, 5, 5, 0, 0, 0], [0; 4]), Some((100.0, Source::Criteria(5))));
        assert_eq!(score(0, [5, 5, 5, 5, 0, 0, 0, 0], [0; 4]), None);
        assert_eq!(score(1, [0; 8], [0; 4]), Some((0.0, Source::Gut)));
    }

    #[test]
    fn the_data_rate_what_the_owner_did_not() {
        // Three of the owner's and two of the data's; the owner's 1 for margin goes before the data's 5.
        let fit = Fit::of(&answers(0, [1, 0, 0, 0, 5, 5, 0, 0]), &suggested([5, 3, 0, 5]), &weights(), true).unwrap();
        let by = |at: usize| fit.ratings[at].map(|rated| (rated.rating.get(), rated.by));
        assert_eq!([by(0), by(1), by(2)], [Some((1, By::Owner)), Some((3, By::Data)), None]);
        // 20x0 + 10x2 + 15x4 + 10x4 + 15x4 of 4x70.
        assert_eq!((fit.score * 280.0).round() as i64, 180 * 100);
    }

    #[test]
    fn weights_of_nothing_leave_the_gut() {
        let rated = answers(2, [5; 8]);
        let fit = |weights| Fit::of(&rated, &NONE, &weights, true).map(|fit| (fit.score, fit.source));
        assert_eq!(fit([0; 8]), Some((25.0, Source::Gut)));
        assert_eq!(fit([0, 0, 0, 0, 0, 0, 0, 1]), Some((100.0, Source::Criteria(8))));
        assert_eq!(Fit::of(&answers(0, [5; 8]), &NONE, &[0; 8], true), None);
    }

    #[test]
    fn a_score_of_sixty_is_exactly_sixty() {
        // 2+2+2+3+3 of 20.
        let weights = [1, 1, 1, 1, 1, 0, 0, 0];
        let fit = |ratings| Fit::of(&answers(0, ratings), &NONE, &weights, true).unwrap().score.to_bits();
        assert_eq!(fit([3, 3, 3, 4, 4, 1, 1, 1]), 60f64.to_bits());
        assert_ne!(fit([3, 3, 3, 3, 4, 1, 1, 1]), 60f64.to_bits());
    }

    #[test]
    fn evidence_takes_two_and_disagrees_from_25_points() {
        assert_eq!(evidence(&suggested([5, 0, 0, 0]), &weights()), None);
        // 20x4 + 10x0 of 4x30.
        let two = evidence(&suggested([5, 1, 0, 0]), &weights()).unwrap();
        assert_eq!(format!("{two:.1}"), "66.7");
        assert_eq!(evidence(&suggested([5, 1, 0, 0]), &[0; 8]), None);
        let apart = |gut, evidence| disagreement(Rating::new(gut), evidence);
        assert_eq!([apart(4, Some(50.0)), apart(1, Some(25.0)), apart(4, Some(50.1))], [Some(25.0), Some(-25.0), None]);
        assert_eq!([apart(0, Some(50.0)), apart(5, None)], [None, None]);
    }

    proptest! {
        #[test]
        fn fit_stays_in_range_and_rises_with_each_rating(
            gut in 0u8..=5, ratings in proptest::array::uniform8(0u8..=5), data in proptest::array::uniform4(0u8..=5),
            weights in proptest::array::uniform8(0u32..=100), raised in 0usize..8,
        ) {
            let fit = |gut, ratings| Fit::of(&answers(gut, ratings), &suggested(data), &weights, true);
            if let Some(before) = fit(gut, ratings) {
                prop_assert!((0.0..=100.0).contains(&before.score));
                if (1..5).contains(&ratings[raised]) {
                    let mut better = ratings;
                    better[raised] += 1;
                    prop_assert!(fit(gut, better).unwrap().score >= before.score);
                }
                if (1..5).contains(&gut) {
                    prop_assert!(fit(gut + 1, ratings).unwrap().score >= before.score);
                }
            }
        }

        #[test]
        fn scaling_the_weights_changes_nothing(
            ratings in proptest::array::uniform8(1u8..=5), weights in proptest::array::uniform8(0u32..=20), by in 2u32..=5,
        ) {
            let fit = |weights: [u32; 8]| Fit::of(&answers(3, ratings), &NONE, &weights, true).map(|fit| fit.score.to_bits());
            prop_assert_eq!(fit(weights), fit(weights.map(|weight| weight * by)));
        }
    }
}
