//! The dashboard without a terminal: keys in, pictures out.

mod beach;
mod beach_cursor;
mod beach_edits;
mod beach_over;
mod beach_room;
mod beach_says;
mod books;
mod concentration;
mod customers;
mod customers_scores;
mod finder;
pub(crate) mod firm;
mod forms;
mod hostile;
mod keys;
mod matrix;
mod measures;
mod messages;
mod pictures;
mod placing;
pub(crate) mod practice;
mod random;
mod rating;
pub(crate) mod stage;
mod walk;
mod welcome;
