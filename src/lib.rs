//! keepnet: know which customers to keep.
//!
//! A dashboard for owners of small firms. It takes in the invoices another program exports, keeps them in one `SQLite` file,
//! the *book*, and says who the revenue hangs on and how long the money lasts without them. Nothing leaves the machine,
//! every edit can be undone, and no figure is made up: one that lacks data says what it lacks.
//!
//! # The screen
//!
//! ```text
//!  1 Customers   2 Matrix   3 Concentration   4 Beach   6 Practice         Wren & Marlow    app::frame    tabs, rule
//! ━━━━━━━━━━━━━───────────────────────────────────────────────────────────────────────────
//!   16 customers     $612,400 in 12 months     top three 47%     2 one-off                   screens::*    the sentence
//! ╭─ ▸ Customers ──────────────────── by revenue ↓ ─╮╭─ Harbourline Freight ─────────────╮  ui::panel
//! │   Name                 12 mo   %  2 years  Last ││ Logistics        since March 2019 │
//! │─────────────────────────────────────────────────││                                   │  screens::customers
//! │▌  Harbourline Freight 142,300  23 ▅▆▇██▇▆▅  41d ││ 12 months                $142,300 │    table, detail
//! │   Osei Dental Group    86,500  14 ▂▃▃▄▅▆▆▇   6d ││ Share of book               23.2% │  domain::roster
//! ╰────────────────────────────────────── 1 of 16 ──╯╰───────────────────────────────────╯  modals::* lie on top
//!  ✓ Osei Dental Group: tags retainer (was none)            saved 14:02 · backed up today   app::messages
//!  ↑↓ move  ⏎ open  a add  e edit  / filter  u undo            : commands  ? help  q quit   intent::keymap
//! ```
//!
//! # The rooms
//!
//! | room | owns | must not know |
//! | --- | --- | --- |
//! | `main.rs` | what only the machine can say: today, the time, the terminal, the words typed | everything but [`cli`] and [`app`] |
//! | [`app`] | the dashboard: loop, terminal, the open book, what lies on top of what | SQL, how anything is drawn inside a tab |
//! | [`cli`] | the grammar of the command line, and every answer put in words | SQL, how a figure comes about |
//! | [`screens`] | one tab each: its cursor, order and filter, and how it is drawn | files, the terminal, each other |
//! | [`modals`] | what lies on top of a tab: help, palette, forms, lists, questions | the same |
//! | [`tasks`] | what a command does, once each: open, import, report, export, back up, restore, check, set, undo | printing, drawing |
//! | [`intent`] | the words between keys, screens and app: the one table of bindings, actions, effects, the view | state |
//! | [`repository`] | the book as one file: SQL, migrations, history, copies | files being imported, printing |
//! | [`import`] | bytes to rows: encoding, delimiter, headings, dates, amounts; asks rather than guesses | the book, writing |
//! | [`export`] | the book as CSV and JSON, and its days as a calendar | where files go |
//! | [`report`] | the figures as text, Markdown and JSON | how a figure comes about |
//! | [`ui`] | drawing in cells: canvas, theme, panels, tables, fields | customers, money, the book |
//! | [`domain`] | the firm's book in plain Rust: customers, documents, money, dates, every figure | all of the above, files, the clock |
//! | [`chart`] | geometry: widths, bars, trends, columns, scrolling | colours, terminals, customers |
//!
//! # Who may import whom
//!
//! ```text
//! main
//!   app                          cli
//!     screens   modals             tasks         app uses tasks too; cli knows the types of repository, import,
//!       intent                       repository  import  export  report   report and domain, to put them in words
//!         ui
//!           chart    domain
//! ```
//!
//! Arrows only run down and rooms of one floor never know each other: what an import yields and the book takes in is
//! [`domain::intake`], what is printed or drawn is [`domain::figures`], the columns of files are [`domain::columns`]. Of
//! other crates `rusqlite` lives in `repository` alone, `clap` in `cli` alone, `crossterm` in `app` alone, and `domain`
//! takes only what makes values: `chrono`, `serde`, `smol_str`, `thiserror`, `unicode-normalization`. Only `repository`
//! and `tasks` touch files (`import` reads an open one), only `cli` prints, only `app` draws on the terminal, only
//! `main.rs` asks what time it is. `tests/it/house.rs` fails on anything else.
//!
//! # How a key becomes a picture
//!
//! 1. A thread reads the terminal and sends what came, in batches; [`app::run()`] takes all that waits.
//! 2. [`app::App`] finds the scope (the modal on top, a text field, the tab) and asks [`intent::keymap`] what the key
//!    means there. The same table makes the footer, the help, the palette and the manual's table of keys.
//! 3. The screen or modal gets the [`intent::Event`] and a [`intent::View`] of the book, changes its own state and returns
//!    [`intent::Effect`]s: data, so a test can compare them.
//! 4. The app carries them out. A save is one transaction in [`repository::Repository::apply`]; what it touched is read
//!    again, and every screen finds its selection again by id.
//! 5. One picture is drawn into a buffer and what changed goes to the terminal. At rest nothing happens at all.
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
//! [`intent::keymap`] and `intent/table.rs` for everything that can be done; [`screens::customers`] for a tab;
//! [`domain::book`] and [`domain::series`] for what a book is, [`domain::record`] for everything else an owner keeps;
//! [`domain::scores`] and [`domain::beach`] for what the Matrix and the Beach are made of; [`domain::insight`] for one figure per file, worked out by
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
