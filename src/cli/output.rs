//! Printing: to a reader that may go away, and complaints to standard error.

use std::io::{self, Write};

use super::Dashboard;
use crate::repository::{Error, Kind};
use crate::tasks::Failure;

/// Why a command ends before its end.
pub(super) enum Stop {
    /// Something failed; it is told on standard error.
    Failed(Failure),
    /// Everything was said; this is the exit code.
    Code(u8),
    /// The rest is drawn.
    Draw(Box<Dashboard>),
    /// The reader has gone: it has seen enough.
    Closed,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(failure)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(error.into())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Stop::Closed;
        }
        let reason = if error.kind() == io::ErrorKind::StorageFull { "the disk is full" } else { "it does not take any more" };
        Stop::Failed(Failure::Book(Error::new(
            Kind::Unusable,
            format!("Could not write to standard output: {reason}."),
            "What the command did to your book stands.",
            "Send the output somewhere else.",
        )))
    }
}

/// Prints a text as it stands.
pub(super) fn print(text: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints a line.
pub(super) fn say(line: &str) -> Result<(), Stop> {
    print(&format!("{line}\n"))
}

/// Prints to standard error.
pub(super) fn complain(text: &str) {
    // With nobody to complain to there is nothing left to do.
    let _ = writeln!(io::stderr().lock(), "{text}");
}
