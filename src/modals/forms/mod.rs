//! Forms: what the owner fills in. One file per form says what its fields are, what they mean and what saving does.
//!
//! [`Form`] is what they share: moving, checking a field on leaving it, asking before anything typed is lost, keeping a
//! draft. How a form is drawn is [`crate::ui::form`]'s.

mod answers;
pub mod customer;
pub mod group;
mod link;
pub mod lists;
mod losing;
mod manner;
pub mod note;
pub mod path;
pub mod record;
mod renewal;
mod segment;
pub mod settings;
mod sheet;
pub mod tags;
mod week;
mod work;
mod works;

use std::collections::BTreeMap;

use crate::domain::id::CustomerId;
use crate::intent::{Action, Draft, Effect, Event, Notice, Opening, Question, Scope, Tab, View};
use crate::ui::form::{Field, Form as Fields, Place};
use crate::ui::{Canvas, Click};

use sheet::{Refused, Reread, Sheet};

/// A form on top.
#[derive(Debug)]
pub struct Form {
    sheet: Box<dyn Sheet>,
    fields: Fields,
    /// Filled in from what was kept.
    kept: bool,
    /// Another window gave a field that was typed in another value, and the owner was not stopped for it yet.
    clash: bool,
    /// What it asked for is under way.
    waiting: bool,
}

impl Form {
    fn of(sheet: impl Sheet + 'static, fields: Fields) -> Form {
        Form { sheet: Box::new(sheet), fields, kept: false, clash: false, waiting: false }
    }

    /// The same, saying from the start what its fields come to.
    fn reckoned(mut self, view: &View<'_>) -> Form {
        self.reckon(view);
        self
    }

    /// The form a kept draft belongs to.
    #[must_use]
    pub fn opening(purpose: &str, subject: Option<CustomerId>) -> Option<Opening> {
        match (purpose, subject) {
            (customer::PURPOSE, None) => Some(Opening::AddCustomer(Vec::new())),
            (customer::PURPOSE, Some(id)) => Some(Opening::EditCustomer(id)),
            (note::PURPOSE, Some(id)) => Some(Opening::Note(id)),
            (tags::PURPOSE, Some(id)) => Some(Opening::Tag(vec![id])),
            (settings::CUSTOMERS, None) => Some(Opening::Settings(Tab::Customers)),
            (settings::CONCENTRATION, None) => Some(Opening::Settings(Tab::Concentration)),
            (settings::MATRIX, None) => Some(Opening::Settings(Tab::Matrix)),
            (settings::BEACH, None) => Some(Opening::Settings(Tab::Beach)),
            (settings::PRACTICE, None) => Some(Opening::Settings(Tab::Practice)),
            (purpose, subject) => answers::opening(purpose, subject)
                .or_else(|| segment::opening(purpose, subject))
                .or_else(|| losing::opening(purpose, subject))
                .or_else(|| week::opening(purpose, subject))
                .or_else(|| record::opening(purpose, subject)),
        }
    }

    /// What its drafts are kept under, and about whom; `None`: it keeps none.
    #[must_use]
    pub fn draft_key(&self) -> Option<(String, Option<CustomerId>)> {
        self.sheet.purpose().map(|purpose| (purpose, self.sheet.subject()))
    }

    /// Filled in with what was typed before, by label; what was answered since stands over it.
    #[must_use]
    pub fn with_draft(mut self, kept: &BTreeMap<String, String>, view: &View<'_>) -> Form {
        let answered = self.sheet.answered();
        for field in self.fields.fields_mut().iter_mut().filter(|field| !answered.contains(&field.label)) {
            if let Some(text) = kept.get(field.label) {
                field.set(text);
            }
        }
        self.kept = self.fields.changes() > 0;
        if self.kept {
            "Kept from before. Ctrl+D starts over.".clone_into(&mut self.fields.said);
            for at in 0..self.fields.fields().len() {
                self.check(at, view);
            }
        }
        self
    }

    /// What is typed and not saved.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        let purpose = self.sheet.purpose()?;
        // What is new may have begun with something filled in, which nothing but the draft remembers.
        let is_new = self.sheet.is_new();
        let typed = self.fields.fields().iter().filter(|field| field.is_changed() || is_new && !field.text().is_empty());
        let fields: BTreeMap<String, String> = typed.map(|field| (field.label.to_owned(), field.text())).collect();
        (self.fields.changes() > 0).then(|| Draft { purpose, subject: self.sheet.subject(), fields })
    }

    /// What comes up once it is saved.
    #[must_use]
    pub fn then(&self) -> Option<Opening> {
        self.sheet.then()
    }

    /// Whether a letter chooses among the options in focus.
    #[must_use]
    pub fn takes(&self, letter: char) -> bool {
        self.fields.takes(letter)
    }

    /// Where keys go: what is in focus decides.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self.fields.place() {
            Place::Line => Scope::Form,
            Place::Notes => Scope::Notes,
            Place::Choice | Place::Button => Scope::Choice,
        }
    }

    /// Takes an event and says what is to come of it.
    pub fn update(&mut self, event: Event, view: &View<'_>) -> Vec<Effect> {
        match event {
            Event::Typed(letter) => {
                let chooses = self.fields.takes(letter);
                self.fields.typed(letter);
                self.touched(view);
                if chooses {
                    self.go(1, view);
                }
            }
            Event::Pasted(text) => return self.paste(&text, view),
            Event::Wheel(by, _) => self.go(if by > 0 { 1 } else { -1 }, view),
            Event::Click(click) => return self.click(click, view),
            Event::Action(action) => return self.act(action, view),
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, view: &View<'_>) -> Vec<Effect> {
        match action {
            Action::Text(key) => {
                self.fields.edit(key);
                self.touched(view);
            }
            Action::NextField => self.go(1, view),
            Action::PreviousField => self.go(-1, view),
            Action::Left => self.sideways(-1, view),
            Action::Right => self.sideways(1, view),
            Action::Choose(number) => self.choose_by_digit(number, view),
            Action::Press => return self.press(view),
            Action::Save => return self.save(view),
            Action::Back => return self.back(),
            Action::StartOver => return self.start_over(view),
            _ => {}
        }
        Vec::new()
    }

    fn press(&mut self, view: &View<'_>) -> Vec<Effect> {
        match self.fields.button() {
            Some(0) => return self.back(),
            Some(_) => return self.save(view),
            None if self.fields.toggle() => self.touched(view),
            None if self.fields.at().is_some_and(|at| self.sheet.is_enough(&self.fields.fields()[at])) => return self.save(view),
            None if self.fields.is_last() => return self.save(view),
            None => self.go(1, view),
        }
        Vec::new()
    }

    fn click(&mut self, click: Click, view: &View<'_>) -> Vec<Effect> {
        match click {
            Click::Field(at) => self.to(at, view),
            Click::Choice(at, option) => {
                self.to(at, view);
                self.choose(option, view);
            }
            Click::Button(0) => return self.back(),
            Click::Button(_) => return self.save(view),
            _ => {}
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, view: &View<'_>) -> Vec<Effect> {
        let several = text.trim().lines().nth(1).is_some();
        if let Some(field) = self.fields.at().map(|at| &self.fields.fields()[at]).filter(|_| several)
            && let Some(effects) = self.sheet.pasted(field, text, &self.fields, view)
        {
            return effects;
        }
        let all = self.fields.pasted(text);
        self.touched(view);
        if all { Vec::new() } else { vec![Effect::Say(Notice::care("Not all of it fitted; the end was left out."))] }
    }

    fn go(&mut self, by: isize, view: &View<'_>) {
        self.leave(view);
        self.fields.step(by);
    }

    fn to(&mut self, at: usize, view: &View<'_>) {
        if self.fields.at() != Some(at) {
            self.leave(view);
            self.fields.focus(at);
        }
    }

    fn sideways(&mut self, by: isize, view: &View<'_>) {
        self.fields.sideways(by);
        self.touched(view);
    }

    /// A digit past the last choice changes nothing, and says so.
    fn choose_by_digit(&mut self, digit: u8, view: &View<'_>) {
        let choices = self.fields.at().map_or(0, |at| self.fields.fields()[at].choices());
        if usize::from(digit) > choices {
            self.fields.said = format!("{digit} is none of the choices here: they go from 1 to {choices}. Nothing was changed.");
            return;
        }
        self.choose(usize::from(digit).saturating_sub(1), view);
    }

    fn choose(&mut self, place: usize, view: &View<'_>) {
        if let Some(at) = self.fields.at() {
            self.fields.fields_mut()[at].choose(place);
            self.touched(view);
        }
    }

    /// The field in focus has another text: what was said of the old one goes.
    fn touched(&mut self, view: &View<'_>) {
        self.fields.said.clear();
        let Some(at) = self.fields.at() else { return };
        let field = &self.fields.fields()[at];
        let problem = field.problem.as_ref().and_then(|_| self.sheet.check(field, &self.fields, view).err());
        self.fields.fields_mut()[at].problem = problem;
        self.rehint(at, view);
        self.reckon(view);
    }

    /// Renews the quiet words of a field, and those that hang on it.
    fn rehint(&mut self, at: usize, view: &View<'_>) {
        let fields = self.fields.fields();
        let dependents = self.sheet.dependents(fields[at].label);
        let is_meant = |(place, field): &(usize, &Field)| *place == at || dependents.contains(&field.label);
        let meant = fields.iter().enumerate().filter(is_meant);
        let hints = meant.filter_map(|(place, field)| Some((place, self.sheet.hint(field, &self.fields, view)?)));
        for (place, hint) in hints.collect::<Vec<_>>() {
            self.fields.fields_mut()[place].hint = hint;
        }
    }

    /// Renews the quiet words of all fields.
    fn rehint_all(&mut self, view: &View<'_>) {
        for at in 0..self.fields.fields().len() {
            if let Some(hint) = self.sheet.hint(&self.fields.fields()[at], &self.fields, view) {
                self.fields.fields_mut()[at].hint = hint;
            }
        }
    }

    /// Says what the fields come to.
    fn reckon(&mut self, view: &View<'_>) {
        self.fields.result = self.sheet.result(&self.fields, view).unwrap_or_default();
    }

    fn leave(&mut self, view: &View<'_>) {
        if let Some(at) = self.fields.at() {
            self.check(at, view);
        }
    }

    fn check(&mut self, at: usize, view: &View<'_>) {
        let field = &self.fields.fields()[at];
        let checked = if field.required || field.is_changed() { self.sheet.check(field, &self.fields, view) } else { Ok(None) };
        let field = &mut self.fields.fields_mut()[at];
        match checked {
            Ok(tidied) => {
                field.problem = None;
                if let Some(tidied) = tidied.filter(|tidied| *tidied != field.text()) {
                    field.set(&tidied);
                }
            }
            Err(problem) => field.problem = Some(problem),
        }
        self.rehint(at, view);
    }

    fn save(&mut self, view: &View<'_>) -> Vec<Effect> {
        for at in 0..self.fields.fields().len() {
            self.check(at, view);
        }
        if self.fields.changes() == 0 && !self.sheet.is_new() {
            return self.close();
        }
        if let Some(wrong) = self.fields.fields().iter().position(|field| field.problem.is_some()) {
            self.fields.focus(wrong);
            return Vec::new();
        }
        if std::mem::take(&mut self.clash) {
            if let Some(at) = self.fields.fields().iter().position(|field| field.elsewhere.is_some()) {
                self.fields.focus(at);
            }
            "Another window changed this too. Look at both; Ctrl+S again saves yours.".clone_into(&mut self.fields.said);
            return Vec::new();
        }
        if self.waiting {
            "It is under way, a moment.".clone_into(&mut self.fields.said);
            return Vec::new();
        }
        match self.sheet.save(&self.fields, view) {
            Ok(effects) => {
                self.waiting = self.sheet.waits();
                effects
            }
            Err(refused) => {
                self.refused(refused);
                Vec::new()
            }
        }
    }

    /// Says why saving waits, at the field to mend where there is one.
    fn refused(&mut self, refused: Refused) {
        let at = refused.label.and_then(|label| self.fields.fields().iter().position(|field| field.label == label));
        match at {
            Some(at) => {
                self.fields.focus(at);
                self.fields.fields_mut()[at].problem = Some(refused.words);
            }
            None => self.fields.said = refused.words,
        }
    }

    /// Closes, but asks first where something typed would be lost.
    fn back(&self) -> Vec<Effect> {
        let words = match self.fields.changes() {
            0 => return self.close(),
            1 => "You have changed one thing here. It is not saved yet.".to_owned(),
            count => format!("You have changed {count} things here. They are not saved yet."),
        };
        let discard = self.forget().into_iter().chain([Effect::Close]).collect();
        vec![Effect::Open(Opening::Ask(Question {
            title: self.fields.title.clone(),
            words,
            answers: vec![
                ("Keep editing".to_owned(), Vec::new()),
                (self.fields.verb.to_owned(), vec![Effect::Run(Action::Save)]),
                ("Discard".to_owned(), discard),
            ],
        }))]
    }

    fn close(&self) -> Vec<Effect> {
        self.forget().filter(|_| self.kept).into_iter().chain([Effect::Close]).collect()
    }

    fn forget(&self) -> Option<Effect> {
        self.sheet.purpose().map(|purpose| Effect::DropDraft { purpose, subject: self.sheet.subject() })
    }

    fn start_over(&mut self, view: &View<'_>) -> Vec<Effect> {
        self.fields.start_over();
        self.rehint_all(view);
        self.reckon(view);
        self.kept = false;
        self.clash = false;
        self.forget().into_iter().collect()
    }

    /// Why an action cannot work now.
    #[must_use]
    pub fn refuses(&self, action: Action, _view: &View<'_>) -> Option<String> {
        let on_a_button = self.fields.button().is_some();
        match action {
            Action::StartOver if self.fields.changes() == 0 => Some("Nothing has changed here yet.".to_owned()),
            Action::Choose(_) if on_a_button => Some("Enter presses the button.".to_owned()),
            _ => None,
        }
    }

    /// The book moved below it: fields not typed in follow, those that were are kept and say what stands there now.
    pub fn book_changed(&mut self, view: &View<'_>) {
        let Some(reread) = self.sheet.reread(&self.fields, view) else { return };
        for (field, Reread { now, merged }) in self.fields.fields_mut().iter_mut().zip(reread) {
            if now == field.original() {
                continue;
            }
            let changed = field.is_changed();
            let typed = field.text();
            field.set_original(now.clone());
            if !changed {
                field.start_over();
            } else if let Some(merged) = merged {
                field.set(&merged);
            } else if typed != now {
                self.clash = true;
                let now = match now.as_str() {
                    "" => "empty".to_owned(),
                    now => format!("\"{}\"", crate::domain::text::shown(now, 60)),
                };
                field.elsewhere = Some(format!("Another window made this {now}; saving writes yours"));
            }
        }
        self.rehint_all(view);
        self.reckon(view);
    }

    /// What it asked for failed: why, everything typed being kept.
    pub fn failed(&mut self, words: &str) {
        self.waiting = false;
        words.clone_into(&mut self.fields.said);
    }

    /// Whether what it asked for is under way.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting
    }

    /// Draws it over what is there.
    pub fn render(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        self.fields.render(view.area, canvas);
    }
}
