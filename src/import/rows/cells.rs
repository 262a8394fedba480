//! The cells of one record by field: trimmed, cleaned, checked for length, and quoted in refusals.

use csv::StringRecord;

use super::Shape;
use crate::domain::columns::{Field, FileKind};
use crate::domain::guard::unguarded;
use crate::domain::intake::Refusal;
use crate::domain::record::Shape as OwnShape;
use crate::domain::text::{LONGEST_LINE, LONGEST_PROSE, Line, Prose};
use crate::import::dates;
use crate::import::mapping::Mapping;

use chrono::{Days, NaiveDate};

/// One record.
pub(super) struct Cells<'a> {
    pub(super) line: u64,
    pub(super) record: &'a StringRecord,
    pub(super) mapping: &'a Mapping,
    pub(super) kind: FileKind,
    /// Whether texts may carry the guard of a file made for spreadsheets.
    pub(super) guarded: bool,
}

const TEXTS: [Field; 4] = [Field::Note, Field::Criteria, Field::Channels, Field::Phrases];

impl<'a> Cells<'a> {
    /// A cell without white space around it; `None` where it is empty or the file has no such column.
    pub(super) fn get(&self, field: Field) -> Option<&'a str> {
        let cell = self.record.get(self.mapping.column(field)?)?.trim();
        (!cell.is_empty()).then_some(cell)
    }

    /// The refusal of a field's cell.
    pub(super) fn refuse(&self, field: Field, reason: impl Into<String>) -> Refusal {
        Refusal::new(self.line, self.mapping.heading(field), self.get(field).unwrap_or_default(), reason)
    }

    /// The refusal of the whole row.
    pub(super) fn refuse_row(&self, reason: impl Into<String>) -> Refusal {
        Refusal::new(self.line, "", "", reason)
    }

    /// What every kind of row must be: as wide as the headings, of readable length, decoded without damage.
    pub(super) fn checked(&self, decoded: bool) -> Result<(), Refusal> {
        let width = self.mapping.headings.len();
        if self.record.len() > width && self.record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
            let more = self.record.len() - width;
            return Err(self.refuse_row(format!(
                "{more} more {} than there are headings: text that holds the separator must stand in quotes",
                if more == 1 { "cell" } else { "cells" }
            )));
        }
        if self.record.as_slice().len() > LONGEST_LINE {
            self.bounded()?;
        }
        if decoded && self.record.as_slice().contains('\u{fffd}') {
            return Err(self.refuse_row(
                "holds characters that could not be decoded: name the file's encoding with --encoding, or save it as UTF-8",
            ));
        }
        Ok(())
    }

    fn bounded(&self) -> Result<(), Refusal> {
        for (column, cell) in self.record.iter().enumerate() {
            let holds = |field: &Field| self.mapping.column(*field) == Some(column);
            let own = self.kind.columns().iter().map(|column| column.field);
            let is_prose = TEXTS.iter().any(holds)
                || own.filter(|field| self.kind.shape(*field) == Some(OwnShape::Prose)).any(|field| holds(&field));
            let longest = if is_prose { LONGEST_PROSE } else { LONGEST_LINE };
            if cell.len() > longest && cell.chars().count() > longest {
                let heading = self.mapping.headings.get(column).map_or("", |heading| heading.shown.as_str());
                return Err(Refusal::new(
                    self.line,
                    heading,
                    cell,
                    format!("longer than {longest} characters: is a quote left open?"),
                ));
            }
        }
        Ok(())
    }

    fn text(&self, cell: &'a str) -> &'a str {
        if self.guarded { unguarded(cell) } else { cell }
    }

    /// A line of text; `None` where nothing is left after cleaning.
    pub(super) fn line(&self, field: Field) -> Option<Line> {
        self.get(field).and_then(|cell| Line::some(self.text(cell)))
    }

    /// A text of several lines.
    pub(super) fn prose(&self, field: Field) -> Option<Prose> {
        self.get(field).map(|cell| Prose::clean(self.text(cell))).filter(|prose| !prose.is_empty())
    }

    /// A date, moved as the import asks.
    pub(super) fn date(&self, shape: &Shape, field: Field) -> Result<Option<NaiveDate>, Refusal> {
        let Some(cell) = self.get(field) else { return Ok(None) };
        // What programs write where a day is not known yet.
        if field != Field::Date && (matches!(cell, "-" | "–" | "n/a" | "N/A") || cell.starts_with("0000-00-00")) {
            return Ok(None);
        }
        let date = dates::read(cell, shape.order).map_err(|reason| self.refuse(field, reason))?;
        if shape.shift_days == 0 {
            return Ok(Some(date));
        }
        let days = Days::new(shape.shift_days.unsigned_abs());
        let moved = if shape.shift_days < 0 { date.checked_sub_days(days) } else { date.checked_add_days(days) };
        let moved = moved.filter(|date| (crate::domain::period::earliest()..=crate::domain::period::latest()).contains(date));
        moved.map(Some).ok_or_else(|| self.refuse(field, "moved out of the years 1900 to 2999"))
    }

    /// Yes or no.
    pub(super) fn yes(&self, field: Field) -> Result<bool, Refusal> {
        let cell = self.get(field).unwrap_or_default();
        crate::import::words::yes(cell).ok_or_else(|| self.refuse(field, "neither yes nor no"))
    }
}
