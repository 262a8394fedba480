//! Rows an owner keeps beside customers and documents: offerings, partners, hours, assessments and the like. Each kind is
//! described once, by its fields.
//!
//! The description ([`Field`], made by the `record!` macro beside the typed struct) serves the form, the words of the
//! history, the merging of two windows' edits, the tables of the book and the columns of files, so a field is named in
//! one place. A [`Row`] is the untyped form those share; [`Record`] is the typed one figures are worked out from. SQL is
//! `repository`'s, drawing is `modals`'.

mod entering;
mod kept;
mod kinds;
mod rows;
mod words;

pub use entering::{Typing, hours, shown, typed, typed_hours};
pub use kept::{Kept, Minutes, Rating, Value};
pub use kinds::{Kind, Records};
pub use rows::Rows;
pub use words::{CONFIRMED, Told, words};

pub(in crate::domain) use kept::one_of;

use super::edit::{Clash, Edit};

/// What a field points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A customer.
    Customer,
    /// Something the firm sells, or says it does not.
    Offering,
    /// Somebody work is sent to.
    Partner,
    /// A way an offering is delivered.
    Variant,
    /// Work agreed or hoped for.
    Engagement,
}

/// A word a field may hold: as it is kept, and as it is shown.
pub type Word = (&'static str, &'static str);

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A line of text.
    Line,
    /// Text of several lines.
    Prose,
    /// Several short texts: mood words, channels.
    Lines,
    /// A calendar date; the flag: it mostly lies ahead.
    Date {
        /// Whether a date without a year is the coming one.
        ahead: bool,
    },
    /// The first day of a quarter.
    Quarter,
    /// Minor units of the book's currency.
    Money {
        /// Whether it may be below 0.
        signed: bool,
    },
    /// Minutes, typed and shown as hours.
    Hours,
    /// Days, in hundredths.
    Days {
        /// The most, in whole days.
        most: i64,
    },
    /// A whole number.
    Count {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// Hundredths of a percent.
    Percent,
    /// 1 to 5, with what the five mean.
    Rating(&'static [&'static str; 5]),
    /// Yes or no, with what yes means.
    Flag(&'static str),
    /// One of several words.
    OneOf(&'static [Word]),
    /// Any of several words.
    SomeOf(&'static [Word]),
    /// The id of another row.
    Link(Target),
}

/// A field of a kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The column in the book and the heading in files.
    pub name: &'static str,
    /// What it is called on screen.
    pub label: &'static str,
    /// Quiet words below it in a form.
    pub hint: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it may not stay empty.
    pub needed: bool,
    /// Whether the program keeps it and no form shows it.
    pub kept_by_us: bool,
}

impl Field {
    /// A field that may stay empty.
    #[must_use]
    pub const fn new(label: &'static str, shape: Shape) -> Field {
        Field { name: "", label, hint: "", shape, needed: false, kept_by_us: false }
    }

    /// It may not stay empty.
    #[must_use]
    pub const fn needed(mut self) -> Field {
        self.needed = true;
        self
    }

    /// No form shows it.
    #[must_use]
    pub const fn ours(mut self) -> Field {
        self.kept_by_us = true;
        self
    }

    /// With quiet words below it.
    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Field {
        self.hint = hint;
        self
    }

    /// Whether two values mean the same: a flag nobody set is no.
    #[must_use]
    pub fn is_same(&self, one: &Value, other: &Value) -> bool {
        let is_no = |value: &Value| matches!(self.shape, Shape::Flag(_)) && matches!(value, Value::Nothing | Value::Number(0));
        one == other || is_no(one) && is_no(other)
    }

    pub(in crate::domain) const fn named(mut self, name: &'static str) -> Field {
        self.name = name;
        self
    }
}

/// A row without its type: what forms, files, history and the tables of the book share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its kind.
    pub kind: Kind,
    /// Its id in the book; 0: the book gives one.
    pub id: i64,
    /// A value for each of [`Kind::fields`], in their order.
    pub values: Vec<Value>,
}

/// What is wrong with a row: the field and the sentence, with a fix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct Wrong {
    /// The name of the field.
    pub field: &'static str,
    /// The sentence.
    pub words: String,
}

impl Wrong {
    pub(in crate::domain) fn at(field: &'static str, words: impl Into<String>) -> Wrong {
        Wrong { field, words: words.into() }
    }
}

/// A typed row.
pub trait Record: Clone + std::fmt::Debug + PartialEq {
    /// Its kind.
    const KIND: Kind;
    /// Its fields, in the order of the form.
    const FIELDS: &'static [Field];

    /// Its id in the book.
    fn id(&self) -> i64;

    /// The same without its type.
    fn row(&self) -> Row;

    /// The typed form; `None` where a value is none this field can hold.
    fn of_row(row: &Row) -> Option<Self>;
}

/// What a kind of record asks of its fields together. A field alone is checked by its [`Shape`].
pub trait Sound {
    /// What is wrong, with a fix.
    fn check(&self) -> Result<(), Wrong> {
        Ok(())
    }
}

/// The typed struct of a kind and the table of its fields, from one list.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident, $id:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty = $about:expr;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            /// Its id in the book; 0: the book gives one.
            pub id: $id,
            $($(#[$field_doc])* pub $field: $type,)+
        }

        impl $crate::domain::record::Record for $name {
            const KIND: $crate::domain::record::Kind = $crate::domain::record::Kind::$name;
            const FIELDS: &'static [$crate::domain::record::Field] = &[$($about.named(stringify!($field))),+];

            fn id(&self) -> i64 {
                self.id.0
            }

            fn row(&self) -> $crate::domain::record::Row {
                use $crate::domain::record::Kept;
                $crate::domain::record::Row { kind: Self::KIND, id: self.id.0, values: vec![$(self.$field.keep()),+] }
            }

            fn of_row(row: &$crate::domain::record::Row) -> Option<Self> {
                let mut values = row.values.iter();
                let typed = $name {
                    id: $id(row.id),
                    $($field: $crate::domain::record::Kept::take(values.next()?)?,)+
                };
                (row.kind == Self::KIND && values.next().is_none()).then_some(typed)
            }
        }
    };
}
pub(in crate::domain) use record;

impl Row {
    /// A row with nothing in it.
    #[must_use]
    pub fn blank(kind: Kind) -> Row {
        Row { kind, id: 0, values: vec![Value::Nothing; kind.fields().len()] }
    }

    /// The value of a field by its name; nothing where the kind has no such field.
    #[must_use]
    pub fn get(&self, field: &str) -> &Value {
        self.kind.place(field).and_then(|at| self.values.get(at)).unwrap_or(&Value::Nothing)
    }

    /// Puts a value into a field by its name; a field the kind has not changes nothing.
    pub fn set(&mut self, field: &str, value: Value) {
        if let Some(at) = self.kind.place(field) {
            self.values[at] = value;
        }
    }

    /// The same with a value put into a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: Value) -> Row {
        self.set(field, value);
        self
    }
}

impl<T: Record> Edit<T> {
    /// The same without its type.
    #[must_use]
    pub fn erased(&self) -> Edit<Row> {
        Edit { before: self.before.as_ref().map(Record::row), after: self.after.row() }
    }
}

impl Edit<Row> {
    /// The row as it stands with this edit worked in, field by field; sets take what both sides added.
    pub fn onto(&self, now: &Row) -> Result<Row, Clash> {
        let (Some(before), after) = (&self.before, &self.after) else { return Ok(self.after.clone()) };
        let mut merged = now.clone();
        for (at, field) in now.kind.fields().iter().enumerate() {
            let [was, shall, is] = [before, after, now].map(|row| &row.values[at]);
            if field.is_same(was, shall) || field.is_same(is, shall) {
                continue;
            }
            merged.values[at] = match field.shape {
                _ if field.is_same(is, was) => shall.clone(),
                Shape::Lines => Value::together(was, shall, is),
                Shape::SomeOf(words) => Value::ticked_together(was, shall, is, words),
                _ => return Err(Clash(field.label)),
            };
        }
        Ok(merged)
    }
}
