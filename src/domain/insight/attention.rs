//! What needs the owner's attention: findings by rule, the largest stake first.
//!
//! Every word for a customer goes through [`Names`], so discreet mode holds. Which figures a rule reads is written
//! beside it; how a finding is drawn is the business of `report` and the screens.

use crate::domain::beach::Beach;
use crate::domain::book::Book;
use crate::domain::figures::Figures;
use crate::domain::id::CustomerId;
use crate::domain::money::Minor;
use crate::domain::names::Names;
use crate::domain::settings::{Hundredths, Name};
use crate::domain::text::name_key;

use super::concentration::Holding;
use super::life::ForLife;
use super::ratio::Ratio;
use super::stress::{Missing, Runway};
use super::windows::{Verdict, over};

mod work;

/// A rule that finds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// One customer brings a large share of the last twelve months.
    Dominant,
    /// Losing one customer leaves too few months of money, or that cannot be told yet.
    Stress,
    /// More customers are marked for life than can be (product claim C1).
    ForLife,
    /// Nothing is booked for two weeks or more, now or sooner than work can be found (`metrics.md` item 29).
    Beach,
    /// The day to start looking for work is past.
    Outreach,
    /// Weeks with more work than days.
    OverBooked,
    /// One engagement takes all of the time (item 35).
    FullTime,
    /// One customer takes much of the time (item 35).
    TimeShare,
    /// Fewer customers at once than wanted (product claim D8).
    AtOnce,
    /// A term ends and nobody said why it would be renewed (product claim E10).
    Term,
    /// A quarter of the terms or more were not renewed (product claim E8).
    Renewal,
    /// Opportunities that do not move.
    Idle,
}

impl Rule {
    /// The word kept in JSON and for snoozing.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Rule::Dominant => "dominant",
            Rule::Stress => "stress",
            Rule::ForLife => "for_life",
            Rule::Beach => "beach",
            Rule::Outreach => "outreach",
            Rule::OverBooked => "over_booked",
            Rule::FullTime => "full_time",
            Rule::TimeShare => "time_share",
            Rule::AtOnce => "at_once",
            Rule::Term => "term",
            Rule::Renewal => "renewal",
            Rule::Idle => "idle",
        }
    }
}

/// Something that needs attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What found it.
    pub rule: Rule,
    /// Whom it is about; `None` when it is about the whole book.
    pub customer: Option<CustomerId>,
    /// The money at stake, base minor units: findings are ordered by it.
    pub stake: Minor,
    /// A sentence or two for the owner, with the command that helps where one does.
    pub words: String,
    /// The key on the dashboard that goes where something can be done about it.
    pub key: &'static str,
    /// Whether it is more than a warning.
    pub is_grave: bool,
    /// The sentence where that key stands in place of the command.
    without_command: Option<String>,
}

impl Finding {
    /// The sentence for the dashboard, which shows [`Finding::key`] beside it.
    #[must_use]
    pub fn on_screen(&self) -> &str {
        self.without_command.as_deref().unwrap_or(&self.words)
    }
}

/// The tab that shows customers.
const CUSTOMERS: &str = "1";
/// The tab that shows concentration.
const CONCENTRATION: &str = "3";
/// The settings of a tab.
const SETTINGS: &str = ",";

/// All findings, by stake, then rule, then the fixed order of names and ids. Archived customers are not looked after
/// any more and are not in it. `beach` is that of the same book and day, without a question.
#[must_use]
pub fn findings(book: &Book, figures: &Figures, beach: &Beach, names: &Names) -> Vec<Finding> {
    let mut found = dominant(book, figures, names);
    found.extend(stress(book, figures, names));
    found.extend(for_life(book, figures));
    found.extend(work::findings(book, figures, beach, names));
    let name = |finding: &Finding| {
        let customer = finding.customer.and_then(|id| book.customer(id));
        (customer.map(|customer| name_key(customer.name.as_str())), finding.customer)
    };
    found.sort_by(|a, b| b.stake.cmp(&a.stake).then(a.rule.cmp(&b.rule)).then_with(|| name(a).cmp(&name(b))));
    found
}

/// The lines one customer's share may cross (`metrics.md`, defaults).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// Worth knowing about: over 10 %.
    Notice,
    /// Over 15 %.
    Caution,
    /// Over the owner's limit.
    Limit,
    /// Over 25 %.
    Danger,
    /// More than half.
    Main,
}

/// The gravest line a share is strictly over, and the line in percent. The owner may put the limit anywhere: over it
/// is never less than over the limit.
#[must_use]
pub fn line_crossed(share: Ratio, limit: Hundredths) -> Option<(Line, Hundredths)> {
    let lines = [
        (Hundredths(1000), Line::Notice),
        (Hundredths(1500), Line::Caution),
        (limit, Line::Limit),
        (Hundredths(2500), Line::Danger),
        (Hundredths(5000), Line::Main),
    ];
    lines.into_iter().rfind(|(percent, _)| over(share, *percent)).map(|(percent, line)| (line, percent))
}

/// Shares over a line in the last twelve months, or an alarm at the last three month-ends (`metrics.md` item 8).
fn dominant(book: &Book, figures: &Figures, names: &Names) -> Vec<Finding> {
    let limit = book.settings.limit;
    let holdings = figures.year.holdings();
    let finding = |holding: &Holding, words: String| Finding {
        rule: Rule::Dominant,
        customer: Some(holding.unit),
        stake: holding.net,
        is_grave: figures.year.share(holding.net).is_some_and(|share| over(share, limit)),
        words,
        key: CONCENTRATION,
        without_command: None,
    };
    let mut found: Vec<Finding> = holdings
        .iter()
        .filter(|holding| is_looked_after(book, holding.unit))
        .map_while(|holding| {
            let share = figures.year.share(holding.net)?;
            let (line, percent) = line_crossed(share, limit)?;
            let name = names.by_id(book, holding.unit);
            Some(finding(holding, dominant_words(name, share, line, percent, holdings.len() == 1)))
        })
        .collect();
    if let Verdict::Alarm(unit) = figures.windows.verdict(limit)
        && figures.windows.twelve_months.over(limit).is_none()
        && is_looked_after(book, unit)
        && let Some(holding) = holdings.iter().find(|holding| holding.unit == unit)
    {
        let words = format!(
            "{} was over your limit of {limit}% in each of the last three months, though not over the whole year. \
             It is becoming the customer you depend on.",
            names.by_id(book, unit)
        );
        found.retain(|finding| finding.customer != Some(unit));
        found.push(finding(holding, words));
    }
    found
}

fn dominant_words(name: &str, share: Ratio, line: Line, percent: Hundredths, only: bool) -> String {
    if only {
        return format!("{name} is your only customer with revenue in the last 12 months: everything hangs on them.");
    }
    let share = format!("{name} brings {}% of your revenue", share.decimal(100, 1));
    match line {
        Line::Notice => format!("{share}, over {percent}%: from here on a customer is worth knowing about."),
        Line::Caution => format!("{share}, over {percent}%: take care that the others grow too."),
        Line::Limit => format!("{share}, over your limit of {percent}%. Win others before this one grows further."),
        Line::Danger => {
            format!("{share}, over {percent}%, where depending on one customer is dangerous and makes a firm worth less.")
        }
        Line::Main => format!("{share}, more than half: they decide whether you are in business. Keep more money aside."),
    }
}

/// Customers whose loss alone leaves fewer months than the tolerance, or what is missing to tell (`metrics.md` item 9).
fn stress(book: &Book, figures: &Figures, names: &Names) -> Vec<Finding> {
    let Some(biggest) = figures.year.leader() else {
        return Vec::new();
    };
    let tolerance = book.settings.tolerance;
    let now = match figures.stress.losing(&[]) {
        Err(missing) => return vec![asked(missing, &biggest, names.by_id(book, biggest.unit))],
        Ok(now) => now,
    };
    if !now.passes(tolerance) {
        let words =
            format!("Even if you lose nobody, your money lasts {}, and you want {tolerance}.", months_words(now, tolerance));
        let (rule, stake) = (Rule::Stress, figures.year_total);
        return vec![Finding { rule, customer: None, stake, words, key: CONCENTRATION, is_grave: true, without_command: None }];
    }
    let alone = figures.year.holdings().iter().filter(|holding| is_looked_after(book, holding.unit));
    alone
        .filter_map(|holding| {
            let runway = figures.stress.losing(&[figures.part(book, holding)]).ok()?;
            (!runway.passes(tolerance)).then(|| Finding {
                rule: Rule::Stress,
                customer: Some(holding.unit),
                stake: holding.net,
                words: format!(
                    "Without {} your money lasts {}, and you want {tolerance}.",
                    names.by_id(book, holding.unit),
                    months_words(runway, tolerance)
                ),
                key: CONCENTRATION,
                is_grave: true,
                without_command: None,
            })
        })
        .collect()
}

/// Too many customers for life. No money hangs on a word, so it stands last.
fn for_life(book: &Book, figures: &Figures) -> Option<Finding> {
    let told = figures.customers.one_off;
    let words = ForLife::of(book, told.judgeable() + told.too_early, figures.today).warning()?;
    Some(Finding {
        rule: Rule::ForLife,
        customer: None,
        stake: Minor::ZERO,
        words,
        key: CUSTOMERS,
        is_grave: false,
        without_command: None,
    })
}

/// A runway in words: `21.2 months`, `just under 6 months` where rounding would hide that it fails.
#[must_use]
pub fn months_words(runway: Runway, tolerance: Hundredths) -> String {
    let Some(months) = runway.months() else {
        return "as long as the rest keep buying".to_owned();
    };
    let looks_enough = Ratio::new(months.rounded(10), 10) >= Ratio::new(i128::from(tolerance.0), 100);
    if !runway.passes(tolerance) && looks_enough {
        return format!("just under {tolerance} months");
    }
    format!("{} months", months.decimal(1, 1))
}

/// Asks for the settings without which no runway can be told.
fn asked(missing: Missing, biggest: &Holding, name: &str) -> Finding {
    Finding {
        rule: Rule::Stress,
        customer: None,
        stake: biggest.net,
        words: missing_words(missing, name, |setting| format!(" (keepnet set {} {})", setting.word(), setting.example())),
        key: SETTINGS,
        is_grave: false,
        without_command: Some(missing_words(missing, name, |_| String::new())),
    }
}

/// Which settings to give, each followed by how.
fn missing_words(missing: Missing, biggest: &str, how: impl Fn(Name) -> String) -> String {
    let outgo = || format!("what goes out in a month{}", how(Name::Outgo));
    let reserve = || format!("what you have set aside{}", how(Name::Reserve));
    let asked = match (missing.outgo, missing.reserve) {
        (true, true) => format!("{} and {}", outgo(), reserve()),
        (true, false) => outgo(),
        _ => reserve(),
    };
    format!("Say {asked} to see how long your money would last without {biggest}.")
}

fn is_looked_after(book: &Book, id: CustomerId) -> bool {
    book.customer(id).is_some_and(|customer| !customer.archived)
}

#[cfg(test)]
#[path = "attention_tests.rs"]
mod tests;
