//! The weeks in sight and the work as text for other programs.

use std::fmt::Write as _;

use crate::domain::beach::{Days, State};
use crate::intent::{Effect, View};

use super::column::Column;
use super::grid::Grid;
use super::plan::Plan;
use super::words;

/// Copies the columns in sight and everything listed.
pub(super) fn copy(plan: &Plan, grid: &Grid, view: &View<'_>) -> Vec<Effect> {
    let mut text = String::new();
    for column in (0..grid.axis.columns()).map(|column| Column::of(&plan.beach, grid.axis, column)) {
        let [booked, capacity, expected] = [column.booked, column.capacity, column.expected].map(Days::shown);
        let _ = write!(text, "{}: {booked} of {capacity} days booked, {expected} with maybes", column.start);
        let word = match column.state {
            State::Over => "over-booked",
            State::OffBooked => "off, booked",
            state => state.word(),
        };
        let _ = writeln!(text, ", {word}");
    }
    for work in plan.works() {
        let Some(engagement) = view.book.records().engagements.find(work.id.0) else { continue };
        let bar = plan.bar(work);
        let (standing, span) = (words::standing(engagement, bar), words::span(work.from, work.to, view.today));
        let _ = write!(text, "{}: {standing}, {span}", words::whole(engagement, view));
        if let Some(days) = bar.and_then(|bar| bar.per_week) {
            let _ = write!(text, ", {} a week", words::days(days));
        }
        text.push('\n');
    }
    vec![Effect::Copy { text, what: "the weeks and the work".to_owned() }]
}
