//! Where a relationship stands, and how many of them are for life (product, entities; claim C1).
//!
//! What a customer bought is judged by [`super::one_off`]; what only the owner knows is in [`crate::domain::profile`].

use chrono::NaiveDate;

use crate::domain::period::{Day, months_before};
use crate::domain::profile::LifeStage;

use super::one_off::{JUDGED_AFTER_DAYS, Standing};

/// A stage, the first five worked out from what was bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Never bought.
    Prospect,
    /// Under 180 days a customer, or the only purchase still goes on.
    New,
    /// Bought once (`metrics.md` item 16), however long ago: the word agrees with the one-off rate.
    OneOff,
    /// Came back, and bought in the last 12 months.
    Repeat,
    /// Came back once, and nothing came for 12 months.
    Past,
    /// One of the few; the owner says so.
    ForLife,
    /// On the way out; the owner says so.
    Leaving,
}

impl Stage {
    /// The stage as of a day: the owner's word, else what the purchases say. Somebody the owner calls a customer for
    /// longer than 180 days is not new, though the documents begin later.
    #[must_use]
    pub fn of(said: Option<LifeStage>, standing: Standing, since: Option<NaiveDate>, last: Option<Day>, today: NaiveDate) -> Stage {
        let is_old = since.is_some_and(|since| Day::from(today).0 - Day::from(since).0 >= JUDGED_AFTER_DAYS);
        let is_quiet = last.is_some_and(|last| last <= Day::from(months_before(today, 12)));
        match (said, standing) {
            (Some(LifeStage::ForLife), _) => Stage::ForLife,
            (Some(LifeStage::Leaving), _) => Stage::Leaving,
            (None, Standing::Prospect) => Stage::Prospect,
            (None, Standing::OneOff) => Stage::OneOff,
            (None, Standing::TooEarly) if !is_old => Stage::New,
            (None, Standing::TooEarly | Standing::Repeat) => {
                if is_quiet {
                    Stage::Past
                } else {
                    Stage::Repeat
                }
            }
        }
    }

    /// Its word: `one-off`, `for life`.
    #[must_use]
    pub fn word(self) -> &'static str {
        ["prospect", "new", "one-off", "repeat", "past", "for life", "leaving"][self as usize]
    }
}

/// How many customers are for life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ForLife {
    /// So many.
    pub marked: usize,
    /// Of so many who ever bought and are not archived.
    pub customers: usize,
}

impl ForLife {
    /// Whether more than 20 % are: only a few get there.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.marked * 5 > self.customers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(said: Option<LifeStage>, standing: Standing, since: Option<&str>, last: &str) -> &'static str {
        let [last, today] = [last, "2026-11-22"].map(|day| day.parse::<NaiveDate>().unwrap());
        Stage::of(said, standing, since.map(|day| day.parse().unwrap()), Some(last.into()), today).word()
    }

    #[test]
    fn purchases_tell_the_stage_unless_the_owner_does() {
        assert_eq!(stage(None, Standing::Prospect, None, "2026-11-01"), "prospect");
        assert_eq!(stage(None, Standing::TooEarly, None, "2026-11-01"), "new");
        assert_eq!(stage(None, Standing::TooEarly, Some("2026-05-27"), "2026-11-01"), "new");
        assert_eq!(stage(None, Standing::TooEarly, Some("2026-05-26"), "2026-11-01"), "repeat");
        assert_eq!(stage(None, Standing::OneOff, None, "2020-01-01"), "one-off");
        assert_eq!(stage(None, Standing::Repeat, None, "2025-11-23"), "repeat");
        assert_eq!(stage(None, Standing::Repeat, None, "2025-11-22"), "past");
        assert_eq!(stage(Some(LifeStage::ForLife), Standing::Prospect, None, "2020-01-01"), "for life");
        assert_eq!(stage(Some(LifeStage::Leaving), Standing::Repeat, None, "2026-11-01"), "leaving");
    }

    #[test]
    fn one_of_five_for_life_is_not_too_many() {
        let over = |marked, customers| ForLife { marked, customers }.is_over();
        assert_eq!([over(1, 5), over(1, 4), over(2, 9), over(0, 0)], [false, true, true, false]);
    }
}
