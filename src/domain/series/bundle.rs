//! Many customers' parts read into one piece of memory, so that a book of ten thousand customers loads with few
//! allocations. What the parts hold is known to [`super::Series`] alone.

use std::sync::Arc;

use super::{Damaged, Entry, Part, Series};
use crate::domain::id::CustomerId;

/// Parts of several customers, each customer's together and in order.
#[derive(Debug, Default)]
pub struct Bundle {
    memory: Vec<u8>,
    rows: Vec<(CustomerId, u32)>,
}

impl Bundle {
    /// So many bytes make a bundle worth handing on.
    pub const FULL: usize = 256 * 1024;

    /// An empty one with room for about [`Bundle::FULL`] bytes.
    #[must_use]
    pub fn roomy() -> Bundle {
        Bundle { memory: Vec::with_capacity(Self::FULL + super::LARGEST_PART), rows: Vec::new() }
    }

    /// Whether it should be handed on before this customer's part: never between two parts of one customer.
    #[must_use]
    pub fn is_full_before(&self, customer: CustomerId) -> bool {
        self.memory.len() >= Self::FULL && self.rows.last().is_some_and(|(last, _)| *last != customer)
    }

    /// Adds a customer's next part.
    pub fn push(&mut self, customer: CustomerId, part: &[u8]) {
        self.memory.extend_from_slice(part);
        self.rows.push((customer, self.memory.len() as u32));
    }

    /// Reads everything through once. Each customer's documents are shown to `take` with a sum of their own that begins
    /// empty, and `each` gets what came of them. Bytes nobody packed are refused, whoever's they are.
    pub fn read<T: Default>(
        self,
        mut take: impl FnMut(&mut T, Entry),
        mut each: impl FnMut(CustomerId, Series, T),
    ) -> Result<(), Damaged> {
        if u32::try_from(self.memory.len()).is_err() {
            return Err(Damaged);
        }
        let memory = Arc::new(self.memory);
        let mut from = 0;
        for parts in self.rows.chunk_by(|one, other| one.0 == other.0) {
            let mut sum = T::default();
            let parts_of_memory = parts.iter().map(|(_, to)| {
                let part = Part { memory: Arc::clone(&memory), from, to: *to };
                from = *to;
                part
            });
            let series = Series::read(parts_of_memory, |entry| take(&mut sum, entry))?;
            each(parts[0].0, series, sum);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invoice::Kind;
    use crate::domain::period::Day;

    fn series(days: std::ops::Range<i32>) -> Series {
        let entry = |day| Entry { day: Day(day), minor: i64::from(day) * 7, paid: None, kind: Kind::Invoice, rated: true };
        Series::pack(days.map(entry).collect())
    }

    #[test]
    fn a_bundle_gives_back_what_went_in_with_a_sum_for_each() {
        let all = [(CustomerId(3), series(1..4)), (CustomerId(5), series(0..30_000)), (CustomerId(9), series(7..8))];
        assert!(all[1].1.parts().count() > 1);
        let mut bundle = Bundle::roomy();
        for (customer, series) in &all {
            series.parts().for_each(|part| bundle.push(*customer, part));
        }
        let (mut back, mut sums) = (Vec::new(), Vec::new());
        let take = |sum: &mut i64, entry: Entry| *sum += entry.minor;
        let read = bundle.read(take, |customer, series, sum| {
            back.push((customer, series));
            sums.push(sum);
        });
        assert_eq!(read, Ok(()));
        // 7 x (1 + 2 + 3), 7 x (29,999 x 30,000 / 2), 7 x 7.
        assert_eq!(sums, [42, 3_149_895_000, 49]);
        assert_eq!(back, all);
    }

    #[test]
    fn a_customer_is_never_parted_and_damage_is_noticed() {
        let mut bundle = Bundle::roomy();
        bundle.push(CustomerId(1), &vec![0; Bundle::FULL]);
        assert!(bundle.is_full_before(CustomerId(2)) && !bundle.is_full_before(CustomerId(1)));
        let mut bad = Bundle::roomy();
        bad.push(CustomerId(1), series(1..2).parts().next().unwrap());
        bad.push(CustomerId(2), &[9]);
        assert_eq!(bad.read(|(): &mut (), _| (), |_, _, ()| ()), Err(Damaged));
    }
}
