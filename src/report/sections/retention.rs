//! Who stayed: terms and what became of them (`metrics.md` items 18 and 20), this year against the year before, and the
//! cohorts (item 19).

use chrono::Datelike;

use crate::domain::beach::{Beach, percentage};
use crate::domain::insight::retention::{Cohort, Retention};
use crate::domain::money::thousands;
use crate::domain::period::spoken;
use crate::report::Report;
use crate::report::compose::{capital, counted};
use crate::report::page::{Block, Cell, Column, Kind, Table};

/// The newest cohorts listed, and the most years followed.
const COHORTS: usize = 10;
const YEARS: usize = 8;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let mut blocks: Vec<Block> = terms(report).map(Block::Prose).into_iter().collect();
    blocks.push(Block::Prose(year_on_year(report, &report.asked.retention)));
    if let Some((table, hollow)) = cohorts(report) {
        let brackets = if hollow { " The year still running is in brackets." } else { "" };
        blocks.push(Block::Prose(format!(
            "Of the customers who first bought in a year, so many in 100 had revenue that year, and one, two and more years later.{brackets}"
        )));
        blocks.push(Block::Table(table));
    }
    blocks
}

/// Whether there is anything to say of a book without documents.
pub(crate) fn says_something(report: &Report) -> bool {
    terms(report).is_some()
}

/// What became of terms that ended in the last 12 months; nothing of a book without terms.
pub(crate) fn terms(report: &Report) -> Option<String> {
    let ahead = report.ahead.as_deref()?;
    let terms = &ahead.beach.renewals;
    let mut said = Vec::new();
    if let Some(logo) = terms.logo() {
        let ended = counted(terms.ended, "term that ended", "terms that ended");
        let were = if terms.renewed == 1 { "was" } else { "were" };
        said.push(format!(
            "Of {ended} in the last 12 months, {} {were} renewed ({}%).",
            thousands(terms.renewed as u128),
            logo.decimal(100, 1)
        ));
        if let Some((low, high)) = terms.band() {
            let (low, high) = (percentage(low), percentage(high));
            said.push(format!("With so few, the true rate may be anything from {low}% to {high}%."));
        }
        if let (Some(gross), Some(net)) = (terms.gross(), terms.net()) {
            let whose = match terms.valued {
                valued if valued == terms.ended => "they".to_owned(),
                valued => format!("the {} whose value is known", thousands(valued as u128)),
            };
            let (gross, net) = (gross.decimal(100, 1), net.decimal(100, 1));
            said.push(format!("Of what {whose} brought, {gross}% stays, {net}% with what grew."));
        }
        if terms.is_alarm() {
            said.push("! A quarter or more was not renewed.".to_owned());
        }
    }
    if terms.undecided > 0 {
        let terms = counted(terms.undecided, "term that ended is", "terms that ended are");
        said.push(format!("{} not decided yet.", capital(&terms)));
    }
    if said.is_empty() {
        said.extend(none_ended(&ahead.beach));
    }
    if let Some((refill, is_guess)) = ahead.refill.filter(|_| !said.is_empty()) {
        let guess = if is_guess { " by your own guess of who stays" } else { "" };
        said.push(format!(
            "To stay as large you must win {} customers anew each year, or {}{guess}.",
            refill.customers.decimal(1, 1),
            report.whole(refill.revenue)
        ));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// That no term ended of late, where the book knows of others.
fn none_ended(beach: &Beach) -> Option<String> {
    let none = "No term ended in the last 12 months";
    match beach.next_term_end {
        Some(next) => Some(format!("{none}; the next ends on {}.", spoken(next))),
        None => (beach.all_renewals.ended > 0).then(|| format!("{none}, and none is to end.")),
    }
}

fn year_on_year(report: &Report, retention: &Retention) -> String {
    let percent = |ratio: Option<crate::domain::insight::ratio::Ratio>| ratio.map(|ratio| ratio.decimal(100, 1));
    let (Some(logo), Some(gross), Some(net), Some(gained)) =
        (percent(retention.logo()), percent(retention.gross()), percent(retention.net()), percent(retention.gained()))
    else {
        return "No revenue in the 12 months before the last 12, so there is nothing to compare with yet.".to_owned();
    };
    let (before, kept) = (retention.before, retention.kept);
    let stayed = match (before, kept) {
        (1, 1) => "The one customer of the year before stayed.".to_owned(),
        (before, 0) => format!("Nobody of the {} in the year before stayed.", thousands(before as u128)),
        (before, kept) if before == kept => format!("All {} customers of the year before stayed.", thousands(before as u128)),
        (before, kept) => {
            format!("Of {} customers in the year before, {} stayed ({logo}%).", thousands(before as u128), thousands(kept as u128))
        }
    };
    let worth =
        format!("They brought {} then; {gross}% of it came again, {net}% with what grew.", report.whole(retention.prior_revenue()));
    let new = match retention.new {
        0 => "No new ones came.".to_owned(),
        1 => format!("One new customer brought {gained}% on top."),
        new => format!("{} new ones brought {gained}% on top.", thousands(new as u128)),
    };
    format!("{stayed} {worth} {new}")
}

/// The cohort table, and whether it has a year that still runs; nothing before there is a second year to look at.
fn cohorts(report: &Report) -> Option<(Table, bool)> {
    let today = report.asked.today;
    let all = &report.asked.cohorts.0;
    let listed: Vec<(&i32, &Cohort)> = all.iter().skip(all.len().saturating_sub(COHORTS)).collect();
    // Trailing years in which nobody bought say nothing; a year in between without revenue does.
    let reaches = |cohort: &Cohort| cohort.active.iter().rposition(|active| *active > 0).map_or(1, |last| last + 1);
    let years = listed.iter().map(|(_, cohort)| reaches(cohort)).max()?.min(YEARS);
    if years < 2 {
        return None;
    }
    let running = (today.month(), today.day()) != (12, 31);
    let mut hollow = false;
    let mut rows = Vec::new();
    for (first, cohort) in listed {
        let mut cells: Vec<Cell> = vec![first.to_string().into(), thousands(cohort.size as u128).into()];
        for since in 0..years {
            let shown = cohort.rate(since).map_or_else(String::new, |rate| rate.decimal(100, 0));
            let is_running = running && !shown.is_empty() && first + since as i32 == today.year();
            hollow |= is_running;
            cells.push(if is_running { format!("({shown})") } else { shown }.into());
        }
        rows.push(cells);
    }
    let mut columns = vec![Column::new("First bought", Kind::Words), Column::new("customers", Kind::Number)];
    columns.push(Column::new("that year", Kind::Number));
    columns.extend((1..years).map(|since| Column::going(YEARS - since, format!("+{since}"), Kind::Number)));
    if hollow {
        keep_brackets_outside(&mut columns, &mut rows);
    }
    Some((Table { columns, rows, total: None }, hollow))
}

/// Gives every rate without a closing bracket a space in its place, so the digits stay in one column.
fn keep_brackets_outside(columns: &mut [Column], rows: &mut [Vec<Cell>]) {
    for column in columns.iter_mut().skip(2) {
        column.head.push(' ');
    }
    for cell in rows.iter_mut().flat_map(|row| row.iter_mut().skip(2)) {
        if let Cell::Text(rate) = cell
            && !rate.ends_with(')')
        {
            rate.push(' ');
        }
    }
}
