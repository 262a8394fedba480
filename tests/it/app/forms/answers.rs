//! Fit criterion by criterion, mood in words and traits, segments.

use keepnet::domain::assessment::Trait;
use keepnet::domain::change::{Change, Edit};
use keepnet::domain::customer::SegmentKind;
use keepnet::domain::record::{Kind, Rating, Row, Value};
use keepnet::intent::{Opening, Scope};

use super::super::firm::{answers, elsewhere, firm, rows};
use super::{Looking, fill, in_focus, open, to};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn the_criteria_make_a_score_from_five_on_which_is_told_while_they_are_rated() {
    let mut stage = firm(|_| {}).sized(100, 50);
    stage.press("F").sees("Fit · Alder").sees("0 of 8 rated; 5 make a score").sees("weighs 20");
    // Ratings 5,4,5,4,5,4,-,3 are 310/360 = 86 (metrics item 36).
    stage
        .press("5 tab 4 tab 5 tab 4")
        .sees("4 of 8 rated; 5 make a score")
        .press("tab 5 tab 4 tab*2 3")
        .sees("Fit 86, of 7 criteria");
    stage.press("ctrl-s");
    assert_eq!(stage.scope(), Scope::Customers);
    let kept = &answers(&stage, 1)[0];
    assert_eq!(kept.criteria().map(|rating| rating.map_or(0, Rating::get)), [5, 4, 5, 4, 5, 4, 0, 3]);
    assert!(kept.fit_confirmed && !kept.mood_confirmed);
    stage.agrees_with_its_file();
    stage.press("u");
    assert!(answers(&stage, 1).is_empty());
}

#[test]
fn the_gut_counts_below_five_criteria() {
    let mut stage = firm(|_| {}).sized(100, 50);
    stage.press("f 4 F").sees("Fit 75, by your gut; 0 of 8 rated");
    to(&mut stage, "Fit");
    stage.sees("your gut; it counts until 5 of the eight are rated").press("5").sees("Fit 100, by your gut").press("ctrl-s");
    assert_eq!(answers(&stage, 1)[0].fit, Rating::new(5));
}

#[test]
fn the_data_suggest_a_rating_with_their_reason_and_the_owner_s_goes_before_it() {
    // 48,000 revenue less 24,000 expenses: a margin of 50 %, which says 5.
    let spent = Row::blank(Kind::Effort)
        .with("customer", Value::Number(1))
        .with("date", text("2026-07-01"))
        .with("kind", text("delivery"))
        .with("cost", Value::Number(2_400_000));
    let mut stage = firm(|book| drop(book.apply(&Change::Records(vec![Edit::new(spent)])).unwrap())).sized(120, 50);
    stage
        .press("F")
        .sees("weighs 20; your figures say 5: margin 50%; that")
        .sees("counts while this is empty")
        .sees("1 of 8 rated");
    stage.press("2").sees("margin 50%; yours").press("2").sees("margin 50%; that");
}

#[test]
fn mood_words_and_traits_are_answered_together() {
    let own = Row::blank(Kind::MoodProfile).with("answered", text("2026-01-12")).with("words", text("curious; calm; playful"));
    let mut stage = firm(|book| drop(book.apply(&Change::Records(vec![Edit::new(own)])).unwrap())).sized(100, 40);
    stage
        .press("M")
        .sees("Mood · Alder")
        .sees("Say how it feels, and there is a score")
        .sees("yours and in use: curious, calm, playful");
    // Feel 4, two of three words shared: 71.7; one trait takes 10 (metrics item 37).
    stage.press("4").sees("Mood 75").press("tab").write("Curious, calm, brisk").press("tab");
    stage.sees("Mood 72; 2 of 3 words are yours too").sees("□ 4 tight with money").press("4").sees("■ 4 tight with money");
    stage.sees("Mood 62").press("right").press("space").press("ctrl-s");
    let kept = &answers(&stage, 1)[0];
    assert_eq!(kept.traits.iter().collect::<Vec<_>>(), [Trait::Tight, Trait::Critical]);
    assert_eq!(kept.mood_words.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Curious", "calm", "brisk"]);
    assert!(kept.mood_confirmed && !kept.fit_confirmed);
    stage.agrees_with_its_file();
    // What others are called is offered too, but not what stands there.
    stage.press("down M").sees("yours and in use: curious, calm, playful, brisk");
    // There are seven traits, no eighth: a digit beyond ticks nothing.
    to(&mut stage, "Traits");
    stage.press("8 9").misses("1 change").press("7").sees("■ 7 boring");
}

#[test]
fn saving_answers_carried_over_confirms_them() {
    let earlier = Row::blank(Kind::Assessment)
        .with("customer", Value::Number(1))
        .with("quarter", text("2026-07-01"))
        .with("feel", Value::Number(4))
        .with("mood_confirmed", Value::Number(1));
    let mut stage = firm(|book| drop(book.apply(&Change::Records(vec![Edit::new(earlier)])).unwrap())).sized(100, 40);
    stage.press("M").sees("[4]").press("ctrl-s").sees("✓ Alder: confirmed as it was");
    assert_eq!((answers(&stage, 1).len(), answers(&stage, 1)[1].mood_confirmed), (2, true));
    // There is nothing more to confirm.
    stage.press("M ctrl-s");
    assert_eq!(answers(&stage, 1).len(), 2);
}

#[test]
fn another_window_s_answer_is_seen_and_words_of_both_are_kept() {
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.press("m 4 M tab").write("calm");
    let before = rows(&stage, Kind::Assessment)[0].clone();
    elsewhere(&stage, Edit::of(before.clone(), before.with("mood_words", text("candid")).with("fit", Value::Number(2))));
    stage.press("end").sees("candid, calm").press("ctrl-s");
    let kept = &answers(&stage, 1)[0];
    assert_eq!((kept.fit, kept.feel, kept.mood_words.len()), (Rating::new(2), Rating::new(4), 2));
}

#[test]
fn answers_left_half_given_are_offered_again() {
    let mut stage = firm(|_| {}).sized(100, 40);
    stage.press("F 5 tab 4").pass(2000);
    let mut stage = stage.again();
    stage.press(":").write("draft").press("enter").sees("Fit · Alder").sees("2 changes").sees("Kept from before");
    stage.press("ctrl-s");
    assert_eq!(answers(&stage, 1)[0].margin, Rating::new(5));
}

#[test]
fn a_segment_is_added_changed_and_refused_without_a_name_of_its_own() {
    let mut stage = firm(|_| {}).sized(100, 40);
    open(&mut stage, Opening::Segment(None));
    stage.sees("Add segment").press("ctrl-s").sees("A segment needs a name. Any will do for now");
    fill(&mut stage, "Name", "Clinics");
    stage
        .press("right")
        .sees("[colleagues]")
        .press("tab")
        .write("They have patients")
        .press("ctrl-s")
        .sees("✓ Added segment Clinics");
    let kept = stage.app.book().segments[0].clone();
    assert_eq!((kept.kind, kept.criteria.unwrap().as_str()), (SegmentKind::Colleague, "They have patients"));
    open(&mut stage, Opening::Segment(None));
    fill(&mut stage, "Name", "clinics");
    stage.sees("There is a segment called clinics already. Choose").press("ctrl-s");
    assert!(in_focus(&stage, "Name"));
    stage.press("esc right right enter");
    open(&mut stage, Opening::Segment(Some(kept.id)));
    to(&mut stage, "Archived");
    stage.press("space ctrl-s");
    assert!(stage.app.book().segments[0].archived);
    stage.press("u");
    assert!(!stage.app.book().segments[0].archived);
    stage.agrees_with_its_file();
}
