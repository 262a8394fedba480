//! Scores worked out already, kept until the book or the day moves.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::roster::Roster;

use super::Scores;

/// What scores are worked out from: the book as it moved, the day, and whether its documents were there.
type Key = ((u64, u64), NaiveDate, bool);

/// The scores last worked out. One per book: two books may share a revision.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    kept: Option<(Key, Arc<Scores>)>,
}

impl Memory {
    /// The scores of the book as it is now, as of its roster's day; worked out again only if something moved.
    pub fn scores(&mut self, book: &Book, roster: &Roster) -> Arc<Scores> {
        let key = (book.scores_revision(), roster.today(), book.awaits_series());
        match &self.kept {
            Some((kept, scores)) if *kept == key => Arc::clone(scores),
            _ => {
                let scores = Arc::new(Scores::beside(book, roster));
                self.kept = Some((key, Arc::clone(&scores)));
                scores
            }
        }
    }
}
