//! The sentence on the first row: the book in one line of figures, as many of them as there is room for.
//!
//! The figures are the ranking's; the list below them is `bars`.

use crate::chart::cells;
use crate::domain::insight::concentration::Band;
use crate::domain::insight::measure::Measure;
use crate::domain::insight::what_if::WhatIf;
use crate::domain::insight::windows::over;
use crate::domain::money::thousands;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::measures;
use super::ranking::Ranking;
use super::words::{during, gone, lasts, verdict, whole};

/// What stands between two pieces.
const GAP: &str = "   ";

/// The whole sentence, no wider than `room` unless the first piece is.
pub(super) fn spans(ranking: &Ranking, view: &View<'_>, room: u16) -> Vec<Span> {
    if let Some(measured) = ranking.measured() {
        return chosen(measures::pieces(measured, ranking, view), room);
    }
    let figures = &ranking.figures;
    let concentration = &figures.concentration;
    let customers = concentration.holdings();
    if customers.is_empty() {
        let words = match figures.first_document {
            None => "No revenue yet".to_owned(),
            Some(_) => format!("No revenue {}, so there are no shares", during(figures.period, view.book.settings.fiscal_start)),
        };
        return vec![Span::new(words, Role::Text)];
    }
    if let [only] = customers {
        return vec![Span::new(format!("Everything hangs on {}", view.names.by_id(view.book, only.unit)), Role::Text)];
    }
    let effective = concentration.effective().map_or_else(String::new, |effective| effective.decimal(1, 1));
    let behaves = |like: &str, equal: &str| {
        vec![Span::new(like, Role::Muted), Span::new(format!("{effective} equal {equal}"), Role::Text).bold()]
    };
    let (long, short) = (behaves("Your book behaves like ", "customers"), behaves("like ", "ones"));
    let tops = [top(ranking, 3, "top three "), top(ranking, 5, "top five ")];
    let all: Vec<Vec<Span>> = [vec![long, biggest(ranking, view, "")], tops.into_iter().flatten().collect()].concat();
    let with_band = [all.clone(), vec![band(ranking)]].concat();
    let worded = |pieces: &[Vec<Span>]| {
        let mut pieces = pieces.to_vec();
        pieces[1] = biggest(ranking, view, " over your limit");
        pieces
    };
    // From the longest to the shortest; the first that fits is said.
    let mut choices = vec![worded(&with_band), worded(&all), with_band];
    choices.extend((2..=all.len()).rev().map(|count| all[..count].to_vec()));
    choices.push(vec![short.clone(), biggest(ranking, view, "")]);
    let chosen = choices.into_iter().find(|pieces| width(pieces) <= room);
    joined(chosen.unwrap_or_else(|| vec![short]))
}

/// The first choice that fits, else the last.
fn chosen(choices: Vec<Vec<Vec<Span>>>, room: u16) -> Vec<Span> {
    let mut choices: Vec<Vec<Vec<Span>>> =
        choices.into_iter().map(|pieces| pieces.into_iter().filter(|piece| !piece.is_empty()).collect()).collect();
    let fits = choices.iter().position(|pieces| width(pieces) <= room);
    let at = fits.unwrap_or(choices.len().saturating_sub(1));
    if choices.is_empty() { Vec::new() } else { joined(choices.swap_remove(at)) }
}

/// The largest few together; nothing where that is everybody.
pub(super) fn top(ranking: &Ranking, n: usize, words: &str) -> Option<Vec<Span>> {
    let concentration = ranking.list();
    let top = concentration.top(n).filter(|_| n < concentration.holdings().len())?;
    let tied = if top.tied { " =" } else { "" };
    Some(vec![Span::new(words, Role::Muted), Span::new(format!("{}%{tied}", top.share.decimal(100, 0)), Role::Text)])
}

/// The book without those counted out, for a screen without a panel for it.
pub(super) fn without(ranking: &Ranking, count: usize, loss: &WhatIf, view: &View<'_>, room: u16) -> Vec<Span> {
    let tolerance = view.book.settings.tolerance;
    let left = |words: &str| Span::new(format!("{}{words}", whole(loss.after, view)), Role::Text).bold();
    let lasts = loss.runway_after.map(|runway| {
        let role = if runway.passes(tolerance) { Role::Good } else { Role::Bad };
        vec![Span::new(format!("{} {}", lasts(runway, tolerance), verdict(runway, tolerance)), role)]
    });
    let lasts = lasts.unwrap_or_default();
    let full = vec![
        Span::new(format!("Without {count}: "), Role::Muted),
        left(if ranking.measure == Measure::Revenue { " left" } else { " revenue left" }),
        Span::new(format!(", {}", gone(loss.loss(), view)), Role::Muted),
    ];
    let short = vec![Span::new(format!("{}{count}: ", view.look.glyphs.minus()), Role::Muted), left("")];
    let choices = [
        vec![full.clone(), lasts.clone()],
        vec![full[..2].to_vec(), lasts.clone()],
        vec![short.clone(), lasts],
        vec![full[..2].to_vec()],
    ];
    joined(choices.into_iter().find(|pieces| width(pieces) <= room).unwrap_or_else(|| vec![short]))
}

fn biggest(ranking: &Ranking, view: &View<'_>, words: &str) -> Vec<Span> {
    let concentration = &ranking.figures.concentration;
    let Some(share) = concentration.leader().and_then(|leader| concentration.share(leader.net)) else { return Vec::new() };
    let shown = format!("{}%", share.decimal(100, 0));
    if over(share, view.book.settings.limit) {
        vec![Span::new("biggest ", Role::Muted), Span::new(format!("{shown} !{words}"), Role::Bad).bold()]
    } else {
        vec![Span::new("biggest ", Role::Muted), Span::new(shown, Role::Text)]
    }
}

/// The index by its name, for those who know it, and its band in a word.
fn band(ranking: &Ranking) -> Vec<Span> {
    let concentration = &ranking.figures.concentration;
    let (Some(hhi), Some(band)) = (concentration.hhi(), concentration.band()) else { return Vec::new() };
    let (word, role) = match band {
        Band::Spread => ("spread", Role::Good),
        Band::Moderate => ("moderate", Role::Text),
        Band::Concentrated => ("concentrated", Role::Care),
    };
    vec![Span::new(word, role), Span::new(format!(", HHI {}", thousands(hhi.rounded(10_000).unsigned_abs())), Role::Muted)]
}

fn width(pieces: &[Vec<Span>]) -> u16 {
    let cells: usize = pieces.iter().flatten().map(|span| cells::width(&span.text)).sum();
    (cells + pieces.len().saturating_sub(1) * GAP.len()).min(usize::from(u16::MAX)) as u16
}

fn joined(pieces: Vec<Vec<Span>>) -> Vec<Span> {
    let mut spans = Vec::new();
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        if !spans.is_empty() {
            spans.push(Span::new(GAP, Role::Muted));
        }
        spans.extend(piece);
    }
    spans
}
