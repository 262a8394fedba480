//! From first contact to first paid day: the median of what was won, or the owner's word (`metrics.md` item 29).
//!
//! What follows from it is worked out in [`super::runs`].

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::work::{Engagement, Stage};

/// From so many wins on their median counts.
const ENOUGH: usize = 3;

/// How long it takes from first contact to first paid day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LeadTime {
    pub(super) days: i64,
    /// How many wins it is the median of; `None`: too few, the setting counts.
    pub(super) wins: Option<usize>,
}

impl LeadTime {
    pub(super) fn of(book: &Book, today: NaiveDate) -> LeadTime {
        // What was called off never had a paid day.
        let is_win = |work: &&Engagement| work.stage.is_won() && !work.archived && !work.is_called_off(today);
        let mut days: Vec<i64> = book.records().engagements.iter().filter(is_win).filter_map(taken).collect();
        days.sort_unstable();
        if days.len() < ENOUGH {
            return LeadTime { days: i64::from(book.settings.lead_days), wins: None };
        }
        let (low, high) = (days[(days.len() - 1) / 2], days[days.len() / 2]);
        LeadTime { days: low + (high - low + 1) / 2, wins: Some(days.len()) }
    }
}

/// Days from first contact, noted or told by the first stage it came to, to its first day.
fn taken(work: &Engagement) -> Option<i64> {
    let entered = || Stage::OPEN.iter().filter_map(|stage| work.entered(*stage)).min();
    let days = (work.starts? - work.first_contact.or_else(entered)?).num_days();
    (days >= 0).then_some(days)
}
