//! The scores of a book as of a day: fit, mood, quadrant, economics and what they come to together.
//!
//! Here the answers, efforts, referrals and documents of a day are put beside each other, one [`Score`] a customer; what
//! each figure means is worked out by [`super::insight`], one file a figure. A list of customers without scores is
//! [`super::roster`]'s.

mod answers;
mod ledger;
mod making;
mod measure;
mod memory;
mod subject;

use std::sync::{Arc, Mutex, OnceLock};

use chrono::NaiveDate;

use super::assessment::Traits;
use super::book::Book;
use super::id::CustomerId;
use super::insight::burden::Burden;
use super::insight::evidence::{SUGGESTED, Suggestion};
use super::insight::fine::Fine;
use super::insight::fit::{self, By, Fit};
use super::insight::life::{ForLife, Stage};
use super::insight::margin::{Economics, Lack, OverService};
use super::insight::matrix::{Cuts, Place, Quadrant};
use super::insight::mood::Mood;
use super::insight::ratio::Ratio;
use super::insight::referrals::{Losses, Referrals};
use super::insight::value::{Outlook, Relationship};
use super::insight::whale::Whale;
use super::money::Minor;
use super::period::Window;
use super::record::Rating;
use super::roster::Roster;
use super::series::Series;
use ledger::{Days, Ledger};
pub use making::Corner;
pub use measure::Measure;
pub use memory::Memory;

/// One customer's scores.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Score {
    /// Whose.
    pub customer: CustomerId,
    /// Whether the matrix and its counts know them: not archived, and no colleague without documents nobody answered of.
    pub in_matrix: bool,
    /// Whether they ever had a document. Others change no share, whatever was logged for them.
    pub pays: bool,
    /// Whether they bought in the last 12 months and are not archived.
    pub active: bool,
    /// Fit; `None` where nobody rated it.
    pub fit: Option<Fit>,
    /// Mood; `None` where nobody said how it feels.
    pub mood: Option<Mood>,
    /// The corner of today.
    pub quadrant: Quadrant,
    /// Where they stood on the last day of the last quarter.
    pub was: Option<Place>,
    /// How it felt then.
    pub feel_was: Option<Rating>,
    /// Whether they stand within 5 points of a cut.
    pub on_the_line: bool,
    /// Money and hours of the last 12 months.
    pub economics: Economics,
    /// Ever more hours and no better a mood.
    pub drain: bool,
    /// Where the relationship stands.
    pub stage: Stage,
    /// The traits that apply.
    pub traits: Traits,
    /// What the data suggest; boxed, for most customers of most books have nothing logged.
    suggested: Option<Box<[Option<Suggestion>; SUGGESTED]>>,
    evidence: Option<f64>,
}

impl Score {
    /// Both scores, where there are both.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        Some(Place { fit: self.fit?.score, mood: self.mood?.score })
    }

    /// The ratings the data suggest, in the order of the first four criteria.
    #[must_use]
    pub fn suggested(&self) -> &[Option<Suggestion>; SUGGESTED] {
        self.suggested.as_deref().unwrap_or(&[None; SUGGESTED])
    }

    /// What the data alone say of fit, 0 to 100; `None` where they speak of fewer than two criteria.
    #[must_use]
    pub fn evidence(&self) -> Option<f64> {
        self.evidence
    }

    /// By how many points the gut lies above the evidence (below: negative), where they differ by 25 or more.
    #[must_use]
    pub fn disagreement(&self) -> Option<f64> {
        fit::disagreement(self.fit.and_then(|fit| fit.gut), self.evidence)
    }

    /// Whether the owner rated a criterion otherwise than the data suggest.
    #[must_use]
    pub fn is_overridden(&self, criterion: usize) -> bool {
        let rated = self.fit.and_then(|fit| fit.ratings.get(criterion).copied().flatten());
        let suggestion = self.suggested().get(criterion).copied().flatten();
        rated.zip(suggestion).is_some_and(|(rated, data)| rated.by == By::Owner && rated.rating != data.rating)
    }
}

/// The scores of a book as of a day, by customer id.
#[derive(Debug)]
pub struct Scores {
    today: NaiveDate,
    days: Days,
    cuts: Cuts,
    rows: Vec<Score>,
    corners: [Corner; 5],
    totals: Economics,
    positive_revenue: Minor,
    burden: Burden,
    for_life: ForLife,
    referrals: Referrals,
    outlook: Option<Outlook>,
    ledgers: Vec<Ledger>,
    relationships: OnceLock<Vec<Relationship>>,
    whale: OnceLock<Whale>,
    orders: Mutex<Vec<measure::Order>>,
    /// The order of a measure nobody has.
    unmeasured: OnceLock<Arc<[u32]>>,
}

impl Scores {
    /// The scores of a book as of a day.
    #[must_use]
    pub fn of(book: &Book, today: NaiveDate) -> Scores {
        Scores::beside(book, &Roster::of(book, today))
    }

    /// The scores of a book as of its roster's day; quicker where the roster is there already, for it knows the revenue.
    #[must_use]
    pub fn beside(book: &Book, roster: &Roster) -> Scores {
        making::made(book, roster)
    }

    /// The day they are as of.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The quarter answers are confirmed in now.
    #[must_use]
    pub fn quarter(&self) -> Window {
        self.days.quarter
    }

    /// The quarter [`Score::was`] is as of the last day of.
    #[must_use]
    pub fn last_quarter(&self) -> Window {
        self.days.quarters[2]
    }

    /// The cuts quadrants are told by.
    #[must_use]
    pub fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// Every customer's, by id; archived customers too.
    #[must_use]
    pub fn scores(&self) -> &[Score] {
        &self.rows
    }

    /// A customer's.
    #[must_use]
    pub fn score(&self, customer: CustomerId) -> Option<&Score> {
        self.place(customer).map(|place| &self.rows[place])
    }

    /// Everybody in a quadrant, by id.
    pub fn members(&self, quadrant: Quadrant) -> impl Iterator<Item = &Score> {
        self.rows.iter().filter(move |score| score.in_matrix && score.quadrant == quadrant)
    }

    /// The four quadrants and the unplaced, in the order of [`Quadrant::ALL`].
    #[must_use]
    pub fn corners(&self) -> &[Corner; 5] {
        &self.corners
    }

    /// A quadrant's part of the book's positive revenue of the last 12 months, 0 to 1; archived customers are in the
    /// whole. `None` without revenue.
    #[must_use]
    pub fn revenue_share(&self, quadrant: Quadrant) -> Option<Ratio> {
        let corner = &self.corners[quadrant as usize];
        Ratio::new(i128::from(corner.revenue.0), i128::from(self.positive_revenue.0))
    }

    /// A quadrant's part of the hours worked for customers in the last 12 months; `None` where nobody logged any.
    #[must_use]
    pub fn hours_share(&self, quadrant: Quadrant) -> Option<Ratio> {
        let corner = &self.corners[quadrant as usize];
        Ratio::new(i128::from(corner.hours.0), i128::from(self.totals.costs.hours.0))
    }

    /// The book's money and hours of the last 12 months. What was spent on prospects is theirs alone.
    #[must_use]
    pub fn totals(&self) -> &Economics {
        &self.totals
    }

    /// What a customer's margin of the last 12 months leaves out.
    #[must_use]
    pub fn lack(&self, score: &Score) -> Option<Lack> {
        score.economics.lack(self.totals.costs.hours)
    }

    /// A customer's over-service index (`metrics.md` item 13).
    #[must_use]
    pub fn over_service(&self, score: &Score) -> OverService {
        let Economics { revenue, costs, .. } = score.economics;
        if score.pays {
            OverService::of(costs.hours, self.totals.costs.hours, revenue, self.positive_revenue)
        } else {
            OverService::NotMeasured
        }
    }

    /// The whale curve of the last 12 months (`metrics.md` item 12): whoever ever bought and moved any money or hours.
    #[must_use]
    pub fn whale(&self, book: &Book) -> &Whale {
        self.whale.get_or_init(|| {
            let moved =
                |score: &&Score| score.pays && (score.economics.revenue != Minor::ZERO || !score.economics.costs.is_nothing());
            let margins = self.rows.iter().filter(moved).map(|score| (score.customer, score.economics.margin())).collect();
            Whale::of(margins, |id| book.customer(id).map_or("", |customer| customer.name.as_str()))
        })
    }

    /// Traits over all active customers.
    #[must_use]
    pub fn burden(&self) -> &Burden {
        &self.burden
    }

    /// How many customers are for life.
    #[must_use]
    pub fn for_life(&self) -> ForLife {
        self.for_life
    }

    /// Who sent whom.
    #[must_use]
    pub fn referrals(&self) -> &Referrals {
        &self.referrals
    }

    /// How many customers stay another year; `None` while nobody guessed it.
    #[must_use]
    pub fn outlook(&self) -> Option<Outlook> {
        self.outlook
    }

    /// What a customer is worth; worked out for everybody when it is first asked for, since that reads every document.
    /// `None` while the book's documents are still to come.
    #[must_use]
    pub fn relationship(&self, book: &Book, customer: CustomerId) -> Option<&Relationship> {
        self.relationships(book).get(self.place(customer)?)
    }

    /// What every customer is worth, beside [`Scores::scores`]; empty while the book's documents are still to come.
    #[must_use]
    pub fn relationships(&self, book: &Book) -> &[Relationship] {
        if book.awaits_series() { &[] } else { self.relationships.get_or_init(|| self.all_relationships(book)) }
    }

    fn all_relationships(&self, book: &Book) -> Vec<Relationship> {
        let lifetime = Window::up_to(self.today);
        let margin = |(place, (_, series)): (usize, (_, &Series))| {
            let costs = self.ledgers.get(place).map(|ledger| ledger.lifetime).unwrap_or_default();
            let revenue = ledger::net(series, lifetime, book.settings.basis);
            Economics { revenue, costs, hour_cost: book.settings.hour_cost }.margin()
        };
        let margins: Vec<Fine> = book.each().enumerate().map(margin).collect();
        let referred = self.referrals.values(&margins, Losses::Counted, |customer| self.place(customer));
        let parts = self.rows.iter().zip(margins).zip(referred);
        let worth = |((score, so_far), referred): ((&Score, Fine), Fine)| Relationship {
            so_far,
            to_come: self.outlook.map(|outlook| outlook.from_next_year(score.economics.margin())),
            referred,
        };
        parts.map(worth).collect()
    }

    fn place(&self, customer: CustomerId) -> Option<usize> {
        place(&self.rows, |score| score.customer, customer)
    }
}

/// Where a customer stands among things by id. Ids are mostly given out one after the other, so the first look mostly
/// finds it.
fn place<T>(sorted: &[T], id: impl Fn(&T) -> CustomerId, customer: CustomerId) -> Option<usize> {
    let guess = usize::try_from(customer.0.checked_sub(id(sorted.first()?).0)?).ok()?;
    match sorted.get(guess) {
        Some(one) if id(one) == customer => Some(guess),
        _ => sorted.binary_search_by_key(&customer, id).ok(),
    }
}

#[cfg(test)]
mod tests;
