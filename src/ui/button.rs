//! A button: a verb between bars, turned around where it is in focus.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::text_width;
use super::{Canvas, Click, Role};

/// How a button stands among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// In focus: Enter presses it.
    Focused,
    /// The one most will want.
    Likely,
    /// Any other.
    Quiet,
}

impl Stand {
    /// In focus, else likely or quiet.
    #[must_use]
    pub fn of(focused: bool, likely: bool) -> Stand {
        match (focused, likely) {
            (true, _) => Stand::Focused,
            (false, true) => Stand::Likely,
            (false, false) => Stand::Quiet,
        }
    }
}

/// The cells a button takes.
#[must_use]
pub fn width(verb: &str) -> u16 {
    text_width(verb) as u16 + 4
}

/// Draws a button at the left of a row; returns the cells used.
pub fn draw(verb: &str, stand: Stand, click: Click, row: Rect, canvas: &mut Canvas<'_>) -> u16 {
    let theme = canvas.look().theme;
    let words = format!("  {verb}  ");
    let style = match stand {
        Stand::Focused => theme.bold(Role::Accent).add_modifier(Modifier::REVERSED),
        Stand::Likely => theme.bold(Role::Text),
        Stand::Quiet => theme.style(Role::Muted),
    };
    let used = canvas.styled(row.x, row.y, row.width, &words, style);
    if stand != Stand::Quiet && used == width(verb) {
        // Bars at the ends, so that focus does not rest on colour and reverse alone.
        let glyphs = canvas.look().glyphs;
        let (left, right) = match (glyphs.ascii, stand) {
            (true, Stand::Focused) => ("[", "]"),
            (true, _) => ("(", ")"),
            (false, Stand::Focused) => (glyphs.bar_left(), glyphs.bar()),
            (false, _) => (glyphs.vertical(), glyphs.vertical()),
        };
        let edge = if stand == Stand::Focused { theme.bold(Role::Accent) } else { theme.style(Role::Faint) };
        canvas.styled(row.x, row.y, 1, left, edge);
        canvas.styled(row.x + used - 1, row.y, 1, right, edge);
    }
    canvas.hit(Rect { width: used, height: 1, ..row }, click);
    used
}
