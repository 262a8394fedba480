//! What a kind of record does otherwise than the others in its form: the order of its fields, its title, where it begins.
//!
//! What all have in common is [`super::record`]'s; what a field may hold is the domain's.

use crate::domain::effort::EffortKind;
use crate::domain::id::CustomerId;
use crate::domain::practice::Outcome;
use crate::domain::record::{Field as About, Kept, Kind, Row, Target, Value};
use crate::domain::text::shown;
use crate::domain::work::Stage;
use crate::intent::View;
use crate::intent::customer::referral;

use super::{link, work};

/// The fields of hours and costs, those asked first on top.
const EFFORT: [&str; 6] = ["kind", "hours", "cost", "note", "date", "customer"];

/// The fields a form shows, in their order. What can be put away says so once it is in the book.
pub(super) fn fields(kind: Kind, is_new: bool) -> Vec<&'static About> {
    if kind == Kind::Effort {
        return EFFORT.iter().filter_map(|name| kind.field(name)).collect();
    }
    if kind == Kind::Engagement {
        let asked = work::FIELDS.iter().filter(|name| !is_new || **name != "archived");
        return asked.filter_map(|name| kind.field(name)).collect();
    }
    let is_asked = |about: &&About| !about.kept_by_us || about.name == "archived" && !is_new;
    kind.fields().iter().filter(is_asked).collect()
}

/// What the form is called, and the verb of its button.
pub(super) fn title(row: &Row, view: &View<'_>) -> (String, &'static str) {
    match (row.kind, row.id) {
        (Kind::Profile, _) => {
            let whom = row.get("customer").number().map(|id| link::name(Target::Customer, id, view)).unwrap_or_default();
            (format!("How you work with {}", shown(&whom, 40)), "Save")
        }
        (Kind::Effort, 0) => ("Log hours or a cost".to_owned(), "Log"),
        (kind, 0) => (format!("Add {}", kind.noun()), "Add"),
        (kind, _) => (format!("Edit {}", kind.noun()), "Save"),
    }
}

/// The name of the field the form begins in: the first one still to be filled in.
pub(super) fn begins_at(row: &Row) -> Option<&'static str> {
    if row.kind == Kind::Engagement && row.id == 0 && !row.get("customer").is_nothing() {
        return Some(if row.get("title").is_nothing() { "title" } else { "value" });
    }
    if row.kind != Kind::Referral || row.id != 0 || row.get("customer").is_nothing() {
        return None;
    }
    Some(if goes_out(row) { "to_partner" } else { "from_customer" })
}

/// Whether a new referral sends a customer on. Who was sent is known: nothing has come of it yet where they were sent on;
/// they are here where they were sent to us.
fn goes_out(row: &Row) -> bool {
    row.kind == Kind::Referral && !row.get("customer").is_nothing() && row.get("outcome").text() == Some(Outcome::Open.word())
}

/// The field, and what it points to, that makes a new row another thing than its kind alone: a variant of this offering, a
/// customer sent on, to a partner or (0) to whom is not settled yet. What was typed of one comes back for no other.
pub(super) fn begun_with(row: &Row) -> Option<(&'static str, i64)> {
    match row.kind {
        _ if row.id != 0 => None,
        Kind::Variant => row.get("offering").number().map(|id| ("offering", id)),
        Kind::Engagement => {
            let begun = ["renewal_of", "offering"].into_iter().find_map(|field| Some((field, row.get(field).number()?)));
            begun.filter(|(_, id)| *id != 0)
        }
        Kind::Referral if goes_out(row) => Some(("to_partner", row.get("to_partner").number().unwrap_or(0))),
        _ => None,
    }
}

/// The labels of the fields the scope gate has just answered for a new row, one way or another; none where it was not
/// asked. Whom it is for, and how near it is, is answered only where that was settled.
pub(super) fn answered(row: &Row) -> Vec<&'static str> {
    let is_answered = |field: &str| row.kind == Kind::Engagement && !row.get(field).is_nothing();
    if !["supported", "documented", "agreed"].into_iter().any(is_answered) {
        return Vec::new();
    }
    let answers = ["offering", "variant", "supported", "documented", "agreed"];
    let known = answers.into_iter().chain(["customer", "core"].into_iter().filter(|field| is_answered(field)));
    known.filter_map(|field| Some(row.kind.field(field)?.label)).collect()
}

/// A row begun with that again.
pub(super) fn begun(kind: Kind, field: &str, id: i64, customer: Option<CustomerId>) -> Option<Row> {
    match (kind, field, customer) {
        (Kind::Variant, "offering", None) => Some(Row::blank(kind).with("offering", Value::Number(id))),
        (Kind::Engagement, "offering" | "renewal_of", customer) => {
            let row = Row::blank(kind).with(field, Value::Number(id));
            Some(row.with("customer", customer.keep()).with("stage", Stage::Talking.keep()))
        }
        (Kind::Referral, "to_partner", Some(customer)) => {
            let out = referral(customer, Outcome::Open);
            Some(if id == 0 { out } else { out.with("to_partner", Value::Number(id)) })
        }
        _ => None,
    }
}

/// The letters that choose in a field.
pub(super) fn letters(kind: Kind, field: &str) -> Vec<char> {
    match (kind, field) {
        (Kind::Effort, "kind") => EffortKind::ALL.iter().map(|kind| kind.letter()).collect(),
        _ => Vec::new(),
    }
}

/// The quiet words below a field.
pub(super) fn hint(kind: Kind, is_new: bool, about: &About) -> String {
    match (kind, about.name) {
        (Kind::Effort, "kind") => {
            let kinds = EffortKind::ALL.iter().map(|kind| format!("{} {}", kind.letter(), kind.label()));
            kinds.collect::<Vec<_>>().join(", ")
        }
        (Kind::Effort, "hours" | "cost") if is_new => format!("{}; Enter logs it", about.hint),
        _ => about.hint.to_owned(),
    }
}

/// Whether Enter saves from a field in which something stands: nothing more is needed.
pub(super) fn is_enough(kind: Kind, is_new: bool, label: &str) -> bool {
    let names = ["hours", "cost", "note"];
    kind == Kind::Effort && is_new && names.iter().any(|name| kind.field(name).is_some_and(|about| about.label == label))
}
