//! What is wanted in a year: how far booked work takes it, what a day must cost, and whether the price holds
//! (`metrics.md` item 33; product claims D5, D6 and D10).
//!
//! Days booked come from [`super::weeks`], spans from [`super::plan`].

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::plan::Work;
use super::weeks::Weeks;
use super::{Days, Group, Price, TABLE, Target};
use crate::domain::book::Book;
use crate::domain::id::EngagementId;
use crate::domain::insight::practice::billable_day;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{Minor, rounded};
use crate::domain::period::Window;
use crate::domain::settings::{Hundredths, Settings};

/// Weeks of a year with work in them, for the price sheet.
const WEEKS: i128 = 44;
/// The most projects at once the price sheet is for.
const PROJECTS: u32 = 6;

impl Target {
    /// What weeks 1 to 8 bring of the target; `None` while there is none, or no day rate.
    pub(super) fn of(settings: &Settings, weeks: &Weeks) -> Option<Target> {
        let day = billable_day(settings).ok()?;
        let (target, per_day) = (settings.target?, settings.day_rate?);
        let ahead = (1..=TABLE as i64).map(|week| weeks.ahead(week));
        let (booked, expected) =
            ahead.fold((Days::ZERO, Days::ZERO), |(booked, expected), week| (booked + week.booked, expected + week.expected));
        // Money in minor units by parts of a day: nothing is rounded before the last step.
        let income = |days: Days| i128::from(per_day.0) * days.parts();
        let whole = i128::from(target.0) * Days::ONE.parts();
        let open = whole - income(expected);
        let step = income(Days::ONE);
        Some(Target {
            target,
            per_day,
            day_share: day.part,
            days_needed: day.needed,
            booked: Ratio::new(income(booked), whole)?,
            weighted: Ratio::new(income(expected - booked), whole)?,
            days_open: if open <= 0 { 0 } else { u64::try_from((open + step - 1) / step).ok()? },
        })
    }
}

/// What customers must pay in a year: the target and what the firm costs, before tax. As a fraction of minor units.
fn needed(settings: &Settings) -> Option<(i128, i128)> {
    let target = settings.target.filter(|target| target.0 > 0)?;
    let overhead = settings.overhead.unwrap_or_default();
    let kept = i128::from(WHOLE - settings.tax.0);
    (kept > 0).then_some(((i128::from(target.0) + i128::from(overhead.0)) * i128::from(WHOLE), kept))
}

/// All of it, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// The rate at which the days planned meet the target.
pub(super) fn break_even(settings: &Settings) -> Option<Minor> {
    let (income, divisor) = needed(settings)?;
    (settings.billable_days > 0).then(|| Minor(rounded(income, divisor * i128::from(settings.billable_days)) as i64))
}

/// The rate at which one to six projects at once meet the target, with time for finding work kept back.
pub(super) fn prices(settings: &Settings, calendar: &Calendar) -> Vec<Price> {
    let Some((income, divisor)) = needed(settings) else { return Vec::new() };
    let Hundredths(kept) = Hundredths(WHOLE - settings.marketing_share.0);
    let sold = calendar.team().times(kept, WHOLE);
    if sold <= Days::ZERO {
        return Vec::new();
    }
    let price = |projects: u32| Price {
        projects,
        days_each: sold.times(1, i64::from(projects)),
        day_rate: Minor(rounded(income * Days::ONE.parts(), divisor * sold.parts() * WEEKS) as i64),
        monthly: Minor(rounded(income, divisor * 12 * i128::from(projects)) as i64),
    };
    (1..=PROJECTS).map(price).collect()
}

/// What was billed of the list price in the last 12 months, and the engagements below it.
pub(super) fn price_hold(book: &Book, works: &[Work], calendar: &Calendar, today: NaiveDate) -> (Option<Ratio>, Vec<EngagementId>) {
    let Some(list) = book.settings.day_rate.filter(|rate| rate.0 > 0) else { return (None, Vec::new()) };
    let year = Window::last_months(today, 12);
    let (mut billed, mut listed, mut below) = (0i128, 0i128, Vec::new());
    for work in works.iter().filter(|work| work.bar.group == Group::Booked) {
        let days = work.days(year.from, year.to, calendar);
        let Some(rate) = rate(book, work, calendar).filter(|_| days > Days::ZERO) else { continue };
        let (at_rate, at_list) = (rate.rounded(days.parts()), i128::from(list.0) * days.parts());
        (billed, listed) = (billed + at_rate, listed + at_list);
        if at_rate < at_list {
            below.push(work.bar.id);
        }
    }
    below.sort_unstable();
    (Ratio::new(billed, listed), below)
}

/// What a day brings: as agreed, else what it is worth over all its days.
fn rate(book: &Book, work: &Work, calendar: &Calendar) -> Option<Ratio> {
    let engagement = book.records().engagements.find(work.bar.id.0)?;
    if let Some(rate) = engagement.rate {
        return Ratio::new(i128::from(rate.0), 1);
    }
    let days = work.days(work.bar.from?, work.bar.to?, calendar);
    Ratio::new(i128::from(engagement.value?.0) * Days::ONE.parts(), days.parts())
}
