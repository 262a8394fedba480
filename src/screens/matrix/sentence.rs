//! The sentence on the first row: what the axes are, what the dots mean, as much of it as there is room for.
//!
//! Only what is on the plot is explained.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::chart::cells;
use crate::domain::money::thousands;
use crate::intent::View;
use crate::ui::scatter::Class;
use crate::ui::{Canvas, Role, Span};

use super::measure::Measure;
use super::people::People;
use super::rooms::Rooms;
use super::words;

const GAP: &str = "   ";
/// Drawn underlined, as the dots it speaks of.
const ON_THE_LINE: &str = "on the line";

/// Draws the sentence.
pub(super) fn draw(people: &People, measure: Measure, room: Rect, view: &View<'_>, canvas: &mut Canvas<'_>) {
    let indent = if room.width < 60 { 1 } else { 2 };
    let width = room.width.saturating_sub(indent + 1);
    let pieces = pieces(people, measure, view, width);
    let mut x = room.x + indent;
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            x += GAP.len() as u16;
        }
        let left = (room.x + room.width).saturating_sub(x);
        if let [only] = piece.as_slice()
            && only.text == ON_THE_LINE
        {
            let style = canvas.look().theme.style(Role::Muted).add_modifier(Modifier::UNDERLINED);
            x += canvas.styled(x, room.y, left, ON_THE_LINE, style);
        } else {
            x += canvas.spans(x, room.y, left, piece);
        }
    }
}

/// The longest choice of pieces that fits.
fn pieces(people: &People, measure: Measure, view: &View<'_>, width: u16) -> Vec<Vec<Span>> {
    let said = |words: String| vec![vec![Span::new(words, Role::Text)]];
    let is_alone = Rooms::is_list_alone(view.area);
    match (people.placed().len(), people.unplaced.len()) {
        (0, unplaced) if is_alone && unplaced > 0 => return said(format!("{} not placed: P asks", thousands(unplaced as u128))),
        (0, unplaced) => return said(words::nobody(unplaced)),
        (_, 0) if is_alone => return said(format!("{} placed", words::customers(people.count()))),
        (placed, unplaced) if is_alone => {
            return said(format!("{} placed, {} not: P asks", thousands(placed as u128), thousands(unplaced as u128)));
        }
        _ => {}
    }
    let long = vec![Span::new("How well they fit, across · how happy they are, up", Role::Text)];
    let short = vec![Span::new("fit across · mood up", Role::Text)];
    let (sizes, extras) = (sizes(people, measure, view), extras(people, view));
    let mut choices = Vec::new();
    // What the marks mean goes after the long words of the axes do: the plot says those too.
    for count in (0..=extras.len()).rev() {
        for axes in [&long, &short] {
            choices.push([std::slice::from_ref(axes), sizes.as_slice(), &extras[..count]].concat());
        }
    }
    choices.extend([sizes, vec![short]]);
    let fits = |pieces: &&Vec<Vec<Span>>| {
        let cells: usize = pieces.iter().flatten().map(|span| cells::width(&span.text)).sum();
        cells + pieces.len().saturating_sub(1) * GAP.len() <= usize::from(width)
    };
    choices.iter().find(fits).or(choices.last()).cloned().unwrap_or_default()
}

/// What the sizes mean.
fn sizes(people: &People, measure: Measure, view: &View<'_>) -> Vec<Vec<Span>> {
    let glyphs = view.look.glyphs;
    let size = |class: Class, words: &str| {
        vec![Span::new(class.mark(false, glyphs), Role::Text), Span::new(format!(" {words}"), Role::Muted)]
    };
    let of = match measure {
        Measure::Revenue => "10% of revenue or more",
        Measure::Hours if people.whole.has_hours() => "10% of hours or more",
        Measure::Hours => return vec![vec![Span::new("no hours logged: t adds some", Role::Muted)]],
        Measure::Alike => return vec![vec![Span::new("size means nothing: v", Role::Muted)]],
    };
    vec![size(Class::Large, of), size(Class::Middle, "3–10%"), size(Class::Small, "under 3%")]
}

/// What else can be seen.
fn extras(people: &People, view: &View<'_>) -> Vec<Vec<Span>> {
    let glyphs = view.look.glyphs;
    let marked = |mark: &str, words: &str| vec![Span::new(mark, Role::Text), Span::new(format!(" {words}"), Role::Muted)];
    let mut extras = Vec::new();
    if people.has_open {
        extras.push(marked(Class::Large.mark(true, glyphs), "as last quarter"));
    }
    if people.movers > 0 {
        extras.push(marked(glyphs.head_right(), "moved since"));
    }
    if people.has_on_the_line {
        extras.push(vec![Span::new(ON_THE_LINE, Role::Muted)]);
    }
    extras
}
