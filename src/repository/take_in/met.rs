//! Documents of the book that a file names again: which of them its rows add up to.

use std::collections::HashMap;

use crate::domain::currency::Currency;
use crate::domain::money::Minor;

/// Documents of the book that the file names again.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Its rows so far add up to what the book has.
    pub(super) matching: Bits,
    /// Its status or payment was taken over: it is counted as updated.
    pub(super) moved: Bits,
    /// Those whose rows do not: the sum so far and where the first row stands.
    pub(super) open: HashMap<i64, (Minor, u64, InvoiceTotal)>,
    /// What the rows of credit notes add up to as written, whichever way round that is.
    pub(super) credits: HashMap<i64, Minor>,
}

/// What a refusal says of a document in the book.
#[derive(Debug, Clone, Copy)]
pub(super) struct InvoiceTotal {
    pub(super) amount: Minor,
    pub(super) currency: Currency,
}

/// One bit per document id.
#[derive(Debug, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn holds(&self, id: i64) -> bool {
        self.0.get(id as usize / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    pub(super) fn set(&mut self, id: i64, holds: bool) {
        let word = id as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if holds {
            self.0[word] |= 1 << (id % 64);
        } else {
            self.0[word] &= !(1 << (id % 64));
        }
    }
}
