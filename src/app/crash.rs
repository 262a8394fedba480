//! A fault in keepnet itself: the terminal is given back, a report is kept beside the book, and one calm message says so.
//!
//! The report holds where it happened and how it came there, never a name or a figure: of what a panic says only texts
//! that stand in the program itself are kept. Knows nothing of the book but where it lies.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};
use std::{backtrace, fmt};

use chrono::{DateTime, Utc};
use color_eyre::config::{HookBuilder, PanicHook};
use color_eyre::section::PanicMessage;

use super::fault::{self, Point};
use super::term::{modes, tty};
use crate::repository::{Clock, path_shown};
use crate::tasks;

/// The exit code of a program that met a fault in itself.
const EXIT_CODE: i32 = 101;

/// The folder reports are kept in.
static FOLDER: Mutex<Option<PathBuf>> = Mutex::new(None);
/// The thread that writes the report.
static REPORTER: Mutex<Option<ThreadId>> = Mutex::new(None);
/// The first fault is the one that is told.
static IS_ENDING: AtomicBool = AtomicBool::new(false);

/// Takes over what happens at a panic, on every thread, from now on.
pub fn install(clock: Clock) -> color_eyre::Result<()> {
    let builder = HookBuilder::blank().display_env_section(false).panic_message(WhereItHappened);
    let (panic_hook, error_hook) = builder.try_into_hooks()?;
    error_hook.install()?;
    std::panic::set_hook(Box::new(move |info| {
        // The end is under way already: on the thread that writes the report this panic ends the report, and any other
        // thread waits for the end.
        if IS_ENDING.swap(true, Ordering::SeqCst) {
            if *REPORTER.lock().unwrap_or_else(PoisonError::into_inner) == Some(thread::current().id()) {
                return;
            }
            loop {
                thread::park();
            }
        }
        modes::leave();
        let kept = keep(&panic_hook, info, clock());
        tty::complain(&message(kept.as_deref()));
        std::process::exit(EXIT_CODE);
    }));
    Ok(())
}

/// Keeps reports in the folder of this book.
pub fn keep_beside(book: &Path) {
    let folder = book.parent().map(Path::to_path_buf);
    *FOLDER.lock().unwrap_or_else(PoisonError::into_inner) = folder;
}

/// Writes the report; where it lies, or nothing where it could not be written.
fn keep(hook: &PanicHook, info: &std::panic::PanicHookInfo<'_>, now: DateTime<Utc>) -> Option<PathBuf> {
    let folder = FOLDER.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
    let path = folder.join(format!("keepnet-crash-{}.txt", now.format("%Y%m%dT%H%M%SZ")));
    let current = thread::current();
    let report = format!(
        "keepnet {} met a fault in itself, on its thread {}.\n\n{}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        current.name().unwrap_or("without a name"),
        hook.panic_report(info),
        backtrace::Backtrace::force_capture()
    );
    let to = path.clone();
    // On a thread of its own: a panic on the way would otherwise end the program without a word.
    let write = move || {
        *REPORTER.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread::current().id());
        fault::trip(Point::Hook);
        tasks::write_file(&to, true, &mut |out| out.write_all(report.as_bytes())).is_ok()
    };
    let written = thread::Builder::new().name("crash report".to_owned()).spawn(write).ok()?.join().unwrap_or(false);
    written.then_some(path)
}

fn message(kept: Option<&Path>) -> String {
    let report = match kept {
        Some(path) => format!(
            "A report without names or figures lies in {}\nPlease send it along when you tell us about this.",
            path_shown(path)
        ),
        None => "No report could be written beside the book.".to_owned(),
    };
    format!(
        "\nkeepnet met a fault in itself and had to stop.\n\
         Everything it called saved is safe in your book.\n\
         {report}\n\
         Start keepnet again to go on where you were.\n"
    )
}

/// What a report says of the panic itself.
struct WhereItHappened;

impl PanicMessage for WhereItHappened {
    fn display(&self, info: &std::panic::PanicHookInfo<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A text made up while running may hold a customer's name.
        let words = info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(its words are left out)");
        match info.location() {
            Some(at) => write!(f, "{words}\nat {}:{}:{}", at.file(), at.line(), at.column()),
            None => write!(f, "{words}"),
        }
    }
}
