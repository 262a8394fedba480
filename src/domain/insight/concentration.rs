//! How much hangs on whom (`metrics.md` items 2 to 7): shares, top-N, HHI, effective customers, Gini, Pareto cut.
//!
//! A unit is a customer group under its topmost parent, or a customer of its own. What losing one would mean is
//! [`super::stress`].

use crate::domain::id::CustomerId;
use crate::domain::money::Minor;
use crate::domain::text::name_key;

use super::ratio::Ratio;

/// The share of revenue the Pareto cut asks for, in percent (`metrics.md`, defaults).
pub const PARETO_CUT: i128 = 80;

/// What one unit brought in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// The topmost parent, or the customer itself.
    pub unit: CustomerId,
    /// Net base amount of the whole group.
    pub net: Minor,
}

/// The N largest together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Top {
    /// Their part of the positive total, 0 to 1.
    pub share: Ratio,
    /// Whether the last one counted brought just as much as the next: only the fixed order parts them (shown as `=`).
    pub tied: bool,
}

/// Bands of the HHI for a book of customers (`metrics.md`, defaults).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// Under 1,000.
    Spread,
    /// 1,000 to 2,500.
    Moderate,
    /// Over 2,500.
    Concentrated,
}

/// Who brought what in a window, in the fixed order: value falling, then folded name, then id.
///
/// Units whose net is zero are not in it. Every share is of the positive total; without one there is no share and no
/// figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concentration {
    holdings: Vec<Holding>,
    positive: usize,
    total: i128,
    squares: i128,
}

impl Concentration {
    /// Puts the units in the fixed order. `name` gives the full name of a unit, also in discreet mode: the order of a
    /// book does not depend on who looks.
    #[must_use]
    pub fn of<'a>(mut holdings: Vec<Holding>, name: impl Fn(CustomerId) -> &'a str) -> Concentration {
        holdings.retain(|holding| holding.net != Minor::ZERO);
        holdings.sort_unstable_by(|a, b| b.net.cmp(&a.net).then(a.unit.cmp(&b.unit)));
        // Folding a name costs far more than comparing two amounts, so only ties are folded, each name once.
        for tie in holdings.chunk_by_mut(|a, b| a.net == b.net).filter(|tie| tie.len() > 1) {
            tie.sort_by_cached_key(|holding| name_key(name(holding.unit)));
        }
        Concentration::sorted(holdings)
    }

    fn sorted(holdings: Vec<Holding>) -> Concentration {
        let positive = holdings.partition_point(|holding| holding.net > Minor::ZERO);
        let amounts = || holdings[..positive].iter().map(|holding| i128::from(holding.net.0));
        let (total, squares) = (amounts().sum(), amounts().map(|amount| amount * amount).sum());
        Concentration { holdings, positive, total, squares }
    }

    /// The units with positive net, largest first.
    #[must_use]
    pub fn holdings(&self) -> &[Holding] {
        &self.holdings[..self.positive]
    }

    /// The units with negative net, in the fixed order: share 0, shown as "net credit".
    #[must_use]
    pub fn net_credits(&self) -> &[Holding] {
        &self.holdings[self.positive..]
    }

    /// The sum of positive nets, the denominator of every share (`metrics.md` item 2).
    #[must_use]
    pub fn total(&self) -> Minor {
        Minor(self.total as i64)
    }

    /// The biggest.
    #[must_use]
    pub fn leader(&self) -> Option<Holding> {
        self.holdings().first().copied()
    }

    /// The share of an amount, 0 to 1 (`metrics.md` item 2); `None` without revenue.
    #[must_use]
    pub fn share(&self, net: Minor) -> Option<Ratio> {
        Ratio::new(i128::from(net.0.max(0)), self.total)
    }

    /// The `n` largest together (`metrics.md` item 3); 1 when there are no more than `n`.
    #[must_use]
    pub fn top(&self, n: usize) -> Option<Top> {
        let holdings = self.holdings();
        let counted = n.min(holdings.len());
        let sum: i128 = holdings[..counted].iter().map(|holding| i128::from(holding.net.0)).sum();
        let tied = counted > 0 && holdings.get(counted).is_some_and(|next| next.net == holdings[counted - 1].net);
        Ratio::new(sum, self.total).map(|share| Top { share, tied })
    }

    /// The running sums of shares in order, 0 to 1: top-1, top-2, and so on to 1.
    pub fn cumulative(&self) -> impl Iterator<Item = Ratio> + '_ {
        let mut sum = 0;
        self.holdings().iter().filter_map(move |holding| {
            sum += i128::from(holding.net.0);
            Ratio::new(sum, self.total)
        })
    }

    /// The sum of squared shares (`metrics.md` item 4): times 10,000 it is the HHI in points.
    #[must_use]
    pub fn hhi(&self) -> Option<Ratio> {
        Ratio::new(self.squares, self.total * self.total)
    }

    /// How many equal customers the book behaves like (`metrics.md` item 5).
    #[must_use]
    pub fn effective(&self) -> Option<Ratio> {
        self.hhi()?.inverse()
    }

    /// Which band the HHI lies in, from unrounded values.
    #[must_use]
    pub fn band(&self) -> Option<Band> {
        let hhi = self.hhi()?;
        Some(match () {
            () if hhi < Ratio::new(1, 10)? => Band::Spread,
            () if hhi <= Ratio::new(1, 4)? => Band::Moderate,
            () => Band::Concentrated,
        })
    }

    /// Gini over the units with revenue, 0 (equal) to under 1 (`metrics.md` item 6).
    #[must_use]
    pub fn gini(&self) -> Option<Ratio> {
        self.gini_with(0)
    }

    /// The same with so many more units that brought nothing: how other tools count those with documents only.
    #[must_use]
    pub fn gini_with(&self, idle: usize) -> Option<Ratio> {
        let n = (self.positive + idle) as i128;
        // Largest first, so rank i of the formula (smallest first) is n - place.
        let weighted: i128 = self
            .holdings()
            .iter()
            .enumerate()
            .map(|(place, holding)| (n - 1 - 2 * place as i128) * i128::from(holding.net.0))
            .sum();
        Ratio::new(weighted, n * self.total)
    }

    /// Gini in its small-sample form, times n/(n-1); `None` for fewer than two units (`metrics.md` item 6).
    #[must_use]
    pub fn gini_small_sample(&self) -> Option<Ratio> {
        let n = self.positive as i128;
        let gini = self.gini()?;
        if n > 1 { gini.times(n, n - 1) } else { None }
    }

    /// The smallest number of units that together bring 80 % (`metrics.md` item 7); exactly 80 % counts.
    #[must_use]
    pub fn pareto_count(&self) -> Option<usize> {
        let cut = Ratio::new(PARETO_CUT, 100)?;
        self.cumulative().position(|sum| sum >= cut).map(|place| place + 1)
    }

    /// The shares of all units with revenue in tenths of a percent, as a full list shows them: by largest remainder,
    /// equal remainders in the fixed order, so they sum to exactly 1,000 (`metrics.md`, invariants).
    #[must_use]
    pub fn shown_shares(&self) -> Vec<u32> {
        if self.total == 0 {
            return Vec::new();
        }
        let (mut tenths, mut by_remainder) = (Vec::with_capacity(self.positive), Vec::with_capacity(self.positive));
        for (place, holding) in self.holdings().iter().enumerate() {
            let scaled = i128::from(holding.net.0) * 1000;
            let whole = scaled / self.total;
            tenths.push(whole as u32);
            by_remainder.push((std::cmp::Reverse(scaled - whole * self.total), place));
        }
        let missing = 1000 - tenths.iter().sum::<u32>() as usize;
        by_remainder.sort_unstable();
        for (_, place) in by_remainder.into_iter().take(missing) {
            tenths[place] += 1;
        }
        tenths
    }

    /// What stays without some of its holdings, by taking them off the sums of all.
    #[must_use]
    pub fn rest(&self, lost: &[Holding]) -> Rest {
        let amounts = || lost.iter().map(|holding| i128::from(holding.net.0)).filter(|amount| *amount > 0);
        let stays = |holding: &&Holding| !lost.iter().any(|lost| lost.unit == holding.unit);
        Rest {
            units: self.positive - amounts().count(),
            total: self.total - amounts().sum::<i128>(),
            squares: self.squares - amounts().map(|amount| amount * amount).sum::<i128>(),
            leader: self.holdings().iter().find(stays).copied(),
        }
    }

    /// The book without these units: what it would look like had they brought nothing.
    #[must_use]
    pub fn without(&self, lost: &[CustomerId]) -> Concentration {
        Concentration::sorted(self.holdings.iter().filter(|holding| !lost.contains(&holding.unit)).copied().collect())
    }
}

/// What stays of a concentration once some of it is lost: what can be said of it without its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// How many units with positive net.
    pub units: usize,
    /// The biggest.
    pub leader: Option<Holding>,
    total: i128,
    squares: i128,
}

impl Rest {
    /// The sum of positive nets.
    #[must_use]
    pub fn total(&self) -> Minor {
        Minor(self.total as i64)
    }

    /// The share of an amount, 0 to 1; `None` without revenue.
    #[must_use]
    pub fn share(&self, net: Minor) -> Option<Ratio> {
        Ratio::new(i128::from(net.0.max(0)), self.total)
    }

    /// How many equal customers it behaves like.
    #[must_use]
    pub fn effective(&self) -> Option<Ratio> {
        Ratio::new(self.squares, self.total * self.total)?.inverse()
    }
}

#[cfg(test)]
#[path = "concentration_tests.rs"]
mod tests;
