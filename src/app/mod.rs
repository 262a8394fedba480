//! The dashboard: one loop, one book, the tabs and what lies on top of them.
//!
//! [`App`] is the core: inputs in, pictures out, time and book handed to it, no terminal anywhere. `run` is the loop
//! around it, `term` the terminal. Effects are carried out in `perform`, the frame is drawn in `frame`, the book lies
//! on the `desk`.

mod core;
mod desk;
mod frame;
mod messages;
pub mod msg;
mod openings;
mod perform;

pub use core::{App, Local, Start};
