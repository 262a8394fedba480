//! The rooms of a plot: axis numbers at the left, axis words below, captions above and below the dots.
//!
//! What does not fit goes: first the air, then the rule, then the captions, then the axes. [`super::draw`] fills the rooms.

use ratatui::layout::{Rect, Size};

use crate::chart::scatter::Insets;

/// Where what lies, from the upper left corner of the plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) size: Size,
    /// The cut lines, captions and dots.
    pub(super) field: Rect,
    /// The cells of the field no dot lies on.
    pub(super) insets: Insets,
    /// The row of the line above the axis.
    pub(super) rule: Option<u16>,
    /// The row of the numbers across.
    pub(super) axis: Option<u16>,
    /// Whether the corners are named.
    pub(super) has_captions: bool,
}

impl Frame {
    pub(super) fn new(size: Size) -> Frame {
        let axis = size.height >= 4;
        let rule = size.height >= 12;
        let height = size.height - u16::from(axis) - u16::from(rule);
        let has_captions = height >= 5;
        let around = u16::from(has_captions) + u16::from(height >= 15);
        let gutter = if size.width >= 16 { 3 } else { 0 };
        let width = size.width - gutter;
        // A sixth at the right takes the names of the best fits, a cell at the left the bar of a selection.
        let insets =
            Insets { left: u16::from(width > 2), right: (width / 6).clamp((width / 4).min(10), 14), top: around, bottom: around };
        Frame {
            size,
            field: Rect::new(gutter, 0, width, height),
            insets,
            rule: rule.then_some(height),
            axis: axis.then(|| size.height - 1),
            has_captions,
        }
    }
}
