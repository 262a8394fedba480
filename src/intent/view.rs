//! What a screen may see while it draws or answers, and what a screen is.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::domain::beach::{self, Beach, WhatIf};
use crate::domain::book::Book;
use crate::domain::figures::{Memory, Shown};
use crate::domain::period::Period;
use crate::domain::roster::{self, Roster};
use crate::domain::scores::{self, Scores};
use crate::intent::{Action, Effect, Event, Scope};
use crate::ui::{Canvas, Look};

pub use crate::domain::names::Names;

/// The book and everything said of it, as of now. Nothing in it can be changed.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The book.
    pub book: &'a Book,
    /// The day figures are as of.
    pub today: NaiveDate,
    /// The only way to a printable name.
    pub names: &'a Names,
    /// Colours and marks.
    pub look: Look,
    /// The room of the tab, or of the whole screen for what lies on top.
    pub area: Rect,
    /// Figures worked out already.
    pub memory: &'a RefCell<Memory>,
    /// The list of customers worked out already.
    pub rosters: &'a RefCell<roster::Memory>,
    /// The scores worked out already.
    pub scores: &'a RefCell<scores::Memory>,
    /// The weeks ahead worked out already.
    pub beaches: &'a RefCell<beach::Memory>,
}

impl View<'_> {
    /// The figures shown for a period; all years, and since when nothing came, where a late period is empty.
    #[must_use]
    pub fn figures(&self, period: Period) -> Shown {
        self.memory.borrow_mut().shown(self.book, period, self.today)
    }

    /// What each customer comes to as of today.
    #[must_use]
    pub fn roster(&self) -> Arc<Roster> {
        self.rosters.borrow_mut().roster(self.book, self.today)
    }

    /// The weeks ahead as of today, with maybes counted as the question has it.
    #[must_use]
    pub fn beach(&self, what_if: &WhatIf) -> Arc<Beach> {
        self.beaches.borrow_mut().beach(self.book, self.today, what_if)
    }

    /// Fit, mood and money of each customer as of today.
    #[must_use]
    pub fn scores(&self) -> Arc<Scores> {
        self.scores.borrow_mut().scores(self.book, &self.roster())
    }
}

/// A tab. All tabs stay alive; each keeps its own state and nothing of the book.
pub trait Screen {
    /// Where keys go now: the tab, or a text field of it.
    fn scope(&self) -> Scope;

    /// Takes an event and says what is to come of it.
    fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect>;

    /// The book moved: finds its selection again by id. `at` is who the change was about, where it was about one.
    fn book_changed(&mut self, view: &View<'_>, at: Option<crate::domain::id::CustomerId>);

    /// Why an action cannot work now; its key then leaves the footer and says so when pressed.
    fn refuses(&self, action: Action, view: &View<'_>) -> Option<String>;

    /// Draws itself into `view.area`: a sentence on the first row, panels below.
    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>);
}
