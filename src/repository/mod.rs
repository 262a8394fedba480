//! The book as one SQLite file: opening it, reading it whole, writing one step at a time.
//!
//! Only this room knows SQL. It takes and returns `domain` types, keeps every rule of `reliability.md` "How the book is
//! kept", and never prints. [`Repository`] is the one writer; its methods stand with their subject: `history` undoes,
//! `take_in` imports, `backup` copies, `restore` goes back, `check` examines, one file per kind of row.

mod backup;
mod beside;
mod check;
mod connect;
mod customers;
mod elsewhere;
mod error;
mod history;
mod invoices;
mod load;
mod migrate;
mod people;
mod place;
mod records;
mod restore;
mod rosters;
mod row;
mod salvage;
mod segments;
mod series;
mod settings;
mod synced;
mod take_in;
mod work;

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

pub use backup::{Copy, copies, customers_in, is_good};
pub use check::{Health, examine};
pub use error::{Error, Kind, path_shown};
pub use place::{make_folder, write_private};
pub use restore::{Restored, restore_without_book};
pub use salvage::Salvaged;
pub use synced::{conflict_copies, warning as place_warning};

use crate::domain::book::Book;
use crate::domain::change::{Change, Touched};
use crate::domain::id::{CustomerId, SessionId};
use crate::domain::invoice::Invoice;
use connect::{check_sqlite, configure, connect, create};
use elsewhere::Seen;
use place::Identity;
use row::{Log, Origin};

/// What tells the time: the history and the backups need it, figures never do.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// An open book. There is one writer at a time; reports and background work open their own.
pub struct Repository {
    conn: Connection,
    path: PathBuf,
    identity: Identity,
    clock: Clock,
    session: Option<SessionId>,
    horizon: Horizon,
    acknowledge: Option<File>,
    /// Customers that files of this run called `keepnet#1` and so on: such ids mean nothing outside the files.
    file_keys: HashMap<String, CustomerId>,
    viewing: bool,
    seen: Seen,
}

/// Which steps of other runs this one may undo: those there when it began, of runs that had ended by then.
#[derive(Debug, Clone, Default)]
struct Horizon {
    /// The newest step of making the sample: undo never goes further back.
    made: i64,
    last: i64,
    running: BTreeSet<i64>,
}

/// The book of one moment, for as long as it is held.
#[derive(Debug)]
pub struct Snapshot<'book>(#[allow(dead_code, reason = "held, not read")] Transaction<'book>);

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("path", &self.path).field("session", &self.session).finish_non_exhaustive()
    }
}

impl Repository {
    /// Opens the book at `path`. A file that is not a book of ours is refused before SQLite sees it.
    pub fn open(path: &Path, clock: Clock) -> Result<Repository, Error> {
        check_sqlite()?;
        let identity = place::look(path)?;
        let (conn, viewing) = connect(path)?;
        let mut repository = Repository {
            conn,
            path: path.to_owned(),
            identity,
            clock,
            session: None,
            horizon: Horizon::default(),
            acknowledge: None,
            file_keys: HashMap::new(),
            viewing,
            seen: Seen::default(),
        };
        let version = migrate::version(&repository.conn)?;
        if version > migrate::VERSION {
            return Err(place::newer(path, version));
        }
        if version < migrate::VERSION {
            repository.upgrade()?;
        }
        migrate::check_schema(&repository.conn)?;
        place::keep_private(path);
        repository.choose_journal()?;
        repository.horizon = history::horizon(&repository.conn)?;
        repository.seen = Seen::now(&repository.conn)?;
        Ok(repository)
    }

    /// Opens the book at `path`, making an empty one where there is no file. Two starts at once make one book.
    pub fn open_or_create(path: &Path, clock: Clock) -> Result<Repository, Error> {
        match Repository::open(path, clock.clone()) {
            Err(error) if error.kind == Kind::Missing => {
                create(path)?;
                Repository::open(path, clock)
            }
            opened => opened,
        }
    }

    /// A log beside the book (WAL), unless the disk under it is doubtful. Another run may hold the book just now: then it
    /// stays as it is until next time, either is safe.
    fn choose_journal(&self) -> Result<(), Error> {
        if self.viewing {
            return Ok(());
        }
        let now: String = self.conn.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        let doubtful = synced::is_doubtful(&self.path);
        let changed = match (now.as_str(), doubtful) {
            ("wal", false) => return Ok(()),
            // Only the log is remembered in the file; this has to be said each time.
            (_, true) => self.conn.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(())),
            (_, false) => self.conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())),
        };
        match changed.map_err(Error::from) {
            Err(error) if error.kind == Kind::Damaged => Err(error),
            _ => Ok(()),
        }
    }

    /// Where the book lives.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the pages of the book fit together.
    pub fn is_sound(&self) -> Result<bool, Error> {
        backup::is_sound(&self.conn)
    }

    /// Whether it can only be looked at: a read-only disk, folder or file.
    #[must_use]
    pub fn is_view_only(&self) -> bool {
        self.viewing
    }

    /// After every commit the id of its step is written here: a test that kills the program learns what was promised.
    pub fn acknowledge_to(&mut self, file: File) {
        self.acknowledge = Some(file);
    }

    /// While it is held every read sees the book of one moment. `None`: one is held already.
    pub fn snapshot(&self) -> Result<Option<Snapshot<'_>>, Error> {
        Ok(if self.conn.is_autocommit() { Some(Snapshot(self.conn.unchecked_transaction()?)) } else { None })
    }

    /// The book's settings alone.
    pub fn load_settings(&self) -> Result<crate::domain::settings::Settings, Error> {
        settings::load(&self.conn)
    }

    /// Every document, by id, a thousand at a time: a stream for exports.
    pub fn invoices(&self) -> impl Iterator<Item = Result<Invoice, Error>> + '_ {
        invoices::Pages::new(&self.conn)
    }

    /// Every document, by id, read one after the other. A failing `each` stops the reading.
    pub fn each_invoice<E: From<Error>>(&self, each: &mut dyn FnMut(Invoice) -> Result<(), E>) -> Result<(), E> {
        invoices::each(&self.conn, each)
    }

    /// Reads again what a change touched, instead of the whole book.
    pub fn reload(&self, book: &mut Book, touched: &Touched) -> Result<(), Error> {
        if touched.everything {
            book.replace_with(self.load_book()?);
            return Ok(());
        }
        let tx = self.conn.unchecked_transaction()?;
        if touched.settings {
            book.replace_settings(settings::load(&tx)?);
            book.rates = settings::load_rates(&tx)?;
        }
        for &id in &touched.customers {
            book.replace_customer(id, customers::read(&tx, id)?);
        }
        for &id in &touched.series {
            book.replace_series(id, series::read(&tx, id)?);
        }
        if !touched.people.is_empty() {
            book.people = people::load(&tx)?.into();
        }
        if !touched.segments.is_empty() {
            book.replace_segments(segments::load(&tx)?);
        }
        for &(kind, id) in &touched.records {
            let row = records::read(&tx, kind, id)?;
            if !book.replace_record(kind, id, row.as_ref()) {
                return Err(records::unreadable(kind));
            }
        }
        Ok(())
    }

    /// Does one edit: one transaction, one undo step. Nothing is written where nothing changes; the step is `None` then.
    /// Where another window gave the same field another value meanwhile nothing is written either: [`Kind::Moved`].
    pub fn apply(&mut self, change: &Change) -> Result<Touched, Error> {
        self.edit(|log| match change {
            Change::Settings(entries) => settings::save(log, entries),
            Change::Rate(rate) => settings::save_rate(log, rate),
            Change::Customers(edits) => customers::save_all(log, edits),
            Change::Segment(edit) => segments::save(log, edit),
            Change::Person(edit) => people::save(log, edit),
            Change::Invoice(edit) => invoices::save(log, edit),
            Change::Records(edits) => records::save_all(log, edits),
            Change::Introduce(customer, edits) => records::save_introduced(log, customer, edits),
        })
    }

    /// Runs an edit in its own step; it returns the words of the history.
    fn edit(&mut self, edit: impl FnOnce(&mut Log<'_>) -> Result<String, Error>) -> Result<Touched, Error> {
        self.before_write()?;
        let at = self.now();
        let tx = self.begin()?;
        let session = begin_session(&tx, self.session, &at)?;
        let mut log = Log::open(&tx, session, &at)?;
        let words = edit(&mut log)?;
        if log.is_empty() {
            return Ok(Touched { words, ..Touched::default() });
        }
        let touched = log.close(&words, Origin::default())?;
        tx.commit()?;
        self.session = Some(session);
        self.acknowledge(&touched);
        Ok(touched)
    }

    /// What has to hold before anything is written: the file is still ours, and a recent copy exists.
    fn before_write(&mut self) -> Result<(), Error> {
        self.check_writable()?;
        self.back_up_if_due()
    }

    /// Whether this file may be written, without writing to it.
    fn check_writable(&self) -> Result<(), Error> {
        if self.viewing {
            return Err(Error::new(
                Kind::Unusable,
                format!("{} can be looked at but not written.", path_shown(&self.path)),
                "Nothing was changed.",
                "Copy it to a folder you may write to and open the copy with --book FILE.",
            ));
        }
        place::check_same(&self.path, self.identity)
    }

    fn acknowledge(&mut self, touched: &Touched) {
        if let (Some(file), Some(change)) = (&mut self.acknowledge, touched.change) {
            // The reader may have gone; the promise is kept either way.
            let _ = file.write_all(format!("{change}\n").as_bytes());
        }
    }

    fn now(&self) -> String {
        moment((self.clock)())
    }

    /// Ends this run: later ones may undo its steps. Everything was saved long before.
    pub fn close(mut self) -> Result<(), Error> {
        self.end_session()
    }

    /// Notes that this is the sample keepnet made, which may be thrown away. What was done in it so far is how it was made
    /// and is not undone.
    pub fn mark_as_sample(&mut self) -> Result<(), Error> {
        self.conn.execute(
            "INSERT OR REPLACE INTO upkeep (name, at, change) SELECT 'sample', ?1, coalesce(max(id), 0) FROM change",
            [self.now()],
        )?;
        self.horizon = history::horizon(&self.conn)?;
        Ok(())
    }

    /// Whether this is the sample keepnet made.
    pub fn is_sample(&self) -> Result<bool, Error> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM upkeep WHERE name = 'sample'")?.exists([])?)
    }

    /// Closes a book and removes it, unless anything was ever done in it: another run may have begun to.
    pub fn discard_if_empty(self) -> Result<(), Error> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Exclusive)?;
        let is_empty: bool =
            tx.query_row("SELECT NOT EXISTS (SELECT 1 FROM change) AND NOT EXISTS (SELECT 1 FROM draft)", [], |row| row.get(0))?;
        if is_empty && place::check_same(&self.path, self.identity).is_ok() {
            // While the lock is held: whoever waits for it finds the file gone before writing to it.
            for ending in ["", "-wal", "-shm"] {
                let mut file = self.path.as_os_str().to_os_string();
                file.push(ending);
                // What cannot be removed is an empty book, which does no harm.
                let _ = std::fs::remove_file(file);
            }
        }
        Ok(())
    }

    /// Begins to write: alone, and in the file that still stands under the book's name.
    fn begin(&self) -> Result<Transaction<'_>, Error> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        place::check_same(&self.path, self.identity)?;
        Ok(tx)
    }

    fn end_session(&mut self) -> Result<(), Error> {
        if let Some(session) = self.session.take() {
            let now = self.now();
            self.conn.execute("UPDATE session SET ended = ?2 WHERE id = ?1", params![session.0, now])?;
        }
        Ok(())
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        // A run that cannot say it ended counts as ended as soon as its process is gone.
        let _ = self.end_session();
    }
}

/// A moment as the book keeps it.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The row of this run, made with its first write.
fn begin_session(tx: &Transaction<'_>, session: Option<SessionId>, at: &str) -> Result<SessionId, Error> {
    let ours = i64::from(std::process::id());
    // Another window may have put a copy in the place of the book, in which this run never began or has ended.
    let goes_on = "SELECT 1 FROM session WHERE id = ?1 AND process = ?2 AND ended IS NULL";
    if let Some(session) = session
        && tx.prepare_cached(goes_on)?.exists(params![session.0, ours])?
    {
        return Ok(session);
    }
    let id = row::next_id(tx, "session", 1)?;
    tx.execute("INSERT INTO session (id, started, process) VALUES (?1, ?2, ?3)", params![id, at, ours])?;
    Ok(SessionId(id))
}
