//! The question asked of maybes, and what it does to the weeks: in the title, on the first row, below the figures.
//!
//! Whatever is compared with is the same book with every maybe at its odds; the weeks are [`crate::domain::beach`]'s.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::beach::{Beach as Figures, Counted, Days, FirstEmpty, WhatIf};
use crate::domain::money::counted;
use crate::intent::View;
use crate::ui::canvas::text_width;
use crate::ui::{Role, Span};

use super::Beach;
use super::column::Column;
use super::foot;
use super::grid::Grid;
use super::words;

impl Beach {
    /// `what if: Dashboard won, Depot app lost`; by number where there is no room for the names.
    pub(super) fn question(&self, view: &View<'_>, room: usize) -> Option<String> {
        let (won, lost) = self.asked_of(view)?;
        let told =
            |titles: &[String], how: &'static str| -> Vec<String> { titles.iter().map(|title| format!("{title} {how}")).collect() };
        let whole = format!("what if: {}", [told(&won, "won"), told(&lost, "lost")].concat().join(", "));
        if text_width(&whole) <= room {
            return Some(whole);
        }
        let many = [(won.len(), "won"), (lost.len(), "lost")].into_iter().filter(|(many, _)| *many > 0);
        let many: Vec<String> = many.map(|(many, how)| format!("{many} {how}")).collect();
        Some(format!("what if: {}", many.join(", ")))
    }

    /// `if Dashboard is lost`, for the first row; of several how many.
    pub(super) fn condition(&self, view: &View<'_>) -> Option<String> {
        let (won, lost) = self.asked_of(view)?;
        let part = |titles: &[String], how: &str| match titles {
            [] => None,
            [title] => Some(format!("{title} is {how}")),
            titles => Some(format!("{} are {how}", counted(titles.len() as u64, "maybe", "maybes"))),
        };
        let parts: Vec<String> = [part(&won, "won"), part(&lost, "lost")].into_iter().flatten().collect();
        Some(format!("if {}", parts.join(", ")))
    }

    /// The titles of what is asked to be won, and to be lost; none where nothing is asked.
    fn asked_of(&self, view: &View<'_>) -> Option<(Vec<String>, Vec<String>)> {
        let titles = |how: Counted| {
            let ids = self.what_if.iter().filter(move |(_, counted)| *counted == how).map(|(id, _)| id);
            let works = ids.filter_map(|id| view.book.records().engagements.find(id.0));
            works.map(|work| words::title(work, view)).collect::<Vec<_>>()
        };
        (!self.what_if.is_empty()).then(|| (titles(Counted::In), titles(Counted::Out)))
    }

    /// What the question does to the column chosen, the first thin week and the odds of an empty one; nothing unasked.
    pub(super) fn answer(&self, chosen: &Column, beach: &Figures, grid: &Grid, view: &View<'_>, width: u16) -> Option<Vec<Span>> {
        if self.what_if.is_empty() {
            return None;
        }
        let plain: Arc<Figures> = view.beach(&WhatIf::default());
        let before = Column::of(&plain, grid.axis, grid.axis.column(chosen.start)?);
        let moved = |before: String, after: String| {
            if before == after { after } else { format!("{before} {} {after}", view.look.glyphs.onward()) }
        };
        let thin = |thin: Option<NaiveDate>| thin.map_or_else(|| "never".to_owned(), |day| words::dated(day, view.today));
        let free = |column: &Column| column.free().shown();
        let hoped = |column: &Column| (column.capacity - column.expected).max(Days::ZERO).shown();
        let empty = |odds: &FirstEmpty| format!("{}{}", words::chance(1.0 - odds.none), if odds.is_drawn { " ~" } else { "" });
        let text = |words: String| Span::new(words, Role::Text);
        let pieces = vec![
            text(format!("{}: {} free", foot::name(chosen, grid, view), moved(free(&before), free(chosen)))),
            text(format!("with maybes {}", moved(hoped(&before), hoped(chosen)))),
            text(format!("thin from {}", moved(thin(plain.first_thin), thin(beach.first_thin)))),
            text(format!("an empty week in 8: {}", moved(empty(&plain.first_empty), empty(&beach.first_empty)))),
        ];
        Some(foot::joined(pieces, view, width))
    }
}
