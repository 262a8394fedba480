//! Where the book lives, and opening it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::Failure;
use crate::repository::{Clock, Error, Kind, Repository};

/// Where the book lives and what time it is: what every task needs.
#[derive(Clone)]
pub struct Setup {
    /// The book's file.
    pub book: PathBuf,
    /// The day figures are for.
    pub today: NaiveDate,
    /// What tells the time.
    pub clock: Clock,
    /// Where committed steps are acknowledged, for tests that kill the program.
    pub acknowledge: Option<Arc<File>>,
}

/// A book that may have to be made first.
pub(super) struct Opened {
    pub(super) repository: Repository,
    /// It was not there before.
    pub(super) is_new: bool,
}

impl std::fmt::Debug for Setup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setup").field("book", &self.book).field("today", &self.today).finish_non_exhaustive()
    }
}

impl Setup {
    /// Opens the book that is there.
    pub fn open(&self) -> Result<Repository, Failure> {
        self.acknowledging(Repository::open(&self.book, self.clock.clone())?)
    }

    /// Whether anything lies where the book is to be.
    #[must_use]
    pub fn is_there(&self) -> bool {
        std::fs::symlink_metadata(&self.book).is_ok()
    }

    /// Opens the book, making it where there is none; it stays, empty or not.
    pub fn open_or_make(&self) -> Result<Repository, Failure> {
        self.acknowledging(Repository::open_or_create(&self.book, self.clock.clone())?)
    }

    /// Opens the book, making it where there is none.
    pub(super) fn open_or_create(&self) -> Result<Opened, Failure> {
        let is_new = !self.is_there();
        let repository = self.acknowledging(Repository::open_or_create(&self.book, self.clock.clone())?)?;
        Ok(Opened { repository, is_new })
    }

    fn acknowledging(&self, mut repository: Repository) -> Result<Repository, Failure> {
        if let Some(file) = &self.acknowledge {
            let file = file.try_clone().map_err(|error| Error::io("write", Path::new("the acknowledgements"), &error))?;
            repository.acknowledge_to(file);
        }
        Ok(repository)
    }

    /// The same setup for another file.
    #[must_use]
    pub fn at(&self, book: PathBuf) -> Setup {
        Setup { book, ..self.clone() }
    }
}

impl Opened {
    /// Closes the book. One made for nothing goes again, so that a refused file leaves no trace.
    pub(super) fn close(self, wrote: bool) -> Result<(), Failure> {
        if self.is_new && !wrote {
            return Ok(self.repository.discard_if_empty()?);
        }
        Ok(self.repository.close()?)
    }
}

/// The file or pipe that committed steps are acknowledged to; it must be there.
pub fn acknowledgements(path: &Path) -> Result<Arc<File>, Failure> {
    let file = File::options().append(true).open(path).map_err(|error| Error::io("open", path, &error))?;
    Ok(Arc::new(file))
}

/// The book's place unless the owner names another: `book.keepnet` in the platform's data folder.
pub fn default_book() -> Result<PathBuf, Failure> {
    directories::ProjectDirs::from("", "", "keepnet").map(|folders| folders.data_dir().join("book.keepnet")).ok_or_else(|| {
        Failure::Book(Error::new(
            Kind::Unusable,
            "This account has no home folder, so there is no usual place for a book.",
            "Nothing was written.",
            "Say where it is to live: keepnet --book FILE, or set KEEPNET_BOOK.",
        ))
    })
}
