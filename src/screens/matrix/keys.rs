//! What keys, clicks and the wheel do on the tab, and what cannot be done now.
//!
//! The state they change is in the module above; what is asked of a customer is the same on every tab
//! ([`crate::intent::customer`]).

use crate::chart::scatter::Direction;
use crate::chart::scroll;
use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::Quadrant;
use crate::intent::{Action, Effect, Opening, Tab, View, customer};
use crate::ui::Click;
use crate::ui::panel::inside;

use super::people::People;
use super::plot::{PLOT, SIDE};
use super::rooms::Rooms;
use super::{Matrix, copy, words};

/// How many rows a notch of the wheel is.
const NOTCH: isize = 3;
/// The corners in the order they are gone through.
const CORNERS: [Quadrant; 4] = [Quadrant::Keeper, Quadrant::Grinder, Quadrant::Charmer, Quadrant::Leaver];

impl Matrix {
    /// Does what an action asks for.
    pub(super) fn act(&mut self, action: Action, people: &People, view: &View<'_>) -> Vec<Effect> {
        let current = self.chosen(people);
        let with = |effect: fn(CustomerId) -> Effect| current.map(effect).into_iter().collect();
        match action {
            Action::Up | Action::Down | Action::Left | Action::Right => self.arrow(action, people, view),
            Action::First => self.end(false, people, view),
            Action::Last => self.end(true, people, view),
            Action::PageUp => self.page(-1, people, view),
            Action::PageDown => self.page(1, people, view),
            Action::NextPanel | Action::PreviousPanel => self.focus(!self.on_list, people, view),
            Action::Back => self.focus(false, people, view),
            Action::Measure => self.measure = self.measure.next(),
            Action::Reset => *self = Matrix::default(),
            Action::Open => return with(|id| Effect::Go(Tab::Customers, Some(id))),
            Action::Edit => return with(|id| Effect::Open(Opening::EditCustomer(id))),
            Action::Note => return with(|id| Effect::Open(Opening::Note(id))),
            Action::Settings => return vec![Effect::Open(Opening::Settings(Tab::Matrix))],
            Action::Copy => return current.map(|id| copy::copy(id, people, view)).unwrap_or_default(),
            _ => {
                let targets: Vec<CustomerId> = current.into_iter().collect();
                return customer::asked(action, current, &targets, view).unwrap_or_default();
            }
        }
        Vec::new()
    }

    /// Whether arrows step through the list.
    fn is_in_list(&self, view: &View<'_>) -> bool {
        self.on_list || Rooms::is_list_alone(view.area)
    }

    fn focus(&mut self, on_list: bool, people: &People, view: &View<'_>) {
        self.on_list = on_list && !Rooms::is_list_alone(view.area);
        self.follow(people, view);
    }

    /// Puts the cursor on somebody.
    fn put(&mut self, id: CustomerId, people: &People, view: &View<'_>) {
        if self.at != Some(id) && people.quadrant(id) != Some(self.corner) && people.rank(id).is_some() {
            self.from = 0;
        }
        self.at = Some(id);
        self.corner = self.shown_corner(people);
        self.follow(people, view);
    }

    /// Scrolls the list so that the cursor stays in sight.
    pub(super) fn follow(&mut self, people: &People, view: &View<'_>) {
        let height = self.list_height(people, view);
        let members = self.members(people);
        let at = self.chosen(people).and_then(|id| members.place(id)).map_or(0, |place| members.row_of(place));
        self.from = scroll::offset(self.from, at, members.rows(), height);
    }

    fn arrow(&mut self, action: Action, people: &People, view: &View<'_>) {
        if self.is_in_list(view) {
            let is_alone = Rooms::is_list_alone(view.area);
            match action {
                Action::Up => self.step(-1, people, view),
                Action::Down => self.step(1, people, view),
                Action::Left if is_alone => self.go_round(-1, people, view),
                Action::Right if is_alone => self.go_round(1, people, view),
                Action::Left => self.focus(false, people, view),
                _ => {}
            }
            return;
        }
        let direction = match action {
            Action::Up => Direction::Up,
            Action::Down => Direction::Down,
            Action::Left => Direction::Left,
            _ => Direction::Right,
        };
        let room = inside(Rooms::of(view.area, false).plot);
        let from = self.chosen(people).and_then(|id| people.rank(id));
        let next = self.placed(people, room.as_size(), view).nearest(from, direction);
        if let Some(id) = next.and_then(|rank| people.placed().get(rank)) {
            self.put(*id, people, view);
        }
    }

    /// Steps through the list.
    fn step(&mut self, by: isize, people: &People, view: &View<'_>) {
        let members = self.members(people);
        let Some(at) = self.chosen(people).and_then(|id| members.place(id)) else { return };
        if let Some(id) = members.get(scroll::moved(at, by, members.count())) {
            self.put(id, people, view);
        }
    }

    /// To the first of the next corner that has anybody, or of the one before.
    fn go_round(&mut self, by: isize, people: &People, view: &View<'_>) {
        let at = CORNERS.iter().position(|corner| *corner == self.shown_corner(people)).unwrap_or_default() as isize;
        let around = (1..=4).map(|step| CORNERS[(at + by * step).rem_euclid(4) as usize]);
        let next = { around }.find_map(|corner| people.in_corner(corner).first().copied());
        if let Some(id) = next {
            self.put(id, people, view);
        }
    }

    fn page(&mut self, by: isize, people: &People, view: &View<'_>) {
        if self.is_in_list(view) {
            let rows = self.list_height(people, view).max(2) as isize - 1;
            self.step(by * rows, people, view);
        } else {
            self.go_round(by, people, view);
        }
    }

    /// The first or last: of the list, or of all dots, biggest first.
    fn end(&mut self, last: bool, people: &People, view: &View<'_>) {
        if self.is_in_list(view) {
            self.step(if last { isize::MAX / 2 } else { isize::MIN / 2 }, people, view);
            return;
        }
        let placed = people.placed();
        if let Some(id) = if last { placed.last() } else { placed.first() } {
            self.put(*id, people, view);
        }
    }

    /// What a click does: the first chooses, the second goes to the customer.
    pub(super) fn click(&mut self, click: Click, people: &People, view: &View<'_>) -> Vec<Effect> {
        match click {
            Click::Dot(rank) => {
                if let Some(id) = people.placed().get(rank) {
                    return self.choose(*id, false, people, view);
                }
            }
            Click::Row(place) => {
                let id = self.members(people).get(place);
                if let Some(id) = id {
                    return self.choose(id, true, people, view);
                }
            }
            Click::Choice(SIDE, corner) => {
                let first = Quadrant::ALL.get(corner).and_then(|corner| people.in_corner(*corner).first());
                if let Some(id) = first {
                    self.put(*id, people, view);
                }
            }
            Click::Panel(panel) => self.focus(panel != PLOT, people, view),
            _ => {}
        }
        Vec::new()
    }

    fn choose(&mut self, id: CustomerId, on_list: bool, people: &People, view: &View<'_>) -> Vec<Effect> {
        let again = self.chosen(people) == Some(id) && (self.on_list == on_list || Rooms::is_list_alone(view.area));
        self.on_list = on_list && !Rooms::is_list_alone(view.area);
        self.put(id, people, view);
        if again { vec![Effect::Go(Tab::Customers, Some(id))] } else { Vec::new() }
    }

    /// The wheel steps through the list under the pointer.
    pub(super) fn wheel(&mut self, by: i16, over: Option<Click>, people: &People, view: &View<'_>) {
        if matches!(over, Some(Click::Panel(SIDE) | Click::Row(_))) {
            self.step(isize::from(by).saturating_mul(NOTCH), people, view);
        }
    }

    /// Why an action cannot work now.
    pub(super) fn refusal(&self, action: Action, view: &View<'_>) -> Option<String> {
        // Of a book that is still being read nothing can be said yet.
        if view.book.awaits_series() {
            return None;
        }
        let people = self.people(view);
        let current = self.chosen(&people);
        match action {
            _ if current.is_none() && of_somebody(action) => Some(words::nobody(0)),
            Action::Measure if people.placed().is_empty() => Some(words::nobody(people.unplaced.len())),
            Action::NextPanel | Action::PreviousPanel if Rooms::is_list_alone(view.area) => {
                Some("This window has room for the list alone. A larger one shows the plot.".to_owned())
            }
            _ => {
                let targets: Vec<CustomerId> = current.into_iter().collect();
                customer::refused(action, current, &targets, view)
            }
        }
    }
}

/// What needs somebody under the cursor.
fn of_somebody(action: Action) -> bool {
    matches!(
        action,
        Action::Open
            | Action::Edit
            | Action::Note
            | Action::Copy
            | Action::Measure
            | Action::Fit
            | Action::Mood
            | Action::Place
            | Action::Up
            | Action::Down
    )
}
