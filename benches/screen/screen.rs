//! A program in a pseudo-terminal: when it shows what, how long a key takes, what it does at rest.
//!
//! Bytes are stamped as they arrive and looked at afterwards, so that looking costs the program nothing.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A picture has ended after so long a silence.
const SILENCE: Duration = Duration::from_millis(15);
/// A program that shows nothing for so long does not work.
const PATIENCE: Duration = Duration::from_secs(20);
const SIZE: PtySize = PtySize { rows: 36, cols: 120, pixel_width: 0, pixel_height: 0 };

/// A program and its words.
#[derive(Clone)]
pub(crate) struct Program {
    path: PathBuf,
    words: Vec<String>,
}

/// A program under way.
pub(crate) struct Screen {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<(Instant, Vec<u8>)>,
    // Held: closing it would hang the program up.
    _master: Box<dyn MasterPty + Send>,
}

/// What a program did while nobody did anything.
pub(crate) struct Rest {
    pub(crate) bytes: usize,
    pub(crate) ticks: u64,
    pub(crate) kilobytes: u64,
}

impl Program {
    pub(crate) fn new(path: &Path, words: &[&str]) -> Program {
        Program { path: path.to_owned(), words: words.iter().map(|word| (*word).to_owned()).collect() }
    }

    /// Starts it; how long until the screen showed a text.
    pub(crate) fn start(&self, ready: &str) -> (Screen, Duration) {
        let pty = native_pty_system().openpty(SIZE).unwrap();
        let mut command = CommandBuilder::new(&self.path);
        command.args(&self.words);
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LC_ALL", "C.UTF-8");
        let mut reader = pty.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut chunk = vec![0; 64 * 1024];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                if sender.send((Instant::now(), chunk[..read].to_vec())).is_err() {
                    break;
                }
            }
        });
        let began = Instant::now();
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let mut screen = Screen { child, writer: pty.master.take_writer().unwrap(), bytes, _master: pty.master };
        let took = screen.wait_for(ready, began);
        (screen, took)
    }
}

impl Screen {
    /// Reads until the screen shows a text; the chunk that completed it tells when.
    fn wait_for(&mut self, ready: &str, began: Instant) -> Duration {
        let mut chunks: Vec<(Instant, Vec<u8>)> = Vec::new();
        let mut parser =
            vt100::Parser::new(std::num::NonZero::new(SIZE.rows).unwrap(), std::num::NonZero::new(SIZE.cols).unwrap(), 0);
        loop {
            let chunk = self
                .bytes
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|_| panic!("never showed {ready:?}: {}", parser.screen().contents()));
            self.answer(&chunk.1);
            chunks.push(chunk);
            // Whatever comes at once is looked at together, behind its back.
            while let Ok(chunk) = self.bytes.recv_timeout(SILENCE) {
                self.answer(&chunk.1);
                chunks.push(chunk);
            }
            for (at, bytes) in chunks.drain(..) {
                parser.process(&bytes);
                if parser.screen().contents().contains(ready) {
                    return at - began;
                }
            }
        }
    }

    /// What every terminal answers when asked who it is and what colour it has.
    fn answer(&mut self, bytes: &[u8]) {
        let asks = |question: &[u8]| bytes.windows(question.len()).any(|window| window == question);
        let mut reply = String::new();
        if asks(b"\x1b]11;?") {
            reply.push_str("\x1b]11;rgb:1010/1010/1818\x1b\\");
        }
        if asks(b"\x1b[c") {
            reply.push_str("\x1b[?62;22c");
        }
        if !reply.is_empty() {
            self.writer.write_all(reply.as_bytes()).unwrap();
        }
    }

    /// Presses a key; how long until the last byte of its picture. `None` where nothing was drawn.
    pub(crate) fn press(&mut self, key: &str) -> Option<Duration> {
        while self.bytes.try_recv().is_ok() {}
        let began = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        let mut last = self.bytes.recv_timeout(Duration::from_millis(500)).ok()?.0;
        while let Ok((at, _)) = self.bytes.recv_timeout(SILENCE) {
            last = at;
        }
        Some(last - began)
    }

    /// Leaves as an owner does, and waits until the book is closed.
    pub(crate) fn leave(mut self) {
        self.press("q");
        self.child.wait().unwrap();
    }

    /// Leaves it alone for two seconds, once what goes on behind the first picture is over.
    pub(crate) fn rest(mut self) -> Rest {
        self.press("j");
        while self.bytes.recv_timeout(Duration::from_secs(9)).is_ok() {}
        let pid = self.child.process_id().unwrap();
        let (ticks, began) = (ticks(pid), Instant::now());
        let mut bytes = 0;
        while let Ok((_, chunk)) = self.bytes.recv_timeout(Duration::from_secs(2).saturating_sub(began.elapsed())) {
            bytes += chunk.len();
        }
        Rest { bytes, ticks: self::ticks(pid) - ticks, kilobytes: resident(pid) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keys of a text: an escape sequence is one.
pub(crate) fn split(text: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let mut key = letter.to_string();
        if letter == '\x1b' {
            key.extend(letters.by_ref().take_while_inclusive(|letter| !letter.is_ascii_alphabetic() && *letter != '~'));
        }
        keys.push(key);
    }
    keys
}

trait TakeWhileInclusive: Iterator<Item = char> + Sized {
    fn take_while_inclusive(self, goes_on: impl Fn(&char) -> bool) -> impl Iterator<Item = char> {
        let mut done = false;
        let mut rest = self;
        std::iter::from_fn(move || {
            let letter = if done { None } else { rest.next() }?;
            done = !goes_on(&letter);
            Some(letter)
        })
    }
}

impl<I: Iterator<Item = char>> TakeWhileInclusive for I {}

/// Processor time so far, in ticks.
fn ticks(pid: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum()
}

/// Memory in use, in kilobytes.
fn resident(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
