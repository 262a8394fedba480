//! The weeks ahead worked out already, kept until the book, the day or the question moves.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Beach, WhatIf};
use crate::domain::book::Book;

/// What the weeks are worked out from: the book as it moved, the day.
type Key = ((u64, u64), NaiveDate);

/// The weeks last worked out: without a question, and with the last one. One per book: two books may share a revision.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    plain: Option<(Key, Arc<Beach>)>,
    asked: Option<(Key, WhatIf, Arc<Beach>)>,
}

impl Memory {
    /// The weeks ahead of the book as it is now; worked out again only if something moved.
    pub fn beach(&mut self, book: &Book, today: NaiveDate, what_if: &WhatIf) -> Arc<Beach> {
        let key = (book.scores_revision(), today);
        if what_if.is_empty() {
            if let Some((kept, beach)) = &self.plain
                && *kept == key
            {
                return Arc::clone(beach);
            }
            let beach = Arc::new(Beach::of(book, today, what_if));
            self.plain = Some((key, Arc::clone(&beach)));
            return beach;
        }
        if let Some((kept, question, beach)) = &self.asked
            && *kept == key
            && question == what_if
        {
            return Arc::clone(beach);
        }
        let beach = Arc::new(Beach::of(book, today, what_if));
        self.asked = Some((key, what_if.clone(), Arc::clone(&beach)));
        beach
    }
}
