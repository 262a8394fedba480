//! The lines of a panel at the side: what they are made of, how they make room for each other, and how they are drawn.
//!
//! What they say is the business of `what_if`, `signs`, `stays` and `members`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::ui::{Canvas, Click, Role, Span};

/// A line of a panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Row {
    /// Air; it goes where there is no room.
    Air,
    /// Words.
    Words(Vec<Span>),
    /// A label, and its figure at the right edge.
    Pair(Span, Span),
    /// A bar of a part (0 to 1), the rest drawn as gone where it is.
    Bar(f64, bool),
    /// A row that can be chosen: whether the cursor is on it, a name and its figures.
    Choice(bool, Span, Span),
}

/// The lines of a panel, top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rows(pub(super) Vec<Row>);

impl Rows {
    /// Air between two blocks.
    pub(super) fn air(&mut self) {
        self.0.push(Row::Air);
    }

    /// A heading of a block.
    pub(super) fn heading(&mut self, words: &str) {
        self.0.push(Row::Words(vec![Span::new(words, Role::Text).bold()]));
    }

    /// A label and its figure.
    pub(super) fn pair(&mut self, label: &str, figure: impl Into<String>, role: Role) {
        self.0.push(Row::Pair(Span::new(label, Role::Muted), Span::new(figure, role)));
    }

    /// A sentence, broken into as many lines as it takes.
    pub(super) fn say(&mut self, words: &str, role: Role, width: u16) {
        let lines = cells::wrap(words, usize::from(width.clamp(8, 88)));
        self.0.extend(lines.into_iter().map(|line| Row::Words(vec![Span::new(line, role)])));
    }

    /// As they stand in so many rows: air goes first, the top of it before the rest.
    fn fitted(self, height: u16) -> Vec<Row> {
        let mut excess = self.0.len().saturating_sub(usize::from(height));
        let keep = |row: &Row| {
            let goes = excess > 0 && *row == Row::Air;
            excess -= usize::from(goes);
            !goes
        };
        self.0.into_iter().filter(keep).collect()
    }

    /// How far they can be scrolled in so many rows.
    pub(super) fn most(self, height: u16) -> usize {
        self.fitted(height).len().saturating_sub(usize::from(height))
    }

    /// Draws them from the row `from` on; the choices can be clicked as choices of `panel`.
    pub(super) fn draw(self, room: Rect, from: usize, panel: usize, canvas: &mut Canvas<'_>) {
        let rows = self.fitted(room.height);
        let from = from.min(rows.len().saturating_sub(usize::from(room.height)));
        let before = rows[..from].iter().filter(|row| matches!(row, Row::Choice(..))).count();
        let mut choice = before;
        for (row, y) in rows[from..].iter().zip(room.y..room.bottom()) {
            row.draw(Rect { y, height: 1, ..room }, canvas);
            if matches!(row, Row::Choice(..)) {
                canvas.hit(Rect { y, height: 1, ..room }, Click::Choice(panel, choice));
                choice += 1;
            }
        }
    }
}

impl Row {
    fn draw(&self, room: Rect, canvas: &mut Canvas<'_>) {
        let Rect { x, y, width, .. } = room;
        let theme = canvas.look().theme;
        let glyphs = canvas.look().glyphs;
        match self {
            Row::Air => {}
            Row::Words(spans) => drop(canvas.spans(x, y, width, spans)),
            Row::Pair(label, figure) => pair(room, label, figure, canvas),
            Row::Bar(part, gone) => {
                let bar = cells::bar(*part, usize::from(width), glyphs.ascii);
                let used = canvas.text(x, y, width, &bar, Role::Accent);
                if *gone {
                    canvas.rule(x + used, y, width - used, glyphs.shade(), Role::Faint);
                }
            }
            Row::Choice(is_current, name, figure) => {
                if *is_current {
                    canvas.styled(x.saturating_sub(1), y, 1, glyphs.bar(), theme.style(Role::Accent));
                }
                pair(room, name, figure, canvas);
            }
        }
    }
}

/// A label cut where its figure begins.
fn pair(room: Rect, label: &Span, figure: &Span, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let style = |span: &Span| if span.bold { theme.bold(span.role) } else { theme.style(span.role) };
    let taken = canvas.right_styled(room.x, room.y, room.width, &figure.text, style(figure));
    canvas.styled(room.x, room.y, room.width.saturating_sub(taken + 1), &label.text, style(label));
}
