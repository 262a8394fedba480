//! A popup: a panel over the middle of a room, never larger than it.
//!
//! Knows neither what it asks nor who listens; borders are [`super::panel`]'s.

use ratatui::layout::Rect;

use super::{Canvas, Panel};

/// A panel on top of the page.
#[derive(Debug, Clone, Copy)]
pub struct Popup<'a> {
    /// Its title.
    pub title: &'a str,
    /// At the right of the title.
    pub state: &'a str,
    /// At the right of the bottom line.
    pub place: &'a str,
    /// Columns it would like, borders included.
    pub width: u16,
    /// Rows it would like, borders included.
    pub height: u16,
}

impl Popup<'_> {
    /// Where it lies in a room.
    #[must_use]
    pub fn rect(&self, room: Rect) -> Rect {
        let (width, height) = (self.width.min(room.width), self.height.min(room.height));
        Rect { x: room.x + (room.width - width) / 2, y: room.y + (room.height - height) / 2, width, height }
    }

    /// Draws it over what is there and returns the room inside, two columns from the border where there is room.
    pub fn draw(&self, room: Rect, canvas: &mut Canvas<'_>) -> Rect {
        let rect = self.rect(room.intersection(canvas.area()));
        // A column of air on both sides, so that borders do not run into those below.
        let left = rect.x.saturating_sub(1).max(room.x);
        canvas.blank(Rect { x: left, width: (rect.right() + 1).min(room.right()).saturating_sub(left), ..rect });
        let inside = Panel { title: self.title, state: self.state, place: self.place, focused: true }.draw(rect, canvas);
        let edge = if inside.width >= 50 { 2 } else { u16::from(inside.width > 2) };
        Rect { x: inside.x + edge, width: inside.width.saturating_sub(2 * edge), ..inside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_popup_lies_in_the_middle_and_never_leaves_its_room() {
        let popup = Popup { title: "", state: "", place: "", width: 20, height: 6 };
        assert_eq!(popup.rect(Rect::new(0, 2, 100, 26)), Rect::new(40, 12, 20, 6));
        assert_eq!(popup.rect(Rect::new(3, 2, 10, 4)), Rect::new(3, 2, 10, 4));
        assert_eq!(popup.rect(Rect::new(0, 0, 0, 0)), Rect::new(0, 0, 0, 0));
    }
}
