//! The tabs: each keeps its own view of the book (cursor, order, filter), answers events with effects, and draws.
//!
//! They never know each other, a file or the terminal. What lies on top of them is `modals`.

pub mod beach;
pub mod concentration;
pub mod customers;
pub mod matrix;
pub mod practice;
pub mod welcome;
