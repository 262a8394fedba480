//! The dashboard without a terminal: keys in, pictures out.

mod look;
pub(crate) mod stage;
