//! Where a relationship stands, and how many of them are for life (product, entities; claim C1).
//!
//! What a customer bought is judged by [`super::one_off`]; what only the owner knows is in [`crate::domain::profile`].

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::invoice::Kind;
use crate::domain::money::thousands;
use crate::domain::period::{Day, months_before};
use crate::domain::profile::{LifeStage, Profile};

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
    /// Of a book as of a day, in which so many customers who are not archived ever bought.
    #[must_use]
    pub fn of(book: &Book, customers: usize, today: NaiveDate) -> ForLife {
        let today = Day::from(today);
        let bought = |id| book.series(id).iter().take_while(|entry| entry.day <= today).any(|entry| entry.kind == Kind::Invoice);
        let is_marked = |profile: &&Profile| {
            profile.life_stage == Some(LifeStage::ForLife)
                && book.customer(profile.customer).is_some_and(|customer| !customer.archived)
                && bought(profile.customer)
        };
        ForLife { marked: book.records().profiles.iter().filter(is_marked).count(), customers }
    }

    /// Whether more than 20 % are: only a few get there.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.marked * 5 > self.customers
    }

    /// The sentence for the owner, where more than 20 % are.
    #[must_use]
    pub fn warning(self) -> Option<String> {
        let marked = thousands(self.marked as u128);
        let who = match (self.marked, self.customers) {
            _ if !self.is_over() => return None,
            (_, 1) => "Your one customer is".to_owned(),
            (1, all) => format!("1 of your {} customers is", thousands(all as u128)),
            (_, all) => format!("{marked} of your {} customers are", thousands(all as u128)),
        };
        Some(format!("{who} marked for life, more than 20%: only a few get there, so keep it for those you would miss most."))
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
        let said = |marked, customers| ForLife { marked, customers }.warning().unwrap_or_default();
        assert_eq!((said(1, 5).as_str(), said(1, 1).starts_with("Your one customer is")), ("", true));
        assert!(said(1, 4).starts_with("1 of your 4 customers is marked for life, more than 20%"));
        assert!(said(300, 1200).starts_with("300 of your 1,200 customers are"));
    }
}
