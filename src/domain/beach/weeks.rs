//! What all work comes to in each week, summed once and kept by the week's place (`metrics.md` item 28).
//!
//! The days there are come from [`super::calendar`]; runs of weeks without work are [`super::runs`]'.

use chrono::NaiveDate;

use super::calendar::{Calendar, sunday, weeks_after, weeks_between};
use super::plan::Work;
use super::{Days, HORIZON, State, Week};
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::work::monday;

/// So many weeks to either side of this one are summed at once, longer than any engagement lasts. Others are summed when
/// asked for: a first day mistyped by centuries fills no tables.
const KEPT: i64 = 1_200;

/// A week's sums.
#[derive(Debug, Clone)]
struct Cell {
    booked: Days,
    weighted: Days,
    /// How likely no opportunity that touches it is won.
    none_won: f64,
    customers: usize,
    engagements: usize,
    /// Those of which nobody said how many days they take.
    unknown: usize,
    /// The customer counted last: work comes by customer, so each counts once.
    counted: Option<CustomerId>,
    /// The booking that takes the most days of it.
    most: Option<(Days, EngagementId)>,
}

/// Every week from the first day of any work to where nothing changes any more, as far as they are kept.
#[derive(Debug, Clone)]
pub(super) struct Weeks {
    calendar: Calendar,
    /// The first week kept.
    first: NaiveDate,
    /// Monday of this week.
    now: NaiveDate,
    cells: Vec<Cell>,
    /// All work, by customer.
    works: Vec<Work>,
    /// Whether there is work before the weeks kept, and whether something changes after them.
    is_cut: (bool, bool),
    /// First and last week of each run on the beach ahead; no last: it goes on.
    sand: Vec<(NaiveDate, Option<NaiveDate>)>,
}

impl Weeks {
    pub(super) fn of(works: &[Work], calendar: Calendar, today: NaiveDate) -> Weeks {
        let now = monday(today);
        let starts = works.iter().filter_map(|work| work.bar.from);
        let first = starts.clone().min().map_or(now, monday).min(now);
        let last = starts.chain(works.iter().filter_map(|work| work.bar.to)).max().map_or(now, monday);
        // After the last change one more week, which all later ones are like.
        let last = weeks_after(last, 1).max(weeks_after(now, HORIZON as i64 + 1));
        let (earliest, latest) = (weeks_after(now, -KEPT), weeks_after(now, KEPT));
        let is_cut = (first < earliest, last > latest);
        let (first, last) = (first.max(earliest), last.min(latest));
        let mut works = works.to_vec();
        works.sort_by_key(|work| (work.bar.customer, work.bar.id));
        let mut cells = vec![Cell::EMPTY; usize::try_from(weeks_between(first, last) + 1).unwrap_or(1)];
        for work in &works {
            let Some(from) = work.bar.from else { continue };
            let begins = weeks_between(first, from).max(0);
            let ends = work.bar.to.map_or(i64::MAX, |to| weeks_between(first, to)).min(cells.len() as i64 - 1);
            for week in begins..=ends {
                cells[week as usize].take(work, weeks_after(first, week), now, &calendar);
            }
        }
        Weeks { calendar, first, now, cells, works, is_cut, sand: Vec::new() }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Monday of this week.
    pub(super) fn now(&self) -> NaiveDate {
        self.now
    }

    /// The last week kept, counted from this one: after it all are alike but for days off, unless something lies beyond.
    pub(super) fn latest(&self) -> i64 {
        weeks_between(self.now, self.first) + self.cells.len() as i64 - 1
    }

    /// Takes the runs of weeks on the beach.
    pub(super) fn take_sand(&mut self, sand: Vec<(NaiveDate, Option<NaiveDate>)>) {
        self.sand = sand;
    }

    /// A week, counted from this one.
    pub(super) fn ahead(&self, week: i64) -> Week {
        self.week(weeks_after(self.now, week))
    }

    /// What a week is, counted from this one.
    pub(super) fn state(&self, week: i64) -> State {
        let monday = weeks_after(self.now, week);
        state(self.cell(monday).booked, self.calendar.capacity(monday).0)
    }

    /// What every week is after the last one kept, days off aside.
    pub(super) fn usual_state(&self) -> State {
        let booked = self.cells.last().map_or(Days::ZERO, |cell| cell.booked);
        state(booked, self.calendar.team())
    }

    /// Days the team has in a week, counted from this one.
    pub(super) fn capacity(&self, week: i64) -> Days {
        self.calendar.capacity(weeks_after(self.now, week)).0
    }

    /// The week of a Monday.
    pub(super) fn week(&self, monday: NaiveDate) -> Week {
        let cell = self.cell(monday);
        let (capacity, is_own) = self.calendar.capacity(monday);
        let state = state(cell.booked, capacity);
        let is_full_time = |days: Days| capacity > Days::ZERO && is_full_time(days, capacity);
        Week {
            monday,
            capacity,
            is_own,
            booked: cell.booked,
            expected: cell.booked + cell.weighted,
            state,
            empty_odds: (capacity > Days::ZERO).then_some(if cell.booked > Days::ZERO { 0.0 } else { cell.none_won }),
            customers: cell.customers,
            engagements: cell.engagements,
            unknown: cell.unknown,
            full_time: cell.most.filter(|(days, _)| is_full_time(*days)).map(|(_, id)| id),
            is_sand: matches!(state, State::Off | State::Beach) && self.is_sand(monday),
        }
    }

    fn is_sand(&self, monday: NaiveDate) -> bool {
        let before = self.sand.partition_point(|(from, _)| *from <= monday);
        before.checked_sub(1).is_some_and(|place| self.sand[place].1.is_none_or(|last| monday <= last))
    }

    /// The sums of any week: kept, like the last one after all changes, nothing before the first work, else summed now.
    fn cell(&self, monday: NaiveDate) -> Cell {
        let week = weeks_between(self.first, monday);
        let kept = usize::try_from(week).ok().and_then(|week| self.cells.get(week));
        match (kept, week < 0) {
            (Some(cell), _) => cell.clone(),
            (None, true) if !self.is_cut.0 => Cell::EMPTY,
            (None, false) if !self.is_cut.1 => self.cells.last().cloned().unwrap_or(Cell::EMPTY),
            (None, _) => {
                let mut cell = Cell::EMPTY;
                self.works.iter().for_each(|work| cell.take(work, monday, self.now, &self.calendar));
                cell
            }
        }
    }

    /// How many weeks are kept.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.cells.len()
    }
}

impl Cell {
    const EMPTY: Cell = Cell {
        booked: Days::ZERO,
        weighted: Days::ZERO,
        none_won: 1.0,
        customers: 0,
        engagements: 0,
        unknown: 0,
        counted: None,
        most: None,
    };

    /// Takes what work comes to in the week of a Monday.
    fn take(&mut self, work: &Work, monday: NaiveDate, now: NaiveDate, calendar: &Calendar) {
        let Some((from, to)) = work.within(monday, sunday(monday)) else { return };
        let days = work.days(from, to, calendar);
        if work.is_booked() {
            let is_there = days > Days::ZERO || work.is_unknown() && calendar.week().worked(from, to) > 0;
            self.book(work, days, is_there);
        } else if let Some(odds) = work.hope()
            && days > Days::ZERO
            && monday > now
        {
            self.weighted += days.at(odds);
            self.none_won *= 1.0 - odds.0 as f64 / 10_000.0;
        }
    }

    fn book(&mut self, work: &Work, days: Days, is_there: bool) {
        self.booked += days;
        let takes_more = self.most.is_none_or(|(most, id)| days > most || days == most && work.bar.id < id);
        if days > Days::ZERO && takes_more {
            self.most = Some((days, work.bar.id));
        }
        if !is_there {
            return;
        }
        self.engagements += 1;
        self.unknown += usize::from(work.is_unknown());
        if work.bar.customer.is_none() || work.bar.customer != self.counted {
            self.customers += 1;
            self.counted = work.bar.customer;
        }
    }
}

/// Whether so many days are full time in a week: four fifths of it or more (item 35).
pub(super) fn is_full_time(days: Days, capacity: Days) -> bool {
    days.times(5, 1) >= capacity.times(4, 1)
}

/// What a week, or several weeks together, are by the days booked and those there are (items 28 and 29). What days spread
/// evenly leave in their last parts does not count.
#[must_use]
pub fn state(booked: Days, capacity: Days) -> State {
    let (booked, capacity) = (booked.settled(), capacity.settled());
    if capacity <= Days::ZERO {
        return if booked > Days::ZERO { State::OffBooked } else { State::Off };
    }
    match booked.cmp(&capacity) {
        std::cmp::Ordering::Greater => State::Over,
        std::cmp::Ordering::Equal => State::Full,
        std::cmp::Ordering::Less if booked == Days::ZERO => State::Beach,
        std::cmp::Ordering::Less if booked.times(2, 1) < capacity => State::Gap,
        std::cmp::Ordering::Less => State::Ok,
    }
}
