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

/// The least cells of words that are cut inside a bar: fewer say nothing.
const LEAST: u16 = 6;
/// The same beside it, where there is no other place for them.
const FEWEST: u16 = 3;
/// Cells around words inside a bar: its first and its last cell, and a space beside each.
const AROUND: u16 = 4;

/// Where words of so many cells stand for a bar among `cells` in sight: whole inside it, whole behind it, whole before
/// it, else cut: inside it, or beside it where it is wider; nowhere where even that is too little.
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
    if inside >= LEAST {
        return Some(Label { from: span.from + 2, width: inside, is_inside: true });
    }
    let before = span.from.saturating_sub(1);
    let wider = behind.max(before);
    let from = if behind >= before { span.to + 2 } else { 0 };
    (wider >= FEWEST).then_some(Label { from, width: wider, is_inside: false })
}
