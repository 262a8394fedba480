//! `keepnet set` and `keepnet get`.

use unicode_width::UnicodeWidthStr;

use super::output::{Stop, print, say};
use crate::tasks::{self, Entry, Setup};

pub(super) fn set(setup: &Setup, name: &str, value: &str) -> Result<(), Stop> {
    let touched = tasks::set(setup, name, value)?;
    if touched.change.is_none() {
        return say(&format!("{name} is so already; nothing was changed."));
    }
    say(&touched.words)
}

pub(super) fn get(setup: &Setup, name: Option<&str>) -> Result<(), Stop> {
    let entries = tasks::get(setup, name)?;
    if name.is_some() {
        for entry in entries {
            say(&entry.value)?;
        }
        return Ok(());
    }
    let widest = |of: fn(&Entry) -> &str| entries.iter().map(|entry| of(entry).width()).max().unwrap_or(0);
    let (names, values) = (widest(|entry| &entry.name), widest(|entry| &entry.value).min(28));
    let line = |entry: &Entry| {
        let gap = " ".repeat(values.saturating_sub(entry.value.width()));
        format!("{:names$}  {}{gap}  {}\n", entry.name, entry.value, entry.meaning)
    };
    print(&entries.iter().map(line).collect::<String>())
}
