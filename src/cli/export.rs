//! `keepnet export`.

use std::path::Path;

use super::arguments::ExportFormat;
use super::output::{Stop, complain, say};
use crate::domain::money::thousands;
use crate::repository::path_shown;
use crate::tasks::{self, ExportRequest, Format, Setup};

pub(super) fn export(
    setup: &Setup,
    (format, discreet): (ExportFormat, bool),
    out: &Path,
    raw: bool,
    force: bool,
) -> Result<(), Stop> {
    let is_csv = format == ExportFormat::Csv;
    let (format, what) = match format {
        ExportFormat::Csv => (Format::Csv, "rows"),
        ExportFormat::Json => (Format::Json, "documents"),
        ExportFormat::Ics => (Format::Calendar { discreet }, "dates"),
    };
    let exported = tasks::export(setup, &ExportRequest { format, folder: out, raw, replace: force })?;
    if exported.files.is_empty() && matches!(format, Format::Calendar { .. }) {
        return say("No term ends and no beach is in sight: nothing was written.");
    }
    if exported.files.is_empty() {
        return say("The book is empty: nothing was written.");
    }
    for (path, rows) in &exported.files {
        say(&format!("{}  {rows} {what}", path_shown(path)))?;
    }
    if is_csv {
        say("Settings and exchange rates are not in these files: keepnet export --format json holds everything.")?;
    }
    if exported.lost == 0 {
        return Ok(());
    }
    complain(&format!(
        "The book is damaged: about {} of its rows could not be read and are missing from these files.\n\
         The book was not changed. \"keepnet check\" lists the copies that are good.",
        thousands(u128::from(exported.lost))
    ));
    Err(Stop::Code(2))
}
