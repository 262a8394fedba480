//! The dashboard without a terminal: keys in, pictures out.

mod concentration;
mod customers;
mod random;
pub(crate) mod stage;
mod welcome;
