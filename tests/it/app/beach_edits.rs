//! The Beach tab: what its keys change of work, to the day, and where they refuse to.
//!
//! 22 November 2026 is a Sunday; the days are worked out by hand.

#![allow(clippy::unwrap_used)]

use keepnet::domain::record::Records;
use keepnet::domain::work::{Engagement, Stage as Step};
use keepnet::intent::Action;

use super::beach::{Line, Room, date, saved, work};

fn one(line: Line) -> Room {
    Room::new(&[line], "2026-11-22", &[])
}

#[test]
fn a_shift_takes_the_end_of_the_term_along_where_work_ends_with_it() {
    let mut room = one((1, "Care plan", Step::Booked, "2026-11-16", "2026-12-25", 150, 0));
    let with_term = |term: &str| Engagement {
        term_end: Some(date(term)),
        ..work(1, (1, "Care plan", Step::Booked, "2026-11-16", "2026-12-25", 150, 0))
    };
    for (term, after) in [("2026-12-25", "2027-01-01"), ("2027-03-31", "2027-03-31")] {
        room.book.take_records(Records { engagements: vec![with_term(term)].into(), ..Records::default() });
        let shifted = saved(&room.does(&[Action::Later]));
        assert_eq!((shifted.ends, shifted.term_end), (Some(date("2027-01-01")), Some(date(after))), "{term}");
    }
}

#[test]
fn a_shift_out_of_the_calendar_is_refused_by_the_key_itself() {
    let words = "A book\u{2019}s calendar goes from 1900 to 2999.".replace('\u{2019}', "'");
    let mut room = one((1, "Archive", Step::Booked, "1900-01-03", "1900-02-03", 100, 0));
    room.does(&[Action::ShowArchived, Action::Last]);
    assert_eq!(room.refused(Action::Earlier), Some(words.clone()));
    assert_eq!(room.refused(Action::Later), None);
    let mut room = one((1, "Reunion", Step::Booked, "2999-11-01", "2999-12-27", 100, 0));
    for action in [Action::Later, Action::EndLater] {
        assert_eq!(room.refused(action).as_ref(), Some(&words), "{action:?}");
    }
    assert_eq!(room.refused(Action::EndEarlier), None);
}

#[test]
fn the_end_of_work_that_is_done_is_no_longer_moved() {
    let mut room = one((1, "Audit", Step::Done, "2026-10-05", "2026-11-27", 100, 0));
    room.does(&[Action::ShowArchived]);
    for action in [Action::EndEarlier, Action::EndLater] {
        assert_eq!(room.refused(action).unwrap(), "It is done, so its end takes no days any more. e changes it.");
    }
}

#[test]
fn in_months_and_quarters_work_that_goes_on_ends_with_the_column_chosen() {
    let mut room = one((1, "Support", Step::Booked, "2026-01-05", "", 100, 0));
    room.does(&[Action::ZoomOut, Action::Right]);
    assert_eq!(saved(&room.does(&[Action::EndLater])).ends, Some(date("2026-12-31")));
    room.does(&[Action::Today, Action::ZoomOut, Action::Right]);
    assert_eq!(saved(&room.does(&[Action::EndLater])).ends, Some(date("2027-03-31")));
    room.does(&[Action::Today, Action::ZoomIn, Action::ZoomIn]);
    assert_eq!(saved(&room.does(&[Action::EndLater])).ends, Some(date("2026-11-20")));
}
