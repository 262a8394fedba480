//! What keys, clicks and the wheel do on the tab, and what cannot be done now.
//!
//! Nothing is changed here but what is archived: everything else is asked for as a form.

use crate::chart::scroll;
use crate::domain::change::Change;
use crate::domain::edit::Edit;
use crate::domain::insight::practice::newest_mood;
use crate::domain::record::{Kept, Kind, Record, Row, Value};
use crate::intent::{Action, Effect, Opening, Tab, View};
use crate::ui::Click;

use super::Practice;
use super::items::{Item, archived, is_archived};
use super::rooms;
use super::section::Section;

impl Practice {
    /// Does what an action asks for.
    pub(super) fn act(&mut self, action: Action, view: &View<'_>) -> Vec<Effect> {
        match action {
            Action::Settings => return settings(),
            Action::Add => return vec![self.add(view)],
            Action::NextPanel => self.go(self.focus.step(1), view),
            Action::PreviousPanel => self.go(self.focus.step(-1), view),
            _ if self.is_open => return self.act_in_list(action, view),
            Action::Up | Action::PageUp => self.towards((0, -1), view),
            Action::Down | Action::PageDown => self.towards((0, 1), view),
            Action::Left => self.towards((-1, 0), view),
            Action::Right => self.towards((1, 0), view),
            Action::First => self.focus = Section::ALL[0],
            Action::Last => self.focus = Section::ALL[Section::ALL.len() - 1],
            Action::Open => self.open(view),
            Action::Edit if self.focus == Section::Targets => return settings(),
            Action::Edit => {
                let newest = newest_mood(view.book, view.today).filter(|_| self.focus == Section::Mood);
                return newest
                    .map(|profile| Effect::Open(Opening::EditRecord(Kind::MoodProfile, profile.id.0)))
                    .into_iter()
                    .collect();
            }
            _ => {}
        }
        Vec::new()
    }

    fn act_in_list(&mut self, action: Action, view: &View<'_>) -> Vec<Effect> {
        let page = Practice::list_height(view).max(1) as isize;
        match action {
            Action::Up => self.step(-1, view),
            Action::Down => self.step(1, view),
            Action::PageUp => self.step(-page, view),
            Action::PageDown => self.step(page, view),
            Action::First => self.step(isize::MIN / 2, view),
            Action::Last => self.step(isize::MAX / 2, view),
            Action::Back => self.is_open = false,
            Action::Open | Action::Edit => return self.edit(view).into_iter().collect(),
            Action::AddVariant => return self.add_variant(view).into_iter().collect(),
            Action::Archive => return self.archive(view).into_iter().collect(),
            Action::ShowArchived => {
                self.archived = !self.archived;
                self.seen = self.items(view);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Moves the cursor of the open box.
    fn step(&mut self, by: isize, view: &View<'_>) {
        let items = self.items(view);
        self.put(scroll::moved(self.row, by, items.len()), &items);
    }

    /// The focus goes to a box; an open one gives way to the next.
    fn go(&mut self, section: Section, view: &View<'_>) {
        self.focus = section;
        if self.is_open {
            self.open(view);
        }
    }

    /// To the nearest box in a direction; where the boxes are a list, up and down it.
    fn towards(&mut self, (dx, dy): (i32, i32), view: &View<'_>) {
        if rooms::is_list(view.area) {
            let at = scroll::moved(self.focus.place(), dy as isize, Section::ALL.len());
            self.focus = Section::ALL[at];
        } else {
            self.focus = self.boxes(view).towards(self.focus, (dx, dy));
        }
    }

    /// The form of what is under the cursor.
    fn edit(&self, view: &View<'_>) -> Option<Effect> {
        Some(match self.item()? {
            Item::LookAgain | Item::First(_) => self.add(view),
            Item::Scope => return None,
            Item::Setting(name) => Effect::Open(Opening::Setting(Tab::Practice, name)),
            Item::Segment(id) => Effect::Open(Opening::Segment(Some(id))),
            Item::Record(kind, id) => Effect::Open(Opening::EditRecord(kind, id)),
        })
    }

    /// The form of a new one, of the kind the box holds or the cursor is on.
    fn add(&self, view: &View<'_>) -> Effect {
        let blank = |kind| Effect::Open(Opening::AddRecord(Row::blank(kind)));
        match self.focus {
            Section::Mood => look_again(view),
            Section::Targets => Effect::Open(Opening::Settings(Tab::Practice)),
            Section::Offerings => blank(Kind::Offering),
            Section::Partners => blank(Kind::Partner),
            Section::Segments => Effect::Open(Opening::Segment(None)),
            Section::Rivals => blank(Kind::Rivals),
            Section::Wanted => {
                // Who is wanted comes before their names.
                let none_yet = view.book.records().wanted.iter().all(|wanted| wanted.archived);
                let kind = match self.item() {
                    Some(Item::Record(kind, _) | Item::First(kind)) => kind,
                    _ if none_yet => Kind::Wanted,
                    _ => Kind::Prospect,
                };
                let row = Row::blank(kind);
                let row = if kind == Kind::Wanted { row.with("said", view.today.keep()) } else { row };
                Effect::Open(Opening::AddRecord(row))
            }
        }
    }

    /// The offering under the cursor, or the one whose variant it is on.
    fn offering(&self, view: &View<'_>) -> Option<i64> {
        match self.item()? {
            Item::Record(Kind::Offering, id) => Some(id),
            Item::Record(Kind::Variant, id) => view.book.records().variants.find(id).map(|variant| variant.offering.0),
            _ => None,
        }
    }

    fn add_variant(&self, view: &View<'_>) -> Option<Effect> {
        let row = Row::blank(Kind::Variant).with("offering", Value::Number(self.offering(view)?));
        Some(Effect::Open(Opening::AddRecord(row)))
    }

    /// Puts the row under the cursor away, or brings it back.
    fn archive(&self, view: &View<'_>) -> Option<Effect> {
        let item = self.item()?;
        let is_away = is_archived(item, view)?;
        let change = match item {
            Item::Segment(id) => {
                let before = view.book.segment(id)?.clone();
                let mut after = before.clone();
                after.archived = !is_away;
                Change::Segment(Edit::of(before, after))
            }
            Item::Record(kind, id) => {
                let before = view.book.records().row(kind, id)?;
                let after = before.clone().with("archived", (!is_away).keep());
                Change::Records(vec![Edit::of(before, after)])
            }
            _ => return None,
        };
        Some(Effect::Save(change))
    }

    /// A click on a box takes the focus, a second one opens it; so with the rows of an open one.
    pub(super) fn click(&mut self, click: Click, view: &View<'_>) -> Vec<Effect> {
        match click {
            Click::Panel(at) if !self.is_open => {
                let Some(section) = Section::ALL.get(at).copied() else { return Vec::new() };
                if section == self.focus {
                    self.open(view);
                } else {
                    self.focus = section;
                }
            }
            Click::Row(at) if self.is_open => {
                if at == self.row {
                    return self.edit(view).into_iter().collect();
                }
                let items = self.items(view);
                self.put(at, &items);
            }
            _ => {}
        }
        Vec::new()
    }

    /// A notch moves the cursor, or the focus from box to box.
    pub(super) fn wheel(&mut self, by: i16, view: &View<'_>) {
        if self.is_open {
            self.step(isize::from(by), view);
        } else {
            let at = scroll::moved(self.focus.place(), isize::from(by.signum()), Section::ALL.len());
            self.focus = Section::ALL[at];
        }
    }

    /// Why an action cannot work now.
    pub(super) fn refusal(&self, action: Action, view: &View<'_>) -> Option<String> {
        let words = match action {
            Action::Left | Action::Right if self.is_open => "Esc goes back to the boxes, Tab opens the next one.",
            Action::AddVariant if self.focus != Section::Offerings || !self.is_open => {
                "A variant belongs to an offering: open what you do with Enter and choose one."
            }
            Action::AddVariant if self.offering(view).is_none() => "A variant belongs to an offering. a adds one.",
            Action::Edit if !self.is_open && self.focus == Section::Mood && newest_mood(view.book, view.today).is_none() => {
                "There are no answers to edit yet. a asks the four questions."
            }
            Action::Edit if !self.is_open && !matches!(self.focus, Section::Mood | Section::Targets) => {
                "Open the box with Enter, then choose what to edit."
            }
            Action::Open | Action::Edit if self.is_open && self.item().is_none() => "There is nothing here yet. a adds one.",
            Action::Open | Action::Edit if self.is_open && self.item() == Some(Item::Scope) => {
                "Scope is worked out of your jobs: 4 shows them on the Beach, e there mends one."
            }
            Action::Archive if !self.is_open => "Open the box with Enter, then choose what to archive.",
            Action::Archive => return self.why_not_archive(view),
            Action::ShowArchived if !self.is_open => "Open a box with Enter; A then shows what is archived in it.",
            Action::ShowArchived if archived(self.focus, view) == 0 => "Nothing is archived here.",
            _ => return None,
        };
        Some(words.to_owned())
    }

    fn why_not_archive(&self, view: &View<'_>) -> Option<String> {
        let words = match self.item() {
            Some(item) if is_archived(item, view).is_some() => return None,
            Some(Item::Setting(_)) => "A setting is changed, not archived: e changes it.",
            Some(Item::Scope) => "Scope is worked out of your jobs: there is nothing to archive.",
            Some(Item::LookAgain | Item::Record(Kind::MoodProfile, _) | Item::First(Kind::MoodProfile)) => {
                "Every version of your answers is kept. a looks again."
            }
            _ => "There is nothing to archive here yet. a adds one.",
        };
        Some(words.to_owned())
    }
}

fn settings() -> Vec<Effect> {
    vec![Effect::Open(Opening::Settings(Tab::Practice))]
}

/// The four questions anew: today's version begins with the last answers. A second look on one day mends the first.
fn look_again(view: &View<'_>) -> Effect {
    let opening = match newest_mood(view.book, view.today) {
        Some(last) if last.answered == view.today => Opening::EditRecord(Kind::MoodProfile, last.id.0),
        Some(last) => Opening::AddRecord(Row { id: 0, ..last.row() }.with("answered", view.today.keep())),
        None => Opening::AddRecord(Row::blank(Kind::MoodProfile).with("answered", view.today.keep())),
    };
    Effect::Open(opening)
}
