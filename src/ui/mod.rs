//! Widgets: drawing in cells, without a word about customers.
//!
//! [`canvas::Canvas`] is the one way to the screen: it cleans what it draws, keeps inside its buffer and remembers what
//! lies where for the mouse. [`theme`] turns roles into styles a terminal can show, [`glyphs`] picks marks it has. What
//! is drawn is decided by `screens` and `modals`; where, by `chart`.

pub mod button;
pub mod canvas;
pub mod form;
pub mod gantt;
pub mod glyphs;
pub mod input;
pub mod notes;
pub mod panel;
pub mod pips;
pub mod popup;
pub mod scatter;
pub mod table;
pub mod theme;

pub use canvas::{Canvas, Click, Hits};
pub use glyphs::Glyphs;
pub use input::{Input, TextKey};
pub use panel::Panel;
pub use theme::{Depth, Mode, Role, Theme};

/// How things look on this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// Marks and lines.
    pub glyphs: Glyphs,
}

/// A piece of a line: text, its role, and whether it is bold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// Heavier than the rest.
    pub bold: bool,
}

impl Span {
    /// Text in a role.
    pub fn new(text: impl Into<String>, role: Role) -> Span {
        Span { text: text.into(), role, bold: false }
    }

    /// The same, bold.
    #[must_use]
    pub fn bold(mut self) -> Span {
        self.bold = true;
        self
    }
}
