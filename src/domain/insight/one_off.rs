//! Purchase occasions and the one-off rate (`metrics.md` items 15 and 16).
//!
//! An occasion is an engagement; a firm that keeps none has its invoice dates grouped instead. Decided per customer:
//! [`Occasions`] knows who has engagements, and takes the place of what their documents say. Somebody whose engagements
//! all lie ahead is told by the documents still: to book the next one makes nobody a prospect.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::id::CustomerId;
use crate::domain::period::{Day, day_before};
use crate::domain::settings::WorkDays;
use crate::domain::work::{Engagement, Stage, WorkWeek};

use super::ratio::Ratio;

/// An invoice dated no more than this many days after the one before belongs to the same occasion.
pub const SAME_OCCASION_DAYS: i32 = 14;
/// A customer is judged from this many days after the first occasion (`metrics.md`, defaults).
pub const JUDGED_AFTER_DAYS: i32 = 180;

/// One customer's purchase occasions up to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct History {
    /// How many; an open one counts.
    pub occasions: u32,
    /// The day the first one started.
    pub first: Option<Day>,
    /// Whether the latest one still goes on.
    pub open: bool,
}

/// Groups invoice dates into occasions as they go by, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FromInvoices {
    occasions: u32,
    first: Option<Day>,
    last: Option<Day>,
}

impl FromInvoices {
    /// Takes the next invoice date; credit notes are no occasion.
    pub fn take(&mut self, day: Day) {
        if self.last.is_none_or(|last| day.0 - last.0 > SAME_OCCASION_DAYS) {
            self.occasions += 1;
        }
        self.first = self.first.or(Some(day));
        self.last = Some(day);
    }

    /// How many so far.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.occasions
    }

    /// What the dates make. The latest occasion is open while an invoice of today would still belong to it.
    #[must_use]
    pub fn history(&self, today: Day) -> History {
        let open = self.last.is_some_and(|last| today.0 - last.0 <= SAME_OCCASION_DAYS);
        History { occasions: self.occasions, first: self.first, open }
    }
}

/// Where a customer stands (`metrics.md` item 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Never bought.
    Prospect,
    /// Too early to say, or the only occasion still goes on.
    TooEarly,
    /// Bought once, and that is over.
    OneOff,
    /// Came back.
    Repeat,
}

impl History {
    /// Where the customer stands today.
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing {
        let Some(first) = self.first.filter(|_| self.occasions > 0) else {
            return Standing::Prospect;
        };
        match self.occasions {
            _ if today.0 - first.0 < JUDGED_AFTER_DAYS => Standing::TooEarly,
            1 if self.open => Standing::TooEarly,
            1 => Standing::OneOff,
            _ => Standing::Repeat,
        }
    }
}

/// The engagements of every customer that has any: first day, and the last on which it goes on; no last: for good.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Occasions(BTreeMap<CustomerId, Vec<(Day, Option<Day>)>>);

impl Occasions {
    /// Those of all engagements that were won; one without a day is none, nor is one called off before it began. Ends that
    /// nobody said follow from their days in weeks of these work days, as in the plan of the weeks ahead.
    #[must_use]
    pub fn of<'a>(engagements: impl Iterator<Item = &'a Engagement>, week: WorkDays) -> Occasions {
        let week = WorkWeek::of(week);
        let mut known: BTreeMap<CustomerId, Vec<(Day, Option<Day>)>> = BTreeMap::new();
        for work in engagements.filter(|work| work.stage.is_won() && !work.archived) {
            if let (Some(customer), Some(starts)) = (work.customer, work.starts) {
                if work.done_on.is_some_and(|on| work.is_called_off(on)) {
                    continue;
                }
                known.entry(customer).or_default().push((starts.into(), last_day(work, starts, &week).map(Day::from)));
            }
        }
        Occasions(known)
    }

    /// Whether nobody has any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a customer stands: by the engagements begun up to today, else as the documents say.
    #[must_use]
    pub fn standing(&self, customer: CustomerId, of_documents: Standing, today: Day) -> Standing {
        let Some(all) = self.0.get(&customer) else { return of_documents };
        let begun = all.iter().filter(|(starts, _)| *starts <= today);
        let (mut history, mut latest) = (History::default(), None);
        for (starts, ends) in begun {
            history.occasions += 1;
            history.first = Some(history.first.map_or(*starts, |first| first.min(*starts)));
            latest = latest.max(Some((*starts, ends.is_none_or(|ends| ends >= today))));
        }
        history.open = latest.is_some_and(|(_, open)| open);
        if history.occasions == 0 { of_documents } else { history.standing(today) }
    }
}

/// The last day it goes on. Its stage says first: what is done went on no longer than the day before that was noted, and
/// where nobody noted one it does not go on at all.
fn last_day(work: &Engagement, starts: NaiveDate, week: &WorkWeek) -> Option<NaiveDate> {
    let agreed = work.extent(week).ends;
    if work.stage != Stage::Done {
        return agreed;
    }
    let last = day_before(work.done_on.unwrap_or(starts));
    Some(agreed.map_or(last, |agreed| agreed.min(last)))
}

/// How many customers stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OneOff {
    /// Bought once.
    pub one_off: usize,
    /// Came back.
    pub repeat: usize,
    /// Too early to say.
    pub too_early: usize,
    /// Never bought.
    pub prospects: usize,
}

impl OneOff {
    /// Counts one more customer.
    pub fn take(&mut self, standing: Standing) {
        match standing {
            Standing::Prospect => self.prospects += 1,
            Standing::TooEarly => self.too_early += 1,
            Standing::OneOff => self.one_off += 1,
            Standing::Repeat => self.repeat += 1,
        }
    }

    /// Counts others in.
    pub fn join(&mut self, other: OneOff) {
        self.one_off += other.one_off;
        self.repeat += other.repeat;
        self.too_early += other.too_early;
        self.prospects += other.prospects;
    }

    /// Those who can be judged.
    #[must_use]
    pub fn judgeable(&self) -> usize {
        self.one_off + self.repeat
    }

    /// One-off customers among the judgeable, 0 to 1; `None` without any. The repeat rate is the rest.
    #[must_use]
    pub fn rate(&self) -> Option<Ratio> {
        Ratio::new(self.one_off as i128, self.judgeable() as i128)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse::<chrono::NaiveDate>().unwrap().into()
    }

    fn occasions(dates: &[&str]) -> u32 {
        history(dates, "2099-01-01").occasions
    }

    fn history(dates: &[&str], today: &str) -> History {
        let mut found = FromInvoices::default();
        for date in dates {
            found.take(day(date));
        }
        found.history(day(today))
    }

    #[test]
    fn invoices_close_together_are_one_occasion() {
        assert_eq!(occasions(&["2026-03-01", "2026-03-11", "2026-03-21"]), 1);
        assert_eq!(occasions(&["2026-03-01", "2026-03-15"]), 1);
        assert_eq!(occasions(&["2026-03-01", "2026-03-16"]), 2);
        assert_eq!(occasions(&[]), 0);
    }

    #[test]
    fn the_worked_example_holds() {
        // metrics.md item 16, as of 2026-03-31.
        let today = day("2026-03-31");
        let engaged = |occasions, first: &str, open| History { occasions, first: Some(day(first)), open };
        let customers = [
            engaged(1, "2025-06-15", false),
            engaged(4, "2024-01-10", false),
            engaged(1, "2025-01-10", true),
            engaged(1, "2026-01-30", false),
            engaged(1, "2024-11-05", false),
            engaged(2, "2025-02-01", true),
            History::default(),
        ];
        let mut book = OneOff::default();
        for history in &customers {
            book.take(history.standing(today));
        }
        assert_eq!(book, OneOff { one_off: 2, repeat: 2, too_early: 2, prospects: 1 });
        assert_eq!(book.rate(), Ratio::new(1, 2));
        assert_eq!(OneOff::default().rate(), None);
    }

    #[test]
    fn judgement_starts_on_day_180() {
        let standing = |first| history(&[first], "2026-06-30").standing(day("2026-06-30"));
        assert_eq!(standing("2026-01-01"), Standing::OneOff);
        assert_eq!(standing("2026-01-02"), Standing::TooEarly);
    }

    #[test]
    fn an_occasion_that_goes_on_is_not_over() {
        let dates: Vec<String> = (0..30).map(|fortnight| Day(day("2025-05-01").0 + 14 * fortnight).date().to_string()).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let standing = |today| history(&dates, today).standing(day(today));
        assert_eq!(dates.last(), Some(&"2026-06-11"));
        assert_eq!(standing("2026-06-25"), Standing::TooEarly);
        assert_eq!(standing("2026-06-26"), Standing::OneOff);
    }

    #[test]
    fn engagements_count_in_place_of_invoices() {
        let day = |text: &str| Day::from(text.parse::<chrono::NaiveDate>().unwrap());
        let work = |customer: i64, stage: Stage, starts: &str, ends: &str| Engagement {
            customer: Some(CustomerId(customer)),
            starts: starts.parse().ok(),
            ends: ends.parse().ok(),
            ..Engagement::blank(stage)
        };
        // The example of item 16, and H whose only engagement lies ahead.
        let all = [
            work(1, Stage::Done, "2025-06-02", "2025-08-01"),
            work(2, Stage::Done, "2024-01-08", "2024-03-01"),
            work(2, Stage::Booked, "2025-01-06", ""),
            work(3, Stage::Booked, "2025-01-06", ""),
            work(4, Stage::Booked, "2026-01-30", "2026-02-20"),
            work(5, Stage::Done, "2024-11-04", "2024-11-04"),
            work(7, Stage::Lost, "2024-11-04", ""),
            work(8, Stage::Booked, "2026-05-04", ""),
        ];
        let occasions = Occasions::of(all.iter(), crate::domain::settings::Settings::default().work_days);
        let standing = |customer| occasions.standing(CustomerId(customer), Standing::Prospect, day("2026-03-31"));
        assert_eq!(
            [1, 2, 3, 4, 5, 7].map(standing),
            [Standing::OneOff, Standing::Repeat, Standing::TooEarly, Standing::TooEarly, Standing::OneOff, Standing::Prospect]
        );
        // Documents count where no engagement does.
        for unknown in [7, 8, 9] {
            assert_eq!(occasions.standing(CustomerId(unknown), Standing::Repeat, day("2026-03-31")), Standing::Repeat);
        }
        assert_eq!(occasions.standing(CustomerId(2), Standing::OneOff, day("2024-12-31")), Standing::OneOff);
    }
}
