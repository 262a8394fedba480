//! The four corners of fit and mood, and a score as pips (`metrics.md` items 38 and 42).
//!
//! The scores are [`super::fit`]'s and [`super::mood`]'s; where a dot is drawn is a screen's business.

use crate::domain::settings::Settings;

/// Within so many points of a cut a customer is on the line.
pub const ON_THE_LINE: u32 = 5;

/// Both scores of a customer, 0 to 100, unrounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// How well they fit.
    pub fit: f64,
    /// How the mood matches.
    pub mood: f64,
}

/// A corner of the matrix, or none yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quadrant {
    /// Fit, and the mood is right.
    Keeper,
    /// Fit, and the mood is low.
    Grinder,
    /// The mood is right, the fit is not.
    Charmer,
    /// Neither.
    Leaver,
    /// One of the scores is missing.
    Unplaced,
}

impl Quadrant {
    /// The four corners and the unplaced, in the order they are listed.
    pub const ALL: [Quadrant; 5] = [Quadrant::Keeper, Quadrant::Grinder, Quadrant::Charmer, Quadrant::Leaver, Quadrant::Unplaced];

    /// One of them: `keeper`.
    #[must_use]
    pub fn word(self) -> &'static str {
        ["keeper", "grinder", "charmer", "leaver", "unplaced"][self as usize]
    }

    /// All of them: `Keepers`.
    #[must_use]
    pub fn title(self) -> &'static str {
        ["Keepers", "Grinders", "Charmers", "Leavers", "Unplaced"][self as usize]
    }

    /// What to do with them: `cherish`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        ["cherish", "repair", "enjoy lightly", "let go kindly", "place"][self as usize]
    }

    /// The quadrant of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Quadrant> {
        Quadrant::ALL.into_iter().find(|quadrant| quadrant.word() == word)
    }
}

/// From which scores on a customer fits and the mood is right; what lies on a cut is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cuts {
    /// Of fit.
    pub fit: u32,
    /// Of mood.
    pub mood: u32,
}

impl Cuts {
    /// The owner's.
    #[must_use]
    pub fn of(settings: &Settings) -> Cuts {
        Cuts { fit: settings.cut_fit, mood: settings.cut_mood }
    }

    /// The corner of a place (`metrics.md` item 38). Scores are one division of whole numbers, so what is 60 is exactly
    /// 60 and 59.96 is low.
    #[must_use]
    pub fn quadrant(self, place: Option<Place>) -> Quadrant {
        let Some(place) = place else { return Quadrant::Unplaced };
        match (place.fit >= f64::from(self.fit), place.mood >= f64::from(self.mood)) {
            (true, true) => Quadrant::Keeper,
            (true, false) => Quadrant::Grinder,
            (false, true) => Quadrant::Charmer,
            (false, false) => Quadrant::Leaver,
        }
    }

    /// Whether a place lies within 5 points of either cut, both ends included.
    #[must_use]
    pub fn on_the_line(self, place: Place) -> bool {
        let near = |score: f64, cut: u32| (score - f64::from(cut)).abs() <= f64::from(ON_THE_LINE);
        near(place.fit, self.fit) || near(place.mood, self.mood)
    }
}

/// A score of 0 to 100 as 1 to 5 pips (`metrics.md` item 42): a one-key rating shows exactly itself.
#[must_use]
pub fn pips(score: f64) -> u8 {
    1 + (score.clamp(0.0, 100.0) / 25.0 + 0.5).floor() as u8
}
