//! How likely each of the next eight weeks is the first without any work (`metrics.md` item 29).
//!
//! Wins are independent. Up to sixteen opportunities are told exactly, more are drawn. Which weeks are without bookings is
//! known by [`super::weeks`].

use chrono::NaiveDate;

use super::calendar::{sunday, weeks_after};
use super::plan::{SURE, Work, as_number};
use super::weeks::Weeks;
use super::{Days, FirstEmpty, TABLE};
use crate::domain::id::EngagementId;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::rounded;

/// Up to so many opportunities are told exactly.
const EXACT: usize = 16;
/// So many times their outcome is drawn where there are more.
const DRAWS: u32 = 10_000;
/// All ways the weeks may be covered: a bit a week.
const COVERS: usize = 1 << TABLE;

/// An opportunity: its odds in hundredths of a percent, and the weeks it would cover, a bit each.
#[derive(Debug, Clone, Copy)]
struct Chance {
    id: EngagementId,
    odds: i64,
    covers: usize,
}

/// The odds of the next eight weeks.
pub(super) fn first_empty(works: &[Work], weeks: &Weeks, today: NaiveDate) -> FirstEmpty {
    let mondays: [NaiveDate; TABLE] = std::array::from_fn(|week| weeks_after(weeks.now(), week as i64 + 1));
    let mut covered = 0;
    for (place, monday) in mondays.iter().enumerate() {
        let week = weeks.week(*monday);
        // A week off is never empty, a booked one neither.
        if week.capacity == Days::ZERO || week.booked > Days::ZERO {
            covered |= 1 << place;
        }
    }
    let mut chances = Vec::new();
    for work in works {
        let Some(odds) = work.hope() else { continue };
        let touches = |monday: &NaiveDate| work.days(*monday, sunday(*monday), weeks.calendar()) > Days::ZERO;
        let covers = (0..TABLE).filter(|place| touches(&mondays[*place])).fold(0, |covers, place| covers | 1 << place);
        if odds == SURE {
            covered |= covers;
        } else if covers != 0 {
            chances.push(Chance { id: work.bar.id, odds: odds.0, covers });
        }
    }
    chances.sort_by_key(|chance| chance.id);
    let is_drawn = chances.len() > EXACT;
    let covers = if is_drawn { drawn(&chances, covered, as_number(today)) } else { exact(&chances, covered) };
    let mut firsts = [0.0; TABLE];
    let mut none = 0.0;
    for (cover, odds) in covers.into_iter().enumerate() {
        match (0..TABLE).find(|place| cover & 1 << place == 0) {
            Some(place) => firsts[place] += odds,
            None => none += odds,
        }
    }
    let weeks = mondays.into_iter().zip(firsts).filter(|(_, odds)| *odds > 0.0).collect();
    FirstEmpty { weeks, none, is_drawn }
}

/// How likely each cover is, by every way the opportunities may be won and lost; ways that cover the same weeks are taken
/// together.
fn exact(chances: &[Chance], covered: usize) -> Vec<f64> {
    let mut covers = vec![0.0; COVERS];
    covers[covered] = 1.0;
    for chance in chances {
        let won = chance.odds as f64 / 10_000.0;
        let mut next = vec![0.0; COVERS];
        for (cover, odds) in covers.into_iter().enumerate() {
            next[cover | chance.covers] += odds * won;
            next[cover] += odds * (1.0 - won);
        }
        covers = next;
    }
    covers
}

/// How often each cover comes up when every opportunity is drawn, in the order of their ids.
fn drawn(chances: &[Chance], covered: usize, seed: u64) -> Vec<f64> {
    let mut random = SplitMix64(seed);
    let mut times = vec![0u32; COVERS];
    for _ in 0..DRAWS {
        let won = |cover, chance: &Chance| {
            let wins = random.next() % 10_000 < chance.odds.unsigned_abs();
            if wins { cover | chance.covers } else { cover }
        };
        times[chances.iter().fold(covered, won)] += 1;
    }
    times.into_iter().map(|times| f64::from(times) / f64::from(DRAWS)).collect()
}

/// The generator `SplitMix64` by Steele, Lea and Flood: the same draws on every machine.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Odds, 0 to 1, in tenths of a percent, rounded half away from zero. Odds are products of hundredths of a percent: what a
/// float leaves of them beyond nine decimals is taken off first, so that a half is a half.
#[must_use]
pub fn tenths(odds: f64) -> i64 {
    rounded((odds * 1e9).round() as i128, 1_000_000) as i64
}

/// The same in words of a figure, without its sign: `6.3`.
#[must_use]
pub fn percentage(odds: f64) -> String {
    Ratio::new(i128::from(tenths(odds)), 10).unwrap_or(Ratio::ZERO).decimal(1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_told_half_away_from_zero() {
        // 6.25 %, 35 % twice (a float below 12.25 %), 37.5 %, and what is next to nothing.
        assert_eq!([0.0625, 0.35 * 0.35, 0.375, 0.000_49, 1.0].map(percentage), ["6.3", "12.3", "37.5", "0.0", "100.0"]);
        assert_eq!([0.4, 0.062_499].map(tenths), [400, 62]);
    }

    #[test]
    fn draws_are_those_of_the_published_generator() {
        // The first numbers of SplitMix64 from seed 1234567, as printed with its reference code.
        let mut random = SplitMix64(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }
}
