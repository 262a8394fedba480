//! What a kind of record does otherwise than the others in its form: the order of its fields, its title, where it begins.
//!
//! What all have in common is [`super::record`]'s; what a field may hold is the domain's.

use crate::domain::effort::EffortKind;
use crate::domain::practice::Outcome;
use crate::domain::record::{Field as About, Kind, Row};
use crate::domain::text::shown;
use crate::intent::View;

use super::link;
use crate::domain::record::Target;

/// The fields of hours and costs, those asked first on top.
const EFFORT: [&str; 6] = ["kind", "hours", "cost", "note", "date", "customer"];

/// The fields a form shows, in their order. What can be put away says so once it is in the book.
pub(super) fn fields(kind: Kind, is_new: bool) -> Vec<&'static About> {
    if kind == Kind::Effort {
        return EFFORT.iter().filter_map(|name| kind.field(name)).collect();
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
    if row.kind != Kind::Referral || row.id != 0 || row.get("customer").is_nothing() {
        return None;
    }
    // Who was sent is known. Nothing has come of it yet where they were sent on; they are here where they were sent to us.
    let is_out = row.get("outcome").text() == Some(Outcome::Open.word());
    Some(if is_out { "to_partner" } else { "from_customer" })
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
