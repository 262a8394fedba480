//! The list of customers as of a day: one line each, from one pass over the documents.
//!
//! A line is about a single customer, archived or not; a group's members each have their own. So a share here is a
//! customer's part of all customers' positive revenue, while Concentration ([`super::figures`]) adds a group up under
//! its topmost parent first: with groups in the book, or members in credit, the two differ. What order the list stands
//! in is [`Column`]'s business, what a filter may ask of a line that of [`RosterSubject`].

mod maker;
mod order;
mod packed;
mod subject;
mod tally;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use chrono::NaiveDate;

use super::book::Book;
use super::change::Touched;
use super::customer::Customer;
use super::halves;
use super::id::CustomerId;
use super::insight::concentration::{Concentration, Holding};
use super::insight::one_off::Standing;
use super::insight::ratio::Ratio;
use super::money::Minor;
use super::period::Day;
use super::series::Series;
pub use maker::RosterMaker;
pub use order::Column;
pub use subject::{Found, RosterSubject};
pub use tally::QUARTERS;
use tally::{Cut, Quarters, Tally, year, year_before};
use texts::Texts;

/// One customer on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Whose.
    pub customer: CustomerId,
    /// Net revenue of the last 12 months (`metrics.md` item 1).
    pub revenue: Minor,
    /// Net revenue of the 12 months before.
    pub prior: Minor,
    /// Documents that count in the last 12 months.
    pub documents: u32,
    /// The first document's own day, up to today.
    pub first: Option<Day>,
    /// The last one's.
    pub last: Option<Day>,
    /// One-off, repeat, too early to say or prospect (`metrics.md` item 16).
    pub standing: Standing,
}

impl Line {
    /// Revenue of the last 12 months less that of the 12 before.
    #[must_use]
    pub fn change(&self) -> Minor {
        Minor(self.revenue.0 - self.prior.0)
    }
}

/// The places of customers by a column, rising or falling.
type Order = (Column, bool, Arc<[u32]>);

/// The lines of a book as of a day, by customer id.
#[derive(Debug)]
pub struct Roster {
    today: NaiveDate,
    revision: u64,
    cut: Cut,
    lines: Vec<Line>,
    /// Whose they are, and who is archived: gone through with every key, where lines and customers are far apart in memory.
    ids: Vec<CustomerId>,
    archived: Vec<bool>,
    total: Minor,
    net: Minor,
    heads: BTreeSet<CustomerId>,
    texts: OnceLock<Texts>,
    orders: Mutex<Vec<Order>>,
    trends: Vec<Quarters>,
}

impl Roster {
    /// The roster of a book as of a day.
    #[must_use]
    pub fn of(book: &Book, today: NaiveDate) -> Roster {
        let cut = Cut::new(book.settings.basis, today);
        let customers: Vec<(&Customer, &Series)> = book.each().collect();
        let read = |part: &[(&Customer, &Series)]| -> (Vec<Line>, Vec<Quarters>) {
            part.iter().map(|(customer, series)| Tally::of(series, &cut).line(customer.id, &cut)).unzip()
        };
        let (left, right) = halves::cut(&customers, |(_, series)| series.len());
        let ((mut lines, mut trends), (more_lines, more_trends)) = halves::both(!right.is_empty(), || read(left), || read(right));
        lines.extend(more_lines);
        trends.extend(more_trends);
        Roster::made(book, cut, today, lines, trends)
    }

    /// The roster after a change that has been read into the book: only the lines it touched are made again.
    #[must_use]
    pub fn revised(&self, book: &Book, touched: &Touched) -> Roster {
        if touched.everything || self.cut != Cut::new(book.settings.basis, self.today) {
            return Roster::of(book, self.today);
        }
        let moved: BTreeSet<CustomerId> = touched.series.iter().copied().collect();
        let line = |(customer, series): (&Customer, &Series)| match self.place(customer.id) {
            Some(place) if !moved.contains(&customer.id) => (self.lines[place], self.trends[place]),
            _ => Tally::of(series, &self.cut).line(customer.id, &self.cut),
        };
        let (lines, trends) = book.each().map(line).unzip();
        Roster::made(book, self.cut.clone(), self.today, lines, trends)
    }

    fn made(book: &Book, cut: Cut, today: NaiveDate, lines: Vec<Line>, trends: Vec<Quarters>) -> Roster {
        let (mut archived, mut heads) = (Vec::with_capacity(lines.len()), BTreeSet::new());
        for customer in book.customers() {
            archived.push(customer.archived);
            heads.extend(customer.parent);
        }
        Roster {
            today,
            revision: book.revision(),
            cut,
            total: lines.iter().map(|line| Minor(line.revenue.0.max(0))).sum(),
            net: lines.iter().map(|line| line.revenue).sum(),
            ids: lines.iter().map(|line| line.customer).collect(),
            archived,
            heads,
            texts: OnceLock::new(),
            orders: Mutex::default(),
            lines,
            trends,
        }
    }

    /// The day it is as of.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Every line, by customer id; archived customers too.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// A customer's line.
    #[must_use]
    pub fn line(&self, customer: CustomerId) -> Option<&Line> {
        self.place(customer).map(|place| &self.lines[place])
    }

    /// The sum of positive revenues of the last 12 months, the denominator of every share; archived customers included.
    #[must_use]
    pub fn total(&self) -> Minor {
        self.total
    }

    /// The plain sum, credits taken off: revenue of the last 12 months (`metrics.md` item 1); archived customers included.
    #[must_use]
    pub fn net(&self) -> Minor {
        self.net
    }

    /// A customer's part of [`Roster::total`], 0 to 1; `None` without revenue in the book.
    #[must_use]
    pub fn share(&self, line: &Line) -> Option<Ratio> {
        Ratio::new(i128::from(line.revenue.0.max(0)), i128::from(self.total.0))
    }

    /// Since when someone is a customer: the day the owner gave, else that of the first document.
    #[must_use]
    pub fn since(customer: &Customer, line: &Line) -> Option<NaiveDate> {
        customer.since.or_else(|| line.first.map(Day::date))
    }

    /// Whether the customer has others under it, or a group above it.
    #[must_use]
    pub fn in_group(&self, customer: &Customer) -> bool {
        customer.parent.is_some() || self.heads.contains(&customer.id)
    }

    /// Net revenue by windows of three months that end today, oldest first: 8 are two years, 16 four, which is the most.
    /// Empty for who is not in the roster.
    #[must_use]
    pub fn trend(&self, customer: CustomerId, quarters: usize) -> &[Minor] {
        self.place(customer).map_or(&[], |place| &self.trends[place][QUARTERS - quarters.min(QUARTERS)..])
    }

    /// Who brought the last 12 months' revenue, groups added up: the same as [`super::figures::Figures::year`].
    #[must_use]
    pub fn year(&self, book: &Book) -> Concentration {
        let mut groups: BTreeMap<CustomerId, i64> = BTreeMap::new();
        let mut holdings = Vec::with_capacity(self.lines.len());
        for (line, customer) in self.lines.iter().zip(book.customers()) {
            if self.in_group(customer) {
                *groups.entry(book.unit(customer.id)).or_default() += line.revenue.0;
            } else if line.revenue != Minor::ZERO {
                holdings.push(Holding { unit: customer.id, net: line.revenue });
            }
        }
        holdings.extend(groups.into_iter().map(|(unit, net)| Holding { unit, net: Minor(net) }));
        Concentration::of(holdings, |id| book.customer(id).map_or("", |customer| customer.name.as_str()))
    }

    /// Where a customer's line stands. Ids are mostly given out one after the other, so the first look mostly finds it.
    fn place(&self, customer: CustomerId) -> Option<usize> {
        let first = self.ids.first()?;
        let guess = usize::try_from(customer.0.checked_sub(first.0)?).ok()?;
        if self.ids.get(guess) == Some(&customer) { Some(guess) } else { self.ids.binary_search(&customer).ok() }
    }
}

/// The roster already made, kept until the book or the day moves. One per book: two books may share a revision.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    kept: Option<Arc<Roster>>,
}

impl Memory {
    /// Takes a roster made while the book was read.
    #[must_use]
    pub fn holding(roster: Roster) -> Memory {
        Memory { kept: Some(Arc::new(roster)) }
    }

    /// The roster of the book as it is now, made again only if the book or the day has moved.
    pub fn roster(&mut self, book: &Book, today: NaiveDate) -> Arc<Roster> {
        match &self.kept {
            Some(kept) if kept.revision == book.revision() && kept.today == today => Arc::clone(kept),
            _ => self.keep(Roster::of(book, today)),
        }
    }

    /// The roster after a change that has been read into the book; quicker than [`Memory::roster`] where little moved.
    pub fn after(&mut self, book: &Book, today: NaiveDate, touched: &Touched) -> Arc<Roster> {
        match &self.kept {
            Some(kept) if kept.today == today => {
                let revised = kept.revised(book, touched);
                self.keep(revised)
            }
            _ => self.roster(book, today),
        }
    }

    /// The rest of the book was read: the figures stand, what was made of names and people is made again.
    pub fn complete(&mut self, book: &Book) {
        let kept = self.kept.take().and_then(Arc::into_inner);
        // Other customers came with it: another window added one just then, and a roster is made when next asked for.
        self.kept = kept.filter(|kept| kept.ids.iter().copied().eq(book.customers().map(|customer| customer.id))).map(|kept| {
            let Roster { cut, today, lines, trends, .. } = kept;
            Arc::new(Roster::made(book, cut, today, lines, trends))
        });
    }

    fn keep(&mut self, roster: Roster) -> Arc<Roster> {
        let roster = Arc::new(roster);
        self.kept = Some(Arc::clone(&roster));
        roster
    }
}

#[cfg(test)]
mod tests;
