//! The section `retention`: what became of terms (`metrics.md` item 18) and, of a book without terms, who came back
//! (item 19). `basis` says which of the two `logo`, `grr` and `nrr` are.
//!
//! The figures are those of [`crate::report::Report`]; the other sections are written by [`super`].

use serde::Serialize;

use crate::domain::money::Minor;
use crate::report::Report;

use super::beach::percentage;
use super::percent;

#[derive(Serialize)]
pub(super) struct Retention {
    basis: &'static str,
    ended: usize,
    renewed: usize,
    undecided: usize,
    logo: Option<f64>,
    band: Option<[f64; 2]>,
    grr: Option<f64>,
    nrr: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    refill_customers: Option<f64>,
    refill_minor: Option<Minor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refill_reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_terms: Option<WithoutTerms>,
    before: usize,
    kept: usize,
    new: Option<f64>,
    new_customers: usize,
    cohorts: Vec<Cohort>,
}

/// Revenue of customers, this year against the year before.
#[derive(Serialize)]
struct WithoutTerms {
    logo: Option<f64>,
    grr: Option<f64>,
    nrr: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Serialize)]
struct Cohort {
    year: i32,
    customers: usize,
    active: Vec<f64>,
}

impl Retention {
    pub(super) fn of(report: &Report) -> Retention {
        let retention = &report.asked.retention;
        let cohort = |(year, cohort): (&i32, &crate::domain::insight::retention::Cohort)| Cohort {
            year: *year,
            customers: cohort.size,
            active: (0..cohort.active.len()).filter_map(|since| percent(cohort.rate(since))).collect(),
        };
        let revenue = WithoutTerms {
            logo: percent(retention.logo()),
            grr: percent(retention.gross()),
            nrr: percent(retention.net()),
            reason: retention.logo().is_none().then_some("no revenue in the twelve months before the last twelve"),
        };
        let terms = report.ahead.as_ref().map(|ahead| &ahead.beach.renewals).cloned().unwrap_or_default();
        let has_terms = terms.ended + terms.undecided > 0;
        let refill = report.ahead.as_ref().and_then(|ahead| ahead.refill);
        let (logo, grr, nrr, reason) = if has_terms {
            let undecided = terms.logo().is_none().then_some("no term that ended is decided yet");
            let worthless = terms.gross().is_none().then_some("no term that ended has a value");
            (percent(terms.logo()), percent(terms.gross()), percent(terms.net()), undecided.or(worthless))
        } else {
            (revenue.logo, revenue.grr, revenue.nrr, revenue.reason)
        };
        Retention {
            basis: if has_terms { "terms" } else { "without_terms" },
            ended: terms.ended,
            renewed: terms.renewed,
            undecided: terms.undecided,
            logo,
            band: terms.band().map(|(low, high)| [percentage(low), percentage(high)]),
            grr,
            nrr,
            reason,
            refill_customers: refill.map(|(refill, _)| refill.customers.six_decimals(1)),
            refill_minor: refill.map(|(refill, _)| refill.revenue),
            refill_reason: refill.is_none().then_some("fewer than 20 terms have ended, and renewal is not set"),
            without_terms: has_terms.then_some(revenue),
            before: retention.before,
            kept: retention.kept,
            new: percent(retention.gained()),
            new_customers: retention.new,
            cohorts: report.asked.cohorts.0.iter().map(cohort).collect(),
        }
    }
}
