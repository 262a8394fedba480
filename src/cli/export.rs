//! `keepnet export`.

use std::path::Path;

use super::arguments::ExportFormat;
use super::output::{Stop, say};
use crate::repository::path_shown;
use crate::tasks::{self, Format, Setup};

pub(super) fn export(setup: &Setup, format: ExportFormat, out: &Path, raw: bool, force: bool) -> Result<(), Stop> {
    let format = match format {
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Json => Format::Json,
    };
    let files = tasks::export(setup, format, out, raw, force)?;
    if files.is_empty() {
        return say("The book is empty: nothing was written.");
    }
    for file in files {
        let what = match format {
            Format::Csv => "rows",
            Format::Json => "documents",
        };
        say(&format!("{}  {} {what}", path_shown(&file.path), file.rows))?;
    }
    Ok(())
}
