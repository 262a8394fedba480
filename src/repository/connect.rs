//! Connections to a book: how each is set up, and a new book made whole before anyone sees it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::error::{Error, Kind, path_shown};
use super::{migrate, place};

/// How long any access waits for another program that holds the book.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// Earlier versions of SQLite have a fault that can damage a book when two programs hold it.
pub(super) fn check_sqlite() -> Result<(), Error> {
    const LEAST: i32 = 3_051_003;
    if rusqlite::version_number() >= LEAST {
        return Ok(());
    }
    Err(Error::new(
        Kind::Unusable,
        format!("This keepnet was built with SQLite {}, which is too old to be safe.", rusqlite::version()),
        "No book was opened.",
        "Build keepnet with the SQLite that comes with it.",
    ))
}

/// Connects to a file already looked at. The flag: it can only be viewed.
pub(super) fn connect(path: &Path) -> Result<(Connection, bool), Error> {
    let path = without_links(path)?;
    let conn = Connection::open_with_flags(&path, flags() | OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let viewing = conn.is_readonly(rusqlite::MAIN_DB)?;
    if !viewing {
        configure(&conn)?;
        return Ok((conn, false));
    }
    let mut log = path.as_os_str().to_os_string();
    log.push("-wal");
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(Error::new(
            Kind::Unusable,
            format!(
                "{} lies on a read-only disk beside a log that holds newer changes, so it would show old figures.",
                path_shown(&path)
            ),
            "Nothing was changed.",
            "Copy the book and the file ending in -wal to a folder you may write to, and open the copy with --book FILE.",
        ));
    }
    Ok((connect_to_what_stands_still(&path)?, true))
}

/// Connects to a book for reading alone, beside the connection that writes.
pub(super) fn connect_to_read(path: &Path) -> Result<Connection, Error> {
    let path = without_links(path)?;
    let conn = Connection::open_with_flags(&path, flags() | OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    configure(&conn)?;
    conn.pragma_update(None, "query_only", true)?;
    let readable: rusqlite::Result<i64> = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
    match readable.map_err(|error| error.sqlite_error_code()) {
        Err(Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)) => connect_to_what_stands_still(&path),
        // Any other trouble is for whoever reads to tell.
        _ => Ok(conn),
    }
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE
}

/// SQLite refuses a path through any link; links in the folders above (a home on another disk) are the owner's own.
fn without_links(path: &Path) -> Result<PathBuf, Error> {
    let path = std::path::absolute(path).map_err(|error| Error::io("open", path, &error))?;
    Ok(match (path.parent().and_then(|folder| folder.canonicalize().ok()), path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    })
}

/// On a read-only disk SQLite cannot make its shared memory; the file is stable there, so it may be read as it is.
fn connect_to_what_stands_still(path: &Path) -> Result<Connection, Error> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_') {
            uri.push(*byte as char);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri.push_str("?immutable=1");
    let conn = Connection::open_with_flags(uri, flags() | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
    configure(&conn)?;
    Ok(conn)
}

/// The settings every connection to a book has (`reliability.md`, "How the book is kept").
pub(super) fn configure(conn: &Connection) -> Result<(), Error> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Without it every binding of a value throws the prepared plan away, for statistics a book does not keep.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, 1_000_000)?;
    conn.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000)?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON; \
         PRAGMA recursive_triggers = OFF; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 8388608;",
    )?;
    Ok(())
}

/// Makes an empty book, whole before anyone can see it under its name.
pub(super) fn create(path: &Path) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new(""));
    place::make_folder(folder)?;
    place::sweep(folder);
    let file = place::unfinished(folder)?;
    let mut conn = Connection::open(file.path())?;
    conn.pragma_update(None, "application_id", place::APPLICATION_ID)?;
    migrate::migrate(&mut conn)?;
    // From here on the file says of itself that it is written through a log beside it.
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)?;
    match place::settle(file, path) {
        // Another start was quicker: its book is as good.
        Err(_) if path.exists() => Ok(()),
        made => made,
    }
}
