//! Who has work that is booked and not over, and who has some that might happen.
//!
//! A list asks it of everybody at every letter typed, so it is gathered once. What work comes to week by week is
//! [`crate::domain::beach`]'s.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Engagement, Stage};
use crate::domain::id::CustomerId;
use crate::domain::settings::WorkDays;

/// Customers with work ahead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Going {
    /// The last day of what is booked of each; none: it goes on.
    booked: BTreeMap<CustomerId, Option<NaiveDate>>,
    maybe: BTreeSet<CustomerId>,
}

impl Going {
    /// Those of all engagements, their ends worked out in weeks of these work days where only days are said.
    #[must_use]
    pub fn of<'a>(engagements: impl Iterator<Item = &'a Engagement>, week: WorkDays) -> Going {
        let mut going = Going::default();
        for work in engagements.filter(|work| !work.archived) {
            let Some(customer) = work.customer else { continue };
            if work.stage == Stage::Booked {
                let ends = work.span(week).ends;
                let last = going.booked.entry(customer).or_insert(ends);
                *last = last.zip(ends).map(|(last, ends)| last.max(ends));
            } else if work.stage.is_open() {
                going.maybe.insert(customer);
            }
        }
        going
    }

    /// Whether work is booked for a customer that is not over on a day, begun or not.
    #[must_use]
    pub fn is_booked(&self, customer: CustomerId, today: NaiveDate) -> bool {
        self.booked.get(&customer).is_some_and(|ends| ends.is_none_or(|ends| ends >= today))
    }

    /// Whether work for a customer might happen.
    #[must_use]
    pub fn is_maybe(&self, customer: CustomerId) -> bool {
        self.maybe.contains(&customer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::{Hundredths, Settings};

    #[test]
    fn booked_work_counts_to_its_last_day_and_maybes_until_they_are_settled() {
        let date = |text: &str| text.parse().ok();
        let work = |customer, stage, starts, ends| Engagement {
            customer: Some(CustomerId(customer)),
            starts: date(starts),
            ends: date(ends),
            ..Engagement::blank(stage)
        };
        let all = [
            // Two after another: the later end counts, in whichever order they come.
            work(1, Stage::Booked, "2026-09-01", "2026-11-22"),
            work(1, Stage::Booked, "2026-07-01", "2026-07-31"),
            work(2, Stage::Booked, "2026-09-01", "2026-11-20"),
            work(3, Stage::Booked, "2026-09-01", "2026-09-30"),
            work(3, Stage::Booked, "2026-09-01", ""),
            // Five days from Monday 16 November end on Friday the 20th.
            Engagement { total_days: Some(Hundredths(500)), ..work(4, Stage::Booked, "2026-11-16", "") },
            work(5, Stage::Booked, "", ""),
            work(6, Stage::Done, "2026-09-01", "2027-01-01"),
            work(7, Stage::Lost, "2026-09-01", "2027-01-01"),
            Engagement { archived: true, ..work(8, Stage::Booked, "2026-09-01", "2027-01-01") },
            Engagement { archived: true, ..work(8, Stage::Lead, "", "") },
            work(9, Stage::Verbal, "2026-09-01", "2026-09-30"),
            Engagement { customer: None, ..work(9, Stage::Booked, "", "") },
        ];
        let of = |is: &dyn Fn(&Going, CustomerId) -> bool, all: &[Engagement]| {
            let going = Going::of(all.iter(), Settings::default().work_days);
            (0..=10).filter(|id| is(&going, CustomerId(*id))).collect::<Vec<i64>>()
        };
        let reversed: Vec<Engagement> = all.iter().rev().cloned().collect();
        for all in [&all[..], &reversed] {
            let booked = |day: &str| of(&|going, id| going.is_booked(id, day.parse().unwrap()), all);
            assert_eq!(booked("2026-11-20"), [1, 2, 3, 4, 5]);
            assert_eq!(booked("2026-11-22"), [1, 3, 5]);
            assert_eq!(booked("2026-11-23"), [3, 5]);
            assert_eq!(of(&|going, id| going.is_maybe(id), all), [9]);
        }
    }
}
