//! Where the panels lie: one of them, two, or the list with two beside it, by how wide and high the tab is.
//!
//! Cells only; what is drawn in them is `view`.

use ratatui::layout::Rect;

/// From so many columns on a panel stands beside the list.
const TWO: u16 = 90;
/// From so many columns on two do, one above the other, where there are rows for both.
const THREE: (u16, u16) = (140, 40);
/// The rows of the upper one, at least and at most.
const UPPER: (u16, u16) = (27, 33);

/// The panels of a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rooms {
    /// The sentence on the first row.
    pub(super) sentence: Rect,
    /// The list; empty where another panel has all the room.
    pub(super) bars: Rect,
    /// The panel beside it; empty where the list has all the room.
    pub(super) aside: Rect,
    /// The panel below that one; empty where there is no room for a third.
    pub(super) below: Rect,
}

impl Rooms {
    /// Lays out the tab; `is_aside` says the panel at the side has the focus.
    pub(super) fn new(area: Rect, is_aside: bool) -> Rooms {
        let sentence = Rect { height: area.height.min(1), ..area };
        let panels = Rect { y: area.y + sentence.height, height: area.height - sentence.height, ..area };
        let nothing = Rect { width: 0, height: 0, ..panels };
        if area.width < TWO {
            let (bars, aside) = if is_aside { (nothing, panels) } else { (panels, nothing) };
            return Rooms { sentence, bars, aside, below: nothing };
        }
        let side = (area.width / 3 + 1).clamp(34, 50);
        let bars = Rect { width: panels.width - side, ..panels };
        let aside = Rect { x: bars.right(), width: side, ..panels };
        if area.width < THREE.0 || area.height < THREE.1 {
            return Rooms { sentence, bars, aside, below: nothing };
        }
        let upper = (aside.height * 3 / 5).clamp(UPPER.0, UPPER.1);
        let below = Rect { y: aside.y + upper, height: aside.height - upper, ..aside };
        Rooms { sentence, bars, aside: Rect { height: upper, ..aside }, below }
    }

    /// Whether the third panel is there.
    pub(super) fn has_below(&self) -> bool {
        !self.below.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_never_overlap_or_leave_the_tab() {
        for (width, height) in [(20, 1), (40, 8), (80, 20), (90, 5), (100, 26), (140, 40), (200, 56), (500, 200)] {
            for is_aside in [false, true] {
                let area = Rect::new(0, 2, width, height);
                let rooms = Rooms::new(area, is_aside);
                let panels = [rooms.sentence, rooms.bars, rooms.aside, rooms.below];
                for (at, one) in panels.iter().enumerate() {
                    assert_eq!(one.intersection(area).area(), one.area(), "{width}x{height}: {one:?}");
                    for other in &panels[at + 1..] {
                        assert!(one.intersection(*other).is_empty(), "{width}x{height}: {one:?} {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_narrow_screen_shows_the_panel_with_the_focus() {
        let narrow = |is_aside| Rooms::new(Rect::new(0, 0, 80, 20), is_aside);
        assert_eq!((narrow(false).bars.width, narrow(false).aside.width), (80, 0));
        assert_eq!((narrow(true).bars.width, narrow(true).aside.width), (0, 80));
        assert!(Rooms::new(Rect::new(0, 0, 200, 56), false).has_below());
    }
}
