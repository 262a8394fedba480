//! Who the revenue hangs on (`metrics.md` items 2 to 8).

use crate::domain::figures::Figures;
use crate::domain::insight::concentration::{Band, Concentration, Holding};
use crate::domain::insight::ratio::Ratio;
use crate::domain::insight::windows::{Lead, Verdict, over};
use crate::domain::money::{Minor, thousands};
use crate::report::Report;
use crate::report::compose::{capital, during};
use crate::report::page::{Block, Cell, Column, Kind, Table};

/// Up to so many customers all are listed; of more, the first [`LISTED_OF_MANY`].
const LISTED_IN_FULL: usize = 25;
const LISTED_OF_MANY: usize = 20;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let figures = &report.shown.figures;
    let concentration = &figures.concentration;
    if concentration.leader().is_none() {
        let mut blocks = vec![Block::Prose(format!("No revenue {}, so there are no shares.", during(report)))];
        blocks.extend((!concentration.net_credits().is_empty()).then(|| Block::Table(shares(report))));
        return blocks;
    }
    let mut blocks = vec![Block::Prose(opening(report, concentration)), Block::Table(shares(report))];
    blocks.extend(legend(report).map(Block::Prose));
    blocks.push(Block::Prose(indexes(concentration)));
    blocks.extend(windows(report, figures));
    blocks
}

/// The picture in a few sentences.
fn opening(report: &Report, concentration: &Concentration) -> String {
    let customers = concentration.holdings().len();
    if customers == 1 {
        return format!("Everything hangs on {}.", report.name(concentration.holdings()[0].unit));
    }
    let effective = concentration.effective().map_or_else(String::new, |effective| effective.decimal(1, 1));
    let mut said = format!("Your book behaves like {effective} equal customers, though {customers} brought revenue. ");
    let top =
        |n: usize| concentration.top(n).map(|top| format!("{}%{}", top.share.decimal(100, 1), if top.tied { " (=)" } else { "" }));
    let sizes = [(1, "the biggest"), (3, "the top three"), (5, "the top five"), (10, "the top ten")];
    let tops: Vec<String> = sizes
        .iter()
        .filter(|(n, _)| *n < customers)
        .filter_map(|(n, words)| Some(format!("{words} {}{}", if *n == 1 { "brings " } else { "" }, top(*n)?)))
        .collect();
    said += &(capital(&tops.join(", ")) + ".");
    match concentration.pareto_count() {
        Some(1) => said += " That one alone brings 80%.",
        Some(count) if count == customers => said += " It takes all of them to make 80%.",
        Some(count) => said = format!("{said} Just {} of them bring 80%.", thousands(count as u128)),
        None => {}
    }
    if sizes.iter().any(|(n, _)| *n < customers && concentration.top(*n).is_some_and(|top| top.tied)) {
        said += " (=) means the next one brings just as much.";
    }
    said
}

fn shares(report: &Report) -> Table {
    let figures = &report.shown.figures;
    let concentration = &figures.concentration;
    let holdings = concentration.holdings();
    let listed = if holdings.len() <= LISTED_IN_FULL { holdings.len() } else { LISTED_OF_MANY };
    let tenths = concentration.shown_shares();
    let most = holdings.first().map_or(1, |first| first.net.0) as f64;
    let credits = concentration.net_credits();
    let row = |name: &str, part: f64, amount: Minor, figures: [String; 2], marks: [Cell; 2]| -> Vec<Cell> {
        let [share, sum] = figures;
        let [alarm, note] = marks;
        vec![name.into(), Cell::Bar(part), report.bare(amount).into(), share.into(), sum.into(), alarm, note]
    };
    let unmarked = || ["".into(), "".into()];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for ((holding, share), sum) in holdings.iter().zip(&tenths).zip(concentration.cumulative()).take(listed) {
        let marks = [alarm(report, concentration.share(holding.net)), note(report, holding)];
        let figures = [percent(*share), sum.decimal(100, 1)];
        rows.push(row(report.name(holding.unit), holding.net.0 as f64 / most, holding.net, figures, marks));
    }
    if listed < holdings.len() {
        let share = percent(tenths[listed..].iter().sum());
        let others = format!("and {} more", thousands((holdings.len() - listed) as u128));
        rows.push(row(&others, 0.0, sum_of(&holdings[listed..]), [share, "100.0".into()], unmarked()));
    }
    let named = credits.len().min(LISTED_OF_MANY);
    for credit in &credits[..named] {
        let marks = ["".into(), note(report, credit)];
        rows.push(row(report.name(credit.unit), 0.0, credit.net, ["0.0".into(), String::new()], marks));
    }
    if named < credits.len() {
        let others = format!("and {} more net credits", thousands((credits.len() - named) as u128));
        rows.push(row(&others, 0.0, sum_of(&credits[named..]), ["0.0".into(), String::new()], unmarked()));
    }
    let all = format!("All {}", thousands((holdings.len() + credits.len()) as u128));
    let hundred = if holdings.is_empty() { "" } else { "100.0" };
    let total = row(&all, 0.0, figures.revenue.total, [hundred.into(), String::new()], unmarked());
    Table {
        columns: vec![
            Column::new("Customer", Kind::Name),
            Column::new("", Kind::Bar),
            Column::new(report.currency.code(), Kind::Number),
            Column::new("%", Kind::Number),
            Column::going(1, "sum %", Kind::Number),
            Column::new("", Kind::Words),
            Column::going(2, "", Kind::Words),
        ],
        rows,
        total: (listed + named > 1).then_some(total),
    }
}

fn sum_of(holdings: &[Holding]) -> Minor {
    holdings.iter().map(|holding| holding.net).sum()
}

fn percent(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A mark for a share over the limit.
fn alarm(report: &Report, share: Option<Ratio>) -> Cell {
    if share.is_some_and(|share| over(share, report.settings.limit)) { "!" } else { "" }.into()
}

/// What an owner should know about a row beside its figures.
fn note(report: &Report, holding: &Holding) -> Cell {
    let named = report.named.get(&holding.unit);
    let group = named.filter(|named| !named.members.is_empty()).map(|named| format!("group of {}", named.members.len()));
    let archived = named.filter(|named| named.archived).map(|_| "archived".to_owned());
    let credit = (holding.net < Minor::ZERO).then(|| "net credit".to_owned());
    [group, archived, credit].into_iter().flatten().collect::<Vec<_>>().join(", ").into()
}

fn legend(report: &Report) -> Option<String> {
    let concentration = &report.shown.figures.concentration;
    let limit = report.settings.limit;
    let alarm = over(concentration.share(concentration.leader()?.net)?, limit).then(|| format!("! over your limit of {limit}%."));
    let credits = (!concentration.net_credits().is_empty())
        .then(|| "Shares are of the revenue without net credits: customers who got back more than they brought.".to_owned());
    let said: Vec<String> = [alarm, credits].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The indexes by their names, for those who know them.
fn indexes(concentration: &Concentration) -> String {
    let hhi = concentration.hhi().map_or(0, |hhi| hhi.rounded(10_000));
    let band = match concentration.band() {
        Some(Band::Spread) => "spread: under 1,000",
        Some(Band::Moderate) => "moderate: 1,000 to 2,500",
        _ => "concentrated: over 2,500",
    };
    let effective = concentration.effective().map_or_else(String::new, |effective| effective.decimal(1, 2));
    if concentration.holdings().len() == 1 {
        return "HHI 10,000, the most there is: one customer.".to_owned();
    }
    let gini = concentration.gini().map_or_else(String::new, |gini| gini.decimal(1, 3));
    format!("HHI {} ({band}), {effective} effective customers, Gini {gini}.", thousands(hhi.unsigned_abs()))
}

/// Who led over each window, and whether that is an alarm or a spike.
fn windows(report: &Report, figures: &Figures) -> Vec<Block> {
    let windows = &figures.windows;
    let row = |words: &str, lead: Lead| -> Option<Vec<Cell>> {
        Some(vec![words.into(), report.name(lead.unit()?).into(), format!("{}%", lead.share()?.decimal(100, 1)).into()])
    };
    let rows: Vec<Vec<Cell>> = [
        row("1 month", windows.one_month),
        row("3 months", windows.three_months),
        row("12 months", windows.twelve_months),
        row("all years", windows.lifetime),
    ]
    .into_iter()
    .flatten()
    .collect();
    // With all years alone the table would only repeat the one above.
    if rows.len() < 2 {
        return Vec::new();
    }
    let columns =
        vec![Column::new("Over", Kind::Words), Column::new("the biggest was", Kind::Name), Column::new("with", Kind::Number)];
    let mut blocks = vec![Block::Table(Table { columns, rows, total: None })];
    if let Verdict::Spike(unit) = windows.verdict(report.settings.limit) {
        let name = report.name(unit);
        blocks.push(Block::Prose(format!("{name} is over your limit in the last month alone: a spike, not yet a habit.")));
    }
    blocks
}
