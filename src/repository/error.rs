//! What can go wrong with a book, in the owner's words: what failed, what is safe, what to do next.

use std::fmt;
use std::path::Path;

use crate::domain::edit::Clash;
use crate::domain::text::shown;

/// What kind of trouble it is; the command line turns it into an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// There is no such book.
    Missing,
    /// Not ours to open, or not openable: another program's file, a newer book, a folder, no permission, a full disk.
    Unusable,
    /// A damaged book.
    Damaged,
    /// The edit cannot be done as asked: a circle of groups, a base currency that is fixed, nothing to undo.
    Refused,
    /// Another window gave the same field another value meanwhile: nothing was overwritten.
    Moved,
    /// Stopped on request; nothing was written.
    Cancelled,
}

/// A failure with its three sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What kind.
    pub kind: Kind,
    /// What failed.
    pub what: String,
    /// What is safe.
    pub safe: String,
    /// What to do next.
    pub next: String,
}

impl Error {
    /// A failure in its three sentences.
    pub fn new(kind: Kind, what: impl Into<String>, safe: impl Into<String>, next: impl Into<String>) -> Error {
        Error { kind, what: what.into(), safe: safe.into(), next: next.into() }
    }

    /// An edit that cannot be done as asked.
    pub fn refused(what: impl Into<String>, next: impl Into<String>) -> Error {
        Error::new(Kind::Refused, what, "Nothing was changed.", next)
    }

    /// An edit of a field that another window gave another value meanwhile; `subject` is the row in the owner's words.
    pub(super) fn moved(subject: &str, Clash(what): Clash) -> Error {
        Error::new(
            Kind::Moved,
            format!("{subject}: {what} changed by another window meanwhile."),
            "What you typed is still here; nothing was overwritten.",
            "Look at both and save again.",
        )
    }

    /// A file that cannot be opened or written.
    pub fn io(doing: &str, path: &Path, error: &std::io::Error) -> Error {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "this account may not".to_owned(),
            std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            std::io::ErrorKind::AlreadyExists => "something is there already".to_owned(),
            _ => shown(&error.to_string(), 120),
        };
        Error::new(
            Kind::Unusable,
            format!("Could not {doing} {}: {reason}.", path_shown(path)),
            "Nothing was changed.",
            "Check the path and your rights to it, or name another file.",
        )
    }

    /// Another program holds the book.
    pub fn busy() -> Error {
        Error::new(
            Kind::Unusable,
            "Another program holds the book: a second keepnet writing, or a backup tool.",
            "Nothing was changed.",
            "Wait until it is done and try again.",
        )
    }

    /// A page or value of the book that cannot be read.
    pub fn damaged(detail: &str) -> Error {
        Error::new(
            Kind::Damaged,
            format!("The book is damaged: {}.", shown(detail, 160)),
            "Nothing was changed; your backups lie in the folder beside the book.",
            "Run \"keepnet check\" to see what is wrong and which backups are good, then \"keepnet restore FILE\".",
        )
    }
}

/// A path fit for a message.
#[must_use]
pub fn path_shown(path: &Path) -> String {
    shown(&path.display().to_string(), 300)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        for sentence in [&self.safe, &self.next] {
            if !sentence.is_empty() {
                write!(f, "\n{sentence}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<crate::domain::progress::Cancelled> for Error {
    fn from(_: crate::domain::progress::Cancelled) -> Error {
        Error::new(Kind::Cancelled, "Stopped.", "Nothing was changed.", "")
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode as Code;
        let Some(code) = error.sqlite_error_code() else {
            return match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..) => Error::damaged("a value in it cannot be read"),
                error => Error::damaged(&error.to_string()),
            };
        };
        let (what, next) = match code {
            Code::DatabaseBusy | Code::DatabaseLocked => return Error::busy(),
            Code::DiskFull => ("The disk is full.".to_owned(), "Free some space and try again."),
            Code::ReadOnly | Code::PermissionDenied | Code::AuthorizationForStatementDenied => (
                "The book cannot be written here.".to_owned(),
                "Check the rights to the file and its folder, or copy it elsewhere.",
            ),
            Code::CannotOpen => {
                ("The book cannot be opened.".to_owned(), "Check the path and your rights to it, or name another with --book FILE.")
            }
            Code::TooBig => ("A value is longer than a book may hold (1 MB).".to_owned(), "Shorten it and try again."),
            Code::SystemIoFailure => (
                format!("The disk did not answer as it should ({}).", shown(&error.to_string(), 100)),
                "Check the disk, then try again.",
            ),
            Code::DatabaseCorrupt | Code::NotADatabase => return Error::damaged("its pages do not fit together"),
            _ => return Error::damaged(&error.to_string()),
        };
        Error::new(Kind::Unusable, what, "Nothing was changed.", next)
    }
}
