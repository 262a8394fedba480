//! The whole program from outside: one binary, its tree mirrors `src`.

mod house;
mod readme;
mod report;
mod sample;
