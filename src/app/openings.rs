//! Putting something on top: which modal an opening asks for.
//!
//! What it shows is the modal's own; carrying out what it asks for is `perform`'s.

use std::time::Duration;

use super::core::{App, view_of};
use super::desk::STEPS;
use super::perform::one_line;
use crate::domain::record::Kind;
use crate::domain::text::shown;
use crate::intent::{Notice, Opening, View};
use crate::modals::Modal;
use crate::modals::forms::Form;
use crate::modals::gate::Gate;
use crate::modals::help::Help;
use crate::modals::list::List;
use crate::modals::lists::Copied;
use crate::modals::palette::Palette;
use crate::modals::placing::Placing;
use crate::modals::question::Question;
use crate::modals::rating::Rating;
use crate::repository;

/// What is said where what was to come up is not there.
fn gone(opening: &Opening) -> String {
    match opening {
        Opening::Lose(_) | Opening::Term(_) => "That engagement is not in your book any more.".to_owned(),
        Opening::Place => "Everyone is placed already.".to_owned(),
        Opening::EditRecord(kind, _) => format!("That {} is not in your book any more.", kind.noun()),
        Opening::Segment(_) => "That segment is not in your book any more.".to_owned(),
        _ => "That customer is not in your book any more.".to_owned(),
    }
}

/// Whether what was to come up would tell of a customer whose name is hidden.
fn is_hidden(opening: &Opening, view: &View<'_>) -> bool {
    let id = match opening {
        Opening::EditRecord(Kind::Engagement, id) => *id,
        Opening::Lose(id) | Opening::Term(id) => id.0,
        _ => return false,
    };
    let customer = view.book.records().engagements.find(id).and_then(|work| work.customer);
    customer.is_some_and(|customer| !view.names.shows(customer))
}

/// The folder an export is offered.
const EXPORT_FOLDER: &str = "keepnet-export";

/// After a question comes up, keys meant for what was there before are not taken for its answer.
const DEAF: Duration = Duration::from_millis(400);

impl App {
    /// Puts something on top.
    pub(super) fn open_modal(&mut self, opening: Opening) {
        let gone = gone(&opening);
        let view = view_of(&self.desk, self.view());
        if is_hidden(&opening, &view) {
            self.say(Notice::refused("This is hidden with the name. D shows all names again; then it opens."));
            return;
        }
        let modal = match opening {
            Opening::AddCustomer(names) => Some(Modal::Form(Form::add_customer(names, &view))),
            Opening::EditCustomer(id) => Form::edit_customer(id, &view).map(Modal::Form),
            Opening::EditCustomers(ids) => match ids.as_slice() {
                [only] => Form::edit_customer(*only, &view).map(Modal::Form),
                _ => Some(Modal::Form(Form::edit_customers(ids, &view))),
            },
            Opening::Note(id) => Form::note(id, &view).map(Modal::Form),
            Opening::Tag(ids) => Form::tags(ids, &view).map(Modal::Form),
            Opening::Rate(axis, ids) => Rating::new(axis, ids, &view).map(Modal::Rating),
            Opening::Place => Placing::new(&view).map(Modal::Placing),
            Opening::Criteria(id) => Form::criteria(id, &view).map(Modal::Form),
            Opening::MoodWords(id) => Form::mood_words(id, &view).map(Modal::Form),
            Opening::Profile(id) => Form::profile(id, &view).map(Modal::Form),
            Opening::Log(id) => Some(Modal::Form(Form::log(id, &view))),
            Opening::Entries(id) => List::entries(id, &view).map(Modal::List),
            Opening::Referrals(id) => List::referrals(id, &view).map(Modal::List),
            Opening::AddRecord(row) => Some(Modal::Form(Form::add_record(row, &view))),
            Opening::EditRecord(kind, id) => Form::edit_record(kind, id, &view).map(Modal::Form),
            Opening::Gate(customer) => Some(Modal::Gate(Gate::new(customer, &view))),
            Opening::Lose(id) => Form::lose(id, &view).map(Modal::Form),
            Opening::HandOver(row) => Form::hand_over(&row, &view).map(Modal::Form),
            Opening::Term(id) => Form::term(id, &view).map(Modal::Form),
            Opening::Capacity(day) => Some(Modal::Form(Form::capacity(day, &view))),
            Opening::Works(id) => List::works(id, &view).map(Modal::List),
            Opening::Segment(id) => Form::segment(id, &view).map(Modal::Form),
            Opening::Settings(tab) => Some(Modal::Form(Form::settings(tab, None, &view))),
            Opening::Setting(tab, name) => Some(Modal::Form(Form::settings(tab, Some(name), &view))),
            Opening::ExportTo => Some(Modal::Form(Form::export_to(EXPORT_FOLDER, &repository::path_shown(&self.places.here)))),
            Opening::BookPath => {
                let now = shown(&self.desk.setup.book.display().to_string(), usize::MAX);
                Some(Modal::Form(Form::book_path(&now)))
            }
            Opening::Ask(question) => {
                self.deaf_until = self.now + DEAF;
                Some(Modal::Question(Question::new(question)))
            }
            Opening::Help => Some(Modal::Help(Help::new(self.scope(), &view))),
            Opening::Palette(typed) => {
                let Some(tab) = self.tab else { return };
                Some(Modal::Palette(Palette::new(tab, &typed, self.recent.clone(), &view)))
            }
            Opening::Attention => Some(Modal::List(List::attention(&view))),
            Opening::Messages => Some(Modal::List(List::messages(self.messages.said().cloned().collect()))),
            Opening::Copies => Some(Modal::List(self.copies())),
            Opening::History => return self.open_history(),
        };
        match modal {
            Some(Modal::Form(form)) => {
                let form = self.with_what_was_typed(form);
                self.modals.push(Modal::Form(form));
            }
            Some(modal) => self.modals.push(modal),
            None => self.say(Notice::care(gone)),
        }
    }

    /// A form left half typed goes on where it was left.
    fn with_what_was_typed(&self, form: Form) -> Form {
        let kept = form.draft_key().and_then(|(purpose, subject)| self.draft_of(&purpose, subject));
        match kept {
            Some(kept) => form.with_draft(&kept.fields, &view_of(&self.desk, self.view())),
            None => form,
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
            path: copy.path,
            at: (self.local)(copy.at),
            bytes: copy.bytes,
        };
        let copies = repository::copies(&self.desk.setup.book).into_iter().map(row).collect();
        List::copies(copies, self.desk.today())
    }
}
