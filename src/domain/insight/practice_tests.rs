//! The owner's own side: item 33's day, balances, segments, what is left to finish, and that none of it moves a share.

use super::*;
use crate::domain::customer::{Customer, Segment};
use crate::domain::figures::Figures;
use crate::domain::id::CustomerId;
use crate::domain::invoice::Kind as Paper;
use crate::domain::money::Minor;
use crate::domain::period::Period;
use crate::domain::record::{Kind, Row, Value};
use crate::domain::series::{Entry, Series};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A book of rows, given their ids in order.
fn keep(book: &mut Book, rows: &[Row]) {
    for row in rows {
        let id = book.records().rows(row.kind).len() as i64 + 1;
        assert!(row.kind.check(row).is_ok(), "{:?}", row.kind.check(row));
        assert!(book.replace_record(row.kind, id, Some(&Row { id, ..row.clone() })));
    }
}

fn offering(name: &str, core: &str) -> Row {
    Row::blank(Kind::Offering).with("name", text(name)).with("core", text(core))
}

fn partner(name: &str) -> Row {
    Row::blank(Kind::Partner).with("name", text(name))
}

fn sent(day: &str, outcome: &str) -> Row {
    let row = Row::blank(Kind::Referral).with("date", text(day)).with("outcome", text(outcome));
    if outcome == "word of mouth" { row } else { row.with("customer", Value::Number(1)) }
}

#[test]
fn a_billable_day_brings_its_part_of_the_target() {
    let settings = |target, rate| Settings { target, day_rate: rate, ..Settings::default() };
    let day = billable_day(&settings(Some(Minor(9_000_000)), Some(Minor(180_000)))).unwrap();
    assert_eq!((day.part.decimal(100, 1).as_str(), day.needed), ("2.0", 50));
    // 180,000 / 1,600 = 112.5: half a day is a day.
    let day = billable_day(&settings(Some(Minor(18_000_000)), Some(Minor(160_000)))).unwrap();
    assert_eq!((day.part.decimal(100, 1).as_str(), day.needed), ("0.9", 113));
    assert_eq!(billable_day(&settings(None, Some(Minor(1)))), Err(Name::Target));
    assert_eq!(billable_day(&settings(Some(Minor(0)), Some(Minor(1)))), Err(Name::Target));
    assert_eq!(billable_day(&settings(Some(Minor(1)), Some(Minor(0)))), Err(Name::DayRate));
}

#[test]
fn the_next_break_begins_on_a_day_that_would_be_worked() {
    let settings = |off: &[(&str, &str)]| Settings {
        days_off: off.iter().map(|(from, to)| TimeOff { from: date(from), to: date(to), half: false }).collect(),
        ..Settings::default()
    };
    let today = date("2026-11-22");
    // 26 December 2026 is a Saturday, 28 a Monday.
    let christmas = settings(&[("2026-12-26", "2026-12-29"), ("2026-12-25", "2026-12-25"), ("2026-11-20", "2026-11-20")]);
    assert_eq!(next_break(&christmas, today), Some((date("2026-12-25"), date("2026-12-25"))));
    assert_eq!(next_break(&christmas, date("2026-12-26")), Some((date("2026-12-28"), date("2026-12-29"))));
    assert_eq!(next_break(&settings(&[("2026-12-26", "2026-12-27")]), today), None);
    // In the middle of a break, today is its next day.
    assert_eq!(next_break(&settings(&[("2026-11-16", "2026-11-27")]), date("2026-11-18")).unwrap().0, date("2026-11-18"));
    assert_eq!(
        (team_days(&Settings::default()), team_days(&Settings { team_days: Some(Hundredths(1200)), ..Settings::default() })),
        (Hundredths(500), Hundredths(1200))
    );
}

#[test]
fn a_balance_counts_people_sent_each_way_and_nothing_else() {
    let mut book = Book::new(Settings::default(), vec![Customer { id: CustomerId(1), ..Customer::named("Alder".into()) }], vec![]);
    let (to, from) = (("to_partner", Value::Number(1)), ("from_partner", Value::Number(1)));
    keep(&mut book, &[partner("Ferro IT"), partner("Studio Lune")]);
    keep(
        &mut book,
        &[
            sent("2026-01-10", "won").with(to.0, to.1.clone()),
            sent("2026-11-10", "open").with(to.0, to.1.clone()),
            sent("2026-03-10", "lost").with(from.0, from.1.clone()),
            // Said, put away, or not yet: none of them counts.
            sent("2026-11-20", "word of mouth").with(from.0, from.1.clone()),
            sent("2026-11-21", "open").with(to.0, to.1.clone()).with("archived", Value::Number(1)),
            sent("2026-12-01", "open").with(to.0, to.1),
        ],
    );
    let figures = PracticeFigures::of(&book, date("2026-11-22"));
    assert_eq!(figures.balance(PartnerId(1)), Balance { sent: 2, received: 1, last: Some(date("2026-11-10")) });
    assert_eq!(figures.balance(PartnerId(2)), Balance::default());
}

fn segment(id: i64, kind: SegmentKind) -> Segment {
    let name = format!("S{id}").as_str().into();
    Segment { id: SegmentId(id), name, kind, criteria: None, channels: None, phrases: None, archived: false }
}

#[test]
fn customers_are_counted_in_their_segment_unless_they_are_archived() {
    let named = |id: i64, segment: Option<i64>| Customer {
        id: CustomerId(id),
        segment: segment.map(SegmentId),
        ..Customer::named(format!("C{id}").as_str().into())
    };
    let gone = Customer { archived: true, ..named(5, Some(1)) };
    let mut book =
        Book::new(Settings::default(), vec![named(1, Some(1)), named(2, Some(1)), named(3, Some(2)), named(4, None), gone], vec![]);
    book.segments = vec![segment(1, SegmentKind::Client), segment(2, SegmentKind::Colleague)];
    let segmented = PracticeFigures::of(&book, date("2026-11-22")).segmented;
    assert_eq!((segmented.clients, segmented.colleagues, segmented.without), (2, 1, 1));
    assert_eq!(segmented.by_segment, BTreeMap::from([(SegmentId(1), 2), (SegmentId(2), 1)]));
}

#[test]
fn an_empty_practice_names_everything_it_lacks() {
    let unfinished = PracticeFigures::of(&Book::default(), date("2026-11-22")).unfinished;
    let not_set = NEEDED.map(Unfinished::NotSet);
    assert_eq!(unfinished, [&[Unfinished::NoMood], &not_set[..], &[Unfinished::NoOffering, Unfinished::NoWanted]].concat());
}

#[test]
fn each_thing_is_finished_by_what_it_lacks() {
    let mut book = Book::default();
    let money = Some(Minor(100));
    book.replace_settings(Settings {
        target: money,
        outgo: money,
        reserve: money,
        day_rate: money,
        hour_cost: money,
        ..Settings::default()
    });
    let mood = |day: &str| {
        let row = Row::blank(Kind::MoodProfile).with("answered", text(day)).with("natural", text("curious"));
        ["attracts", "favourites", "work_in"].into_iter().fold(row, |row, field| row.with(field, text("calm")))
    };
    keep(
        &mut book,
        &[
            mood("2025-11-22").with("work_in", Value::Nothing),
            partner("Ferro IT"),
            partner("Gone").with("archived", Value::Number(1)),
        ],
    );
    let pages = Value::Number(14);
    keep(
        &mut book,
        &[
            offering("Booking", "core").with("process_pages", pages),
            offering("Care", "core"),
            offering("Sites", "adjacent").with("process_pages", Value::Number(0)),
            offering("Hosting", "off-core").with("partner", Value::Number(1)),
            offering("Stores", "off-core").with("partner", Value::Number(2)),
            offering("Brand", "off-core"),
            offering("Old", "core").with("archived", Value::Number(1)),
        ],
    );
    let lacks = [2, 3].map(|id| Unfinished::NoProcess(OfferingId(id)));
    let nobody = [5, 6].map(|id| Unfinished::NobodyToSend(OfferingId(id)));
    // A year to the day is not older than a year.
    let today = PracticeFigures::of(&book, date("2026-11-22"));
    assert_eq!(today.unfinished, [&[Unfinished::MoodGaps(1)], &lacks[..], &nobody, &[Unfinished::NoWanted]].concat());
    let tomorrow = PracticeFigures::of(&book, date("2026-11-23")).unfinished;
    assert!(tomorrow.contains(&Unfinished::MoodOld));
    // The newest answers count, whichever row they are in.
    keep(&mut book, &[mood("2026-02-01"), mood("2024-01-01")]);
    keep(&mut book, &[Row::blank(Kind::Wanted).with("profile", text("a clinic")).with("said", text("2026-02-01"))]);
    let today = PracticeFigures::of(&book, date("2026-11-23"));
    assert_eq!((today.mood, today.unfinished), (Some(MoodProfileId(2)), [lacks, nobody].concat()));
    // A version dated ahead waits for its day.
    keep(&mut book, &[mood("2026-12-01")]);
    let newest = ["2026-11-30", "2026-12-01"].map(|day| PracticeFigures::of(&book, date(day)).mood);
    assert_eq!(newest, [Some(MoodProfileId(2)), Some(MoodProfileId(4))]);
}

/// F1 of the metrics in one window: Alder 48,000 down to Fir 1,000.
fn f1() -> Book {
    let nets = [48_000, 24_000, 12_000, 9_000, 6_000, 1_000];
    let named = |at: usize| Customer { id: CustomerId(at as i64 + 1), ..Customer::named(format!("C{at}").as_str().into()) };
    let paper =
        |net: i64| Entry { day: date("2026-06-01").into(), minor: net * 100, paid: None, kind: Paper::Invoice, rated: true };
    let series = nets.iter().enumerate().map(|(at, net)| (CustomerId(at as i64 + 1), Series::pack(vec![paper(*net)])));
    Book::new(Settings::default(), (0..nets.len()).map(named).collect(), series.collect())
}

#[test]
fn colleagues_partners_and_prospects_change_no_share() {
    let today = date("2026-11-22");
    let plain = Figures::of(&f1(), Period::YEAR_TO_DATE, today);
    let mut book = f1();
    book.segments = vec![segment(1, SegmentKind::Colleague)];
    let colleague = Customer { id: CustomerId(7), segment: Some(SegmentId(1)), ..Customer::named("Colleague".into()) };
    book.replace_customer(colleague.id, Some(colleague));
    let prospect = |name: &str| Row::blank(Kind::Prospect).with("name", text(name));
    keep(&mut book, &[partner("Ferro IT"), prospect("Marlow Clinic"), prospect("Fir").with("customer", Value::Number(6))]);
    keep(
        &mut book,
        &[
            sent("2026-06-02", "won").with("from_partner", Value::Number(1)),
            sent("2026-06-03", "open").with("to_partner", Value::Number(1)),
        ],
    );
    let with = Figures::of(&book, Period::YEAR_TO_DATE, today);
    assert_eq!(with.concentration, plain.concentration);
    assert_eq!((with.year.clone(), with.stress), (plain.year, plain.stress));
    assert_eq!((with.revenue.total, with.idle_units), (plain.revenue.total, plain.idle_units));
    assert_eq!(with.concentration.gini_with(with.idle_units), plain.concentration.gini_with(plain.idle_units));
    // 48² + 24² + 12² + 9² + 6² + 1² = 3,142: the fixture's own HHI.
    assert_eq!(with.concentration.hhi().unwrap().decimal(10_000, 0), "3142");
    let shares: Vec<String> = with
        .concentration
        .holdings()
        .iter()
        .map(|holding| with.concentration.share(holding.net).unwrap().decimal(100, 1))
        .collect();
    assert_eq!(shares, ["48.0", "24.0", "12.0", "9.0", "6.0", "1.0"]);
    // What was invoiced counts, whoever it was invoiced to.
    let paper = Entry { day: date("2026-06-01").into(), minor: 100, paid: None, kind: Paper::Invoice, rated: true };
    book.replace_series(CustomerId(7), Series::pack(vec![paper]));
    assert_ne!(Figures::of(&book, Period::YEAR_TO_DATE, today).concentration, plain.concentration);
}
