//! A record of a file of customers, people or segments to its row.

use std::sync::Arc;

use super::cells::Cells;
use super::{Shape, State, full_name};
use crate::domain::columns::Field;
use crate::domain::customer::split;
use crate::domain::intake::{CustomerRow, PersonRow, Refusal, SegmentRow, Who};
use crate::domain::text::Line;
use crate::import::words;

/// The longest notice the book keeps: a hundred years.
const LONGEST_NOTICE: u32 = 36_500;

impl State {
    pub(super) fn customer(&mut self, shape: &Shape, cells: &Cells) -> Result<CustomerRow, Refusal> {
        let person_name = person_name(cells);
        let ids = cells.line(Field::CustomerId).map(|ids| split(ids.as_str())).unwrap_or_default();
        // The company, else the person.
        let who = match self.whos.find(cells, Field::CustomerId, Field::Customer) {
            Some(who) if who.name.is_some() || person_name.is_none() => who,
            Some(who) => Arc::new(Who::new(who.id.clone(), person_name.clone())),
            None if person_name.is_some() => Arc::new(Who::new(None, person_name.clone())),
            None => {
                let field = if cells.mapping.has(Field::Customer) { Field::Customer } else { Field::CustomerId };
                return Err(cells.refuse(field, "no customer"));
            }
        };
        let tags = cells.line(Field::Tags).map(|tags| split(&tags.as_str().replace(',', ";"))).unwrap_or_default();
        Ok(CustomerRow {
            line: cells.line,
            who: Arc::clone(&who),
            more_ids: ids.into_iter().skip(1).collect(),
            placeholder: cells.yes(Field::Placeholder)?,
            tags,
            trade: cells.line(Field::Trade),
            parent: self.whos.find(cells, Field::ParentId, Field::Parent),
            segment: cells.line(Field::Segment),
            since: cells.date(shape, Field::Since)?,
            source: cells.line(Field::Source),
            notice_days: notice(cells)?,
            note: cells.prose(Field::Note),
            archived: cells.yes(Field::Archived)?,
            person: contact(cells, &who, person_name),
        })
    }

    pub(super) fn person(&mut self, shape: &Shape, cells: &Cells) -> Result<PersonRow, Refusal> {
        let customer = self.whos.find(cells, Field::CustomerId, Field::Customer);
        let customer = customer.ok_or_else(|| cells.refuse(Field::Customer, "no customer"))?;
        let name = person_name(cells).ok_or_else(|| cells.refuse(Field::Person, "no name"))?;
        Ok(PersonRow {
            line: cells.line,
            customer,
            name,
            role: cells.line(Field::Role),
            sponsor: cells.yes(Field::Sponsor)?,
            email: cells.line(Field::Email),
            phone: cells.line(Field::Phone),
            left_on: cells.date(shape, Field::LeftOn)?,
        })
    }
}

/// A row of a file of segments.
pub(super) fn segment(cells: &Cells) -> Result<SegmentRow, Refusal> {
    let kind = cells.get(Field::SegmentKind).map(|word| {
        words::segment_kind(word).ok_or_else(|| cells.refuse(Field::SegmentKind, "not a kind of segment: client or colleague"))
    });
    Ok(SegmentRow {
        line: cells.line,
        name: cells.line(Field::Segment).ok_or_else(|| cells.refuse(Field::Segment, "no name"))?,
        kind: kind.transpose()?.unwrap_or_default(),
        criteria: cells.prose(Field::Criteria),
        channels: cells.prose(Field::Channels),
        phrases: cells.prose(Field::Phrases),
        archived: cells.yes(Field::Archived)?,
    })
}

fn person_name(cells: &Cells) -> Option<Line> {
    cells.line(Field::Person).or_else(|| full_name(cells.line(Field::FirstName), cells.line(Field::LastName)))
}

/// The contact on a customer's row. One without a name goes by the address or number, so that neither is lost.
fn contact(cells: &Cells, who: &Arc<Who>, name: Option<Line>) -> Option<PersonRow> {
    let (role, email, phone) = (cells.line(Field::Role), cells.line(Field::Email), cells.line(Field::Phone));
    let name = name.or_else(|| email.clone()).or_else(|| phone.clone())?;
    Some(PersonRow { line: cells.line, customer: Arc::clone(who), name, role, email, phone, ..PersonRow::default() })
}

fn notice(cells: &Cells) -> Result<Option<u32>, Refusal> {
    let Some(cell) = cells.get(Field::NoticeDays) else { return Ok(None) };
    let days = cell.trim_end_matches("days").trim_end_matches("day").trim();
    let days = days.parse().ok().filter(|days| *days <= LONGEST_NOTICE);
    days.map(Some).ok_or_else(|| cells.refuse(Field::NoticeDays, "not a number of days from 0 to 36500"))
}
