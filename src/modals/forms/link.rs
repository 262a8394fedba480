//! Which row a field points to, found by what the owner types of its name: a customer, an offering, a partner.

use super::works;
use crate::domain::id::{CustomerId, OfferingId};
use crate::domain::record::Target;
use crate::domain::text::{name_key, shown};
use crate::intent::View;

/// How many names a message lists.
const NAMED: usize = 3;

/// What is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// None: the field is empty.
    Nobody,
    /// This one.
    One(i64),
    /// Several could be, by name; how many there are.
    Several(Vec<String>, usize),
    /// Two or more of exactly this name.
    Twins(String),
    /// No one.
    Unknown,
}

/// A row that may be meant.
struct Candidate<'a> {
    id: i64,
    name: &'a str,
    /// Whether what was typed is an id another program has for it.
    by_id: bool,
    archived: bool,
}

/// Which rows may be meant at all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Among {
    /// Not this one.
    pub(super) but: Option<i64>,
    /// Of variants: those of this offering; none: of any.
    pub(super) offering: Option<i64>,
    /// Of engagements: those of this customer; none: of anybody.
    pub(super) customer: Option<i64>,
}

/// Looks for a row by name, the beginning of one, a part of one, or, of a customer, the id other programs have for it;
/// for an engagement by its title or its customer.
pub(super) fn find(target: Target, typed: &str, among: Among, view: &View<'_>) -> Found {
    let key = name_key(typed);
    if key.is_empty() {
        return Found::Nobody;
    }
    if target == Target::Engagement {
        return works::find(&key, among, view);
    }
    // By rank: the whole name, an id, the beginning, a part.
    let mut ranked: [Vec<Candidate<'_>>; 4] = Default::default();
    each(target, typed, among, view, |candidate| {
        if Some(candidate.id) == among.but {
            return;
        }
        let name = name_key(candidate.name);
        if name == key {
            ranked[0].push(candidate);
        } else if candidate.by_id {
            ranked[1].push(candidate);
        } else if !candidate.archived && name.starts_with(&key) {
            ranked[2].push(candidate);
        } else if !candidate.archived && name.contains(&key) {
            ranked[3].push(candidate);
        }
    });
    match ranked {
        [_, ids, ..] if ids.len() == 1 => Found::One(ids[0].id),
        [same, ..] if same.len() == 1 => Found::One(same[0].id),
        [same, ..] if same.len() > 1 => Found::Twins(shown(typed, 40)),
        [_, _, begin, _] if begin.len() == 1 => Found::One(begin[0].id),
        [_, _, begin, part] => {
            let all: Vec<Candidate<'_>> = begin.into_iter().chain(part).collect();
            match all.as_slice() {
                [] => Found::Unknown,
                [only] => Found::One(only.id),
                several => {
                    let named = several.iter().take(NAMED).map(|candidate| shown(candidate.name, 30)).collect();
                    Found::Several(named, several.len())
                }
            }
        }
    }
}

fn each<'a>(target: Target, typed: &str, among: Among, view: &View<'a>, mut take: impl FnMut(Candidate<'a>)) {
    match target {
        Target::Customer => {
            for customer in view.book.customers() {
                let by_id = customer.external_ids.iter().any(|id| id.as_str() == typed.trim());
                take(Candidate { id: customer.id.0, name: view.names.of(customer), by_id, archived: customer.archived });
            }
        }
        Target::Offering => {
            for offering in view.book.records().offerings.iter() {
                let name = offering.name.as_str();
                take(Candidate { id: offering.id.0, name, by_id: false, archived: offering.archived });
            }
        }
        Target::Variant => {
            let is_of = |of: OfferingId| among.offering.is_none_or(|offering| of.0 == offering);
            for variant in view.book.records().variants.iter().filter(|variant| is_of(variant.offering)) {
                take(Candidate { id: variant.id.0, name: variant.name.as_str(), by_id: false, archived: variant.archived });
            }
        }
        Target::Engagement => {}
        Target::Partner => {
            for partner in view.book.records().partners.iter() {
                take(Candidate { id: partner.id.0, name: partner.name.as_str(), by_id: false, archived: partner.archived });
            }
        }
    }
}

/// What a row pointed to is called on screen.
pub(super) fn name(target: Target, id: i64, view: &View<'_>) -> String {
    let gone = || "(gone)".to_owned();
    let records = view.book.records();
    match target {
        Target::Customer => view.names.by_id(view.book, CustomerId(id)).to_owned(),
        Target::Offering => records.offerings.find(id).map_or_else(gone, |offering| offering.name.to_string()),
        Target::Partner => records.partners.find(id).map_or_else(gone, |partner| partner.name.to_string()),
        Target::Variant => records.variants.find(id).map_or_else(gone, |variant| variant.name.to_string()),
        Target::Engagement => records.engagements.find(id).map_or_else(gone, |work| works::name(work, view)),
    }
}

/// What one is called.
fn noun(target: Target) -> &'static str {
    match target {
        Target::Customer => "customer",
        Target::Offering => "offering",
        Target::Partner => "partner",
        Target::Variant => "variant",
        Target::Engagement => "engagement",
    }
}

impl Found {
    /// While it is typed: what it finds.
    pub(super) fn hint(&self, target: Target, typed: &str, view: &View<'_>) -> String {
        match self {
            Found::Nobody => String::new(),
            Found::One(id) => {
                let name = name(target, *id, view);
                if name_key(&name) == name_key(typed) { String::new() } else { format!("means {}", shown(&name, 60)) }
            }
            Found::Several(named, count) => several(named, *count),
            Found::Twins(_) | Found::Unknown if !matches!(target, Target::Customer | Target::Partner) => {
                "nothing of that name yet".to_owned()
            }
            Found::Twins(_) | Found::Unknown => "nobody of that name yet".to_owned(),
        }
    }

    /// Once it is left: what it means, or what to do; `needed` where it may not stay empty.
    pub(super) fn settled(self, target: Target, typed: &str, needed: bool) -> Result<Option<i64>, String> {
        let noun = noun(target);
        match self {
            Found::Nobody => Ok(None),
            Found::One(id) => Ok(Some(id)),
            Found::Several(named, count) if target == Target::Engagement => {
                Err(format!("{}. Type one of them whole, its start too", several(&named, count)))
            }
            Found::Several(named, count) => Err(format!("{}. Type more of the name", several(&named, count))),
            Found::Twins(name) if target == Target::Customer => {
                Err(format!("More than one customer is called {name}. Type the id another program has for the one you mean"))
            }
            Found::Twins(name) if target == Target::Variant => {
                Err(format!("More than one offering has a variant {name}. Say which offering it is, then the variant"))
            }
            Found::Twins(name) => Err(format!("More than one {noun} is called {name}. Give one of them another name first")),
            Found::Unknown => {
                if target == Target::Engagement {
                    return Err(format!(
                        "No engagement is called \"{}\". Try its title or its customer, or leave this empty",
                        shown(typed, 40)
                    ));
                }
                let or = if needed { "" } else { ", or leave this empty" };
                Err(format!("No {noun} is called \"{}\". Add it first{or}", shown(typed, 40)))
            }
        }
    }
}

fn several(named: &[String], count: usize) -> String {
    let more = count.saturating_sub(named.len());
    let listed = named.join(", ");
    if more == 0 { format!("{count} fit: {listed}") } else { format!("{count} fit: {listed} and {more} more") }
}
