//! Lines of a box: words, a label and what stands at the right edge, cells of columns that line up; how they are drawn.
//!
//! What they say is the business of `overview`, `list` and `detail`; widths come from [`crate::chart::columns`].

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::chart::columns::{Ask, widths};
use crate::ui::canvas::text_width;
use crate::ui::table::Side;
use crate::ui::{Canvas, Role, Span};

/// Prose is no wider than this, however wide the screen.
pub(super) const PROSE: u16 = 88;

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TextLine {
    /// Air: it goes first where there is no room.
    Air,
    /// Words, from the left.
    Words(Vec<Span>),
    /// Words from the left, and some at the right edge.
    Ends(Vec<Span>, Vec<Span>),
    /// Cells of a row: column, width, side, words.
    Cells(Vec<(u16, u16, Side, Span)>),
}

/// The cells words take.
pub(super) fn wide(spans: &[Span]) -> u16 {
    spans.iter().map(|span| text_width(&span.text)).sum::<usize>().min(usize::from(u16::MAX)) as u16
}

/// A sentence in a role, broken into lines no wider than prose may be.
pub(super) fn prose(words: &str, role: Role, width: u16) -> Vec<TextLine> {
    let wrapped = words.lines().flat_map(|line| cells::wrap(line, usize::from(width.clamp(8, PROSE))));
    wrapped.map(|line| TextLine::Words(vec![Span::new(line, role)])).collect()
}

/// Lines in a room of so many rows: air goes first, then the last lines, and the last row says how many.
pub(super) fn fitted(mut lines: Vec<TextLine>, height: u16, ellipsis: &str) -> Vec<TextLine> {
    let height = usize::from(height);
    while lines.last() == Some(&TextLine::Air) {
        lines.pop();
    }
    while lines.len() > height
        && let Some(air) = lines.iter().rposition(|line| *line == TextLine::Air)
    {
        lines.remove(air);
    }
    if lines.len() > height && height > 0 {
        let more = lines.len() - (height - 1);
        lines.truncate(height - 1);
        lines.push(TextLine::Words(vec![Span::new(format!("{ellipsis} {more} more"), Role::Muted)]));
    }
    lines.truncate(height);
    lines
}

/// Draws lines from the top of a room; those below its end are left out.
pub(super) fn draw(lines: &[TextLine], room: Rect, canvas: &mut Canvas<'_>) {
    for (line, row) in lines.iter().zip(room.y..room.bottom()) {
        match line {
            TextLine::Air => {}
            TextLine::Words(spans) => _ = canvas.spans(room.x, row, room.width, spans),
            TextLine::Ends(left, right) => {
                let end = wide(right).min(room.width);
                canvas.spans(room.x, row, room.width.saturating_sub(end + 1), left);
                canvas.spans(room.right() - end, row, end, right);
            }
            TextLine::Cells(parts) => {
                for (column, width, side, span) in parts {
                    cell(
                        (room.x + column.min(&room.width), row),
                        (*width).min(room.width.saturating_sub(*column)),
                        *side,
                        span,
                        canvas,
                    );
                }
            }
        }
    }
}

fn cell((column, row): (u16, u16), width: u16, side: Side, span: &Span, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let style = if span.bold { theme.bold(span.role) } else { theme.style(span.role) };
    match side {
        Side::Left => canvas.styled(column, row, width, &span.text, style),
        Side::Right => canvas.right_styled(column, row, width, &span.text, style),
    };
}

/// A column of a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// Its heading; empty for none.
    pub(super) heading: &'static str,
    /// The most cells it takes.
    pub(super) most: u16,
    /// Dropped earlier the higher it is; 0 stays.
    pub(super) rank: u8,
    /// Its side.
    pub(super) side: Side,
}

/// A column of words.
pub(super) const fn words(heading: &'static str, most: u16, rank: u8) -> Column {
    Column { heading, most, rank, side: Side::Left }
}

/// A column of numbers.
pub(super) const fn numbers(heading: &'static str, most: u16, rank: u8) -> Column {
    Column { heading, most, rank, side: Side::Right }
}

/// Rows whose cells line up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Vec<Span>>,
}

/// Between two columns.
const GAP: u16 = 2;

/// The first column is of use from so many cells on.
const NAME: u16 = 24;

impl Grid {
    /// An empty one of these columns.
    pub(super) fn new(columns: Vec<Column>) -> Grid {
        Grid { columns, rows: Vec::new() }
    }

    /// Adds a row: a cell for each column, missing ones empty.
    pub(super) fn push(&mut self, row: Vec<Span>) {
        self.rows.push(row);
    }

    /// Its rows laid out in so many cells, headings apart. A column nobody fills takes no room.
    pub(super) fn lay(&self, room: u16) -> (TextLine, Vec<TextLine>) {
        let content = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(|span| text_width(&span.text)).max();
        let filled = |at: usize| content(at).filter(|cells| *cells > 0).map(|cells| cells.min(usize::from(u16::MAX)) as u16);
        let used: Vec<(usize, u16)> = (0..self.columns.len()).filter_map(|at| Some((at, filled(at)?))).collect();
        let asks: Vec<Ask> = used
            .iter()
            .map(|(at, cells)| {
                let column = self.columns[*at];
                let most = (*cells).max(text_width(column.heading) as u16).min(column.most);
                let least = if *at == 0 { most.min(NAME) } else { most };
                Ask { least, most, rank: column.rank }
            })
            .collect();
        let mut next = 0;
        let places: Vec<Option<(u16, u16)>> = widths(&asks, GAP, room)
            .into_iter()
            .map(|width| {
                let width = width?;
                next += width + GAP;
                Some((next - width - GAP, width))
            })
            .collect();
        let line = |cell: &dyn Fn(usize) -> Option<Span>| {
            let parts = used.iter().zip(&places).filter_map(|((at, _), place)| {
                let (column, width) = (*place)?;
                Some((column, width, self.columns[*at].side, cell(*at)?))
            });
            TextLine::Cells(parts.collect())
        };
        let headings = line(&|at| Some(Span::new(self.columns[at].heading, Role::Muted)));
        (headings, self.rows.iter().map(|row| line(&|at| row.get(at).cloned())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: &[TextLine]) -> Vec<String> {
        let word = |line: &TextLine| match line {
            TextLine::Words(spans) => spans.iter().map(|span| span.text.as_str()).collect(),
            _ => String::new(),
        };
        lines.iter().map(word).collect()
    }

    fn said(word: &str) -> TextLine {
        TextLine::Words(vec![Span::new(word, Role::Text)])
    }

    #[test]
    fn air_goes_before_words_and_what_is_cut_is_counted() {
        let lines = vec![said("one"), TextLine::Air, said("two"), said("three"), TextLine::Air];
        assert_eq!(text(&fitted(lines.clone(), 4, "…")), ["one", "", "two", "three"]);
        assert_eq!(text(&fitted(lines.clone(), 3, "…")), ["one", "two", "three"]);
        assert_eq!(text(&fitted(lines.clone(), 2, "…")), ["one", "… 2 more"]);
        assert!(fitted(lines, 0, "…").is_empty());
    }

    #[test]
    fn columns_line_up_and_those_nobody_fills_take_no_room() {
        let mut grid = Grid::new(vec![words("Name", 30, 0), words("Empty", 9, 1), numbers("Out", 9, 2)]);
        grid.push(vec![Span::new("Ferro IT", Role::Text), Span::new("", Role::Text), Span::new("4", Role::Text)]);
        grid.push(vec![Span::new("株式会社", Role::Text), Span::new("", Role::Text), Span::new("12", Role::Text)]);
        let place = |line: &TextLine| match line {
            TextLine::Cells(parts) => parts.iter().map(|(column, width, ..)| (*column, *width)).collect(),
            _ => Vec::new(),
        };
        let (headings, rows) = grid.lay(40);
        for line in rows.iter().chain([&headings]) {
            assert_eq!(place(line), [(0, 8), (10, 3)]);
        }
        // Too narrow for both: the number goes.
        assert_eq!(place(&grid.lay(12).1[0]), [(0, 8)]);
    }
}
