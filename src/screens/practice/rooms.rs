//! Where the boxes lie, and which of them is next in a direction; cells only.
//!
//! Boxes stand in bands, a band in columns, a column in boxes one below the other. What is drawn in them is `view`.

use ratatui::layout::Rect;

use super::section::Section;
use Section as S;

/// From so many columns on boxes stand two abreast, and from so many three.
const TWO: u16 = 92;
const THREE: u16 = 180;
/// Below so many columns or rows a list takes the place of the boxes.
const LIST: (u16, u16) = (56, 11);
/// Between two boxes side by side.
const GAP: u16 = 1;
/// A box says too little in fewer rows, its border included.
const LEAST: u16 = 7;

type Band = &'static [&'static [Section]];

const ONE_ABREAST: &[Band] =
    &[&[&[S::Mood]], &[&[S::Targets]], &[&[S::Offerings]], &[&[S::Partners]], &[&[S::Segments]], &[&[S::Wanted]], &[&[S::Rivals]]];
const TWO_ABREAST: &[Band] =
    &[&[&[S::Mood], &[S::Targets]], &[&[S::Offerings], &[S::Partners]], &[&[S::Segments, S::Rivals], &[S::Wanted]]];
const THREE_ABREAST: &[Band] =
    &[&[&[S::Mood], &[S::Targets], &[S::Partners]], &[&[S::Offerings], &[S::Wanted], &[S::Segments, S::Rivals]]];

/// The boxes as they lie, from the top of the first one on: the screen may show fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Boxes {
    /// Each box in the order of the bands; rows count from the first band's top.
    places: Vec<(Section, Rect)>,
    /// The first row and the height of each band.
    bands: Vec<(u16, u16)>,
}

/// Whether the boxes are a list.
pub(super) fn is_list(area: Rect) -> bool {
    area.width < LIST.0 || area.height < LIST.1
}

/// How many boxes stand abreast.
fn bands(width: u16) -> &'static [Band] {
    match width {
        THREE.. => THREE_ABREAST,
        TWO.. => TWO_ABREAST,
        _ => ONE_ABREAST,
    }
}

/// The columns of a band: first cell and width.
fn columns(area: Rect, many: usize) -> Vec<(u16, u16)> {
    let many = many.max(1) as u16;
    let room = area.width.saturating_sub(GAP * (many - 1));
    let mut next = area.x;
    let width = |at| room / many + u16::from(at < room % many);
    (0..many)
        .map(|at| {
            next += width(at) + GAP;
            (next - width(at) - GAP, width(at))
        })
        .collect()
}

/// How high the boxes of a stack are where one may have so many rows: two of them little more than one.
fn heights(stack: &[(Section, u16)], most: u16) -> Vec<u16> {
    let mut heights: Vec<u16> = stack.iter().map(|(_, rows)| (*rows).min(most)).collect();
    while heights.len() > 1
        && heights.iter().sum::<u16>() > most.saturating_add(2)
        && let Some(tallest) = heights.iter_mut().max().filter(|tallest| **tallest > 5)
    {
        *tallest -= 1;
    }
    heights
}

impl Boxes {
    /// Lays the boxes out in a room; `natural` says how many rows one would like at a width, and how many without air, its
    /// border included. Where not all fit, air goes first; then they give way together, down to a height that still says
    /// something; then they scroll.
    pub(super) fn new(area: Rect, natural: impl Fn(Section, u16) -> [u16; 2]) -> Boxes {
        let bands = bands(area.width);
        let natural = |which: usize| -> Vec<Vec<Vec<(Section, u16)>>> {
            let asks = |stack: &[Section], width| stack.iter().map(|section| (*section, natural(*section, width)[which])).collect();
            let band = |band: &&[&[Section]]| {
                band.iter().zip(columns(area, band.len())).map(|(stack, (_, width))| asks(stack, width)).collect()
            };
            bands.iter().map(band).collect()
        };
        let height =
            |band: &[Vec<(Section, u16)>], most: u16| band.iter().map(|stack| heights(stack, most).iter().sum()).max().unwrap_or(0);
        let total = |asked: &[Vec<Vec<_>>], most: u16| asked.iter().map(|band| u32::from(height(band, most))).sum::<u32>();
        let (airy, tight) = (natural(0), natural(1));
        let asked = if total(&airy, area.height) <= u32::from(area.height) { airy } else { tight };
        let least = LEAST.min(area.height);
        let fitting = (least..=area.height).rev().find(|most| total(&asked, *most) <= u32::from(area.height));
        let most = fitting.unwrap_or(area.height);
        // What is left over goes to all bands alike.
        let left = if fitting.is_some() { area.height - total(&asked, most) as u16 } else { 0 };
        let many = asked.len().max(1) as u16;
        let mut boxes = Boxes { places: Vec::new(), bands: Vec::new() };
        let mut y = 0;
        for (at, band) in asked.iter().enumerate() {
            let height = height(band, most) + left / many + u16::from((at as u16) < left % many);
            for (stack, (x, width)) in band.iter().zip(columns(area, band.len())) {
                let mut row = y;
                for (at, ((section, _), rows)) in stack.iter().zip(heights(stack, most)).enumerate() {
                    // The last one of a stack reaches down to the end of the band.
                    let rows = if at + 1 == stack.len() { y + height - row } else { rows };
                    boxes.places.push((*section, Rect::new(x, row, width, rows)));
                    row += rows;
                }
            }
            boxes.bands.push((y, height));
            y = y.saturating_add(height);
        }
        boxes
    }

    fn place(&self, section: Section) -> Rect {
        self.places.iter().find(|(known, _)| *known == section).map_or_else(Rect::default, |(_, rect)| *rect)
    }

    /// The first row in sight so that a box is whole in so many rows, moved by whole bands and as little as possible from
    /// `before`.
    pub(super) fn first_row(&self, section: Section, before: u16, rows: u16) -> u16 {
        let place = self.place(section);
        let starts = || self.bands.iter().map(|(start, _)| *start);
        let end = self.bands.last().map_or(0, |(start, height)| start + height);
        // Never further than it takes to see the end.
        let furthest = starts().find(|start| end - start <= rows).unwrap_or_else(|| starts().next_back().unwrap_or(0));
        let band = starts().rfind(|start| *start <= place.y).unwrap_or(0);
        let shows = |start: u16| start <= place.y && place.bottom() - start <= rows;
        let before = starts().rfind(|start| *start <= before).unwrap_or(0).min(furthest);
        if shows(before) { before } else { starts().find(|start| shows(*start)).unwrap_or(band) }
    }

    /// The boxes in sight in a room, from a row on: each with its place there, cut off at the end. What nothing lies below
    /// reaches down to it.
    pub(super) fn in_sight(&self, first: u16, room: Rect) -> Vec<(Section, Rect)> {
        let seen = self.places.iter().filter(|(_, rect)| rect.y >= first && rect.y - first < room.height);
        let seen = seen.map(|(section, rect)| {
            let y = room.y + (rect.y - first);
            (*section, Rect { y, height: rect.height.min(room.bottom() - y), ..*rect })
        });
        // Less than a border and two lines says nothing.
        let mut seen: Vec<(Section, Rect)> =
            seen.filter(|(section, rect)| rect.height >= 4 || rect.height == self.place(*section).height).collect();
        for at in 0..seen.len() {
            let (_, own) = seen[at];
            let below = Rect { y: own.bottom(), height: room.bottom() - own.bottom(), ..own };
            if seen.iter().all(|(_, other)| other.intersection(below).is_empty()) {
                seen[at].1.height += below.height;
            }
        }
        seen
    }

    /// Whether something lies below what is in sight.
    pub(super) fn has_more(&self, first: u16, rows: u16) -> bool {
        self.bands.last().is_some_and(|(start, height)| start + height > first + rows)
    }

    /// The nearest box in a direction; the same one where there is none.
    pub(super) fn towards(&self, from: Section, (dx, dy): (i32, i32)) -> Section {
        let own = self.place(from);
        let span = |rect: Rect| [(i32::from(rect.x), i32::from(rect.right())), (i32::from(rect.y), i32::from(rect.bottom()))];
        let [own_x, own_y] = span(own);
        let distance = |rect: Rect| {
            let [x, y] = span(rect);
            let (along, own_along, across, own_across, sign) =
                if dx == 0 { (y, own_y, x, own_x, dy) } else { (x, own_x, y, own_y, dx) };
            let gap = if sign > 0 { along.0 - own_along.1 } else { own_along.0 - along.1 };
            // Beside the way: how far off it, and of those on it the first from the left or the top.
            let off = (across.0 - own_across.1 + 1).max(own_across.0 - across.1 + 1).max(0);
            (gap >= 0).then_some((off > 0, gap + off, (across.0 - own_across.0).abs()))
        };
        let others = self.places.iter().filter(|(section, _)| *section != from);
        let near = others.filter_map(|(section, rect)| Some((distance(*rect)?, *section)));
        near.filter(|((is_off, ..), _)| dx == 0 || !is_off).min().map_or(from, |(_, section)| section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxes(width: u16, height: u16) -> (Rect, Boxes) {
        let area = Rect::new(0, 3, width, height);
        (area, Boxes::new(area, |section, _| [6 + section.place() as u16; 2]))
    }

    #[test]
    fn boxes_never_overlap_leave_the_tab_or_leave_a_hole() {
        for (width, height) in [(56, 11), (80, 19), (92, 25), (120, 31), (180, 40), (240, 70)] {
            let (area, boxes) = boxes(width, height);
            assert_eq!(boxes.places.len(), Section::ALL.len());
            for section in Section::ALL {
                let first = boxes.first_row(section, 0, height);
                let seen = boxes.in_sight(first, area);
                let own = seen.iter().find(|(known, _)| *known == section).unwrap();
                assert!(own.1.height >= boxes.place(section).height, "{section:?} is cut at {width}x{height}");
                assert_eq!(seen.iter().map(|(_, rect)| rect.bottom()).max(), Some(area.bottom()), "{width}x{height}");
                for (at, (_, one)) in seen.iter().enumerate() {
                    assert_eq!(one.intersection(area), *one, "{width}x{height}");
                    assert!(seen[at + 1..].iter().all(|(_, other)| one.intersection(*other).is_empty()), "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn air_goes_before_anything_is_cut() {
        // Two abreast, three bands: 3 x 10 rows with air, 3 x 8 without; the stack of two is as high as one and two rows.
        let height = |rows| {
            let boxes = Boxes::new(Rect::new(0, 3, 120, rows), |_, _| [10, 8]);
            (boxes.place(S::Mood).height, boxes.place(S::Wanted).height)
        };
        assert_eq!(height(40), (10, 20));
        assert_eq!(height(36), (9, 18));
        assert_eq!(height(32), (8, 16));
        assert_eq!(height(23), (7, 9));
    }

    #[test]
    fn arrows_lead_to_the_box_that_lies_there() {
        let (_, boxes) = boxes(120, 60);
        let to = |from, way| boxes.towards(from, way);
        let (left, right, up, down) = ((-1, 0), (1, 0), (0, -1), (0, 1));
        assert_eq!(
            [to(S::Mood, right), to(S::Mood, down), to(S::Mood, up), to(S::Mood, left)],
            [S::Targets, S::Offerings, S::Mood, S::Mood]
        );
        assert_eq!([to(S::Offerings, down), to(S::Segments, down), to(S::Rivals, right)], [S::Segments, S::Rivals, S::Wanted]);
        assert_eq!([to(S::Wanted, left), to(S::Wanted, up), to(S::Partners, down)], [S::Segments, S::Partners, S::Wanted]);
        let (_, narrow) = self::boxes(80, 19);
        assert_eq!(
            [narrow.towards(S::Mood, down), narrow.towards(S::Mood, right), narrow.towards(S::Rivals, down)],
            [S::Targets, S::Mood, S::Rivals]
        );
    }

    #[test]
    fn the_screen_follows_the_box_in_focus_and_no_further() {
        let (_, boxes) = boxes(80, 19);
        // Heights 6, 7, 8, … : bands begin at 0, 6, 13, 21, 30, 40, 51 and end at 63.
        assert_eq!(boxes.bands.iter().map(|(start, _)| *start).collect::<Vec<_>>(), [0, 6, 13, 21, 30, 40, 51]);
        assert_eq!(boxes.first_row(S::Targets, 0, 19), 0);
        assert_eq!(boxes.first_row(S::Offerings, 0, 19), 6);
        assert_eq!(boxes.first_row(S::Offerings, 13, 19), 13);
        assert_eq!(boxes.first_row(S::Mood, 13, 19), 0);
        assert_eq!(boxes.first_row(S::Rivals, 0, 19), 51);
        assert!(boxes.has_more(40, 19) && !boxes.has_more(51, 19));
    }
}
