//! The Beach tab: what is booked week by week, what might happen, and when it runs out.
//!
//! Here is its state. `plan` is the list it shows, `column` what a column comes to, `rooms` where its panels lie; `view`
//! with `rows`, `totals` and `foot` draws the gantt, `endings` and `takes` fill the panels beside it, `keys` and `edits`
//! say what events do. The weeks come from [`crate::domain::beach`]; what it changes are engagements, one step each.

mod column;
mod copy;
mod edits;
mod endings;
mod foot;
mod grid;
mod keys;
mod lines;
mod plan;
mod question;
mod refusal;
mod rooms;
mod rows;
mod sentence;
mod takes;
mod totals;
mod view;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::chart::gantt::Scale;
use crate::domain::beach::{Bar, WhatIf};
use crate::domain::book::Book;
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::work::Engagement;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::Canvas;

use plan::{Plan, Shows, Work};
use rooms::Focus;

/// How near the calendar is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Zoom {
    #[default]
    Weeks,
    Months,
    Quarters,
}

impl Zoom {
    /// What a column holds; a weekend that is worked has cells too.
    fn scale(self, view: &View<'_>) -> Scale {
        let works = view.book.settings.work_days;
        let weekends = works.holds(chrono::Weekday::Sat) || works.holds(chrono::Weekday::Sun);
        match self {
            Zoom::Weeks => Scale::Weeks { weekends },
            Zoom::Months => Scale::Months,
            Zoom::Quarters => Scale::Quarters,
        }
    }
}

/// Its state: the work under the cursor by id, the column chosen by a day in it, the question, which panel keys go to.
#[derive(Debug, Default)]
pub struct Beach {
    what_if: WhatIf,
    zoom: Zoom,
    /// A day of the first column in sight; none: today's.
    first: Option<NaiveDate>,
    /// A day of the column chosen; none: today's.
    chosen: Option<NaiveDate>,
    at: Option<EngagementId>,
    /// The place it stood at when it was last seen.
    place: usize,
    /// The first row of the list in sight.
    from: usize,
    shows: Shows,
    focus: Focus,
    /// The ending under the cursor of its panel, and the first line in sight of each side panel.
    ending: Option<EngagementId>,
    scrolled: [usize; 3],
    worked_out: RefCell<Option<Rc<Plan>>>,
}

impl Beach {
    /// The customer of the work under the cursor of the panel keys go to; of the gantt's where that has none.
    #[must_use]
    pub fn current(&self, book: &Book) -> Option<CustomerId> {
        let worked_out = self.worked_out.borrow();
        let plan = worked_out.as_ref()?;
        let subject = self.subject(plan).or_else(|| self.work(plan).map(|work| work.id))?;
        customer(subject, book)
    }

    /// The list as the weeks are now; made anew when those are others.
    fn plan(&self, view: &View<'_>) -> Rc<Plan> {
        let beach = view.beach(&self.what_if);
        let mut worked_out = self.worked_out.borrow_mut();
        if let Some(known) = worked_out.as_ref().filter(|known| known.is_of(&beach, self.shows)) {
            return Rc::clone(known);
        }
        let plan = Rc::new(Plan::of(beach, self.shows, view));
        *worked_out = Some(Rc::clone(&plan));
        plan
    }

    /// The place of the cursor in the list: where its work stands, else where it stood.
    fn place(&self, plan: &Plan) -> usize {
        let stands = |place: &usize| plan.works().get(*place).map(|work| work.id) == self.at;
        let found = Some(self.place).filter(stands).or_else(|| plan.place(self.at?));
        found.unwrap_or(self.place).min(plan.works().len().saturating_sub(1))
    }

    /// The work under the cursor.
    fn work<'a>(&self, plan: &'a Plan) -> Option<&'a Work> {
        plan.works().get(self.place(plan))
    }

    /// The work under the cursor of the panel keys go to.
    fn subject(&self, plan: &Plan) -> Option<EngagementId> {
        match self.focus {
            Focus::Endings => endings::current(self.ending, plan),
            Focus::Gantt => self.work(plan).map(|work| work.id),
            Focus::Takes => None,
        }
    }

    /// The same, as the book has it.
    fn engagement<'a>(&self, plan: &Plan, view: &View<'a>) -> Option<&'a Engagement> {
        let id = self.subject(plan)?;
        view.book.records().engagements.find(id.0)
    }

    /// The work the cursor stood on keeps it, wherever it is listed now; where it is listed no more, what stands there.
    fn find_again(&mut self, before: &Plan, view: &View<'_>) {
        let engagements = &view.book.records().engagements;
        self.what_if.keep(|id| engagements.find(id.0).is_some_and(|work| work.stage.is_open() && !work.archived));
        let at = self.work(before).map(|work| work.id);
        self.hold(at, view);
        let plan = self.plan(view);
        self.at = at.filter(|id| plan.place(*id).is_some());
        if self.at.is_none() {
            self.at = plan.works().get(self.place.min(plan.works().len().saturating_sub(1))).map(|work| work.id);
        }
        self.follow(&plan, view);
    }

    /// Keeps the row of work the cursor stays on, should it be over now.
    fn hold(&mut self, at: Option<EngagementId>, view: &View<'_>) {
        let beach = view.beach(&self.what_if);
        let is_held = |bar: &&Bar| Some(bar.id) == at && plan::is_over(bar, view.today);
        // Listed as gone it is listed already.
        self.shows.held = beach.bars.iter().find(is_held).map(|bar| bar.id).filter(|_| !self.shows.gone);
    }

    /// The one piece of work the book did not have before, where there is one.
    fn added(before: &Plan, plan: &Plan) -> Option<EngagementId> {
        let last = before.works().iter().map(|work| work.id).max();
        let mut new = plan.works().iter().filter(|work| Some(work.id) > last && before.place(work.id).is_none());
        let only = new.next()?;
        new.next().is_none().then_some(only.id)
    }
}

/// For whom work is.
fn customer(work: EngagementId, book: &Book) -> Option<CustomerId> {
    book.records().engagements.find(work.0)?.customer
}

impl Screen for Beach {
    fn scope(&self) -> Scope {
        Scope::Beach
    }

    fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        let plan = self.plan(view);
        match event {
            Event::Action(action) => self.act(action, &plan, view),
            Event::Click(click) => self.click(click, &plan, view),
            Event::Wheel(by, over) => {
                self.wheel(by, over, &plan, view);
                Vec::new()
            }
            Event::Typed(_) | Event::Pasted(_) => Vec::new(),
        }
    }

    fn book_changed(&mut self, view: &View<'_>, at: Option<CustomerId>) {
        // Nothing is worked out for a tab nobody has looked at.
        let before = self.worked_out.borrow().clone();
        let Some(before) = before else { return };
        self.find_again(&before, view);
        let plan = self.plan(view);
        let customer = |work: &Work| customer(work.id, view.book);
        let found = if at.is_some() && self.work(&plan).and_then(customer) != at {
            plan.works().iter().find(|work| customer(work) == at).map(|work| work.id)
        } else {
            None
        };
        // What was changed, or undone, tells better than whose it is, for a customer may have several jobs.
        let changed = plan::changed(&before, &plan).filter(|id| plan.place(*id).is_some());
        if let Some(id) = Beach::added(&before, &plan).or(changed).or(found) {
            self.at = Some(id);
            if self.shows.held != self.at {
                self.shows.held = None;
            }
            let plan = self.plan(view);
            self.follow(&plan, view);
        }
    }

    fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        self.refusal(action, view)
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        self.draw(view, canvas);
    }
}
