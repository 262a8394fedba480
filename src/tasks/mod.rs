//! What the command line and the dashboard both do, once each.
//!
//! A task takes a request, a book or where it lives, and somebody who watches; it returns data. It never prints and
//! never draws: `cli` puts the answer in words, the dashboard runs it as a job. One file per task.

mod check;
mod copies;
mod demo;
mod export;
mod failure;
mod file;
mod import;
mod job;
mod open;
mod places;
mod report;
mod settings;
mod steps;

pub use check::{Checked, check};
pub use copies::{back_up, restore};
pub use demo::{Sample, demo, own_beside};
pub use export::{ExportRequest, Exported, Format, export, in_the_way};
pub use failure::Failure;
pub use file::write_file;
pub use import::{FileOutcome, ImportRequest, Input, import};
pub use job::{Job, News, Stage};
pub use open::{Setup, acknowledgements, default_book};
pub use places::Places;
pub use report::report;
pub use settings::{Entry, get, set};
pub use steps::{history, redo, undo};
