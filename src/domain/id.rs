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
    /// Something the firm sells, or says it does not.
    OfferingId,
    /// A way an offering is delivered.
    VariantId,
    /// Somebody work is sent to.
    PartnerId,
    /// Who sent whom to whom.
    ReferralId,
    /// Hours or money spent.
    EffortId,
    /// What the owner answered of a customer in a quarter.
    AssessmentId,
    /// How the firm works with a customer.
    ProfileId,
    /// The owner's answers to the four mood questions, as of a day.
    MoodProfileId,
    /// Who the owner wants more of.
    WantedId,
    /// Somebody the owner wants, by name.
    ProspectId,
    /// Two customers who compete.
    RivalsId,
    /// Work agreed or hoped for.
    EngagementId,
    /// The days a team has in one week.
    CapacityWeekId,
}
