//! `keepnet` and `keepnet demo` on a terminal: what the dashboard is opened on.

use std::path::PathBuf;

use super::output::Stop;
use super::watch::watched;
use super::{Arguments, Dashboard, Screen, Surroundings, Theme};
use crate::repository::{Error, Kind};
use crate::tasks::{self, Setup};

/// The dashboard on the owner's book.
pub(super) fn open(setup: Setup, arguments: &Arguments, surroundings: &Surroundings) -> Stop {
    keyboard(surroundings).err().unwrap_or_else(|| on(setup, None, arguments, surroundings))
}

/// The dashboard on the sample.
pub(super) fn open_sample(setup: &Setup, keep: bool, arguments: &Arguments, surroundings: &Surroundings) -> Stop {
    if let Err(stop) = keyboard(surroundings) {
        return stop;
    }
    let beside = setup.clone();
    match watched(surroundings.is_watched, move |progress| tasks::demo(&beside, keep, progress)) {
        Ok(sample) => on(sample.setup, Some(setup.book.clone()), arguments, surroundings),
        Err(failure) => failure.into(),
    }
}

fn on(setup: Setup, own_book: Option<PathBuf>, arguments: &Arguments, surroundings: &Surroundings) -> Stop {
    Stop::Draw(Box::new(Dashboard {
        setup,
        theme: if arguments.no_color { Some(Theme::Mono) } else { arguments.theme },
        ascii: arguments.ascii || surroundings.ascii,
        discreet: arguments.discreet,
        own_book,
        is_dated: arguments.today.is_some(),
        fault: arguments.fault.clone(),
    }))
}

/// The dashboard needs keys to be moved through.
fn keyboard(surroundings: &Surroundings) -> Result<(), Stop> {
    if surroundings.screen != Screen::NoKeyboard {
        return Ok(());
    }
    Err(Error::new(
        Kind::Unusable,
        "The dashboard needs a keyboard, and standard input is none here.",
        "Nothing was changed.",
        "For your book in figures: keepnet report, or keepnet --plain.",
    )
    .into())
}
