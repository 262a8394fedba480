//! What the dashboard switches on in the terminal, and undoing exactly that: from a quit, a signal or a panic alike.
//!
//! Kept outside [`super::Terminal`], because whoever ends the program may not have it at hand. Knows no frames.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use super::{Options, tty};
use crate::app::fault::{self, Point};

/// One thing switched on, with what undoes it.
struct Mode {
    point: Point,
    on: &'static str,
    off: &'static str,
}

/// In the order they are switched on; undone from the last to the first.
const MODES: [Mode; 6] = [
    Mode { point: Point::Title, on: "\x1b[22;0t\x1b]2;keepnet\x07", off: "\x1b[23;0t" },
    Mode { point: Point::Screen, on: "\x1b[?1049h", off: "\x1b[?1049l" },
    Mode { point: Point::Cursor, on: "\x1b[?25l", off: "\x1b[?25h" },
    Mode { point: Point::Paste, on: "\x1b[?2004h", off: "\x1b[?2004l" },
    Mode { point: Point::Focus, on: "\x1b[?1004h", off: "\x1b[?1004l" },
    // Presses, releases, drags and the wheel, in the one form that knows columns beyond 223. Plain movement is not asked for.
    Mode { point: Point::Mouse, on: "\x1b[?1000h\x1b[?1002h\x1b[?1006h", off: "\x1b[?1006l\x1b[?1002l\x1b[?1000l" },
];
const TITLE: usize = 0;
const MOUSE: usize = 5;

/// Asks for the colour of the background, then for something every terminal answers.
const QUESTION: &str = "\x1b]11;?\x07\x1b[c";

/// Ends a half-written string or frame and every style.
const CALM: &str = "\x1b\\\x1b[?2026l\x1b[0m";

/// How long the last frame may take to go out before leaving anyway.
const LAST_FRAME: Duration = Duration::from_millis(100);

/// What is on now.
struct Held {
    settings: tty::Settings,
    on: [bool; MODES.len()],
}

static HELD: Mutex<Option<Held>> = Mutex::new(None);
/// Held while a frame goes out, so that nothing is written into the middle of it.
static OUTPUT: Mutex<()> = Mutex::new(());
/// Held while the terminal is given back: whoever comes second waits until the first is done.
static LEAVING: Mutex<()> = Mutex::new(());
/// Whether the screen is ours.
static IS_OURS: AtomicBool = AtomicBool::new(false);
/// Whether the window changed since the last frame: terminals then drop or move what they show.
static WAS_RESIZED: AtomicBool = AtomicBool::new(false);
/// Whether the terminal still owes an answer.
static OWES_ANSWER: AtomicBool = AtomicBool::new(false);

fn held() -> MutexGuard<'static, Option<Held>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Switches everything on. What was on is switched on again, in case another program had the terminal meanwhile. Undoes
/// all of it where one step fails.
pub(super) fn enter(options: Options) -> io::Result<()> {
    let entered = fault::fails(Point::Raw).and_then(|()| {
        let mut held = held();
        let settings = tty::make_raw()?;
        let held = held.get_or_insert(Held { settings, on: [false; MODES.len()] });
        switch_on(held, options)
    });
    match entered {
        Ok(()) => IS_OURS.store(true, Ordering::SeqCst),
        Err(_) => leave(),
    }
    entered
}

fn switch_on(held: &mut Held, options: Options) -> io::Result<()> {
    let mut bytes = String::new();
    let mut failed = Ok(());
    for (at, mode) in MODES.iter().enumerate() {
        let wanted = match at {
            TITLE => options.title && !held.on[TITLE],
            MOUSE => options.mouse,
            _ => true,
        };
        if !wanted {
            continue;
        }
        failed = fault::fails(mode.point);
        if failed.is_err() {
            break;
        }
        bytes.push_str(mode.on);
        held.on[at] = true;
    }
    if options.ask_background && failed.is_ok() {
        OWES_ANSWER.store(true, Ordering::SeqCst);
        bytes.push_str(QUESTION);
    }
    tty::write(bytes.as_bytes()).and(failed)
}

/// Leaves the terminal as it was found, each step whatever became of the others. Does nothing the second time.
pub(crate) fn leave() {
    IS_OURS.store(false, Ordering::SeqCst);
    let _leaving = LEAVING.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(held) = held().take() else { return };
    let _last_frame = last_frame();
    // A terminal that takes no output any more keeps its keyboard at least.
    let _ = tty::restore(&held.settings);
    let mut bytes = CALM.to_owned();
    for (mode, _) in MODES.iter().zip(held.on).rev().filter(|(_, on)| *on) {
        bytes.push_str(mode.off);
    }
    let _ = tty::write(bytes.as_bytes());
    if OWES_ANSWER.swap(false, Ordering::SeqCst) {
        tty::discard_input();
    }
}

/// Waits until a frame on its way is out, but not for ever.
fn last_frame() -> Option<MutexGuard<'static, ()>> {
    let began = Instant::now();
    loop {
        match OUTPUT.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if began.elapsed() > LAST_FRAME => return None,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Writes to the screen, as long as it is ours.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let _frame = OUTPUT.lock().unwrap_or_else(PoisonError::into_inner);
    if !is_ours() {
        return Ok(());
    }
    tty::write(bytes)
}

pub(super) fn is_ours() -> bool {
    IS_OURS.load(Ordering::SeqCst)
}

/// The window has changed.
pub(crate) fn resized() {
    WAS_RESIZED.store(true, Ordering::SeqCst);
}

/// Whether the window changed since this was last asked.
pub(super) fn was_resized() -> bool {
    WAS_RESIZED.swap(false, Ordering::SeqCst)
}

/// Switches the mouse on or off.
pub(super) fn set_mouse(on: bool) -> io::Result<()> {
    if let Some(held) = held().as_mut() {
        held.on[MOUSE] = on;
    }
    write(if on { MODES[MOUSE].on } else { MODES[MOUSE].off }.as_bytes())
}

/// The terminal has answered everything it was asked.
pub(super) fn answered() {
    OWES_ANSWER.store(false, Ordering::SeqCst);
}
