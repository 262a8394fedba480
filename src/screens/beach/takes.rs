//! The panel "What it takes": the income wanted and what a day is of it, rates, marketing, and how work is won.
//!
//! The figures are `metrics.md` items 29, 33, 35 and 40; one that lacks data names what lacks and the key that gives it.

use crate::chart::cells;
use crate::domain::beach::Streak;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{self, Minor};
use crate::domain::work::Stage;
use crate::intent::View;
use crate::ui::{Role, Span};

use super::lines::Lines;
use super::plan::Plan;
use super::words;

/// Of one customer's time so much is too much, in percent.
const TOO_MUCH: i128 = 40;
/// The customers whose time is shown.
const SHARES: usize = 5;

/// The lines of the panel.
pub(super) fn lines(plan: &Plan, view: &View<'_>, width: u16) -> Lines {
    let mut lines = Lines::default();
    income(plan, view, width, &mut lines);
    rates(plan, view, width, &mut lines);
    marketing(plan, view, width, &mut lines);
    winning(plan, view, width, &mut lines);
    time(plan, view, width, &mut lines);
    first_empty(plan, view, &mut lines);
    lines
}

fn percent(ratio: Ratio) -> String {
    format!("{}%", ratio.decimal(100, 1))
}

fn whole(amount: Minor, view: &View<'_>) -> String {
    money::whole(amount, view.book.settings.base())
}

fn income(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    lines.heading("Income target");
    let Some(target) = &plan.beach.target else {
        let settings = &view.book.settings;
        let lacks = match (settings.target.is_some_and(|target| target.0 > 0), settings.day_rate.is_some_and(|rate| rate.0 > 0)) {
            (false, false) => "a target and a list day rate",
            (false, true) => "a target",
            _ => "a list day rate",
        };
        lines.say(&format!("Needs {lacks}: , sets them."), Role::Muted, width);
        return;
    };
    lines.pair("Wanted in a year", whole(target.target, view), Role::Text);
    lines.pair(&format!("A day at {} brings", whole(target.per_day, view)), percent(target.day_share), Role::Text);
    lines.pair("Days needed", money::thousands(u128::from(target.days_needed)), Role::Text);
    lines.pair("Booked in the next 8 weeks", percent(target.booked), Role::Text);
    lines.pair("Likely on top of it", percent(target.weighted), Role::Text);
    lines.pair("Days still open", money::thousands(u128::from(target.days_open)), Role::Text);
}

fn rates(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    let beach = &plan.beach;
    lines.heading("Rates");
    match beach.break_even {
        Some(rate) => {
            lines.pair("Break-even day rate", whole(rate, view), Role::Text);
            if beach.overhead_missing {
                lines.below("without what the firm costs: , sets its overhead", Role::Muted, width);
            }
        }
        None => lines.say("Break-even needs a target: , sets it.", Role::Muted, width),
    }
    match beach.price_hold {
        Some(hold) => lines.pair("Price hold, billed of list", percent(hold), Role::Text),
        None => lines.say("Price hold needs a list day rate (,) and work with a day rate (e).", Role::Muted, width),
    }
    if !beach.below_list.is_empty() {
        lines.pair("Billed below list", money::counted(beach.below_list.len() as u64, "job", "jobs"), Role::Care);
    }
    if beach.prices.is_empty() {
        return;
    }
    let share = view.book.settings.marketing_share;
    lines.say(&format!("To meet the target with {share}% of the days kept for finding work:"), Role::Muted, width);
    let row = |projects: &str, days: &str, rate: &str, month: &str| format!("{projects:>4}{days:>12}{rate:>11}{month:>11}");
    lines.words(vec![Span::new(row("jobs", "days each", "a day", "a month"), Role::Muted)]);
    for price in &beach.prices {
        let amounts = [price.day_rate, price.monthly].map(|amount| whole(amount, view));
        let text = row(&price.projects.to_string(), &price.days_each.shown(), &amounts[0], &amounts[1]);
        lines.words(if price.projects == view.book.settings.parallel {
            vec![Span::new(text, Role::Text).bold(), Span::new(" goal", Role::Accent)]
        } else {
            vec![Span::new(text, Role::Muted)]
        });
    }
}

fn marketing(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    lines.heading("Marketing, the last 13 weeks");
    let Some(marketing) = &plan.beach.marketing else {
        lines.say("No hours a week are wanted: , sets them, t logs them.", Role::Muted, width);
        return;
    };
    let trend = cells::trend(&marketing.minutes, view.look.glyphs.ascii);
    let role = if marketing.kept * 2 < marketing.minutes.len() { Role::Care } else { Role::Text };
    let wanted = view.book.settings.marketing_hours;
    lines.pair(&format!("{wanted} h a week, kept {} of 13", marketing.kept), trend, role);
    if marketing.minutes.iter().all(|minutes| *minutes == 0) {
        lines.below("none logged: t logs hours of marketing", Role::Muted, width);
    }
    if let Some(minutes) = plan.beach.pipeline.marketing_minutes_per_win.filter(|minutes| *minutes > 0) {
        let hours = Ratio::new(i128::from(minutes), 60).map_or_else(String::new, |hours| hours.decimal(1, 1));
        lines.pair("Marketing for one win", format!("{hours} h"), Role::Text);
    }
}

fn winning(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    let pipeline = &plan.beach.pipeline;
    lines.heading("How work is won");
    for (at, stage) in Stage::OPEN.into_iter().enumerate() {
        let source = match pipeline.closed[at] {
            Some(closed) => format!("of {closed} closed"),
            None => "as set".to_owned(),
        };
        let label = format!("{}, {source}", stage.label());
        lines.pair(&label, words::odds(pipeline.odds[at]), Role::Text);
    }
    if pipeline.all_closed > 0 {
        lines.pair(
            "Won of all closed",
            {
                let [won, closed] = [pipeline.won, pipeline.all_closed].map(|many| money::thousands(many as u128));
                format!("{won} of {closed}")
            },
            Role::Text,
        );
    } else {
        lines.say("Nothing closed yet. After 20 your own odds count.", Role::Muted, width);
    }
    if let Some(outreach) = plan.beach.outreach {
        let source = match outreach.wins {
            Some(wins) => format!("of {wins} wins"),
            None => "as set".to_owned(),
        };
        let label = format!("First contact to paid day, {source}");
        lines.pair(&label, words::many_days(outreach.lead_days), Role::Text);
        let by = words::dated(outreach.by, view.today);
        let before = if outreach.is_before_thin { ", before it gets thin" } else { "" };
        let (label, role) = if outreach.late > 0 {
            (format!("Start looking{before}: {} late", words::many_days(outreach.late)), Role::Bad)
        } else {
            (format!("Start looking{before}, by"), Role::Text)
        };
        lines.pair(&label, by, role);
    }
}

fn time(plan: &Plan, view: &View<'_>, width: u16, lines: &mut Lines) {
    let beach = &plan.beach;
    lines.heading("Who has your time, the next 13 weeks");
    if beach.time_shares.is_empty() {
        lines.say("Nobody: nothing is booked with days a week.", Role::Muted, width);
    }
    for (customer, share) in beach.time_shares.iter().take(SHARES) {
        let is_much = Ratio::new(TOO_MUCH, 100).is_some_and(|most| *share > most);
        let (mark, role) = if is_much { (" !", Role::Care) } else { ("", Role::Text) };
        lines.pair(view.names.by_id(view.book, *customer), format!("{}{mark}", percent(*share)), role);
    }
    if beach.without_days > 0 {
        lines.below(&without_days(beach.without_days), Role::Care, width);
    }
    if let Some(streak) = beach.streak
        && let Some(work) = view.book.records().engagements.find(streak.engagement.0)
    {
        let (role, mark) = match streak.weeks {
            Streak::ALARMS.. => (Role::Bad, "locked in !"),
            Streak::WARNS.. => (Role::Care, "!"),
            _ => (Role::Muted, ""),
        };
        let weeks = money::counted(streak.weeks as u64, "week", "weeks");
        let label = format!("Full time: {}", words::whole(work, view));
        lines.pair(&label, format!("{weeks} from {} {mark}", words::dated(streak.from, view.today)), role);
    }
}

/// Booked work of which nobody said how many days it takes.
fn without_days(works: usize) -> String {
    let jobs = money::counted(works as u64, "booked job says no days and takes", "booked jobs say no days and take");
    format!("{jobs} none: e gives them")
}

fn first_empty(plan: &Plan, view: &View<'_>, lines: &mut Lines) {
    let odds = &plan.beach.first_empty;
    let drawn = if odds.is_drawn { " ~ drawn" } else { "" };
    lines.heading(&format!("The first empty week of the next 8{drawn}"));
    for (monday, chance) in &odds.weeks {
        lines.pair(&format!("week of {}", words::dated(*monday, view.today)), words::chance(*chance), Role::Text);
    }
    if odds.weeks.is_empty() {
        lines.pair("no week can be empty", "none", Role::Text);
    } else {
        lines.pair("none", words::chance(odds.none), Role::Text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_job_takes_none_and_many_take_none() {
        assert_eq!(without_days(1), "1 booked job says no days and takes none: e gives them");
        assert_eq!(without_days(1_752), "1,752 booked jobs say no days and take none: e gives them");
    }
}
