//! `keepnet undo`, `redo` and `history`.

use chrono::Local;

use super::output::{Stop, print, say};
use crate::domain::change::Step;
use crate::domain::text::shown;
use crate::tasks::{self, Setup};

pub(super) fn undo(setup: &Setup) -> Result<(), Stop> {
    say(&tasks::undo(setup)?.words)
}

pub(super) fn redo(setup: &Setup) -> Result<(), Stop> {
    say(&tasks::redo(setup)?.words)
}

pub(super) fn history(setup: &Setup, last: usize) -> Result<(), Stop> {
    let steps = tasks::history(setup, last)?;
    if steps.is_empty() {
        return say("Nothing has been done in this book yet.");
    }
    let line = |step: &Step| {
        let at = step.at.with_timezone(&Local).format("%e %b %Y %H:%M");
        // What was taken back, or was itself taken back, no longer holds.
        let mark = if step.holds { " " } else { "-" };
        format!("{at} {mark} {}\n", shown(&step.words, 500))
    };
    print(&steps.iter().map(line).collect::<String>())
}
