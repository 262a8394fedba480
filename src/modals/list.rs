//! A list on top: rows with a mark, words and a time; the current one is told in full below, the return key does what
//! it offers.
//!
//! What the lists say, of history, messages, attention and copies, is put together in [`super::lists`]. Every word
//! goes through the names of the view, so no hidden name is shown in a sentence written long ago.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::cursor::Cursor;
use crate::chart::cells::{width, wrap};
use crate::domain::change::{Change, Edit};
use crate::domain::id::CustomerId;
use crate::domain::record::{Kept, Value};
use crate::intent::{Action, Effect, Event, Notice, Opening, Scope, View};
use crate::ui::popup::Popup;
use crate::ui::{Canvas, Click, Role};

/// The widest it gets; prose is read best in lines shorter than that.
const WIDEST: u16 = 88;
/// Rows the current one is told in below.
const FOOT: u16 = 4;

/// How a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// As it is.
    Plain,
    /// Done.
    Done,
    /// To know.
    Care,
    /// Failing.
    Bad,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// How it is meant.
    pub mark: Mark,
    /// What it says.
    pub words: String,
    /// At its right: a time, a size.
    pub place: String,
    /// Whether it no longer holds.
    pub gone: bool,
    /// What else there is to say, below the list.
    pub more: String,
    /// What the return key does; nothing: it says `more`.
    pub effects: Vec<Effect>,
}

/// What a list of the book says: what its rows come to, and the rows.
#[derive(Debug, Default)]
pub struct Told {
    /// Said above the rows; nothing: there is nothing to say.
    pub lead: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// How a list is worked out of the book, and of whom.
#[derive(Debug, Clone, Copy)]
struct Again {
    told: fn(Option<CustomerId>, &View<'_>) -> Told,
    of: Option<CustomerId>,
}

/// A list on top.
#[derive(Debug)]
pub struct List {
    title: String,
    /// What the rows come to, above them.
    lead: String,
    rows: Vec<Row>,
    empty: &'static str,
    /// Whether rows take as many lines as their words need; else the current one is told in full below.
    wraps: bool,
    again: Option<Again>,
    cursor: Cursor,
    /// As many as were worked out last, until the book, the room or the names are others.
    heights: RefCell<Option<Heights>>,
}

/// How many lines each row takes, in so many cells, with these names hidden or shown.
#[derive(Debug)]
struct Heights {
    of: (usize, bool, Option<CustomerId>),
    lines: Rc<[usize]>,
}

impl List {
    /// A list, and what stands in its place where it is empty.
    #[must_use]
    pub fn new(title: impl Into<String>, rows: Vec<Row>, empty: &'static str) -> List {
        List {
            title: title.into(),
            lead: String::new(),
            rows,
            empty,
            wraps: false,
            again: None,
            cursor: Cursor::default(),
            heights: RefCell::default(),
        }
    }

    /// A list whose rows are worked out of the book, of one customer or of all, again each time it moves.
    #[must_use]
    pub fn of_the_book(
        title: impl Into<String>,
        told: fn(Option<CustomerId>, &View<'_>) -> Told,
        of: Option<CustomerId>,
        empty: &'static str,
        view: &View<'_>,
    ) -> List {
        let Told { lead, rows } = told(of, view);
        List { again: Some(Again { told, of }), wraps: true, lead, ..List::new(title, rows, empty) }
    }

    /// Where keys go.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::List
    }

    /// Moves, or does what the current row offers.
    pub fn update(&mut self, event: &Event, view: &View<'_>) -> Vec<Effect> {
        if self.cursor.take(event, self.rows.len()) {
            return Vec::new();
        }
        match event {
            Event::Action(Action::Back) => vec![Effect::Close],
            Event::Action(Action::Open) => self.open(),
            Event::Action(Action::Archive) => self.archive(view).into_iter().collect(),
            Event::Click(Click::Row(at)) if *at == self.cursor.at => self.open(),
            Event::Click(Click::Row(at)) if *at < self.rows.len() => {
                self.cursor.at = *at;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn open(&self) -> Vec<Effect> {
        match self.rows.get(self.cursor.at) {
            Some(row) if row.effects.is_empty() && !row.more.is_empty() => vec![Effect::Say(Notice::care(row.more.clone()))],
            Some(row) => row.effects.clone(),
            None => Vec::new(),
        }
    }

    /// Puts the record of the current row away, or brings it back; nothing where the row is of none.
    fn archive(&self, view: &View<'_>) -> Option<Effect> {
        let [Effect::Open(Opening::EditRecord(kind, id))] = self.rows.get(self.cursor.at)?.effects.as_slice() else { return None };
        let before = view.book.records().row(*kind, *id).filter(|_| kind.may_be_archived())?;
        let is_away = before.get("archived") == &Value::Number(1);
        let after = before.clone().with("archived", (!is_away).keep());
        Some(Effect::Save(Change::Records(vec![Edit::of(before, after)])))
    }

    /// Why the current row cannot be opened, or put away.
    #[must_use]
    pub fn refuses(&self, action: Action, view: &View<'_>) -> Option<String> {
        match (action, self.rows.get(self.cursor.at)) {
            (Action::Archive, _) if self.archive(view).is_none() => Some("There is nothing to archive here.".to_owned()),
            (Action::Open, None) => Some(self.empty.to_owned()),
            (Action::Open, Some(row)) if row.effects.is_empty() => {
                Some(if row.more.is_empty() { "There is nothing to open here.".to_owned() } else { row.more.clone() })
            }
            _ => None,
        }
    }

    /// Works its rows out again where they are of the book.
    pub fn book_changed(&mut self, view: &View<'_>) {
        if let Some(Again { told, of }) = self.again {
            let was = self.rows.get(self.cursor.at).map(|row| row.effects.clone()).unwrap_or_default();
            let Told { lead, rows } = told(of, view);
            self.lead = lead;
            self.rows = rows;
            // What the return key does names the row, wherever it went.
            let is_same = |row: &Row| !was.is_empty() && row.effects == was;
            if !self.rows.get(self.cursor.at).is_some_and(is_same) {
                self.cursor.at = self.rows.iter().position(is_same).unwrap_or(self.cursor.at);
            }
            self.cursor.at = self.cursor.at.min(self.rows.len().saturating_sub(1));
        }
        self.heights.take();
    }

    /// Draws it over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let columns = WIDEST.min(view.area.width);
        // What the border and the space beside it take, at most.
        let heights = self.heights(usize::from(columns.saturating_sub(6)), view);
        let lead = wrap(&self.lead, usize::from(columns.saturating_sub(6)).max(1));
        let lead = if self.lead.is_empty() { Vec::new() } else { lead };
        let above = if lead.is_empty() { 0 } else { lead.len() as u16 + 1 };
        let lines = u16::try_from(heights.iter().sum::<usize>()).unwrap_or(u16::MAX);
        let needed = lines.max(3).saturating_add(FOOT + 4 + above);
        let place = if self.rows.is_empty() { String::new() } else { format!("{} of {}", self.cursor.at + 1, self.rows.len()) };
        let popup = Popup { title: &self.title, state: "", place: &place, width: columns, height: needed.max(12) };
        let inside = popup.draw(view.area, canvas);
        let air = u16::from(inside.height >= 8);
        let foot = if inside.height >= FOOT + 4 { FOOT } else { 0 };
        // What the rows come to is said where there is room for more than that.
        let above = if inside.height >= above + air + foot + 3 { above } else { 0 };
        for (line, row) in lead.iter().take(usize::from(above)).zip(inside.y + air..inside.bottom()) {
            canvas.text(inside.x + 1, row, inside.width.saturating_sub(1), line, Role::Muted);
        }
        let top = inside.y + air + above;
        let list = Rect { y: top, height: inside.bottom().saturating_sub(top + foot), ..inside };
        if self.rows.is_empty() {
            for (line, row) in wrap(self.empty, usize::from(list.width)).iter().zip(list.y..inside.bottom()) {
                canvas.text(list.x, row, list.width, line, Role::Muted);
            }
            return;
        }
        self.list(&heights, list, view, canvas);
        if foot > 0 {
            let rule = inside.bottom() - foot;
            canvas.rule(inside.x, rule, inside.width, view.look.glyphs.horizontal(), Role::Faint);
            self.foot(Rect { y: rule + 1, height: foot - 1, ..inside }, view, canvas);
        }
    }

    /// How many lines each row takes: one, unless words are wrapped.
    fn heights(&self, cells: usize, view: &View<'_>) -> Rc<[usize]> {
        let of = (cells, view.names.is_discreet(), view.names.only());
        let mut kept = self.heights.borrow_mut();
        if let Some(known) = kept.as_ref().filter(|known| known.of == of) {
            return Rc::clone(&known.lines);
        }
        let marks = self.marks();
        let height = |row: &Row| if self.wraps { self.lines(row, cells, marks, view).len().max(1) } else { 1 };
        let lines: Rc<[usize]> = self.rows.iter().map(height).collect();
        *kept = Some(Heights { of, lines: Rc::clone(&lines) });
        lines
    }

    /// The words of a row in a room.
    fn lines(&self, row: &Row, cells: usize, marks: usize, view: &View<'_>) -> Vec<String> {
        let words = view.names.veil(&row.words);
        if self.wraps { wrap(&words, cells.saturating_sub(marks + 1)) } else { vec![words.into_owned()] }
    }

    /// Cells kept for marks, where any row has one.
    fn marks(&self) -> usize {
        if self.rows.iter().all(|row| row.mark == Mark::Plain) { 0 } else { 3 }
    }

    fn list(&self, heights: &[usize], list: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let marks = self.marks();
        let before = |at: usize| heights[..at].iter().sum::<usize>();
        let (first, count) = (before(self.cursor.at), before(heights.len()));
        let until = first + heights[self.cursor.at] - 1;
        let top = self.cursor.window(first, until, count, usize::from(list.height));
        let mut begin = 0;
        for (at, (row, height)) in self.rows.iter().zip(heights).enumerate() {
            let in_sight = begin + height > top && begin < top + usize::from(list.height);
            let lines = if in_sight { self.lines(row, usize::from(list.width), marks, view) } else { Vec::new() };
            for (line, words) in lines.iter().enumerate().filter(|(line, _)| begin + line >= top) {
                let y = list.y.saturating_add((begin + line - top) as u16);
                if y < list.bottom() {
                    self.line(at, line == 0, words, Rect { y, height: 1, ..list }, view, canvas);
                }
            }
            begin += height;
        }
    }

    fn line(&self, at: usize, is_first: bool, words: &str, place: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let row = &self.rows[at];
        let theme = view.look.theme;
        let glyphs = view.look.glyphs;
        canvas.hit(place, Click::Row(at));
        let is_current = at == self.cursor.at;
        if is_current {
            canvas.styled(place.x, place.y, 1, glyphs.bar(), theme.bold(Role::Accent));
        }
        let x = place.x + 1 + self.marks() as u16;
        let mut room = place.right().saturating_sub(x);
        if is_first {
            let (mark, role) = match row.mark {
                Mark::Plain => ("", Role::Text),
                Mark::Done => (glyphs.done(), Role::Good),
                Mark::Care => (glyphs.care(), Role::Care),
                Mark::Bad => (glyphs.failed(), Role::Bad),
            };
            canvas.styled(place.x + 1, place.y, 2, mark, theme.bold(role));
            let used = canvas.right(x, place.y, room, &row.place, Role::Muted);
            room = room.saturating_sub(used + if used > 0 { 2 } else { 0 });
        }
        let style = match (row.gone, is_current) {
            (true, _) => theme.style(Role::Muted),
            (false, true) => theme.bold(Role::Text),
            (false, false) => theme.style(Role::Text),
        };
        canvas.styled(x, place.y, room, words, style);
    }

    /// The current row in full where it was cut, and what else there is to say of it.
    fn foot(&self, rect: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let Some(row) = self.rows.get(self.cursor.at) else { return };
        let cells = usize::from(rect.width.saturating_sub(1));
        let words = view.names.veil(&row.words);
        let room = cells.saturating_sub(width(&row.place) + 2 + self.marks());
        let in_full = if !self.wraps && width(&words) > room { wrap(&words, cells) } else { Vec::new() };
        let more = wrap(&view.names.veil(&row.more), cells);
        let lines = in_full.iter().map(|line| (line, Role::Text)).chain(more.iter().map(|line| (line, Role::Muted)));
        for ((line, role), y) in lines.zip(rect.y..rect.bottom()) {
            canvas.text(rect.x + 1, y, rect.width.saturating_sub(1), line, role);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::domain::book::Book;
    use crate::domain::customer::Customer;
    use crate::domain::names::Names;
    use crate::domain::settings::Settings;
    use crate::ui::{Depth, Glyphs, Hits, Look, Mode, Theme};

    fn seen(list: &List, names: &Names, book: &Book) -> String {
        let look = Look { theme: Theme { mode: Mode::Dark, depth: Depth::True }, glyphs: Glyphs { ascii: false } };
        let area = Rect::new(0, 0, 100, 40);
        let (memory, rosters, scores, beaches) = Default::default();
        let today = "2026-11-22".parse().unwrap();
        let view = View { book, today, names, look, area, memory: &memory, rosters: &rosters, scores: &scores, beaches: &beaches };
        let (mut buffer, mut hits) = (Buffer::empty(area), Hits::default());
        list.render(&view, &mut Canvas::new(&mut buffer, &mut hits, look));
        buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    fn row(words: String) -> Row {
        Row { mark: Mark::Plain, words, place: String::new(), gone: false, more: String::new(), effects: Vec::new() }
    }

    #[test]
    fn a_list_of_very_many_rows_fills_its_room() {
        let rows = (0..65_540).map(|at| row(format!("row {at}."))).collect();
        let picture = seen(&List::new("All", rows, ""), &Names::Plain, &Book::default());
        // Of 40 rows two are borders, one is air, four are the foot.
        assert!(picture.contains("row 32.") && !picture.contains("row 33."), "{picture}");
    }

    #[test]
    fn rows_are_measured_anew_where_names_are_hidden() {
        let alder = Customer { id: CustomerId(1), ..Customer::named("Alder & Alder ".repeat(9).trim().into()) };
        let name = alder.name.to_string();
        let book = Book::new(Settings::default(), vec![alder], Vec::new());
        let list = List { wraps: true, ..List::new("All", vec![row(name), row("second".to_owned())], "") };
        let below = |names: &Names| seen(&list, names, &book).find("second").unwrap() / 100;
        let wrapped = below(&Names::Plain);
        assert_eq!(seen(&list, &Names::numbered(&book, None, &[]), &book).matches("second").count(), 1);
        assert!(below(&Names::numbered(&book, None, &[])) < wrapped);
    }
}
