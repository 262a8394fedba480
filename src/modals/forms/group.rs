//! The form that changes several customers at once: what is left empty stays as it is with each of them.

use super::customer::{segments, tags_in_use};
use super::{Form, Refused, Sheet, lists};
use crate::domain::book::Book;
use crate::domain::change::{Change, Edit};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::text::{LONGEST_LINE, Line, shown};
use crate::intent::{Effect, View};
use crate::ui::form::{Field, Form as Fields};

pub(super) const ADD_TAGS: &str = "Add tags";
pub(super) const TAKE_TAGS: &str = "Take tags away";
const SEGMENT: &str = "Segment";
const ARCHIVED: &str = "Archive";

/// Several customers being changed.
#[derive(Debug)]
struct Group {
    ids: Vec<CustomerId>,
}

impl Form {
    /// The form for several customers.
    #[must_use]
    pub fn edit_customers(ids: Vec<CustomerId>, view: &View<'_>) -> Form {
        let mut fields = tag_fields(&ids, view);
        let segments = segments(view.book);
        let same = "as they are".to_owned();
        if segments.len() > 1 {
            let options = std::iter::once(same.clone()).chain(segments.into_iter().map(|(_, name)| name)).collect();
            fields.push(Field::choice(SEGMENT, options, 0));
        }
        fields.push(Field::choice(ARCHIVED, vec![same, "archive".to_owned(), "bring back".to_owned()], 0));
        let title = format!("Edit {} customers", ids.len());
        Form::of(Group { ids }, Fields::new(title, fields))
    }
}

/// The fields that add and take away tags, saying which there are.
pub(super) fn tag_fields(ids: &[CustomerId], view: &View<'_>) -> Vec<Field> {
    let (common, some) = tags_of(ids, view.book);
    let said = |tags: &[Line]| shown(&lists::shown(tags), 120);
    let there = match (common.as_slice(), some.as_slice()) {
        ([], []) => "none of them has a tag yet".to_owned(),
        (common, []) => format!("all have {}", said(common)),
        ([], some) => format!("some have {}", said(some)),
        (common, some) => format!("all have {}; some {}", said(common), said(some)),
    };
    vec![
        Field::line(ADD_TAGS, "", LONGEST_LINE).hinted("your own words, parted by commas"),
        Field::line(TAKE_TAGS, "", LONGEST_LINE).hinted(there),
    ]
}

/// The tags all of them have, and those only some have.
fn tags_of(ids: &[CustomerId], book: &Book) -> (Vec<Line>, Vec<Line>) {
    let mut counts: std::collections::BTreeMap<&Line, usize> = std::collections::BTreeMap::new();
    for tag in ids.iter().filter_map(|id| book.customer(*id)).flat_map(|customer| &customer.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let (common, some): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(_, count)| *count == ids.len());
    let tags = |list: Vec<(&Line, usize)>| list.into_iter().map(|(tag, _)| tag.clone()).collect();
    (tags(common), tags(some))
}

/// A customer with the tags of the form added and taken away.
pub(super) fn retagged(customer: &mut Customer, fields: &Fields, view: &View<'_>) {
    let [add, take] = [ADD_TAGS, TAKE_TAGS].map(|label| lists::read(&fields.text(label), tags_in_use(view.book)));
    customer.tags.retain(|tag| !take.iter().any(|gone| gone.key() == tag.key()));
    for tag in add {
        if !customer.tags.iter().any(|known| known.key() == tag.key()) {
            customer.tags.push(tag);
        }
    }
}

/// One change of all customers that come out different; none where all stay as they are.
pub(super) fn change(ids: &[CustomerId], view: &View<'_>, edit: impl Fn(&mut Customer)) -> Vec<Effect> {
    let edited = ids.iter().filter_map(|id| view.book.customer(*id)).filter_map(|before| {
        let mut after = before.clone();
        edit(&mut after);
        (after != *before).then(|| Edit::of(before.clone(), after))
    });
    let edits: Vec<Edit<Customer>> = edited.collect();
    if edits.is_empty() { vec![Effect::Close] } else { vec![Effect::Submit(Change::Customers(edits))] }
}

/// Tags as they will be kept.
pub(super) fn tidied(field: &Field, view: &View<'_>) -> String {
    lists::shown(&lists::read(&field.text(), tags_in_use(view.book)))
}

/// A tag to be taken away that none of them has is a mistake worth saying.
pub(super) fn check_tags(field: &Field, ids: &[CustomerId], view: &View<'_>) -> Result<Option<String>, String> {
    if field.label == TAKE_TAGS {
        let (common, some) = tags_of(ids, view.book);
        let had = |tag: &Line| common.iter().chain(&some).any(|known| known.key() == tag.key());
        if let Some(tag) = lists::read(&field.text(), std::iter::empty()).iter().find(|tag| !had(tag)) {
            return Err(format!("None of them has the tag {}. Leave it out", shown(tag.as_str(), 40)));
        }
    }
    Ok(Some(tidied(field, view)))
}

impl Sheet for Group {
    fn purpose(&self) -> Option<String> {
        None
    }

    fn check(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        match field.label {
            ADD_TAGS | TAKE_TAGS => check_tags(field, &self.ids, view),
            _ => Ok(None),
        }
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let chosen = |label| fields.field(label).map_or(0, Field::chosen);
        let segment = chosen(SEGMENT).checked_sub(1).and_then(|at| segments(view.book).get(at).map(|(id, _)| *id));
        let archived = match chosen(ARCHIVED) {
            1 => Some(true),
            2 => Some(false),
            _ => None,
        };
        Ok(change(&self.ids, view, |customer| {
            retagged(customer, fields, view);
            customer.segment = segment.unwrap_or(customer.segment);
            customer.archived = archived.unwrap_or(customer.archived);
        }))
    }
}
