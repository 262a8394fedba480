//! The rows of one kind as the book holds them in memory: by id, replaced one at a time.

use std::ops::Deref;

use super::{Record, Row};

/// The rows of a kind, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<T>(Vec<T>);

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows(Vec::new())
    }
}

impl<T> Deref for Rows<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Record> From<Vec<T>> for Rows<T> {
    fn from(mut rows: Vec<T>) -> Rows<T> {
        rows.sort_by_key(Record::id);
        Rows(rows)
    }
}

impl<T: Record> Rows<T> {
    /// The row of an id.
    #[must_use]
    pub fn find(&self, id: i64) -> Option<&T> {
        self.0.binary_search_by_key(&id, Record::id).ok().map(|at| &self.0[at])
    }

    /// Takes a row read again after a change; `None`: it is gone. False where the row could not be one of this kind.
    pub(super) fn replace(&mut self, id: i64, row: Option<&Row>) -> bool {
        let typed = match row.map(T::of_row) {
            Some(None) => return false,
            Some(typed) => typed,
            None => None,
        };
        match (self.0.binary_search_by_key(&id, Record::id), typed) {
            (Ok(at), Some(typed)) => self.0[at] = typed,
            (Err(at), Some(typed)) => self.0.insert(at, typed),
            (Ok(at), None) => drop(self.0.remove(at)),
            (Err(_), None) => {}
        }
        true
    }

    /// Every row without its type.
    pub(super) fn erased(&self) -> Vec<Row> {
        self.0.iter().map(Record::row).collect()
    }
}
