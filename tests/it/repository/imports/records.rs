//! Records of an import in the store: quarters that follow the day, undo, a book that is left as it was.

use keepnet::domain::intake::{RecordRow, Row, Terms, Told, ToldQuarter};
use keepnet::domain::record::{Kind as RecordKind, Value};
use keepnet::domain::settings::Name;

use super::super::rows::{by_name, customer, rows, take, take_with, terms};
use super::{Place, assert_healthy, count, date, dump, refusals, set};

/// A row of a kind: what these fields say, nothing of the others.
fn record(line: u64, kind: RecordKind, said: &[(&str, Told)]) -> Row {
    let told = kind.fields().iter().map(|field| {
        let told = said.iter().find(|(name, _)| *name == field.name).map(|(_, told)| told.clone());
        told.unwrap_or(Told::Value(Value::Nothing))
    });
    Row::Record(RecordRow { line, kind, key: None, told: told.collect() })
}

fn text(text: &str) -> Told {
    Told::Value(Value::Text(text.to_owned()))
}

fn number(number: i64) -> Told {
    Told::Value(Value::Number(number))
}

#[test]
fn quarters_counted_from_a_day_follow_the_firms_year() {
    let place = Place::new();
    let mut repository = place.open();
    set(&mut repository, Name::FiscalStart, "2");
    take(&mut repository, rows([customer(1, by_name("Heron"))])).unwrap();
    let answer = |line, quarter, feel| {
        let said = [("customer", Told::Customer(by_name("Heron"))), ("quarter", Told::Quarter(quarter)), ("feel", number(feel))];
        record(line, RecordKind::Assessment, &said)
    };
    let file = || vec![answer(1, ToldQuarter::Ago(0), 4), answer(2, ToldQuarter::Ago(1), 3), answer(3, ToldQuarter::Ago(4), 2)];
    let refused = take(&mut repository, file()).unwrap();
    assert_eq!(refused.refused_count, 3);
    assert!(refusals(&refused)[1].starts_with("2: quarter: \"Q-1\": counts from today"), "{refused:?}");
    // Quarters begin in February, May, August and November.
    let dated = Terms { as_of: Some(date("2026-11-22")), ..terms() };
    let taken = take_with(&mut repository, vec![file()], &dated).unwrap();
    assert_eq!(taken.imported.records.of(RecordKind::Assessment), 3);
    let book = repository.load_book().unwrap();
    let quarters: Vec<String> = book.records().assessments.iter().map(|answer| answer.quarter.to_string()).collect();
    assert_eq!(quarters, ["2026-11-01", "2026-08-01", "2025-11-01"]);
    assert_healthy(&mut repository, "after the assessments");
}

#[test]
fn an_import_of_records_is_one_step() {
    let place = Place::new();
    let mut repository = place.open();
    let before = dump(&place.book());
    let file = || {
        vec![
            record(1, RecordKind::Partner, &[("name", text("Ferro IT"))]),
            record(
                2,
                RecordKind::Offering,
                &[
                    ("name", text("Hosting")),
                    ("core", text("off-core")),
                    ("partner", Told::Named(keepnet::domain::record::Target::Partner, "ferro it".into())),
                    ("list_price", Told::Amount { digits: 15_005, scale: 3, currency: None }),
                ],
            ),
            record(
                3,
                RecordKind::Effort,
                &[
                    ("customer", Told::Customer(by_name("Heron"))),
                    ("date", text("2026-01-05")),
                    ("kind", text("delivery")),
                    ("hours", number(90)),
                ],
            ),
        ]
    };
    let outcome = take(&mut repository, file()).unwrap();
    assert_eq!((outcome.imported.customers, outcome.minutes, outcome.refused_count), (1, 90, 0));
    assert_eq!(repository.history(1).unwrap()[0].words, "Imported rows.csv: 1 customer, 1 partner, 1 offering, 1 time entry");
    // 15.005 is half a cent over: away from zero.
    assert_eq!(count(&place.book(), "SELECT list_price FROM offering"), 1_501);
    assert_healthy(&mut repository, "after the import");
    let after = dump(&place.book());
    assert_eq!(take(&mut repository, file()).unwrap().change, None);
    assert_eq!(dump(&place.book()), after);
    repository.undo().unwrap();
    assert_eq!(dump(&place.book()), before);
    repository.redo().unwrap();
    assert_eq!(dump(&place.book()), after);
    assert_healthy(&mut repository, "redone");
}

#[test]
fn what_the_owner_put_away_is_not_brought_back() {
    let place = Place::new();
    let mut repository = place.open();
    let named = |archived| record(1, RecordKind::Partner, &[("name", text("Ferro IT")), ("archived", number(archived))]);
    take(&mut repository, vec![named(1)]).unwrap();
    let again = take(&mut repository, vec![named(0)]).unwrap();
    assert_eq!((again.change, again.skipped_duplicates), (None, 1));
    assert_eq!(count(&place.book(), "SELECT archived FROM partner"), 1);
}

#[test]
fn referrals_among_newcomers_close_no_circle() {
    let place = Place::new();
    let mut repository = place.open();
    take(&mut repository, rows([customer(1, by_name("Birch"))])).unwrap();
    let sent = |line, from, to| {
        let said = [
            ("from_customer", Told::Customer(by_name(from))),
            ("customer", Told::Customer(by_name(to))),
            ("date", text("2026-01-05")),
            ("outcome", text("won")),
        ];
        record(line, RecordKind::Referral, &said)
    };
    let refused = take(&mut repository, vec![sent(1, "Newco", "Birch"), sent(2, "Birch", "Newco")]).unwrap();
    assert_eq!(refused.refused_count, 1, "{refused:?}");
    assert!(refusals(&refused)[0].contains("by way of others, by somebody they sent themselves"), "{refused:?}");
}

#[test]
fn a_day_of_an_imported_answer_is_its_quarter_unless_keepnet_wrote_the_file() {
    let answer = || {
        let quarter = Told::Quarter(ToldQuarter::Day(date("2026-12-01")));
        let said = [("customer", Told::Customer(by_name("Heron"))), ("quarter", quarter), ("feel", number(4))];
        vec![record(1, RecordKind::Assessment, &said)]
    };
    for (own_file, quarter) in [(false, "2026-10-01"), (true, "2026-12-01")] {
        let place = Place::new();
        let mut repository = place.open();
        take(&mut repository, rows([customer(1, by_name("Heron"))])).unwrap();
        take_with(&mut repository, vec![answer()], &Terms { own_file, ..terms() }).unwrap();
        assert_eq!(repository.load_book().unwrap().records().assessments[0].quarter, date(quarter));
    }
}
