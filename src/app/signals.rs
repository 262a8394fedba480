//! Signals and the ends they ask for: first kindly, by a message to the loop, then by force.
//!
//! Whatever ends the program, the terminal is given back first ([`super::term`]). Knows nothing of the book: everything
//! the screen called saved is on disk already.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::term::input::Input;
use super::term::{self, modes};

/// What happens at the edge of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Everything that came in since the last batch.
    Input(Vec<Input>),
    /// Somebody asks to stop for a while: [`term::Terminal::suspend`].
    Suspend,
    /// The program goes on after a stop: [`term::Terminal::resume`].
    Resume,
    /// End, by this signal.
    Signal(u8),
    /// The terminal is no longer there: end.
    Gone,
}

/// Where events go: usually into the loop's channel.
pub type Post = Arc<dyn Fn(Event) + Send + Sync>;

/// The signal of a terminal that went away.
pub const HANG_UP: u8 = 1;

/// How long the loop may take to end when a signal asks it to.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long giving the terminal back may take, where the terminal takes no output any more.
const PARTING: Duration = Duration::from_millis(200);

/// Starts listening to the signals that end, stop, continue and resize.
#[cfg(unix)]
pub fn listen(post: Post) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let run = move || {
        let mut is_ending = false;
        for signal in &mut signals {
            match signal {
                SIGWINCH => {
                    modes::resized();
                    let (columns, rows) = term::size();
                    post(Event::Input(vec![Input::Resize(columns, rows)]));
                }
                SIGTSTP => post(Event::Suspend),
                SIGCONT => post(Event::Resume),
                signal => {
                    let signal = u8::try_from(signal).unwrap_or(HANG_UP);
                    if is_ending {
                        end_now(signal);
                    }
                    is_ending = true;
                    end_within(PATIENCE, signal);
                    post(Event::Signal(signal));
                }
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(run).map(drop)
}

/// Starts listening to nothing: there are no signals here.
#[cfg(not(unix))]
pub fn listen(_: Post) -> io::Result<()> {
    Ok(())
}

/// The exit code that says a signal ended the program.
#[must_use]
pub fn exit_code(signal: u8) -> u8 {
    128_u8.saturating_add(signal)
}

/// Ends the program after this long, should it still run.
pub(super) fn end_within(patience: Duration, signal: u8) {
    let wait = move || {
        thread::sleep(patience);
        end_now(signal);
    };
    if thread::Builder::new().name("deadline".to_owned()).spawn(wait).is_err() {
        end_now(signal);
    }
}

/// Gives the terminal back and ends the program, whatever it is doing. What was saved is on disk.
fn end_now(signal: u8) -> ! {
    let (sender, parted) = std::sync::mpsc::channel();
    let part = move || {
        modes::leave();
        sender.send(())
    };
    if thread::Builder::new().name("parting".to_owned()).spawn(part).is_ok() {
        let _ = parted.recv_timeout(PARTING);
    }
    std::process::exit(exit_code(signal).into());
}
