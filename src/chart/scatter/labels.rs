//! Room for names beside the dots, without one lying on another.
//!
//! The selected dot is named first and always; the others by importance, to the right of the dot where there is room, else
//! to the left, else shortened, else not at all. A name to the left keeps two cells from what is not its own, and none
//! crosses the cut line, so that none is read as the name, or the side, of another. The order is that of
//! [`super::stacks`].

use super::{Cell, Plot, Stacks};
use crate::chart::cells;

/// No name is longer on the plot.
const LONGEST: usize = 28;
/// A name is not shortened to less.
const SHORTEST: usize = 4;
/// The selected name covers others rather than be shorter.
const SELECTED_SHORTEST: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Free,
    Line,
    Taken,
}

/// Which cells of the plot are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    width: usize,
    cells: Vec<Use>,
    /// Free cells in each row: a full row is not searched.
    free: Vec<usize>,
}

impl Board {
    /// A board on which the dots alone lie.
    #[must_use]
    pub fn new(plot: &Plot, stacks: &Stacks) -> Board {
        let (width, height) = (usize::from(plot.width()), usize::from(plot.height()));
        let mut board = Board { width, cells: vec![Use::Free; width * height], free: vec![width; height] };
        for row in 0..plot.height() {
            if let Some(column) = plot.cut_column() {
                board.take(Cell { column, row }, 1, Use::Line);
            }
        }
        for stack in 0..stacks.len() {
            board.take(stacks.cell(stack), 1, Use::Taken);
        }
        board
    }

    /// Whether neither a dot nor a name lies there.
    #[must_use]
    pub fn is_free(&self, cell: Cell) -> bool {
        self.at(usize::from(cell.row), usize::from(cell.column)) != Some(Use::Taken)
    }

    /// Keeps a cell free of names: an arrow lies there.
    pub fn keep(&mut self, cell: Cell) {
        self.take(cell, 1, Use::Taken);
    }

    /// Whether there is room for anything at all beside a stack of `count`: a shortened name or the number below it. In a
    /// crowd there mostly is none, and no name is measured for it.
    fn may_hold(&self, dot: Cell, count: usize) -> bool {
        let least = if count > 1 { 2 } else { 1 };
        self.free[usize::from(dot.row)] > least && self.room(dot, Side::Right, 0).max(self.room(dot, Side::Left, 0)) >= least
    }

    fn at(&self, row: usize, column: usize) -> Option<Use> {
        (column < self.width).then(|| self.cells.get(row * self.width + column).copied()).flatten()
    }

    fn take(&mut self, from: Cell, width: usize, what: Use) {
        let row = usize::from(from.row);
        let start = row * self.width + usize::from(from.column);
        for cell in &mut self.cells[start..start + width] {
            self.free[row] -= usize::from(*cell == Use::Free);
            *cell = what;
        }
    }

    /// The cells a name may have beside a dot: a space away from it and from what else lies there (two at the left, where
    /// it would be read as the name of the other), and `edge` from the edge of the plot.
    fn room(&self, dot: Cell, side: Side, edge: usize) -> usize {
        let (row, column) = (usize::from(dot.row), usize::from(dot.column));
        let there = |step: usize| match side {
            Side::Right => self.at(row, column + step),
            Side::Left => column.checked_sub(step).and_then(|column| self.at(row, column)),
        };
        let mut run = 0;
        let margin = loop {
            match there(run + 1) {
                Some(Use::Free) if run > 2 * LONGEST => break 0,
                Some(Use::Free) => run += 1,
                Some(Use::Line) => break 1,
                Some(Use::Taken) => break 1 + usize::from(side == Side::Left),
                None => break edge,
            }
        };
        run.saturating_sub(margin + 1)
    }
}

/// The name of a stack, placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Whose.
    pub stack: usize,
    /// Its first cell.
    pub cell: Cell,
    /// The cells it takes.
    pub width: u16,
    /// What is written; `+2` at its end says that two more lie below.
    pub text: String,
}

/// Every name placed, and what is taken after that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// The names: the selected one first, then by importance.
    pub placed: Vec<Label>,
    /// What dots, names and kept cells take.
    pub board: Board,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Right,
    Left,
}

/// Places the names of the dots on a board, shortened with `mark`. The work is bounded by the cells there are, not by the dots.
#[must_use]
pub fn labels<'a>(
    mut board: Board,
    stacks: &Stacks,
    name: impl Fn(usize) -> &'a str,
    selected: Option<usize>,
    mark: &str,
) -> Labels {
    let mut placed = Vec::new();
    let chosen = selected.and_then(|dot| stacks.of(dot));
    for stack in chosen.into_iter().chain((0..stacks.len()).filter(|stack| Some(*stack) != chosen)) {
        let dot = stacks.cell(stack);
        let is_chosen = Some(stack) == chosen;
        if !is_chosen && !board.may_hold(dot, stacks.dots(stack).len()) {
            continue;
        }
        let words = Words::new(name(stacks.shown(stack, selected)), stacks.dots(stack).len() - 1, mark);
        let found = if is_chosen { words.place_chosen(&board, dot) } else { words.place(&board, dot, 0, SHORTEST) };
        let Some((side, text)) = found.filter(|(_, text)| !text.is_empty()) else { continue };
        let width = cells::width(&text);
        let column = match side {
            Side::Right => usize::from(dot.column) + 2,
            Side::Left => usize::from(dot.column) - 1 - width,
        };
        let label = Label { stack, cell: Cell { column: column as u16, row: dot.row }, width: width as u16, text };
        board.take(label.cell, width, Use::Taken);
        placed.push(label);
    }
    Labels { placed, board }
}

/// A name and how many more lie below.
struct Words<'a> {
    name: String,
    more: String,
    mark: &'a str,
}

impl Words<'_> {
    fn new<'a>(name: &str, below: usize, mark: &'a str) -> Words<'a> {
        let more = if below > 0 { format!("+{below}") } else { String::new() };
        Words { name: cells::cut(name, LONGEST, mark), more, mark }
    }

    fn whole(&self) -> String {
        [self.name.as_str(), self.more.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// As much as fits into `room`, with at least `shortest` cells of the name, or the number alone.
    fn fitted(&self, room: usize, shortest: usize) -> Option<String> {
        let whole = self.whole();
        if cells::width(&whole) <= room {
            return Some(whole);
        }
        let behind = cells::width(&self.more) + usize::from(!self.more.is_empty());
        let name = room.saturating_sub(behind);
        if name >= shortest.max(1) {
            let short = Words { name: cells::cut(&self.name, name, self.mark), more: self.more.clone(), mark: self.mark };
            return Some(short.whole());
        }
        (shortest <= SHORTEST && !self.more.is_empty() && self.more.len() <= room).then(|| self.more.clone())
    }

    fn place(&self, board: &Board, dot: Cell, edge: usize, shortest: usize) -> Option<(Side, String)> {
        let (right, left) = (board.room(dot, Side::Right, edge), board.room(dot, Side::Left, edge));
        let whole = cells::width(&self.whole());
        let side = if whole <= right || whole > left && right >= left { Side::Right } else { Side::Left };
        Some((side, self.fitted(right.max(left), shortest)?))
    }

    /// The selected one has bars around it, and lies over others rather than go unnamed.
    fn place_chosen(&self, board: &Board, dot: Cell) -> Option<(Side, String)> {
        self.place(board, dot, 1, SELECTED_SHORTEST).or_else(|| {
            let column = usize::from(dot.column);
            let (right, left) = ((board.width - column).saturating_sub(3), column.saturating_sub(2));
            let whole = cells::width(&self.whole());
            let side = if whole <= right || right >= left { Side::Right } else { Side::Left };
            Some((side, self.fitted(if side == Side::Right { right } else { left }, 1)?))
        })
    }
}

#[cfg(test)]
mod tests;
