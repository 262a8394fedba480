//! The Practice tab: what its boxes say and what lacks, moving among them, opening one, and what its keys ask for.

#![allow(clippy::unwrap_used)]

use keepnet::domain::change::Change;
use keepnet::domain::customer::{Segment, SegmentKind};
use keepnet::domain::edit::Edit;
use keepnet::domain::id::SegmentId;
use keepnet::domain::record::{Kind, Row, Value};
use keepnet::intent::{Effect, Event, Opening, Screen, Tab, View};
use keepnet::screens::practice::Practice;

use super::stage::Stage;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A row with texts and numbers by field.
fn row(kind: Kind, id: i64, texts: &[(&str, &str)], numbers: &[(&str, i64)]) -> Row {
    let row = texts.iter().fold(Row { id, ..Row::blank(kind) }, |row, (field, value)| row.with(field, text(value)));
    numbers.iter().fold(row, |row, (field, value)| row.with(field, Value::Number(*value)))
}

fn moods() -> Vec<Row> {
    let answered = |id, day: &str, natural: &str, words: &str| {
        let texts = [
            ("answered", day),
            ("natural", natural),
            ("attracts", "candour, humour"),
            ("favourites", "thoughtful"),
            ("work_in", "learning, calm"),
            ("words", words),
        ];
        row(Kind::MoodProfile, id, &texts, &[])
    };
    vec![
        answered(1, "2025-01-15", "curious, driven", "curious; candid"),
        answered(2, "2026-01-12", "curious, unhurried", "curious; candid; calm; playful"),
    ]
}

fn partners() -> Vec<Row> {
    let partner = |id, name, takes, person| row(Kind::Partner, id, &[("name", name), ("takes", takes), ("person", person)], &[]);
    let sent = |id, to_us: bool, customer, partner, date, outcome| {
        let way = if to_us { "from_partner" } else { "to_partner" };
        row(Kind::Referral, id, &[("date", date), ("outcome", outcome)], &[("customer", customer), (way, partner)])
    };
    vec![
        partner(1, "Ferro IT", "hosting", "Dario Ferro"),
        partner(2, "Studio Lune", "brand", "Ines Lune"),
        partner(3, "Pat Osborne", "bookkeeping", "Pat Osborne"),
        sent(1, false, 17, 1, "2026-02-03", "won"),
        sent(2, false, 18, 1, "2026-06-20", "open"),
        sent(3, true, 6, 1, "2026-11-10", "won"),
        sent(4, true, 8, 2, "2026-04-11", "won"),
        sent(5, false, 13, 3, "2026-09-01", "lost"),
    ]
}

fn offerings() -> Vec<Row> {
    let done = |id, name, core, pages, more: &[(&str, i64)]| {
        let texts = [
            ("name", name),
            ("core", core),
            ("process_revised", "2026-03-02"),
            ("standing", "remarkable"),
            ("company", "collaborative"),
        ];
        row(Kind::Offering, id, &texts, &[&[("process_pages", pages)], more].concat())
    };
    let not_ours = |id, name| row(Kind::Offering, id, &[("name", name), ("core", "off-core")], &[]);
    let variant = |id, of, name, supported| {
        row(Kind::Variant, id, &[("name", name), ("learned", "2025-05-01")], &[("offering", of), ("supported", supported)])
    };
    vec![
        done(1, "Booking systems", "core", 14, &[("list_price", 1_200_000), ("good_at", 5), ("enjoy", 4)])
            .with("does", text("Appointments, deposits and reminders, run for a year."))
            .with("does_not", text("Tills.")),
        done(2, "Care plans", "core", 6, &[("list_price", 90_000), ("good_at", 4), ("enjoy", 3)]),
        row(
            Kind::Offering,
            3,
            &[("name", "Catalogue sites"), ("core", "adjacent"), ("standing", "safe"), ("company", "solo")],
            &[],
        ),
        not_ours(4, "Own-host setups").with("partner", Value::Number(1)),
        not_ours(5, "App stores"),
        not_ours(6, "Printing").with("archived", Value::Number(1)),
        variant(1, 1, "for clinics", 1),
        variant(2, 1, "for boat yards", 0),
    ]
}

fn others() -> Vec<Row> {
    let prospect = |id, name, why, homework: &str, done| {
        let texts = [("name", name), ("why", why), ("homework", homework)];
        row(Kind::Prospect, id, &texts, &[("homework_done", done)])
    };
    vec![
        row(
            Kind::Wanted,
            1,
            &[("profile", "A clinic that wants candid advice and plans past one year."), ("said", "2026-01-12")],
            &[],
        ),
        prospect(1, "Marsh Lane Physio", "asks good questions", "Who decides there?", 0),
        prospect(2, "Tern Opticians", "three branches, one calendar", "Read their reviews", 1),
        prospect(3, "Bellamy's sister", "same shop, larger", "", 0)
            .with("customer", Value::Number(17))
            .with("homework", Value::Nothing),
        row(Kind::Rivals, 1, &[("note", "the same street")], &[("one", 8), ("other", 9)]),
    ]
}

/// The sample book with a practice of its own: five offerings, three partners, three prospects.
pub(crate) fn fill(stage: &mut Stage) {
    let rows = [moods(), partners(), offerings(), others()].concat();
    stage.app.perform(Effect::Save(Change::Records(rows.into_iter().map(Edit::new).collect())));
    stage.pass(20_000);
}

#[test]
#[ignore = "throwaway"]
fn keep_one() {
    let mut stage = Stage::sample();
    fill(&mut stage);
    println!("{}", stage.picture());
    std::fs::copy(stage.book(), "/tmp/practice-demo.keepnet").unwrap();
    for size in [(40, 12), (80, 24), (100, 30), (120, 36), (200, 60)] {
        stage.resize(size.0, size.1);
        stage.press("6");
        println!("{}", stage.picture());
    }
    stage.press("tab tab enter");
    for size in [(40, 12), (80, 24), (120, 36), (200, 60)] {
        stage.resize(size.0, size.1);
        println!("{}", stage.picture());
    }
    stage.resize(120, 36);
    for _ in 0..6 {
        stage.press("tab");
        println!("{}", stage.picture());
    }
}
