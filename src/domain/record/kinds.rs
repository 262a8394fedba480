//! Every kind of record: its table, its words, and all rows of all kinds as the book holds them.

use super::{Field, Record, Row, Rows, Sound, Wrong};
use crate::domain::assessment::Assessment;
use crate::domain::effort::Effort;
use crate::domain::practice::{MoodProfile, Offering, Partner, Prospect, Referral, Rivals, Variant, Wanted};
use crate::domain::profile::Profile;
use crate::domain::work::{CapacityWeek, Engagement};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident, $table:literal, $noun:literal, $plural:literal, $rows:ident;)+) => {
        /// A kind of record. Parents stand before what points to them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// Every kind, in the order a book is rebuilt from its files.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// Its table in the book.
            #[must_use]
            pub fn table(self) -> &'static str {
                match self { $(Kind::$kind => $table),+ }
            }

            /// What one is called.
            #[must_use]
            pub fn noun(self) -> &'static str {
                match self { $(Kind::$kind => $noun),+ }
            }

            /// What several are called; the name of their file.
            #[must_use]
            pub fn plural(self) -> &'static str {
                match self { $(Kind::$kind => $plural),+ }
            }

            /// Its fields, in the order of the form.
            #[must_use]
            pub fn fields(self) -> &'static [Field] {
                match self { $(Kind::$kind => <$kind as Record>::FIELDS),+ }
            }

            /// What is wrong with a row of this kind, with a fix.
            pub fn check(self, row: &Row) -> Result<(), Wrong> {
                for (field, value) in self.fields().iter().zip(&row.values) {
                    if field.needed && value.is_nothing() {
                        return Err(Wrong::at(field.name, format!("{} cannot stay empty.", field.label)));
                    }
                }
                match self {
                    $(Kind::$kind => match <$kind as Record>::of_row(row) {
                        Some(typed) => typed.check(),
                        None => Err(Wrong::at(self.fields()[0].name, "This cannot be kept as it stands.")),
                    },)+
                }
            }
        }

        /// The rows of every kind.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Records {
            $($(#[$doc])* pub $rows: Rows<$kind>,)+
        }

        impl Records {
            /// Takes a row read again after a change; `None`: it is gone. False where it could not be one of its kind.
            pub fn replace(&mut self, kind: Kind, id: i64, row: Option<&Row>) -> bool {
                match kind { $(Kind::$kind => self.$rows.replace(id, row)),+ }
            }

            /// Takes all rows of a kind. False where one could not be of it.
            pub fn fill(&mut self, kind: Kind, rows: &[Row]) -> bool {
                match kind {
                    $(Kind::$kind => match rows.iter().map(Record::of_row).collect::<Option<Vec<$kind>>>() {
                        Some(typed) => {
                            self.$rows = typed.into();
                            true
                        }
                        None => false,
                    },)+
                }
            }

            /// The rows of a kind without their type.
            #[must_use]
            pub fn rows(&self, kind: Kind) -> Vec<Row> {
                match kind { $(Kind::$kind => self.$rows.erased()),+ }
            }

            /// How many rows of a kind there are.
            #[must_use]
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $(Kind::$kind => self.$rows.len()),+ }
            }

            /// A row without its type.
            #[must_use]
            pub fn row(&self, kind: Kind, id: i64) -> Option<Row> {
                match kind { $(Kind::$kind => self.$rows.find(id).map(Record::row)),+ }
            }
        }
    };
}

kinds! {
    /// People work is sent to.
    Partner, "partner", "partner", "partners", partners;
    /// What the firm sells, or says it does not.
    Offering, "offering", "offering", "offerings", offerings;
    /// The ways offerings are delivered.
    Variant, "variant", "variant", "variants", variants;
    /// Work agreed and hoped for.
    Engagement, "engagement", "engagement", "engagements", engagements;
    /// Weeks whose days are not the usual ones.
    CapacityWeek, "capacity_week", "week", "weeks", capacity_weeks;
    /// How the firm works with its customers.
    Profile, "profile", "profile", "profiles", profiles;
    /// What the owner answered of customers, by quarter.
    Assessment, "assessment", "assessment", "assessments", assessments;
    /// Hours and money spent.
    Effort, "effort", "entry", "time", efforts;
    /// Who sent whom to whom.
    Referral, "referral", "referral", "referrals", referrals;
    /// Pairs of customers who compete.
    Rivals, "rivals", "pair of rivals", "rivals", rivals;
    /// The owner's answers to the four mood questions, every version.
    MoodProfile, "mood_profile", "mood profile", "moods", mood_profiles;
    /// Who the owner wants more of.
    Wanted, "wanted", "wanted profile", "wanted", wanted;
    /// Whom the owner wants, by name.
    Prospect, "prospect", "prospect", "prospects", prospects;
}

impl Kind {
    /// The kind of a table.
    #[must_use]
    pub fn of_table(table: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.table() == table)
    }

    /// The place of a field.
    #[must_use]
    pub fn place(self, field: &str) -> Option<usize> {
        self.fields().iter().position(|known| known.name == field)
    }

    /// The field of a name.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|known| known.name == name)
    }

    /// Whether it can be put away and brought back.
    #[must_use]
    pub fn may_be_archived(self) -> bool {
        self.place("archived").is_some()
    }

    /// Whether there is one a customer, so that a row of it is no thing of its own to the owner.
    #[must_use]
    pub fn is_of_a_customer(self) -> bool {
        matches!(self, Kind::Profile | Kind::Assessment)
    }
}
