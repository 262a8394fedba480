//! A terminal for the real program: keys in, a screen out, and the judge of what was left behind.
//!
//! Nothing here sleeps: it waits for bytes, for a text, for the end of the program, each with a deadline.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{BOOK, Desk, PROGRAM, TODAY, VARIABLES};

/// A hang is a failure; a busy machine is none.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often the program is asked whether it has ended while nothing else happens.
const GLANCE: Duration = Duration::from_millis(5);

/// A program in a terminal of its own.
pub(super) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    /// The process that signals go to.
    id: u32,
    output: Receiver<Vec<u8>>,
    /// Reads what comes out, and holds this side of the terminal open as long as it does.
    listener: Option<JoinHandle<()>>,
    is_closing: Arc<AtomicBool>,
    /// Every byte that came out.
    pub(super) log: Vec<u8>,
    screen: vt100::Parser,
    tty: PathBuf,
    settings: String,
}

/// How it ended.
#[derive(Debug)]
pub(super) struct End {
    pub(super) code: u32,
    /// What the terminal shows afterwards.
    pub(super) shown: String,
    /// What was left behind; nothing is right.
    pub(super) left: Vec<String>,
    pub(super) log: Vec<u8>,
}

impl End {
    /// Ended with this code and left the terminal as it was.
    #[track_caller]
    pub(super) fn clean(self, code: u32, why: &str) -> End {
        assert_eq!(self.code, code, "{why}: {}", self.shown);
        assert!(self.left.is_empty(), "{why}: left behind {:?}", self.left);
        self
    }
}

/// A desk with a book of two customers that was opened before: the first visit shows a tip, which goes by itself.
pub(super) fn desk() -> Desk {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100), ("Birch", "2026-04-02", 50)]);
    let mut first = Pty::open(&desk, &[]);
    first.settled();
    first.send("q");
    first.end();
    desk
}

/// What every frame of the dashboard shows, at every size a test looks at.
pub(super) const DASHBOARD: &str = "1 Customers";

/// Nothing more is on its way when nothing came for this long.
const QUIET: Duration = Duration::from_millis(400);

/// Columns and rows.
pub(super) const USUAL: (u16, u16) = (80, 24);

impl Pty {
    /// The program on the book of this desk, its first frame drawn.
    pub(super) fn open(desk: &Desk, words: &[&str]) -> Pty {
        let mut pty = Pty::start(desk, USUAL, words, &[]);
        pty.until_text(DASHBOARD);
        pty
    }

    /// The program on the book of this desk, just started.
    pub(super) fn start(desk: &Desk, size: (u16, u16), words: &[&str], variables: &[(&str, &str)]) -> Pty {
        let all = [&[PROGRAM, "--book", BOOK, "--today", TODAY], words].concat();
        Pty::run(desk, size, &all, variables)
    }

    /// The program on the book of this desk as a shell starts it, its first frame drawn.
    pub(super) fn open_under_a_shell(desk: &Desk, size: (u16, u16)) -> Pty {
        let mut pty = Pty::run(desk, size, &["sh", "-c", "\"$0\" \"$@\"; exit $?", PROGRAM, "--book", BOOK, "--today", TODAY], &[]);
        pty.until_text(DASHBOARD);
        let shell = pty.id();
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
        pty.id = children.trim().parse().unwrap();
        pty
    }

    /// Any program in a terminal.
    pub(super) fn run(desk: &Desk, size: (u16, u16), words: &[&str], variables: &[(&str, &str)]) -> Pty {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.cwd(desk.path(""));
        command.env_clear();
        let path = std::env::var("PATH").unwrap_or_default();
        let home = desk.path("home");
        let own = [("PATH", path.as_str()), ("HOME", home.to_str().unwrap()), ("KEEPNET", PROGRAM)];
        for (name, value) in VARIABLES.iter().chain(&own).chain(variables) {
            command.env(name, value);
        }
        let tty = pair.master.tty_name().unwrap();
        let settings = settings(&tty);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let id = child.process_id().unwrap();
        let (sender, output) = mpsc::channel();
        let is_closing = Arc::new(AtomicBool::new(false));
        let closing = is_closing.clone();
        let listener = std::thread::spawn(move || {
            let mut bytes = vec![0; 64 * 1024];
            // The other side's end shows as an error.
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if closing.load(Ordering::SeqCst) || sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Pty {
            master: Some(pair.master),
            slave: Some(pair.slave),
            keyboard: Some(keyboard),
            child,
            id,
            output,
            listener: Some(listener),
            is_closing,
            log: Vec::new(),
            screen: screen(size),
            tty,
            settings,
        }
    }

    /// Types, or sends whatever else a terminal sends.
    pub(super) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let keyboard = self.keyboard.as_mut().unwrap();
        // A program that has ended takes no more; its end is what is judged then.
        let _ = keyboard.write_all(bytes.as_ref()).and_then(|()| keyboard.flush());
    }

    /// Makes the window this large.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        self.take_in();
        let _ = self.master.as_ref().unwrap().resize(pty_size(size));
        let (columns, rows) = nonzero(size);
        self.screen.screen_mut().set_size(rows, columns);
    }

    /// The program's process.
    pub(super) fn id(&self) -> u32 {
        self.id
    }

    pub(super) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_raw(self.id().cast_signed()).unwrap(), signal).unwrap();
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub(super) fn until_text(&mut self, text: &str) {
        self.until(text, |pty| pty.shown().contains(text));
    }

    /// Waits until something holds.
    #[track_caller]
    pub(super) fn until(&mut self, what: &str, holds: impl Fn(&Pty) -> bool) {
        let began = Instant::now();
        while !holds(self) {
            assert!(began.elapsed() < PATIENCE, "waited for {what} in vain:\n{}", self.shown());
            self.hear(GLANCE);
        }
    }

    /// The picture once nothing more is added to it: parts of a book are loaded behind the first frame.
    pub(super) fn settled(&mut self) -> String {
        let mut before = self.log.len();
        let mut since = Instant::now();
        while since.elapsed() < QUIET {
            self.hear(GLANCE);
            if self.log.len() != before {
                (before, since) = (self.log.len(), Instant::now());
            }
        }
        self.picture()
    }

    /// The text on the screen.
    pub(super) fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// Every cell with its style; where a hidden cursor stands is no part of it.
    pub(super) fn picture(&self) -> String {
        let screen = self.screen.screen();
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        let shown = cells.filter_map(|(row, column)| screen.cell(row, column)).map(|cell| {
            let style = (cell.fgcolor(), cell.bgcolor(), cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse());
            let letter = if cell.has_contents() { cell.contents() } else { " " };
            format!("{letter}{style:?}\n")
        });
        format!("{rows} {columns} {}\n{}", screen.hide_cursor(), shown.collect::<String>())
    }

    /// Whether the terminal is set as it was before the program began.
    pub(super) fn is_set_as_before(&self) -> bool {
        settings(&self.tty) == self.settings
    }

    /// The state of the process as the system tells it: `T` is stopped.
    pub(super) fn state(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap_or_default();
        status.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').next()).unwrap_or_default().to_owned()
    }

    /// Takes the window away from under the program.
    pub(super) fn vanish(&mut self) {
        // Giving the keyboard up types a last line; the program is to be at rest when the window goes.
        self.keyboard = None;
        self.settled();
        self.is_closing.store(true, Ordering::SeqCst);
        // Anything said on the other side wakes the listener.
        std::fs::OpenOptions::new()
            .write(true)
            .custom_flags(rustix::fs::OFlags::NOCTTY.bits().cast_signed())
            .open(&self.tty)
            .unwrap()
            .write_all(b" ")
            .unwrap();
        self.listener.take().unwrap().join().unwrap();
        self.slave = None;
        self.master = None;
    }

    /// Whether the program ends within this time.
    pub(super) fn ends_within(&mut self, patience: Duration) -> bool {
        let began = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            if began.elapsed() > patience {
                return false;
            }
            self.hear(GLANCE);
        }
        true
    }

    /// Waits for the program's end and looks at what it left.
    #[track_caller]
    pub(super) fn end(mut self) -> End {
        assert!(self.ends_within(PATIENCE), "it never ended:\n{}", self.shown());
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), None, "killed");
        let mut left = Vec::new();
        if self.master.is_some() && !self.is_set_as_before() {
            left.push("the terminal's settings".to_owned());
        }
        // With the last other side gone the rest of the output comes, and then its end.
        self.slave = None;
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.screen.process(&bytes);
            self.log.extend(bytes);
        }
        left.extend(modes_left(&self.log));
        End { code: status.exit_code(), shown: self.shown(), left, log: std::mem::take(&mut self.log) }
    }

    /// Takes in what has come, waiting at most this long for it.
    fn hear(&mut self, patience: Duration) {
        match self.output.recv_timeout(patience) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.log.extend(bytes);
            }
            Err(RecvTimeoutError::Timeout) => {}
            // No more will come; what is waited for is the process.
            Err(RecvTimeoutError::Disconnected) => std::thread::yield_now(),
        }
    }

    fn take_in(&mut self) {
        while let Ok(bytes) = self.output.try_recv() {
            self.screen.process(&bytes);
            self.log.extend(bytes);
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn nonzero((columns, rows): (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    (NonZeroU16::new(columns.max(1)).unwrap(), NonZeroU16::new(rows.max(1)).unwrap())
}

fn screen(size: (u16, u16)) -> vt100::Parser {
    let (columns, rows) = nonzero(size);
    vt100::Parser::new(rows, columns, 0)
}

/// The settings of a terminal, as `stty` puts them.
fn settings(tty: &Path) -> String {
    let output = Command::new("stty").arg("-g").arg("-F").arg(tty).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Modes that are not as a shell expects them after all this output, and titles put away and not taken back.
pub(super) fn modes_left(log: &[u8]) -> Vec<String> {
    let mut modes: BTreeMap<&str, bool> = BTreeMap::new();
    let text = String::from_utf8_lossy(log);
    for sequence in text.split("\x1b[?").skip(1) {
        let Some(end) = sequence.find(|letter: char| !letter.is_ascii_digit() && letter != ';') else { continue };
        if let Some(is_on) = match &sequence[end..=end] {
            "h" => Some(true),
            "l" => Some(false),
            _ => None,
        } {
            modes.extend(sequence[..end].split(';').map(|mode| (mode, is_on)));
        }
    }
    let usual = |mode: &str| mode == "25";
    let mut left: Vec<String> =
        modes.iter().filter(|(mode, is_on)| **is_on != usual(mode)).map(|(mode, on)| format!("mode {mode} {on}")).collect();
    if text.matches("\x1b[22;0t").count() != text.matches("\x1b[23;0t").count() {
        left.push("the title".to_owned());
    }
    left
}

/// Whether a mode was ever switched on.
pub(super) fn was_on(log: &[u8], mode: &str) -> bool {
    String::from_utf8_lossy(log).contains(&format!("\x1b[?{mode}h"))
}
