//! `keepnet report`, `keepnet demo` and `keepnet` alone.

use std::path::Path;

use super::arguments::{Report as Request, ReportFormat};
use super::output::{Stop, print, say};
use super::watch::watched;
use super::{Arguments, Surroundings};
use crate::domain::period::Period;
use crate::report::{self, Report, Section, Style};
use crate::repository::{Kind, path_shown};
use crate::tasks::{self, Failure, Setup};

/// How a report is to look.
pub(super) struct Look {
    style: Style,
    discreet: bool,
}

impl Look {
    pub(super) fn new(arguments: &Arguments, surroundings: &Surroundings) -> Look {
        let width = surroundings.columns.unwrap_or(Style::default().width);
        Look {
            style: Style { width, ascii: arguments.ascii || surroundings.ascii, plain: arguments.plain },
            discreet: arguments.discreet,
        }
    }
}

pub(super) fn report(setup: &Setup, request: &Request, look: &Look) -> Result<(), Stop> {
    let sections = chosen(&request.section);
    let report = tasks::report(setup, request.period, look.discreet, &sections)?;
    match &request.out {
        Some(file) => write(&report, request, look, &sections, file),
        None => match request.format {
            ReportFormat::Text => print(&report::text(&report, look.style, &sections)),
            ReportFormat::Markdown => print(&report::markdown(&report, &sections)),
            ReportFormat::Json => {
                let mut out = std::io::BufWriter::with_capacity(64 * 1024, std::io::stdout().lock());
                report::json(&report, &sections, &mut out)?;
                Ok(std::io::Write::flush(&mut out)?)
            }
        },
    }
}

fn chosen(sections: &[Section]) -> Vec<Section> {
    if sections.is_empty() { Section::ALL.to_vec() } else { sections.to_vec() }
}

fn write(report: &Report, request: &Request, look: &Look, sections: &[Section], file: &Path) -> Result<(), Stop> {
    tasks::write_file(file, request.force, &mut |out| match request.format {
        ReportFormat::Text => out.write_all(report::text(report, look.style, sections).as_bytes()),
        ReportFormat::Markdown => out.write_all(report::markdown(report, sections).as_bytes()),
        ReportFormat::Json => report::json(report, sections, out),
    })?;
    say(&format!("Written to {}", path_shown(file)))
}

pub(super) fn demo(setup: &Setup, keep: bool, sections: &[Section], look: &Look, surroundings: &Surroundings) -> Result<(), Stop> {
    let beside = setup.clone();
    let sample = watched(surroundings.is_watched, move |progress| tasks::demo(&beside, keep, progress))?;
    let sections = chosen(sections);
    let report = tasks::report(&sample.setup, Period::YEAR_TO_DATE, look.discreet, &sections)?;
    print(&report::text(&report, look.style, &sections))?;
    let what = if sample.is_fresh {
        "This is a sample: sixteen made-up customers, dated to today."
    } else {
        "This is your sample as you left it."
    };
    say(&format!(
        "\n{what}\nIt lives beside your own book, in {}\n\n  \
         keepnet demo --keep         look at it again as you left it\n  \
         keepnet import FILE         start your own book with your invoices\n  \
         keepnet --help              everything else",
        path_shown(&sample.setup.book)
    ))
}

/// Without a command: the book in figures, or how to begin where there is none.
pub(super) fn welcome_or_report(setup: &Setup, look: &Look) -> Result<(), Stop> {
    match tasks::report(setup, Period::YEAR_TO_DATE, look.discreet, &Section::ALL) {
        Ok(report) => print(&report::text(&report, look.style, &Section::ALL)),
        Err(Failure::Book(error)) if error.kind == Kind::Missing => say(&format!(
            "Welcome. This is a quiet place to look after your customers: who they are, how\n\
             much hangs on each, and how long the money lasts without them.\n\n  \
             keepnet demo                look around in a sample book\n  \
             keepnet import FILE         bring in your invoices, as a CSV export\n  \
             keepnet --help              everything else\n\n\
             Your book will be one file on this computer. Nothing is sent anywhere.\n\
             It will live in {}",
            path_shown(&setup.book)
        )),
        Err(failure) => Err(failure.into()),
    }
}
