//! A roster as bytes, so that a large book's list of a day is kept rather than made again of a million documents. What
//! the list shows of its customers ([`who`]) is in it too: the first picture needs these bytes and nothing else.
//!
//! Where the bytes lie and whether they are still of the book as it is now is the business of whoever keeps them. A
//! roster whose bytes are not whole is none: [`Roster::unpacked`] never guesses. Part: the version as one byte, the
//! documents' basis as another, then customer by customer the id since the one before, what the list shows of it, a byte
//! of standing, documents in the year, the first day and the days to the last one (from one on; 0: none), a mask of the
//! windows of three months that are not zero, and their sums; numbers are zigzag varints. At the end of the last part
//! stands how many customers there are.

mod who;

use chrono::NaiveDate;

use crate::domain::book::Book;
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::insight::one_off::Standing;
use crate::domain::money::Minor;
use crate::domain::period::Day;
use crate::domain::series::varint::{read_signed, write_signed};
use crate::domain::series::{Basis, Damaged};
use crate::domain::settings::Settings;

use super::tally::{Cut, QUARTERS, Quarters};
use super::{Line, Roster, year, year_before};

/// So many bytes make a part.
const FULL: usize = 240 * 1024;

/// Before this one, parts began with their basis (0 or 1) and held no names.
const VERSION: u8 = 2;

const STANDINGS: [Standing; 4] = [Standing::Prospect, Standing::TooEarly, Standing::OneOff, Standing::Repeat];

impl Roster {
    /// The roster of a book in parts of less than 256 KB, unless names are very long.
    #[must_use]
    pub fn packed(&self, book: &Book) -> Vec<Vec<u8>> {
        let head = head(self.cut.basis());
        let mut parts = Vec::new();
        let (mut part, mut before) = (head.to_vec(), 0);
        for ((line, quarters), customer) in self.lines.iter().zip(&self.trends).zip(book.customers()) {
            if part.len() >= FULL {
                parts.push(std::mem::replace(&mut part, head.to_vec()));
            }
            write_signed(&mut part, line.customer.0.wrapping_sub(before));
            who::write(&mut part, customer);
            write_line(&mut part, line, quarters);
            before = line.customer.0;
        }
        // No customer comes after itself: a step of zero ends the list.
        write_signed(&mut part, 0);
        write_signed(&mut part, self.lines.len() as i64);
        parts.push(part);
        parts
    }

    /// Whether bytes are packed in the way of this version: others are no damage, and are made again.
    #[must_use]
    pub fn is_packed_so(parts: &[Vec<u8>]) -> bool {
        parts.iter().all(|part| part.first() == Some(&VERSION))
    }

    /// The roster as of a day, of the parts it was packed into, and the book as far as they know it, which
    /// [awaits the rest](Book::awaits_series). Bytes that are not whole or of another basis are refused.
    pub fn unpacked<'a>(
        settings: Settings,
        today: NaiveDate,
        parts: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<(Book, Roster), Damaged> {
        let (mut customers, mut lines, mut trends) = (Vec::new(), Vec::new(), Vec::new());
        let mut reader = Reader::default();
        for part in parts {
            let mut rest = part.strip_prefix(&head(settings.basis)).filter(|_| !reader.is_done).ok_or(Damaged)?;
            while let Some((customer, line, quarters)) = reader.next(&mut rest, lines.len())? {
                customers.push(customer);
                lines.push(line);
                trends.push(quarters);
            }
        }
        if !reader.is_done {
            return Err(Damaged);
        }
        let cut = Cut::new(settings.basis, today);
        let book = Book::awaiting_series(settings, customers);
        let roster = Roster::made(&book, cut, today, lines, trends);
        Ok((book, roster))
    }
}

/// How every part begins.
fn head(basis: Basis) -> [u8; 2] {
    [VERSION, basis_byte(basis)]
}

fn basis_byte(basis: Basis) -> u8 {
    match basis {
        Basis::Invoiced => 0,
        Basis::Paid => 1,
    }
}

fn write_line(part: &mut Vec<u8>, line: &Line, quarters: &Quarters) {
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
    /// Whether the end of the list was there, and all that came before it.
    is_done: bool,
}

impl Reader {
    /// The next customer of a part; `None` at its end.
    fn next(&mut self, rest: &mut &[u8], so_far: usize) -> Result<Option<(Customer, Line, Quarters)>, Damaged> {
        if rest.is_empty() {
            return Ok(None);
        }
        let step = read_signed(rest).ok_or(Damaged)?;
        if step == 0 {
            self.is_done = read_signed(rest) == i64::try_from(so_far).ok() && rest.is_empty();
            return if self.is_done { Ok(None) } else { Err(Damaged) };
        }
        let id = self.before.checked_add(step).filter(|id| so_far == 0 || *id > self.before).ok_or(Damaged)?;
        self.before = id;
        let customer = who::read(rest, CustomerId(id)).ok_or(Damaged)?;
        let (line, quarters) = self.line(rest).ok_or(Damaged)?;
        Ok(Some((customer, line, quarters)))
    }

    fn line(&mut self, rest: &mut &[u8]) -> Option<(Line, Quarters)> {
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
    use crate::domain::invoice::Kind;
    use crate::domain::series::{Entry, Series};

    fn book(customers: &[(i64, Vec<Entry>)], basis: Basis) -> Book {
        let named = |id: i64| Customer { id: CustomerId(id), ..Customer::named("Alder".into()) };
        let series = customers.iter().map(|(id, entries)| (CustomerId(*id), Series::pack(entries.clone())));
        let settings = Settings { basis, ..Settings::default() };
        Book::new(settings, customers.iter().map(|(id, _)| named(*id)).collect(), series.collect())
    }

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    fn unpacked(book: &Book, today: NaiveDate, parts: &[Vec<u8>]) -> Result<(Book, Roster), Damaged> {
        Roster::unpacked(book.settings.clone(), today, parts.iter().map(Vec::as_slice))
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
            let (known, kept) = unpacked(&book, today, &made.packed(&book)).unwrap();
            prop_assert!(known.customers().eq(book.customers()) && known.awaits_series());
            prop_assert_eq!((kept.lines(), &kept.trends, kept.total(), kept.net()), (made.lines(), &made.trends, made.total(), made.net()));
            prop_assert_eq!((kept.today(), kept.revision, &kept.cut, &kept.heads), (made.today(), made.revision, &made.cut, &made.heads));
        }

        #[test]
        fn no_bytes_can_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let book = book(&[(1, Vec::new()), (2, Vec::new())], Basis::Invoiced);
            let bytes = [&[VERSION, 0][..], &bytes].concat();
            if let Ok((book, roster)) = unpacked(&book, today(), &[bytes]) {
                prop_assert!(book.customers().map(|customer| customer.id).eq(roster.lines().iter().map(|line| line.customer)));
            }
        }
    }

    #[test]
    fn what_is_not_whole_is_refused() {
        let book = book(&[(1, vec![entry("2026-11-01", 500)]), (7, Vec::new())], Basis::Invoiced);
        let parts = Roster::of(&book, today()).packed(&book);
        let whole = parts[0].as_slice();
        assert!(unpacked(&book, today(), &parts).is_ok() && Roster::is_packed_so(&parts));
        let mut paid = book.clone();
        paid.settings.basis = Basis::Paid;
        assert_eq!(unpacked(&paid, today(), &parts).err(), Some(Damaged));
        for end in 0..whole.len() {
            assert_eq!(unpacked(&book, today(), &[whole[..end].to_vec()]).err(), Some(Damaged), "cut off at {end}");
        }
        assert_eq!(unpacked(&book, today(), &[whole.to_vec(), whole.to_vec()]).err(), Some(Damaged));
        // As the version before this one packed an empty book.
        assert_eq!(unpacked(&book, today(), &[vec![0]]).err(), Some(Damaged));
        assert!(!Roster::is_packed_so(&[vec![0]]));
    }

    #[test]
    fn a_large_roster_is_kept_in_several_parts() {
        let customers: Vec<(i64, Vec<Entry>)> = (1..=50_000).map(|id| (id, vec![entry("2026-11-01", 1 << 30)])).collect();
        let book = book(&customers, Basis::Invoiced);
        let made = Roster::of(&book, today());
        let parts = made.packed(&book);
        assert!(parts.len() > 1 && parts.iter().all(|part| part.len() < 256 * 1024));
        assert_eq!(unpacked(&book, today(), &parts).unwrap().1.lines(), made.lines());
        assert_eq!(unpacked(&book, today(), &parts[..1]).err(), Some(Damaged));
    }
}
