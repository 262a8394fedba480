//! keepnet.

pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod report;
pub mod repository;
pub mod tasks;
