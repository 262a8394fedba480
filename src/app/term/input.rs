//! The thread that listens to the keyboard, and the watch over the terminal itself.
//!
//! It waits without a clock: at rest it does nothing at all. What waits is gathered into one batch, so that whoever gets
//! it can tell a burst of letters that was pasted from keys that were pressed. Knows no key's meaning.

use std::thread;
use std::time::Duration;

use crossterm::event::{KeyEvent, MouseEvent};

use super::parse::Parser;
use super::tty::{self, Heard};
use crate::app::fault::{self, Point};
use crate::app::look::Background;
use crate::app::signals::{self, Event, Post};

/// What the owner or the terminal did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse.
    Mouse(MouseEvent),
    /// A text was pasted: at most 1 MB, lines parted by `\n`, no other control but tabs.
    Paste(String),
    /// The window came to the front, or went.
    Focus(bool),
    /// Columns and rows that are drawn from now on.
    Resize(u16, u16),
    /// The terminal says what colour its background has.
    Background(Background),
}

/// How long a program without a terminal may take to end.
const WITHOUT_A_TERMINAL: Duration = Duration::from_millis(300);

/// What is read at once.
const CHUNK: usize = 16 * 1024;

/// What is gathered into one batch at most; more comes in the next, so that a flood cannot hold the screen up.
const BATCH: usize = 4 * CHUNK;

/// Starts listening.
pub fn listen(post: Post) -> std::io::Result<()> {
    thread::Builder::new().name("keyboard".to_owned()).spawn(move || run(&post)).map(drop)
}

fn run(post: &Post) {
    let mut parser = Parser::default();
    let mut bytes = vec![0; CHUNK];
    loop {
        let mut said = Vec::new();
        let heard = match tty::wait(parser.patience()) {
            Heard::Input => gather(&mut parser, &mut bytes, &mut said),
            Heard::Silence => {
                parser.give_up(&mut said);
                Heard::Silence
            }
            Heard::Gone => Heard::Gone,
        };
        if std::mem::take(&mut parser.is_answered) {
            super::modes::answered();
        }
        let is_key = said.iter().any(|input| matches!(input, Input::Key(_)));
        if !said.is_empty() {
            post(Event::Input(said));
        }
        if is_key {
            fault::trip(Point::Worker);
        }
        if heard == Heard::Gone {
            // The loop may be stuck writing to a terminal that is no longer there.
            signals::end_within(WITHOUT_A_TERMINAL, signals::HANG_UP);
            return post(Event::Gone);
        }
    }
}

/// Reads until nothing waits any more.
fn gather(parser: &mut Parser, bytes: &mut [u8], said: &mut Vec<Input>) -> Heard {
    let mut count = 0;
    while count < BATCH {
        let read = tty::read(bytes);
        if read == 0 {
            return Heard::Gone;
        }
        parser.feed(&bytes[..read], said);
        count += read;
        match tty::wait(Some(Duration::ZERO)) {
            Heard::Input => {}
            other => return if other == Heard::Gone { other } else { Heard::Input },
        }
    }
    Heard::Input
}
