//! A gantt: bars over columns of days, with today marked and the beach drawn behind them.
//!
//! Where days lie is `chart::gantt`'s; whose bars they are and what they are called is the screen's. No meaning rests on
//! colour alone: what is sure is solid, what may come is hatched the denser the likelier it is, what is counted out is
//! dotted, what is over is a line; today is a dotted line under its mark, the beach is waves.

mod bar;
#[cfg(test)]
mod tests;

use ratatui::layout::Rect;

use super::canvas::text_width;
use super::{Canvas, Click, Role};
use crate::chart::gantt::{Axis, Heading};

pub use bar::{Aside, Bar, Fill, Tone};

/// What all rows share.
#[derive(Debug, Clone, Copy)]
pub struct Gantt<'a> {
    /// Where days lie.
    pub axis: Axis,
    /// What stands above the columns.
    pub headings: &'a [Heading],
    /// The cell of today, where it is in sight.
    pub today: Option<u16>,
    /// The column chosen.
    pub chosen: Option<u16>,
    /// Whether keys go here.
    pub focused: bool,
}

impl Gantt<'_> {
    /// Draws months over days on two rows from `(x, y)`; a click on a column chooses it.
    pub fn draw_headings(&self, x: u16, y: u16, canvas: &mut Canvas<'_>) {
        let width = self.axis.scale().width();
        let end = x.saturating_add(self.axis.width());
        let theme = canvas.look().theme;
        let mut free = x;
        for (column, heading) in self.headings.iter().enumerate() {
            let at = x + column as u16 * width;
            if let Some(upper) = heading.upper.as_ref().filter(|_| at >= free) {
                free = at + canvas.text(at, y, end.saturating_sub(at), upper, Role::Muted) + 1;
            }
            let is_chosen = self.chosen == Some(column as u16);
            let style = if is_chosen { theme.bold(Role::Text) } else { theme.style(Role::Muted) };
            canvas.styled(at, y + 1, end.saturating_sub(at), &heading.lower, style);
        }
    }

    /// Draws the line below the headings over `line`: heavy below the column chosen, with the mark of today.
    pub fn draw_rule(&self, line: Rect, x: u16, canvas: &mut Canvas<'_>) {
        let glyphs = canvas.look().glyphs;
        canvas.rule(line.x, line.y, line.width, glyphs.horizontal(), Role::Faint);
        if let Some(column) = self.chosen {
            let width = self.axis.scale().width();
            let role = if self.focused { Role::Accent } else { Role::Muted };
            canvas.rule(x + column * width, line.y, width - 1, glyphs.heavy(), role);
        }
        if let Some(cell) = self.today {
            let bold = canvas.look().theme.bold(Role::Accent);
            canvas.styled(x + cell, line.y, 1, glyphs.today(), bold);
        }
    }

    /// Draws what lies behind the bars: sand where `sand` says so of a cell, and the line of today.
    pub fn draw_ground(&self, ground: Rect, sand: &[bool], canvas: &mut Canvas<'_>) {
        let glyphs = canvas.look().glyphs;
        // The cell its beach begins in: the first wave lies there, in every other row.
        let mut begins = None;
        for cell in 0..self.axis.width().min(ground.width) {
            begins = sand.get(usize::from(cell)).filter(|is_sand| **is_sand).map(|_| begins.unwrap_or(cell));
            for row in 0..ground.height {
                let (x, y) = (ground.x + cell, ground.y + row);
                if self.today == Some(cell) {
                    canvas.text(x, y, 1, glyphs.dotted(), Role::Muted);
                } else if begins.is_some_and(|begins| (cell - begins + row * 2) % 4 == 0) {
                    canvas.text(x, y, 1, glyphs.wave(), Role::Sand);
                }
            }
        }
    }

    /// Makes a click on a column of these rows choose it.
    pub fn click_columns(&self, rows: Rect, canvas: &mut Canvas<'_>) {
        let width = self.axis.scale().width();
        for column in 0..self.axis.columns() {
            let rect = Rect { x: rows.x + column * width, width, ..rows };
            canvas.hit(rect, Click::Heading(usize::from(column)));
        }
    }

    /// Writes a figure below each column, at the right of it with a cell left free; the chosen one stands out.
    pub fn draw_figures(&self, x: u16, y: u16, figures: &[(String, Role)], canvas: &mut Canvas<'_>) {
        let width = self.axis.scale().width();
        let theme = canvas.look().theme;
        for (column, (text, role)) in figures.iter().enumerate() {
            let is_chosen = self.chosen == Some(column as u16);
            let style = if is_chosen { theme.bold(*role) } else { theme.style(*role) };
            // A figure as wide as its column takes the free cell as well.
            let room = if text_width(text) < usize::from(width) { width - 1 } else { width };
            canvas.right_styled(x + column as u16 * width, y, room, text, style);
        }
    }
}
