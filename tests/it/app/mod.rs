//! The dashboard without a terminal: keys in, pictures out.

mod concentration;
mod customers;
mod forms;
mod random;
pub(crate) mod stage;
mod welcome;
