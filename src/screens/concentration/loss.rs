//! What losing customers would mean, over the last twelve months whatever period is shown (`metrics.md` item 9).
//!
//! Sums only; `what_if` puts them in words.

use crate::domain::book::Book;
use crate::domain::id::CustomerId;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::stress::{Missing, Notice, Part, Runway};
use crate::domain::money::Minor;

use super::ranking::Ranking;

/// A book some customers have left.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Loss {
    /// What they brought.
    pub(super) amount: Minor,
    /// Revenue with them.
    pub(super) now: Minor,
    /// Revenue without them.
    pub(super) after: Minor,
    /// The part of the revenue that goes, 0 to 1.
    pub(super) change: Option<Ratio>,
    /// How long the money lasts then.
    pub(super) runway: Result<Runway, Missing>,
    /// How many average customers of those who stay bring as much.
    pub(super) needed: Option<Ratio>,
    /// The biggest of those who stay, and their share.
    pub(super) next: Option<(CustomerId, Ratio)>,
    /// How many stay.
    pub(super) left: usize,
    /// How many equal customers the rest behaves like.
    pub(super) effective: Option<Ratio>,
    /// Whether money still comes for a time after the goodbye.
    pub(super) has_notice: bool,
}

impl Loss {
    /// Works out the loss of some units; those without revenue in the last twelve months change nothing.
    pub(super) fn of(lost: &[CustomerId], ranking: &Ranking, book: &Book) -> Loss {
        let figures = &ranking.figures;
        let parts: Vec<Part> = lost.iter().filter_map(|unit| Some(figures.part(book, ranking.year(*unit)?))).collect();
        let amount: Minor = parts.iter().map(|part| part.amount).sum();
        let rest = figures.year.without(lost);
        let stay = rest.holdings().len();
        Loss {
            amount,
            now: figures.year_total,
            after: Minor(figures.year_total.0 - amount.0),
            change: Ratio::new(i128::from(amount.0), i128::from(figures.year_total.0)),
            runway: figures.stress.losing(&parts),
            needed: Ratio::new(i128::from(amount.0) * stay as i128, i128::from(rest.total().0)),
            next: rest.leader().and_then(|next| Some((next.unit, rest.share(next.net)?))),
            left: stay,
            effective: rest.effective(),
            has_notice: parts.iter().any(|part| part.notice != Notice::NONE),
        }
    }
}
