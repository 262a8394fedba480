//! The current row of a list on top: where it stands, how it moves, which rows around it are on screen.
//!
//! What the rows are is known to [`super::help`], [`super::palette`] and [`super::list`].

use std::cell::Cell;

use crate::chart::scroll;
use crate::intent::{Action, Event};

/// The current row of a list.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    pub(super) at: usize,
    /// As drawn last: the first line on screen, and how many there were.
    top: Cell<usize>,
    height: Cell<usize>,
}

impl Cursor {
    /// Moves among `count` rows; false where the event does not move.
    pub(super) fn take(&mut self, event: &Event, count: usize) -> bool {
        let page = self.height.get().saturating_sub(1).max(1) as isize;
        let by = match event {
            Event::Action(Action::Up) => -1,
            Event::Action(Action::Down) => 1,
            Event::Action(Action::PageUp) => -page,
            Event::Action(Action::PageDown) => page,
            Event::Action(Action::First) => isize::MIN,
            Event::Action(Action::Last) => isize::MAX,
            Event::Wheel(by, _) => isize::from(*by),
            _ => return false,
        };
        self.at = scroll::moved(self.at, by, count);
        true
    }

    /// The first line shown so that the lines `first..=last` of `count` are in a window, the last of them before the
    /// first where they are too many.
    pub(super) fn window(&self, first: usize, last: usize, count: usize, height: usize) -> usize {
        self.height.set(height);
        let with_last = scroll::offset(self.top.get(), last, count, height);
        self.top.set(scroll::offset(with_last, first, count, height));
        self.top.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_what_was_on_screen_but_one_line() {
        let mut cursor = Cursor::default();
        assert_eq!(cursor.window(0, 0, 30, 10), 0);
        assert!(cursor.take(&Event::Action(Action::PageDown), 30));
        assert_eq!((cursor.at, cursor.window(9, 10, 30, 10)), (9, 1));
        cursor.take(&Event::Action(Action::Last), 30);
        assert_eq!((cursor.at, cursor.window(29, 29, 30, 10)), (29, 20));
        cursor.take(&Event::Wheel(-3, None), 30);
        assert_eq!((cursor.at, cursor.window(26, 26, 30, 10)), (26, 20));
        assert!(!cursor.take(&Event::Action(Action::Open), 30));
        cursor.take(&Event::Action(Action::First), 0);
        assert_eq!((cursor.at, cursor.window(0, 0, 0, 0)), (0, 0));
    }
}
