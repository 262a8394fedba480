//! The form of a record of any kind: its fields are those its kind is described by in [`crate::domain::record`].
//!
//! What a kind does otherwise than the others is [`super::manner`]'s; rows pointed to are found in [`super::link`].

use chrono::NaiveDate;

use super::link::Among;
use super::{Form, Refused, Reread, Sheet, link, manner, renewal, work};
use crate::domain::change::{Change, Edit};
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::period::spoken;
use crate::domain::practice::{Outcome, Referral};
use crate::domain::record::{Field as About, Kept, Kind, Record, Row, Shape, Target, Typing, Value, shown, typed};
use crate::domain::text::{LONGEST_LINE, LONGEST_PROSE, shown as fit};
use crate::domain::typed_date::{Calendar, Lean};
use crate::intent::customer::referral;
use crate::intent::{Effect, Opening, View};
use crate::ui::form::{Field, Form as Fields};

/// A record being added or edited.
#[derive(Debug)]
struct Entry {
    /// As the owner saw it; `None`: it is new.
    before: Option<Row>,
    /// What the fields began with.
    start: Row,
    part: Part,
    /// What comes up once it is saved.
    next: Option<Opening>,
}

/// Which of its fields are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// All there are.
    Whole,
    /// What became of its term.
    Term,
}

/// What drafts of the form of a term are kept under, before its id.
const TERM: &str = "term";

impl Form {
    /// The form of a new record, filled in as far as is known.
    #[must_use]
    pub fn add_record(row: Row, view: &View<'_>) -> Form {
        let mut start = Row { id: 0, ..row };
        for about in start.kind.fields().iter().filter(|about| about.needed) {
            let value = match about.shape {
                Shape::OneOf([(first, _), ..]) => Value::Text((*first).to_owned()),
                Shape::Date { .. } => view.today.keep(),
                _ => continue,
            };
            if start.get(about.name).is_nothing() {
                start.set(about.name, value);
            }
        }
        if start.kind == Kind::Engagement {
            work::begun(&mut start, view);
        }
        Form::entry(None, start, Part::Whole, view)
    }

    /// The form that logs hours or a cost, of a customer where one is meant.
    #[must_use]
    pub fn log(customer: Option<CustomerId>, view: &View<'_>) -> Form {
        let known = customer.filter(|id| view.book.customer(*id).is_some());
        Form::add_record(Row::blank(Kind::Effort).with("customer", known.keep()), view)
    }

    /// The form of a record; `None` where it is gone.
    #[must_use]
    pub fn edit_record(kind: Kind, id: i64, view: &View<'_>) -> Option<Form> {
        let row = view.book.records().row(kind, id)?;
        Some(Form::entry(Some(row.clone()), row, Part::Whole, view))
    }

    /// The form of a term: why it is expected to be renewed, and what became of it; `None` where the engagement is gone.
    #[must_use]
    pub fn term(id: EngagementId, view: &View<'_>) -> Option<Form> {
        let row = view.book.records().row(Kind::Engagement, id.0)?;
        Some(Form::entry(Some(row.clone()), row, Part::Term, view))
    }

    /// The form of how the firm works with a customer; `None` where they are gone.
    #[must_use]
    pub fn profile(id: CustomerId, view: &View<'_>) -> Option<Form> {
        view.book.customer(id)?;
        let known = view.book.records().profiles.iter().find(|profile| profile.customer == id);
        Some(match known {
            Some(profile) => Form::entry(Some(profile.row()), profile.row(), Part::Whole, view),
            None => Form::add_record(Row::blank(Kind::Profile).with("customer", id.keep()), view),
        })
    }

    fn entry(before: Option<Row>, start: Row, part: Part, view: &View<'_>) -> Form {
        let entry = Entry { before, start, part, next: None };
        let (title, verb) = match part {
            Part::Whole => manner::title(&entry.start, view),
            Part::Term => (renewal::title(&entry.start, view), "Save"),
        };
        let mut fields = Fields::new(title, entry.fields(&entry.start, view));
        fields.verb = verb;
        let begins_at = manner::begins_at(&entry.start).and_then(|name| entry.start.kind.field(name));
        if let Some(at) = begins_at.and_then(|about| fields.fields().iter().position(|field| field.label == about.label)) {
            fields.focus(at);
        }
        let mut form = Form::of(entry, fields);
        form.rehint_all(view);
        form.reckoned(view)
    }
}

/// The form a kept draft of a record belongs to.
pub(super) fn opening(purpose: &str, subject: Option<CustomerId>) -> Option<Opening> {
    let mut words = purpose.split(' ');
    let first = words.next()?;
    if first == TERM {
        return Some(Opening::Term(EngagementId(words.next()?.parse().ok()?)));
    }
    let kind = Kind::of_table(first)?;
    match (words.next(), words.next(), words.next()) {
        (None, ..) => {}
        (Some(id), None, _) => return Some(Opening::EditRecord(kind, id.parse().ok()?)),
        (Some(field), Some(id), None) => return manner::begun(kind, field, id.parse().ok()?, subject).map(Opening::AddRecord),
        _ => return None,
    }
    match (kind, subject) {
        (Kind::Profile, subject) => subject.map(Opening::Profile),
        (Kind::Effort, subject) => Some(Opening::Log(subject)),
        (Kind::Referral, Some(subject)) => Some(Opening::AddRecord(referral(subject, Outcome::Won))),
        (kind, Some(subject)) => Some(Opening::AddRecord(Row::blank(kind).with("customer", subject.keep()))),
        (kind, None) => Some(Opening::AddRecord(Row::blank(kind))),
    }
}

/// A field of a form for a field of a record.
pub(super) fn field(about: &'static About, value: &Value, view: &View<'_>) -> Field {
    let text = text(about, value, view);
    let field = match about.shape {
        Shape::Prose => Field::notes(about.label, &text, LONGEST_PROSE),
        Shape::Lines => Field::line(about.label, &text, LONGEST_LINE).list(),
        Shape::Rating(means) => Field::scale(about.label, means, text.parse().unwrap_or(0)),
        Shape::Flag(means) => Field::switch(about.label, means, text == "yes"),
        Shape::OneOf(words) => {
            let none = (!about.needed).then(|| "none".to_owned());
            let kept = value.text().and_then(|kept| words.iter().position(|(word, _)| *word == kept));
            let at = kept.map_or(0, |at| at + usize::from(none.is_some()));
            Field::choice(about.label, none.into_iter().chain(words.iter().map(|(_, label)| (*label).to_owned())).collect(), at)
        }
        Shape::SomeOf(words) => Field::ticks(about.label, words.iter().map(|(_, label)| *label).collect(), &text),
        _ => Field::line(about.label, &text, LONGEST_LINE),
    };
    let is_typed = !matches!(about.shape, Shape::OneOf(_) | Shape::Rating(_) | Shape::Flag(_) | Shape::SomeOf(_));
    if about.needed && is_typed { field.required() } else { field }
}

/// A value as its field shows it.
pub(super) fn text(about: &About, value: &Value, view: &View<'_>) -> String {
    shown(about.shape, value, view.book.settings.base(), &|target, id| link::name(target, id, view))
}

/// What stands in a field as the book would keep it, or why not.
pub(super) fn value(about: &About, field: &Field, among: Among, view: &View<'_>) -> Result<Value, String> {
    if let Shape::OneOf(words) = about.shape {
        let at = field.chosen().checked_sub(usize::from(!about.needed));
        return Ok(at.and_then(|at| words.get(at)).map_or(Value::Nothing, |(word, _)| Value::Text((*word).to_owned())));
    }
    let find = |target: Target, typed: &str| {
        let found = link::find(target, typed, among, view).settled(target, typed, about.needed)?;
        found.ok_or_else(|| format!("{} cannot stay empty.", about.label))
    };
    let calendar = Calendar { today: view.today, year_start: view.book.settings.fiscal_start, lean: Lean::Past };
    typed(about.shape, &field.text(), &Typing { base: view.book.settings.base(), calendar, find: &find })
}

/// What is wrong with a field, or what stands in it tidied up.
pub(super) fn check(about: &About, field: &Field, among: Among, view: &View<'_>) -> Result<Option<String>, String> {
    let value = value(about, field, among, view)?;
    if about.needed && value.is_nothing() {
        return Err(format!("{} cannot stay empty. Fill it in, or Esc leaves without saving", about.label));
    }
    if about.shape == (Shape::Date { ahead: false })
        && field.is_changed()
        && let Some(day) = value.text().and_then(|day| day.parse::<NaiveDate>().ok()).filter(|day| *day > view.today)
    {
        return Err(format!("{} is still to come. Type today or a day before it", spoken(day)));
    }
    Ok(match (about.shape, &value) {
        (Shape::OneOf(_) | Shape::Rating(_) | Shape::Flag(_) | Shape::SomeOf(_), _) => None,
        (Shape::Link(target), Value::Number(id)) => {
            let name = link::name(target, *id, view);
            // Where two have the name, what was typed tells them apart.
            let is_clear = link::find(target, &name, among, view) == link::Found::One(*id);
            is_clear.then_some(name)
        }
        _ => Some(text(about, &value, view)),
    })
}

/// The field of a record behind the field of a form.
fn about(kind: Kind, field: &Field) -> Option<&'static About> {
    kind.fields().iter().find(|about| about.label == field.label)
}

impl Entry {
    fn kind(&self) -> Kind {
        self.start.kind
    }

    /// The profile another window gave this customer, where this form would have added it.
    fn twin(&self, view: &View<'_>) -> Option<Row> {
        let customer = self.start.get("customer").number().filter(|_| self.kind() == Kind::Profile)?;
        view.book.records().profiles.iter().find(|profile| profile.customer.0 == customer).map(Record::row)
    }

    /// The fields as a row fills them.
    fn fields(&self, row: &Row, view: &View<'_>) -> Vec<Field> {
        let is_new = self.before.is_none();
        let of = |about: &'static About| {
            let field = field(about, row.get(about.name), view);
            let field = field.lettered(manner::letters(row.kind, about.name));
            field.hinted(manner::hint(row.kind, is_new, about))
        };
        self.asked().into_iter().map(of).collect()
    }

    /// The fields of the form.
    fn asked(&self) -> Vec<&'static About> {
        match self.part {
            Part::Whole => manner::fields(self.kind(), self.before.is_none()),
            Part::Term => renewal::TERM.iter().filter_map(|name| Kind::Engagement.field(name)).collect(),
        }
    }

    /// Which rows a link of the form may mean.
    fn among(&self, about: &About, fields: &Fields, view: &View<'_>) -> Among {
        if self.kind() == Kind::Engagement { work::among(about, fields, &self.start, view) } else { Among::default() }
    }

    /// What stands in the form, as a row. Fields left alone keep what the book has to the letter.
    fn after(&self, fields: &Fields, view: &View<'_>) -> Row {
        let mut after = self.start.clone();
        for field in fields.fields().iter().filter(|field| field.is_changed()) {
            if let Some(about) = about(self.kind(), field)
                && let Ok(value) = value(about, field, self.among(about, fields, view), view)
            {
                after.set(about.name, value);
            }
        }
        after
    }
}

impl Sheet for Entry {
    fn purpose(&self) -> Option<String> {
        let table = self.kind().table();
        Some(match &self.before {
            Some(before) if self.part == Part::Term => format!("{TERM} {}", before.id),
            // There is one a customer: it is theirs, whether it is in the book yet or not.
            Some(before) if self.kind() != Kind::Profile => format!("{table} {}", before.id),
            _ => match manner::begun_with(&self.start) {
                Some((field, id)) => format!("{table} {field} {id}"),
                None => table.to_owned(),
            },
        })
    }

    fn answered(&self) -> Vec<&'static str> {
        if self.before.is_none() { manner::answered(&self.start) } else { Vec::new() }
    }

    fn subject(&self) -> Option<CustomerId> {
        let of_a_customer = self.before.is_none() || self.kind() == Kind::Profile;
        self.start.get("customer").number().filter(|_| of_a_customer).map(CustomerId)
    }

    fn is_new(&self) -> bool {
        self.before.is_none() && self.kind() != Kind::Profile
    }

    fn check(&self, field: &Field, fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        let Some(about) = about(self.kind(), field) else { return Ok(None) };
        if self.kind() == Kind::Engagement && work::newcomer(about, field, view).is_some() {
            return Ok(None);
        }
        check(about, field, self.among(about, fields, view), view)
    }

    fn hint(&self, field: &Field, fields: &Fields, view: &View<'_>) -> Option<String> {
        let about = about(self.kind(), field)?;
        let is_work = self.kind() == Kind::Engagement;
        if let Some(words) = is_work.then(|| work::hint(about, fields, &self.start, view)).flatten() {
            return Some(words);
        }
        let typed = field.text();
        match about.shape {
            Shape::Link(target) if field.is_changed() && !typed.is_empty() => {
                Some(link::find(target, &typed, self.among(about, fields, view), view).hint(target, &typed, view))
            }
            Shape::Link(_) => Some(manner::hint(self.kind(), self.before.is_none(), about)),
            _ if is_work => Some(about.hint.to_owned()),
            _ => None,
        }
    }

    fn dependents(&self, label: &str) -> &'static [&'static str] {
        if self.kind() == Kind::Engagement { work::dependents(label) } else { &[] }
    }

    fn is_enough(&self, field: &Field) -> bool {
        manner::is_enough(self.kind(), self.before.is_none(), field.label) && !field.text().is_empty()
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let mut after = self.after(fields, view);
        let newcomer = if self.kind() == Kind::Engagement { work::introduced(fields, view) } else { None };
        if self.kind() == Kind::Engagement {
            after = work::settled(self.before.as_ref(), after, fields, view);
        }
        if newcomer.is_some() {
            after.set("customer", Value::Number(0));
        }
        self.kind().check(&after).map_err(|wrong| {
            let label = self.kind().field(wrong.field).map(|about| about.label);
            Refused { label, words: wrong.words }
        })?;
        check_circle(&after, view)?;
        work::check(&after, view)?;
        let mut closing = None;
        if self.kind() == Kind::Engagement {
            self.next = renewal::follow_up(self.before.as_ref(), &after, view);
            closing = renewal::closing(self.before.as_ref(), &after, view).map(|edit| edit.erased());
        }
        let edits = [Edit { before: self.before.clone(), after }].into_iter().chain(closing).collect();
        Ok(vec![Effect::Submit(match newcomer {
            Some(customer) => Change::Introduce(Box::new(customer), edits),
            None => Change::Records(edits),
        })])
    }

    fn result(&self, fields: &Fields, view: &View<'_>) -> Option<String> {
        let is_work = self.kind() == Kind::Engagement;
        is_work.then(|| renewal::closing_words(self.before.as_ref(), &self.after(fields, view), view)).flatten()
    }

    fn then(&self) -> Option<Opening> {
        self.next.clone()
    }

    fn reread(&mut self, fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        let (before, now) = match &self.before {
            Some(before) => (before.clone(), view.book.records().row(before.kind, before.id)?),
            // Another window was quicker with the one there is a customer: this edits that one then.
            None => (self.start.clone(), self.twin(view)?),
        };
        let typed = self.after(fields, view);
        // Lists take what both sides added.
        let mut lists = before.clone();
        for about in self.kind().fields().iter().filter(|about| about.shape == Shape::Lines) {
            lists.set(about.name, typed.get(about.name).clone());
        }
        let both = Edit::of(before.clone(), lists).onto(&now).ok();
        let reread = self.fields(&now, view).into_iter().map(|fresh| {
            let list = about(self.kind(), &fresh).filter(|about| about.shape == Shape::Lines);
            let merged = list.zip(both.as_ref()).map(|(about, both)| text(about, both.get(about.name), view));
            Reread { now: fresh.text(), merged }
        });
        let reread = reread.collect();
        self.before = Some(now.clone());
        self.start = now;
        Some(reread)
    }
}

/// Referrals close no circle (`metrics.md` item 14).
fn check_circle(after: &Row, view: &View<'_>) -> Result<(), Refused> {
    let Some(referral) = Referral::of_row(after) else { return Ok(()) };
    if !referral.closes_a_circle(&view.book.records().referrals) {
        return Ok(());
    }
    let sent = referral.customer.map(|id| fit(view.names.by_id(view.book, id), 40)).unwrap_or_default();
    let label = Kind::Referral.field("from_customer").map(|about| about.label);
    let words = format!(
        "{sent} would have been sent, by way of others, by somebody they sent themselves. Name another sender, or change \
         the older referral first."
    );
    Err(Refused { label, words })
}
