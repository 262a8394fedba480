//! The first pass: what a file is and how it will be read, said so the owner can correct it.
//!
//! Puts the answers of `decode`, `sniff`, `recognise`, `settle` and `worth` together; [`Plan::read`] hands them to
//! `reader`.

use std::fs::File;

use csv::StringRecord;

use super::Request;
use super::amounts::{self, DecimalMark, Sign};
use super::dates::DateOrder;
use super::decode::{self, Text};
use super::formats::keepnet_json;
use super::reader::{Job, Reader};
use super::recognise::{self, Found};
use super::records::Dialect;
use super::refused::Refused;
use super::rows::Shape;
use super::settle::{Survey, own_numbers};
use super::sniff::{self, Sample};
use super::worth::{self, Evidence, Worth};
use crate::domain::columns::{FIELDS, Field, FileKind};
use crate::domain::currency::Currency;
use crate::domain::intake::Guessed;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// Rows of one kind.
    Rows(FileKind),
    /// A whole book, exported as JSON.
    Book,
}

/// A file that can be read, and how.
#[derive(Debug)]
pub struct Plan {
    text: Text,
    job: Job,
    contents: Contents,
    guessed: Guessed,
    currencies: Vec<Currency>,
    notes: Vec<String>,
}

/// Works out what a file holds and how to read it, or says why it cannot be read. The file must be a regular one,
/// already open: what comes from elsewhere is put into one first.
pub fn plan(file: File, request: &Request) -> Result<Plan, Refused> {
    let text = decode::recognise(file, request.encoding.as_deref())?;
    let head = text.head()?;
    if keepnet_json::is_book(&head)? {
        return Ok(Plan::of_book(text, request));
    }
    let dialect = sniff::dialect(&head, request.delimiter)?;
    let sample = sniff::sample(&text, dialect)?;
    if sample.rows.is_empty() {
        return Err(Refused::Empty);
    }
    let found = recognise::find(&sample, request)?;
    if sample.whole && !sample.damaged && sample.rows.len() == found.row + 1 {
        return Err(Refused::HeaderOnly);
    }
    Plan::of_rows(text, dialect, &sample, found, request)
}

impl Plan {
    fn of_book(text: Text, request: &Request) -> Plan {
        let guessed = Guessed { kind: "book".to_owned(), encoding: text.encoding(), ..Guessed::default() };
        let job = Job::Book { base: request.base, shift_days: request.shift_days };
        Plan { text, job, contents: Contents::Book, guessed, currencies: Vec::new(), notes: Vec::new() }
    }

    fn of_rows(text: Text, dialect: Dialect, sample: &Sample, mut found: Found, request: &Request) -> Result<Plan, Refused> {
        let headings_line = sample.rows[found.row].0;
        let below = &sample.rows[found.row + 1..];
        let mut notes = Vec::new();
        if headings_line > 1 {
            notes.push(format!("found the headings on line {headings_line}"));
        }
        let mut survey = Survey::of(found.kind, &found.mapping);
        for (_, record) in below {
            survey.see(record);
        }
        let (worth, used) = worth_of(&found, below, &survey, request, &mut notes)?;
        if !sample.whole && survey.is_open(&used, request) {
            survey = survey.of_whole_file(&text, dialect, headings_line, &used, request)?;
        }
        let order = survey.order(request)?;
        let (marks, mark) = survey.decimals(&found.mapping, &used, request)?;
        if found.kind == FileKind::Invoices {
            found.mapping.forget_money_but(&worth.fields());
        }
        let unused = found.mapping.unused();
        if !unused.is_empty() {
            notes.push(format!("columns not read: {}", listed(&unused)));
        }
        let mut guessed = guessed(&found, &text, dialect.delimiter, order, mark);
        if request.stage.is_some() {
            "opportunities".clone_into(&mut guessed.kind);
        }
        let Found { kind, mapping, .. } = found;
        let shape = Shape {
            kind,
            order: order.unwrap_or(DateOrder::Ymd),
            marks,
            worth,
            of_import: request.currency.unwrap_or(request.base),
            of_column: match kind {
                FileKind::WORK => FileKind::WORK.own("value").and_then(|field| mapping.currency(field)),
                _ => worth.fields().first().and_then(|field| mapping.currency(*field)),
            },
            shift_days: request.shift_days,
            stage: request.stage,
            today: request.today,
            guarded: true,
            decoded: text.is_decoded(),
            mapping,
        };
        let names_currencies = matches!(kind, FileKind::Invoices | FileKind::WORK);
        let currencies = if names_currencies { currencies(&shape, below) } else { Vec::new() };
        let job = Job::Delimited { shape: Box::new(shape), dialect, headings_line };
        Ok(Plan { text, job, contents: Contents::Rows(kind), guessed, currencies, notes })
    }

    /// What it holds.
    #[must_use]
    pub fn contents(&self) -> Contents {
        self.contents
    }

    /// What was worked out.
    #[must_use]
    pub fn guessed(&self) -> &Guessed {
        &self.guessed
    }

    /// The currencies named in the first rows, by code or sign, in the order of their codes. A sign several currencies
    /// share counts as the book's own where it can be.
    #[must_use]
    pub fn currencies(&self) -> &[Currency] {
        &self.currencies
    }

    /// The plan with another currency for rows that name none: a book without one takes the file's, and its decimals
    /// with it.
    #[must_use]
    pub fn with_currency(mut self, currency: Currency) -> Plan {
        match &mut self.job {
            Job::Delimited { shape, .. } => shape.of_import = currency,
            Job::Book { base, .. } => *base = currency,
        }
        self
    }

    /// How the file was understood, where that is worth saying.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Starts reading, on a thread of its own.
    #[must_use]
    pub fn read(self) -> Reader {
        Reader::of(self.text, self.job)
    }
}

/// How amounts are made, and the number columns that takes.
fn worth_of(
    found: &Found,
    rows: &[(u64, StringRecord)],
    survey: &Survey,
    request: &Request,
    notes: &mut Vec<String>,
) -> Result<(Worth, Vec<Field>), Refused> {
    if found.kind != FileKind::Invoices {
        let used = own_numbers(found.kind).chain([Field::Deposit, Field::Monthly]);
        return Ok((Worth::Row { field: Field::Amount, less_tax: false }, used.collect()));
    }
    let marks: [Option<DecimalMark>; FIELDS] = survey.marks(request.decimal);
    let worth = worth::decide(found, &Evidence { rows, marks: &marks }, notes)?;
    notes.extend(worth.said(&found.mapping));
    let mut used = worth.fields();
    used.push(Field::Rate);
    Ok((worth, used))
}

fn guessed(found: &Found, text: &Text, delimiter: u8, order: Option<DateOrder>, mark: Option<DecimalMark>) -> Guessed {
    Guessed {
        kind: found.kind.word().to_owned(),
        delimiter: if delimiter == b'\t' { "tab".to_owned() } else { char::from(delimiter).to_string() },
        encoding: text.encoding(),
        dates: order.map_or_else(String::new, |order| order.word().to_owned()),
        decimal: mark.map_or_else(String::new, |mark| mark.word().to_owned()),
        columns: found.mapping.used(found.kind),
    }
}

/// The first dozen headings.
fn listed(headings: &[&str]) -> String {
    match headings.len() {
        0..=12 => headings.join(", "),
        more => format!("{} and {} more", headings[..12].join(", "), more - 12),
    }
}

fn currencies(shape: &Shape, rows: &[(u64, StringRecord)]) -> Vec<Currency> {
    let cell = |record: &'_ StringRecord, field: Field| -> String {
        shape.mapping.column(field).and_then(|column| record.get(column)).unwrap_or_default().trim().to_owned()
    };
    let money = match shape.kind {
        FileKind::WORK => FileKind::WORK.own("value"),
        _ => shape.worth.fields().first().copied(),
    };
    let mut found: Vec<Currency> = shape.of_column.into_iter().collect();
    let mut known: Vec<(String, Sign)> = Vec::new();
    for (_, record) in rows {
        let named = cell(record, Field::Currency);
        let sign = if named.is_empty() {
            money.map_or(Sign::None, |field| amounts::sign_of(&cell(record, field)))
        } else if let Some((_, sign)) = known.iter().find(|(known, _)| *known == named) {
            *sign
        } else {
            let sign = amounts::known_sign(&named).unwrap_or_default();
            known.push((named, sign));
            sign
        };
        let meant = match sign {
            Sign::None => None,
            sign => sign.meant(shape.of_import).ok().map(|meant| meant.unwrap_or(shape.of_import)),
        };
        found.extend(meant.filter(|currency| !found.contains(currency)));
    }
    found.sort_unstable();
    found
}
