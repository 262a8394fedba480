//! keepnet.

pub mod domain;
