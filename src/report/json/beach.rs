//! The section `beach`: the weeks ahead as data. Odds are percentages, days decimals.
//!
//! The figures are those of [`crate::report::beach`]; the other sections are written by [`super`].

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::beach::{TABLE, Until, Week};
use crate::domain::money::counted;
use crate::report::beach::Ahead;

#[derive(Serialize)]
pub(super) struct Beach {
    days_until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    starts: Option<NaiveDate>,
    outreach_by: Option<NaiveDate>,
    weeks: Vec<WeekAhead>,
    first_empty: Vec<FirstEmpty>,
    none_odds: f64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    odds_drawn: bool,
}

#[derive(Serialize)]
struct WeekAhead {
    monday: NaiveDate,
    capacity: f64,
    booked: f64,
    expected: f64,
    /// None without capacity.
    empty_odds: Option<f64>,
    state: &'static str,
}

#[derive(Serialize)]
struct FirstEmpty {
    monday: NaiveDate,
    odds: f64,
}

/// Odds of 0 to 1 as a percentage at six decimals.
pub(super) fn percentage(odds: f64) -> f64 {
    (odds * 1e8).round() / 1e6
}

impl Beach {
    pub(super) fn of(ahead: &Ahead) -> Beach {
        let beach = &ahead.beach;
        let (days_until, reason) = match beach.until {
            Until::In { days, .. } => (Some(days), None),
            Until::OnIt { days, .. } => {
                (Some(0), Some(format!("on the beach for {}", counted(days.unsigned_abs(), "day", "days"))))
            }
            Until::NothingBooked => (Some(0), Some("nothing booked yet".to_owned())),
            Until::Beyond => (None, Some("booked for the next 26 weeks".to_owned())),
        };
        Beach {
            days_until,
            reason,
            starts: beach.until.starts(),
            outreach_by: beach.outreach.map(|outreach| outreach.by),
            weeks: beach.ahead().skip(1).take(TABLE).map(|week| WeekAhead::of(&week)).collect(),
            first_empty: beach
                .first_empty
                .weeks
                .iter()
                .map(|(monday, odds)| FirstEmpty { monday: *monday, odds: percentage(*odds) })
                .collect(),
            none_odds: percentage(beach.first_empty.none),
            odds_drawn: beach.first_empty.is_drawn,
        }
    }
}

impl WeekAhead {
    fn of(week: &Week) -> WeekAhead {
        WeekAhead {
            monday: week.monday,
            capacity: week.capacity.ratio().six_decimals(1),
            booked: week.booked.ratio().six_decimals(1),
            expected: week.expected.ratio().six_decimals(1),
            empty_odds: week.empty_odds.map(percentage),
            state: week.state.word(),
        }
    }
}
