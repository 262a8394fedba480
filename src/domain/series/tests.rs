//! Packing and reading series: nothing is lost, and no bytes can break the reader.

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
        let again = Series::from_parts(series.parts().map(Box::from).collect()).unwrap();
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
    fn an_entry_read_from_one_word_is_the_entry(flags in 0u8..9, bytes in proptest::collection::vec(prop_oneof![0u8..0x80, any::<u8>()], 8..12)) {
        let word = u64::from_le_bytes(*bytes.first_chunk().unwrap());
        if let Some((raw, length)) = usual_entry(flags, word) {
            let all = [&[flags], &bytes[..]].concat();
            let mut rest = &all[..];
            let slow = read_any_entry(&mut rest).unwrap();
            prop_assert_eq!((raw.flags, raw.days, raw.minor, length), (slow.flags, slow.days, slow.minor, all.len() - rest.len()));
            prop_assert!(raw.flags & PAID == 0 || raw.paid_after == slow.paid_after);
        }
    }

    #[test]
    fn usual_documents_come_back_too(documents in proptest::collection::vec((0i32..9_000, -20_000_000i64..200_000_000, proptest::option::of(-90i32..9_000)), 0..40)) {
        let mut day = 18_000;
        let entries: Vec<Entry> = documents.into_iter().map(|(gap, minor, paid)| {
            day += gap;
            Entry { day: Day(day), minor, paid: paid.map(|after| Day(day + after)), kind: Kind::Invoice, rated: true }
        }).collect();
        let series = Series::pack(entries.clone());
        let mut sorted = entries;
        sorted.sort_unstable();
        prop_assert_eq!(series.iter().collect::<Vec<_>>(), sorted);
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
    assert!(series.parts().count() > 1);
    assert!(series.parts().all(|part| part.len() <= LARGEST_PART));
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
