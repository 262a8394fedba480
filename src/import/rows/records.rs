//! A record of a file to a [`RecordRow`]: every field by its shape, whatever the kind.
//!
//! Who and what a row points to, and when a quarter begins, only the book can say. What time sheets add stands in
//! `time`.

use super::cells::Cells;
use super::{Shape, State};
use crate::domain::columns::Field;
use crate::domain::customer::{SEPARATOR, split};
use crate::domain::intake::{RecordRow, Refusal, Told, ToldQuarter};
use crate::domain::period::{Period, Quarter};
use crate::domain::record::{self, Kept, Kind, Rating, Target, Value, Word};
use crate::import::{amounts, hours, words};

/// The largest percentage: 10,000 %, in hundredths.
const LARGEST_PERCENT: i64 = 1_000_000;
/// So many quarters back a file may reach with `Q-1`.
const QUARTERS_BACK: u32 = 400;

impl State {
    /// The row of a record of a kind.
    pub(super) fn record(&mut self, shape: &Shape, cells: &Cells, kind: Kind) -> Result<RecordRow, Refusal> {
        let told = self.told(shape, cells, kind)?;
        for ((at, field), told) in (0u8..).zip(kind.fields()).zip(&told) {
            if field.needed && *told == Told::Value(Value::Nothing) {
                return Err(cells.refuse(Field::Own(at), format!("no {}", field.label.to_lowercase())));
            }
        }
        Ok(RecordRow { line: cells.line, kind, key: None, told })
    }

    /// What every field of a row says.
    pub(super) fn told(&mut self, shape: &Shape, cells: &Cells, kind: Kind) -> Result<Vec<Told>, Refusal> {
        (0u8..).zip(kind.fields()).map(|(at, field)| self.field(shape, cells, at, field.shape)).collect()
    }

    /// What one field of a row says.
    pub(super) fn field(&mut self, shape: &Shape, cells: &Cells, at: u8, holds: record::Shape) -> Result<Told, Refusal> {
        let own = Field::Own(at);
        match holds {
            record::Shape::Link(Target::Customer) => {
                let who = self.whos.find(cells, Field::OwnId(at), own);
                return Ok(who.map_or(Told::Value(Value::Nothing), Told::Customer));
            }
            record::Shape::Link(target) => {
                let name = cells.line(own);
                return Ok(name.map_or(Told::Value(Value::Nothing), |name| Told::Named(target, name)));
            }
            record::Shape::Money { signed } => return amount(shape, cells, own, signed),
            record::Shape::Quarter => return quarter(shape, cells, own),
            _ => {}
        }
        let Some(cell) = cells.get(own) else {
            return Ok(Told::Value(if matches!(holds, record::Shape::Flag(_)) { false.keep() } else { Value::Nothing }));
        };
        let refuse = |reason: String| cells.refuse(own, reason);
        Ok(Told::Value(match holds {
            record::Shape::Line => cells.line(own).keep(),
            record::Shape::Prose => cells.prose(own).keep(),
            record::Shape::Lines => {
                cells.line(own).map(|line| split(&line.as_str().replace([',', '·'], ";"))).unwrap_or_default().keep()
            }
            record::Shape::Date { .. } => cells.date(shape, own)?.keep(),
            record::Shape::Flag(_) => cells.yes(own)?.keep(),
            record::Shape::Hours => {
                let time = hours::read(cell, shape.marks[own.place()]).map_err(|reason| cells.refuse(own, reason))?;
                self.time.rounded += u64::from(time.rounded);
                time.minutes.keep()
            }
            record::Shape::Count { least, most } => {
                let number = cell.parse().ok().filter(|number| (least..=most).contains(number));
                Value::Number(number.ok_or_else(|| refuse(format!("not a whole number from {least} to {most}")))?)
            }
            record::Shape::Days { most } => {
                let days = hundredths(shape, own, cell).filter(|days| (0..=most * 100).contains(days));
                Value::Number(days.ok_or_else(|| refuse(format!("not a number of days up to {most}: write 2.5")))?)
            }
            record::Shape::Percent => Value::Number(percent(shape, cells, own, cell)?),
            record::Shape::Rating(_) => {
                let rating = cell.parse().ok().and_then(Rating::new);
                rating.ok_or_else(|| refuse("no rating: they go from 1 to 5".to_owned()))?.keep()
            }
            record::Shape::OneOf(known) => {
                Value::Text(words::one_of(known, cell).ok_or_else(|| refuse(format!("not one of {}", listed(known))))?.to_owned())
            }
            record::Shape::SomeOf(known) => some_of(known, cell).map_err(refuse)?,
            record::Shape::Money { .. } | record::Shape::Quarter | record::Shape::Link(_) => Value::Nothing,
        }))
    }
}

/// An amount of the book's currency, whose decimals are not known here.
fn amount(shape: &Shape, cells: &Cells, own: Field, signed: bool) -> Result<Told, Refusal> {
    let Some(cell) = cells.get(own) else { return Ok(Told::Value(Value::Nothing)) };
    let written = amounts::read(cell, shape.marks[own.place()]).map_err(|reason| cells.refuse(own, reason))?;
    let (digits, scale) = written.value.parts();
    if digits < 0 && !signed {
        return Err(cells.refuse(own, "cannot be below 0"));
    }
    let currency = match written.sign {
        amounts::Sign::None => None,
        sign => sign.meant(shape.of_import).map_err(|reason| cells.refuse(own, reason))?,
    };
    let digits = i64::try_from(digits).map_err(|_| cells.refuse(own, amounts::TOO_LARGE))?;
    Ok(Told::Amount { digits, scale, currency })
}

/// `2026-07-01` or another day of the quarter, `2026Q3`, `Q3 2026`; `Q0` and `Q-1` from the day of the import.
fn quarter(shape: &Shape, cells: &Cells, own: Field) -> Result<Told, Refusal> {
    let Some(cell) = cells.get(own) else { return Ok(Told::Value(Value::Nothing)) };
    let told = match ago(cell) {
        Some(ago) if ago <= QUARTERS_BACK => Some(ToldQuarter::Ago(ago)),
        _ => named(cell).map(ToldQuarter::Of),
    };
    match told {
        Some(told) => Ok(Told::Quarter(told)),
        None => match cells.date(shape, own) {
            Ok(day) => Ok(day.map_or(Told::Value(Value::Nothing), |day| Told::Quarter(ToldQuarter::Day(day)))),
            Err(_) => Err(cells.refuse(own, "not a quarter: write its first day, or 2026Q3")),
        },
    }
}

fn ago(cell: &str) -> Option<u32> {
    let back = cell.strip_prefix(['Q', 'q'])?;
    if back == "0" { Some(0) } else { back.strip_prefix(['-', '−'])?.parse().ok() }
}

fn named(cell: &str) -> Option<Quarter> {
    let turned = match cell.split_once(' ') {
        Some((quarter, year)) if quarter.starts_with(['Q', 'q']) => format!("{year}{quarter}"),
        _ => cell.replace([' ', '-'], ""),
    };
    match Period::parse(&turned) {
        Some(Period::Quarter(quarter)) => Some(quarter),
        _ => None,
    }
}

/// Hundredths of a percent.
fn percent(shape: &Shape, cells: &Cells, own: Field, cell: &str) -> Result<i64, Refusal> {
    let bare = cell.strip_suffix('%').unwrap_or(cell);
    let percent = hundredths(shape, own, bare).filter(|percent| (0..=LARGEST_PERCENT).contains(percent));
    percent.ok_or_else(|| cells.refuse(own, "not a percentage: write 15 or 12.5"))
}

/// A number of at most two decimals, in hundredths.
fn hundredths(shape: &Shape, own: Field, written: &str) -> Option<i64> {
    let written = amounts::read(written, shape.marks[own.place()]).ok().filter(|written| written.sign == amounts::Sign::None);
    written.and_then(|written| written.value.minor(2)).and_then(|(hundredths, rounded)| (!rounded).then_some(hundredths.0))
}

fn some_of(known: &'static [Word], cell: &str) -> Result<Value, String> {
    let mut chosen = Vec::new();
    for piece in cell.split([',', ';', '·']).map(str::trim).filter(|piece| !piece.is_empty()) {
        chosen.push(words::one_of(known, piece).ok_or_else(|| format!("holds a word that is not one of {}", listed(known)))?);
    }
    let all: Vec<&str> = known.iter().map(|(word, _)| *word).filter(|word| chosen.contains(word)).collect();
    Ok(if all.is_empty() { Value::Nothing } else { Value::Text(all.join(SEPARATOR)) })
}

fn listed(known: &[Word]) -> String {
    known.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}
