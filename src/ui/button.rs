//! A button: a verb between bars, turned around where it is in focus.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::text_width;
use super::{Canvas, Click, Role};

/// The cells a button takes.
#[must_use]
pub fn width(verb: &str) -> u16 {
    text_width(verb) as u16 + 4
}

/// Draws a button at the left of a row; returns the cells used.
pub fn draw(verb: &str, focused: bool, click: Click, row: Rect, canvas: &mut Canvas<'_>) -> u16 {
    let theme = canvas.look().theme;
    let words = format!("  {verb}  ");
    let style = if focused { theme.bold(Role::Accent).add_modifier(Modifier::REVERSED) } else { theme.style(Role::Muted) };
    let used = canvas.styled(row.x, row.y, row.width, &words, style);
    if focused && used == width(verb) {
        // Bars at the ends, so that focus does not rest on colour and reverse alone.
        let glyphs = canvas.look().glyphs;
        let (left, right) = if glyphs.ascii { ("[", "]") } else { (glyphs.bar_left(), glyphs.bar()) };
        canvas.styled(row.x, row.y, 1, left, theme.bold(Role::Accent));
        canvas.styled(row.x + used - 1, row.y, 1, right, theme.bold(Role::Accent));
    }
    canvas.hit(Rect { width: used, height: 1, ..row }, click);
    used
}
