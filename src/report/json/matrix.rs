//! The section `matrix`: scores, corners and economics as data.
//!
//! The rows are those of [`crate::report::matrix`]; the other sections are written by [`super`].

use serde::{Serialize, Serializer};

use crate::domain::assessment::Trait;
use crate::domain::insight::fine::Fine;
use crate::domain::insight::margin::{Economics, Lack, OverService};
use crate::domain::insight::matrix::{Cuts, Place, Quadrant};
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::whale::Whale;
use crate::domain::money::Minor;
use crate::domain::scores::Score;
use crate::report::matrix::{Matrix as Model, Person, carried_over};

use super::percent;

#[derive(Serialize)]
pub(super) struct Matrix<'a> {
    /// Of both axes; null where each has its own.
    cut: Option<u32>,
    cut_fit: u32,
    cut_mood: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    rows: Rows<'a>,
    counts: Counts,
    corners: Vec<Corner>,
    traits: Traits,
    economics: Money<'a>,
}

impl<'a> Matrix<'a> {
    pub(super) fn of(matrix: &'a Model) -> Matrix<'a> {
        let scores = &matrix.scores;
        let Cuts { fit, mood } = scores.cuts();
        let corner = |quadrant: Quadrant| Corner {
            quadrant: quadrant.word(),
            revenue_share: percent(scores.revenue_share(quadrant)),
            hours_share: percent(scores.hours_share(quadrant)),
        };
        Matrix {
            cut: (fit == mood).then_some(fit),
            cut_fit: fit,
            cut_mood: mood,
            reason: (fit != mood).then_some("fit and mood have cuts of their own"),
            rows: Rows(matrix),
            counts: Counts::of(matrix),
            corners: Quadrant::ALL.map(corner).into(),
            traits: Traits::of(matrix),
            economics: Money::of(matrix),
        }
    }
}

struct Rows<'a>(&'a Model);

#[derive(Serialize)]
struct Row<'a> {
    customer: &'a str,
    fit: Option<f64>,
    mood: Option<f64>,
    quadrant: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    on_the_line: bool,
    /// Fit or mood is an answer of a quarter before, as where the dot on the screen is hollow.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    carried_over: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Was>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    drain: bool,
}

/// The place on the last day of the last quarter.
#[derive(Serialize)]
struct Was {
    fit: f64,
    mood: f64,
    quadrant: &'static str,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let matrix = self.0;
        serializer.collect_seq(matrix.each().map(|(person, score)| Row {
            customer: &person.name,
            fit: score.fit.map(|fit| six(fit.score)),
            mood: score.mood.map(|mood| six(mood.score)),
            quadrant: score.quadrant.word(),
            reason: unplaced(score),
            on_the_line: score.on_the_line,
            carried_over: carried_over(score).contains(&true),
            was: matrix.was(score).map(|(Place { fit, mood }, quadrant)| Was {
                fit: six(fit),
                mood: six(mood),
                quadrant: quadrant.word(),
            }),
            evidence: score.evidence().map(six),
            drain: score.drain,
        }))
    }
}

/// Why somebody has no place.
fn unplaced(score: &Score) -> Option<&'static str> {
    match (score.fit, score.mood) {
        (None, None) => Some("fit and mood are not rated"),
        (None, _) => Some("fit is not rated"),
        (_, None) => Some("mood is not rated"),
        _ => None,
    }
}

/// A score at six decimals.
fn six(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

#[derive(Serialize)]
struct Counts {
    keeper: usize,
    grinder: usize,
    charmer: usize,
    leaver: usize,
    unplaced: usize,
}

impl Counts {
    fn of(matrix: &Model) -> Counts {
        let [keeper, grinder, charmer, leaver, unplaced] = matrix.scores.corners().map(|corner| corner.customers);
        Counts { keeper, grinder, charmer, leaver, unplaced }
    }
}

#[derive(Serialize)]
struct Corner {
    quadrant: &'static str,
    revenue_share: Option<f64>,
    hours_share: Option<f64>,
}

#[derive(Serialize)]
struct Traits {
    customers: usize,
    flags: usize,
    load: Option<f64>,
    by_trait: Vec<Flag>,
}

#[derive(Serialize)]
struct Flag {
    name: &'static str,
    customers: usize,
}

impl Traits {
    fn of(matrix: &Model) -> Traits {
        let burden = matrix.scores.burden();
        Traits {
            customers: burden.customers,
            flags: burden.flags(),
            load: burden.load().map(|load| load.six_decimals(1)),
            by_trait: Trait::ALL.iter().map(|one| Flag { name: one.word(), customers: burden.of(*one) }).collect(),
        }
    }
}

/// What each customer leaves, over the last twelve months.
#[derive(Serialize)]
struct Money<'a> {
    /// Null where nothing is logged or nobody said what an hour costs: it would only be the revenue again.
    margin_minor: Option<Minor>,
    margin: Option<f64>,
    hours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    whale: Curve,
    rows: Earners<'a>,
}

/// The whale curve: where it peaks and what is left.
#[derive(Serialize)]
struct Curve {
    peak_minor: Option<Minor>,
    peak_customers: Option<usize>,
    final_minor: Option<Minor>,
    peak_share: Option<f64>,
    erosion: Option<f64>,
}

impl<'a> Money<'a> {
    fn of(matrix: &'a Model) -> Money<'a> {
        let totals = matrix.scores.totals();
        let margin = totals.known_margin();
        let whale = margin.map(|_| &matrix.whale);
        Money {
            margin_minor: margin.map(Fine::minor),
            margin: percent(margin.and(totals.margin_share())),
            hours: hours(totals),
            reason: totals.lack(totals.costs.hours).map(|lack| reason(lack, totals)),
            whale: Curve {
                peak_minor: whale.and_then(Whale::peak).map(Fine::minor),
                peak_customers: whale.and_then(|_| matrix.peak_at()),
                final_minor: whale.and_then(Whale::last).map(Fine::minor),
                peak_share: percent(whale.and_then(Whale::peak_share)),
                erosion: percent(whale.and_then(Whale::erosion)),
            },
            rows: Earners(matrix),
        }
    }
}

struct Earners<'a>(&'a Model);

#[derive(Serialize)]
struct Earner<'a> {
    customer: &'a str,
    revenue_minor: Minor,
    margin_minor: Option<Minor>,
    margin: Option<f64>,
    hours: f64,
    /// Minor units an hour brings after expenses.
    hour_rate_minor: Option<f64>,
    over_service: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    over_served: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl Serialize for Earners<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let matrix = self.0;
        serializer.collect_seq(matrix.earning().map(|(Person { name, .. }, score)| {
            let economics = &score.economics;
            let service = matrix.scores.over_service(score);
            let margin = economics.known_margin();
            Earner {
                customer: name,
                revenue_minor: economics.revenue,
                margin_minor: margin.map(Fine::minor),
                margin: percent(margin.and(economics.margin_share())),
                hours: hours(economics),
                hour_rate_minor: economics.hour_rate().map(|rate| rate.six_decimals(1)),
                over_service: matrix.over_service(score).map(|index| index.six_decimals(1)),
                over_served: service.is_flagged(),
                reason: if service == OverService::AllCost && margin.is_some() {
                    Some("hours without revenue")
                } else {
                    matrix.lack(score).map(|lack| reason(lack, economics))
                },
            }
        }))
    }
}

fn hours(economics: &Economics) -> f64 {
    Ratio::new(i128::from(economics.costs.hours.0), 60).map_or(0.0, |hours| hours.six_decimals(1))
}

/// What a margin leaves out, or why there is none.
fn reason(lack: Lack, economics: &Economics) -> &'static str {
    match (lack, economics.known_margin()) {
        (Lack::HourCost, _) => "the cost of an hour is not set: there is no margin",
        (Lack::BookHours, None) => "no hours or costs logged: there is no margin",
        (Lack::OwnHours, None) => "no hours or costs logged for them: they have no margin",
        (Lack::BookHours, Some(_)) => "no hours logged: margin leaves out cost to serve",
        (Lack::OwnHours, Some(_)) => "no hours logged for them: their margin leaves out cost to serve",
    }
}
