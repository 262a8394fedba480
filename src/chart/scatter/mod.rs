//! Where the dots, names and arrows of a scatter plot lie: two scores of 0 to 100, cut into four corners. Pure.
//!
//! A [`Plot`] turns scores into cells, [`Stacks`] gathers the dots that share one, [`labels`] finds room for their names,
//! [`nearest`] says where an arrow key leads and [`trail`] how a dot came here. Nothing here knows a colour, a mark or a
//! customer; `ui::scatter` draws it.

mod labels;
mod moves;
mod plot;
mod stacks;
mod trail;

pub use labels::{Board, Label, Labels, labels};
pub use moves::{Direction, nearest};
pub use plot::{Insets, Plot};
pub use stacks::{Point, Stacks};
pub use trail::{Step, Way, trail};

/// A cell of a plot: columns count from the left, rows from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// From the left.
    pub column: u16,
    /// From the top.
    pub row: u16,
}
