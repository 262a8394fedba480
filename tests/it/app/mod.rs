//! The dashboard without a terminal: keys in, pictures out.

mod customers;
pub(crate) mod stage;
