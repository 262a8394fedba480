//! Undo, redo and what was done.

use crate::domain::change::{Step, Touched};

use super::{Failure, Setup};

/// Takes back the newest step.
pub fn undo(setup: &Setup) -> Result<Touched, Failure> {
    let mut repository = setup.open()?;
    let touched = repository.undo()?;
    repository.close()?;
    Ok(touched)
}

/// Does the newest undone step again.
pub fn redo(setup: &Setup) -> Result<Touched, Failure> {
    let mut repository = setup.open()?;
    let touched = repository.redo()?;
    repository.close()?;
    Ok(touched)
}

/// The newest steps, newest first.
pub fn history(setup: &Setup, most: usize) -> Result<Vec<Step>, Failure> {
    Ok(setup.open()?.history(most)?)
}
