//! The Practice tab: the owner's own side in seven boxes, and each of them open as a list.
//!
//! Here is its state, which row the cursor is on, and how it is found again. `section` names the boxes, `overview` says
//! what they show together, `scope` how the firm keeps to its work, `rooms` where they lie; `items`, `list` and `detail` are an open one; `keys` is what keys do
//! and `view` the picture. Forms are `modals`'s: this tab only asks for them.

mod detail;
mod items;
mod keys;
mod lines;
mod list;
mod overview;
mod rooms;
mod scope;
mod section;
mod view;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::chart::scroll;
use crate::domain::id::CustomerId;
use crate::domain::insight::practice::PracticeFigures;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::Canvas;

use items::{Item, items};
use section::Section;

/// Its state: the box in focus, whether it is open, and the cursor of each by identity.
#[derive(Debug, Default)]
pub struct Practice {
    focus: Section,
    is_open: bool,
    /// The row under the cursor of each box, and the place of that in the open one when it was last seen.
    at: [Option<Item>; Section::ALL.len()],
    row: usize,
    /// The customer the row under the cursor is about.
    about: Option<CustomerId>,
    /// The rows of the open box when they were last seen: one more is the one just added.
    seen: Vec<Item>,
    /// Whether archived rows are shown.
    archived: bool,
    /// The first row of the open list on screen.
    from: usize,
    /// The first row of the boxes on screen.
    first: u16,
    worked_out: RefCell<Option<WorkedOut>>,
}

/// Figures of a book as it stood, on a day.
#[derive(Debug)]
struct WorkedOut {
    of: ((u64, u64), NaiveDate),
    figures: Rc<PracticeFigures>,
}

impl Practice {
    /// The customer the row under the cursor is about, where it is about one.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        self.about
    }

    /// What the owner's side comes to; worked out once for as long as the book stands.
    fn figures(&self, view: &View<'_>) -> Rc<PracticeFigures> {
        let of = (view.book.scores_revision(), view.today);
        let mut worked_out = self.worked_out.borrow_mut();
        if let Some(known) = worked_out.as_ref().filter(|known| known.of == of) {
            return Rc::clone(&known.figures);
        }
        let figures = Rc::new(PracticeFigures::of(view.book, view.today));
        *worked_out = Some(WorkedOut { of, figures: Rc::clone(&figures) });
        figures
    }

    /// The rows of the box in focus.
    fn items(&self, view: &View<'_>) -> Vec<Item> {
        items(self.focus, self.archived, view)
    }

    /// The row under the cursor of the open box.
    fn item(&self) -> Option<Item> {
        self.at[self.focus.place()].filter(|_| self.is_open)
    }

    /// Puts the cursor of the open box on a row.
    fn put(&mut self, row: usize, items: &[Item]) {
        self.row = row.min(items.len().saturating_sub(1));
        self.at[self.focus.place()] = items.get(self.row).copied();
    }

    /// Opens the box in focus, where its cursor was.
    fn open(&mut self, view: &View<'_>) {
        self.is_open = true;
        (self.row, self.from) = (0, 0);
        self.settle(view);
        self.seen = self.items(view);
    }

    /// Finds the cursor again where its row went, else where it stood, and brings it into sight.
    fn settle(&mut self, view: &View<'_>) {
        self.first = self.first_row(view);
        self.about = None;
        if !self.is_open {
            return;
        }
        let items = self.items(view);
        let stood = self.at[self.focus.place()].and_then(|item| items.iter().position(|known| *known == item));
        self.put(stood.unwrap_or(self.row), &items);
        self.from = scroll::offset(self.from, self.row, items.len(), Practice::list_height(view));
        self.about = self.item().and_then(|item| items::customer(item, view));
    }
}

impl Screen for Practice {
    fn scope(&self) -> Scope {
        Scope::Practice
    }

    fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        let effects = match event {
            Event::Action(action) => self.act(action, view),
            Event::Click(click) => self.click(click, view),
            Event::Wheel(by, _) => {
                self.wheel(by, view);
                Vec::new()
            }
            Event::Typed(_) | Event::Pasted(_) => Vec::new(),
        };
        self.settle(view);
        effects
    }

    fn book_changed(&mut self, view: &View<'_>, _at: Option<CustomerId>) {
        if self.is_open {
            let items = self.items(view);
            let mut fresh = items.iter().filter(|item| **item != Item::Scope && !self.seen.contains(item));
            // One row that was not there before: it was added just now, or brought back.
            if let (Some(item), None) = (fresh.next(), fresh.next()) {
                self.at[self.focus.place()] = Some(*item);
            }
            self.seen = items;
        }
        self.settle(view);
    }

    fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        self.refusal(action, view)
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        self.draw(view, canvas);
    }
}
