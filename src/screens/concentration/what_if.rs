//! The panel "What if I lost…": the book without those counted out, or without the one under the cursor.
//!
//! It is about revenue whatever the bars are of, for income is what carries the outgo. The sums are those of
//! `domain::insight::what_if`; what it says of the windows is `signs`.

use crate::domain::id::CustomerId;
use crate::domain::insight::measure::Measure;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::stress::{Missing, Runway};
use crate::domain::insight::what_if::WhatIf;
use crate::domain::money::{Minor, counted};
use crate::domain::period::Period;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::aside::Rows;
use super::ranking::Ranking;
use super::signs;
use super::words::{behaves, gone, lasts, verdict, whole};

/// So many of those counted out are named.
const NAMED: usize = 6;

/// What the panel is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
    /// Who is lost: those counted out, or the one under the cursor.
    pub(super) lost: &'a [CustomerId],
    /// Whether they are counted out, not only looked at.
    pub(super) marked: bool,
}

/// The lines of the panel.
pub(super) fn rows(question: Question<'_>, loss: &WhatIf, ranking: &Ranking, view: &View<'_>, width: u16) -> Rows {
    let mut rows = Rows::default();
    if ranking.measure != Measure::Revenue {
        rows.say("In revenue, over the last 12 months:", Role::Muted, width);
    } else if !matches!(ranking.figures.period, Period::Months(12)) {
        rows.say("Over the last 12 months:", Role::Muted, width);
    }
    rows.air();
    names(question, ranking, view, &mut rows);
    rows.air();
    if loss.lost.is_empty() {
        rows.say("Nothing came from them in the last 12 months, so losing them changes nothing.", Role::Text, width);
    } else {
        revenue(loss, view, &mut rows);
        rows.air();
        runway(loss, ranking, view, width, &mut rows);
        rows.air();
        aftermath(loss, view, width, &mut rows);
    }
    rows.air();
    signs::rows(ranking, view, width, &mut rows);
    rows
}

fn names(question: Question<'_>, ranking: &Ranking, view: &View<'_>, rows: &mut Rows) {
    let glyphs = view.look.glyphs;
    let brought = |unit| ranking.year(unit).map_or(Minor::ZERO, |holding| holding.net);
    for unit in question.lost.iter().take(NAMED) {
        let name = view.names.by_id(view.book, *unit);
        let mark = if question.marked { format!("{} ", glyphs.lost()) } else { String::new() };
        let amount = Span::new(gone(brought(*unit), view), if question.marked { Role::Bad } else { Role::Text });
        rows.0.push(super::aside::Row::Pair(Span::new(format!("{mark}{name}"), Role::Text).bold(), amount));
    }
    if let Some(more) = question.lost.len().checked_sub(NAMED).filter(|more| *more > 0) {
        let amount: Minor = question.lost[NAMED..].iter().map(|unit| brought(*unit)).sum();
        rows.pair(&format!("and {} more", counted(more as u64, "customer", "customers")), gone(amount, view), Role::Bad);
    }
}

fn revenue(loss: &WhatIf, view: &View<'_>, rows: &mut Rows) {
    let minus = view.look.glyphs.minus();
    rows.pair("Revenue now", whole(loss.now, view), Role::Text);
    rows.pair("Revenue after", whole(loss.after, view), Role::Text);
    if let Some(change) = loss.change() {
        rows.pair("Change", format!("{}%", change.decimal(100, 1)).replace('-', minus), Role::Text);
        rows.air();
        rows.0.push(super::aside::Row::Bar(1.0, false));
        rows.0.push(super::aside::Row::Bar(1.0 + change.value(), true));
    }
}

fn runway(loss: &WhatIf, ranking: &Ranking, view: &View<'_>, width: u16, rows: &mut Rows) {
    let stress = &ranking.figures.stress;
    let tolerance = view.book.settings.tolerance;
    let runway = match loss.runway_after {
        Ok(runway) => runway,
        Err(missing) => {
            rows.say(missing_words(missing), Role::Care, width);
            return;
        }
    };
    rows.pair("Goes out a month", whole(stress.outgo.unwrap_or_default(), view), Role::Text);
    rows.pair("Set aside", whole(stress.reserve.unwrap_or_default(), view), Role::Text);
    rows.pair("Money lasts", lasts(runway, tolerance), Role::Text);
    let passes = runway.passes(tolerance);
    let (mark, role) = if passes { (view.look.glyphs.done(), Role::Good) } else { (view.look.glyphs.failed(), Role::Bad) };
    rows.pair("", format!("{mark} {}, you want {tolerance}", verdict(runway, tolerance)), role);
    let has_notice = |unit| view.book.customer(unit).is_some_and(|customer| customer.notice_days.is_some());
    if loss.lost.iter().any(|holding| has_notice(holding.unit)) && matches!(runway, Runway::Months(_)) {
        rows.say("Their notice is counted.", Role::Muted, width);
    }
    if stress.is_short_history() {
        let months = counted(u64::from(stress.months), "month", "months");
        rows.say(&format!("Short history: income is measured over {months}."), Role::Care, width);
    }
}

/// What is missing, and the key that adds it.
fn missing_words(missing: Missing) -> &'static str {
    match (missing.outgo, missing.reserve) {
        (true, true) => "How long your money would last needs what goes out in a month and what you have set aside: , adds them.",
        (true, false) => "How long your money would last needs what goes out in a month: , adds it.",
        _ => "How long your money would last needs what you have set aside: , adds it.",
    }
}

fn aftermath(loss: &WhatIf, view: &View<'_>, width: u16, rows: &mut Rows) {
    let Some((next, share)) = loss.biggest() else {
        rows.say("Nobody with revenue would be left.", Role::Bad, width);
        return;
    };
    let name = view.names.by_id(view.book, next.unit);
    if let Some(needed) = loss.customers_to_win() {
        rows.say("To fill the hole you need", Role::Muted, width);
        rows.0.push(super::aside::Row::Words(vec![Span::new(format!(" {}", average(needed)), Role::Text).bold()]));
    }
    let left = loss.rest.units;
    if left == 1 {
        rows.say(&format!("Only {name} would be left."), Role::Bad, width);
        return;
    }
    let share = format!(" {}%", share.decimal(100, 1));
    let room = usize::from(width).saturating_sub("Then biggest ".len() + share.len());
    let name = crate::chart::cells::cut(name, room, view.look.glyphs.ellipsis());
    rows.pair("Then biggest", name + &share, Role::Text);
    rows.pair("Behaves like", behaves(left, loss.effective()), Role::Text);
}

fn average(needed: Ratio) -> String {
    let needed = needed.decimal(1, 1);
    let noun = if needed == "1.0" { "customer" } else { "customers" };
    format!("{needed} average {noun}")
}

/// The same in lines of text, to be copied.
pub(super) fn copied(units: &[CustomerId], loss: &WhatIf, view: &View<'_>) -> String {
    let names: Vec<&str> = units.iter().map(|unit| view.names.by_id(view.book, *unit)).collect();
    let tolerance = view.book.settings.tolerance;
    let change = loss.change().map_or_else(String::new, |change| format!(" ({}%)", change.decimal(100, 1)));
    let mut text = format!("Without {}: {} left of {}{change}", names.join(", "), whole(loss.after, view), whole(loss.now, view));
    if let Ok(runway) = loss.runway_after {
        text = format!("{text}; money lasts: {}, {}", lasts(runway, tolerance), verdict(runway, tolerance));
    }
    text + "\n"
}
