//! Book retention without terms, and the cohorts (`metrics.md` item 19).
//!
//! Renewal over terms is another analysis (item 18): it needs engagements, this one documents only.

use std::collections::BTreeMap;

use crate::domain::money::Minor;

use super::ratio::Ratio;

/// The twelve months before the last twelve against the last twelve, over concentration units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    /// Units with revenue in the prior year.
    pub before: usize,
    /// Of these, units with revenue now.
    pub kept: usize,
    /// Units with revenue now and none in the prior year.
    pub new: usize,
    prior: i128,
    now: i128,
    lesser: i128,
    gained: i128,
}

impl Retention {
    /// Takes one unit's net of the prior twelve months and of the last twelve.
    pub fn take(&mut self, prior: Minor, now: Minor) {
        let (prior, now) = (i128::from(prior.0), i128::from(now.0.max(0)));
        if prior > 0 {
            self.before += 1;
            self.kept += usize::from(now > 0);
            self.prior += prior;
            self.now += now;
            self.lesser += now.min(prior);
        } else if now > 0 {
            self.new += 1;
            self.gained += now;
        }
    }

    /// Takes what other units came to.
    pub fn join(&mut self, other: &Retention) {
        self.before += other.before;
        self.kept += other.kept;
        self.new += other.new;
        self.prior += other.prior;
        self.now += other.now;
        self.lesser += other.lesser;
        self.gained += other.gained;
    }

    /// Units kept, 0 to 1; `None` without revenue in the prior year, like all that follow.
    #[must_use]
    pub fn logo(&self) -> Option<Ratio> {
        Ratio::new(self.kept as i128, self.before as i128)
    }

    /// Revenue kept without counting growth.
    #[must_use]
    pub fn gross(&self) -> Option<Ratio> {
        Ratio::new(self.lesser, self.prior)
    }

    /// Revenue kept with growth.
    #[must_use]
    pub fn net(&self) -> Option<Ratio> {
        Ratio::new(self.now, self.prior)
    }

    /// Revenue of new units, as part of the prior year's.
    #[must_use]
    pub fn gained(&self) -> Option<Ratio> {
        Ratio::new(self.gained, self.prior)
    }

    /// What the units of the prior year brought then.
    #[must_use]
    pub fn prior_revenue(&self) -> Minor {
        Minor(self.prior as i64)
    }
}

/// The units whose first occasion fell in one calendar year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cohort {
    /// How many.
    pub size: usize,
    /// How many of them had positive revenue in that year (index 0) and each year since.
    pub active: Vec<usize>,
}

impl Cohort {
    /// The part with revenue `years` after the first, 0 to 1.
    #[must_use]
    pub fn rate(&self, years: usize) -> Option<Ratio> {
        Ratio::new(*self.active.get(years)? as i128, self.size as i128)
    }
}

/// Cohorts by year of first occasion. The last column of each reaches the year of today, which is not yet over unless
/// today is its last day: it is drawn hollow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cohorts(pub BTreeMap<i32, Cohort>);

impl Cohorts {
    /// Takes one unit: the year of its first occasion and whether it had revenue in that year and each one since, up
    /// to the year of today.
    pub fn take(&mut self, first: i32, active: impl IntoIterator<Item = bool>) {
        let cohort = self.0.entry(first).or_default();
        cohort.size += 1;
        for (since, active) in active.into_iter().enumerate() {
            if cohort.active.len() <= since {
                cohort.active.push(0);
            }
            cohort.active[since] += usize::from(active);
        }
    }

    /// Takes other units.
    pub fn join(&mut self, other: Cohorts) {
        for (first, other) in other.0 {
            let cohort = self.0.entry(first).or_default();
            cohort.size += other.size;
            cohort.active.resize(cohort.active.len().max(other.active.len()), 0);
            for (own, other) in cohort.active.iter_mut().zip(other.active) {
                *own += other;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn retention(units: &[(i64, i64)]) -> Retention {
        let mut retention = Retention::default();
        for (prior, now) in units {
            retention.take(Minor(*prior), Minor(*now));
        }
        retention
    }

    #[test]
    fn the_worked_example_holds() {
        // F3: Alder, Birch, Cedar, Dogwood, Gull; then Elm, new.
        let f3 = retention(&[(40, 48), (30, 24), (12, 12), (10, 9), (8, 0), (0, 6)]);
        let percent = |ratio: Option<Ratio>| ratio.unwrap().decimal(100, 1);
        assert_eq!((f3.before, f3.kept, f3.new), (5, 4, 1));
        assert_eq!(
            [percent(f3.logo()), percent(f3.gross()), percent(f3.net()), percent(f3.gained())],
            ["80.0", "85.0", "93.0", "6.0"]
        );
    }

    #[test]
    fn without_a_prior_year_there_is_nothing_to_compare() {
        let young = retention(&[(0, 48), (-5, 10), (0, -3)]);
        assert_eq!((young.logo(), young.gross(), young.net(), young.gained()), (None, None, None, None));
        assert_eq!(young.new, 2);
    }

    #[test]
    fn a_credit_now_counts_as_nothing_now() {
        assert_eq!(retention(&[(10, -4), (10, 10)]).net(), Ratio::new(1, 2));
    }

    #[test]
    fn cohorts_count_who_came_back() {
        let mut cohorts = Cohorts::default();
        cohorts.take(2024, [true, true, false]);
        cohorts.take(2024, [true, false, false]);
        cohorts.take(2026, [true]);
        let first = &cohorts.0[&2024];
        assert_eq!((first.size, first.rate(1), first.rate(2), first.rate(3)), (2, Ratio::new(1, 2), Some(Ratio::ZERO), None));
        assert_eq!(cohorts.0[&2026].rate(0), Some(Ratio::ONE));
    }

    proptest! {
        #[test]
        fn gross_never_exceeds_net_or_everything(units in proptest::collection::vec((-100i64..100, -100i64..100), 0..20)) {
            let retention = retention(&units);
            if let (Some(gross), Some(net)) = (retention.gross(), retention.net()) {
                prop_assert!(gross <= net && gross <= Ratio::ONE && retention.logo().unwrap() <= Ratio::ONE);
            }
        }
    }
}
