//! `keepnet backup` and `keepnet restore`.

use std::path::Path;

use super::output::{Stop, say};
use crate::repository::path_shown;
use crate::tasks::{self, Setup};

pub(super) fn back_up(setup: &Setup, to: Option<&Path>) -> Result<(), Stop> {
    let copy = tasks::back_up(setup, to)?;
    say(&format!("Copied and verified: {}", path_shown(&copy)))
}

pub(super) fn restore(setup: &Setup, from: &Path) -> Result<(), Stop> {
    let restored = tasks::restore(setup, from)?;
    say(&format!("{}.", restored.words))?;
    match restored.replaced {
        Some(replaced) => say(&format!("The book it replaced is kept as {}", path_shown(&replaced))),
        None => say(&format!("The book is {}", path_shown(&setup.book))),
    }
}
