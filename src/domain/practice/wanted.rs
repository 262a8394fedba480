//! Who the owner wants more of, in words and by name (product claim E3).

use chrono::NaiveDate;

use crate::domain::id::{CustomerId, ProspectId, WantedId};
use crate::domain::record::{Field, Shape, Sound, Target, record};
use crate::domain::text::{Line, Prose};

record! {
    /// A profile of somebody the owner wants more of.
    Wanted, WantedId {
        /// In a sentence or two.
        profile: Prose = Field::new("Who", Shape::Prose).needed().hint("a clinic that wants candid advice and plans past one year");
        /// When it was written.
        said: NaiveDate = Field::new("Written", Shape::Date { ahead: false }).needed();
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden from lists")).ours();
    }
}

impl Sound for Wanted {}

record! {
    /// Somebody the owner wants, by name. No customer until work begins: it never changes a share.
    Prospect, ProspectId {
        /// Who.
        name: Line = Field::new("Name", Shape::Line).needed();
        /// The same as a customer of the book, once placed there.
        customer: Option<CustomerId> = Field::new("In your book as", Shape::Link(Target::Customer)).hint("once they are a customer, or to place them by fit and mood");
        /// Why them.
        why: Option<Line> = Field::new("Why them", Shape::Line);
        /// What to find out before the first word.
        homework: Option<Prose> = Field::new("Homework", Shape::Prose).hint("what to find out before the first word");
        /// Whether the homework is done.
        homework_done: bool = Field::new("Homework done", Shape::Flag("you know what you need to know"));
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden from lists")).ours();
    }
}

impl Sound for Prospect {}
