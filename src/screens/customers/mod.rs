//! The Customers tab: the list in any order, filtered and marked, and all that is known of the one under the cursor.
//!
//! This file answers events; [`list`] keeps the rows, [`filter`] what is typed, `table` and `detail` draw. Figures come
//! from [`crate::domain::roster`]; what is written is asked for as effects.

mod columns;
mod copy;
mod detail;
mod filter;
mod list;
mod rooms;
mod scored;
mod summary;
mod table;

use crate::domain::change::{Change, Edit};
use crate::domain::customer::Customer;
use crate::domain::filter::FieldTable;
use crate::domain::id::CustomerId;
use crate::domain::roster::Column;
use crate::intent::{Action, Effect, Event, Notice, Opening, Scope, Screen, Tab, View, customer};
use crate::ui::{Canvas, Click, Role};

use columns::Order;
use detail::{DETAIL, Sheet};
use filter::Filtering;
use list::List;
use rooms::{Body, Rooms};
use summary::Summary;

/// What the order is remembered under.
pub const SORT: &str = "customers.sort";
/// Rows a notch of the wheel moves.
const NOTCH: isize = 3;

/// Its state.
#[derive(Debug, Default)]
pub struct Customers {
    list: List,
    filter: Filtering,
    summary: Summary,
    /// Whether keys go to the detail; where there is no room for both, it is what is shown.
    on_detail: bool,
    /// Rows of the detail above its window.
    scroll: usize,
    sheet: Sheet,
    /// Said above the list until the next key.
    told: Option<String>,
    revision: Option<u64>,
}

impl Customers {
    /// Puts the list into the order the owner left it in; anything else changes nothing. The next
    /// [`Screen::book_changed`] sorts.
    pub fn restore(&mut self, look: &str) {
        if let Some(order) = Order::of_kept(look) {
            self.list.order = order;
        }
    }

    /// What the roster is asked to sort by as the owner goes round the columns, and which way.
    pub fn orders() -> impl Iterator<Item = (Column, bool)> {
        Order::listed()
    }

    /// Who is under the cursor: whose name discreet mode goes on showing.
    #[must_use]
    pub fn current(&self) -> Option<CustomerId> {
        self.list.current()
    }

    /// Everybody there would be without a filter.
    fn everyone(&self) -> usize {
        self.summary.active + if self.list.archived { self.summary.archived } else { 0 }
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.list.refresh(view, &view.roster(), self.filter.filter());
        self.list.prune(view, self.filter.filter());
    }

    /// What follows from the state: rows in sight, the sheet of the detail.
    fn settle(&mut self, view: &View<'_>) {
        let rooms = Rooms::of(view.area, self.on_detail);
        if !rooms.list.is_empty() {
            let height = self.height(view);
            self.list.follow(height);
        }
        match self.list.current().filter(|_| !rooms.detail.is_empty()) {
            Some(id) => {
                let columns = Rooms::inside(rooms.detail).width;
                if !self.sheet.is_of(id, columns, view) {
                    self.sheet = Sheet::of(id, columns, view);
                }
                self.scroll = self.scroll.min(self.sheet.len().saturating_sub(self.window(view)));
            }
            None => self.sheet = Sheet::default(),
        }
    }

    /// Rows of the list in sight.
    fn height(&self, view: &View<'_>) -> usize {
        let inside = Rooms::inside(Rooms::of(view.area, self.on_detail).list);
        usize::from(Body::of(inside, self.filter.line().is_some(), self.list.rows.len()).height).max(1)
    }

    /// Rows of the detail in sight.
    fn window(&self, view: &View<'_>) -> usize {
        usize::from(Rooms::inside(Rooms::of(view.area, self.on_detail).detail).height)
    }

    /// Rows of the detail beyond its window.
    fn hidden_rows(&self, view: &View<'_>) -> usize {
        self.sheet.len().saturating_sub(self.window(view))
    }

    fn step(&mut self, by: isize, view: &View<'_>) {
        if self.on_detail && self.hidden_rows(view) > 0 {
            self.scroll = self.scroll.saturating_add_signed(by).min(self.hidden_rows(view));
        } else {
            self.list.step(by);
            self.scroll = 0;
        }
    }

    fn page(&mut self, by: isize, view: &View<'_>) {
        let rows = if self.on_detail { self.window(view) } else { self.height(view) };
        self.step(by * (rows.max(2) as isize - 1), view);
    }

    /// Goes to a customer, for whom the filter gives way; `came` where the owner asked for just that one.
    fn go(&mut self, id: CustomerId, came: bool, view: &View<'_>) {
        let Some(customer) = view.book.customer(id) else { return };
        if self.list.find(Some(id)) {
            return;
        }
        if customer.archived && !self.list.archived {
            if !came {
                return;
            }
            self.list.archived = true;
            self.refresh(view);
        }
        let name = view.names.of(customer);
        if !self.list.find(Some(id)) && self.filter.is_on() {
            self.told = Some(format!("All are shown again: the filter left out {name}."));
            self.filter.clear();
            self.refresh(view);
            self.list.find(Some(id));
        }
    }

    fn sort(&mut self, order: Order, view: &View<'_>) -> Vec<Effect> {
        self.list.order = order;
        self.refresh(view);
        vec![Effect::Remember(SORT, order.kept())]
    }

    /// Hides those marked or under the cursor; brings them back where all are hidden already.
    fn archive(&self, view: &View<'_>) -> Vec<Effect> {
        let targets: Vec<&Customer> = self.list.targets().into_iter().filter_map(|id| view.book.customer(id)).collect();
        let hide = targets.iter().any(|customer| !customer.archived);
        let moved = targets.into_iter().filter(|customer| customer.archived != hide);
        let edits: Vec<Edit<Customer>> =
            moved.map(|customer| Edit::of(customer.clone(), Customer { archived: hide, ..customer.clone() })).collect();
        if edits.is_empty() { Vec::new() } else { vec![Effect::Save(Change::Customers(edits))] }
    }

    fn edit(&self) -> Vec<Effect> {
        match self.list.targets().as_slice() {
            [] => Vec::new(),
            [one] => vec![Effect::Open(Opening::EditCustomer(*one))],
            several => vec![Effect::Open(Opening::EditCustomers(several.to_vec()))],
        }
    }

    /// One step back: from the detail, from the filter, from the marks.
    fn back(&mut self, view: &View<'_>) {
        if self.on_detail {
            self.on_detail = false;
        } else if self.filter.is_on() {
            self.filter.clear();
            self.refresh(view);
        } else {
            self.list.marks.clear();
        }
    }

    fn reset(&mut self, view: &View<'_>) -> Vec<Effect> {
        self.filter.clear();
        self.list.marks.clear();
        self.list.archived = false;
        self.on_detail = false;
        let effects = self.sort(Order::default(), view);
        self.list.put(0);
        effects
    }

    fn action(&mut self, action: Action, view: &View<'_>) -> Vec<Effect> {
        match action {
            Action::Up => self.step(-1, view),
            Action::Down => self.step(1, view),
            Action::PageUp => self.page(-1, view),
            Action::PageDown => self.page(1, view),
            Action::First => self.step(isize::MIN / 2, view),
            Action::Last => self.step(isize::MAX / 2, view),
            Action::NextPanel | Action::PreviousPanel => self.on_detail = !self.on_detail,
            Action::Open | Action::Right => self.on_detail = self.list.current().is_some(),
            Action::Left => self.on_detail = false,
            Action::Back => self.back(view),
            Action::Filter => {
                self.on_detail = false;
                self.filter.begin(self.list.current());
            }
            Action::Mark => {
                self.list.mark();
                self.list.step(1);
            }
            Action::ShowArchived => {
                self.list.archived = !self.list.archived;
                self.refresh(view);
            }
            Action::Sort => return self.sort(self.list.order.next(), view),
            Action::ReverseSort => return self.sort(self.list.order.reversed(), view),
            Action::Reset => return self.reset(view),
            Action::Add => return vec![Effect::Open(Opening::AddCustomer(Vec::new()))],
            Action::Edit => return self.edit(),
            Action::Note => return self.list.current().map(|id| Effect::Open(Opening::Note(id))).into_iter().collect(),
            Action::Tag => return vec![Effect::Open(Opening::Tag(self.list.targets()))],
            Action::Archive => return self.archive(view),
            Action::Copy => return copy::copy(&self.list.targets(), view),
            Action::Settings => return vec![Effect::Open(Opening::Settings(Tab::Customers))],
            _ => return customer::asked(action, self.list.current(), &self.list.targets(), view).unwrap_or_default(),
        }
        Vec::new()
    }

    fn click(&mut self, click: Click, view: &View<'_>) -> Vec<Effect> {
        match click {
            Click::Row(at) => {
                let again = at == self.list.at && !self.on_detail;
                self.list.put(at);
                self.scroll = 0;
                // A second click opens, where that shows anything new.
                self.on_detail = again && view.area.width < rooms::SIDE_BY_SIDE;
            }
            Click::Heading(at) => return self.sort(self.list.order.by(at), view),
            Click::Panel(panel) => self.on_detail = panel == DETAIL,
            _ => {}
        }
        Vec::new()
    }

    fn wheel(&mut self, notches: i16, over: Option<Click>, view: &View<'_>) {
        let by = isize::from(notches) * NOTCH;
        if over == Some(Click::Panel(DETAIL)) {
            self.scroll = self.scroll.saturating_add_signed(by).min(self.hidden_rows(view));
        } else if !Rooms::of(view.area, self.on_detail).list.is_empty() {
            self.list.wheel(by, self.height(view));
            self.scroll = 0;
        }
    }

    /// While the filter is typed.
    fn typing(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        let table = FieldTable::customers(view.book.settings.base());
        let moved = match event {
            Event::Typed(letter) => self.filter.typed(letter, &table),
            Event::Pasted(text) => self.filter.pasted(&text, &table),
            Event::Action(Action::Text(key)) => self.filter.edit(key, &table),
            Event::Action(Action::NextPanel) => self.filter.take_suggestion(&table),
            Event::Action(Action::Open) => {
                if !self.filter.keep() {
                    let words = self.filter.mistake().map(|mistake| mistake.words.clone()).unwrap_or_default();
                    return vec![Effect::Say(Notice::care(format!("{}. Esc shows everyone.", words.trim_end_matches('.'))))];
                }
                false
            }
            Event::Action(Action::Back) => {
                let before = self.filter.clear();
                self.refresh(view);
                self.list.find(before);
                false
            }
            Event::Action(action @ (Action::Up | Action::Down | Action::PageUp | Action::PageDown)) => {
                let effects = self.action(action, view);
                self.filter.hold(self.list.current());
                return effects;
            }
            Event::Click(click) => {
                self.filter.keep();
                return self.click(click, view);
            }
            Event::Wheel(notches, over) => {
                self.wheel(notches, over, view);
                false
            }
            Event::Action(_) => false,
        };
        if moved {
            self.refresh(view);
            if !self.list.find(self.filter.held()) {
                self.list.put(0);
            }
        }
        Vec::new()
    }

    /// Why nobody is in the list, and the key that helps.
    fn why_nobody(&self, view: &View<'_>) -> String {
        if view.book.customers().len() == 0 {
            "No customers yet. a adds one, : import brings a list.".to_owned()
        } else if self.filter.is_on() {
            format!("Nobody matches. Esc shows all {}.", table::count(self.everyone()))
        } else {
            "All customers are archived. A shows them.".to_owned()
        }
    }
}

impl Screen for Customers {
    fn scope(&self) -> Scope {
        if self.filter.line().is_some() { Scope::Filter } else { Scope::Customers }
    }

    fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        self.told = None;
        let effects = if self.filter.line().is_some() {
            self.typing(event, view)
        } else {
            match event {
                Event::Action(action) => self.action(action, view),
                Event::Click(click) => self.click(click, view),
                Event::Wheel(notches, over) => {
                    self.wheel(notches, over, view);
                    Vec::new()
                }
                Event::Typed(_) | Event::Pasted(_) => Vec::new(),
            }
        };
        self.settle(view);
        effects
    }

    fn book_changed(&mut self, view: &View<'_>, at: Option<CustomerId>) {
        let came = self.revision == Some(view.book.revision());
        self.revision = Some(view.book.revision());
        self.filter.read_again(&FieldTable::customers(view.book.settings.base()));
        self.summary = Summary::of(view, &view.roster());
        self.refresh(view);
        if let Some(id) = at {
            self.go(id, came, view);
        }
        self.settle(view);
    }

    fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        match action {
            Action::ShowArchived if self.summary.archived == 0 => Some("No customer is archived.".to_owned()),
            Action::NextPanel if self.filter.line().is_some() && self.filter.suggestion().is_none() => {
                Some("There is no suggestion to take.".to_owned())
            }
            Action::Sort | Action::ReverseSort | Action::Filter if view.book.customers().len() == 0 => Some(self.why_nobody(view)),
            Action::Edit | Action::Tag | Action::Archive | Action::Copy if self.list.targets().is_empty() => {
                Some(self.why_nobody(view))
            }
            Action::Open if self.filter.line().is_some() => None,
            Action::Open if self.on_detail => Some("It is open. Esc goes back to the list.".to_owned()),
            Action::Note | Action::Mark | Action::Open if self.list.current().is_none() => Some(self.why_nobody(view)),
            _ => customer::refused(action, self.list.current(), &self.list.targets(), view),
        }
    }

    fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let rooms = Rooms::of(view.area, self.on_detail);
        table::render(self, rooms.list, view, canvas);
        if !rooms.detail.is_empty() {
            self.render_detail(rooms, view, canvas);
        }
        if let Some(row) = rooms.sentence {
            self.sentence(row, rooms, view, canvas);
        }
    }
}

impl Customers {
    fn render_detail(&self, rooms: Rooms, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(id) = self.list.current() else {
            Sheet::default().render(0, "", self.on_detail, rooms.detail, canvas);
            return;
        };
        let title = view.names.by_id(view.book, id);
        let columns = Rooms::inside(rooms.detail).width;
        if self.sheet.is_of(id, columns, view) {
            self.sheet.render(self.scroll, title, self.on_detail, rooms.detail, canvas);
        } else {
            Sheet::of(id, columns, view).render(self.scroll, title, self.on_detail, rooms.detail, canvas);
        }
    }

    /// The sentence above the panels; what has to be said of the filter where there is no other place.
    fn sentence(&self, row: u16, rooms: Rooms, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let inside = Rooms::inside(rooms.list);
        let typing = self.filter.line().is_some();
        let no_room = typing && Body::of(inside, typing, 0).words.is_none();
        let room = view.area.width.saturating_sub(3);
        if let Some(told) = &self.told {
            canvas.text(view.area.x + 2, row, room, told, Role::Care);
        } else if no_room && self.filter.mistake().is_some() {
            let (words, role) = table::filter_words(self, view);
            canvas.text(view.area.x + 1, row, room, &words, role);
        } else {
            self.summary.render(view, row, canvas);
        }
    }
}

#[cfg(test)]
mod tests;
