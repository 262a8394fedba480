//! Orders and filters over scores, on fixture F2 of `metrics.md` and by hand.

use super::*;
use crate::domain::currency::Currency;
use crate::domain::filter::{FieldTable, Filter};

/// F2 with Gull, who never bought: Alder a Keeper, Birch a Grinder, Cedar a Charmer, Dogwood a Leaver carried over from the
/// quarter before, Elm rated for fit alone, Fir not at all.
fn placed() -> Draft {
    let mut draft = f2();
    draft.customer("Gull", &[]);
    for (place, quarter, fit, feel) in [
        (0, "2026-01-01", 5, 4),
        (1, "2026-01-01", 4, 2),
        (2, "2026-01-01", 2, 5),
        (3, "2025-10-01", 1, 1),
        (4, "2026-01-01", 4, 0),
    ] {
        draft.place(id(place), quarter, fit, feel);
    }
    draft
}

fn letters(customers: &[CustomerId]) -> String {
    customers.iter().map(|customer| char::from(b'A' + customer.0 as u8 - 1)).collect()
}

fn ordered(book: &Book, measure: Measure, descending: bool) -> String {
    let roster = Roster::of(book, today());
    let scores = Scores::beside(book, &roster);
    let all = roster.finding(book, &Filter::default(), true);
    let order = scores.ordering(book, &roster, measure, descending, &all);
    assert_eq!(order, scores.ordering(book, &roster, measure, descending, &all), "kept");
    letters(&order)
}

fn passing(book: &Book, filter: &str) -> String {
    let roster = Roster::of(book, today());
    let filter = Filter::parse(filter, &FieldTable::customers(Currency::USD)).unwrap();
    assert!(filter.asks_for_scores());
    let scores = Scores::beside(book, &roster);
    let found = scores.finding(book, &roster, &filter, false);
    letters(&roster.picked(&(0..book.customers().len() as u32).collect::<Vec<u32>>(), &found))
}

#[test]
fn every_measure_sorts_with_what_is_missing_last_either_way() {
    let mut draft = placed();
    // Nothing is logged for Elm any more: no margin, rate, hours nor index.
    draft.efforts.retain(|effort| effort.customer != Some(id(4)));
    // Hours for who never bought.
    draft.effort(id(6), "2026-01-01", EffortKind::Unbilled, 10, 0);
    let book = draft.book();
    for (measure, falling, rising) in [
        // Pips 5, 4, 2, 1, 4, -, -: Birch and Elm tie and stay in the order of names.
        (Measure::Fit, "ABECDFG", "DCBEAFG"),
        (Measure::Mood, "CABDEFG", "DBACEFG"),
        // 24,000; 16,500; 8,800; -600; -; -1,000; -400.
        (Measure::Margin, "ABCGDFE", "FDGCBAE"),
        // 50.0, 68.8, 73.3, -6.7, -, -100, -: Gull has no revenue to take a part of.
        (Measure::MarginShare, "CBADFEG", "FDABCEG"),
        // 100.00, 153.33, 150.00, 44.74, -, 25.00, 0.
        (Measure::HourRate, "BCADFGE", "GFDACBE"),
        // 420, 150, 80, 190, -, 40, 10.
        (Measure::Hours, "ADBCFGE", "GFCBDAE"),
        // In this order of over-service too; Gull enters no share.
        (Measure::OverService, "FDACBEG", "BCADFEG"),
    ] {
        assert_eq!([true, false].map(|descending| ordered(&book, measure, descending)), [falling, rising], "{measure:?}");
    }
}

#[test]
fn a_value_needs_a_guess_and_a_purchase() {
    // Margin so far and 15/7 of it to come, m r/(1+d-r) at 75 and 10 %; a loss brings nothing more.
    let mut book = placed().book();
    assert_eq!(ordered(&book, Measure::Value, true), "ABCEDFG");
    assert_eq!(passing(&book, "value:none"), "G");
    // Cedar: 8,800 and 18,857.14 to come.
    assert_eq!(passing(&book, "value>27657.14 value<51.8k"), "C");
    book.replace_settings(Settings { renewal: None, ..book.settings.clone() });
    assert_eq!((passing(&book, "value:none"), ordered(&book, Measure::Value, true)), ("ABCDEFG".into(), "ABCDEFG".into()));
}

#[test]
fn hours_without_their_cost_leave_no_margin_and_all_cost_is_more_than_any_index() {
    let mut draft = placed();
    draft.settings.hour_cost = None;
    draft.series[5].1 = Series::pack(vec![invoice("2026-01-05", 10_000), invoice("2026-01-06", -10_000)]);
    let book = draft.book();
    assert_eq!(passing(&book, "margin:none"), "ABCDEFG");
    assert_eq!((ordered(&book, Measure::OverService, true).as_str(), passing(&book, "service>1000").as_str()), ("FDAECBG", "F"));
}

#[test]
fn filters_ask_for_pips_money_and_words() {
    let mut draft = placed();
    draft.answer(id(5), "2026-01-01", |answers| answers.traits = [Trait::Tight, Trait::RiskAverse].into_iter().collect());
    let book = draft.book();
    for (filter, who) in [
        ("fit>=4", "ABE"),
        ("fit>=4 mood<3", "B"),
        ("fit:none", "FG"),
        ("mood:none", "EFG"),
        ("-mood:none fit<3", "CD"),
        ("fit=5 | mood=5", "AC"),
        ("is:keeper", "A"),
        ("is:grinder", "B"),
        ("is:charmer", "C"),
        ("is:leaver", "D"),
        ("is:unplaced", "EFG"),
        ("-is:unplaced revenue>10k", "ABC"),
        ("margin>10k", "AB"),
        ("margin>=8.8k margin<16.5k", "C"),
        ("margin<0", "DF"),
        ("margin:none", "G"),
        ("margin%>=50 margin%<70", "ABE"),
        ("rate>100", "BCE"),
        ("rate>=100", "ABCE"),
        ("hours>150", "AD"),
        ("hours>=150h", "ABD"),
        ("hours:none", "G"),
        ("service>1.25", "DF"),
        ("service<0.7", "B"),
        ("trait:tight", "F"),
        ("trait:risk-averse", "F"),
        ("-trait:none", "F"),
        ("stage:prospect", "G"),
        ("stage:repeat is:keeper", "A"),
        ("cedar fit:2", "C"),
        ("is:drain", ""),
    ] {
        assert_eq!(passing(&book, filter), who, "{filter}");
    }
}

#[test]
fn who_is_hidden_or_never_asked_for_is_not_found_unplaced() {
    let mut draft = placed();
    let hazel = draft.customer("Hazel", &[]);
    draft.customers[hazel.0 as usize - 1].segment = Some(SegmentId(1));
    draft.customers[5].archived = true;
    let mut book = draft.book();
    book.segments = vec![colleagues()];
    assert_eq!((passing(&book, "is:unplaced"), passing(&book, "is:unplaced is:archived")), ("EG".into(), "F".into()));
}

#[test]
fn a_mistake_in_a_score_is_named() {
    let table = FieldTable::customers(Currency::USD);
    for (text, underlined, suggestion) in [
        ("fit>6", "6", None),
        ("mood:bad", "bad", None),
        ("is:kepeer", "kepeer", Some("keeper")),
        ("magin>10k", "magin", Some("margin")),
        ("hours>soon", "soon", None),
    ] {
        let mistake = Filter::parse(text, &table).unwrap_err();
        assert_eq!((&text[mistake.span.clone()], mistake.suggestion.as_deref()), (underlined, suggestion), "{text}");
    }
    for text in ["revenue>1", "is:one-off", "cedar", ""] {
        assert!(!Filter::parse(text, &table).unwrap().asks_for_scores(), "{text}");
    }
}
