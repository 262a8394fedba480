//! Terms and what follows them: what the form of a term asks, the work that goes on from one renewed, and the end of the
//! one before.
//!
//! What the form of an engagement does otherwise is [`super::work`]'s; what became of all terms is
//! [`crate::domain::beach`]'s.

use chrono::{Days, NaiveDate};

use super::works;
use crate::domain::change::Edit;
use crate::domain::period::{day_after, day_before, full_months, months_after, spoken};
use crate::domain::record::{Record, Row};
use crate::domain::text::shown;
use crate::domain::work::{Engagement, Renewal, Stage};
use crate::intent::{Opening, View};

/// The fields asked of a term.
pub(super) const TERM: [&str; 3] = ["expects", "renewal", "reason"];

/// What the form of a term is called.
pub(super) fn title(start: &Row, view: &View<'_>) -> String {
    let called = view.book.records().engagements.find(start.id).map(|work| works::called(work, view)).unwrap_or_default();
    format!("Its term · {}", shown(&called, 50))
}

/// The form of what follows a term that was renewed: the same work for as long, from the day after. None where something
/// follows already.
pub(super) fn follow_up(before: Option<&Row>, after: &Row, view: &View<'_>) -> Option<Opening> {
    let (was, work) = (before.and_then(Engagement::of_row), Engagement::of_row(after)?);
    let is_renewed = work.renewal == Some(Renewal::Renewed) && was.is_none_or(|was| was.renewal != work.renewal);
    let is_followed = view.book.records().engagements.iter().any(|other| !other.archived && other.renewal_of == Some(work.id));
    if !is_renewed || is_followed {
        return None;
    }
    let last = work.term_end.or(work.ends);
    let starts = last.map(day_after);
    let term_end = starts.and_then(|starts| as_long(starts, (work.starts?, last?)));
    let next = Engagement {
        customer: work.customer,
        title: work.title.clone(),
        offering: work.offering,
        variant: work.variant,
        core: work.core,
        starts,
        // What had an end has one again; what was booked for longer than its term stays so.
        ends: work.ends.and_then(|ends| Some(term_end?.max(ends))),
        days_per_week: work.days_per_week,
        total_days: work.total_days,
        value: work.value,
        rate: work.rate,
        term_end,
        renewal_of: Some(work.id),
        ..Engagement::blank(Stage::Booked)
    };
    Some(Opening::AddRecord(next.row()))
}

/// The last day of a term that begins on a day and lasts as long as another: in months where that one lasted whole ones.
fn as_long(starts: NaiveDate, (from, to): (NaiveDate, NaiveDate)) -> Option<NaiveDate> {
    let months = full_months(from, day_after(to));
    if months > 0 && months_after(from, months) == day_after(to) {
        return Some(day_before(months_after(starts, months)));
    }
    starts.checked_add_days(Days::new(u64::try_from((to - from).num_days()).ok()?))
}

/// The end of the one before, once what goes on from it is booked: it stops with its term, or both would be counted. None
/// where it stops by then anyway, or nobody knows when.
pub(super) fn closing(before: Option<&Row>, after: &Row, view: &View<'_>) -> Option<Edit<Engagement>> {
    let (was, work) = (before.and_then(Engagement::of_row), Engagement::of_row(after)?);
    let is_news = was.is_none_or(|was| !was.stage.is_won() || was.renewal_of != work.renewal_of);
    if !is_news || !work.stage.is_won() || work.archived || work.starts.is_none() {
        return None;
    }
    let earlier = view.book.records().engagements.find(work.renewal_of?.0)?;
    let term_end = earlier.term_end?;
    let runs_on = earlier.span(view.book.settings.work_days).ends.is_none_or(|ends| ends > term_end);
    let is_going = earlier.stage == Stage::Booked && !earlier.archived && earlier.starts.is_some();
    let ended = Engagement { ends: Some(term_end), ..earlier.clone() };
    (runs_on && is_going).then(|| Edit::of(earlier.clone(), ended))
}

/// `saving also ends the one before on 2 Feb 2027, its term's last day`.
pub(super) fn closing_words(before: Option<&Row>, after: &Row, view: &View<'_>) -> Option<String> {
    let ends = closing(before, after, view)?.after.ends?;
    Some(format!("Saving also ends the one before on {}, its term's last day.", spoken(ends)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_renewed_lasts_as_long_as_the_one_before() {
        let lasting = |from: &str, to: &str| {
            let term: (NaiveDate, NaiveDate) = (from.parse().unwrap(), to.parse().unwrap());
            as_long(day_after(term.1), term).unwrap().to_string()
        };
        assert_eq!(lasting("2026-01-01", "2026-12-31"), "2027-12-31");
        // Twelve months of 365 days, then of 366 with 29 February in them.
        assert_eq!(lasting("2026-02-03", "2027-02-02"), "2028-02-02");
        assert_eq!(lasting("2027-02-03", "2028-02-02"), "2029-02-02");
        // Three months to the end of one.
        assert_eq!(lasting("2026-09-01", "2026-11-30"), "2027-02-28");
        // Ten days are no months: days then.
        assert_eq!(lasting("2026-11-02", "2026-11-11"), "2026-11-21");
    }
}
