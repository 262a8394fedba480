//! Putting something on top: which modal an opening asks for.
//!
//! What it shows is the modal's own; carrying out what it asks for is `perform`'s.

use super::core::{App, view_of};
use super::perform::one_line;
use crate::domain::text::shown;
use crate::intent::{Notice, Opening};
use crate::modals::Modal;
use crate::modals::forms::Form;
use crate::modals::help::Help;
use crate::modals::list::List;
use crate::modals::lists::Copied;
use crate::modals::palette::Palette;
use crate::modals::question::Question;
use crate::repository;

/// So many steps the history shows.
const STEPS: usize = 500;
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
            Opening::Ask(question) => return self.modals.push(Modal::Question(Question::new(question))),
            Opening::Help => return self.modals.push(Modal::Help(Help::new(self.scope(), &view))),
            Opening::Palette(typed) => {
                let palette = self.tab.map(|tab| Palette::new(tab, &typed, self.recent.clone(), &view));
                return self.modals.extend(palette.map(Modal::Palette));
            }
            Opening::Attention => return self.modals.push(Modal::List(List::attention(&view))),
            Opening::Messages => return self.modals.push(Modal::List(List::messages(self.messages.said().cloned().collect()))),
            Opening::Copies => return self.modals.push(Modal::List(self.copies())),
            Opening::History => return self.open_history(),
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

    fn open_history(&mut self) {
        match self.desk.history(STEPS) {
            Ok(steps) => {
                let steps = steps.into_iter().map(|step| ((self.local)(step.at), step)).collect();
                self.modals.push(Modal::List(List::history(steps, self.desk.today())));
            }
            Err(failure) => self.say(Notice::error(one_line(&failure))),
        }
    }

    /// The copies beside the book, and how many customers each holds.
    fn copies(&self) -> List {
        let row = |copy: repository::Copy| Copied {
            customers: repository::customers_in(&copy.path),
            path: copy.path.to_string_lossy().into_owned(),
            at: (self.local)(copy.at),
            bytes: copy.bytes,
        };
        let copies = repository::copies(&self.desk.setup.book).into_iter().map(row).collect();
        List::copies(copies, self.desk.today())
    }
}
