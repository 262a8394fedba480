//! Where a book is in doubt: a folder that a program copies to the network file by file, or a network disk.
//!
//! There the book is written in one file without a log beside it, the owner is told once, and copies such a program
//! made of a book edited on two computers are looked for. Only names and the kind of disk are read here, never a file;
//! `place` opens those.

use std::fs;
use std::path::{Path, PathBuf};

/// Folder names that give a synced folder away, in lower case, and what its program is called.
const SYNCED: [(&str, &str); 8] = [
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("google drive", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("syncthing", "Syncthing"),
];

/// Why a book's place is in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// A program of this name copies the folder.
    Synced(&'static str),
    /// A disk of another computer.
    NetworkDisk,
}

/// Whether a book stands where its log beside it is not safe.
pub(super) fn is_doubtful(book: &Path) -> bool {
    doubt(book).is_some()
}

/// What to tell the owner once of a book in a doubtful place; `None`: all is well.
#[must_use]
pub fn warning(book: &Path) -> Option<String> {
    let place = match doubt(book)? {
        Doubt::Synced(program) => format!("in a synced folder ({program})"),
        Doubt::NetworkDisk => "on a network disk".to_owned(),
    };
    Some(format!("This book lies {place}. Your edits are safe; open it on one computer at a time."))
}

fn doubt(book: &Path) -> Option<Doubt> {
    let folder = book.parent().map(|folder| folder.to_string_lossy().to_lowercase()).unwrap_or_default();
    if let Some((_, program)) = SYNCED.iter().find(|(name, _)| folder.contains(name)) {
        return Some(Doubt::Synced(program));
    }
    if book.ancestors().skip(1).any(|folder| folder.join(".stfolder").exists()) {
        return Some(Doubt::Synced("Syncthing"));
    }
    is_network_disk(book).then_some(Doubt::NetworkDisk)
}

#[cfg(target_os = "linux")]
fn is_network_disk(path: &Path) -> bool {
    // NFS, SMB, CIFS, SMB2, 9p, FUSE, AFS.
    const NETWORK: [i64; 7] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546, 0x5346_414f];
    rustix::fs::statfs(path).is_ok_and(|disk| NETWORK.contains(&disk.f_type))
}

#[cfg(not(target_os = "linux"))]
fn is_network_disk(_: &Path) -> bool {
    false
}

/// Files beside a book that a syncing program likely made when it was edited on two computers, by name.
#[must_use]
pub fn conflict_copies(book: &Path) -> Vec<PathBuf> {
    let folder = book.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Some(stem), Ok(entries)) = (book.file_stem(), fs::read_dir(folder)) else { return Vec::new() };
    let stem = stem.to_string_lossy();
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter(|entry| is_conflict(&stem, &entry.file_name().to_string_lossy()))
        .map(|entry| folder.join(entry.file_name()))
        .collect();
    found.sort();
    found
}

/// Whether `name` is what a syncing program calls its second copy of `stem.keepnet`.
fn is_conflict(stem: &str, name: &str) -> bool {
    let Some(rest) = name.strip_suffix(".keepnet").and_then(|name| name.strip_prefix(stem)) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let bracketed = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    match bracketed {
        // Dropbox and Nextcloud say so; Google Drive and browsers count.
        Some(inner) => is_number(inner) || inner.to_lowercase().contains("conflict"),
        // Syncthing and ownCloud; iCloud counts.
        None => {
            rest.starts_with(".sync-conflict-") || rest.starts_with("_conflict-") || rest.strip_prefix(' ').is_some_and(is_number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_is_told_of_a_synced_folder_by_its_name() {
        let said = warning(Path::new("/home/ann/Dropbox/firm/book.keepnet")).unwrap();
        assert_eq!(said, "This book lies in a synced folder (Dropbox). Your edits are safe; open it on one computer at a time.");
        assert!(warning(Path::new("/Users/ann/Library/Mobile Documents/book.keepnet")).unwrap().contains("(iCloud Drive)"));
        // The name of the book itself says nothing.
        assert_eq!(doubt(Path::new("/nowhere/dropbox.keepnet")), None);
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(doubt(&folder.path().join("book.keepnet")), None);
        fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(doubt(&folder.path().join("book.keepnet")), Some(Doubt::Synced("Syncthing")));
    }

    #[test]
    fn second_copies_are_known_by_their_names_and_own_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let conflicts = [
            "book (1).keepnet",
            "book (Ann's conflicted copy 2026-03-02).keepnet",
            "book (conflicted copy 2026-03-02 101500).keepnet",
            "book 2.keepnet",
            "book.sync-conflict-20260302-101500-ABCDEFG.keepnet",
            "book_conflict-20260302-101500.keepnet",
        ];
        let others = [
            "book.keepnet",
            "book-damaged-20260302T101500Z.keepnet",
            "book 2025 old.keepnet",
            "book 2025.keepnet",
            "book (old).keepnet",
            "notebook 2.keepnet",
            "book 2.txt",
        ];
        for name in conflicts.iter().chain(&others) {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("book 3.keepnet")).unwrap();
        let found = conflict_copies(&folder.path().join("book.keepnet"));
        let names: Vec<String> = found.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(names, conflicts);
    }
}
