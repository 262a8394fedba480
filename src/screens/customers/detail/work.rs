//! What is open with a customer now, and what might happen: booked work with its end, maybes with their odds and value.
//!
//! When work ends and how likely a maybe is are [`crate::domain::beach`]'s.

use super::Writer;
use crate::domain::beach::WhatIf;
use crate::domain::id::CustomerId;
use crate::domain::money;
use crate::domain::work::{Engagement, Stage};
use crate::intent::customer::odds;
use crate::screens::customers::table::HIDDEN;
use crate::ui::Role;

/// Rows each of the two parts takes at most.
const MOST: usize = 6;

impl Writer<'_> {
    /// Work that is booked and not over, then work hoped for; nothing where there is none of it.
    pub(super) fn work(&mut self, customer: CustomerId, told: bool) {
        let all = self.view.book.records().engagements.iter();
        let theirs: Vec<&Engagement> = all.filter(|work| work.customer == Some(customer) && !work.archived).collect();
        if !theirs.iter().any(|work| work.stage <= Stage::Booked) {
            return;
        }
        let beach = self.view.beach(&WhatIf::default());
        let ends = |work: &Engagement| {
            let bar = beach.bars.iter().find(|bar| bar.id == work.id);
            bar.and_then(|bar| bar.to).or(work.ends)
        };
        let today = self.view.today;
        let mut booked: Vec<(&Engagement, String)> = theirs
            .iter()
            .filter(|work| work.stage == Stage::Booked && ends(work).is_none_or(|end| end >= today))
            .map(|work| (*work, ends(work).map_or_else(|| "goes on".to_owned(), |end| end.format("%-d %b %Y").to_string())))
            .collect();
        booked.sort_by_key(|(work, _)| (ends(work).is_none(), ends(work), work.id));
        let base = self.view.book.settings.base();
        let mut maybes: Vec<&Engagement> = theirs.into_iter().filter(|work| work.stage.is_open()).collect();
        maybes.sort_by_key(|work| (std::cmp::Reverse(odds(work, self.view)), work.id));
        let maybes = maybes.into_iter().map(|work| {
            let value = work.value.map(|value| format!("  {}", money::whole(value, base))).unwrap_or_default();
            (work, format!("{}%{value}", odds(work, self.view)))
        });
        let maybes: Vec<(&Engagement, String)> = maybes.collect();
        self.part("Open now", &booked, told);
        self.part("Might happen", &maybes, told);
    }

    fn part(&mut self, heading: &str, rows: &[(&Engagement, String)], told: bool) {
        if rows.is_empty() {
            return;
        }
        self.heading(heading);
        for (work, right) in rows.iter().take(MOST) {
            let title = match (&work.title, told) {
                (_, false) => HIDDEN.to_owned(),
                (Some(title), true) => self.view.names.veil(title.as_str()).into_owned(),
                (None, true) => "work".to_owned(),
            };
            self.indented(&title, right);
        }
        if rows.len() > MOST {
            self.prose(&format!("and {} more: the command engagements", rows.len() - MOST), super::INDENT, Role::Muted);
        }
    }
}
