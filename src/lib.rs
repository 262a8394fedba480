//! keepnet.

pub mod domain;
pub mod repository;
