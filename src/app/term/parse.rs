//! What the terminal sends, byte by byte, as keys, pastes and reports.
//!
//! Written here because a dashboard must outlive anything that arrives: a paste that never ends, a sequence cut short, an
//! answer that comes when nobody waits for it any more. Control sequences are in [`csi`]; the waiting is in
//! [`super::input`].

mod csi;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input::Input;
use crate::app::look::Background;

/// The longest paste that is kept; the rest of it is dropped.
pub(super) const LONGEST_PASTE: usize = 1024 * 1024;

/// The longest sequence worth waiting for the end of.
const LONGEST_SEQUENCE: usize = 4096;

const PASTE_ENDS: &[u8] = b"\x1b[201~";

const ESCAPE: u8 = 0x1b;

/// Bytes on their way to become input.
#[derive(Debug, Default)]
pub(super) struct Parser {
    bytes: Vec<u8>,
    /// The paste under way.
    paste: Option<Vec<u8>>,
    /// The terminal has answered a question every terminal answers: it owes nothing any more.
    pub(super) is_answered: bool,
}

/// What the front of the bytes is.
enum Step {
    /// Not yet to be told.
    Wait,
    /// So many bytes that mean nothing here.
    Skip(usize),
    /// So many bytes that mean this.
    Said(usize, Input),
    /// So many bytes, and a paste begins.
    Paste(usize),
    /// So many bytes: the answer every terminal gives.
    Answer(usize),
}

impl Step {
    fn key(length: usize, code: KeyCode, modifiers: KeyModifiers) -> Step {
        Step::Said(length, Input::Key(KeyEvent::new(code, modifiers)))
    }
}

impl Parser {
    /// Takes in what was read.
    pub(super) fn feed(&mut self, bytes: &[u8], said: &mut Vec<Input>) {
        self.bytes.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            if let Some(paste) = &mut self.paste {
                let Some(length) = pasted(paste, &self.bytes[at..]) else {
                    let kept = started(&self.bytes[at..]);
                    let up_to = self.bytes.len() - kept;
                    add(paste, &self.bytes[at..up_to]);
                    at = up_to;
                    break;
                };
                at += length;
                self.end_paste(said);
                continue;
            }
            match front(&self.bytes[at..]) {
                Step::Wait => break,
                Step::Skip(length) => at += length,
                Step::Said(length, input) => {
                    at += length;
                    said.push(input);
                }
                Step::Paste(length) => {
                    at += length;
                    self.paste = Some(Vec::new());
                }
                Step::Answer(length) => {
                    at += length;
                    self.is_answered = true;
                }
            }
        }
        self.bytes.drain(..at);
    }

    /// How long to wait for the rest of what has begun; `None` where nothing has.
    pub(super) fn patience(&self) -> Option<Duration> {
        if self.paste.is_some() {
            // Longer than any pause of a slow line; what came is kept as a paste even then.
            return Some(Duration::from_millis(800));
        }
        match self.bytes[..] {
            [] => None,
            // The Escape key, or a sequence torn apart on its way.
            [ESCAPE] => Some(Duration::from_millis(25)),
            _ => Some(Duration::from_millis(200)),
        }
    }

    /// The rest does not come: what is there is taken for what it can be.
    pub(super) fn give_up(&mut self, said: &mut Vec<Input>) {
        match self.bytes[..] {
            _ if self.paste.is_some() => self.end_paste(said),
            [ESCAPE] => said.push(Input::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))),
            [ESCAPE, letter] if letter.is_ascii_graphic() => {
                said.push(Input::Key(KeyEvent::new(KeyCode::Char(letter.into()), KeyModifiers::ALT)));
            }
            _ => {}
        }
        self.bytes.clear();
    }

    fn end_paste(&mut self, said: &mut Vec<Input>) {
        let Some(paste) = self.paste.take() else { return };
        let text = String::from_utf8_lossy(&paste).replace("\r\n", "\n").replace('\r', "\n");
        said.push(Input::Paste(text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()));
    }
}

/// Takes the paste up to its end; the bytes used, `None` where the end has not come.
fn pasted(paste: &mut Vec<u8>, bytes: &[u8]) -> Option<usize> {
    let end = find(bytes, PASTE_ENDS)?;
    add(paste, &bytes[..end]);
    Some(end + PASTE_ENDS.len())
}

fn add(paste: &mut Vec<u8>, bytes: &[u8]) {
    let room = LONGEST_PASTE.saturating_sub(paste.len());
    paste.extend_from_slice(&bytes[..bytes.len().min(room)]);
}

/// How many of the last bytes may be the beginning of the end of a paste.
fn started(bytes: &[u8]) -> usize {
    (1..PASTE_ENDS.len()).rev().find(|length| bytes.ends_with(&PASTE_ENDS[..*length])).unwrap_or(0)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == wanted[0]) {
        from += at;
        if bytes[from..].starts_with(wanted) {
            return Some(from);
        }
        from += 1;
    }
    None
}

fn front(bytes: &[u8]) -> Step {
    let key = |code| Step::key(1, code, KeyModifiers::NONE);
    let with_control = |letter: u8| Step::key(1, KeyCode::Char(letter.into()), KeyModifiers::CONTROL);
    match bytes.first().copied() {
        None => Step::Wait,
        Some(ESCAPE) => escape(bytes),
        Some(b'\r' | b'\n') => key(KeyCode::Enter),
        Some(b'\t') => key(KeyCode::Tab),
        // Terminals disagree on which of the two their Backspace key sends.
        Some(0x7f | 0x08) => key(KeyCode::Backspace),
        Some(0) => with_control(b' '),
        Some(control @ 0x01..=0x1a) => with_control(control - 1 + b'a'),
        Some(control @ 0x1c..=0x1f) => with_control(control - 0x1c + b'4'),
        Some(_) => letter(bytes),
    }
}

fn letter(bytes: &[u8]) -> Step {
    let length = match bytes[0] {
        0..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return Step::Skip(1),
    };
    let there = &bytes[..bytes.len().min(length)];
    match std::str::from_utf8(there) {
        Ok(text) => match text.chars().next().filter(|letter| !letter.is_control()) {
            Some(letter) => Step::Said(length, Input::Key(typed(letter))),
            None => Step::Skip(length),
        },
        // Cut short rather than wrong.
        Err(error) if error.error_len().is_none() => Step::Wait,
        Err(_) => Step::Skip(1),
    }
}

fn typed(letter: char) -> KeyEvent {
    let modifiers = if letter.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(letter), modifiers)
}

fn escape(bytes: &[u8]) -> Step {
    match bytes.get(1).copied() {
        None => Step::Wait,
        Some(ESCAPE) => Step::key(1, KeyCode::Esc, KeyModifiers::NONE),
        Some(b'[') => csi::sequence(bytes),
        Some(b'O') => csi::single_shift(bytes),
        Some(b']' | b'P' | b'X' | b'^' | b'_') => string(bytes),
        Some(_) => match front(&bytes[1..]) {
            Step::Said(length, Input::Key(key)) => {
                Step::Said(length + 1, Input::Key(KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT)))
            }
            Step::Wait => Step::Wait,
            Step::Skip(length) => Step::Skip(length + 1),
            other => other,
        },
    }
}

/// A string between its introducer and a terminator: the answer to a question, or nothing of ours.
fn string(bytes: &[u8]) -> Step {
    let Some(end) = bytes[2..].iter().position(|byte| matches!(*byte, 0x07 | 0x18 | 0x1a | ESCAPE)).map(|at| at + 2) else {
        return if bytes.len() > LONGEST_SEQUENCE { Step::Skip(bytes.len()) } else { Step::Wait };
    };
    let length = match (bytes[end], bytes.get(end + 1)) {
        (ESCAPE, None) => return Step::Wait,
        (ESCAPE, Some(b'\\')) => end + 2,
        // Broken off by the next sequence.
        (ESCAPE, Some(_)) => return Step::Skip(end),
        _ => end + 1,
    };
    match bytes[1..end].strip_prefix(b"]11;").and_then(Background::from_answer) {
        Some(background) => Step::Said(length, Input::Background(background)),
        None => Step::Skip(length),
    }
}

#[cfg(test)]
#[path = "parse/tests.rs"]
mod tests;
