//! The grammar of the command line. Its texts are the help and the manual.

#![allow(clippy::doc_markdown, reason = "a comment on an argument is its help, shown as it stands")]

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::domain::columns::FileKind;
use crate::domain::currency::Currency;
use crate::domain::period::Period;
use crate::domain::rate::Rate;
use crate::domain::work::Stage;
use crate::import::{DateOrder, DecimalMark};
use crate::report::Section;

const EVERYWHERE: &str = "With every command";

const EXAMPLES: &str = "Examples:
  keepnet demo                          look around in a sample book
  keepnet import invoices.csv           bring in the export of your invoices
  keepnet report                        who your customers are and how much hangs on each
  keepnet set reserve 60,000            so that it can tell how long the money lasts
  keepnet undo                          take the last step back";

/// Know which customers to keep: your book of business, in the terminal.
#[derive(Debug, Parser)]
#[allow(clippy::struct_excessive_bools, reason = "flags are independent of each other")]
#[command(name = "keepnet", version, about, after_help = EXAMPLES, max_term_width = 100, propagate_version = true)]
pub struct Arguments {
    /// The book to work on [default: KEEPNET_BOOK, else book.keepnet in your data folder]
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FILE")]
    pub(super) book: Option<PathBuf>,

    /// Work as if this were today
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<NaiveDate>,

    /// Letters instead of names
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(super) discreet: bool,

    /// Words and aligned columns only, for screen readers and scripts
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(super) plain: bool,

    /// Draw with plain ASCII marks
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(super) ascii: bool,

    /// Colours for a light or a dark background, or none [default: what the terminal says]
    #[arg(long, global = true, help_heading = EVERYWHERE, value_enum, value_name = "THEME")]
    pub(super) theme: Option<Theme>,

    /// No colours
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(super) no_color: bool,

    /// Meet a fault here
    #[arg(long, global = true, value_name = "NAME", hide = true)]
    pub(super) fault: Option<String>,

    /// Write the number of every committed step to this file or pipe
    #[arg(long, global = true, value_name = "FILE", hide = true)]
    pub(super) ack: Option<PathBuf>,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What colours are chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
    /// No colours; bold, underline and reverse remain.
    Mono,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Look around in a sample book, dated to today
    #[command(after_help = "The sample lives in a file of its own beside your book. Change anything, break nothing.")]
    Demo {
        /// Go on with the last sample instead of a fresh one
        #[arg(long)]
        keep: bool,
        /// Only these parts, by comma
        #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = section)]
        section: Vec<Section>,
    },
    /// Bring in invoices, customers, hours and more from files other programs export
    Import(Box<Import>),
    /// Your book in figures
    #[command(after_help = "Examples:
  keepnet report --period 2026Q3
  keepnet report --section concentration,stress
  keepnet report --section beach         when your work runs out, and what terms end
  keepnet report --format markdown --out report.md
  keepnet report --discreet              to show it to somebody else")]
    Report(Report),
    /// Write everything as plain files
    #[command(after_help = "Examples:
  keepnet export --out my-files                  spreadsheets: customers, invoices, time, all there is
  keepnet export --out my-files --format json    one file that imports to the same book
  keepnet export --out my-files --format ics     a calendar: terms that end, renewals, when to look for work

CSV holds no settings and no exchange rates: JSON holds everything. A calendar can hide names: --discreet.")]
    Export {
        /// What to write
        #[arg(long, value_enum, default_value = "csv")]
        format: ExportFormat,
        /// The folder to write into
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        /// Leave cells that a spreadsheet would run as formulas as they are
        #[arg(long)]
        raw: bool,
        /// Replace files that are there already
        #[arg(long)]
        force: bool,
    },
    /// Is the book healthy, and are its copies?
    Check,
    /// Make a copy now and verify it
    Backup {
        /// Where to [default: the folder beside the book]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Go back to a copy; the present book is copied first
    #[command(after_help = "\"keepnet check\" lists the copies. \"keepnet undo\" takes a restore back.")]
    Restore {
        /// The copy
        file: PathBuf,
    },
    /// Set something, undoable like any edit
    #[command(after_help = "Examples:
  keepnet set outgo 42,000           what goes out in a month, your own pay included
  keepnet set reserve 60k            the cash you have set aside
  keepnet set fiscal-start 4         your year starts in April
  keepnet set rate.EUR 1.18          what one euro is worth in your currency
  keepnet set reserve none           take it back

\"keepnet get\" lists every setting and what it means.")]
    Set {
        /// What to set
        name: String,
        /// Its value
        #[arg(required = true, allow_negative_numbers = true, num_args = 1..)]
        value: Vec<String>,
    },
    /// Show the settings, or one of them
    Get {
        /// Which one [default: all]
        name: Option<String>,
    },
    /// Take the newest step back
    Undo,
    /// Do what undo just took back again
    Redo,
    /// What was done, newest first
    History {
        /// How many steps
        #[arg(long, value_name = "N", default_value_t = 20)]
        last: usize,
    },
    /// Print completions for your shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// `keepnet import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  keepnet import invoices.csv
  keepnet import invoices.csv --dry-run          say what would happen, write nothing
  keepnet import sales.csv --map customer=Buyer --map amount=\"Net price\"
  keepnet import export.csv --dates dmy --decimal comma --currency EUR
  keepnet import hours.csv --as time             hours from Toggl, Harvest, Clockify or your own list
  keepnet import deals.csv                       deals from HubSpot or Pipedrive, contracts, your own list of projects
  keepnet import wishes.csv --as opportunities   rows without a stage are talked about, not booked
  keepnet import *.csv                           several at once

Nothing is written unless every row can be; --skip-bad takes the good ones.
Importing a file twice adds nothing. \"keepnet undo\" takes an import back.")]
pub(super) struct Import {
    /// The files; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What they hold: invoices, customers, people, segments, time, engagements, opportunities, weeks, assessments,
    /// referrals, offerings and more
    /// [default: told from the headings]
    #[arg(long = "as", value_name = "KIND", value_parser = kind)]
    pub(super) kind: Option<AskedKind>,
    /// Read a field from the column with this heading
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = mapping)]
    pub(super) map: Vec<(String, String)>,
    /// What separates columns [default: told from the file]
    #[arg(long, value_name = "C", value_parser = delimiter)]
    pub(super) delimiter: Option<char>,
    /// The encoding of the text [default: told from the file]
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// The order of day, month and year in its dates
    #[arg(long, value_name = "dmy|mdy|ymd", value_parser = dates)]
    pub(super) dates: Option<DateOrder>,
    /// Its decimal mark
    #[arg(long, value_name = "point|comma", value_parser = decimal)]
    pub(super) decimal: Option<DecimalMark>,
    /// The currency of rows that name none
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub(super) currency: Option<Currency>,
    /// What one unit of another currency is worth in yours
    #[arg(long, value_name = "CODE=N", value_parser = rate)]
    pub(super) rate: Vec<(Currency, Rate)>,
    /// Say what would happen, write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Take the good rows, list the refused ones
    #[arg(long)]
    pub(super) skip_bad: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What a file holds, as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AskedKind {
    /// What its rows are.
    pub(super) kind: FileKind,
    /// The stage of work that names none: opportunities are talked about.
    pub(super) stage: Option<Stage>,
}

/// `keepnet report`.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: ReportFormat,
    /// Write it to a file
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// 12m, 3m, 1m, all, a year or a quarter such as 2026Q3
    #[arg(long, value_name = "PERIOD", default_value = "12m", value_parser = period)]
    pub(super) period: Period,
    /// Only these parts, by comma: customers, revenue, concentration, stress, matrix, beach, retention,
    /// attention
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = section)]
    pub(super) section: Vec<Section>,
    /// Replace the file if it is there already
    #[arg(long)]
    pub(super) force: bool,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// To be read in the terminal.
    Text,
    /// To be kept or sent.
    Markdown,
    /// For other programs.
    Json,
}

/// How a book is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// One file per kind.
    Csv,
    /// One file that holds everything.
    Json,
    /// A calendar: terms that end, renewals to decide, when to start looking for work.
    Ics,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let day: NaiveDate = text.parse().map_err(|_| "a day is written 2026-11-22".to_owned())?;
    if (crate::domain::period::earliest()..=crate::domain::period::latest()).contains(&day) {
        Ok(day)
    } else {
        Err("a day lies between 1900-01-01 and 2999-12-31".to_owned())
    }
}

fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| "a period is 12m, 3m, 1m, all, 2026 or 2026Q3".to_owned())
}

fn section(text: &str) -> Result<Section, String> {
    Section::parse(text).ok_or_else(|| {
        let words: Vec<&str> = Section::ALL.iter().map(|section| section.word()).collect();
        format!("the parts are {}", words.join(", "))
    })
}

/// Opportunities are engagements that are not booked yet: one kind of file under two words.
const OPPORTUNITIES: &str = "opportunities";

fn kind(text: &str) -> Result<AskedKind, String> {
    if text.trim().eq_ignore_ascii_case(OPPORTUNITIES) {
        return Ok(AskedKind { kind: FileKind::WORK, stage: Some(Stage::Talking) });
    }
    FileKind::parse(text).map(|kind| AskedKind { kind, stage: None }).ok_or_else(|| {
        let words: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.word()).chain([OPPORTUNITIES]).collect();
        format!("a file holds {}", words.join(", "))
    })
}

fn mapping(text: &str) -> Result<(String, String), String> {
    let (field, column) = text.split_once('=').ok_or("write FIELD=COLUMN, for example amount=\"Net price\"")?;
    if field.trim().is_empty() || column.trim().is_empty() {
        return Err("write FIELD=COLUMN, for example amount=\"Net price\"".to_owned());
    }
    Ok((field.trim().to_owned(), column.trim().to_owned()))
}

fn delimiter(text: &str) -> Result<char, String> {
    match text {
        "\\t" | "tab" => Ok('\t'),
        _ => {
            let mut letters = text.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => Ok(letter),
                _ => Err("one character, or tab".to_owned()),
            }
        }
    }
}

fn dates(text: &str) -> Result<DateOrder, String> {
    DateOrder::parse(text).ok_or_else(|| "dmy, mdy or ymd".to_owned())
}

fn decimal(text: &str) -> Result<DecimalMark, String> {
    DecimalMark::parse(text).ok_or_else(|| "point or comma".to_owned())
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::parse(text).ok_or_else(|| "a three-letter currency code, such as EUR".to_owned())
}

fn rate(text: &str) -> Result<(Currency, Rate), String> {
    let wrong = || "write CODE=N, for example EUR=1.18".to_owned();
    let (code, value) = text.split_once('=').ok_or_else(wrong)?;
    Ok((currency(code)?, Rate::parse(value).ok_or_else(wrong)?))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn flags_after_the_value_of_a_setting_are_flags() {
        for words in [["reserve", "-5000", "--book", "other"], ["book", "Wren", "--book", "other"]] {
            let arguments = Arguments::try_parse_from(["keepnet", "set"].into_iter().chain(words)).unwrap();
            assert_eq!(arguments.book.as_deref(), Some(std::path::Path::new("other")));
            let Some(Command::Set { value, .. }) = arguments.command else { panic!("{words:?} is a setting") };
            assert_eq!(value, [words[1]]);
        }
    }
}
