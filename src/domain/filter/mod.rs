//! The filter: a short text an owner types, turned into a test of one row at a time.
//!
//! It owns the grammar's meaning and knows nothing of customers, SQL or screens: what may be asked stands in the table
//! of [`FieldTable`], what a row answers comes through [`Subject`]. The text is read in `parse`.
//!
//! Groups are parted by `|`, any of them may match; inside a group every term must. A term is a bare word, `"several
//! words"` or a field with a comparison, each with `-` before it for the opposite. There are no brackets, so nothing
//! nests and nothing recurses; a filter without terms matches everything.

mod fields;
mod needle;
mod parse;
mod value;

use std::fmt;
use std::ops::Range;

pub use fields::{Field, FieldTable, Flag, Key, Kind, Unit};
pub use value::Quantity;

use needle::Needle;
use value::Bound;

/// The longest filter that is read, in bytes (`reliability.md` S5).
pub const LONGEST: usize = 500;

/// A filter as it was understood. Its `Display` is a filter that is understood the same way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    groups: Vec<Vec<Term>>,
}

/// A part of the text that could not be understood. The filter in force stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct Mistake {
    /// Where it stands in the text, in bytes, on character boundaries: what to underline.
    pub span: Range<usize>,
    /// What is wrong, for the owner.
    pub words: String,
    /// What could stand there instead.
    pub suggestion: Option<String>,
}

/// What a row answers when it is asked.
pub trait Subject {
    /// Offers every text the row has under `key` to `test` until one passes; `false` when none does.
    fn any_text(&self, key: Key, test: &mut dyn FnMut(&str) -> bool) -> bool;

    /// The row's figure under `key`, in the unit [`Quantity`] names; `None` where there is none.
    fn number(&self, key: Key) -> Option<Quantity>;

    /// Whether the row is what the flag says.
    fn flag(&self, flag: Flag) -> bool;
}

/// One condition, or its opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    negated: bool,
    test: Test,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    /// The text stands somewhere in a name, a contact, a note or a tag.
    Anywhere(Needle),
    /// A text of the field holds it (`:`), or is it from end to end (`=`).
    Text { field: &'static Field, needle: Needle, whole: bool },
    /// The field's number compares so.
    Number { field: &'static Field, comparison: Comparison, bound: Bound },
    /// The field is empty.
    Missing(&'static Field),
    /// The row is so.
    Is(Flag),
}

/// How a number is compared. A date is compared with a span of days, so `since>2024` starts in 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Over,
    AtLeast,
    Under,
    AtMost,
    Equal,
}

impl Comparison {
    fn sign(self) -> &'static str {
        match self {
            Comparison::Over => ">",
            Comparison::AtLeast => ">=",
            Comparison::Under => "<",
            Comparison::AtMost => "<=",
            Comparison::Equal => "=",
        }
    }
}

impl Filter {
    /// Reads a filter over the fields of a table. Never panics, whatever the text.
    pub fn parse(text: &str, table: &FieldTable) -> Result<Filter, Mistake> {
        parse::filter(text, table)
    }

    /// Whether it asks nothing and so matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether the row passes. A missing number passes no comparison.
    #[must_use]
    pub fn matches(&self, subject: &dyn Subject) -> bool {
        self.is_empty() || self.groups.iter().any(|group| group.iter().all(|term| term.matches(subject)))
    }

    /// Which rows of a list pass, as [`Filter::matches`] says of each. `holding` answers for all at once whose names,
    /// contacts, notes or tags hold a text, which it gets folded and as a test: a list is searched at every letter typed.
    pub fn passing<S: Subject, I: Iterator<Item = S>>(
        &self,
        count: usize,
        rows: impl Fn() -> I,
        holding: impl Fn(&str, &dyn Fn(&str) -> bool) -> Vec<bool>,
    ) -> Vec<bool> {
        let mut passing = vec![self.is_empty(); count];
        for group in &self.groups {
            let mut all = vec![true; count];
            for term in group {
                match &term.test {
                    Test::Anywhere(needle) => {
                        let found = holding(&needle.key, &|text| needle.is_in(text));
                        all.iter_mut().zip(found).for_each(|(all, found)| *all &= found != term.negated);
                    }
                    _ => all.iter_mut().zip(rows()).for_each(|(all, row)| *all = *all && term.matches(&row)),
                }
            }
            passing.iter_mut().zip(all).for_each(|(passing, all)| *passing |= all);
        }
        passing
    }

    /// Whether it asks anything only [`Scores`](crate::domain::scores::Scores) can answer.
    #[must_use]
    pub fn asks_for_scores(&self) -> bool {
        self.groups.iter().flatten().any(|term| match &term.test {
            Test::Anywhere(_) => false,
            Test::Text { field, .. } | Test::Number { field, .. } | Test::Missing(field) => field.key.is_scored(),
            Test::Is(flag) => flag.is_scored(),
        })
    }

    /// Whether it asks for rows that are so (not for the others): a list that hides archived rows shows them then.
    #[must_use]
    pub fn asks_for(&self, flag: Flag) -> bool {
        self.groups.iter().flatten().any(|term| !term.negated && term.test == Test::Is(flag))
    }
}

impl Term {
    fn matches(&self, subject: &dyn Subject) -> bool {
        self.test.holds(subject) != self.negated
    }
}

impl Test {
    fn holds(&self, subject: &dyn Subject) -> bool {
        match self {
            Test::Anywhere(needle) => Key::ANYWHERE.iter().any(|key| subject.any_text(*key, &mut |text| needle.is_in(text))),
            Test::Text { field, needle, whole: false } => subject.any_text(field.key, &mut |text| needle.is_in(text)),
            Test::Text { field, needle, whole: true } => subject.any_text(field.key, &mut |text| needle.is_all_of(text)),
            Test::Number { field, comparison, bound } => subject.number(field.key).is_some_and(|quantity| {
                let (below, above) = (bound.compared(quantity).0.is_lt(), bound.compared(quantity).1.is_gt());
                match comparison {
                    Comparison::Over => above,
                    Comparison::AtLeast => !below,
                    Comparison::Under => below,
                    Comparison::AtMost => !above,
                    Comparison::Equal => !below && !above,
                }
            }),
            Test::Missing(field) => match field.kind {
                Kind::Text => !subject.any_text(field.key, &mut |text| !text.trim().is_empty()),
                Kind::Number(_) | Kind::Date => subject.number(field.key).is_none(),
            },
            Test::Is(flag) => subject.flag(*flag),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, group) in self.groups.iter().enumerate() {
            if index > 0 {
                f.write_str(" | ")?;
            }
            for (index, term) in group.iter().enumerate() {
                write!(f, "{}{term}", if index > 0 { " " } else { "" })?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Anywhere(needle) => f.write_str(&parse::quoted_word(&needle.typed)),
            Test::Text { field, needle, whole } => {
                write!(f, "{}{}{}", field.name, if *whole { "=" } else { ":" }, parse::quoted_value(&needle.typed))
            }
            Test::Number { field, comparison, bound } => write!(f, "{}{}{bound}", field.name, comparison.sign()),
            Test::Missing(field) => write!(f, "{}:none", field.name),
            Test::Is(flag) => write!(f, "is:{}", flag.word()),
        }
    }
}

#[cfg(test)]
mod tests;
