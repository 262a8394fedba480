//! Rows of engagements: which of the book a row is about, what moved since, and which one each goes on from.
//!
//! A row is matched by its number and customer, else by customer, title and first day; of identical rows the n-th of a
//! file is the n-th of the book. Stage and days are taken over from the file, what the book lacks is filled in, and of
//! the rest the book keeps its own. What holds for every kind of record stands in `records`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::super::error::Error;
use super::super::records::{all, entity, insert, read, to_image};
use super::super::row::Log;
use super::records::Newcomers;
use super::{Intake, Trouble};
use crate::domain::customer::FILE_KEY;
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::intake::{RecordRow, Refusal, Told};
use crate::domain::record::{Field, Kept, Kind, Record, Row, Shape, Target, Value};
use crate::domain::text::Line;
use crate::domain::work::{Engagement, Stage};

/// Engagements met and made by an import.
#[derive(Default)]
pub(super) struct Works {
    /// Every one of the book and of the rows so far; read when first asked for.
    known: Option<BTreeMap<i64, Engagement>>,
    by_reference: HashMap<String, Vec<i64>>,
    by_title: HashMap<Place, Vec<i64>>,
    /// Those older than this file that no row of it was met with yet.
    waiting: Option<Waiting>,
    /// What this file calls those without a number of their own.
    keys: HashMap<String, i64>,
    /// Rows that go on from one not found yet: it may stand further down.
    links: Vec<Link>,
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
        of(false).chain(of(true).filter(move |_| row.reference.is_none()))
    }
}

/// Whose, and what it is called.
type Place = (Option<CustomerId>, Option<String>);

/// A row that goes on from another.
struct Link {
    line: u64,
    id: i64,
    token: Line,
    is_new: bool,
    is_updated: bool,
}

fn place(work: &Engagement) -> Place {
    (work.customer, work.title.as_ref().map(Line::key))
}

/// A number that means something in one export only.
fn file_key(row: &Row) -> Option<String> {
    row.get("reference").text().filter(|reference| reference.starts_with(FILE_KEY)).map(str::to_owned)
}

impl Works {
    /// Another file begins: its keys are its own, and it may name rows of the files before it.
    pub(super) fn begin_file(&mut self) {
        self.waiting = None;
        self.keys.clear();
        self.links.clear();
        self.kept = None;
    }

    fn load(&mut self, log: &Log<'_>) -> Result<(), Error> {
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
    fn learn(&mut self, work: Engagement) {
        let id = work.id.0;
        if self.known.get_or_insert_default().contains_key(&id) {
            self.forget(id);
        }
        if let Some(reference) = &work.reference {
            self.by_reference.entry(reference.to_string()).or_default().push(id);
        }
        self.by_title.entry(place(&work)).or_default().push(id);
        self.known.get_or_insert_default().insert(id, work);
    }

    fn forget(&mut self, id: i64) {
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

    fn find(&self, id: i64) -> Option<&Engagement> {
        self.known.as_ref()?.get(&id)
    }

    /// The engagement of the book, older than this file, that a row is about.
    fn meet(&mut self, row: &Engagement) -> Option<i64> {
        let known = self.known.as_ref()?;
        let waiting = self.waiting.as_mut()?;
        let numbered = || waiting.numbered.get(&Waiting::numbered_key(row)?)?.first().copied();
        let same_day = || waiting.named(row, row.starts).min();
        // One that had no first day yet has got one.
        let dated = || {
            let is_open = |id: &i64| known.get(id).is_some_and(|work| work.stage.is_open());
            let mut undated = waiting.named(row, None).filter(is_open);
            undated.next().filter(|_| row.title.is_some() && undated.next().is_none())
        };
        let found = numbered().or_else(same_day).or_else(dated)?;
        waiting.remove(known.get(&found)?);
        Some(found)
    }

    /// The engagement somebody's row calls so: by number, else by a title only one of the customer's has.
    fn named(&self, token: &Line, customer: Option<CustomerId>, but: i64) -> Option<i64> {
        if token.as_str().starts_with(FILE_KEY) {
            return self.keys.get(token.as_str()).copied();
        }
        let numbered: Vec<&Engagement> =
            self.by_reference.get(token.as_str()).into_iter().flatten().filter_map(|id| self.find(*id)).collect();
        let own = numbered.iter().filter(|work| work.customer == customer).copied().collect::<Vec<_>>();
        let titled: Vec<i64> = self
            .by_title
            .get(&(customer, Some(token.key())))
            .into_iter()
            .flatten()
            .copied()
            .filter(|id| *id != but)
            .take(2)
            .collect();
        match (own.as_slice(), numbered.as_slice(), titled.as_slice()) {
            ([one], ..) | ([], [one], _) if one.id.0 != but => Some(one.id.0),
            (.., [one]) => Some(*one),
            _ => None,
        }
    }

    /// Whether one goes on, by way of others, from another.
    fn goes_on_from(&self, id: i64, another: i64) -> bool {
        let before = |id: &i64| self.find(*id).and_then(|work| work.renewal_of).map(|EngagementId(id)| id);
        std::iter::successors(Some(id), before).take(self.known.as_ref().map_or(0, BTreeMap::len) + 1).any(|id| id == another)
    }

    /// What the owner should know of the file.
    fn note(&mut self) -> Option<String> {
        let (rows, line, field) = self.kept.take()?;
        let rows = if rows == 1 { "1 row says".to_owned() } else { format!("{rows} rows say") };
        Some(format!("{rows} something else than your book, which kept its own (first: line {line}, {field})"))
    }
}

impl Intake<'_> {
    pub(super) fn take_work(&mut self, told: &RecordRow, mut row: Row, new: &Newcomers) -> Result<(), Trouble> {
        self.works.load(&self.log)?;
        let key = file_key(&row);
        if key.is_some() {
            row.set("reference", Value::Nothing);
        }
        let Some(work) = Engagement::of_row(&row) else { return Err(Error::damaged("a row is no engagement").into()) };
        let there = if new.is_empty() { self.works.meet(&work) } else { None };
        let id = match there {
            Some(id) => self.move_work(told, &row, id)?,
            None => self.add_work(told, row, new)?,
        };
        if let Some(key) = key {
            self.works.keys.insert(key, id);
        }
        Ok(())
    }

    /// What a row calls the engagement it goes on from.
    fn goes_on_from(told: &RecordRow) -> Option<&Line> {
        told.told.iter().find_map(|said| match said {
            Told::Named(Target::Engagement, token) => Some(token),
            _ => None,
        })
    }

    fn add_work(&mut self, told: &RecordRow, mut row: Row, new: &Newcomers) -> Result<i64, Trouble> {
        for (at, who) in new {
            row.values[*at] = self.customer(who, told.line)?.keep();
        }
        row.id = self.records.next_id(Kind::Engagement);
        let customer = CustomerId::take(row.get("customer"));
        let token = Self::goes_on_from(told);
        let before = token.and_then(|token| self.works.named(token, customer, row.id));
        row.set("renewal_of", before.map(EngagementId).keep());
        insert(self.log.tx, &row)?;
        self.outcome.imported.records.add(Kind::Engagement);
        if let (Some(token), None) = (token, before) {
            let link = Link { line: told.line, id: row.id, token: token.clone(), is_new: true, is_updated: false };
            self.works.links.push(link);
        }
        self.works.learn(Engagement::of_row(&row).unwrap_or_else(|| Engagement::blank(Stage::Booked)));
        Ok(row.id)
    }

    /// Takes over what moved of an engagement the book has, and fills in what it lacks.
    fn move_work(&mut self, told: &RecordRow, row: &Row, id: i64) -> Result<i64, Trouble> {
        let Some(before) = read(self.log.tx, Kind::Engagement, id)? else { return Ok(id) };
        let mut after = before.clone();
        let mut kept = None;
        for (at, field) in Kind::Engagement.fields().iter().enumerate() {
            let (value, is) = (&row.values[at], &before.values[at]);
            if matches!(field.shape, Shape::Flag(_)) || value.is_nothing() || is_alike(field, value, is) {
                continue;
            }
            let moves = matches!(field.shape, Shape::Date { .. }) || field.name == "stage";
            if is.is_nothing() || moves && !matches!(told.told[at], Told::Assumed(_)) {
                after.values[at] = value.clone();
            } else if !matches!(told.told[at], Told::Assumed(_)) {
                kept = kept.or(Some(field.name));
            }
        }
        self.enter_stage(row, &before, &mut after);
        if let Err(wrong) = Kind::Engagement.check(&after) {
            return Err(self.refuse(told, wrong.field, &after, wrong.words));
        }
        let token = Self::goes_on_from(told).filter(|_| before.get("renewal_of").is_nothing());
        let customer = CustomerId::take(before.get("customer"));
        let older =
            token.and_then(|token| self.works.named(token, customer, id)).filter(|older| !self.works.goes_on_from(*older, id));
        if let Some(older) = older {
            after.set("renewal_of", Value::Number(older));
        }
        let is_updated = after != before && self.rewrite_work(&after)?;
        if is_updated {
            self.outcome.updated += 1;
        } else {
            self.outcome.skipped_duplicates += 1;
        }
        if let (Some(token), None) = (token, older) {
            self.works.links.push(Link { line: told.line, id, token: token.clone(), is_new: false, is_updated });
        }
        if let Some(field) = kept {
            let (rows, line, first) = self.works.kept.unwrap_or((0, told.line, field));
            self.works.kept = Some((rows + 1, line, first));
        }
        Ok(id)
    }

    /// Notes since when it has a stage it moved to, where the file does not say.
    fn enter_stage(&self, row: &Row, before: &Row, after: &mut Row) {
        if before.get("stage") == after.get("stage") {
            return;
        }
        let Some(stage) = Stage::take(after.get("stage")) else { return };
        let entered = format!("{}_on", stage.word());
        if row.get(&entered).is_nothing()
            && let Some(today) = self.terms.today
        {
            after.set(&entered, today.keep());
        }
    }

    /// Writes an engagement that is there: with images where it was before this import, in place where this made it.
    fn rewrite_work(&mut self, after: &Row) -> Result<bool, Error> {
        let image = to_image(after);
        if let Some(work) = Engagement::of_row(after) {
            self.works.learn(work);
        }
        if self.records.is_new(Kind::Engagement, after.id) {
            return entity(Kind::Engagement).rewrite(self.log.tx, after.id, &image).map(|()| true);
        }
        self.log.write(entity(Kind::Engagement), after.id, Some(&image))
    }

    /// Links those that go on from one further down, once the whole file is read.
    pub(super) fn link_works(&mut self) -> Result<(), Error> {
        for link in std::mem::take(&mut self.works.links) {
            let customer = self.works.find(link.id).and_then(|work| work.customer);
            let older = self.works.named(&link.token, customer, link.id);
            let reason = match older {
                Some(older) if self.works.goes_on_from(older, link.id) => "it would go on, by way of others, from itself",
                Some(older) => {
                    self.link(&link, older)?;
                    continue;
                }
                None => {
                    "no engagement with this number, and not exactly one of the customer's with this title: correct it, or import that one first"
                }
            };
            self.outcome.refuse(Refusal::new(link.line, "renewal_of", link.token.as_str(), reason));
            if link.is_new {
                self.take_back(link.id)?;
            }
        }
        self.outcome.notes.extend(self.works.note());
        Ok(())
    }

    fn link(&mut self, link: &Link, older: i64) -> Result<(), Error> {
        let Some(row) = read(self.log.tx, Kind::Engagement, link.id)? else { return Ok(()) };
        let linked = self.rewrite_work(&row.with("renewal_of", Value::Number(older)))?;
        if linked && !link.is_new && !link.is_updated {
            self.outcome.updated += 1;
            self.outcome.skipped_duplicates = self.outcome.skipped_duplicates.saturating_sub(1);
        }
        Ok(())
    }

    /// Takes a refused row out again, unless another goes on from it.
    fn take_back(&mut self, id: i64) -> Result<(), Error> {
        let unless = "DELETE FROM engagement WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM engagement WHERE renewal_of = ?1)";
        if self.log.tx.prepare_cached(unless)?.execute([id])? > 0 {
            self.outcome.imported.records.take_back(Kind::Engagement);
            self.works.forget(id);
        }
        Ok(())
    }
}

/// Whether two values mean the same: titles match in any case.
fn is_alike(field: &Field, one: &Value, other: &Value) -> bool {
    let key = |value: &Value| value.text().map(|text| Line::clean(text).key());
    one == other || field.name == "title" && key(one) == key(other)
}
