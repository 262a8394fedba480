//! Which engagement is meant by what the owner types: its title, its customer, or both; several alike by their start.
//!
//! Every other row is found in [`super::link`].

use std::collections::HashMap;

use super::link::{Among, Found};
use crate::domain::period::spoken;
use crate::domain::text::{name_key, shown};
use crate::domain::work::Engagement;
use crate::intent::View;

/// How many a message lists.
const NAMED: usize = 3;

/// Whose it is and what it is called, without what tells it from others.
pub(in crate::modals) fn called(work: &Engagement, view: &View<'_>) -> String {
    let customer = work.customer.map(|id| view.names.by_id(view.book, id).to_owned());
    let title = work.title.as_ref().map(|title| view.names.veil(title.as_str()).into_owned());
    customer.into_iter().chain(title).collect::<Vec<_>>().join(", ")
}

/// The same with its start, and where that is no help either with its place among all work.
fn told(work: &Engagement, alike: &[&Engagement], view: &View<'_>) -> String {
    let called = called(work, view);
    if alike.len() < 2 {
        return called;
    }
    let starts = work.starts.map_or_else(|| "no start yet".to_owned(), |day| format!("from {}", spoken(day)));
    if alike.iter().filter(|other| other.starts == work.starts).count() < 2 {
        return format!("{called}, {starts}");
    }
    format!("{called}, {starts}, no. {}", work.id)
}

/// What an engagement is called where it has to be told from all others.
pub(super) fn name(work: &Engagement, view: &View<'_>) -> String {
    let key = name_key(&called(work, view));
    let is_alike = |other: &&Engagement| other.customer == work.customer && name_key(&called(other, view)) == key;
    let alike: Vec<&Engagement> = view.book.records().engagements.iter().filter(is_alike).collect();
    told(work, &alike, view)
}

/// The engagement meant by a name that is not empty.
pub(super) fn find(key: &str, among: Among, view: &View<'_>) -> Found {
    let all = &view.book.records().engagements;
    let mut alike: HashMap<String, Vec<&Engagement>> = HashMap::new();
    for work in all.iter() {
        alike.entry(name_key(&called(work, view))).or_default().push(work);
    }
    let is_of = |work: &&Engagement| among.customer.is_none_or(|of| work.customer.is_none_or(|customer| customer.0 == of));
    // By rank: the whole name, title or customer alone, every word somewhere in the name.
    let mut ranked: [Vec<(&Engagement, String)>; 3] = Default::default();
    for work in all.iter().filter(|work| Some(work.id.0) != among.but).filter(is_of) {
        let same = alike.get(&name_key(&called(work, view))).map_or(&[][..], Vec::as_slice);
        let told = told(work, same, view);
        let whole = name_key(&told);
        let customer = work.customer.map(|id| name_key(view.names.by_id(view.book, id)));
        let title = work.title.as_ref().map(|title| name_key(&view.names.veil(title.as_str())));
        let number = work.reference.as_ref().map(|number| name_key(number.as_str()));
        if whole == key || number.as_deref() == Some(key) {
            ranked[0].push((work, told));
        } else if !work.archived && [&customer, &title].into_iter().any(|name| name.as_deref() == Some(key)) {
            ranked[1].push((work, told));
        } else if !work.archived && key.split_whitespace().all(|word| whole.contains(word)) {
            ranked[2].push((work, told));
        }
    }
    match ranked.iter().find(|rank| !rank.is_empty()).map(Vec::as_slice) {
        None => Found::Unknown,
        Some([(only, _)]) => Found::One(only.id.0),
        Some(several) => {
            let named = several.iter().take(NAMED).map(|(_, told)| shown(told, 60)).collect();
            Found::Several(named, several.len())
        }
    }
}
