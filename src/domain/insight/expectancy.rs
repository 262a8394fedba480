//! How long customers stay, and how many must be won anew each year (`metrics.md` item 20).
//!
//! Terms and what became of them are [`crate::domain::beach`]'s; money to come is [`super::value`]'s.

use chrono::NaiveDate;

use crate::domain::beach::Renewals;
use crate::domain::book::Book;
use crate::domain::money::Minor;
use crate::domain::period::Window;
use crate::domain::roster::Roster;
use crate::domain::settings::Settings;

use super::ratio::Ratio;

/// No more of a hundred customers than this count as staying.
const CAP: i128 = 97;
/// After so many years it is said how many are left.
const YEARS: i32 = 5;

/// How many customers stay another year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenewalRate {
    /// r, 0 to 1, not capped.
    pub rate: Ratio,
    /// Whether it is the owner's guess; shown beside every figure made with it.
    pub is_guess: bool,
}

impl RenewalRate {
    /// From so many ended terms on the book's own rate counts.
    pub const ENOUGH: usize = 20;

    /// The book's own where 20 terms or more have ended, else the owner's guess; `None` while there is neither.
    #[must_use]
    pub fn of(settings: &Settings, all: &Renewals) -> Option<RenewalRate> {
        if let Some(rate) = all.logo().filter(|_| all.ended >= Self::ENOUGH) {
            return Some(RenewalRate { rate, is_guess: false });
        }
        let percent = settings.renewal?.0.clamp(0, 10_000);
        Some(RenewalRate { rate: Ratio::new(i128::from(percent), 10_000)?, is_guess: true })
    }

    /// The rate of a book as of a day.
    #[must_use]
    pub fn of_book(book: &Book, today: NaiveDate) -> Option<RenewalRate> {
        RenewalRate::of(&book.settings, &Renewals::of(book, Window::up_to(today), today))
    }

    /// No more than 97 %: nobody stays for ever.
    #[must_use]
    pub fn capped(self) -> Ratio {
        Ratio::new(CAP, 100).map_or(self.rate, |cap| self.rate.min(cap))
    }

    /// Whether the cap holds, so that a life longer than 33 years is not told.
    #[must_use]
    pub fn is_capped(self) -> bool {
        Ratio::new(CAP, 100).is_some_and(|cap| self.rate >= cap)
    }

    /// Years a customer stays on average: 1 / (1 - r).
    #[must_use]
    pub fn life(self) -> Ratio {
        let (kept, all) = self.capped().terms();
        Ratio::new(all, all - kept).unwrap_or(Ratio::ONE)
    }

    /// The same in words of a figure: `4.0`, `>33` where the cap holds.
    #[must_use]
    pub fn life_shown(self) -> String {
        if self.is_capped() { ">33".to_owned() } else { self.life().decimal(1, 1) }
    }

    /// Years until half of today's customers are gone: ln 0.5 / ln r; 0 where nobody stays.
    #[must_use]
    pub fn half_life(self) -> f64 {
        let rate = self.capped().value();
        if rate > 0.0 { 0.5f64.ln() / rate.ln() } else { 0.0 }
    }

    /// How many of today's customers are left after five years, 0 to 1.
    #[must_use]
    pub fn left_after_five(self) -> f64 {
        self.capped().value().powi(YEARS)
    }

    /// What must be won anew each year to stay as large: of customers with revenue in the last 12 months, and of it.
    #[must_use]
    pub fn refill(self, roster: &Roster) -> Refill {
        let bought = roster.lines().iter().filter(|line| line.revenue > Minor::ZERO).count();
        self.refill_of(bought, roster.total())
    }

    /// The same of so many customers and so much revenue.
    #[must_use]
    pub fn refill_of(self, customers: usize, revenue: Minor) -> Refill {
        let (kept, all) = self.rate.terms();
        let part = |base: i128| Ratio::new((all - kept).saturating_mul(base), all).unwrap_or(Ratio::ZERO);
        Refill { customers: part(customers as i128), revenue: Minor(part(i128::from(revenue.0)).rounded(1) as i64) }
    }
}

/// What must be won anew each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refill {
    /// Customers, not rounded.
    pub customers: Ratio,
    /// Revenue of 12 months.
    pub revenue: Minor,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Hundredths;

    fn guess(percent: i64) -> RenewalRate {
        let settings = Settings { renewal: Some(Hundredths(percent * 100)), ..Settings::default() };
        RenewalRate::of(&settings, &Renewals::default()).unwrap()
    }

    #[test]
    fn of_four_customers_one_must_be_won_anew_each_year() {
        let rate = guess(75);
        assert!(rate.is_guess);
        assert_eq!((rate.life_shown().as_str(), format!("{:.1}", rate.half_life()).as_str()), ("4.0", "2.4"));
        assert_eq!(format!("{:.1}", rate.left_after_five() * 100.0), "23.7");
        let refill = rate.refill_of(100, Minor(10_000_000));
        assert_eq!((refill.customers, refill.revenue), (Ratio::new(25, 1).unwrap(), Minor(2_500_000)));
    }

    #[test]
    fn nobody_stays_for_ever_yet_refill_counts_what_is_said() {
        assert_eq!((guess(0).life_shown().as_str(), guess(0).half_life()), ("1.0", 0.0));
        assert_eq!([96, 97, 99].map(|percent| guess(percent).life_shown()), ["25.0", ">33", ">33"]);
        assert_eq!(guess(99).life(), guess(97).life());
        // 15 of 27 stay: 2.25 years, told half away from zero.
        let own = RenewalRate { rate: Ratio::new(15, 27).unwrap(), is_guess: false };
        assert_eq!(own.life_shown(), "2.3");
        assert_eq!(guess(99).refill_of(100, Minor(500)).customers, Ratio::ONE);
        assert_eq!(guess(100).refill_of(100, Minor(500)).revenue, Minor::ZERO);
    }

    #[test]
    fn twenty_terms_say_more_than_a_guess() {
        let of = |ended, guessed: Option<i64>| {
            let settings = Settings { renewal: guessed.map(Hundredths), ..Settings::default() };
            RenewalRate::of(&settings, &Renewals { ended, renewed: 14, ..Renewals::default() })
        };
        assert_eq!(of(20, Some(5_000)), Some(RenewalRate { rate: Ratio::new(7, 10).unwrap(), is_guess: false }));
        assert_eq!(of(19, Some(5_000)), Some(RenewalRate { rate: Ratio::new(1, 2).unwrap(), is_guess: true }));
        assert_eq!(of(19, None), None);
    }
}
