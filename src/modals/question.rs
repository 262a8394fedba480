//! A question with buttons: the safe answer first and in focus, verbs on all of them.
//!
//! What an answer does stands in the [`crate::intent::Question`]; for how long a new question is deaf is the app's
//! business.

use ratatui::layout::Rect;

use crate::chart::cells::{width, wrap};
use crate::intent::{self, Action, Effect, Event, Scope, View};
use crate::ui::button::Stand;
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role, button};

/// Columns words are wrapped at.
const WIDEST: u16 = 62;

/// A question on top.
#[derive(Debug)]
pub struct Question {
    asked: intent::Question,
    at: usize,
}

impl Question {
    /// Asks.
    #[must_use]
    pub fn new(asked: intent::Question) -> Question {
        Question { asked, at: 0 }
    }

    /// Where keys go.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Question
    }

    /// Moves among the answers, or gives one.
    pub fn update(&mut self, event: &Event, _view: &View<'_>) -> Vec<Effect> {
        let last = self.asked.answers.len().saturating_sub(1);
        match event {
            Event::Action(Action::Left) => self.at = self.at.saturating_sub(1),
            Event::Action(Action::Right) => self.at = (self.at + 1).min(last),
            Event::Action(Action::Press) => return self.answer(self.at),
            Event::Action(Action::Back) => return self.answer(0),
            Event::Click(Click::Button(at)) => return self.answer(*at),
            _ => {}
        }
        Vec::new()
    }

    /// The question goes, then the answer is carried out on what lies below.
    fn answer(&self, at: usize) -> Vec<Effect> {
        let effects = self.asked.answers.get(at).map(|(_, effects)| effects.clone()).unwrap_or_default();
        std::iter::once(Effect::Close).chain(effects).collect()
    }

    /// Nothing of its own is refused.
    #[must_use]
    pub fn refuses(&self, _action: Action, _view: &View<'_>) -> Option<String> {
        None
    }

    /// It says nothing of the book that could be out of date.
    pub fn book_changed(&mut self, _view: &View<'_>) {}

    /// Draws it over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let verbs = self.asked.answers.iter().map(|(verb, _)| button::width(verb));
        let buttons: u16 = verbs.clone().map(|width| width + 1).sum();
        let room = view.area.width.saturating_sub(4);
        let columns = (width(&self.asked.words) as u16).clamp(buttons.max(30), WIDEST.max(buttons)).min(room.max(1));
        let lines = wrap(&self.asked.words, usize::from(columns));
        let stacked = buttons > columns;
        let feet = if stacked { verbs.len() as u16 } else { 1 };
        // Air between the parts is the first thing to go.
        let air = u16::from(view.area.height >= lines.len() as u16 + feet + 5);
        let popup = Popup {
            title: &self.asked.title,
            state: "",
            place: "",
            width: columns + 6,
            height: lines.len() as u16 + feet + 2 + 3 * air,
        };
        let inside = popup.draw(view.area, canvas);
        let feet_at = inside.bottom().saturating_sub(feet + air);
        for (line, row) in lines.iter().zip(inside.y + air..feet_at) {
            canvas.text(inside.x, row, inside.width, line, Role::Text);
        }
        let mut place = Rect { y: feet_at.max(inside.y), height: 1, ..inside };
        for (at, (verb, _)) in self.asked.answers.iter().enumerate() {
            if place.y >= inside.bottom() {
                break;
            }
            let used = button::draw(verb, Stand::of(at == self.at, false), Click::Button(at), place, canvas);
            if stacked {
                place.y += 1;
            } else {
                place = Rect { x: place.x + used + 1, width: place.width.saturating_sub(used + 1), ..place };
            }
        }
    }
}
