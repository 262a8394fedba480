//! Changing books: the sample, one's own, a book at another place.

use std::path::PathBuf;

use super::core::App;
use super::desk::Desk;
use super::drafts::Drafting;
use super::perform::one_line;
use crate::domain::progress::Unwatched;
use crate::intent::{Effect, Notice, Opening, Tab};
use crate::repository::{Kind, path_shown};
use crate::tasks::{self, Failure, Setup, own_beside};

impl App {
    /// The sample book, made where there is none.
    pub(super) fn open_sample(&mut self) {
        if self.says_it_is_away() {
            return;
        }
        if self.desk.is_sample {
            self.say(Notice::care("This is the sample book."));
            return;
        }
        let own = self.desk.setup.clone();
        match tasks::demo(&own, true, &mut Unwatched).and_then(|sample| Desk::open(sample.setup)) {
            Ok(desk) => {
                self.own_book = Some(own.book);
                self.put_on_the_desk(desk);
                self.say(Notice::done("This is a sample: change anything, break nothing. : start my own begins yours."));
            }
            Err(failure) => self.say(Notice::error(one_line(&failure))),
        }
    }

    /// What is typed to bring a list into one's own book: the book is named where it is not at its usual place.
    pub(super) fn import_command(&self) -> String {
        let book = self.own_book.as_ref().unwrap_or(&self.desk.setup.book);
        let is_usual = tasks::default_book().is_ok_and(|usual| usual == *book);
        let path = path_shown(book);
        match (is_usual, path.contains(' ')) {
            (true, _) => "keepnet import invoices.csv".to_owned(),
            (false, false) => format!("keepnet --book {path} import invoices.csv"),
            (false, true) => format!("keepnet --book \"{path}\" import invoices.csv"),
        }
    }

    /// One's own book; a new one begins with its first customer.
    pub(super) fn start_my_own(&mut self) {
        if self.tab.is_some() && !self.desk.is_sample {
            self.say(Notice::care("This is your own book already."));
            return;
        }
        if self.says_it_is_away() {
            return;
        }
        let here = &self.desk.setup.book;
        let path = self.own_book.clone().unwrap_or_else(|| if self.desk.is_sample { own_beside(here) } else { here.clone() });
        self.open_made(self.desk.setup.at(path));
    }

    /// The book at a path: opened where it is there, else the place a new one will be.
    pub(super) fn open_book(&mut self, path: PathBuf) {
        if let Err(failure) = self.desk.check_at_hand() {
            self.answer(Notice::error(one_line(&failure)));
            return;
        }
        let setup = self.desk.setup.at(path);
        match Desk::open(setup.clone()) {
            Ok(desk) => self.put_on_the_desk(desk),
            Err(Failure::Book(error)) if error.kind == Kind::Missing && self.tab.is_none() => {
                let words = format!("Your book will live in {}", path_shown(&setup.book));
                self.desk = Desk::bare(setup).with_discretion_of(&self.desk);
                self.settle_in();
                self.answer(Notice::done(words));
            }
            Err(failure) => self.answer(Notice::error(one_line(&failure))),
        }
    }

    /// Whether the book is away on a long write and must come back to its own desk; then it is said.
    fn says_it_is_away(&mut self) -> bool {
        let failed = self.desk.check_at_hand().err();
        if let Some(failure) = &failed {
            self.say(Notice::care(one_line(failure)));
        }
        failed.is_some()
    }

    fn open_made(&mut self, setup: Setup) {
        match Desk::open_or_make(setup) {
            Ok(desk) => {
                self.put_on_the_desk(desk);
                if self.desk.book.customers().len() == 0 {
                    self.perform(Effect::Open(Opening::AddCustomer(Vec::new())));
                }
            }
            Err(failure) => self.say(Notice::error(one_line(&failure))),
        }
    }

    fn put_on_the_desk(&mut self, mut desk: Desk) {
        // What cannot be read whole is not put in the place of what can.
        if let Err(failure) = desk.read_the_rest() {
            self.say(Notice::error(one_line(&failure)));
            return;
        }
        let closed = self.desk.close();
        self.desk = desk.with_discretion_of(&self.desk);
        self.drafting = Drafting::default();
        self.modals.clear();
        self.tab = Some(Tab::Customers);
        self.saved_at = None;
        self.settle_in();
        if let Err(failure) = self.after_the_first_frame().and(closed.map(drop)) {
            // Last, so that no tip stands in its place.
            self.say(Notice::error(one_line(&failure)));
        }
    }
}
