//! The weeks ahead: what is booked, what might happen, when it runs out, and how long the money lasts then.
//!
//! [`Beach::of`] works everything out of the book's engagements, days off and settings as of a day (`metrics.md` items 18,
//! 28 to 30, 33, 35 and 40), with maybes counted as a [`WhatIf`] has it. Weeks are keyed by their Monday. Drawing is
//! `screens`' and `report`'s.

mod calendar;
mod days;
mod follow_on;
mod lead_time;
mod making;
mod marketing;
mod memory;
mod odds;
mod pipeline;
mod plan;
mod runs;
mod spans;
mod streaks;
mod target;
mod terms;
mod weeks;
mod what_if;

use chrono::NaiveDate;

use super::id::{CustomerId, EngagementId};
use super::insight::ratio::Ratio;
use super::money::Minor;
use super::settings::Hundredths;
use super::work::Stage;

pub use days::Days;
pub use memory::Memory;
pub use odds::{percentage, tenths};
pub(in crate::domain) use spans::Spans;
pub use weeks::state;
pub use what_if::{Counted, WhatIf};

/// So many weeks ahead the beach is looked for.
pub const HORIZON: usize = 26;
/// So many weeks the table, the gaps and the odds are about.
pub const TABLE: usize = 8;
/// So many weeks ahead time shares are about.
const QUARTER: i64 = 13;

/// Where an engagement stands in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Agreed, and not over yet (or over, of which only the past shows).
    Booked,
    /// Hoped for.
    Maybe,
}

/// An engagement as the plan has it. Lost and archived ones are none, nor is what was called off before it began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Which.
    pub id: EngagementId,
    /// For whom.
    pub customer: Option<CustomerId>,
    /// How far it has come.
    pub stage: Stage,
    /// Booked or a maybe.
    pub group: Group,
    /// First day; none: not dated yet, it counts nowhere.
    pub from: Option<NaiveDate>,
    /// Last day, given or worked out of the days in all; none: it goes on.
    pub to: Option<NaiveDate>,
    /// Days it takes in a normal week, given or worked out of the days in all; none: nobody said, it takes none.
    pub per_week: Option<Days>,
    /// How likely it is: its own odds, else the firm's own at its stage, else the settings'. 100 % where it is booked.
    pub odds: Hundredths,
    /// How the question counts it; none: at its odds.
    pub counted: Option<Counted>,
}

impl Bar {
    /// Whether it is over before a day.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.stage == Stage::Done || self.to.is_some_and(|to| to < today)
    }
}

/// What a week is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nobody works.
    Off,
    /// Nobody works, and yet work is booked.
    OffBooked,
    /// More is booked than there are days.
    Over,
    /// Every day is booked.
    Full,
    /// Half of the days or more are booked.
    Ok,
    /// Less than half of the days is booked (item 29).
    Gap,
    /// Nothing is booked (item 29).
    Beach,
}

impl State {
    /// The word of the reports: `full`, `ok`, `gap`, `beach` or `off`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::Off | State::OffBooked => "off",
            State::Over | State::Full => "full",
            State::Ok => "ok",
            State::Gap => "gap",
            State::Beach => "beach",
        }
    }
}

/// A week of the plan (item 28).
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// The day it is keyed by.
    pub monday: NaiveDate,
    /// Days the team has.
    pub capacity: Days,
    /// Whether the owner gave this week days of its own.
    pub is_own: bool,
    /// Days booked, and won in the question.
    pub booked: Days,
    /// Booked and, at their odds, hoped for.
    pub expected: Days,
    /// What it is.
    pub state: State,
    /// How likely nothing at all comes of it, 0 to 1; none without capacity.
    pub empty_odds: Option<f64>,
    /// How many customers are worked for.
    pub customers: usize,
    /// How many engagements are worked on.
    pub engagements: usize,
    /// How many booked engagements lie in it of which nobody said how many days they take: they count as taking none.
    pub unknown: usize,
    /// The engagement that takes 80 % of it or more (item 35).
    pub full_time: Option<EngagementId>,
    /// Whether it lies on the beach: in a run of two weeks or more without work.
    pub is_sand: bool,
}

/// When the beach comes (item 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Nothing was ever booked.
    NothingBooked,
    /// It is here.
    OnIt {
        /// Monday of its first week.
        since: NaiveDate,
        /// Days on it.
        days: i64,
    },
    /// It comes.
    In {
        /// Monday of its first week.
        starts: NaiveDate,
        /// Days until then.
        days: i64,
    },
    /// Not within 26 weeks.
    Beyond,
}

impl Until {
    /// Monday of the beach's first week.
    #[must_use]
    pub fn starts(self) -> Option<NaiveDate> {
        match self {
            Until::OnIt { since, .. } => Some(since),
            Until::In { starts, .. } => Some(starts),
            Until::NothingBooked | Until::Beyond => None,
        }
    }
}

/// When to start looking (item 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outreach {
    /// The day.
    pub by: NaiveDate,
    /// Monday of the beach, or of the thin weeks, it counts from.
    pub starts: NaiveDate,
    /// How many days late it is; below 0: days left.
    pub late: i64,
    /// Whether it counts from thin weeks, there being no beach.
    pub is_before_thin: bool,
    /// From first contact to first paid day, in days.
    pub lead_days: i64,
    /// How many wins that is the median of; `None`: too few, the setting counts.
    pub wins: Option<usize>,
}

/// Why there is no day the cash ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCashEnd {
    /// No beach within 26 weeks.
    NoBeach,
    /// What goes out in a month is not known, or 0.
    Outgo,
    /// What is set aside is not known.
    Reserve,
}

/// How likely each of the next eight weeks is the first empty one (item 29).
#[derive(Debug, Clone, PartialEq)]
pub struct FirstEmpty {
    /// Mondays and their odds, 0 to 1, those above 0 only, in their order.
    pub weeks: Vec<(NaiveDate, f64)>,
    /// How likely none is empty.
    pub none: f64,
    /// Whether the odds are drawn, there being more than 16 opportunities, not exact.
    pub is_drawn: bool,
}

/// Weeks in a row that one engagement takes full time (item 35).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    /// Which engagement.
    pub engagement: EngagementId,
    /// Monday of the first week.
    pub from: NaiveDate,
    /// How many weeks; weeks off are skipped.
    pub weeks: usize,
}

impl Streak {
    /// From so many weeks on it warns.
    pub const WARNS: usize = 4;
    /// From so many weeks on it alarms: the lock-in.
    pub const ALARMS: usize = 26;
}

/// What follows an engagement that ends (item 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowOn {
    /// The one that ends.
    pub engagement: EngagementId,
    /// Its last day.
    pub ends: NaiveDate,
    /// Part of the days it frees in the four weeks after that others take, at most 1; `None`: it frees none.
    pub coverage: Option<Ratio>,
    /// Days that more work for the same customer takes in those weeks, at its odds.
    pub same_customer: Days,
}

/// A part of what is wanted in a year (item 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// What is wanted.
    pub target: Minor,
    /// What a billable day brings, after nothing: the list day rate.
    pub per_day: Minor,
    /// What one day is of the target.
    pub day_share: Ratio,
    /// Days needed in all, rounded up.
    pub days_needed: u64,
    /// Booked in weeks 1 to 8, as a part of the target.
    pub booked: Ratio,
    /// Hoped for in weeks 1 to 8 at its odds, as a part of the target.
    pub weighted: Ratio,
    /// Days still open, rounded up.
    pub days_open: u64,
}

/// One line of the price sheet: the rate at which so many projects at once meet the target (product claim D5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// Projects at once.
    pub projects: u32,
    /// Days a week each gets, with time for finding work kept back.
    pub days_each: Days,
    /// What a day of it must cost.
    pub day_rate: Minor,
    /// What a project must bring in a month.
    pub monthly: Minor,
}

/// What the firm's own past says of opportunities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    /// Odds at each open stage, in percent.
    pub odds: [Hundredths; 4],
    /// How many closed ones that came by each stage they are worked out of; `None`: too few, the settings count.
    pub closed: [Option<usize>; 4],
    /// Won and closed in all.
    pub won: usize,
    /// Closed in all.
    pub all_closed: usize,
    /// Marketing hours spent for a win in the last 12 months (product claim D7); `None` without a win.
    pub marketing_minutes_per_win: Option<i64>,
}

/// Marketing kept up (item 40).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marketing {
    /// Weeks of the last 13 with the hours wanted.
    pub kept: usize,
    /// Minutes of each of the 13 weeks, the oldest first.
    pub minutes: [i64; 13],
}

/// A term that ends soon (product claim E10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Which engagement.
    pub engagement: EngagementId,
    /// Its term's last day.
    pub term_end: NaiveDate,
    /// Days until then; below 0: days since.
    pub days: i64,
    /// What became of it.
    pub outcome: Outcome,
    /// What 12 months of it are worth; nothing where that is not known.
    pub value: Minor,
}

/// What became of a term (item 18).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Not known yet: it runs, or ended no more than 30 days ago.
    Undecided,
    /// It goes on.
    Renewed,
    /// It does not.
    Ended,
}

/// Terms that ended in a window and what became of them (item 18).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Renewals {
    /// Decided: renewed, or lapsed.
    pub ended: usize,
    /// Renewed.
    pub renewed: usize,
    /// Still within their grace.
    pub undecided: usize,
    /// Decided ones of which it is known what they were worth and what they are: those the money is about.
    pub valued: usize,
    /// Value of 12 months of these.
    pub old: Minor,
    /// The same after renewal, at most the old one each.
    pub kept: Minor,
    /// The same after renewal.
    pub new: Minor,
}

/// The weeks ahead, worked out.
#[derive(Debug, Clone)]
pub struct Beach {
    /// The day it is as of.
    pub today: NaiveDate,
    /// All work of the plan: booked by start, then maybes by start, the undated last.
    pub bars: Vec<Bar>,
    /// When the beach comes.
    pub until: Until,
    /// Monday of the first week ahead (week 1 on) with less than half booked.
    pub first_thin: Option<NaiveDate>,
    /// Gap weeks among weeks 1 to 8.
    pub gaps: usize,
    /// Booked in weeks 1 to 13, as a part of the days there are; `None` without any.
    pub booked_share: Option<Ratio>,
    /// The same with what is hoped for at its odds.
    pub expected_share: Option<Ratio>,
    /// Monday of the first week that was ever booked; `None`: none was.
    pub first_booked: Option<NaiveDate>,
    /// Booked work that is not over and of which nobody said how many days it takes: it counts as taking none.
    pub without_days: usize,
    /// When to start looking.
    pub outreach: Option<Outreach>,
    /// The day the cash ends if the beach lasts: counted from its first day, from today where it is here or where nothing
    /// was ever booked.
    pub cash_end: Result<NaiveDate, NoCashEnd>,
    /// How likely each week is the first empty one.
    pub first_empty: FirstEmpty,
    /// The longest run of full-time weeks that is not over; one that is asks for nothing any more.
    pub streak: Option<Streak>,
    /// Days of weeks 1 to 13 each customer takes, as a part of capacity, the most first (item 35).
    pub time_shares: Vec<(CustomerId, Ratio)>,
    /// What follows each engagement that ends within 26 weeks.
    pub follow_on: Vec<FollowOn>,
    /// How often another engagement of the same customer followed (item 30).
    pub follow_on_rate: Option<Ratio>,
    /// The income target; `None`: no target or no day rate set.
    pub target: Option<Target>,
    /// Break-even day rate (item 33); `None` without a target.
    pub break_even: Option<Minor>,
    /// Whether nobody said what the firm costs in a year (the setting `overhead`): rates are worked out without it.
    pub overhead_missing: bool,
    /// Billed of list price in the last 12 months (item 33); `None` where no rate or list price is known.
    pub price_hold: Option<Ratio>,
    /// Engagements of the last 12 months billed below the list day rate, by id.
    pub below_list: Vec<EngagementId>,
    /// Rates for 1 to 6 projects at once; empty without a target.
    pub prices: Vec<Price>,
    /// What the past says of opportunities.
    pub pipeline: Pipeline,
    /// Marketing kept up; `None`: no hours wanted.
    pub marketing: Option<Marketing>,
    /// Terms that end in the next 90 days or still wait for an outcome, the first first.
    pub endings: Vec<Ending>,
    /// Last day of the term that ends next, however far ahead; `None`: none is to end.
    pub next_term_end: Option<NaiveDate>,
    /// Terms that ended in the last 12 months.
    pub renewals: Renewals,
    /// All terms that ever ended.
    pub all_renewals: Renewals,
    weeks: weeks::Weeks,
}

#[cfg(test)]
pub(in crate::domain) mod tests;
