//! A roster as bytes, so that a large book's list of a day is kept rather than made again of a million documents.
//!
//! Where the bytes lie and whether they are still of the book as it is now is the business of whoever keeps them. A
//! roster whose bytes do not fit the customers is none: [`Roster::unpacked`] never guesses. Part: the documents' basis
//! as one byte, then line by line the id since the line before it, a byte of standing, documents in the year, the first
//! day and the days to the last one (from one on; 0: none), a mask of the windows of three months that are not zero,
//! and their sums; all but the bytes zigzag varints.

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::id::CustomerId;
use crate::domain::insight::one_off::Standing;
use crate::domain::money::Minor;
use crate::domain::period::Day;
use crate::domain::series::varint::{read_signed, write_signed};
use crate::domain::series::{Basis, Damaged};

use super::tally::{Cut, QUARTERS, Quarters};
use super::{Line, Roster, year, year_before};

/// So many bytes make a part.
const FULL: usize = 240 * 1024;

const STANDINGS: [Standing; 4] = [Standing::Prospect, Standing::TooEarly, Standing::OneOff, Standing::Repeat];

impl Roster {
    /// The roster in parts of less than 256 KB.
    #[must_use]
    pub fn packed(&self) -> Vec<Vec<u8>> {
        let mut parts = Vec::new();
        let (mut part, mut before) = (vec![basis_byte(self.cut.basis())], 0);
        for (line, quarters) in self.lines.iter().zip(&self.trends) {
            if part.len() >= FULL {
                parts.push(std::mem::replace(&mut part, vec![basis_byte(self.cut.basis())]));
                before = 0;
            }
            write_line(&mut part, line, quarters, before);
            before = line.customer.0;
        }
        parts.push(part);
        parts
    }

    /// The roster of a book of these very customers as of a day, of the parts it was packed into: bytes that are not of
    /// this book's customers and basis are refused.
    pub fn unpacked<'a>(book: &Book, today: NaiveDate, parts: impl IntoIterator<Item = &'a [u8]>) -> Result<Roster, Damaged> {
        let count = book.customers().len();
        let mut customers = book.customers();
        let (mut lines, mut trends) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut reader = Reader::default();
        for part in parts {
            let (&basis, mut rest) = part.split_first().ok_or(Damaged)?;
            if basis != basis_byte(book.settings.basis) {
                return Err(Damaged);
            }
            reader.before = 0;
            while !rest.is_empty() {
                let (line, quarters) = reader.line(&mut rest).ok_or(Damaged)?;
                if customers.next().map(|customer| customer.id) != Some(line.customer) {
                    return Err(Damaged);
                }
                lines.push(line);
                trends.push(quarters);
            }
        }
        if lines.len() < count {
            return Err(Damaged);
        }
        Ok(Roster::made(book, Cut::new(book.settings.basis, today), today, lines, trends))
    }
}

fn basis_byte(basis: Basis) -> u8 {
    match basis {
        Basis::Invoiced => 0,
        Basis::Paid => 1,
    }
}

fn write_line(part: &mut Vec<u8>, line: &Line, quarters: &Quarters, before: i64) {
    write_signed(part, line.customer.0.wrapping_sub(before));
    part.push(STANDINGS.iter().position(|standing| *standing == line.standing).unwrap_or_default() as u8);
    write_signed(part, i64::from(line.documents));
    let first = line.first.map_or(0, |first| i64::from(first.0));
    write_signed(part, first);
    write_signed(part, line.last.map_or(0, |last| 1 + i64::from(last.0) - first));
    let mask = quarters.iter().enumerate().fold(0, |mask, (at, net)| mask | i64::from(*net != Minor::ZERO) << at);
    write_signed(part, mask);
    for net in quarters.iter().filter(|net| **net != Minor::ZERO) {
        write_signed(part, net.0);
    }
}

/// Where the reading stands.
#[derive(Default)]
struct Reader {
    /// The customer before.
    before: i64,
    /// What all sums come to in absolute amounts: past what a book may hold no total could be trusted not to wrap.
    weight: Minor,
}

impl Reader {
    fn line(&mut self, rest: &mut &[u8]) -> Option<(Line, Quarters)> {
        self.before = self.before.wrapping_add(read_signed(rest)?);
        let (&standing, tail) = rest.split_first()?;
        *rest = tail;
        let documents = u32::try_from(read_signed(rest)?).ok()?;
        let first = i32::try_from(read_signed(rest)?).ok()?;
        let last = match read_signed(rest)? {
            0 => None,
            after => Some(Day(i32::try_from(i64::from(first).checked_add(after.checked_sub(1)?)?).ok()?)),
        };
        let mask = u32::try_from(read_signed(rest)?).ok().filter(|mask| mask >> QUARTERS == 0)?;
        let mut quarters = Quarters::default();
        for (at, net) in quarters.iter_mut().enumerate() {
            if mask >> at & 1 == 1 {
                *net = Minor(read_signed(rest)?);
                self.weight = self.weight.plus(Minor(net.0.checked_abs()?))?;
            }
        }
        let line = Line {
            customer: CustomerId(self.before),
            revenue: year(&quarters),
            prior: year_before(&quarters),
            documents,
            first: last.map(|_| Day(first)),
            last,
            standing: *STANDINGS.get(usize::from(standing))?,
        };
        Some((line, quarters))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::invoice::Kind;
    use crate::domain::series::{Entry, Series};
    use crate::domain::settings::Settings;

    fn book(customers: &[(i64, Vec<Entry>)], basis: Basis) -> Book {
        let named = |id: i64| Customer { id: CustomerId(id), ..Customer::named("Alder".into()) };
        let series = customers.iter().map(|(id, entries)| (CustomerId(*id), Series::pack(entries.clone())));
        let settings = Settings { basis, ..Settings::default() };
        Book::new(settings, customers.iter().map(|(id, _)| named(*id)).collect(), series.collect())
    }

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    fn unpacked(book: &Book, today: NaiveDate, parts: &[Vec<u8>]) -> Result<Roster, Damaged> {
        Roster::unpacked(book, today, parts.iter().map(Vec::as_slice))
    }

    fn entry(day: &str, minor: i64) -> Entry {
        Entry { day: day.parse::<NaiveDate>().unwrap().into(), minor, paid: None, kind: Kind::Invoice, rated: true }
    }

    proptest! {
        #[test]
        fn a_roster_kept_is_the_roster_made(
            customers in proptest::collection::btree_map(
                1i64..2_000,
                proptest::collection::vec((15_000i32..21_000, -1i64 << 40..1 << 40, proptest::option::of(15_000i32..21_000), any::<bool>()), 0..12),
                0..12,
            ),
            paid in any::<bool>(),
            after in 0u64..3_000,
        ) {
            let documents = |entries: Vec<(i32, i64, Option<i32>, bool)>| {
                let entries = entries.into_iter().map(|(day, minor, paid, credit)| Entry {
                    day: Day(day), minor, paid: paid.map(Day), rated: true,
                    kind: if credit { Kind::Credit } else { Kind::Invoice },
                });
                entries.collect()
            };
            let customers: Vec<(i64, Vec<Entry>)> = customers.into_iter().map(|(id, entries)| (id, documents(entries))).collect();
            let book = book(&customers, if paid { Basis::Paid } else { Basis::Invoiced });
            let today = "2018-08-02".parse::<NaiveDate>().unwrap() + chrono::Days::new(after);
            let made = Roster::of(&book, today);
            let kept = unpacked(&book, today, &made.packed()).unwrap();
            prop_assert_eq!((kept.lines(), &kept.trends, kept.total(), kept.net()), (made.lines(), &made.trends, made.total(), made.net()));
            prop_assert_eq!((kept.today(), kept.revision, &kept.cut, &kept.heads), (made.today(), made.revision, &made.cut, &made.heads));
        }

        #[test]
        fn no_bytes_can_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let book = book(&[(1, Vec::new()), (2, Vec::new())], Basis::Invoiced);
            if let Ok(roster) = unpacked(&book, today(), &[bytes]) {
                prop_assert_eq!(roster.lines().len(), 2);
            }
        }
    }

    #[test]
    fn another_books_roster_is_refused() {
        let customers = [(1, vec![entry("2026-11-01", 500)]), (7, Vec::new())];
        let parts = Roster::of(&book(&customers, Basis::Invoiced), today()).packed();
        assert!(unpacked(&book(&customers, Basis::Invoiced), today(), &parts).is_ok());
        assert_eq!(unpacked(&book(&customers, Basis::Paid), today(), &parts).err(), Some(Damaged));
        for other in [vec![1], vec![1, 6], vec![1, 7, 9]] {
            let other: Vec<(i64, Vec<Entry>)> = other.into_iter().map(|id| (id, Vec::new())).collect();
            assert_eq!(unpacked(&book(&other, Basis::Invoiced), today(), &parts).err(), Some(Damaged));
        }
        let cut_off = vec![parts[0][..parts[0].len() - 1].to_vec()];
        assert_eq!(unpacked(&book(&customers, Basis::Invoiced), today(), &cut_off).err(), Some(Damaged));
    }

    #[test]
    fn a_large_roster_is_kept_in_several_parts() {
        let customers: Vec<(i64, Vec<Entry>)> = (1..=50_000).map(|id| (id, vec![entry("2026-11-01", 1 << 30)])).collect();
        let book = book(&customers, Basis::Invoiced);
        let made = Roster::of(&book, today());
        let parts = made.packed();
        assert!(parts.len() > 1 && parts.iter().all(|part| part.len() < 256 * 1024));
        assert_eq!(unpacked(&book, today(), &parts).unwrap().lines(), made.lines());
        assert_eq!(unpacked(&book, today(), &parts[..1]).err(), Some(Damaged));
    }
}
