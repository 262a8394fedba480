//! What reaches the loop, and what the core asks of the terminal.

use crate::intent::Key;

/// A message to the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// Everything the terminal had waiting, in one batch: many characters at once are a paste.
    Term(Vec<Input>),
    /// A signal asks to end.
    Signal(i32),
    /// Stopped and continued: everything has to be drawn again.
    Resumed,
    /// The terminal's background turned out to be light (or not).
    Background {
        /// Light.
        light: bool,
    },
    /// The terminal has gone.
    Gone,
    /// A thread panicked.
    Panicked,
}

/// An event of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key pressed.
    Key(Key),
    /// A button pressed at a column and row.
    Press(u16, u16),
    /// The mouse moved with a button down.
    Drag(u16, u16),
    /// So many notches of the wheel, down positive.
    Wheel(i16, u16, u16),
    /// A bracketed paste.
    Paste(String),
    /// The window came to the front, or went to the back.
    Focus(bool),
    /// A new size, in columns and rows.
    Resize(u16, u16),
}

/// What the core asks of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To its clipboard.
    Copy(String),
    /// The mouse heard, or not.
    Mouse(bool),
    /// To the shell for a while.
    Suspend,
    /// Everything drawn anew.
    Redraw,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The owner left.
    Quit,
    /// A signal asked to.
    Signal(i32),
    /// The terminal went away.
    Gone,
}
