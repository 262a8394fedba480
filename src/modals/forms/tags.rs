//! The form of tags: all those of one customer, or what is added and taken away with several.

use super::customer::tags_in_use;
use super::group::{change, check_tags, retagged, tag_fields};
use super::{Form, Refused, Reread, Sheet, lists};
use crate::domain::change::{Change, Edit};
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::text::{LONGEST_LINE, Line, shown};
use crate::intent::{Effect, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of this form are kept under.
pub(super) const PURPOSE: &str = "tags";

const TAGS: &str = "Tags";

/// How many tags of other customers are named.
const NAMED: usize = 8;

impl Form {
    /// The form for the tags of one or several; `None` where there is nobody.
    #[must_use]
    pub fn tags(ids: Vec<CustomerId>, view: &View<'_>) -> Option<Form> {
        if ids.len() > 1 {
            let fields = Fields::new(format!("Tags of {} customers", ids.len()), tag_fields(&ids, view));
            return Some(Form::of(Several { ids }, fields));
        }
        let before = view.book.customer(*ids.first()?)?.clone();
        let field = Field::line(TAGS, &lists::shown(&before.tags), LONGEST_LINE).list().hinted(others(&before, view));
        let title = format!("Tags · {}", shown(view.names.of(&before), 40));
        Some(Form::of(One { before }, Fields::new(title, vec![field])))
    }
}

/// What other customers are tagged with, most used first.
fn others(customer: &Customer, view: &View<'_>) -> String {
    let mut counts: std::collections::BTreeMap<&Line, usize> = std::collections::BTreeMap::new();
    let shown_ones = view.book.customers().filter(|customer| !customer.archived);
    for tag in shown_ones.flat_map(|customer| &customer.tags).filter(|tag| !customer.tags.contains(tag)) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut used: Vec<(&Line, usize)> = counts.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named: Vec<Line> = used.into_iter().take(NAMED).map(|(tag, _)| tag.clone()).collect();
    if named.is_empty() {
        "your own words, parted by commas".to_owned()
    } else {
        format!("in use: {}", shown(&lists::shown(&named), 120))
    }
}

/// The tags of one.
#[derive(Debug)]
struct One {
    before: Customer,
}

impl One {
    fn after(&self, fields: &Fields, view: &View<'_>) -> Customer {
        Customer { tags: lists::read(&fields.text(TAGS), tags_in_use(view.book)), ..self.before.clone() }
    }
}

impl Sheet for One {
    fn purpose(&self) -> Option<String> {
        Some(PURPOSE.to_owned())
    }

    fn subject(&self) -> Option<CustomerId> {
        Some(self.before.id)
    }

    fn check(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        Ok(Some(lists::shown(&lists::read(&field.text(), tags_in_use(view.book)))))
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let edit = Edit::of(self.before.clone(), self.after(fields, view));
        Ok(vec![Effect::Submit(Change::Customers(vec![edit]))])
    }

    fn reread(&mut self, fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        let now = view.book.customer(self.before.id)?;
        let typed = fields.fields().first().filter(|field| field.is_changed()).map(|_| self.after(fields, view));
        let merged = typed.and_then(|after| Edit::of(self.before.clone(), after).onto(now).ok());
        self.before = now.clone();
        Some(vec![Reread { now: lists::shown(&now.tags), merged: merged.map(|customer| lists::shown(&customer.tags)) }])
    }
}

/// The tags of several.
#[derive(Debug)]
struct Several {
    ids: Vec<CustomerId>,
}

impl Sheet for Several {
    fn purpose(&self) -> Option<String> {
        None
    }

    fn check(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        check_tags(field, &self.ids, view)
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        Ok(change(&self.ids, view, |customer| retagged(customer, fields, view)))
    }
}
