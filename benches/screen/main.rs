//! How quick the dashboard is beside the quickest screen there can be: `cargo bench --bench screen`; the matrix alone:
//! `cargo bench --bench screen -- matrix`, the beach alone: `cargo bench --bench screen -- beach`.
//!
//! Both run in a pseudo-terminal of 120 by 36 cells, five interleaved pairs of processes of their own: keepnet on a book
//! of 10,000 customers and 1,000,000 documents, and a *floor*, a table of 10,000 rows in memory that does nothing but
//! move its cursor ([`floor`]). What counts is the median of the ratios. A start ends with the first useful picture: the
//! names and their revenue. A key ends with the last byte of its picture.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `KEEPNET_BENCH_SCALE` | divides the size: 100 means 100 customers and 10,000 documents |
//! | `KEEPNET_BENCH_BOOK` | a book to use instead of a made-up one |
//! | `KEEPNET_BENCH_TABLE` | another floor: a program that shows a table with the row `Customer 0` and moves with `j` |

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot measure has failed, and it talks")]

mod beach;
#[path = "../speed/book.rs"]
mod book;
mod floor;
mod matrix;
mod screen;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use screen::{Program, Screen};

const CUSTOMERS: usize = 10_000;
const DOCUMENTS: usize = 1_000_000;
const PAIRS: usize = 5;
/// Keys pressed of a kind in a pair.
const KEYS: usize = 60;
/// One picture of a display that shows sixty a second.
const FRAME: f64 = 1000.0 / 60.0;

/// What is pressed, after which keys, and what it is called.
const SCENES: [(&str, &str, &str); 7] = [
    ("Customers: down", "", "j"),
    ("Customers: a page", "", "\x1b[6~\x1b[5~"),
    ("Customers: filter typed", "/", "customer 1\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f"),
    ("Customers: sort", "", "s"),
    ("tabs to and fro", "", "31"),
    ("Concentration: down", "3", "j"),
    ("Concentration: what if", "3", " "),
];

/// Another period on Concentration: of the keys, those that bring one up for the first time count most.
const PERIODS: (&str, &str) = ("3", "p");

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.first().map(String::as_str) {
        Some("floor") => floor::table(),
        // `cargo test --benches` starts benchmarks without this word: building them is the test.
        _ if !words.iter().any(|word| word == "--bench") => println!("to measure: cargo bench --bench screen"),
        Some("matrix") => measure_matrix(),
        Some("beach") => measure_beach(),
        _ => {
            measure();
            measure_matrix();
            measure_beach();
        }
    }
}

/// Moving among many dots, and among a tenth of them.
fn measure_matrix() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("matrix-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let books = [matrix::PLACED, matrix::PLACED / 10].map(|customers| placed(&folder, customers));
    let (mut moves, mut ratios) = (Vec::new(), Vec::new());
    for number in 1..=PAIRS {
        let [many, few] = [&books[0], &books[1]].map(|book| {
            let program = Program::new(Path::new(env!("CARGO_BIN_EXE_keepnet")), &["--book", book.to_str().unwrap()]);
            let (mut screen, _) = program.start(" 1 of ");
            screen.press("2");
            let took = press(&mut screen, matrix::KEYS);
            screen.leave();
            took
        });
        println!("pair {number}: a move among {} dots {many:.2} ms, among a tenth {few:.2} ms", matrix::PLACED);
        moves.push(many);
        ratios.push(many / few);
    }
    for (what, unit, most, values) in
        [("Matrix: a move", "ms", FRAME, moves), ("Matrix: a move / among a tenth of the dots", "", 2.0, ratios)]
    {
        let value = median(values);
        let verdict = if value <= most { "met" } else { "MISSED" };
        println!("  {what:<44} {value:8.2} {unit:2}  goal at most {most:<5.1} {verdict}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Going through the weeks among many engagements, and among a tenth of them.
fn measure_beach() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("beach-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let books = [beach::ENGAGEMENTS, beach::ENGAGEMENTS / 10].map(|engagements| planned(&folder, engagements));
    let (mut weeks, mut ratios) = (Vec::new(), Vec::new());
    for number in 1..=PAIRS {
        let [many, few] = [&books[0], &books[1]].map(|book| {
            let program = Program::new(Path::new(env!("CARGO_BIN_EXE_keepnet")), &["--book", book.to_str().unwrap()]);
            let (mut screen, _) = program.start(" 1 of ");
            screen.press("4");
            let took = press(&mut screen, beach::KEYS);
            screen.leave();
            took
        });
        println!("pair {number}: a week among {} engagements {many:.2} ms, among a tenth {few:.2} ms", beach::ENGAGEMENTS);
        weeks.push(many);
        ratios.push(many / few);
    }
    for (what, unit, most, values) in
        [("Beach: a week", "ms", FRAME, weeks), ("Beach: a week / among a tenth of the work", "", 2.0, ratios)]
    {
        let value = median(values);
        let verdict = if value <= most { "met" } else { "MISSED" };
        println!("  {what:<44} {value:8.2} {unit:2}  goal at most {most:<5.1} {verdict}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A book of 250 customers and so many engagements.
fn planned(folder: &Path, engagements: usize) -> PathBuf {
    let (csv, book) = (folder.join("invoices.csv"), folder.join(format!("{engagements}.keepnet")));
    book::write(&csv, 250, 2_500).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_keepnet")).arg("--book").arg(&book).arg("import").arg(&csv).output().unwrap();
    assert!(done.status.success(), "the import failed");
    beach::plan(&book, chrono::Local::now().date_naive(), engagements);
    book
}

/// A book of so many customers, all placed.
fn placed(folder: &Path, customers: usize) -> PathBuf {
    let (csv, book) = (folder.join("invoices.csv"), folder.join(format!("{customers}.keepnet")));
    book::write(&csv, customers, customers * 10).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_keepnet")).arg("--book").arg(&book).arg("import").arg(&csv).output().unwrap();
    assert!(done.status.success(), "the import failed");
    matrix::place(&book, chrono::Local::now().date_naive());
    book
}

/// One kind of figure over all pairs.
struct Figure {
    what: String,
    unit: &'static str,
    most: f64,
    values: Vec<f64>,
}

fn measure() {
    let bench = Bench::new();
    let mut figures: Vec<Figure> = Vec::new();
    let mut take = |what: &str, unit, most, value| match figures.iter_mut().find(|figure| figure.what == what) {
        Some(figure) => figure.values.push(value),
        None => figures.push(Figure { what: what.to_owned(), unit, most, values: vec![value] }),
    };
    // A large book closed once keeps its list of customers for the next starts.
    bench.keepnet().start(&bench.ready).0.leave();
    for number in 1..=PAIRS {
        let floor = bench.floor_run();
        let start = median((0..3).map(|_| millis(bench.keepnet().start(&bench.ready).1)).collect());
        let floor_start = median((0..3).map(|_| millis(bench.floor().start("Customer 0").1)).collect());
        println!(
            "pair {number}: start {start:.1} ms beside {floor_start:.1} ms, a key of the floor {floor:.2} ms at the 95th percentile"
        );
        take("start / the floor's", "", 3.0, start / floor_start);
        let unkept = median((0..3).map(|_| millis(bench.keepnet_of_a_day_before().start(&bench.ready_before).1)).collect());
        take("start with nothing kept / the floor's", "", 3.0, unkept / floor_start);
        for (what, before, keys) in SCENES {
            let took = bench.keys(before, keys);
            println!("  {what:<28} {took:6.2} ms");
            take(&format!("{what} / the floor's"), "", 2.0, took / floor);
        }
        take("another period, at most", "ms", FRAME, bench.keys(PERIODS.0, PERIODS.1));
    }
    let rest = bench.at_rest();
    take("bytes written in 2 s at rest", "", 0.0, rest.bytes as f64);
    take("processor ticks in 2 s at rest", "", 0.0, rest.ticks as f64);
    take("memory", "MB", 64.0, rest.kilobytes as f64 / 1024.0);
    let made = bench.sample_at_rest(&["demo"]);
    take("memory on the sample just made", "MB", 12.0, made.kilobytes as f64 / 1024.0);
    let sample = bench.sample_at_rest(&["demo", "--keep"]);
    take("memory on the sample", "MB", 12.0, sample.kilobytes as f64 / 1024.0);
    println!("median of {PAIRS} pairs, keys at the 95th percentile:");
    for figure in figures {
        let value = median(figure.values);
        let verdict = match (bench.is_whole, value <= figure.most) {
            (false, _) => "(for the whole size)",
            (true, true) => "met",
            (true, false) => "MISSED",
        };
        println!("  {:<44} {value:8.2} {:2}  goal at most {:<5.1} {verdict}", figure.what, figure.unit, figure.most);
    }
    std::fs::remove_dir_all(&bench.folder).unwrap();
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn percentile_95(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * 95 / 100).min(values.len() - 1)]
}

/// What every run needs.
struct Bench {
    folder: PathBuf,
    book: PathBuf,
    /// What the first useful picture shows.
    ready: String,
    /// A day nothing is kept for, and what its first picture shows.
    day_before: String,
    ready_before: String,
    table: Program,
    is_whole: bool,
}

impl Bench {
    fn new() -> Bench {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("screen-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let scale = variable("KEEPNET_BENCH_SCALE").map_or(1, |scale| scale.to_str().unwrap().parse::<usize>().unwrap());
        let given = variable("KEEPNET_BENCH_BOOK").map(PathBuf::from);
        let book = given.unwrap_or_else(|| {
            let (customers, documents) = ((CUSTOMERS / scale).max(1), (DOCUMENTS / scale).max(1));
            println!("a made-up book of {customers} customers and {documents} documents");
            let (csv, book) = (folder.join("invoices.csv"), folder.join("book.keepnet"));
            book::write(&csv, customers, documents).unwrap();
            let done =
                Command::new(env!("CARGO_BIN_EXE_keepnet")).arg("--book").arg(&book).arg("import").arg(&csv).output().unwrap();
            assert!(done.status.success(), "the import failed");
            book
        });
        let table = match variable("KEEPNET_BENCH_TABLE") {
            Some(table) => Program::new(&PathBuf::from(table), &[]),
            None => Program::new(&std::env::current_exe().unwrap(), &["floor"]),
        };
        let today = chrono::Local::now().date_naive();
        let day_before = (today - chrono::Days::new(1)).to_string();
        let (ready, ready_before) = (biggest(&book, &today.to_string()), biggest(&book, &day_before));
        Bench { folder, book, ready, day_before, ready_before, table, is_whole: scale == 1 }
    }

    fn keepnet(&self) -> Program {
        Program::new(Path::new(env!("CARGO_BIN_EXE_keepnet")), &["--book", self.book.to_str().unwrap()])
    }

    fn keepnet_of_a_day_before(&self) -> Program {
        let book = self.book.to_str().unwrap();
        Program::new(Path::new(env!("CARGO_BIN_EXE_keepnet")), &["--book", book, "--today", &self.day_before])
    }

    fn floor(&self) -> Program {
        self.table.clone()
    }

    fn floor_run(&self) -> f64 {
        let (mut screen, _) = self.floor().start("Customer 0");
        press(&mut screen, "j")
    }

    /// The 95th percentile of these keys' times, in milliseconds, after some others.
    fn keys(&self, before: &str, keys: &str) -> f64 {
        let (mut screen, _) = self.keepnet().start(&self.ready);
        if !before.is_empty() {
            screen.press(before);
        }
        let took = press(&mut screen, keys);
        // The order of the list would be remembered for the next start.
        for key in ["\x1b", "\x1b", "1", "r"] {
            screen.press(key);
        }
        screen.leave();
        took
    }

    fn at_rest(&self) -> screen::Rest {
        self.keepnet().start(&self.ready).0.rest()
    }

    fn sample_at_rest(&self, words: &[&str]) -> screen::Rest {
        let book = self.folder.join("own.keepnet");
        let words = [&["--book", book.to_str().unwrap()], words].concat();
        let demo = Program::new(Path::new(env!("CARGO_BIN_EXE_keepnet")), &words);
        demo.start("Harbourline").0.rest()
    }
}

/// Presses keys one after the other, over and over.
fn press(screen: &mut Screen, keys: &str) -> f64 {
    let keys = screen::split(keys);
    let times: Vec<f64> = keys.iter().cycle().take(KEYS).filter_map(|key| screen.press(key).map(millis)).collect();
    assert!(times.len() * 2 > KEYS, "most of the keys {keys:?} draw nothing");
    percentile_95(times)
}

/// The revenue of the biggest customer as the list of a day shows it, from the report: the first useful picture holds it.
fn biggest(book: &Path, today: &str) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_keepnet"))
        .arg("--book")
        .arg(book)
        .args(["--today", today])
        .args(["report", "--format", "json", "--section", "concentration"])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let row = &report["concentration"]["rows"][0];
    let minor = row["minor"].as_i64().unwrap();
    keepnet::domain::money::thousands(((minor + 50) / 100).unsigned_abs().into())
}
