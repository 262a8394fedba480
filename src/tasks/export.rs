//! Everything in the book as plain files.

use std::path::{Path, PathBuf};

use crate::domain::book::Book;
use crate::domain::columns::FileKind;
use crate::domain::invoice::Invoice;
use crate::domain::names::Names;
use crate::export::ics::{self, Calendar};
use crate::export::{Stopped, csv, json};
use crate::repository::{Error, Kind, Repository, Salvaged, make_folder, write_private};

use super::file::check_free;
use super::{Failure, Setup};

/// How files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One file per kind, for spreadsheets and other programs.
    Csv,
    /// One file that holds everything and imports to the same book.
    Json,
    /// A calendar of terms that end, renewals to decide and when to start looking for work.
    Calendar {
        /// Letters instead of names.
        discreet: bool,
    },
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Kind(FileKind),
    Book,
    Calendar(Calendar),
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exported {
    /// Each file, and how many rows, or documents, it holds.
    pub files: Vec<(PathBuf, u64)>,
    /// Rows of a damaged book that could not be read and are missing.
    pub lost: u64,
}

/// How to export.
#[derive(Debug, Clone, Copy)]
pub struct ExportRequest<'a> {
    /// How files are written.
    pub format: Format,
    /// The folder to write into, made where there is none.
    pub folder: &'a Path,
    /// Leave cells that a spreadsheet would run as they are.
    pub raw: bool,
    /// Replace files that are there already.
    pub replace: bool,
}

/// Writes the book into a folder. A file that is there already is never replaced unless asked. What the book has none of
/// gets no file: one with headings only is refused when the folder is imported again. Of a damaged book everything is
/// written that can be read, and what cannot is counted.
pub fn export(setup: &Setup, request: &ExportRequest<'_>) -> Result<Exported, Failure> {
    let repository = setup.open()?;
    make_folder(request.folder)?;
    let whole = Reading { setup, repository: &repository, damaged: false };
    let mut begun = Vec::new();
    match whole.export(request, &mut begun) {
        Err(Failure::Book(error)) if error.kind == Kind::Damaged => {
            // Files this very call wrote may be written again.
            Reading { setup, repository: &repository, damaged: true }.export(request, &mut begun)
        }
        done => done,
    }
}

/// How many files an export into a folder would have to replace.
#[must_use]
pub fn in_the_way(folder: &Path) -> usize {
    FileKind::ALL.into_iter().filter(|kind| folder.join(format!("{}.csv", kind.word())).is_file()).count()
}

/// A book being read: as it is, or, where it is damaged, row by row.
struct Reading<'a> {
    setup: &'a Setup,
    repository: &'a Repository,
    damaged: bool,
}

impl Reading<'_> {
    fn export(&self, request: &ExportRequest<'_>, begun: &mut Vec<PathBuf>) -> Result<Exported, Failure> {
        let Salvaged { found: book, mut lost } =
            if self.damaged { self.repository.salvage_book()? } else { Salvaged { found: self.repository.load_book()?, lost: 0 } };
        let targets = self.targets(&book, request)?;
        for (path, _) in targets.iter().filter(|(path, _)| !begun.contains(path)) {
            check_free(path, request.replace, ("Name another folder with --out", "or replace the files in it with --force"))?;
        }
        let mut files = Vec::new();
        for (path, content) in targets {
            let replace = request.replace || begun.contains(&path);
            let mut missed = 0;
            let rows = self.write(&book, (&path, replace), (&content, request.raw), &mut missed)?;
            lost += missed;
            begun.push(path.clone());
            files.push((path, rows));
        }
        Ok(Exported { files, lost })
    }

    fn targets(&self, book: &Book, request: &ExportRequest<'_>) -> Result<Vec<(PathBuf, Content)>, Failure> {
        match request.format {
            Format::Csv => {}
            Format::Json => return Ok(vec![(request.folder.join("book.json"), Content::Book)]),
            Format::Calendar { discreet } => {
                let path = request.folder.join("keepnet.ics");
                // A calendar without a day in it is none, but an older one must not keep telling of days that are gone.
                let names = if discreet { Names::discreet(book) } else { Names::Plain };
                let calendar = Calendar::of(book, &names, self.setup.today);
                let wanted = !calendar.is_empty() || path.exists();
                return Ok(wanted.then_some((path, Content::Calendar(calendar))).into_iter().collect());
            }
        }
        let mut targets = Vec::new();
        for kind in FileKind::ALL {
            let path = request.folder.join(format!("{}.csv", kind.word()));
            // An older file that is to be replaced must not keep telling of rows that are gone.
            if self.holds(book, kind)? || path.exists() {
                targets.push((path, Content::Kind(kind)));
            }
        }
        Ok(targets)
    }

    /// Whether the book has any row of a kind.
    fn holds(&self, book: &Book, kind: FileKind) -> Result<bool, Failure> {
        Ok(match kind {
            FileKind::Segments => !book.segments.is_empty(),
            FileKind::Customers => book.customers().next().is_some(),
            FileKind::People => !book.people.is_empty(),
            FileKind::Records(record) => book.records().count(record) > 0,
            FileKind::Invoices if self.damaged => true,
            FileKind::Invoices => self.repository.invoices().next().transpose()?.is_some(),
        })
    }

    fn write(
        &self,
        book: &Book,
        (path, replace): (&Path, bool),
        (content, raw): (&Content, bool),
        missed: &mut u64,
    ) -> Result<u64, Failure> {
        let mut rows = 0;
        let mut unread = None;
        let outcome = write_private(path, replace, &mut |out| {
            if let Content::Calendar(calendar) = content {
                rows = ics::write(calendar, (self.setup.clock)(), out)?;
                return Ok(());
            }
            let mut documents: Box<dyn Iterator<Item = Result<Invoice, Error>>> = if self.damaged {
                Box::new(self.repository.salvage_invoices(missed))
            } else {
                Box::new(self.repository.invoices())
            };
            let done = match content {
                Content::Kind(kind) => csv::write(*kind, book, &mut documents, raw, out),
                Content::Book | Content::Calendar(_) => json::write(book, &mut documents, out),
            };
            match done {
                Ok(count) => rows = count,
                Err(Stopped::Writing(error)) => return Err(error),
                Err(Stopped::Reading(error)) => {
                    unread = Some(error);
                    return Err(std::io::Error::other("the book could not be read on"));
                }
            }
            Ok(())
        });
        match (unread, outcome) {
            (Some(error), _) => Err(error.into()),
            (None, outcome) => outcome.map(|()| rows).map_err(Failure::from),
        }
    }
}
