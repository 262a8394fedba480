//! The lines of the panels beside the gantt: what they are made of, how they scroll, how they are drawn.
//!
//! What they say is the business of `endings` and `takes`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::ui::canvas::text_width;
use crate::ui::{Canvas, Click, Role, Span};

/// A column of figures is no wider: a label and its figure are read together.
const WIDEST: u16 = 56;
/// From so many cells on there is room for two columns, so many cells apart.
const TWO: u16 = 88;
const GAP: u16 = 4;

/// Where lines go: one column, or two filled one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sheet {
    room: Rect,
    columns: u16,
}

impl Sheet {
    /// One column.
    pub(super) fn one(room: Rect) -> Sheet {
        Sheet { room: Rect { width: room.width.min(WIDEST), ..room }, columns: 1 }
    }

    /// One column as wide as prose may be.
    pub(super) fn wide(room: Rect) -> Sheet {
        Sheet { room: Rect { width: room.width.min(88), ..room }, columns: 1 }
    }

    /// Two columns, where there is room for them.
    pub(super) fn two(room: Rect) -> Option<Sheet> {
        (room.width >= TWO).then_some(Sheet { room: Rect { width: room.width.min(WIDEST * 2 + GAP), ..room }, columns: 2 })
    }

    /// Cells of a column.
    pub(super) fn width(self) -> u16 {
        (self.room.width - GAP * (self.columns - 1)) / self.columns
    }

    /// Lines it holds.
    pub(super) fn rows(self) -> u16 {
        self.room.height * self.columns
    }

    /// Where the lines of a place go.
    fn place(self, at: u16) -> Rect {
        let (column, row) = (at / self.room.height.max(1), at % self.room.height.max(1));
        Rect { x: self.room.x + column * (self.width() + GAP), y: self.room.y + row, width: self.width(), height: 1 }
    }
}

/// A line of a panel.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    /// Air; it goes where there is no room.
    Air,
    /// Words.
    Words(Vec<Span>),
    /// A label, and its figure at the right edge.
    Pair(Span, Span),
    /// The same as a choice: whether the cursor is on it.
    Choice(bool, Span, Span),
}

/// The lines of a panel, top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lines(Vec<Line>);

impl Lines {
    /// Air between two blocks.
    pub(super) fn air(&mut self) {
        self.0.push(Line::Air);
    }

    /// A heading of a block, with air above it where it is not the first.
    pub(super) fn heading(&mut self, words: &str) {
        if !self.0.is_empty() {
            self.air();
        }
        self.0.push(Line::Words(vec![Span::new(words, Role::Text).bold()]));
    }

    /// Words in one line.
    pub(super) fn words(&mut self, spans: Vec<Span>) {
        self.0.push(Line::Words(spans));
    }

    /// A label and its figure.
    pub(super) fn pair(&mut self, label: &str, figure: impl Into<String>, role: Role) {
        self.0.push(Line::Pair(Span::new(label, Role::Muted), Span::new(figure, role)));
    }

    /// A row that can be chosen.
    pub(super) fn choice(&mut self, is_current: bool, name: Span, figure: Span) {
        self.0.push(Line::Choice(is_current, name, figure));
    }

    /// A sentence, broken into as many lines as it takes.
    pub(super) fn say(&mut self, words: &str, role: Role, width: u16) {
        let lines = cells::wrap(words, usize::from(width.clamp(8, 88)));
        self.0.extend(lines.into_iter().map(|line| Line::Words(vec![Span::new(line, role)])));
    }

    /// A sentence set in a little.
    pub(super) fn below(&mut self, words: &str, role: Role, width: u16) {
        for line in cells::wrap(words, usize::from(width.saturating_sub(2).clamp(8, 86))) {
            self.0.push(Line::Words(vec![Span::new(format!("  {line}"), role)]));
        }
    }

    /// As they stand in so many rows: air goes first, the top of it before the rest.
    fn fitted(&self, height: u16) -> Vec<&Line> {
        let mut excess = self.0.len().saturating_sub(usize::from(height));
        let keep = |line: &&Line| {
            let goes = excess > 0 && **line == Line::Air;
            excess -= usize::from(goes);
            !goes
        };
        self.0.iter().filter(keep).collect()
    }

    /// The same on a sheet, from the line `from` on, those below it too: a heading does not stand alone at the foot of the
    /// first of two columns, nor air on top of the second.
    fn laid(&self, sheet: Sheet, from: usize) -> Vec<&Line> {
        let mut lines = self.fitted(sheet.rows());
        let mut lines = lines.split_off(from.min(lines.len()));
        let foot = usize::from(sheet.room.height);
        if sheet.columns < 2 || foot == 0 {
            return lines;
        }
        if lines.get(foot).is_some_and(|line| **line == Line::Air) {
            lines.remove(foot);
        }
        if lines.get(foot - 1).is_some_and(|line| line.is_heading()) {
            lines.insert(foot - 1, &Line::Air);
        }
        lines
    }

    /// How far they can be scrolled on a sheet.
    pub(super) fn most(&self, sheet: Sheet) -> usize {
        let rows = usize::from(sheet.rows());
        let least = self.fitted(sheet.rows()).len().saturating_sub(rows);
        // A heading that moves on to the second column takes a line.
        (least..=self.0.len()).find(|from| self.laid(sheet, *from).len() <= rows).unwrap_or(least)
    }

    /// The first line in sight, from where it was, so that the choice is.
    pub(super) fn following(&self, from: usize, sheet: Sheet) -> usize {
        let (lines, most) = (self.fitted(sheet.rows()), self.most(sheet));
        let from = from.min(most);
        let current = lines.iter().position(|line| matches!(line, Line::Choice(true, ..)));
        // The line below a choice belongs to it.
        let rows = usize::from(sheet.rows().saturating_sub(sheet.columns - 1));
        let least = |at: usize| (at + 2).saturating_sub(rows).min(at);
        current.map_or(from, |at| from.clamp(least(at), at).min(most))
    }

    /// Draws them from the line `from` on; the choices can be clicked as choices of `panel`.
    pub(super) fn draw(&self, sheet: Sheet, from: usize, panel: usize, canvas: &mut Canvas<'_>) {
        let above = self.fitted(sheet.rows());
        let mut choice = above.iter().take(from).filter(|line| matches!(line, Line::Choice(..))).count();
        for (line, at) in self.laid(sheet, from).into_iter().zip(0..sheet.rows()) {
            let room = sheet.place(at);
            line.draw(room, canvas);
            if matches!(line, Line::Choice(..)) {
                canvas.hit(room, Click::Choice(panel, choice));
                choice += 1;
            }
        }
    }
}

impl Line {
    fn is_heading(&self) -> bool {
        matches!(self, Line::Words(spans) if spans.iter().all(|span| span.bold))
    }

    fn draw(&self, room: Rect, canvas: &mut Canvas<'_>) {
        match self {
            Line::Air => {}
            Line::Words(spans) => drop(canvas.spans(room.x, room.y, room.width, spans)),
            Line::Pair(label, figure) => pair(room, label, figure, canvas),
            Line::Choice(is_current, name, figure) => {
                if *is_current {
                    let bar = canvas.look().glyphs.bar();
                    canvas.text(room.x.saturating_sub(1), room.y, 1, bar, Role::Accent);
                }
                pair(room, name, figure, canvas);
            }
        }
    }
}

/// A label cut where its figure begins; the figure gives way where there is room for one of them only.
fn pair(room: Rect, label: &Span, figure: &Span, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let style = |span: &Span| if span.bold { theme.bold(span.role) } else { theme.style(span.role) };
    let least = (text_width(&label.text) as u16).min(room.width / 3);
    let taken = canvas.right_styled(room.x + least, room.y, room.width - least, &figure.text, style(figure));
    canvas.styled(room.x, room.y, room.width.saturating_sub(taken + 1), &label.text, style(label));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_with_what_it_is_above() {
        let mut lines = Lines::default();
        for (heading, pairs) in [("One", 2), ("Two", 1), ("Three", 1)] {
            lines.heading(heading);
            (0..pairs).for_each(|_| lines.pair("label", "1", Role::Text));
        }
        // One, two pairs, air, Two | its pair, air, Three, its pair: nine lines.
        let on = |height| {
            let sheet = Sheet::two(Rect::new(0, 0, 100, height)).unwrap();
            lines
                .laid(sheet, 0)
                .iter()
                .map(|line| {
                    if line.is_heading() {
                        'H'
                    } else if **line == Line::Air {
                        '.'
                    } else {
                        'p'
                    }
                })
                .collect()
        };
        let seen: [String; 3] = [on(5), on(6), on(4)];
        // With five rows Two moves on; with six the air on top of the second column goes; with four the last line
        // is to be scrolled to.
        assert_eq!(seen, ["Hpp..Hp.Hp", "Hpp.HpHp", "Hpp.Hp.Hp"]);
        assert_eq!([5, 6, 4].map(|height| lines.most(Sheet::two(Rect::new(0, 0, 100, height)).unwrap())), [0, 0, 1]);
    }
}
