//! Small books for the report: the firm of the pictures, and one with everything odd.

use chrono::{Datelike, NaiveDate};

use keepnet::domain::book::Book;
use keepnet::domain::customer::Customer;
use keepnet::domain::id::CustomerId;
use keepnet::domain::invoice::Kind;
use keepnet::domain::period::months_before;
use keepnet::domain::series::{Entry, Series};
use keepnet::domain::settings::{Name, Settings};

pub(crate) const TODAY: &str = "2026-11-22";

/// The firm of the pictures: what each customer brought in the last twelve months, in whole units.
pub(crate) const FIRM: [(&str, i64); 16] = [
    ("Harbourline Freight", 142_300),
    ("Osei Dental Group", 86_500),
    ("Tallow & Pine", 61_200),
    ("Northgate Council", 54_800),
    ("Brightwater Schools", 48_600),
    ("Kestrel Robotics", 41_900),
    ("Mirabel Foods", 36_400),
    ("Ashdown Vets", 31_200),
    ("Lumen Physio", 26_800),
    ("Parry & Daughters", 22_500),
    ("Quill Accountants", 18_900),
    ("Sable Coffee", 14_200),
    ("Fenwick Boats", 11_600),
    ("Old Mill Theatre", 8_300),
    ("Rosalind Interiors", 5_200),
    ("Juniper Florist", 2_000),
];

pub(crate) const KNOWN: [(Name, &str); 3] = [(Name::Book, "Wren & Marlow"), (Name::Outgo, "42,000"), (Name::Reserve, "60,000")];

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An invoice of whole units.
pub(crate) fn invoice(day: NaiveDate, amount: i64) -> Entry {
    Entry { day: day.into(), minor: amount * 100, paid: None, kind: Kind::Invoice, rated: true }
}

/// Customers 1, 2, ... with their documents.
pub(crate) fn book(customers: Vec<(&str, Vec<Entry>)>, settings: &[(Name, &str)]) -> Book {
    let set = |settings: Settings, (name, typed): &(Name, &str)| settings.enter(*name, typed).unwrap();
    let settings = settings.iter().fold(Settings::default(), set);
    let (mut named, mut series) = (Vec::new(), Vec::new());
    for (id, (name, entries)) in (1..).map(CustomerId).zip(customers) {
        named.push(Customer { id, ..Customer::named(name.into()) });
        series.push((id, Series::pack(entries)));
    }
    Book::new(settings, named, series)
}

/// The firm: one document a customer in the last twelve months; two years ago most brought three quarters of it, and
/// one more, since archived, brought 20,000.
pub(crate) fn firm(settings: &[(Name, &str)]) -> Book {
    let today = date(TODAY).with_day(20).unwrap();
    let mut customers: Vec<(&str, Vec<Entry>)> = Vec::new();
    for (place, (name, amount)) in (0u32..).zip(FIRM) {
        let mut entries = vec![invoice(months_before(today, place % 12), amount)];
        if place < 13 {
            entries.push(invoice(months_before(today, 14 + place % 10), amount * 3 / 4));
        }
        customers.push((name, entries));
    }
    customers.push(("Gull & Sons", vec![invoice(months_before(today, 20), 20_000)]));
    let mut book = book(customers, settings);
    archive(&mut book, 17);
    book
}

pub(crate) fn change(book: &mut Book, id: i64, change: impl FnOnce(Customer) -> Customer) {
    let customer = book.customer(CustomerId(id)).unwrap().clone();
    book.replace_customer(CustomerId(id), Some(change(customer)));
}

pub(crate) fn archive(book: &mut Book, id: i64) {
    change(book, id, |customer| Customer { archived: true, ..customer });
}

/// Thirty customers: names of every width and with marks in them, a group, ties, credits, open and unrated documents.
pub(crate) fn odd() -> Book {
    let names = [
        "株式会社サンプル物産",
        "e\u{301}cole du Nord | *Sud* _Est_",
        "شركة النور",
        "👩‍🔧 Blue & Sons <b>",
        "A very long name that goes on and on until nobody reads it any more GmbH",
    ];
    let day = |back: u32| months_before(date("2026-11-20"), back);
    let mut customers: Vec<(String, Vec<Entry>)> = Vec::new();
    for place in 0..30u32 {
        let name = names.get(place as usize).map_or_else(|| format!("Customer {place:02}"), |name| (*name).to_owned());
        let amount = 1_000 - i64::from(place / 2) * 60;
        let paid = (place != 7).then(|| day(place % 9).into());
        customers.push((name, vec![Entry { paid, ..invoice(day(place % 9 + 1), amount) }]));
    }
    let credit = Entry { kind: Kind::Credit, ..invoice(day(2), -1_500) };
    customers[28].1.push(credit);
    customers[29].1.push(Entry { rated: false, minor: 0, paid: Some(day(1).into()), ..invoice(day(2), 0) });
    let customers = customers.iter().map(|(name, entries)| (name.as_str(), entries.clone())).collect();
    let mut book = book(
        customers,
        &[(Name::Currency, "EUR"), (Name::Basis, "paid"), (Name::Limit, "8"), (Name::Outgo, "1500"), (Name::Reserve, "2000")],
    );
    change(&mut book, 3, |customer| Customer { parent: Some(CustomerId(1)), ..customer });
    archive(&mut book, 2);
    book
}
