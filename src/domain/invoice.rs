//! Documents: invoices and credit notes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::currency::Currency;
use super::id::{CustomerId, InvoiceId};
use super::money::Minor;
use super::rate::Rate;
use super::series::Entry;
use super::text::Line;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An invoice; its amount may still be negative.
    #[default]
    Invoice,
    /// A credit note: counts on its own date on either basis.
    Credit,
}

/// How a document stands. Void and draft documents are kept and counted in no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Sent, due or overdue: not paid as far as the book knows.
    #[default]
    Open,
    /// Paid in full.
    Paid,
    /// Cancelled.
    Void,
    /// Never sent.
    Draft,
}

macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// The word kept in the book and in files.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value of a kept word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

words!(Kind { Invoice = "invoice", Credit = "credit" });
words!(Status { Open = "open", Paid = "paid", Void = "void", Draft = "draft" });

/// A document of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its id in the book.
    pub id: InvoiceId,
    /// Whose it is.
    pub customer: CustomerId,
    /// Its number, unique within the customer; `None` where the firm keeps none.
    pub number: Option<Line>,
    /// Without a number: the n-th identical document, from 1.
    pub occurrence: Option<u32>,
    /// Its own date.
    pub issued: NaiveDate,
    /// When it was paid, as far as known.
    pub paid: Option<NaiveDate>,
    /// Net amount in its own currency; tax is left out.
    pub amount: Minor,
    /// Its own currency.
    pub currency: Currency,
    /// The rate used on entry; `None` in the base currency or when no rate was known.
    pub rate: Option<Rate>,
    /// The amount in the base currency; `None` without a rate.
    pub base: Option<Minor>,
    /// Invoice or credit note.
    pub kind: Kind,
    /// How it stands.
    pub status: Status,
    /// What it was for.
    pub title: Option<Line>,
}

impl Invoice {
    /// What the customer's series holds of it: nothing for void and draft documents.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        matches!(self.status, Status::Open | Status::Paid).then(|| Entry {
            day: self.issued.into(),
            minor: self.base.unwrap_or(Minor::ZERO).0,
            paid: match self.status {
                // A paid document without a date of payment counts as paid on its own date.
                Status::Paid => Some(self.paid.unwrap_or(self.issued).into()),
                _ => None,
            },
            kind: self.kind,
            rated: self.base.is_some(),
        })
    }
}
