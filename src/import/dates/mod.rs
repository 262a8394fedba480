//! Dates as people and programs write them. A time of day behind a date is dropped: documents have calendar dates.
//!
//! Which of day and month comes first is settled once per file by [`Orders`] over many values; a single value never
//! decides it alone, and neither does the locale. Amounts are next door in `amounts`.

mod orders;

use chrono::NaiveDate;

use crate::domain::period::{earliest, latest};

pub(super) use orders::{OrderVerdict, Orders};

/// The order of day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

impl DateOrder {
    const ALL: [DateOrder; 3] = [DateOrder::Ymd, DateOrder::Dmy, DateOrder::Mdy];

    /// The word after `--dates`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            DateOrder::Ymd => "ymd",
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
        }
    }

    /// The order typed as a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<DateOrder> {
        Self::ALL.into_iter().find(|order| order.word().eq_ignore_ascii_case(word.trim()))
    }

    fn in_words(self) -> &'static str {
        match self {
            DateOrder::Ymd => "year, month, day",
            DateOrder::Dmy => "day, month, year",
            DateOrder::Mdy => "month, day, year",
        }
    }
}

/// Reads a date under an order; the error says why not, ready for a refusal.
pub(super) fn read(text: &str, order: DateOrder) -> Result<NaiveDate, String> {
    let date = match iso(text) {
        Some(date) => date,
        None => Parts::of(text).ok_or_else(|| "not a date".to_owned())?.date(order)?,
    };
    if (earliest()..=latest()).contains(&date) { Ok(date) } else { Err("dates must lie between 1900 and 2999".to_owned()) }
}

/// Whether a cell was meant as a date, a possible one or not.
pub(super) fn looks_like(text: &str) -> bool {
    Parts::of(text).is_some()
}

/// The usual case without a detour: `2025-01-10`, alone or before a time.
fn iso(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u32::from(byte - b'0'));
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digit(0)? * 1000 + digit(1)? * 100 + digit(2)? * 10 + digit(3)?;
    let (month, day) = (digit(5)? * 10 + digit(6)?, digit(8)? * 10 + digit(9)?);
    let alone = bytes.len() == 10 || is_time(&text[10..]);
    alone.then(|| NaiveDate::from_ymd_opt(year as i32, month, day)).flatten()
}

/// `T10:00:00Z`, ` 09:58:12 +0100`, ` 11:28 pm`.
fn is_time(rest: &str) -> bool {
    let Some(time) = rest.strip_prefix(['T', 't', ' ', ',']) else { return false };
    let time = time.trim_start();
    time.is_empty() || time.starts_with(|piece: char| piece.is_ascii_digit()) && time.contains(':')
}

/// A date before its order is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// The text itself says which is which; the order is the one to report.
    Fixed { year: i32, month: u32, day: u32, order: DateOrder },
    /// Three numbers in some order. `long_year`: the third has four digits, so it is the year.
    Three { numbers: [u32; 3], long_year: bool },
}

impl Parts {
    fn of(text: &str) -> Option<Parts> {
        let text = without_time(text.trim());
        if text.len() > 40 {
            return None;
        }
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().ok();
            return Some(Parts::Fixed {
                year: number(0..4)? as i32,
                month: number(4..6)?,
                day: number(6..8)?,
                order: DateOrder::Ymd,
            });
        }
        let mut tokens = Tokens::of(text)?;
        match (tokens.month.take(), tokens.numbers.as_slice()) {
            (None, [a, b, c]) => Parts::numeric(*a, *b, *c),
            (Some((month, place)), [a, b]) => Parts::named(month, place, *a, *b),
            _ => None,
        }
    }

    /// Three numbers with their lengths.
    fn numeric(a: (u32, usize), b: (u32, usize), c: (u32, usize)) -> Option<Parts> {
        match (a.1, b.1, c.1) {
            (4, 1..=2, 1..=2) => Some(Parts::Fixed { year: a.0 as i32, month: b.0, day: c.0, order: DateOrder::Ymd }),
            (1..=2, 1..=2, 2 | 4) => Some(Parts::Three { numbers: [a.0, b.0, c.0], long_year: c.1 == 4 }),
            _ => None,
        }
    }

    /// A month's name among two numbers; `place`: how many numbers stand before it.
    fn named(month: u32, place: usize, a: (u32, usize), b: (u32, usize)) -> Option<Parts> {
        let (day, year, order) = match (place, a.1, b.1) {
            (1, 4, 1..=2) => (b, a, DateOrder::Ymd),
            (1, 1..=2, 2 | 4) => (a, b, DateOrder::Dmy),
            (0, 1..=2, 2 | 4) => (a, b, DateOrder::Mdy),
            _ => return None,
        };
        Some(Parts::Fixed { year: full_year(year.0, year.1), month, day: day.0, order })
    }

    fn split(self, order: DateOrder) -> Option<(i32, u32, u32)> {
        match (self, order) {
            (Parts::Fixed { year, month, day, .. }, _) => Some((year, month, day)),
            (Parts::Three { long_year: true, .. }, DateOrder::Ymd) => None,
            (Parts::Three { numbers: [year, month, day], .. }, DateOrder::Ymd) => Some((full_year(year, 2), month, day)),
            (Parts::Three { numbers: [a, b, year], long_year }, order) => {
                let year = full_year(year, if long_year { 4 } else { 2 });
                Some(if order == DateOrder::Dmy { (year, b, a) } else { (year, a, b) })
            }
        }
    }

    fn exact(self, order: DateOrder) -> Option<NaiveDate> {
        self.split(order).and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
    }

    fn date(self, order: DateOrder) -> Result<NaiveDate, String> {
        if let Some(date) = self.exact(order) {
            return Ok(date);
        }
        let wrong_order = || format!("does not fit the order {}, in which the dates of this file are read", order.in_words());
        match self.split(order) {
            Some((_, 1..=12, 1..=31)) => Err("there is no such day".to_owned()),
            _ if DateOrder::ALL.into_iter().any(|other| self.exact(other).is_some()) => Err(wrong_order()),
            Some((_, 1..=12, _)) => Err("there is no such day".to_owned()),
            Some(_) => Err("there is no such month".to_owned()),
            None => Err(wrong_order()),
        }
    }
}

/// Two digits: 70 to 99 are of the last century.
fn full_year(year: u32, length: usize) -> i32 {
    (if length > 2 { year } else { year + if year >= 70 { 1900 } else { 2000 } }) as i32
}

/// The date without a time behind it: everything from the hour before the first colon on.
fn without_time(text: &str) -> &str {
    let date = match text.find(':') {
        Some(colon) => text[..colon].trim_end_matches(|piece: char| piece.is_ascii_digit()),
        None => text,
    };
    let date = date.trim_end_matches(|piece: char| piece.is_whitespace() || matches!(piece, 'T' | 't' | ',' | 'Z' | 'z'));
    // 20250110T101500 has no colon.
    match date.as_bytes() {
        [.., b'T', _, _, _, _, _, _] if date.len() == 15 => &date[..8],
        _ => date,
    }
}

/// The numbers of a date with their lengths, and its month's name.
struct Tokens {
    numbers: Vec<(u32, usize)>,
    month: Option<(u32, usize)>,
}

impl Tokens {
    fn of(text: &str) -> Option<Tokens> {
        let mut tokens = Tokens { numbers: Vec::with_capacity(3), month: None };
        let mut separators = Vec::with_capacity(2);
        let mut rest = text;
        while let Some(piece) = rest.chars().next() {
            let is_digit = piece.is_ascii_digit();
            let end = rest.find(|next: char| next.is_ascii_digit() != is_digit || next.is_alphabetic() != piece.is_alphabetic());
            let (token, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after;
            if is_digit {
                tokens.numbers.push((token.parse().ok().filter(|_| token.len() <= 4)?, token.len()));
            } else if piece.is_alphabetic() {
                tokens.word(token)?;
            } else {
                separators.push(token);
            }
        }
        let plain =
            separators.iter().all(|separator| separator.chars().all(|piece| "/-., '".contains(piece) || piece.is_whitespace()));
        // Three bare numbers take one kind of separator, so that no telephone number or price passes for a date.
        let one_kind = tokens.month.is_some()
            || matches!(separators.as_slice(), [a, b] if a.trim() == b.trim() && matches!(a.trim(), "/" | "-" | "."));
        (plain && one_kind).then_some(tokens)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let word = word.to_lowercase();
        let ordinal = matches!(word.as_str(), "st" | "nd" | "rd" | "th") && !self.numbers.is_empty();
        let little = matches!(word.as_str(), "de" | "of");
        if let Some(month) = month_named(&word) {
            return self.month.replace((month, self.numbers.len())).is_none().then_some(());
        }
        let weekday = WEEKDAYS.iter().any(|day| word.len() >= 2 && day.starts_with(&word));
        (ordinal || little || weekday).then_some(())
    }
}

const WEEKDAYS: [&str; 15] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tues",
    "wednes",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
];

/// English, German, French, Spanish, Italian, Dutch and Portuguese, in the order of the year.
const MONTHS: [&str; 12] = [
    "january januar jänner janvier enero gennaio januari janeiro",
    "february februar feber février fevrier febrero febbraio februari fevereiro",
    "march märz maerz mrz mars marzo maart mrt março marco",
    "april avril abril aprile",
    "may mai mayo maggio mei maio",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août aout agosto augustus",
    "september septembre septiembre settembre setembro sept",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre decembre diciembre dicembre dezembro",
];

/// The month of a name or its first three letters or more; `None` where two months start so.
fn month_named(word: &str) -> Option<u32> {
    if word.chars().count() < 3 {
        return None;
    }
    let fits = |names: &str| names.split(' ').any(|name| name.starts_with(word));
    let mut months = (1..).zip(MONTHS).filter(|(_, names)| fits(names)).map(|(month, _)| month);
    months.next().filter(|_| months.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_that_say_themselves_which_part_is_which() {
        for (text, expected) in [
            ("2025-01-10", "2025-01-10"),
            ("2025-1-9", "2025-01-09"),
            ("2025/01/10", "2025-01-10"),
            ("2025.01.10", "2025-01-10"),
            ("20250110", "2025-01-10"),
            ("20250110T101500", "2025-01-10"),
            ("2025-01-10 00:00:00", "2025-01-10"),
            ("2025-01-10T23:59:59Z", "2025-01-10"),
            ("2025-01-10T23:59:59.123+02:00", "2025-01-10"),
            ("2025-01-10 09:58:12 +0100", "2025-01-10"),
            ("10 Jan 25", "2025-01-10"),
            ("10-Jan-1998", "1998-01-10"),
            ("Jan 10 2025", "2025-01-10"),
            ("January 10, 2025", "2025-01-10"),
            ("Jan 10, 2025 11:28 pm", "2025-01-10"),
            ("Friday, 10th January 2025", "2025-01-10"),
            ("10. Jan. 2025", "2025-01-10"),
            ("10. März 2025", "2025-03-10"),
            ("10 août 2025", "2025-08-10"),
            ("1er", ""),
            ("10 de enero de 2025", "2025-01-10"),
            ("3 mrt 2025", "2025-03-03"),
            ("2025 Jan 10", "2025-01-10"),
            ("3 sept 99", "1999-09-03"),
        ] {
            let expected = if expected.is_empty() { None } else { Some(date(expected)) };
            assert_eq!(read(text, DateOrder::Mdy).ok(), expected, "{text}");
        }
    }

    #[test]
    fn dates_read_in_the_order_of_the_file() {
        for (text, order, expected) in [
            ("10/01/2025", DateOrder::Dmy, "2025-01-10"),
            ("10/01/2025", DateOrder::Mdy, "2025-10-01"),
            ("10.1.25", DateOrder::Dmy, "2025-01-10"),
            ("1-10-25", DateOrder::Mdy, "2025-01-10"),
            ("25-01-10", DateOrder::Ymd, "2025-01-10"),
            ("8/17/69", DateOrder::Mdy, "2069-08-17"),
            ("8/17/70", DateOrder::Mdy, "1970-08-17"),
            ("01/10/2025 10:00:00 AM", DateOrder::Mdy, "2025-01-10"),
            ("01/10/2025, 10:00", DateOrder::Mdy, "2025-01-10"),
        ] {
            assert_eq!(read(text, order), Ok(date(expected)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        let why = |text: &str| read(text, DateOrder::Dmy).unwrap_err();
        assert_eq!(why("31/02/2025"), "there is no such day");
        assert_eq!(why("2025-02-30"), "there is no such day");
        assert_eq!(why("2025-13-01"), "there is no such month");
        assert_eq!(why("01/13/2025"), "does not fit the order day, month, year, in which the dates of this file are read");
        assert_eq!(why("2025-01-00"), "there is no such day");
        assert_eq!(why("1899-12-31"), "dates must lie between 1900 and 2999");
        for wrong in
            ["", "soon", "45667", "12.50", "1,250.00", "1/2", "1/2/3/4", "10 Foo 2025", "555-0101", "10/01-2025", "1 2 2025", "0x1"]
        {
            assert_eq!(why(wrong), "not a date", "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_written_date_reads_back(days in 0i64..400_000, style in 0usize..7) {
            let day = earliest() + chrono::Days::new(days as u64);
            let (format, order) = [
                ("%Y-%m-%d", DateOrder::Mdy),
                ("%d/%m/%Y", DateOrder::Dmy),
                ("%-m/%-d/%Y", DateOrder::Mdy),
                ("%d.%m.%Y", DateOrder::Dmy),
                ("%Y%m%d", DateOrder::Dmy),
                ("%-d %b %Y", DateOrder::Ymd),
                ("%B %-d, %Y 10:00", DateOrder::Dmy),
            ][style];
            prop_assert_eq!(read(&day.format(format).to_string(), order), Ok(day));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}", order in 0usize..3) {
            let _ = read(&text, DateOrder::ALL[order]);
            Orders::default().see(&text);
        }
    }
}
