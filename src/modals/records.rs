//! The lists of what is kept of a customer: hours and costs, engagements, referrals, the newest first, each to be mended.
//!
//! How a list is drawn and moved in is [`super::list`]; the form Enter opens is [`super::forms::record`]'s.

use chrono::Datelike;

use crate::domain::effort::{Effort, EffortKind};
use crate::domain::id::CustomerId;
use crate::domain::money::{self, Minor, counted};
use crate::domain::period::spoken;
use crate::domain::practice::{Outcome, Referral};
use crate::domain::record::{Kind, Minutes, hours};
use crate::domain::text::{Line, shown};
use crate::domain::work::{Engagement, Stage};
use crate::intent::customer::odds;
use crate::intent::{Effect, Opening, View};

use super::list::{List, Mark, Row, Told};

/// What can be done about an entry that should not be there: none is ever deleted.
const MEND_ENTRY: &str =
    "Enter edits it: its hours, its cost, its day, whose it is. A mistake is archived there and counts no more.";
/// In place of what may name others.
const HIDDEN: &str = "hidden";
const NOT_TOLD: &str = "Hidden with the name. D shows all names again; then Enter edits it.";
const MEND_WORK: &str = "Enter edits it; x archives it, or brings it back.";
const MEND_REFERRAL: &str = "Enter edits it; one that should not count is archived there.";

impl List {
    /// The hours and costs of a customer; `None` where they are gone.
    #[must_use]
    pub fn entries(id: CustomerId, view: &View<'_>) -> Option<List> {
        let name = shown(view.names.of(view.book.customer(id)?), 40);
        let empty = "No hours or costs are logged for this customer yet. Esc, then t logs some.";
        Some(List::of_the_book(format!("Hours and costs · {name}"), entries, Some(id), empty, view))
    }

    /// The engagements of a customer; `None` where they are gone.
    #[must_use]
    pub fn works(id: CustomerId, view: &View<'_>) -> Option<List> {
        let name = shown(view.names.of(view.book.customer(id)?), 40);
        let empty = "No work is noted for this customer yet. Esc, then : work adds some, booked or hoped for.";
        Some(List::of_the_book(format!("Engagements · {name}"), works, Some(id), empty, view))
    }

    /// The referrals of a customer; `None` where they are gone.
    #[must_use]
    pub fn referrals(id: CustomerId, view: &View<'_>) -> Option<List> {
        let name = shown(view.names.of(view.book.customer(id)?), 40);
        let empty = "No referral names this customer yet. Esc, then : referral says who sent them, and o sends them on.";
        Some(List::of_the_book(format!("Referrals · {name}"), referrals, Some(id), empty, view))
    }
}

/// A row the return key opens, unless it would show what is hidden with the customer's name.
fn row((kind, id): (Kind, i64), words: String, place: String, more: &str, told: bool) -> Row {
    let effects = if told { vec![Effect::Open(Opening::EditRecord(kind, id))] } else { Vec::new() };
    let more = if told { more } else { NOT_TOLD };
    Row { mark: Mark::Plain, words, place, gone: false, more: more.to_owned(), effects }
}

/// A note, or the word in its place.
fn note(note: Option<&Line>, before: &str, told: bool) -> String {
    note.map(|note| format!("{before}{}", if told { note.as_str() } else { HIDDEN })).unwrap_or_default()
}

/// `3.5 h and $40`; nothing spent is nothing.
fn spent(minutes: Minutes, cost: Minor, view: &View<'_>) -> String {
    let time = (minutes.0 != 0).then(|| format!("{} h", hours(minutes)));
    let base = view.book.settings.base();
    let cost = (cost.0 != 0).then(|| money::exact(cost, base).trim_end_matches(".00").to_owned());
    time.into_iter().chain(cost).collect::<Vec<_>>().join(" and ")
}

fn sum<'a>(entries: impl Iterator<Item = &'a Effort>) -> (Minutes, Minor) {
    entries.fold((Minutes(0), Minor(0)), |(time, cost), entry| {
        let more = (entry.hours.unwrap_or_default().0, entry.cost.map_or(0, |cost| cost.0));
        (Minutes(time.0.saturating_add(more.0)), Minor(cost.0.saturating_add(more.1)))
    })
}

fn entries(of: Option<CustomerId>, view: &View<'_>) -> Told {
    let known = view.book.records().efforts.iter().filter(|entry| of.is_some() && entry.customer == of);
    let mut known: Vec<&Effort> = known.collect();
    known.sort_by_key(|entry| std::cmp::Reverse((entry.date, entry.id)));
    let counted = || known.iter().copied().filter(|entry| !entry.archived);
    let all = sum(counted());
    let by_kind = EffortKind::ALL.iter().filter_map(|kind| {
        let (time, cost) = sum(counted().filter(|entry| entry.kind == *kind));
        let spent = spent(time, cost, view);
        (!spent.is_empty()).then(|| format!("{} {spent}", kind.label()))
    });
    let by_kind: Vec<String> = by_kind.collect();
    let lead = match by_kind.as_slice() {
        [] => String::new(),
        [only] => format!("In all: {only}."),
        several => format!("In all {}: {}.", spent(all.0, all.1, view), several.join(", ")),
    };
    let is_told = of.is_some_and(|id| view.names.shows(id));
    let told = |entry: &&Effort| {
        let spent = spent(entry.hours.unwrap_or_default(), entry.cost.unwrap_or(Minor(0)), view);
        let words = format!("{spent} {}{}", entry.kind.label(), note(entry.note.as_ref(), ": ", is_told));
        let mut row = row((Kind::Effort, entry.id.0), words, spoken(entry.date), MEND_ENTRY, is_told);
        if entry.archived {
            row.gone = true;
            row.place = format!("archived  {}", row.place);
        }
        row
    };
    Told { lead, rows: known.iter().map(told).collect() }
}

/// Work of a customer: what might happen, what is booked, what is over, what was lost, the newest first in each.
fn works(of: Option<CustomerId>, view: &View<'_>) -> Told {
    let known = view.book.records().engagements.iter().filter(|work| of.is_some() && work.customer == of);
    let mut known: Vec<&Engagement> = known.collect();
    let place = |stage: Stage| match stage {
        Stage::Booked => 0,
        stage if stage.is_open() => 1,
        Stage::Done => 2,
        _ => 3,
    };
    known.sort_by_key(|work| (work.archived, place(work.stage), std::cmp::Reverse((work.starts, work.id))));
    let is_told = of.is_some_and(|id| view.names.shows(id));
    let base = view.book.settings.base();
    let row = |work: &&Engagement| {
        let title = work.title.as_ref().map_or("work", |title| if is_told { title.as_str() } else { HIDDEN });
        let odds = if work.stage.is_open() { format!(" {}%", odds(work, view)) } else { String::new() };
        let value = work.value.map(|value| format!(" · {}", money::whole(value, base))).unwrap_or_default();
        let reason = note(work.reason.as_ref(), ": ", is_told);
        let words = format!("{title} · {}{odds}{value}{reason}", work.stage.label());
        let mut row = row((Kind::Engagement, work.id.0), words, dates(work), MEND_WORK, is_told);
        if work.archived {
            row.gone = true;
            row.place = format!("archived  {}", row.place);
        }
        row.gone |= work.stage == Stage::Lost;
        row
    };
    let counts = |holds: &dyn Fn(Stage) -> bool| known.iter().filter(|work| !work.archived && holds(work.stage)).count() as u64;
    let parts = [
        (counts(&|stage| stage == Stage::Booked), "booked"),
        (counts(&Stage::is_open), "hoped for"),
        (counts(&|stage| stage == Stage::Done), "done"),
        (counts(&|stage| stage == Stage::Lost), "lost"),
    ];
    let lead: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let lead = if lead.is_empty() { String::new() } else { format!("{}.", lead.join(", ")) };
    Told { lead, rows: known.iter().map(row).collect() }
}

/// `9 Nov to 18 Dec 2026`, `from 9 Nov 2026 on`, `not dated yet`.
fn dates(work: &Engagement) -> String {
    match (work.starts, work.ends) {
        (None, _) => "not dated yet".to_owned(),
        (Some(starts), None) => format!("from {} on", spoken(starts)),
        (Some(starts), Some(ends)) if starts.year() == ends.year() => {
            format!("{} to {}", starts.format("%-d %b"), spoken(ends))
        }
        (Some(starts), Some(ends)) => format!("{} to {}", spoken(starts), spoken(ends)),
    }
}

fn referrals(of: Option<CustomerId>, view: &View<'_>) -> Told {
    let Some(id) = of else { return Told::default() };
    let names_them = |referral: &&Referral| referral.customer == of || referral.from_customer == of;
    let mut known: Vec<&Referral> = view.book.records().referrals.iter().filter(names_them).collect();
    known.sort_by_key(|referral| std::cmp::Reverse((referral.date, referral.id)));
    let rows = known.iter().map(|referral| {
        let words = referral_words(referral, id, view);
        let of = (Kind::Referral, referral.id.0);
        let mut row = row(of, words, spoken(referral.date), MEND_REFERRAL, view.names.shows(id));
        if referral.archived {
            row.gone = true;
            row.place = format!("archived  {}", row.place);
        }
        row
    });
    let counts: Vec<&&Referral> = known.iter().filter(|referral| !referral.archived).collect();
    let count = |holds: &dyn Fn(&Referral) -> bool| counts.iter().filter(|referral| holds(referral)).count() as u64;
    let is_word = |referral: &Referral| referral.outcome == Outcome::WordOfMouth;
    let sent = count(&|referral| referral.from_customer == of && !is_word(referral));
    let won = count(&|referral| referral.from_customer == of && referral.outcome == Outcome::Won);
    let by = count(&|referral| referral.customer == of && referral.to_partner.is_none() && !is_word(referral));
    let out = count(&|referral| referral.customer == of && referral.to_partner.is_some());
    let word = count(&is_word);
    let lead = [
        (sent, format!("Sent {}, {won} won.", counted(sent, "customer", "customers"))),
        (by, format!("Sent to you by {}.", counted(by, "sender", "senders"))),
        (out, format!("Sent on {}.", counted(out, "time", "times"))),
        (word, format!("Spoke well of you {}.", counted(word, "time", "times"))),
    ];
    let lead: Vec<String> = lead.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    Told { lead: lead.join(" "), rows: rows.collect() }
}

/// A referral as it stands with one of the customers it names.
fn referral_words(referral: &Referral, id: CustomerId, view: &View<'_>) -> String {
    let customer = |id: CustomerId| view.names.by_id(view.book, id).to_owned();
    let is_told = view.names.shows(id);
    let partner = |id: i64| {
        let known = view.book.records().partners.find(id).filter(|_| is_told);
        known.map_or("a partner".to_owned(), |known| known.name.to_string())
    };
    let note = note(referral.note.as_ref(), " · ", is_told);
    let outcome = referral.outcome.label();
    if referral.from_customer == Some(id) {
        return match referral.customer {
            _ if referral.outcome == Outcome::WordOfMouth => format!("Spread the word of you{note}"),
            Some(sent) => format!("Sent {}: {outcome}{note}", customer(sent)),
            None => format!("Sent somebody: {outcome}{note}"),
        };
    }
    match (referral.to_partner, referral.from_customer, referral.from_partner) {
        (Some(to), ..) => format!("Sent on to {}: {outcome}{note}", partner(to.0)),
        (None, Some(from), _) => format!("Sent by {}: {outcome}{note}", customer(from)),
        (None, None, Some(from)) => format!("Sent by {}: {outcome}{note}", partner(from.0)),
        (None, None, None) => format!("Referral: {outcome}{note}"),
    }
}
