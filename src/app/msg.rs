//! What reaches the core, and what the core asks of the terminal.

use crate::intent::Key;

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
    Signal(u8),
    /// The terminal went away.
    Gone,
}
