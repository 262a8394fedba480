//! The engagements of the book and of the file so far: which one a row is about, and which one a name means.
//!
//! A row is matched by its number and customer, else by customer, title and first day; of identical rows the n-th of a
//! file is the n-th of the book. What is written for it is [`super`]'s business.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::super::super::error::Error;
use super::super::super::records::all;
use super::super::super::row::Log;
use super::links::Link;
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::record::{Kind, Record};
use crate::domain::text::Line;
use crate::domain::work::Engagement;

/// Engagements met and made by an import.
#[derive(Default)]
pub(in crate::repository::take_in) struct Works {
    /// Every one of the book and of the rows so far; read when first asked for.
    known: Option<BTreeMap<i64, Engagement>>,
    by_reference: HashMap<String, Vec<i64>>,
    by_title: HashMap<Place, Vec<i64>>,
    /// Those older than this file that no row of it was met with yet.
    waiting: Option<Waiting>,
    /// What this file calls those nothing else tells apart.
    keys: HashMap<Line, EngagementId>,
    /// Rows that go on from another, which may stand further down.
    pub(super) links: Vec<Link>,
    /// Rows that say something else than the book, which keeps its own: how many, and the first.
    kept: Option<(u64, u64, &'static str)>,
}

/// Engagements by what a row is matched by, the oldest of each first.
#[derive(Default)]
struct Waiting {
    numbered: HashMap<(Option<CustomerId>, String), BTreeSet<i64>>,
    /// By place and first day, those with a number apart: two numbers are two engagements, whatever they are called.
    named: HashMap<(Place, Option<NaiveDate>, bool), BTreeSet<i64>>,
}

impl Waiting {
    fn numbered_key(work: &Engagement) -> Option<(Option<CustomerId>, String)> {
        work.reference.as_ref().map(|reference| (work.customer, reference.to_string()))
    }

    fn add(&mut self, work: &Engagement) {
        if let Some(key) = Self::numbered_key(work) {
            self.numbered.entry(key).or_default().insert(work.id.0);
        }
        self.named.entry((place(work), work.starts, work.reference.is_some())).or_default().insert(work.id.0);
    }

    fn remove(&mut self, work: &Engagement) {
        let numbered = Self::numbered_key(work).and_then(|key| self.numbered.get_mut(&key));
        let named = self.named.get_mut(&(place(work), work.starts, work.reference.is_some()));
        for ids in numbered.into_iter().chain(named) {
            ids.remove(&work.id.0);
        }
    }

    /// Those a row may be about by place and first day: the unnumbered ones, and, of an unnumbered row, all.
    fn named(&self, row: &Engagement, starts: Option<NaiveDate>) -> impl Iterator<Item = i64> {
        let of = |numbered| self.named.get(&(place(row), starts, numbered)).into_iter().flatten().copied();
        of(false).chain(row.reference.is_none().then(|| of(true)).into_iter().flatten())
    }
}

/// Whose, and what it is called.
type Place = (Option<CustomerId>, Option<String>);

fn place(work: &Engagement) -> Place {
    (work.customer, work.title.as_ref().map(Line::key))
}

/// The only one of several; `None` of none or of more.
fn only<T>(mut several: impl Iterator<Item = T>) -> Option<T> {
    several.next().filter(|_| several.next().is_none())
}

impl Works {
    /// Another file begins: its keys are its own, and it may name rows of the files before it.
    pub(in crate::repository::take_in) fn begin_file(&mut self) {
        self.waiting = None;
        self.keys.clear();
        self.links.clear();
        self.kept = None;
    }

    pub(super) fn load(&mut self, log: &Log<'_>) -> Result<(), Error> {
        if self.known.is_none() {
            self.known = Some(BTreeMap::new());
            for work in all(log.tx, Kind::Engagement)?.iter().filter_map(Engagement::of_row) {
                self.learn(work);
            }
        }
        // Before any row of this file is among them.
        if self.waiting.is_none() {
            let mut waiting = Waiting::default();
            self.known.iter().flat_map(BTreeMap::values).for_each(|work| waiting.add(work));
            self.waiting = Some(waiting);
        }
        Ok(())
    }

    /// Takes an engagement as it stands now.
    pub(super) fn learn(&mut self, work: Engagement) {
        let id = work.id.0;
        let known = self.known.get_or_insert_default();
        if let Some(before) = known.get_mut(&id) {
            if place(before) == place(&work) && before.reference == work.reference {
                *before = work;
                return;
            }
            self.forget(id);
        }
        if let Some(reference) = &work.reference {
            self.by_reference.entry(reference.to_string()).or_default().push(id);
        }
        self.by_title.entry(place(&work)).or_default().push(id);
        self.known.get_or_insert_default().insert(id, work);
    }

    pub(super) fn forget(&mut self, id: i64) {
        let Some(work) = self.known.as_mut().and_then(|known| known.remove(&id)) else { return };
        for ids in [
            work.reference.as_ref().and_then(|reference| self.by_reference.get_mut(reference.as_str())),
            self.by_title.get_mut(&place(&work)),
        ]
        .into_iter()
        .flatten()
        {
            ids.retain(|known| *known != id);
        }
    }

    pub(super) fn find(&self, id: i64) -> Option<&Engagement> {
        self.known.as_ref()?.get(&id)
    }

    /// The engagement of the book, older than this file, that a row is about.
    pub(super) fn meet(&mut self, row: &Engagement) -> Option<i64> {
        let known = self.known.as_ref()?;
        let waiting = self.waiting.as_mut()?;
        // Of several with one number the one that looks like the row, else the oldest.
        let numbered = || {
            let ids = waiting.numbered.get(&Waiting::numbered_key(row)?)?;
            let is_alike = |id: &&i64| known.get(id).is_some_and(|work| place(work) == place(row) && work.starts == row.starts);
            ids.iter().find(is_alike).or(ids.first()).copied()
        };
        let same_day = || waiting.named(row, row.starts).min();
        // One that had no first day yet has got one.
        let dated = || {
            let is_open = |id: &i64| known.get(id).is_some_and(|work| work.stage.is_open());
            only(waiting.named(row, None).filter(is_open)).filter(|_| row.title.is_some())
        };
        let found = numbered().or_else(same_day).or_else(dated)?;
        waiting.remove(known.get(&found)?);
        Some(found)
    }

    /// Notes what the file calls an engagement.
    pub(super) fn call(&mut self, key: &Line, id: EngagementId) {
        self.keys.insert(key.clone(), id);
    }

    /// The engagement that the row of another means: by the file's own key, by a number, else by a title only one of the
    /// customer's has. It is of the same customer, or of one of the two nobody is known yet.
    pub(super) fn named(&self, token: &Line, of: &Engagement) -> Option<EngagementId> {
        let others = |ids: Option<&Vec<i64>>| {
            let works: Vec<&Engagement> = ids.into_iter().flatten().filter_map(|id| self.find(*id)).collect();
            works.into_iter().filter(|work| work.id != of.id)
        };
        let may_be = |work: &&Engagement| work.customer == of.customer || work.customer.is_none() || of.customer.is_none();
        if let Some(called) = self.keys.get(token).and_then(|id| self.find(id.0)) {
            return Some(called).filter(may_be).filter(|work| work.id != of.id).map(|work| work.id);
        }
        let numbered = || others(self.by_reference.get(token.as_str())).filter(may_be);
        let own = || numbered().filter(|work| work.customer == of.customer);
        let by_number = if own().next().is_some() { only(own()) } else { only(numbered()) };
        let titled = || only(others(self.by_title.get(&(of.customer, Some(token.key())))));
        by_number.or_else(titled).map(|work| work.id)
    }

    /// Notes that a row says something else than the book.
    pub(super) fn keep(&mut self, line: u64, field: &'static str) {
        let (rows, first, named) = self.kept.unwrap_or((0, line, field));
        self.kept = Some(if line < first { (rows + 1, line, field) } else { (rows + 1, first, named) });
    }

    /// What the owner should know of the file.
    pub(super) fn note(&mut self) -> Option<String> {
        let (rows, line, field) = self.kept.take()?;
        let rows = if rows == 1 { "1 row says".to_owned() } else { format!("{rows} rows say") };
        Some(format!("{rows} something else than your book, which kept its own (first: line {line}, {field})"))
    }
}
