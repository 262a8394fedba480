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
    for file in tasks::export(setup, format, out, raw, force)? {
        let what = match format {
            Format::Csv => "rows",
            Format::Json => "documents",
        };
        say(&format!("{}  {} {what}", path_shown(&file.path), file.rows))?;
    }
    Ok(())
}
