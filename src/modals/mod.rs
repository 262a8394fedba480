//! What lies on top of a tab: help, palette, forms, lists, questions. A closed set, kept on a stack by the app.
//!
//! A modal knows the book through its view only, and changes nothing but itself; what it asks for are effects.

use crate::intent::{Action, Effect, Event, Scope, View};
use crate::ui::Canvas;

/// Something on top.
#[derive(Debug)]
pub enum Modal {
    /// The keys of the scope below.
    Help(Scope),
}

impl Modal {
    /// The help of a scope.
    #[must_use]
    pub fn help(below: Scope) -> Modal {
        Modal::Help(below)
    }

    /// Where keys go while it is on top.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Help
    }

    /// Takes an event and says what is to come of it.
    pub fn update(&mut self, event: Event, _view: &View<'_>) -> Vec<Effect> {
        match event {
            Event::Action(Action::Back) => vec![Effect::Close],
            _ => Vec::new(),
        }
    }

    /// Why an action cannot work now.
    #[must_use]
    pub fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    /// The book moved below it.
    pub fn book_changed(&mut self, _view: &View<'_>) {}

    /// What it asked for failed: it says why and keeps what was typed.
    pub fn failed(&mut self, _words: &str) {}

    /// What is typed and not saved yet; `None` where nothing is.
    #[must_use]
    pub fn draft(&self) -> Option<crate::intent::Draft> {
        None
    }

    /// Draws itself over what is there.
    pub fn render(&self, _view: &View<'_>, _canvas: &mut Canvas<'_>) {}
}
