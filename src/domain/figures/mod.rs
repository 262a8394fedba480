//! Figures: what the report and the screens show of a book, computed in two passes and remembered until the book moves.
//!
//! This module decides which windows there are and which customers belong together; the sums are made by
//! [`super::insight::tally`], the figures by the analyses beside it. Nothing here knows how a figure is printed.

mod during;
mod sums;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::book::Book;
use super::customer::Customer;
use super::id::CustomerId;
use super::insight::concentration::{Concentration, Holding};
use super::insight::one_off::OneOff;
use super::insight::retention::{Cohorts, Retention};
use super::insight::revenue::{Month, Revenue};
use super::insight::stress::{Notice, Part, Stress};
use super::insight::tally::{Rules, Spans};
use super::insight::windows::Windows;
use super::money::Minor;
use super::period::{Day, Period, Window, day_before, full_months, month_end, months_after, months_before};
use super::series::Basis;
use during::During;
use sums::Sums;

/// Everything the report and the screens say of a book for one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The day they are as of.
    pub today: NaiveDate,
    /// The period asked for.
    pub period: Period,
    /// Its days; for all years from the first document on.
    pub window: Window,
    /// Which date documents count on.
    pub basis: Basis,
    /// The first document's own day, up to today.
    pub first_document: Option<NaiveDate>,
    /// The last one's, up to today.
    pub last_document: Option<NaiveDate>,
    /// Customers and what they did.
    pub customers: Headcount,
    /// Revenue of the period.
    pub revenue: Revenue,
    /// Who brought it (`metrics.md` items 2 to 7).
    pub concentration: Concentration,
    /// Units with documents in the period and no positive net: they are in no share.
    pub idle_units: usize,
    /// Who brought the last twelve months' revenue, which stress and alarms are about whatever the period.
    pub year: Concentration,
    /// The last twelve months' plain total.
    pub year_total: Minor,
    /// Leaders of 1, 3, 12 months and all time (`metrics.md` item 8).
    pub windows: Windows,
    /// Income of the last twelve months against the outgo (`metrics.md` item 9).
    pub stress: Stress,
    /// The last twelve months against the twelve before (`metrics.md` item 19).
    pub retention: Retention,
    /// Cohorts by year of first occasion (`metrics.md` item 19).
    pub cohorts: Cohorts,
    /// Groups with more than one customer: topmost parent, members with documents.
    pub groups: BTreeMap<CustomerId, Vec<CustomerId>>,
}

/// How many customers there are, and where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Headcount {
    /// Customers that are not archived.
    pub total: usize,
    /// Single customers, archived ones too, with positive net revenue in the period.
    pub with_revenue: usize,
    /// Single customers, archived ones too, with any document up to today.
    pub with_documents: usize,
    /// One-off and repeat customers over all time (`metrics.md` item 16).
    pub one_off: OneOff,
}

impl Headcount {
    /// Counts others in.
    fn join(&mut self, other: Headcount) {
        self.total += other.total;
        self.with_revenue += other.with_revenue;
        self.with_documents += other.with_documents;
        self.one_off.join(other.one_off);
    }
}

/// The windows a set of figures looks at, as runs of spans.
struct Layout {
    rules: Rules,
    prior: Range<usize>,
    one_month: Range<usize>,
    three_months: Range<usize>,
    twelve_months: Range<usize>,
    lifetime: Range<usize>,
    month_ends: [Range<usize>; 3],
    first_year: i32,
    years: Vec<Range<usize>>,
}

impl Figures {
    /// The figures of a book as of a day.
    #[must_use]
    pub fn of(book: &Book, period: Period, today: NaiveDate) -> Figures {
        let first_document = first_day(book, today);
        let layout = Layout::new(book, today, first_document);
        let sums = Sums::of(book, &layout);
        let stress = Stress {
            income: sums.year_total,
            months: first_document.map_or(12, |first| full_months(first, today).clamp(1, 12)),
            outgo: book.settings.outgo,
            reserve: book.settings.reserve,
        };
        let whatever_the_period = Figures {
            today,
            period,
            window: Window { from: today, to: today },
            basis: book.settings.basis,
            first_document,
            last_document: sums.last.map(Day::date),
            customers: sums.customers,
            revenue: Revenue::default(),
            concentration: Concentration::default(),
            idle_units: 0,
            year: Concentration::of(sums.year, |id| name(book, id)),
            year_total: sums.year_total,
            windows: sums.windows,
            stress,
            retention: sums.retention,
            cohorts: sums.cohorts,
            groups: sums.groups,
        };
        whatever_the_period.during(book, period)
    }

    /// The figures of the same book and day for another period: only what that changes is worked out again.
    #[must_use]
    pub fn for_period(&self, book: &Book, period: Period) -> Figures {
        self.clone().during(book, period)
    }

    fn during(self, book: &Book, period: Period) -> Figures {
        let asked = period.window(self.today, book.settings.fiscal_start);
        let window = match (period, first_counted(book, self.basis, period, self.first_document, self.today)) {
            (Period::All, Some(counted)) => Window { from: counted, ..asked },
            (Period::All, None) => Window { from: self.today, ..asked },
            _ => asked,
        };
        let during = During::of(book, window, self.today.into());
        Figures {
            period,
            window,
            customers: Headcount { with_revenue: during.with_revenue, ..self.customers },
            revenue: during.revenue,
            concentration: Concentration::of(during.holdings, |id| name(book, id)),
            idle_units: during.idle_units,
            ..self
        }
    }

    /// Whether the period holds no document at all, open ones included.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.revenue.documents == 0 && self.revenue.unpaid.documents == 0
    }

    /// What losing a unit takes from the last twelve months, with the notice kept for it.
    ///
    /// A group is lost as one, after the notice of its topmost parent: that is the unit the figures count.
    #[must_use]
    pub fn part(&self, book: &Book, holding: &Holding) -> Part {
        let notice = book.customer(holding.unit).and_then(|customer| customer.notice_days);
        Part { amount: holding.net, notice: notice.map_or(Notice::NONE, Notice::days) }
    }

    /// The units with revenue in the last twelve months as parts that could be lost, largest first.
    #[must_use]
    pub fn parts(&self, book: &Book) -> Vec<Part> {
        self.year.holdings().iter().map(|holding| self.part(book, holding)).collect()
    }
}

fn name(book: &Book, id: CustomerId) -> &str {
    book.customer(id).map_or("", |customer| customer.name.as_str())
}

/// The first document's own day, up to today.
fn first_day(book: &Book, today: NaiveDate) -> Option<NaiveDate> {
    let first = book.each().filter_map(|(_, series)| series.first_day()).min();
    first.filter(|first| *first <= today.into()).map(Day::date)
}

/// The first day any document counts on, up to today.
fn first_counted(book: &Book, basis: Basis, period: Period, first: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    let first = first?;
    if (basis, period) != (Basis::Paid, Period::All) {
        return Some(first);
    }
    // What is counted on the paid day can count before the first document's own day; only all years ask for that.
    let known = book.each().flat_map(|(_, series)| series.iter().take_while(|entry| entry.day <= today.into()));
    Some(known.filter_map(|entry| entry.counted_on(basis)).min().map_or(first, |counted| counted.date().min(first)))
}

impl Layout {
    fn new(book: &Book, today: NaiveDate, first: Option<NaiveDate>) -> Layout {
        let lifetime = Window::up_to(today);
        let [prior, one, three, twelve] = [
            Window::prior_year(today),
            Window::last_months(today, 1),
            Window::last_months(today, 3),
            Window::last_months(today, 12),
        ];
        let month_ends = whole_months(today);
        let first_year = first.map_or(today.year(), |first| first.year());
        let years: Vec<Window> = (first_year..=today.year()).filter_map(|year| year_until(year, today)).collect();
        let all = [lifetime, prior, one, three, twelve];
        let spans = Spans::fitting(all.into_iter().chain(month_ends).chain(years.iter().copied()));
        let [prior, one_month, three_months, twelve_months, lifetime] = [prior, one, three, twelve, lifetime].map(|w| spans.of(w));
        Layout {
            prior,
            one_month,
            three_months,
            twelve_months,
            lifetime,
            month_ends: month_ends.map(|month| spans.of(month)),
            first_year,
            years: years.iter().map(|year| spans.of(*year)).collect(),
            rules: Rules { spans, today: today.into(), basis: book.settings.basis },
        }
    }
}

/// The last three whole calendar months up to today, newest first.
fn whole_months(today: NaiveDate) -> [Window; 3] {
    let mut end = if month_end(today) == today { today } else { day_before(today.with_day(1).unwrap_or(today)) };
    [(); 3].map(|()| {
        let month = Window { from: end.with_day(1).unwrap_or(end), to: end };
        end = day_before(month.from);
        month
    })
}

/// The calendar months of a window, its first and last cut to its days.
fn months_of(window: Window) -> Vec<Window> {
    let mut months = Vec::new();
    let mut from = window.from;
    while from <= window.to {
        months.push(Window { from, to: month_end(from).min(window.to) });
        from = months_after(from.with_day(1).unwrap_or(from), 1);
    }
    months
}

fn year_until(year: i32, today: NaiveDate) -> Option<Window> {
    let to = NaiveDate::from_ymd_opt(year, 12, 31)?;
    Some(Window { from: NaiveDate::from_ymd_opt(year, 1, 1)?, to: to.min(today) })
}

/// Whether somebody is a colleague: those without documents enter no figure (`metrics.md`, conventions).
#[must_use]
pub fn is_colleague(book: &Book, customer: &Customer) -> bool {
    let segment = customer.segment.and_then(|id| book.segment(id));
    segment.is_some_and(|segment| segment.kind == super::customer::SegmentKind::Colleague)
}

/// Figures already worked out, kept until the book moves. One per book: two books may share a revision.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    revision: u64,
    kept: Vec<Arc<Figures>>,
}

impl Memory {
    /// How many periods are kept side by side: those one tab steps through, and one asked for by name.
    const KEPT: usize = 5;

    /// The figures for a period, worked out only if the book, the day or the period is new.
    pub fn figures(&mut self, book: &Book, period: Period, today: NaiveDate) -> Arc<Figures> {
        if self.revision != book.revision() {
            self.revision = book.revision();
            self.kept.clear();
        }
        if let Some(known) = self.kept.iter().find(|known| known.period == period && known.today == today) {
            return Arc::clone(known);
        }
        let figures = match self.kept.iter().find(|known| known.today == today) {
            Some(other) => other.for_period(book, period),
            None => Figures::of(book, period, today),
        };
        let figures = Arc::new(figures);
        if self.kept.len() == Self::KEPT {
            self.kept.remove(0);
        }
        self.kept.push(Arc::clone(&figures));
        figures
    }

    /// The figures people are shown. Where the last twelve months hold no document and one of the "last months"
    /// periods was asked for, that is all years, together with the day nothing came after.
    pub fn shown(&mut self, book: &Book, period: Period, today: NaiveDate) -> Shown {
        let asked = self.figures(book, period, today);
        let quiet = asked.last_document.filter(|last| *last <= months_before(today, 12) && asked.is_empty());
        match (period, quiet) {
            (Period::Months(_), Some(since)) => {
                Shown { figures: self.figures(book, Period::All, today), nothing_since: Some(since) }
            }
            _ => Shown { figures: asked, nothing_since: None },
        }
    }
}

/// What is shown in place of an empty period.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The figures.
    pub figures: Arc<Figures>,
    /// The day of the last document, when these are not the figures asked for.
    pub nothing_since: Option<NaiveDate>,
}

#[cfg(test)]
mod tests;
