//! The book as a file: looked at before SQLite may touch it, created private, never followed through a link.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::error::{Error, Kind, path_shown};
use super::migrate;

/// "keep" in the header of every book: `PRAGMA application_id`.
pub(super) const APPLICATION_ID: i32 = 0x6b65_6570;

/// What the first hundred bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Header {
    Empty,
    NotSqlite,
    Foreign,
    Book { version: i32 },
}

/// Which file it is, whatever its path says later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

/// Makes sure a file is a book this keepnet may open, without letting SQLite near it.
pub(super) fn look(path: &Path) -> Result<Identity, Error> {
    let meta = fs::symlink_metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::new(
            Kind::Missing,
            format!("There is no book at {} yet.", path_shown(path)),
            "",
            "\"keepnet import FILE\" starts one from your invoices; \"keepnet demo\" shows a sample.",
        ),
        _ => Error::io("open", path, &error),
    })?;
    let unusable = |what: &str, next: &str| {
        Err(Error::new(Kind::Unusable, format!("{} {what}.", path_shown(path)), "It was not touched.", next))
    };
    if meta.is_dir() {
        return unusable("is a folder, not a book", "Name the file itself with --book FILE.");
    }
    if meta.file_type().is_symlink() {
        return unusable("is a link, and a book is never opened through one", "Name the file it points to with --book FILE.");
    }
    if !meta.is_file() {
        return unusable("is a device or a pipe, not a book", "Name a file with --book FILE.");
    }
    if !owned_by_us(&meta) {
        return unusable("belongs to another account", "Copy it to a folder of your own and open the copy.");
    }
    match read_header(path)? {
        Header::Book { version } if version > migrate::VERSION => Err(newer(path, version)),
        Header::Book { version } if version > 0 => Ok(identity(&meta)),
        Header::Empty => unusable("is an empty file, not a book", "Name your book with --book FILE, or remove the empty file."),
        Header::NotSqlite => unusable(
            "is not a keepnet book",
            "Name your book with --book FILE. To read an export into a book: keepnet import FILE.",
        ),
        Header::Foreign | Header::Book { .. } => unusable("belongs to another program", "Name your own book with --book FILE."),
    }
}

/// The refusal of a book written by a later keepnet.
pub(super) fn newer(path: &Path, version: i32) -> Error {
    Error::new(
        Kind::Unusable,
        format!(
            "{} was written by a newer keepnet (book version {version}, this one reads up to {}).",
            path_shown(path),
            migrate::VERSION
        ),
        "It was not touched.",
        "Update keepnet on this computer and open it again.",
    )
}

fn read_header(path: &Path) -> Result<Header, Error> {
    let mut header = [0u8; 100];
    let mut file = open_quietly(path)?;
    let mut filled = 0;
    while filled < header.len() {
        match file.read(&mut header[filled..]).map_err(|error| Error::io("read", path, &error))? {
            0 => break,
            count => filled += count,
        }
    }
    let word = |at: usize| i32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    Ok(match filled {
        0 => Header::Empty,
        _ if !header.starts_with(b"SQLite format 3\0") || filled < header.len() => Header::NotSqlite,
        _ if word(68) != APPLICATION_ID => Header::Foreign,
        _ => Header::Book { version: word(60) },
    })
}

/// Opens for reading without following a link and without waiting on a pipe.
fn open_quietly(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path).map_err(|error| Error::io("open", path, &error))
}

#[cfg(unix)]
fn owned_by_us(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    meta.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn owned_by_us(_: &fs::Metadata) -> bool {
    true
}

#[cfg(unix)]
fn identity(meta: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Identity(meta.dev(), meta.ino())
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Identity {
    Identity(0, 0)
}

/// Whether the path still leads to the file that was opened.
pub(super) fn check_same(path: &Path, opened: Identity) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(meta) if identity(&meta) == opened => Ok(()),
        _ => Err(Error::new(
            Kind::Unusable,
            format!("{} was replaced or moved while it was open.", path_shown(path)),
            "Nothing was written to either file.",
            "Start keepnet again to work with the file that is there now.",
        )),
    }
}

/// Makes a folder and those above it where they are missing, private from birth.
pub fn make_folder(folder: &Path) -> Result<(), Error> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(|error| Error::io("make the folder", folder, &error))
}

/// Narrows the rights of a file of ours that others could read; whether it had to.
pub(super) fn keep_private(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if let Ok(meta) = fs::symlink_metadata(path) {
            let mode = meta.permissions().mode() & 0o777;
            if meta.is_file() && mode & 0o077 != 0 {
                return fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700)).is_ok();
            }
        }
    }
    false
}

/// A file only we may read that is not there yet, beside the place it is meant for. Its name starts with
/// [`UNFINISHED`], so a leftover of a killed run is known and swept.
pub(super) fn unfinished(folder: &Path) -> Result<tempfile::NamedTempFile, Error> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    tempfile::Builder::new()
        .prefix(UNFINISHED)
        .suffix(".tmp")
        .tempfile_in(folder)
        .map_err(|error| Error::io("write in", folder, &error))
}

/// How unfinished files begin.
const UNFINISHED: &str = ".keepnet-unfinished-";

/// Removes what killed runs left in a folder: unfinished files older than a day, which no run can still be writing.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED);
        let aged = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| time.elapsed().ok());
        if ours && aged.is_some_and(|age| age.as_secs() > 24 * 3600) {
            // A file that cannot be removed is only untidy.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Puts a finished file in its place: synced, under a name nobody had, its folder synced. Refuses to replace.
pub(super) fn settle(file: tempfile::NamedTempFile, place: &Path) -> Result<(), Error> {
    file.as_file().sync_all().map_err(|error| Error::io("write", place, &error))?;
    file.persist_noclobber(place).map_err(|error| Error::io("write", place, &error.error))?;
    sync_folder(place.parent());
    Ok(())
}

/// Makes a rename last. Where a folder cannot be synced the file is still there, only less surely after a power cut.
pub(super) fn sync_folder(folder: Option<&Path>) {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The folder beside a book that holds its backups.
pub(super) fn backups(book: &Path) -> PathBuf {
    let mut name = book.file_stem().unwrap_or_default().to_os_string();
    name.push("-backups");
    book.with_file_name(name)
}

/// Writes bytes to a private file in one piece, so that no reader ever sees half of it. One that is there already is
/// refused, or replaced as a whole.
pub fn write_private(
    place: &Path,
    replace: bool,
    fill: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Error> {
    let unfinished_file = unfinished(place.parent().unwrap_or(Path::new("")))?;
    let mut out = std::io::BufWriter::new(unfinished_file);
    fill(&mut out).and_then(|()| out.flush()).map_err(|error| Error::io("write", place, &error))?;
    let finished = out.into_inner().map_err(|error| Error::io("write", place, error.error()))?;
    if !replace {
        return settle(finished, place);
    }
    finished.as_file().sync_all().map_err(|error| Error::io("write", place, &error))?;
    finished.persist(place).map_err(|error| Error::io("write", place, &error.error))?;
    sync_folder(place.parent());
    Ok(())
}
