//! A table: headings, rows that share their edges, the current one marked. It asks for the rows on screen only.
//!
//! Widths come from [`crate::chart::columns`], the first row shown from [`crate::chart::scroll`].

use ratatui::layout::Rect;

use super::{Canvas, Click, Role};
use crate::chart::columns::{Ask, widths};

/// Which side a column keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its width.
    pub ask: Ask,
    /// Its side.
    pub side: Side,
    /// Whether a click on the heading sorts by it.
    pub sorts: bool,
}

/// Where the columns of a table lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Column and width of each table column; `None` where it is not shown.
    pub places: Vec<Option<(u16, u16)>>,
}

impl Layout {
    /// Lays columns out in a rectangle, two cells apart from its left edge (room for the bar and a mark) and one from its right.
    #[must_use]
    pub fn new(columns: &[Column], rect: Rect, gap: u16) -> Layout {
        let asks: Vec<Ask> = columns.iter().map(|column| column.ask).collect();
        let room = rect.width.saturating_sub(4);
        let mut next = rect.x + 3.min(rect.width);
        let places = widths(&asks, gap, room).into_iter().map(|width| {
            let width = width?;
            let place = (next, width);
            next += width + gap;
            Some(place)
        });
        Layout { places: places.collect() }
    }

    /// Whether a column is shown.
    #[must_use]
    pub fn shows(&self, column: usize) -> bool {
        self.places.get(column).is_some_and(Option::is_some)
    }

    /// Draws the headings on a row; they can be clicked where they sort.
    pub fn headings(&self, columns: &[Column], row: u16, canvas: &mut Canvas<'_>) {
        for (at, column) in columns.iter().enumerate() {
            let Some((x, width)) = self.places[at] else { continue };
            match column.side {
                Side::Left => canvas.text(x, row, width, &column.heading, Role::Muted),
                Side::Right => canvas.right(x, row, width, &column.heading, Role::Muted),
            };
            if column.sorts {
                canvas.hit(Rect::new(x, row, width, 1), Click::Heading(at));
            }
        }
    }

    /// The same, the one the rows are sorted by standing out.
    pub fn headings_sorted(&self, columns: &[Column], sorted: usize, row: u16, canvas: &mut Canvas<'_>) {
        self.headings(columns, row, canvas);
        if let Some(Some((x, width))) = self.places.get(sorted).copied() {
            let bold = canvas.look().theme.bold(Role::Text);
            match columns[sorted].side {
                Side::Left => canvas.styled(x, row, width, &columns[sorted].heading, bold),
                Side::Right => canvas.right_styled(x, row, width, &columns[sorted].heading, bold),
            };
        }
    }

    /// Writes a cell of a row.
    pub fn cell(&self, columns: &[Column], at: usize, row: u16, text: &str, role: Role, canvas: &mut Canvas<'_>) {
        let Some(Some((x, width))) = self.places.get(at).copied() else { return };
        match columns[at].side {
            Side::Left => canvas.text(x, row, width, text, role),
            Side::Right => canvas.right(x, row, width, text, role),
        };
    }
}
