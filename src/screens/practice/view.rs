//! The picture of the tab: the sentence, then the boxes, a list of them, or one of them open.
//!
//! What is said is `overview`'s, `list`'s and `detail`'s; where boxes lie is `rooms`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::chart::scroll;
use crate::domain::insight::practice::PracticeFigures;
use crate::intent::View;
use crate::ui::canvas::text_width;
use crate::ui::{Canvas, Click, Panel, Role, Span};

use super::Practice;
use super::items::{Item, archived};
use super::lines::{self, TextLine, wide};
use super::overview::{self, figure, to_finish, unfinished_words};
use super::rooms::{Boxes, is_list};
use super::section::Section;
use super::words::count;
use super::{detail, list};

/// From so many columns on the row under the cursor is told beside the list, and from so many rows on below it.
const BESIDE: u16 = 100;
const BELOW: u16 = 18;

/// The rooms of an open box.
struct Open {
    list: Rect,
    detail: Rect,
}

/// Where the sentence is, and what is left for the rest.
fn split(area: Rect) -> (Rect, Rect) {
    let sentence = Rect { height: area.height.min(1), ..area };
    (sentence, Rect { y: area.y + sentence.height, height: area.height - sentence.height, ..area })
}

impl Open {
    fn new(area: Rect) -> Open {
        let (_, rest) = split(area);
        let nothing = Rect { width: 0, height: 0, ..rest };
        if area.width >= BESIDE {
            let side = (area.width * 2 / 5).clamp(38, lines::PROSE + 4);
            let list = Rect { width: rest.width - side, ..rest };
            return Open { list, detail: Rect { x: list.right(), width: side, ..rest } };
        }
        if rest.height < BELOW {
            return Open { list: rest, detail: nothing };
        }
        let list = Rect { height: rest.height.div_ceil(2), ..rest };
        Open { list, detail: Rect { y: list.bottom(), height: rest.height - list.height, ..rest } }
    }
}

/// The room inside a border, with a column of air where there is room for it.
fn inside(panel: Rect) -> Rect {
    let air = 1 + u16::from(panel.width > 30);
    Rect {
        x: panel.x + air.min(panel.width),
        y: panel.y + panel.height.min(1),
        width: panel.width.saturating_sub(2 * air),
        height: panel.height.saturating_sub(2),
    }
}

/// Rows of the list below its headings.
fn rows_of(panel: Rect) -> Rect {
    let room = inside(panel);
    let above = u16::from(room.height > 3);
    Rect { y: room.y + above, height: room.height - above, ..room }
}

impl Practice {
    /// How many rows of the open list are in sight.
    pub(super) fn list_height(view: &View<'_>) -> usize {
        usize::from(rows_of(Open::new(view.area).list).height)
    }

    /// The boxes as they lie.
    pub(super) fn boxes(&self, view: &View<'_>) -> Boxes {
        let figures = self.figures(view);
        let natural = |section, width| {
            let room = inside(Rect::new(0, 0, width, u16::MAX)).width;
            let said = overview::lines(section, &figures, view, room);
            let air = said.iter().filter(|line| **line == TextLine::Air).count();
            [said.len(), said.len() - air].map(|rows| rows.min(200) as u16 + 2)
        };
        Boxes::new(split(view.area).1, natural)
    }

    /// The first row of the boxes in sight, so that the one in focus is whole.
    pub(super) fn first_row(&self, view: &View<'_>) -> u16 {
        if is_list(view.area) || self.is_open {
            return self.first;
        }
        self.boxes(view).first_row(self.focus, self.first, split(view.area).1.height)
    }

    /// Draws everything.
    pub(super) fn draw(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let figures = self.figures(view);
        let (sentence, rest) = split(view.area);
        if self.is_open {
            self.draw_open(&figures, view, canvas);
        } else if is_list(view.area) {
            self.draw_list(&figures, rest, view, canvas);
        } else {
            self.draw_boxes(&figures, rest, view, canvas);
        }
        let indent = if sentence.width < 60 { 1 } else { 2 };
        let room = sentence.width.saturating_sub(indent + 1);
        canvas.spans(sentence.x + indent, sentence.y, room, &self.sentence(&figures, view, room));
    }

    /// What the tab is for and what is left to finish, as much of it as there is room for.
    fn sentence(&self, figures: &PracticeFigures, view: &View<'_>, room: u16) -> Vec<Span> {
        let about = Span::new("What you do, for whom, and what you need from it.   ", Role::Text);
        let left: Vec<_> =
            figures.unfinished.iter().filter(|left| !self.is_open || Section::of(**left) == self.focus).copied().collect();
        if left.is_empty() {
            let words = if self.is_open { "Nothing left to finish here." } else { "Nothing left to finish." };
            let done = Span::new(words, Role::Good);
            let whole = vec![about, done.clone()];
            return if wide(&whole) <= room { whole } else { vec![done] };
        }
        let many = count(left.len(), "thing to finish", "things to finish");
        let here = if self.is_open { " here" } else { "" };
        let named: Vec<String> = left.iter().map(|left| unfinished_words(*left, view)).collect();
        let care = |words: String| Span::new(words, Role::Care);
        let choices = [
            vec![about.clone(), care(format!("{many}{here}: {}", named.join(", ")))],
            vec![about.clone(), care(format!("{many}{here} before your next review"))],
            vec![about, care(format!("{many}{here}"))],
            vec![care(format!("{many}{here}: {}", named.join(", ")))],
            vec![care(format!("{many}{here} before your next review"))],
        ];
        let order: &[usize] = if self.is_open { &[0, 3, 2] } else { &[0, 1, 2, 4] };
        let fits = order.iter().map(|at| &choices[*at]).find(|spans| wide(spans) <= room);
        fits.cloned().unwrap_or_else(|| vec![care(format!("{many}{here}"))])
    }

    fn draw_boxes(&self, figures: &PracticeFigures, rest: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let boxes = self.boxes(view);
        let first = boxes.first_row(self.focus, self.first, rest.height);
        let glyphs = view.look.glyphs;
        let more = if boxes.has_more(first, rest.height) { format!("more {}", glyphs.falling()) } else { String::new() };
        for (section, rect) in boxes.in_sight(first, rest) {
            let left = to_finish(section, figures);
            let state = if left == 0 { String::new() } else { format!("{} {left} to finish", glyphs.care()) };
            let place = if rect.bottom() == rest.bottom() { more.as_str() } else { "" };
            let title = title(section, &state, rect.width, section == self.focus, glyphs.ellipsis());
            canvas.hit(rect, Click::Panel(section.place()));
            Panel { title: &title, state: &state, place, focused: section == self.focus }.draw(rect, canvas);
            let room = inside(rect);
            let said = overview::lines(section, figures, view, room.width);
            lines::draw(&lines::fitted(said, room.height, glyphs.ellipsis()), room, canvas);
        }
    }

    /// The boxes by name with a figure each, where there is room for no more.
    fn draw_list(&self, figures: &PracticeFigures, rest: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let has_border = rest.height >= Section::ALL.len() as u16 + 2;
        let room =
            if has_border { Panel { title: "Practice", state: "", place: "", focused: true }.draw(rest, canvas) } else { rest };
        let (at, height) = (self.focus.place(), usize::from(room.height));
        let first = scroll::offset(0, at, Section::ALL.len(), height);
        for (section, row) in Section::ALL.into_iter().skip(first).zip(room.y..room.bottom()) {
            let is_here = section == self.focus;
            canvas.hit(Rect { y: row, height: 1, ..room }, Click::Panel(section.place()));
            if is_here {
                canvas.text(room.x, row, 1, view.look.glyphs.bar(), Role::Accent);
            }
            let left = to_finish(section, figures);
            let mut end = vec![Span::new(figure(section, figures, view), Role::Muted)];
            let flag = if left == 0 { "    ".to_owned() } else { format!(" {} {left:<2}", view.look.glyphs.care()) };
            end.push(Span::new(flag, Role::Care));
            let name = if room.width < 60 { section.short() } else { section.title() };
            let name = Span::new(name, Role::Text);
            let name = if is_here { name.bold() } else { name };
            let line = TextLine::Ends(vec![name], end);
            let cells = Rect { x: room.x + 2.min(room.width), y: row, width: room.width.saturating_sub(3), height: 1 };
            lines::draw(&[line], cells, canvas);
        }
    }

    fn draw_open(&self, figures: &PracticeFigures, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let mut rooms = Open::new(view.area);
        let items = self.items(view);
        if items.is_empty() {
            rooms = Open { list: split(view.area).1, detail: Rect { width: 0, height: 0, ..rooms.detail } };
        }
        let glyphs = view.look.glyphs;
        let hidden = archived(self.focus, view);
        let state = match (hidden, self.archived) {
            (0, _) => String::new(),
            (_, true) => "archived ones too".to_owned(),
            (many, false) => format!("{many} archived {} A shows", glyphs.dot()),
        };
        let place = if items.is_empty() { String::new() } else { format!("{} of {}", self.row + 1, items.len()) };
        let title = title(self.focus, &state, rooms.list.width, true, glyphs.ellipsis());
        Panel { title: &title, state: &state, place: &place, focused: true }.draw(rooms.list, canvas);
        if items.is_empty() {
            let room = inside(rooms.list);
            let room = Rect { x: room.x + 1.min(room.width), width: room.width.saturating_sub(2), ..room };
            lines::draw(&overview::empty(self.focus, room.width), room, canvas);
        } else {
            self.draw_rows(&items, figures, rooms.list, view, canvas);
        }
        if !rooms.detail.is_empty() {
            draw_detail(self.item(), figures, rooms.detail, view, canvas);
        }
    }

    fn draw_rows(&self, items: &[Item], figures: &PracticeFigures, panel: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let room = rows_of(panel);
        let text = Rect { x: room.x + 2.min(room.width), width: room.width.saturating_sub(2), ..room };
        let (headings, rows) = list::grid(self.focus, items, figures, view).lay(text.width);
        if room.y > panel.y + 1 {
            lines::draw(&[headings], Rect { y: room.y - 1, height: 1, ..text }, canvas);
        }
        for ((at, mut line), row) in rows.into_iter().enumerate().skip(self.from).zip(room.y..room.bottom()) {
            canvas.hit(Rect { y: row, height: 1, ..room }, Click::Row(at));
            if at == self.row {
                canvas.text(room.x, row, 1, view.look.glyphs.bar(), Role::Accent);
                if let TextLine::Cells(parts) = &mut line
                    && let Some((.., name)) = parts.first_mut()
                {
                    name.bold = true;
                }
            }
            lines::draw(&[line], Rect { y: row, height: 1, ..text }, canvas);
        }
    }
}

/// The title of a box: in full where there is room for it.
fn title(section: Section, state: &str, width: u16, focused: bool, ellipsis: &str) -> String {
    let taken = 8 + 2 * usize::from(focused) + text_width(state) + 2 * usize::from(!state.is_empty());
    let room = usize::from(width).saturating_sub(taken);
    let whole = section.title();
    if text_width(whole) <= room { whole.to_owned() } else { cells::cut(section.short(), room, ellipsis) }
}

fn draw_detail(item: Option<Item>, figures: &PracticeFigures, panel: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
    let ellipsis = view.look.glyphs.ellipsis();
    let title = item.map_or_else(String::new, |item| detail::title(item, view));
    let title = cells::cut(&title, usize::from(panel.width).saturating_sub(8), ellipsis);
    Panel { title: &title, state: "", place: "", focused: false }.draw(panel, canvas);
    let room = inside(panel);
    let said = item.map_or_else(Vec::new, |item| detail::lines(item, figures, view, room.width));
    lines::draw(&lines::fitted(said, room.height, ellipsis), room, canvas);
}
