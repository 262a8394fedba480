//! A row of a time sheet, keepnet's own or another program's, to a [`RecordRow`] of hours.
//!
//! What other programs leave unsaid is worked out here and said in the notes: the kind of hours from whether they are
//! billable, and for nobody in particular from what they went into. Amounts of such files are what a customer is billed,
//! not what the hours cost, and are not read.

use super::cells::Cells;
use super::{Not, Shape, State};
use crate::domain::columns::{Field, heading_key};
use crate::domain::effort::EffortKind;
use crate::domain::intake::{RecordRow, Told};
use crate::domain::record::{Kept, Kind, Value};
use crate::domain::text::Line;
use crate::import::words;

/// What stands between the pieces of a note.
const BETWEEN: &str = " · ";
const LEARNING: &[&str] = &[
    "learn",
    "learning",
    "training",
    "trainings",
    "course",
    "courses",
    "study",
    "education",
    "conference",
    "reading",
    "research",
    "lernen",
    "schulung",
    "weiterbildung",
    "fortbildung",
    "formacion",
    "formation",
    "opleiding",
];
const ACQUISITION: &[&str] = &[
    "sales",
    "pitch",
    "pitches",
    "proposal",
    "proposals",
    "acquisition",
    "prospecting",
    "lead",
    "leads",
    "quote",
    "quotes",
    "tender",
    "tenders",
    "akquise",
    "angebot",
    "angebote",
];

/// What the owner should know of the rows of a time sheet.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Rows not in whole minutes.
    pub(super) rounded: u64,
    /// Rows of less than half a minute.
    brief: u64,
    /// Rows whose kind was told from whether they are billable.
    by_bill: u64,
    /// Rows without a customer, by the kind they were taken as.
    nobody: [u64; EffortKind::ALL.len()],
}

impl Seen {
    pub(super) fn notes(&self) -> Vec<String> {
        let rows = |count: u64| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        let mut notes = Vec::new();
        if self.by_bill > 0 {
            notes.push("billable time taken as delivery, the rest as unbilled".to_owned());
        }
        for (kind, count) in EffortKind::ALL.iter().zip(self.nobody).filter(|(_, count)| *count > 0) {
            notes.push(format!(
                "{} without a customer taken as {}: a column kind (acquisition, marketing, learning) says it otherwise",
                rows(count),
                kind.word()
            ));
        }
        if self.rounded > 0 {
            notes.push(format!("{} not in whole minutes: rounded, half a minute up", rows(self.rounded)));
        }
        if self.brief > 0 {
            notes.push(format!("{} of less than half a minute left out", rows(self.brief)));
        }
        notes
    }
}

/// The places of the fields of an entry.
struct Places {
    customer: usize,
    date: usize,
    kind: usize,
    hours: usize,
    cost: usize,
    note: usize,
}

impl Places {
    fn find() -> Places {
        let at = |name| Kind::Effort.place(name).unwrap_or_default();
        Places {
            customer: at("customer"),
            date: at("date"),
            kind: at("kind"),
            hours: at("hours"),
            cost: at("cost"),
            note: at("note"),
        }
    }
}

fn own(at: usize) -> Field {
    Field::Own(u8::try_from(at).unwrap_or_default())
}

const NOTHING: Told = Told::Value(Value::Nothing);

impl State {
    pub(super) fn time(&mut self, shape: &Shape, cells: &Cells) -> Result<RecordRow, Not> {
        let places = Places::find();
        let rounded = self.time.rounded;
        let mut told = match self.told(shape, cells, Kind::Effort) {
            Ok(told) => told,
            Err(refusal) => return Err(self.sum_or(cells, || refusal)),
        };
        if told[places.date] == NOTHING {
            return Err(self.sum_or(cells, || cells.refuse(own(places.date), "no date")));
        }
        let nothing = |told: &Told| matches!(told, Told::Value(Value::Nothing | Value::Number(0)));
        if nothing(&told[places.hours]) && told[places.cost] == NOTHING {
            if cells.get(own(places.hours)).is_none() {
                return Err(cells.refuse(own(places.hours), "no hours").into());
            }
            // A timer started and stopped: nothing to keep.
            self.time.brief += 1;
            self.time.rounded = rounded;
            return Err(Not::Skipped);
        }
        told[places.note] = note(cells, own(places.note));
        if told[places.kind] == NOTHING {
            let kind = self.effort_kind(cells, told[places.customer] == NOTHING, own(places.note))?;
            told[places.kind] = Told::Value(kind.keep());
        }
        Ok(RecordRow { line: cells.line, kind: Kind::Effort, key: None, told })
    }

    /// The kind of hours a row does not name.
    fn effort_kind(&mut self, cells: &Cells, for_nobody: bool, note: Field) -> Result<EffortKind, Not> {
        if for_nobody {
            let kind = nobodys(cells, note);
            self.time.nobody[kind as usize] += 1;
            return Ok(kind);
        }
        let Some(word) = cells.get(Field::Billable) else { return Ok(EffortKind::Delivery) };
        let billable = words::yes(word).ok_or_else(|| cells.refuse(Field::Billable, "neither yes nor no"))?;
        self.time.by_bill += 1;
        Ok(if billable { EffortKind::Delivery } else { EffortKind::Unbilled })
    }
}

/// What hours for nobody in particular went into, by the words beside them: finding customers, unless they say more.
fn nobodys(cells: &Cells, note: Field) -> EffortKind {
    let said = [Field::Project, Field::Task, Field::Tags, note].map(|field| heading_key(cells.get(field).unwrap_or_default()));
    let says = |known: &[&str]| said.iter().flat_map(|text| text.split(' ')).any(|word| known.contains(&word));
    if says(LEARNING) {
        EffortKind::Learning
    } else if says(ACQUISITION) {
        EffortKind::Acquisition
    } else {
        EffortKind::Marketing
    }
}

/// What hours went into: project, task and description, each once.
fn note(cells: &Cells, own: Field) -> Told {
    let mut pieces: Vec<Line> = Vec::new();
    for field in [Field::Project, Field::Task, own] {
        pieces.extend(cells.line(field).filter(|piece| !pieces.contains(piece)));
    }
    let text = pieces.iter().map(Line::as_str).collect::<Vec<_>>().join(BETWEEN);
    Told::Value(Line::some(&text).keep())
}
