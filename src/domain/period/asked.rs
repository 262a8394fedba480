//! The period the figures are asked for, how it is typed and said, and the list to choose from.
//!
//! What days a quarter or the last months are is the business of [`super`].

use std::fmt;

use chrono::NaiveDate;

use super::{FiscalStart, Quarter, Window, day_before, months_after, year_start};

/// What an owner may ask the figures for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// The last 1, 3 or 12 months up to today.
    Months(u32),
    /// Everything up to today.
    All,
    /// A year, fiscal where the firm's year does not start in January.
    Year(i32),
    /// A quarter, fiscal likewise.
    Quarter(Quarter),
    /// A calendar year, whenever the firm's starts.
    CalendarYear(i32),
    /// A calendar quarter likewise.
    CalendarQuarter(Quarter),
}

impl Period {
    /// The last twelve months, the period of every figure unless asked otherwise.
    pub const YEAR_TO_DATE: Period = Period::Months(12);

    /// Reads `12m`, `3m`, `1m`, `all`, `2026` or `2026Q3`; `cal2026` and `cal2026Q3` for calendar years and quarters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim().to_ascii_lowercase();
        match text.as_str() {
            "all" => return Some(Period::All),
            "12m" => return Some(Period::Months(12)),
            "3m" => return Some(Period::Months(3)),
            "1m" => return Some(Period::Months(1)),
            _ => {}
        }
        let (text, calendar) = text.strip_prefix("cal").map_or((text.as_str(), false), |rest| (rest, true));
        let (year, quarter) = text.split_once('q').map_or((text, None), |(year, quarter)| (year, Some(quarter)));
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year: i32 = year.parse().ok().filter(|year| (1900..=2999).contains(year))?;
        let quarter = match quarter {
            None => None,
            Some(number @ ("1" | "2" | "3" | "4")) => Some(Quarter { year, number: number.parse().ok()? }),
            Some(_) => return None,
        };
        Some(match (quarter, calendar) {
            (None, false) => Period::Year(year),
            (None, true) => Period::CalendarYear(year),
            (Some(quarter), false) => Period::Quarter(quarter),
            (Some(quarter), true) => Period::CalendarQuarter(quarter),
        })
    }

    /// The days meant, never past `as_of`: a year or quarter still running ends today. `All` starts on the earliest
    /// day a book may hold; [`crate::domain::figures`] narrows it to the first document.
    #[must_use]
    pub fn window(self, as_of: NaiveDate, start: FiscalStart) -> Window {
        let whole = match self {
            Period::Months(months) => Window::last_months(as_of, months),
            Period::All => Window::up_to(as_of),
            Period::Year(year) => whole_year(year, start),
            Period::CalendarYear(year) => whole_year(year, FiscalStart::default()),
            Period::Quarter(quarter) => quarter.window(start),
            Period::CalendarQuarter(quarter) => quarter.window(FiscalStart::default()),
        };
        Window { to: whole.to.min(as_of), ..whole }
    }

    /// The period in words: `last 12 months`, `all years`, `fiscal year 2026`, `2026 Q3`; a calendar year is called one only
    /// where the firm's own year is another.
    #[must_use]
    pub fn words(self, start: FiscalStart) -> String {
        let (fiscal, calendar) = if start.is_calendar() { ("", "") } else { ("fiscal ", "calendar ") };
        match self {
            Period::Months(1) => "last month".to_owned(),
            Period::Months(months) => format!("last {months} months"),
            Period::All => "all years".to_owned(),
            Period::Year(year) | Period::CalendarYear(year) if start.is_calendar() => year.to_string(),
            Period::Year(year) => format!("fiscal year {year}"),
            Period::CalendarYear(year) => format!("calendar year {year}"),
            Period::Quarter(quarter) => format!("{fiscal}{} Q{}", quarter.year, quarter.number),
            Period::CalendarQuarter(quarter) => format!("{calendar}{} Q{}", quarter.year, quarter.number),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Months(months) => write!(f, "{months}m"),
            Period::All => f.write_str("all"),
            Period::Year(year) => write!(f, "{year}"),
            Period::Quarter(quarter) => quarter.fmt(f),
            Period::CalendarYear(year) => write!(f, "cal{year}"),
            Period::CalendarQuarter(quarter) => write!(f, "cal{quarter}"),
        }
    }
}

fn whole_year(year: i32, start: FiscalStart) -> Window {
    let from = year_start(year, start);
    Window { from, to: day_before(months_after(from, 12)) }
}

/// Quarters past, beside the running one, that are offered.
const PAST_QUARTERS: usize = 8;

/// The periods to choose from, nearest first: the last months and all years; the running quarter and those before it; the
/// years back to the first document. A firm whose year does not start in January is offered its own quarters and years,
/// each list followed by the calendar's. Nothing is offered that ended before the first document.
#[must_use]
pub fn choices(today: NaiveDate, start: FiscalStart, first_document: Option<NaiveDate>) -> Vec<Period> {
    let calendar = FiscalStart::default();
    let first = first_document.map_or(today, |first| first.min(today));
    let quarters = |start: FiscalStart, period: fn(Quarter) -> Period| {
        let running = Quarter::of(today, start);
        let back = std::iter::successors(Some(running), |quarter| Some(quarter.before()));
        back.take(PAST_QUARTERS + 1).take_while(move |quarter| quarter.window(start).to >= first).map(period)
    };
    let years = |start: FiscalStart, period: fn(i32) -> Period| {
        let [oldest, running] = [first, today].map(|day| Quarter::of(day, start).year);
        (oldest..=running).rev().map(period)
    };
    let mut all = vec![Period::Months(12), Period::Months(3), Period::Months(1), Period::All];
    all.extend(quarters(start, Period::Quarter));
    if !start.is_calendar() {
        all.extend(quarters(calendar, Period::CalendarQuarter));
    }
    all.extend(years(start, Period::Year));
    if !start.is_calendar() {
        all.extend(years(calendar, Period::CalendarYear));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn typed(today: &str, month: u32, first: Option<&str>) -> Vec<String> {
        let choices = choices(date(today), FiscalStart::new(month).unwrap(), first.map(date));
        choices.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn periods_are_read_and_written() {
        for text in ["12m", "3m", "1m", "all", "2026", "2026Q3", "cal2026", "cal2026Q3"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        for wrong in
            ["", "2m", "26", "2026Q5", "cal", "cal26", "cal2026Q5", "calall", "cal12m", "2026Q", "Q3", "20266", "yesterday"]
        {
            assert_eq!(Period::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_running_year_ends_today() {
        let window = Period::Year(2026).window(date("2026-11-22"), FiscalStart::default());
        assert_eq!(window, Window { from: date("2026-01-01"), to: date("2026-11-22") });
    }

    #[test]
    fn a_calendar_quarter_is_not_the_firms_own() {
        let april = FiscalStart::new(4).unwrap();
        let today = date("2026-11-22");
        let window = |typed: &str, start| Period::parse(typed).unwrap().window(today, start);
        assert_eq!(window("2026Q1", april), Window { from: date("2026-04-01"), to: date("2026-06-30") });
        assert_eq!(window("cal2026Q1", april), Window { from: date("2026-01-01"), to: date("2026-03-31") });
        assert_eq!(window("cal2025", april), Window { from: date("2025-01-01"), to: date("2025-12-31") });
        assert_eq!(window("cal2026Q3", FiscalStart::default()), window("2026Q3", FiscalStart::default()));
        let words = |typed: &str, start| Period::parse(typed).unwrap().words(start);
        assert_eq!(
            ["2026", "2026Q1", "cal2026", "cal2026Q1"].map(|typed| words(typed, april)),
            ["fiscal year 2026", "fiscal 2026 Q1", "calendar year 2026", "calendar 2026 Q1"]
        );
        assert_eq!(["cal2026", "cal2026Q1"].map(|typed| words(typed, FiscalStart::default())), ["2026", "2026 Q1"]);
    }

    #[test]
    fn a_calendar_firm_chooses_quarters_then_years() {
        assert_eq!(
            typed("2026-11-22", 1, Some("2024-02-10")),
            [
                "12m", "3m", "1m", "all", "2026Q4", "2026Q3", "2026Q2", "2026Q1", "2025Q4", "2025Q3", "2025Q2", "2025Q1", "2024Q4",
                "2026", "2025", "2024"
            ]
        );
    }

    #[test]
    fn a_firm_with_its_own_year_is_offered_both() {
        // From April: 22 November 2026 lies in the third quarter of 2026; 1 May 2026 in its first, and in the calendar's second.
        assert_eq!(
            typed("2026-11-22", 4, Some("2026-05-01")),
            ["12m", "3m", "1m", "all", "2026Q3", "2026Q2", "2026Q1", "cal2026Q4", "cal2026Q3", "cal2026Q2", "2026", "cal2026"]
        );
    }

    #[test]
    fn a_book_without_documents_offers_the_running_ones() {
        assert_eq!(typed("2026-11-22", 1, None), ["12m", "3m", "1m", "all", "2026Q4", "2026"]);
        assert_eq!(typed("2026-11-22", 1, Some("2027-05-01")), typed("2026-11-22", 1, None));
    }
}
