//! The list: who is on it in which order, where the cursor stands, who is marked.
//!
//! It keeps ids only, so a book read again never leaves it looking at somebody else. What its rows show is `table`'s.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::columns::{Column, Order, Widths};
use super::scored;
use crate::chart::scroll;
use crate::domain::customer::Customer;
use crate::domain::filter::{Filter, Flag};
use crate::domain::id::CustomerId;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::windows::over;
use crate::domain::money::{self, Minor};
use crate::domain::period::Day;
use crate::domain::roster::{Column as Listed, Found, Line, Roster};
use crate::intent::View;
use crate::ui::canvas::text_width;

/// So many days without an invoice are worth a mark: a quarter.
pub(super) const QUIET_DAYS: i32 = 90;

/// What the row of an archived customer says.
pub(super) const ARCHIVED: &str = "archived";

/// What the rows come to together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) revenue: Minor,
    /// The part of the book.
    pub(super) share: Option<Ratio>,
    /// Whether anybody has not been invoiced for long.
    pub(super) quiet: bool,
    /// Whether anybody's share is over the limit.
    pub(super) over: bool,
    /// Archived customers a filter would have shown.
    pub(super) hidden: usize,
}

/// The list and the owner's place in it.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) order: Order,
    /// Whether archived customers are shown.
    pub(super) archived: bool,
    pub(super) marks: BTreeSet<CustomerId>,
    /// Who passes the filter, and what was asked.
    found: Found,
    asked: Option<((u64, u64), NaiveDate, bool, Filter)>,
    /// Those shown.
    pub(super) rows: Vec<CustomerId>,
    /// The row under the cursor.
    pub(super) at: usize,
    /// The first row in sight.
    pub(super) offset: usize,
    current: Option<CustomerId>,
    pub(super) totals: Totals,
    pub(super) widths: Widths,
    measured: Option<((u64, u64), bool)>,
}

impl List {
    /// Who is under the cursor.
    pub(super) fn current(&self) -> Option<CustomerId> {
        self.rows.get(self.at).copied()
    }

    /// Those an action is about: the marked, in the order of the list and then those out of sight; else the one under
    /// the cursor.
    pub(super) fn targets(&self) -> Vec<CustomerId> {
        if self.marks.is_empty() {
            return self.current().into_iter().collect();
        }
        let mut targets: Vec<CustomerId> = self.rows.iter().copied().filter(|id| self.marks.contains(id)).collect();
        if targets.len() < self.marks.len() {
            let seen: BTreeSet<CustomerId> = targets.iter().copied().collect();
            targets.extend(self.marks.difference(&seen));
        }
        targets
    }

    /// Shows who passes the filter, in order; another order of the same people is not looked for again. The cursor stays
    /// on its customer, or where it stood if that one has gone.
    pub(super) fn refresh(&mut self, view: &View<'_>, roster: &Roster, filter: &Filter) {
        let revision = view.book.scores_revision();
        let is_asked = |(known, today, archived, asked): &((u64, u64), NaiveDate, bool, Filter)| {
            (*known, *today, *archived, asked) == (revision, view.today, self.archived, filter)
        };
        if !self.asked.as_ref().is_some_and(is_asked) {
            self.found = if filter.asks_for_scores() {
                view.scores().finding(view.book, roster, filter, self.archived)
            } else {
                roster.finding(view.book, filter, self.archived)
            };
            self.asked = Some((revision, view.today, self.archived, filter.clone()));
            self.reckon(view, roster);
        }
        let descending = self.order.descending();
        self.rows = match self.order.column {
            Column::Listed(column) => roster.ordering(view.book, column, descending, &self.found),
            Column::Scored(measure) => match scored::scores(view) {
                Some(scores) => scores.ordering(view.book, roster, measure, descending, &self.found),
                // Nobody has it, so the fixed order holds either way, and no scores are made for it.
                None => roster.ordering(view.book, Listed::Name, false, &self.found),
            },
        };
        let measured = Some((revision, self.archived));
        if self.measured != measured {
            self.measure(view, roster);
            self.measured = measured;
        }
        self.find(self.current.or_else(|| self.rows.first().copied()));
    }

    /// Puts the cursor on a customer; where it is not shown the cursor stays where it is.
    pub(super) fn find(&mut self, customer: Option<CustomerId>) -> bool {
        let found = customer.and_then(|id| self.rows.iter().position(|row| *row == id));
        self.put(found.unwrap_or(self.at));
        found.is_some()
    }

    /// Puts the cursor on a row.
    pub(super) fn put(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.current = self.current();
    }

    /// Moves the cursor.
    pub(super) fn step(&mut self, by: isize) {
        self.put(scroll::moved(self.at, by, self.rows.len()));
    }

    /// Moves what is in sight, the cursor along with it where it would leave.
    pub(super) fn wheel(&mut self, by: isize, height: usize) {
        let last = self.rows.len().saturating_sub(height.max(1));
        self.offset = scroll::moved(self.offset, by, last + 1);
        self.put(self.at.clamp(self.offset, self.offset + height.saturating_sub(1)));
    }

    /// Brings the cursor in sight.
    pub(super) fn follow(&mut self, height: usize) {
        self.offset = self.first_in(height);
    }

    /// The first row of so many in sight.
    pub(super) fn first_in(&self, height: usize) -> usize {
        scroll::offset(self.offset, self.at, self.rows.len(), height)
    }

    /// Marks who is under the cursor, or unmarks.
    pub(super) fn mark(&mut self) {
        if let Some(id) = self.current()
            && !self.marks.remove(&id)
        {
            self.marks.insert(id);
        }
    }

    /// Forgets marks of those who have gone, and of archived ones nobody sees.
    pub(super) fn prune(&mut self, view: &View<'_>, filter: &Filter) {
        let archived = self.archived || filter.asks_for(Flag::Archived);
        self.marks.retain(|id| view.book.customer(*id).is_some_and(|customer| archived || !customer.archived));
    }

    fn measure(&mut self, view: &View<'_>, roster: &Roster) {
        let currency = view.book.settings.base();
        // Beyond the widest column a name is cut anyway.
        let wide = |name: &str| if name.len() > 400 { 100 } else { text_width(name) };
        let tag = |customer: &Customer| if customer.archived && self.archived { ARCHIVED.len() + 1 } else { 0 };
        let names = view.book.customers().map(|customer| wide(view.names.of(customer)) + tag(customer));
        let amounts = roster.lines().iter().map(|line| line.revenue.0);
        let ends = [amounts.clone().min(), amounts.max(), Some(roster.total().0)];
        let amounts = ends.into_iter().flatten().map(|amount| money::bare(Minor(amount), currency).len());
        self.widths = Widths {
            name: names.max().unwrap_or(0) as u16,
            amount: amounts.max().unwrap_or(0) as u16,
            costs: !view.book.records().efforts.is_empty(),
            worth: scored::has_values(view),
        };
    }

    fn reckon(&mut self, view: &View<'_>, roster: &Roster) {
        let mut totals = Totals { hidden: self.found.hidden(), ..Totals::default() };
        let mut positive = 0;
        let mut biggest: Option<&Line> = None;
        for (line, archived) in roster.lines_of(&self.found) {
            totals.revenue.0 += line.revenue.0;
            positive += line.revenue.0.max(0);
            totals.quiet = totals.quiet || is_quiet(line, view.today) && !archived;
            biggest = biggest.filter(|biggest| biggest.revenue >= line.revenue).or(Some(line));
        }
        // Where the biggest share is not over the limit none is.
        totals.over = biggest.is_some_and(|line| is_over(line, roster, view));
        totals.share = Ratio::new(i128::from(positive), i128::from(roster.total().0));
        self.totals = totals;
    }
}

/// Whole days since the last document; `None` without any.
pub(super) fn days_since(line: &Line, today: NaiveDate) -> Option<i32> {
    line.last.map(|last| Day::from(today).0 - last.0)
}

/// Whether the last invoice is long ago.
pub(super) fn is_quiet(line: &Line, today: NaiveDate) -> bool {
    days_since(line, today).is_some_and(|days| days >= QUIET_DAYS)
}

/// Whether a customer's share is over the owner's limit.
pub(super) fn is_over(line: &Line, roster: &Roster, view: &View<'_>) -> bool {
    roster.share(line).is_some_and(|share| over(share, view.book.settings.limit))
}
