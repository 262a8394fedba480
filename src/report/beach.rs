//! The weeks ahead as they may be printed: the figures of [`crate::domain::beach`] and the names they need.
//!
//! What is said of them is [`super::sections::beach`], how they are written as data [`super::json`].

use std::collections::HashMap;

use crate::domain::beach::{Beach, WhatIf};
use crate::domain::book::Book;
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::insight::expectancy::{Refill, RenewalRate};
use crate::domain::names::Names;
use crate::domain::roster::Roster;
use crate::domain::work::Engagement;

use chrono::NaiveDate;

/// The weeks ahead, with names.
#[derive(Debug)]
pub(super) struct Ahead {
    /// The figures.
    pub(super) beach: Beach,
    /// What must be won anew each year, and whether the rate is the owner's guess; `None` while there is no rate.
    pub(super) refill: Option<(Refill, bool)>,
    /// Whether any work is in the book.
    pub(super) has_work: bool,
    works: HashMap<EngagementId, Named>,
    customers: HashMap<CustomerId, String>,
}

/// An engagement as it may be printed.
#[derive(Debug)]
struct Named {
    called: String,
    reason: Option<String>,
}

impl Ahead {
    /// The weeks ahead of a book as of a day.
    pub(super) fn of(book: &Book, names: &Names, today: NaiveDate) -> Ahead {
        let beach = Beach::of(book, today, &WhatIf::default());
        let printed = |work: &Engagement| {
            let reason = work.expects.as_ref().map(|reason| names.veil(reason.as_str()).into_owned());
            (work.id, Named { called: names.work(book, work), reason })
        };
        let rate = RenewalRate::of(&book.settings, &beach.all_renewals);
        Ahead {
            refill: rate.map(|rate| (rate.refill(&Roster::of(book, today)), rate.is_guess)),
            has_work: !book.records().engagements.is_empty(),
            works: book.records().engagements.iter().map(printed).collect(),
            customers: beach.time_shares.iter().map(|(id, _)| (*id, names.by_id(book, *id).to_owned())).collect(),
            beach,
        }
    }

    /// `Osei Dental: Care plan`.
    pub(super) fn called(&self, id: EngagementId) -> &str {
        self.works.get(&id).map_or("(gone)", |named| named.called.as_str())
    }

    /// Why a term is expected to be renewed.
    pub(super) fn reason(&self, id: EngagementId) -> Option<&str> {
        self.works.get(&id)?.reason.as_deref()
    }

    /// A customer's printable name.
    pub(super) fn customer(&self, id: CustomerId) -> &str {
        self.customers.get(&id).map_or("(gone)", String::as_str)
    }
}
