//! One pass over a customer's documents that serves every window at once.
//!
//! Days are cut into [`Spans`] at each edge any figure asks for; a [`Tally`] adds each document to its span, and any
//! window is then a sum of whole spans. Which windows there are is the business of [`crate::domain::figures`].

use std::ops::Range;

use crate::domain::invoice::Kind;
use crate::domain::money::Minor;
use crate::domain::period::{Day, Window, day_after};
use crate::domain::series::{Basis, Series};

use super::one_off::FromInvoices;

/// Days cut at every edge that matters, so that each window asked for is a run of whole spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans {
    starts: Vec<Day>,
}

impl Spans {
    /// Spans that fit all these windows.
    #[must_use]
    pub fn fitting(windows: impl IntoIterator<Item = Window>) -> Spans {
        let mut starts = vec![Day(i32::MIN)];
        for window in windows {
            starts.extend([Day::from(window.from), Day::from(day_after(window.to))]);
        }
        starts.sort_unstable();
        starts.dedup();
        Spans { starts }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: the first span starts before all days.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The spans a window is made of. It must be one of those the spans were made to fit.
    #[must_use]
    pub fn of(&self, window: Window) -> Range<usize> {
        let start = |day: Day| self.starts.partition_point(|start| *start < day);
        let (from, to) = (start(window.from.into()), start(day_after(window.to).into()));
        from..to.max(from)
    }

    /// The span of a day, looked for from `near` on: documents come in order, so it is mostly the same or the next.
    fn find(&self, day: Day, near: usize) -> usize {
        if self.starts[near] > day {
            return self.starts.partition_point(|start| *start <= day) - 1;
        }
        let mut span = near;
        while self.starts.get(span + 1).is_some_and(|next| *next <= day) {
            span += 1;
        }
        span
    }
}

/// What one customer's documents, or one group's, come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    nets: Vec<i64>,
    touched: Range<usize>,
    /// Purchase occasions among the invoice dates, whatever the basis.
    pub occasions: FromInvoices,
    /// The first document's own day, up to today.
    pub first: Option<Day>,
    /// The last one's.
    pub last: Option<Day>,
}

/// What a pass over documents needs to know.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The spans.
    pub spans: Spans,
    /// Documents dated later are ignored.
    pub today: Day,
    /// Which date a document counts on.
    pub basis: Basis,
}

impl Tally {
    /// An empty one for these spans.
    #[must_use]
    pub fn new(spans: &Spans) -> Tally {
        Tally { nets: vec![0; spans.len()], touched: 0..0, ..Tally::default() }
    }

    /// Empties it for the next customer, keeping its memory.
    pub fn clear(&mut self) {
        self.nets[self.touched.clone()].fill(0);
        let nets = std::mem::take(&mut self.nets);
        *self = Tally { nets, touched: 0..0, ..Tally::default() };
    }

    /// Adds a customer's documents.
    pub fn read(&mut self, series: &Series, rules: &Rules) {
        let mut near = 0;
        for entry in series {
            if entry.day > rules.today {
                break;
            }
            self.first = self.first.or(Some(entry.day));
            self.last = Some(entry.day);
            if entry.kind == Kind::Invoice {
                self.occasions.take(entry.day);
            }
            if let Some(day) = entry.counted_on(rules.basis).filter(|day| *day <= rules.today) {
                near = rules.spans.find(day, near);
                self.nets[near] += entry.minor;
                self.touch(&(near..near + 1));
            }
        }
    }

    /// Adds another tally's nets, as a group does with its members.
    pub fn add_nets(&mut self, other: &Tally) {
        for span in other.touched.clone() {
            self.nets[span] += other.nets[span];
        }
        self.touch(&other.touched);
    }

    fn touch(&mut self, spans: &Range<usize>) {
        self.touched = match (self.touched.is_empty(), spans.is_empty()) {
            (_, true) => return,
            (true, _) => spans.clone(),
            _ => self.touched.start.min(spans.start)..self.touched.end.max(spans.end),
        };
    }

    /// The net of a window's spans.
    #[must_use]
    pub fn net(&self, spans: &Range<usize>) -> Minor {
        let (from, to) = (spans.start.max(self.touched.start), spans.end.min(self.touched.end));
        if from < to { Minor(self.nets[from..to].iter().sum()) } else { Minor::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::series::Entry;

    fn window(from: i32, to: i32) -> Window {
        Window { from: Day(from).date(), to: Day(to).date() }
    }

    fn rules(windows: &[Window], today: i32, basis: Basis) -> Rules {
        let spans = Spans::fitting(windows.iter().copied());
        Rules { spans, today: Day(today), basis }
    }

    proptest! {
        #[test]
        fn the_one_pass_agrees_with_a_sum_per_window(
            entries in proptest::collection::vec((0i32..400, -1000i64..1000, proptest::option::of(0i32..500), any::<bool>()), 0..60),
            edges in proptest::collection::vec((0i32..400, 0i32..400), 1..8),
            paid in any::<bool>(),
        ) {
            let entries = entries.into_iter().map(|(day, minor, paid, credit)| Entry {
                day: Day(day), minor, paid: paid.map(Day), rated: true,
                kind: if credit { Kind::Credit } else { Kind::Invoice },
            });
            let (series, basis) = (Series::pack(entries.collect()), if paid { Basis::Paid } else { Basis::Invoiced });
            let windows: Vec<Window> = edges.iter().map(|(a, b)| window(*a.min(b), *a.max(b))).collect();
            let rules = rules(&windows, 10_000, basis);
            let mut tally = Tally::new(&rules.spans);
            for _ in 0..2 {
                tally.clear();
                tally.read(&series, &rules);
                for window in &windows {
                    prop_assert_eq!(tally.net(&rules.spans.of(*window)), series.sum(*window, basis));
                }
            }
        }
    }
}
