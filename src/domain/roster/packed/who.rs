//! What a list shows of a customer, as bytes: a mask of what is there, the name, and each of the others that is.
//!
//! Notes, sources and what other programs call a customer are not in it: they come with the rest of the book.

use chrono::{Datelike, NaiveDate};

use crate::domain::customer::Customer;
use crate::domain::id::{CustomerId, SegmentId};
use crate::domain::series::varint::{read_signed, write_signed};
use crate::domain::text::Line;

const TAGS: u8 = 1;
const TRADE: u8 = 1 << 1;
const PARENT: u8 = 1 << 2;
const SEGMENT: u8 = 1 << 3;
const SINCE: u8 = 1 << 4;
const NOTICE: u8 = 1 << 5;
const ARCHIVED: u8 = 1 << 6;
const PLACEHOLDER: u8 = 1 << 7;

pub(super) fn write(out: &mut Vec<u8>, customer: &Customer) {
    let mask = [
        (TAGS, !customer.tags.is_empty()),
        (TRADE, customer.trade.is_some()),
        (PARENT, customer.parent.is_some()),
        (SEGMENT, customer.segment.is_some()),
        (SINCE, customer.since.is_some()),
        (NOTICE, customer.notice_days.is_some()),
        (ARCHIVED, customer.archived),
        (PLACEHOLDER, customer.placeholder),
    ];
    out.push(mask.into_iter().map(|(bit, is_there)| bit * u8::from(is_there)).sum());
    write_text(out, &customer.name);
    if !customer.tags.is_empty() {
        write_signed(out, customer.tags.len() as i64);
        customer.tags.iter().for_each(|tag| write_text(out, tag));
    }
    customer.trade.iter().for_each(|trade| write_text(out, trade));
    let numbers = [
        customer.parent.map(|parent| parent.0),
        customer.segment.map(|segment| segment.0),
        customer.since.map(|since| i64::from(since.num_days_from_ce())),
        customer.notice_days.map(i64::from),
    ];
    numbers.into_iter().flatten().for_each(|number| write_signed(out, number));
}

/// Takes what [`write`] wrote off `rest`; `None` where something else stands there.
pub(super) fn read(rest: &mut &[u8], id: CustomerId) -> Option<Customer> {
    let (&mask, tail) = rest.split_first()?;
    *rest = tail;
    let has = |bit: u8| mask & bit != 0;
    let mut customer = Customer { id, ..Customer::named(read_text(rest)?) };
    if has(TAGS) {
        for _ in 0..read_signed(rest)? {
            customer.tags.push(read_text(rest)?);
        }
    }
    if has(TRADE) {
        customer.trade = Some(read_text(rest)?);
    }
    if has(PARENT) {
        customer.parent = Some(CustomerId(read_signed(rest)?));
    }
    if has(SEGMENT) {
        customer.segment = Some(SegmentId(read_signed(rest)?));
    }
    if has(SINCE) {
        let days = i32::try_from(read_signed(rest)?).ok()?;
        customer.since = Some(NaiveDate::from_num_days_from_ce_opt(days)?);
    }
    if has(NOTICE) {
        customer.notice_days = Some(u32::try_from(read_signed(rest)?).ok()?);
    }
    (customer.archived, customer.placeholder) = (has(ARCHIVED), has(PLACEHOLDER));
    Some(customer)
}

fn write_text(out: &mut Vec<u8>, text: &Line) {
    write_signed(out, text.as_str().len() as i64);
    out.extend_from_slice(text.as_str().as_bytes());
}

fn read_text(rest: &mut &[u8]) -> Option<Line> {
    let length = usize::try_from(read_signed(rest)?).ok()?;
    let (text, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    // Cleaned, as whatever comes from a file.
    std::str::from_utf8(text).ok().map(Line::clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_shows_comes_back_and_the_rest_does_not() {
        let plain = Customer { id: CustomerId(3), ..Customer::named("Dünen & 株式会社".into()) };
        let full = Customer {
            tags: vec!["retainer".into(), "ann".into()],
            trade: Some("Dental".into()),
            parent: Some(CustomerId(900)),
            segment: Some(SegmentId(4)),
            since: NaiveDate::from_ymd_opt(1999, 12, 31),
            notice_days: Some(90),
            archived: true,
            placeholder: true,
            ..plain.clone()
        };
        for shown in [plain, full] {
            let whole = Customer { note: Some("Call first".into()), external_ids: vec!["C1".into()], ..shown.clone() };
            let mut bytes = Vec::new();
            write(&mut bytes, &whole);
            for end in 0..bytes.len() {
                assert_eq!(read(&mut &bytes[..end], shown.id), None);
            }
            bytes.push(9);
            let mut rest = bytes.as_slice();
            assert_eq!(read(&mut rest, shown.id), Some(shown));
            assert_eq!(rest, [9]);
        }
    }
}
