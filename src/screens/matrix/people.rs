//! Everybody on the matrix: the placed as dots, biggest first, the unplaced behind them, and who stands in which corner.
//!
//! Made once for the scores, the names and the measure; drawing walks cells of the plot, never all customers.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::answers::all_in_force;
use crate::domain::assessment::Assessment;
use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::{Place, Quadrant};
use crate::domain::scores::{Score, Scores};
use crate::intent::View;
use crate::ui::Role;
use crate::ui::scatter::{Class, Dot};

use super::measure::{Measure, Whole};

/// Everybody on the matrix.
#[derive(Debug)]
pub(super) struct People {
    pub(super) scores: Arc<Scores>,
    pub(super) whole: Whole,
    /// A dot for each of the placed, in their order.
    pub(super) dots: Rc<[Dot<'static>]>,
    placed: Vec<CustomerId>,
    pub(super) unplaced: Vec<CustomerId>,
    corners: [Vec<CustomerId>; 4],
    /// What the owner answered of whom, whenever it was.
    answers: BTreeMap<CustomerId, Assessment>,
    ranks: BTreeMap<CustomerId, usize>,
    /// Where each stands in their corner, or among the unplaced.
    places: BTreeMap<CustomerId, usize>,
    /// Who stood elsewhere at the end of the last quarter.
    pub(super) movers: usize,
    /// Whether any dot is carried over, and whether any lies on the line.
    pub(super) has_open: bool,
    pub(super) has_on_the_line: bool,
    measure: Measure,
    /// Whether names were hidden, and whose was not.
    told: (bool, Option<CustomerId>),
}

impl People {
    /// Everybody as the scores are.
    pub(super) fn of(scores: Arc<Scores>, measure: Measure, view: &View<'_>) -> People {
        let mut known: Vec<&Score> = scores.scores().iter().filter(|score| score.in_matrix).collect();
        // By revenue; equals stay by id.
        known.sort_by_key(|score| std::cmp::Reverse(score.economics.revenue));
        let whole = Whole::of(&scores, view);
        let mut corners: [Vec<CustomerId>; 4] = Default::default();
        let (mut dots, mut placed, mut unplaced) = (Vec::new(), Vec::new(), Vec::new());
        for score in known {
            let Some(place) = score.place() else {
                unplaced.push(score.customer);
                continue;
            };
            placed.push(score.customer);
            corners[score.quadrant as usize % 4].push(score.customer);
            dots.push(dot(score, place, measure.class(score, whole), view));
        }
        let answers = all_in_force(&view.book.records().assessments, view.today, view.book.settings.fiscal_start);
        let listed = corners.iter().chain([&unplaced]).flat_map(|ids| ids.iter().enumerate());
        People {
            places: listed.map(|(place, id)| (*id, place)).collect(),
            answers: answers.into_iter().map(|(id, answers)| (id, answers.carried_to(NaiveDate::MIN))).collect(),
            ranks: placed.iter().enumerate().map(|(rank, id)| (*id, rank)).collect(),
            movers: dots.iter().filter(|dot| dot.from.is_some()).count(),
            has_open: dots.iter().any(|dot| dot.is_open),
            has_on_the_line: dots.iter().any(|dot| dot.on_the_line),
            dots: dots.into(),
            told: (view.names.is_discreet(), view.names.only()),
            scores,
            whole,
            placed,
            unplaced,
            corners,
            measure,
        }
    }

    /// Whether they are those of the scores, names and measure of now.
    pub(super) fn are_of(&self, scores: &Arc<Scores>, measure: Measure, view: &View<'_>) -> bool {
        Arc::ptr_eq(&self.scores, scores) && self.measure == measure && self.told == (view.names.is_discreet(), view.names.only())
    }

    /// The placed, biggest first.
    pub(super) fn placed(&self) -> &[CustomerId] {
        &self.placed
    }

    /// How many there are, placed or not.
    pub(super) fn count(&self) -> usize {
        self.placed.len() + self.unplaced.len()
    }

    /// Those in a corner, biggest first.
    pub(super) fn in_corner(&self, corner: Quadrant) -> &[CustomerId] {
        self.corners.get(corner as usize).map_or(&self.unplaced, Vec::as_slice)
    }

    /// Where a customer stands among the placed.
    pub(super) fn rank(&self, id: CustomerId) -> Option<usize> {
        self.ranks.get(&id).copied()
    }

    /// Where a customer stands among those of their corner, or among the unplaced.
    pub(super) fn place(&self, id: CustomerId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// Their corner; `None` for who is not on the matrix.
    pub(super) fn quadrant(&self, id: CustomerId) -> Option<Quadrant> {
        self.scores.score(id).filter(|score| score.in_matrix).map(|score| score.quadrant)
    }

    /// Whether they are on the matrix, placed or not.
    pub(super) fn knows(&self, id: CustomerId) -> bool {
        self.quadrant(id).is_some()
    }

    /// The biggest of the placed, else of the unplaced.
    pub(super) fn first(&self) -> Option<CustomerId> {
        self.placed.first().or(self.unplaced.first()).copied()
    }

    /// The one customer the owner answered otherwise of than before, where it is one alone: whoever was just rated. Dots
    /// also move by what the data suggest; that takes the cursor nowhere.
    pub(super) fn only_rated(&self, before: &People) -> Option<CustomerId> {
        if Arc::ptr_eq(&self.scores, &before.scores) {
            return None;
        }
        let is_rated = |id: &&CustomerId| {
            self.knows(**id) && before.scores.score(**id).is_some() && self.answers.get(*id) != before.answers.get(*id)
        };
        let gone = before.answers.keys().filter(|id| !self.answers.contains_key(*id));
        let mut rated = self.answers.keys().chain(gone).filter(is_rated);
        let first = rated.next()?;
        rated.next().is_none().then_some(*first)
    }

    /// Who takes the cursor of somebody gone: whoever now has their rank.
    pub(super) fn instead_of(&self, gone: Option<CustomerId>, before: &People) -> Option<CustomerId> {
        let rank = before.rank(gone?)?;
        self.placed.get(rank.min(self.placed.len().checked_sub(1)?)).copied()
    }
}

fn dot(score: &Score, place: Place, class: Class, view: &View<'_>) -> Dot<'static> {
    let from = score.was.filter(|was| *was != place).map(|was| (was.fit, was.mood));
    Dot {
        x: place.fit,
        y: place.mood,
        from,
        name: view.names.by_id(view.book, score.customer).to_owned().into(),
        class,
        is_open: is_carried(score),
        on_the_line: score.on_the_line,
        role: role(score.quadrant),
    }
}

/// Whether fit or mood is last quarter's, not confirmed yet.
pub(super) fn is_carried(score: &Score) -> bool {
    score.fit.is_some_and(|fit| !fit.confirmed) || score.mood.is_some_and(|mood| !mood.confirmed)
}

/// The colour of a corner's dots; their place says the same.
pub(super) fn role(corner: Quadrant) -> Role {
    match corner {
        Quadrant::Keeper => Role::Good,
        Quadrant::Grinder => Role::Care,
        Quadrant::Leaver => Role::Bad,
        Quadrant::Charmer | Quadrant::Unplaced => Role::Text,
    }
}
