//! Why a task stopped, in the owner's words.

use crate::domain::settings::Problem;
use crate::import::Refused;
use crate::repository::{Error, Kind};

/// Why a task stopped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The book.
    #[error("{0}")]
    Book(#[from] Error),
    /// A file to import: its name, and why it cannot be read at all.
    #[error("{file}: {refused}.\nNothing was written.")]
    File {
        /// The file, fit for a message.
        file: String,
        /// Why.
        refused: Refused,
    },
    /// What was asked for makes no sense as it stands.
    #[error("{0}")]
    Request(String),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Request(format!("{problem}.\nNothing was changed."))
    }
}

impl Failure {
    /// The exit code of the command line: 1 wrong usage, 2 a problem in the data, 3 cannot open or write.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Request(_) => 1,
            Failure::File { refused: Refused::Unreadable(_), .. } => 3,
            Failure::File { .. } => 2,
            Failure::Book(error) => match error.kind {
                Kind::Refused | Kind::Moved => 1,
                Kind::Damaged => 2,
                Kind::Missing | Kind::Unusable => 3,
                // 128 and SIGINT; the command line knows which signal it really was.
                Kind::Cancelled => 130,
            },
        }
    }

    /// Whether somebody stopped the task.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Failure::Book(Error { kind: Kind::Cancelled, .. }))
    }
}
