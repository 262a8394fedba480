//! The whole program from outside: one binary, its tree mirrors `src`.

mod report;
mod repository;
mod sample;
