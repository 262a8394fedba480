//! Dots that share a cell lie on a stack: the most important on top.
//!
//! A stack is what is drawn, named and stepped through; [`super::labels`] and [`super::moves`] work on stacks alone.

use super::{Cell, Plot};

/// A dot to place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Score across, 0 to 100.
    pub x: f64,
    /// Score up, 0 to 100.
    pub y: f64,
    /// Higher lies on top and is named first; equals keep the given order.
    pub importance: u8,
}

/// Every dot in its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stacks {
    cells: Vec<Cell>,
    /// Where the dots of each stack begin in `dots`, and one more.
    starts: Vec<usize>,
    dots: Vec<usize>,
    /// The stack of each dot.
    of: Vec<usize>,
    width: u16,
    /// The stack in each cell of the plot, row by row.
    grid: Vec<Option<usize>>,
}

impl Stacks {
    /// The stacks of a plot, the one with the most important dot first.
    #[must_use]
    pub fn new(plot: &Plot, points: &[Point]) -> Stacks {
        let mut order: Vec<usize> = (0..points.len()).collect();
        order.sort_by_key(|dot| std::cmp::Reverse(points[*dot].importance));
        let mut grid = vec![None; usize::from(plot.width()) * usize::from(plot.height())];
        let (mut cells, mut counts) = (Vec::new(), Vec::new());
        let mut of = vec![0; points.len()];
        for dot in &order {
            let cell = plot.cell(points[*dot].x, points[*dot].y);
            let place = &mut grid[usize::from(cell.row) * usize::from(plot.width()) + usize::from(cell.column)];
            let stack = *place.get_or_insert(cells.len());
            if stack == cells.len() {
                cells.push(cell);
                counts.push(0);
            }
            counts[stack] += 1;
            of[*dot] = stack;
        }
        let mut starts = vec![0];
        for count in counts {
            starts.push(starts[starts.len() - 1] + count);
        }
        let mut next = starts.clone();
        let mut dots = vec![0; points.len()];
        for dot in order {
            dots[next[of[dot]]] = dot;
            next[of[dot]] += 1;
        }
        Stacks { cells, starts, dots, of, width: plot.width(), grid }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cell of a stack.
    #[must_use]
    pub fn cell(&self, stack: usize) -> Cell {
        self.cells[stack]
    }

    /// The dots of a stack, the top one first.
    #[must_use]
    pub fn dots(&self, stack: usize) -> &[usize] {
        &self.dots[self.starts[stack]..self.starts[stack + 1]]
    }

    /// The stack a dot lies on; `None` for a dot there is not.
    #[must_use]
    pub fn of(&self, dot: usize) -> Option<usize> {
        self.of.get(dot).copied()
    }

    /// The stack in a cell.
    #[must_use]
    pub fn at(&self, cell: Cell) -> Option<usize> {
        let place = usize::from(cell.row) * usize::from(self.width) + usize::from(cell.column);
        self.grid.get(place).copied().flatten().filter(|_| cell.column < self.width)
    }

    /// The dot of a stack that is seen: the selected one, else the top one.
    #[must_use]
    pub fn shown(&self, stack: usize, selected: Option<usize>) -> usize {
        selected.filter(|dot| self.of(*dot) == Some(stack)).unwrap_or(self.dots(stack)[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scatter::Insets;

    #[test]
    fn the_most_important_lies_on_top_and_equals_keep_their_order() {
        let plot = Plot::new(21, 21, Insets::default(), (60.0, 60.0)).unwrap();
        let point = |x, y, importance| Point { x, y, importance };
        // Dots 0, 2, 3 and 5 share the cell of (50, 50): 51 rounds to it.
        let points = [
            point(50.0, 50.0, 0),
            point(0.0, 0.0, 1),
            point(51.0, 50.0, 2),
            point(50.0, 51.0, 1),
            point(100.0, 0.0, 2),
            point(50.0, 50.0, 2),
        ];
        let stacks = Stacks::new(&plot, &points);
        assert_eq!(stacks.len(), 3);
        assert_eq!([stacks.dots(0), stacks.dots(1), stacks.dots(2)], [&[2, 5, 3, 0][..], &[4], &[1]]);
        assert_eq!([0, 1, 4, 5, 6].map(|dot| stacks.of(dot)), [Some(0), Some(2), Some(1), Some(0), None]);
        assert_eq!((stacks.at(plot.cell(50.0, 50.0)), stacks.at(Cell { column: 1, row: 1 })), (Some(0), None));
        assert_eq!((stacks.at(Cell { column: 21, row: 0 }), stacks.at(Cell { column: 0, row: 900 })), (None, None));
        assert_eq!((stacks.shown(0, None), stacks.shown(0, Some(3)), stacks.shown(0, Some(1))), (2, 3, 2));
        assert!(Stacks::new(&plot, &[]).is_empty());
    }
}
