//! The dashboard without a terminal: keys in, pictures out.

mod random;
pub(crate) mod stage;
