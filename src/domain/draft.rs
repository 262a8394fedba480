//! What an owner typed and did not save yet: kept beside the book, so that neither a crash nor a closed window loses it.
//!
//! A draft is no edit: it enters no figure, no history and no export. `repository` keeps it; which form it fills again
//! its purpose says.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::id::CustomerId;
use super::text::Line;

/// A form half typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form it is.
    pub purpose: Line,
    /// Whom it is about; `None`: somebody or something new.
    pub subject: Option<CustomerId>,
    /// When it was last typed in, in UTC.
    pub at: DateTime<Utc>,
    /// What stands in each field, by the field's label.
    pub fields: BTreeMap<String, String>,
}
