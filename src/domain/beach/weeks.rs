//! What all work comes to in each week, summed once and kept by the week's place (`metrics.md` item 28).
//!
//! The days there are come from [`super::calendar`]; runs of weeks without work are [`super::runs`]'.

use chrono::NaiveDate;

use super::calendar::{Calendar, sunday, weeks_after, weeks_between};
use super::plan::Work;
use super::{Days, HORIZON, State, Week};
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::work::monday;

/// A week's sums.
#[derive(Debug, Clone, Default)]
struct Cell {
    capacity: Days,
    is_own: bool,
    booked: Days,
    weighted: Days,
    /// How likely no opportunity that touches it is won.
    none_won: f64,
    customers: usize,
    /// The customer counted last: work comes by customer, so each counts once.
    counted: Option<CustomerId>,
    /// The booking that takes the most days of it.
    most: Option<(Days, EngagementId)>,
}

/// Every week from the first day of any work to where nothing changes any more.
#[derive(Debug, Clone)]
pub(super) struct Weeks {
    calendar: Calendar,
    first: NaiveDate,
    /// Monday of this week.
    now: NaiveDate,
    cells: Vec<Cell>,
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
        let cell = |week: i64| {
            let (capacity, is_own) = calendar.capacity(weeks_after(first, week));
            Cell { capacity, is_own, none_won: 1.0, ..Cell::default() }
        };
        let cells = (0..=weeks_between(first, last)).map(cell).collect();
        let mut weeks = Weeks { calendar, first, now, cells, sand: Vec::new() };
        let mut by_customer: Vec<&Work> = works.iter().collect();
        by_customer.sort_by_key(|work| (work.bar.customer, work.bar.id));
        for work in by_customer {
            weeks.take(work);
        }
        weeks
    }

    fn take(&mut self, work: &Work) {
        let Some(from) = work.bar.from else { return };
        let end = work.bar.to.map_or(self.cells.len() as i64 - 1, |to| weeks_between(self.first, to));
        for week in weeks_between(self.first, from)..=end {
            let monday = weeks_after(self.first, week);
            let days = work.days(monday, sunday(monday), &self.calendar);
            let worked = || work.within(monday, sunday(monday)).is_some_and(|(a, b)| self.calendar.worked(a, b) > 0);
            let is_there = days > Days::ZERO || work.is_unknown() && worked();
            let Some(cell) = usize::try_from(week).ok().and_then(|week| self.cells.get_mut(week)) else { continue };
            if work.is_booked() {
                cell.book(work, days, is_there);
            } else if let Some(odds) = work.hope()
                && days > Days::ZERO
                && monday > self.now
            {
                cell.weighted += days.at(odds);
                cell.none_won *= 1.0 - odds.0 as f64 / 10_000.0;
            }
        }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Monday of this week.
    pub(super) fn now(&self) -> NaiveDate {
        self.now
    }

    /// The first week anything is known of, counted from this one: 0 or below.
    pub(super) fn earliest(&self) -> i64 {
        weeks_between(self.now, self.first)
    }

    /// The first week after which all weeks are alike but for days off, counted from this one.
    pub(super) fn latest(&self) -> i64 {
        self.earliest() + self.cells.len() as i64 - 1
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
        let cell = self.cell(weeks_after(self.now, week));
        state(cell.booked, cell.capacity)
    }

    /// What every week is after the last change, days off aside.
    pub(super) fn usual_state(&self) -> State {
        let booked = self.cells.last().map_or(Days::ZERO, |cell| cell.booked);
        state(booked, self.calendar.team())
    }

    /// Days the team has in a week, counted from this one.
    pub(super) fn capacity(&self, week: i64) -> Days {
        self.cell(weeks_after(self.now, week)).capacity
    }

    /// The week of a Monday.
    pub(super) fn week(&self, monday: NaiveDate) -> Week {
        let cell = self.cell(monday);
        let is_full_time = |days: Days| cell.capacity > Days::ZERO && is_full_time(days, cell.capacity);
        Week {
            monday,
            capacity: cell.capacity,
            is_own: cell.is_own,
            booked: cell.booked,
            expected: cell.booked + cell.weighted,
            state: state(cell.booked, cell.capacity),
            empty_odds: (cell.capacity > Days::ZERO).then_some(if cell.booked > Days::ZERO { 0.0 } else { cell.none_won }),
            customers: cell.customers,
            full_time: cell.most.filter(|(days, _)| is_full_time(*days)).map(|(_, id)| id),
            is_sand: self.is_sand(monday),
        }
    }

    fn is_sand(&self, monday: NaiveDate) -> bool {
        let before = self.sand.partition_point(|(from, _)| *from <= monday);
        before.checked_sub(1).is_some_and(|place| self.sand[place].1.is_none_or(|last| monday <= last))
    }

    /// The sums of any week: kept, or, beyond what is kept, like the last one but for its own days.
    fn cell(&self, monday: NaiveDate) -> Cell {
        let week = weeks_between(self.first, monday);
        let kept = usize::try_from(week).ok().map(|week| self.cells.get(week).ok_or(()));
        match kept {
            Some(Ok(cell)) => cell.clone(),
            beyond => {
                let (capacity, is_own) = self.calendar.capacity(monday);
                let last = beyond.and_then(|_| self.cells.last()).cloned();
                Cell { capacity, is_own, ..last.unwrap_or(Cell { none_won: 1.0, ..Cell::default() }) }
            }
        }
    }
}

impl Cell {
    fn book(&mut self, work: &Work, days: Days, is_there: bool) {
        self.booked += days;
        let takes_more = self.most.is_none_or(|(most, id)| days > most || days == most && work.bar.id < id);
        if days > Days::ZERO && takes_more {
            self.most = Some((days, work.bar.id));
        }
        let is_new = work.bar.customer.is_none() || work.bar.customer != self.counted;
        if is_there && is_new {
            self.customers += 1;
            self.counted = work.bar.customer;
        }
    }
}

/// Whether so many days are full time in a week: four fifths of it or more (item 35).
pub(super) fn is_full_time(days: Days, capacity: Days) -> bool {
    days.times(5, 1) >= capacity.times(4, 1)
}

fn state(booked: Days, capacity: Days) -> State {
    let booked = booked.settled();
    if capacity == Days::ZERO {
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
