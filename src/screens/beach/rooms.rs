//! Where the panels lie: the gantt alone, with two panels beside or below it, or one of those in its place.
//!
//! Cells only; what is drawn in them is `view`.

use ratatui::layout::Rect;

/// The panel keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Focus {
    /// The gantt.
    #[default]
    Gantt,
    /// Ending and renewing.
    Endings,
    /// What it takes.
    Takes,
}

impl Focus {
    /// All of them, in the order of Tab; a click carries the place.
    pub(super) const ALL: [Focus; 3] = [Focus::Gantt, Focus::Endings, Focus::Takes];

    /// The one `by` further, around the end.
    pub(super) fn step(self, by: isize) -> Focus {
        Focus::ALL[(self as isize + by).rem_euclid(3) as usize]
    }
}

/// From so many columns on both panels stand beside the gantt, and what they take there.
const BESIDE: u16 = 140;
const SIDE: u16 = 52;
/// So many columns and rows both need below it.
const BELOW: (u16, u16) = (100, 17);

/// The panels of a tab; empty where there is no room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rooms {
    /// The sentence on the first row.
    pub(super) sentence: Rect,
    /// The gantt.
    pub(super) gantt: Rect,
    /// Ending and renewing.
    pub(super) endings: Rect,
    /// What it takes.
    pub(super) takes: Rect,
}

impl Rooms {
    /// Lays out the tab; `natural` rows show all of the gantt.
    pub(super) fn of(area: Rect, focus: Focus, natural: u16) -> Rooms {
        let sentence = Rect { height: area.height.min(1), ..area };
        let panels = Rect { y: area.y + sentence.height, height: area.height - sentence.height, ..area };
        let none = Rect { width: 0, height: 0, ..panels };
        let all = Rooms { sentence, gantt: none, endings: none, takes: none };
        if panels.width >= BELOW.0 && panels.height >= natural.saturating_add(BELOW.1) {
            let gantt = Rect { height: natural, ..panels };
            let endings = Rect { y: gantt.bottom(), height: panels.height - natural, width: panels.width / 2, ..panels };
            let takes = Rect { x: endings.right(), width: panels.width - endings.width, ..endings };
            return Rooms { gantt, endings, takes, ..all };
        }
        if panels.width >= BESIDE && panels.height >= 20 {
            let gantt = Rect { width: panels.width - SIDE, ..panels };
            let endings = Rect { x: gantt.right(), width: SIDE, height: panels.height / 2, ..panels };
            let takes = Rect { y: endings.bottom(), height: panels.height - endings.height, ..endings };
            return Rooms { gantt, endings, takes, ..all };
        }
        match focus {
            Focus::Gantt => Rooms { gantt: panels, ..all },
            Focus::Endings => Rooms { endings: panels, ..all },
            Focus::Takes => Rooms { takes: panels, ..all },
        }
    }

    /// The room of a panel.
    pub(super) fn panel(&self, focus: Focus) -> Rect {
        match focus {
            Focus::Gantt => self.gantt,
            Focus::Endings => self.endings,
            Focus::Takes => self.takes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_never_overlap_or_leave_the_tab() {
        for (width, height) in (0..260).step_by(9).flat_map(|width| (0..80).step_by(3).map(move |height| (width, height))) {
            for (focus, natural) in Focus::ALL.into_iter().flat_map(|focus| [12, 30, 2_000].map(|natural| (focus, natural))) {
                let area = Rect::new(3, 2, width, height);
                let rooms = Rooms::of(area, focus, natural);
                let panels = [rooms.sentence, rooms.gantt, rooms.endings, rooms.takes];
                assert_eq!(panels.iter().map(|panel| panel.area()).sum::<u32>(), area.area(), "{width}x{height}: {rooms:?}");
                for (at, one) in panels.iter().enumerate() {
                    assert!(one.is_empty() || area.union(*one) == area, "{width}x{height}: {rooms:?}");
                    assert!(panels[at + 1..].iter().all(|other| one.intersection(*other).is_empty()), "{rooms:?}");
                }
            }
        }
    }

    #[test]
    fn both_panels_stand_below_where_there_is_height_and_else_beside() {
        let shown = |width, height, natural| {
            let rooms = Rooms::of(Rect::new(0, 2, width, height), Focus::Gantt, natural);
            [rooms.gantt, rooms.endings].map(|panel| (panel.width, panel.height))
        };
        let expected: [[(u16, u16); 2]; 4] =
            [[(200, 30), (100, 25)], [(148, 55), (52, 27)], [(120, 31), (0, 0)], [(88, 31), (52, 15)]];
        assert_eq!([shown(200, 56, 30), shown(200, 56, 2_000), shown(120, 32, 30), shown(140, 32, 30)], expected);
        assert_eq!(Rooms::of(Rect::new(0, 2, 80, 20), Focus::Takes, 30).takes.width, 80);
    }
}
