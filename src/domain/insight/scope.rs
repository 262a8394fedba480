//! Whether the firm keeps to its work: off-core share, work taken on purpose, variants and their reuse (`metrics.md`
//! item 17; product claims A2, A9 and A11).
//!
//! What an offering and a variant are is [`crate::domain::practice`]'s; days come from [`crate::domain::beach`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::beach::{Days, Spans};
use crate::domain::book::Book;
use crate::domain::id::{EngagementId, OfferingId, VariantId};
use crate::domain::money::Minor;
use crate::domain::period::{Window, months_after};
use crate::domain::practice::CoreClass;
use crate::domain::work::{Agreed, Engagement};

use super::ratio::Ratio;

/// So many months after its first sale a variant should be sold again.
const AGAIN_MONTHS: u32 = 12;

/// A variant as it was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    /// Which.
    pub variant: VariantId,
    /// Of what.
    pub offering: OfferingId,
    /// Days worked in it up to today.
    pub days: Days,
    /// Days of these in the window.
    pub days_in_window: Days,
    /// Whether work in it began or went on in the window.
    pub in_window: bool,
}

/// How many ways an offering was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Variants {
    /// In all.
    pub all: usize,
    /// In the window.
    pub in_window: usize,
}

/// How the firm keeps to its work, in a window that ends today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Part of the value of work begun in the window that is off-core; `None` without value.
    pub off_core_value: Option<Ratio>,
    /// Part of the days of that work; `None` without days.
    pub off_core_days: Option<Ratio>,
    /// Won work that was taken on purpose though it was not what the firm does, by id.
    pub on_purpose: Vec<EngagementId>,
    /// What that is worth.
    pub on_purpose_value: Minor,
    /// Every variant work was done in, by offering, then id.
    pub delivered: Vec<Delivered>,
    /// Learned variants sold to another customer within 12 months of their first sale.
    pub resold: usize,
    /// Learned variants whose 12 months are over, or that are sold again already.
    pub judged: usize,
}

impl Scope {
    /// How the work of a book keeps to what the firm is for, as of the window's last day.
    #[must_use]
    pub fn of(book: &Book, window: Window) -> Scope {
        let today = window.to;
        let spans = Spans::of(book, today);
        let won: Vec<&Engagement> =
            book.records().engagements.iter().filter(|work| work.stage.is_won() && !work.archived).collect();
        let mut scope = Scope { delivered: delivered(book, &won, &spans, window), ..Scope::default() };
        (scope.off_core_value, scope.off_core_days) = off_core(book, &won, &spans, window);
        for work in won.iter().filter(|work| work.agreed == Some(Agreed::OnPurpose)) {
            scope.on_purpose.push(work.id);
            let sum = scope.on_purpose_value.plus(worth(work, &spans, today));
            scope.on_purpose_value = sum.unwrap_or(scope.on_purpose_value);
        }
        (scope.resold, scope.judged) = reuse(book, &won, today);
        scope
    }

    /// Learned variants that paid again (item 17); `None` where it is too early to say of any.
    #[must_use]
    pub fn reuse_rate(&self) -> Option<Ratio> {
        Ratio::new(self.resold as i128, self.judged as i128)
    }

    /// How many ways an offering was delivered.
    #[must_use]
    pub fn variants(&self, offering: OfferingId) -> Variants {
        let own = self.delivered.iter().filter(|delivered| delivered.offering == offering);
        own.fold(Variants::default(), |sum, one| Variants {
            all: sum.all + 1,
            in_window: sum.in_window + usize::from(one.in_window),
        })
    }
}

/// How near work is to what the firm is for: as said of it, else of its offering.
#[must_use]
pub fn class(book: &Book, work: &Engagement) -> Option<CoreClass> {
    let offering = || book.records().offerings.find(work.offering?.0);
    work.core.or_else(|| offering().map(|offering| offering.core))
}

/// What work brings in all: its value, else its days at its rate.
fn worth(work: &Engagement, spans: &Spans, today: NaiveDate) -> Minor {
    let by_rate = |rate: Minor| {
        let income = spans.all_days(work.id, today).ratio().times(i128::from(rate.0), 1);
        income.map_or(Minor::ZERO, |income| Minor(income.rounded(1) as i64))
    };
    work.value.or(work.rate.map(by_rate)).unwrap_or_default()
}

fn off_core(book: &Book, won: &[&Engagement], spans: &Spans, window: Window) -> (Option<Ratio>, Option<Ratio>) {
    let (mut value, mut off_value) = (0i128, 0i128);
    let (mut days, mut off_days) = (Days::ZERO, Days::ZERO);
    for work in won.iter().filter(|work| work.starts.is_some_and(|starts| window.holds(starts.into()))) {
        let (brings, takes) = (i128::from(worth(work, spans, window.to).0), spans.all_days(work.id, window.to));
        (value, days) = (value + brings, days + takes);
        if class(book, work) == Some(CoreClass::OffCore) {
            (off_value, off_days) = (off_value + brings, off_days + takes);
        }
    }
    (Ratio::new(off_value, value), off_days.of(days))
}

fn delivered(book: &Book, won: &[&Engagement], spans: &Spans, window: Window) -> Vec<Delivered> {
    let mut by_variant: BTreeMap<(OfferingId, VariantId), Delivered> = BTreeMap::new();
    for work in won {
        let (Some(variant), Some(starts)) = (work.variant, work.starts.filter(|starts| *starts <= window.to)) else { continue };
        let Some(offering) = book.records().variants.find(variant.0).map(|known| known.offering).or(work.offering) else {
            continue;
        };
        let none = Delivered { variant, offering, days: Days::ZERO, days_in_window: Days::ZERO, in_window: false };
        let one = by_variant.entry((offering, variant)).or_insert(none);
        let days_in_window = spans.days(work.id, window.from, window.to);
        one.days += spans.days(work.id, starts, window.to);
        one.days_in_window += days_in_window;
        one.in_window |= starts >= window.from || days_in_window > Days::ZERO;
    }
    by_variant.into_values().collect()
}

/// Learned variants sold again in time, and those of which that can be said.
fn reuse(book: &Book, won: &[&Engagement], today: NaiveDate) -> (usize, usize) {
    let mut sales: BTreeMap<VariantId, Vec<(NaiveDate, &Engagement)>> = BTreeMap::new();
    for work in won {
        if let (Some(variant), Some(starts)) = (work.variant, work.starts) {
            sales.entry(variant).or_default().push((starts, work));
        }
    }
    let (mut resold, mut judged) = (0, 0);
    for variant in book.records().variants.iter().filter(|variant| variant.learned.is_some()) {
        let Some(sales) = sales.get(&variant.id) else { continue };
        let Some((first, seller)) = sales.iter().min_by_key(|(starts, work)| (*starts, work.id)) else { continue };
        let until = months_after(*first, AGAIN_MONTHS);
        let again = |(starts, work): &(NaiveDate, &Engagement)| {
            work.customer.is_some() && work.customer != seller.customer && *starts <= until
        };
        let is_resold = sales.iter().any(again);
        resold += usize::from(is_resold);
        judged += usize::from(is_resold || today > until);
    }
    (resold, judged)
}

#[cfg(test)]
#[path = "scope_tests.rs"]
mod tests;
