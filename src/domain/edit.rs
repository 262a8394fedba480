//! An edit as an owner makes it: the row as it was looked at, and as it shall be.
//!
//! Two windows may edit one row. [`Edit::onto`] works an edit into the row as it stands by then: only what differs
//! between before and after is taken, and where the other window gave the same field another value nothing is. What a
//! row is called in messages, and writing it, is the business of `repository`; the words of a step are
//! [`super::change`]'s.

use super::customer::{Customer, Person, Segment};
use super::invoice::Invoice;
use super::text::Line;

/// A row that comes, or takes new values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit<T> {
    /// The row as the owner saw it; `None`: it is new.
    pub before: Option<T>,
    /// The row as it shall be.
    pub after: T,
}

/// What two windows gave different values, with its verb: `trade was`, `phrases were`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash(pub &'static str);

impl<T> Edit<T> {
    /// A new row; the book gives its id.
    #[must_use]
    pub fn new(after: T) -> Edit<T> {
        Edit { before: None, after }
    }

    /// New values of a row the book has.
    #[must_use]
    pub fn of(before: T, after: T) -> Edit<T> {
        Edit { before: Some(before), after }
    }
}

/// Takes each group of fields from `after` where it differs from `before`. Fields of one group mean something only
/// together, so another window's edit of one of them stands against an edit of any other.
macro_rules! work_in {
    ($before:expr, $after:expr, $into:expr; $($words:literal: $($field:ident),+;)+) => {$(
        let edited = false $(|| $before.$field != $after.$field)+;
        let settled = true $(&& $into.$field == $after.$field)+;
        if edited && !settled {
            if false $(|| $into.$field != $before.$field)+ {
                return Err(Clash($words));
            }
            $($into.$field.clone_from(&$after.$field);)+
        }
    )+};
}

impl Edit<Customer> {
    /// The customer as it stands with this edit worked in. Tags and ids are sets: what either window added is there,
    /// what either took away is gone.
    pub fn onto(&self, now: &Customer) -> Result<Customer, Clash> {
        let (Some(before), after) = (&self.before, &self.after) else { return Ok(self.after.clone()) };
        let mut merged = now.clone();
        work_in!(before, after, merged;
            "name was": name, placeholder;
            "trade was": trade;
            "group was": parent;
            "segment was": segment;
            "customer since was": since;
            "source was": source;
            "notice was": notice_days;
            "note was": note;
            "archived was": archived;
        );
        merged.external_ids = together(&before.external_ids, &after.external_ids, &now.external_ids);
        merged.tags = together(&before.tags, &after.tags, &now.tags);
        Ok(merged)
    }
}

impl Edit<Person> {
    /// The person as they stand with this edit worked in.
    pub fn onto(&self, now: &Person) -> Result<Person, Clash> {
        let (Some(before), after) = (&self.before, &self.after) else { return Ok(self.after.clone()) };
        let mut merged = now.clone();
        work_in!(before, after, merged;
            "customer was": customer;
            "name was": name;
            "role was": role;
            "sponsor was": sponsor;
            "email was": email;
            "phone was": phone;
            "last day was": left_on;
        );
        Ok(merged)
    }
}

impl Edit<Segment> {
    /// The segment as it stands with this edit worked in.
    pub fn onto(&self, now: &Segment) -> Result<Segment, Clash> {
        let (Some(before), after) = (&self.before, &self.after) else { return Ok(self.after.clone()) };
        let mut merged = now.clone();
        work_in!(before, after, merged;
            "name was": name;
            "kind was": kind;
            "criteria were": criteria;
            "channels were": channels;
            "phrases were": phrases;
            "archived was": archived;
        );
        Ok(merged)
    }
}

impl Edit<Invoice> {
    /// The document as it stands with this edit worked in. The base amount and the occurrence follow from the rest when
    /// it is written.
    pub fn onto(&self, now: &Invoice) -> Result<Invoice, Clash> {
        let (Some(before), after) = (&self.before, &self.after) else { return Ok(self.after.clone()) };
        let mut merged = now.clone();
        work_in!(before, after, merged;
            "customer was": customer;
            "number was": number;
            "date was": issued;
            "amount was": amount, currency;
            "kind was": kind;
            "payment was": status, paid;
            "title was": title;
        );
        if before.currency == after.currency {
            work_in!(before, after, merged; "rate was": rate;);
        } else {
            // A rate the other window gave was one of the currency that goes.
            merged.rate = after.rate;
        }
        Ok(merged)
    }
}

/// A set two windows changed: without what this one took away, with what it added.
fn together(before: &[Line], after: &[Line], now: &[Line]) -> Vec<Line> {
    if now == before {
        return after.to_vec();
    }
    let taken_away = |value: &Line| before.contains(value) && !after.contains(value);
    let mut set: Vec<Line> = now.iter().filter(|value| !taken_away(value)).cloned().collect();
    for value in after {
        if !before.contains(value) && !set.contains(value) {
            set.push(value.clone());
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;
    use crate::domain::id::{CustomerId, InvoiceId};
    use crate::domain::invoice::{Kind, Status};
    use crate::domain::money::Minor;
    use crate::domain::rate::Rate;

    fn osei() -> Customer {
        Customer { trade: Some("dentist".into()), tags: vec!["a".into(), "b".into()], ..Customer::named("Osei Dental".into()) }
    }

    #[test]
    fn different_fields_of_two_windows_are_both_kept() {
        let now = Customer { archived: true, note: Some("calls back".into()), ..osei() };
        let edit = Edit::of(osei(), Customer { trade: Some("orthodontist".into()), notice_days: Some(30), ..osei() });
        let merged = Customer { trade: Some("orthodontist".into()), notice_days: Some(30), ..now.clone() };
        assert_eq!(edit.onto(&now), Ok(merged));
    }

    #[test]
    fn the_same_field_clashes_unless_both_gave_it_the_same_value() {
        let edit = Edit::of(osei(), Customer { trade: Some("orthodontist".into()), ..osei() });
        assert_eq!(edit.onto(&Customer { trade: None, ..osei() }), Err(Clash("trade was")));
        assert_eq!(edit.onto(&edit.after), Ok(edit.after.clone()));
    }

    #[test]
    fn tags_and_ids_are_sets() {
        let of = |tags: &[&str]| Customer { tags: tags.iter().map(|tag| (*tag).into()).collect(), ..osei() };
        let edit = Edit::of(of(&["a", "b"]), of(&["b", "c"]));
        assert_eq!(edit.onto(&of(&["a", "b", "d"])), Ok(of(&["b", "d", "c"])));
        assert_eq!(edit.onto(&of(&["c"])), Ok(of(&["c"])));
        // Nobody else came: the order is the owner's.
        assert_eq!(Edit::of(of(&["a", "b"]), of(&["b", "a"])).onto(&of(&["a", "b"])), Ok(of(&["b", "a"])));
    }

    fn paper() -> Invoice {
        Invoice {
            id: InvoiceId(1),
            customer: CustomerId(1),
            number: Some("1002".into()),
            occurrence: None,
            issued: "2026-01-05".parse().unwrap(),
            paid: None,
            amount: Minor(10_000),
            currency: Currency::EUR,
            rate: None,
            base: None,
            kind: Kind::Invoice,
            status: Status::Open,
            title: None,
        }
    }

    #[test]
    fn an_amount_and_its_currency_are_one_thing() {
        let edit = Edit::of(paper(), Invoice { amount: Minor(12_000), ..paper() });
        assert_eq!(edit.onto(&Invoice { currency: Currency::USD, ..paper() }), Err(Clash("amount was")));
        // A rate that came meanwhile stays, and so does a title.
        let now = Invoice { rate: Rate::parse("1.18"), title: Some("clinic".into()), ..paper() };
        assert_eq!(edit.onto(&now), Ok(Invoice { amount: Minor(12_000), ..now.clone() }));
        // It was one from euros.
        let edit = Edit::of(paper(), Invoice { currency: Currency::USD, ..paper() });
        assert_eq!(edit.onto(&now).unwrap().rate, None);
        let edit = Edit::of(paper(), Invoice { status: Status::Void, ..paper() });
        assert_eq!(edit.onto(&Invoice { status: Status::Paid, ..paper() }), Err(Clash("payment was")));
    }
}
