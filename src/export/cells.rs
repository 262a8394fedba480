//! Entities as cells: one function per kind of file, used by every format.
//!
//! A cell is what `import` reads back: ISO dates, point decimals, `yes` and `no`, empty where nothing is known. Guarding
//! and quoting are the business of the format.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::columns::{Column, Field, FileKind};
use crate::domain::currency::Currency;
use crate::domain::customer::{Customer, FILE_KEY, Person, Segment, joined};
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::invoice::Invoice;
use crate::domain::money::{self, Minor};
use crate::domain::record::{Minutes, Row, Shape, Target, Value, hours};
use crate::domain::settings::Hundredths;
use crate::domain::work::Engagement;

use super::works::Called;

/// The columns of a kind that are written, in their order.
pub(super) fn written(kind: FileKind) -> impl Iterator<Item = &'static Column> {
    kind.columns().iter().filter(|column| column.written)
}

/// Entities in the order of their ids, however the book holds them.
pub(super) fn by_id<T, K: Ord>(entities: &[T], id: impl Fn(&T) -> K) -> Vec<&T> {
    let mut sorted: Vec<&T> = entities.iter().collect();
    sorted.sort_by_key(|entity| id(entity));
    sorted
}

/// Whether the field holds free text, the only cells a spreadsheet may be tempted to run.
pub(super) fn is_text(kind: FileKind, field: Field) -> bool {
    match kind.shape(field) {
        Some(shape) => matches!(shape, Shape::Line | Shape::Prose | Shape::Lines | Shape::Link(_)),
        None => !matches!(
            field,
            Field::Date | Field::Paid | Field::Since | Field::LeftOn | Field::Amount | Field::Rate | Field::NoticeDays
        ),
    }
}

/// What cells need to know beside their own entity.
pub(super) struct Context<'a> {
    book: &'a Book,
    base: Currency,
    /// Customers that neither an id nor their name tells from the others.
    nameless: HashSet<CustomerId>,
    works: Called,
}

impl<'a> Context<'a> {
    pub(super) fn new(book: &'a Book) -> Context<'a> {
        let mut bearers: HashMap<String, u32> = HashMap::new();
        for customer in book.customers() {
            *bearers.entry(customer.name.key()).or_default() += 1;
        }
        let shared = |customer: &&Customer| bearers.get(&customer.name.key()).is_some_and(|count| *count > 1);
        let nameless = book.customers().filter(|customer| customer.external_ids.is_empty()).filter(shared);
        Context {
            book,
            base: book.settings.base(),
            nameless: nameless.map(|customer| customer.id).collect(),
            works: Called::new(book),
        }
    }

    /// Whether a column has anything to say: keys stand only where one is needed.
    pub(super) fn needs(&self, column: &Column) -> bool {
        column.field != Field::FileKey || self.works.has_keys()
    }

    fn name(&self, id: CustomerId) -> Cow<'a, str> {
        self.book.customer(id).map_or(Cow::Borrowed(""), |customer| Cow::Borrowed(customer.name.as_str()))
    }

    /// The name of something else a record points to.
    fn named(&self, target: Target, id: i64) -> Cow<'a, str> {
        let records = self.book.records();
        let name = match target {
            Target::Offering => records.offerings.find(id).map(|offering| &offering.name),
            Target::Partner => records.partners.find(id).map(|partner| &partner.name),
            Target::Variant => records.variants.find(id).map(|variant| &variant.name),
            Target::Engagement => None,
            Target::Customer => self.book.customer(CustomerId(id)).map(|customer| &customer.name),
        };
        text(name)
    }

    /// What a row that goes on from an engagement calls it.
    fn goes_on_from(&self, row: &Row, id: i64) -> Cow<'a, str> {
        let works = &self.book.records().engagements;
        works
            .find(row.id)
            .zip(works.find(id))
            .map_or(Cow::Borrowed(""), |(work, before): (&Engagement, &'a Engagement)| self.works.before(work, before))
    }

    /// What rows about a customer call it beside its name: its first id elsewhere, else nothing; a key that holds
    /// within the file where its name would not do.
    fn reference(&self, id: CustomerId) -> Cow<'a, str> {
        match self.book.customer(id) {
            Some(customer) if !self.nameless.contains(&id) => {
                customer.external_ids.first().map_or(Cow::Borrowed(""), |external| Cow::Borrowed(external.as_str()))
            }
            _ => Cow::Owned(format!("{FILE_KEY}{id}")),
        }
    }
}

pub(super) fn segment(field: Field, segment: &Segment) -> Cow<'_, str> {
    match field {
        Field::Segment => segment.name.as_str().into(),
        Field::SegmentKind => segment.kind.word().into(),
        Field::Criteria => text(segment.criteria.as_ref()),
        Field::Channels => text(segment.channels.as_ref()),
        Field::Phrases => text(segment.phrases.as_ref()),
        Field::Archived => yes_or_no(segment.archived),
        _ => Cow::Borrowed(""),
    }
}

/// A cell of a record: by the shape of its field, whatever the kind.
pub(super) fn record<'a>(field: Field, row: &'a Row, context: &Context<'a>) -> Cow<'a, str> {
    if field == Field::FileKey {
        return context.works.key(EngagementId(row.id)).unwrap_or_default().into();
    }
    let (Field::Own(at) | Field::OwnId(at)) = field else { return Cow::Borrowed("") };
    let at = usize::from(at);
    let (Some(known), Some(value)) = (row.kind.fields().get(at), row.values.get(at)) else { return Cow::Borrowed("") };
    match (known.shape, value) {
        (Shape::Link(Target::Customer), Value::Number(id)) => {
            let customer = CustomerId(*id);
            if matches!(field, Field::OwnId(_)) { context.reference(customer) } else { context.name(customer) }
        }
        (Shape::Link(Target::Engagement), Value::Number(id)) => context.goes_on_from(row, *id),
        (Shape::Link(target), Value::Number(id)) => context.named(target, *id),
        (Shape::Flag(_), value) => yes_or_no(*value == Value::Number(1)),
        (_, Value::Nothing) => Cow::Borrowed(""),
        (_, Value::Text(text)) => Cow::Borrowed(text.as_str()),
        (Shape::Money { .. }, Value::Number(minor)) => money::plain(Minor(*minor), context.base).into(),
        (Shape::Hours, Value::Number(minutes)) => hours(Minutes(*minutes)).into(),
        // Without its sign it could be read as a part of 1.
        (Shape::Percent, Value::Number(percent @ 1..100)) => format!("{}%", Hundredths(*percent)).into(),
        (Shape::Percent | Shape::Days { .. }, Value::Number(number)) => Hundredths(*number).to_string().into(),
        (_, Value::Number(number)) => number.to_string().into(),
    }
}

pub(super) fn customer<'a>(field: Field, customer: &'a Customer, context: &Context<'a>) -> Cow<'a, str> {
    match field {
        Field::Customer => customer.name.as_str().into(),
        Field::CustomerId if customer.external_ids.is_empty() => context.reference(customer.id),
        Field::CustomerId => joined(&customer.external_ids).into(),
        Field::Placeholder => yes_or_no(customer.placeholder),
        Field::Trade => text(customer.trade.as_ref()),
        Field::Tags => joined(&customer.tags).into(),
        Field::Parent => customer.parent.map_or(Cow::Borrowed(""), |parent| context.name(parent)),
        Field::ParentId => customer.parent.map_or(Cow::Borrowed(""), |parent| context.reference(parent)),
        Field::Segment => text(customer.segment.and_then(|id| context.book.segment(id)).map(|segment| &segment.name)),
        Field::Since => date(customer.since),
        Field::Source => text(customer.source.as_ref()),
        Field::NoticeDays => customer.notice_days.map_or(Cow::Borrowed(""), |days| days.to_string().into()),
        Field::Note => text(customer.note.as_ref()),
        Field::Archived => yes_or_no(customer.archived),
        _ => Cow::Borrowed(""),
    }
}

pub(super) fn person<'a>(field: Field, person: &'a Person, context: &Context<'a>) -> Cow<'a, str> {
    match field {
        Field::Customer => context.name(person.customer),
        Field::CustomerId => context.reference(person.customer),
        Field::Person => person.name.as_str().into(),
        Field::Role => text(person.role.as_ref()),
        Field::Sponsor => yes_or_no(person.sponsor),
        Field::Email => text(person.email.as_ref()),
        Field::Phone => text(person.phone.as_ref()),
        Field::LeftOn => date(person.left_on),
        _ => Cow::Borrowed(""),
    }
}

pub(super) fn invoice<'a>(field: Field, invoice: &'a Invoice, context: &Context<'a>) -> Cow<'a, str> {
    match field {
        Field::Customer => context.name(invoice.customer),
        Field::CustomerId => context.reference(invoice.customer),
        Field::Number => text(invoice.number.as_ref()),
        Field::Date => date(Some(invoice.issued)),
        Field::Amount => money::plain(invoice.amount, invoice.currency).into(),
        Field::Currency => invoice.currency.code().into(),
        Field::Rate => match invoice.rate {
            Some(rate) if invoice.currency != context.base => rate.to_string().into(),
            _ => Cow::Borrowed(""),
        },
        Field::Kind => invoice.kind.word().into(),
        Field::Status => invoice.status.word().into(),
        Field::Paid => date(invoice.paid),
        Field::Title => text(invoice.title.as_ref()),
        _ => Cow::Borrowed(""),
    }
}

fn text<T: AsRef<str>>(text: Option<&T>) -> Cow<'_, str> {
    text.map_or(Cow::Borrowed(""), |text| Cow::Borrowed(text.as_ref()))
}

fn date(date: Option<NaiveDate>) -> Cow<'static, str> {
    date.map_or(Cow::Borrowed(""), |date| date.to_string().into())
}

fn yes_or_no(yes: bool) -> Cow<'static, str> {
    Cow::Borrowed(if yes { "yes" } else { "no" })
}
