//! The sentence on the first row: how much is booked, when the beach comes, when to start looking, as much as fits.
//!
//! The figures are `metrics.md` items 28, 29 and 35; what is least pressing goes first where there is little room.

use crate::chart::cells;
use crate::domain::beach::{NoCashEnd, Streak, Until};
use crate::domain::money::counted;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::plan::Plan;
use super::words;

const GAP: &str = "   ";

/// A part of the sentence: how pressing it is (0 most), its words in full and in short.
struct Piece {
    rank: u8,
    long: Span,
    short: Span,
}

impl Piece {
    fn new(rank: u8, long: String, short: String, role: Role) -> Piece {
        Piece { rank, long: Span::new(long, role), short: Span::new(short, role) }
    }

    fn same(rank: u8, words: String, role: Role) -> Piece {
        Piece::new(rank, words.clone(), words, role)
    }
}

/// The sentence in at most `room` cells, unless the most pressing piece alone is longer.
pub(super) fn spans(condition: Option<String>, plan: &Plan, view: &View<'_>, room: u16) -> Vec<Span> {
    let mut pieces = pieces(plan, view, condition.is_some());
    if let Some(condition) = condition {
        // What is asked and what it moves come before everything but the beach itself.
        for piece in pieces.iter_mut().skip(1).filter(|piece| piece.rank > 0) {
            piece.rank += 1;
        }
        pieces.insert(0, Piece::same(0, condition, Role::Accent));
    }
    let last = pieces.iter().map(|piece| piece.rank).max().unwrap_or_default();
    // All in full, then in short, then fewer and fewer of them.
    let mut choices = vec![(last, true)];
    choices.extend((0..=last).rev().flat_map(|rank| [(rank, true), (rank, false)]));
    for (rank, is_long) in choices {
        let kept = pieces.iter().filter(|piece| piece.rank <= rank);
        let spans: Vec<&Span> = kept.map(|piece| if is_long { &piece.long } else { &piece.short }).collect();
        let wide: usize = spans.iter().map(|span| cells::width(&span.text)).sum();
        if wide + spans.len().saturating_sub(1) * GAP.len() <= usize::from(room) {
            return joined(&spans);
        }
    }
    pieces.iter().rfind(|piece| piece.rank == 0).map(|piece| vec![piece.short.clone()]).unwrap_or_default()
}

fn joined(spans: &[&Span]) -> Vec<Span> {
    let mut all = Vec::new();
    for span in spans {
        if !all.is_empty() {
            all.push(Span::new(GAP, Role::Muted));
        }
        all.push((*span).clone());
    }
    all
}

fn pieces(plan: &Plan, view: &View<'_>, is_asked: bool) -> Vec<Piece> {
    let beach = &plan.beach;
    if plan.works().is_empty() && beach.until == Until::NothingBooked {
        return vec![Piece::same(0, "No work planned".to_owned(), Role::Text)];
    }
    let mut pieces = Vec::new();
    if unsaid(plan) {
        return vec![without_days(0, plan)];
    }
    pieces.extend(booked(plan, is_asked));
    pieces.push(until(plan, view));
    if let Some(thin) = beach.first_thin {
        pieces.push(Piece::same(2, format!("thin from {}", words::dated(thin, view.today)), Role::Care));
    }
    if beach.without_days > 0 {
        pieces.push(without_days(2, plan));
    }
    pieces.extend(outreach(plan, view));
    pieces.extend(at_once(plan, view));
    pieces.extend(lock_in(plan, view));
    pieces.extend(cash(plan, view));
    pieces
}

/// Whether all there is of booked work says no days a week: then nothing can be said of the weeks.
fn unsaid(plan: &Plan) -> bool {
    plan.beach.until == Until::NothingBooked && plan.beach.without_days > 0
}

fn without_days(rank: u8, plan: &Plan) -> Piece {
    let many = counted(plan.beach.without_days as u64, "job says", "jobs say");
    Piece::new(rank, format!("{many} no days a week: e adds them"), format!("{many} no days: e"), Role::Care)
}

/// `56% booked, 68% with maybes`; what maybes add is said where they add anything, and where they are asked about.
fn booked(plan: &Plan, is_asked: bool) -> Option<Piece> {
    let booked = plan.beach.booked_share?.decimal(100, 0);
    let expected = plan.beach.expected_share?.decimal(100, 0);
    let short = format!("{booked}% booked");
    if booked == expected && !is_asked {
        return Some(Piece::same(3, short, Role::Text));
    }
    let rank = if is_asked { 1 } else { 3 };
    Some(Piece::new(rank, format!("{short}, {expected}% with maybes"), format!("{booked}%, {expected}% with maybes"), Role::Text))
}

fn until(plan: &Plan, view: &View<'_>) -> Piece {
    let today = view.today;
    match plan.beach.until {
        Until::NothingBooked => Piece::same(0, "nothing booked yet".to_owned(), Role::Text),
        Until::OnIt { days, .. } => {
            let many = words::many_days(days);
            Piece::same(0, format!("on the beach for {many} !"), Role::Bad)
        }
        Until::In { starts, days } => {
            let (many, from) = (words::many_days(days), words::dated(starts, today));
            Piece::new(0, format!("beach in {many}, from {from}"), format!("beach in {many}"), Role::Care)
        }
        Until::Beyond => {
            let horizon = today + chrono::Days::new(crate::domain::beach::HORIZON as u64 * 7);
            Piece::same(0, format!("no beach before {}", words::month(horizon, today)), Role::Good)
        }
    }
}

/// Within so many days the day to start looking wants attention.
const SOON: i64 = -7;

fn outreach(plan: &Plan, view: &View<'_>) -> Option<Piece> {
    let outreach = plan.beach.outreach?;
    let by = words::dated(outreach.by, view.today);
    Some(match outreach.late {
        1.. => {
            let late = words::many_days(outreach.late);
            Piece::new(1, format!("start looking: {late} late !"), format!("look: {late} late !"), Role::Bad)
        }
        SOON..=0 => Piece::new(1, format!("start looking by {by} !"), format!("look by {by} !"), Role::Care),
        _ => Piece::new(1, format!("start looking by {by}"), format!("look by {by}"), Role::Text),
    })
}

/// How many customers are worked for in this week (the setting `parallel` is the goal).
fn at_once(plan: &Plan, view: &View<'_>) -> Option<Piece> {
    if plan.beach.until == Until::NothingBooked {
        return None;
    }
    let (customers, goal) = (plan.beach.week(view.today).customers, view.book.settings.parallel);
    Some(if customers < goal as usize {
        Piece::new(4, format!("{customers} at once, goal {goal} !"), format!("{customers} at once !"), Role::Care)
    } else {
        Piece::same(4, format!("{customers} at once"), Role::Text)
    })
}

fn lock_in(plan: &Plan, view: &View<'_>) -> Option<Piece> {
    let streak = plan.beach.streak.filter(|streak| streak.weeks >= Streak::WARNS)?;
    let work = view.book.records().engagements.find(streak.engagement.0)?;
    let weeks = streak.weeks;
    let (role, mark) = if weeks >= Streak::ALARMS { (Role::Bad, "locked in, ") } else { (Role::Care, "") };
    let whose = words::customer(work, view).unwrap_or_else(|| words::title(work, view));
    Some(Piece::new(2, format!("{mark}{weeks} weeks full time for {whose} !"), format!("{weeks} weeks full time !"), role))
}

fn cash(plan: &Plan, view: &View<'_>) -> Option<Piece> {
    match plan.beach.cash_end {
        Ok(day) => {
            let day = words::dated(day, view.today);
            Some(Piece::new(3, format!("beached, the cash ends {day}"), format!("cash to {day}"), Role::Care))
        }
        Err(NoCashEnd::NoBeach) => None,
        Err(NoCashEnd::Outgo) => Some(Piece::same(5, "cash end: say your outgo on Concentration".to_owned(), Role::Muted)),
        Err(NoCashEnd::Reserve) => Some(Piece::same(5, "cash end: say your reserve on Concentration".to_owned(), Role::Muted)),
    }
}
