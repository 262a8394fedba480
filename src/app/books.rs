//! Changing books: the sample, one's own, a book at another place.

use std::path::Path;

use super::core::App;
use super::desk::Desk;
use super::perform::one_line;
use crate::domain::progress::Unwatched;
use crate::intent::{Effect, Notice, Opening, Tab};
use crate::repository::{Kind, path_shown};
use crate::tasks::{self, Failure, Setup};

impl App {
    /// The sample book, made where there is none.
    pub(super) fn open_sample(&mut self) {
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
        let path = self.own_book.clone().unwrap_or_else(|| self.desk.setup.book.clone());
        self.open_made(self.desk.setup.at(path));
    }

    /// The book at a path: opened where it is there, else the place a new one will be.
    pub(super) fn open_book(&mut self, path: &Path) {
        let setup = self.desk.setup.at(self.from.join(path));
        match Desk::open(setup.clone()) {
            Ok(desk) => self.put_on_the_desk(desk),
            Err(Failure::Book(error)) if error.kind == Kind::Missing && self.tab.is_none() => {
                self.say(Notice::done(format!("Your book will live in {}", path_shown(&setup.book))));
                self.desk = Desk::bare(setup);
                self.settle_in();
            }
            Err(failure) => self.say(Notice::error(one_line(&failure))),
        }
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

    fn put_on_the_desk(&mut self, desk: Desk) {
        if let Err(failure) = self.desk.close() {
            self.say(Notice::error(one_line(&failure)));
        }
        self.desk = desk;
        self.modals.clear();
        self.tab = Some(Tab::Customers);
        self.saved_at = None;
        self.settle_in();
        self.after_the_first_frame();
    }
}
