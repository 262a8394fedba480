//! The dashboard without a terminal: keys in, pictures out.

mod customers;
mod finder;
mod keys;
mod random;
pub(crate) mod stage;
