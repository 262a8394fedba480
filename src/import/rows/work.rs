//! A row of a list of engagements, keepnet's own or another program's, to a [`RecordRow`].
//!
//! What deals and contracts leave to be worked out is worked out here: how far it has come, from the stages other
//! programs have; what it is worth and when it ends, from a term in months. Nothing is made up: the day a deal is
//! expected to close is no first day. Fields of keepnet's own name are read as those of every record, see `records`.

use chrono::{Days, Months, NaiveDate};

use super::cells::Cells;
use super::{Shape, State};
use crate::domain::columns::{Field, FileKind};
use crate::domain::customer::FILE_KEY;
use crate::domain::intake::{RecordRow, Refusal, Told, expected};
use crate::domain::record::{Kept, Kind, Value};
use crate::domain::settings::Hundredths;
use crate::domain::text::Prose;
use crate::domain::work::Stage;
use crate::import::amounts::{self, Decimal, Sign};
use crate::import::words;

const TWO_CURRENCIES: &str = "is in another currency than the deposit: write both in one";
const NOTHING: Told = Told::Value(Value::Nothing);
/// The longest term, in months: as long as any engagement may last.
const LONGEST_TERM: u32 = 240;
/// A probability that says nothing: programs give it to every open deal.
const CERTAIN: i64 = 10_000;

/// A row on its way: what its fields say so far.
struct Work<'a> {
    cells: &'a Cells<'a>,
    told: Vec<Told>,
}

impl Work<'_> {
    fn field(name: &str) -> Field {
        FileKind::WORK.own(name).unwrap_or(Field::Title)
    }

    fn at(name: &str) -> usize {
        Kind::Engagement.place(name).unwrap_or_default()
    }

    fn is_open(&self, name: &str) -> bool {
        self.told[Self::at(name)] == NOTHING
    }

    fn put(&mut self, name: &str, told: Told) {
        self.told[Self::at(name)] = told;
    }

    /// Puts a date where none was told.
    fn fill(&mut self, name: &str, date: Option<NaiveDate>) {
        if self.is_open(name) && date.is_some() {
            self.put(name, Told::Value(date.keep()));
        }
    }

    fn date(&self, name: &str) -> Option<NaiveDate> {
        match &self.told[Self::at(name)] {
            Told::Value(value) => NaiveDate::take(value),
            _ => None,
        }
    }
}

impl State {
    /// The row of a list of engagements.
    pub(super) fn work(&mut self, shape: &Shape, cells: &Cells) -> Result<RecordRow, Refusal> {
        let mut work = Work { cells, told: Vec::with_capacity(Kind::Engagement.fields().len()) };
        for (at, field) in (0u8..).zip(Kind::Engagement.fields()) {
            let told = if field.name == "stage" { NOTHING } else { self.field(shape, cells, at, field.shape)? };
            work.told.push(told);
        }
        if work.is_open("customer") && work.is_open("title") {
            let field = if cells.mapping.has(Work::field("customer")) { "customer" } else { "title" };
            return Err(cells.refuse(Work::field(field), "no customer and no title"));
        }
        contract(&mut work, shape)?;
        currency(&mut work, shape)?;
        let stage = stage(&mut work, shape)?;
        deal(&mut work, shape, stage)?;
        odds(&mut work, stage)?;
        let key = cells.line(Field::FileKey).filter(|key| key.as_str().starts_with(FILE_KEY));
        Ok(RecordRow { line: cells.line, kind: Kind::Engagement, key, told: work.told })
    }
}

/// What a term in months comes to: the last day, which is the end to renew by where the file knows of renewals, and the
/// value of deposit and months.
fn contract(work: &mut Work, shape: &Shape) -> Result<(), Refusal> {
    let cells = work.cells;
    let months = cells.get(Field::Term).map(|cell| {
        let bare = cell.trim_end_matches("months").trim_end_matches("month").trim_end_matches("mo").trim();
        let months = bare.parse().ok().filter(|months| (1..=LONGEST_TERM).contains(months));
        months.ok_or_else(|| cells.refuse(Field::Term, format!("not a number of months from 1 to {LONGEST_TERM}")))
    });
    let months = months.transpose()?;
    if let (Some(months), Some(starts)) = (months, work.date("starts")) {
        // The day after the last one has the number of the first, clipped to its month.
        let last = starts.checked_add_months(Months::new(months)).and_then(|after| after.checked_sub_days(Days::new(1)));
        if work.is_open("ends") {
            work.fill("ends", last);
            // Where nobody records renewals, a term without one was not lost: nothing is known of it.
            if ["term_end", "renewal_of", "renewal"].into_iter().any(|name| cells.mapping.has(Work::field(name))) {
                work.fill("term_end", last);
            }
        }
    }
    if !work.is_open("value") {
        return Ok(());
    }
    let (deposit, monthly) = (money(cells, shape, Field::Deposit)?, money(cells, shape, Field::Monthly)?);
    let over_term = match (monthly, months) {
        (Some((monthly, named)), Some(months)) => {
            let times = amounts::read(&months.to_string(), amounts::DecimalMark::Point).ok();
            let product = times.and_then(|months| monthly.times(months.value));
            Some((product.ok_or_else(|| cells.refuse(Field::Monthly, amounts::TOO_LARGE))?, named))
        }
        _ => None,
    };
    let total = match (deposit, over_term) {
        (Some((one, sign)), Some((other, another))) => {
            let sign = sign.beside(another).ok_or_else(|| cells.refuse(Field::Monthly, TWO_CURRENCIES))?;
            Some((one.plus(other).ok_or_else(|| cells.refuse(Field::Monthly, amounts::TOO_LARGE))?, sign))
        }
        (one, other) => one.or(other),
    };
    if let Some((total, sign)) = total {
        let currency = sign.meant(shape.of_import).map_err(|reason| cells.refuse(Field::Monthly, reason))?;
        let (digits, scale) = total.parts();
        let digits = i64::try_from(digits).map_err(|_| cells.refuse(Field::Monthly, amounts::TOO_LARGE))?;
        work.put("value", Told::Amount { digits, scale, currency });
    }
    Ok(())
}

/// An amount of 0 or more, and its sign.
fn money(cells: &Cells, shape: &Shape, field: Field) -> Result<Option<(Decimal, Sign)>, Refusal> {
    let Some(cell) = cells.get(field) else { return Ok(None) };
    let refuse = |reason: amounts::Reason| cells.refuse(field, reason);
    let written = amounts::read(cell, shape.marks[field.place()]).map_err(refuse)?;
    if written.value.parts().0 < 0 {
        return Err(refuse("cannot be below 0"));
    }
    Ok(Some((written.value, written.sign)))
}

/// The currency of amounts that name none themselves: that of the column beside them, or of their own heading.
fn currency(work: &mut Work, shape: &Shape) -> Result<(), Refusal> {
    let cells = work.cells;
    let beside = match cells.get(Field::Currency) {
        None => None,
        Some(cell) => {
            let sign = amounts::known_sign(cell).ok_or_else(|| cells.refuse(Field::Currency, "not a currency keepnet knows"))?;
            sign.meant(shape.of_import).map_err(|reason| cells.refuse(Field::Currency, reason))?
        }
    };
    for name in ["value", "rate"] {
        let heading = cells.mapping.currency(Work::field(name));
        if let Told::Amount { currency, .. } = &mut work.told[Work::at(name)] {
            *currency = currency.or(beside).or(heading);
        }
    }
    Ok(())
}

/// How far it has come: as the file says, else as work of its kind that has begun or is over.
fn stage(work: &mut Work, shape: &Shape) -> Result<Stage, Refusal> {
    let is_over = work.date("ends").zip(shape.today).is_some_and(|(ends, today)| ends < today);
    let said = said_stage(work.cells)?;
    let stage = match said {
        Some(said) if said.or_done && is_over => Stage::Done,
        Some(said) => said.stage,
        None => match shape.stage {
            Some(stage) => stage,
            None if is_over => Stage::Done,
            None => Stage::Booked,
        },
    };
    work.put("stage", if said.is_some() { Told::Value(stage.keep()) } else { Told::Assumed(stage.keep()) });
    Ok(stage)
}

/// Won and lost by the status of a deal, else by its stage, which stays what it was when the deal ended.
fn said_stage(cells: &Cells) -> Result<Option<words::SaidStage>, Refusal> {
    let read = |field: Field| match cells.get(field) {
        None => Ok(None),
        Some(word) => words::stage(word).map(Some).ok_or_else(|| cells.refuse(field, words::UNKNOWN_STAGE)),
    };
    let stage = read(Work::field("stage"));
    match (read(Field::Status)?, stage) {
        (Some(status), Ok(Some(stage))) if status.stage.is_won() && stage.stage == Stage::Done => Ok(Some(stage)),
        (Some(status), _) if !status.stage.is_open() => Ok(Some(status)),
        (status, stage) => Ok(stage?.or(status)),
    }
}

/// The days of a deal: when it came in, and when it was closed or is expected to be.
fn deal(work: &mut Work, shape: &Shape, stage: Stage) -> Result<(), Refusal> {
    let created = work.cells.date(shape, Field::Created)?;
    work.fill("first_contact", created);
    work.fill("lead_on", created);
    let Some(closes) = work.cells.date(shape, Field::Closes)? else { return Ok(()) };
    match stage {
        Stage::Booked | Stage::Done => work.fill("booked_on", Some(closes)),
        Stage::Lost => work.fill("lost_on", Some(closes)),
        _ => {
            let expected = expected::to_close(closes);
            let note = match work.cells.prose(Work::field("note")) {
                Some(note) => format!("{note}\n{expected}", note = note.as_str()),
                None => expected,
            };
            work.put("note", Told::Value(Some(Prose::clean(&note)).keep()));
        }
    }
    Ok(())
}

/// The odds: keepnet's own are percentages, and one that may be a part of 1 is refused. Those of another program: of open
/// deals only, certainty is none, and a part of 1 is a percentage.
fn odds(work: &mut Work, stage: Stage) -> Result<(), Refusal> {
    let field = Work::field("odds");
    let Told::Value(Value::Number(odds)) = work.told[Work::at("odds")] else { return Ok(()) };
    let may_be_part = (1..100).contains(&odds) && !work.cells.get(field).unwrap_or_default().contains('%');
    if work.cells.mapping.key(field) == "odds" {
        if may_be_part {
            let (part, percent) = (Hundredths(odds * 100), Hundredths(odds));
            return Err(work.cells.refuse(field, format!("may mean {part}% or {percent}%: write {part} or {percent}%")));
        }
        return Ok(());
    }
    let meant = match odds {
        _ if !stage.is_open() => None,
        CERTAIN.. => None,
        part if may_be_part => Some(Hundredths(part * 100)),
        percent => Some(Hundredths(percent)),
    };
    work.put("odds", Told::Value(meant.keep()));
    Ok(())
}
