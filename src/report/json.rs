//! A report as JSON: the figures of the period asked for, unrounded (six decimals), money in minor units.
//!
//! `cli.md` names the keys and they stay. What cannot be computed is `null` with a `reason` beside it. Rows are
//! written as they are walked, so ten thousand customers cost no second copy.

mod beach;
mod matrix;
mod retention;

use std::io;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::domain::id::CustomerId;
use crate::domain::insight::concentration::Concentration;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::stress::{Missing, Runway};
use crate::domain::insight::windows::{Lead, Verdict};
use crate::domain::money::Minor;
use crate::domain::period::Window;
use crate::domain::series::Basis;

use super::{Loss, Report, Section};

/// The version of the keys.
const SCHEMA: u32 = 1;

/// Writes the sections asked for and a line break.
pub(crate) fn write(report: &Report, sections: &[Section], out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(64 * 1024, out);
    serde_json::to_writer_pretty(&mut out, &Document::of(report, sections))?;
    io::Write::write_all(&mut out, b"\n")?;
    io::Write::flush(&mut out)
}

#[derive(Serialize)]
#[allow(clippy::struct_field_names, reason = "the fields are the keys")]
struct Document<'a> {
    schema: u32,
    today: NaiveDate,
    book: &'a str,
    currency: &'a str,
    basis: Basis,
    period: Window,
    first_document: Option<NaiveDate>,
    last_document: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customers: Option<Customers>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revenue: Option<Revenue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    concentration: Option<Shares<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    windows: Option<Windows<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stress: Option<Losses<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<matrix::Matrix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beach: Option<beach::Beach>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retention: Option<retention::Retention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attention: Option<Vec<Found<'a>>>,
}

impl<'a> Document<'a> {
    fn of(report: &'a Report, sections: &[Section]) -> Document<'a> {
        let figures = &report.asked;
        let wanted = |section| sections.contains(&section);
        Document {
            schema: SCHEMA,
            today: figures.today,
            book: report.settings.title(),
            currency: report.currency.code(),
            basis: figures.basis,
            period: figures.window,
            first_document: figures.first_document,
            last_document: figures.last_document,
            reason: figures.is_empty().then(|| emptiness(report)),
            customers: wanted(Section::Customers).then(|| Customers::of(report)),
            revenue: wanted(Section::Revenue).then(|| Revenue::of(report)),
            concentration: wanted(Section::Concentration).then(|| Shares::of(report)),
            windows: wanted(Section::Concentration).then(|| Windows::of(report)),
            stress: wanted(Section::Stress).then_some(Losses(report)),
            matrix: report.matrix.as_deref().filter(|_| wanted(Section::Matrix)).map(matrix::Matrix::of),
            beach: report.ahead.as_deref().filter(|_| wanted(Section::Beach)).map(beach::Beach::of),
            retention: wanted(Section::Retention).then(|| retention::Retention::of(report)),
            attention: wanted(Section::Attention).then(|| found(report)),
        }
    }
}

/// Why the period holds nothing.
fn emptiness(report: &Report) -> String {
    match report.asked.last_document {
        Some(last) if last < report.asked.window.from => format!("no documents in the period; the last one is of {last}"),
        Some(_) => "no documents in the period".to_owned(),
        None => "no documents in the book".to_owned(),
    }
}

fn percent(ratio: Option<Ratio>) -> Option<f64> {
    ratio.map(|ratio| ratio.six_decimals(100))
}

#[derive(Serialize)]
struct Customers {
    total: usize,
    with_revenue: usize,
    with_documents: usize,
    one_off: usize,
    repeat: usize,
    judgeable: usize,
    too_early: usize,
    prospects: usize,
    one_off_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl Customers {
    fn of(report: &Report) -> Customers {
        let head = report.asked.customers;
        let rate = percent(head.one_off.rate());
        Customers {
            total: head.total,
            with_revenue: head.with_revenue,
            with_documents: head.with_documents,
            one_off: head.one_off.one_off,
            repeat: head.one_off.repeat,
            judgeable: head.one_off.judgeable(),
            too_early: head.one_off.too_early,
            prospects: head.one_off.prospects,
            one_off_rate: rate,
            reason: rate.is_none().then_some("no customer can be judged yet"),
        }
    }
}

#[derive(Serialize)]
struct Revenue {
    total_minor: Minor,
    documents: usize,
    without_rate: usize,
    unpaid: usize,
    unpaid_minor: Minor,
    by_month: Vec<Month>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Serialize)]
struct Month {
    month: String,
    minor: Minor,
}

impl Revenue {
    fn of(report: &Report) -> Revenue {
        let revenue = &report.asked.revenue;
        let month = |month: &crate::domain::insight::revenue::Month| Month {
            month: month.first.format("%Y-%m").to_string(),
            minor: month.net,
        };
        Revenue {
            total_minor: revenue.total,
            documents: revenue.documents,
            without_rate: revenue.without_rate,
            unpaid: revenue.unpaid.documents,
            unpaid_minor: revenue.unpaid.amount,
            by_month: revenue.by_month.iter().map(month).collect(),
            reason: report.asked.is_empty().then(|| emptiness(report)),
        }
    }
}

#[derive(Serialize)]
struct Shares<'a> {
    top1: Option<f64>,
    top3: Option<f64>,
    top5: Option<f64>,
    top10: Option<f64>,
    hhi: Option<f64>,
    effective_customers: Option<f64>,
    gini: Option<f64>,
    gini_small_sample: Option<f64>,
    gini_with_idle: Option<f64>,
    pareto_count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    rows: Rows<'a>,
}

impl<'a> Shares<'a> {
    fn of(report: &'a Report) -> Shares<'a> {
        let concentration = &report.asked.concentration;
        let top = |n| percent(concentration.top(n).map(|top| top.share));
        Shares {
            top1: top(1),
            top3: top(3),
            top5: top(5),
            top10: top(10),
            hhi: concentration.hhi().map(|hhi| hhi.six_decimals(10_000)),
            effective_customers: concentration.effective().map(|effective| effective.six_decimals(1)),
            gini: concentration.gini().map(|gini| gini.six_decimals(1)),
            gini_small_sample: concentration.gini_small_sample().map(|gini| gini.six_decimals(1)),
            gini_with_idle: concentration.gini_with(report.asked.idle_units).map(|gini| gini.six_decimals(1)),
            pareto_count: concentration.pareto_count(),
            reason: concentration.leader().is_none().then_some("no revenue in the period"),
            rows: Rows { report, concentration },
        }
    }
}

/// Everyone with a net that is not zero, in the fixed order.
struct Rows<'a> {
    report: &'a Report,
    concentration: &'a Concentration,
}

#[derive(Serialize)]
struct Row<'a> {
    customer: &'a str,
    minor: Minor,
    share: f64,
    cumulative: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    net_credit: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    archived: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    group: &'a [String],
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = |unit: CustomerId, minor, share, cumulative| {
            let named = self.report.named.get(&unit);
            Row {
                customer: self.report.name(unit),
                minor,
                share,
                cumulative,
                net_credit: minor < Minor::ZERO,
                archived: named.is_some_and(|named| named.archived),
                group: named.map_or(&[], |named| named.members.as_slice()),
            }
        };
        let holdings = self.concentration.holdings().iter().zip(self.concentration.cumulative()).map(|(holding, sum)| {
            let share = self.concentration.share(holding.net).unwrap_or(Ratio::ZERO);
            row(holding.unit, holding.net, share.six_decimals(100), Some(sum.six_decimals(100)))
        });
        let credits = self.concentration.net_credits().iter().map(|credit| row(credit.unit, credit.net, 0.0, None));
        serializer.collect_seq(holdings.chain(credits))
    }
}

#[derive(Serialize)]
struct Windows<'a> {
    limit: f64,
    one_month: Option<Leader<'a>>,
    three_months: Option<Leader<'a>>,
    twelve_months: Option<Leader<'a>>,
    lifetime: Option<Leader<'a>>,
    verdict: &'static str,
    verdict_customer: Option<&'a str>,
}

#[derive(Serialize)]
struct Leader<'a> {
    customer: &'a str,
    share: f64,
}

impl<'a> Windows<'a> {
    fn of(report: &'a Report) -> Windows<'a> {
        let windows = &report.asked.windows;
        let leader = |lead: Lead| Some(Leader { customer: report.name(lead.unit()?), share: lead.share()?.six_decimals(100) });
        let (verdict, unit) = match windows.verdict(report.settings.limit) {
            Verdict::Alarm(unit) => ("alarm", Some(unit)),
            Verdict::Spike(unit) => ("spike", Some(unit)),
            Verdict::Calm => ("calm", None),
        };
        Windows {
            limit: report.settings.limit.0 as f64 / 100.0,
            one_month: leader(windows.one_month),
            three_months: leader(windows.three_months),
            twelve_months: leader(windows.twelve_months),
            lifetime: leader(windows.lifetime),
            verdict,
            verdict_customer: unit.map(|unit| report.name(unit)),
        }
    }
}

/// Each customer lost alone, the biggest first, then the biggest two and three together.
struct Losses<'a>(&'a Report);

#[derive(Serialize)]
#[allow(clippy::struct_field_names, reason = "the fields are the keys")]
struct Lost<'a> {
    lost: Names<'a>,
    lost_minor: Minor,
    runway_months: Option<f64>,
    pass: Option<bool>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    self_sustaining: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    short_history: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

struct Names<'a>(&'a Report, &'a [CustomerId]);

impl Serialize for Names<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.iter().map(|unit| self.0.name(*unit)))
    }
}

impl Serialize for Losses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        serializer.collect_seq(report.alone.iter().chain(&report.together).map(|loss| lost(report, loss)))
    }
}

fn lost<'a>(report: &'a Report, loss: &'a Loss) -> Lost<'a> {
    let reason = match loss.runway {
        Ok(Runway::SelfSustaining) => Some("self-sustaining: income covers the outgo"),
        Ok(Runway::Months(_)) => None,
        Err(Missing { outgo: true, reserve: true }) => Some("outgo and reserve are not set"),
        Err(Missing { outgo: true, .. }) => Some("outgo is not set"),
        Err(_) => Some("reserve is not set"),
    };
    let runway = loss.runway.ok();
    Lost {
        lost: Names(report, &loss.lost),
        lost_minor: loss.amount,
        runway_months: runway.and_then(Runway::months).map(|months| months.six_decimals(1)),
        pass: runway.map(|runway| runway.passes(report.settings.tolerance)),
        self_sustaining: runway == Some(Runway::SelfSustaining),
        short_history: report.asked.stress.is_short_history(),
        reason,
    }
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'static str,
    customer: Option<&'a str>,
    stake_minor: Minor,
    text: &'a str,
}

fn found(report: &Report) -> Vec<Found<'_>> {
    let rows = report.findings.iter().map(|finding| Found {
        rule: finding.rule.word(),
        customer: finding.customer.map(|unit| report.name(unit)),
        stake_minor: finding.stake,
        text: &finding.words,
    });
    rows.collect()
}
