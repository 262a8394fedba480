//! The owner's answers to the four mood questions (product claim B9); every version is kept.

use chrono::NaiveDate;

use crate::domain::id::MoodProfileId;
use crate::domain::record::{Field, Shape, Sound, record};
use crate::domain::text::Line;

/// The four questions, whole.
pub const QUESTIONS: [&str; 4] = [
    "What mood feels natural to you?",
    "What draws you to somebody?",
    "What mood are your favourite people in?",
    "What mood do you like to work in?",
];

record! {
    /// The answers as of a day.
    MoodProfile, MoodProfileId {
        /// When they were given.
        answered: NaiveDate = Field::new("Answered", Shape::Date { ahead: false }).needed();
        /// The mood that feels natural.
        natural: Option<Line> = Field::new("Feels natural", Shape::Line).hint("what mood feels natural to you?");
        /// What draws the owner to somebody.
        attracts: Option<Line> = Field::new("Draws you in", Shape::Line).hint("what draws you to somebody?");
        /// The mood of favourite people.
        favourites: Option<Line> = Field::new("Favourite people", Shape::Line).hint("what mood are your favourite people in?");
        /// The mood to work in.
        work_in: Option<Line> = Field::new("Like to work in", Shape::Line).hint("what mood do you like to work in?");
        /// All of that in a few words, compared with each customer's.
        words: Vec<Line> = Field::new("Words", Shape::Lines).hint("in a few words, set beside each customer's: curious, calm");
    }
}

impl Sound for MoodProfile {}
