//! Records two windows give one customer, and what is said of several at once.

use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::{Segment, SegmentKind};
use keepnet::domain::id::{CustomerId, SegmentId};
use keepnet::domain::record::{Kind, Record, Row, Value};
use keepnet::repository::{Kind as Trouble, Repository};

use super::Place;
use super::rows::{by_name, customer, rows, take};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A book of three customers.
fn three(place: &Place) -> (Repository, Vec<CustomerId>) {
    let mut repository = place.open();
    take(&mut repository, rows([customer(1, by_name("Alder")), customer(2, by_name("Birch")), customer(3, by_name("Cedar"))]))
        .unwrap();
    let ids = repository.load_book().unwrap().customers().map(|customer| customer.id).collect();
    (repository, ids)
}

fn of(kind: Kind, id: CustomerId) -> Row {
    Row::blank(kind).with("customer", Value::Number(id.0))
}

fn save(repository: &mut Repository, rows: &[Row]) -> Result<String, keepnet::repository::Error> {
    let edits = rows.iter().cloned().map(Edit::new).collect();
    repository.apply(&Change::Records(edits)).map(|touched| touched.words)
}

#[test]
fn a_profile_another_window_began_keeps_what_that_one_gave() {
    let place = Place::new();
    let (mut left, ids) = three(&place);
    let mut right = place.open();
    let blank = of(Kind::Profile, ids[0]);
    save(&mut right, &[blank.clone().with("preferences", text("by letter")).with("best_work", Value::Number(1))]).unwrap();
    save(&mut left, &[blank.clone().with("pace", text("steady"))]).unwrap();
    let kept = left.load_book().unwrap().records().profiles[0].row();
    let fields = ["preferences", "best_work", "pace"].map(|field| kept.get(field).clone());
    assert_eq!(fields, [text("by letter"), Value::Number(1), text("steady")]);
    let refused = save(&mut left, &[blank.with("pace", text("hurried"))]).unwrap_err();
    assert_eq!(refused.kind, Trouble::Moved, "{refused}");
}

#[test]
fn the_first_answers_of_a_quarter_from_two_windows_are_both_kept() {
    let place = Place::new();
    let (mut left, ids) = three(&place);
    let mut right = place.open();
    let earlier = of(Kind::Assessment, ids[0]).with("quarter", text("2026-07-01")).with("fit", Value::Number(3));
    save(&mut left, &[earlier.clone().with("feel", Value::Number(3))]).unwrap();
    let now = earlier.with("quarter", text("2026-10-01")).with("feel", Value::Number(3));
    save(&mut right, &[now.clone().with("fit", Value::Number(5)).with("fit_confirmed", Value::Number(1))]).unwrap();
    save(&mut left, &[now.with("feel", Value::Number(4)).with("mood_confirmed", Value::Number(1))]).unwrap();
    let kept = left.load_book().unwrap().records().assessments[1].row();
    let fields = ["fit", "feel", "fit_confirmed", "mood_confirmed"].map(|field| kept.get(field).number());
    assert_eq!(fields, [Some(5), Some(4), Some(1), Some(1)]);
}

#[test]
fn a_pair_of_rivals_stands_once_whoever_is_named_first() {
    let place = Place::new();
    let (mut repository, ids) = three(&place);
    let pair = |one: usize, other: usize| {
        Row::blank(Kind::Rivals).with("one", Value::Number(ids[one].0)).with("other", Value::Number(ids[other].0))
    };
    save(&mut repository, &[pair(0, 1)]).unwrap();
    for (again, said) in [(pair(0, 1), "Alder and Birch"), (pair(1, 0), "Birch and Alder")] {
        let refused = save(&mut repository, &[again]).unwrap_err();
        assert_eq!(refused.what, format!("{said} are a pair of rivals already."));
    }
    save(&mut repository, &[pair(0, 2)]).unwrap();
    let kept = repository.load_book().unwrap().records().rivals[0].row();
    let archived = kept.clone().with("archived", Value::Number(1));
    repository.apply(&Change::Records(vec![Edit::of(kept, archived)])).unwrap();
    save(&mut repository, &[pair(1, 0)]).unwrap();
}

#[test]
fn a_group_of_which_one_had_the_answer_before_is_told_as_one() {
    let place = Place::new();
    let (mut repository, ids) = three(&place);
    let rated = |id: usize, feel: i64, quarter: &str| {
        let row = of(Kind::Assessment, ids[id]).with("quarter", text(quarter));
        row.with("feel", Value::Number(feel)).with("mood_confirmed", Value::Number(1))
    };
    save(&mut repository, &[rated(0, 4, "2026-07-01"), rated(1, 2, "2026-07-01")]).unwrap();
    let group = [0, 1, 2].map(|id| rated(id, 4, "2026-10-01"));
    assert_eq!(save(&mut repository, &group).unwrap(), "3 customers: mood 4");
}

#[test]
fn a_segment_that_stops_paying_makes_figures_old_at_once() {
    let place = Place::new();
    let mut repository = place.open();
    let client = Segment {
        id: SegmentId(0),
        name: "Clinics".into(),
        kind: SegmentKind::Client,
        criteria: None,
        channels: None,
        phrases: None,
        archived: false,
    };
    repository.apply(&Change::Segment(Edit::new(client))).unwrap();
    let mut book = repository.load_book().unwrap();
    let (before, revision) = (book.segments[0].clone(), book.revision());
    let colleague = Segment { kind: SegmentKind::Colleague, ..before.clone() };
    let touched = repository.apply(&Change::Segment(Edit::of(before, colleague))).unwrap();
    repository.reload(&mut book, &touched).unwrap();
    assert_eq!(book.segments[0].kind, SegmentKind::Colleague);
    assert!(book.revision() > revision);
}

#[test]
fn records_of_a_damaged_book_come_out_but_for_those_that_cannot_be_read() {
    let place = Place::new();
    let (mut repository, ids) = three(&place);
    let partner = |name: &str| Row::blank(Kind::Partner).with("name", text(name));
    let feel = of(Kind::Assessment, ids[0]).with("quarter", text("2026-07-01")).with("feel", Value::Number(4));
    save(&mut repository, &[partner("Ferro IT"), partner("Studio Lune"), partner("Pat Osborne"), feel]).unwrap();
    let conn = rusqlite::Connection::open(place.book()).unwrap();
    conn.execute("UPDATE partner SET name = CAST(x'ff41' AS TEXT) WHERE id = 2", []).unwrap();
    conn.close().unwrap();
    assert_eq!(repository.load_book().unwrap_err().kind, Trouble::Damaged);
    let salvaged = repository.salvage_book().unwrap();
    let names: Vec<&str> = salvaged.found.records().partners.iter().map(|partner| partner.name.as_str()).collect();
    assert_eq!((names, salvaged.lost), (vec!["Ferro IT", "Pat Osborne"], 1));
    assert_eq!(salvaged.found.records().assessments.len(), 1);
}

#[test]
fn a_variant_and_the_work_done_in_it_name_one_offering() {
    let place = Place::new();
    let (mut book, ids) = three(&place);
    let offering = |name: &str| Row::blank(Kind::Offering).with("name", text(name)).with("core", text("core"));
    save(&mut book, &[offering("Care")]).unwrap();
    save(&mut book, &[offering("Hosting")]).unwrap();
    let variant = Row::blank(Kind::Variant).with("name", text("Yearly")).with("offering", Value::Number(1));
    save(&mut book, &[variant]).unwrap();
    save(&mut book, &[of(Kind::Engagement, ids[0]).with("stage", text("booked")).with("variant", Value::Number(1))]).unwrap();
    let kept = book.load_book().unwrap();
    assert_eq!(kept.records().engagements[0].row().get("offering"), &Value::Number(1), "the variant's offering is the work's");
    let before = kept.records().variants[0].row();
    let moved = Edit::of(before.clone(), before.with("offering", Value::Number(2)));
    let refused = book.apply(&Change::Records(vec![moved])).unwrap_err();
    assert_eq!((refused.kind, refused.what.as_str()), (Trouble::Refused, "Work is recorded in it as a variant of Care."));
}
