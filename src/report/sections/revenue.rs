//! What came in (`metrics.md` item 1), by month or, for a long period, by year.

use chrono::Datelike;

use crate::domain::insight::revenue::Month;
use crate::domain::money::Minor;
use crate::domain::period::Period;
use crate::report::Report;
use crate::report::compose::{counted, during};
use crate::report::page::{Block, Cell, Column, Kind, Table};

/// Up to so many months each has its own row.
const MONTHS_LISTED: usize = 15;

/// The section's blocks.
pub(crate) fn blocks(report: &Report) -> Vec<Block> {
    let figures = &report.shown.figures;
    let revenue = &figures.revenue;
    if figures.is_empty() {
        return vec![Block::Prose(format!("No revenue {}.", during(report)))];
    }
    let documents = counted(revenue.documents, "document", "documents");
    let mut said = vec![format!("{} from {documents} {}.", report.whole(revenue.total), during(report))];
    match revenue.without_rate {
        0 => {}
        1 => said.push("One document without an exchange rate is in no figure.".into()),
        many => said.push(format!("{many} documents without an exchange rate are in no figure.")),
    }
    if revenue.unpaid.documents > 0 {
        let open = counted(revenue.unpaid.documents, "document is", "documents are");
        said.push(format!("{open} not paid yet and outside these figures: {}.", report.whole(revenue.unpaid.amount)));
    }
    vec![Block::Prose(said.join(" ")), Block::Table(over_time(report))]
}

fn over_time(report: &Report) -> Table {
    let figures = &report.shown.figures;
    // Before the first document there was no book yet. All years end with the last one: what came after it is said
    // once, not row by row.
    let first = figures.first_document.map_or(figures.window.from, |first| first.with_day(1).unwrap_or(first));
    let last = figures.last_document.filter(|_| figures.period == Period::All).unwrap_or(figures.window.to);
    let months: Vec<&Month> = figures
        .revenue
        .by_month
        .iter()
        .filter(|month| first <= month.first && month.first <= last || month.net != Minor::ZERO)
        .collect();
    let (head, spans): (&str, Vec<(String, Minor)>) = if months.len() <= MONTHS_LISTED {
        ("Month", months.iter().map(|month| (month.first.format("%b %Y").to_string(), month.net)).collect())
    } else {
        let years = figures.revenue.by_year().into_iter().take_while(|year| year.number <= last.year());
        ("Year", years.map(|year| (year.number.to_string(), year.net)).collect())
    };
    let most = spans.iter().map(|(_, net)| net.0).max().unwrap_or(0).max(1);
    let row =
        |(span, net): &(String, Minor)| vec![span.into(), Cell::Bar(net.0.max(0) as f64 / most as f64), report.bare(*net).into()];
    Table {
        columns: vec![
            Column::new(head, Kind::Words),
            Column::new("", Kind::Bar),
            Column::new(report.currency.code(), Kind::Number),
        ],
        rows: spans.iter().map(row).collect(),
        total: None,
    }
}
