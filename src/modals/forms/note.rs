//! The form of a note: what the owner wants to remember of a customer, in as many lines as it takes.

use super::{Form, Refused, Reread, Sheet};
use crate::domain::change::{Change, Edit};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::text::{LONGEST_PROSE, Prose, shown};
use crate::intent::{Effect, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of this form are kept under.
pub(super) const PURPOSE: &str = "note";

const NOTE: &str = "Note";

/// A note being written.
#[derive(Debug)]
struct Note {
    before: Customer,
}

impl Form {
    /// The note of a customer; `None` where it is gone.
    #[must_use]
    pub fn note(id: CustomerId, view: &View<'_>) -> Option<Form> {
        let before = view.book.customer(id)?.clone();
        let title = format!("Note · {}", shown(view.names.of(&before), 40));
        let fields = Fields::new(title, vec![Field::notes(NOTE, text(&before), LONGEST_PROSE)]);
        Some(Form::of(Note { before }, fields))
    }
}

fn text(customer: &Customer) -> &str {
    customer.note.as_ref().map_or("", Prose::as_str)
}

impl Sheet for Note {
    fn purpose(&self) -> Option<String> {
        Some(PURPOSE.to_owned())
    }

    fn subject(&self) -> Option<CustomerId> {
        Some(self.before.id)
    }

    fn check(&self, _field: &Field, _fields: &Fields, _view: &View<'_>) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn save(&mut self, fields: &Fields, _view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let note = Some(Prose::clean(&fields.text(NOTE))).filter(|note| !note.is_empty());
        let after = Customer { note, ..self.before.clone() };
        Ok(vec![Effect::Submit(Change::Customers(vec![Edit::of(self.before.clone(), after)]))])
    }

    fn reread(&mut self, _fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        self.before = view.book.customer(self.before.id)?.clone();
        Some(vec![Reread { now: text(&self.before).to_owned(), merged: None }])
    }
}
