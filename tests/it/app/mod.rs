//! The dashboard without a terminal: keys in, pictures out.

mod finder;
mod keys;
pub(crate) mod stage;
