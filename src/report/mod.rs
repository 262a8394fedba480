//! Reports: the figures of a book as plain text, Markdown or JSON.
//!
//! [`Report`] is the model: all figures, with names that may be printed. `compose` writes it as a page of blocks once,
//! [`text`] and [`markdown`] lay that page out, [`json`] writes the figures themselves. Nothing here works a figure out:
//! that is [`crate::domain::figures`].

mod beach;
mod compose;
mod json;
mod markdown;
mod matrix;
mod page;
mod sections;
mod text;

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::beach::{Beach, WhatIf};
use crate::domain::book::Book;
use crate::domain::currency::Currency;
use crate::domain::figures::{Figures, Memory, Shown};
use crate::domain::id::CustomerId;
use crate::domain::insight::attention::{Finding, findings};
use crate::domain::insight::stress::{Missing, Part, Runway};
use crate::domain::insight::windows::Lead;
use crate::domain::money::Minor;
use crate::domain::names::Names;
use crate::domain::period::{FiscalStart, Period};
use crate::domain::scores::Scores;
use crate::domain::settings::Settings;

use beach::Ahead;
use matrix::Matrix;

pub use text::Style;

/// A section of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// How many there are, who came back.
    Customers,
    /// What came in, and when.
    Revenue,
    /// Who it hangs on.
    Concentration,
    /// What losing them would mean.
    Stress,
    /// Who fits, and how the mood is.
    Matrix,
    /// When the work runs out.
    Beach,
    /// Who stayed.
    Retention,
    /// What needs attention.
    Attention,
}

impl Section {
    /// All sections, in the order they are printed.
    pub const ALL: [Section; 8] = [
        Section::Customers,
        Section::Revenue,
        Section::Concentration,
        Section::Stress,
        Section::Matrix,
        Section::Beach,
        Section::Retention,
        Section::Attention,
    ];

    /// The word after `--section`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Section::Customers => "customers",
            Section::Revenue => "revenue",
            Section::Concentration => "concentration",
            Section::Stress => "stress",
            Section::Matrix => "matrix",
            Section::Beach => "beach",
            Section::Retention => "retention",
            Section::Attention => "attention",
        }
    }

    /// Whether it is about the weeks ahead, or terms that end.
    fn looks_ahead(self) -> bool {
        matches!(self, Section::Beach | Section::Retention)
    }

    /// The section typed as `word`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Section> {
        Self::ALL.into_iter().find(|section| section.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// A unit as it may be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    name: String,
    archived: bool,
    /// Names of the group's members with documents; empty for a customer of its own.
    members: Vec<String>,
}

/// A loss that was worked through.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Loss {
    lost: Vec<CustomerId>,
    /// What the lost ones brought in the last twelve months.
    amount: Minor,
    runway: Result<Runway, Missing>,
}

/// Everything a report says, ready to print.
#[derive(Debug, Clone)]
pub struct Report {
    settings: Settings,
    currency: Currency,
    /// The figures of the period asked for.
    asked: Arc<Figures>,
    /// The figures people are shown: the same, unless that period lies after the last document.
    shown: Shown,
    named: HashMap<CustomerId, Named>,
    /// Losing nobody.
    now: Loss,
    /// Losing each unit alone, largest first.
    alone: Vec<Loss>,
    /// Losing the largest two, then three.
    together: Vec<Loss>,
    /// How many pairs there are and how many of them fail; `None` where that cannot or need not be told.
    pairs: Option<(usize, usize)>,
    findings: Vec<Finding>,
    /// The matrix, where its section was asked for: it reads every answer and every hour.
    matrix: Option<Arc<Matrix>>,
    /// The weeks ahead, where a section was asked for that needs them.
    ahead: Option<Arc<Ahead>>,
}

/// Up to so many units every pair is tested for the report; beyond, pairs say little and cost much.
const PAIRED: usize = 200;

impl Report {
    /// The report of a book as of a day, ready for these sections. `names` decides whose names may be read in it.
    #[must_use]
    pub fn new(book: &Book, names: &Names, today: NaiveDate, period: Period, sections: &[Section]) -> Report {
        let mut memory = Memory::default();
        let beach = Beach::of(book, today, &WhatIf::default());
        let shown = memory.shown(book, period, today);
        let asked = memory.figures(book, period, today);
        let parts = asked.parts(book);
        let units: Vec<CustomerId> = asked.year.holdings().iter().map(|holding| holding.unit).collect();
        let matrix = || Arc::new(Matrix::of(book, Scores::of(book, today), names));
        let loss = |from: usize, to: usize| Loss {
            lost: units[from..to].to_vec(),
            amount: parts[from..to].iter().map(|part| part.amount).sum(),
            runway: asked.stress.losing(&parts[from..to]),
        };
        Report {
            now: loss(0, 0),
            alone: (0..units.len()).map(|place| loss(place, place + 1)).collect(),
            together: [2, 3].into_iter().filter(|count| *count <= units.len()).map(|count| loss(0, count)).collect(),
            pairs: pairs(&asked, &parts, &book.settings),
            findings: findings(book, &asked, &beach, names),
            matrix: sections.contains(&Section::Matrix).then(matrix),
            ahead: sections.iter().any(|section| section.looks_ahead()).then(|| Arc::new(Ahead::of(book, names, beach))),
            named: printable(book, &[&asked, &shown.figures], names),
            settings: book.settings.clone(),
            currency: book.settings.base(),
            asked,
            shown,
        }
    }

    /// Whether it was made with what a section needs.
    fn is_ready_for(&self, section: Section) -> bool {
        (section != Section::Matrix || self.matrix.is_some()) && (!section.looks_ahead() || self.ahead.is_some())
    }

    fn name(&self, unit: CustomerId) -> &str {
        self.named.get(&unit).map_or("(gone)", |named| named.name.as_str())
    }

    fn fiscal_start(&self) -> FiscalStart {
        self.settings.fiscal_start
    }
}

fn pairs(figures: &Figures, parts: &[Part], settings: &Settings) -> Option<(usize, usize)> {
    let count = parts.len();
    if !(2..=PAIRED).contains(&count) {
        return None;
    }
    let all = count * (count - 1) / 2;
    figures.stress.failing_pairs(parts, settings.tolerance, all).ok().map(|failing| (all, failing.len()))
}

/// Printable names of every unit the figures speak of.
fn printable(book: &Book, figures: &[&Figures], names: &Names) -> HashMap<CustomerId, Named> {
    let mut units_named = HashMap::new();
    for figures in figures {
        let all = [&figures.concentration, &figures.year];
        let units = all.into_iter().flat_map(|concentration| concentration.holdings().iter().chain(concentration.net_credits()));
        let leads =
            [figures.windows.one_month, figures.windows.three_months, figures.windows.twelve_months, figures.windows.lifetime];
        for unit in units.map(|holding| holding.unit).chain(leads.iter().filter_map(Lead::unit)) {
            units_named.entry(unit).or_insert_with(|| Named {
                name: names.by_id(book, unit).to_owned(),
                archived: book.customer(unit).is_some_and(|customer| customer.archived),
                members: figures
                    .groups
                    .get(&unit)
                    .map_or_else(Vec::new, |members| members.iter().map(|member| names.by_id(book, *member).to_owned()).collect()),
            });
        }
    }
    units_named
}

/// The report as plain text, ending in a line break. Of the sections it was made for, those asked for are written.
#[must_use]
pub fn text(report: &Report, style: Style, sections: &[Section]) -> String {
    text::laid_out(&compose::page(report, sections), style)
}

/// The report as Markdown, ending in a line break.
#[must_use]
pub fn markdown(report: &Report, sections: &[Section]) -> String {
    markdown::laid_out(&compose::page(report, sections))
}

/// The report as JSON, ending in a line break: `cli.md` names the keys. Sections not asked for are left out whole.
pub fn json(report: &Report, sections: &[Section], out: &mut dyn io::Write) -> io::Result<()> {
    json::write(report, sections, out)
}
