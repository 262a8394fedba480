//! The terminal: taken over, drawn on, and left as it was found on every way out.
//!
//! Colours and words are right when they get here (the theme and `domain::text` see to it); what is still no picture of
//! a letter is not let through. Knows no screens and no keys' meanings. What comes in is in [`input`].

pub mod input;
pub(crate) mod modes;
mod parse;
#[cfg(unix)]
pub(crate) mod tty;
#[cfg(not(unix))]
#[path = "term/tty_elsewhere.rs"]
pub(crate) mod tty;

use std::io;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::fault::{self, Point};
use crate::domain::text;
use crate::repository::{Error, Kind};
use crate::tasks::Failure;

/// A column and a row, both from 0.
type Place = (u16, u16);

/// Larger terminals are drawn in their upper left part.
const LARGEST: (u16, u16) = (500, 200);

/// Taken where the terminal does not say how large it is.
const USUAL: (u16, u16) = (80, 24);

/// The longest text some terminals take into their clipboard: 74,994 bytes in base 64.
const LONGEST_COPY: usize = 56_000;

/// A frame of usual size fits.
const FRAME: usize = 64 * 1024;

/// How the terminal is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Listen to the mouse; the terminal's own text selection then needs Shift.
    pub mouse: bool,
    /// Show the program's name as the window's title, where the terminal can put the old one back.
    pub title: bool,
    /// Ask what colour the background has; the answer, if any, comes as [`input::Input::Background`].
    pub ask_background: bool,
}

/// The terminal while the dashboard has it. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    options: Options,
    /// What the terminal shows.
    shown: Buffer,
    /// What is being drawn.
    next: Buffer,
    cursor: Option<Place>,
    /// Nothing is known about what the terminal shows.
    is_stale: bool,
    bytes: Vec<u8>,
}

impl Terminal {
    /// Takes the terminal over. Where one step fails, those before are undone.
    pub fn enter(options: Options) -> io::Result<Terminal> {
        // Left to itself crossterm would answer NO_COLOR with a reset that wipes bold and reverse.
        crossterm::style::force_color_output(true);
        modes::enter(options)?;
        Ok(Terminal {
            options,
            shown: Buffer::default(),
            next: Buffer::default(),
            cursor: None,
            is_stale: true,
            bytes: Vec::with_capacity(FRAME),
        })
    }

    /// Columns and rows that are drawn.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        size()
    }

    /// Draws a frame: `render` fills an empty buffer of the terminal's size and says where the cursor stands, if it shows.
    /// Only what changed is written, in one piece; nothing where nothing did.
    pub fn draw(&mut self, render: impl FnOnce(&mut Buffer) -> Option<Place>) -> io::Result<()> {
        self.is_stale |= modes::was_resized();
        let (columns, rows) = size();
        let area = Rect::new(0, 0, columns, rows);
        if self.is_stale || area != self.shown.area {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
            self.is_stale = true;
        }
        self.next.reset();
        fault::trip(Point::Draw);
        let cursor = render(&mut self.next).filter(|(column, row)| *column < columns && *row < rows);
        clean(&mut self.next);
        fault::fails(Point::FirstFrame)?;
        if !modes::is_ours() {
            return Ok(());
        }
        compose(&mut self.bytes, &self.shown, &self.next, self.is_stale, (self.cursor, cursor))?;
        // Whatever a failed frame left on the screen, the next one paints over.
        self.is_stale = true;
        modes::write(&self.bytes)?;
        self.is_stale = false;
        self.cursor = cursor;
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    /// Forgets what the terminal shows: the next frame paints all of it.
    pub fn redraw(&mut self) {
        self.is_stale = true;
    }

    /// Hands a text to the terminal's clipboard (OSC 52). No terminal says whether it took it; a text longer than most
    /// take is refused.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        if text.len() > LONGEST_COPY {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        self.bytes.clear();
        queue!(self.bytes, CopyToClipboard::to_clipboard_from(text))?;
        modes::write(&self.bytes)
    }

    /// Listens to the mouse or leaves it to the terminal.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.options.mouse = on;
        modes::set_mouse(on)
    }

    /// Whether there is a shell to come back from; without one a stopped keepnet would be lost.
    #[must_use]
    pub fn can_suspend(&self) -> bool {
        tty::has_a_shell()
    }

    /// Gives the terminal back and stops the program until somebody continues it; [`Terminal::resume`] then follows.
    pub fn suspend(&mut self) -> io::Result<()> {
        modes::leave();
        stop()
    }

    /// Takes the terminal over again after a stop, however it came about.
    pub fn resume(&mut self) -> io::Result<()> {
        self.is_stale = true;
        modes::enter(Options { ask_background: false, ..self.options })
    }

    /// Gives the terminal back. Nothing is drawn any more.
    pub fn leave(&mut self) {
        modes::leave();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        modes::leave();
    }
}

/// Why the dashboard does not open, where the terminal will not have it.
#[must_use]
pub fn cannot_take_over(error: &io::Error) -> Failure {
    let reason = text::shown(&error.to_string(), 120);
    Failure::Book(Error::new(
        Kind::Unusable,
        format!("The dashboard cannot be shown in this terminal: {reason}."),
        "Nothing was changed.",
        "Try another terminal. For your book in figures: keepnet report.",
    ))
}

#[cfg(unix)]
fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What is drawn of the terminal's columns and rows.
pub(crate) fn size() -> (u16, u16) {
    drawn(tty::size())
}

fn drawn(size: Option<(u16, u16)>) -> (u16, u16) {
    // Terminals on a bare line say 0 by 0 for "I do not know".
    let (columns, rows) = size.filter(|size| *size != (0, 0)).unwrap_or(USUAL);
    (columns.min(LARGEST.0), rows.min(LARGEST.1))
}

/// The bytes that turn what is shown into what is next; none where they are the same.
fn compose(
    bytes: &mut Vec<u8>,
    shown: &Buffer,
    next: &Buffer,
    is_stale: bool,
    (before, cursor): (Option<Place>, Option<Place>),
) -> io::Result<()> {
    use crossterm::cursor::{Hide, MoveTo, Show};
    use crossterm::style::ResetColor;
    use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};

    bytes.clear();
    let mut changes = shown.diff_iter(next).peekable();
    let has_changes = is_stale || changes.peek().is_some();
    if !has_changes && before == cursor {
        return Ok(());
    }
    queue!(bytes, BeginSynchronizedUpdate)?;
    if before.is_some() || is_stale {
        queue!(bytes, Hide)?;
    }
    if is_stale {
        queue!(bytes, ResetColor, Clear(ClearType::All))?;
    }
    if changes.peek().is_some() {
        CrosstermBackend::new(&mut *bytes).draw(changes)?;
    }
    if let Some((column, row)) = cursor {
        queue!(bytes, MoveTo(column, row), Show)?;
    }
    queue!(bytes, EndSynchronizedUpdate)
}

/// Puts a mark in place of whatever would steer the terminal instead of showing in it.
fn clean(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !is_letter(cell.symbol()) {
            cell.set_symbol("?");
        }
    }
}

/// Whether a cell holds something to see: no control, and nothing that turns the direction of what follows.
fn is_letter(symbol: &str) -> bool {
    if let [byte] = symbol.as_bytes() {
        return matches!(byte, b' '..=b'~');
    }
    let steers = |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !symbol.contains(steers)
}

#[cfg(test)]
#[path = "term/tests.rs"]
mod tests;
