//! Partners: who takes the work that is not ours (product claim A10).

use crate::domain::id::PartnerId;
use crate::domain::record::{Field, Shape, Sound, record};
use crate::domain::text::{Line, Prose};

record! {
    /// Somebody work is sent to. Never a customer: what passes between us is counted by referrals.
    Partner, PartnerId {
        /// Who.
        name: Line = Field::new("Name", Shape::Line).needed();
        /// What they take.
        takes: Option<Line> = Field::new("Takes", Shape::Line).hint("what you send them: hosting, brand, bookkeeping");
        /// Whom to ask for.
        person: Option<Line> = Field::new("Person", Shape::Line);
        /// Mail address.
        email: Option<Line> = Field::new("Email", Shape::Line);
        /// Telephone.
        phone: Option<Line> = Field::new("Phone", Shape::Line);
        /// What is to be remembered.
        note: Option<Prose> = Field::new("Note", Shape::Prose);
        /// Put away.
        archived: bool = Field::new("Archived", Shape::Flag("hidden from lists")).ours();
    }
}

impl Sound for Partner {}
