//! Forms half typed: kept in the book a moment after the last key, so that neither a crash nor a closed window loses
//! them, and offered again.

use std::time::Duration;

use super::core::App;
use crate::domain::draft::Draft;
use crate::domain::id::CustomerId;
use crate::domain::period::spoken;
use crate::domain::record::Kind;
use crate::domain::text::Line;
use crate::intent::{self, Effect, Notice, Opening};
use crate::modals::forms::Form;

/// So long after the last key a draft is kept.
const PAUSE: Duration = Duration::from_secs(1);

/// What is kept of the form on top.
#[derive(Debug, Default)]
pub(super) struct Drafting {
    kept: Option<intent::Draft>,
    /// When the next one is due.
    pub(super) due: Option<Duration>,
}

impl App {
    /// After every event: a form that differs from what is kept is kept after a pause.
    pub(super) fn watch_draft(&mut self) {
        let typed = self.modals.iter().rev().find_map(crate::modals::Modal::draft);
        self.drafting.due = if typed.is_some() && typed != self.drafting.kept { Some(self.now + PAUSE) } else { None };
    }

    /// Keeps it once the pause is over.
    pub(super) fn keep_draft_when_due(&mut self) {
        if self.drafting.due.is_some_and(|due| due <= self.now) {
            self.keep_draft_now();
        }
    }

    /// Keeps what is typed, if anything is.
    pub(super) fn keep_draft_now(&mut self) {
        self.drafting.due = None;
        let Some(typed) = self.modals.iter().rev().find_map(crate::modals::Modal::draft) else { return };
        let at = (self.desk.setup.clock)();
        if self.drafting.kept.as_ref() == Some(&typed) {
            return;
        }
        let fields = typed.fields.clone();
        // While the book is away on a long write it takes no draft; the next pause tries again.
        if self.desk.keep_draft(&Draft { purpose: Line::clean(&typed.purpose), subject: typed.subject, at, fields }) {
            self.drafting.kept = Some(typed);
        }
    }

    /// A form was saved or thrown away.
    pub(super) fn forget_draft(&mut self, purpose: &str, subject: Option<CustomerId>) {
        self.drafting = Drafting::default();
        self.desk.drop_draft(purpose, subject);
    }

    /// What was kept of a form.
    pub(super) fn draft_of(&self, purpose: &str, subject: Option<CustomerId>) -> Option<Draft> {
        self.desk.drafts().into_iter().find(|draft| draft.purpose.as_str() == purpose && draft.subject == subject)
    }

    /// On start: says that a form was left half typed.
    pub(super) fn offer_draft(&mut self) {
        let Some((subject, opening)) = self.newest_draft() else { return };
        let about = subject.map(|id| self.desk.names.by_id(&self.desk.book, id).to_owned());
        let about = match (opening, about) {
            (Opening::Settings(_), _) => {
                self.say(Notice::care("Settings were left half typed. : draft goes on with them."));
                return;
            }
            (_, Some(about)) => about,
            (Opening::AddRecord(row), None) => format!("a new {}", row.kind.noun()),
            (Opening::EditRecord(kind, _), None) => {
                format!("one of your {}", if kind == Kind::Effort { "entries" } else { kind.plural() })
            }
            (Opening::Log(_), None) => "hours or a cost".to_owned(),
            (Opening::Lose(_) | Opening::Term(_), None) => "one of your engagements".to_owned(),
            (Opening::HandOver(_), None) => "work handed over".to_owned(),
            (Opening::Capacity(monday), None) => format!("the week of {}", spoken(monday)),
            (Opening::Segment(None), None) => "a new segment".to_owned(),
            (Opening::Segment(Some(_)), None) => "one of your segments".to_owned(),
            (_, None) => "a new customer".to_owned(),
        };
        self.say(Notice::care(format!("A form about {about} was left half typed. : draft goes on with it.")));
    }

    /// Whom the newest form that can go on is about, and what opens it. One about somebody or something that an undo took
    /// out of the book waits until it is back.
    fn newest_draft(&self) -> Option<(Option<CustomerId>, Opening)> {
        let book = &self.desk.book;
        let is_there = |draft: &Draft| draft.subject.is_none_or(|id| book.customer(id).is_some());
        let is_open = |opening: &Opening| match opening {
            Opening::EditRecord(kind, id) => book.records().row(*kind, *id).is_some(),
            Opening::Lose(id) | Opening::Term(id) => book.records().engagements.find(id.0).is_some(),
            Opening::Segment(Some(id)) => book.segment(*id).is_some(),
            _ => true,
        };
        let drafts = self.desk.drafts().into_iter().filter(is_there);
        let openings = drafts.filter_map(|draft| Some((draft.subject, Form::opening(draft.purpose.as_str(), draft.subject)?)));
        { openings }.find(|(_, opening)| is_open(opening))
    }

    /// Opens the form left half typed.
    pub(super) fn open_draft(&mut self) {
        match self.newest_draft() {
            Some((_, opening)) => self.perform(Effect::Open(opening)),
            None => self.say(Notice::care("No form was left half typed.")),
        }
    }
}
