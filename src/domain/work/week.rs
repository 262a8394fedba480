//! The days a team has in a week that is not like the others.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::id::CapacityWeekId;
use crate::domain::record::{Field, Shape, Sound, Wrong, record};
use crate::domain::settings::Hundredths;
use crate::domain::text::Line;

record! {
    /// So many days in one week, whatever the settings and days off come to.
    CapacityWeek, CapacityWeekId {
        /// The Monday the week begins on: weeks are keyed by it, never by their number.
        monday: NaiveDate = Field::new("Week of", Shape::Date { ahead: true }).needed().hint("a Monday");
        /// The days the team has.
        days: Hundredths = Field::new("Days", Shape::Days { most: 1_000 }).needed().hint("0: nobody works that week");
        /// Why.
        note: Option<Line> = Field::new("Why", Shape::Line).hint("a fair, a child's first week at school");
        /// Back to what the settings say.
        archived: bool = Field::new("Archived", Shape::Flag("the settings count again")).ours();
    }
}

/// The Monday of the week a day lies in.
#[must_use]
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

impl Sound for CapacityWeek {
    fn check(&self) -> Result<(), Wrong> {
        if self.monday.weekday() == chrono::Weekday::Mon {
            return Ok(());
        }
        let meant = crate::domain::period::spoken(monday(self.monday));
        Err(Wrong::at("monday", format!("A week begins on its Monday. That one is {meant}.")))
    }
}
