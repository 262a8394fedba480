//! What one customer's row answers a filter that asks for fit, mood, money or traits.
//!
//! Everything else is answered by [`crate::domain::roster::RosterSubject`]; the questions stand in
//! [`crate::domain::filter`].

use crate::domain::book::Book;
use crate::domain::filter::{Filter, Flag, Key, Quantity, Subject};
use crate::domain::insight::matrix::Quadrant;
use crate::domain::roster::{Found, Roster, RosterSubject};

use super::{Measure, Score, Scores};

/// A row of the list and its scores.
struct ScoredSubject<'a> {
    row: RosterSubject<'a>,
    book: &'a Book,
    scores: &'a Scores,
    score: &'a Score,
}

impl Scores {
    /// Those who pass a filter, as [`Roster::finding`] says, questions about scores included. The roster must be the one
    /// the scores were made beside.
    #[must_use]
    pub fn finding(&self, book: &Book, roster: &Roster, filter: &Filter, archived: bool) -> Found {
        let rows = || {
            let both = roster.subjects(book).zip(&self.rows);
            both.map(|(row, score)| ScoredSubject { row, book, scores: self, score })
        };
        roster.finding_by(filter, archived, rows, book)
    }
}

/// The measure a field asks for.
fn measure(key: Key) -> Option<Measure> {
    Some(match key {
        Key::Fit => Measure::Fit,
        Key::Mood => Measure::Mood,
        Key::Margin => Measure::Margin,
        Key::MarginShare => Measure::MarginShare,
        Key::HourRate => Measure::HourRate,
        Key::Hours => Measure::Hours,
        Key::OverService => Measure::OverService,
        Key::Value => Measure::Value,
        _ => return None,
    })
}

impl Subject for ScoredSubject<'_> {
    fn any_text(&self, key: Key, test: &mut dyn FnMut(&str) -> bool) -> bool {
        match key {
            Key::Trait => self.score.traits.iter().any(|one| test(one.word()) || test(one.label())),
            Key::Stage => test(self.score.stage.word()),
            _ => self.row.any_text(key, test),
        }
    }

    fn number(&self, key: Key) -> Option<Quantity> {
        match measure(key) {
            Some(measure) => self.scores.measured(self.book, self.score, measure).map(Quantity::from),
            None => self.row.number(key),
        }
    }

    fn flag(&self, flag: Flag) -> bool {
        let stands = |quadrant| self.score.quadrant == quadrant;
        match flag {
            Flag::Keeper => stands(Quadrant::Keeper),
            Flag::Grinder => stands(Quadrant::Grinder),
            Flag::Charmer => stands(Quadrant::Charmer),
            Flag::Leaver => stands(Quadrant::Leaver),
            // Nobody asks where a colleague stands; an archived customer still may be asked for.
            Flag::Unplaced => stands(Quadrant::Unplaced) && (self.score.in_matrix || self.row.flag(Flag::Archived)),
            Flag::Drain => self.score.drain,
            _ => self.row.flag(flag),
        }
    }
}
