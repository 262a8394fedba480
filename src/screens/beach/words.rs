//! The words of the tab that more than one part of it says: names, days, odds.
//!
//! Names and titles come out as [`crate::intent::view::Names`] allow; cleaning is the canvas's.

use chrono::{Datelike, NaiveDate};

use crate::domain::beach::{Bar, Counted, Days, Group, tenths};
use crate::domain::settings::Hundredths;
use crate::domain::work::Engagement;
use crate::intent::View;

/// For whom it is; nobody: nothing.
pub(super) fn customer(work: &Engagement, view: &View<'_>) -> Option<String> {
    work.customer.map(|id| view.names.by_id(view.book, id).to_owned())
}

/// What stands for words that would tell whose work it is.
pub(super) const HIDDEN: &str = "hidden";

/// Whether what was written of it may be read: not where its customer's name may not.
pub(super) fn is_told(work: &Engagement, view: &View<'_>) -> bool {
    work.customer.is_none_or(|id| view.names.shows(id))
}

/// What it is called, without its customer. What is sold is no secret of a customer's; what they call it is.
pub(super) fn title(work: &Engagement, view: &View<'_>) -> String {
    if work.title.is_none() || is_told(work, view) {
        return view.names.work_title(view.book, work).into_owned();
    }
    let offering = work.offering.and_then(|id| view.book.records().offerings.find(id.0));
    offering.map_or_else(|| HIDDEN.to_owned(), |offering| view.names.veil(offering.name.as_str()).into_owned())
}

/// `Osei Dental: Booking revamp`.
pub(super) fn whole(work: &Engagement, view: &View<'_>) -> String {
    match customer(work, view) {
        Some(customer) => format!("{customer}: {}", title(work, view)),
        None => title(work, view),
    }
}

/// `60%`.
pub(super) fn odds(Hundredths(odds): Hundredths) -> String {
    format!("{}%", (odds + 50) / 100)
}

/// A chance of 0 to 1: `37.5%`; what is not nothing and not sure never looks so.
pub(super) fn chance(part: f64) -> String {
    match tenths(part) {
        0 if part > 0.0 => "under 0.1%".to_owned(),
        1000 if part < 1.0 => "over 99.9%".to_owned(),
        tenths if tenths % 10 == 0 => format!("{}%", tenths / 10),
        tenths => format!("{}.{}%", tenths / 10, tenths % 10),
    }
}

/// `18 Jan`.
pub(super) fn short(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

/// `18 Jan`, with its year where that is not today's or the next months'.
pub(super) fn dated(day: NaiveDate, today: NaiveDate) -> String {
    if (day - today).num_days().abs() < 300 { short(day) } else { day.format("%-d %b %Y").to_string() }
}

/// `11 Dec`, with its year where that is not today's, nor that of another day it is told beside.
pub(super) fn dated_from(day: NaiveDate, today: NaiveDate, beside: NaiveDate) -> String {
    let is_plain = day.year() == today.year() && day.year() == beside.year();
    if is_plain { short(day) } else { day.format("%-d %b %Y").to_string() }
}

/// A month that may lie ahead: `May`, or `May 2028`.
pub(super) fn month(day: NaiveDate, today: NaiveDate) -> String {
    let is_near = (day.year() - today.year()) * 12 + day.month0() as i32 - (today.month0() as i32) < 12;
    day.format(if is_near { "%B" } else { "%b %Y" }).to_string()
}

/// Days in so many cells: with a decimal where there is room for it.
pub(super) fn fitted(days: Days, cells: u16) -> String {
    let shown = days.shown();
    if shown.len() <= usize::from(cells) { shown } else { days.ratio().decimal(1, 0) }
}

/// `1 day`, `3.5 days`.
pub(super) fn days(days: Days) -> String {
    let shown = days.shown();
    if shown == "1" { "1 day".to_owned() } else { format!("{shown} days") }
}

/// `1 day`, `41 days`.
pub(super) fn many_days(days: i64) -> String {
    crate::domain::money::counted(days.unsigned_abs(), "day", "days")
}

/// How far it has come, and how a question counts it.
pub(super) fn standing(work: &Engagement, bar: Option<&Bar>) -> String {
    let stage = work.stage.label();
    if work.archived {
        return format!("{stage}, archived");
    }
    match bar {
        Some(bar) if bar.group == Group::Maybe => match bar.counted {
            Some(Counted::In) => format!("{stage}, counted as won"),
            Some(Counted::Out) => format!("{stage}, counted as lost"),
            None => format!("{stage}, {}", odds(bar.odds)),
        },
        _ => stage.to_owned(),
    }
}

/// From when to when.
pub(super) fn span(from: Option<NaiveDate>, to: Option<NaiveDate>, today: NaiveDate) -> String {
    match (from, to) {
        (None, _) => "no first day yet".to_owned(),
        (Some(from), None) => format!("from {} on, no end", dated(from, today)),
        (Some(from), Some(to)) => format!("{} – {}", dated(from, today), dated(to, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_never_said_to_be_none_or_sure_that_is_not() {
        // 35 % twice is 12.25 %.
        let said = [0.0, 0.0004, 0.125, 0.35 * 0.35, 0.375, 0.4, 0.9999, 1.0].map(chance);
        assert_eq!(said, ["0%", "under 0.1%", "12.5%", "12.3%", "37.5%", "40%", "over 99.9%", "100%"]);
    }

    #[test]
    fn a_day_far_off_says_its_year() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = date("2026-11-22");
        assert_eq!(
            ["2026-11-23", "2027-01-18", "2027-11-22"].map(|day| dated(date(day), today)),
            ["23 Nov", "18 Jan", "22 Nov 2027"]
        );
        assert_eq!(["2027-05-23", "2027-11-01"].map(|day| month(date(day), today)), ["May", "Nov 2027"]);
    }
}
