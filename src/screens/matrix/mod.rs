//! The Matrix tab: who fits and whose mood is right, as dots in four corners, and what to do about each corner.
//!
//! Here is its state. `people` is what it shows of the scores, `rooms` where its panels lie, `plot` and `side` fill them,
//! `keys` says what events do. Scores come from [`crate::domain::scores`]; it changes nothing in the book itself, ratings
//! are asked for as effects.

mod about;
mod copy;
mod keys;
mod measure;
mod members;
mod people;
mod plot;
mod rooms;
mod sentence;
mod side;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::Quadrant;
use crate::intent::{Action, Effect, Event, Scope, Screen, View};
use crate::ui::Canvas;

use measure::Measure;
use members::Members;
use people::People;
use plot::Settled;
use rooms::Rooms;

/// Its state: the customer under the cursor by id, the corner last looked at, which panel keys go to.
#[derive(Debug)]
pub struct Matrix {
    at: Option<CustomerId>,
    /// The corner the side panel tells of while the cursor is on somebody unplaced.
    corner: Quadrant,
    /// Whether keys go to the list at the side.
    on_list: bool,
    /// The first row of the list on screen.
    from: usize,
    measure: Measure,
    worked_out: RefCell<WorkedOut>,
}

/// What was worked out of the scores, kept until they, the names or the question move.
#[derive(Debug, Default)]
struct WorkedOut {
    people: Option<Rc<People>>,
    settled: Option<Settled>,
}

impl Default for Matrix {
    fn default() -> Self {
        Matrix {
            at: None,
            corner: Quadrant::Keeper,
            on_list: false,
            from: 0,
            measure: Measure::default(),
            worked_out: RefCell::default(),
        }
    }
}

impl Matrix {
    /// Who is under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        let worked_out = self.worked_out.borrow();
        self.chosen(worked_out.people.as_ref()?)
    }

    /// Who is under the cursor of these people: the one last chosen, else the first.
    fn chosen(&self, people: &People) -> Option<CustomerId> {
        self.at.filter(|id| people.knows(*id)).or_else(|| people.first())
    }

    /// Everybody on the matrix as the scores are now; made anew when those, the names or the measure are others.
    fn people(&self, view: &View<'_>) -> Rc<People> {
        let scores = view.scores();
        let mut worked_out = self.worked_out.borrow_mut();
        if let Some(known) = worked_out.people.as_ref().filter(|known| known.are_of(&scores, self.measure, view)) {
            return Rc::clone(known);
        }
        let people = Rc::new(People::of(scores, self.measure, view));
        *worked_out = WorkedOut { people: Some(Rc::clone(&people)), settled: None };
        people
    }

    /// The corner the side panel tells of.
    fn shown_corner(&self, people: &People) -> Quadrant {
        match self.chosen(people).and_then(|id| people.quadrant(id)) {
            Some(Quadrant::Unplaced) | None => self.corner,
            Some(corner) => corner,
        }
    }

    /// The list of the side panel.
    fn members<'a>(&self, people: &'a People) -> Members<'a> {
        Members::of(people, self.shown_corner(people))
    }

    fn rooms(&self, view: &View<'_>) -> Rooms {
        Rooms::of(view.area, self.on_list)
    }
}

impl Screen for Matrix {
    fn scope(&self) -> Scope {
        Scope::Matrix
    }

    fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        let people = self.people(view);
        match event {
            Event::Action(action) => self.act(action, &people, view),
            Event::Click(click) => self.click(click, &people, view),
            Event::Wheel(by, over) => {
                self.wheel(by, over, &people, view);
                Vec::new()
            }
            Event::Typed(_) | Event::Pasted(_) => Vec::new(),
        }
    }

    fn book_changed(&mut self, view: &View<'_>, at: Option<CustomerId>) {
        let before = self.worked_out.borrow().people.clone();
        let Some(before) = before.filter(|_| !view.book.awaits_series()) else {
            self.at = at.or(self.at);
            return;
        };
        let chosen = self.chosen(&before);
        let people = self.people(view);
        let stays = chosen.filter(|id| people.knows(*id));
        let asked = at.filter(|id| people.knows(*id));
        self.at = asked.or_else(|| people.only_rated(&before)).or(stays).or_else(|| people.instead_of(chosen, &before));
        self.corner = self.shown_corner(&people);
        self.follow(&people, view);
    }

    fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        self.refusal(action, view)
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let people = self.people(view);
        let rooms = self.rooms(view);
        if let Some(room) = rooms.sentence {
            sentence::draw(&people, self.measure, room, view, canvas);
        }
        if !rooms.plot.is_empty() {
            self.draw_plot(&people, &rooms, view, canvas);
        }
        if !rooms.side.is_empty() {
            self.draw_side(&people, &rooms, view, canvas);
        }
    }
}
