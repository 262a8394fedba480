//! The whale curve: margins added up from the best customer to the worst (`metrics.md` item 12).
//!
//! Whose margins they are is the business of [`crate::domain::scores`]; a margin is [`super::margin`]'s.

use crate::domain::id::CustomerId;
use crate::domain::text::name_key;

use super::fine::Fine;
use super::ratio::Ratio;

/// A step of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Whose margin it adds.
    pub customer: CustomerId,
    /// That margin.
    pub margin: Fine,
    /// The sum up to here.
    pub sum: Fine,
}

/// The curve, from the largest margin to the smallest; empty without customers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whale {
    /// Its steps.
    pub steps: Vec<Step>,
}

impl Whale {
    /// The curve of these margins; equal ones stand in the fixed order of names and ids.
    #[must_use]
    pub fn of<'a>(mut margins: Vec<(CustomerId, Fine)>, name: impl Fn(CustomerId) -> &'a str) -> Whale {
        let key = |id| (name_key(name(id)), id);
        margins.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| key(a.0).cmp(&key(b.0))));
        let mut sum = Fine::ZERO;
        let steps = margins.into_iter().map(|(customer, margin)| {
            sum = sum + margin;
            Step { customer, margin, sum }
        });
        Whale { steps: steps.collect() }
    }

    /// The highest sum, which the customers after it wear down again; `None` without customers.
    #[must_use]
    pub fn peak(&self) -> Option<Fine> {
        self.steps.iter().map(|step| step.sum).max()
    }

    /// The sum of all; `None` without customers.
    #[must_use]
    pub fn last(&self) -> Option<Fine> {
        self.steps.last().map(|step| step.sum)
    }

    /// The peak as a part of what is left in the end; `None` where nothing is left, for then only money is shown.
    #[must_use]
    pub fn peak_share(&self) -> Option<Ratio> {
        self.peak()?.of(self.last()?)
    }

    /// What the last customers take off the peak, as a part of what is left in the end; `None` likewise.
    #[must_use]
    pub fn erosion(&self) -> Option<Ratio> {
        let last = self.last()?;
        (self.peak()? - last).of(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Minor;

    fn whale(margins: &[i64]) -> Whale {
        let margins = margins.iter().zip(1..).map(|(margin, id)| (CustomerId(id), Fine::from(Minor(*margin)))).collect();
        Whale::of(margins, |id| ["Elm", "elm", "Birch"].get(id.0 as usize - 1).copied().unwrap_or("Zoo"))
    }

    #[test]
    fn equal_margins_stand_in_the_fixed_order() {
        let order: Vec<i64> = whale(&[5, 5, 5, 9]).steps.iter().map(|step| step.customer.0).collect();
        assert_eq!(order, [4, 3, 1, 2]);
    }

    #[test]
    fn nothing_left_shows_money_and_no_percentages() {
        let sunk = whale(&[10, -10]);
        assert_eq!((sunk.peak(), sunk.last()), (Some(Fine::from(Minor(10))), Some(Fine::ZERO)));
        assert_eq!((sunk.peak_share(), sunk.erosion()), (None, None));
        assert_eq!((whale(&[]).peak(), whale(&[]).erosion()), (None, None));
    }
}
