//! Is the book healthy? A book that does not open is told what it can be restored from.

use crate::domain::progress::Progress;
use crate::repository::{Copy, Error, Health, Kind, copies, is_good};

use super::{Failure, Setup};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It opens; this is how it is.
    Opened(Health),
    /// It is damaged beyond opening; the good copies, newest first.
    Damaged(Error, Vec<Copy>),
}

/// Examines the book and its copies.
pub fn check(setup: &Setup, progress: &mut dyn Progress) -> Result<Checked, Failure> {
    let checked = match setup.open() {
        Ok(mut repository) => repository.check(progress).map(Checked::Opened),
        Err(Failure::Book(error)) if error.kind == Kind::Damaged => Err(error),
        Err(failure) => return Err(failure),
    };
    match checked {
        Ok(checked) => Ok(checked),
        Err(error) if error.kind == Kind::Damaged => {
            let good = copies(&setup.book).into_iter().filter(|copy| is_good(&copy.path)).collect();
            Ok(Checked::Damaged(error, good))
        }
        Err(error) => Err(error.into()),
    }
}
