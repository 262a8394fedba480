//! Pairs of customers who know and compete with each other (product claim E6).

use crate::domain::id::{CustomerId, RivalsId};
use crate::domain::record::{Field, Shape, Sound, Target, Wrong, record};
use crate::domain::text::Line;

record! {
    /// Two customers who compete.
    Rivals, RivalsId {
        /// One of them.
        one: CustomerId = Field::new("One", Shape::Link(Target::Customer)).needed();
        /// The other.
        other: CustomerId = Field::new("The other", Shape::Link(Target::Customer)).needed();
        /// Where they meet.
        note: Option<Line> = Field::new("Where they meet", Shape::Line).hint("the same street, the same tenders");
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden from lists")).ours();
    }
}

impl Sound for Rivals {
    fn check(&self) -> Result<(), Wrong> {
        if self.one == self.other {
            return Err(Wrong::at("other", "Nobody competes with themselves. Name another customer."));
        }
        Ok(())
    }
}
