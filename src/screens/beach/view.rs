//! The picture of the tab: sentence, gantt, and the panels beside or below it.
//!
//! What each says is in the module of its name; what keys do is `keys`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::chart::gantt::headings;
use crate::domain::beach::Beach as Figures;
use crate::domain::money::counted;
use crate::domain::work::monday;
use crate::intent::View;
use crate::ui::canvas::text_width;
use crate::ui::gantt::Gantt;
use crate::ui::panel::{inside, padded};
use crate::ui::{Canvas, Click, Panel, Role};

use super::Beach;
use super::column::{self, Column};
use super::grid::{Grid, Lower, Unusual};
use super::lines::{Lines, Sheet};
use super::plan::Plan;
use super::rooms::{Focus, Rooms};
use super::{endings, foot, sentence, takes, totals, words};

impl Beach {
    /// Draws everything.
    pub(super) fn draw(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let plan = self.plan(view);
        let rooms = self.rooms(&plan, view);
        let Rect { x, y, width, height } = rooms.sentence;
        if height > 0 {
            let indent = if width < 60 { 1 } else { 2 };
            let room = width.saturating_sub(indent + 1);
            canvas.spans(x + indent, y, room, &sentence::spans(self.condition(view), &plan, view, room));
        }
        if !rooms.gantt.is_empty() {
            self.draw_gantt(&plan, &rooms, view, canvas);
        }
        for focus in [Focus::Endings, Focus::Takes] {
            if !rooms.panel(focus).is_empty() {
                self.draw_side(focus, &plan, &rooms, view, canvas);
            }
        }
    }

    fn draw_gantt(&self, plan: &Plan, rooms: &Rooms, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let grid = self.grid(plan, view);
        let place = self.foot_of_panel(plan, view);
        let room = usize::from(rooms.gantt.width).saturating_sub(16);
        let state = self.title_state(&grid, view, room);
        let focused = self.focus == Focus::Gantt;
        canvas.hit(rooms.gantt, Click::Panel(Focus::Gantt as usize));
        Panel { title: "Beach", state: &state, place: &place, focused }.draw(rooms.gantt, canvas);
        let free = usize::from(rooms.gantt.width).saturating_sub(text_width(&place) + 8);
        let beyond = beyond(&plan.beach, &grid, view, free);
        let taken = if beyond.is_empty() { 0 } else { text_width(&beyond) + 3 };
        let below = self.rows_below(plan, &grid, free.saturating_sub(taken));
        let dot = if below.is_empty() || beyond.is_empty() { String::new() } else { format!(" {} ", view.look.glyphs.dot()) };
        Panel::note(rooms.gantt, free as u16, &format!("{below}{dot}{beyond}"), canvas);
        if plan.works().is_empty() {
            empty(plan, inside(rooms.gantt), canvas);
            return;
        }
        if grid.is_list() {
            self.draw_rows(plan, &grid, view, canvas);
            return;
        }
        let axis = grid.axis;
        let columns: Vec<Column> = (0..axis.columns()).map(|column| Column::of(&plan.beach, axis, column)).collect();
        let days = columns.iter().any(|column| column.capacity != columns[0].capacity);
        let full_time = columns.iter().any(|column| column.is_full_time);
        let grid = self.grid_with(Unusual { days, full_time }, plan, view);
        let chosen = axis.column(self.chosen_day(view));
        let all = headings(axis);
        let gantt = Gantt { axis, headings: &all, today: axis.cell(view.today), chosen, focused };
        gantt.draw_headings(grid.x, grid.inner.y, canvas);
        gantt.draw_rule(Rect { y: grid.list.y - 1, height: 1, ..grid.inner }, grid.x, canvas);
        let ground = Rect { x: grid.x, width: axis.width(), ..grid.list };
        gantt.draw_ground(ground, &sand(&plan.beach, &grid), canvas);
        self.draw_rows(plan, &grid, view, canvas);
        self.draw_below(plan, &grid, &columns, &gantt, view, canvas);
        let head = Rect { x: grid.x, y: grid.inner.y, width: axis.width(), height: grid.list.y - grid.inner.y };
        gantt.click_columns(head, canvas);
        let below = Rect { y: grid.below(), height: grid.lower.len() as u16 + 1, ..head };
        gantt.click_columns(below, canvas);
    }

    fn draw_below(
        &self,
        plan: &Plan,
        grid: &Grid,
        columns: &[Column],
        gantt: &Gantt<'_>,
        view: &View<'_>,
        canvas: &mut Canvas<'_>,
    ) {
        if grid.lower.is_empty() {
            return;
        }
        let y = grid.below();
        let mark = canvas.look().glyphs.horizontal();
        canvas.rule(grid.inner.x, y, grid.inner.width, mark, Role::Faint);
        for (row, y) in grid.lower.iter().zip(y + 1..) {
            let (x, width) = (grid.inner.x + 2, grid.inner.width.saturating_sub(3));
            match row {
                Lower::Chosen => {
                    let chosen = gantt.chosen.and_then(|column| columns.get(usize::from(column)));
                    let said = |column| {
                        let answer = self.answer(column, &plan.beach, grid, view, width);
                        answer.unwrap_or_else(|| foot::column(column, &plan.beach, grid, view, width))
                    };
                    let spans = chosen.map(said).unwrap_or_default();
                    canvas.spans(x, y, width, &spans);
                }
                Lower::Work => {
                    let spans = foot::work(self.work(plan), plan, view, width);
                    canvas.spans(x, y, width, &spans);
                }
                Lower::Legend => drop(canvas.spans(x, y, width, &foot::legend(view, width))),
                _ => totals::draw(*row, y, columns, gantt, grid, view, canvas),
            }
        }
    }

    /// The question, else the days in sight.
    fn title_state(&self, grid: &Grid, view: &View<'_>, room: usize) -> String {
        if let Some(words) = self.question(view, room) {
            return words;
        }
        if grid.is_list() {
            return String::new();
        }
        let day = |day: chrono::NaiveDate| day.format("%-d %b %Y").to_string();
        format!("{} – {}", day(grid.axis.start(0)), day(grid.axis.last()))
    }

    /// `4 below: might happen`: the rows of the list that are out of sight; how many alone where there is little room.
    fn rows_below(&self, plan: &Plan, grid: &Grid, room: usize) -> String {
        let seen = self.first_row(plan, grid) + usize::from(grid.list.height);
        let Some((count, groups)) = plan.below(seen, grid.is_tight) else { return String::new() };
        let headings: Vec<String> = groups.into_iter().map(|group| group.heading().to_lowercase()).collect();
        let words = format!("{count} below: {}", headings.join(", "));
        if text_width(&words) + 2 <= room { words } else { format!("{count} below") }
    }

    /// At the bottom of the panel: where the cursor is, and the days of a week.
    fn foot_of_panel(&self, plan: &Plan, view: &View<'_>) -> String {
        let team = format!("{} a week", words::days(totals::team(view)));
        match plan.works().len() {
            0 => team,
            count => format!("{} of {count} {} {team}", self.place(plan) + 1, view.look.glyphs.dot()),
        }
    }

    /// The lines of a side panel and where they go: in two columns where there is width for both and they are too many.
    pub(super) fn sheet(&self, focus: Focus, plan: &Plan, rooms: &Rooms, view: &View<'_>) -> (Lines, Sheet) {
        let room = padded(rooms.panel(focus));
        let one = Sheet::one(room);
        let lines = self.side(focus, plan, view, one.width());
        match Sheet::two(room).filter(|_| lines.most(one) > 0) {
            Some(two) => (self.side(focus, plan, view, two.width()), two),
            None => (lines, one),
        }
    }

    /// The lines of a side panel.
    fn side(&self, focus: Focus, plan: &Plan, view: &View<'_>, width: u16) -> Lines {
        if focus == Focus::Endings {
            let current = endings::current(self.ending, plan).filter(|_| self.focus == Focus::Endings);
            endings::lines(current, plan, view, width)
        } else {
            takes::lines(plan, view, width)
        }
    }

    fn draw_side(&self, focus: Focus, plan: &Plan, rooms: &Rooms, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let panel = rooms.panel(focus);
        let is_focused = self.focus == focus;
        let (title, state) = match focus {
            Focus::Endings => ("Ending and renewing", counted(plan.beach.endings.len() as u64, "term", "terms")),
            _ => ("What it takes", String::new()),
        };
        let (lines, sheet) = self.sheet(focus, plan, rooms, view);
        let from = self.scrolled[focus as usize].min(lines.most(sheet));
        let place = if lines.most(sheet) > from { format!("more {}", view.look.glyphs.falling()) } else { String::new() };
        let title = cells::cut(title, usize::from(panel.width).saturating_sub(8), view.look.glyphs.ellipsis());
        canvas.hit(panel, Click::Panel(focus as usize));
        Panel { title: &title, state: &state, place: &place, focused: is_focused }.draw(panel, canvas);
        lines.draw(sheet, from, focus as usize, canvas);
    }
}

/// `thin in 9 weeks ›`, `beach in 12 weeks ›`: what comes first behind the days in sight; nothing where there is no room.
fn beyond(beach: &Figures, grid: &Grid, view: &View<'_>, room: usize) -> String {
    if grid.is_list() {
        return String::new();
    }
    let comes = match (beach.first_thin, beach.until.starts()) {
        (Some(thin), Some(starts)) if starts <= thin => Some(("beach", starts)),
        (Some(thin), _) => Some(("thin", thin)),
        (None, starts) => starts.map(|starts| ("beach", starts)),
    };
    let Some((what, day)) = comes.filter(|(_, day)| *day > grid.axis.last()) else { return String::new() };
    let weeks = counted((day - monday(view.today)).num_days().unsigned_abs() / 7, "week", "weeks");
    let words = format!("{what} in {weeks} {}", view.look.glyphs.next());
    if text_width(&words) + 2 <= room { words } else { String::new() }
}

/// Which cells lie on the beach, in part at least: as a bar, it is drawn from the cell of its first day.
fn sand(beach: &Figures, grid: &Grid) -> Vec<bool> {
    let mut known: Option<(chrono::NaiveDate, bool)> = None;
    let mut is_sand = |monday| match known {
        Some((day, is_sand)) if day == monday => is_sand,
        _ => {
            let is_sand = column::is_sand(&beach.week(monday));
            known = Some((monday, is_sand));
            is_sand
        }
    };
    let last = |cell: u16| grid.axis.day(cell + 1).pred_opt().unwrap_or_else(|| grid.axis.day(cell));
    let mut holds = |cell: u16| {
        let (first, last) = (monday(grid.axis.day(cell)), last(cell));
        let mondays = std::iter::successors(Some(first), |monday| monday.checked_add_days(chrono::Days::new(7)));
        mondays.take_while(|monday| *monday <= last.max(first)).any(&mut is_sand)
    };
    (0..grid.axis.width()).map(&mut holds).collect()
}

/// Nothing is planned, and what to do about it.
fn empty(plan: &Plan, inner: Rect, canvas: &mut Canvas<'_>) {
    let width = inner.width.saturating_sub(6);
    let mut lines = Lines::default();
    lines.air();
    lines.say("No work planned. a adds a job; , sets how many days your team has.", Role::Text, width);
    if plan.gone > 0 {
        lines.air();
        let many = counted(plan.gone as u64, "job is over, lost or archived", "jobs are over, lost or archived");
        lines.say(&format!("{many}: A shows them."), Role::Muted, width);
    }
    let room = Rect { x: inner.x + inner.width.min(3), width, ..inner };
    lines.draw(Sheet::wide(room), 0, Focus::Gantt as usize, canvas);
}
