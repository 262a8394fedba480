//! What comes of an event, as data: the app carries it out, a test compares it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::id::{CustomerId, EngagementId, SegmentId};
use crate::domain::record::{Kind, Row};
use crate::domain::settings::Name;

use super::{Action, Tab};

pub use crate::domain::answers::Axis;

/// Something for the app to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// One transaction, one undo step; the words of the history are said.
    Save(Change),
    /// The same for a form, which closes when it is saved and stays open, saying why, when it is not.
    Submit(Change),
    /// Puts something on top.
    Open(Opening),
    /// Takes the top away.
    Close,
    /// As if asked for on the tab below.
    Run(Action),
    /// To a tab, and there to a customer.
    Go(Tab, Option<CustomerId>),
    /// Says something.
    Say(Notice),
    /// To the clipboard of the terminal.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Forgets what was kept for a form.
    DropDraft {
        /// Which form.
        purpose: String,
        /// About whom.
        subject: Option<CustomerId>,
    },
    /// Remembers how the owner left a screen.
    Remember(&'static str, String),
    /// Something slow, beside the screen.
    Start(Job),
    /// The book at another place, as it was typed. The form that asks stays until it is open, and says why it is not.
    OpenBook(String),
}

/// Something to put on top.
#[derive(Debug, Clone, PartialEq)]
pub enum Opening {
    /// The help of the scope below.
    Help,
    /// The palette, with something typed already.
    Palette(String),
    /// The form for new customers; names already known are filled in one after the other.
    AddCustomer(Vec<String>),
    /// The form of a customer.
    EditCustomer(CustomerId),
    /// The form that changes several at once.
    EditCustomers(Vec<CustomerId>),
    /// The note of a customer.
    Note(CustomerId),
    /// Tags of one or several.
    Tag(Vec<CustomerId>),
    /// A digit for fit or mood of one or several.
    Rate(Axis, Vec<CustomerId>),
    /// Fit and mood of those not placed yet, one after the other.
    Place,
    /// Fit of a customer, criterion by criterion.
    Criteria(CustomerId),
    /// Mood words and traits of a customer.
    MoodWords(CustomerId),
    /// How the firm works with a customer.
    Profile(CustomerId),
    /// Hours or a cost, of a customer where one is meant.
    Log(Option<CustomerId>),
    /// The hours and costs of a customer, to look through and mend.
    Entries(CustomerId),
    /// The referrals of a customer, to look through and mend.
    Referrals(CustomerId),
    /// The form of a new record, filled in as far as is known.
    AddRecord(Row),
    /// The form of a record.
    EditRecord(Kind, i64),
    /// The scope gate before an opportunity, for a customer where one is meant.
    Gate(Option<CustomerId>),
    /// Why an engagement was lost, and to whom it is handed over.
    Lose(EngagementId),
    /// Work that is none of ours, handed over to a partner: filled in as far as is known.
    HandOver(Row),
    /// What became of a term, and why.
    Term(EngagementId),
    /// The days of the team in the week of a Monday.
    Capacity(NaiveDate),
    /// The engagements of a customer, to look through and mend.
    Works(CustomerId),
    /// The form of a segment; none: a new one.
    Segment(Option<SegmentId>),
    /// What a tab reckons with.
    Settings(Tab),
    /// The same, at one of its settings.
    Setting(Tab, Name),
    /// What needs attention.
    Attention,
    /// What was done.
    History,
    /// What was said.
    Messages,
    /// Copies to go back to.
    Copies,
    /// Where to export to.
    ExportTo,
    /// Where the book is to live.
    BookPath,
    /// A question.
    Ask(Question),
}

/// A question with buttons. The first answer is the safe one; Esc gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What it is about.
    pub title: String,
    /// The question, a sentence or two.
    pub words: String,
    /// Buttons that say the verb, and what they do.
    pub answers: Vec<(String, Vec<Effect>)>,
}

/// A form half typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form.
    pub purpose: String,
    /// About whom.
    pub subject: Option<CustomerId>,
    /// What stands in its fields, by label.
    pub fields: BTreeMap<String, String>,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Care,
    /// Something failed.
    Error,
    /// Why a key did nothing: said with care, and gone with the next key.
    Refused,
    /// Something to try, or to know for a moment: it goes with the next key.
    Passing,
}

/// A message: one line at the bottom, and a line of `:messages`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The words.
    pub words: String,
}

impl Notice {
    /// Something was done.
    pub fn done(words: impl Into<String>) -> Notice {
        Notice { tone: Tone::Done, words: words.into() }
    }

    /// Something to know.
    pub fn care(words: impl Into<String>) -> Notice {
        Notice { tone: Tone::Care, words: words.into() }
    }

    /// Why a key did nothing.
    pub fn refused(words: impl Into<String>) -> Notice {
        Notice { tone: Tone::Refused, words: words.into() }
    }

    /// Something to try, or to know for a moment.
    pub fn passing(words: impl Into<String>) -> Notice {
        Notice { tone: Tone::Passing, words: words.into() }
    }

    /// Something failed.
    pub fn error(words: impl Into<String>) -> Notice {
        Notice { tone: Tone::Error, words: words.into() }
    }
}

/// Something slow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// A verified copy.
    Backup,
    /// Whether all is well.
    Check,
    /// Everything as files in a folder, as it was typed; over those there already only where the owner said so.
    Export {
        /// The folder.
        folder: String,
        /// Whether files of the same names are replaced.
        replace: bool,
    },
    /// Back to the copy at a path.
    Restore(PathBuf),
}
