//! One customer's documents as sorted, packed (day, base minor, kind): what every figure about revenue is computed from.
//!
//! A document takes about six bytes, so a million of them load in the blink of an eye and stay small in memory. The
//! packed parts are what the book file keeps; this module alone knows their form. Part: entries in order; entry: one
//! byte of flags (bit 0 credit note, bit 1 without a rate, bit 2 paid), days since the entry before it (since
//! 1970-01-01 for a part's first, zigzag) as a varint, zigzag minor units as a varint, and where paid the zigzag days
//! from its date to its payment as a varint.

mod bundle;
pub(super) mod varint;

use std::sync::Arc;

use super::invoice::Kind;
use super::money::Minor;
use super::period::{Day, Window};
pub use bundle::Bundle;
use varint::{read_signed, unfolded, write_signed};

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
#[derive(Clone, Default)]
pub struct Series {
    /// Most customers have one part: it takes no memory but its bytes.
    first: Part,
    more: Vec<Part>,
    count: usize,
}

/// A run of bytes, often in the one piece of memory that many customers' parts were read into.
#[derive(Clone, Default)]
struct Part {
    memory: Arc<Vec<u8>>,
    from: u32,
    to: u32,
}

impl Part {
    fn alone(bytes: Vec<u8>) -> Part {
        Part { from: 0, to: bytes.len() as u32, memory: Arc::new(bytes) }
    }

    fn bytes(&self) -> &[u8] {
        self.memory.get(self.from as usize..self.to as usize).unwrap_or_default()
    }
}

impl PartialEq for Series {
    fn eq(&self, other: &Series) -> bool {
        self.count == other.count && self.parts().eq(other.parts())
    }
}

impl Eq for Series {}

impl std::fmt::Debug for Series {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
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
                parts.push(Part::alone(std::mem::take(&mut part)));
                before = 0;
            }
            let flags = if entry.kind == Kind::Credit { CREDIT } else { 0 }
                | if entry.rated { 0 } else { UNRATED }
                | if entry.paid.is_some() { PAID } else { 0 };
            part.push(flags);
            write_signed(&mut part, i64::from(entry.day.0) - before);
            write_signed(&mut part, entry.minor);
            if let Some(paid) = entry.paid {
                write_signed(&mut part, i64::from(paid.0) - i64::from(entry.day.0));
            }
            before = i64::from(entry.day.0);
        }
        if !part.is_empty() {
            parts.push(Part::alone(part));
        }
        Series::of(parts, entries.len())
    }

    /// Takes the parts a book keeps, in order, and reads them through once.
    pub fn from_parts(parts: Vec<Box<[u8]>>) -> Result<Series, Damaged> {
        Series::read(parts.into_iter().map(|part| Part::alone(part.into_vec())), |_| ())
    }

    /// Reads parts through once and shows every document on the way.
    fn read(parts: impl IntoIterator<Item = Part>, mut each: impl FnMut(Entry)) -> Result<Series, Damaged> {
        let (mut read, mut count) = (Vec::new(), 0);
        let mut first = None;
        for part in parts {
            let mut rest = part.bytes();
            let mut before = 0;
            while !rest.is_empty() {
                each(read_entry(&mut rest, &mut before).ok_or(Damaged)?);
                count += 1;
            }
            match first {
                None => first = Some(part),
                Some(_) => read.push(part),
            }
        }
        Ok(Series { first: first.unwrap_or_default(), more: read, count })
    }

    fn of(parts: Vec<Part>, count: usize) -> Series {
        let mut parts = parts.into_iter();
        Series { first: parts.next().unwrap_or_default(), more: parts.collect(), count }
    }

    /// The parts to keep, in order.
    pub fn parts(&self) -> impl Iterator<Item = &[u8]> {
        std::iter::once(&self.first).chain(&self.more).map(Part::bytes).filter(|bytes| !bytes.is_empty())
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
    #[must_use]
    pub fn iter(&self) -> Entries<'_> {
        Entries { rest: self.first.bytes(), before: 0, more: self.more.iter() }
    }

    /// The first document's day.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.iter().next().map(|entry| entry.day)
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

/// The documents of a series as they go by, see [`Series::iter`].
#[derive(Clone)]
pub struct Entries<'a> {
    rest: &'a [u8],
    before: i64,
    more: std::slice::Iter<'a, Part>,
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "as for `read_entry`")]
    fn next(&mut self) -> Option<Entry> {
        while self.rest.is_empty() {
            (self.rest, self.before) = (self.more.next()?.bytes(), 0);
        }
        read_entry(&mut self.rest, &mut self.before)
    }
}

impl std::fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entries").finish_non_exhaustive()
    }
}

impl<'a> IntoIterator for &'a Series {
    type Item = Entry;
    type IntoIter = Entries<'a>;

    fn into_iter(self) -> Entries<'a> {
        self.iter()
    }
}

/// One entry, and the day the next one counts from. A book's million documents pass here each time it is read, so the
/// usual entry is taken from eight bytes at once.
#[inline(always)]
#[allow(clippy::inline_always, reason = "measured: half the time of a pass over all documents")]
fn read_entry(rest: &mut &[u8], before: &mut i64) -> Option<Entry> {
    let usual = rest.split_first().and_then(|(&flags, tail)| {
        let word = u64::from_le_bytes(*tail.first_chunk()?);
        usual_entry(flags, word)
    });
    let raw = match usual {
        Some((raw, length)) => {
            *rest = &rest[length..];
            raw
        }
        None => read_any_entry(rest)?,
    };
    // Past any calendar the sum may wrap: what is left of it is still a day or refused.
    let day = before.wrapping_add(raw.days);
    let paid = day.wrapping_add(raw.paid_after);
    *before = day;
    Some(Entry {
        day: to_day(day)?,
        minor: raw.minor,
        paid: if raw.flags & PAID == 0 { None } else { Some(to_day(paid)?) },
        kind: if raw.flags & CREDIT == 0 { Kind::Invoice } else { Kind::Credit },
        rated: raw.flags & UNRATED == 0,
    })
}

/// What an entry is made of; `paid_after` means nothing without its flag.
struct Raw {
    flags: u8,
    days: i64,
    minor: i64,
    paid_after: i64,
}

/// An entry of any size.
fn read_any_entry(rest: &mut &[u8]) -> Option<Raw> {
    let (&flags, tail) = rest.split_first().filter(|(flags, _)| **flags <= CREDIT | UNRATED | PAID)?;
    *rest = tail;
    let (days, minor) = (read_signed(rest)?, read_signed(rest)?);
    let paid_after = if flags & PAID == 0 { 0 } else { read_signed(rest)? };
    Some(Raw { flags, days, minor, paid_after })
}

/// An entry whose days take two bytes each at most and whose amount four, with its length: all of it but the flags lies
/// in one word. How many bytes each takes is in no order a processor could guess, so nothing branches on it.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `read_entry`")]
fn usual_entry(flags: u8, word: u64) -> Option<(Raw, usize)> {
    let (days, days_length) = short(word)?;
    let after = word >> (8 * days_length);
    let amount = after as u32;
    let ends = !amount & 0x8080_8080;
    if flags > CREDIT | UNRATED | PAID || ends == 0 {
        return None;
    }
    let bits = ends.trailing_zeros() + 1;
    let is_paid = flags & PAID != 0;
    let (paid_after, paid_length) = if is_paid { short(after >> bits)? } else { (0, 0) };
    let kept = amount & (u32::MAX >> (32 - bits)) & 0x7f7f_7f7f;
    // Groups of 7 bits are pushed together to 14, to 28.
    let fourteens = kept & 0x007f_007f | (kept & 0x7f00_7f00) >> 1;
    let minor = fourteens & 0x3fff | (fourteens & 0x3fff_0000) >> 2;
    let raw = Raw { flags, days: unfolded(days), minor: unfolded(u64::from(minor)), paid_after: unfolded(paid_after) };
    Some((raw, 1 + days_length as usize + (bits / 8) as usize + paid_length as usize))
}

/// A number of one byte or two from the low end of a word, with its length.
#[inline(always)]
#[allow(clippy::inline_always, reason = "as for `read_entry`")]
fn short(word: u64) -> Option<(u64, u32)> {
    let more = word >> 7 & 1;
    if word >> 15 & more == 1 {
        return None;
    }
    let high = (word >> 1 & 0x3f80) * more;
    Some((word & 0x7f | high, 1 + more as u32))
}

#[inline]
fn to_day(days: i64) -> Option<Day> {
    i32::try_from(days).ok().map(Day)
}

#[cfg(test)]
mod tests;
