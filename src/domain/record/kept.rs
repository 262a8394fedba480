//! What stands in a field of a record, as the book keeps it, and the types it becomes.

use chrono::NaiveDate;

use super::Word;
use crate::domain::customer::{joined, split};
use crate::domain::id::{
    AssessmentId, CapacityWeekId, CustomerId, EffortId, EngagementId, MoodProfileId, OfferingId, PartnerId, ProfileId, ProspectId,
    ReferralId, RivalsId, VariantId, WantedId,
};
use crate::domain::money::Minor;
use crate::domain::period::{earliest, latest};
use crate::domain::settings::Hundredths;
use crate::domain::text::{Line, Prose};

/// A value as the book keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Value {
    /// Nothing was given.
    #[default]
    Nothing,
    /// A number: an amount in minor units, minutes, a rating, an id, 0 or 1.
    Number(i64),
    /// Cleaned text; dates in ISO form, lists joined by [`crate::domain::customer::SEPARATOR`].
    Text(String),
}

impl Value {
    /// The number, where it is one.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        if let Value::Number(number) = self { Some(*number) } else { None }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    /// Whether nothing was given.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Value::Nothing
    }

    /// Words of several that two windows changed, in the order of the words.
    pub(super) fn ticked_together(was: &Value, shall: &Value, is: &Value, words: &[Word]) -> Value {
        let ticked: Vec<Line> = Vec::take(&Value::together(was, shall, is)).unwrap_or_default();
        let holds = |word: &str| ticked.iter().any(|line| line.as_str() == word);
        words.iter().filter(|(word, _)| holds(word)).map(|(word, _)| Line::from(*word)).collect::<Vec<Line>>().keep()
    }

    /// A list two windows changed: without what this one took away, with what it added.
    pub(super) fn together(was: &Value, shall: &Value, is: &Value) -> Value {
        let [was, shall, is] = [was, shall, is].map(|value| Vec::<Line>::take(value).unwrap_or_default());
        let mut list: Vec<Line> = is.into_iter().filter(|line| !was.contains(line) || shall.contains(line)).collect();
        for line in shall {
            if !was.contains(&line) && !list.contains(&line) {
                list.push(line);
            }
        }
        list.keep()
    }
}

/// A type a field may have.
pub trait Kept: Sized {
    /// As the book keeps it.
    fn keep(&self) -> Value;

    /// Taken back; `None` where it was not kept so.
    fn take(value: &Value) -> Option<Self>;
}

impl<T: Kept> Kept for Option<T> {
    fn keep(&self) -> Value {
        self.as_ref().map_or(Value::Nothing, T::keep)
    }

    fn take(value: &Value) -> Option<Self> {
        if value.is_nothing() { Some(None) } else { T::take(value).map(Some) }
    }
}

impl Kept for Line {
    fn keep(&self) -> Value {
        if self.is_empty() { Value::Nothing } else { Value::Text(self.as_str().to_owned()) }
    }

    fn take(value: &Value) -> Option<Self> {
        Line::some(value.text()?)
    }
}

impl Kept for Prose {
    fn keep(&self) -> Value {
        if self.is_empty() { Value::Nothing } else { Value::Text(self.as_str().to_owned()) }
    }

    fn take(value: &Value) -> Option<Self> {
        Some(Prose::clean(value.text()?)).filter(|prose| !prose.is_empty())
    }
}

impl Kept for Vec<Line> {
    fn keep(&self) -> Value {
        if self.is_empty() { Value::Nothing } else { Value::Text(joined(self)) }
    }

    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::Nothing => Some(Vec::new()),
            Value::Text(text) => Some(split(text)),
            Value::Number(_) => None,
        }
    }
}

impl Kept for NaiveDate {
    fn keep(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn take(value: &Value) -> Option<Self> {
        value.text()?.parse().ok().filter(|date| (earliest()..=latest()).contains(date))
    }
}

impl Kept for bool {
    fn keep(&self) -> Value {
        Value::Number(i64::from(*self))
    }

    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::Nothing | Value::Number(0) => Some(false),
            Value::Number(1) => Some(true),
            _ => None,
        }
    }
}

/// Time worked, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes(pub i64);

impl Minutes {
    /// The most one entry may hold: a year, day and night.
    pub const MOST: i64 = 366 * 24 * 60;
}

/// 1 to 5: how well, how glad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

impl Rating {
    /// A rating from 1 to 5.
    #[must_use]
    pub fn new(rating: u8) -> Option<Rating> {
        (1..=5).contains(&rating).then_some(Rating(rating))
    }

    /// 1 to 5.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }

    /// What it counts: 0 to 4 (`metrics.md` item 36).
    #[must_use]
    pub fn steps(self) -> u32 {
        u32::from(self.0) - 1
    }
}

macro_rules! kept_as_numbers {
    ($($type:ident $test:expr),+ $(,)?) => {$(
        impl Kept for $type {
            fn keep(&self) -> Value {
                Value::Number(i64::from(self.0))
            }

            fn take(value: &Value) -> Option<Self> {
                let test: fn(i64) -> Option<$type> = $test;
                value.number().and_then(test)
            }
        }
    )+};
}

kept_as_numbers! {
    Minor |number| Some(Minor(number)).filter(|amount| amount.fits()),
    Minutes |number| (0..=Minutes::MOST).contains(&number).then_some(Minutes(number)),
    Rating |number| u8::try_from(number).ok().and_then(Rating::new),
    Hundredths |number| (0..=1_000_000).contains(&number).then_some(Hundredths(number)),
    CustomerId |number| Some(CustomerId(number)),
    OfferingId |number| Some(OfferingId(number)),
    VariantId |number| Some(VariantId(number)),
    PartnerId |number| Some(PartnerId(number)),
    ReferralId |number| Some(ReferralId(number)),
    EffortId |number| Some(EffortId(number)),
    AssessmentId |number| Some(AssessmentId(number)),
    ProfileId |number| Some(ProfileId(number)),
    MoodProfileId |number| Some(MoodProfileId(number)),
    WantedId |number| Some(WantedId(number)),
    ProspectId |number| Some(ProspectId(number)),
    RivalsId |number| Some(RivalsId(number)),
    EngagementId |number| Some(EngagementId(number)),
    CapacityWeekId |number| Some(CapacityWeekId(number)),
}

impl Kept for u32 {
    fn keep(&self) -> Value {
        Value::Number(i64::from(*self))
    }

    fn take(value: &Value) -> Option<Self> {
        u32::try_from(value.number()?).ok()
    }
}

/// An enum whose values are words: as they are kept, and as they are shown.
macro_rules! one_of {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$value_doc])* $value,)+
        }

        impl $name {
            /// Every value, in the order it is asked for.
            pub const ALL: &'static [$name] = &[$($name::$value),+];
            /// Their words: as kept, as shown.
            pub const WORDS: &'static [$crate::domain::record::Word] = &[$(($word, $label)),+];

            /// The word kept in the book and in files.
            #[must_use]
            pub fn word(self) -> &'static str {
                Self::WORDS[self as usize].0
            }

            /// The word shown.
            #[must_use]
            pub fn label(self) -> &'static str {
                Self::WORDS[self as usize].1
            }

            /// The value of a kept word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }

        impl $crate::domain::record::Kept for $name {
            fn keep(&self) -> $crate::domain::record::Value {
                $crate::domain::record::Value::Text(self.word().to_owned())
            }

            fn take(value: &$crate::domain::record::Value) -> Option<Self> {
                $name::of_word(value.text()?)
            }
        }
    };
}
pub(in crate::domain) use one_of;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::{Assessment, Trait};
    use crate::domain::change::Edit;
    use crate::domain::record::{Kind, Record, Row};

    fn ticked(traits: &[Trait]) -> Row {
        let blank = Assessment::blank(CustomerId(3), "2026-10-01".parse().unwrap());
        Assessment { traits: traits.iter().copied().collect(), ..blank }.row()
    }

    #[test]
    fn ticks_of_two_windows_are_both_there_in_the_order_of_the_words() {
        let edit = Edit::of(ticked(&[Trait::Stagnant]), ticked(&[Trait::Stagnant, Trait::Tight]));
        let merged = edit.onto(&ticked(&[Trait::Stagnant, Trait::Boring])).unwrap();
        assert_eq!(merged, ticked(&[Trait::Stagnant, Trait::Tight, Trait::Boring]));
        let edit = Edit::of(ticked(&[Trait::Stagnant]), ticked(&[]));
        assert_eq!(edit.onto(&ticked(&[Trait::Stagnant, Trait::Boring])).unwrap(), ticked(&[Trait::Boring]));
    }

    #[test]
    fn a_flag_nobody_set_is_no() {
        let blank = Row::blank(Kind::Profile);
        let edit = Edit::of(blank.clone(), blank.clone().with("best_work", Value::Number(1)));
        let now = blank.clone().with("best_work", Value::Number(0));
        assert_eq!(edit.onto(&now).unwrap().get("best_work"), &Value::Number(1));
    }
}
