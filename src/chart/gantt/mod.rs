//! Where days lie on a calendar laid out in cells: columns of weeks, months or quarters. Pure.
//!
//! An [`Axis`] turns a day into a cell and a span of days into the cells it covers, [`headings`] says what stands above
//! the columns and [`label`] where the words of a bar go. Nothing here knows work, a colour or a mark; `ui::gantt` draws it.

mod axis;
mod headings;
mod label;

#[cfg(test)]
mod tests;

pub use axis::{Axis, Place, Scale, Span};
pub use headings::{Heading, headings};
pub use label::{Label, label};
