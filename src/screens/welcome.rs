//! The Welcome screen.

use crate::domain::id::CustomerId;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::{Canvas, Panel};

/// Its state.
#[derive(Debug, Default)]
pub struct Welcome;

impl Screen for Welcome {
    fn scope(&self) -> Scope {
        Scope::Welcome
    }

    fn update(&mut self, _event: Event, _view: &View<'_>) -> Vec<Effect> {
        Vec::new()
    }

    fn book_changed(&mut self, _view: &View<'_>, _at: Option<CustomerId>) {}

    fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        Panel { title: "Welcome", focused: true, ..Panel::default() }.draw(view.area, canvas);
    }
}
