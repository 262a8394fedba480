//! What the firm's own past says of opportunities: odds by stage, wins, and what finding one takes (`metrics.md`, stage
//! odds; product claim D7).
//!
//! What the odds come to in a week is [`super::weeks`]'.

use chrono::NaiveDate;

use super::Pipeline;
use super::marketing::minutes_in;
use crate::domain::book::Book;
use crate::domain::money::rounded;
use crate::domain::period::Window;
use crate::domain::settings::Hundredths;
use crate::domain::work::{Engagement, Stage};

/// From so many closed ones on that came by a stage, their own rate counts.
const ENOUGH: usize = 20;

impl Pipeline {
    pub(super) fn of(book: &Book, today: NaiveDate) -> Pipeline {
        let is_closed = |work: &&Engagement| !work.archived && !work.stage.is_open();
        let closed: Vec<&Engagement> = book.records().engagements.iter().filter(is_closed).collect();
        let mut pipeline = Pipeline {
            odds: book.settings.stage_odds.map(|percent| Hundredths(i64::from(percent) * 100)),
            closed: [None; 4],
            won: closed.iter().filter(|work| work.stage.is_won()).count(),
            all_closed: closed.len(),
            marketing_minutes_per_win: minutes_per_win(book, &closed, today),
        };
        for (place, stage) in Stage::OPEN.into_iter().enumerate() {
            let came_by = closed.iter().filter(|work| work.entered(stage).is_some());
            let (won, all) = came_by.fold((0, 0), |(won, all), work| (won + usize::from(work.stage.is_won()), all + 1));
            if all >= ENOUGH {
                pipeline.odds[place] = Hundredths(rounded(won as i128 * 10_000, all as i128) as i64);
                pipeline.closed[place] = Some(all);
            }
        }
        pipeline
    }

    /// How likely an opportunity is: its own odds, else those of its stage. Certain where it is won.
    pub(super) fn odds_of(&self, work: &Engagement) -> Hundredths {
        let usual = || self.odds.get(work.stage as usize).copied().unwrap_or(super::plan::SURE);
        work.odds.unwrap_or_else(usual)
    }
}

/// Marketing hours of the last 12 months for each win of them.
fn minutes_per_win(book: &Book, closed: &[&Engagement], today: NaiveDate) -> Option<i64> {
    let year = Window::last_months(today, 12);
    let won_in = |work: &&&Engagement| {
        let on = work.booked_on.or(work.starts);
        work.stage.is_won() && on.is_some_and(|on| year.holds(on.into()))
    };
    let wins = closed.iter().filter(won_in).count();
    (wins > 0).then(|| rounded(i128::from(minutes_in(book, year)), wins as i128) as i64)
}
