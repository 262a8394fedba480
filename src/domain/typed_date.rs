//! Dates and lengths of time as an owner types them: forgiving of form, and asking where two readings are possible.
//!
//! Only forms read by this; dates of files are `import`'s, which looks at a whole column at once. Amounts are
//! [`super::typed`]'s.

use chrono::{Datelike, Days, NaiveDate};

use super::period::{FiscalStart, Quarter, earliest, latest, month_end, spoken};
use super::settings::Problem;
use super::text::shown;

/// Where a date without a year lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// Today or earlier: since when somebody is a customer.
    Past,
    /// Today or later: when something is due.
    Coming,
}

/// What a date is read by.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// The day it is.
    pub today: NaiveDate,
    /// Where the firm's year starts, for quarters.
    pub year_start: FiscalStart,
    /// Where a date without a year lies.
    pub lean: Lean,
}

/// The months by name.
pub const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// The most days a length of time may have: ten years.
const LONGEST_DAYS: u32 = 3650;

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A month by name, 1 to 12.
    Month(u32),
    /// A number of one or two digits.
    Short(u32),
    /// A number of four digits.
    Year(i32),
}

/// A date as an owner types it: `31/12`, `31 Dec 2019`, `March 2019`, `2019-03`, `today`, `Q2`. A month means its first
/// day, a year its first, a quarter of the firm's year its first.
pub fn typed_date(typed: &str, calendar: Calendar) -> Result<NaiveDate, Problem> {
    let text = typed.trim().to_lowercase();
    let no_date = || Problem(format!("\"{}\" is not a date. Try 31 Dec 2019", shown(typed, 30)));
    let today = calendar.today;
    let date = match text.as_str() {
        "today" | "now" => Some(today),
        "tomorrow" => today.checked_add_days(Days::new(1)),
        "yesterday" => today.checked_sub_days(Days::new(1)),
        _ => None,
    };
    let date = match date.or_else(|| quarter(&text, calendar)) {
        Some(date) => date,
        None => from_pieces(&pieces(&text).ok_or_else(no_date)?, text.contains('.'), calendar, &no_date)?,
    };
    if date < earliest() || date > latest() {
        return Err(Problem("The year must be from 1900 to 2999".to_owned()));
    }
    Ok(date)
}

/// `Q2`, `Q2 2020`, `2020Q2`: its first day.
fn quarter(text: &str, calendar: Calendar) -> Option<NaiveDate> {
    let (before, behind) = text.split_once('q')?;
    let number = behind.chars().next()?.to_digit(10).filter(|number| (1..=4).contains(number))?;
    let between = |piece: char| piece.is_whitespace() || matches!(piece, '-' | '/' | '.' | ',');
    let year = match (before.trim_matches(between), behind[1..].trim_matches(between)) {
        ("", "") => None,
        (year, "") | ("", year) if year.len() == 4 => Some(year.parse().ok()?),
        _ => return None,
    };
    let first = |year| Quarter { year, number }.window(calendar.year_start).from;
    let this = Quarter::of(calendar.today, calendar.year_start).year;
    Some(match year {
        Some(year) => first(year),
        None => first(leaning(this, calendar, |year| Some(first(year)))),
    })
}

/// Numbers and month names; `None` where there is anything else.
fn pieces(text: &str) -> Option<Vec<Piece>> {
    let mut words: Vec<String> = vec![String::new()];
    for letter in text.chars() {
        let last = words.last()?.chars().next_back();
        let turns = last.is_some_and(|last| last.is_ascii_digit() != letter.is_ascii_digit());
        if letter.is_whitespace() || matches!(letter, '/' | '-' | '.' | ',') {
            words.push(String::new());
        } else if turns {
            words.push(letter.to_string());
        } else {
            words.last_mut()?.push(letter);
        }
    }
    words.retain(|word| !word.is_empty());
    let mut pieces = Vec::new();
    for word in &words {
        let after_a_day = matches!(pieces.last(), Some(Piece::Short(_)));
        match (word.len(), word.parse::<u32>()) {
            (1..=2, Ok(number)) => pieces.push(Piece::Short(number)),
            (4, Ok(number)) => pieces.push(Piece::Year(number as i32)),
            // 20190331, as computers write it.
            (8, Ok(number)) if words.len() == 1 => {
                let year = Piece::Year((number / 10_000) as i32);
                return Some(vec![year, Piece::Short(number / 100 % 100), Piece::Short(number % 100)]);
            }
            (2, Err(_)) if after_a_day && matches!(word.as_str(), "st" | "nd" | "rd" | "th") => {}
            (2, Err(_)) if word == "of" => {}
            (3.., Err(_)) => pieces.push(Piece::Month(month(word)?)),
            _ => return None,
        }
    }
    (!pieces.is_empty()).then_some(pieces)
}

fn month(word: &str) -> Option<u32> {
    let word = if word == "sept" { "sep" } else { word };
    MONTHS.iter().position(|name| name.to_lowercase().starts_with(word)).map(|at| at as u32 + 1)
}

fn from_pieces(pieces: &[Piece], dotted: bool, calendar: Calendar, no_date: &impl Fn() -> Problem) -> Result<NaiveDate, Problem> {
    use Piece::{Month, Short, Year};
    let two = |short: u32| century(short, calendar.today);
    let (day, month, year) = match *pieces {
        [Month(month)] => (1, month, None),
        [Year(year)] => (1, 1, Some(year)),
        [Month(month) | Short(month), Year(year)] | [Year(year), Month(month) | Short(month)] => (1, month, Some(year)),
        [Short(day), Month(month)] | [Month(month), Short(day)] => (day, month, None),
        [Short(day), Month(month), Year(year)]
        | [Month(month), Short(day), Year(year)]
        | [Year(year), Month(month) | Short(month), Short(day)] => (day, month, Some(year)),
        [Short(day), Month(month), Short(year)] | [Month(month), Short(day), Short(year)] => (day, month, Some(two(year))),
        [Short(a), Short(b)] => day_and_month((a, b), dotted, None, no_date)?,
        [Short(a), Short(b), Year(year)] => day_and_month((a, b), dotted, Some(year), no_date)?,
        [Short(a), Short(b), Short(year)] => day_and_month((a, b), dotted, Some(two(year)), no_date)?,
        _ => return Err(no_date()),
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return Err(no_date());
    }
    let of_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    let year = year.unwrap_or_else(|| leaning(calendar.today.year(), calendar, of_year));
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| too_long(month, year).unwrap_or_else(no_date))
}

/// Two short numbers: whichever is over 12 is the day; between dots the day comes first; else the owner is asked.
fn day_and_month(
    (a, b): (u32, u32),
    dotted: bool,
    year: Option<i32>,
    no_date: &impl Fn() -> Problem,
) -> Result<(u32, u32, Option<i32>), Problem> {
    match (a, b) {
        (13.., 13..) | (0, _) | (_, 0) => Err(no_date()),
        (_, 13..) => Ok((b, a, year)),
        (13.., _) => Ok((a, b, year)),
        _ if dotted || a == b => Ok((a, b, year)),
        _ => {
            let [first, second] = [a, b].map(|month| MONTHS[month as usize - 1]);
            let year = year.map(|year| format!(" {year}")).unwrap_or_default();
            Err(Problem(format!("{a} {second} or {b} {first}? Write {a} {}{year} or {b} {}{year}", &second[..3], &first[..3])))
        }
    }
}

/// `19` as an owner means it: up to twenty years ahead, else of the century before.
fn century(short: u32, today: NaiveDate) -> i32 {
    let near = today.year() - today.year() % 100 + short as i32;
    if near > today.year() + 20 { near - 100 } else { near }
}

/// The year a date without one lies in: this one, or the one next to it on the side it leans to.
fn leaning(this: i32, calendar: Calendar, date: impl Fn(i32) -> Option<NaiveDate>) -> i32 {
    let (nearest, farther) = match calendar.lean {
        Lean::Past => (date(this).is_none_or(|date| date <= calendar.today), this - 1),
        Lean::Coming => (date(this).is_none_or(|date| date >= calendar.today), this + 1),
    };
    if nearest { this } else { farther }
}

/// `February 2019 has 28 days. Try 28 Feb 2019`.
fn too_long(month: u32, year: i32) -> Option<Problem> {
    let last = month_end(NaiveDate::from_ymd_opt(year, month, 1)?);
    let name = MONTHS[month as usize - 1];
    Some(Problem(format!("{name} {year} has {} days. Try {}", last.day(), spoken(last))))
}

/// A length of time in days: `30`, `30 days`, `2 weeks`, `1 month` (30 days), `1 year` (365).
pub fn typed_days(typed: &str) -> Result<u32, Problem> {
    let text = typed.trim().to_lowercase();
    let wrong = || Problem(format!("\"{}\" is not a length of time. Try 30 days or 1 month", shown(typed, 30)));
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let number: u32 = match &text[..digits] {
        "" => return Err(wrong()),
        number => number.parse().map_err(|_| wrong())?,
    };
    let unit = match text[digits..].trim() {
        "" | "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "m" | "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return Err(wrong()),
    };
    let days = number.checked_mul(unit).filter(|days| *days <= LONGEST_DAYS);
    days.ok_or_else(|| Problem(format!("That is longer than ten years. The most is {LONGEST_DAYS} days")))
}

/// A length of time as an owner reads it: `1 day`, `30 days`.
#[must_use]
pub fn days_shown(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, lean: Lean) -> Result<String, String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let calendar = Calendar { today, year_start: FiscalStart::new(4).unwrap(), lean };
        typed_date(typed, calendar).map(|date| date.to_string()).map_err(|problem| problem.0)
    }

    #[test]
    fn dates_are_read_in_whatever_form_they_come() {
        for (typed, expected) in [
            ("2019-03-31", "2019-03-31"),
            ("2019/3/5", "2019-03-05"),
            ("20190331", "2019-03-31"),
            ("2019-03", "2019-03-01"),
            ("03/2019", "2019-03-01"),
            ("2019", "2019-01-01"),
            ("March 2019", "2019-03-01"),
            ("2019 mar", "2019-03-01"),
            ("31 Dec 2019", "2019-12-31"),
            ("Dec 31, 2019", "2019-12-31"),
            ("3rd of Sept 2019", "2019-09-03"),
            ("31dec2019", "2019-12-31"),
            ("31.12.2019", "2019-12-31"),
            ("3.4.2019", "2019-04-03"),
            ("12/31/2019", "2019-12-31"),
            ("31/12/19", "2019-12-31"),
            ("31/12/46", "2046-12-31"),
            ("31/12/47", "1947-12-31"),
            ("5/5", "2026-05-05"),
            ("29 feb 2020", "2020-02-29"),
            ("today", "2026-11-18"),
            ("Yesterday", "2026-11-17"),
            ("tomorrow ", "2026-11-19"),
            // The firm's year starts in April: its second quarter begins in July.
            ("Q2", "2026-07-01"),
            ("q4 2019", "2020-01-01"),
            ("2019Q1", "2019-04-01"),
        ] {
            assert_eq!(read(typed, Lean::Past).as_deref(), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_the_nearest_on_its_side() {
        let both = |typed| [Lean::Past, Lean::Coming].map(|lean| read(typed, lean).unwrap());
        assert_eq!(both("31/12"), ["2025-12-31", "2026-12-31"]);
        assert_eq!(both("1 March"), ["2026-03-01", "2027-03-01"]);
        assert_eq!(both("18 Nov"), ["2026-11-18", "2026-11-18"]);
        // The fourth quarter of the year that began in April 2026 lies in 2027.
        assert_eq!(both("Q4"), ["2026-01-01", "2027-01-01"]);
        assert_eq!(both("Q1"), ["2026-04-01", "2027-04-01"]);
    }

    #[test]
    fn a_date_that_is_none_says_what_would_be_one() {
        let wrong = |typed| read(typed, Lean::Past).unwrap_err();
        assert_eq!(wrong("31 Feb 2019"), "February 2019 has 28 days. Try 28 Feb 2019");
        assert_eq!(wrong("31/6/2020"), "June 2020 has 30 days. Try 30 Jun 2020");
        assert_eq!(wrong("3/4"), "3 April or 4 March? Write 3 Apr or 4 Mar");
        assert_eq!(wrong("03-04-2019"), "3 April or 4 March? Write 3 Apr 2019 or 4 Mar 2019");
        assert_eq!(wrong("soon"), "\"soon\" is not a date. Try 31 Dec 2019");
        assert_eq!(wrong("1 Jan 1850"), "The year must be from 1900 to 2999");
        for typed in ["", "32/13", "0/5", "13/13", "2019-13-01", "5", "1 2 3 4", "Q5", "ma", "31 Dec 201", "1q", "99999999", "é"] {
            assert!(read(typed, Lean::Past).is_err(), "{typed}");
        }
    }

    #[test]
    fn lengths_of_time_are_days() {
        let days = |typed| typed_days(typed).map_err(|problem| problem.0);
        for (typed, expected) in
            [("30", 30), ("30 days", 30), ("1 day", 1), ("2 weeks", 14), ("1 month", 30), ("3m", 90), ("1 Year", 365), ("0", 0)]
        {
            assert_eq!(days(typed), Ok(expected), "{typed}");
        }
        assert_eq!(days("soon").unwrap_err(), "\"soon\" is not a length of time. Try 30 days or 1 month");
        assert_eq!(days("11 years").unwrap_err(), "That is longer than ten years. The most is 3650 days");
        assert!(["", "-3", "1.5 months", "99999999999"].into_iter().all(|typed| days(typed).is_err()));
        assert_eq!([1, 30].map(days_shown), ["1 day", "30 days"]);
    }
}
