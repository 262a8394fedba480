//! Writes a report as a page: the frame here, the sections in [`super::sections`].
//!
//! Words for an owner: what hangs on whom, not what an index is. Nothing here knows columns or marks of a format.

use crate::domain::money::{self, Minor};
use crate::domain::period::{Period, spoken};
use crate::domain::series::Basis;

use super::page::Block;
use super::sections;
use super::{Report, Section};

/// The page of these sections, in their printed order.
#[must_use]
pub(crate) fn page(report: &Report, wanted: &[Section]) -> Vec<Block> {
    let mut page = vec![Block::Title(report.settings.title().to_owned(), spoken(report.asked.today))];
    if report.asked.first_document.is_none() {
        page.extend(first_steps(report));
        // Prospects can be placed before they are won.
        if wanted.contains(&Section::Matrix) && sections::matrix::says_something(report) {
            page.push(Block::Heading(heading(Section::Matrix)));
            page.extend(sections::matrix::blocks(report));
        }
        // Work is planned before the first invoice is written.
        if wanted.contains(&Section::Beach) && sections::beach::says_something(report) {
            page.push(Block::Heading(heading(Section::Beach)));
            page.extend(sections::beach::blocks(report));
        }
        if wanted.contains(&Section::Retention) && sections::retention::says_something(report) {
            page.push(Block::Heading(heading(Section::Retention)));
            page.extend(sections::retention::terms(report).map(Block::Prose));
        }
        return page;
    }
    page.push(Block::Prose(period_said(report)));
    for section in Section::ALL.into_iter().filter(|section| wanted.contains(section) && report.is_ready_for(*section)) {
        page.push(Block::Heading(heading(section)));
        page.extend(match section {
            Section::Customers => sections::customers::blocks(report),
            Section::Revenue => sections::revenue::blocks(report),
            Section::Concentration => sections::concentration::blocks(report),
            Section::Stress => sections::stress::blocks(report),
            Section::Matrix => sections::matrix::blocks(report),
            Section::Beach => sections::beach::blocks(report),
            Section::Retention => sections::retention::blocks(report),
            Section::Attention => sections::attention::blocks(report),
        });
    }
    page
}

fn heading(section: Section) -> &'static str {
    match section {
        Section::Customers => "Your customers",
        Section::Revenue => "What came in",
        Section::Concentration => "Who your revenue hangs on",
        Section::Stress => "If you lost them",
        Section::Matrix => "Who fits, and how the mood is",
        Section::Beach => "When your work runs out",
        Section::Retention => "Who stayed",
        Section::Attention => "What needs your attention",
    }
}

/// A book without documents: what to do next, and no figure at all.
fn first_steps(report: &Report) -> Vec<Block> {
    let has = match report.asked.customers.total {
        0 => "This book is empty.".to_owned(),
        total => format!("{} and no invoices up to today.", counted(total, "customer", "customers")),
    };
    let next =
        "Bring in the invoices you already have, as your invoicing program exports them, or look around in a made-up firm first:";
    vec![
        Block::Prose(format!("{has} {next}")),
        Block::Commands(vec![
            ("keepnet import invoices.csv".into(), "read a list of invoices".into()),
            ("keepnet demo".into(), "see what a full book looks like".into()),
        ]),
    ]
}

/// Which days the figures are about.
fn period_said(report: &Report) -> String {
    let figures = &report.shown.figures;
    let words = figures.period.words(report.fiscal_start());
    // All years end where the documents do: an end of today would promise more than there is.
    let to = match (figures.period, figures.last_document) {
        (Period::All, Some(last)) => last,
        _ => figures.window.to,
    };
    let mut said = match (figures.window.from > figures.window.to, report.shown.nothing_since) {
        (true, _) => format!("{}: not begun yet.", capital(&words)),
        (_, None) => format!("{}: {} to {}.", capital(&words), spoken(figures.window.from), spoken(to)),
        (_, Some(since)) => {
            format!("All years, {} to {}: nothing since {}.", spoken(figures.window.from), spoken(to), spoken(since))
        }
    };
    if figures.basis == Basis::Paid {
        said += " Documents count on the day they were paid.";
    }
    said
}

/// `1 customer`, `1,250 customers`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    money::counted(number as u64, one, many)
}

/// The words with a capital first letter.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The shown period as part of a sentence: `in the last 12 months`, `over all years`, `in 2026 Q3`.
pub(crate) fn during(report: &Report) -> String {
    let period = report.shown.figures.period;
    let words = period.words(report.fiscal_start());
    match period {
        Period::Months(_) => format!("in the {words}"),
        Period::All => format!("over {words}"),
        Period::Year(_) | Period::Quarter(_) | Period::CalendarYear(_) | Period::CalendarQuarter(_) => format!("in {words}"),
    }
}

impl Report {
    /// An amount in whole units with the currency's sign.
    pub(crate) fn whole(&self, amount: Minor) -> String {
        money::whole(amount, self.currency)
    }

    /// An amount in whole units for a column whose head names the currency.
    pub(crate) fn bare(&self, amount: Minor) -> String {
        money::bare(amount, self.currency)
    }
}
