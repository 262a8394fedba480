//! How the weeks ahead come about: every figure put beside the others.
//!
//! Each is worked out in a file of its own; what they mean is said at [`super::Beach`].

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::lead_time::LeadTime;
use super::plan::{Work, plan};
use super::terms::Terms;
use super::weeks::Weeks;
use super::{Beach, Group, HORIZON, Marketing, Pipeline, QUARTER, State, TABLE, Target, Week, WhatIf};
use super::{follow_on, odds, runs, streaks, target};
use crate::domain::book::Book;
use crate::domain::period::Window;
use crate::domain::work::monday;

impl Beach {
    /// The weeks ahead of a book as of a day, with maybes counted as the question has it.
    #[must_use]
    pub fn of(book: &Book, today: NaiveDate, what_if: &WhatIf) -> Beach {
        let settings = &book.settings;
        let calendar = Calendar::of(book);
        let pipeline = Pipeline::of(book, today);
        let works = plan(book, &calendar, &pipeline, what_if, today);
        let mut weeks = Weeks::of(&works, calendar.clone(), today);
        let until = runs::until(&works, &weeks, today);
        weeks.take_sand(runs::sand(&weeks, until));
        let (booked, expected, capacity) = runs::filled(&weeks, QUARTER);
        let (price_hold, below_list) = target::price_hold(book, &works, &calendar, today);
        let terms = Terms::of(book, today);
        Beach {
            today,
            until,
            first_thin: runs::first_thin(&weeks),
            gaps: (1..=TABLE as i64).filter(|week| matches!(weeks.state(*week), State::Gap | State::Beach)).count(),
            booked_share: booked.of(capacity),
            expected_share: expected.of(capacity),
            first_booked: runs::first_booking(&works, &weeks).map(|week| Calendar::monday(today, week)),
            without_days: works.iter().filter(|work| is_without_days(work, today)).count(),
            outreach: runs::outreach(&works, &weeks, until, LeadTime::of(book, today), today),
            cash_end: runs::cash_end(settings, until, today),
            first_empty: odds::first_empty(&works, &weeks, today),
            streak: streaks::longest(&works, &weeks),
            time_shares: follow_on::time_shares(&works, &calendar, QUARTER, capacity, today),
            follow_on: follow_on::follow_on(&works, &calendar, today),
            follow_on_rate: follow_on::historic_rate(&works, today),
            target: Target::of(settings, &weeks),
            break_even: target::break_even(settings),
            overhead_missing: settings.overhead.is_none(),
            price_hold,
            below_list,
            prices: target::prices(settings, &calendar),
            pipeline,
            marketing: Marketing::of(book, today),
            endings: terms.endings(),
            next_term_end: terms.next(),
            renewals: terms.in_window(Window::last_months(today, 12)),
            all_renewals: terms.in_window(Window::up_to(today)),
            bars: works.into_iter().map(|work| work.bar).collect(),
            weeks,
        }
    }

    /// The week a day lies in, wherever that is.
    #[must_use]
    pub fn week(&self, day: NaiveDate) -> Week {
        self.weeks.week(monday(day))
    }

    /// Weeks 0 to 26: 0 holds today, 1 begins on the first Monday after it.
    pub fn ahead(&self) -> impl Iterator<Item = Week> + '_ {
        (0..=HORIZON as i64).map(|week| self.weeks.ahead(week))
    }
}

/// Whether it is booked, not over, and nobody said how many days it takes.
fn is_without_days(work: &Work, today: NaiveDate) -> bool {
    work.bar.group == Group::Booked && work.bar.from.is_some() && work.is_unknown() && !work.bar.is_over(today)
}
