//! The dashboard without a terminal: keys in, pictures out.

pub(crate) mod stage;
