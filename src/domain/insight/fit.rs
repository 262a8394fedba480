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
