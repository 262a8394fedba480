//! What the lists say: what needs attention, what was done, what was said, which copies there are.
//!
//! How a list is drawn and moved in is [`super::list`]; who keeps history, messages and copies hands them in.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::list::{List, Mark, Row, Told};
use crate::domain::beach::WhatIf;
use crate::domain::change::Step;
use crate::domain::id::CustomerId;
use crate::domain::insight::attention::{self, Finding};
use crate::domain::money::counted;
use crate::domain::period::{Period, spoken};
use crate::intent::{Effect, Job, Notice, Opening, Question, Tab, Tone, View};

/// A copy one can go back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was made, by the clock on the wall.
    pub at: NaiveDateTime,
    /// Its size.
    pub bytes: u64,
    /// How many customers are in it; `None` where it does not open.
    pub customers: Option<u64>,
}

impl List {
    /// What needs attention, the largest stake first.
    #[must_use]
    pub fn attention(view: &View<'_>) -> List {
        let empty = "Nothing needs your attention. Customers that too much hangs on are named here, and losses your money would not survive.";
        List::of_the_book("What needs attention", findings, None, empty, view)
    }

    /// What was done, the newest first, each step with its time on the wall.
    #[must_use]
    pub fn history(steps: Vec<(NaiveDateTime, Step)>, today: NaiveDate) -> List {
        let rows = steps.into_iter().map(|(at, step)| step_row(at, step, today)).collect();
        List::new(
            "What was done",
            rows,
            "Nothing has been done in this book yet. Every change is listed here, and u takes the newest back.",
        )
    }

    /// What was said, the newest first.
    #[must_use]
    pub fn messages(said: Vec<Notice>) -> List {
        let row = |notice: Notice| Row {
            mark: match notice.tone {
                Tone::Done => Mark::Done,
                Tone::Care | Tone::Refused => Mark::Care,
                Tone::Error => Mark::Bad,
                Tone::Passing => Mark::Plain,
            },
            words: notice.words,
            place: String::new(),
            gone: false,
            more: String::new(),
            effects: Vec::new(),
        };
        List::new("What was said", said.into_iter().map(row).collect(), "Nothing has been said yet.")
    }

    /// Copies to go back to, the newest first.
    #[must_use]
    pub fn copies(copies: Vec<Copied>, today: NaiveDate) -> List {
        let rows = copies.into_iter().map(|copy| copy_row(copy, today)).collect();
        List::new(
            "Go back to an older copy",
            rows,
            "There are no copies yet. The command backup makes one now; keepnet makes one by itself when it starts and when it ends.",
        )
    }
}

fn findings(_of: Option<CustomerId>, view: &View<'_>) -> Told {
    let figures = view.figures(Period::Months(12)).figures;
    let row = |finding: Finding| {
        let (more, effects) = match (finding.customer, finding.key) {
            (None, ",") => ("Enter opens the settings.", vec![Effect::Close, Effect::Open(Opening::Settings(Tab::Concentration))]),
            (None, "1") => {
                ("Enter goes to Customers, where / stage:life finds them.", vec![Effect::Close, Effect::Go(Tab::Customers, None)])
            }
            (customer, "4") => ("Enter goes there, on the Beach tab.", vec![Effect::Close, Effect::Go(Tab::Beach, customer)]),
            (customer, _) => {
                ("Enter goes there, on the Concentration tab.", vec![Effect::Close, Effect::Go(Tab::Concentration, customer)])
            }
        };
        Row {
            mark: if finding.is_grave { Mark::Bad } else { Mark::Care },
            words: finding.on_screen().to_owned(),
            place: String::new(),
            gone: false,
            more: more.to_owned(),
            effects,
        }
    };
    let rows = attention::findings(view.book, &figures, &view.beach(&WhatIf::default()), view.names).into_iter().map(row).collect();
    Told { lead: String::new(), rows }
}

fn step_row(at: NaiveDateTime, step: Step, today: NaiveDate) -> Row {
    let place = if step.holds { moment(at, today) } else { format!("undone  {}", moment(at, today)) };
    Row {
        mark: Mark::Plain,
        words: step.words,
        place,
        gone: !step.holds,
        more: "u takes the newest step back, Ctrl+R does it again. Esc first.".to_owned(),
        effects: Vec::new(),
    }
}

fn copy_row(copy: Copied, today: NaiveDate) -> Row {
    let when = moment(copy.at, today);
    let size = size(copy.bytes);
    let Some(customers) = copy.customers else {
        return Row {
            mark: Mark::Bad,
            words: format!("{when}: does not open"),
            place: size,
            gone: true,
            more: "This copy is damaged. Choose another; your book of today is as it was.".to_owned(),
            effects: Vec::new(),
        };
    };
    let customers = counted(customers, "customer", "customers");
    let question = Question {
        title: "Restore over today's book?".to_owned(),
        words: format!(
            "The copy of {when} has {customers}. Today's book is copied first, so you can come back to it; u takes the restore back."
        ),
        answers: vec![
            ("Keep today's book".to_owned(), Vec::new()),
            ("Restore".to_owned(), vec![Effect::Close, Effect::Start(Job::Restore(copy.path))]),
        ],
    };
    Row {
        mark: Mark::Plain,
        words: format!("{when}, {customers}"),
        place: size,
        gone: false,
        more: "Enter asks whether to go back to it.".to_owned(),
        effects: vec![Effect::Open(Opening::Ask(question))],
    }
}

/// A moment as short as it is plain: `14:02` today, `21 Nov 14:02`, `21 Nov 2025 14:02`.
fn moment(at: NaiveDateTime, today: NaiveDate) -> String {
    let time = at.format("%H:%M");
    match at.date() {
        day if day == today => format!("today {time}"),
        day if day.year() == today.year() => format!("{} {} {time}", day.day(), day.format("%b")),
        day => format!("{} {time}", spoken(day)),
    }
}

/// `412 KB`, `1.3 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        ..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_and_sizes_are_short() {
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let today = at("2026-11-22T00:00:00").date();
        let shown = |text: &str| moment(at(text), today);
        assert_eq!(shown("2026-11-22T14:02:59"), "today 14:02");
        assert_eq!(shown("2026-01-03T09:30:00"), "3 Jan 09:30");
        assert_eq!(shown("2025-12-31T23:59:00"), "31 Dec 2025 23:59");
        assert_eq!([1, 999_999, 1_000_000, 12_960_000].map(size), ["1 KB", "1000 KB", "1.0 MB", "12.9 MB"]);
    }
}
