//! A private folder with a book in it, and the real program run beside it.
//!
//! Nothing of the machine reaches the program: no variables, a home of its own, a fixed day, zone and locale. Whatever
//! waits for something that never comes is killed.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

/// The day every test works on.
pub(crate) const TODAY: &str = "2026-11-22";

/// The book beside which the program runs, unless a test names another.
pub(crate) const BOOK: &str = "book.keepnet";

/// A hang is a failure; a busy machine is none.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_keepnet");

/// The variables the program sees.
pub(crate) const VARIABLES: [(&str, &str); 3] = [("LC_ALL", "C.UTF-8"), ("TZ", "UTC"), ("TERM", "xterm-256color")];

/// A folder of its own, the working folder of everything run in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What the program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Every file below a folder with its bytes; folders and other things by what they are.
pub(crate) type Everything = BTreeMap<PathBuf, Vec<u8>>;

impl Desk {
    /// An empty folder.
    pub(crate) fn new() -> Desk {
        let folder = tempfile::Builder::new().prefix("keepnet-it-").tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Desk { folder }
    }

    /// A folder with a book of these documents: customer, day, whole units.
    pub(crate) fn with(documents: &[(&str, &str, i64)]) -> Desk {
        let desk = Desk::new();
        let row =
            |(n, (customer, day, amount)): (usize, &(&str, &str, i64))| format!("{},\"{customer}\",{day},{amount}.00\n", n + 1);
        let rows: String = documents.iter().enumerate().map(row).collect();
        desk.write("documents.csv", format!("number,customer,date,amount\n{rows}"));
        desk.keepnet(&["import", "documents.csv"]).fine();
        desk
    }

    /// Where something in the folder lies.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file into the folder.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// The bytes of a file in the folder.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// Runs the program on the book of this folder.
    pub(crate) fn keepnet(&self, words: &[&str]) -> Ran {
        self.keepnet_on(BOOK, words)
    }

    /// Runs the program on another book.
    pub(crate) fn keepnet_on(&self, book: &str, words: &[&str]) -> Ran {
        self.run(PROGRAM, &[&["--book", book, "--today", TODAY], words].concat(), &[])
    }

    /// Runs the program on the book of this folder with something on standard input.
    pub(crate) fn keepnet_fed(&self, words: &[&str], input: &[u8]) -> Ran {
        self.run(PROGRAM, &[&["--book", BOOK, "--today", TODAY], words].concat(), input)
    }

    /// Runs the program with nothing but these words.
    pub(crate) fn bare(&self, words: &[&str]) -> Ran {
        self.run(PROGRAM, words, &[])
    }

    /// Runs a shell script; `$KEEPNET` is the program.
    pub(crate) fn shell(&self, script: &str) -> Ran {
        self.run("sh", &["-c", script], &[])
    }

    fn run(&self, program: &str, words: &[&str], input: &[u8]) -> Ran {
        let output = assert_cmd::Command::new(program)
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(VARIABLES)
            .env("HOME", self.path("home"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("KEEPNET", PROGRAM)
            .write_stdin(input)
            .timeout(PATIENCE)
            .output()
            .unwrap();
        let code = output.status.code().unwrap_or_else(|| panic!("{words:?} hung or was killed: {output:?}"));
        let text = |bytes| String::from_utf8(bytes).unwrap_or_else(|_| panic!("{words:?} printed bytes that are no text"));
        let ran = Ran { code, out: text(output.stdout), err: text(output.stderr) };
        assert!(!ran.err.contains("panicked"), "{words:?}: {}", ran.err);
        ran
    }

    /// What an import says of itself as JSON.
    pub(crate) fn import(&self, words: &[&str]) -> Value {
        self.keepnet(&[&["import", "--json"], words].concat()).fine().json()
    }

    /// The report as JSON, over all years.
    pub(crate) fn report(&self) -> Value {
        self.keepnet(&["report", "--format", "json", "--period", "all"]).fine().json()
    }

    /// The whole book as its JSON export.
    pub(crate) fn exported(&self) -> String {
        self.exported_from(BOOK)
    }

    /// The whole of another book as its JSON export.
    pub(crate) fn exported_from(&self, book: &str) -> String {
        let out = tempfile::tempdir().unwrap();
        self.keepnet_on(book, &["export", "--format", "json", "--out", out.path().to_str().unwrap()]).fine();
        fs::read_to_string(out.path().join("book.json")).unwrap()
    }

    /// Everything in the folder.
    pub(crate) fn everything(&self) -> Everything {
        let mut all = Everything::new();
        gather(self.folder.path(), &mut all);
        all
    }
}

fn gather(folder: &Path, all: &mut Everything) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let meta = fs::symlink_metadata(&path).unwrap();
        if meta.is_dir() {
            all.insert(path.clone(), b"folder".to_vec());
            gather(&path, all);
        } else if meta.is_file() {
            all.insert(path.clone(), fs::read(&path).unwrap());
        } else {
            all.insert(path, format!("{:?}", meta.file_type()).into_bytes());
        }
    }
}

impl Ran {
    /// It went well and had nothing to complain about.
    #[track_caller]
    pub(crate) fn fine(self) -> Ran {
        assert_eq!(self.code, 0, "{self:#?}");
        assert_eq!(self.err, "", "{self:#?}");
        self
    }

    /// It failed with this code, and said why on standard error.
    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "{self:#?}");
        assert!(!self.err.trim().is_empty(), "{self:#?}");
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// All it printed.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

/// Customer and minor units of every row of a report's concentration, in its order.
#[track_caller]
pub(crate) fn revenues(report: &Value) -> Vec<(String, i64)> {
    let rows = report["concentration"]["rows"].as_array().unwrap();
    rows.iter().map(|row| (row["customer"].as_str().unwrap().to_owned(), row["minor"].as_i64().unwrap())).collect()
}

/// The same, as a test writes it.
pub(crate) fn owned(rows: &[(&str, i64)]) -> Vec<(String, i64)> {
    rows.iter().map(|(customer, minor)| ((*customer).to_owned(), *minor)).collect()
}

/// What an import says it brought in: these counts, and none of the records.
pub(crate) fn counts(mut counts: Value) -> Value {
    for kind in keepnet::domain::record::Kind::ALL {
        let counts = counts.as_object_mut().unwrap();
        counts.entry(kind.plural()).or_insert_with(|| 0.into());
    }
    counts
}

/// A number of a report, compared at the digits a test prints.
#[track_caller]
pub(crate) fn close(value: &Value, expected: f64, digits: i32) {
    let found = value.as_f64().unwrap_or_else(|| panic!("{value} is no number, expected {expected}"));
    let half_step = 0.5 * 10f64.powi(-digits) + 1e-9;
    assert!((found - expected).abs() <= half_step, "{found} is not {expected}");
}

/// Numbers that look random and are the same for the same seed (`SplitMix64`).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `count` - 1.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub(crate) fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
