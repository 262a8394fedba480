//! The form of a customer: a new one, or all that is known of one.
//!
//! An edit keeps the customer as it was when the form opened, so that another window's edit is neither overwritten nor
//! lost. Whom it belongs to is found in [`super::link`].

use super::link::{self, Among, Found};
use super::{Form, Refused, Reread, Sheet, lists};
use crate::domain::book::Book;
use crate::domain::change::{Change, Edit};
use crate::domain::customer::{Customer, FILE_KEY};
use crate::domain::id::{CustomerId, SegmentId};
use crate::domain::period::spoken;
use crate::domain::record::Target;
use crate::domain::text::{LONGEST_LINE, LONGEST_PROSE, Line, Prose, name_key, shown};
use crate::domain::typed_date::{Calendar, Lean, days_shown, typed_date, typed_days};
use crate::intent::{Effect, Notice, Opening, Question, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of this form are kept under.
pub(super) const PURPOSE: &str = "customer";

const NAME: &str = "Name";
const TRADE: &str = "What they do";
const TAGS: &str = "Tags";
const SINCE: &str = "Customer since";
const SEGMENT: &str = "Segment";
const PARENT: &str = "Belongs to";
const SOURCE: &str = "Source";
const NOTICE: &str = "Notice";
const IDS: &str = "Known elsewhere as";
const NOTE: &str = "Note";
const ARCHIVED: &str = "Archived";

/// What belonging to another customer means.
const GROUPED: &str = "the group it is counted with";

/// How many names a question about a paste lists.
const NAMED: usize = 3;

/// A customer being added or edited.
#[derive(Debug)]
struct Sketch {
    /// As the owner saw it; `None`: it is new.
    before: Option<Customer>,
    /// Names still to come, each in a form of its own.
    waiting: Vec<String>,
    /// The name the owner was told exists already.
    warned: Option<String>,
}

impl Form {
    /// The form for a new customer; `names` are filled in, one form after the other.
    #[must_use]
    pub fn add_customer(mut names: Vec<String>, view: &View<'_>) -> Form {
        let name = if names.is_empty() { String::new() } else { names.remove(0) };
        let blank = Customer::named(Line::default());
        let mut fields = Fields::new("Add customer", fields_of(&blank, view));
        fields.fields_mut()[0].set(&name);
        fields.verb = "Add";
        Form::of(Sketch { before: None, waiting: names, warned: None }, fields)
    }

    /// The form of a customer; `None` where it is gone.
    #[must_use]
    pub fn edit_customer(id: CustomerId, view: &View<'_>) -> Option<Form> {
        let before = view.book.customer(id)?.clone();
        let fields = Fields::new("Edit customer", fields_of(&before, view));
        Some(Form::of(Sketch { before: Some(before), waiting: Vec::new(), warned: None }, fields))
    }
}

/// The fields as a customer fills them.
fn fields_of(customer: &Customer, view: &View<'_>) -> Vec<Field> {
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
    let line = |label, text: &str| Field::line(label, text, LONGEST_LINE);
    let mut fields = vec![
        line(NAME, customer.name.as_str()).required(),
        line(TRADE, &text(&customer.trade)),
        line(TAGS, &lists::shown(&customer.tags)).list().hinted("your own words, parted by commas"),
        line(SINCE, &customer.since.map(spoken).unwrap_or_default()).hinted("a day, a month or a year"),
    ];
    let segments = segments(view.book);
    if segments.len() > 1 {
        let at = segments.iter().position(|(id, _)| *id == customer.segment).unwrap_or(0);
        fields.push(Field::choice(SEGMENT, segments.into_iter().map(|(_, name)| name).collect(), at));
    }
    let parent = customer.parent.map(|parent| view.names.by_id(view.book, parent).to_owned()).unwrap_or_default();
    fields.extend([
        line(PARENT, &parent).hinted(GROUPED),
        line(SOURCE, &text(&customer.source)).hinted("how they found you"),
        line(NOTICE, &customer.notice_days.map(days_shown).unwrap_or_default())
            .hinted("how long before leaving they must tell you"),
        line(IDS, &lists::shown(&customer.external_ids)).hinted("the ids other programs have for it"),
        Field::notes(NOTE, customer.note.as_ref().map_or("", Prose::as_str), LONGEST_PROSE),
    ]);
    if customer.id != CustomerId(0) {
        fields.push(Field::switch(ARCHIVED, "hidden from lists, never deleted", customer.archived));
    }
    fields
}

/// The segments to choose from, none first. Two of a name are told apart by their place.
pub(super) fn segments(book: &Book) -> Vec<(Option<SegmentId>, String)> {
    let mut all: Vec<(Option<SegmentId>, String)> = vec![(None, "none".to_owned())];
    for segment in &book.segments {
        let name = segment.name.to_string();
        let doubles = all.iter().filter(|(_, known)| *known == name).count();
        all.push((Some(segment.id), if doubles == 0 { name } else { format!("{name} ({})", doubles + 1) }));
    }
    all
}

/// All tags in use, for their spelling.
pub(super) fn tags_in_use(book: &Book) -> impl Iterator<Item = &Line> {
    book.customers().flat_map(|customer| &customer.tags)
}

impl Sketch {
    fn id(&self) -> Option<CustomerId> {
        self.before.as_ref().map(|before| before.id)
    }

    /// What stands in the form, as a customer. Fields left alone keep what the book has to the letter.
    fn after(&self, fields: &Fields, view: &View<'_>) -> Customer {
        let mut after = self.before.clone().unwrap_or_else(|| Customer::named(Line::default()));
        for field in fields.fields().iter().filter(|field| field.is_changed()) {
            let text = field.text();
            match field.label {
                NAME => {
                    after.name = Line::clean(&text);
                    after.placeholder = false;
                }
                TRADE => after.trade = Line::some(&text),
                TAGS => after.tags = lists::read(&text, tags_in_use(view.book)),
                SINCE => after.since = typed_date(&text, calendar(view)).ok(),
                SEGMENT => after.segment = segments(view.book).get(field.chosen()).and_then(|(id, _)| *id),
                PARENT => after.parent = self.parent(&text, view).ok().flatten(),
                SOURCE => after.source = Line::some(&text),
                NOTICE => after.notice_days = typed_days(&text).ok(),
                IDS => after.external_ids = self.ids(&text),
                NOTE => after.note = Some(Prose::clean(&text)).filter(|note| !note.is_empty()),
                ARCHIVED => after.archived = field.chosen() == 1,
                _ => {}
            }
        }
        after
    }

    /// The ids of the field; those it has already stay as they are spelled.
    fn ids(&self, text: &str) -> Vec<Line> {
        lists::read(text, self.before.iter().flat_map(|before| &before.external_ids))
    }

    /// Another customer of a name.
    fn is_taken(&self, name: &str, view: &View<'_>) -> bool {
        let key = name_key(name);
        let others = view.book.customers().filter(|customer| Some(customer.id) != self.id());
        !key.is_empty() && { others }.any(|customer| customer.name.key() == key)
    }

    fn find_parent(&self, text: &str, view: &View<'_>) -> Found {
        link::find(Target::Customer, text, Among { but: self.id().map(|id| id.0), ..Among::default() }, view)
    }

    /// Whom it belongs to by what was typed.
    fn parent(&self, text: &str, view: &View<'_>) -> Result<Option<CustomerId>, String> {
        let found = self.find_parent(text, view).settled(Target::Customer, text, false)?;
        Ok(found.map(CustomerId))
    }

    fn check_parent(&self, text: &str, view: &View<'_>) -> Result<Option<String>, String> {
        let Some(parent) = self.parent(text, view)? else { return Ok(None) };
        let name = view.names.by_id(view.book, parent);
        if self.id().is_some_and(|id| ancestors(view.book, parent).any(|above| above == id)) {
            return Err(format!("{} belongs to this customer already; they cannot belong to each other", shown(name, 40)));
        }
        // Where two have the name, what was typed tells them apart.
        let is_clear = self.find_parent(name, view) == Found::One(parent.0);
        Ok(is_clear.then(|| name.to_owned()))
    }

    fn check_ids(&self, text: &str, view: &View<'_>) -> Result<Option<String>, String> {
        let ids = self.ids(text);
        if let Some(id) = ids.iter().find(|id| id.as_str().starts_with(FILE_KEY)) {
            return Err(format!("{} is an id keepnet makes up for files. Leave it out", shown(id.as_str(), 30)));
        }
        let others = || view.book.customers().filter(|customer| Some(customer.id) != self.id());
        let taken = ids.iter().find_map(|id| others().find(|other| other.external_ids.contains(id)).map(|other| (id, other)));
        match taken {
            Some((id, other)) => Err(format!(
                "{} has the id {} already. Take it away there first",
                shown(view.names.of(other), 40),
                shown(id.as_str(), 30)
            )),
            None => Ok(Some(lists::shown(&ids))),
        }
    }
}

/// A customer and everyone above it. A damaged book may hold a circle: the walk has as many steps as customers.
fn ancestors(book: &Book, from: CustomerId) -> impl Iterator<Item = CustomerId> {
    std::iter::successors(Some(from), |id| book.customer(*id).and_then(|customer| customer.parent)).take(book.customers().len())
}

fn calendar(view: &View<'_>) -> Calendar {
    Calendar { today: view.today, year_start: view.book.settings.fiscal_start, lean: Lean::Past }
}

impl Sheet for Sketch {
    fn purpose(&self) -> Option<String> {
        Some(PURPOSE.to_owned())
    }

    fn subject(&self) -> Option<CustomerId> {
        self.id()
    }

    fn is_new(&self) -> bool {
        self.before.is_none()
    }

    fn check(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        let text = field.text();
        match field.label {
            NAME if Line::some(&text).is_none() => Err("A customer needs a name. Any will do for now".to_owned()),
            NAME | TRADE | SOURCE => Ok(Some(Line::clean(&text).to_string())),
            TAGS => Ok(Some(lists::shown(&lists::read(&text, tags_in_use(view.book))))),
            SINCE if !text.is_empty() => {
                typed_date(&text, calendar(view)).map(|date| Some(spoken(date))).map_err(|problem| problem.0)
            }
            NOTICE if !text.is_empty() => typed_days(&text).map(|days| Some(days_shown(days))).map_err(|problem| problem.0),
            PARENT => self.check_parent(&text, view),
            IDS => self.check_ids(&text, view),
            _ => Ok(None),
        }
    }

    fn hint(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Option<String> {
        let text = field.text();
        match field.label {
            NAME if field.is_changed() && self.is_taken(&text, view) => Some("another customer is called that too".to_owned()),
            NAME => Some(String::new()),
            PARENT if field.is_changed() && !text.is_empty() => {
                Some(self.find_parent(&text, view).hint(Target::Customer, &text, view))
            }
            PARENT => Some(GROUPED.to_owned()),
            _ => None,
        }
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let after = self.after(fields, view);
        let renamed = self.before.as_ref().is_none_or(|before| before.name != after.name);
        if renamed && self.is_taken(after.name.as_str(), view) && self.warned.as_deref() != Some(after.name.as_str()) {
            self.warned = Some(after.name.to_string());
            return Err(format!("There is a {} already. Ctrl+S again keeps both.", shown(after.name.as_str(), 40)).into());
        }
        let edit = match &self.before {
            Some(before) => Edit::of(before.clone(), after),
            None => Edit::new(after),
        };
        Ok(vec![Effect::Submit(Change::Customers(vec![edit]))])
    }

    fn pasted(&self, field: &Field, text: &str, fields: &Fields, view: &View<'_>) -> Option<Vec<Effect>> {
        (field.label == NAME && self.before.is_none()).then(|| names_pasted(text, fields.changes() == 0, view))
    }

    fn reread(&mut self, fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        let before = self.before.as_ref()?;
        let now = view.book.customer(before.id)?;
        // A parent or segment may have another name without the customer having moved.
        let fresh = fields_of(now, view);
        if fresh.len() != fields.fields().len() {
            return None;
        }
        let typed = Customer { name: before.name.clone(), ..self.after(fields, view) };
        let lists = Customer { tags: typed.tags, external_ids: typed.external_ids, ..before.clone() };
        let both = Edit::of(before.clone(), lists).onto(now).ok();
        let merged = |label| match label {
            TAGS => both.as_ref().map(|both| lists::shown(&both.tags)),
            IDS => both.as_ref().map(|both| lists::shown(&both.external_ids)),
            _ => None,
        };
        let reread = fresh.iter().map(|field| Reread { now: field.text(), merged: merged(field.label) }).collect();
        self.before = Some(now.clone());
        Some(reread)
    }

    fn then(&self) -> Option<Opening> {
        (!self.waiting.is_empty()).then(|| Opening::AddCustomer(self.waiting.clone()))
    }
}

/// Asks whether the lines of a paste are customers. Of a row copied from a spreadsheet the first cell is the name; those
/// in the book already stay as they are.
fn names_pasted(text: &str, form_is_empty: bool, view: &View<'_>) -> Vec<Effect> {
    let mut known: std::collections::BTreeSet<String> = view.book.customers().map(|customer| customer.name.key()).collect();
    let names: Vec<Line> = text.lines().filter_map(|line| Line::some(line.split('\t').next().unwrap_or(line))).collect();
    let count = names.len();
    let new: Vec<Line> = names.into_iter().filter(|name| known.insert(name.key())).collect();
    let left = count - new.len();
    if new.is_empty() {
        return vec![Effect::Say(Notice::care(format!("All {count} are in your book already. Nothing was changed.")))];
    }
    let first: Vec<String> = new.iter().take(NAMED).map(|name| shown(name.as_str(), 30)).collect();
    let more = new.len() - first.len();
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let known = match left {
        0 => String::new(),
        1 => " 1 more is in your book already, or twice in the list.".to_owned(),
        left => format!(" {left} more are in your book already, or twice in the list."),
    };
    let words = format!("Add {} as customers? {}{rest}.{known}", these(new.len()), first.join(", "));
    let verb = format!("Add {}", new.len());
    let change = Change::Customers(new.into_iter().map(|name| Edit::new(Customer::named(name))).collect());
    // A form with nothing in it has done its work; one half filled in stays.
    let add = if form_is_empty { Effect::Submit(change) } else { Effect::Save(change) };
    vec![Effect::Open(Opening::Ask(Question {
        title: "Several names".to_owned(),
        words,
        answers: vec![("Not now".to_owned(), Vec::new()), (verb, vec![add])],
    }))]
}

fn these(count: usize) -> String {
    if count == 1 { "this one".to_owned() } else { format!("these {count}") }
}
