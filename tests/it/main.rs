//! The whole program from outside: one binary, its tree mirrors `src`.

mod app;
mod cli;
mod harness;
mod house;
mod readme;
mod report;
mod repository;
mod sample;
