//! keepnet.

pub mod domain;
pub mod export;
pub mod import;
pub mod report;
pub mod repository;
