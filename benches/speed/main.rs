//! How fast keepnet is beside the least the machine can do: `cargo bench`.
//!
//! Five interleaved pairs of separate processes, because a single pair may swing twofold on a busy machine: the real
//! program and a *floor*, a bare loop over the `csv` and `rusqlite` crates under the same constraints ([`floor`]). What
//! counts is the median of the ratios. The book is made up here, the same on every machine ([`book`]).
//!
//! | variable | meaning |
//! | --- | --- |
//! | `KEEPNET_BENCH_SCALE` | divides the size: 100 means 100 customers and 10,000 documents |
//! | `KEEPNET_BENCH_CSV` | a file of invoices to use instead |
//! | `KEEPNET_BENCH_FLOOR` | another floor, called as `FLOOR import CSV DB` and `FLOOR agg DB` |

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot measure has failed, and it talks")]

mod book;
mod floor;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const CUSTOMERS: usize = 10_000;
const DOCUMENTS: usize = 1_000_000;
const PAIRS: usize = 5;

/// What every run needs.
struct Bench {
    folder: PathBuf,
    csv: PathBuf,
    /// The floor and the words before its own.
    floor: (PathBuf, Vec<String>),
    has_sqlite3: bool,
    /// The goals are for the whole size; a smaller book says nothing about them.
    is_whole: bool,
}

/// One of the five pairs.
struct Pair {
    import: Duration,
    /// Kilobytes, where the machine tells.
    peak: Option<u64>,
    floor_import: Duration,
    sqlite3_import: Option<Duration>,
    report: Duration,
    group_by: Duration,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["floor", "import", csv, db] => floor::import(csv, db),
        ["floor", "agg", db] => floor::aggregate(db),
        // `cargo test --benches` starts benchmarks without this word: building them is the test.
        _ if !words.contains(&"--bench") => println!("to measure: cargo bench"),
        _ => measure(),
    }
}

fn measure() {
    let bench = Bench::new();
    let mut pairs = Vec::new();
    for number in 1..=PAIRS {
        // Whoever comes second finds warmer disks; so the order turns.
        let pair = bench.pair(number % 2 == 0);
        println!("pair {number}: {pair}");
        pairs.push(pair);
    }
    let ratio = |what: &str, most: f64, of: fn(&Pair) -> Option<f64>| match median(pairs.iter().filter_map(of).collect()) {
        Some(ratio) => tell(what, ratio, "", most, bench.is_whole),
        None => println!("  {what:<30} skipped: sqlite3 is not installed"),
    };
    ratio("import / floor's import", 1.25, |pair| Some(over(pair.import, pair.floor_import)));
    ratio("import / sqlite3 .import", 1.0, |pair| pair.sqlite3_import.map(|theirs| over(pair.import, theirs)));
    ratio("report / full-scan GROUP BY", 0.5, |pair| Some(over(pair.report, pair.group_by)));
    match pairs.iter().filter_map(|pair| pair.peak).max() {
        Some(kilobytes) => tell("memory of the import", kilobytes as f64 / 1024.0, "MB", 100.0, bench.is_whole),
        None => println!("  {:<30} skipped: only Linux tells", "memory of the import"),
    }
    std::fs::remove_dir_all(&bench.folder).unwrap();
}

/// A line of the result: the figure, its unit, and beside which goal it stands.
fn tell(what: &str, figure: f64, unit: &str, most: f64, is_whole: bool) {
    let verdict = match (is_whole, figure <= most) {
        (false, _) => "(for the whole size)",
        (true, true) => "met",
        (true, false) => "MISSED",
    };
    println!("  {what:<30} {figure:8.2} {unit:2}  goal at most {most:<4} {verdict}");
}

fn over(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

fn median(mut ratios: Vec<f64>) -> Option<f64> {
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied()
}

impl std::fmt::Display for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = |time: Duration| time.as_secs_f64();
        write!(f, "import {:.3} s, floor {:.3} s", seconds(self.import), seconds(self.floor_import))?;
        if let Some(time) = self.sqlite3_import {
            write!(f, ", sqlite3 {:.3} s", seconds(time))?;
        }
        write!(f, "; report {:.4} s, group by {:.4} s", seconds(self.report), seconds(self.group_by))?;
        self.peak.map_or(Ok(()), |kilobytes| write!(f, "; peak {:.1} MB", kilobytes as f64 / 1024.0))
    }
}

impl Bench {
    fn new() -> Bench {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("speed-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let scale = variable("KEEPNET_BENCH_SCALE").map_or(1, |scale| scale.to_str().unwrap().parse::<usize>().unwrap());
        let given = variable("KEEPNET_BENCH_CSV").map(PathBuf::from);
        let csv = given.unwrap_or_else(|| {
            let (customers, documents) = ((CUSTOMERS / scale).max(1), (DOCUMENTS / scale).max(1));
            println!("a made-up book of {customers} customers and {documents} documents");
            let csv = folder.join("invoices.csv");
            book::write(&csv, customers, documents).unwrap();
            csv
        });
        let itself = || (std::env::current_exe().unwrap(), vec!["floor".to_owned()]);
        let floor = variable("KEEPNET_BENCH_FLOOR").map_or_else(itself, |floor| (PathBuf::from(floor), Vec::new()));
        let has_sqlite3 = Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_ok_and(|done| done.success());
        Bench { folder, csv, floor, has_sqlite3, is_whole: scale == 1 }
    }

    fn pair(&self, floor_first: bool) -> Pair {
        let (floor_db, plain_db) = (self.fresh("floor"), self.fresh("sqlite3"));
        let ours = || self.keepnet_import();
        let theirs = || timed(&mut self.floor(&["import".as_ref(), self.csv.as_os_str(), floor_db.as_os_str()])).0;
        let ((import, peak), floor_import) = if floor_first {
            let theirs = theirs();
            (ours(), theirs)
        } else {
            (ours(), theirs())
        };
        let sqlite3_import = self.has_sqlite3.then(|| self.sqlite3_import(&plain_db));
        let report = || timed(self.keepnet().args(["report", "--format", "json", "--period", "all"])).0;
        let group_by = || self.group_by(&floor_db);
        let (report, group_by) = if floor_first {
            let theirs = group_by();
            (report(), theirs)
        } else {
            (report(), group_by())
        };
        Pair { import, peak, floor_import, sqlite3_import, report, group_by }
    }

    /// A folder of its own for the next book, the last one gone.
    fn fresh(&self, who: &str) -> PathBuf {
        let folder = self.folder.join(who);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder.join("book.keepnet")
    }

    fn keepnet(&self) -> Command {
        let mut keepnet = Command::new(env!("CARGO_BIN_EXE_keepnet"));
        keepnet.env("KEEPNET_BOOK", self.folder.join("keepnet/book.keepnet"));
        keepnet
    }

    fn keepnet_import(&self) -> (Duration, Option<u64>) {
        self.fresh("keepnet");
        timed(self.keepnet().arg("import").arg(&self.csv))
    }

    fn floor(&self, words: &[&std::ffi::OsStr]) -> Command {
        let mut floor = Command::new(&self.floor.0);
        floor.args(&self.floor.1).args(words);
        floor
    }

    /// What the floor says its query took: opening the file is not counted against us.
    fn group_by(&self, db: &Path) -> Duration {
        let done = self.floor(&["agg".as_ref(), db.as_os_str()]).output().unwrap();
        assert!(done.status.success(), "the floor failed");
        let said = String::from_utf8(done.stdout).unwrap();
        let line = said.lines().find_map(|line| line.strip_prefix("group by in SQLite ")).unwrap();
        Duration::from_secs_f64(line.split_whitespace().next().unwrap().parse().unwrap())
    }

    /// The shell's own import, into one table that refuses the same number of the same customer twice.
    fn sqlite3_import(&self, db: &Path) -> Duration {
        let headings = std::io::BufRead::lines(std::io::BufReader::new(std::fs::File::open(&self.csv).unwrap()));
        let headings = headings.map(Result::unwrap).next().unwrap();
        let columns: Vec<String> = headings.split(',').map(|heading| format!("{heading} TEXT NOT NULL")).collect();
        let text = format!(
            "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\n\
             CREATE TABLE invoice({}, UNIQUE(number, customer_name)) STRICT;\n\
             .import --csv --skip 1 \"{}\" invoice\n",
            columns.join(", "),
            self.csv.display()
        );
        let script = self.folder.join("import.sql");
        std::fs::write(&script, text).unwrap();
        timed(Command::new("sqlite3").arg(db).stdin(std::fs::File::open(&script).unwrap())).0
    }
}

/// Wall time of a whole process, and its largest memory in kilobytes.
fn timed(command: &mut Command) -> (Duration, Option<u64>) {
    let began = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().unwrap();
    let mut peak = None;
    let (ends, ended) = std::sync::mpsc::channel::<()>();
    let pid = child.id();
    let watch = std::thread::spawn(move || {
        // The mark only rises, so looking now and then misses no more than the last moments.
        while ended.recv_timeout(Duration::from_millis(3)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            peak = high_water(pid).or(peak);
        }
        peak
    });
    let done = child.wait().unwrap();
    let took = began.elapsed();
    drop(ends);
    assert!(done.success(), "{command:?} failed");
    (took, watch.join().unwrap())
}

/// `VmHWM` of a running process.
fn high_water(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
