//! The list of the tab: work by groups, in the order it is drawn and gone through.
//!
//! What the weeks come to is [`crate::domain::beach`]'s; how a row looks is `rows`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::beach::{self, Bar, Beach};
use crate::domain::id::EngagementId;
use crate::domain::work::{Engagement, Stage};
use crate::intent::View;

/// What work is listed under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Group {
    /// Agreed.
    Booked,
    /// Hoped for.
    Maybe,
    /// Without a first day.
    Undated,
    /// Over, lost or put away.
    Gone,
}

impl Group {
    const ALL: [Group; 4] = [Group::Booked, Group::Maybe, Group::Undated, Group::Gone];

    /// Its heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Group::Booked => "Booked",
            Group::Maybe => "Might happen",
            Group::Undated => "No date yet",
            Group::Gone => "Over, lost or archived",
        }
    }
}

/// A piece of work of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    /// Which.
    pub(super) id: EngagementId,
    /// What it is listed under.
    pub(super) group: Group,
    /// Its place among the bars of the plan; lost and archived work has none.
    bar: Option<usize>,
    /// First day.
    pub(super) from: Option<NaiveDate>,
    /// Last day; none: it goes on.
    pub(super) to: Option<NaiveDate>,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// The heading of a group.
    Heading(Group),
    /// Work, by its place in the list.
    Work(usize),
    /// Nothing: it parts two groups.
    Air,
}

/// What is listed besides work that is on or hoped for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shows {
    /// What is over, lost or archived.
    pub(super) gone: bool,
    /// Work that got over under the cursor: its row stays until the cursor leaves it.
    pub(super) held: Option<EngagementId>,
}

/// The list as it is now.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) beach: Arc<Beach>,
    works: Vec<Work>,
    rows: Vec<Row>,
    /// The same without air.
    tight: Vec<Row>,
    shows: Shows,
    /// How many are over, lost or archived, shown or not.
    pub(super) gone: usize,
}

impl Plan {
    /// Of a book's engagements; with those that are gone where they are asked for.
    pub(super) fn of(beach: Arc<Beach>, shows: Shows, view: &View<'_>) -> Plan {
        let is_over = |bar: &Bar| shows.held != Some(bar.id) && is_over(bar, view.today);
        let mut works: Vec<Work> = Vec::with_capacity(beach.bars.len());
        let mut over = Vec::new();
        for (at, bar) in beach.bars.iter().enumerate() {
            let group = match (bar.group, bar.from) {
                _ if is_over(bar) => Group::Gone,
                (_, None) => Group::Undated,
                (beach::Group::Booked, _) => Group::Booked,
                (beach::Group::Maybe, _) => Group::Maybe,
            };
            let work = Work { id: bar.id, group, bar: Some(at), from: bar.from, to: bar.to };
            if group == Group::Gone { over.push(work) } else { works.push(work) }
        }
        let engagements = &view.book.records().engagements;
        let is_away = |work: &&Engagement| work.archived || work.stage == Stage::Lost || work.is_called_off(view.today);
        over.extend(engagements.iter().filter(is_away).map(|work| Work {
            id: work.id,
            group: Group::Gone,
            bar: None,
            from: work.starts,
            to: work.ends,
        }));
        let gone = over.len();
        // The newest of what is gone comes first.
        over.sort_by_key(|work| std::cmp::Reverse((work.from, work.id)));
        if shows.gone {
            works.extend(over);
        }
        works.sort_by_key(|work| work.group);
        let rows = rows(&works);
        let tight = rows.iter().filter(|row| **row != Row::Air).copied().collect();
        Plan { beach, works, rows, tight, shows, gone }
    }

    /// Whether it is the list of these weeks.
    pub(super) fn is_of(&self, beach: &Arc<Beach>, shows: Shows) -> bool {
        Arc::ptr_eq(&self.beach, beach) && self.shows == shows
    }

    /// Everything listed, in its order.
    pub(super) fn works(&self) -> &[Work] {
        &self.works
    }

    /// All rows with headings, and with air where they need not be tight.
    pub(super) fn rows(&self, is_tight: bool) -> &[Row] {
        if is_tight { &self.tight } else { &self.rows }
    }

    /// The place of an engagement in the list.
    pub(super) fn place(&self, id: EngagementId) -> Option<usize> {
        self.works.iter().position(|work| work.id == id)
    }

    /// The row a place of the list stands on.
    pub(super) fn row_of(&self, place: usize, is_tight: bool) -> usize {
        let Some(work) = self.works.get(place) else { return 0 };
        // A heading above each group so far, and air between them.
        let groups = Group::ALL.into_iter().filter(|group| *group <= work.group && self.holds(*group)).count();
        place + groups + if is_tight { 0 } else { groups - 1 }
    }

    /// What lies below so many rows: how much work, under which headings.
    pub(super) fn below(&self, rows: usize, is_tight: bool) -> Option<(usize, Vec<Group>)> {
        let hidden = self.rows(is_tight).iter().skip(rows).filter_map(|row| match row {
            Row::Work(place) => self.works.get(*place).map(|work| work.group),
            _ => None,
        });
        let mut groups: Vec<Group> = hidden.collect();
        let count = groups.len();
        groups.dedup();
        (count > 0).then_some((count, groups))
    }

    fn holds(&self, group: Group) -> bool {
        let from = self.works.partition_point(|work| work.group < group);
        self.works.get(from).is_some_and(|work| work.group == group)
    }

    /// What the plan says of it; nothing of lost and archived work.
    pub(super) fn bar(&self, work: &Work) -> Option<&Bar> {
        self.beach.bars.get(work.bar?)
    }
}

/// Whether work was booked and is over.
pub(super) fn is_over(bar: &Bar, today: NaiveDate) -> bool {
    bar.group == beach::Group::Booked && bar.is_over(today)
}

/// The one piece of work whose bar is another than before, where there is just one.
pub(super) fn changed(before: &Plan, after: &Plan) -> Option<EngagementId> {
    // What only the odds of others make of it is no change of its own.
    let own = |bar: &Bar| (bar.id, (bar.stage, bar.from, bar.to, bar.per_week, bar.customer));
    let mut bars: BTreeMap<_, _> = before.beach.bars.iter().map(own).collect();
    let mut changed: Vec<EngagementId> = Vec::new();
    for (id, bar) in after.beach.bars.iter().map(own) {
        if bars.remove(&id) != Some(bar) {
            changed.push(id);
        }
    }
    changed.extend(bars.into_keys());
    if let [only] = changed[..] { Some(only) } else { None }
}

fn rows(works: &[Work]) -> Vec<Row> {
    let mut rows = Vec::with_capacity(works.len() + 8);
    let mut before = None;
    for (place, work) in works.iter().enumerate() {
        if before != Some(work.group) {
            if before.is_some() {
                rows.push(Row::Air);
            }
            rows.push(Row::Heading(work.group));
            before = Some(work.group);
        }
        rows.push(Row::Work(place));
    }
    rows
}
