//! The Customers screen.

use crate::domain::id::CustomerId;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::{Canvas, Panel};

/// Its state.
#[derive(Debug, Default)]
pub struct Customers;

impl Customers {
    /// Who the cursor is on.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        None
    }

    /// The order as it was left.
    pub fn restore(&mut self, _order: &str) {}
}

impl Screen for Customers {
    fn scope(&self) -> Scope {
        Scope::Customers
    }

    fn update(&mut self, _event: Event, _view: &View<'_>) -> Vec<Effect> {
        Vec::new()
    }

    fn book_changed(&mut self, _view: &View<'_>, _at: Option<CustomerId>) {}

    fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        Panel { title: "Customers", focused: true, ..Panel::default() }.draw(view.area, canvas);
    }
}
