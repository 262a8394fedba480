//! The list of the side panel: the people of a corner, biggest first, then everybody not placed.
//!
//! What each row says is `side`'s business.

use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::Quadrant;

use super::people::People;

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// Somebody, placed or not, by their place in the list.
    One(usize, CustomerId),
    /// The heading above the unplaced.
    NotPlaced,
}

/// The list of a corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Members<'a> {
    people: &'a People,
    corner: Quadrant,
    placed: &'a [CustomerId],
    unplaced: &'a [CustomerId],
}

impl Members<'_> {
    /// Of a corner.
    pub(super) fn of(people: &People, corner: Quadrant) -> Members<'_> {
        let placed = if corner == Quadrant::Unplaced { &[] } else { people.in_corner(corner) };
        Members { people, corner, placed, unplaced: &people.unplaced }
    }

    /// How many people are in it.
    pub(super) fn count(&self) -> usize {
        self.placed.len() + self.unplaced.len()
    }

    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.count() + usize::from(!self.unplaced.is_empty())
    }

    /// Somebody by their place in the list.
    pub(super) fn get(&self, place: usize) -> Option<CustomerId> {
        self.placed.get(place).or_else(|| self.unplaced.get(place.checked_sub(self.placed.len())?)).copied()
    }

    /// The place of somebody in the list.
    pub(super) fn place(&self, id: CustomerId) -> Option<usize> {
        let place = self.people.place(id)?;
        match self.people.quadrant(id)? {
            Quadrant::Unplaced => Some(self.placed.len() + place),
            corner => (corner == self.corner).then_some(place),
        }
    }

    /// The row of a place: the heading stands between the placed and the others.
    pub(super) fn row_of(&self, place: usize) -> usize {
        place + usize::from(place >= self.placed.len())
    }

    /// What stands in a row.
    pub(super) fn row(&self, row: usize) -> Option<Row> {
        if row == self.placed.len() && !self.unplaced.is_empty() {
            return Some(Row::NotPlaced);
        }
        let place = row - usize::from(row > self.placed.len());
        Some(Row::One(place, self.get(place)?))
    }
}
