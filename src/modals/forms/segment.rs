//! The form of a segment: what it is called, whether it pays, who belongs to it, where they are and how they speak.

use super::{Form, Refused, Reread, Sheet};
use crate::domain::change::{Change, Edit};
use crate::domain::customer::{Segment, SegmentKind};
use crate::domain::id::{CustomerId, SegmentId};
use crate::domain::text::{LONGEST_LINE, LONGEST_PROSE, Line, Prose, shown};
use crate::intent::{Effect, Opening, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of this form are kept under; of one there is its id follows.
const PURPOSE: &str = "segment";

const NAME: &str = "Name";
const KIND: &str = "Kind";
const CRITERIA: &str = "Who belongs";
const CHANNELS: &str = "Where they are";
const PHRASES: &str = "How they speak";
const ARCHIVED: &str = "Archived";

/// A segment being added or edited.
#[derive(Debug)]
struct Sketch {
    /// As the owner saw it; `None`: it is new.
    before: Option<Segment>,
}

impl Form {
    /// The form of a segment, or of a new one; `None` where it is gone.
    #[must_use]
    pub fn segment(id: Option<SegmentId>, view: &View<'_>) -> Option<Form> {
        let before = match id {
            Some(id) => Some(view.book.segment(id)?.clone()),
            None => None,
        };
        let is_new = before.is_none();
        let fields = fields_of(&before.clone().unwrap_or_else(blank));
        let mut fields = Fields::new(if is_new { "Add segment" } else { "Edit segment" }, fields);
        if is_new {
            fields.verb = "Add";
        }
        Some(Form::of(Sketch { before }, fields))
    }
}

/// The form a kept draft of a segment belongs to.
pub(super) fn opening(purpose: &str, _subject: Option<CustomerId>) -> Option<Opening> {
    let id = purpose.strip_prefix(PURPOSE)?;
    if id.is_empty() {
        return Some(Opening::Segment(None));
    }
    Some(Opening::Segment(Some(SegmentId(id.trim_start().parse().ok()?))))
}

fn blank() -> Segment {
    Segment {
        id: SegmentId(0),
        name: Line::default(),
        kind: SegmentKind::default(),
        criteria: None,
        channels: None,
        phrases: None,
        archived: false,
    }
}

fn fields_of(segment: &Segment) -> Vec<Field> {
    let notes = |label, text: &Option<Prose>| Field::notes(label, text.as_ref().map_or("", Prose::as_str), LONGEST_PROSE);
    let kinds = vec!["clients".to_owned(), "colleagues".to_owned()];
    let mut fields = vec![
        Field::line(NAME, segment.name.as_str(), LONGEST_LINE).required(),
        Field::choice(KIND, kinds, usize::from(segment.kind == SegmentKind::Colleague))
            .hinted("colleagues change no share unless you invoice them"),
        notes(CRITERIA, &segment.criteria).hinted("how you tell that somebody is one of them"),
        notes(CHANNELS, &segment.channels).hinted("where they are found: fairs, papers, forums"),
        notes(PHRASES, &segment.phrases).hinted("their own words for what they need"),
    ];
    if segment.id != SegmentId(0) {
        fields.push(Field::switch(ARCHIVED, "hidden from lists, never deleted", segment.archived));
    }
    fields
}

impl Sketch {
    fn after(&self, fields: &Fields) -> Segment {
        let mut after = self.before.clone().unwrap_or_else(blank);
        for field in fields.fields().iter().filter(|field| field.is_changed()) {
            let text = field.text();
            let prose = || Some(Prose::clean(&text)).filter(|prose| !prose.is_empty());
            match field.label {
                NAME => after.name = Line::clean(&text),
                KIND => after.kind = if field.chosen() == 1 { SegmentKind::Colleague } else { SegmentKind::Client },
                CRITERIA => after.criteria = prose(),
                CHANNELS => after.channels = prose(),
                PHRASES => after.phrases = prose(),
                ARCHIVED => after.archived = field.chosen() == 1,
                _ => {}
            }
        }
        after
    }
}

impl Sheet for Sketch {
    fn purpose(&self) -> Option<String> {
        Some(match &self.before {
            Some(before) => format!("{PURPOSE} {}", before.id),
            None => PURPOSE.to_owned(),
        })
    }

    fn is_new(&self) -> bool {
        self.before.is_none()
    }

    fn check(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        if field.label != NAME {
            return Ok(None);
        }
        let Some(name) = Line::some(&field.text()) else {
            return Err("A segment needs a name. Any will do for now".to_owned());
        };
        let id = self.before.as_ref().map(|before| before.id);
        let others = view.book.segments.iter().filter(|segment| Some(segment.id) != id);
        if { others }.any(|segment| segment.name.key() == name.key()) {
            return Err(format!("There is a segment called {} already. Choose another name", shown(name.as_str(), 40)));
        }
        Ok(Some(name.to_string()))
    }

    fn save(&mut self, fields: &Fields, _view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let edit = Edit { before: self.before.clone(), after: self.after(fields) };
        Ok(vec![Effect::Submit(Change::Segment(edit))])
    }

    fn reread(&mut self, _fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        let now = view.book.segment(self.before.as_ref()?.id)?.clone();
        let reread = fields_of(&now).iter().map(|field| Reread { now: field.text(), merged: None }).collect();
        self.before = Some(now);
        Some(reread)
    }
}
