//! A customer of the matrix as text for other programs.

use std::fmt::Write as _;

use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::{Quadrant, pips};
use crate::domain::money;
use crate::domain::scores::Score;
use crate::intent::{Effect, View};

use super::about;
use super::people::People;

/// Copies one customer.
pub(super) fn copy(id: CustomerId, people: &People, view: &View<'_>) -> Vec<Effect> {
    let what = view.names.by_id(view.book, id).to_owned();
    let Some(score) = people.scores.score(id) else { return Vec::new() };
    vec![Effect::Copy { text: sentence(&what, score, people, view), what }]
}

/// `Osei Dental: Keeper, fit 100 (5 of 5), mood 75 (4 of 5), was Grinder last quarter, $86,500 in 12 months, 14.1% of
/// revenue`.
fn sentence(name: &str, score: &Score, people: &People, view: &View<'_>) -> String {
    let mut text =
        format!("{name}: {}", if score.quadrant == Quadrant::Unplaced { "not placed" } else { about::one(score.quadrant) });
    for (what, known) in
        [("fit", score.fit.map(|fit| (fit.score, fit.confirmed))), ("mood", score.mood.map(|mood| (mood.score, mood.confirmed)))]
    {
        if let Some((score, confirmed)) = known {
            let carried = if confirmed { "" } else { ", from last quarter" };
            let _ = write!(text, ", {what} {} ({} of 5{carried})", score.round(), pips(score));
        }
    }
    if let Some(was) = about::was(score, people) {
        let _ = write!(text, ", was {was} last quarter");
    }
    if score.pays {
        let _ = write!(text, ", {} in 12 months", money::whole(score.economics.revenue, view.book.settings.base()));
        if let Some(part) = people.whole.revenue_part(score) {
            let _ = write!(text, ", {}% of revenue", part.decimal(100, 1));
        }
    }
    text
}
