//! The dashboard without a terminal: keys in, pictures out.

mod concentration;
mod customers;
mod finder;
mod forms;
mod keys;
mod messages;
mod random;
pub(crate) mod stage;
mod welcome;
