//! Faults on demand, for the tests of how the program ends: `keepnet --fault NAME`. Without it every call here is one
//! look at a number.

use std::io;
use std::sync::atomic::{AtomicU8, Ordering};

/// Where a fault can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Point {
    /// A panic while a frame is drawn.
    Draw = 1,
    /// A panic while a key is acted on.
    Update,
    /// A panic on the thread that reads the keyboard.
    Worker,
    /// A panic on that thread and while the same key is acted on.
    Both,
    /// A panic while a key is acted on, and another while it is reported.
    Hook,
    /// The loop takes no notice of anything any more.
    Deaf,
    /// Raw mode is refused.
    Raw,
    /// The title is refused.
    Title,
    /// The alternate screen is refused.
    Screen,
    /// Hiding the cursor is refused.
    Cursor,
    /// Bracketed paste is refused.
    Paste,
    /// Focus reports are refused.
    Focus,
    /// The mouse is refused.
    Mouse,
    /// The first frame is refused.
    FirstFrame,
}

const NAMES: [(&str, Point); 14] = [
    ("draw", Point::Draw),
    ("update", Point::Update),
    ("worker", Point::Worker),
    ("both", Point::Both),
    ("hook", Point::Hook),
    ("deaf", Point::Deaf),
    ("raw", Point::Raw),
    ("title", Point::Title),
    ("screen", Point::Screen),
    ("cursor", Point::Cursor),
    ("paste", Point::Paste),
    ("focus", Point::Focus),
    ("mouse", Point::Mouse),
    ("first-frame", Point::FirstFrame),
];

static ARMED: AtomicU8 = AtomicU8::new(0);

/// Asks for a fault by its name; an unknown name asks for none.
pub fn arm(name: &str) {
    if let Some((_, point)) = NAMES.iter().find(|(known, _)| *known == name) {
        ARMED.store(*point as u8, Ordering::SeqCst);
    }
}

/// Whether a fault was asked for here.
#[must_use]
pub fn is_armed(point: Point) -> bool {
    ARMED.load(Ordering::Relaxed) == point as u8
}

/// Panics where that was asked for here.
///
/// # Panics
///
/// That is all it does.
pub fn trip(point: Point) {
    let also = match point {
        Point::Update => is_armed(Point::Both) || is_armed(Point::Hook),
        Point::Worker => is_armed(Point::Both),
        _ => false,
    };
    assert!(!is_armed(point) && !also, "a fault that was asked for");
}

/// Fails where that was asked for here.
pub(crate) fn fails(point: Point) -> io::Result<()> {
    if is_armed(point) { Err(io::Error::other("a fault that was asked for")) } else { Ok(()) }
}
