//! Days to cells and back. Every column has the same width, so a cell is found by sums alone, however far away it lies.

use chrono::{Datelike, Days, Months, NaiveDate};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// A week of a cell a day, Monday first; the weekend has cells only where it is worked.
    Weeks {
        /// Whether Saturday and Sunday have cells.
        weekends: bool,
    },
    /// A month, its days in proportion.
    Months,
    /// A quarter of a calendar year, its days in proportion.
    Quarters,
}

/// Cells of a month or a quarter.
const WIDE: u16 = 6;

impl Scale {
    /// Cells of a column.
    #[must_use]
    pub fn width(self) -> u16 {
        match self {
            Scale::Weeks { weekends: false } => 5,
            Scale::Weeks { weekends: true } => 7,
            Scale::Months | Scale::Quarters => WIDE,
        }
    }

    /// Months of a column.
    fn months(self) -> i64 {
        match self {
            Scale::Weeks { .. } => 0,
            Scale::Months => 1,
            Scale::Quarters => 3,
        }
    }

    /// The number of the column a day lies in, counted from long ago.
    fn column(self, day: NaiveDate) -> i64 {
        match self.months() {
            // Day 1 was a Monday.
            0 => (i64::from(day.num_days_from_ce()) - 1).div_euclid(7),
            months => (i64::from(day.year()) * 12 + i64::from(day.month0())).div_euclid(months),
        }
    }

    /// The first day of a column; the last day there can be where it lies beyond.
    fn start(self, column: i64) -> NaiveDate {
        let day = match self.months() {
            0 => i32::try_from(column.saturating_mul(7).saturating_add(1)).ok().and_then(NaiveDate::from_num_days_from_ce_opt),
            months => {
                let month = column.saturating_mul(months);
                let year = i32::try_from(month.div_euclid(12)).ok();
                year.and_then(|year| NaiveDate::from_ymd_opt(year, month.rem_euclid(12) as u32 + 1, 1))
            }
        };
        day.unwrap_or(if column < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
    }

    /// The first day of the column a day lies in.
    #[must_use]
    pub fn start_of(self, day: NaiveDate) -> NaiveDate {
        self.start(self.column(day))
    }

    /// The first day of the column `by` columns further.
    #[must_use]
    pub fn stepped(self, day: NaiveDate, by: i64) -> NaiveDate {
        self.start(self.column(day).saturating_add(by))
    }

    /// The cell of a day, counted from long ago. A weekend without cells lies in Friday's.
    fn cell(self, day: NaiveDate) -> i64 {
        let (column, width) = (self.column(day), i64::from(self.width()));
        let within = match self {
            Scale::Weeks { .. } => i64::from(day.weekday().num_days_from_monday()).min(width - 1),
            Scale::Months | Scale::Quarters => {
                let (from, to) = (self.start(column), self.start(column + 1));
                let (past, all) = ((day - from).num_days(), (to - from).num_days().max(1));
                (past * width / all).min(width - 1)
            }
        };
        column * width + within
    }

    /// The first and last cell of some days. Where the weekend has no cells a start on it waits for Monday, unless the
    /// end comes before that.
    fn cells(self, from: NaiveDate, to: NaiveDate) -> (i64, i64) {
        let is_weekend = from.weekday().num_days_from_monday() >= 5;
        let monday = from.checked_add_days(Days::new(7 - u64::from(from.weekday().num_days_from_monday())));
        let begins = match (self, monday) {
            (Scale::Weeks { weekends: false }, Some(monday)) if is_weekend && monday <= to => monday,
            _ => from,
        };
        (self.cell(begins), self.cell(to.max(begins)))
    }
}

/// The cells of a span in sight, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first cell.
    pub from: u16,
    /// The last cell.
    pub to: u16,
    /// Whether it began before the first cell in sight.
    pub goes_back: bool,
    /// Whether it goes on behind the last cell in sight, or without an end.
    pub goes_on: bool,
}

impl Span {
    /// How many cells.
    #[must_use]
    pub fn width(self) -> u16 {
        self.to - self.from + 1
    }
}

/// Where a span lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Over before the first cell in sight.
    Before,
    /// In sight, at least in part.
    Within(Span),
    /// Not begun by the last cell in sight.
    After,
}

/// The columns in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Axis {
    scale: Scale,
    first: NaiveDate,
    columns: u16,
}

impl Axis {
    /// As many columns as `cells` hold, from the one a day lies in on.
    #[must_use]
    pub fn new(scale: Scale, day: NaiveDate, cells: u16) -> Axis {
        Axis { scale, first: scale.start_of(day), columns: cells / scale.width() }
    }

    /// What a column holds.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// How many columns are in sight.
    #[must_use]
    pub fn columns(&self) -> u16 {
        self.columns
    }

    /// How many cells they take.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.columns * self.scale.width()
    }

    /// The first day of a column.
    #[must_use]
    pub fn start(&self, column: u16) -> NaiveDate {
        self.scale.stepped(self.first, i64::from(column))
    }

    /// The last day in sight.
    #[must_use]
    pub fn last(&self) -> NaiveDate {
        let behind = self.start(self.columns.max(1));
        behind.pred_opt().unwrap_or(behind)
    }

    /// The column a day lies in, where it is in sight.
    #[must_use]
    pub fn column(&self, day: NaiveDate) -> Option<u16> {
        let column = self.scale.column(day) - self.scale.column(self.first);
        u16::try_from(column).ok().filter(|column| *column < self.columns)
    }

    /// The cell of a day, where it is in sight.
    #[must_use]
    pub fn cell(&self, day: NaiveDate) -> Option<u16> {
        let cell = self.scale.cell(day) - self.zero();
        u16::try_from(cell).ok().filter(|cell| *cell < self.width())
    }

    /// The first day of a cell.
    #[must_use]
    pub fn day(&self, cell: u16) -> NaiveDate {
        let width = self.scale.width();
        let (start, within) = (self.start(cell / width), i64::from(cell % width));
        let past = match self.scale {
            Scale::Weeks { .. } => within,
            Scale::Months | Scale::Quarters => {
                let all = (self.start(cell / width + 1) - start).num_days();
                (within * all + i64::from(width) - 1) / i64::from(width)
            }
        };
        start.checked_add_days(Days::new(past.unsigned_abs())).unwrap_or(start)
    }

    /// Where the days from one to another lie; without a last one they go on.
    #[must_use]
    pub fn place(&self, from: NaiveDate, to: Option<NaiveDate>) -> Place {
        let (begins, ends) = if let Some(to) = to {
            self.scale.cells(from, to.max(from))
        } else {
            // An end beyond what can be seen: the start alone matters.
            let late = from.checked_add_months(Months::new(1)).unwrap_or(from);
            (self.scale.cells(from, late).0, i64::MAX)
        };
        let (begins, ends) = (begins - self.zero(), ends.saturating_sub(self.zero()));
        let last = i64::from(self.width()) - 1;
        if ends < 0 || last < 0 {
            return Place::Before;
        }
        if begins > last {
            return Place::After;
        }
        Place::Within(Span { from: begins.max(0) as u16, to: ends.min(last) as u16, goes_back: begins < 0, goes_on: ends > last })
    }

    fn zero(self) -> i64 {
        self.scale.column(self.first) * i64::from(self.scale.width())
    }
}
