//! Weeks in a row: when the beach comes, when it gets thin, when to start looking, when the cash ends (`metrics.md` item 29).
//!
//! What a week is comes from [`super::weeks`]; how long it takes to win work from [`super::lead_time`].

use chrono::NaiveDate;

use super::calendar::{Calendar, weeks_between};
use super::lead_time::LeadTime;
use super::plan::Work;
use super::weeks::Weeks;
use super::{Days, HORIZON, NoCashEnd, Outreach, State, Until};
use crate::domain::period::latest;
use crate::domain::settings::Settings;

/// So many weeks in a row make a run.
const RUN: usize = 2;

/// What a week is to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It belongs to it and counts.
    In,
    /// Off: it neither breaks the run nor counts.
    Skipped,
    /// It ends it.
    Ends,
}

fn of_beach(state: State) -> Part {
    match state {
        State::Beach => Part::In,
        State::Off => Part::Skipped,
        _ => Part::Ends,
    }
}

fn of_gaps(state: State) -> Part {
    match state {
        State::Beach | State::Gap => Part::In,
        // Booked or not, a week off is never a gap and breaks no run of them.
        State::Off | State::OffBooked => Part::Skipped,
        _ => Part::Ends,
    }
}

/// Weeks in a row, counted from this week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    first: i64,
    /// The last that counts; `None`: it goes on for good.
    last: Option<i64>,
    weeks: usize,
}

/// The first run from a week on, of whatever length; `None` where none comes before everything stays as it is.
fn next_run(weeks: &Weeks, from: i64, part: fn(State) -> Part) -> Option<Run> {
    let end = weeks.latest().max(from);
    let first = (from..=end).find(|week| part(weeks.state(*week)) == Part::In)?;
    let mut run = Run { first, last: Some(first), weeks: 0 };
    for week in first..=end {
        match part(weeks.state(week)) {
            Part::In => (run.last, run.weeks) = (Some(week), run.weeks + 1),
            Part::Skipped => {}
            Part::Ends => return Some(run),
        }
    }
    // From here on every week is like the last one, but for days off: it goes on where that week would count.
    let goes_on = part(weeks.usual_state()) == Part::In;
    Some(if goes_on { Run { last: None, weeks: run.weeks.max(RUN), ..run } } else { run })
}

/// Runs of two weeks or more that start in a week or after it, the first first.
fn runs(weeks: &Weeks, from: i64, part: fn(State) -> Part) -> impl Iterator<Item = Run> + '_ {
    let mut from = Some(from);
    std::iter::from_fn(move || {
        let run = next_run(weeks, from?, part)?;
        from = run.last.map(|last| last + 1);
        Some(run)
    })
    .filter(|run| run.weeks >= RUN)
}

/// The first week that was ever booked, counted from this one.
pub(super) fn first_booking(works: &[Work], weeks: &Weeks) -> Option<i64> {
    let booked = works.iter().filter(|work| work.is_booked() && work.takes_days());
    booked.filter_map(|work| work.bar.from).min().map(|from| weeks_between(weeks.now(), from))
}

/// When the beach comes.
pub(super) fn until(works: &[Work], weeks: &Weeks, today: NaiveDate) -> Until {
    let Some(booking) = first_booking(works, weeks) else { return Until::NothingBooked };
    if let Some(since) = begun(weeks, booking.min(0), of_beach) {
        let since = Calendar::monday(today, since);
        return Until::OnIt { since, days: (today - since).num_days() };
    }
    match runs(weeks, 1, of_beach).next() {
        Some(run) if run.first <= HORIZON as i64 => {
            let starts = Calendar::monday(today, run.first);
            Until::In { starts, days: (starts - today).num_days() }
        }
        _ => Until::Beyond,
    }
}

/// The first week of the run this week lies in, if it goes on after it; looking back no further than `back`.
fn begun(weeks: &Weeks, back: i64, part: fn(State) -> Part) -> Option<i64> {
    let behind = (back..=0).rev().map(|week| (week, part(weeks.state(week)))).take_while(|(_, part)| *part != Part::Ends);
    let (first, _) = behind.filter(|(_, part)| *part == Part::In).last()?;
    let run = next_run(weeks, first, part)?;
    (run.weeks >= RUN && run.last.is_none_or(|last| last >= 1)).then_some(first)
}

/// The runs on the beach from the day it comes: first and last week; no last where it goes on.
pub(super) fn sand(weeks: &Weeks, until: Until) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let from = match until {
        Until::NothingBooked => return Vec::new(),
        Until::Beyond => 1,
        Until::OnIt { since: starts, .. } | Until::In { starts, .. } => weeks_between(weeks.now(), starts),
    };
    let monday = |week| Calendar::monday(weeks.now(), week);
    runs(weeks, from, of_beach).map(|run| (monday(run.first), run.last.map(monday))).collect()
}

/// The first week ahead with less than half booked.
pub(super) fn first_thin(weeks: &Weeks) -> Option<NaiveDate> {
    let thin = (1..=HORIZON as i64).find(|week| of_gaps(weeks.state(*week)) == Part::In)?;
    Some(Calendar::monday(weeks.now(), thin))
}

/// When to start looking: before the beach, or, where none is in sight, before it gets thin. Thin weeks that have begun count
/// from their own first, so that the day does not slide from Monday to Monday.
pub(super) fn outreach(works: &[Work], weeks: &Weeks, until: Until, lead: LeadTime, today: NaiveDate) -> Option<Outreach> {
    let thin = || {
        let back = first_booking(works, weeks)?.min(0);
        let ahead = || runs(weeks, 0, of_gaps).next().map(|run| run.first).filter(|first| *first <= HORIZON as i64);
        let first = begun(weeks, back, of_gaps).or_else(ahead)?;
        Some((Calendar::monday(today, first), true))
    };
    let (starts, is_before_thin) = match until {
        Until::NothingBooked => return None,
        Until::Beyond => thin()?,
        Until::OnIt { since: starts, .. } | Until::In { starts, .. } => (starts, false),
    };
    let by = starts.checked_sub_days(chrono::Days::new(lead.days.unsigned_abs()))?;
    Some(Outreach { by, starts, late: (today - by).num_days(), is_before_thin, lead_days: lead.days, wins: lead.wins })
}

/// The day the cash ends if the beach lasts: what is set aside lasts from the day it comes. Where it is here that is from
/// today, for the reserve is that of today and the days on the beach are paid already; so it is where nothing was ever
/// booked, for then nothing comes in from today on.
pub(super) fn cash_end(settings: &Settings, until: Until, today: NaiveDate) -> Result<NaiveDate, NoCashEnd> {
    let starts = match until {
        Until::NothingBooked => today,
        _ => until.starts().ok_or(NoCashEnd::NoBeach)?.max(today),
    };
    let outgo = settings.outgo.filter(|outgo| outgo.0 > 0).ok_or(NoCashEnd::Outgo)?;
    let reserve = settings.reserve.ok_or(NoCashEnd::Reserve)?;
    // Months of 365.25 / 12 days.
    let days = i128::from(reserve.0.max(0)) * 36_525 / (i128::from(outgo.0) * 1_200);
    let days = chrono::Days::new(u64::try_from(days).unwrap_or(u64::MAX));
    Ok(starts.checked_add_days(days).map_or(latest(), |end| end.min(latest())))
}

/// Days booked, the same with what is hoped for, and days there are in the first weeks ahead.
pub(super) fn filled(weeks: &Weeks, number: i64) -> (Days, Days, Days) {
    let ahead = (1..=number).map(|week| weeks.ahead(week));
    ahead.fold((Days::ZERO, Days::ZERO, Days::ZERO), |(booked, expected, capacity), week| {
        (booked + week.booked, expected + week.expected, capacity + week.capacity)
    })
}
