//! The panel "Ending and renewing": terms that run out with the reason to expect more, and how renewing went.
//!
//! The figures are `metrics.md` items 18, 20 and 30; a term is changed by the form T opens.

use crate::domain::beach::{Ending, Outcome, percentage};
use crate::domain::id::EngagementId;
use crate::domain::insight::expectancy::RenewalRate;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::lines::Lines;
use super::plan::Plan;
use super::words;

/// The ending under the cursor: the one last chosen, else the first.
pub(super) fn current(at: Option<EngagementId>, plan: &Plan) -> Option<EngagementId> {
    let endings = listed(plan);
    let known = at.filter(|at| endings.iter().any(|ending| ending.engagement == *at));
    known.or_else(|| endings.first().map(|ending| ending.engagement))
}

/// Of those that wait for an outcome so many are listed.
const WAITING: usize = 5;

/// The endings as they are listed: those ahead, the first first; then those over that wait for an outcome, the latest first.
pub(super) fn listed(plan: &Plan) -> Vec<&Ending> {
    let (ahead, waiting) = parted(plan);
    ahead.into_iter().chain(waiting.into_iter().take(WAITING)).collect()
}

/// The endings ahead, and those over.
fn parted(plan: &Plan) -> (Vec<&Ending>, Vec<&Ending>) {
    let (ahead, mut waiting): (Vec<&Ending>, Vec<&Ending>) = plan.beach.endings.iter().partition(|ending| ending.days >= 0);
    waiting.reverse();
    (ahead, waiting)
}

/// The lines of the panel, the cursor on one of the endings.
pub(super) fn lines(current: Option<EngagementId>, plan: &Plan, view: &View<'_>, width: u16) -> Lines {
    let mut lines = Lines::default();
    lines.heading("Terms of the next 90 days");
    let (ahead, waiting) = parted(plan);
    if ahead.is_empty() {
        lines.say("None runs out. e gives work a day its term ends.", Role::Muted, width);
    }
    for ending in ahead {
        one(ending, current == Some(ending.engagement), view, width, &mut lines);
    }
    if !waiting.is_empty() {
        lines.heading("Waiting for an outcome");
    }
    for ending in waiting.iter().take(WAITING) {
        one(ending, current == Some(ending.engagement), view, width, &mut lines);
    }
    if let Some(more) = waiting.len().checked_sub(WAITING).filter(|more| *more > 0) {
        lines.say(&format!("and {} before them", money::thousands(more as u128)), Role::Muted, width);
    }
    renewals(plan, view, width, &mut lines);
    follow_on(plan, view, width, &mut lines);
    lines
}

fn one(ending: &Ending, is_current: bool, view: &View<'_>, width: u16, lines: &mut Lines) {
    let Some(work) = view.book.records().engagements.find(ending.engagement.0) else { return };
    let when = match ending.days {
        0 => "today".to_owned(),
        1.. => format!("in {}", words::many_days(ending.days)),
        _ => format!("{} ago", words::many_days(ending.days)),
    };
    let role = if ending.days <= 30 && ending.outcome == Outcome::Undecided { Role::Care } else { Role::Text };
    let name = Span::new(words::whole(work, view), Role::Text);
    let name = if is_current { name.bold() } else { name };
    let figure = Span::new(format!("{} {} {when}", words::dated(ending.term_end, view.today), view.look.glyphs.dot()), role);
    lines.choice(is_current, name, figure);
    let is_told = words::is_told(work, view);
    let said = |words: &str| if is_told { view.names.veil(words).into_owned() } else { words::HIDDEN.to_owned() };
    let reason = work.expects.as_ref().map(|expects| said(expects.as_str()));
    let (words, role) = match (ending.outcome, reason) {
        (Outcome::Renewed, _) => ("renewed".to_owned(), Role::Good),
        (Outcome::Ended, _) => ("not renewed".to_owned(), Role::Bad),
        (Outcome::Undecided, Some(reason)) => (reason, Role::Muted),
        (Outcome::Undecided, None) => ("no reason recorded !".to_owned(), Role::Care),
    };
    lines.below(&words, role, width);
}

fn renewals(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    let renewals = &plan.beach.renewals;
    lines.heading("Renewed in the last 12 months");
    let percent = |ratio: Ratio| format!("{}%", ratio.decimal(100, 1));
    let Some(logo) = renewals.logo() else {
        lines.say("No term has been decided yet: T says what became of one.", Role::Muted, width);
        return;
    };
    let count = format!("Customers, {} of {}", renewals.renewed, renewals.ended);
    let role = if renewals.is_alarm() { Role::Bad } else { Role::Text };
    lines.pair(&count, percent(logo), role);
    if let Some((low, high)) = renewals.band() {
        let words = format!("With so few, anything from {}% to {}%", percentage(low), percentage(high));
        lines.below(&words, Role::Muted, width);
    }
    if renewals.is_alarm() {
        let lost = Ratio::new((renewals.ended - renewals.renewed) as i128, renewals.ended as i128);
        let lost = lost.map(percent).unwrap_or_default();
        lines.below(&format!("! {lost} were not renewed: a quarter or more is too many"), Role::Bad, width);
    }
    let known = match renewals.valued {
        0 => String::new(),
        valued if valued == renewals.ended => String::new(),
        valued => format!(", of {valued} known"),
    };
    for (label, ratio) in [("Value kept (GRR)", renewals.gross()), ("Value with what grew (NRR)", renewals.net())] {
        lines.pair(&format!("{label}{known}"), ratio.map_or_else(|| "no value known: e".to_owned(), percent), Role::Text);
    }
    if renewals.undecided > 0 {
        lines.pair("Not decided yet", renewals.undecided.to_string(), Role::Text);
    }
    refill(plan, view, width, lines);
}

/// What must be won anew each year.
fn refill(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    let Some(rate) = RenewalRate::of(&view.book.settings, &plan.beach.all_renewals) else { return };
    let refill = rate.refill(&view.roster());
    let customers = refill.customers.decimal(1, 1);
    let revenue = money::whole(refill.revenue, view.book.settings.base());
    lines.pair("To win anew each year", format!("{customers} customers, {revenue}"), Role::Text);
    if rate.is_guess {
        lines.below("by your guess of who stays", Role::Muted, width);
    }
}

fn follow_on(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    lines.heading("What follows work that ends");
    for follow in &plan.beach.follow_on {
        let Some(work) = view.book.records().engagements.find(follow.engagement.0) else { continue };
        let covered = follow.coverage.map_or_else(|| "n/a".to_owned(), |part| format!("{}%", part.decimal(100, 1)));
        let ends = words::dated(follow.ends, view.today);
        lines.pair(&words::whole(work, view), format!("ends {ends} {} {covered}", view.look.glyphs.dot()), Role::Text);
        if follow.same_customer > crate::domain::beach::Days::ZERO {
            let more = words::days(follow.same_customer);
            lines.below(&format!("and {more} more for the same customer"), Role::Muted, width);
        }
    }
    if plan.beach.follow_on.is_empty() {
        lines.say("No booked work ends within 26 weeks.", Role::Muted, width);
    } else {
        lines.say("In %: the days freed in the four weeks after that other work takes.", Role::Muted, width);
    }
    if let Some(rate) = plan.beach.follow_on_rate {
        lines.pair("The same customer came back", format!("{}%", rate.decimal(100, 1)), Role::Text);
    }
}
