//! A form: fields in one column, labels at the left, two buttons below, one of them in focus.
//!
//! It moves, types and draws. What fields mean, when they are right and what saving does is not known here; whoever
//! made the form asks it for its texts.

mod field;
mod layout;
mod options;

use std::cell::Cell;

pub use field::{Field, Kind};

use super::TextKey;

/// What is in focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of text.
    Line,
    /// Text of several lines.
    Notes,
    /// A choice, a switch, a scale or boxes.
    Choice,
    /// A button.
    Button,
}

/// How many buttons there are: cancel and save.
const BUTTONS: usize = 2;

/// A form being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its title.
    pub title: String,
    /// The verb of the button that saves.
    pub verb: &'static str,
    /// What there is to say about the form as a whole.
    pub said: String,
    /// What the fields come to, where there is nothing else to say.
    pub result: String,
    fields: Vec<Field>,
    at: usize,
    scroll: Cell<u16>,
}

impl Form {
    /// A form with its first field in focus.
    #[must_use]
    pub fn new(title: impl Into<String>, fields: Vec<Field>) -> Form {
        Form { title: title.into(), verb: "Save", said: String::new(), result: String::new(), fields, at: 0, scroll: Cell::new(0) }
    }

    /// Its fields, from the top.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The same, to be changed.
    pub fn fields_mut(&mut self) -> &mut [Field] {
        &mut self.fields
    }

    /// What stands in the field of a label; nothing where there is no such field.
    #[must_use]
    pub fn text(&self, label: &str) -> String {
        self.field(label).map(Field::text).unwrap_or_default()
    }

    /// The field of a label.
    #[must_use]
    pub fn field(&self, label: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label)
    }

    /// The field in focus; `None`: a button is.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        (self.at < self.fields.len()).then_some(self.at)
    }

    /// The button in focus, cancel first; `None`: a field is.
    #[must_use]
    pub fn button(&self) -> Option<usize> {
        self.at.checked_sub(self.fields.len())
    }

    /// What kind of thing is in focus.
    #[must_use]
    pub fn place(&self) -> Place {
        match self.fields.get(self.at).map(|field| &field.kind) {
            Some(Kind::Line(_)) => Place::Line,
            Some(Kind::Notes(_)) => Place::Notes,
            Some(Kind::Choice(..) | Kind::Switch(..) | Kind::Scale(..) | Kind::Ticks(_)) => Place::Choice,
            None => Place::Button,
        }
    }

    /// Whether the last field is in focus.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.at + 1 == self.fields.len()
    }

    /// To a field.
    pub fn focus(&mut self, at: usize) {
        if at < self.fields.len() {
            self.at = at;
            self.fields[at].freshen();
        }
    }

    /// To the field or button `by` places further, as far as there are any.
    pub fn step(&mut self, by: isize) {
        let last = self.fields.len() + BUTTONS - 1;
        self.at = self.at.saturating_add_signed(by).min(last);
        if let Some(field) = self.fields.get_mut(self.at) {
            field.freshen();
        }
    }

    /// How many fields differ from what stood there at first.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.fields.iter().filter(|field| field.is_changed()).count()
    }

    /// How many fields have something wrong.
    #[must_use]
    pub fn problems(&self) -> usize {
        self.fields.iter().filter(|field| field.problem.is_some()).count()
    }

    /// A character for the field in focus.
    pub fn typed(&mut self, letter: char) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.typed(letter);
        }
    }

    /// A pasted text for the field in focus. False where not all of it fitted.
    pub fn pasted(&mut self, text: &str) -> bool {
        self.fields.get_mut(self.at).is_none_or(|field| field.pasted(text))
    }

    /// An edit of the field in focus.
    pub fn edit(&mut self, key: TextKey) {
        if let Some(field) = self.fields.get_mut(self.at) {
            field.edit(key);
        }
    }

    /// Another choice in the field in focus, or another button.
    pub fn sideways(&mut self, by: isize) {
        match self.fields.get_mut(self.at) {
            Some(field) => field.step(by),
            None => self.at = self.at.saturating_add_signed(by).clamp(self.fields.len(), self.fields.len() + BUTTONS - 1),
        }
    }

    /// Turns a switch around, or ticks the box under the cursor. False where neither is in focus.
    pub fn toggle(&mut self) -> bool {
        self.fields.get_mut(self.at).is_some_and(Field::toggle)
    }

    /// Whether a letter chooses in the field in focus.
    #[must_use]
    pub fn takes(&self, letter: char) -> bool {
        self.fields.get(self.at).is_some_and(|field| field.takes(letter))
    }

    /// All fields as they were at first.
    pub fn start_over(&mut self) {
        for field in &mut self.fields {
            field.start_over();
        }
        self.said.clear();
    }
}
