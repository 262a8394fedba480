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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::insight::fit::points;
    use crate::domain::record::Rating;

    const CUTS: Cuts = Cuts { fit: 60, mood: 60 };

    fn quadrant(fit: f64, mood: f64) -> Quadrant {
        CUTS.quadrant(Some(Place { fit, mood }))
    }

    #[test]
    fn a_cut_itself_is_in_and_what_rounds_to_it_is_not() {
        assert_eq!(quadrant(60.0, 60.0), Quadrant::Keeper);
        assert_eq!(quadrant(60.0, 59.96), Quadrant::Grinder);
        assert_eq!(quadrant(59.96, 60.0), Quadrant::Charmer);
        assert_eq!(quadrant(59.96, 0.0), Quadrant::Leaver);
        assert_eq!(CUTS.quadrant(None), Quadrant::Unplaced);
        assert_eq!(format!("{:.0}", 59.96), "60");
        // Each axis has its own cut.
        assert_eq!(Cuts { fit: 40, mood: 80 }.quadrant(Some(Place { fit: 40.0, mood: 79.0 })), Quadrant::Grinder);
    }

    #[test]
    fn the_line_is_five_points_wide_on_either_side() {
        let near = |fit, mood| CUTS.on_the_line(Place { fit, mood });
        assert_eq!([55.0, 65.0, 54.99, 65.01].map(|fit| near(fit, 0.0)), [true, true, false, false]);
        assert_eq!([55.0, 65.0, 54.99, 65.01].map(|mood| near(100.0, mood)), [true, true, false, false]);
    }

    #[test]
    fn pips_match_the_worked_examples_and_the_keys() {
        let examples = [(0.0, 1), (12.4, 1), (12.5, 2), (25.0, 2), (50.0, 3), (75.0, 4), (87.4, 4), (87.5, 5), (100.0, 5)];
        for (score, shown) in examples {
            assert_eq!(pips(score), shown, "{score}");
        }
        for rating in 1..=5 {
            assert_eq!(pips(points(Rating::new(rating).unwrap())), rating);
        }
        // A plain 3 is low, a plain 4 is in.
        assert_eq!([3, 4].map(|rating| points(Rating::new(rating).unwrap()) >= 60.0), [false, true]);
    }

    #[test]
    fn words_lead_back_to_their_quadrant() {
        for quadrant in Quadrant::ALL {
            assert_eq!(Quadrant::of_word(quadrant.word()), Some(quadrant));
            assert_eq!(
                quadrant.title().to_lowercase(),
                format!("{}{}", quadrant.word(), if quadrant == Quadrant::Unplaced { "" } else { "s" })
            );
        }
        assert_eq!((Quadrant::Grinder.verb(), Quadrant::Leaver.verb()), ("repair", "let go kindly"));
        assert_eq!(Quadrant::of_word("keepers"), None);
    }

    proptest! {
        #[test]
        fn pips_never_fall_as_a_score_rises(one in 0.0f64..=100.0, other in 0.0f64..=100.0) {
            prop_assert!(pips(one.min(other)) <= pips(one.max(other)));
            prop_assert!((1..=5).contains(&pips(one)));
        }
    }
}
