//! Days and cells: worked out by hand, and for thousands of spans from 1900 to 2999.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::*;

const WEEKS: Scale = Scale::Weeks { weekends: false };
const LONG_WEEKS: Scale = Scale::Weeks { weekends: true };
const SCALES: [Scale; 4] = [WEEKS, LONG_WEEKS, Scale::Months, Scale::Quarters];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(axis: Axis, from: &str, to: &str) -> (u16, u16) {
    match axis.place(date(from), Some(date(to))) {
        Place::Within(span) => (span.from, span.to),
        elsewhere => panic!("{from}..{to}: {elsewhere:?}"),
    }
}

/// Numbers that look like chance and are the same each time.
fn chances(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    }
}

#[test]
fn a_week_has_a_cell_a_work_day() {
    // 16 November 2026 is a Monday.
    let axis = Axis::new(WEEKS, date("2026-11-18"), 72);
    assert_eq!((axis.columns(), axis.width(), axis.start(0), axis.last()), (14, 70, date("2026-11-16"), date("2027-02-21")));
    assert_eq!(span(axis, "2026-11-16", "2026-11-16"), (0, 0));
    assert_eq!(span(axis, "2026-11-17", "2026-11-24"), (1, 6));
    // Ends on Friday, Saturday and Sunday are the same cell; the next Monday is the next.
    for to in ["2026-11-20", "2026-11-21", "2026-11-22"] {
        assert_eq!(span(axis, "2026-11-16", to), (0, 4), "{to}");
    }
    assert_eq!(span(axis, "2026-11-16", "2026-11-23"), (0, 5));
    // A start on a weekend waits for Monday, unless it is all there is.
    assert_eq!(span(axis, "2026-11-21", "2026-11-24"), (5, 6));
    assert_eq!(span(axis, "2026-11-21", "2026-11-22"), (4, 4));
    // Today, a Sunday, and the Tuesday after.
    assert_eq!([axis.cell(date("2026-11-22")), axis.cell(date("2026-11-24"))], [Some(4), Some(6)]);
    assert_eq!([axis.cell(date("2026-11-15")), axis.cell(date("2027-02-22"))], [None, None]);
    let axis = Axis::new(LONG_WEEKS, date("2026-11-22"), 21);
    assert_eq!(span(axis, "2026-11-21", "2026-11-29"), (5, 13));
}

#[test]
fn months_and_quarters_keep_days_in_proportion() {
    // Six cells: 31 days begin a new one on the 1st, 7th, 12th, 17th, 22nd and 27th.
    let axis = Axis::new(Scale::Months, date("2026-12-24"), 24);
    let cells =
        ["2026-12-01", "2026-12-06", "2026-12-07", "2026-12-12", "2026-12-31", "2027-01-01"].map(|day| axis.cell(date(day)));
    assert_eq!(cells, [0, 0, 1, 2, 5, 6].map(Some));
    assert_eq!((axis.start(2), axis.last()), (date("2027-02-01"), date("2027-03-31")));
    let axis = Axis::new(Scale::Quarters, date("2026-12-24"), 24);
    assert_eq!((axis.start(0), axis.start(1), axis.last()), (date("2026-10-01"), date("2027-01-01"), date("2027-09-30")));
    assert_eq!(span(axis, "2026-10-01", "2026-12-31"), (0, 5));
    assert_eq!(span(axis, "2027-01-01", "2027-01-01"), (6, 6));
}

#[test]
fn what_goes_on_says_so_and_what_is_out_of_sight_says_where() {
    let axis = Axis::new(WEEKS, date("2026-11-16"), 10);
    let all = Span { from: 0, to: 9, goes_back: true, goes_on: true };
    assert_eq!(axis.place(date("2020-01-01"), None), Place::Within(all));
    assert_eq!(axis.place(date("2020-01-01"), Some(date("2026-11-27"))), Place::Within(Span { goes_on: false, ..all }));
    assert_eq!(axis.place(date("2026-11-16"), Some(date("2026-11-30"))), Place::Within(Span { goes_back: false, ..all }));
    assert_eq!(axis.place(date("2026-11-01"), Some(date("2026-11-15"))), Place::Before);
    assert_eq!(axis.place(date("2026-11-28"), Some(date("2026-12-15"))), Place::After);
    assert_eq!(axis.place(date("2026-11-30"), None), Place::After);
    // The weekend before: work of it alone is over, what goes on begins with the first cell and not before it.
    assert_eq!(
        axis.place(date("2026-11-14"), Some(date("2026-11-16"))),
        Place::Within(Span { from: 0, to: 0, goes_back: false, goes_on: false })
    );
    // Nobody says it ends before it begins; if so it is one day long.
    assert_eq!(span(axis, "2026-11-18", "2026-11-01"), (2, 2));
}

#[test]
fn a_bar_starts_in_the_cell_of_its_first_day_and_ends_in_that_of_its_last() {
    let mut chance = chances(7);
    let epoch = date("1900-01-01");
    for _ in 0..20_000 {
        let from = epoch + Days::new(chance(401_000));
        let longest = [3, 40, 9_000][chance(3) as usize];
        let to = from + Days::new(chance(longest));
        let scale = SCALES[chance(4) as usize];
        let axis = Axis::new(scale, from - Days::new(chance(60)), (chance(300) + 80) as u16);
        let Place::Within(span) = axis.place(from, Some(to)) else { panic!("{from} {to} {axis:?}") };
        let works = |day: &NaiveDate| scale != WEEKS || !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let days: Vec<NaiveDate> = from.iter_days().take_while(|day| *day <= to).take(400).filter(works).collect();
        if let Some(first) = days.first() {
            assert_eq!(Some(span.from), axis.cell(*first), "{from} {to} {axis:?}");
        }
        assert_eq!(span.goes_on, to > axis.last() && axis.cell(to).is_none(), "{from} {to} {axis:?}");
        if !span.goes_on {
            let end = axis.cell(to).unwrap();
            assert_eq!(span.to, end.max(span.from), "{from} {to} {axis:?}");
        }
        assert!(span.from <= span.to && span.to < axis.width());
    }
}

#[test]
fn neighbours_never_overlap_and_never_leave_a_gap() {
    let mut chance = chances(11);
    let epoch = date("1900-01-01");
    for _ in 0..20_000 {
        // One ends on a Friday and the other begins on the Monday after, or the day after where every day has a cell.
        let scale = SCALES[chance(4) as usize];
        let from = epoch + Days::new(chance(401_000));
        let to = from + Days::new(chance(200) + 7);
        let next = to + Days::new(1);
        let axis = Axis::new(scale, from, 400);
        let (Place::Within(one), Place::Within(other)) = (axis.place(from, Some(to)), axis.place(next, Some(next + Days::new(30))))
        else {
            panic!("{from} {to} are in sight")
        };
        let is_whole = matches!(scale, Scale::Weeks { .. });
        if is_whole {
            assert_eq!(one.to + 1, other.from, "{to} {axis:?}");
        } else {
            // In proportion several days share a cell.
            assert!(one.to <= other.from && other.from <= one.to + 1, "{to} {axis:?}");
        }
    }
}

#[test]
fn cells_and_days_are_each_others_way_back() {
    let mut chance = chances(13);
    for _ in 0..5_000 {
        let scale = SCALES[chance(4) as usize];
        let axis = Axis::new(scale, date("1900-01-01") + Days::new(chance(401_000)), 60);
        for cell in 0..axis.width() {
            let day = axis.day(cell);
            assert_eq!(axis.cell(day), Some(cell), "{day} {axis:?}");
            assert!(axis.cell(day.pred_opt().unwrap()) != Some(cell), "{day} {axis:?}");
            assert_eq!(axis.column(day), Some(cell / scale.width()));
        }
    }
}

#[test]
fn no_size_or_date_breaks_it() {
    let days = [NaiveDate::MIN, date("1900-01-01"), date("2026-11-22"), date("2999-12-31"), NaiveDate::MAX];
    for scale in SCALES {
        for cells in [0, 1, 4, 5, 6, 7, 71, 72, u16::MAX] {
            for first in days {
                let axis = Axis::new(scale, first, cells);
                for from in days {
                    for to in days.into_iter().map(Some).chain([None]) {
                        if let Place::Within(span) = axis.place(from, to) {
                            assert!(span.from <= span.to && span.to < axis.width(), "{axis:?} {from} {to:?}");
                        }
                    }
                    let _ = (axis.cell(from), axis.column(from), axis.last());
                }
                if cells < 100 {
                    let _ = (headings(axis), axis.day(0));
                }
                let _ = (scale.stepped(first, i64::MAX), scale.stepped(first, i64::MIN));
            }
        }
    }
}

#[test]
fn headings_name_a_month_or_a_year_where_it_begins() {
    let words = |axis: Axis| -> (String, String) {
        let all = headings(axis);
        let upper: Vec<String> = all.iter().map(|heading| heading.upper.clone().unwrap_or_default()).collect();
        (upper.join(","), all.into_iter().map(|heading| heading.lower).collect::<Vec<_>>().join(","))
    };
    let weeks = words(Axis::new(WEEKS, date("2026-11-22"), 40));
    assert_eq!(weeks, ("Nov,,,Dec,,,,Jan".to_owned(), "16,23,30, 7,14,21,28, 4".to_owned()));
    let months = words(Axis::new(Scale::Months, date("2026-11-22"), 24));
    assert_eq!(months, ("2026,,2027,".to_owned(), "Nov,Dec,Jan,Feb".to_owned()));
    let quarters = words(Axis::new(Scale::Quarters, date("2026-11-22"), 12));
    assert_eq!(quarters, ("2026,2027".to_owned(), "Q4,Q1".to_owned()));
    // Week 53 is a week as any other: keyed by its Monday.
    assert_eq!(words(Axis::new(WEEKS, date("2026-12-31"), 10)).1, "28, 4");
}

#[test]
fn words_stand_inside_a_bar_where_they_fit_and_else_beside_it() {
    let bar = |from, to| Span { from, to, goes_back: false, goes_on: false };
    let at = |span, width| label(span, width, 70).map(|label| (label.from, label.width, label.is_inside));
    assert_eq!(at(bar(10, 23), 10), Some((12, 10, true)));
    assert_eq!(at(bar(10, 22), 10), Some((24, 10, false)));
    // No room behind it: before it.
    assert_eq!(at(bar(60, 64), 10), Some((49, 10, false)));
    assert_eq!(at(bar(5, 64), 58), Some((7, 56, true)));
    // No room for all of it anywhere: cut, where it is wider.
    assert_eq!([at(bar(5, 12), 66), at(bar(50, 55), 60)], [Some((14, 56, false)), Some((0, 49, false))]);
    assert_eq!([at(bar(3, 4), 1), at(bar(2, 66), 0), at(bar(0, 69), 0)], [Some((6, 1, false)), None, None]);
    for (from, to, width) in (0..70).flat_map(|from| (from..70).flat_map(move |to| (0..90).map(move |width| (from, to, width)))) {
        let Some(label) = label(bar(from, to), width, 70) else { continue };
        assert!(label.from + label.width <= 70 && label.width <= width);
        let is_apart = label.from > to || label.from + label.width <= from;
        assert!(if label.is_inside { label.from > from && label.from + label.width <= to } else { is_apart });
    }
}
