//! What a form is about: what its fields mean, when they are right, what saving does.
//!
//! Each form is such a sheet; what forms have in common is [`super::Form`]'s.

use std::fmt::Debug;

use crate::domain::id::CustomerId;
use crate::intent::{Effect, Opening, View};
use crate::ui::form::{Field, Form as Fields};

/// What a form is about.
pub(super) trait Sheet: Debug {
    /// What its drafts are kept under; `None`: it keeps none.
    fn purpose(&self) -> Option<String>;

    /// About whom.
    fn subject(&self) -> Option<CustomerId> {
        None
    }

    /// The labels of fields answered just now, before the form came up: what a kept draft has of them is older.
    fn answered(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Whether saving means something although nothing was typed: something new is made.
    fn is_new(&self) -> bool {
        false
    }

    /// A field was left: what stands in it tidied up, or what is wrong with it and a fix.
    fn check(&self, field: &Field, fields: &Fields, view: &View<'_>) -> Result<Option<String>, String>;

    /// Quiet words for a field that was typed in; `None`: they stay as they are.
    fn hint(&self, _field: &Field, _fields: &Fields, _view: &View<'_>) -> Option<String> {
        None
    }

    /// The labels of other fields whose quiet words hang on what stands in this one.
    fn dependents(&self, _label: &str) -> &'static [&'static str] {
        &[]
    }

    /// What saving does, every field having been checked; or why it waits.
    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused>;

    /// Whether Enter in a field saves: all that is needed stands there.
    fn is_enough(&self, _field: &Field) -> bool {
        false
    }

    /// What the fields come to as they stand, in words; `None`: there is nothing to reckon.
    fn result(&self, _fields: &Fields, _view: &View<'_>) -> Option<String> {
        None
    }

    /// Several lines were pasted into a field of one.
    fn pasted(&self, _field: &Field, _text: &str, _fields: &Fields, _view: &View<'_>) -> Option<Vec<Effect>> {
        None
    }

    /// The book moved: what stands there for each field now, and from here on the edit begins there. `None`: nothing
    /// of it moved.
    fn reread(&mut self, _fields: &Fields, _view: &View<'_>) -> Option<Vec<Reread>> {
        None
    }

    /// What comes up once it is saved.
    fn then(&self) -> Option<Opening> {
        None
    }

    /// Whether what saving asks for may take a while: the form stays until it is done, and says why it was not.
    fn waits(&self) -> bool {
        false
    }
}

/// A field as the book has it now.
#[derive(Debug)]
pub(super) struct Reread {
    /// What stands in the book.
    pub(super) now: String,
    /// What was typed, worked into it: lists take what both sides added.
    pub(super) merged: Option<String>,
}

/// Why saving waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// The label of the field to mend; `None`: it is the form as a whole.
    pub(super) label: Option<&'static str>,
    /// Why, and a fix.
    pub(super) words: String,
}

impl From<String> for Refused {
    fn from(words: String) -> Refused {
        Refused { label: None, words }
    }
}
