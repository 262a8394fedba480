//! What losing the biggest customers would mean (`metrics.md` item 9).

use crate::domain::insight::attention::months_words;
use crate::domain::insight::concentration::Concentration;
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::stress::{Missing, Runway};
use crate::domain::money::{Minor, thousands};
use crate::domain::settings::Name;
use crate::report::compose::counted;
use crate::report::page::{Block, Cell, Column, Kind, Table};
use crate::report::{Loss, Report};

/// So many failing customers are named.
const NAMED: usize = 5;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let figures = &report.asked;
    let mut blocks = Vec::new();
    if figures.year.leader().is_none() {
        blocks.extend(without_income(report));
        blocks.extend(aftermath(report, &report.shown.figures.concentration).map(Block::Prose));
        return blocks;
    }
    match figures.stress.missing() {
        None => blocks.push(Block::Prose(standing(report))),
        Some(_) => blocks.push(Block::Prose("Over the last 12 months:".into())),
    }
    blocks.push(Block::Table(losses(report)));
    blocks.extend(aftermath(report, &figures.year).map(Block::Prose));
    match figures.stress.missing() {
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
        "{} goes out a month and {} is set aside. You want that to last {} months.",
        report.whole(outgo),
        report.whole(reserve),
        report.settings.tolerance
    );
    if stress.is_short_history() {
        let months = counted(stress.months as usize, "month", "months");
        said += &format!(" Your history is short: income is measured over {months}.");
    }
    said
}

fn losses(report: &Report) -> Table {
    let year = &report.asked.year;
    let told = report.asked.stress.missing().is_none();
    let mut rows = vec![row(report, "nobody".into(), &report.now, year, told)];
    let growing = report.alone.first().into_iter().chain(&report.together);
    for (place, loss) in growing.enumerate() {
        let newest = loss.lost.last().map_or("", |unit| report.name(*unit));
        let words = if place == 0 { newest.to_owned() } else { format!("and {newest}") };
        rows.push(row(report, words, loss, year, told));
    }
    let mut columns = vec![
        Column::new("Without", Kind::Name),
        Column::new(format!("{} left", report.currency.code()), Kind::Number),
        Column::optional("change", Kind::Number),
    ];
    if told {
        columns.extend([Column::new("money lasts", Kind::Words), Column::new("", Kind::Words)]);
    } else {
        columns.push(Column::new("then like", Kind::Words));
    }
    Table { columns, rows, total: None }
}

fn row(report: &Report, words: String, loss: &Loss, year: &Concentration, told: bool) -> Vec<Cell> {
    let change = match year.share(loss.amount) {
        Some(share) if !loss.lost.is_empty() => format!("-{}%", share.decimal(100, 1)),
        _ => String::new(),
    };
    let left = Minor(report.asked.year_total.0 - loss.amount.0);
    let mut cells: Vec<Cell> = vec![words.into(), report.bare(left).into(), change.into()];
    if !told {
        cells.push(behaves(&year.without(&loss.lost)).into());
        return cells;
    }
    let tolerance = report.settings.tolerance;
    if let Ok(runway) = loss.runway {
        let lasts = match runway {
            Runway::SelfSustaining => "income covers it".to_owned(),
            Runway::Months(_) => months_words(runway, tolerance),
        };
        cells.extend([lasts.into(), if runway.passes(tolerance) { "enough" } else { "too short" }.into()]);
    }
    cells
}

fn behaves(rest: &Concentration) -> String {
    rest.effective().map_or_else(String::new, |effective| format!("{} equal customers", effective.decimal(1, 1)))
}

/// The book after the biggest has left: who leads then, and what would fill the hole.
fn aftermath(report: &Report, concentration: &Concentration) -> Option<String> {
    let lost = concentration.leader()?;
    let rest = concentration.without(&[lost.unit]);
    let next = rest.leader()?;
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
    let fails = |loss: &&Loss| loss.runway.is_ok_and(|runway| !runway.passes(tolerance));
    let failing: Vec<&Loss> = report.alone.iter().filter(fails).collect();
    let mut said = match failing.len() {
        0 => format!("Nobody, lost alone, takes you under {tolerance} months."),
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
        said += &match failing {
            0 => " No two together do.".to_owned(),
            failing => format!(" Of the {} possible, {} would.", counted(all, "pair", "pairs"), thousands(failing as u128)),
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
