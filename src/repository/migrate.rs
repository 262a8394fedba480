//! The schema's history: an append-only list of SQL, `user_version` its index.

use std::fmt::Write as _;

use rusqlite::{Connection, TransactionBehavior};

use super::error::Error;

/// Every step ever released, oldest first. Never edited, only added to.
const MIGRATIONS: [&str; 4] = [
    include_str!("../../assets/migrations/0001_book.sql"),
    include_str!("../../assets/migrations/0002_dashboard.sql"),
    include_str!("../../assets/migrations/0003_practice.sql"),
    include_str!("../../assets/migrations/0004_work.sql"),
];

/// What all of them make, as [`schema`] tells it. To compare with it is quicker than to make a book anew at every start.
const NEWEST: &str = include_str!("../../assets/schema.sql");

/// The version of the books this keepnet writes.
pub(super) const VERSION: i32 = MIGRATIONS.len() as i32;

/// The version a book says it has.
pub(super) fn version(conn: &Connection) -> Result<i32, Error> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Brings a book to [`VERSION`], each step whole or not at all. Whether there was anything to do.
pub(super) fn migrate(conn: &mut Connection) -> Result<bool, Error> {
    let before = version(conn)?;
    if before >= VERSION {
        return Ok(false);
    }
    // A step may rebuild a table: SQLite then wants foreign keys off before the transaction and checked within it.
    conn.pragma_update(None, "foreign_keys", false)?;
    let outcome = steps(conn, VERSION);
    conn.pragma_update(None, "foreign_keys", true)?;
    outcome?;
    // A book's version must stand in the file itself, where an older keepnet looks for it, not in the log beside it.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(true)
}

fn steps(conn: &mut Connection, to: i32) -> Result<(), Error> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&tx)?;
    if from >= to {
        // Another window was quicker, maybe one of a newer keepnet.
        return Ok(());
    }
    for sql in MIGRATIONS.iter().take(to as usize).skip(from.max(0) as usize) {
        tx.execute_batch(sql)?;
    }
    let broken = tx.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if broken {
        return Err(Error::damaged("rows point to rows that are not there"));
    }
    tx.pragma_update(None, "user_version", to)?;
    tx.commit()?;
    Ok(())
}

/// Whether the schema is exactly the one the migrations make: no table, view, trigger or index more or other.
pub(super) fn check_schema(conn: &Connection) -> Result<(), Error> {
    if schema(conn)? == NEWEST { Ok(()) } else { Err(Error::damaged("its tables are not the ones keepnet made")) }
}

/// Every object of the schema with its SQL, in a stable order.
fn schema(conn: &Connection) -> Result<String, Error> {
    let mut query = conn.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?;
    let mut rows = query.query([])?;
    let mut all = String::with_capacity(NEWEST.len());
    while let Some(row) = rows.next()? {
        let (kind, name, sql): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        // Writing to a string cannot fail.
        let _ = writeln!(all, "-- {kind} {name}\n{};", sql.unwrap_or_default());
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every schema as released, kept for ever.
    const RELEASED: [&str; 4] = [
        include_str!("../../tests/it/schemas/0001.sql"),
        include_str!("../../tests/it/schemas/0002.sql"),
        include_str!("../../tests/it/schemas/0003.sql"),
        include_str!("../../tests/it/schemas/0004.sql"),
    ];

    /// A released migration that is edited turns this red.
    #[test]
    fn every_version_is_what_was_released_and_becomes_the_newest() {
        for (version, released) in (1..).zip(RELEASED) {
            let mut conn = Connection::open_in_memory().unwrap();
            steps(&mut conn, version).unwrap();
            assert_eq!(schema(&conn).unwrap(), released, "version {version}");
            assert_eq!(migrate(&mut conn).unwrap(), version < VERSION);
            assert!(!migrate(&mut conn).unwrap());
            assert_eq!(schema(&conn).unwrap(), NEWEST, "version {version} brought up to date");
            assert_eq!(super::version(&conn).unwrap(), VERSION);
        }
        assert_eq!(RELEASED[RELEASED.len() - 1], NEWEST);
    }

    #[test]
    fn a_foreign_table_is_noticed() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        check_schema(&conn).unwrap();
        conn.execute_batch("CREATE TRIGGER sly AFTER INSERT ON customer BEGIN DELETE FROM invoice; END").unwrap();
        assert!(check_schema(&conn).is_err());
    }
}
