//! Drawing a placed plot, from the bottom up: lines, captions, axes, trails, dots, names, the selected one.
//!
//! [`super::frame`] gives the rooms; everything here goes through the canvas.

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::super::canvas::text_width;
use super::super::{Canvas, Click, Glyphs, Role, Span};
use super::{Caption, Dot, Field, Placed, Scatter};
use crate::chart::scatter::{Cell, Label, Step, Way};

/// Where a placed plot is drawn.
struct At {
    rect: Rect,
    field: Rect,
}

impl At {
    /// The place of a cell of the field, if it lies in the rectangle.
    fn place(&self, cell: Cell) -> Option<Position> {
        let place = Position::new(self.field.x.checked_add(cell.column)?, self.field.y.checked_add(cell.row)?);
        self.rect.contains(place).then_some(place)
    }

    fn width_from(&self, place: Position, width: u16) -> u16 {
        width.min(self.rect.right().saturating_sub(place.x))
    }
}

pub(super) fn draw(scatter: &Scatter<'_>, placed: &Placed, rect: Rect, canvas: &mut Canvas<'_>) {
    let rect = rect.intersection(canvas.area());
    let size = placed.size();
    let rect = Rect::new(rect.x, rect.y, rect.width.min(size.width), rect.height.min(size.height));
    let inside = placed.frame.field;
    let at = At { rect, field: Rect::new(rect.x + inside.x, rect.y + inside.y, inside.width, inside.height) };
    let Some(field) = placed.field.as_ref().filter(|_| !rect.is_empty()) else { return };
    lines(field, &at, canvas);
    if placed.frame.has_captions {
        captions(scatter, field, &at, canvas);
    }
    numbers_up(field, &at, canvas);
    if let Some(row) = placed.frame.rule.filter(|row| *row < rect.height) {
        canvas.rule(
            at.field.x,
            rect.y + row,
            at.field.width.min(rect.right().saturating_sub(at.field.x)),
            canvas.look().glyphs.horizontal(),
            Role::Faint,
        );
    }
    if let Some(row) = placed.frame.axis.filter(|row| *row < rect.height) {
        axis_across(scatter, field, &at, rect.y + row, canvas);
    }
    for (dot, steps) in &field.trails {
        let role = if Some(*dot) == scatter.selected { Role::Accent } else { Role::Faint };
        trail(steps, role, &at, canvas);
    }
    dots(scatter, field, &at, canvas);
}

fn lines(field: &Field, at: &At, canvas: &mut Canvas<'_>) {
    let glyphs = canvas.look().glyphs;
    let (column, row) = (field.plot.cut_column(), field.plot.cut_row());
    if let Some(place) = row.and_then(|row| at.place(Cell { column: 0, row })) {
        canvas.rule(place.x, place.y, at.width_from(place, field.plot.width()), glyphs.dashed(), Role::Faint);
    }
    let Some(column) = column else { return };
    for line in 0..field.plot.height() {
        let mark = if Some(line) == row { glyphs.dotted_cross() } else { glyphs.dotted() };
        if let Some(place) = at.place(Cell { column, row: line }) {
            canvas.text(place.x, place.y, 1, mark, Role::Faint);
        }
    }
}

/// The names of the corners, with what to do there where it fits beside the cut line.
fn captions(scatter: &Scatter<'_>, field: &Field, at: &At, canvas: &mut Canvas<'_>) {
    let (width, last) = (field.plot.width(), field.plot.height() - 1);
    let Some(cut) = field.plot.cut_column() else { return };
    let captions = scatter.captions;
    let corners = [
        (captions.top_left, 0, false),
        (captions.top_right, 0, true),
        (captions.bottom_left, last, false),
        (captions.bottom_right, last, true),
    ];
    for (caption, row, is_right) in corners {
        // From the left the captions begin with the lowest score; at the right they end with the field.
        let start = field.plot.ticks_across()[0];
        let room = if is_right { (width - cut).saturating_sub(3) } else { cut.saturating_sub(start + 1) };
        let spans = caption_in(caption, room);
        let used: u16 = spans.iter().map(|span| text_width(&span.text) as u16).sum::<u16>().min(room);
        let column = if is_right { width.saturating_sub(used + 1) } else { start };
        if let Some(place) = at.place(Cell { column, row }) {
            canvas.spans(place.x, place.y, at.width_from(place, used), &spans);
        }
    }
}

fn caption_in(caption: Caption<'_>, room: u16) -> Vec<Span> {
    let name = Span::new(caption.name, Role::Text).bold();
    let whole = text_width(caption.name) + 1 + text_width(caption.verb);
    if caption.verb.is_empty() || whole > usize::from(room) {
        return vec![name];
    }
    vec![name, Span::new(format!(" {}", caption.verb), Role::Muted)]
}

/// The ratings at the left of the field; of two on one row the outer one is written.
fn numbers_up(field: &Field, at: &At, canvas: &mut Canvas<'_>) {
    if at.field.x < at.rect.x + 3 {
        return;
    }
    let rows = field.plot.ticks_up();
    let mut taken: Vec<u16> = Vec::new();
    for tick in [4, 0, 3, 1, 2] {
        if taken.contains(&rows[tick]) {
            continue;
        }
        taken.push(rows[tick]);
        if let Some(place) = at.place(Cell { column: 0, row: rows[tick] }) {
            canvas.text(place.x - 2, place.y, 1, &(tick + 1).to_string(), Role::Muted);
        }
    }
}

/// The ratings below the field with what their ends mean; the words go before the ends do, the middle numbers first.
fn axis_across(scatter: &Scatter<'_>, field: &Field, at: &At, row: u16, canvas: &mut Canvas<'_>) {
    let columns = field.plot.ticks_across();
    let (first, last, width) = (columns[0], columns[4], field.plot.width());
    let (low, high) = (format!("1 {}", scatter.ends.0), format!("5 {}", scatter.ends.1));
    let (low_width, high_width) = (text_width(&low) as u16, text_width(&high) as u16);
    let mut texts: Vec<(u16, String)> = Vec::new();
    // The high end goes on to the right of its number, or turns around and ends with it.
    let (start, high) = if last + high_width <= width {
        (last, high)
    } else {
        ((last + 1).saturating_sub(high_width), format!("{} 5", scatter.ends.1))
    };
    if first + low_width + 2 <= start {
        texts.extend([(first, low), (start, high)]);
    } else {
        texts.extend([(first, "1".to_owned()), (last, "5".to_owned())]);
    }
    for tick in [3, 1, 2] {
        let column = columns[tick];
        let is_clear = texts.iter().all(|(start, text)| column + 1 < *start || column > start + text_width(text) as u16);
        if is_clear {
            texts.push((column, (tick + 1).to_string()));
        }
    }
    for (column, text) in texts {
        let x = at.field.x.saturating_add(column);
        canvas.text(x, row, at.rect.right().saturating_sub(x), &text, Role::Muted);
    }
}

fn trail(steps: &[Step], role: Role, at: &At, canvas: &mut Canvas<'_>) {
    let glyphs = canvas.look().glyphs;
    for step in steps {
        let mark = if step.head { head(step.way, glyphs) } else { line(step.way, glyphs) };
        if let Some(place) = at.place(step.cell) {
            canvas.text(place.x, place.y, 1, mark, role);
        }
    }
}

fn line(way: Way, glyphs: Glyphs) -> &'static str {
    match way {
        Way::Left | Way::Right => glyphs.horizontal(),
        Way::Up | Way::Down => glyphs.vertical(),
        Way::UpRight | Way::DownLeft => glyphs.slope_up(),
        Way::UpLeft | Way::DownRight => glyphs.slope_down(),
    }
}

fn head(way: Way, glyphs: Glyphs) -> &'static str {
    match way {
        Way::Left => glyphs.head_left(),
        Way::UpLeft => glyphs.head_up_left(),
        Way::Up => glyphs.head_up(),
        Way::UpRight => glyphs.head_up_right(),
        Way::Right => glyphs.head_right(),
        Way::DownRight => glyphs.head_down_right(),
        Way::Down => glyphs.head_down(),
        Way::DownLeft => glyphs.head_down_left(),
    }
}

/// Every dot with its name, the selected one on top, and where a click finds it.
fn dots(scatter: &Scatter<'_>, field: &Field, at: &At, canvas: &mut Canvas<'_>) {
    let chosen = scatter.selected.and_then(|dot| field.stacks.of(dot));
    let stacks = (0..field.stacks.len()).filter(|stack| Some(*stack) != chosen);
    for stack in stacks {
        let cell = field.stacks.cell(stack);
        let index = field.stacks.shown(stack, None);
        let style = canvas.look().theme.style(scatter.dots[index].role);
        dot(&scatter.dots[index], index, cell, style, at, canvas);
    }
    for label in field.labels.placed.iter().filter(|label| Some(label.stack) != chosen) {
        let index = field.stacks.shown(label.stack, None);
        let style = lined(canvas.look().theme.style(Role::Text), &scatter.dots[index]);
        write(label, index, style, at, canvas);
    }
    if let Some(stack) = chosen {
        let label = field.labels.placed.iter().find(|label| label.stack == stack);
        selected(scatter, field, stack, label, at, canvas);
    }
}

fn dot(dot: &Dot<'_>, index: usize, cell: Cell, style: Style, at: &At, canvas: &mut Canvas<'_>) {
    if let Some(place) = at.place(cell) {
        canvas.styled(place.x, place.y, 1, dot.class.mark(dot.is_open, canvas.look().glyphs), lined(style, dot));
        canvas.hit(Rect::new(place.x, place.y, 1, 1), Click::Dot(index));
    }
}

fn write(label: &Label, index: usize, style: Style, at: &At, canvas: &mut Canvas<'_>) {
    if let Some(place) = at.place(label.cell) {
        let used = canvas.styled(place.x, place.y, at.width_from(place, label.width), &label.text, style);
        canvas.hit(Rect::new(place.x, place.y, used, 1), Click::Dot(index));
    }
}

/// The selected dot and its name between bars, turned around where keys go here.
fn selected(scatter: &Scatter<'_>, field: &Field, stack: usize, label: Option<&Label>, at: &At, canvas: &mut Canvas<'_>) {
    let Some(index) = scatter.selected else { return };
    let cell = field.stacks.cell(stack);
    let (start, end) = match label {
        Some(label) => (cell.column.min(label.cell.column), (cell.column + 1).max(label.cell.column + label.width)),
        None => (cell.column, cell.column + 1),
    };
    let look = canvas.look();
    let accent = look.theme.bold(Role::Accent);
    let style = if scatter.focused { accent.add_modifier(Modifier::REVERSED) } else { look.theme.bold(Role::Text) };
    for column in start..end {
        if let Some(place) = at.place(Cell { column, row: cell.row }) {
            canvas.styled(place.x, place.y, 1, " ", style);
        }
    }
    dot(&scatter.dots[index], index, cell, style, at, canvas);
    if let Some(label) = label {
        write(label, index, lined(style, &scatter.dots[index]), at, canvas);
    }
    let edge = if scatter.focused { accent } else { look.theme.style(Role::Faint) };
    let right = if look.glyphs.ascii { "]" } else { look.glyphs.bar() };
    for (column, mark) in [(start.checked_sub(1), look.glyphs.bar_left()), (Some(end), right)] {
        let Some(column) = column.filter(|column| *column < field.plot.width()) else { continue };
        let cell = Cell { column, row: cell.row };
        // A neighbour is not covered by a bar: it would be gone.
        if let Some(place) = at.place(cell).filter(|_| field.stacks.at(cell).is_none()) {
            canvas.styled(place.x, place.y, 1, mark, edge);
        }
    }
}

fn lined(style: Style, dot: &Dot<'_>) -> Style {
    if dot.on_the_line { style.add_modifier(Modifier::UNDERLINED) } else { style }
}
