//! Killed at any moment the book keeps every acknowledged step and no half one (`reliability.md` R1).
//!
//! The real program is started on one book again and again and killed with SIGKILL after a random span. The list of
//! promises is kept outside it, by `--ack`. `KEEPNET_KILLS` asks for more rounds than the usual 100. That the test can
//! fail was seen with the step acknowledged 10 ms before the `commit` of `Repository::edit`: the tenth kill lost one.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use keepnet::repository::{Repository, is_good};

use super::{Dice, Place, add_customers, assert_healthy, count, dump, number_from, reader};

/// Documents of an imported file, two lines each.
const DOCUMENTS: usize = 1_000;

/// What is done in a round.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Set(usize),
    /// The file of that number.
    Import(usize),
    Undo,
    Redo,
    Backup,
}

struct Bench {
    place: Place,
    acks: PathBuf,
    dice: Dice,
    /// Files made so far.
    files: usize,
    /// How long an import and a small edit take when nobody stops them.
    import: Duration,
    edit: Duration,
}

impl Bench {
    fn new(seed: u64) -> Bench {
        let place = Place::new();
        let acks = place.folder.path().join("acks");
        std::fs::write(&acks, "").unwrap();
        let mut bench = Bench { place, acks, dice: Dice(seed), files: 0, import: Duration::ZERO, edit: Duration::ZERO };
        let file = bench.file();
        bench.import = bench.unhindered(Deed::Import(file));
        bench.edit = bench.unhindered(Deed::Set(1));
        bench
    }

    fn unhindered(&self, deed: Deed) -> Duration {
        let start = Instant::now();
        assert!(!self.killed(deed, Duration::from_secs(60)));
        start.elapsed()
    }

    /// Writes the next file: numbers no other file has.
    fn file(&mut self) -> usize {
        self.files += 1;
        let number = self.files;
        let mut text = String::from("customer,number,date,amount\n");
        for document in 0..DOCUMENTS {
            for line in 1..=2 {
                let day = document % 28 + 1;
                writeln(&mut text, &format!("Customer {},F{number}-{document},2026-01-{day:02},{line}00.25", document % 40));
            }
        }
        std::fs::write(self.path(number), text).unwrap();
        number
    }

    fn path(&self, file: usize) -> PathBuf {
        self.place.folder.path().join(format!("file-{file}.csv"))
    }

    fn deed(&mut self) -> Deed {
        match self.dice.below(9) {
            0..=2 => Deed::Set(self.dice.below(90_000) + 1),
            3 | 4 => Deed::Import(self.file()),
            5 | 6 => Deed::Undo,
            7 => Deed::Backup,
            _ => Deed::Redo,
        }
    }

    /// The moment of the kill: 0 to 60 ms, and beyond the end of what takes longer (an import, anything on a busy machine).
    fn span(&mut self, deed: Deed) -> Duration {
        let most = match deed {
            Deed::Import(_) if !self.dice.one_in(3) => self.import * 5 / 4,
            _ => Duration::from_millis(60).max(self.edit * 5 / 4),
        };
        most.mul_f64(self.dice.below(10_000) as f64 / 10_000.0)
    }

    fn start(&self, deed: Deed) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keepnet"));
        command.arg("--book").arg(self.place.book()).arg("--ack").arg(&self.acks).args(["--today", "2026-03-02"]);
        match deed {
            Deed::Set(value) => command.args(["set", "reserve", &value.to_string()]),
            Deed::Import(file) => command.arg("import").arg(self.path(file)),
            Deed::Undo => command.arg("undo"),
            Deed::Redo => command.arg("redo"),
            Deed::Backup => command.arg("backup"),
        };
        command.env("LC_ALL", "C.UTF-8").env_remove("KEEPNET_BOOK");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Does the deed and kills it after the span; whether it had not ended by itself before.
    fn killed(&self, deed: Deed, span: Duration) -> bool {
        let mut child = self.start(deed);
        let ended = ended(&mut child);
        if ended.recv_timeout(span) == Err(RecvTimeoutError::Timeout) {
            child.kill().unwrap();
            // It may have ended between the span and the kill.
            return child.wait().unwrap().code().is_none();
        }
        let status = child.wait().unwrap();
        // 1: nothing to undo or redo.
        assert!(matches!(status.code(), Some(0 | 1)), "{deed:?}: {status}");
        false
    }

    /// The steps that were promised. A line is written in one piece, so there is no half one.
    fn promised(&self) -> BTreeSet<i64> {
        std::fs::read_to_string(&self.acks).unwrap().lines().map(|line| line.parse().unwrap()).collect()
    }
}

fn writeln(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// Told when the child's output ends: it has exited then. Its exit is left to be waited for, so that its number cannot
/// be given to another process before the kill.
fn ended(child: &mut Child) -> Receiver<()> {
    let mut output = child.stdout.take().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let _ = output.read_to_end(&mut Vec::new());
        let _ = tell.send(());
    });
    told
}

/// Everything that must hold after a kill, judged by keepnet and by SQLite alone.
fn judge(bench: &Bench, when: &str) {
    let book = bench.place.book();
    let mut repository = Repository::open(&book, bench.place.hands.clock()).unwrap_or_else(|error| panic!("{error}: {when}"));
    assert_healthy(&mut repository, when);
    // A copy that was not finished has no name of a copy yet.
    assert!(repository.copies().iter().all(|copy| is_good(&copy.path)), "{when}");
    drop(repository);
    let conn = reader(&book);
    let verdict: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok", "{when}");
    assert!(!conn.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap(), "{when}");
    let mut query = conn.prepare("SELECT id FROM change").unwrap();
    let kept: BTreeSet<i64> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let lost: Vec<_> = bench.promised().difference(&kept).copied().collect();
    assert!(lost.is_empty(), "promised and lost: {lost:?}; {when}");
    judge_rows(&book, when);
}

/// No half edit: rows stand as the log last left them, and a file's documents are all there or none is.
fn judge_rows(book: &Path, when: &str) {
    let strays = "SELECT count(*) FROM change_row WHERE change NOT IN (SELECT id FROM change)";
    let differing = "SELECT count(*) FROM (SELECT row, after, max(id) FROM change_row WHERE entity = 'setting' GROUP BY row) AS last \
                     LEFT JOIN setting ON setting.id = last.row WHERE json_extract(last.after, '$.value') IS NOT setting.value";
    assert_eq!((count(book, strays), count(book, differing)), (0, 0), "{when}");
    let conn = reader(book);
    let mut query = conn
        .prepare("SELECT substr(number, 1, instr(number, '-') - 1) AS file, count(*), min(amount), max(amount) FROM invoice GROUP BY file")
        .unwrap();
    let files = query
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?)))
        .unwrap();
    for file in files {
        // 100.25 and 200.25 on each document's two lines.
        let (file, documents, least, most) = file.unwrap();
        assert_eq!((documents, least, most), (DOCUMENTS as i64, 30_050, 30_050), "{file}: {when}");
    }
}

#[test]
fn killed_at_any_moment_nothing_acknowledged_is_lost() {
    let (kills, seed) = (number_from("KEEPNET_KILLS", 100), number_from("KEEPNET_SEED", 1));
    let repeat = format!("KEEPNET_KILLS={kills} KEEPNET_SEED={seed} cargo test --test it killed_at_any_moment");
    println!("repeat with: {repeat}");
    let mut bench = Bench::new(seed);
    let mut imports_killed = 0;
    for round in 1..=kills {
        // Deeds that end before their kill are part of the round.
        let deed = loop {
            let deed = bench.deed();
            let span = bench.span(deed);
            if bench.killed(deed, span) {
                break deed;
            }
        };
        imports_killed += usize::from(matches!(deed, Deed::Import(_)));
        judge(&bench, &format!("kill {round} ({deed:?}); {repeat}"));
    }
    std::io::stdout().flush().unwrap();
    let promised = bench.promised().len();
    println!("{kills} kills, {imports_killed} of them in imports; {promised} steps promised, none lost");
    // A run that promised nothing, or never met an import, would prove nothing.
    assert!(kills < 100 || promised >= 5 && imports_killed >= 5, "{promised} promised, {imports_killed} imports killed; {repeat}");
}

#[test]
fn killed_while_restoring_the_book_is_the_old_or_the_copy() {
    let (kills, seed) = (number_from("KEEPNET_KILLS", 100) / 4, number_from("KEEPNET_SEED", 1));
    let repeat = format!("KEEPNET_KILLS={} KEEPNET_SEED={seed} cargo test --test it killed_while_restoring", kills * 4);
    let bench = Bench::new(seed);
    let mut dice = Dice(seed);
    let (book, copy) = (bench.place.book(), bench.place.folder.path().join("copy.keepnet"));
    let (mut outcomes, mut unhindered) = ([0, 0], Duration::ZERO);
    for round in 0..kills {
        let mut repository = bench.place.open();
        add_customers(&mut repository, &[&format!("Round {round}")]);
        if round == 0 {
            repository.back_up(Some(&copy)).unwrap();
            add_customers(&mut repository, &["After the copy"]);
        }
        repository.close().unwrap();
        let before = dump(&book);
        let mut command = Command::new(env!("CARGO_BIN_EXE_keepnet"));
        command.arg("--book").arg(&book).arg("restore").arg(&copy).env_remove("KEEPNET_BOOK");
        let start = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        // The first is left to its end, to learn how long one takes.
        let most = if round == 0 { Duration::from_secs(60) } else { unhindered * 5 / 4 };
        let span = if round == 0 { most } else { most.mul_f64(dice.below(10_000) as f64 / 10_000.0) };
        if ended(&mut child).recv_timeout(span) == Err(RecvTimeoutError::Timeout) {
            child.kill().unwrap();
        }
        child.wait().unwrap();
        if round == 0 {
            unhindered = start.elapsed();
        }
        assert_healthy(&mut bench.place.open(), &format!("restore {round}; {repeat}"));
        let now = dump(&book);
        let is_copy = now == dump(&copy);
        assert!(is_copy || now == before, "restore {round}: neither the old book nor the copy; {repeat}");
        outcomes[usize::from(is_copy)] += 1;
        // A restored book knows the way back to the one it replaced.
        if is_copy {
            bench.place.open().undo().unwrap_or_else(|error| panic!("restore {round}: {error}; {repeat}"));
            assert_eq!(dump(&book), before, "restore {round} undone; {repeat}");
        }
    }
    println!("{} restores killed before, {} after the book was replaced; {repeat}", outcomes[0], outcomes[1]);
    assert!(kills < 25 || outcomes.iter().all(|times| *times > 0), "{outcomes:?}; {repeat}");
}
