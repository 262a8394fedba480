//! What losing the biggest customers would mean (`metrics.md` item 9).

use crate::domain::id::CustomerId;
use crate::domain::insight::attention::months_words;
use crate::domain::insight::concentration::Concentration;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::stress::{Missing, Runway};
use crate::domain::money::{Minor, thousands};
use crate::domain::settings::Name;
use crate::report::compose::{capital, counted, during};
use crate::report::page::{Block, Cell, Column, Kind, Table};
use crate::report::{Loss, Report};

/// The biggest so many are lost together, one after the other.
const WORKED_OUT: usize = 3;
/// So many failing customers are named.
const NAMED: usize = 5;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let figures = &report.asked;
    let has_income = figures.year.leader().is_some();
    let missing = figures.stress.missing();
    // Without income in the last twelve months there is still a past to learn from.
    let (lead, basis, total) = match (has_income, missing) {
        (true, None) => (standing(report), &figures.year, figures.year_total),
        (true, Some(_)) => ("Over the last 12 months:".to_owned(), &figures.year, figures.year_total),
        (false, _) => {
            let shown = &report.shown.figures;
            (format!("{}:", capital(&during(report))), &shown.concentration, shown.revenue.total)
        }
    };
    let mut blocks = Vec::new();
    if basis.leader().is_some() {
        blocks.extend([Block::Prose(lead), Block::Table(losses(report, basis, total, has_income && missing.is_none()))]);
        blocks.extend(aftermath(report, basis).map(Block::Prose));
    }
    match missing {
        _ if !has_income => blocks.extend(without_income(report)),
        None => blocks.push(Block::Prose(one_at_a_time(report))),
        Some(missing) => blocks.extend(asked_for(missing)),
    }
    blocks
}

/// What the owner has said about money.
fn standing(report: &Report) -> String {
    let stress = &report.asked.stress;
    let (outgo, reserve) = (stress.outgo.unwrap_or_default(), stress.reserve.unwrap_or_default());
    let mut said = format!(
        "{} goes out a month, {} is set aside and should last {} months.",
        report.whole(outgo),
        report.whole(reserve),
        report.settings.tolerance
    );
    if stress.is_short_history() {
        let months = counted(stress.months as usize, "month", "months");
        said = format!("{said} Your history is short: income is measured over {months}.");
    }
    said
}

/// Nobody lost, then the biggest, the biggest two and three; `told` where the months can be.
fn losses(report: &Report, basis: &Concentration, total: Minor, told: bool) -> Table {
    let worked_out: Vec<&Loss> = [&report.now].into_iter().chain(report.alone.first()).chain(&report.together).collect();
    let holdings = basis.holdings();
    let mut rows = Vec::new();
    for count in 0..=holdings.len().min(WORKED_OUT) {
        let lost: Vec<CustomerId> = holdings[..count].iter().map(|holding| holding.unit).collect();
        let amount: Minor = holdings[..count].iter().map(|holding| holding.net).sum();
        let name = lost.last().map_or("", |unit| report.name(*unit));
        let words = match count {
            0 => "nobody".to_owned(),
            1 => name.to_owned(),
            _ => format!("and {name}"),
        };
        let change = Ratio::new(i128::from(amount.0), i128::from(total.0))
            .filter(|_| count > 0)
            .map(|part| format!("-{}%", part.decimal(100, 1)));
        let mut cells: Vec<Cell> =
            vec![words.into(), report.bare(Minor(total.0 - amount.0)).into(), change.unwrap_or_default().into()];
        if told {
            cells.extend(verdict(report, worked_out.get(count).copied()));
        } else {
            cells.push(behaves(&basis.without(&lost)).into());
        }
        rows.push(cells);
    }
    let mut columns = vec![
        Column::new("Without", Kind::Name),
        Column::going(2, format!("{} left", report.currency.code()), Kind::Number),
        Column::going(1, "change", Kind::Number),
    ];
    if told {
        columns.extend([Column::new("money lasts", Kind::Words), Column::going(3, "", Kind::Words)]);
    } else {
        columns.push(Column::new("then like", Kind::Words));
    }
    Table { columns, rows, total: None }
}

/// How long the money lasts after a loss, and whether that is enough.
fn verdict(report: &Report, loss: Option<&Loss>) -> [Cell; 2] {
    let tolerance = report.settings.tolerance;
    let Some(Ok(runway)) = loss.map(|loss| loss.runway) else {
        return ["".into(), "".into()];
    };
    let lasts = match runway {
        Runway::SelfSustaining => "income covers it".to_owned(),
        Runway::Months(_) => months_words(runway, tolerance),
    };
    [lasts.into(), if runway.passes(tolerance) { "enough" } else { "too short" }.into()]
}

fn behaves(rest: &Concentration) -> String {
    match rest.holdings().len() {
        0 => return "nobody".to_owned(),
        1 => return "one customer".to_owned(),
        _ => {}
    }
    rest.effective().map_or_else(String::new, |effective| format!("{} equal customers", effective.decimal(1, 1)))
}

/// The book after the biggest has left: who leads then, and what would fill the hole.
fn aftermath(report: &Report, concentration: &Concentration) -> Option<String> {
    let lost = concentration.leader()?;
    let rest = concentration.without(&[lost.unit]);
    let next = rest.leader()?;
    if rest.holdings().len() == 1 {
        return Some(format!("Without {} only {} would be left.", report.name(lost.unit), report.name(next.unit)));
    }
    let share = rest.share(next.net)?.decimal(100, 1);
    // The average of those who stay: the lost amount over (their total / their number).
    let average = Ratio::new(i128::from(lost.net.0) * rest.holdings().len() as i128, i128::from(rest.total().0))?;
    let needed = average.decimal(1, 1);
    Some(format!(
        "Without {} the biggest would be {} with {share}%, and the book would behave like {}. \
         To fill the hole you need {needed} average {}.",
        report.name(lost.unit),
        report.name(next.unit),
        behaves(&rest),
        if needed == "1.0" { "customer" } else { "customers" }
    ))
}

/// Which single customers, and how many pairs, leave too little.
fn one_at_a_time(report: &Report) -> String {
    let tolerance = report.settings.tolerance;
    if report.now.runway.is_ok_and(|runway| !runway.passes(tolerance)) {
        return "That is too short even if you lose nobody.".to_owned();
    }
    let fails = |loss: &&Loss| loss.runway.is_ok_and(|runway| !runway.passes(tolerance));
    let failing: Vec<&Loss> = report.alone.iter().filter(fails).collect();
    let said = match failing.len() {
        0 => format!("Nobody, lost alone, takes you under {tolerance} months."),
        1 if report.alone.len() == 1 => format!("Losing them leaves you under {tolerance} months."),
        count if count == report.alone.len() => format!("Anybody, lost alone, leaves you under {tolerance} months."),
        count => {
            let mut names: Vec<&str> =
                failing.iter().take(NAMED).flat_map(|loss| &loss.lost).map(|unit| report.name(*unit)).collect();
            let more = format!("{} more", thousands(count.saturating_sub(NAMED) as u128));
            if count > NAMED {
                names.push(&more);
            }
            let who = if count == 1 { "One customer, lost alone, takes" } else { "Lost alone, each of these takes" };
            format!("{who} you under {tolerance} months: {}.", names.join(", "))
        }
    };
    if let Some((all, failing)) = report.pairs {
        return match failing {
            0 => format!("{said} No two together do."),
            1 => format!("{said} Of all {}, one does.", counted(all, "pair", "pairs")),
            failing => format!("{said} Of all {}, {} do.", counted(all, "pair", "pairs"), thousands(failing as u128)),
        };
    }
    said
}

/// Nothing came in for twelve months: no income is left to lose, but the money may be told.
fn without_income(report: &Report) -> Vec<Block> {
    let nothing = "Nothing came in over the last 12 months, so no income is left to lose.";
    match &report.now.runway {
        Ok(runway) => {
            let lasts = match runway {
                Runway::SelfSustaining => "Nothing goes out either.".to_owned(),
                Runway::Months(_) => format!(
                    "{} goes out a month and {} is set aside: that lasts {}.",
                    report.whole(report.asked.stress.outgo.unwrap_or_default()),
                    report.whole(report.asked.stress.reserve.unwrap_or_default()),
                    months_words(*runway, report.settings.tolerance)
                ),
            };
            vec![Block::Prose(format!("{nothing} {lasts}"))]
        }
        Err(missing) => {
            let mut blocks = vec![Block::Prose(nothing.to_owned())];
            blocks.extend(asked_for(*missing));
            blocks
        }
    }
}

/// The settings that are missing, and how to give them.
fn asked_for(missing: Missing) -> Vec<Block> {
    let wanted = [(missing.outgo, Name::Outgo), (missing.reserve, Name::Reserve)];
    let commands: Vec<(String, String)> = wanted
        .into_iter()
        .filter(|(is_missing, _)| *is_missing)
        .map(|(_, name)| (format!("keepnet set {} {}", name.word(), name.example()), name.meaning().to_owned()))
        .collect();
    let words = if commands.len() == 1 { "one figure only you know" } else { "two figures only you know" };
    vec![Block::Prose(format!("How long your money would last needs {words}, for example:")), Block::Commands(commands)]
}
