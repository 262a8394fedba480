//! The terminal as the system knows it: a file to wait on, read, write and put into raw mode.
//!
//! Knows nothing of what the bytes mean; [`super::parse`] does.

use std::io;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{OptionalActions, QueueSelector, Termios};

/// How the terminal was set before the dashboard.
pub(super) type Settings = Termios;

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

/// Waits for the keyboard, for ever where no time is given. The kernel tells of a vanished terminal here at once; a
/// read would return nothing again and again.
pub(super) fn wait(patience: Option<Duration>) -> Heard {
    let (keyboard, screen) = (io::stdin(), io::stdout());
    let mut files = [PollFd::new(&keyboard, PollFlags::IN), PollFd::new(&screen, PollFlags::empty())];
    let time = patience.and_then(|patience| Timespec::try_from(patience).ok());
    loop {
        match poll(&mut files, time.as_ref()) {
            Ok(0) => return Heard::Silence,
            Ok(_) => break,
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return Heard::Gone,
        }
    }
    let lost = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    if files.iter().any(|file| file.revents().intersects(lost)) { Heard::Gone } else { Heard::Input }
}

/// Reads what waits. Nothing read means that the terminal is gone.
pub(super) fn read(bytes: &mut [u8]) -> usize {
    loop {
        match rustix::io::read(io::stdin(), &mut *bytes) {
            Ok(count) => return count,
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => match wait(None) {
                Heard::Gone => return 0,
                Heard::Input | Heard::Silence => {}
            },
            Err(_) => return 0,
        }
    }
}

/// Writes all of it, in one piece where the terminal takes it.
pub(super) fn write(mut bytes: &[u8]) -> io::Result<()> {
    let screen = io::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(&screen, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            // Another program made the terminal non-blocking.
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&screen, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Says something on standard error, where nothing better is left.
pub(crate) fn complain(text: &str) {
    // With nobody to complain to there is nothing left to do.
    let _ = rustix::io::write(io::stderr(), text.as_bytes());
}

/// Columns and rows.
pub(super) fn size() -> Option<(u16, u16)> {
    rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| (size.ws_col, size.ws_row))
}

/// Every key at once and unseen, no key a signal; returns the settings to go back to.
pub(super) fn make_raw() -> io::Result<Settings> {
    let before = rustix::termios::tcgetattr(io::stdin())?;
    let mut raw = before.clone();
    raw.make_raw();
    rustix::termios::tcsetattr(io::stdin(), OptionalActions::Now, &raw)?;
    Ok(before)
}

/// Goes back to settings kept by [`make_raw`]. Does not wait for the terminal: it may have stopped taking output.
pub(super) fn restore(settings: &Settings) -> io::Result<()> {
    Ok(rustix::termios::tcsetattr(io::stdin(), OptionalActions::Now, settings)?)
}

/// Throws away what was sent and not read.
pub(super) fn discard_input() {
    // What stays is at worst a few stray letters at the prompt.
    let _ = rustix::termios::tcflush(io::stdin(), QueueSelector::IFlush);
}

/// Whether a shell waits that could bring a stopped keepnet back: the leader of a session has none.
pub(super) fn has_a_shell() -> bool {
    rustix::process::getsid(None).is_ok_and(|session| session != rustix::process::getpid())
}
