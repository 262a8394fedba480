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
    /// Those of the newest answers given up to that day; the later entered of two of one day.
    #[must_use]
    pub fn on(profiles: &[MoodProfile], day: NaiveDate) -> OwnWords {
        let known = profiles.iter().filter(|profile| profile.answered <= day);
        let newest = known.max_by_key(|profile| (profile.answered, profile.id));
        OwnWords(newest.map(|profile| folded(&profile.words)).unwrap_or_default())
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
