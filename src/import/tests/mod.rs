//! Whole files through both passes, and the odd ones no program should trip over.

use std::fs::File;
use std::io::{Seek, Write};

use super::*;
use crate::domain::intake::{Amount, Item, Row, Source, Unreadable};
use crate::domain::invoice::{Kind, Status};

mod book;
mod documents;
mod files;

/// A file of these bytes.
pub(in crate::import) fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

/// A file read to its end: plan's notes and reader's notes, and one line for each item.
struct Taken {
    plan_notes: Vec<String>,
    notes: Vec<String>,
    items: Vec<String>,
}

fn said(item: &Item) -> String {
    match item {
        Item::Refused(refusal) => format!("refused {refusal}"),
        Item::Row(Row::Invoice(row)) => {
            let text = |text: &Option<crate::domain::text::Line>| text.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            let amount = match row.amount {
                Amount::Row(minor) => minor.0.to_string(),
                Amount::Document(minor) => format!("doc {}", minor.0),
            };
            let kind = if row.kind == Kind::Credit { " credit" } else { "" };
            let status =
                row.status.filter(|status| *status != Status::Open).map(|status| format!(" {}", status.word())).unwrap_or_default();
            let currency = row.currency.map(|currency| format!(" {currency}")).unwrap_or_default();
            let rate = row.rate.map(|rate| format!(" at {rate}")).unwrap_or_default();
            let paid = row.paid.map(|paid| format!(" on {paid}")).unwrap_or_default();
            format!(
                "{}|{}|{}|{}|{amount}{currency}{rate}{kind}{status}{paid}|{}",
                text(&row.customer.id),
                text(&row.customer.name),
                text(&row.number),
                row.issued,
                text(&row.title)
            )
        }
        Item::Row(Row::Customer(row)) => {
            let person = row.person.as_ref().map(|person| format!("{} {:?} {:?}", person.name, person.email, person.phone));
            format!("{:?} {:?} {:?} {:?}", row.who.id, row.who.name, row.more_ids, person)
        }
        Item::Row(other) => format!("{other:?}"),
    }
}

fn drained(reader: &mut Reader) -> Result<Vec<Item>, Unreadable> {
    let mut items = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        items.extend(batch);
    }
    Ok(items)
}

fn taken_as(bytes: &[u8], request: &Request) -> Result<Taken, Refused> {
    let plan = plan(file(bytes), request)?;
    let plan_notes = plan.notes().to_vec();
    let mut reader = plan.read();
    let items = match drained(&mut reader) {
        Ok(items) => items.iter().map(said).collect(),
        Err(unreadable) => vec![format!("unreadable {unreadable}")],
    };
    Ok(Taken { plan_notes, notes: reader.notes().to_vec(), items })
}

fn taken(text: &str) -> Taken {
    taken_as(text.as_bytes(), &Request::default()).unwrap_or_else(|refused| panic!("{refused}"))
}
