//! What is said of the row under the cursor of an open box: every field that was filled in, and which were not.
//!
//! Fields are described by [`crate::domain::record`], so a new one shows itself here without a word of its own.

use crate::domain::beach::WhatIf;
use crate::domain::id::{OfferingId, VariantId};
use crate::domain::insight::practice::{PracticeFigures, billable_day, newest_mood};
use crate::domain::money;
use crate::domain::period::spoken;
use crate::domain::practice::{Outcome, QUESTIONS, Referral};
use crate::domain::record::{Field, Kind, Rating, Row, Shape, Value, shown};
use crate::domain::settings::Name;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::items::Item;
use super::lines::{Grid, TextLine, prose, words};
use super::overview::{answers, headcount};
use super::scope;
use super::words::{CRITERIA, Words, count, pips, setting};

/// So many referrals or customers are named.
const NAMED: usize = 8;

/// What is said of a row, so many cells wide.
pub(super) fn lines(item: Item, figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    match item {
        Item::LookAgain | Item::First(Kind::MoodProfile) => questions(view, width),
        Item::First(_) => Vec::new(),
        Item::Scope => scope::lines(figures, view, width),
        Item::Setting(name) => of_setting(name, view, width),
        Item::Segment(id) => of_segment(id, figures, view, width),
        Item::Record(kind, id) => match view.book.records().row(kind, id) {
            Some(row) => of_record(&row, figures, view, width),
            None => Vec::new(),
        },
    }
}

/// What a row is called, for the title beside the list.
pub(super) fn title(item: Item, view: &View<'_>) -> String {
    let (records, clean) = (view.book.records(), Words(view));
    let known = match item {
        Item::LookAgain | Item::First(Kind::MoodProfile) => Some("Look again".to_owned()),
        Item::First(_) => None,
        Item::Scope => Some("Scope".to_owned()),
        Item::Setting(name) => Some(name.label().to_owned()),
        Item::Segment(id) => view.book.segment(id).map(|segment| clean.clean(&segment.name)),
        Item::Record(Kind::Offering, id) => records.offerings.find(id).map(|offering| clean.clean(&offering.name)),
        Item::Record(Kind::Variant, id) => records.variants.find(id).map(|variant| clean.clean(&variant.name)),
        Item::Record(Kind::Partner, id) => records.partners.find(id).map(|partner| clean.clean(&partner.name)),
        Item::Record(Kind::Prospect, id) => records.prospects.find(id).map(|prospect| clean.prospect(prospect)),
        Item::Record(Kind::MoodProfile, id) => records.mood_profiles.find(id).map(|profile| spoken(profile.answered)),
        Item::Record(Kind::Wanted, _) => Some("Wanted".to_owned()),
        Item::Record(..) => Some("A pair".to_owned()),
    };
    known.unwrap_or_default()
}

fn text(words: impl Into<String>) -> Span {
    Span::new(words, Role::Text)
}

fn muted(words: impl Into<String>) -> Span {
    Span::new(words, Role::Muted)
}

/// The four questions whole, each with the last answer.
fn questions(view: &View<'_>, width: u16) -> Vec<TextLine> {
    let last = newest_mood(view.book, view.today).map(answers);
    let mut lines = Vec::new();
    for (at, question) in QUESTIONS.iter().enumerate() {
        lines.extend(prose(question, Role::Muted, width));
        let answer = last.and_then(|answers| answers[at].1).map(|answer| Words(view).clean(answer));
        lines.extend(answer.into_iter().flat_map(|answer| prose(&answer, Role::Text, width)));
        lines.push(TextLine::Air);
    }
    lines.extend(prose("The last answers are kept as they were; today's stand beside them.", Role::Muted, width));
    lines
}

/// What a setting means, and what follows from it.
fn of_setting(name: Name, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let settings = &view.book.settings;
    let meaning = name.meaning();
    let mut lines = prose(&format!("{}{}.", meaning[..1].to_uppercase(), &meaning[1..]), Role::Text, width);
    if let (Name::Target | Name::DayRate | Name::BillableDays, Ok(day)) = (name, billable_day(settings)) {
        let part = day.part.decimal(100, 1);
        let words = format!(
            "A day at your list price brings {part}% of the income you want, so {} such days meet it; you plan to bill {}.",
            day.needed, settings.billable_days
        );
        lines.push(TextLine::Air);
        lines.extend(prose(&words, Role::Text, width));
    }
    for words in follows(name, view) {
        lines.push(TextLine::Air);
        lines.extend(prose(&words, Role::Text, width));
    }
    if name == Name::Weights {
        lines.push(TextLine::Air);
        let mut grid = Grid::new(vec![super::lines::numbers("", 4, 0), words("", 30, 0)]);
        for (criterion, weight) in CRITERIA.iter().zip(settings.weights) {
            grid.push(vec![text(weight.to_string()), muted(*criterion)]);
        }
        lines.extend(grid.lay(width).1);
    }
    lines.push(TextLine::Air);
    let how = if setting(name, settings).is_some() { "changes it" } else { "sets it" };
    lines.extend(prose(&format!("e {how}, for example {}.", name.example()), Role::Muted, width));
    lines
}

/// What the weeks ahead and the last 12 months make of a setting.
fn follows(name: Name, view: &View<'_>) -> Vec<String> {
    let (settings, beach) = (&view.book.settings, view.beach(&WhatIf::default()));
    let base = settings.base();
    let mut said = Vec::new();
    if matches!(name, Name::Target | Name::DayRate | Name::BillableDays | Name::Overhead | Name::Tax)
        && let Some(rate) = beach.break_even
    {
        let lacks = if beach.overhead_missing { ", without what the firm costs: set the overhead too" } else { "" };
        said.push(format!("Break-even: {} for each day you plan to bill{lacks}.", money::whole(rate, base)));
    }
    if name == Name::DayRate {
        said.push(match beach.price_hold {
            Some(hold) => format!("Price hold: you billed {}% of your list price in 12 months.", hold.decimal(100, 0)),
            None => "Price hold: no job of the last 12 months says its days and its rate. On the Beach, 4, e adds them.".to_owned(),
        });
    }
    if let (Name::MarketingHours, Some(marketing)) = (name, beach.marketing) {
        said.push(format!("You kept {} of the last 13 weeks.", marketing.kept));
    }
    if name == Name::StageOdds {
        let own = beach.pipeline.closed.iter().flatten().count();
        let words = "Your own rate takes their place at a stage once 20 jobs that came by it are won or lost";
        said.push(format!("{words}; that holds of {own} of the four."));
    }
    said
}

fn of_segment(id: crate::domain::id::SegmentId, figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let Some(segment) = view.book.segment(id) else { return Vec::new() };
    let mut lines = Vec::new();
    let parts = [
        ("Who belongs to it", &segment.criteria),
        ("Where they are found", &segment.channels),
        ("How they speak", &segment.phrases),
    ];
    for (label, prose_of) in parts {
        if let Some(kept) = prose_of {
            lines.push(TextLine::Words(vec![muted(label)]));
            lines.extend(prose(&Words(view).clean(kept), Role::Text, width));
            lines.push(TextLine::Air);
        }
    }
    let open: Vec<&str> = parts.iter().filter(|(_, kept)| kept.is_none()).map(|(label, _)| *label).collect();
    let members = view.book.customers().filter(|customer| customer.segment == Some(id) && !customer.archived);
    let many = figures.segmented.by_segment.get(&id).copied().unwrap_or(0);
    if many > 0 {
        lines.push(TextLine::Words(vec![muted(count(many, "customer", "customers"))]));
        let named: Vec<String> = members.take(NAMED).map(|customer| Words(view).customer(customer.id)).collect();
        let more = if many > NAMED { format!(" and {} more", many - NAMED) } else { String::new() };
        lines.extend(prose(&format!("{}{more}", named.join(", ")), Role::Text, width));
        lines.push(TextLine::Air);
    }
    lines.push(TextLine::Words(headcount(figures, view)));
    lines.extend(not_said(&open, width));
    lines
}

/// Which fields nobody filled in, and the key that does.
fn not_said(open: &[&str], width: u16) -> Vec<TextLine> {
    if open.is_empty() {
        return Vec::new();
    }
    let words =
        format!("Not said yet: {}. e adds it.", open.iter().map(|label| label.to_lowercase()).collect::<Vec<_>>().join(", "));
    [vec![TextLine::Air], prose(&words, Role::Muted, width)].concat()
}

/// Every field of a record that was filled in, in the order of its form.
fn of_record(row: &Row, figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let fields = row.kind.fields().iter().filter(|field| !field.kept_by_us && !is_title(row.kind, field));
    let mut open = Vec::new();
    let mut grid = Grid::new(vec![words("", 18, 0), words("", 200, 0)]);
    let mut long = Vec::new();
    for field in fields {
        let value = row.get(field.name);
        if value.is_nothing() {
            open.push(field.label);
            continue;
        }
        let said = said(row, field, value, view);
        let room = usize::from(width.saturating_sub(20));
        if field.shape == Shape::Prose || crate::chart::cells::width(&said) > room {
            long.push(TextLine::Air);
            long.push(TextLine::Words(vec![muted(field.label)]));
            long.extend(prose(&said, Role::Text, width));
        } else {
            grid.push(vec![muted(field.label), text(said)]);
        }
    }
    let mut lines = grid.lay(width).1;
    lines.extend(long);
    lines.extend(beside(row, figures, view, width));
    lines.extend(not_said(&open, width));
    while lines.first() == Some(&TextLine::Air) {
        lines.remove(0);
    }
    lines
}

/// Whether the title says it already.
fn is_title(kind: Kind, field: &Field) -> bool {
    matches!(
        (kind, field.name),
        (Kind::Offering | Kind::Variant | Kind::Partner | Kind::Prospect, "name") | (Kind::MoodProfile, "answered")
    )
}

/// A value as it reads: ratings with what they mean, yes and no as what they say.
fn said(row: &Row, field: &Field, value: &Value, view: &View<'_>) -> String {
    let clean = Words(view);
    match (field.shape, value) {
        (Shape::Rating(meanings), Value::Number(rating)) => {
            let rating = u8::try_from(*rating).ok().and_then(Rating::new);
            let meaning = rating.map_or("", |rating| meanings[usize::from(rating.get()) - 1]);
            format!("{}  {meaning}", pips(rating, view))
        }
        (Shape::Flag(yes), Value::Number(1)) => yes.to_owned(),
        (Shape::Flag(_), _) if row.kind == Kind::Variant => "no: done once".to_owned(),
        (Shape::Link(target), Value::Number(id)) => clean.target(target, *id),
        _ => {
            let name = |target, id| clean.target(target, id);
            clean.clean(shown(field.shape, value, view.book.settings.base(), &name))
        }
    }
}

/// What other rows and the work done say of this one.
fn beside(row: &Row, figures: &PracticeFigures, view: &View<'_>, width: u16) -> Vec<TextLine> {
    match row.kind {
        Kind::Offering => scope::offering_lines(OfferingId(row.id), figures, view, width),
        Kind::Variant => scope::variant_lines(VariantId(row.id), figures, view, width),
        Kind::Partner => exchanges(row.id, view, width),
        Kind::Prospect => placed(row, view, width),
        _ => Vec::new(),
    }
}

/// Who passed between us and a partner, the last first.
fn exchanges(partner: i64, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let touches = |referral: &&Referral| {
        !referral.archived && [referral.to_partner, referral.from_partner].into_iter().flatten().any(|id| id.0 == partner)
    };
    let mut known: Vec<&Referral> = view.book.records().referrals.iter().filter(touches).collect();
    if known.is_empty() {
        return [vec![TextLine::Air], prose("Nobody was sent either way yet.", Role::Muted, width)].concat();
    }
    known.sort_by_key(|referral| std::cmp::Reverse((referral.date, referral.id)));
    let mut grid = Grid::new(vec![words("", 40, 0), words("", 14, 0), words("", 12, 1), words("", 14, 2), words("", 30, 3)]);
    for referral in known.iter().take(NAMED) {
        let who = referral.customer.map_or_else(|| "the word".to_owned(), |id| Words(view).customer(id));
        let way = match (referral.to_partner.is_some_and(|id| id.0 == partner), referral.outcome) {
            (true, _) => "sent to them",
            (false, Outcome::WordOfMouth) => "spread by them",
            (false, _) => "sent by them",
        };
        let note = referral.note.as_ref().map_or_else(String::new, |note| Words(view).one_line(note));
        grid.push(vec![text(who), muted(way), muted(spoken(referral.date)), muted(referral.outcome.label()), muted(note)]);
    }
    [vec![TextLine::Air], grid.lay(width).1].concat()
}

/// Where somebody wanted stands in the book: the owner's own one-key ratings, as they were given last.
fn placed(row: &Row, view: &View<'_>, width: u16) -> Vec<TextLine> {
    let Some(customer) = row.get("customer").number() else { return Vec::new() };
    let answers = view.book.records().assessments.iter().filter(|answers| answers.customer.0 == customer);
    let Some(last) = answers.max_by_key(|answers| answers.quarter).filter(|last| last.fit.is_some() || last.feel.is_some()) else {
        return [vec![TextLine::Air], prose("Not placed yet: P on the Customers tab asks fit and mood.", Role::Muted, width)]
            .concat();
    };
    let mut grid = Grid::new(vec![words("", 18, 0), words("", 30, 0)]);
    for (label, rating) in [("Fit", last.fit), ("Mood", last.feel)] {
        let value = if rating.is_some() { text(pips(rating, view)) } else { muted("not rated") };
        grid.push(vec![muted(label), value]);
    }
    [vec![TextLine::Air], grid.lay(width).1].concat()
}
