//! Where the panels lie: plot and side panel beside each other, one of them, or the list alone.
//!
//! Cells only; what is drawn in them is `plot` and `side`.

use ratatui::layout::Rect;

/// From so many columns on the side panel stands beside the plot.
const TWO: u16 = 92;
/// The least a plot can be read in, borders included: below that the list says more.
const PLOT: (u16, u16) = (44, 11);

/// The panels of a tab; empty where there is no room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rooms {
    /// The sentence on the first row.
    pub(super) sentence: Option<Rect>,
    /// The plot, its border included.
    pub(super) plot: Rect,
    /// The side panel, its border included.
    pub(super) side: Rect,
}

impl Rooms {
    /// Lays out the tab; `on_list`: keys go to the list.
    pub(super) fn of(area: Rect, on_list: bool) -> Rooms {
        let sentence = (area.height >= 5).then_some(Rect { height: 1, ..area });
        let above = u16::from(sentence.is_some());
        let panels = Rect { y: area.y + above, height: area.height - above, ..area };
        let none = Rect { width: 0, height: 0, ..panels };
        if panels.width < PLOT.0 || panels.height < PLOT.1 {
            return Rooms { sentence, plot: none, side: panels };
        }
        if panels.width < TWO {
            let (plot, side) = if on_list { (none, panels) } else { (panels, none) };
            return Rooms { sentence, plot, side };
        }
        let width = (u32::from(panels.width) * 3 / 10).clamp(30, 54) as u16;
        let plot = Rect { width: panels.width - width, ..panels };
        Rooms { sentence, plot, side: Rect { x: plot.right(), width, ..panels } }
    }

    /// Whether the list is all there is room for.
    pub(super) fn is_list_alone(area: Rect) -> bool {
        Rooms::of(area, false).plot.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_never_overlap_or_leave_the_tab() {
        for (width, height) in (0..260).step_by(9).flat_map(|width| (0..80).step_by(3).map(move |height| (width, height))) {
            for on_list in [false, true] {
                let area = Rect::new(3, 2, width, height);
                let rooms = Rooms::of(area, on_list);
                for panel in [rooms.plot, rooms.side, rooms.sentence.unwrap_or_default()] {
                    assert!(panel.is_empty() || area.union(panel) == area, "{width}x{height}: {rooms:?}");
                }
                assert!(rooms.plot.intersection(rooms.side).is_empty(), "{width}x{height}: {rooms:?}");
                let used = rooms.plot.area() + rooms.side.area() + rooms.sentence.map_or(0, Rect::area);
                assert_eq!(used, area.area(), "{width}x{height}");
            }
        }
    }

    #[test]
    fn from_92_columns_on_both_stand_beside_each_other_and_a_small_window_has_the_list() {
        let shown = |width, height, on_list| {
            let rooms = Rooms::of(Rect::new(0, 2, width, height), on_list);
            (rooms.plot.width, rooms.side.width)
        };
        assert_eq!([shown(92, 26, false), shown(91, 26, false), shown(91, 26, true)], [(62, 30), (91, 0), (0, 91)]);
        assert_eq!([shown(100, 26, false), shown(200, 56, true)], [(70, 30), (146, 54)]);
        assert_eq!([shown(40, 8, false), shown(80, 8, true)], [(0, 40), (0, 80)]);
    }
}
