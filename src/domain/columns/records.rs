//! The columns of records, made from their fields, and what other programs call those of time sheets.
//!
//! A field is a column of its name; a link to a customer is two, as in files of invoices: the customer's name and what
//! another program calls it. The fields themselves are described beside their types, see `record`.

use std::sync::LazyLock;

use super::{Column, Field, column, heading_key, understood, work};
use crate::domain::record::{Kind, Shape, Target};

/// The columns of every kind, in the order of [`Kind::ALL`]: put together once.
static COLUMNS: LazyLock<Vec<Vec<Column>>> = LazyLock::new(|| Kind::ALL.iter().map(|kind| put_together(*kind)).collect());

/// The columns of a kind of record.
pub(super) fn columns(kind: Kind) -> &'static [Column] {
    Kind::ALL.iter().position(|known| *known == kind).map_or(&[], |at| &COLUMNS[at])
}

fn put_together(kind: Kind) -> Vec<Column> {
    let mut columns = Vec::new();
    for (at, field) in (0u8..).zip(kind.fields()) {
        columns.push(column(Field::Own(at), field.name, leaked(synonyms(kind, field.name, field.label))));
        if field.shape == Shape::Link(Target::Customer) {
            // Made once for the life of the program, like the table it stands in.
            let name: &'static str = Box::leak(format!("{}_id", field.name).into_boxed_str());
            let ids = if field.name == "customer" { CUSTOMER_IDS } else { &[] };
            columns.push(column(Field::OwnId(at), name, ids));
        }
    }
    if kind == Kind::Effort {
        columns.extend([
            understood(Field::Billable, "billable", &["is billable", "billable yes no", "abrechenbar", "facturable", "facturabel"]),
            understood(Field::Project, "project", &["project name", "projekt", "proyecto", "projet", "matter"]),
            understood(Field::Task, "task", &["task name", "activity", "service", "aufgabe", "tarea", "tache", "taak"]),
            understood(Field::Tags, "tags", &["tag", "labels", "schlagworte", "etiquetas"]),
        ]);
    }
    if kind == Kind::Engagement {
        columns.extend(work::BESIDE);
    }
    columns
}

fn leaked(names: Vec<&'static str>) -> &'static [&'static str] {
    Vec::leak(names)
}

/// What else a column may be called: in other programs, or on the screen.
fn synonyms(kind: Kind, field: &'static str, label: &str) -> Vec<&'static str> {
    let elsewhere: &[&str] = match (kind, field) {
        (Kind::Effort, "date") => DATES,
        (Kind::Effort, "hours") => HOURS,
        (Kind::Effort, "note") => NOTES,
        (Kind::Effort | Kind::Profile | Kind::Assessment | Kind::Referral, "customer") => CUSTOMERS,
        (kind, field) => work::synonyms(kind, field),
    };
    let label = heading_key(label);
    let is_another = kind.fields().iter().any(|known| known.name == label) || elsewhere.contains(&label.as_str());
    let shown: Option<&'static str> = (!is_another && label != heading_key(field)).then(|| &*Box::leak(label.into_boxed_str()));
    elsewhere.iter().copied().chain(shown).collect()
}

/// Without "name": on a time sheet that is whoever worked.
const CUSTOMERS: &[&str] = &[
    "client",
    "client name",
    "customer name",
    "company",
    "company name",
    "account",
    "account name",
    "organization",
    "organisation",
    "kunde",
    "auftraggeber",
    "cliente",
    "klant",
];
const CUSTOMER_IDS: &[&str] = &["customer number", "client id", "client number", "kundennummer", "klantnummer"];
const DATES: &[&str] = &[
    "start date",
    "spent date",
    "spent on",
    "work date",
    "entry date",
    "day",
    "started",
    "started at",
    "start",
    "start time",
    "datum",
    "startdatum",
    "fecha",
    "fecha de inicio",
    "date de debut",
];
/// Exact durations before decimals a program rounded.
const HOURS: &[&str] = &[
    "duration h",
    "duration",
    "time h",
    "duration hours",
    "duration decimal",
    "time decimal",
    "hours worked",
    "hours spent",
    "time spent",
    "hours rounded",
    "dauer",
    "stunden",
    "duracion",
    "horas",
    "duree",
    "heures",
    "uren",
    "duur",
];
const NOTES: &[&str] = &["description", "notes", "memo", "comment", "comments", "details", "beschreibung", "notiz", "notizen"];

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: Kind) -> String {
        columns(kind).iter().filter(|column| column.written).map(|column| column.name).collect::<Vec<_>>().join(",")
    }

    #[test]
    fn a_field_is_a_column_and_a_customer_two() {
        assert_eq!(written(Kind::Effort), "customer,customer_id,date,kind,hours,cost,note,archived");
        assert_eq!(written(Kind::Rivals), "one,one_id,other,other_id,note,archived");
        assert_eq!(
            written(Kind::Referral),
            "customer,customer_id,from_customer,from_customer_id,from_partner,to_partner,weight,date,outcome,note,archived"
        );
        assert_eq!(written(Kind::Variant), "offering,name,supported,learned,note,archived");
    }

    #[test]
    fn no_kind_has_more_fields_than_there_are_places() {
        for kind in Kind::ALL {
            assert!(kind.fields().len() <= super::super::MOST_OWN, "{kind:?}");
        }
    }
}
