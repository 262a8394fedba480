//! How the firm works with a customer: what the owner set down of it, and nothing of what is empty.
//!
//! The fields are [`crate::domain::profile`]'s; where the relationship stands is in `figures`.

use super::{INDENT, Span, Writer};
use crate::domain::id::CustomerId;
use crate::domain::period::spoken;
use crate::domain::profile::{Integration, NeedState, Pace, Profile};
use crate::screens::customers::table::HIDDEN;
use crate::ui::Role;

impl Writer<'_> {
    /// The profile, where there is anything in it.
    pub(super) fn profile(&mut self, customer: CustomerId, told: bool) {
        let book = self.view.book;
        let Some(profile) = book.records().profiles.iter().find(|profile| profile.customer == customer) else { return };
        let from = self.rows.len();
        self.heading("Working with them");
        let above = self.rows.len();
        let words = [
            ("Integration", profile.integration.map(Integration::label)),
            ("Need", profile.need_state.map(NeedState::label)),
            ("Pace", profile.pace.map(Pace::label)),
        ];
        for (label, word) in words {
            if let Some(word) = word {
                self.value(label, Span::new(word, Role::Text));
            }
        }
        if profile.best_work {
            self.prose("somebody to do your best work for", 0, Role::Good);
        }
        let prose = [("Preferences", &profile.preferences), ("Alternatives", &profile.alternatives)];
        for (label, words) in prose.into_iter().filter_map(|(label, words)| Some((label, words.as_ref()?))) {
            self.text(label, words.as_str(), told);
        }
        self.exclusivity(profile, told);
        if self.rows.len() == above {
            self.rows.truncate(from);
        }
    }

    /// Why, for what and until when the firm serves none of their rivals; an end that has passed is marked.
    fn exclusivity(&mut self, profile: &Profile, told: bool) {
        let ends = profile.exclusive_ends;
        if !profile.exclusive && profile.exclusive_premium.is_none() {
            return;
        }
        let label = if profile.exclusive { "Exclusive" } else { "Premium" };
        let (words, role) = match ends {
            Some(ends) if ends < self.view.today => (format!("ended {} {}", spoken(ends), self.view.look.glyphs.care()), Role::Bad),
            Some(ends) => (format!("until {}", spoken(ends)), Role::Text),
            None => ("without an end".to_owned(), Role::Care),
        };
        self.value(label, Span::new(words, role));
        if let Some(premium) = profile.exclusive_premium {
            self.value("", Span::new(format!("{premium}% on top"), Role::Text));
        }
        if let Some(reason) = &profile.exclusive_reason {
            self.text("", reason.as_str(), told);
        }
    }

    /// A text of the owner's below its label; it may name others.
    fn text(&mut self, label: &str, words: &str, told: bool) {
        if !label.is_empty() {
            self.prose(label, 0, Role::Muted);
        }
        if !told {
            self.prose(HIDDEN, INDENT, Role::Muted);
            return;
        }
        for line in self.view.names.veil(words).lines() {
            self.prose(line, INDENT, Role::Text);
        }
    }
}
