//! What an owner might do next: seeded random changes of every kind, and imports.

use chrono::{Days, NaiveDate};
use keepnet::domain::change::{Change, DatedRate, Edit};
use keepnet::domain::currency::Currency;
use keepnet::domain::customer::{Customer, Person, Segment, SegmentKind};
use keepnet::domain::id::{CustomerId, InvoiceId, PersonId, RateId, SegmentId};
use keepnet::domain::intake::{InvoiceRow, Row};
use keepnet::domain::invoice::{Invoice, Kind, Status};
use keepnet::domain::money::Minor;
use keepnet::domain::rate::Rate;
use keepnet::domain::settings::Name;
use keepnet::domain::text::Line;
use keepnet::repository::{Kind as Trouble, Repository};

use super::rows::{by_both, by_id, by_name, customer, document, skipping_bad, take_with, with_status};
use super::{Dice, date, settings};

const NAMES: [&str; 12] = [
    "Alder & Co",
    "Birch Dental",
    "Cedar Ltd",
    "Dogwood",
    "Elm Studio",
    "Fir GmbH",
    "Gull Café",
    "Heron",
    "Ivy 株式会社",
    "Juniper",
    "Kestrel",
    "Larch",
];
const CURRENCIES: [&str; 4] = ["USD", "EUR", "GBP", "JPY"];

/// Does something that leaves a step. Tries that change nothing, or that are refused, are followed by others.
pub(super) fn do_something(repository: &mut Repository, dice: &mut Dice) {
    for _ in 0..1000 {
        let wrote = if dice.one_in(8) {
            let (batches, terms) = (an_import(dice), skipping_bad());
            take_with(repository, batches, &terms).unwrap().change.is_some()
        } else {
            let Some(change) = a_change(repository, dice) else { continue };
            match repository.apply(&change) {
                Ok(touched) => touched.change.is_some(),
                Err(error) => {
                    assert_eq!(error.kind, Trouble::Refused, "{change:?}: {error}");
                    false
                }
            }
        };
        if wrote {
            return;
        }
    }
    panic!("nothing could be done in a thousand tries");
}

fn day(dice: &mut Dice) -> NaiveDate {
    date("2024-01-01") + Days::new(dice.next() % 900)
}

fn line(dice: &mut Dice, words: &[&str]) -> Option<Line> {
    if dice.one_in(3) { None } else { Some(dice.word(words).into()) }
}

fn currency(dice: &mut Dice) -> Currency {
    Currency::parse(dice.word(&CURRENCIES)).unwrap()
}

/// A change of a random kind; `None` where it needs something the book has not.
fn a_change(repository: &Repository, dice: &mut Dice) -> Option<Change> {
    let book = repository.load_book().unwrap();
    let customers: Vec<Customer> = book.customers().cloned().collect();
    match dice.below(10) {
        0 => Some(a_setting(repository, dice)),
        1 => {
            let rate = Rate::parse(dice.word(&["1.18", "0.9", "1.25", "0.0067", "2"])).unwrap();
            Some(Change::Rate(DatedRate { id: RateId(0), currency: currency(dice), from: day(dice), rate }))
        }
        2 => Some(Change::Segment(a_segment(dice, &book.segments))),
        3 | 4 => Some(Change::Customers(vec![Edit::new(a_new_customer(dice))])),
        5 => (!customers.is_empty()).then(|| Change::Customers(vec![an_edit(dice, &customers, &book.segments)])),
        6 => (customers.len() > 2).then(|| Change::Customers(a_group(dice, &customers))),
        7 => (!customers.is_empty()).then(|| Change::Person(a_person(dice, &customers, &book.people))),
        _ => (!customers.is_empty()).then(|| Change::Invoice(an_invoice(repository, dice, &customers))),
    }
}

fn a_setting(repository: &Repository, dice: &mut Dice) -> Change {
    let current = repository.load_settings().unwrap();
    let number = dice.below(90) + 1;
    match dice.below(5) {
        0 => settings(&current, Name::Reserve, &format!("{number}k")),
        1 => settings(&current, Name::Outgo, if dice.one_in(3) { "none" } else { "4,200" }),
        2 => settings(&current, Name::FiscalStart, &(number % 12 + 1).to_string()),
        3 => settings(&current, Name::Tolerance, &number.to_string()),
        _ => settings(&current, Name::Book, &format!("Firm {number}")),
    }
}

fn a_segment(dice: &mut Dice, known: &[Segment]) -> Edit<Segment> {
    let kind = if dice.one_in(2) { SegmentKind::Client } else { SegmentKind::Colleague };
    let phrases = dice.one_in(2).then(|| "two\nlines".into());
    if known.is_empty() || dice.one_in(2) {
        let name = format!("Segment {}", dice.below(20)).as_str().into();
        return Edit::new(Segment { id: SegmentId(0), name, kind, criteria: None, channels: None, phrases, archived: false });
    }
    let before = dice.pick(known).clone();
    Edit::of(before.clone(), Segment { kind, phrases, ..before })
}

fn a_new_customer(dice: &mut Dice) -> Customer {
    let ids = if dice.one_in(2) { vec![format!("K{}", dice.below(40)).as_str().into()] } else { Vec::new() };
    Customer { external_ids: ids, trade: line(dice, &["dentist", "café"]), ..Customer::named(dice.word(&NAMES).into()) }
}

fn an_edit(dice: &mut Dice, customers: &[Customer], segments: &[Segment]) -> Edit<Customer> {
    let before = dice.pick(customers).clone();
    let mut customer = before.clone();
    match dice.below(8) {
        0 => customer.name = format!("{} {}", dice.word(&NAMES), dice.below(9)).as_str().into(),
        1 => customer.archived = !customer.archived,
        2 => customer.parent = dice.pick(customers).parent.or(Some(dice.pick(customers).id)),
        3 => customer.parent = None,
        4 => customer.segment = (!segments.is_empty()).then(|| dice.pick(segments).id),
        5 => customer.external_ids = vec![format!("K{}", dice.below(40)).as_str().into(), "K99".into()],
        6 => (customer.since, customer.note) = (Some(day(dice)), Some("likes\nclear words".into())),
        _ => (customer.tags, customer.notice_days) = (vec!["a".into(), "b".into()], Some(dice.below(90) as u32)),
    }
    Edit::of(before, customer)
}

/// Several customers at once: one step.
fn a_group(dice: &mut Dice, customers: &[Customer]) -> Vec<Edit<Customer>> {
    let tag: Line = format!("tag {}", dice.below(30)).as_str().into();
    let first = dice.below(customers.len() - 2);
    let tagged = |customer: &Customer| Customer { tags: vec![tag.clone()], ..customer.clone() };
    customers[first..first + 3].iter().map(|customer| Edit::of(customer.clone(), tagged(customer))).collect()
}

fn a_person(dice: &mut Dice, customers: &[Customer], known: &[Person]) -> Edit<Person> {
    if known.is_empty() || dice.one_in(2) {
        let customer = dice.pick(customers).id;
        let name = format!("Person {}", dice.below(50)).as_str().into();
        return Edit::new(Person {
            id: PersonId(0),
            customer,
            name,
            role: line(dice, &["owner", "buyer"]),
            sponsor: dice.one_in(2),
            email: None,
            phone: line(dice, &["+1 555 0100"]),
            left_on: None,
        });
    }
    let (left_on, email) = (Some(day(dice)), line(dice, &["a@example.com"]));
    let before = dice.pick(known).clone();
    Edit::of(before.clone(), Person { left_on, email, ..before })
}

fn an_invoice(repository: &Repository, dice: &mut Dice, customers: &[Customer]) -> Edit<Invoice> {
    let known: Vec<Invoice> = repository.invoices().map(Result::unwrap).collect();
    if known.is_empty() || dice.one_in(2) {
        let customer = dice.pick(customers).id;
        return Edit::new(new_invoice(dice, customer));
    }
    let before = dice.pick(&known).clone();
    let mut invoice = before.clone();
    match dice.below(5) {
        0 => invoice.status = Status::Void,
        1 => (invoice.status, invoice.paid) = (Status::Paid, Some(day(dice))),
        2 => (invoice.status, invoice.paid) = (Status::Open, None),
        3 => (invoice.amount, invoice.kind) = (Minor(-500), Kind::Credit),
        _ => (invoice.customer, invoice.issued) = (dice.pick(customers).id, day(dice)),
    }
    Edit::of(before, invoice)
}

fn new_invoice(dice: &mut Dice, customer: CustomerId) -> Invoice {
    Invoice {
        id: InvoiceId(0),
        customer,
        number: (!dice.one_in(3)).then(|| format!("E{}", dice.below(10_000)).as_str().into()),
        occurrence: None,
        issued: day(dice),
        paid: None,
        amount: Minor(dice.below(900_000) as i64 - 100_000),
        currency: currency(dice),
        rate: None,
        base: None,
        kind: Kind::Invoice,
        status: *dice.pick(&[Status::Open, Status::Open, Status::Paid, Status::Draft]),
        title: line(dice, &["work", "more work"]),
    }
}

/// Rows of every kind, some of which the book has already and some of which it must refuse.
fn an_import(dice: &mut Dice) -> Vec<Vec<Row>> {
    let mut rows = Vec::new();
    for at in 1..=dice.below(12) as u64 + 1 {
        let who = match dice.below(4) {
            0 => by_id(&format!("K{}", dice.below(40))),
            1 => by_both(&format!("K{}", dice.below(40)), dice.word(&NAMES)),
            _ => by_name(dice.word(&NAMES)),
        };
        if dice.one_in(4) {
            let parent = dice.one_in(2).then(|| by_name(dice.word(&NAMES)));
            let segment = line(dice, &["Segment 1", "Segment 2"]);
            rows.push(Row::Customer(Box::new(keepnet::domain::intake::CustomerRow { parent, segment, ..customer(at, who) })));
            continue;
        }
        // Few numbers, days and amounts: rows meet documents of the file and of the book.
        let number = if dice.one_in(3) { String::new() } else { format!("I{}", dice.below(60)) };
        let issued = (date("2025-01-01") + Days::new(dice.next() % 3)).to_string();
        let row = document(at, who, &number, &issued, 1_000 * (dice.below(3) as i64 + 1));
        let row = InvoiceRow { currency: dice.one_in(3).then(|| currency(dice)), ..row };
        rows.push(Row::Invoice(match dice.below(4) {
            0 => with_status(row, Status::Paid, Some("2025-02-01")),
            1 => with_status(row, Status::Void, None),
            _ => row,
        }));
    }
    let second = rows.split_off(rows.len() / 2);
    vec![rows, second]
}
