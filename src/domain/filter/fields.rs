//! What a filter may ask: the table of fields and flags, as data.
//!
//! A field enters the table when its figure exists. What a row answers is the business of its
//! [`Subject`](super::Subject); how the text is read, of `parse`.

use crate::domain::currency::Currency;

/// Which field: the key a row is asked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Name of the customer.
    Name,
    /// People there: names and mail addresses.
    Contact,
    /// The owner's note.
    Note,
    /// The owner's tags, one text each.
    Tag,
    /// What they do.
    Trade,
    /// Kind of customer.
    Segment,
    /// Where it came from.
    Source,
    /// Revenue of the last 12 months (`metrics.md` item 1).
    Revenue,
    /// Share of the book (`metrics.md` item 2).
    Share,
    /// Days since the last invoice.
    Last,
    /// Documents in the last 12 months.
    Invoices,
    /// Customer since.
    Since,
    /// Notice in days.
    Notice,
    /// Fit in pips (`metrics.md` item 42).
    Fit,
    /// Mood in pips.
    Mood,
    /// Margin of the last 12 months (`metrics.md` item 10).
    Margin,
    /// The same in percent of revenue.
    MarginShare,
    /// Money an hour brought (`metrics.md` item 11).
    HourRate,
    /// Hours worked for them in the last 12 months.
    Hours,
    /// The over-service index (`metrics.md` item 13).
    OverService,
    /// What the relationship is worth (`metrics.md` item 43).
    Value,
    /// The traits that apply, one text each.
    Trait,
    /// Where the relationship stands.
    Stage,
}

impl Key {
    /// Where a word without a field is looked for.
    pub const ANYWHERE: [Key; 4] = [Key::Name, Key::Contact, Key::Note, Key::Tag];

    /// Whether only [`Scores`](crate::domain::scores::Scores) can answer it.
    #[must_use]
    pub fn is_scored(self) -> bool {
        self >= Key::Fit
    }
}

/// What `is:` may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// Hidden from lists.
    Archived,
    /// Bought exactly once, long enough ago (`metrics.md` item 16).
    OneOff,
    /// Bought at least twice (`metrics.md` item 16).
    Repeat,
    /// Never bought.
    Prospect,
    /// Has other customers under it, or a group above it.
    Group,
    /// Has booked work that is not over.
    Booked,
    /// Has work that might happen.
    Maybe,
    /// Fits, and the mood is right (`metrics.md` item 38).
    Keeper,
    /// Fits, and the mood is low.
    Grinder,
    /// The mood is right, the fit is not.
    Charmer,
    /// Neither.
    Leaver,
    /// One of the scores is missing.
    Unplaced,
    /// Ever more hours and no better a mood (`metrics.md` item 44).
    Drain,
}

impl Flag {
    /// Every flag with the word typed for it and what it means.
    pub const ALL: [(Flag, &'static str, &'static str); 13] = [
        (Flag::Archived, "archived", "hidden from the list"),
        (Flag::OneOff, "one-off", "bought once and never came back"),
        (Flag::Repeat, "repeat", "bought twice or more"),
        (Flag::Prospect, "prospect", "never bought anything"),
        (Flag::Group, "group", "part of a group of companies"),
        (Flag::Booked, "booked", "has booked work that is not over"),
        (Flag::Maybe, "maybe", "has work that might happen"),
        (Flag::Keeper, "keeper", "fits, and the mood is right"),
        (Flag::Grinder, "grinder", "fits, and the mood is low"),
        (Flag::Charmer, "charmer", "a good mood, and does not fit"),
        (Flag::Leaver, "leaver", "neither fits nor is in a good mood"),
        (Flag::Unplaced, "unplaced", "has no fit or no mood yet"),
        (Flag::Drain, "drain", "ever more hours, and no better a mood"),
    ];

    /// Whether only [`Scores`](crate::domain::scores::Scores) can answer it.
    #[must_use]
    pub fn is_scored(self) -> bool {
        self >= Flag::Keeper
    }

    /// The word typed after `is:`.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// How a field is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By what it holds: `tag:retainer`, `name="Sable Coffee"`.
    Text,
    /// By size: `revenue>10k`.
    Number(Unit),
    /// By a day, a month or a year: `since<2022`.
    Date,
}

/// What a number counts, and so how it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Base currency: `10k`, `$1,200`.
    Money,
    /// Percent: `5%`, `5`.
    Percent,
    /// Days: `60d`, `60`, `8w`.
    Days,
    /// Pieces: `3`.
    Count,
    /// Pips: `1` to `5`.
    Pips,
    /// Hours: `40`, `40h`.
    Hours,
}

impl Unit {
    /// What a value of it is, for messages.
    pub(super) fn words(self) -> &'static str {
        match self {
            Unit::Money => "an amount",
            Unit::Percent => "a number of percent",
            Unit::Days => "a number of days",
            Unit::Count => "a number",
            Unit::Pips => "a number from 1 to 5",
            Unit::Hours => "a number of hours",
        }
    }
}

/// A field of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The key rows are asked by.
    pub key: Key,
    /// The word typed for it.
    pub name: &'static str,
    /// Other words that mean the same.
    pub synonyms: &'static [&'static str],
    /// How it is asked.
    pub kind: Kind,
    /// What it asks, for help and messages.
    pub help: &'static str,
    /// How it may be typed.
    pub example: &'static str,
}

impl Field {
    /// Its words, its name first.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.name).chain(self.synonyms.iter().copied())
    }
}

/// The fields a list may be filtered by.
#[derive(Debug, Clone, Copy)]
pub struct FieldTable {
    /// The fields.
    pub fields: &'static [Field],
    /// The base currency, in which amounts are typed and answered.
    pub currency: Currency,
}

const fn field(
    key: Key,
    name: &'static str,
    synonyms: &'static [&'static str],
    kind: Kind,
    help: &'static str,
    example: &'static str,
) -> Field {
    Field { key, name, synonyms, kind, help, example }
}

static CUSTOMERS: [Field; 23] = [
    field(
        Key::Revenue,
        "revenue",
        &["sales", "turnover", "income"],
        Kind::Number(Unit::Money),
        "revenue of the last 12 months",
        "revenue>10k",
    ),
    field(Key::Share, "share", &["percent"], Kind::Number(Unit::Percent), "share of the book", "share>5%"),
    field(Key::Last, "last", &["quiet", "silent"], Kind::Number(Unit::Days), "days since the last invoice", "last>60d"),
    field(
        Key::Invoices,
        "invoices",
        &["invoice", "documents"],
        Kind::Number(Unit::Count),
        "invoices in the last 12 months",
        "invoices>=3",
    ),
    field(Key::Since, "since", &["started", "joined"], Kind::Date, "customer since", "since<2022"),
    field(Key::Notice, "notice", &[], Kind::Number(Unit::Days), "notice they must give", "notice<30d"),
    field(Key::Fit, "fit", &[], Kind::Number(Unit::Pips), "how well they fit, 1 to 5", "fit>=4"),
    field(Key::Mood, "mood", &["feel"], Kind::Number(Unit::Pips), "how the mood is, 1 to 5", "mood<3"),
    field(
        Key::Margin,
        "margin",
        &["profit"],
        Kind::Number(Unit::Money),
        "margin of the last 12 months, where hours or costs are logged",
        "margin>10k",
    ),
    field(Key::MarginShare, "margin%", &["profit%"], Kind::Number(Unit::Percent), "margin in % of revenue", "margin%<20"),
    field(Key::HourRate, "rate", &["hourly"], Kind::Number(Unit::Money), "what an hour brought", "rate>100"),
    field(Key::Hours, "hours", &["hour"], Kind::Number(Unit::Hours), "hours worked in the last 12 months", "hours>40"),
    field(
        Key::OverService,
        "service",
        &["over-service"],
        Kind::Number(Unit::Count),
        "their part of your hours over their part of your revenue",
        "service>1.25",
    ),
    field(Key::Value, "value", &["worth"], Kind::Number(Unit::Money), "what the relationship is worth", "value>50k"),
    field(Key::Trait, "trait", &["traits"], Kind::Text, "what wears you out", "trait:tight"),
    field(Key::Stage, "stage", &["life"], Kind::Text, "where the relationship stands", "stage:new"),
    field(Key::Name, "name", &["customer", "client", "company"], Kind::Text, "the customer's name", "name:coffee"),
    field(Key::Contact, "contact", &["contacts", "person", "people"], Kind::Text, "people there", "contact:dana"),
    field(Key::Note, "note", &["notes"], Kind::Text, "your note", "note:\"late invoices\""),
    field(Key::Tag, "tag", &["tags"], Kind::Text, "your tags", "tag:retainer"),
    field(Key::Trade, "trade", &["industry", "sector"], Kind::Text, "what they do", "trade:vet"),
    field(Key::Segment, "segment", &["segments"], Kind::Text, "the kind of customer", "segment:makers"),
    field(Key::Source, "source", &["origin"], Kind::Text, "where they came from", "source:referred"),
];

impl FieldTable {
    /// The fields of the list of customers.
    #[must_use]
    pub fn customers(currency: Currency) -> FieldTable {
        FieldTable { fields: &CUSTOMERS, currency }
    }

    /// The field a word means, in either case.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.words().any(|known| known.eq_ignore_ascii_case(word)))
    }

    /// The field whose name or other word is nearest to a mistyped one; `None` when nothing is near.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&'static Field> {
        nearest(word, self.fields.iter().flat_map(|field| field.words().map(move |known| (known, field))))
    }
}

/// What stands beside the known word nearest to a mistyped one, if any is near: it starts that way, or a third of its
/// letters at most would have to change.
pub(super) fn nearest<T>(word: &str, known: impl Iterator<Item = (&'static str, T)>) -> Option<T> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let near = known.filter_map(|(name, found)| {
        let steps = if letters >= 2 && name.starts_with(&word) { 0 } else { distance(&word, name) };
        (steps <= letters.max(name.len()) / 3).then_some((steps, found))
    });
    near.min_by_key(|(steps, _)| *steps).map(|(_, found)| found)
}

/// Letters to change, add, drop or swap with their neighbour to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows = vec![vec![0; to.len() + 1]; from.len() + 1];
    for i in 0..=from.len() {
        for j in 0..=to.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(from[i - 1] != to[j - 1]);
                let mut least = (rows[i - 1][j - 1] + same).min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_means_one_field_and_every_flag_stands_in_its_place() {
        let table = FieldTable::customers(Currency::USD);
        let mut words = std::collections::BTreeSet::new();
        for field in table.fields {
            for word in field.words() {
                assert!(words.insert(word), "{word} twice");
                assert_eq!(table.find(&word.to_uppercase()), Some(field));
            }
        }
        assert!(!words.contains("is"));
        for (index, (flag, ..)) in Flag::ALL.iter().enumerate() {
            assert_eq!(*flag as usize, index);
        }
    }

    #[test]
    fn a_slip_is_near_and_nonsense_is_not() {
        let near = |word| FieldTable::customers(Currency::USD).nearest(word).map(|field| field.name);
        for (word, name) in [
            ("revnue", "revenue"),
            ("Reveneu", "revenue"),
            ("rev", "revenue"),
            ("hsare", "share"),
            ("industri", "trade"),
            ("tga", "tag"),
            ("since?", "since"),
        ] {
            assert_eq!(near(word), Some(name), "{word}");
        }
        for word in ["", "x", "weather", "10", "ö"] {
            assert_eq!(near(word), None, "{word}");
        }
    }

    #[test]
    fn steps_are_counted_with_swaps() {
        for (from, to, steps) in [("", "tag", 3), ("tag", "tag", 0), ("tga", "tag", 1), ("revnue", "revenue", 1), ("ab", "cd", 2)] {
            assert_eq!(distance(from, to), steps, "{from} {to}");
        }
    }
}
