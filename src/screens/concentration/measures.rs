//! What the tab says by the measure chosen: headings, the sentence by margin or value, what a figure is made of, what it
//! leaves out.
//!
//! The figures are those of `domain::insight::measure`; where they stand is the business of `bars`, `foot` and `sentence`.

use crate::domain::id::CustomerId;
use crate::domain::insight::fine::Fine;
use crate::domain::insight::measure::{Gaps, Measure, Measured};
use crate::domain::money::{self, Minor, counted, thousands};
use crate::intent::View;
use crate::ui::{Role, Span};

use super::ranking::Ranking;
use super::sentence::top;
use super::words::{self, during, tenths, whole};

/// A measure inside a sentence.
pub(super) fn word(measure: Measure) -> &'static str {
    match measure {
        Measure::Revenue => "revenue",
        Measure::Margin => "margin",
        Measure::Value => "relationship value",
    }
}

/// The heading of the amounts.
pub(super) fn heading(ranking: &Ranking) -> String {
    match ranking.measure {
        Measure::Revenue => words::heading(ranking.figures.period),
        Measure::Margin => "margin".to_owned(),
        Measure::Value => "value".to_owned(),
    }
}

/// What the panel is of: its period, and the measure where that is not revenue.
pub(super) fn title(ranking: &Ranking, view: &View<'_>, width: u16) -> String {
    let period = ranking.figures.period.words(view.book.settings.fiscal_start);
    match ranking.measure {
        Measure::Revenue => period,
        Measure::Margin if width < 44 => "margin".to_owned(),
        Measure::Margin => format!("margin, {period}"),
        Measure::Value if width < 44 => "value".to_owned(),
        Measure::Value => "relationship value".to_owned(),
    }
}

/// That there is nothing to list.
pub(super) fn nothing(ranking: &Ranking, view: &View<'_>) -> String {
    let during = during(ranking.figures.period, view.book.settings.fiscal_start);
    match ranking.measure {
        Measure::Revenue => format!("No revenue {during}"),
        Measure::Margin => format!("No revenue and no costs {during}"),
        Measure::Value => "No customer has brought or cost anything yet".to_owned(),
    }
}

/// A loss is told by its colour beside its sign and its word.
pub(super) fn role(net: Minor, ranking: &Ranking) -> Role {
    if net < Minor::ZERO && ranking.measure != Measure::Revenue { Role::Bad } else { Role::Text }
}

/// What a row below nothing is called, where there is room and where there is little.
pub(super) fn below_nothing(measure: Measure) -> (&'static str, &'static str) {
    match measure {
        Measure::Revenue => ("net credit", "credit"),
        Measure::Margin => ("costs more than it brings", "loss"),
        Measure::Value => ("has cost more than it brought", "loss"),
    }
}

/// The headings of what a figure is made of; `None` of revenue.
pub(super) fn parts(measure: Measure) -> Option<[&'static str; 3]> {
    match measure {
        Measure::Revenue => None,
        Measure::Margin => Some(["revenue", "costs", "% kept"]),
        Measure::Value => Some(["so far", "to come", "referred"]),
    }
}

/// What a unit's figure is made of; a part nobody can tell yet is blank.
pub(super) fn made_of(unit: CustomerId, measured: &Measured, view: &View<'_>) -> [String; 3] {
    let bare = |amount| money::bare(amount, view.book.settings.base());
    if let Some(economics) = measured.economics.get(&unit) {
        let margin = economics.margin();
        let costs = (Fine::from(economics.revenue) - margin).minor();
        // Costs nobody logged are not 0.
        let costs = if economics.costs.is_nothing() { String::new() } else { bare(costs) };
        let kept = economics.margin_share().map_or_else(String::new, |share| share.decimal(100, 1));
        return [bare(economics.revenue), costs, kept];
    }
    let Some(worth) = measured.worth.get(&unit) else { return Default::default() };
    let to_come = worth.to_come.map_or_else(String::new, |to_come| bare(to_come.minor()));
    let referred = if worth.referred == Fine::ZERO { String::new() } else { bare(worth.referred.minor()) };
    [bare(worth.so_far.minor()), to_come, referred]
}

/// The sentence by a measure that is not revenue: choices of pieces, the longest first.
pub(super) fn pieces(measured: &Measured, ranking: &Ranking, view: &View<'_>) -> Vec<Vec<Vec<Span>>> {
    let what = word(ranking.measure);
    let one = |words: String| vec![vec![vec![Span::new(words, Role::Text)]]];
    let list = &measured.concentration;
    let holdings = list.holdings();
    let Some(first) = holdings.first() else {
        let losses = list.net_credits().len();
        let all = counted(losses as u64, "customer costs", "customers cost");
        return one(if losses == 0 {
            nothing(ranking, view)
        } else {
            format!("Nobody leaves anything: {all} more than they bring")
        });
    };
    let leader = view.names.by_id(view.book, first.unit);
    if measured.total.is_none() {
        let amount = Span::new(whole(first.net, view), Role::Text).bold();
        let led = |by: &str| vec![Span::new(format!("{by}{leader} leads with "), Role::Muted), amount.clone()];
        let why = vec![Span::new("values overlap through referrals: they rank, they do not sum", Role::Muted)];
        return vec![vec![led("By relationship value "), why], vec![led("By relationship value ")], vec![led("By value ")]];
    }
    if holdings.len() == 1 {
        return one(format!("All {what} hangs on {leader}"));
    }
    let effective = list.effective().map_or_else(String::new, |effective| effective.decimal(1, 1));
    let behaves = |like: String, equal: &str| {
        vec![Span::new(like, Role::Muted), Span::new(format!("{effective} equal {equal}"), Role::Text).bold()]
    };
    let long = behaves(format!("By {what} your book behaves like "), "customers");
    let short = behaves(format!("By {what} like "), "ones");
    let share = list.share(first.net).map_or_else(String::new, |share| format!("{}%", share.decimal(100, 0)));
    let biggest = vec![Span::new("biggest ", Role::Muted), Span::new(share, Role::Text)];
    let [whale, brief] = whale(measured, ranking.measure, view);
    let [three, five] = [(3, "top three "), (5, "top five ")].map(|(n, words)| top(ranking, n, words).unwrap_or_default());
    let gap = gap(measured.gaps);
    vec![
        vec![long.clone(), biggest.clone(), whale.clone(), gap.clone(), three.clone(), five],
        vec![long.clone(), biggest.clone(), whale.clone(), gap.clone(), three],
        vec![long, biggest.clone(), whale, gap.clone()],
        vec![short.clone(), biggest.clone(), brief.clone(), gap.clone()],
        vec![short.clone(), brief, gap.clone()],
        vec![short.clone(), gap.clone()],
        if gap.is_empty() { vec![short.clone(), biggest] } else { vec![gap] },
        vec![short],
    ]
}

/// The whale curve in a sentence, and in a shorter one: where it peaks, and how far above the end.
fn whale(measured: &Measured, measure: Measure, view: &View<'_>) -> [Vec<Span>; 2] {
    let (Measure::Margin, Some(last)) = (measure, measured.total) else { return Default::default() };
    // Without hours a curve that never falls would be praise for what nobody wrote down.
    if measured.gaps.no_hours && measured.concentration.net_credits().is_empty() {
        return Default::default();
    }
    let concentration = &measured.concentration;
    let customers = counted(concentration.holdings().len() as u64, "customer", "customers");
    let words = match measured.erosion().filter(|_| !concentration.net_credits().is_empty()) {
        None if concentration.net_credits().is_empty() => ["nobody costs more than they bring".to_owned(), "no losses".to_owned()],
        // Where nothing is left in the end there is no percentage of it.
        None => {
            let (peak, last) = (whole(concentration.total(), view), whole(last, view));
            [format!("margin peaks at {peak} with {customers} and ends at {last}"), format!("peaks at {peak}, ends at {last}")]
        }
        Some(erosion) => {
            let above = erosion.decimal(100, 1);
            [
                format!("margin peaks with {customers}, {above}% above the final total"),
                format!("peaks with {customers}, {above}% above the end"),
            ]
        }
    };
    words.map(|words| vec![Span::new(words, Role::Text)])
}

/// What is left out, in so few words that even a small window has room.
fn gap(gaps: Gaps) -> Vec<Span> {
    let words = match gaps {
        Gaps { no_hours: true, .. } => "! no hours logged",
        Gaps { hour_cost: true, .. } => "! no hour cost set",
        Gaps { renewal: true, .. } => "! no renewal rate",
        _ => return Vec::new(),
    };
    vec![Span::new(words, Role::Care)]
}

/// What the measure leaves out or does not say, and the key that adds it.
pub(super) fn notes(ranking: &Ranking, view: &View<'_>) -> Vec<(String, Role)> {
    let Some(measured) = ranking.measured() else { return Vec::new() };
    let Gaps { no_hours, without_hours, hour_cost, renewal } = measured.gaps;
    let mut notes = Vec::new();
    let mut care = |words: &str| notes.push((words.to_owned(), Role::Care));
    if renewal {
        care("Nothing is counted as to come: guess a renewal rate: , on Matrix.");
    }
    if no_hours {
        care("No hours logged: margin leaves out cost to serve. t on Matrix adds some.");
    }
    if hour_cost {
        care("What an hour costs you is not set, so margin leaves hours out: , on Matrix adds it.");
    }
    if without_hours > 0 {
        let who = counted(without_hours as u64, "customer has", "customers have");
        care(&format!("{who} no hours logged: their margin leaves out cost to serve."));
    }
    let mut say = |words: String| notes.push((words, Role::Muted));
    if measured.total.is_none() {
        say("Values overlap where customers sent customers, so they rank and have no shares and no sum.".to_owned());
    }
    let losses = measured.concentration.net_credits().len();
    if losses > 0 && measured.total.is_some() {
        let what = word(ranking.measure);
        say(format!("Shares are of the {what} without {}.", counted(losses as u64, "loss", "losses")));
    }
    if measured.idle > 0 {
        say(format!("{} to exactly 0: not listed.", counted(measured.idle as u64, "customer comes", "customers come")));
    }
    if ranking.measure == Measure::Value
        && let Some(outlook) = view.scores().outlook()
    {
        let percent = outlook.percent();
        say(if outlook.is_guess {
            format!("To come is a guess: you said {percent}% stay another year.")
        } else {
            format!("To come counts on {percent}% staying another year, as your terms did.")
        });
    }
    say("Your limit is about revenue, so nobody is marked as over it here.".to_owned());
    notes
}

/// A row in a line of text, to be copied.
pub(super) fn copied(unit: CustomerId, ranking: &Ranking, view: &View<'_>) -> Option<String> {
    let at = ranking.place(unit)?;
    let (name, net) = (view.names.by_id(view.book, unit), whole(ranking.row(at)?.net, view));
    let when = match ranking.measure {
        Measure::Value => String::new(),
        _ => format!(" {}", during(ranking.figures.period, view.book.settings.fiscal_start)),
    };
    let what = if ranking.measure == Measure::Revenue { String::new() } else { format!(" {}", word(ranking.measure)) };
    let share = match ranking.total() {
        Some(_) => format!(", {}%", tenths(ranking.share(at).map_or(0, |(share, _)| share))),
        None => format!(", {} of {}", thousands(at as u128 + 1), thousands(ranking.count() as u128)),
    };
    Some(format!("{name}: {net}{what}{when}{share}\n"))
}
