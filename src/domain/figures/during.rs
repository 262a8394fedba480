//! What the documents of one period come to: the part of the figures that another period changes.
//!
//! It reads the documents on its own, so that a period asked for later costs a look at each and no more; everything that
//! is the same whatever the period comes from [`super::sums`].

use super::sums::{Member, members};
use super::{Month, months_of};
use crate::domain::book::Book;
use crate::domain::halves;
use crate::domain::insight::concentration::Holding;
use crate::domain::insight::revenue::Revenue;
use crate::domain::money::Minor;
use crate::domain::period::{Day, Window};
use crate::domain::series::{Basis, Series};

/// Periods of more days look months up one by one: no firm is that old.
const LONGEST_TABLE: usize = 200_000;

/// The sums of a period.
#[derive(Debug, Default)]
pub(super) struct During {
    /// What each unit brought, in no order.
    pub(super) holdings: Vec<Holding>,
    /// Units with documents and no positive net.
    pub(super) idle_units: usize,
    /// Single customers with positive net.
    pub(super) with_revenue: usize,
    pub(super) revenue: Revenue,
}

impl During {
    /// Reads every customer once, group by group, on two threads where the book is large.
    pub(super) fn of(book: &Book, window: Window, today: Day) -> During {
        let days = Days::new(window, today, book.settings.basis);
        let members = members(book);
        let units: Vec<&[Member<'_>]> = members.chunk_by(|a, b| a.0 == b.0).collect();
        let documents = |unit: &&[Member<'_>]| unit.iter().map(|(.., series)| series.len()).sum();
        let (left, right) = halves::cut(&units, documents);
        let read = |units: &[&[Member<'_>]]| days.read(units);
        let (mut during, rest) = halves::both(!right.is_empty(), || read(left), || read(right));
        during.join(rest);
        during
    }

    fn join(&mut self, other: During) {
        self.holdings.extend(other.holdings);
        self.idle_units += other.idle_units;
        self.with_revenue += other.with_revenue;
        self.revenue.total.0 += other.revenue.total.0;
        self.revenue.documents += other.revenue.documents;
        self.revenue.without_rate += other.revenue.without_rate;
        self.revenue.unpaid.documents += other.revenue.unpaid.documents;
        self.revenue.unpaid.amount.0 += other.revenue.unpaid.amount.0;
        for (month, other) in self.revenue.by_month.iter_mut().zip(other.revenue.by_month) {
            month.net.0 += other.net.0;
        }
    }
}

/// The days of a period and the months they fall into.
struct Days {
    from: Day,
    to: Day,
    today: Day,
    basis: Basis,
    months: Vec<Window>,
    /// The month of each day from the first on, where that is not too many.
    table: Vec<u16>,
}

impl Days {
    fn new(window: Window, today: Day, basis: Basis) -> Days {
        let months = months_of(window);
        let days = |month: &Window| usize::try_from(Day::from(month.to).0 - Day::from(month.from).0 + 1).unwrap_or(0);
        let mut table = Vec::new();
        if u16::try_from(months.len()).is_ok() && months.iter().map(days).sum::<usize>() <= LONGEST_TABLE {
            table.extend(months.iter().zip(0u16..).flat_map(|(month, place)| std::iter::repeat_n(place, days(month))));
        }
        // A document counts up to today at most; the period may end later.
        Days { from: window.from.into(), to: Day::from(window.to), today, basis, months, table }
    }

    /// The month of a day of the period.
    #[inline]
    fn month(&self, day: Day) -> usize {
        match self.table.get((day.0 - self.from.0) as usize) {
            Some(month) => usize::from(*month),
            None => self.months.partition_point(|month| Day::from(month.to) < day),
        }
    }

    fn read(&self, units: &[&[Member<'_>]]) -> During {
        let mut during = During::default();
        let mut months = vec![0i64; self.months.len()];
        for unit in units {
            let (mut net, mut documents) = (Minor::ZERO, 0);
            for (_, _, series) in *unit {
                let before = during.revenue.documents + during.revenue.without_rate;
                let own = self.read_series(series, &mut during.revenue, &mut months);
                during.with_revenue += usize::from(own > Minor::ZERO);
                documents += during.revenue.documents + during.revenue.without_rate - before;
                net.0 += own.0;
            }
            during.idle_units += usize::from(documents > 0 && net <= Minor::ZERO);
            during.holdings.extend((net != Minor::ZERO).then_some(Holding { unit: unit[0].0, net }));
        }
        during.revenue.total = months.iter().copied().map(Minor).sum();
        let by_month = self.months.iter().zip(months);
        during.revenue.by_month = by_month
            .map(|(month, net)| Month { first: chrono::Datelike::with_day(&month.from, 1).unwrap_or(month.from), net: Minor(net) })
            .collect();
        during
    }

    /// Adds a customer's documents; their net.
    fn read_series(&self, series: &Series, revenue: &mut Revenue, months: &mut [i64]) -> Minor {
        let (mut net, mut documents, mut without_rate) = (0, 0, 0);
        let during = |day: Day| self.from <= day && day <= self.to;
        for entry in series {
            // What counts on its own day is past the period then, like everything after it.
            if entry.day > self.today || self.basis == Basis::Invoiced && entry.day > self.to {
                break;
            }
            match entry.counted_on(self.basis).filter(|day| *day <= self.today) {
                Some(day) if during(day) => {
                    net += entry.minor;
                    months[self.month(day)] += entry.minor;
                    documents += 1;
                    without_rate += usize::from(!entry.rated);
                }
                None if during(entry.day) => {
                    revenue.unpaid.documents += 1;
                    revenue.unpaid.amount.0 += entry.minor;
                }
                _ => {}
            }
        }
        // A document without a rate is in no total, so it is counted beside those that are (`metrics.md`, conventions).
        revenue.documents += documents - without_rate;
        revenue.without_rate += without_rate;
        Minor(net)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::insight::revenue::Unpaid;
    use crate::domain::invoice::Kind;
    use crate::domain::series::Entry;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(day: &str, minor: i64, paid: Option<&str>) -> Entry {
        Entry { day: date(day).into(), minor, paid: paid.map(|day| date(day).into()), kind: Kind::Invoice, rated: true }
    }

    #[test]
    fn what_is_open_or_to_come_is_outside_the_totals() {
        let march = Window { from: date("2026-03-01"), to: date("2026-03-31") };
        let series = Series::pack(vec![
            entry("2026-02-10", 100, Some("2026-03-02")),
            entry("2026-03-05", 200, None),
            entry("2026-03-06", 300, Some("2026-04-02")),
            entry("2026-03-07", 400, Some("2026-03-08")),
            entry("2026-04-01", 500, Some("2026-03-09")),
        ]);
        let days = Days::new(march, date("2026-03-31").into(), Basis::Paid);
        let (mut revenue, mut months) = (Revenue::default(), [0]);
        assert_eq!(days.read_series(&series, &mut revenue, &mut months), Minor(500));
        assert_eq!((revenue.documents, months), (2, [500]));
        assert_eq!(revenue.unpaid, Unpaid { documents: 2, amount: Minor(500) });
    }

    #[test]
    fn a_day_is_in_its_month_however_long_the_period() {
        for from in ["2025-11-23", "0001-01-01"] {
            let days = Days::new(Window { from: date(from), to: date("2026-11-22") }, date("2026-11-22").into(), Basis::Invoiced);
            assert_eq!(days.table.is_empty(), from == "0001-01-01");
            for day in ["2025-11-23", "2025-11-30", "2025-12-01", "2026-02-28", "2026-03-01", "2026-11-22"] {
                let month = days.months[days.month(date(day).into())];
                assert!(month.from <= date(day) && date(day) <= month.to, "{day} from {from}");
            }
        }
    }
}
