//! The open book on the desk: its file, what was read of it, and what is worked out of it.
//!
//! The one writer lives here. After each change only what it touched is read again.

use std::cell::RefCell;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::change::{Change, Step, Touched};
use crate::domain::figures::Memory;
use crate::domain::id::CustomerId;
use crate::domain::names::Names;
use crate::repository::Repository;
use crate::tasks::{Failure, Setup};

/// The book, or the place where one will be.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) setup: Setup,
    pub(super) repository: Option<Repository>,
    pub(super) book: Book,
    pub(super) memory: RefCell<Memory>,
    pub(super) names: Names,
    pub(super) is_sample: bool,
}

impl Desk {
    /// A desk without a book yet.
    pub(super) fn bare(setup: Setup) -> Desk {
        Desk { setup, repository: None, book: Book::default(), memory: RefCell::default(), names: Names::Plain, is_sample: false }
    }

    /// Opens the book that is there.
    pub(super) fn open(setup: Setup) -> Result<Desk, Failure> {
        let repository = setup.open()?;
        Desk::with(setup, repository)
    }

    /// Opens the book, making it where there is none.
    pub(super) fn open_or_create(setup: Setup) -> Result<Desk, Failure> {
        let repository = setup.open_or_make()?;
        Desk::with(setup, repository)
    }

    fn with(setup: Setup, repository: Repository) -> Result<Desk, Failure> {
        let book = repository.load_book()?;
        let is_sample = repository.is_sample()?;
        Ok(Desk { repository: Some(repository), book, is_sample, ..Desk::bare(setup) })
    }

    /// The day figures are as of.
    pub(super) fn today(&self) -> NaiveDate {
        self.setup.today
    }

    fn writer(&mut self) -> Result<&mut Repository, Failure> {
        self.repository
            .as_mut()
            .ok_or_else(|| Failure::Request("There is no book yet.\nNothing was changed.\nAdd a customer first.".to_owned()))
    }

    /// One edit: one transaction, one step.
    pub(super) fn apply(&mut self, change: &Change) -> Result<Touched, Failure> {
        let touched = self.writer()?.apply(change)?;
        self.take(&touched)?;
        Ok(touched)
    }

    /// Takes back the newest step.
    pub(super) fn undo(&mut self) -> Result<Touched, Failure> {
        let touched = self.writer()?.undo()?;
        self.take(&touched)?;
        Ok(touched)
    }

    /// Does it again.
    pub(super) fn redo(&mut self) -> Result<Touched, Failure> {
        let touched = self.writer()?.redo()?;
        self.take(&touched)?;
        Ok(touched)
    }

    /// The newest steps.
    pub(super) fn history(&mut self, most: usize) -> Result<Vec<Step>, Failure> {
        Ok(self.writer()?.history(most)?)
    }

    /// Reads again what a change touched.
    fn take(&mut self, touched: &Touched) -> Result<(), Failure> {
        if let Some(repository) = &self.repository {
            repository.reload(&mut self.book, touched)?;
        }
        Ok(())
    }

    /// Hides the names of all but one customer, or shows them again.
    pub(super) fn swap_discreet(&mut self, shown: Option<CustomerId>) -> bool {
        self.names = match self.names {
            Names::Plain => Names::numbered(&self.book, shown),
            Names::Discreet(_) => Names::Plain,
        };
        self.names != Names::Plain
    }

    /// Closes the book.
    pub(super) fn close(&mut self) -> Result<(), Failure> {
        match self.repository.take() {
            Some(repository) => Ok(repository.close()?),
            None => Ok(()),
        }
    }
}
