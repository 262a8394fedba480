//! Watching slow work: a line of progress on a terminal, and stopping when asked to.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crate::domain::progress::{Cancelled, Progress};

/// Nothing is shown for work that is done sooner.
const PATIENCE: Duration = Duration::from_millis(500);
/// No faster than this.
const PACE: Duration = Duration::from_millis(100);

/// The signal that asked to stop; 0 while none did.
static SIGNAL: OnceLock<Arc<AtomicUsize>> = OnceLock::new();

/// The exit code a signal asks for, if one came.
pub(super) fn signal_code() -> Option<u8> {
    let signal = SIGNAL.get()?.load(Ordering::Relaxed);
    u8::try_from(signal).ok().filter(|signal| *signal > 0).map(|signal| 128 + signal)
}

/// A line on standard error, and an ear for signals: Ctrl+C rolls back instead of tearing the program down.
pub(super) struct Watch {
    signal: Arc<AtomicUsize>,
    is_terminal: bool,
    began: Instant,
    shown: Option<Instant>,
}

impl Watch {
    pub(super) fn new(is_terminal: bool) -> Watch {
        let signal = SIGNAL.get_or_init(|| {
            let signal = Arc::new(AtomicUsize::new(0));
            listen(&signal);
            signal
        });
        Watch { signal: signal.clone(), is_terminal, began: Instant::now(), shown: None }
    }
}

#[cfg(unix)]
fn listen(flag: &Arc<AtomicUsize>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // Where it cannot be heard the signal ends the program at once, and the transaction with it.
        let _ = signal_hook::flag::register_usize(signal, flag.clone(), usize::try_from(signal).unwrap_or(0));
    }
}

#[cfg(not(unix))]
fn listen(_: &Arc<AtomicUsize>) {}

impl Progress for Watch {
    fn step(&mut self, what: &'static str, done: u64, total: u64) -> Result<(), Cancelled> {
        if self.signal.load(Ordering::Relaxed) != 0 {
            return Err(Cancelled);
        }
        let due = self.shown.map_or_else(|| self.began.elapsed() >= PATIENCE, |shown| shown.elapsed() >= PACE);
        if self.is_terminal && due {
            self.shown = Some(Instant::now());
            let percent = (done.min(total) * 100).checked_div(total).map(|percent| format!(" {percent:3} %")).unwrap_or_default();
            // Progress nobody can read is no reason to stop.
            let _ = write!(io::stderr().lock(), "\r{what} …{percent}\x1b[K");
        }
        Ok(())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
