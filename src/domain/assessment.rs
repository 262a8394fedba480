//! What the owner answers of a customer, quarter by quarter: fit, feel, mood words, traits.
//!
//! A quarter's row holds every answer that stood in it: the first answer of a new quarter copies the last quarter's and
//! confirms its own side. Scores are worked out by [`super::insight`]'s `fit` and `mood`.

use chrono::NaiveDate;

use super::id::{AssessmentId, CustomerId};
use super::record::{Field, Kept, Rating, Shape, Sound, Target, Value, record};
use super::text::Line;

/// What the five ratings of fit mean.
pub const FIT: [&str; 5] = ["poor fit", "weak fit", "so-so", "good match", "great fit"];
/// What the five feelings mean (`metrics.md` item 37).
pub const FEEL: [&str; 5] = ["dread", "tired", "neutral", "glad", "delighted"];

const MARGIN: [&str; 5] = ["loses money", "thin", "fair", "good", "half or more"];
const COST_TO_WIN: [&str; 5] = ["very dear", "dear", "fair", "cheap", "next to nothing"];
const EASE: [&str; 5] = ["eats time", "heavy", "takes its share", "light", "runs by itself"];
const REFERS: [&str; 5] = ["warns others", "never", "speaks well", "sent one", "sends many"];
const CORE_WORK: [&str; 5] = ["off-core", "mostly not ours", "half", "mostly core", "all core"];
const ENJOY: [&str; 5] = ["dislike it", "rather not", "all right", "enjoy it", "love it"];
const PRICE: [&str; 5] = ["fights every bill", "haggles", "pays late", "pays", "pays gladly"];
const PROSPECT: [&str; 5] = ["ends soon", "one more job", "a year", "some years", "for life"];

record! {
    /// The answers of a quarter. At most one a customer and quarter.
    Assessment, AssessmentId {
        /// Of whom.
        customer: CustomerId = Field::new("Customer", Shape::Link(Target::Customer)).needed().ours();
        /// The first day of the quarter it was answered in.
        quarter: NaiveDate = Field::new("Quarter", Shape::Quarter).needed().ours();
        /// The gut rating of fit.
        fit: Option<Rating> = Field::new("Fit", Shape::Rating(&FIT));
        /// Criterion 1: margin.
        margin: Option<Rating> = Field::new("Margin", Shape::Rating(&MARGIN));
        /// Criterion 2: cheap to win.
        cost_to_win: Option<Rating> = Field::new("Cheap to win", Shape::Rating(&COST_TO_WIN));
        /// Criterion 3: easy to serve.
        ease: Option<Rating> = Field::new("Easy to serve", Shape::Rating(&EASE));
        /// Criterion 4: refers others.
        refers: Option<Rating> = Field::new("Refers others", Shape::Rating(&REFERS));
        /// Criterion 5: core-work match.
        core_work: Option<Rating> = Field::new("Core work", Shape::Rating(&CORE_WORK));
        /// Criterion 6: enjoy the work.
        enjoy: Option<Rating> = Field::new("Enjoy the work", Shape::Rating(&ENJOY));
        /// Criterion 7: respects price and pays.
        price: Option<Rating> = Field::new("Respects price", Shape::Rating(&PRICE));
        /// Criterion 8: long prospect.
        prospect: Option<Rating> = Field::new("Long prospect", Shape::Rating(&PROSPECT));
        /// How it feels when they call.
        feel: Option<Rating> = Field::new("Mood", Shape::Rating(&FEEL));
        /// Their mood, in the owner's words.
        mood_words: Vec<Line> = Field::new("Mood words", Shape::Lines).hint("how they are, in a few words: curious, calm, candid");
        /// What applies of the seven.
        traits: Traits = Field::new("Traits", Shape::SomeOf(Trait::WORDS)).hint("each takes 10 off their mood");
        /// Whether fit was answered in this quarter rather than carried over.
        fit_confirmed: bool = Field::new("Fit confirmed", Shape::Flag("answered this quarter")).ours();
        /// Whether mood was.
        mood_confirmed: bool = Field::new("Mood confirmed", Shape::Flag("answered this quarter")).ours();
    }
}

impl Sound for Assessment {}

impl Assessment {
    /// No answers yet.
    #[must_use]
    pub fn blank(customer: CustomerId, quarter: NaiveDate) -> Assessment {
        Assessment {
            id: AssessmentId(0),
            customer,
            quarter,
            fit: None,
            margin: None,
            cost_to_win: None,
            ease: None,
            refers: None,
            core_work: None,
            enjoy: None,
            price: None,
            prospect: None,
            feel: None,
            mood_words: Vec::new(),
            traits: Traits::default(),
            fit_confirmed: false,
            mood_confirmed: false,
        }
    }

    /// The same answers as they stand at the beginning of another quarter: none of them confirmed.
    #[must_use]
    pub fn carried_to(&self, quarter: NaiveDate) -> Assessment {
        Assessment { id: AssessmentId(0), quarter, fit_confirmed: false, mood_confirmed: false, ..self.clone() }
    }

    /// The owner's ratings of the eight criteria, in their order.
    #[must_use]
    pub fn criteria(&self) -> [Option<Rating>; 8] {
        [self.margin, self.cost_to_win, self.ease, self.refers, self.core_work, self.enjoy, self.price, self.prospect]
    }
}

/// The eight criteria of fit, in the order of their weights (`metrics.md` item 36): the names of their fields.
pub const CRITERIA: [&str; 8] = ["margin", "cost_to_win", "ease", "refers", "core_work", "enjoy", "price", "prospect"];

super::record::one_of! {
    /// One of the seven traits that wear an owner out (product claim E4).
    Trait {
        /// Nothing moves.
        Stagnant = "stagnant", "stagnant";
        /// Trouble follows them.
        Problematic = "problematic", "problematic";
        /// Afraid of anything new.
        RiskAverse = "risk-averse", "risk-averse";
        /// Tight with money.
        Tight = "tight", "tight with money";
        /// Liberal with criticism.
        Critical = "critical", "liberal with criticism";
        /// Asks nothing of the firm.
        Unchallenging = "unchallenging", "unchallenging";
        /// Bores.
        Boring = "boring", "boring";
    }
}

/// A set of traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Traits(u8);

impl Traits {
    /// Whether one applies.
    #[must_use]
    pub fn holds(self, one: Trait) -> bool {
        self.0 & 1 << one as u8 != 0
    }

    /// How many apply.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Those that apply, in their order.
    pub fn iter(self) -> impl Iterator<Item = Trait> {
        Trait::ALL.iter().copied().filter(move |one| self.holds(*one))
    }
}

impl FromIterator<Trait> for Traits {
    fn from_iter<I: IntoIterator<Item = Trait>>(traits: I) -> Traits {
        Traits(traits.into_iter().fold(0, |bits, one| bits | 1 << one as u8))
    }
}

impl Kept for Traits {
    fn keep(&self) -> Value {
        let words: Vec<&str> = self.iter().map(Trait::word).collect();
        if words.is_empty() { Value::Nothing } else { Value::Text(words.join(super::customer::SEPARATOR)) }
    }

    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::Nothing => Some(Traits::default()),
            Value::Text(text) => text.split(';').map(|word| Trait::of_word(word.trim())).collect(),
            Value::Number(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Record, Row};

    #[test]
    fn answers_are_kept_and_taken_back() {
        let quarter = "2026-10-01".parse().unwrap();
        let mut answers = Assessment::blank(CustomerId(3), quarter);
        answers.feel = Rating::new(4);
        answers.mood_words = vec!["curious".into(), "calm".into()];
        answers.traits = [Trait::Tight, Trait::Stagnant].into_iter().collect();
        let row = answers.row();
        assert_eq!(row.get("feel"), &Value::Number(4));
        assert_eq!(row.get("mood_words"), &Value::Text("curious; calm".to_owned()));
        assert_eq!(row.get("traits"), &Value::Text("stagnant; tight".to_owned()));
        assert_eq!(Assessment::of_row(&row), Some(answers.clone()));
        assert_eq!(Assessment::of_row(&row.clone().with("feel", Value::Number(6))), None);
        assert_eq!(Assessment::of_row(&row.with("traits", Value::Text("grumpy".to_owned()))), None);
        assert_eq!(Assessment::of_row(&Row::blank(super::super::record::Kind::Assessment)), None);
    }

    #[test]
    fn a_new_quarter_confirms_nothing() {
        let mut answers = Assessment::blank(CustomerId(3), "2026-07-01".parse().unwrap());
        answers.fit = Rating::new(4);
        answers.fit_confirmed = true;
        let carried = answers.carried_to("2026-10-01".parse().unwrap());
        assert_eq!((carried.fit, carried.fit_confirmed, carried.id.0), (Rating::new(4), false, 0));
    }
}
