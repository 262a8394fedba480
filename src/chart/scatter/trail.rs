//! How a dot came here: a line of cells from where it was to just before where it is.
//!
//! Which cells are free is the caller's to say; [`super::labels::Board`] knows.

use super::Cell;

/// Which way a step of a trail leads; rows count downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// To the left.
    Left,
    /// To the left and up.
    UpLeft,
    /// Up.
    Up,
    /// To the right and up.
    UpRight,
    /// To the right.
    Right,
    /// To the right and down.
    DownRight,
    /// Down.
    Down,
    /// To the left and down.
    DownLeft,
}

/// One cell of a trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Where.
    pub cell: Cell,
    /// Where it leads.
    pub way: Way,
    /// The last one that can be seen: it carries the arrow's head.
    pub head: bool,
}

/// The cells of a straight line from `from` to just before `to`, without those that are not free. Empty where both are
/// one cell.
#[must_use]
pub fn trail(from: Cell, to: Cell, is_free: impl Fn(Cell) -> bool) -> Vec<Step> {
    let (across, down) = (i32::from(to.column) - i32::from(from.column), i32::from(to.row) - i32::from(from.row));
    let count = across.abs().max(down.abs());
    let at = |step: i32| (i32::from(from.column) + part(across, step, count), i32::from(from.row) + part(down, step, count));
    let mut steps: Vec<Step> = (0..count)
        .filter_map(|step| {
            let (here, next) = (at(step), at(step + 1));
            let cell = Cell { column: here.0 as u16, row: here.1 as u16 };
            is_free(cell).then(|| Step { cell, way: way(next.0 - here.0, next.1 - here.1), head: false })
        })
        .collect();
    if let Some(last) = steps.last_mut() {
        last.head = true;
    }
    steps
}

/// `whole * step / count`, half away from zero: a line and the same line backwards go through the same cells.
fn part(whole: i32, step: i32, count: i32) -> i32 {
    let twice = 2 * whole.abs() * step + count;
    whole.signum() * (twice / (2 * count))
}

fn way(across: i32, down: i32) -> Way {
    match (across.signum(), down.signum()) {
        (-1, -1) => Way::UpLeft,
        (-1, 0) => Way::Left,
        (-1, _) => Way::DownLeft,
        (0, -1) => Way::Up,
        (0, _) => Way::Down,
        (_, -1) => Way::UpRight,
        (_, 0) => Way::Right,
        (_, _) => Way::DownRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(column: u16, row: u16) -> Cell {
        Cell { column, row }
    }

    fn seen(steps: &[Step]) -> Vec<(u16, u16, Way)> {
        steps.iter().map(|step| (step.cell.column, step.cell.row, step.way)).collect()
    }

    #[test]
    fn a_trail_ends_just_before_the_dot() {
        let steps = trail(cell(2, 5), cell(2, 2), |_| true);
        assert_eq!(seen(&steps), [(2, 5, Way::Up), (2, 4, Way::Up), (2, 3, Way::Up)]);
        assert_eq!(steps.iter().map(|step| step.head).collect::<Vec<_>>(), [false, false, true]);
        // Two down on four across: every other step goes down, half a cell away from the start.
        let steps = trail(cell(0, 0), cell(4, 2), |_| true);
        assert_eq!(seen(&steps), [(0, 0, Way::DownRight), (1, 1, Way::Right), (2, 1, Way::DownRight), (3, 2, Way::Right)]);
        assert_eq!(seen(&trail(cell(1, 1), cell(0, 0), |_| true)), [(1, 1, Way::UpLeft)]);
        assert!(trail(cell(3, 3), cell(3, 3), |_| true).is_empty());
    }

    #[test]
    fn what_lies_in_the_way_is_left_out_and_the_head_is_seen() {
        let steps = trail(cell(9, 0), cell(0, 0), |cell| cell.column > 3 && cell.column != 7);
        assert_eq!(
            steps.iter().map(|step| (step.cell.column, step.head)).collect::<Vec<_>>(),
            [(9, false), (8, false), (6, false), (5, false), (4, true)]
        );
        assert!(trail(cell(9, 0), cell(0, 0), |_| false).is_empty());
    }

    proptest! {
        #[test]
        fn a_trail_is_unbroken(from in (0u16..240, 0u16..70), to in (0u16..240, 0u16..70)) {
            let (from, to) = (cell(from.0, from.1), cell(to.0, to.1));
            let mut cells: Vec<Cell> = trail(from, to, |_| true).iter().map(|step| step.cell).collect();
            prop_assert_eq!(cells.first().copied().unwrap_or(to), from);
            prop_assert!(!cells.contains(&to));
            cells.push(to);
            for two in cells.windows(2) {
                prop_assert!(two[0].column.abs_diff(two[1].column) <= 1 && two[0].row.abs_diff(two[1].row) <= 1);
            }
        }
    }
}
