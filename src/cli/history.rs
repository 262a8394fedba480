//! `keepnet undo`, `redo` and `history`.

use chrono::Local;

use super::output::{Stop, print, say};
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
    let mut text = String::new();
    for step in steps {
        let at = step.at.with_timezone(&Local).format("%e %b %Y %H:%M");
        let mark = if step.holds { " " } else { "-" };
        text.push_str(&format!("{at} {mark} {}\n", crate::domain::text::shown(&step.words, 500)));
    }
    print(&text)
}
