//! The Beach tab: what is booked week by week, what might happen, and when it runs out.

use crate::domain::beach::WhatIf;
use crate::domain::id::CustomerId;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::Canvas;

/// Its state.
#[derive(Debug, Default)]
pub struct Beach {
    what_if: WhatIf,
}

impl Beach {
    /// The customer of the work under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        None
    }
}

impl Screen for Beach {
    fn scope(&self) -> Scope {
        Scope::Beach
    }

    fn update(&mut self, _event: Event, _view: &View<'_>) -> Vec<Effect> {
        self.what_if.clear();
        Vec::new()
    }

    fn book_changed(&mut self, _view: &View<'_>, _at: Option<CustomerId>) {}

    fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    fn render(&self, _view: &View<'_>, _canvas: &mut Canvas<'_>) {}
}
