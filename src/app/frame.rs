//! The frame around a tab: the bar of tabs, the rule under it, messages and hints at the bottom.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::intent::keymap::Shown;
use crate::intent::{Action, Notice, Tab, Tone};
use crate::ui::canvas::text_width;
use crate::ui::{Canvas, Click, Role};

/// Fewer columns or rows show a line that asks for more.
pub(super) const LEAST: (u16, u16) = (20, 5);

/// In fewer cells a book's name is left out rather than cut.
const LEAST_OF_TITLE: u16 = 10;

/// The room of a tab between frame and bottom.
pub(super) fn body(screen: Rect) -> Rect {
    Rect { y: screen.y + 2, height: screen.height.saturating_sub(4), ..screen }
}

/// Too small for anything but a line.
pub(super) fn more_room(canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    let words = if area.width < 28 { "More room, please" } else { "A little more room, please" };
    canvas.text(area.x, area.y + area.height / 2, area.width, words, Role::Text);
}

/// The bar of tabs with the book's name at its right, and the rule below.
pub(super) fn tabs(active: Option<Tab>, title: &str, badge: &str, canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    let theme = canvas.look().theme;
    let glyphs = canvas.look().glyphs;
    canvas.rule(area.x, area.y + 1, area.width, glyphs.horizontal(), Role::Faint);
    let mut next = area.x + 1;
    if active.is_none() {
        next += canvas.styled(next, area.y, area.width, "keepnet", theme.bold(Role::Accent)) + 1;
    }
    for tab in Tab::ALL.into_iter().filter(|_| active.is_some()) {
        let is_active = active == Some(tab);
        let label =
            if area.width >= 60 || is_active { format!("{} {}", tab.digit(), tab.label()) } else { tab.digit().to_string() };
        let style = if is_active { theme.bold(Role::Accent) } else { theme.style(Role::Muted) };
        let used = canvas.styled(next, area.y, area.width, &label, style);
        canvas.hit(Rect::new(next.saturating_sub(1), area.y, used + 2, 2), Click::Tab(tab.digit()));
        if is_active {
            canvas.rule(next.saturating_sub(1), area.y + 1, used + 2, glyphs.heavy(), Role::Accent);
        }
        next += used + 3;
    }
    let badge_width = if badge.is_empty() { 0 } else { text_width(badge) as u16 + 2 };
    let room = area.right().saturating_sub(next + badge_width + 1);
    // A name cut to a few letters says nothing.
    if room >= LEAST_OF_TITLE || text_width(title) <= usize::from(room) {
        canvas.right(next, area.y, room, title, Role::Muted);
    }
    if !badge.is_empty() && room > 0 {
        canvas.right(next, area.y, room + badge_width, badge, Role::Care);
    }
}

/// The message at the left, how things stand at the right.
pub(super) fn status(notice: Option<&Notice>, words: &str, state: &str, canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    let row = area.bottom().saturating_sub(2);
    canvas.blank(Rect { y: row, height: 1, ..area });
    let mut used = 0;
    if let Some(notice) = notice {
        let glyphs = canvas.look().glyphs;
        let (mark, role) = match notice.tone {
            Tone::Done => (glyphs.done(), Role::Good),
            Tone::Care | Tone::Refused => (glyphs.care(), Role::Care),
            Tone::Error => (glyphs.failed(), Role::Bad),
            Tone::Passing => (glyphs.next(), Role::Accent),
        };
        let room = area.width.saturating_sub(4 + text_width(mark) as u16 - 1);
        let lines = in_two(words, room, notice.tone, area.height);
        let first = row - u16::from(lines.1.is_some());
        if let Some(last) = &lines.1 {
            canvas.blank(Rect { y: first, height: 1, ..area });
            canvas.text(area.x + area.width.saturating_sub(room + 1), row, room, last, Role::Text);
        }
        used = 1 + canvas.styled(area.x + 1, first, area.width.saturating_sub(2), mark, canvas.look().theme.bold(role)) + 1;
        used += canvas.text(area.x + used, first, area.width.saturating_sub(used + 1), &lines.0, Role::Text);
        used = if lines.1.is_some() { area.width } else { used };
    }
    let width = text_width(state) as u16;
    if used + width + 3 <= area.width {
        canvas.text(area.right() - width - 1, row, width, state, Role::Muted);
    }
}

/// From so many rows on a long message may lie over the border above it, never over data.
const WITH_TWO_LINES: u16 = 12;

/// A message in one line, or in two where one is not enough and there is room; what is said in passing takes one.
fn in_two(words: &str, room: u16, tone: Tone, height: u16) -> (String, Option<String>) {
    let fits = text_width(words) <= usize::from(room) || height < WITH_TWO_LINES || tone == Tone::Passing;
    let lines = if fits { Vec::new() } else { cells::wrap(words, usize::from(room.max(1))) };
    match lines.split_first() {
        Some((first, rest)) if !rest.is_empty() => (first.clone(), Some(rest.join(" "))),
        _ => (words.to_owned(), None),
    }
}

/// The cells a hint takes.
fn hint_width(hint: &Shown) -> usize {
    text_width(&hint.keys) + if hint.verb.is_empty() { 0 } else { 1 + text_width(hint.verb) }
}

/// The cells all hints take beside each other.
pub(super) fn hints_width(hints: &[Shown]) -> usize {
    hints.iter().map(|hint| hint_width(hint) + 2).sum::<usize>() + 1
}

/// Verbs from the left, those that never go at the right. Where there is no room the later ones go; help goes last.
pub(super) fn hints(hints: &[Shown], canvas: &mut Canvas<'_>) {
    const PINNED: u8 = 90;
    let area = canvas.area();
    let row = area.bottom().saturating_sub(1);
    canvas.blank(Rect { y: row, height: 1, ..area });
    let width = |hint: &Shown| hint_width(hint) as u16;
    let mut pinned: Vec<usize> = (0..hints.len()).filter(|&at| hints[at].rank >= PINNED).collect();
    let right_width = |pinned: &[usize]| pinned.iter().map(|&at| width(&hints[at]) + 2).sum::<u16>();
    while pinned.len() > 1 && right_width(&pinned) > area.width {
        let first = pinned.iter().position(|&at| hints[at].action != Action::Help).unwrap_or(0);
        pinned.remove(first);
    }
    let mut next = area.right().saturating_sub(right_width(&pinned) - u16::from(!pinned.is_empty()));
    let end = next;
    for at in pinned {
        next += hint(at, &hints[at], next, row, canvas) + 2;
    }
    let mut next = area.x + 1;
    for at in (0..hints.len()).filter(|&at| hints[at].rank < PINNED) {
        if next + width(&hints[at]) + 2 > end {
            break;
        }
        next += hint(at, &hints[at], next, row, canvas) + 2;
    }
}

fn hint(at: usize, hint: &Shown, column: u16, row: u16, canvas: &mut Canvas<'_>) -> u16 {
    let room = canvas.area().right().saturating_sub(column);
    let mut used = canvas.text(column, row, room, &hint.keys, Role::Accent);
    if !hint.verb.is_empty() {
        used += 1;
        used += canvas.text(column + used, row, room.saturating_sub(used), hint.verb, Role::Muted);
    }
    canvas.hit(Rect::new(column, row, used, 1), Click::Hint(at));
    used
}
