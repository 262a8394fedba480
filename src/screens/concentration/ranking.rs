//! The ranking: what the list shows of every customer, worked out once per set of figures and measure and then only read.
//!
//! With ten thousand customers a frame may look at the rows on screen and at nothing else; everything that needs them
//! all is here. How a row looks is `bars`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::domain::book::Book;
use crate::domain::figures::Figures;
use crate::domain::id::CustomerId;
use crate::domain::insight::attention::{Line, line_crossed};
use crate::domain::insight::concentration::{Concentration, Holding};
use crate::domain::insight::measure::{Measure, Measured, margin_of};
use crate::domain::insight::stress::{Notice, Part, Runway};
use crate::domain::money::Minor;
use crate::domain::period::{Window, day_after, months_before};
use crate::intent::View;

/// How many months a trend goes back.
const MONTHS: u32 = 12;

/// Members of a group and what each brought.
pub(super) type Members = Rc<[(CustomerId, Minor)]>;

/// The customers of a period in their order, with everything that takes a look at all of them.
#[derive(Debug)]
pub(super) struct Ranking {
    /// The figures it was made of.
    pub(super) figures: Arc<Figures>,
    /// What the bars are of.
    pub(super) measure: Measure,
    /// What came of a measure that is not revenue, and the book as it was then.
    measured: Option<(Measured, (u64, u64))>,
    /// The day of the last document, where the period asked for is empty.
    pub(super) nothing_since: Option<chrono::NaiveDate>,
    /// Shares in tenths of a percent, in order; they sum to 1,000.
    shares: Vec<u32>,
    /// Running sums in tenths of a percent.
    sums: Vec<u32>,
    /// How many bring 80 %.
    pub(super) pareto: Option<usize>,
    /// Customers, each lost alone, that leave too little; `None` where that cannot be told.
    pub(super) failing: Option<usize>,
    places: Vec<(CustomerId, u32)>,
    year_places: Vec<(CustomerId, u32)>,
    trends: RefCell<BTreeMap<CustomerId, Rc<[i64]>>>,
    members: RefCell<BTreeMap<CustomerId, Members>>,
}

impl Ranking {
    /// Works everything out.
    pub(super) fn of(
        figures: Arc<Figures>,
        nothing_since: Option<chrono::NaiveDate>,
        measure: Measure,
        view: &View<'_>,
    ) -> Ranking {
        let book = view.book;
        let measured = match measure {
            Measure::Revenue => None,
            Measure::Margin => Some(Measured::margin(book, &figures)),
            Measure::Value => Some(Measured::value(book, &view.scores())),
        };
        let concentration = measured.as_ref().map_or(&figures.concentration, |measured| &measured.concentration);
        // Values that overlap rank and do not sum, so nothing is a part of their sum.
        let adds_up = measured.as_ref().is_none_or(|measured| measured.total.is_some());
        let share_out = |of: &Concentration| (of.shown_shares(), of.cumulative().map(|sum| sum.rounded(1000) as u32).collect());
        let (shares, sums) = if adds_up { share_out(concentration) } else { (Vec::new(), Vec::new()) };
        let places = |holdings: &[&[Holding]]| {
            let units = holdings.iter().flat_map(|part| part.iter()).zip(0u32..);
            let mut places: Vec<(CustomerId, u32)> = units.map(|(holding, place)| (holding.unit, place)).collect();
            places.sort_unstable();
            places
        };
        let tolerance = book.settings.tolerance;
        let passes = |part| figures.stress.losing(&[part]).is_ok_and(|runway: Runway| runway.passes(tolerance));
        // The money never lasts longer when a larger part is lost, so nobody behind the first whose loss passes even
        // without any notice needs a look.
        let risky = |part: &Part| !passes(Part { notice: Notice::NONE, ..*part });
        let parts = || figures.year.holdings().iter().map(|holding| figures.part(book, holding)).take_while(risky);
        let failing = || parts().filter(|part| !passes(*part)).count();
        Ranking {
            shares,
            sums,
            pareto: concentration.pareto_count().filter(|_| adds_up),
            failing: figures.stress.missing().is_none().then(failing),
            places: places(&[concentration.holdings(), concentration.net_credits()]),
            year_places: places(&[figures.year.holdings()]),
            trends: RefCell::default(),
            members: RefCell::default(),
            nothing_since,
            measured: measured.map(|measured| (measured, book.scores_revision())),
            measure,
            figures,
        }
    }

    /// Whether it is still that of these figures by this measure.
    pub(super) fn is_of(&self, figures: &Arc<Figures>, measure: Measure, book: &Book) -> bool {
        // Hours and costs move the book without moving its figures.
        let is_current = self.measured.as_ref().is_none_or(|(_, revision)| *revision == book.scores_revision());
        self.measure == measure && is_current && Arc::ptr_eq(&self.figures, figures)
    }

    /// What came of a measure that is not revenue.
    pub(super) fn measured(&self) -> Option<&Measured> {
        self.measured.as_ref().map(|(measured, _)| measured)
    }

    /// Who holds how much of the measure.
    pub(super) fn list(&self) -> &Concentration {
        self.measured().map_or(&self.figures.concentration, |measured| &measured.concentration)
    }

    /// All of it, credits or losses taken off; `None` where it does not add up.
    pub(super) fn total(&self) -> Option<Minor> {
        self.measured().map_or(Some(self.figures.revenue.total), |measured| measured.total)
    }

    /// How many rows: units that hold some of it, then net credits or losses.
    pub(super) fn count(&self) -> usize {
        self.list().holdings().len() + self.list().net_credits().len()
    }

    /// A row.
    pub(super) fn row(&self, at: usize) -> Option<&Holding> {
        let holdings = self.list().holdings();
        holdings.get(at).or_else(|| self.list().net_credits().get(at - holdings.len()))
    }

    /// Where a unit stands.
    pub(super) fn place(&self, unit: CustomerId) -> Option<usize> {
        find(&self.places, unit)
    }

    /// What a unit brought in the last twelve months; `None` where that is nothing.
    pub(super) fn year(&self, unit: CustomerId) -> Option<&Holding> {
        find(&self.year_places, unit).and_then(|at| self.figures.year.holdings().get(at))
    }

    /// What some units brought in the last twelve months, in the fixed order; who brought nothing is left out.
    pub(super) fn lost(&self, units: &[CustomerId]) -> Vec<Holding> {
        let mut places: Vec<usize> = units.iter().filter_map(|unit| find(&self.year_places, *unit)).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|at| self.figures.year.holdings().get(at)).copied().collect()
    }

    /// Share and running sum of a row in tenths of a percent; `None` for a net credit or a loss.
    pub(super) fn share(&self, at: usize) -> Option<(u32, u32)> {
        Some((*self.shares.get(at)?, *self.sums.get(at)?))
    }

    /// The gravest line a row is over. Lines and limit are drawn on revenue, so no other measure is over one.
    pub(super) fn line(&self, at: usize, book: &Book) -> Option<Line> {
        if self.measure != Measure::Revenue {
            return None;
        }
        let net = self.figures.concentration.holdings().get(at)?.net;
        let share = self.figures.concentration.share(net)?;
        line_crossed(share, book.settings.limit).map(|(line, _)| line)
    }

    /// How many rows stand above the line of 80 %; `None` where all do.
    pub(super) fn cut(&self) -> Option<usize> {
        self.pareto.filter(|cut| *cut < self.list().holdings().len())
    }

    /// The members of a group with documents, what each holds of the measure, largest first.
    pub(super) fn members(&self, unit: CustomerId, view: &View<'_>) -> Members {
        let book = view.book;
        let work_out = || {
            let Figures { window, basis, .. } = *self.figures;
            let held = |member: CustomerId| match self.measure {
                Measure::Revenue => book.series(member).sum(window, basis),
                Measure::Margin => margin_of(book, &self.figures, member),
                Measure::Value => view.scores().relationship(book, member).map_or(Minor::ZERO, |worth| worth.value().minor()),
            };
            let members = self.figures.groups.get(&unit).map_or(&[][..], Vec::as_slice);
            let mut members: Vec<(CustomerId, Minor)> = members.iter().map(|member| (*member, held(*member))).collect();
            members.sort_by_key(|(_, net)| std::cmp::Reverse(*net));
            members.into()
        };
        Rc::clone(self.members.borrow_mut().entry(unit).or_insert_with(work_out))
    }

    /// The last twelve months of a unit, one by one, oldest first.
    pub(super) fn trend(&self, unit: CustomerId, book: &Book) -> Rc<[i64]> {
        let alone = [unit];
        let members = self.figures.groups.get(&unit).map_or(&alone[..], Vec::as_slice);
        let month = |back: u32| {
            let until = |back| months_before(self.figures.today, back);
            let window = Window { from: day_after(until(back + 1)), to: until(back) };
            members.iter().map(|member| book.series(*member).sum(window, self.figures.basis).0).sum()
        };
        let work_out = || (0..MONTHS).rev().map(month).collect();
        Rc::clone(self.trends.borrow_mut().entry(unit).or_insert_with(work_out))
    }
}

fn find(places: &[(CustomerId, u32)], unit: CustomerId) -> Option<usize> {
    let at = places.binary_search_by_key(&unit, |(known, _)| *known).ok()?;
    Some(places[at].1 as usize)
}
