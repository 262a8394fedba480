//! The Concentration tab: who the revenue hangs on, and what losing them would mean.
//!
//! Here is its state and what events do to it. `ranking` is what it shows of the book by the measure chosen, `rooms` where
//! its panels lie, `bars` and `foot` the list, `measures` what it says by margin or value in place of revenue, `what_if`
//! with `signs`, `stays` and `members` the panels beside it. It changes nothing
//! in the book: counting somebody out is a question, not an edit.

mod aside;
mod bars;
mod foot;
mod keys;
mod measures;
mod members;
mod ranking;
mod rooms;
mod sentence;
mod signs;
mod stays;
mod view;
mod what_if;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use crate::domain::id::CustomerId;
use crate::domain::insight::measure::Measure;
use crate::domain::insight::what_if::WhatIf;
use crate::domain::period::Period;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::Canvas;

use ranking::Ranking;

/// The panel at the side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Aside {
    /// What losing somebody would mean.
    #[default]
    WhatIf,
    /// Who stays.
    Stays,
    /// The members of a group, and the one under the cursor.
    Members(CustomerId, usize),
}

/// Its state: the period, the measure, the cursor by id, who is counted out by id, which panel keys go to.
#[derive(Debug)]
pub struct Concentration {
    period: Period,
    measure: Measure,
    /// The unit under the cursor, and the row it stood on when it was last seen.
    at: Option<CustomerId>,
    row: usize,
    /// The first line of the list on screen.
    from: usize,
    /// Who is counted out, in the order they were.
    lost: Vec<CustomerId>,
    aside: Aside,
    /// Whether keys go to the panel at the side.
    is_aside: bool,
    /// The first line of the side panel on screen.
    aside_from: usize,
    worked_out: RefCell<WorkedOut>,
}

/// What was worked out of the book, kept until the book or the question moves.
#[derive(Debug, Default)]
struct WorkedOut {
    ranking: Option<Rc<Ranking>>,
    loss: Option<(Vec<CustomerId>, Rc<WhatIf>)>,
}

impl Default for Concentration {
    fn default() -> Self {
        Concentration {
            period: Period::YEAR_TO_DATE,
            measure: Measure::default(),
            at: None,
            row: 0,
            from: 0,
            lost: Vec::new(),
            aside: Aside::default(),
            is_aside: false,
            aside_from: 0,
            worked_out: RefCell::default(),
        }
    }
}

impl Concentration {
    /// Who the cursor is on: of a group its topmost parent.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        let worked_out = self.worked_out.borrow();
        let ranking = worked_out.ranking.as_ref()?;
        ranking.row(self.row(ranking)).map(|holding| holding.unit)
    }

    /// The period shown.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The ranking of the figures shown by the measure chosen; made anew when those are others.
    fn ranking(&self, view: &View<'_>) -> Rc<Ranking> {
        let shown = view.figures(self.period);
        let mut worked_out = self.worked_out.borrow_mut();
        if let Some(known) = worked_out.ranking.as_ref().filter(|known| known.is_of(&shown.figures, self.measure, view.book)) {
            return Rc::clone(known);
        }
        let ranking = Rc::new(Ranking::of(shown.figures, shown.nothing_since, self.measure, view));
        *worked_out = WorkedOut { ranking: Some(Rc::clone(&ranking)), loss: None };
        ranking
    }

    /// What losing some units would mean; worked out once for as long as the question is the same.
    fn loss(&self, units: &[CustomerId], ranking: &Ranking, view: &View<'_>) -> Rc<WhatIf> {
        let mut worked_out = self.worked_out.borrow_mut();
        if let Some((_, known)) = worked_out.loss.as_ref().filter(|(about, _)| about == units) {
            return Rc::clone(known);
        }
        let loss = Rc::new(WhatIf::of(view.book, &ranking.figures, ranking.lost(units)));
        worked_out.loss = Some((units.to_vec(), Rc::clone(&loss)));
        loss
    }

    /// The row of the cursor: where its customer stands, else where it stood.
    fn row(&self, ranking: &Ranking) -> usize {
        let stands = |row: &usize| ranking.row(*row).map(|holding| holding.unit) == self.at;
        let found = Some(self.row).filter(stands).or_else(|| ranking.place(self.at?));
        found.unwrap_or(self.row).min(ranking.count().saturating_sub(1))
    }
}

impl Screen for Concentration {
    fn scope(&self) -> Scope {
        Scope::Concentration
    }

    fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        let ranking = self.ranking(view);
        match event {
            Event::Action(action) => self.act(action, &ranking, view),
            Event::Click(click) => self.click(click, &ranking, view),
            Event::Wheel(by, over) => self.wheel(by, over, &ranking, view),
            Event::Typed(_) | Event::Pasted(_) => Vec::new(),
        }
    }

    fn book_changed(&mut self, view: &View<'_>, at: Option<CustomerId>) {
        if let Some(changed) = at {
            self.at = Some(view.book.unit(changed));
        }
        if self.lost.is_empty() && !matches!(self.aside, Aside::Members(..)) {
            return;
        }
        let ranking = self.ranking(view);
        self.lost.retain(|unit| ranking.year(*unit).is_some());
        if matches!(self.aside, Aside::Members(unit, _) if !ranking.figures.groups.contains_key(&unit)) {
            (self.aside, self.is_aside) = (Aside::WhatIf, false);
        }
    }

    fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        self.refusal(action, view)
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        self.draw(view, canvas);
    }
}
