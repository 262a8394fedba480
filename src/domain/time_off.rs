//! Days off as an owner types and reads them: `25 Dec`, `24 Dec to 1 Jan`, `31 Dec half`.
//!
//! Days and their years are read by [`super::typed_date`]; what the book and `keepnet set` hold is `settings`' own form.

use chrono::NaiveDate;

use super::period::spoken;
use super::settings::{Problem, TimeOff};
use super::text::shown;
use super::typed_date::{Calendar, Lean, typed_date};

/// What parts the first day of a span from its last.
const BETWEEN: [&str; 5] = ["..", " to ", " until ", " – ", " - "];

/// Days off, parted by commas or semicolons, in their order without doubles. A day without a year is the coming one, the
/// last day of a span the first such day after its first.
pub fn typed_time_off(typed: &str, calendar: Calendar) -> Result<Vec<TimeOff>, Problem> {
    let pieces = typed.split([',', ';']).map(str::trim).filter(|piece| !piece.is_empty());
    let mut all = pieces.map(|piece| span(piece, calendar)).collect::<Result<Vec<_>, _>>()?;
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn span(piece: &str, calendar: Calendar) -> Result<TimeOff, Problem> {
    let lower = piece.to_lowercase();
    let (text, half) = match lower.strip_suffix("half") {
        Some(rest) => (rest.trim(), true),
        None => (lower.as_str(), false),
    };
    let parted = BETWEEN.iter().find_map(|between| text.split_once(between));
    let (first, last) = parted.unwrap_or((text, text));
    let from = day(first, Calendar { lean: Lean::Coming, ..calendar })?;
    let to = if parted.is_some() { day(last, Calendar { lean: Lean::Coming, today: from, ..calendar })? } else { from };
    if to < from {
        return Err(Problem(format!("\"{}\" ends before it begins. Turn the two days around", shown(piece, 40))));
    }
    Ok(TimeOff { from, to, half })
}

/// A day: a month or a year alone is none.
fn day(text: &str, calendar: Calendar) -> Result<NaiveDate, Problem> {
    let text = text.trim();
    let numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|number| !number.is_empty());
    let days = numbers.clone().filter(|number| number.len() <= 2).count();
    let is_whole = numbers.clone().count() >= 3 || text.len() == 8 && numbers.clone().any(|number| number.len() == 8);
    let has_day = is_whole || days >= 2 || days == 1 && text.contains(char::is_alphabetic) && !text.starts_with('q');
    if !has_day && !matches!(text, "today" | "tomorrow") {
        return Err(Problem(format!("Which day is \"{}\"? Write it like 25 Dec", shown(text, 30))));
    }
    typed_date(text, calendar)
}

/// `25 Dec 2026, 28 Dec 2026 to 1 Jan 2027, 31 Mar 2027 half`: it can be typed back.
#[must_use]
pub fn time_off_shown(all: &[TimeOff]) -> String {
    let one = |off: &TimeOff| {
        let to = if off.to == off.from { String::new() } else { format!(" to {}", spoken(off.to)) };
        format!("{}{to}{}", spoken(off.from), if off.half { " half" } else { "" })
    };
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::period::FiscalStart;

    fn read(typed: &str) -> Result<String, String> {
        let calendar = Calendar { today: "2026-11-22".parse().unwrap(), year_start: FiscalStart::default(), lean: Lean::Past };
        let read = typed_time_off(typed, calendar).map_err(|problem| problem.0)?;
        assert_eq!(typed_time_off(&time_off_shown(&read), calendar).unwrap(), read, "{typed}");
        Ok(read.iter().map(TimeOff::to_string).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn days_off_are_read_as_one_says_them() {
        for (typed, expected) in [
            ("25 Dec", "2026-12-25"),
            ("Dec 25; 1 jan", "2026-12-25,2027-01-01"),
            ("24 Dec to 1 Jan", "2026-12-24..2027-01-01"),
            ("24 Dec – 1 Jan, 22 Nov", "2026-11-22,2026-12-24..2027-01-01"),
            ("31 Dec half", "2026-12-31 half"),
            ("2026-12-25,2026-12-28..2027-01-01", "2026-12-25,2026-12-28..2027-01-01"),
            ("2026-12-24 half, 2026-12-24 half", "2026-12-24 half"),
            ("25/12/2026", "2026-12-25"),
            ("31/12, 20261225", "2026-12-25,2026-12-31"),
            ("tomorrow", "2026-11-23"),
            ("", ""),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_says_so() {
        for (typed, said) in [
            ("Dec", "Which day is \"dec\"? Write it like 25 Dec"),
            ("Dec 25, 2026", "Which day is \"2026\"? Write it like 25 Dec"),
            ("Q4", "Which day is \"q4\"? Write it like 25 Dec"),
            ("2026-12", "Which day is \"2026-12\"? Write it like 25 Dec"),
            ("31 Feb 2027", "February 2027 has 28 days. Try 28 Feb 2027"),
            ("2026-12-28..2026-12-24", "\"2026-12-28..2026-12-24\" ends before it begins. Turn the two days around"),
            ("3/4", "3 April or 4 March? Write 3 Apr or 4 Mar"),
        ] {
            assert_eq!(read(typed), Err(said.to_owned()), "{typed}");
        }
    }
}
