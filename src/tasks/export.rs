//! Everything in the book as plain files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::book::Book;
use crate::domain::columns::FileKind;
use crate::domain::invoice::Invoice;
use crate::export::{Stopped, csv, json};
use crate::repository::{Error, Kind, Repository, make_folder, path_shown, write_private};

use super::{Failure, Setup};

/// How files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One file per kind, for spreadsheets and other programs.
    Csv,
    /// One file that holds everything and imports to the same book.
    Json,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Where it is.
    pub path: PathBuf,
    /// How many rows, or documents, it holds.
    pub rows: u64,
}

/// Writes the book into a folder, made where there is none. A file that is there already is never replaced unless asked.
pub fn export(setup: &Setup, format: Format, folder: &Path, raw: bool, replace: bool) -> Result<Vec<Exported>, Failure> {
    let repository = setup.open()?;
    let book = repository.load_book()?;
    make_folder(folder)?;
    let targets: Vec<(PathBuf, Option<FileKind>)> = match format {
        // A file without rows could not be told from a failed export, and brings nothing back.
        Format::Csv => FileKind::ALL
            .into_iter()
            .filter(|kind| holds(&repository, &book, *kind))
            .map(|kind| (folder.join(format!("{}.csv", kind.word())), Some(kind)))
            .collect(),
        Format::Json => vec![(folder.join("book.json"), None)],
    };
    for (path, _) in &targets {
        check_free(path, replace)?;
    }
    let mut written = Vec::new();
    for (path, kind) in targets {
        let rows = write(&repository, &book, (&path, replace), kind, raw)?;
        written.push(Exported { path, rows });
    }
    Ok(written)
}

fn write(
    repository: &Repository,
    book: &Book,
    (path, replace): (&Path, bool),
    kind: Option<FileKind>,
    raw: bool,
) -> Result<u64, Failure> {
    let mut rows = 0;
    let mut unread = None;
    let outcome = write_private(path, replace, &mut |out| {
        let mut documents = repository.invoices();
        let documents: &mut dyn Iterator<Item = Result<Invoice, Error>> = &mut documents;
        let done = match kind {
            Some(kind) => csv::write(kind, book, documents, raw, out),
            None => json::write(book, documents, out),
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

fn holds(repository: &Repository, book: &Book, kind: FileKind) -> bool {
    match kind {
        FileKind::Segments => !book.segments.is_empty(),
        FileKind::Customers => book.customers().len() > 0,
        FileKind::People => !book.people.is_empty(),
        FileKind::Invoices => repository.invoices().next().is_some(),
    }
}

/// A link or another kind of thing is never written through or replaced, a file only when asked.
fn check_free(path: &Path, replace: bool) -> Result<(), Failure> {
    let Ok(meta) = fs::symlink_metadata(path) else { return Ok(()) };
    if meta.is_file() && replace {
        return Ok(());
    }
    let next = if meta.is_file() {
        "Name another folder with --out, or replace the files in it with --force."
    } else {
        "Name another folder with --out."
    };
    Err(Error::new(Kind::Unusable, format!("{} is there already.", path_shown(path)), "Nothing was written.", next).into())
}
