//! Files an owner asked for: never through a link, never over another file unless asked.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::repository::{Error, Kind, path_shown, write_private};

use super::Failure;

/// Writes one private file in one piece. What is there already is refused, or replaced where `replace` allows it.
pub fn write_file(path: &Path, replace: bool, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    check_free(path, replace, ("Name another file with --out", "or replace it with --force"))?;
    Ok(write_private(path, replace, fill)?)
}

/// A link or another kind of thing is never written through or replaced, a file only when asked. `next` is what to do
/// about it, and what else where it is a file.
pub(super) fn check_free(path: &Path, replace: bool, next: (&str, &str)) -> Result<(), Failure> {
    let Ok(meta) = fs::symlink_metadata(path) else { return Ok(()) };
    if meta.is_file() && replace {
        return Ok(());
    }
    let next = if meta.is_file() { format!("{}, {}.", next.0, next.1) } else { format!("{}.", next.0) };
    Err(Error::new(Kind::Unusable, format!("{} is there already.", path_shown(path)), "Nothing was written.", next).into())
}
