//! A small book with something odd in every corner, for the tests of the formats.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::change::DatedRate;
use crate::domain::currency::Currency;
use crate::domain::customer::{Customer, Person, Segment, SegmentKind};
use crate::domain::id::{CustomerId, InvoiceId, PersonId, RateId, SegmentId};
use crate::domain::invoice::{Invoice, Kind, Status};
use crate::domain::money::Minor;
use crate::domain::period::earliest;
use crate::domain::rate::Rate;
use crate::domain::settings::{Name, Settings};

/// The book and its documents: a shared name, another script, formulas, three currencies, entities out of order.
pub(super) fn book() -> (Book, Vec<Invoice>) {
    let set = |settings: Settings, name, value| settings.enter(name, value).unwrap();
    let settings = set(set(Settings::default(), Name::Book, "Wren & \"Marlow\""), Name::Currency, "USD");
    let settings = set(settings, Name::Outgo, "42k");
    let mut book = Book::new(settings, customers(), Vec::new());
    book.segments = vec![
        Segment {
            id: SegmentId(2),
            name: "allies".into(),
            kind: SegmentKind::Colleague,
            criteria: None,
            channels: None,
            phrases: None,
            archived: false,
        },
        Segment {
            id: SegmentId(1),
            name: "carriers".into(),
            kind: SegmentKind::Client,
            criteria: Some("Lorries".into()),
            channels: Some("Fairs\nand tenders".into()),
            phrases: Some("@dock".into()),
            archived: false,
        },
    ];
    book.people = people().into();
    let rate = |id, code: &str, from, rate: &str| DatedRate {
        id: RateId(id),
        currency: currency(code),
        from,
        rate: Rate::parse(rate).unwrap(),
    };
    book.rates = vec![rate(2, "EUR", date("2026-01-01"), "1.18"), rate(1, "JPY", earliest(), "0.0067")];
    (book, invoices())
}

fn customers() -> Vec<Customer> {
    let named = |id, name: &str| Customer { id: CustomerId(id), ..Customer::named(name.into()) };
    vec![
        Customer {
            external_ids: vec!["HAR01".into(), "H-7".into()],
            tags: vec!["retainer".into(), "key account".into()],
            trade: Some("Logistics".into()),
            segment: Some(SegmentId(1)),
            since: Some(date("2019-03-04")),
            source: Some("Fair, spring".into()),
            notice_days: Some(30),
            note: Some("Cross.\nNew director.".into()),
            ..named(1, "Harbourline Freight")
        },
        Customer { parent: Some(CustomerId(1)), archived: true, ..named(2, "株式会社 ブルー") },
        Customer { tags: vec!["=cmd|' /C calc'!A0".into()], ..named(3, "Twin") },
        Customer { parent: Some(CustomerId(3)), ..named(4, "Twin") },
        Customer { placeholder: true, external_ids: vec!["-9".into()], ..named(9, "Customer 9") },
    ]
}

fn people() -> Vec<Person> {
    vec![
        Person {
            id: PersonId(2),
            customer: CustomerId(4),
            name: "Zoë".into(),
            role: None,
            sponsor: false,
            email: None,
            phone: None,
            left_on: Some(date("2026-01-31")),
        },
        Person {
            id: PersonId(1),
            customer: CustomerId(1),
            name: "Dana Whitlock".into(),
            role: Some("Operations".into()),
            sponsor: true,
            email: Some("dana@example.com".into()),
            phone: Some("+44 20 7946 0000".into()),
            left_on: None,
        },
    ]
}

fn invoices() -> Vec<Invoice> {
    let plain = |id, customer, issued, amount, code| Invoice {
        id: InvoiceId(id),
        customer: CustomerId(customer),
        number: None,
        occurrence: None,
        issued: date(issued),
        paid: None,
        amount: Minor(amount),
        currency: currency(code),
        rate: None,
        base: None,
        kind: Kind::Invoice,
        status: Status::Open,
        title: None,
    };
    vec![
        Invoice {
            number: Some("1001".into()),
            paid: Some(date("2026-02-06")),
            status: Status::Paid,
            title: Some("Route portal, stage 1".into()),
            ..plain(1, 1, "2026-01-05", 100_000, "USD")
        },
        Invoice {
            number: Some("CN-1".into()),
            kind: Kind::Credit,
            status: Status::Paid,
            title: Some("=credit".into()),
            ..plain(2, 1, "2026-02-11", -5_007, "USD")
        },
        Invoice { number: Some("1002".into()), rate: Rate::parse("0.0067"), ..plain(3, 2, "2026-03-01", 1_200, "JPY") },
        Invoice {
            rate: Rate::parse("1.18"),
            occurrence: Some(1),
            status: Status::Void,
            title: Some("-discount".into()),
            ..plain(4, 3, "2026-03-02", 50, "EUR")
        },
        Invoice {
            occurrence: Some(1),
            rate: Some(Rate::ONE),
            status: Status::Draft,
            ..plain(5, 4, "2026-03-02", 1_234_567_890, "USD")
        },
    ]
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}
