//! What the owner's own side comes to: what a billable day brings, what passes to and from partners, who is in which
//! segment, and what is left to finish.
//!
//! Figures only: how they read is the business of the Practice tab. What is kept is [`crate::domain::practice`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::customer::SegmentKind;
use crate::domain::id::{MoodProfileId, OfferingId, PartnerId, SegmentId};
use crate::domain::period::{Window, day_after, months_before};
use crate::domain::practice::{CoreClass, MoodProfile, Offering, Outcome};
use crate::domain::settings::{Hundredths, Name, Settings, TimeOff};

use super::mood;
use super::ratio::Ratio;
use super::scope::Scope;

/// The answers to the mood questions are old after so many months.
pub const MOOD_MONTHS: u32 = 12;

/// How the firm kept to its work is told for so many months.
const SCOPE_MONTHS: u32 = 12;

/// What a day at list price brings of the income wanted (`metrics.md` item 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BillableDay {
    /// Its part of the target, 0 to 1 and beyond.
    pub part: Ratio,
    /// Such days until the target is met, rounded up.
    pub needed: u64,
}

/// What a billable day brings; the setting that lacks where it cannot be said. A target or a rate of 0 says as little as
/// none.
pub fn billable_day(settings: &Settings) -> Result<BillableDay, Name> {
    let target = settings.target.filter(|target| target.0 > 0).ok_or(Name::Target)?;
    let rate = settings.day_rate.filter(|rate| rate.0 > 0).ok_or(Name::DayRate)?;
    let part = Ratio::new(i128::from(rate.0), i128::from(target.0)).ok_or(Name::Target)?;
    Ok(BillableDay { part, needed: target.0.unsigned_abs().div_ceil(rate.0.unsigned_abs()) })
}

/// Days the team has in a normal week.
#[must_use]
pub fn team_days(settings: &Settings) -> Hundredths {
    settings.team_days.unwrap_or(Hundredths(i64::from(settings.work_days.count()) * 100))
}

/// The next work day off from today on, and the last day of that break. A day off on a free weekday takes nothing.
#[must_use]
pub fn next_break(settings: &Settings, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let begins = |TimeOff { from, to, .. }: &TimeOff| {
        let mut day = (*from).max(today);
        for _ in 0..7 {
            if day > *to {
                return None;
            }
            if settings.work_days.holds(chrono::Datelike::weekday(&day)) {
                return Some((day, *to));
            }
            day = day_after(day);
        }
        None
    };
    settings.days_off.iter().filter_map(begins).min()
}

/// What passed between us and a partner: people sent, each way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// Sent to them.
    pub sent: usize,
    /// Sent by them.
    pub received: usize,
    /// When somebody was last sent, either way.
    pub last: Option<NaiveDate>,
}

/// Who is in the segments. Archived customers are in none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segmented {
    /// Customers by segment.
    pub by_segment: BTreeMap<SegmentId, usize>,
    /// Those in a segment of clients.
    pub clients: usize,
    /// Those in a segment of colleagues.
    pub colleagues: usize,
    /// Those in no segment.
    pub without: usize,
}

/// Something to finish before the next review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// The four mood questions were never answered.
    NoMood,
    /// The newest answers leave some of the four open.
    MoodGaps(usize),
    /// The newest answers are older than a year.
    MoodOld,
    /// A setting the figures need is not set.
    NotSet(Name),
    /// Nothing says what the firm does.
    NoOffering,
    /// Work of ours without a written process.
    NoProcess(OfferingId),
    /// Work that is not ours, and nobody to send it to.
    NobodyToSend(OfferingId),
    /// Nothing says who is wanted.
    NoWanted,
}

/// The settings other figures wait for.
const NEEDED: [Name; 5] = [Name::Target, Name::Outgo, Name::Reserve, Name::DayRate, Name::HourCost];

/// What the owner's own side comes to on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PracticeFigures {
    /// The newest answers to the mood questions.
    pub mood: Option<MoodProfileId>,
    /// What passed between us and each partner somebody was sent to or by.
    pub balances: BTreeMap<PartnerId, Balance>,
    /// Who is in the segments.
    pub segmented: Segmented,
    /// How the firm kept to its work in the last 12 months.
    pub scope: Scope,
    /// What is left to finish, in the order of the boxes.
    pub unfinished: Vec<Unfinished>,
}

impl PracticeFigures {
    /// Worked out of a book, with today's date.
    #[must_use]
    pub fn of(book: &Book, today: NaiveDate) -> PracticeFigures {
        let newest = newest_mood(book, today);
        PracticeFigures {
            mood: newest.map(|profile| profile.id),
            balances: balances(book, today),
            segmented: segmented(book),
            scope: Scope::of(book, Window::last_months(today, SCOPE_MONTHS)),
            unfinished: unfinished(book, newest, today),
        }
    }

    /// What passed between us and a partner; nothing where nobody was sent.
    #[must_use]
    pub fn balance(&self, partner: PartnerId) -> Balance {
        self.balances.get(&partner).copied().unwrap_or_default()
    }
}

/// The answers given last, as of a day: a version dated after it waits until then.
#[must_use]
pub fn newest_mood(book: &Book, today: NaiveDate) -> Option<&MoodProfile> {
    mood::newest(&book.records().mood_profiles, today)
}

/// Whether work of ours lacks a written process: nothing is said of its pages, or there are none.
#[must_use]
pub fn lacks_process(offering: &Offering) -> bool {
    offering.core != CoreClass::OffCore && offering.process_pages.unwrap_or(0) == 0
}

/// Who takes an offering that is not ours; a partner put away takes nothing.
#[must_use]
pub fn taker(offering: &Offering, book: &Book) -> Option<PartnerId> {
    offering.partner.filter(|id| book.records().partners.find(id.0).is_some_and(|partner| !partner.archived))
}

/// Spreading the word sends nobody, so it stands apart, as it does in the tree of referrals.
fn balances(book: &Book, today: NaiveDate) -> BTreeMap<PartnerId, Balance> {
    let mut balances: BTreeMap<PartnerId, Balance> = BTreeMap::new();
    let counts = book
        .records()
        .referrals
        .iter()
        .filter(|referral| !referral.archived && referral.outcome != Outcome::WordOfMouth && referral.date <= today);
    for referral in counts {
        let mut passed = |partner: PartnerId, sent: usize, received: usize| {
            let balance = balances.entry(partner).or_default();
            balance.sent += sent;
            balance.received += received;
            balance.last = balance.last.max(Some(referral.date));
        };
        if let Some(partner) = referral.to_partner {
            passed(partner, 1, 0);
        }
        if let Some(partner) = referral.from_partner {
            passed(partner, 0, 1);
        }
    }
    balances
}

fn segmented(book: &Book) -> Segmented {
    let kinds: BTreeMap<SegmentId, SegmentKind> = book.segments.iter().map(|segment| (segment.id, segment.kind)).collect();
    let mut segmented = Segmented::default();
    for customer in book.customers().filter(|customer| !customer.archived) {
        let Some((id, kind)) = customer.segment.and_then(|id| Some((id, *kinds.get(&id)?))) else {
            segmented.without += 1;
            continue;
        };
        *segmented.by_segment.entry(id).or_default() += 1;
        match kind {
            SegmentKind::Client => segmented.clients += 1,
            SegmentKind::Colleague => segmented.colleagues += 1,
        }
    }
    segmented
}

fn unfinished(book: &Book, mood: Option<&MoodProfile>, today: NaiveDate) -> Vec<Unfinished> {
    let mut unfinished = Vec::new();
    match mood {
        None => unfinished.push(Unfinished::NoMood),
        Some(profile) => {
            let answers = [&profile.natural, &profile.attracts, &profile.favourites, &profile.work_in];
            let open = answers.iter().filter(|answer| answer.is_none()).count();
            if open > 0 {
                unfinished.push(Unfinished::MoodGaps(open));
            }
            if profile.answered < months_before(today, MOOD_MONTHS) {
                unfinished.push(Unfinished::MoodOld);
            }
        }
    }
    let not_set = NEEDED.into_iter().filter(|name| book.settings.kept(*name).is_none());
    unfinished.extend(not_set.map(Unfinished::NotSet));
    let mut offerings = book.records().offerings.iter().filter(|offering| !offering.archived).peekable();
    if offerings.peek().is_none() {
        unfinished.push(Unfinished::NoOffering);
    }
    for offering in offerings {
        if lacks_process(offering) {
            unfinished.push(Unfinished::NoProcess(offering.id));
        }
        if offering.core == CoreClass::OffCore && taker(offering, book).is_none() {
            unfinished.push(Unfinished::NobodyToSend(offering.id));
        }
    }
    if book.records().wanted.iter().all(|wanted| wanted.archived) {
        unfinished.push(Unfinished::NoWanted);
    }
    unfinished
}

#[cfg(test)]
#[path = "practice_tests.rs"]
mod tests;
