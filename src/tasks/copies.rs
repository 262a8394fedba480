//! Copies of the book, and going back to one.

use std::path::{Path, PathBuf};

use crate::repository::{Kind, Restored, restore_without_book};

use super::{Failure, Setup};

/// Makes a verified copy now, at `to` or in the folder beside the book.
pub fn back_up(setup: &Setup, to: Option<&Path>) -> Result<PathBuf, Failure> {
    Ok(setup.open()?.back_up(to)?)
}

/// Goes back to a copy. The present book is copied first; one that does not open is put aside.
pub fn restore(setup: &Setup, from: &Path) -> Result<Restored, Failure> {
    match setup.open() {
        // A copy of a damaged book cannot be verified; the book itself is put aside instead.
        Ok(repository) if !repository.is_sound()? => {
            repository.close()?;
            Ok(restore_without_book(&setup.book, from, &setup.clock)?)
        }
        Ok(mut repository) => Ok(repository.restore(from)?),
        // Whatever is wrong with the copy is told by what opens it.
        Err(Failure::Book(error)) if matches!(error.kind, Kind::Missing | Kind::Damaged) => {
            Ok(restore_without_book(&setup.book, from, &setup.clock)?)
        }
        Err(failure) => Err(failure),
    }
}
