//! The Practice tab.

use crate::domain::id::CustomerId;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::Canvas;

/// The Practice tab.
#[derive(Debug, Default)]
pub struct Practice {}

impl Practice {
    /// Who is under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        None
    }
}

impl Screen for Practice {
    fn scope(&self) -> Scope {
        Scope::Practice
    }

    fn update(&mut self, _event: Event, _view: &View<'_>) -> Vec<Effect> {
        Vec::new()
    }

    fn book_changed(&mut self, _view: &View<'_>, _at: Option<CustomerId>) {}

    fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    fn render(&self, _view: &View<'_>, _canvas: &mut Canvas<'_>) {}
}
