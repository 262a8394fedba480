//! The command line as its users meet it: words in; words, files and exit codes out.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod arguments;
mod beach;
mod check;
mod copies;
mod export;
mod history;
mod hostile;
mod import;
mod known_answers;
mod modes;
mod output;
mod report;
mod session;
mod settings;
mod wrong_books;
