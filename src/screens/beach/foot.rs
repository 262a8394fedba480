//! The sentences below the figures: the column chosen, the work under the cursor, what the marks mean.
//!
//! The odds are `metrics.md` items 28 and 29; where they are drawn, not exact, that is said.

use crate::chart::gantt::Scale;
use crate::domain::beach::{Beach, Days, State, Week};
use crate::intent::View;
use crate::ui::canvas::text_width;
use crate::ui::{Role, Span};

use super::column::Column;
use super::grid::Grid;
use super::plan::{Plan, Work};
use super::words;

/// As many pieces from the first on as fit, parted by dots.
pub(super) fn joined(pieces: Vec<Span>, view: &View<'_>, width: u16) -> Vec<Span> {
    let gap = format!(" {} ", view.look.glyphs.dot());
    let mut spans: Vec<Span> = Vec::new();
    let mut used = 0;
    for piece in pieces {
        let more = text_width(&piece.text) + if spans.is_empty() { 0 } else { text_width(&gap) };
        if used + more > usize::from(width) && !spans.is_empty() {
            break;
        }
        if !spans.is_empty() {
            spans.push(Span::new(gap.clone(), Role::Muted));
        }
        used += more;
        spans.push(piece);
    }
    spans
}

/// `week of 18 Jan`, `Jan 2027`, `Q1 2027`.
pub(super) fn name(column: &Column, grid: &Grid, view: &View<'_>) -> String {
    match grid.axis.scale() {
        Scale::Weeks { .. } => format!("week of {}", words::dated(column.start, view.today)),
        Scale::Months => column.start.format("%b %Y").to_string(),
        Scale::Quarters => {
            let quarter = chrono::Datelike::month0(&column.start) / 3 + 1;
            column.start.format(&format!("Q{quarter} %Y")).to_string()
        }
    }
}

/// `week of 18 Jan: 3.5 of 12 booked · 5.5 with maybes · 12% empty · first empty 8%`.
pub(super) fn column(column: &Column, beach: &Beach, grid: &Grid, view: &View<'_>, width: u16) -> Vec<Span> {
    let name = name(column, grid, view);
    let text = |words: String| Span::new(words, Role::Text);
    let mut pieces = vec![text(match column.state {
        State::Off => format!("{name}: nobody works"),
        State::OffBooked => format!("{name}: nobody works, yet {} booked", words::days(column.booked)),
        _ => format!("{name}: {} of {} booked", column.booked.shown(), column.capacity.shown()),
    })];
    if column.expected > column.booked {
        pieces.push(text(format!("{} with maybes", column.expected.shown())));
    }
    if let Some(week) = &column.week {
        pieces.extend(odds(week, beach, view));
    }
    pieces.extend(meaning(column, beach, view));
    joined(pieces, view, width)
}

/// How likely the week is empty, and how likely it is the first that is.
fn odds(week: &Week, beach: &Beach, view: &View<'_>) -> Vec<Span> {
    let muted = |words: String| Span::new(words, Role::Muted);
    let drawn = if beach.first_empty.is_drawn { " ~ drawn" } else { "" };
    let mut pieces = Vec::new();
    if let Some(chance) = week.empty_odds.filter(|chance| week.monday > view.today && *chance > 0.0) {
        pieces.push(muted(format!("{} empty{drawn}", words::chance(chance))));
    }
    if let Some((_, chance)) = beach.first_empty.weeks.iter().find(|(monday, _)| *monday == week.monday) {
        pieces.push(muted(format!("first empty {}{drawn}", words::chance(*chance))));
    }
    pieces
}

/// What the figures mean, in a word.
fn meaning(column: &Column, beach: &Beach, view: &View<'_>) -> Vec<Span> {
    let mut pieces = Vec::new();
    match column.state {
        State::Over => {
            let over = words::days(Days::ZERO - column.free());
            pieces.push(Span::new(format!("over-booked by {over}"), Role::Bad));
        }
        State::Gap | State::Beach if column.is_unknown => {
            pieces.push(Span::new("its work says no days a week: e", Role::Care));
        }
        State::Gap => pieces.push(Span::new("gap: less than half booked", Role::Care)),
        State::Beach if column.is_sand => pieces.push(Span::new("on the beach", Role::Care)),
        State::Beach => pieces.push(Span::new("nothing booked", Role::Care)),
        _ => {}
    }
    let full_time = column.week.as_ref().and_then(|week| week.full_time);
    if let Some(work) = full_time.and_then(|id| view.book.records().engagements.find(id.0)) {
        pieces.push(Span::new(format!("full time: {}", words::whole(work, view)), Role::Care));
    }
    if let Some(week) = &column.week {
        if week.is_own {
            pieces.push(Span::new("its own days", Role::Muted));
        }
        if week.monday >= crate::domain::work::monday(beach.today) && week.customers > 0 {
            pieces.push(Span::new(format!("{} at once", week.customers), Role::Muted));
        }
    }
    pieces
}

/// `Osei Dental: Booking revamp · booked · 3 days a week · 16 Nov – 8 Jan`.
pub(super) fn work(work: Option<&Work>, plan: &Plan, view: &View<'_>, width: u16) -> Vec<Span> {
    let Some(work) = work else { return Vec::new() };
    let Some(engagement) = view.book.records().engagements.find(work.id.0) else { return Vec::new() };
    let bar = plan.bar(work);
    let muted = |words: String| Span::new(words, Role::Muted);
    let mut pieces = vec![
        Span::new(words::whole(engagement, view), Role::Text).bold(),
        Span::new(words::standing(engagement, bar), Role::Text),
        muted(words::span(work.from, work.to, view.today)),
    ];
    if let Some(bar) = bar {
        pieces.push(match bar.per_week {
            Some(days) => muted(format!("{} a week", words::days(days))),
            None => Span::new("nobody said how many days: e", Role::Care),
        });
    }
    if let Some(value) = engagement.value {
        pieces.push(muted(crate::domain::money::whole(value, view.book.settings.base())));
    }
    if let Some(follow) = plan.beach.follow_on.iter().find(|follow| follow.engagement == work.id)
        && let Some(coverage) = follow.coverage
    {
        pieces.push(muted(format!("{}% of its days follow", coverage.decimal(100, 1))));
    }
    joined(pieces, view, width)
}

/// What the marks mean.
pub(super) fn legend(view: &View<'_>, width: u16) -> Vec<Span> {
    let glyphs = view.look.glyphs;
    let hatches = format!("{}{}{}", glyphs.hatch_light(), glyphs.hatch_middle(), glyphs.hatch_dense());
    let marks = [
        (glyphs.today().to_owned(), format!("today, {}", words::short(view.today)), Role::Accent),
        (glyphs.full().to_owned(), "booked".to_owned(), Role::Calm),
        (hatches, "might happen, the denser the likelier".to_owned(), Role::Accent),
        (glyphs.goes_on().to_owned(), "goes on".to_owned(), Role::Accent),
        (glyphs.wave().to_owned(), "the beach".to_owned(), Role::Sand),
    ];
    let mut spans = Vec::new();
    let mut used = 0;
    for (mark, words, role) in marks {
        let more = text_width(&mark) + 1 + text_width(&words) + if spans.is_empty() { 0 } else { 3 };
        if used + more > usize::from(width) {
            break;
        }
        if !spans.is_empty() {
            spans.push(Span::new("   ", Role::Muted));
        }
        used += more;
        spans.extend([Span::new(mark, role), Span::new(format!(" {words}"), Role::Muted)]);
    }
    spans
}
