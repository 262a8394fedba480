//! Loss stress (`metrics.md` item 9): how many months the money lasts when customers leave.
//!
//! Incomes and parts are arguments, so the same sums serve revenue, margin or anything else an owner lives on. Who
//! the customers are belongs to [`super::concentration`].
//!
//! Notice is kept in days and a month has 365.25 / 12 = 487/16 of them, so time is counted in sixteenths of a day:
//! 16 to the day, 487 to the month, and every sum below stays a whole number.

use crate::domain::money::Minor;
use crate::domain::settings::Hundredths;

use super::ratio::Ratio;

const TICKS_PER_DAY: i128 = 16;
const TICKS_PER_MONTH: i128 = 487;

/// How long a customer's money still comes after they have said goodbye.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Notice {
    ticks: i128,
}

impl Notice {
    /// None: the money stops at once.
    pub const NONE: Notice = Notice { ticks: 0 };

    /// So many days.
    #[must_use]
    pub fn days(days: u32) -> Notice {
        Notice { ticks: i128::from(days) * TICKS_PER_DAY }
    }

    /// So many average months.
    #[must_use]
    pub fn months(months: u32) -> Notice {
        Notice { ticks: i128::from(months) * TICKS_PER_MONTH }
    }
}

/// What one customer brings in the window the income is measured over, and how long it still comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Base minor units in the window; below zero counts as zero.
    pub amount: Minor,
    /// Its notice.
    pub notice: Notice,
}

/// How long the money lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Runway {
    /// So many months; never below zero.
    Months(Ratio),
    /// Income still covers the outgo: for ever, as far as money goes.
    SelfSustaining,
}

impl Runway {
    /// Whether it is at least the tolerance, compared exactly: 5.96 months fails 6.0.
    #[must_use]
    pub fn passes(self, tolerance: Hundredths) -> bool {
        match self {
            Runway::SelfSustaining => true,
            Runway::Months(months) => Ratio::new(i128::from(tolerance.0), 100).is_some_and(|least| months >= least),
        }
    }

    /// The months; `None` when self-sustaining.
    #[must_use]
    pub fn months(self) -> Option<Ratio> {
        match self {
            Runway::SelfSustaining => None,
            Runway::Months(months) => Some(months),
        }
    }
}

/// What the owner has not said yet, without which no runway can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// What goes out a month.
    pub outgo: bool,
    /// The cash set aside.
    pub reserve: bool,
}

/// The firm's income and what stands against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stress {
    /// Income of the window, base minor units.
    pub income: Minor,
    /// Months the window's income stands for: 12, or fewer with a short history.
    pub months: u32,
    /// Outgo a month (F).
    pub outgo: Option<Minor>,
    /// Cash set aside (R).
    pub reserve: Option<Minor>,
}

impl Stress {
    /// Whether the first document is younger than twelve months, which every screen marks.
    #[must_use]
    pub fn is_short_history(&self) -> bool {
        self.months < 12
    }

    /// What is missing, if anything.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        let missing = Missing { outgo: self.outgo.is_none(), reserve: self.reserve.is_none() };
        (missing.outgo || missing.reserve).then_some(missing)
    }

    /// The runway once all of these customers are lost, each part stopping after its own notice.
    ///
    /// Income only ever falls as parts stop, so the cash rises before it falls and runs out once. That one rule holds
    /// the cap of item 9 (income below outgo from the start) and its several-customers rule.
    pub fn losing(&self, parts: &[Part]) -> Result<Runway, Missing> {
        let (Some(outgo), Some(reserve)) = (self.outgo, self.reserve) else {
            return Err(Missing { outgo: self.outgo.is_none(), reserve: self.reserve.is_none() });
        };
        let months = i128::from(self.months.max(1));
        let mut parts: Vec<(i128, i128)> = parts.iter().map(|part| (part.notice.ticks, i128::from(part.amount.0.max(0)))).collect();
        parts.sort_unstable();
        // Money a month, times `months` to stay whole.
        let mut rate = i128::from(self.income.0) - i128::from(outgo.0) * months;
        if rate - parts.iter().map(|(_, amount)| amount).sum::<i128>() >= 0 {
            return Ok(Runway::SelfSustaining);
        }
        if reserve.0 < 0 {
            return Ok(Runway::Months(Ratio::ZERO));
        }
        // Cash times `months * TICKS_PER_MONTH`, so a tick at `rate` adds exactly `rate`.
        let mut cash = i128::from(reserve.0) * months * TICKS_PER_MONTH;
        let mut now = 0;
        for (stops, amount) in parts {
            let then = cash + rate * (stops - now);
            if then < 0 {
                break;
            }
            (cash, now) = (then, stops);
            rate -= amount;
        }
        let ticks = Ratio::new(now * -rate + cash, -rate * TICKS_PER_MONTH);
        Ok(ticks.map_or(Runway::SelfSustaining, Runway::Months))
    }

    /// The pairs of customers that together fail the tolerance, as places in `parts`, which come largest first.
    ///
    /// All pairs are tested; at most `at_most` are returned. A runway never gets longer as a larger part is lost, so a
    /// row ends at the first pair that passes even without any notice.
    pub fn failing_pairs(&self, parts: &[Part], tolerance: Hundredths, at_most: usize) -> Result<Vec<(usize, usize)>, Missing> {
        let mut failing = Vec::new();
        for (first, a) in parts.iter().enumerate() {
            for (second, b) in parts.iter().enumerate().skip(first + 1) {
                if failing.len() == at_most {
                    return Ok(failing);
                }
                if !self.losing(&[*a, *b])?.passes(tolerance) {
                    failing.push((first, second));
                    continue;
                }
                let at_once = [Part { notice: Notice::NONE, ..*a }, Part { notice: Notice::NONE, ..*b }];
                if self.losing(&at_once)?.passes(tolerance) {
                    break;
                }
            }
        }
        Ok(failing)
    }
}

#[cfg(test)]
#[path = "stress_tests.rs"]
mod tests;
