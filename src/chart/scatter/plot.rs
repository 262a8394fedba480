//! Scores on cells: the scale of a plot, its cut lines and its ticks.
//!
//! A dot never lies about its corner. The cut lines have a column and a row to themselves; a score at or over the cut is
//! drawn behind the line and one under it before the line, even where rounding alone would put it elsewhere.
//! [`super::stacks`] says what happens when two dots get one cell.

use super::Cell;

/// One axis, its cells counted from the low end.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Axis {
    cells: u16,
    cut: f64,
    /// The cell of the cut line; three cells are the least that leave room on both sides.
    line: Option<u16>,
}

impl Axis {
    fn new(cells: u16, cut: f64) -> Axis {
        let line = (cells >= 3).then(|| rounded(cut, cells).clamp(1, cells - 2));
        Axis { cells, cut, line }
    }

    fn cell(&self, score: f64) -> u16 {
        let at = rounded(score, self.cells);
        let is_in = score >= self.cut;
        match self.line {
            Some(line) if is_in => at.max(line + 1),
            Some(line) => at.min(line - 1),
            // Two cells are the two sides; one cell has none.
            None => u16::from(is_in && self.cells == 2),
        }
    }

    fn ticks(&self) -> [u16; 5] {
        [0.0, 25.0, 50.0, 75.0, 100.0].map(|score| self.cell(score))
    }
}

/// The nearest of `cells` cells, half away from zero; what is no number lies at the low end.
fn rounded(score: f64, cells: u16) -> u16 {
    (score.clamp(0.0, 100.0) / 100.0 * f64::from(cells.saturating_sub(1))).round() as u16
}

/// The cells around the dots that no dot lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Insets {
    /// Left of the lowest score.
    pub left: u16,
    /// Right of the highest: room for names.
    pub right: u16,
    /// Above the highest.
    pub top: u16,
    /// Below the lowest.
    pub bottom: u16,
}

/// A plot of `width` by `height` cells. The scores 0 and 100 lie on the first and last cell inside the insets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plot {
    width: u16,
    height: u16,
    insets: Insets,
    across: Axis,
    up: Axis,
}

impl Plot {
    /// A plot cut at these scores, across and up. `None` where the insets leave no cell for a dot.
    #[must_use]
    pub fn new(width: u16, height: u16, insets: Insets, cuts: (f64, f64)) -> Option<Plot> {
        let columns = width.checked_sub(insets.left)?.checked_sub(insets.right)?;
        let rows = height.checked_sub(insets.top)?.checked_sub(insets.bottom)?;
        let plot = Plot { width, height, insets, across: Axis::new(columns, cuts.0), up: Axis::new(rows, cuts.1) };
        (columns > 0 && rows > 0).then_some(plot)
    }

    /// Cells across, insets included.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Cells up, insets included.
    #[must_use]
    pub fn height(&self) -> u16 {
        self.height
    }

    /// The cell of a pair of scores; scores outside 0 to 100 lie on the edge.
    #[must_use]
    pub fn cell(&self, x: f64, y: f64) -> Cell {
        Cell { column: self.column(self.across.cell(x)), row: self.row(self.up.cell(y)) }
    }

    /// The column of the line between low and high, where there is room for one.
    #[must_use]
    pub fn cut_column(&self) -> Option<u16> {
        self.across.line.map(|line| self.column(line))
    }

    /// The row of the line between low and high, where there is room for one.
    #[must_use]
    pub fn cut_row(&self) -> Option<u16> {
        self.up.line.map(|line| self.row(line))
    }

    /// The columns of the ratings 1 to 5, scores 0, 25, 50, 75 and 100: where a dot of that score lies.
    #[must_use]
    pub fn ticks_across(&self) -> [u16; 5] {
        self.across.ticks().map(|at| self.column(at))
    }

    /// The rows of the ratings 1 to 5.
    #[must_use]
    pub fn ticks_up(&self) -> [u16; 5] {
        self.up.ticks().map(|at| self.row(at))
    }

    fn column(&self, at: u16) -> u16 {
        self.insets.left + at
    }

    fn row(&self, at: u16) -> u16 {
        self.height - self.insets.bottom - 1 - at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CUTS: (f64, f64) = (60.0, 60.0);

    #[test]
    fn scores_lie_where_the_scale_says() {
        // 54 cells across: a score of 1 is 0.53 cells; 21 up: 0.2 cells.
        let plot = Plot::new(67, 25, Insets { left: 1, right: 12, top: 2, bottom: 2 }, CUTS).unwrap();
        assert_eq!(plot.cell(0.0, 0.0), Cell { column: 1, row: 22 });
        assert_eq!(plot.cell(100.0, 100.0), Cell { column: 54, row: 2 });
        assert_eq!((plot.cut_column(), plot.cut_row()), (Some(33), Some(10)));
        assert_eq!(plot.ticks_across(), [1, 14, 28, 41, 54]);
        assert_eq!(plot.ticks_up(), [22, 17, 12, 7, 2]);
        // Half a cell goes up: 52.5 of 100 is 10.5 of 20.
        assert_eq!([plot.cell(0.0, 52.4).row, plot.cell(0.0, 52.5).row], [12, 11]);
        assert_eq!(plot.cell(-3.0, 250.0), Cell { column: 1, row: 2 });
        assert_eq!(plot.cell(f64::NAN, f64::NAN), Cell { column: 1, row: 22 });
    }

    #[test]
    fn a_hair_under_the_cut_is_on_the_other_side() {
        let plot = Plot::new(67, 25, Insets::default(), CUTS).unwrap();
        let (column, row) = (plot.cut_column().unwrap(), plot.cut_row().unwrap());
        let under = plot.cell(59.999, 59.999);
        let at = plot.cell(60.0, 60.0);
        assert_eq!((under.column, under.row), (column - 1, row + 1));
        assert_eq!((at.column, at.row), (column + 1, row - 1));
    }

    #[test]
    fn two_cells_are_the_two_sides_and_none_is_no_plot() {
        let plot = Plot::new(2, 2, Insets::default(), CUTS).unwrap();
        assert_eq!((plot.cell(59.9, 60.0), plot.cut_row()), (Cell { column: 0, row: 0 }, None));
        assert_eq!(plot.cell(60.0, 59.9), Cell { column: 1, row: 1 });
        assert_eq!(Plot::new(0, 9, Insets::default(), CUTS), None);
        assert_eq!(Plot::new(5, 9, Insets { left: 3, right: 3, ..Insets::default() }, CUTS), None);
        assert!(Plot::new(1, 1, Insets::default(), CUTS).is_some());
    }

    proptest! {
        #[test]
        fn no_dot_lies_about_its_corner_and_more_is_never_drawn_as_less(
            width in 2u16..240, height in 2u16..70, cuts in (0.0f64..=100.0, 0.0f64..=100.0),
            a in (0.0f64..=100.0, 0.0f64..=100.0), b in (0.0f64..=100.0, 0.0f64..=100.0),
        ) {
            let plot = Plot::new(width, height, Insets::default(), cuts).unwrap();
            for (x, y) in [a, b, cuts, (cuts.0.next_down(), cuts.1.next_down())] {
                let cell = plot.cell(x, y);
                prop_assert!(cell.column < width && cell.row < height);
                if let Some(line) = plot.cut_column() {
                    prop_assert_eq!(x >= cuts.0, cell.column > line);
                    prop_assert_ne!(cell.column, line);
                } else {
                    prop_assert_eq!(x >= cuts.0, cell.column == 1);
                }
                if let Some(line) = plot.cut_row() {
                    prop_assert_eq!(y >= cuts.1, cell.row < line);
                    prop_assert_ne!(cell.row, line);
                } else {
                    prop_assert_eq!(y >= cuts.1, cell.row == 0);
                }
            }
            let low = plot.cell(a.0.min(b.0), a.1.min(b.1));
            let high = plot.cell(a.0.max(b.0), a.1.max(b.1));
            prop_assert!(low.column <= high.column && low.row >= high.row);
        }
    }
}
