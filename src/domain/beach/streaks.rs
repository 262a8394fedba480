//! Weeks in a row that one engagement takes full time (`metrics.md` item 35).
//!
//! What full time is, [`super::weeks`] says.

use super::calendar::{sunday, weeks_after, weeks_between};
use super::plan::Work;
use super::weeks::{Weeks, is_full_time};
use super::{Days, HORIZON, Streak};

/// The longest run that is not over, past and booked weeks together; of two as long the earlier.
pub(super) fn longest(works: &[Work], weeks: &Weeks) -> Option<Streak> {
    let booked = works.iter().filter(|work| work.is_booked() && work.takes_days());
    let all = booked.filter_map(|work| streak(work, weeks));
    all.min_by_key(|streak| (std::cmp::Reverse(streak.weeks), streak.from, streak.engagement))
}

/// The longest run of one engagement that reaches this week or lies ahead. One that is over locks nobody in any more, and
/// would be told for ever.
fn streak(work: &Work, weeks: &Weeks) -> Option<Streak> {
    let first = weeks_between(weeks.now(), work.bar.from?);
    let last = work.bar.to.map_or(HORIZON as i64, |to| weeks_between(weeks.now(), to).min(HORIZON as i64));
    if last < 0 {
        return None;
    }
    let mut longest: Option<Streak> = None;
    let mut run: Option<Streak> = None;
    for week in first..=last {
        let capacity = weeks.capacity(week);
        if capacity == Days::ZERO {
            continue;
        }
        let monday = weeks_after(weeks.now(), week);
        if !is_full_time(work.days(monday, sunday(monday), weeks.calendar()), capacity) {
            run = None;
            continue;
        }
        let so_far =
            run.map_or(Streak { engagement: work.bar.id, from: monday, weeks: 1 }, |run| Streak { weeks: run.weeks + 1, ..run });
        run = Some(so_far);
        if week >= 0 && longest.is_none_or(|longest| so_far.weeks > longest.weeks) {
            longest = run;
        }
    }
    longest
}
