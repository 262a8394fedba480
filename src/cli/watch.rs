//! Watching a job: a line of progress on a terminal, and stopping it when a signal asks to.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crate::domain::progress::Progress;
use crate::tasks::{Job, News};

/// Nothing is shown for work that is done sooner.
const PATIENCE: Duration = Duration::from_millis(500);
/// How soon a signal is obeyed.
const ATTENTION: Duration = Duration::from_millis(50);

/// The signal that asked to stop; 0 while none did.
static SIGNAL: OnceLock<Arc<AtomicUsize>> = OnceLock::new();

/// The exit code a signal asks for, if one came.
pub(super) fn signal_code() -> Option<u8> {
    let signal = SIGNAL.get()?.load(Ordering::Relaxed);
    u8::try_from(signal).ok().filter(|signal| *signal > 0).map(|signal| 128 + signal)
}

/// Does slow work while showing how far it is; Ctrl+C rolls it back instead of tearing the program down.
pub(super) fn watched<T: Send + 'static>(is_terminal: bool, work: impl FnOnce(&mut dyn Progress) -> T + Send + 'static) -> T {
    let signal = SIGNAL.get_or_init(listen);
    let began = Instant::now();
    let job = Job::start(work);
    let mut shown = false;
    loop {
        match job.news(ATTENTION) {
            News::Stage(stage) if is_terminal && began.elapsed() >= PATIENCE => {
                let percent = stage.percent().map(|percent| format!(" {percent:3} %")).unwrap_or_default();
                // Progress nobody can read is no reason to stop.
                let _ = write!(io::stderr().lock(), "\r{} …{percent}\x1b[K", stage.what);
                shown = true;
            }
            News::Ended => break,
            News::Stage(_) | News::Nothing => {}
        }
        if signal.load(Ordering::Relaxed) != 0 {
            job.cancel();
        }
    }
    if shown {
        let _ = write!(io::stderr().lock(), "\r\x1b[K");
    }
    job.finish()
}

#[cfg(unix)]
fn listen() -> Arc<AtomicUsize> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let flag = Arc::new(AtomicUsize::new(0));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // Where it cannot be heard the signal ends the program at once, and the transaction with it.
        let _ = signal_hook::flag::register_usize(signal, flag.clone(), usize::try_from(signal).unwrap_or(0));
    }
    flag
}

#[cfg(not(unix))]
fn listen() -> Arc<AtomicUsize> {
    Arc::new(AtomicUsize::new(0))
}
