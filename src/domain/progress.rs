//! How slow work reports and is stopped: the same trait for a line on the terminal, a toast and a test.

use std::fmt;

/// Slow work was asked to stop; nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

impl fmt::Display for Cancelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped before the end")
    }
}

impl std::error::Error for Cancelled {}

/// Who watches slow work. `step` may be called often: the watcher decides how often it shows anything.
pub trait Progress {
    /// `done` of `total` units (`total` 0: unknown). An error stops the work.
    fn step(&mut self, what: &'static str, done: u64, total: u64) -> Result<(), Cancelled>;
}

/// Nobody watches and nobody stops it.
#[derive(Debug, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn step(&mut self, _: &'static str, _: u64, _: u64) -> Result<(), Cancelled> {
        Ok(())
    }
}
