//! The store from outside: books in folders of their own, a clock that moves when told, and a judge that reads the file
//! with SQLite alone.

#![allow(clippy::unwrap_used)]

mod backups;
mod beside;
mod checks;
mod deals;
mod edits;
mod elsewhere;
mod imports;
#[cfg(unix)]
mod kill;
mod promises;
mod records;
mod refusals;
mod restores;
mod rows;
mod undo;
mod upgrades;
mod windows;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::Customer;
use keepnet::domain::progress::Unwatched;
use keepnet::domain::settings::{Name, Settings};
use keepnet::repository::{Clock, Repository};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::harness::Dice;

/// A clock that stands still until it is moved.
#[derive(Clone)]
struct Hands(Arc<Mutex<DateTime<Utc>>>);

impl Hands {
    fn at(moment: &str) -> Hands {
        Hands(Arc::new(Mutex::new(moment.parse().unwrap())))
    }

    fn set(&self, moment: &str) {
        *self.0.lock().unwrap() = moment.parse().unwrap();
    }

    fn forward(&self, span: TimeDelta) {
        *self.0.lock().unwrap() += span;
    }

    fn clock(&self) -> Clock {
        let hands = self.0.clone();
        Arc::new(move || *hands.lock().unwrap())
    }
}

/// A folder with room for one book.
struct Place {
    folder: tempfile::TempDir,
    hands: Hands,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap(), hands: Hands::at("2026-03-02T09:00:00Z") }
    }

    fn book(&self) -> PathBuf {
        self.folder.path().join("book.keepnet")
    }

    fn open(&self) -> Repository {
        Repository::open_or_create(&self.book(), self.hands.clock()).unwrap()
    }

    /// Names of the copies beside the book.
    fn copies(&self) -> Vec<String> {
        names(&self.folder.path().join("book-backups"))
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A number from the environment, for longer runs and for repeating one.
fn number_from(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).map_or(usual, |text| text.parse().unwrap())
}

/// Everything an owner entered and the sums over it, read without keepnet. Ids given out, the history and the shelf are
/// left out: those only ever grow.
fn dump(book: &Path) -> String {
    tables(book, &["setting", "rate", "segment", "customer", "external_id", "person", "invoice", "series"])
}

fn tables(book: &Path, names: &[&str]) -> String {
    let conn = reader(book);
    let mut text = String::new();
    for name in names {
        writeln!(text, "[{name}]").unwrap();
        let order = if *name == "series" { "customer, part" } else { "1" };
        let mut query = conn.prepare(&format!("SELECT * FROM {name} ORDER BY {order}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                match row.get_ref(column).unwrap() {
                    ValueRef::Null => text.push_str("- "),
                    ValueRef::Integer(number) => write!(text, "{number} ").unwrap(),
                    ValueRef::Real(number) => write!(text, "{number} ").unwrap(),
                    ValueRef::Text(value) => write!(text, "{:?} ", String::from_utf8_lossy(value)).unwrap(),
                    ValueRef::Blob(value) => write!(text, "{value:02x?} ").unwrap(),
                }
            }
            text.push('\n');
        }
    }
    text
}

fn reader(book: &Path) -> Connection {
    Connection::open_with_flags(book, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX).unwrap()
}

fn count(book: &Path, sql: &str) -> i64 {
    reader(book).query_row(sql, [], |row| row.get(0)).unwrap()
}

/// `check` finds nothing wrong and nothing to mend: the sums equal the documents.
fn assert_healthy(repository: &mut Repository, when: &str) {
    let health = repository.check(&mut Unwatched).unwrap();
    assert!(health.problems.is_empty() && health.mended.is_empty(), "{when}: {health:?}");
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn settings(current: &Settings, name: Name, typed: &str) -> Change {
    Change::Settings(current.changes_to(&current.enter(name, typed).unwrap()))
}

/// Sets one setting, as a step.
fn set(repository: &mut Repository, name: Name, typed: &str) {
    let change = settings(&repository.load_settings().unwrap(), name, typed);
    assert!(repository.apply(&change).unwrap().change.is_some());
}

/// Gives one customer new values, as a window does that has just read it.
fn edited(before: &Customer, after: Customer) -> Change {
    Change::Customers(vec![Edit::of(before.clone(), after)])
}

/// Adds customers of these names, as a step, and gives them back as the book has them.
fn add_customers(repository: &mut Repository, names: &[&str]) -> Vec<Customer> {
    let new = names.iter().map(|name| Edit::new(Customer::named((*name).into()))).collect();
    let touched = repository.apply(&Change::Customers(new)).unwrap();
    let book = repository.load_book().unwrap();
    touched.customers.iter().map(|id| book.customer(*id).unwrap().clone()).collect()
}
