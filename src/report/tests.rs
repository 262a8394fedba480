//! The whole report of small firms, as it is read.

use chrono::NaiveDate;

use super::*;
use crate::domain::customer::Customer;
use crate::domain::invoice::Kind;
use crate::domain::series::{Entry, Series};
use crate::domain::settings::Name;

/// The firm of the pictures: what each customer brought in the last twelve months.
const FIRM: [(&str, i64); 16] = [
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

const TODAY: &str = "2026-11-22";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn entry(day: NaiveDate, amount: i64) -> Entry {
    Entry { day: day.into(), minor: amount * 100, paid: None, kind: Kind::Invoice, rated: true }
}

fn book(customers: &[(&str, Vec<Entry>)], settings: &[(Name, &str)]) -> Book {
    let id = |place: usize| CustomerId(place as i64 + 1);
    let named =
        customers.iter().enumerate().map(|(place, (name, _))| Customer { id: id(place), ..Customer::named((*name).into()) });
    let series = customers.iter().enumerate().map(|(place, (_, entries))| (id(place), Series::pack(entries.clone())));
    let set = |settings: Settings, (name, typed): &(Name, &str)| settings.enter(*name, typed).unwrap();
    let settings = settings.iter().fold(Settings::default(), set);
    Book::new(settings, named.collect(), series.collect())
}

/// One document a customer in the last year, months apart; an older one for most, a quarter smaller.
fn firm(settings: &[(Name, &str)]) -> Book {
    let customers: Vec<(&str, Vec<Entry>)> = FIRM
        .iter()
        .enumerate()
        .map(|(place, (name, amount))| {
            let month = |back: u32| crate::domain::period::months_before(date("2026-11-20"), back);
            let mut entries = vec![entry(month(place as u32 % 12), *amount)];
            if place < 13 {
                entries.push(entry(month(14 + place as u32 % 10), amount * 3 / 4));
            }
            (*name, entries)
        })
        .collect();
    book(&customers, settings)
}

const KNOWN: [(Name, &str); 3] = [(Name::Book, "Wren & Marlow"), (Name::Outgo, "42,000"), (Name::Reserve, "60,000")];

fn report(book: &Book, period: &str) -> Report {
    Report::new(book, &Names::Plain, date(TODAY), Period::parse(period).unwrap())
}

fn shown(book: &Book, period: &str, width: usize) -> String {
    text(&report(book, period), Style { width, ascii: false }, &Section::ALL)
}

#[test]
fn look() {
    for (name, text) in [
        ("80", shown(&firm(&KNOWN), "12m", 80)),
        ("100", shown(&firm(&KNOWN), "12m", 100)),
        ("40", shown(&firm(&KNOWN), "12m", 40)),
        ("ascii", super::text(&report(&firm(&KNOWN), "12m"), Style { width: 80, ascii: true }, &Section::ALL)),
        ("bare", shown(&firm(&[]), "12m", 80)),
        ("md", markdown(&report(&firm(&KNOWN), "12m"), &Section::ALL)),
        ("empty", shown(&book(&[], &[]), "12m", 80)),
    ] {
        println!("=== {name}\n{text}");
    }
    let mut out = Vec::new();
    json(&report(&firm(&KNOWN), "12m"), &Section::ALL, &mut out).unwrap();
    println!("{}", String::from_utf8(out).unwrap());
}
