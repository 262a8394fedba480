//! Where the parts of the tab lie, from its room alone.

use ratatui::layout::Rect;

/// From so many columns on list and detail stand side by side.
pub(super) const SIDE_BY_SIDE: u16 = 100;

/// From so many columns on the detail grows again; below that the list has better use for them.
const WIDE: u16 = 180;

/// The panels of the tab; empty where there is no room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rooms {
    /// The sentence above.
    pub(super) sentence: Option<u16>,
    /// The list, its border included.
    pub(super) list: Rect,
    /// The detail, its border included.
    pub(super) detail: Rect,
}

impl Rooms {
    /// Lays the tab out; `detail` where the owner looks at that.
    pub(super) fn of(area: Rect, detail: bool) -> Rooms {
        let sentence = (area.height >= 5).then_some(area.y);
        let above = u16::from(sentence.is_some());
        let rest = Rect { y: area.y + above, height: area.height - above, ..area };
        let none = Rect { width: 0, height: 0, ..rest };
        let (list, detail) = if area.width >= SIDE_BY_SIDE && rest.height >= 3 {
            let right = (u32::from(area.width) * 17 / 50) as u16;
            let right = right.clamp(34, if area.width < WIDE { 44 } else { 64 });
            let left = area.width - right;
            (Rect { width: left, ..rest }, Rect { x: rest.x + left, width: right, ..rest })
        } else if detail {
            (none, rest)
        } else {
            (rest, none)
        };
        Rooms { sentence, list, detail }
    }

    /// What is inside a panel's border; the panel itself where there is no room for one.
    pub(super) fn inside(panel: Rect) -> Rect {
        if has_border(panel) { Rect::new(panel.x + 1, panel.y + 1, panel.width - 2, panel.height - 2) } else { panel }
    }
}

/// Whether there is room for a border.
pub(super) fn has_border(panel: Rect) -> bool {
    panel.height >= 3 && panel.width >= 4
}

/// The rows of the list, top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Body {
    /// The line of the filter.
    pub(super) filter: Option<u16>,
    /// What is to be said of it: the first row, and how many.
    pub(super) words: Option<(u16, u16)>,
    /// Headings.
    pub(super) headings: Option<u16>,
    /// The rule below them.
    pub(super) rule: Option<u16>,
    /// The first customer's row.
    pub(super) first: u16,
    /// Customers in sight.
    pub(super) height: u16,
    /// The total, below a rule.
    pub(super) total: Option<u16>,
    /// Rows left below, from here.
    pub(super) below: (u16, u16),
}

impl Body {
    /// Lays out so many customers inside a panel.
    pub(super) fn of(inside: Rect, typing: bool, customers: usize) -> Body {
        let (mut next, end) = (inside.y, inside.bottom());
        let tall = inside.height;
        let mut take = |wanted: bool| {
            wanted.then(|| {
                next += 1;
                next - 1
            })
        };
        let filter = take(typing && tall >= 2);
        let first_word = take(typing && tall >= 8);
        let second_word = take(typing && tall >= 14);
        let words = first_word.map(|row| (row, 1 + u16::from(second_word.is_some())));
        let headings = take(tall >= 3);
        let rule = take(tall >= 10);
        let first = next;
        let totals = u16::from(tall >= 12) * 2;
        let height = end.saturating_sub(first + totals);
        let last = first + height.min(customers.min(usize::from(u16::MAX)) as u16);
        let total = (totals > 0 && customers > 0).then_some(last + 1);
        let from = total.map_or(last, |total| total + 1);
        Body { filter, words, headings, rule, first, height, total, below: (from, end.saturating_sub(from)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_a_hundred_columns_list_and_detail_share_the_room_as_drawn() {
        let rooms = Rooms::of(Rect::new(0, 2, 100, 26), false);
        assert_eq!((rooms.sentence, rooms.list, rooms.detail), (Some(2), Rect::new(0, 3, 66, 25), Rect::new(66, 3, 34, 25)));
        let body = Body::of(Rooms::inside(rooms.list), false, 16);
        assert_eq!((body.headings, body.rule, body.first, body.height), (Some(4), Some(5), 6, 19));
        assert_eq!((body.total, body.below), (Some(23), (24, 3)));
    }

    #[test]
    fn no_size_leaves_the_room() {
        for (width, height) in (0..130).step_by(7).flat_map(|width| (0..40).map(move |height| (width, height))) {
            let area = Rect::new(3, 2, width, height);
            for (detail, typing, customers) in [(false, false, 0), (true, true, 5), (false, true, 90_000)] {
                let rooms = Rooms::of(area, detail);
                for panel in [rooms.list, rooms.detail] {
                    assert!(panel.is_empty() || area.union(panel) == area, "{width}x{height}: {rooms:?}");
                    let inside = Rooms::inside(panel);
                    let body = Body::of(inside, typing, customers);
                    let end = body.first + body.height;
                    assert!(inside.is_empty() || end <= inside.bottom(), "{width}x{height}: {body:?}");
                    assert!(inside.is_empty() || body.total.is_none_or(|row| row < inside.bottom()), "{width}x{height}: {body:?}");
                }
            }
        }
    }
}
