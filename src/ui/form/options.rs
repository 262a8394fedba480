//! How options are drawn: one of several, yes or no, 1 to 5, any of several.
//!
//! What is chosen stands in brackets, has a mark or a bar: never a colour alone. What a field holds is
//! [`super::field`]'s, where it stands [`super::layout`]'s.

use ratatui::layout::Rect;

use super::field::Ticks;
use crate::ui::canvas::text_width;
use crate::ui::{Canvas, Click, Role};

/// All options in a row; where there is no room for all, the chosen one between arrows.
pub(super) fn choices(field: usize, options: &[String], chosen: usize, row: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let glyphs = canvas.look().glyphs;
    let width = |option: &String| text_width(option) as u16 + 2;
    let total: u16 = options.iter().map(|option| width(option).saturating_add(1)).fold(0, u16::saturating_add);
    if total <= row.width + 1 {
        let mut x = row.x;
        for (at, option) in options.iter().enumerate() {
            let (words, style) = if at == chosen {
                (format!("[{option}]"), theme.bold(Role::Accent))
            } else {
                (format!(" {option} "), theme.style(Role::Text))
            };
            let used = canvas.styled(x, row.y, row.right().saturating_sub(x), &words, style);
            canvas.hit(Rect { x, y: row.y, width: used, height: 1 }, Click::Choice(field, at));
            x += used + 1;
        }
        return;
    }
    let Some(option) = options.get(chosen) else { return };
    let place = format!("{} of {}", chosen + 1, options.len());
    let room = row.width.saturating_sub(text_width(&place) as u16 + 6);
    let back = canvas.text(row.x, row.y, 1, glyphs.previous(), if chosen > 0 { Role::Accent } else { Role::Faint });
    canvas.hit(Rect { width: back, height: 1, ..row }, Click::Choice(field, chosen.saturating_sub(1)));
    let used = canvas.styled(row.x + 2, row.y, room, option, theme.bold(Role::Accent));
    let x = row.x + 3 + used;
    let more = chosen + 1 < options.len();
    let on = canvas.text(x, row.y, 1, glyphs.next(), if more { Role::Accent } else { Role::Faint });
    canvas.hit(Rect { x, y: row.y, width: on, height: 1 }, Click::Choice(field, chosen + usize::from(more)));
    canvas.text(x + 3, row.y, row.right().saturating_sub(x + 3), &place, Role::Muted);
}

/// A box, ticked or not, and what yes means.
pub(super) fn switch(field: usize, means: &str, on: bool, row: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let glyphs = canvas.look().glyphs;
    let mark = if on { glyphs.ticked() } else { glyphs.unticked() };
    let style = if on { theme.bold(Role::Accent) } else { theme.style(Role::Text) };
    let used = canvas.styled(row.x, row.y, row.width, mark, style);
    let said = canvas.text(row.x + used + 1, row.y, row.width.saturating_sub(used + 1), means, Role::Text);
    canvas.hit(Rect { width: used + 1 + said, height: 1, ..row }, Click::Choice(field, usize::from(!on)));
}

/// Nothing, and 1 to 5, the chosen one in brackets; behind it what it means, or what the ends do.
pub(super) fn scale(field: usize, means: &[&str; 5], chosen: usize, row: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let glyphs = canvas.look().glyphs;
    let mut x = row.x;
    for place in 0..=means.len() {
        let label = if place == 0 { glyphs.minus().to_owned() } else { place.to_string() };
        let (words, style) = if place == chosen {
            (format!("[{label}]"), theme.bold(Role::Accent))
        } else {
            (format!(" {label} "), theme.style(Role::Text))
        };
        let used = canvas.styled(x, row.y, row.right().saturating_sub(x), &words, style);
        // Nothing comes last among the clicks, so that the digits keep their places.
        let option = place.checked_sub(1).unwrap_or(means.len());
        canvas.hit(Rect { x, y: row.y, width: used, height: 1 }, Click::Choice(field, option));
        x += used;
    }
    let (words, role) = match chosen {
        0 => (format!("1 {} to 5 {}", means[0], means[4]), Role::Muted),
        chosen => (means[chosen - 1].to_owned(), Role::Text),
    };
    let room = row.right().saturating_sub(x + 2);
    if text_width(&words) <= usize::from(room) {
        canvas.text(x + 2, row.y, room, &words, role);
    }
}

/// How many boxes of a field stand beside each other in a room so many cells wide, and the cells of each.
fn columns(ticks: &Ticks, cells: u16) -> (usize, u16) {
    // A cell for the mark of the cursor, which parts the columns too, the box as wide as it is in ASCII, digit and words.
    let width = ticks.options.iter().map(|option| text_width(option)).max().unwrap_or(0) as u16 + 7;
    (usize::from(cells / width).max(1), width)
}

/// The rows the boxes of a field take.
pub(super) fn ticks_rows(ticks: &Ticks, cells: u16) -> u16 {
    ticks.options.len().div_ceil(columns(ticks, cells).0).max(1) as u16
}

/// Boxes to tick in columns, each with the digit that does; the one Space ticks is marked.
pub(super) fn ticks(field: usize, ticks: &Ticks, focused: bool, room: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.look().theme;
    let glyphs = canvas.look().glyphs;
    let (across, width) = columns(ticks, room.width);
    for at in 0..ticks.options.len() {
        let (row, column) = ((at / across) as u16, (at % across) as u16 * width);
        if row >= room.height {
            return;
        }
        let option = ticks.options[at];
        let on = ticks.is_ticked(at);
        let (x, y) = (room.x + column, room.y + row);
        let current = focused && at == ticks.at;
        if current {
            canvas.styled(x, y, 1, glyphs.focus(), theme.bold(Role::Accent));
        }
        let mark = if on { glyphs.ticked() } else { glyphs.unticked() };
        let style = match (on, current) {
            (true, _) => theme.bold(Role::Accent),
            (false, true) => theme.bold(Role::Text),
            (false, false) => theme.style(Role::Text),
        };
        let words = format!("{mark} {} {option}", at + 1);
        let used = canvas.styled(x + 1, y, room.right().saturating_sub(x + 1), &words, style);
        canvas.hit(Rect { x, y, width: used + 1, height: 1 }, Click::Choice(field, at));
    }
}
