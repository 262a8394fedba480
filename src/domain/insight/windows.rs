//! The windows check (`metrics.md` item 8): the leader's share over 1, 3, 12 months and all time, alarm or spike.
//!
//! The sums come from [`super::tally`]; what to say about an alarm is [`super::attention`].

use crate::domain::id::CustomerId;
use crate::domain::money::Minor;
use crate::domain::settings::Hundredths;

use super::ratio::Ratio;

/// The leading unit of one window, found while the units go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lead {
    best: Option<(Minor, CustomerId)>,
    total: i128,
}

impl Lead {
    /// Takes the next unit's net of the window. `before` says whether the first id stands before the second in the
    /// fixed order of names and ids; it is asked only between equal amounts.
    pub fn take(&mut self, unit: CustomerId, net: Minor, before: impl Fn(CustomerId, CustomerId) -> bool) {
        if net <= Minor::ZERO {
            return;
        }
        self.total += i128::from(net.0);
        let leads = self.best.is_none_or(|(most, leader)| net > most || net == most && before(unit, leader));
        if leads {
            self.best = Some((net, unit));
        }
    }

    /// Takes what was found among other units.
    pub fn join(&mut self, other: &Lead, before: impl Fn(CustomerId, CustomerId) -> bool) {
        let total = self.total + other.total;
        if let Some((net, unit)) = other.best {
            self.take(unit, net, before);
        }
        self.total = total;
    }

    /// Who leads; `None` without revenue.
    #[must_use]
    pub fn unit(&self) -> Option<CustomerId> {
        self.best.map(|(_, unit)| unit)
    }

    /// The leader's share, 0 to 1; `None` without revenue.
    #[must_use]
    pub fn share(&self) -> Option<Ratio> {
        Ratio::new(i128::from(self.best?.0.0), self.total)
    }

    /// The leader when its share is strictly over the limit, a percentage.
    #[must_use]
    pub fn over(&self, limit: Hundredths) -> Option<CustomerId> {
        over(self.share()?, limit).then_some(self.unit()).flatten()
    }
}

/// Whether a share is strictly over a percentage.
#[must_use]
pub fn over(share: Ratio, percent: Hundredths) -> bool {
    Ratio::new(i128::from(percent.0), 10_000).is_some_and(|line| share > line)
}

/// What the windows together say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Over the limit in the twelve months, or in the last three whole calendar months for the same customer.
    Alarm(CustomerId),
    /// Over the limit in the last month alone.
    Spike(CustomerId),
    /// Neither.
    Calm,
}

/// The leaders of all windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Windows {
    /// The last month.
    pub one_month: Lead,
    /// The last three months.
    pub three_months: Lead,
    /// The last twelve months.
    pub twelve_months: Lead,
    /// All time up to today.
    pub lifetime: Lead,
    /// The last three whole calendar months, newest first.
    pub month_ends: [Lead; 3],
}

impl Windows {
    /// Takes what was found among other units, see [`Lead::take`] for `before`.
    pub fn join(&mut self, other: &Windows, before: impl Fn(CustomerId, CustomerId) -> bool) {
        self.one_month.join(&other.one_month, &before);
        self.three_months.join(&other.three_months, &before);
        self.twelve_months.join(&other.twelve_months, &before);
        self.lifetime.join(&other.lifetime, &before);
        for (own, other) in self.month_ends.iter_mut().zip(&other.month_ends) {
            own.join(other, &before);
        }
    }

    /// Alarm, spike or neither at this limit (the setting `limit`).
    #[must_use]
    pub fn verdict(&self, limit: Hundredths) -> Verdict {
        if let Some(unit) = self.twelve_months.over(limit) {
            return Verdict::Alarm(unit);
        }
        if let [Some(a), Some(b), Some(c)] = self.month_ends.map(|month| month.over(limit))
            && a == b
            && b == c
        {
            return Verdict::Alarm(a);
        }
        match self.one_month.over(limit) {
            Some(unit) if self.three_months.over(limit).is_none() && self.lifetime.over(limit).is_none() => Verdict::Spike(unit),
            _ => Verdict::Calm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Hundredths = Hundredths(2000);

    fn lead(amounts: &[i64]) -> Lead {
        let mut lead = Lead::default();
        for (id, amount) in amounts.iter().enumerate() {
            lead.take(CustomerId(id as i64), Minor(*amount), |a, b| a < b);
        }
        lead
    }

    /// Five equal customers: each exactly at the limit of 20 %.
    fn level() -> Lead {
        lead(&[10, 10, 10, 10, 10])
    }

    fn calm() -> Windows {
        Windows { one_month: level(), three_months: level(), twelve_months: level(), lifetime: level(), month_ends: [level(); 3] }
    }

    #[test]
    fn exactly_the_limit_is_not_over_it() {
        assert_eq!(level().share(), Ratio::new(1, 5));
        assert_eq!(calm().verdict(LIMIT), Verdict::Calm);
        assert_eq!(calm().verdict(Hundredths(1999)), Verdict::Alarm(CustomerId(0)));
    }

    #[test]
    fn a_month_alone_is_a_spike_and_three_month_ends_are_an_alarm() {
        let hot = lead(&[10, 10, 30, 10, 10]);
        assert_eq!(Windows { one_month: hot, ..calm() }.verdict(LIMIT), Verdict::Spike(CustomerId(2)));
        let thrice = Windows { month_ends: [hot; 3], ..calm() };
        assert_eq!(thrice.verdict(LIMIT), Verdict::Alarm(CustomerId(2)));
        let changing = Windows { month_ends: [hot, hot, lead(&[30, 10, 10, 10, 10])], ..calm() };
        assert_eq!(changing.verdict(LIMIT), Verdict::Calm);
        assert_eq!(Windows { one_month: hot, three_months: hot, ..calm() }.verdict(LIMIT), Verdict::Calm);
        assert_eq!(Windows { twelve_months: hot, ..calm() }.verdict(LIMIT), Verdict::Alarm(CustomerId(2)));
    }

    #[test]
    fn a_window_without_revenue_is_never_an_alarm() {
        assert_eq!(lead(&[0, -5]).share(), None);
        assert_eq!(Windows::default().verdict(Hundredths(100)), Verdict::Calm);
    }

    #[test]
    fn credits_do_not_lower_the_total_of_shares() {
        assert_eq!(lead(&[48, 24, 12, 9, 6, -2, 0]).share(), Ratio::new(48, 99));
    }
}
