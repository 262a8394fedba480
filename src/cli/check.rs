//! `keepnet check`.

use chrono::Local;

use super::Surroundings;
use super::output::{Stop, complain, say};
use super::watch::watched;
use crate::domain::money::counted;
use crate::repository::{Copy, Health, path_shown};
use crate::tasks::{self, Checked, Setup};

pub(super) fn check(setup: &Setup, surroundings: &Surroundings) -> Result<(), Stop> {
    let examined = setup.clone();
    let checked = watched(surroundings.is_watched, move |progress| tasks::check(&examined, progress))?;
    match checked {
        Checked::Opened(health) => tell(setup, &health),
        Checked::Damaged(error, good) => {
            complain(&error.what);
            complain(&error.safe);
            match good.first() {
                Some(newest) => {
                    complain("Good copies, newest first:");
                    for copy in &good {
                        complain(&format!("  {}  {}", when(copy), path_shown(&copy.path)));
                    }
                    complain(&format!("Go back to the newest: keepnet restore {}", path_shown(&newest.path)));
                }
                None => complain("There is no good copy beside it."),
            }
            Err(Stop::Code(2))
        }
    }
}

fn tell(setup: &Setup, health: &Health) -> Result<(), Stop> {
    say(&path_shown(&setup.book))?;
    say(&format!(
        "{}, {}, {} in the history.",
        counted(health.customers, "customer", "customers"),
        counted(health.documents, "document", "documents"),
        counted(health.steps, "step", "steps")
    ))?;
    for mended in &health.mended {
        say(mended)?;
    }
    if health.problems.is_empty() {
        say("All is well.")?;
    }
    match health.copies.as_slice() {
        [] => say("No copies yet; \"keepnet backup\" makes one.")?,
        copies => {
            say(&format!(
                "{} beside it, newest first:",
                if copies.len() == 1 { "One copy".to_owned() } else { format!("{} copies", copies.len()) }
            ))?;
            for (copy, good) in copies {
                say(&format!("  {}  {:4}  {}", when(copy), if *good { "good" } else { "BAD" }, path_shown(&copy.path)))?;
            }
        }
    }
    if health.problems.is_empty() {
        return Ok(());
    }
    for problem in &health.problems {
        complain(problem);
    }
    complain(
        "Your files were not changed. Go back to a good copy with \"keepnet restore FILE\", or save what can be read with \"keepnet export --out FOLDER\".",
    );
    Err(Stop::Code(2))
}

fn when(copy: &Copy) -> String {
    copy.at.with_timezone(&Local).format("%-d %b %Y %H:%M").to_string()
}
