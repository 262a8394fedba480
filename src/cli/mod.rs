//! The command line: words in, one task each, words out. Prints, never draws; what is to be drawn it hands back
//! ([`Ended::Dashboard`]).
//!
//! [`Arguments`] is the whole grammar; one file per command below. What a command does is a task
//! ([`crate::tasks`]); here it is put in words. Exit codes: 0 fine, 1 wrong usage, 2 a problem in the data, 3 cannot
//! open or write, 128 + n stopped by a signal.

mod arguments;
mod check;
mod copies;
mod dashboard;
mod export;
mod history;
mod import;
mod manual;
mod output;
mod report;
mod settings;
mod watch;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Parser;

use arguments::Command;
pub use arguments::{Arguments, Theme};
use output::Stop;

use crate::repository::Clock;
use crate::tasks::{self, Setup};

/// What the program is started with, beside its words: `main` alone asks the machine for these.
pub struct Surroundings {
    /// The book named by the environment.
    pub book: Option<PathBuf>,
    /// Today, where `--today` does not say otherwise.
    pub today: NaiveDate,
    /// What tells the time.
    pub clock: Clock,
    /// Columns of the terminal on standard output; `None` where it is none.
    pub columns: Option<usize>,
    /// Whether standard error is a terminal: progress is shown there.
    pub is_watched: bool,
    /// Whether only ASCII marks can be trusted to show.
    pub ascii: bool,
    /// What there is to draw the dashboard on.
    pub screen: Screen,
}

/// What there is to draw on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A terminal with a keyboard.
    Terminal,
    /// A terminal to show things on, and no keyboard.
    NoKeyboard,
    /// No terminal, a dumb one, or a reader who wants words only.
    Plain,
}

/// How a command ends.
#[derive(Debug)]
pub enum Ended {
    /// All is said and done; the exit code.
    Code(u8),
    /// The dashboard is to be opened.
    Dashboard(Box<Dashboard>),
}

/// What the dashboard is opened on.
#[derive(Debug)]
pub struct Dashboard {
    /// The book, today and the clock.
    pub setup: Setup,
    /// Colours the owner asked for.
    pub theme: Option<Theme>,
    /// Plain ASCII marks only.
    pub ascii: bool,
    /// Letters instead of names.
    pub discreet: bool,
    /// Where the owner's own book lives, when this is the sample.
    pub own_book: Option<PathBuf>,
    /// Whether the owner named the day.
    pub is_dated: bool,
    /// A fault asked for by a test.
    pub fault: Option<String>,
}

impl std::fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Surroundings").field("today", &self.today).field("columns", &self.columns).finish_non_exhaustive()
    }
}

/// Runs the program, up to the dashboard where that is asked for.
pub fn run(words: impl IntoIterator<Item = std::ffi::OsString>, surroundings: &Surroundings) -> Ended {
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked_for = !error.use_stderr();
            // A reader that has gone away has seen enough.
            let _ = error.print();
            return Ended::Code(u8::from(!asked_for));
        }
    };
    match execute(arguments, surroundings) {
        Ok(()) | Err(Stop::Closed) => Ended::Code(0),
        Err(Stop::Code(code)) => Ended::Code(code),
        Err(Stop::Draw(dashboard)) => Ended::Dashboard(dashboard),
        Err(Stop::Failed(failure)) => {
            output::complain(&failure.to_string());
            Ended::Code(watch::signal_code().unwrap_or_else(|| failure.exit_code()))
        }
    }
}

/// Tells on standard error why the dashboard could not be opened; the exit code.
pub fn complain(failure: &tasks::Failure) -> u8 {
    output::complain(&failure.to_string());
    failure.exit_code()
}

fn execute(arguments: Arguments, surroundings: &Surroundings) -> Result<(), Stop> {
    if let Some(Command::Completions { shell }) = arguments.command {
        return manual::completions(shell);
    }
    if let Some(Command::Man) = arguments.command {
        return manual::man();
    }
    let setup = setup(&arguments, surroundings)?;
    let look = report::Look::new(&arguments, surroundings);
    let draws = surroundings.screen != Screen::Plain && !arguments.plain;
    match arguments.command {
        None if draws => Err(dashboard::open(setup, &arguments, surroundings)),
        None => report::welcome_or_report(&setup, &look),
        Some(Command::Demo { keep, ref section }) if draws && section.is_empty() => {
            Err(dashboard::open_sample(&setup, keep, &arguments, surroundings))
        }
        Some(Command::Demo { keep, section }) => report::demo(&setup, keep, &section, &look, surroundings),
        Some(Command::Import(import)) => import::import(&setup, *import, surroundings),
        Some(Command::Report(request)) => report::report(&setup, &request, &look),
        Some(Command::Export { format, .. }) if arguments.discreet && format != arguments::ExportFormat::Ics => Err(Stop::Failed(tasks::Failure::Request(
            "An export holds every name as it is.\nNothing was written.\nTo show figures without names: keepnet report --discreet. A calendar without names: keepnet export --format ics --out FOLDER --discreet."
                .to_owned(),
        ))),
        Some(Command::Export { format, out, raw, force }) => export::export(&setup, (format, arguments.discreet), &out, raw, force),
        Some(Command::Check) => check::check(&setup, surroundings),
        Some(Command::Backup { out }) => copies::back_up(&setup, out.as_deref()),
        Some(Command::Restore { file }) => copies::restore(&setup, &file),
        Some(Command::Set { name, value }) => settings::set(&setup, &name, &value.join(" ")),
        Some(Command::Get { name }) => settings::get(&setup, name.as_deref()),
        Some(Command::Undo) => history::undo(&setup),
        Some(Command::Redo) => history::redo(&setup),
        Some(Command::History { last }) => history::history(&setup, last),
        Some(Command::Completions { .. } | Command::Man) => Ok(()),
    }
}

fn setup(arguments: &Arguments, surroundings: &Surroundings) -> Result<Setup, Stop> {
    let book: PathBuf = match arguments.book.as_ref().or(surroundings.book.as_ref()) {
        Some(book) => book.clone(),
        None => tasks::default_book()?,
    };
    let acknowledge = arguments.ack.as_deref().map(tasks::acknowledgements).transpose()?;
    let today = arguments.today.unwrap_or(surroundings.today);
    Ok(Setup { book, today, clock: surroundings.clock.clone(), acknowledge })
}
