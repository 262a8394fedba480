//! Putting something on top: which modal an opening asks for.
//!
//! What it shows is the modal's own; carrying out what it asks for is `perform`'s.

use super::core::{App, DEAF, view_of};
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
        let modal = match opening {
            Opening::AddCustomer(names) => Some(Modal::Form(Form::add_customer(names, &view))),
            Opening::EditCustomer(id) => Form::edit_customer(id, &view).map(Modal::Form),
            Opening::EditCustomers(ids) => match ids.as_slice() {
                [only] => Form::edit_customer(*only, &view).map(Modal::Form),
                _ => Some(Modal::Form(Form::edit_customers(ids, &view))),
            },
            Opening::Note(id) => Form::note(id, &view).map(Modal::Form),
            Opening::Tag(ids) => Form::tags(ids, &view).map(Modal::Form),
            Opening::Settings(tab) => Some(Modal::Form(Form::settings(tab, &view))),
            Opening::ExportTo => Some(Modal::Form(Form::export_to(EXPORT_FOLDER))),
            Opening::BookPath => {
                let now = shown(&self.desk.setup.book.display().to_string(), usize::MAX);
                Some(Modal::Form(Form::book_path(&now)))
            }
            Opening::Ask(question) => {
                self.deaf_until = self.now + DEAF;
                Some(Modal::Question(Question::new(question)))
            }
            Opening::Help | Opening::Palette(_) | Opening::Attention | Opening::History | Opening::Messages | Opening::Copies => {
                return;
            }
        };
        match modal {
            Some(modal) => self.modals.push(modal),
            None => self.say(Notice::care("That customer is not in your book any more.")),
        }
    }
}
