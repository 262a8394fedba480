//! What stands above the columns: months over the days their weeks begin on, years over months and quarters.

use chrono::{Datelike, NaiveDate};

use super::{Axis, Scale};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The month or the year, where it is another than above the column before.
    pub upper: Option<String>,
    /// The day, the month or the quarter.
    pub lower: String,
}

/// The headings of all columns in sight.
#[must_use]
pub fn headings(axis: Axis) -> Vec<Heading> {
    let mut before: Option<NaiveDate> = None;
    (0..axis.columns())
        .map(|column| {
            let start = axis.start(column);
            let heading = heading(axis.scale(), start, before);
            before = Some(start);
            heading
        })
        .collect()
}

fn heading(scale: Scale, start: NaiveDate, before: Option<NaiveDate>) -> Heading {
    let same_year = before.is_some_and(|before| before.year() == start.year());
    let same_month = same_year && before.is_some_and(|before| before.month() == start.month());
    let month = MONTHS[start.month0() as usize];
    match scale {
        Scale::Weeks { .. } => Heading { upper: (!same_month).then(|| month.to_owned()), lower: format!("{:>2}", start.day()) },
        Scale::Months => Heading { upper: (!same_year).then(|| start.year().to_string()), lower: month.to_owned() },
        Scale::Quarters => {
            let lower = format!("Q{}", start.month0() / 3 + 1);
            Heading { upper: (!same_year).then(|| start.year().to_string()), lower }
        }
    }
}
