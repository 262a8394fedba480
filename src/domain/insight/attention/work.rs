//! What of the weeks ahead needs attention: the beach, weeks too full, work that stands alone, terms and talks nobody
//! looks after (product claims D4, D8, D12, D13, E8 and E10).
//!
//! The figures are [`crate::domain::beach`]'s; what one customer's revenue says is [`super`]'s.

use chrono::NaiveDate;

use crate::domain::beach::{Beach, Ending, Group, Outcome, State, Streak, TABLE, Until};
use crate::domain::book::Book;
use crate::domain::figures::Figures;
use crate::domain::id::{CustomerId, EngagementId};
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::windows::over;
use crate::domain::money::{Minor, counted};
use crate::domain::names::Names;
use crate::domain::period::spoken;
use crate::domain::settings::Hundredths;
use crate::domain::work::{Engagement, Stage};

use super::{Finding, Rule, is_looked_after};

/// The tab that shows the weeks ahead.
const BEACH: &str = "4";
/// From over this share of 13 weeks on one customer takes too much time (`metrics.md`, defaults).
const TOO_MUCH_TIME: Hundredths = Hundredths(4_000);
/// So many are told by name; more are counted.
const NAMED: usize = 3;
/// A lead or a talk is idle from so many days on, a proposal from so many.
const IDLE: (i64, i64) = (14, 21);

/// What the findings are made of.
struct Told<'a> {
    book: &'a Book,
    figures: &'a Figures,
    beach: &'a Beach,
    names: &'a Names,
}

/// All findings of the weeks ahead, in no order.
pub(super) fn findings(book: &Book, figures: &Figures, beach: &Beach, names: &Names) -> Vec<Finding> {
    if beach.bars.is_empty() {
        return Vec::new();
    }
    let told = Told { book, figures, beach, names };
    let single = [told.beach(), told.outreach(), told.streak(), told.at_once(), told.lapses(), told.idle()];
    let mut found: Vec<Finding> = single.into_iter().flatten().collect();
    found.extend(told.too_full());
    found.extend(told.time_shares());
    found.extend(told.terms());
    found
}

fn finding(rule: Rule, customer: Option<CustomerId>, stake: Minor, is_grave: bool, words: String) -> Finding {
    Finding { rule, customer, stake, words, key: BEACH, is_grave, without_command: None }
}

/// A few by name, the rest counted: `Depot app, Rebrand and 4 more`.
fn listed(names: &[String]) -> String {
    let (told, rest) = names.split_at(names.len().min(NAMED));
    match (told, rest.len()) {
        (told, more @ 1..) => format!("{} and {more} more", told.join(", ")),
        ([others @ .., last], _) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        (told, _) => told.join(""),
    }
}

fn weeks(number: usize) -> String {
    counted(number as u64, "week", "weeks")
}

fn days(number: i64) -> String {
    counted(number.unsigned_abs(), "day", "days")
}

impl Told<'_> {
    fn engagement(&self, id: EngagementId) -> Option<&Engagement> {
        self.book.records().engagements.find(id.0)
    }

    /// What work is called.
    fn name(&self, work: &Engagement) -> String {
        self.names.work(self.book, work)
    }

    fn is_looked_after(&self, work: &Engagement) -> bool {
        work.customer.is_none_or(|customer| is_looked_after(self.book, customer))
    }

    /// What a customer brought in the last 12 months.
    fn revenue(&self, customer: Option<CustomerId>) -> Minor {
        let unit = customer.map(|id| self.book.unit(id));
        let holding = self.figures.year.holdings().iter().find(|holding| Some(holding.unit) == unit);
        holding.map_or(Minor::ZERO, |holding| holding.net)
    }

    /// The beach is here, or nearer than it takes to find work.
    fn beach(&self) -> Option<Finding> {
        let words = match self.beach.until {
            Until::OnIt { since, days: on_it } => {
                format!("You are on the beach since {}, {}: nothing is booked for the weeks ahead.", spoken(since), days(on_it))
            }
            Until::In { starts, days: left } if self.beach.outreach.is_some_and(|outreach| left <= outreach.lead_days) => {
                format!("Nothing is booked from {} on, {} from now: that is where the beach begins.", spoken(starts), days(left))
            }
            _ => return None,
        };
        Some(finding(Rule::Beach, None, self.figures.year_total, true, words))
    }

    /// It is too late already to look for work without haste.
    fn outreach(&self) -> Option<Finding> {
        let outreach = self.beach.outreach.filter(|outreach| outreach.late > 0)?;
        if matches!(self.beach.until, Until::OnIt { .. }) {
            return None;
        }
        let words = format!(
            "Start looking for work now: that was due on {}, {} ago, for it takes you {} from first contact to first paid day{}.",
            spoken(outreach.by),
            days(outreach.late),
            days(outreach.lead_days),
            if outreach.is_before_thin { ", and the weeks ahead get thin" } else { "" }
        );
        Some(finding(Rule::Outreach, None, self.figures.year_total, false, words))
    }

    /// Weeks with more work than days, and work in weeks nobody works.
    fn too_full(&self) -> Vec<Finding> {
        let of = |state: State| -> Vec<String> {
            let table = self.beach.ahead().skip(1).take(TABLE).filter(|week| week.state == state);
            table.map(|week| spoken(week.monday)).collect()
        };
        let over = of(State::Over);
        let off = of(State::OffBooked);
        let words = [
            (over.len(), format!("More is booked than you have days for in {}, from {}.", weeks(over.len()), listed(&over))),
            (off.len(), format!("Work is booked though nobody works in {}, from {}.", weeks(off.len()), listed(&off))),
        ];
        let some = words.into_iter().filter(|(number, _)| *number > 0);
        some.map(|(_, words)| finding(Rule::OverBooked, None, Minor::ZERO, false, words)).collect()
    }

    /// One engagement takes all of the time.
    fn streak(&self) -> Option<Finding> {
        let streak = self.beach.streak.filter(|streak| streak.weeks >= Streak::WARNS)?;
        let work = self.engagement(streak.engagement).filter(|work| self.is_looked_after(work))?;
        let is_grave = streak.weeks >= Streak::ALARMS;
        let then =
            if is_grave { "half a year on one thing, with nothing after it" } else { "keep time for others and for finding work" };
        let words = format!(
            "{} takes 80% of your time or more for {} in a row, from {}: {then}.",
            capital(&self.name(work)),
            weeks(streak.weeks),
            spoken(streak.from)
        );
        Some(finding(Rule::FullTime, work.customer, self.revenue(work.customer), is_grave, words))
    }

    /// Customers that take too much of the time.
    fn time_shares(&self) -> Vec<Finding> {
        let over =
            self.beach.time_shares.iter().filter(|(id, share)| over(*share, TOO_MUCH_TIME) && is_looked_after(self.book, *id));
        let words = |(id, share): &(CustomerId, Ratio)| {
            format!(
                "{} takes {}% of your days in the next 13 weeks, over {TOO_MUCH_TIME}%: losing them would empty your weeks.",
                self.names.by_id(self.book, *id),
                share.decimal(100, 1)
            )
        };
        over.map(|one| finding(Rule::TimeShare, Some(one.0), self.revenue(Some(one.0)), false, words(one))).collect()
    }

    /// Fewer customers at once than wanted. On the beach that is said already.
    fn at_once(&self) -> Option<Finding> {
        let week = self.beach.week(self.beach.today);
        let wanted = self.book.settings.parallel as usize;
        let is_idle = matches!(week.state, State::Off | State::OffBooked)
            || matches!(self.beach.until, Until::NothingBooked | Until::OnIt { .. });
        if is_idle || week.customers >= wanted {
            return None;
        }
        let whom = match week.customers {
            0 => "nobody".to_owned(),
            number => counted(number as u64, "customer", "customers"),
        };
        let words = format!("You work for {whom} this week, and want {wanted} at once so that none of them is all you have.");
        Some(finding(Rule::AtOnce, None, Minor::ZERO, false, words))
    }

    /// Terms that end soon without a reason to expect more, and those that ended and nobody said what came of them.
    fn terms(&self) -> Vec<Finding> {
        let open = |ending: &&Ending| {
            let cared = self
                .engagement(ending.engagement)
                .is_some_and(|work| self.is_looked_after(work) && (ending.days < 0 || work.expects.is_none()));
            ending.outcome == Outcome::Undecided && cared
        };
        let (over, ahead): (Vec<&Ending>, Vec<&Ending>) =
            self.beach.endings.iter().filter(open).partition(|ending| ending.days < 0);
        let mut found = self.term_lines(&ahead, |name, on, is_one| {
            if is_one {
                format!("The term of {name} ends on {on}, and no reason to expect its renewal is recorded.")
            } else {
                format!("{name}: no reason to expect renewal is recorded; the first ends on {on}.")
            }
        });
        found.extend(self.term_lines(&over, |name, on, is_one| {
            if is_one {
                format!("The term of {name} ended on {on}, and what became of it is not recorded.")
            } else {
                format!("{name}: what became of them is not recorded; the first ended on {on}.")
            }
        }));
        found
    }

    /// A line for each of a few terms; one for all where there are many.
    fn term_lines(&self, endings: &[&Ending], words: impl Fn(&str, &str, bool) -> String) -> Vec<Finding> {
        let called = |ending: &Ending| self.engagement(ending.engagement).map(|work| self.name(work)).unwrap_or_default();
        if endings.len() <= NAMED {
            let line = |ending: &&Ending| {
                let customer = self.engagement(ending.engagement).and_then(|work| work.customer);
                finding(Rule::Term, customer, ending.value, false, words(&called(ending), &spoken(ending.term_end), true))
            };
            return endings.iter().map(line).collect();
        }
        let first = endings.iter().map(|ending| ending.term_end).min().unwrap_or(self.beach.today);
        let stake = endings.iter().map(|ending| ending.value).sum();
        let names: Vec<String> = endings.iter().map(|ending| called(ending)).collect();
        let all = format!("{} terms, {}", endings.len(), listed(&names));
        vec![finding(Rule::Term, None, stake, false, words(&all, &spoken(first), false))]
    }

    /// A quarter or more of the terms of the last 12 months were not renewed.
    fn lapses(&self) -> Option<Finding> {
        let renewals = &self.beach.renewals;
        let lapsed = renewals.ended - renewals.renewed;
        if !renewals.is_alarm() {
            return None;
        }
        let words = format!(
            "{lapsed} of the {} that ended in the last 12 months {} not renewed, a quarter or more: find out why before you win others.",
            counted(renewals.ended as u64, "term", "terms"),
            if lapsed == 1 { "was" } else { "were" }
        );
        Some(finding(Rule::Renewal, None, Minor(renewals.old.0 - renewals.kept.0), true, words))
    }

    /// Opportunities that have not moved for long.
    fn idle(&self) -> Option<Finding> {
        let maybes = self.beach.bars.iter().filter(|bar| bar.group == Group::Maybe).filter_map(|bar| self.engagement(bar.id));
        let mut idle: Vec<(NaiveDate, &Engagement)> = maybes
            .filter(|work| self.is_looked_after(work))
            .filter_map(|work| Some((idle_since(work, self.beach.today)?, work)))
            .collect();
        idle.sort_by_key(|(since, work)| (*since, work.id));
        let (since, first) = idle.first()?;
        let names: Vec<String> = idle.iter().map(|(_, work)| self.name(work)).collect();
        let stake = idle.iter().fold(Minor::ZERO, |sum, (_, work)| sum.plus(work.value.unwrap_or_default()).unwrap_or(sum));
        let words = match names.as_slice() {
            [one] => format!("{} has not moved since {}: ask, or let it go.", capital(one), spoken(*since)),
            names => format!(
                "{} opportunities have not moved for long, the first since {}: {}. Ask, or let them go.",
                names.len(),
                spoken(*since),
                listed(names)
            ),
        };
        Some(finding(Rule::Idle, first.customer.filter(|_| names.len() == 1), stake, false, words))
    }
}

/// Since when an opportunity stands still, where that is too long for its stage.
fn idle_since(work: &Engagement, today: NaiveDate) -> Option<NaiveDate> {
    let limit = match work.stage {
        Stage::Lead | Stage::Talking => IDLE.0,
        Stage::Proposal => IDLE.1,
        _ => return None,
    };
    work.entered(work.stage).filter(|since| (today - *since).num_days() >= limit)
}

/// A sentence begins with a capital letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;
