//! Marketing kept up, week by week (`metrics.md` item 40).
//!
//! The hours are efforts of that kind; what a win took of them is [`super::pipeline`]'s.

use chrono::NaiveDate;

use super::Marketing;
use super::calendar::{sunday, weeks_after, weeks_between};
use crate::domain::book::Book;
use crate::domain::effort::{Effort, EffortKind};
use crate::domain::period::Window;
use crate::domain::work::monday;

/// So many weeks it is told for.
const WEEKS: i64 = 13;

fn entries(book: &Book) -> impl Iterator<Item = (&Effort, i64)> {
    let marketing = book.records().efforts.iter().filter(|effort| effort.kind == EffortKind::Marketing && !effort.archived);
    marketing.filter_map(|effort| Some((effort, effort.hours?.0)))
}

/// Minutes of marketing in a window.
pub(super) fn minutes_in(book: &Book, window: Window) -> i64 {
    let within = entries(book).filter(|(effort, _)| window.holds(effort.date.into()));
    within.fold(0, |sum, (_, minutes)| sum.saturating_add(minutes))
}

impl Marketing {
    /// The 13 weeks that ended on or before a day; `None` while no hours are wanted.
    pub(super) fn of(book: &Book, today: NaiveDate) -> Option<Marketing> {
        let wanted = book.settings.marketing_hours.0;
        if wanted <= 0 {
            return None;
        }
        let this = monday(today);
        let first = weeks_after(this, if sunday(this) == today { 1 - WEEKS } else { -WEEKS });
        let mut minutes = [0i64; WEEKS as usize];
        for (effort, spent) in entries(book) {
            let week = usize::try_from(weeks_between(first, effort.date)).ok();
            if let Some(sum) = week.and_then(|week| minutes.get_mut(week)) {
                *sum = sum.saturating_add(spent);
            }
        }
        // Hundredths of hours against minutes: 100 of the one are 60 of the other.
        let kept = minutes.iter().filter(|spent| i128::from(**spent) * 100 >= i128::from(wanted) * 60).count();
        Some(Marketing { kept, minutes })
    }
}
