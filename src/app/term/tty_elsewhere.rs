//! Systems without Unix terminals: the dashboard says so and the command line does the rest. The same door as `tty.rs`.

use std::io;
use std::time::Duration;

/// Nothing to go back to.
pub(super) type Settings = ();

/// What waiting for the keyboard came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// There is something to read.
    Input,
    /// Nothing came in the time given.
    Silence,
    /// The terminal is no longer there.
    Gone,
}

pub(super) fn wait(_: Option<Duration>) -> Heard {
    Heard::Gone
}

pub(super) fn read(_: &mut [u8]) -> usize {
    0
}

pub(super) fn write(_: &[u8]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

pub(crate) fn complain(text: &str) {
    use io::Write;
    let _ = io::stderr().write_all(text.as_bytes());
}

pub(super) fn size() -> Option<(u16, u16)> {
    None
}

pub(super) fn make_raw() -> io::Result<Settings> {
    Err(io::ErrorKind::Unsupported.into())
}

pub(super) fn restore((): &Settings) -> io::Result<()> {
    Ok(())
}

pub(super) fn discard_input() {}

pub(super) fn has_a_shell() -> bool {
    false
}
