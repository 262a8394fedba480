//! Putting something on top: which modal an opening asks for.
//!
//! What it shows is the modal's own; carrying out what it asks for is `perform`'s.

use super::core::{App, view_of};
use crate::domain::text::shown;
use crate::intent::{Notice, Opening};
use crate::modals::Modal;
use crate::modals::forms::Form;
use crate::modals::question::Question;

/// The folder an export is offered.
const EXPORT_FOLDER: &str = "keepnet-export";

impl App {
    /// Puts something on top.
    pub(super) fn open_modal(&mut self, opening: Opening) {
        let view = view_of(&self.desk, self.view());
        let form = match opening {
            Opening::AddCustomer(names) => Some(Form::add_customer(names, &view)),
            Opening::EditCustomer(id) => Form::edit_customer(id, &view),
            Opening::EditCustomers(ids) => match ids.as_slice() {
                [only] => Form::edit_customer(*only, &view),
                _ => Some(Form::edit_customers(ids, &view)),
            },
            Opening::Note(id) => Form::note(id, &view),
            Opening::Tag(ids) => Form::tags(ids, &view),
            Opening::Settings(tab) => Some(Form::settings(tab, &view)),
            Opening::ExportTo => Some(Form::export_to(EXPORT_FOLDER)),
            Opening::BookPath => Some(Form::book_path(&shown(&self.desk.setup.book.display().to_string(), usize::MAX))),
            Opening::Ask(question) => {
                self.modals.push(Modal::Question(Question::new(question)));
                return;
            }
            Opening::Help | Opening::Palette(_) | Opening::Attention | Opening::History | Opening::Messages | Opening::Copies => {
                return;
            }
        };
        let kept = form.as_ref().and_then(Form::draft_key).and_then(|(purpose, subject)| self.draft_of(purpose, subject));
        let form = match kept {
            Some(draft) => form.map(|form| form.with_draft(&draft.fields, &view)),
            None => form,
        };
        match form {
            Some(form) => self.modals.push(Modal::Form(form)),
            None => self.say(Notice::care("That customer is not in your book any more.")),
        }
    }
}
