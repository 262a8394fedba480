//! The whole program from outside: one binary, its tree mirrors `src`.

mod app;
mod cli;
mod harness;
mod house;
#[cfg(target_os = "linux")]
mod pty;
mod readme;
mod report;
mod repository;
mod sample;
