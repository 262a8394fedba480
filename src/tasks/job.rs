//! Slow work on a thread of its own: it reports now and then, can be asked to stop, and hands back what it found.
//!
//! A job opens what it needs itself (a book is held by one thread at a time). The command line waits for its messages;
//! a dashboard takes them in between keys.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender, TrySendError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::domain::progress::{Cancelled, Progress};

/// Reports come no faster than this.
const PACE: Duration = Duration::from_millis(100);

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// What it is doing: `reading`.
    pub what: &'static str,
    /// Units done.
    pub done: u64,
    /// Units in all; 0 where that is unknown.
    pub total: u64,
}

impl Stage {
    /// Hundredths done, where that can be told.
    #[must_use]
    pub fn percent(&self) -> Option<u64> {
        (self.done.min(self.total) * 100).checked_div(self.total)
    }
}

/// What a job says next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It is that far.
    Stage(Stage),
    /// Nothing new within the time given.
    Nothing,
    /// It has ended; [`Job::finish`] has what came of it.
    Ended,
}

/// Work on a thread of its own. Dropped unfinished it is asked to stop, and goes on without anyone waiting.
#[derive(Debug)]
pub struct Job<T> {
    thread: Option<JoinHandle<T>>,
    news: Receiver<Stage>,
    stop: Arc<AtomicBool>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts the work.
    pub fn start(work: impl FnOnce(&mut dyn Progress) -> T + Send + 'static) -> Job<T> {
        let (sender, news) = mpsc::sync_channel(1);
        let stop = Arc::new(AtomicBool::new(false));
        let mut reporter = Reporter { sender, stop: stop.clone(), before: None };
        let thread = std::thread::spawn(move || work(&mut reporter));
        Job { thread: Some(thread), news, stop }
    }

    /// Waits for the next report, no longer than `patience`.
    #[must_use]
    pub fn news(&self, patience: Duration) -> News {
        match self.news.recv_timeout(patience) {
            Ok(stage) => News::Stage(stage),
            Err(RecvTimeoutError::Timeout) => News::Nothing,
            Err(RecvTimeoutError::Disconnected) => News::Ended,
        }
    }

    /// Asks it to stop: it ends at its next step, with nothing written.
    pub fn cancel(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Waits for its end. A panic inside goes on here.
    pub fn finish(mut self) -> T {
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(found)) => found,
            Some(Err(panic)) => resume_unwind(panic),
            None => unreachable!("the thread is taken by finish alone, which takes the job"),
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// The job's end of the line.
struct Reporter {
    sender: SyncSender<Stage>,
    stop: Arc<AtomicBool>,
    before: Option<(Instant, &'static str)>,
}

impl Progress for Reporter {
    fn step(&mut self, what: &'static str, done: u64, total: u64) -> Result<(), Cancelled> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        let due = self.before.is_none_or(|(at, before)| before != what || at.elapsed() >= PACE);
        if due {
            match self.sender.try_send(Stage { what, done, total }) {
                // A reader that is behind misses a report, not the work its time.
                Ok(()) | Err(TrySendError::Full(_)) => self.before = Some((Instant::now(), what)),
                Err(TrySendError::Disconnected(_)) => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn a_job_reports_and_hands_back_what_it_found() {
        let job = Job::start(|progress| {
            progress.step("counting", 1, 4).unwrap();
            42
        });
        let first = Stage { what: "counting", done: 1, total: 4 };
        assert_eq!(job.news(LONG), News::Stage(first));
        assert_eq!(first.percent(), Some(25));
        assert_eq!(job.news(LONG), News::Ended);
        assert_eq!(job.finish(), 42);
    }

    #[test]
    fn a_job_asked_to_stop_stops_at_its_next_step() {
        let job = Job::start(|progress| {
            let mut steps = 0u64;
            while progress.step("waiting", steps, 0).is_ok() {
                steps += 1;
            }
            "stopped"
        });
        assert_eq!(job.news(LONG), News::Stage(Stage { what: "waiting", done: 0, total: 0 }));
        job.cancel();
        assert_eq!(job.finish(), "stopped");
    }

    #[test]
    fn many_steps_make_few_reports() {
        let job = Job::start(|progress| {
            for step in 0..100_000 {
                progress.step("running", step, 100_000).unwrap();
            }
        });
        let mut reports = 0;
        while let News::Stage(_) = job.news(LONG) {
            reports += 1;
        }
        assert!((1..1_000).contains(&reports), "{reports}");
    }
}
