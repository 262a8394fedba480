//! The analyses: one file each, pure functions from sums to figures (`metrics.md`).
//!
//! Nothing here reads a series, asks for the time or knows how a figure is printed; [`super::figures`] hands each
//! analysis the sums it needs, from one pass over the documents that [`tally`] makes.

pub mod attention;
pub mod concentration;
pub mod one_off;
pub mod practice;
pub mod ratio;
pub mod retention;
pub mod revenue;
pub mod stress;
pub mod tally;
pub mod what_if;
pub mod windows;
