//! Nobody else on the machine reads a book: files 0600, folders 0700, whatever the mask, from their first moment.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Desk, PROGRAM};

#[track_caller]
fn private(path: &Path, asked: &str) {
    let meta = fs::symlink_metadata(path).unwrap();
    let mode = meta.permissions().mode() & 0o7777;
    assert_eq!(mode, if meta.is_dir() { 0o700 } else { 0o600 }, "{} is {mode:o} under {asked}", path.display());
    if meta.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            private(&entry.unwrap().path(), asked);
        }
    }
}

#[test]
fn books_copies_reports_and_exports_are_private_whatever_the_mask() {
    for umask in ["000", "022", "077"] {
        let desk = Desk::new();
        desk.write("rows.csv", "number,customer,date,amount\n1,Alder,2026-10-01,10.00\n");
        for words in [
            "import rows.csv",
            "set reserve 100",
            "backup",
            "backup --out kept/copy.keepnet",
            "report --out kept/report.txt",
            "export --out kept/csv",
            "export --out kept/json --format json",
            "restore kept/copy.keepnet",
            "undo",
            "demo",
        ] {
            // The owner's own folder of copies, which the program does not make.
            fs::create_dir_all(desk.path("kept")).unwrap();
            fs::set_permissions(desk.path("kept"), fs::Permissions::from_mode(0o700)).unwrap();
            desk.shell(&format!("umask {umask}; exec \"$KEEPNET\" --book deep/down/book.keepnet {words}")).fine();
        }
        private(&desk.path("deep"), umask);
        private(&desk.path("kept"), umask);
        assert!(desk.path("deep/down/book-backups").is_dir() && desk.path("kept/json/book.json").is_file());
    }
}

#[test]
fn a_book_others_could_read_is_narrowed_when_it_is_opened() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    fs::set_permissions(desk.path("book.keepnet"), fs::Permissions::from_mode(0o644)).unwrap();
    desk.keepnet(&["report"]).fine();
    private(&desk.path("book.keepnet"), "0644");
}

/// Ends the program however the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A pipe for acknowledgements that is full holds the program right after its commit, with the book open.
#[test]
fn the_files_beside_an_open_book_are_private_too() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    assert!(Command::new("mkfifo").arg(desk.path("ack")).status().unwrap().success());
    let nonblocking = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let mut pipe = OpenOptions::new().read(true).write(true).custom_flags(nonblocking).open(desk.path("ack")).unwrap();
    for chunk in [4_096, 1] {
        loop {
            match pipe.write(&vec![b'x'; chunk]) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => panic!("{error}"),
            }
        }
    }
    let script = "umask 000; exec \"$0\" --book book.keepnet --ack ack set reserve 100";
    let child = Command::new("sh")
        .args(["-c", script, PROGRAM])
        .current_dir(desk.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut running = Running(child);
    let patience = Instant::now() + Duration::from_secs(30);
    let beside = ["book.keepnet-wal", "book.keepnet-shm"].map(|name| desk.path(name));
    while !beside.iter().all(|path| path.exists()) {
        assert!(Instant::now() < patience, "the book was never open");
        std::thread::yield_now();
    }
    for path in beside.iter().chain([&desk.path("book.keepnet")]) {
        private(path, "000");
    }
    // Room again: the program goes on and ends well.
    let mut drained = vec![0; 1 << 20];
    while !matches!(running.0.try_wait().unwrap(), Some(status) if status.success()) {
        assert!(Instant::now() < patience, "the program never ended");
        let _ = pipe.read(&mut drained);
        std::thread::yield_now();
    }
}
