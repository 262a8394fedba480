//! The dashboard without a terminal: keys in, pictures out.

mod forms;
mod random;
pub(crate) mod stage;
