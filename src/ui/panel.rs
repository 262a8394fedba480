//! A panel: a quiet border with a title, what holds now at the right of it, and where one is at the bottom right.

use ratatui::layout::Rect;

use super::canvas::text_width;
use super::{Canvas, Role};

/// A bordered part of the screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Panel<'a> {
    /// Its title.
    pub title: &'a str,
    /// At the right of the title: the order, the filter, a count.
    pub state: &'a str,
    /// At the right of the bottom line: `1 of 16`.
    pub place: &'a str,
    /// Whether keys go here.
    pub focused: bool,
}

/// The room inside a panel's border.
#[must_use]
pub fn inside(panel: Rect) -> Rect {
    Rect {
        x: panel.x + panel.width.min(1),
        y: panel.y + panel.height.min(1),
        width: panel.width.saturating_sub(2),
        height: panel.height.saturating_sub(2),
    }
}

/// The same without the cells at its edges.
#[must_use]
pub fn padded(panel: Rect) -> Rect {
    let inner = inside(panel);
    Rect { x: inner.x + inner.width.min(1), width: inner.width.saturating_sub(2), ..inner }
}

impl Panel<'_> {
    /// Writes words at the left of the bottom line of a panel that was drawn, in at most so many cells.
    pub fn note(rect: Rect, width: u16, words: &str, canvas: &mut Canvas<'_>) {
        if !words.is_empty() && rect.height >= 2 {
            canvas.text(rect.x + 2, rect.bottom() - 1, width, &format!(" {words} "), Role::Muted);
        }
    }

    /// Draws it and returns the room inside.
    pub fn draw(&self, rect: Rect, canvas: &mut Canvas<'_>) -> Rect {
        let rect = rect.intersection(canvas.area());
        if rect.width < 2 || rect.height < 2 {
            return Rect::new(rect.x, rect.y, 0, 0);
        }
        let glyphs = canvas.look().glyphs;
        let (right, bottom) = (rect.right() - 1, rect.bottom() - 1);
        for row in [rect.y, bottom] {
            canvas.rule(rect.x, row, rect.width, glyphs.horizontal(), Role::Faint);
        }
        for row in rect.y + 1..bottom {
            canvas.text(rect.x, row, 1, glyphs.vertical(), Role::Faint);
            canvas.text(right, row, 1, glyphs.vertical(), Role::Faint);
        }
        for (column, row, corner) in [
            (rect.x, rect.y, glyphs.top_left()),
            (right, rect.y, glyphs.top_right()),
            (rect.x, bottom, glyphs.bottom_left()),
            (right, bottom, glyphs.bottom_right()),
        ] {
            canvas.text(column, row, 1, corner, Role::Faint);
        }
        self.label(rect, canvas);
        Rect::new(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2)
    }

    fn label(&self, rect: Rect, canvas: &mut Canvas<'_>) {
        let room = rect.width.saturating_sub(4);
        let focus = canvas.look().glyphs.focus();
        let title = if self.focused { format!(" {focus} {} ", self.title) } else { format!(" {} ", self.title) };
        let theme = canvas.look().theme;
        let mut used = 0;
        if !self.title.is_empty() {
            let style = if self.focused { theme.bold(Role::Accent) } else { theme.style(Role::Muted) };
            used = canvas.styled(rect.x + 2, rect.y, room, &title, style);
        }
        let state = format!(" {} ", self.state);
        let width = text_width(&state) as u16;
        if !self.state.is_empty() && used + width < room {
            canvas.text(rect.right() - 2 - width, rect.y, width, &state, Role::Muted);
        }
        let place = format!(" {} ", self.place);
        let width = text_width(&place) as u16;
        if !self.place.is_empty() && width <= room {
            canvas.text(rect.right() - 2 - width, rect.bottom() - 1, width, &place, Role::Muted);
        }
    }
}
