//! Where the words of a bar go: inside it where they fit, else beside it.

use super::Span;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Label {
    /// The first cell.
    pub from: u16,
    /// How many cells.
    pub width: u16,
    /// Whether they stand inside the bar, between two of its cells and two spaces.
    pub is_inside: bool,
}

/// The least cells of words that are cut: fewer say nothing.
const LEAST: u16 = 6;
/// Cells around words inside a bar: its first and its last cell, and a space beside each.
const AROUND: u16 = 4;

/// Where words of so many cells stand for a bar among `cells` in sight: whole inside it, whole behind it, whole before
/// it, or cut inside it; nowhere where even that is too little.
#[must_use]
pub fn label(span: Span, width: u16, cells: u16) -> Option<Label> {
    if width == 0 {
        return None;
    }
    let inside = span.width().saturating_sub(AROUND);
    if width <= inside {
        return Some(Label { from: span.from + 2, width, is_inside: true });
    }
    let behind = cells.saturating_sub(span.to + 2);
    if width <= behind {
        return Some(Label { from: span.to + 2, width, is_inside: false });
    }
    if width < span.from {
        return Some(Label { from: span.from - 1 - width, width, is_inside: false });
    }
    (inside >= LEAST).then_some(Label { from: span.from + 2, width: inside, is_inside: true })
}
