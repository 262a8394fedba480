//! Where an arrow key leads: the nearest dot that way, through a stack before out of it.
//!
//! Distances are as seen: a cell is twice as high as wide. The four directions share the plane out among them, each a
//! quarter with one of its two diagonals, so that no dot lies between two directions and every dot can be reached from
//! every other (with both diagonals in both quarters some could not). [`super::stacks`] gathers the dots.

use super::{Cell, Stacks};

/// An arrow key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To a lower score across.
    Left,
    /// To a higher score across.
    Right,
    /// To a higher score up.
    Up,
    /// To a lower score up.
    Down,
}

/// The dot an arrow key leads to from a dot; `None` where nothing lies that way.
///
/// Within a stack `Down` goes to the next dot and `Up` to the one before. Out of it the nearest stack in the quarter that
/// way wins, else the nearest that lies that way at all; of equals the one straighter ahead, then the more important. A
/// stack is entered at its top, from below at its bottom, so that it is gone through in order.
#[must_use]
pub fn nearest(stacks: &Stacks, from: usize, direction: Direction) -> Option<usize> {
    let stack = stacks.of(from)?;
    let dots = stacks.dots(stack);
    let place = dots.iter().position(|dot| *dot == from)?;
    let within = match direction {
        Direction::Up => place.checked_sub(1),
        Direction::Down => Some(place + 1),
        Direction::Left | Direction::Right => None,
    };
    if let Some(dot) = within.and_then(|place| dots.get(place)) {
        return Some(*dot);
    }
    let here = stacks.cell(stack);
    let next = (0..stacks.len())
        .filter_map(|other| Some((distance(here, stacks.cell(other), direction)?, other)))
        .min()
        .map(|(_, other)| stacks.dots(other))?;
    if direction == Direction::Up { next.last().copied() } else { next.first().copied() }
}

/// How far a cell lies in a direction, the nearest least: outside the quarter or not, the distance squared, how far
/// beside. `None` for what does not lie that way.
fn distance(from: Cell, to: Cell, direction: Direction) -> Option<(bool, i64, i64)> {
    let right = i64::from(to.column) - i64::from(from.column);
    let down = 2 * (i64::from(to.row) - i64::from(from.row));
    // `beside` counts to the right of who looks ahead, so that each quarter has the diagonal on the same hand.
    let (ahead, beside) = match direction {
        Direction::Left => (-right, -down),
        Direction::Right => (right, down),
        Direction::Up => (-down, right),
        Direction::Down => (down, -right),
    };
    let in_quarter = -ahead < beside && beside <= ahead;
    (ahead > 0).then(|| (!in_quarter, ahead * ahead + beside * beside, beside.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scatter::{Insets, Plot, Point};
    use Direction::{Down, Left, Right, Up};
    use proptest::prelude::*;

    /// Dots on the cells of a plot of 101 by 101 cells: a score is its cell. The cuts lie out of the way.
    fn stacks(points: &[(f64, f64)]) -> Stacks {
        let plot = Plot::new(103, 103, Insets::default(), (101.0, 101.0)).unwrap();
        let points: Vec<Point> =
            points.iter().map(|(x, y)| Point { x: x * 100.0 / 102.0, y: y * 100.0 / 102.0, importance: 0 }).collect();
        Stacks::new(&plot, &points)
    }

    fn moves(points: &[(f64, f64)]) -> [Option<usize>; 4] {
        let stacks = stacks(points);
        [Left, Right, Up, Down].map(|direction| nearest(&stacks, 0, direction))
    }

    #[test]
    fn the_nearest_in_the_quarter_wins_over_a_nearer_one_beside_it() {
        // Dot 1 is 8 cells to the right; dot 2 is 3 to the right and 2 rows up, which looks like 4.
        assert_eq!(moves(&[(50.0, 50.0), (58.0, 50.0), (53.0, 52.0)]), [None, Some(1), Some(2), None]);
        // Alone that way, it is reached all the same.
        assert_eq!(moves(&[(50.0, 50.0), (53.0, 52.0)]), [None, Some(1), Some(1), None]);
    }

    #[test]
    fn a_row_counts_as_two_columns() {
        // 5 columns or 3 rows, that is 6.
        assert_eq!(moves(&[(50.0, 50.0), (44.0, 53.0), (45.0, 50.0)])[0], Some(2));
        // 4 columns and 1 row, that is 20 squared; 5 columns, that is 25.
        assert_eq!(moves(&[(50.0, 50.0), (45.0, 50.0), (46.0, 51.0)])[0], Some(2));
    }

    #[test]
    fn of_equals_the_straighter_then_the_first_wins() {
        // 5 and 0 or 3 and 4: both 25, both in the quarters to the right and up.
        assert_eq!(moves(&[(50.0, 50.0), (53.0, 48.0), (55.0, 50.0)])[1], Some(2));
        assert_eq!(moves(&[(50.0, 50.0), (56.0, 51.0), (56.0, 49.0)])[1], Some(1));
        assert_eq!(moves(&[(50.0, 50.0), (56.0, 49.0), (56.0, 51.0)])[1], Some(1));
    }

    #[test]
    fn a_stack_is_stepped_through_before_it_is_left() {
        let stacks = stacks(&[(10.0, 10.0), (10.0, 20.0), (10.0, 20.0), (10.0, 20.0), (10.0, 30.0), (20.0, 20.0)]);
        let walk = |from: usize, direction| {
            std::iter::successors(Some(from), |dot| nearest(&stacks, *dot, direction)).take(9).collect::<Vec<_>>()
        };
        assert_eq!(walk(4, Down), [4, 1, 2, 3, 0]);
        assert_eq!(walk(0, Up), [0, 3, 2, 1, 4]);
        assert_eq!((nearest(&stacks, 2, Right), nearest(&stacks, 5, Left)), (Some(5), Some(1)));
        assert_eq!(nearest(&stacks, 77, Left), None);
    }

    /// The dots reached from the first one along `edges`.
    fn reached(edges: &[Vec<usize>]) -> usize {
        let mut seen = vec![false; edges.len()];
        let mut open = vec![0];
        while let Some(dot) = open.pop() {
            if !std::mem::replace(&mut seen[dot], true) {
                open.extend(&edges[dot]);
            }
        }
        seen.iter().filter(|seen| **seen).count()
    }

    /// Whether every dot leads to every other: the first leads to all, and all lead to the first.
    fn all_lead_to_all(stacks: &Stacks, count: usize) -> bool {
        let (mut out, mut back) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (dot, ways) in out.iter_mut().enumerate() {
            ways.extend([Left, Right, Up, Down].into_iter().filter_map(|direction| nearest(stacks, dot, direction)));
            for to in ways {
                back[*to].push(dot);
            }
        }
        reached(&out) == count && reached(&back) == count
    }

    #[test]
    fn every_dot_can_be_reached_in_every_pattern_of_a_small_plot() {
        for pattern in 1u32..1 << 15 {
            let points: Vec<(f64, f64)> =
                (0..15).filter(|at| pattern >> at & 1 == 1).map(|at| (f64::from(at % 5), f64::from(at / 5))).collect();
            assert!(all_lead_to_all(&stacks(&points), points.len()), "{points:?}");
        }
    }

    proptest! {
        #[test]
        fn every_dot_can_be_reached_from_every_other(
            points in proptest::collection::vec((0u8..103, 0u8..103), 1..60),
            crowd in proptest::collection::vec((0u8..12, 0u8..7), 0..60),
        ) {
            let points: Vec<(f64, f64)> = points.iter().chain(&crowd).map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            prop_assert!(all_lead_to_all(&stacks(&points), points.len()));
        }
    }
}
