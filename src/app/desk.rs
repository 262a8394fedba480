//! The open book on the desk: its file, what was read of it, and what is worked out of it.
//!
//! The one writer lives here, unless it is away on a thread for a long write. After each change, of this window or of
//! another, only what it touched is read again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::beach;
use crate::domain::book::Book;
use crate::domain::change::{Change, Step, Touched};
use crate::domain::draft::Draft;
use crate::domain::figures::Memory;
use crate::domain::id::{ChangeId, CustomerId};
use crate::domain::names::Names;
use crate::domain::period::Period;
use crate::domain::roster;
use crate::domain::scores;
use crate::domain::text::Line;
use crate::repository::Repository;
use crate::tasks::{Failure, Setup};

/// So many steps the history shows; what they are told of is hidden with the other names.
pub(super) const STEPS: usize = 500;

/// Whether names are hidden.
#[derive(Debug, Clone, Copy)]
enum Discretion {
    /// All are shown.
    Off,
    /// All but this customer's are hidden.
    On { shown: Option<CustomerId> },
}

/// Whether there is anything to go back over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Back {
    /// To take back.
    pub(super) undo: bool,
    /// To do again.
    pub(super) redo: bool,
}

/// The book, or the place where one will be.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) setup: Setup,
    repository: Option<Repository>,
    /// What the writer is away for.
    away: Option<&'static str>,
    pub(super) book: Book,
    pub(super) memory: RefCell<Memory>,
    pub(super) rosters: RefCell<roster::Memory>,
    pub(super) scores: RefCell<scores::Memory>,
    pub(super) beaches: RefCell<beach::Memory>,
    pub(super) names: Names,
    discretion: Discretion,
    pub(super) is_sample: bool,
    pub(super) is_view_only: bool,
    pub(super) last_copy: Option<DateTime<Utc>>,
    pub(super) back: Back,
    /// Made for this run: it goes again if nothing is ever done in it.
    is_new: bool,
    seen: ChangeId,
    /// How the owner left the screens, not written yet.
    looks: BTreeMap<String, String>,
}

impl Desk {
    /// A desk without a book yet.
    pub(super) fn bare(setup: Setup) -> Desk {
        Desk {
            setup,
            repository: None,
            away: None,
            book: Book::default(),
            memory: RefCell::default(),
            rosters: RefCell::default(),
            scores: RefCell::default(),
            beaches: RefCell::default(),
            names: Names::Plain,
            discretion: Discretion::Off,
            is_sample: false,
            is_view_only: false,
            last_copy: None,
            back: Back::default(),
            is_new: false,
            seen: ChangeId(0),
            looks: BTreeMap::new(),
        }
    }

    /// Opens the book that is there.
    pub(super) fn open(setup: Setup) -> Result<Desk, Failure> {
        let repository = setup.open()?;
        Desk::with(setup, repository)
    }

    /// Opens the book, making it where there is none.
    pub(super) fn open_or_make(setup: Setup) -> Result<Desk, Failure> {
        let is_new = !setup.is_there();
        let repository = setup.open_or_make()?;
        Ok(Desk { is_new, ..Desk::with(setup, repository)? })
    }

    fn with(setup: Setup, repository: Repository) -> Result<Desk, Failure> {
        // The step before the book: what another window does in between is read twice rather than never.
        let seen = repository.last_change()?;
        let (book, roster) = repository.load_first(setup.today)?;
        let rosters = RefCell::new(roster::Memory::holding(roster));
        let (is_sample, is_view_only) = (repository.is_sample()?, repository.is_view_only());
        let mut desk = Desk { repository: Some(repository), book, rosters, is_sample, is_view_only, seen, ..Desk::bare(setup) };
        desk.look_back();
        Ok(desk)
    }

    /// What no first picture shows: people, segments, rates, and where a roster was kept the rest of the customers and the
    /// documents behind it.
    pub(super) fn read_the_rest(&mut self) -> Result<(), Failure> {
        if let Some(repository) = &self.repository {
            repository.load_rest(&mut self.book)?;
            self.rosters.get_mut().complete(&self.book);
            self.name();
        }
        Ok(())
    }

    /// Works out what the first keys will ask for.
    pub(super) fn prepare(&mut self, orders: impl Iterator<Item = (roster::Column, bool)>) {
        let roster = self.rosters.get_mut().roster(&self.book, self.setup.today);
        roster.prepare(&self.book);
        roster.prepare_orders(&self.book, orders);
        self.scores.get_mut().scores(&self.book, &roster).prepare_orders(&self.book, &roster);
        self.memory.get_mut().figures(&self.book, Period::YEAR_TO_DATE, self.setup.today);
    }

    /// The book as it stands with a step, for work beside the screen.
    pub(super) fn standing(&self) -> (Book, ChangeId) {
        (self.book.clone(), self.seen)
    }

    /// Keeps the list of customers for the next start; nobody misses it where it cannot be written.
    fn keep_rosters(&mut self) {
        if let Some(repository) = self.repository.as_mut().filter(|_| !self.is_sample) {
            let _ = repository.keep_rosters(&self.book, self.setup.today, self.seen);
        }
    }

    /// The day figures are as of.
    pub(super) fn today(&self) -> NaiveDate {
        self.setup.today
    }

    /// Whether there is a book, at hand or away.
    pub(super) fn is_open(&self) -> bool {
        self.repository.is_some() || self.away.is_some()
    }

    /// The writer.
    pub(super) fn writer(&mut self) -> Result<&mut Repository, Failure> {
        let away = self.away;
        self.repository.as_mut().ok_or_else(|| {
            Failure::Request(match away {
                Some(what) => format!("Still {what}, a moment.\nNothing was changed.\nTry again when it is done."),
                None => "There is no book yet.\nNothing was changed.\nAdd a customer first.".to_owned(),
            })
        })
    }

    /// Whether the writer is away for a long write.
    pub(super) fn is_away(&self) -> bool {
        self.away.is_some()
    }

    /// Why the desk cannot take another book: the one that is away must come back to its own.
    pub(super) fn check_at_hand(&mut self) -> Result<(), Failure> {
        if self.is_away() { self.writer().map(drop) } else { Ok(()) }
    }

    /// Hands the writer out for a long write.
    pub(super) fn lend(&mut self, what: &'static str) -> Result<Repository, Failure> {
        self.writer()?;
        self.away = Some(what);
        self.repository.take().ok_or_else(|| Failure::Request("The book is in use.\nNothing was changed.".to_owned()))
    }

    /// Takes it back.
    pub(super) fn take_back(&mut self, repository: Repository) {
        self.away = None;
        self.repository = Some(repository);
    }

    /// One edit: one transaction, one step.
    pub(super) fn apply(&mut self, change: &Change) -> Result<Touched, Failure> {
        let touched = self.writer()?.apply(change)?;
        self.read_again(&touched)?;
        Ok(touched)
    }

    /// Reads again what a change touched.
    pub(super) fn read_again(&mut self, touched: &Touched) -> Result<(), Failure> {
        if let Some(repository) = &self.repository {
            repository.reload(&mut self.book, touched)?;
            self.rosters.get_mut().after(&self.book, self.setup.today, touched);
        }
        self.seen = touched.change.unwrap_or(self.seen);
        self.name();
        self.look_back();
        Ok(())
    }

    /// Whether there is anything to undo or to redo; where that cannot be told, trying says why.
    fn look_back(&mut self) {
        if let Some(repository) = &self.repository {
            let (undo, redo) = repository.can_undo_and_redo().unwrap_or((true, true));
            self.back = Back { undo, redo };
        }
    }

    /// What other windows did since, read again; `None` where they did nothing.
    pub(super) fn sync(&mut self) -> Result<Option<Touched>, Failure> {
        let Some(repository) = &mut self.repository else { return Ok(None) };
        if !repository.moved()? {
            return Ok(None);
        }
        let touched = repository.touched_since(self.seen)?;
        if touched.change.is_none() {
            return Ok(None);
        }
        self.read_again(&touched)?;
        Ok(Some(touched))
    }

    /// The newest steps.
    pub(super) fn history(&mut self, most: usize) -> Result<Vec<Step>, Failure> {
        Ok(self.writer()?.history(most)?)
    }

    /// Forms half typed, the newest first.
    pub(super) fn drafts(&self) -> Vec<Draft> {
        self.repository.as_ref().and_then(|repository| repository.drafts().ok()).unwrap_or_default()
    }

    /// Keeps a form half typed; whether it was tried. What cannot be kept is still on the screen.
    pub(super) fn keep_draft(&mut self, draft: &Draft) -> bool {
        self.repository.as_mut().is_some_and(|repository| {
            let _ = repository.keep_draft(draft);
            true
        })
    }

    /// Forgets a form half typed.
    pub(super) fn drop_draft(&mut self, purpose: &str, subject: Option<CustomerId>) {
        if let Some(repository) = &mut self.repository {
            let _ = repository.drop_draft(&Line::clean(purpose), subject);
        }
    }

    /// How the owner left a screen.
    pub(super) fn look(&self, name: &str) -> Option<String> {
        self.looks.get(name).cloned().or_else(|| self.repository.as_ref()?.look(name).ok()?)
    }

    /// Remembers how the owner left a screen, until [`Desk::write_looks`]: a key must not wait for a disk.
    pub(super) fn remember(&mut self, name: &str, value: &str) {
        self.looks.insert(name.to_owned(), value.to_owned());
    }

    /// Whether there is anything to write about the screens.
    pub(super) fn has_looks(&self) -> bool {
        !self.looks.is_empty() && self.repository.is_some()
    }

    /// Writes how the owner left the screens; nobody misses what cannot be written.
    pub(super) fn write_looks(&mut self) {
        if let Some(repository) = &mut self.repository {
            for (name, value) in std::mem::take(&mut self.looks) {
                let _ = repository.set_look(&name, Some(&value));
            }
        }
    }

    /// Hides the names of all but one customer, or shows them again. Whether they are hidden now.
    pub(super) fn swap_discreet(&mut self, shown: Option<CustomerId>) -> bool {
        self.discretion = match self.discretion {
            Discretion::Off => Discretion::On { shown },
            Discretion::On { .. } => Discretion::Off,
        };
        self.name();
        self.names.is_discreet()
    }

    /// The same desk with names hidden, if they are on the other one.
    pub(super) fn with_discretion_of(mut self, other: &Desk) -> Desk {
        if other.names.is_discreet() && !self.names.is_discreet() {
            self.swap_discreet(None);
        }
        self
    }

    fn name(&mut self) {
        self.names = match self.discretion {
            Discretion::Off => Names::Plain,
            Discretion::On { shown } => {
                // One that cannot be read is read again with the history, which then fails too.
                let told = self.repository.as_ref().and_then(|repository| repository.names_told(STEPS).ok());
                Names::numbered(&self.book, shown, &told.unwrap_or_default())
            }
        };
    }

    /// When the newest copy was made, looked up again.
    pub(super) fn look_for_copies(&mut self) {
        self.last_copy = self.repository.as_ref().and_then(Repository::last_copy);
    }

    /// Closes the book, with a copy where anything was done. One made for nothing goes again.
    pub(super) fn close(&mut self) -> Result<Option<PathBuf>, Failure> {
        self.write_looks();
        self.keep_rosters();
        match self.repository.take() {
            Some(repository) if self.is_new && repository.last_change()? == ChangeId(0) => {
                repository.discard_if_empty()?;
                Ok(None)
            }
            Some(repository) if self.is_sample => {
                repository.close()?;
                Ok(None)
            }
            Some(repository) => Ok(repository.close_with_copy()?),
            None => Ok(None),
        }
    }
}
