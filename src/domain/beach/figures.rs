//! Placeholder of the contract.

use chrono::NaiveDate;

use super::{Beach, Days, FirstEmpty, NoCashEnd, Pipeline, Renewals, State, Until, Week, WhatIf};
use crate::domain::book::Book;
use crate::domain::settings::Hundredths;
use crate::domain::work::monday;

#[derive(Debug, Clone, Default)]
pub(super) struct Weeks;

impl Beach {
    /// The weeks ahead of a book as of a day, with maybes counted as the question has it.
    #[must_use]
    pub fn of(_book: &Book, today: NaiveDate, _what_if: &WhatIf) -> Beach {
        Beach {
            today,
            bars: Vec::new(),
            until: Until::NothingBooked,
            first_thin: None,
            gaps: 0,
            outreach: None,
            cash_end: Err(NoCashEnd::NoBeach),
            first_empty: FirstEmpty { weeks: Vec::new(), none: 1.0, is_drawn: false },
            streak: None,
            time_shares: Vec::new(),
            follow_on: Vec::new(),
            follow_on_rate: None,
            target: None,
            break_even: None,
            price_hold: None,
            prices: Vec::new(),
            pipeline: Pipeline {
                odds: [Hundredths(0); 4],
                closed: [None; 4],
                won: 0,
                all_closed: 0,
                marketing_minutes_per_win: None,
            },
            marketing: None,
            endings: Vec::new(),
            renewals: Renewals::default(),
            all_renewals: Renewals::default(),
            weeks: Weeks,
        }
    }

    /// The week a day lies in, wherever that is.
    #[must_use]
    pub fn week(&self, day: NaiveDate) -> Week {
        let _ = &self.weeks;
        Week {
            monday: monday(day),
            capacity: Days::ZERO,
            is_own: false,
            booked: Days::ZERO,
            expected: Days::ZERO,
            state: State::Off,
            empty_odds: None,
            customers: 0,
            full_time: None,
            is_sand: false,
        }
    }

    /// Weeks 0 to 26: 0 holds today, 1 begins on the first Monday after it.
    pub fn ahead(&self) -> impl Iterator<Item = Week> + '_ {
        (0..=super::HORIZON as u64).map(|week| self.week(monday(self.today) + chrono::Days::new(week * 7)))
    }
}
