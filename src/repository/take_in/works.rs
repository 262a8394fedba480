//! Rows of engagements: written where the book has none, moved where it has one.
//!
//! Stage and days are taken over from the file, with the stage its odds; what the book lacks is filled in, and of the rest
//! the book keeps its own. Which engagement a row is about is [`known`]'s business, which one it goes on from [`links`]';
//! what holds for every kind of record stands in `records`.

mod known;
mod links;

use super::super::error::Error;
use super::super::records::{entity, insert, read, to_image};
use super::super::work;
use super::records::Newcomers;
use super::{Intake, Trouble};
use crate::domain::id::EngagementId;
use crate::domain::intake::{RecordRow, Told, expected};
use crate::domain::record::{Field, Kept, Kind, Record, Row, Shape, Target, Value};
use crate::domain::text::{Line, Prose};
use crate::domain::work::{Engagement, Stage};

pub(super) use known::Works;
use links::{Link, Taken};

impl Intake<'_> {
    pub(super) fn take_work(&mut self, told: &RecordRow, row: Row, new: &Newcomers) -> Result<(), Trouble> {
        self.works.load(&self.log)?;
        let row = work::completed(self.log.tx, row)?;
        let work = of_row(&row)?;
        let there = if new.is_empty() { self.works.meet(&work) } else { None };
        let id = match there {
            Some(id) => self.move_work(told, &row, id)?,
            None => self.add_work(told, row, new)?,
        };
        if let Some(key) = &told.key {
            self.works.call(key, EngagementId(id));
        }
        Ok(())
    }

    fn add_work(&mut self, told: &RecordRow, mut row: Row, new: &Newcomers) -> Result<i64, Trouble> {
        // Before anybody is made for it: a row that is refused leaves nothing.
        self.check_work(told, &row)?;
        let mut made = Vec::new();
        for (at, who) in new {
            let known = self.outcome.imported.customers;
            let customer = self.customer(who, told.line)?;
            if self.outcome.imported.customers > known {
                made.push(customer);
            }
            row.values[*at] = customer.keep();
        }
        row.id = self.records.next_id(Kind::Engagement);
        insert(self.log.tx, &row)?;
        self.outcome.imported.records.add(Kind::Engagement);
        self.works.learn(of_row(&row)?);
        let id = row.id;
        if let Some(token) = goes_on_from(told) {
            self.works.links.push(Link { line: told.line, token: token.clone(), taken: Taken::Added { row, made } });
        }
        Ok(id)
    }

    /// Takes over what moved of an engagement the book has, and fills in what it lacks. A row that goes on from another
    /// waits until that one is found.
    fn move_work(&mut self, told: &RecordRow, row: &Row, id: i64) -> Result<i64, Trouble> {
        let Some(before) = read(self.log.tx, Kind::Engagement, id)? else { return Ok(id) };
        let (mut after, kept) = moved(told, row, &before);
        self.enter_stage(row, &before, &mut after);
        if let Err(wrong) = Kind::Engagement.check(&after) {
            return Err(self.refuse(told, wrong.field, &after, wrong.words));
        }
        self.check_work(told, &after)?;
        let kept = kept.map(|field| (told.line, field));
        match goes_on_from(told).filter(|_| before.get("renewal_of").is_nothing()) {
            Some(token) => {
                self.works.learn(of_row(&after)?);
                let link = Link { line: told.line, token: token.clone(), taken: Taken::Moved { before, after, kept } };
                self.works.links.push(link);
            }
            None => self.write_moved(&after, kept)?,
        }
        Ok(id)
    }

    /// Writes what came of an engagement the book has, and counts it.
    fn write_moved(&mut self, after: &Row, kept: Option<(u64, &'static str)>) -> Result<(), Error> {
        if self.rewrite_work(after)? {
            self.outcome.updated += 1;
        } else {
            self.outcome.skipped_duplicates += 1;
        }
        if let Some((line, field)) = kept {
            self.works.keep(line, field);
        }
        Ok(())
    }

    /// What only the book as a whole can say against a row.
    fn check_work(&self, told: &RecordRow, row: &Row) -> Result<(), Trouble> {
        match work::check(self.log.tx, row) {
            Err(error) if error.kind == super::super::Kind::Refused => {
                Err(self.refuse(told, "variant", row, format!("{} {}", error.what, error.next)))
            }
            checked => Ok(checked?),
        }
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
        self.works.learn(of_row(after)?);
        if self.records.is_new(Kind::Engagement, after.id) {
            return entity(Kind::Engagement).rewrite(self.log.tx, after.id, &image).map(|()| true);
        }
        self.log.write(entity(Kind::Engagement), after.id, Some(&image))
    }
}

fn of_row(row: &Row) -> Result<Engagement, Error> {
    Engagement::of_row(row).ok_or_else(|| Error::damaged("a row is no engagement"))
}

/// What a row calls the engagement it goes on from.
fn goes_on_from(told: &RecordRow) -> Option<&Line> {
    told.told.iter().find_map(|said| match said {
        Told::Named(Target::Engagement, token) => Some(token),
        _ => None,
    })
}

/// The engagement of the book after a row about it, and the first field in which the book keeps its own.
fn moved(told: &RecordRow, row: &Row, before: &Row) -> (Row, Option<&'static str>) {
    let mut after = before.clone();
    let mut kept = None;
    let is_assumed = |at: usize| matches!(told.told[at], Told::Assumed(_));
    let says_stage = Kind::Engagement.place("stage").is_some_and(|at| !is_assumed(at));
    let changes_stage = says_stage && row.get("stage") != before.get("stage");
    for (at, field) in Kind::Engagement.fields().iter().enumerate() {
        let (value, is) = (&row.values[at], &before.values[at]);
        if matches!(field.shape, Shape::Flag(_)) || value.is_nothing() || is_alike(field, value, is) {
            continue;
        }
        let moves = match field.name {
            "stage" => true,
            // The likelihood of a stage goes with it; at the same stage the owner's own stands.
            "odds" => changes_stage,
            _ => matches!(field.shape, Shape::Date { .. }),
        };
        if is.is_nothing() || moves && !is_assumed(at) {
            after.values[at] = value.clone();
        } else if field.name == "note" {
            let (note, is_kept) = noted(value, is);
            after.values[at] = note;
            kept = if is_kept { kept.or(Some(field.name)) } else { kept };
        } else if !is_assumed(at) {
            kept = kept.or(Some(field.name));
        }
    }
    (after, kept)
}

/// The note of the book with the file's day a deal is expected to close on, and whether the file says something else beside.
fn noted(file: &Value, book: &Value) -> (Value, bool) {
    let read = |value: &Value| expected::taken_out(value.text().unwrap_or_default());
    let ((day, said), (known, own)) = (read(file), read(book));
    let is_kept = !said.is_empty() && said != own;
    match (day, known) {
        // A day the owner took out stays out.
        (Some(day), Some(known)) if day != known => {
            let lines = [own.as_str(), &day].into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            (Some(Prose::clean(&lines)).keep(), is_kept)
        }
        _ => (book.clone(), is_kept),
    }
}

/// Whether two values mean the same: titles match in any case.
fn is_alike(field: &Field, one: &Value, other: &Value) -> bool {
    let key = |value: &Value| value.text().map(|text| Line::clean(text).key());
    one == other || field.name == "title" && key(one) == key(other)
}
