//! Rows about customers, people and segments. What the book knows already wins; what it does not is filled in.

use super::super::error::Error;
use super::super::row;
use super::super::{customers, people, segments};
use super::{Intake, Trouble};
use crate::domain::customer::{Customer, Person, Segment, SegmentKind};
use crate::domain::id::{CustomerId, PersonId, SegmentId};
use crate::domain::intake::{CustomerRow, PersonRow, Refusal, SegmentRow, Who};
use crate::domain::text::Line;

/// Groups named in a file: linked at its end, when every customer of the file is there.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<(CustomerId, std::sync::Arc<Who>, u64)>);

/// Fills an empty place; whether it did.
fn fill<T: Clone>(place: &mut Option<T>, with: Option<&T>) {
    if place.is_none() {
        *place = with.cloned();
    }
}

impl Intake<'_> {
    pub(super) fn take_customer(&mut self, row: CustomerRow) -> Result<(), Trouble> {
        let segment = row.segment.as_ref().map(|name| self.segment_named(name)).transpose()?;
        let known = match row.who.found.get() {
            Some(found) => Some(*found),
            None => self.find(&row.who, row.line)?,
        };
        let id = match known {
            None => self.make(&row.who, details(&row, segment))?,
            Some(id) => {
                self.fill_in(id, &row, segment)?;
                id
            }
        };
        let _ = row.who.found.set(id);
        for other in &row.more_ids {
            self.give_id(id, other)?;
        }
        if let Some(parent) = row.parent {
            self.links.0.push((id, parent, row.line));
        }
        match row.person {
            Some(person) => self.take_person_at(id, person),
            None => Ok(()),
        }
    }

    /// Gives a customer what it has not: the owner's own entries stay.
    fn fill_in(&mut self, id: CustomerId, row: &CustomerRow, segment: Option<SegmentId>) -> Result<(), Trouble> {
        let Some(before) = customers::read(self.log.tx, id)? else { return Ok(()) };
        let told = details(row, segment);
        let mut after = before.clone();
        if after.tags.is_empty() {
            after.tags = told.tags;
        }
        fill(&mut after.trade, told.trade.as_ref());
        fill(&mut after.segment, told.segment.as_ref());
        fill(&mut after.since, told.since.as_ref());
        fill(&mut after.source, told.source.as_ref());
        fill(&mut after.notice_days, told.notice_days.as_ref());
        fill(&mut after.note, told.note.as_ref());
        // Only a customer this import made can still be told that it is archived.
        after.archived |= told.archived && self.parties.customers.is_new(id.0);
        if after == before {
            if !self.parties.customers.is_new(id.0) {
                self.outcome.skipped_duplicates += 1;
            }
            return Ok(());
        }
        Ok(self.rewrite(&after)?)
    }

    pub(super) fn take_person(&mut self, row: PersonRow) -> Result<(), Trouble> {
        let customer = self.customer(&row.customer, row.line)?;
        self.take_person_at(customer, row)
    }

    fn take_person_at(&mut self, customer: CustomerId, row: PersonRow) -> Result<(), Trouble> {
        let key = row.name.key();
        let known = people::at(self.log.tx, customer)?.into_iter().find(|person| person.name.key() == key);
        let Some(before) = known else {
            let person = Person {
                id: PersonId(self.parties.people.take()),
                customer,
                name: row.name,
                role: row.role,
                sponsor: row.sponsor,
                email: row.email,
                phone: row.phone,
                left_on: row.left_on,
            };
            people::insert(self.log.tx, &person)?;
            self.outcome.imported.people += 1;
            return Ok(());
        };
        let mut after = before.clone();
        fill(&mut after.role, row.role.as_ref());
        fill(&mut after.email, row.email.as_ref());
        fill(&mut after.phone, row.phone.as_ref());
        fill(&mut after.left_on, row.left_on.as_ref());
        if after != before {
            let image = people::to_image(&after);
            if self.parties.people.is_new(before.id.0) {
                row::PERSON.rewrite(self.log.tx, before.id.0, &image)?;
            } else if self.log.write(&row::PERSON, before.id.0, Some(&image))? {
                self.outcome.updated += 1;
            }
        }
        Ok(())
    }

    pub(super) fn take_segment(&mut self, row: SegmentRow) -> Result<(), Trouble> {
        if segments::find(self.log.tx, &row.name)?.is_some() {
            self.outcome.skipped_duplicates += 1;
            return Ok(());
        }
        let segment = Segment {
            id: SegmentId(self.segments.take()),
            name: row.name,
            kind: row.kind,
            criteria: row.criteria,
            channels: row.channels,
            phrases: row.phrases,
            archived: row.archived,
        };
        segments::insert(self.log.tx, segment.id.0, &segment)?;
        self.outcome.imported.segments += 1;
        Ok(())
    }

    fn segment_named(&mut self, name: &Line) -> Result<SegmentId, Error> {
        if let Some(known) = segments::find(self.log.tx, name)? {
            return Ok(known);
        }
        let id = SegmentId(self.segments.take());
        let segment = Segment {
            id,
            name: name.clone(),
            kind: SegmentKind::Client,
            criteria: None,
            channels: None,
            phrases: None,
            archived: false,
        };
        segments::insert(self.log.tx, id.0, &segment)?;
        self.outcome.imported.segments += 1;
        Ok(id)
    }

    /// Links the groups a file named. A circle is the file's mistake, not a reason to lose the rest.
    pub(super) fn link_groups(&mut self) -> Result<(), Error> {
        for (child, parent, line) in std::mem::take(&mut self.links.0) {
            let parent = match self.customer(&parent, line) {
                Ok(parent) => parent,
                Err(Trouble::Refused(refusal)) => {
                    self.outcome.refuse(refusal);
                    continue;
                }
                Err(Trouble::Failed(error)) => return Err(error),
            };
            let Some(customer) = customers::read(self.log.tx, child)? else { continue };
            if customer.parent.is_some() {
                continue;
            }
            if customers::check_parent(self.log.tx, child, Some(parent)).is_err() {
                let reason = "a customer cannot belong to itself, not even by way of others";
                self.outcome.refuse(Refusal::new(line, "parent", customer.name.as_str(), reason));
                continue;
            }
            self.rewrite(&Customer { parent: Some(parent), ..customer })?;
        }
        Ok(())
    }
}

/// What a row tells of a customer, beside its name and ids.
fn details(row: &CustomerRow, segment: Option<SegmentId>) -> Customer {
    Customer {
        placeholder: row.placeholder,
        tags: row.tags.clone(),
        trade: row.trade.clone(),
        segment,
        since: row.since,
        source: row.source.clone(),
        notice_days: row.notice_days,
        note: row.note.clone(),
        archived: row.archived,
        ..Customer::named(Line::default())
    }
}
