//! How the gantt is laid out in its panel: names, columns of days, rows of figures below, and what is in sight of each.
//!
//! Cells only; `view` fills them. In a window too small for columns the list stands alone.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::chart::gantt::{Axis, Scale};
use crate::chart::scroll;
use crate::intent::View;
use crate::ui::panel::inside;

use super::Beach;
use super::plan::Plan;
use super::rooms::Rooms;

/// Below so many cells inside its border a gantt says less than a list.
const LIST: (u16, u16) = (44, 9);
/// The headings, and the line below them.
const HEAD: u16 = 3;
/// A gantt of fewer rows below its headings is small: the list has all of them but these.
const SMALL: u16 = 18;
/// The list has so many rows however small it is.
const FEWEST: u16 = 3;
/// Below so many rows there is no sentence below the list.
const TINY: u16 = 8;
/// A rule, the free days, the column chosen in a sentence; in the smallest the days booked.
const LEAST: u16 = 3;
/// Cells left free at the right.
const PAD: u16 = 1;

/// The rows below the list, in the order they are given up last to first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lower {
    /// Days booked.
    Booked,
    /// How full that makes it, as blocks.
    Blocks,
    /// Days the team has.
    Capacity,
    /// Days nobody has asked for.
    Free,
    /// The same if what is hoped for comes.
    Maybes,
    /// In a word.
    State,
    /// Weeks one engagement takes full time.
    FullTime,
    /// The column chosen in a sentence.
    Chosen,
    /// The work under the cursor in a sentence.
    Work,
    /// What the marks mean.
    Legend,
}

/// Which rows come first where there is room for few.
const ORDER: [Lower; 10] = [
    Lower::Free,
    Lower::Chosen,
    Lower::Maybes,
    Lower::State,
    Lower::Booked,
    Lower::Blocks,
    Lower::Work,
    Lower::FullTime,
    Lower::Capacity,
    Lower::Legend,
];

/// What most weeks are not, and takes a row where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Unusual {
    /// The team has other days in some columns than in others.
    pub(super) days: bool,
    /// One engagement takes a week full time.
    pub(super) full_time: bool,
}

impl Unusual {
    fn wants(self, row: Lower) -> bool {
        match row {
            Lower::Capacity => self.days,
            Lower::FullTime => self.full_time,
            _ => true,
        }
    }
}

/// The gantt as it lies in its panel.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Inside the border.
    pub(super) inner: Rect,
    /// Where days lie; without columns where the list stands alone.
    pub(super) axis: Axis,
    /// The first cell of the columns.
    pub(super) x: u16,
    /// The rows of the list.
    pub(super) list: Rect,
    /// Whether there is no room for air between its groups.
    pub(super) is_tight: bool,
    /// What stands below it, top to bottom.
    pub(super) lower: Vec<Lower>,
}

impl Grid {
    /// In a panel of this size, its border included, for a list of so many rows with air between its groups.
    pub(super) fn new(panel: Rect, scale: Scale, first: NaiveDate, rows: usize, has: Unusual) -> Grid {
        let inner = inside(panel);
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        if inner.width < LIST.0 || inner.height < LIST.1 {
            let axis = Axis::new(scale, first, 0);
            let is_tight = rows > inner.height;
            return Grid { inner, axis, x: inner.right(), list: inner, is_tight, lower: Vec::new() };
        }
        let names = match inner.width {
            90.. => 26,
            70.. => 31,
            _ => 20,
        };
        let axis = Axis::new(scale, first, inner.width - names - PAD);
        let room = inner.height - HEAD;
        // The list has seven rows in ten, in a small window nearly all, and what the figures leave.
        let share = if room < SMALL { room.saturating_sub(LEAST).max(FEWEST) } else { room * 7 / 10 };
        let listed = rows.min(share).min(room);
        // In the smallest the figures come before any sentence.
        let order: &[Lower] = if room < TINY { &[Lower::Free, Lower::Booked] } else { &ORDER };
        let wanted = order.iter().copied().filter(|row| has.wants(*row));
        let mut lower: Vec<Lower> = wanted.take(usize::from((room - listed).saturating_sub(1))).collect();
        lower.sort_unstable();
        let below = if lower.is_empty() { 0 } else { lower.len() as u16 + 1 };
        let list = Rect { y: inner.y + HEAD, height: room - below, ..inner };
        Grid { inner, axis, x: inner.x + names, list, is_tight: rows > list.height, lower }
    }

    /// The rows, border included, that show everything of so many.
    pub(super) fn natural(rows: usize, has: Unusual) -> u16 {
        let lower = ORDER.into_iter().filter(|row| has.wants(*row)).count() as u16;
        u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(HEAD + 1 + lower + 2)
    }

    /// Whether a row stands below the list.
    pub(super) fn has(&self, row: Lower) -> bool {
        self.lower.contains(&row)
    }

    /// Whether the list stands alone.
    pub(super) fn is_list(&self) -> bool {
        self.axis.columns() == 0
    }

    /// The row of the first line below the list.
    pub(super) fn below(&self) -> u16 {
        self.list.bottom()
    }
}

impl Beach {
    /// The panels.
    pub(super) fn rooms(&self, plan: &Plan, view: &View<'_>) -> Rooms {
        // As if everything were out of the ordinary: what is in sight follows from the panels, not they from that.
        let all = Unusual { days: true, full_time: true };
        Rooms::of(view.area, self.focus, Grid::natural(plan.rows(false).len().max(4), all))
    }

    /// The gantt as it lies now; where another panel has its place, as it would lie there.
    pub(super) fn grid(&self, plan: &Plan, view: &View<'_>) -> Grid {
        self.grid_with(Unusual::default(), plan, view)
    }

    /// The same with rows for what is out of the ordinary.
    pub(super) fn grid_with(&self, has: Unusual, plan: &Plan, view: &View<'_>) -> Grid {
        let rooms = self.rooms(plan, view);
        let panel = if rooms.gantt.is_empty() { rooms.panel(self.focus) } else { rooms.gantt };
        let (scale, rows) = (self.zoom.scale(view), plan.rows(false).len());
        let grid = Grid::new(panel, scale, self.first.unwrap_or(view.today), rows, has);
        let chosen = self.chosen_day(view);
        if grid.is_list() || grid.axis.column(chosen).is_some() {
            return grid;
        }
        // The window got narrower, or another column was chosen: that one is in sight.
        let is_before = chosen < grid.axis.start(0);
        let first = if is_before { chosen } else { scale.stepped(chosen, 1 - i64::from(grid.axis.columns())) };
        Grid::new(panel, scale, first, rows, has)
    }

    /// A day of the column chosen.
    pub(super) fn chosen_day(&self, view: &View<'_>) -> NaiveDate {
        self.chosen.unwrap_or(view.today)
    }

    /// The first row of the list in sight, so that the cursor is: its heading too where that is just above.
    pub(super) fn first_row(&self, plan: &Plan, grid: &Grid) -> usize {
        let (row, count) = (plan.row_of(self.place(plan), grid.is_tight), plan.rows(grid.is_tight).len());
        let height = usize::from(grid.list.height);
        let offset = scroll::offset(self.from, row, count, height);
        // The very first heading is not left out of sight for nothing.
        if row == 1 && height > 1 { 0 } else { offset }
    }

    /// Keeps the cursor and the column chosen in sight.
    pub(super) fn follow(&mut self, plan: &Plan, view: &View<'_>) {
        let grid = self.grid(plan, view);
        self.place = self.place(plan);
        self.from = self.first_row(plan, &grid);
        let first = grid.axis.scale().start_of(self.first.unwrap_or(view.today));
        if !grid.is_list() && grid.axis.start(0) != first {
            self.first = Some(grid.axis.start(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(width: u16, height: u16, rows: usize) -> Grid {
        let today = "2026-11-22".parse().unwrap();
        Grid::new(Rect::new(0, 3, width, height), Scale::Weeks { weekends: false }, today, rows, Unusual::default())
    }

    #[test]
    fn there_are_as_many_weeks_as_in_the_pictures() {
        let weeks = [(100, 25), (80, 19), (120, 31), (200, 55), (60, 20), (40, 7)]
            .map(|(width, height)| grid(width, height, 16).axis.columns());
        assert_eq!(weeks, [14, 9, 18, 34, 7, 0]);
    }

    #[test]
    fn rows_never_leave_the_panel_and_the_list_has_the_most() {
        for (width, height, rows) in (0..240).step_by(7).flat_map(|width| (0..70).map(move |height| (width, height, 16))) {
            let grid = grid(width, height, rows);
            assert_eq!(grid.list.intersection(grid.inner), grid.list);
            let below = if grid.lower.is_empty() { 0 } else { grid.lower.len() as u16 + 1 };
            assert!(grid.below() + below <= grid.inner.bottom(), "{width}x{height}: {grid:?}");
            assert!(grid.x + grid.axis.width() <= grid.inner.right(), "{width}x{height}: {grid:?}");
        }
        let lower = |height| grid(100, height, 16).lower;
        assert_eq!(lower(19), [Lower::Free, Lower::Chosen]);
        // Sixteen rows of a terminal leave eleven for the panel: the border, three of headings, three of the list.
        assert_eq!((lower(11), lower(12)), (vec![Lower::Booked, Lower::Free], vec![Lower::Booked, Lower::Free]));
        assert_eq!(lower(25), [Lower::Booked, Lower::Free, Lower::Maybes, Lower::State, Lower::Chosen]);
        assert_eq!(lower(60).len(), 8);
        for (rows, full_time) in (4..200).flat_map(|rows| [(rows, false), (rows, true)]) {
            let has = Unusual { days: true, full_time };
            let panel = Rect::new(0, 3, 100, Grid::natural(rows, has));
            let day = "2026-11-22".parse().unwrap();
            let grid = Grid::new(panel, Scale::Months, day, rows, has);
            assert_eq!((usize::from(grid.list.height), grid.is_tight, grid.lower.len()), (rows, false, 9 + usize::from(full_time)));
        }
    }
}
