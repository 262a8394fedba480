//! Identities: one newtype per entity, so a customer's id never lands where an invoice's belongs.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A customer.
    CustomerId,
    /// A person at a customer.
    PersonId,
    /// A segment: a kind of customer.
    SegmentId,
    /// An invoice or credit note.
    InvoiceId,
    /// An exchange rate kept in the book.
    RateId,
    /// One step of the change log.
    ChangeId,
    /// One import.
    BatchId,
    /// One run of the program on a book.
    SessionId,
}
