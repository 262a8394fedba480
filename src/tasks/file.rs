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

/// Whether a file there is a book, ours or another program's.
fn is_database(path: &Path) -> bool {
    use std::io::Read;
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let mut head = Vec::new();
    let is_file = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
    is_file && fs::File::open(path).is_ok_and(|file| file.take(16).read_to_end(&mut head).is_ok()) && head == MAGIC
}

/// A link or another kind of thing is never written through or replaced, a file only when asked. `next` is what to do
/// about it, and what else where it is a file.
pub(super) fn check_free(path: &Path, replace: bool, next: (&str, &str)) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if ["-wal", "-shm", "-journal"].iter().any(|ending| name.ends_with(ending)) || is_database(path) {
        return Err(Error::new(
            Kind::Unusable,
            format!("{} is a book or belongs to one, and is never written over.", path_shown(path)),
            "Nothing was written.",
            format!("{}.", next.0),
        )
        .into());
    }
    let Ok(meta) = fs::symlink_metadata(path) else { return Ok(()) };
    if meta.is_file() && replace {
        return Ok(());
    }
    let next = if meta.is_file() { format!("{}, {}.", next.0, next.1) } else { format!("{}.", next.0) };
    Err(Error::new(Kind::Unusable, format!("{} is there already.", path_shown(path)), "Nothing was written.", next).into())
}
