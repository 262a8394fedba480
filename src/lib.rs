//! keepnet: know which customers to keep.
//!
//! A tool for owners of small firms. It takes in the invoices another program exports, keeps them in one `SQLite` file,
//! the *book*, and says who the revenue hangs on and how long the money lasts without them. Nothing leaves the machine,
//! every edit can be undone, and no figure is made up: one that lacks data says what it lacks.
//!
//! # The rooms
//!
//! | room | owns | must not know |
//! | --- | --- | --- |
//! | `main.rs` | what only the machine can say: today, the time, the terminal, the words typed | everything but [`cli`] |
//! | [`cli`] | the grammar of the command line, and every answer put in words | SQL, how a figure comes about |
//! | [`tasks`] | what a command does, once each: open, import, report, export, back up, restore, check, set, undo | printing |
//! | [`repository`] | the book as one file: SQL, migrations, history, copies | files being imported, printing |
//! | [`import`] | bytes to rows: encoding, delimiter, headings, dates, amounts; asks rather than guesses | the book, writing |
//! | [`export`] | the book as CSV and JSON | where files go |
//! | [`report`] | the figures as text, Markdown and JSON | how a figure comes about |
//! | [`domain`] | the firm's book in plain Rust: customers, documents, money, dates, every figure | all of the above, files, the clock |
//!
//! # Who may import whom
//!
//! ```text
//! main
//!   cli
//!     tasks                                    cli also knows the types of repository, import, report and domain,
//!       repository  import  export  report     to put them in words
//!         domain
//! ```
//!
//! Arrows only run down and rooms of one floor never know each other: what an import yields and the book takes in is
//! [`domain::intake`], what a report prints is [`domain::figures`], the columns of files are [`domain::columns`]. Of
//! other crates `rusqlite` lives in `repository` alone, `clap` in `cli` alone, and `domain` only what makes
//! values: `chrono`, `serde`, `smol_str`, `thiserror`, `unicode-normalization`. Only `repository` and `tasks` touch files (`import` reads an open one), only
//! `cli` prints, only `main.rs` asks what time it is. `tests/it/house.rs` fails on anything else.
//!
//! # How a command runs
//!
//! `keepnet import invoices.csv`, from the words to the answer:
//!
//! 1. `main.rs` hands the words and the day to [`cli::run`]; `clap` makes them [`cli::Arguments`].
//! 2. `cli::import` runs the one task, [`tasks::import()`], as a [`tasks::Job`]: it says how far it is and can be stopped.
//! 3. [`import::plan`] looks at the file and settles how it is read, or refuses it and names the flag that settles it.
//! 4. [`import::Plan::read`] streams [`domain::intake::Item`]s from a thread of its own, in memory that does not grow.
//! 5. [`repository::Repository::take_in`] writes them in one transaction and one undo step, with each customer's
//!    [`domain::series`] beside the documents it sums. A refused row rolls everything back.
//! 6. The task returns what came of it ([`domain::intake::Outcome`]) and `cli` says it, with an exit code: 0 fine, 1 wrong
//!    usage, 2 a problem in the data, 3 cannot open or write, 128 + n stopped by a signal.
//!
//! `keepnet report` runs the other way: [`repository::Repository::load_book`] fills a [`domain::book::Book`],
//! [`domain::figures`] works on its series alone, [`report::Report`] names what may be printed, and [`report::text`],
//! [`report::markdown`] or [`report::json()`] lays it out. An edit (`set`, `undo`) is a [`domain::change::Change`] that
//! [`repository::Repository::apply`] writes through one primitive, with every row as it was and as it is.
//!
//! # Where to read first
//!
//! [`domain::book`] and [`domain::series`] for what a book is; [`domain::insight`] for one figure per file, worked out by
//! hand in its tests; [`repository::Repository`] for how a step is kept; [`tasks`] for what the program can do; then the
//! front page of the room you are about to change.

pub mod app;
pub mod chart;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod intent;
pub mod modals;
pub mod report;
pub mod repository;
pub mod screens;
pub mod tasks;
pub mod ui;
