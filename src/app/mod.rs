//! The dashboard: one loop, one book, the tabs and what lies on top of them.
//!
//! [`App`] is the core: inputs in, pictures out, time and book handed to it, no terminal anywhere. [`run`] is the loop
//! around it, [`term`] the terminal, [`signals`] and [`crash`] the ways out. Effects are carried out in `perform`, the
//! frame is drawn in `frame`, the book lies on the `desk`.

mod books;
mod core;
pub mod crash;
mod desk;
mod drafts;
pub mod fault;
mod frame;
mod hearing;
mod jobs;
pub mod look;
mod looks;
mod messages;
pub mod msg;
mod openings;
mod perform;
mod picture;
mod run;
pub mod signals;
pub mod term;

pub use core::{App, Local, Start};
pub use run::{Asked, run};
