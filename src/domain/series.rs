//! One customer's documents as sorted, packed (day, base minor, kind): what every figure about revenue is computed from.
//!
//! A document takes about six bytes, so a million of them load in the blink of an eye and stay small in memory. The
//! packed parts are what the book file keeps; this module alone knows their form. Part: entries in order; entry: one
//! byte of flags (bit 0 credit note, bit 1 without a rate, bit 2 paid), days since the entry before it (since
//! 1970-01-01 for a part's first, zigzag) as a varint, zigzag minor units as a varint, and where paid the zigzag days
//! from its date to its payment as a varint.

use super::invoice::Kind;
use super::money::Minor;
use super::period::{Day, Window};

/// No part is longer than this many bytes.
pub const LARGEST_PART: usize = 32 * 1024;
/// No entry packs into more bytes than this.
const LARGEST_ENTRY: usize = 1 + 5 + 10 + 5;

const CREDIT: u8 = 1;
const UNRATED: u8 = 2;
const PAID: u8 = 4;

/// A document as the figures see it. Ordered by day, then by the rest, so equal books pack into equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// Its own date.
    pub day: Day,
    /// Net amount in base minor units; 0 without a rate.
    pub minor: i64,
    /// When it was paid; `None` while it is open.
    pub paid: Option<Day>,
    /// Invoice or credit note.
    pub kind: Kind,
    /// Whether a rate was known: without one it counts in no total.
    pub rated: bool,
}

/// Which date a document counts on (`metrics.md` item 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Its own date.
    #[default]
    Invoiced,
    /// The date it was paid; a credit note on its own date; open ones on none.
    Paid,
}

impl Entry {
    /// The day it counts on; `None` while it counts on none.
    #[must_use]
    pub fn counted_on(&self, basis: Basis) -> Option<Day> {
        match (basis, self.kind) {
            (Basis::Invoiced, _) | (Basis::Paid, Kind::Credit) => Some(self.day),
            // What is given back without being called a credit note is one all the same.
            (Basis::Paid, Kind::Invoice) => self.paid.or((self.minor < 0).then_some(self.day)),
        }
    }
}

/// The bytes of a part were not written by this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// A revision named an entry that is not in the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing(pub Entry);

/// All documents of one customer, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    parts: Vec<Box<[u8]>>,
    count: usize,
}

impl Series {
    /// Packs entries in any order.
    #[must_use]
    pub fn pack(mut entries: Vec<Entry>) -> Series {
        entries.sort_unstable();
        let mut parts = Vec::new();
        let mut part = Vec::new();
        let mut before = 0;
        for entry in &entries {
            if part.len() + LARGEST_ENTRY > LARGEST_PART {
                parts.push(std::mem::take(&mut part).into_boxed_slice());
                before = 0;
            }
            let flags = if entry.kind == Kind::Credit { CREDIT } else { 0 }
                | if entry.rated { 0 } else { UNRATED }
                | if entry.paid.is_some() { PAID } else { 0 };
            part.push(flags);
            write_varint(&mut part, zigzag(i64::from(entry.day.0) - before));
            write_varint(&mut part, zigzag(entry.minor));
            if let Some(paid) = entry.paid {
                write_varint(&mut part, zigzag(i64::from(paid.0) - i64::from(entry.day.0)));
            }
            before = i64::from(entry.day.0);
        }
        if !part.is_empty() {
            parts.push(part.into_boxed_slice());
        }
        Series { parts, count: entries.len() }
    }

    /// Takes the parts a book keeps, in order, and reads them through once.
    pub fn from_parts(parts: Vec<Box<[u8]>>) -> Result<Series, Damaged> {
        let mut count = 0;
        for part in &parts {
            let mut rest = &part[..];
            let mut before = 0;
            while !rest.is_empty() {
                read_entry(&mut rest, &mut before).ok_or(Damaged)?;
                count += 1;
            }
        }
        Ok(Series { parts, count })
    }

    /// The parts to keep, in order.
    #[must_use]
    pub fn parts(&self) -> &[Box<[u8]>] {
        &self.parts
    }

    /// How many documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no document.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The documents, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = Entry> + '_ {
        self.parts.iter().flat_map(|part| {
            let mut rest = &part[..];
            let mut before = 0;
            std::iter::from_fn(move || if rest.is_empty() { None } else { read_entry(&mut rest, &mut before) })
        })
    }

    /// The series with some documents gone and others come: what an edit, an import and an undo all do.
    ///
    /// An entry both added and removed cancels out.
    pub fn revised(&self, added: &[Entry], removed: &[Entry]) -> Result<Series, Missing> {
        let mut entries: Vec<Entry> = Vec::with_capacity(self.count + added.len());
        entries.extend(self.iter());
        entries.extend_from_slice(added);
        if removed.is_empty() {
            return Ok(Series::pack(entries));
        }
        entries.sort_unstable();
        let mut removed = removed.to_vec();
        removed.sort_unstable();
        let mut going = removed.iter().copied().peekable();
        entries.retain(|entry| {
            let goes = going.peek() == Some(entry);
            if goes {
                going.next();
            }
            !goes
        });
        match going.next() {
            Some(entry) => Err(Missing(entry)),
            None => Ok(Series::pack(entries)),
        }
    }

    /// The net base amount that counts in the window (`metrics.md` item 1).
    #[must_use]
    pub fn sum(&self, window: Window, basis: Basis) -> Minor {
        let (from, to) = (Day::from(window.from), Day::from(window.to));
        let counts = |entry: &Entry| entry.counted_on(basis).is_some_and(|day| from <= day && day <= to);
        self.iter().filter(counts).map(|entry| Minor(entry.minor)).sum()
    }
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

fn write_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn read_varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (&byte, tail) = rest.split_first()?;
        *rest = tail;
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// One entry, and the day the next one counts from.
fn read_entry(rest: &mut &[u8], before: &mut i64) -> Option<Entry> {
    let (&flags, tail) = rest.split_first().filter(|(flags, _)| **flags <= CREDIT | UNRATED | PAID)?;
    *rest = tail;
    let day = before.checked_add(unzigzag(read_varint(rest)?))?;
    let minor = unzigzag(read_varint(rest)?);
    let paid = if flags & PAID == 0 { None } else { Some(day.checked_add(unzigzag(read_varint(rest)?))?) };
    *before = day;
    Some(Entry {
        day: Day(i32::try_from(day).ok()?),
        minor,
        paid: paid.map(i32::try_from).transpose().ok()?.map(Day),
        kind: if flags & CREDIT == 0 { Kind::Invoice } else { Kind::Credit },
        rated: flags & UNRATED == 0,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries() -> impl Strategy<Value = Vec<Entry>> {
        let entry = (-30_000i32..400_000, any::<i64>(), proptest::option::of(-40_000i32..400_000), any::<bool>(), any::<bool>());
        proptest::collection::vec(entry, 0..200).prop_map(|all| {
            all.into_iter()
                .map(|(day, minor, paid, credit, rated)| Entry {
                    day: Day(day),
                    minor: if rated { minor } else { 0 },
                    paid: paid.map(Day),
                    kind: if credit { Kind::Credit } else { Kind::Invoice },
                    rated,
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn packing_loses_nothing(entries in entries()) {
            let series = Series::pack(entries.clone());
            let again = Series::from_parts(series.parts().to_vec()).unwrap();
            prop_assert_eq!(&again, &series);
            let mut sorted = entries;
            sorted.sort_unstable();
            prop_assert_eq!(series.iter().collect::<Vec<_>>(), sorted);
        }

        #[test]
        fn what_comes_and_goes_leaves_the_same_bytes(kept in entries(), extra in entries()) {
            let series = Series::pack(kept);
            let grown = series.revised(&extra, &[]).unwrap();
            prop_assert_eq!(grown.len(), series.len() + extra.len());
            prop_assert_eq!(grown.revised(&[], &extra).unwrap(), series.clone());
            prop_assert_eq!(series.revised(&extra, &extra).unwrap(), series);
        }

        #[test]
        fn no_bytes_can_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(series) = Series::from_parts(vec![bytes.into_boxed_slice()]) {
                prop_assert_eq!(series.iter().count(), series.len());
            }
        }
    }

    fn entry(day: i32, minor: i64) -> Entry {
        Entry { day: Day(day), minor, paid: None, kind: Kind::Invoice, rated: true }
    }

    #[test]
    fn parts_stay_small_and_join_without_a_seam() {
        let all: Vec<Entry> = (0..20_000).map(|n| entry(n, i64::from(n) * 1_000)).collect();
        let series = Series::pack(all.clone());
        assert!(series.parts().len() > 1);
        assert!(series.parts().iter().all(|part| part.len() <= LARGEST_PART));
        assert_eq!(series.iter().collect::<Vec<_>>(), all);
    }

    #[test]
    fn a_missing_document_is_named() {
        let series = Series::pack(vec![entry(1, 100)]);
        assert_eq!(series.revised(&[], &[entry(1, 200)]), Err(Missing(entry(1, 200))));
        assert_eq!(series.revised(&[], &[entry(1, 100), entry(1, 100)]), Err(Missing(entry(1, 100))));
    }

    #[test]
    fn the_basis_decides_the_date() {
        let date = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let paid_late = Entry { paid: Some(date("2026-02-10").into()), day: date("2026-01-31").into(), ..entry(0, 1000) };
        let open = Entry { day: date("2026-02-01").into(), ..entry(0, 500) };
        let credit = Entry { kind: Kind::Credit, day: date("2026-02-03").into(), ..entry(0, -200) };
        let series = Series::pack(vec![paid_late, open, credit]);
        let february = Window { from: date("2026-02-01"), to: date("2026-02-28") };
        assert_eq!(series.sum(february, Basis::Invoiced), Minor(300));
        assert_eq!(series.sum(february, Basis::Paid), Minor(800));
    }
}
