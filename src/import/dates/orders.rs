//! What the dates of a file say about the order of day and month.
//!
//! One value is read by the module above; the owner's word is put beside it in `settle`.

use super::{DateOrder, Parts, iso};

/// What the dates of a file say about their order.
#[derive(Debug, Default, Clone)]
pub(in crate::import) struct Orders {
    /// The orders not ruled out yet, with the value that ruled out the others.
    only: [Option<String>; 3],
    ruled_out: [bool; 3],
    either: Option<String>,
    numeric: bool,
    fixed: Option<DateOrder>,
}

/// What was found out about a file's dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum OrderVerdict {
    /// No dates at all.
    NoDates,
    /// One order, or any: every value says itself which part is which.
    Settled(DateOrder),
    /// This value has two readings.
    Ambiguous(String),
    /// No one order fits both.
    Mixed(String, String),
}

impl Orders {
    /// Takes a value into account; text that is no date says nothing.
    pub(in crate::import) fn see(&mut self, text: &str) {
        if iso(text).is_some() {
            self.fixed.get_or_insert(DateOrder::Ymd);
            return;
        }
        let Some(parts) = Parts::of(text) else { return };
        if let Parts::Fixed { order, .. } = parts {
            self.fixed.get_or_insert(order);
            return;
        }
        let dates = DateOrder::ALL.map(|order| parts.exact(order));
        let fits = dates.map(|date| date.is_some());
        if fits == [false; 3] {
            return;
        }
        self.numeric = true;
        for (index, fits_this) in fits.into_iter().enumerate() {
            if !fits_this {
                self.ruled_out[index] = true;
            } else if fits.iter().filter(|fits| **fits).count() == 1 || index > 0 && !fits[3 - index] {
                self.only[index].get_or_insert_with(|| text.to_owned());
            }
        }
        if dates[1] != dates[2] && fits[1] && fits[2] && self.either.is_none() {
            self.either = Some(text.to_owned());
        }
    }

    /// What is known so far.
    pub(in crate::import) fn verdict(&self) -> OrderVerdict {
        let [year_first, day_first, month_first] = self.ruled_out.map(|out| !out);
        if !self.numeric {
            return self.fixed.map_or(OrderVerdict::NoDates, OrderVerdict::Settled);
        }
        match (day_first, month_first) {
            (true, true) => match &self.either {
                Some(value) => OrderVerdict::Ambiguous(value.clone()),
                None => OrderVerdict::Settled(DateOrder::Dmy),
            },
            (true, false) => OrderVerdict::Settled(DateOrder::Dmy),
            (false, true) => OrderVerdict::Settled(DateOrder::Mdy),
            (false, false) if year_first => OrderVerdict::Settled(DateOrder::Ymd),
            (false, false) => {
                let mut witnesses = self.only.iter().flatten().chain(&self.either);
                let (one, other) = (witnesses.next(), witnesses.next());
                OrderVerdict::Mixed(one.cloned().unwrap_or_default(), other.cloned().unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(values: &[&str]) -> OrderVerdict {
        let mut orders = Orders::default();
        for value in values {
            orders.see(value);
        }
        orders.verdict()
    }

    #[test]
    fn a_file_settles_its_order_or_asks() {
        use OrderVerdict::{Ambiguous, Mixed, NoDates, Settled};
        assert_eq!(verdict(&["", "x"]), NoDates);
        assert_eq!(verdict(&["2025-01-10"]), Settled(DateOrder::Ymd));
        assert_eq!(verdict(&["Jan 10 2025"]), Settled(DateOrder::Mdy));
        assert_eq!(verdict(&["10/01/2025", "13/01/2025"]), Settled(DateOrder::Dmy));
        assert_eq!(verdict(&["10/01/25", "01/13/25"]), Settled(DateOrder::Mdy));
        assert_eq!(verdict(&["13/01/25"]), Settled(DateOrder::Dmy));
        assert_eq!(verdict(&["99-01-25", "05-01-10"]), Settled(DateOrder::Ymd));
        assert_eq!(verdict(&["03/03/2025", "04/04/2025"]), Settled(DateOrder::Dmy));
        assert_eq!(verdict(&["03/03/2025", "04/05/2025"]), Ambiguous("04/05/2025".to_owned()));
        assert_eq!(verdict(&["13/01/2025", "01/14/2025"]), Mixed("13/01/2025".to_owned(), "01/14/2025".to_owned()));
        assert_eq!(verdict(&["31/02/2025", "01/13/2025", "junk"]), Settled(DateOrder::Mdy));
    }
}
