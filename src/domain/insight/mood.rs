//! How a customer's mood matches the owner's (`metrics.md` item 37).
//!
//! The answers are [`crate::domain::assessment`]; which of them are in force is the business of [`crate::domain::scores`].

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::assessment::{Assessment, Traits};
use crate::domain::practice::MoodProfile;
use crate::domain::record::Rating;
use crate::domain::text::{Line, name_key};

/// What a trait takes off.
const FLAG: i64 = 10;

/// A customer's mood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mood {
    /// 0 to 100, unrounded.
    pub score: f64,
    /// Whether it was answered in the quarter it is shown for.
    pub confirmed: bool,
    /// How it feels when they call.
    pub feel: Rating,
    /// How many of their words are the owner's too; `None` where either has no words.
    pub overlap: Option<Overlap>,
    /// The traits that wear the owner out.
    pub flags: Traits,
}

/// Words a customer shares with the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// So many.
    pub shared: u32,
    /// Of so many of the customer's.
    pub of: u32,
}

/// The owner's mood words as of a day, folded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnWords(BTreeSet<String>);

impl OwnWords {
    /// Those of the newest answers given up to that day.
    #[must_use]
    pub fn on(profiles: &[MoodProfile], day: NaiveDate) -> OwnWords {
        OwnWords(newest(profiles, day).map(|profile| folded(&profile.words)).unwrap_or_default())
    }

    /// How many of a customer's words are among them; `None` where either side has none.
    #[must_use]
    pub fn overlap(&self, words: &[Line]) -> Option<Overlap> {
        if self.0.is_empty() || words.is_empty() {
            return None;
        }
        let words = folded(words);
        let shared = words.iter().filter(|word| self.0.contains(*word)).count();
        Some(Overlap { shared: shared as u32, of: words.len() as u32 })
    }
}

/// The newest answers to the mood questions given up to a day; the later entered of two of one day.
#[must_use]
pub fn newest(profiles: &[MoodProfile], day: NaiveDate) -> Option<&MoodProfile> {
    let known = profiles.iter().filter(|profile| profile.answered <= day);
    known.max_by_key(|profile| (profile.answered, profile.id))
}

fn folded(words: &[Line]) -> BTreeSet<String> {
    words.iter().map(|word| name_key(word.as_str())).filter(|word| !word.is_empty()).collect()
}

impl Mood {
    /// 100 (0.6 (feel-1)/4 + 0.4 overlap) less 10 a trait, never below 0; of feel alone where there is no overlap to
    /// be had. `None` without a feel.
    #[must_use]
    pub fn of(answers: &Assessment, own: &OwnWords, confirmed: bool) -> Option<Mood> {
        let feel = answers.feel?;
        let overlap = own.overlap(&answers.mood_words).filter(|overlap| overlap.of > 0);
        let flags = FLAG * i64::from(answers.traits.count());
        let steps = i64::from(feel.steps());
        // One division of whole numbers: a score that is 60 is exactly 60.
        let score = match overlap {
            None => (25 * steps - flags) as f64,
            Some(Overlap { shared, of }) => {
                let of = i64::from(of);
                ((15 * steps - flags) * of + 40 * i64::from(shared)) as f64 / of as f64
            }
        };
        Some(Mood { score: score.max(0.0), confirmed, feel, overlap, flags: answers.traits })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::assessment::Trait;
    use crate::domain::id::{CustomerId, MoodProfileId};

    fn words(words: &[&str]) -> Vec<Line> {
        words.iter().map(|word| (*word).into()).collect()
    }

    fn profile(id: i64, answered: &str, own: &[&str]) -> MoodProfile {
        let answered = answered.parse().unwrap();
        MoodProfile {
            id: MoodProfileId(id),
            answered,
            natural: None,
            attracts: None,
            favourites: None,
            work_in: None,
            words: words(own),
        }
    }

    fn own(own: &[&str]) -> OwnWords {
        OwnWords::on(&[profile(1, "2026-01-01", own)], "2026-01-01".parse().unwrap())
    }

    fn answers(feel: u8, tags: &[&str], traits: usize) -> Assessment {
        let mut answers = Assessment::blank(CustomerId(1), "2026-01-01".parse().unwrap());
        answers.feel = Rating::new(feel);
        answers.mood_words = words(tags);
        answers.traits = Trait::ALL.iter().copied().take(traits).collect();
        answers
    }

    fn score(feel: u8, tags: &[&str], traits: usize, own_words: &[&str]) -> Option<f64> {
        Mood::of(&answers(feel, tags, traits), &own(own_words), true).map(|mood| mood.score)
    }

    fn printed(score: Option<f64>) -> String {
        score.map_or("none".to_owned(), |score| format!("{score:.1}"))
    }

    #[test]
    fn the_worked_examples_hold() {
        // metrics.md item 37.
        let (tags, own) = (&["calm", "curious", "late"], &["Curious", "CALM", "playful"]);
        assert_eq!(printed(score(4, &[], 0, own)), "75.0");
        assert_eq!(printed(score(4, tags, 0, &[])), "75.0");
        assert_eq!(printed(score(4, tags, 0, own)), "71.7");
        assert_eq!(printed(score(4, tags, 1, own)), "61.7");
        assert_eq!(printed(score(4, tags, 2, own)), "51.7");
        assert_eq!(printed(score(1, &["late"], 7, own)), "0.0");
        assert_eq!(score(0, tags, 0, own), None);
    }

    #[test]
    fn words_are_sets_whatever_their_case() {
        let mood = Mood::of(&answers(5, &["Calm", "calm", "CAFÉ"], 0), &own(&["calm", "café"]), false).unwrap();
        assert_eq!(
            (mood.overlap, mood.score.to_bits(), mood.confirmed),
            (Some(Overlap { shared: 2, of: 2 }), 100f64.to_bits(), false)
        );
    }

    #[test]
    fn the_newest_answers_of_the_day_count() {
        let profiles =
            [profile(1, "2026-03-01", &["calm"]), profile(2, "2026-03-01", &["bold"]), profile(3, "2026-05-01", &["shy"])];
        let on = |day: &str| OwnWords::on(&profiles, day.parse().unwrap());
        assert_eq!(on("2026-02-28"), OwnWords::default());
        assert_eq!(on("2026-03-01").overlap(&words(&["bold"])), Some(Overlap { shared: 1, of: 1 }));
        assert_eq!(on("2026-04-30").overlap(&words(&["shy", "calm"])), Some(Overlap { shared: 0, of: 2 }));
        assert_eq!(on("2026-05-01").overlap(&words(&["shy"])), Some(Overlap { shared: 1, of: 1 }));
    }

    proptest! {
        #[test]
        fn mood_stays_in_range_and_rises_with_the_feel(
            feel in 1u8..5, tags in proptest::collection::vec("[a-e]", 0..6), traits in 0usize..=7,
            own_words in proptest::collection::vec("[A-E]", 0..6),
        ) {
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let own_words: Vec<&str> = own_words.iter().map(String::as_str).collect();
            let [low, high] = [feel, feel + 1].map(|feel| score(feel, &tags, traits, &own_words).unwrap());
            prop_assert!((0.0..=100.0).contains(&low) && low <= high && high <= 100.0);
            prop_assert!(score(feel, &tags, (traits + 1).min(7), &own_words).unwrap() <= low);
        }
    }
}
