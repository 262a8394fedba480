//! The book as plain files: CSV for spreadsheets and other programs, JSON for everything at once, a calendar of
//! the days that ask for something.
//!
//! It owns how an entity becomes the cells of its columns ([`domain::columns`](crate::domain::columns), which `import`
//! reads by). It writes into whatever it is given and knows nothing of files, folders or the store: documents come in
//! as a stream, so a million of them never stand in memory. `tasks` opens the files.

mod cells;
pub mod csv;
pub mod ics;
pub mod json;
mod works;

use std::io;

/// Why an export stopped. What was written until then is not a whole file.
#[derive(Debug, thiserror::Error)]
pub enum Stopped<E> {
    /// The documents could not be read any further.
    #[error("{0}")]
    Reading(E),
    /// The file could not be written.
    #[error("{0}")]
    Writing(#[from] io::Error),
}

#[cfg(test)]
mod sample;
