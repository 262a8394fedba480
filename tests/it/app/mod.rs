//! The dashboard without a terminal: keys in, pictures out.

mod customers;
mod random;
pub(crate) mod stage;
