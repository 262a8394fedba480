//! What follows work that ends: the days others take of those it frees, and how often its customer came back
//! (`metrics.md` item 30).
//!
//! Spans are [`super::plan`]'s.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::{Calendar, sunday, weeks_after};
use super::plan::{SURE, Work};
use super::{Days, FollowOn, Group, HORIZON};
use crate::domain::id::CustomerId;
use crate::domain::insight::ratio::Ratio;
use crate::domain::work::monday;

/// So many weeks after its end others may take its days.
const WEEKS: i64 = 4;
/// Within so many days of its end another one follows it.
const FOLLOWS: i64 = 180;

/// What follows each booked engagement that ends from today on and within 26 weeks, the first to end first.
pub(super) fn follow_on(works: &[Work], calendar: &Calendar, today: NaiveDate) -> Vec<FollowOn> {
    let last = sunday(Calendar::monday(today, HORIZON as i64));
    let ends = |work: &&Work| work.bar.group == Group::Booked && work.bar.to.is_some_and(|to| (today..=last).contains(&to));
    // Work that lies wholly before today takes nothing of what is freed.
    let others: Vec<&Work> = works.iter().filter(|work| work.bar.to.is_none_or(|to| to > today) && work.takes_days()).collect();
    let mut ending: Vec<FollowOn> =
        works.iter().filter(ends).filter_map(|work| Some(followed(work, work.bar.to?, &others, calendar))).collect();
    ending.sort_by_key(|ending| (ending.ends, ending.engagement));
    ending
}

fn followed(ending: &Work, ends: NaiveDate, others: &[&Work], calendar: &Calendar) -> FollowOn {
    let from = weeks_after(monday(ends), 1);
    let to = sunday(weeks_after(from, WEEKS - 1));
    let (mut taken, mut same_customer) = (Days::ZERO, Days::ZERO);
    for other in others.iter().filter(|other| other.bar.id != ending.bar.id) {
        let counts = match other.bar.group {
            // What was booked already keeps its own days: only what starts then takes those that come free.
            Group::Booked => other.bar.from.is_some_and(|start| (from..=to).contains(&start)).then_some(SURE),
            Group::Maybe if other.is_booked() => Some(SURE),
            Group::Maybe => other.hope(),
        };
        let Some(odds) = counts else { continue };
        let days = other.days(from, to, calendar).at(odds);
        if ending.bar.customer.is_some() && other.bar.customer == ending.bar.customer {
            same_customer += days;
        } else {
            taken += days;
        }
    }
    let freed = ending.bar.per_week.unwrap_or_default().times(WEEKS, 1);
    FollowOn { engagement: ending.bar.id, ends, coverage: taken.min(freed).of(freed), same_customer }
}

/// How many of the engagements that are over were followed by another of the same customer; those that may still be are
/// left out.
pub(super) fn historic_rate(works: &[Work], today: NaiveDate) -> Option<Ratio> {
    let mut by_customer: BTreeMap<CustomerId, Vec<(NaiveDate, Option<NaiveDate>)>> = BTreeMap::new();
    for Work { bar, .. } in works.iter().filter(|work| work.bar.group == Group::Booked) {
        if let (Some(customer), Some(from)) = (bar.customer, bar.from) {
            by_customer.entry(customer).or_default().push((from, bar.to));
        }
    }
    let (mut followed, mut all) = (0, 0);
    for spans in by_customer.values_mut() {
        spans.sort_unstable();
        let over = spans.iter().filter_map(|(from, to)| Some((*from, to.filter(|to| *to < today)?)));
        for (from, to) in over {
            let next = spans.partition_point(|(start, _)| *start <= from);
            let is_followed = spans.get(next).is_some_and(|(start, _)| (*start - to).num_days() <= FOLLOWS);
            if is_followed || (today - to).num_days() > FOLLOWS {
                followed += i128::from(is_followed);
                all += 1;
            }
        }
    }
    Ratio::new(followed, all)
}

/// Days of the first weeks ahead each customer takes, as a part of what there is, the most first (item 35).
pub(super) fn time_shares(
    works: &[Work],
    calendar: &Calendar,
    weeks: i64,
    capacity: Days,
    today: NaiveDate,
) -> Vec<(CustomerId, Ratio)> {
    let (from, to) = (Calendar::monday(today, 1), sunday(Calendar::monday(today, weeks)));
    let mut by_customer: BTreeMap<CustomerId, Days> = BTreeMap::new();
    for work in works.iter().filter(|work| work.is_booked()) {
        if let Some(customer) = work.bar.customer {
            *by_customer.entry(customer).or_default() += work.days(from, to, calendar);
        }
    }
    let taken = by_customer.into_iter().filter(|(_, days)| *days > Days::ZERO);
    let mut shares: Vec<(CustomerId, Ratio)> = taken.filter_map(|(customer, days)| Some((customer, days.of(capacity)?))).collect();
    shares.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    shares
}
