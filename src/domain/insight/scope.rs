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
    /// Engagements in it, begun up to today.
    pub times: usize,
    /// Those of them that began or went on in the window.
    pub times_in_window: usize,
    /// Days worked in it up to today.
    pub days: Days,
    /// Days of these in the window.
    pub days_in_window: Days,
    /// Whether work in it began or went on in the window.
    pub in_window: bool,
}

/// How often an offering was delivered, in whatever variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    /// Engagements begun up to today.
    pub all: usize,
    /// Those that began or went on in the window.
    pub in_window: usize,
    /// Days worked up to today.
    pub days: Days,
    /// Days of these in the window.
    pub days_in_window: Days,
}

/// Whether what was learned for one customer paid again (product claim A11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reuse {
    /// Sold to another customer within 12 months.
    Resold,
    /// Not yet; there is time until that day.
    Until(NaiveDate),
    /// Its 12 months are over.
    Never,
}

/// Work begun in the window, and what nobody said of it: shares are told without that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Begun {
    /// All of it.
    pub works: usize,
    /// Neither value nor day rate.
    pub without_value: usize,
    /// How many days it takes.
    pub without_days: usize,
    /// Neither class nor offering: it counts as none of the off-core.
    pub without_class: usize,
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
    /// What those shares are of.
    pub begun: Begun,
    /// What won work is worth in all, by id; nothing where nobody said.
    pub worth: BTreeMap<EngagementId, Minor>,
    /// How often each offering was delivered.
    pub offerings: BTreeMap<OfferingId, Times>,
    /// What a day of the work taken on purpose brings; `None` where no job says both what it brings and its days.
    pub on_purpose_day: Option<Minor>,
    /// What a day of all other won work brings.
    pub other_day: Option<Minor>,
    /// Every variant work was done in, by offering, then id.
    pub delivered: Vec<Delivered>,
    /// Whether each learned variant that was sold paid again.
    pub reuse: BTreeMap<VariantId, Reuse>,
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
        let worth = won.iter().filter_map(|work| Some((work.id, worth(work, &spans, today)?))).collect();
        let mut scope = Scope { worth, reuse: reuse(book, &won, today), ..Scope::default() };
        (scope.offerings, scope.delivered) = delivered(book, &won, &spans, window);
        scope.weigh_off_core(book, &won, &spans, window);
        for work in won.iter().filter(|work| work.agreed == Some(Agreed::OnPurpose)) {
            scope.on_purpose.push(work.id);
            let sum = scope.on_purpose_value.plus(scope.worth.get(&work.id).copied().unwrap_or_default());
            scope.on_purpose_value = sum.unwrap_or(scope.on_purpose_value);
        }
        let (on_purpose, other): (Vec<&Engagement>, Vec<&Engagement>) =
            won.iter().partition(|work| work.agreed == Some(Agreed::OnPurpose));
        scope.on_purpose_day = scope.day_income(&on_purpose, &spans, today);
        scope.other_day = scope.day_income(&other, &spans, today);
        scope.resold = scope.reuse.values().filter(|reuse| **reuse == Reuse::Resold).count();
        scope.judged = scope.reuse.values().filter(|reuse| !matches!(reuse, Reuse::Until(_))).count();
        scope
    }

    /// What a day of these brings. A value without an end says nothing of a day.
    fn day_income(&self, works: &[&Engagement], spans: &Spans, today: NaiveDate) -> Option<Minor> {
        let (mut brings, mut takes) = (0i128, Days::ZERO);
        for work in works.iter().filter(|work| work.value.is_none() || work.ends.is_some() || work.total_days.is_some()) {
            let days = spans.all_days(work.id, today);
            if let Some(worth) = self.worth.get(&work.id).filter(|_| days > Days::ZERO) {
                (brings, takes) = (brings + i128::from(worth.0), takes + days);
            }
        }
        takes.ratio().inverse()?.times(brings, 1).map(|day| Minor(day.rounded(1) as i64))
    }

    /// Weighs the off-core work begun in the window against all of it, by value and by days.
    fn weigh_off_core(&mut self, book: &Book, won: &[&Engagement], spans: &Spans, window: Window) {
        let (mut value, mut off_value) = (0i128, 0i128);
        let (mut days, mut off_days) = (Days::ZERO, Days::ZERO);
        for work in won.iter().filter(|work| work.starts.is_some_and(|starts| window.holds(starts.into()))) {
            let worth = self.worth.get(&work.id);
            let brings = worth.map_or(0, |worth| i128::from(worth.0));
            let (takes, class) = (spans.all_days(work.id, window.to), class(book, work));
            (value, days) = (value + brings, days + takes);
            if class == Some(CoreClass::OffCore) {
                (off_value, off_days) = (off_value + brings, off_days + takes);
            }
            self.begun.works += 1;
            self.begun.without_value += usize::from(worth.is_none());
            self.begun.without_days += usize::from(takes == Days::ZERO);
            self.begun.without_class += usize::from(class.is_none());
        }
        (self.off_core_value, self.off_core_days) = (Ratio::new(off_value, value), off_days.of(days));
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

/// What work brings in all: its value, else its days at its rate; nothing where nobody said.
fn worth(work: &Engagement, spans: &Spans, today: NaiveDate) -> Option<Minor> {
    let by_rate = |rate: Minor| {
        let days = Some(spans.all_days(work.id, today)).filter(|days| *days > Days::ZERO)?;
        days.ratio().times(i128::from(rate.0), 1).map(|income| Minor(income.rounded(1) as i64))
    };
    work.value.or_else(|| work.rate.and_then(by_rate))
}

/// How often each offering and each variant was delivered, and the days that took.
fn delivered(book: &Book, won: &[&Engagement], spans: &Spans, window: Window) -> (BTreeMap<OfferingId, Times>, Vec<Delivered>) {
    let mut by_offering: BTreeMap<OfferingId, Times> = BTreeMap::new();
    let mut by_variant: BTreeMap<(OfferingId, VariantId), Delivered> = BTreeMap::new();
    for work in won {
        let Some(starts) = work.starts.filter(|starts| *starts <= window.to) else { continue };
        let of = work.variant.and_then(|variant| book.records().variants.find(variant.0)).map(|known| known.offering);
        let Some(offering) = of.or(work.offering) else { continue };
        let days = spans.days(work.id, starts, window.to);
        let days_in_window = spans.days(work.id, window.from, window.to);
        let in_window = starts >= window.from || days_in_window > Days::ZERO;
        let all = by_offering.entry(offering).or_default();
        all.all += 1;
        all.in_window += usize::from(in_window);
        all.days += days;
        all.days_in_window += days_in_window;
        let Some(variant) = work.variant else { continue };
        let one = by_variant.entry((offering, variant)).or_insert(Delivered {
            variant,
            offering,
            times: 0,
            times_in_window: 0,
            days: Days::ZERO,
            days_in_window: Days::ZERO,
            in_window: false,
        });
        one.times += 1;
        one.times_in_window += usize::from(in_window);
        one.days += days;
        one.days_in_window += days_in_window;
        one.in_window |= in_window;
    }
    (by_offering, by_variant.into_values().collect())
}

/// Whether each learned variant was sold again in time; those never sold are left out.
fn reuse(book: &Book, won: &[&Engagement], today: NaiveDate) -> BTreeMap<VariantId, Reuse> {
    let mut sales: BTreeMap<VariantId, Vec<(NaiveDate, &Engagement)>> = BTreeMap::new();
    for work in won {
        if let (Some(variant), Some(starts)) = (work.variant, work.starts) {
            sales.entry(variant).or_default().push((starts, work));
        }
    }
    let learned = book.records().variants.iter().filter(|variant| variant.learned.is_some());
    let judged = learned.filter_map(|variant| {
        let sales = sales.get(&variant.id)?;
        let (first, seller) = sales.iter().min_by_key(|(starts, work)| (*starts, work.id))?;
        let until = months_after(*first, AGAIN_MONTHS);
        let again = |(starts, work): &(NaiveDate, &Engagement)| {
            work.customer.is_some() && work.customer != seller.customer && *starts <= until
        };
        let reuse = if sales.iter().any(again) {
            Reuse::Resold
        } else if today > until {
            Reuse::Never
        } else {
            Reuse::Until(until)
        };
        Some((variant.id, reuse))
    });
    judged.collect()
}

#[cfg(test)]
#[path = "scope_tests.rs"]
mod tests;
