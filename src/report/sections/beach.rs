//! When the work runs out (`metrics.md` items 28 to 30, 33, 35 and 40): what the Beach tab says, in sentences and tables.

use chrono::NaiveDate;

use crate::domain::beach::{Beach, Days, Ending, HORIZON, NoCashEnd, Outcome, State, Streak, TABLE, Until, Week, percentage};
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{self, Minor};
use crate::domain::period::spoken;
use crate::report::Report;
use crate::report::beach::Ahead;
use crate::report::compose::{capital, counted};
use crate::report::page::{Block, Cell, Column, Kind, Table};

/// So many terms and endings are named.
const NAMED: usize = 20;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let Some(ahead) = report.ahead.as_deref() else { return Vec::new() };
    if !ahead.has_work {
        return vec![
            Block::Prose("No work is planned in this book yet, so nobody can tell when it runs out.".to_owned()),
            Block::Commands(vec![("keepnet import deals.csv".into(), "read a list of projects, contracts or deals".into())]),
        ];
    }
    let mut blocks = vec![Block::Prose(sentence(report, ahead))];
    if has_weeks(&ahead.beach) {
        blocks.push(Block::Table(weeks(&ahead.beach)));
        blocks.push(Block::Prose(odds(&ahead.beach)));
    }
    blocks.extend(follow_on(ahead));
    blocks.extend(endings(ahead));
    blocks.extend(target(report, &ahead.beach));
    blocks.extend(prices(report, &ahead.beach));
    blocks.extend(marketing(&ahead.beach));
    blocks
}

/// Whether there is anything to say of a book without documents.
pub(crate) fn says_something(report: &Report) -> bool {
    report.ahead.as_deref().is_some_and(|ahead| ahead.has_work)
}

/// Whether the team has a day in any week ahead: without one there is no table.
fn has_weeks(beach: &Beach) -> bool {
    beach.ahead().any(|week| week.capacity > Days::ZERO)
}

fn percent(ratio: Ratio) -> String {
    format!("{}%", ratio.decimal(100, 1))
}

/// Odds of 0 to 1.
fn chance(odds: f64) -> String {
    format!("{}%", percentage(odds))
}

fn many_days(days: i64) -> String {
    money::counted(days.unsigned_abs(), "day", "days")
}

/// When the beach comes, when to start looking, what hangs on whom.
fn sentence(report: &Report, ahead: &Ahead) -> String {
    let beach = &ahead.beach;
    let mut said = Vec::new();
    // Where no days are booked ahead, what is booked without them is the first thing to know.
    let leads = matches!(beach.until, Until::NothingBooked | Until::OnIt { .. });
    if leads {
        said.extend(uncounted(beach));
    }
    said.extend(until(beach));
    // Where nothing is booked at all, every week is thin.
    if beach.until != Until::NothingBooked {
        said.extend(beach.booked_share.map(|share| format!("{} of the days in the next 13 weeks are booked.", percent(share))));
        said.extend(beach.first_thin.map(|thin| thin_from(beach, thin)));
    }
    said.extend(outreach(beach));
    said.extend(at_once(report, beach));
    if let Some(streak) = beach.streak.filter(|streak| streak.weeks >= Streak::WARNS) {
        let weeks = counted(streak.weeks, "week", "weeks");
        let mark = if streak.weeks >= Streak::ALARMS { "! Locked in: " } else { "" };
        said.push(format!("{mark}{} takes {weeks} in a row full time.", capital(ahead.called(streak.engagement))));
    }
    if let Some((customer, share)) = beach.time_shares.first() {
        said.push(format!("{} takes the most of your next 13 weeks: {}.", ahead.customer(*customer), percent(*share)));
    }
    match beach.cash_end {
        Ok(day) => {
            let lasts = match beach.until {
                Until::NothingBooked if beach.without_days > 0 => "Without income",
                Until::NothingBooked => "If nothing comes",
                _ => "If the beach lasts",
            };
            said.push(format!("{lasts}, the money ends on {}.", spoken(day)));
        }
        Err(NoCashEnd::NoBeach) => {}
        Err(NoCashEnd::Outgo) => said.push("How long the money would last needs: keepnet set outgo 42,000.".to_owned()),
        Err(NoCashEnd::Reserve) => said.push("How long the money would last needs: keepnet set reserve 60,000.".to_owned()),
    }
    if !leads {
        said.extend(uncounted(beach));
    }
    said.join(" ")
}

/// Booked work of which nobody said how many days it takes.
fn uncounted(beach: &Beach) -> Option<String> {
    let jobs = counted(beach.without_days, "booked job says", "booked jobs say");
    let place = if has_weeks(beach) { "below" } else { "ahead" };
    let them = if beach.without_days == 1 { "it" } else { "them" };
    (beach.without_days > 0).then(|| format!("{jobs} no days a week, so the weeks {place} do not count {them}."))
}

/// When the beach comes. Where work is booked without days, nobody can tell that nothing is.
fn until(beach: &Beach) -> Option<String> {
    let what = if beach.without_days > 0 { "no days are booked" } else { "no work is booked" };
    Some(match beach.until {
        Until::NothingBooked if beach.without_days > 0 => return None,
        Until::NothingBooked => "Nothing is booked yet.".to_owned(),
        Until::OnIt { days: 0, .. } => format!("The beach begins today: {what}."),
        Until::OnIt { days, .. } => format!("You have been on the beach for {}: {what}.", many_days(days)),
        Until::In { starts, days } => format!("The beach comes in {}, on {}.", many_days(days), spoken(starts)),
        Until::Beyond => format!("No beach within the next {HORIZON} weeks."),
    })
}

/// How many customers are worked for this week, against the number wanted (the setting `parallel`). A week off says
/// nothing of it, nor does the beach.
fn at_once(report: &Report, beach: &Beach) -> Option<String> {
    let week = beach.week(beach.today);
    let is_idle = week.customers == 0 && matches!(beach.until, Until::NothingBooked | Until::OnIt { .. });
    if is_idle || matches!(week.state, State::Off | State::OffBooked) {
        return None;
    }
    let whom = match week.customers {
        0 => "nobody".to_owned(),
        customers => counted(customers, "customer", "customers"),
    };
    Some(format!("This week you work for {whom}; you want {} at once.", report.settings.parallel))
}

fn thin_from(beach: &Beach, thin: NaiveDate) -> String {
    let weeks = match beach.gaps {
        0 => String::new(),
        1 => format!("; 1 of the next {TABLE} weeks is"),
        gaps => format!("; {gaps} of the next {TABLE} weeks are"),
    };
    format!("It gets thin on {}, the first week less than half booked{weeks}.", spoken(thin))
}

fn outreach(beach: &Beach) -> Option<String> {
    let outreach = beach.outreach?;
    // Where the beach comes has been said; which thin weeks it counts from has not.
    let why =
        if outreach.is_before_thin { format!(" for the thin weeks from {} on", spoken(outreach.starts)) } else { String::new() };
    let lead = match outreach.wins {
        Some(wins) => {
            format!("{} from first contact to first paid day, the middle of {} wins", many_days(outreach.lead_days), wins)
        }
        None => format!("{} from first contact to first paid day, as set", many_days(outreach.lead_days)),
    };
    let by = spoken(outreach.by);
    Some(match outreach.late {
        1.. => format!("! The day to start looking for work{why} was {by}: {} late ({lead}).", many_days(outreach.late)),
        0 => format!("! Start looking for work today{why} ({lead})."),
        _ => format!("Start looking for work by {by}{why} ({lead})."),
    })
}

/// The next eight weeks.
fn weeks(beach: &Beach) -> Table {
    let row = |week: Week| -> Vec<Cell> {
        let odds = week.empty_odds.map_or_else(String::new, percentage);
        let full = week.booked.of(week.capacity).map_or_else(String::new, |share| share.decimal(100, 1));
        vec![
            spoken(week.monday).into(),
            week.capacity.shown().into(),
            week.booked.shown().into(),
            week.expected.shown().into(),
            full.into(),
            odds.into(),
            state(week.state).into(),
        ]
    };
    Table {
        columns: vec![
            Column::new("Week of", Kind::Words),
            Column::new("days", Kind::Number),
            Column::new("booked", Kind::Number),
            Column::going(2, "with maybes", Kind::Number),
            Column::going(3, "% booked", Kind::Number),
            Column::going(1, "% empty", Kind::Number),
            Column::new("", Kind::Words),
        ],
        rows: beach.ahead().skip(1).take(TABLE).map(row).collect(),
        total: None,
    }
}

/// What a week is, in the words of the screen; JSON keeps to fewer.
fn state(state: State) -> &'static str {
    match state {
        State::Over => "over",
        State::OffBooked => "off, booked",
        state => state.word(),
    }
}

fn odds(beach: &Beach) -> String {
    let about = if beach.first_empty.is_drawn { "~" } else { "" };
    let none = format!("{about}{}", chance(beach.first_empty.none));
    if beach.first_empty.weeks.is_empty() {
        return format!("Odds that none of the next {TABLE} weeks is empty: {none}.");
    }
    let weeks = beach.first_empty.weeks.iter().map(|(monday, odds)| format!("{} {about}{}", spoken(*monday), chance(*odds)));
    let drawn = if beach.first_empty.is_drawn { " (drawn 10,000 times: there are too many maybes to count it out)" } else { "" };
    format!("Odds of the first empty week: {}; none of the {TABLE} {none}{drawn}.", weeks.collect::<Vec<_>>().join(", "))
}

/// What follows work that ends.
fn follow_on(ahead: &Ahead) -> Vec<Block> {
    let ending = &ahead.beach.follow_on;
    if ending.is_empty() {
        return Vec::new();
    }
    let frees: Vec<_> = ending.iter().filter_map(|one| Some((one, one.coverage?))).collect();
    let mut points: Vec<String> = frees
        .iter()
        .take(NAMED)
        .map(|(one, coverage)| {
            let covered = format!("{} of the days it frees are covered", percent(*coverage));
            let same = if one.same_customer > Days::ZERO {
                format!(", and {} more for the same customer", one.same_customer.shown())
            } else {
                String::new()
            };
            format!("{}, until {}: {covered}{same}.", ahead.called(one.engagement), spoken(one.ends))
        })
        .collect();
    points.extend(more(frees.len()));
    points.extend(match ending.len() - frees.len() {
        0 => None,
        1 => Some("1 frees no days.".to_owned()),
        none => Some(format!("{} free no days.", money::thousands(none as u128))),
    });
    let rate = ahead
        .beach
        .follow_on_rate
        .map(|rate| format!("So far {} of the work that ended was followed by more for the same customer. ", percent(rate)));
    vec![
        Block::Prose(format!("{}What follows work that ends, in the four weeks after it:", rate.unwrap_or_default())),
        Block::List(points),
    ]
}

fn more(count: usize) -> Option<String> {
    (count > NAMED).then(|| format!("And {} more.", money::thousands((count - NAMED) as u128)))
}

/// Terms that end, with the reason to expect their renewal: those ahead, then those that wait for an outcome.
fn endings(ahead: &Ahead) -> Vec<Block> {
    let (waiting, coming): (Vec<_>, Vec<_>) = ahead.beach.endings.iter().partition(|ending| ending.days < 0);
    let mut blocks = named(ahead, "Terms that end within 90 days:", &coming);
    blocks.extend(named(ahead, "Terms that ended and wait for an outcome:", &waiting));
    blocks
}

fn named(ahead: &Ahead, head: &str, endings: &[&Ending]) -> Vec<Block> {
    if endings.is_empty() {
        return Vec::new();
    }
    let point = |ending: &&Ending| {
        let when = match ending.days {
            0 => "ends today".to_owned(),
            1.. => format!("ends on {}, in {}", spoken(ending.term_end), many_days(ending.days)),
            _ => format!("ended on {}, {} ago", spoken(ending.term_end), many_days(ending.days)),
        };
        let outlook = match (ending.outcome, ahead.reason(ending.engagement)) {
            (Outcome::Renewed, _) => "renewed".to_owned(),
            (Outcome::Ended, _) => "not renewed".to_owned(),
            (Outcome::Undecided, Some(reason)) => format!("renewal expected: {reason}"),
            (Outcome::Undecided, None) => "! no reason recorded to expect a renewal".to_owned(),
        };
        format!("{} {when}: {outlook}", ahead.called(ending.engagement))
    };
    let mut points: Vec<String> = endings.iter().take(NAMED).map(point).collect();
    points.extend(more(endings.len()));
    vec![Block::Prose(head.to_owned()), Block::List(points)]
}

/// What booked work brings of the income wanted.
fn target(report: &Report, beach: &Beach) -> Vec<Block> {
    let Some(target) = beach.target else {
        return vec![Block::Prose(
            "How far booked work takes you needs an income target and a day rate: keepnet set target 180k, keepnet set day-rate 1,600."
                .to_owned(),
        )];
    };
    let mut said = vec![format!(
        "A billable day brings {}, {} of the {} you want in a year: {} days in all.",
        report.whole(target.per_day),
        percent(target.day_share),
        report.whole(target.target),
        money::thousands(u128::from(target.days_needed))
    )];
    said.push(format!(
        "The next {TABLE} weeks bring {} booked and {} hoped for; {} stay open.",
        percent(target.booked),
        percent(target.weighted),
        money::counted(target.days_open, "day", "days")
    ));
    if let Some(rate) = beach.break_even {
        let without = if beach.overhead_missing { ", costs of the firm left out (keepnet set overhead 18,000)" } else { "" };
        said.push(format!("You break even at {} a day{without}.", report.whole(rate)));
    }
    if let Some(hold) = beach.price_hold {
        let below = counted(beach.below_list.len(), "engagement", "engagements");
        said.push(format!("In the last 12 months you billed {} of your list price; {below} below it.", percent(hold)));
    }
    vec![Block::Prose(said.join(" "))]
}

/// Rates at which so many projects at once meet the target.
fn prices(report: &Report, beach: &Beach) -> Vec<Block> {
    if beach.prices.is_empty() {
        return Vec::new();
    }
    let amount = |minor: Minor| -> Cell { report.bare(minor).into() };
    let rows = beach.prices.iter().map(|price| {
        vec![price.projects.to_string().into(), price.days_each.shown().into(), amount(price.day_rate), amount(price.monthly)]
    });
    let code = report.currency.code();
    let table = Table {
        columns: vec![
            Column::new("Projects at once", Kind::Words),
            Column::new("days a week each", Kind::Number),
            Column::new(format!("{code} a day"), Kind::Number),
            Column::new(format!("{code} a month each"), Kind::Number),
        ],
        rows: rows.collect(),
        total: None,
    };
    let share = report.settings.marketing_share;
    vec![Block::Prose(format!("What meets the target, with {share}% of your days kept for finding work:")), Block::Table(table)]
}

/// Marketing kept up, and what the past says of opportunities.
fn marketing(beach: &Beach) -> Vec<Block> {
    let mut said = Vec::new();
    said.push(match beach.marketing {
        Some(marketing) => format!("Marketing was kept up in {} of the last {} weeks.", marketing.kept, marketing.minutes.len()),
        None => "Say how many hours of marketing you want to keep in a week: keepnet set marketing-hours 4.".to_owned(),
    });
    let pipeline = &beach.pipeline;
    if pipeline.all_closed > 0 {
        let closed = counted(pipeline.all_closed, "opportunity", "opportunities");
        said.push(format!("Of {closed} that closed, {} were won.", money::thousands(pipeline.won as u128)));
    }
    // None logged says nothing of what a win takes.
    if let Some(minutes) = pipeline.marketing_minutes_per_win.filter(|minutes| *minutes > 0) {
        let hours = Ratio::new(i128::from(minutes), 60).map(|hours| hours.decimal(1, 1)).unwrap_or_default();
        said.push(format!("A win took {hours} hours of marketing in the last 12 months."));
    }
    vec![Block::Prose(said.join(" "))]
}
