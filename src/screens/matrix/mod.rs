//! The Matrix tab.

use crate::domain::id::CustomerId;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::Canvas;

/// The Matrix tab.
#[derive(Debug, Default)]
pub struct Matrix {}

impl Matrix {
    /// Who is under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        None
    }
}

impl Screen for Matrix {
    fn scope(&self) -> Scope {
        Scope::Matrix
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
