//! Signs to watch: who led each window and whether that is an alarm, a spike or neither (`metrics.md` item 8).
//!
//! The last lines of the panel `what_if`.

use crate::domain::insight::windows::{Lead, Verdict, over};
use crate::domain::money::thousands;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::aside::{Row, Rows};
use super::ranking::Ranking;

/// From so many columns on each window has a line with its leader's name.
const WITH_NAMES: u16 = 36;

/// Adds the block; nothing without revenue.
pub(super) fn rows(ranking: &Ranking, view: &View<'_>, width: u16, rows: &mut Rows) {
    let windows = &ranking.figures.windows;
    if windows.lifetime.unit().is_none() {
        return;
    }
    rows.heading("Signs to watch");
    let (words, role) = verdict(ranking, view);
    rows.say(&words, role, width);
    let spans = [
        ("1 month", windows.one_month),
        ("3 months", windows.three_months),
        ("12 months", windows.twelve_months),
        ("all years", windows.lifetime),
    ];
    let same_leader = spans.iter().all(|(_, lead)| lead.unit() == windows.lifetime.unit());
    if width < WITH_NAMES && same_leader {
        rows.0.extend(spans.chunks(2).map(|two| beside(two, view)));
    } else {
        rows.0.extend(spans.iter().filter_map(|(span, lead)| window(span, *lead, view, width)));
    }
    if let Some(failing) = ranking.failing {
        let all = thousands(ranking.figures.year.holdings().len() as u128);
        let (words, role) = match failing {
            0 => ("nobody".to_owned(), Role::Text),
            failing => (format!("{} of {all} !", thousands(failing as u128)), Role::Bad),
        };
        rows.pair("Lost alone, too short", words, role);
    }
}

/// Two windows on one line, where one customer leads them all.
fn beside(two: &[(&str, Lead)], view: &View<'_>) -> Row {
    let span = |(span, lead): &(&str, Lead)| {
        let (figure, role) = figure(*lead, view)?;
        let span = span.replace(" months", " mo").replace(" month", " mo").replace("all years", "all");
        Some([Span::new(format!("{span:<7}"), Role::Muted), Span::new(format!("{figure:<8}"), role)])
    };
    Row::Words(two.iter().filter_map(span).flatten().collect())
}

/// A leader's share, marked where it is over the limit.
fn figure(lead: Lead, view: &View<'_>) -> Option<(String, Role)> {
    let share = lead.share()?;
    let percent = share.decimal(100, 1);
    let is_over = over(share, view.book.settings.limit);
    Some(if is_over { (format!("{percent}%!"), Role::Bad) } else { (format!("{percent}%"), Role::Text) })
}

fn window(span: &str, lead: Lead, view: &View<'_>, width: u16) -> Option<Row> {
    let (figure, role) = figure(lead, view)?;
    let name = view.names.by_id(view.book, lead.unit()?);
    let room = usize::from(width).saturating_sub(10 + figure.len() + 1);
    let name = crate::chart::cells::cut(name, room, view.look.glyphs.ellipsis());
    Some(Row::Pair(Span::new(format!("{span:<10}{name}"), Role::Muted), Span::new(figure, role)))
}

fn verdict(ranking: &Ranking, view: &View<'_>) -> (String, Role) {
    let windows = &ranking.figures.windows;
    let limit = view.book.settings.limit;
    let name = |unit| view.names.by_id(view.book, unit);
    match windows.verdict(limit) {
        Verdict::Alarm(unit) if windows.twelve_months.over(limit).is_some() => {
            (format!("! {} is over your limit of {limit}%.", name(unit)), Role::Bad)
        }
        Verdict::Alarm(unit) => {
            (format!("! {} was over your limit of {limit}% in each of the last three months.", name(unit)), Role::Bad)
        }
        Verdict::Spike(unit) => {
            (format!("! {} is over your limit in the last month alone: a spike, not yet a habit.", name(unit)), Role::Care)
        }
        Verdict::Calm => (format!("Nobody is over your limit of {limit}%."), Role::Muted),
    }
}
