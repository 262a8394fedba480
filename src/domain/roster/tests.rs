//! The list of customers over small books, and against sums made one by one.

use proptest::prelude::*;

use super::*;
use crate::domain::currency::Currency;
use crate::domain::customer::{Customer, Person, Segment, SegmentKind};
use crate::domain::figures::Figures;
use crate::domain::filter::{FieldTable, Filter};
use crate::domain::id::{EngagementId, PersonId, SegmentId};
use crate::domain::invoice::Kind;
use crate::domain::period::{Period, Window, months_before};
use crate::domain::record::{Kind as RecordKind, Record, Records};
use crate::domain::series::{Basis, Bundle, Entry};
use crate::domain::settings::Settings;
use crate::domain::work::{Engagement, Stage};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2026-11-22")
}

fn invoice(day: &str, minor: i64) -> Entry {
    Entry { day: date(day).into(), minor, paid: None, kind: Kind::Invoice, rated: true }
}

fn id(place: usize) -> CustomerId {
    CustomerId(place as i64 + 1)
}

/// Customers 1, 2, ... of these names and documents.
fn book(customers: &[(&str, &[Entry])]) -> Book {
    let named = |(place, (name, _)): (usize, &(&str, &[Entry]))| Customer { id: id(place), ..Customer::named((*name).into()) };
    let series = customers.iter().enumerate().map(|(place, (_, entries))| (id(place), Series::pack(entries.to_vec())));
    Book::new(Settings::default(), customers.iter().enumerate().map(named).collect(), series.collect())
}

fn change(book: &mut Book, place: usize, change: impl FnOnce(&mut Customer)) {
    let mut customer = book.customer(id(place)).unwrap().clone();
    change(&mut customer);
    book.replace_customer(id(place), Some(customer));
}

fn ids(places: &[usize]) -> Vec<CustomerId> {
    places.iter().map(|place| id(*place)).collect()
}

fn passing(book: &Book, filter: &str) -> Vec<i64> {
    let roster = Roster::of(book, today());
    let filter = Filter::parse(filter, &FieldTable::customers(Currency::USD)).unwrap();
    let found = roster.finding(book, &filter, false);
    roster.ordering(book, Column::Name, false, &found).into_iter().map(|customer| customer.0).collect()
}

#[test]
fn a_line_says_what_the_documents_come_to() {
    let credit = Entry { kind: Kind::Credit, ..invoice("2026-11-22", -50) };
    let entries = [
        invoice("2024-11-22", 1),
        invoice("2024-11-23", 10),
        invoice("2025-11-22", 100),
        invoice("2025-11-23", 1_000),
        credit,
        invoice("2026-11-23", 9_999),
    ];
    let book = book(&[("Alder", &entries), ("Birch", &[]), ("Cedar", &[invoice("2026-10-01", -200)])]);
    let roster = Roster::of(&book, today());
    let line = roster.line(id(0)).unwrap();
    assert_eq!((line.revenue, line.prior, line.documents, line.change()), (Minor(950), Minor(110), 2, Minor(840)));
    assert_eq!((line.first.map(Day::date), line.last.map(Day::date)), (Some(date("2024-11-22")), Some(today())));
    assert_eq!(
        roster.lines().iter().map(|line| line.standing).collect::<Vec<_>>(),
        [Standing::Repeat, Standing::Prospect, Standing::TooEarly]
    );
    // Cedar is in credit: out of the shares' total, in the plain one.
    assert_eq!((roster.total(), roster.net()), (Minor(950), Minor(750)));
    assert_eq!(
        roster.lines().iter().map(|line| roster.share(line)).collect::<Vec<_>>(),
        [Ratio::new(1, 1), Ratio::new(0, 1), Ratio::new(0, 1)]
    );
    assert_eq!(roster.line(CustomerId(9)), None);
}

#[test]
fn a_trend_is_windows_of_three_months_oldest_first() {
    // Windows end on the 22nd of November, August, May and February.
    let entries = [
        invoice("2022-11-22", 1 << 20),
        invoice("2022-11-23", 7),
        invoice("2024-11-22", 50),
        invoice("2024-11-23", 1),
        invoice("2026-05-22", 2),
        invoice("2026-05-23", 4),
        invoice("2026-08-22", 8),
        invoice("2026-08-23", 16),
        invoice("2026-11-22", 32),
    ];
    let book = book(&[("Alder", &entries)]);
    let roster = Roster::of(&book, today());
    assert_eq!(roster.trend(id(0), 8).iter().map(|net| net.0).collect::<Vec<_>>(), [1, 0, 0, 0, 0, 2, 12, 48]);
    let four_years = roster.trend(id(0), 16);
    assert_eq!((four_years.len(), four_years[0].0, four_years[7].0), (16, 7, 50));
    assert_eq!((roster.trend(id(0), 99).len(), roster.trend(id(5), 8).len()), (16, 0));
}

#[test]
fn every_column_sorts_with_ties_in_the_fixed_order_and_nothing_last() {
    let year = |minor| vec![invoice("2026-06-01", minor)];
    let [small, large, credit] = [year(10), year(50), year(-5)];
    let mut book =
        book(&[("birch", &small), ("Élan", &large), ("Alder", &small), ("Cedar", &[]), ("cedar", &credit), ("Dogwood", &[])]);
    change(&mut book, 0, |birch| birch.notice_days = Some(30));
    change(&mut book, 5, |dogwood| {
        dogwood.notice_days = Some(0);
        dogwood.trade = Some("Vets".into());
        dogwood.since = Some(date("2019-03-04"));
        dogwood.tags = vec!["retainer".into()];
    });
    change(&mut book, 3, |cedar| cedar.tags = vec!["Key".into()]);
    let person = |person_id, at, name: &str, sponsor| Person {
        id: PersonId(person_id),
        customer: id(at),
        name: name.into(),
        role: None,
        sponsor,
        email: None,
        phone: None,
        left_on: None,
    };
    book.people = vec![person(1, 0, "Zoe", false), person(2, 0, "Mia", true), person(3, 4, "bea", false)].into();
    let roster = Roster::of(&book, today());
    for (column, rising, falling) in [
        (Column::Name, [2, 0, 3, 4, 5, 1], [1, 5, 3, 4, 0, 2]),
        (Column::Revenue, [4, 3, 5, 2, 0, 1], [1, 2, 0, 3, 5, 4]),
        (Column::Share, [3, 4, 5, 2, 0, 1], [1, 2, 0, 3, 4, 5]),
        (Column::Trend, [4, 3, 5, 2, 0, 1], [1, 2, 0, 3, 5, 4]),
        (Column::Invoices, [3, 5, 2, 0, 4, 1], [2, 0, 4, 1, 3, 5]),
        (Column::Last, [2, 0, 4, 1, 3, 5], [2, 0, 4, 1, 3, 5]),
        (Column::Since, [5, 2, 0, 4, 1, 3], [2, 0, 4, 1, 5, 3]),
        (Column::Notice, [5, 0, 2, 3, 4, 1], [0, 5, 2, 3, 4, 1]),
        (Column::Trade, [5, 2, 0, 3, 4, 1], [5, 2, 0, 3, 4, 1]),
        (Column::Tags, [3, 5, 2, 0, 4, 1], [5, 3, 2, 0, 4, 1]),
        (Column::Contact, [4, 0, 2, 3, 5, 1], [0, 4, 2, 3, 5, 1]),
    ] {
        assert_eq!(roster.ordered(&book, column, false), ids(&rising), "{column:?} rising");
        assert_eq!(roster.ordered(&book, column, true), ids(&falling), "{column:?} falling");
    }
}

#[test]
fn a_row_answers_every_field_and_flag() {
    let twice = [invoice("2020-01-01", 500), invoice("2026-06-01", 1_000_000), invoice("2026-11-12", 200_000)];
    let once = [invoice("2024-01-01", 700)];
    let recent = [invoice("2026-06-01", 400_000)];
    let mut book = book(&[("Alder", &twice), ("Birch", &once), ("Cedar", &recent), ("Dogwood", &[]), ("Elm", &[]), ("Fir", &[])]);
    book.segments = vec![Segment {
        id: SegmentId(1),
        name: "Colleagues".into(),
        kind: SegmentKind::Colleague,
        criteria: None,
        channels: None,
        phrases: None,
        archived: false,
    }];
    change(&mut book, 0, |alder| {
        (alder.note, alder.trade, alder.source) = (Some("Late\ninvoices".into()), Some("Vets".into()), Some("Fair".into()));
        (alder.tags, alder.notice_days, alder.since) = (vec!["Key account".into()], Some(30), Some(date("2019-03-04")));
    });
    change(&mut book, 1, |birch| birch.parent = Some(id(2)));
    change(&mut book, 4, |elm| elm.segment = Some(SegmentId(1)));
    change(&mut book, 5, |fir| fir.archived = true);
    let dana = |left_on| Person {
        id: PersonId(1),
        customer: id(0),
        name: "Dana Whitlock".into(),
        role: None,
        sponsor: false,
        email: Some("dw@example.com".into()),
        phone: None,
        left_on,
    };
    book.people = vec![dana(None)].into();
    for (filter, found) in [
        ("", &[1, 2, 3, 4, 5][..]),
        ("alder", &[1]),
        ("dana", &[1]),
        ("contact:dw@", &[1]),
        ("invoices", &[1]),
        ("key", &[1]),
        ("note:late trade:vets source:fair tag=\"key account\"", &[1]),
        ("segment:colleagues", &[5]),
        ("revenue>=12k", &[1]),
        ("revenue=0", &[2, 4, 5]),
        // 12,000 of 16,000; exactly a quarter for Cedar.
        ("share>=75%", &[1]),
        ("share=25", &[3]),
        ("last<=10d", &[1]),
        ("last:none", &[4, 5]),
        ("invoices=2", &[1]),
        ("since<2020", &[1]),
        ("since:2024", &[2]),
        ("since:none", &[4, 5]),
        ("notice=30", &[1]),
        ("is:repeat", &[1]),
        ("is:one-off", &[2]),
        ("is:prospect", &[4]),
        ("is:group", &[2, 3]),
        ("is:archived", &[6]),
        ("is:archived | alder", &[1, 6]),
        ("-is:group -is:prospect", &[1, 5]),
    ] {
        assert_eq!(passing(&book, filter), found, "{filter}");
    }
    book.people = vec![dana(Some(date("2026-11-22")))].into();
    assert_eq!(passing(&book, "dana"), [0; 0]);
    assert_eq!(passing(&book, "contact:none"), [1, 2, 3, 4, 5]);
}

#[test]
fn who_has_work_ahead_is_found_as_soon_as_it_is_known() {
    let mut book = book(&[("Alder", &[]), ("Birch", &[]), ("Cedar", &[])]);
    let work = |customer, stage, ends: &str| Engagement {
        customer: Some(id(customer)),
        starts: Some(date("2026-11-02")),
        ends: Some(date(ends)),
        ..Engagement::blank(stage)
    };
    let before = book.revision();
    book.take_records(Records {
        engagements: vec![
            Engagement { id: EngagementId(1), ..work(0, Stage::Booked, "2026-11-22") },
            Engagement { id: EngagementId(2), ..work(1, Stage::Booked, "2026-11-21") },
            Engagement { id: EngagementId(3), ..work(2, Stage::Lead, "2026-12-31") },
        ]
        .into(),
        ..Records::default()
    });
    assert!(book.revision() > before);
    assert_eq!((passing(&book, "is:booked"), passing(&book, "-is:booked is:maybe")), (vec![1], vec![3]));
    // Won, it is booked; lost, it is nothing.
    book.replace_record(
        RecordKind::Engagement,
        3,
        Some(&Engagement { id: EngagementId(3), ..work(2, Stage::Booked, "2026-12-31") }.row()),
    );
    assert_eq!((passing(&book, "is:booked"), passing(&book, "is:maybe")), (vec![1, 3], vec![]));
    book.replace_record(RecordKind::Engagement, 3, None);
    assert_eq!(passing(&book, "is:booked | is:maybe"), [1]);
    // A lead alone is no occasion, yet a list filtered by it is old.
    let before = book.revision();
    let lead = Engagement { id: EngagementId(4), ..work(1, Stage::Lead, "2026-12-31") };
    book.take_records(Records { engagements: vec![lead].into(), ..Records::default() });
    assert!(book.revision() > before);
    assert_eq!(passing(&book, "is:maybe"), [2]);
}

#[test]
fn the_memory_makes_a_roster_again_only_when_something_moved() {
    let documents = [invoice("2026-06-01", 100)];
    let mut book = book(&[("Alder", &documents), ("Birch", &documents)]);
    let mut memory = Memory::default();
    let first = memory.roster(&book, today());
    assert!(Arc::ptr_eq(&first, &memory.roster(&book, today())));
    assert!(!Arc::ptr_eq(&first, &memory.roster(&book, date("2026-11-23"))));
    memory.roster(&book, today());
    book.replace_series(id(1), Series::pack(vec![invoice("2026-07-01", 700)]));
    let elm = Customer { id: id(7), ..Customer::named("Elm".into()) };
    book.replace_customer(id(7), Some(elm));
    let touched = Touched { series: vec![id(1)], customers: vec![id(7)], ..Touched::default() };
    let after = memory.after(&book, today(), &touched);
    assert_eq!(after.lines(), Roster::of(&book, today()).lines());
    assert_eq!((after.total(), after.trend(id(1), 2)), (Minor(800), &[Minor(700), Minor(0)][..]));
    assert!(Arc::ptr_eq(&after, &memory.roster(&book, today())));
    book.replace_settings(Settings { basis: Basis::Paid, ..Settings::default() });
    let paid = memory.after(&book, today(), &Touched { settings: true, ..Touched::default() });
    assert_eq!(paid.total(), Minor(0));
}

/// Customers with documents, some under a group, some archived.
fn books() -> impl Strategy<Value = Book> {
    let document = (0i32..1800, -50i64..500, any::<bool>(), proptest::option::of(0i32..300));
    let customers = proptest::collection::vec((proptest::collection::vec(document, 0..8), 0usize..24, any::<bool>()), 1..12);
    (customers, any::<bool>()).prop_map(|(customers, paid)| {
        let entry = |(back, minor, credit, paid): (i32, i64, bool, Option<i32>)| {
            let day = Day(Day::from(today()).0 - back + 100);
            let kind = if credit { Kind::Credit } else { Kind::Invoice };
            Entry { day, minor, paid: paid.map(|after| Day(day.0 + after)), kind, rated: true }
        };
        let names = ["Alder", "alder", "Birch", "Élan", "Cedar & Co", "株式会社"];
        let documents: Vec<Vec<Entry>> = customers.iter().map(|(own, ..)| own.iter().copied().map(entry).collect()).collect();
        let all: Vec<(&str, &[Entry])> = names.iter().copied().cycle().zip(documents.iter().map(Vec::as_slice)).collect();
        let mut book = book(&all);
        for (place, (_, parent, archived)) in customers.iter().enumerate() {
            change(&mut book, place, |customer| {
                // Only earlier customers become parents, so there is no circle.
                customer.parent = (*parent < place).then(|| id(*parent));
                customer.archived = *archived;
            });
        }
        let basis = if paid { Basis::Paid } else { Basis::Invoiced };
        book.replace_settings(Settings { basis, ..Settings::default() });
        book
    })
}

proptest! {
    #[test]
    fn one_look_says_what_a_sum_per_window_would(book in books()) {
        let (roster, basis) = (Roster::of(&book, today()), book.settings.basis);
        for (customer, series) in book.each() {
            let known: Vec<Entry> = series.iter().filter(|entry| entry.day <= today().into()).collect();
            let (series, line) = (Series::pack(known.clone()), roster.line(customer.id).unwrap());
            let year = Window::last_months(today(), 12);
            prop_assert_eq!(line.revenue, series.sum(year, basis));
            prop_assert_eq!(line.prior, series.sum(Window::prior_year(today()), basis));
            let counted = known.iter().filter(|entry| entry.counted_on(basis).is_some_and(|day| year.holds(day)));
            prop_assert_eq!(line.documents as usize, counted.count());
            prop_assert_eq!((line.first, line.last), (series.first_day(), known.iter().map(|entry| entry.day).max()));
            for (place, net) in roster.trend(customer.id, QUARTERS).iter().rev().enumerate() {
                let to = months_before(today(), 3 * place as u32);
                let from = Window { from: crate::domain::period::day_after(months_before(today(), 3 * place as u32 + 3)), to };
                prop_assert_eq!(*net, series.sum(from, basis));
            }
        }
        let figures = Figures::of(&book, Period::YEAR_TO_DATE, today());
        prop_assert_eq!(roster.year(&book), figures.year);
        prop_assert_eq!(roster.net(), figures.year_total);
        let standing = |wanted| book.customers().zip(roster.lines())
            .filter(|(customer, line)| !customer.archived && line.standing == wanted).count();
        let one_off = figures.customers.one_off;
        prop_assert_eq!(
            [Standing::OneOff, Standing::Repeat, Standing::TooEarly, Standing::Prospect].map(standing),
            [one_off.one_off, one_off.repeat, one_off.too_early, one_off.prospects]
        );
    }

    #[test]
    fn read_in_bundles_the_roster_is_the_same(book in books(), cut in 1usize..5) {
        let maker = RosterMaker::new(book.settings.basis, today());
        let with_documents: Vec<_> = book.each().filter(|(_, series)| !series.is_empty()).collect();
        let chunks = with_documents.chunks(cut).map(|some| {
            let mut bundle = Bundle::default();
            for (customer, series) in some {
                series.parts().for_each(|part| bundle.push(customer.id, part));
            }
            maker.unpack(bundle).unwrap()
        });
        let chunks = chunks.collect();
        let (read, roster) = maker.book(book.settings.clone(), book.customers().cloned().collect(), chunks);
        let expected = Roster::of(&book, today());
        prop_assert_eq!(roster.lines(), expected.lines());
        prop_assert_eq!((roster.total(), roster.net(), &roster.trends), (expected.total(), expected.net(), &expected.trends));
        prop_assert!(read.each().eq(book.each()));
    }

    #[test]
    fn every_order_holds_everyone_once(book in books(), descending in any::<bool>()) {
        let roster = Roster::of(&book, today());
        for column in [Column::Name, Column::Revenue, Column::Last, Column::Tags] {
            let mut order = roster.ordered(&book, column, descending);
            order.sort_unstable();
            prop_assert!(order.into_iter().eq(book.customers().map(|customer| customer.id)));
        }
    }
}

#[test]
fn people_who_come_behind_the_first_picture_are_sorted_by() {
    let mut book = book(&[("Alder", &[]), ("Birch", &[])]);
    let mut memory = Memory::holding(Roster::of(&book, today()));
    let first = memory.roster(&book, today());
    assert_eq!(first.ordered(&book, Column::Contact, false), [id(0), id(1)]);
    drop(first);
    book.people = vec![Person {
        id: PersonId(1),
        customer: id(1),
        name: "Ann".into(),
        role: None,
        sponsor: false,
        email: None,
        phone: None,
        left_on: None,
    }]
    .into();
    book.completed();
    memory.complete(&book);
    assert_eq!(memory.roster(&book, today()).ordered(&book, Column::Contact, false), [id(1), id(0)]);
    // Another window added a customer just then.
    let more = crate::domain::customer::Customer { id: id(9), ..crate::domain::customer::Customer::named("Cedar".into()) };
    book.replace_customer(id(9), Some(more));
    memory.complete(&book);
    assert_eq!(memory.roster(&book, today()).lines().len(), 3);
}

proptest! {
    /// Searched in one piece of memory, or row by row; with names folded before, or as they are needed.
    #[test]
    fn a_prepared_roster_says_what_any_roster_says(
        rows in proptest::collection::vec(("[abAB éÉß]{1,5}", 0i64..4, proptest::option::of("[abé\n]{1,6}"), proptest::option::of("[abE@]{1,4}")), 1..12),
        filter in "-?[abéß@]{1,2}|a [ab]|-a \\| b|tag:a b|\"a b\"|revenue>1 a",
        column in 0usize..11,
    ) {
        let names: Vec<(String, Vec<Entry>)> = rows.iter().map(|(name, minor, ..)| (format!("{name}x"), vec![invoice("2026-10-01", minor * 100)])).collect();
        let mut book = book(&names.iter().map(|(name, entries)| (name.as_str(), entries.as_slice())).collect::<Vec<_>>());
        let mut people = Vec::new();
        for (place, (_, _, note, contact)) in rows.iter().enumerate() {
            change(&mut book, place, |customer| {
                customer.note = note.as_deref().map(crate::domain::text::Prose::clean);
                customer.tags = contact.iter().map(|tag| tag.as_str().into()).collect();
            });
            people.extend(contact.as_deref().filter(|_| place % 2 == 0).map(|contact| Person {
                id: PersonId(place as i64 + 1), customer: id(place), name: contact.into(), role: None, sponsor: false,
                email: Some("A@é".into()), phone: None, left_on: (place % 4 == 0).then(|| date("2026-01-01")),
            }));
        }
        book.people = people.into();
        let (plain, prepared) = (Roster::of(&book, today()), Roster::of(&book, today()));
        prepared.prepare(&book);
        let columns = [
            Column::Name, Column::Revenue, Column::Share, Column::Trend, Column::Last, Column::Invoices, Column::Since,
            Column::Tags, Column::Contact, Column::Notice, Column::Trade,
        ];
        for descending in [false, true] {
            let order = plain.ordered(&book, columns[column], descending);
            prop_assert_eq!(&prepared.ordered(&book, columns[column], descending), &order);
            prop_assert_eq!(&prepared.ordered(&book, columns[column], descending), &order);
        }
        let filter = Filter::parse(&filter, &FieldTable::customers(Currency::USD)).unwrap();
        let order = plain.ordered(&book, Column::Name, false);
        let one_by_one: Vec<CustomerId> = order.iter().copied()
            .filter(|customer| filter.matches(&plain.subject(&book, *customer).unwrap())).collect();
        // What was found for the letters before takes nothing away from a filter, nor do words taken back.
        for typed in ["a", "ab", "ab b", "a", "b", "bé", "é"] {
            let typed = Filter::parse(typed, &FieldTable::customers(Currency::USD)).unwrap();
            let (found, anew) = (prepared.finding(&book, &typed, false), Roster::of(&book, today()).finding(&book, &typed, false));
            prop_assert_eq!(found.passing(), anew.passing());
        }
        let found = prepared.finding(&book, &filter, false);
        prop_assert_eq!(found.count(), one_by_one.len());
        prop_assert_eq!(prepared.ordering(&book, Column::Name, false, &found), one_by_one);
    }
}
