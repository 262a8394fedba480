//! What lies on top of a tab: help, palette, forms, lists, questions, ratings. A closed set, kept on a stack by the app.
//!
//! A modal knows the book through its view only, and changes nothing but itself; what it asks for are effects.

mod cursor;
mod find;
pub mod forms;
pub mod gate;
pub mod help;
pub mod list;
pub mod lists;
pub mod palette;
pub mod placing;
pub mod question;
pub mod rating;
mod records;

use crate::domain::id::CustomerId;
use crate::intent::{Action, Draft, Effect, Event, Opening, Scope, View};
use crate::ui::Canvas;

/// Something on top.
#[derive(Debug)]
pub enum Modal {
    /// The keys of the screen below.
    Help(help::Help),
    /// Commands and customers.
    Palette(palette::Palette),
    /// Rows to look through.
    List(list::List),
    /// A form.
    Form(forms::Form),
    /// A question with buttons.
    Question(question::Question),
    /// A digit awaited.
    Rating(rating::Rating),
    /// The unplaced, one after the other.
    Placing(placing::Placing),
    /// Three questions before an opportunity.
    Gate(gate::Gate),
}

/// The same asked of whichever it is: one arm for each.
macro_rules! each {
    ($modal:expr, $it:ident => $asked:expr) => {
        match $modal {
            Modal::Help($it) => $asked,
            Modal::Palette($it) => $asked,
            Modal::List($it) => $asked,
            Modal::Form($it) => $asked,
            Modal::Question($it) => $asked,
            Modal::Rating($it) => $asked,
            Modal::Placing($it) => $asked,
            Modal::Gate($it) => $asked,
        }
    };
}

impl Modal {
    /// Where keys go while it is on top.
    #[must_use]
    pub fn scope(&self) -> Scope {
        each!(self, modal => modal.scope())
    }

    /// Takes an event and says what is to come of it.
    pub fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        match self {
            Modal::Help(help) => help.update(&event, view),
            Modal::Palette(palette) => palette.update(&event, view),
            Modal::List(list) => list.update(&event, view),
            Modal::Form(form) => form.update(event, view),
            Modal::Question(question) => question.update(&event, view),
            Modal::Rating(rating) => rating.update(&event, view),
            Modal::Placing(placing) => placing.update(&event, view),
            Modal::Gate(gate) => gate.update(&event, view),
        }
    }

    /// Why an action cannot work now.
    #[must_use]
    pub fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        each!(self, modal => modal.refuses(action, view))
    }

    /// The book moved below it.
    pub fn book_changed(&mut self, view: &View<'_>) {
        each!(self, modal => modal.book_changed(view));
    }

    /// Draws itself over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        each!(self, modal => modal.render(view, canvas));
    }

    /// Whether a letter that no key is bound to means something to it.
    #[must_use]
    pub fn takes(&self, letter: char) -> bool {
        match self {
            Modal::Form(form) => form.takes(letter),
            Modal::Rating(_) => true,
            _ => false,
        }
    }

    /// What an action is called in the footer while it is on top, where that is not what it is always called.
    #[must_use]
    pub fn verb(&self, action: Action) -> Option<&'static str> {
        match self {
            Modal::Rating(rating) => rating.verb(action),
            Modal::Placing(placing) => placing.verb(action),
            _ => None,
        }
    }

    /// What it asks on the line of the messages, having no room of its own.
    #[must_use]
    pub fn asks(&self, view: &View<'_>) -> Option<String> {
        if let Modal::Rating(rating) = self { Some(rating.asks(view)) } else { None }
    }

    /// Whether the page stays as it is below it.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        matches!(self, Modal::Rating(_))
    }

    /// What it asked for failed: it says why and keeps what was typed.
    pub fn failed(&mut self, words: &str) {
        if let Modal::Form(form) = self {
            form.failed(words);
        }
    }

    /// Whether what it asked for is under way.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self, Modal::Form(form) if form.is_waiting())
    }

    /// What its drafts are kept under, and about whom.
    #[must_use]
    pub fn draft_key(&self) -> Option<(String, Option<CustomerId>)> {
        match self {
            Modal::Form(form) => form.draft_key(),
            _ => None,
        }
    }

    /// What is typed and not saved, to be kept in case the window closes.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        match self {
            Modal::Form(form) => form.draft(),
            _ => None,
        }
    }

    /// What it was about went well and it is gone: what comes up next, if anything does.
    #[must_use]
    pub fn then(&self) -> Option<Opening> {
        match self {
            Modal::Form(form) => form.then(),
            _ => None,
        }
    }
}
