//! The real program in a real terminal: every way out leaves it as it was, whatever came in.

#![allow(clippy::unwrap_used)]

mod driver;
mod ends;
mod garbage;
mod pipes;
mod sizes;
mod stops;
mod vanishes;
