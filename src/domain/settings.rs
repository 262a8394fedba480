//! The book's settings: what an owner may set, how it is typed, kept and shown.
//!
//! One table ([`Name::ALL`]) serves `keepnet set`, `keepnet get`, the forms and the manual. A value is kept as
//! canonical text (money in minor units) and only ever made by [`Settings::enter`] or read back by [`Settings::read`].
//! Exchange rates are rows of their own, see [`crate::domain::rate`].

use chrono::{NaiveDate, Weekday};

use super::currency::Currency;
use super::money::{self, Minor};
use super::period::FiscalStart;
use super::series::Basis;
use super::text::{Line, shown};
use super::typed::{typed_amount, typed_days_off, typed_hundredths, typed_stage_odds, typed_weights, typed_work_days};

mod name;

pub use name::Name;

/// Hundredths: the exact form of settings with decimals, such as 6.5 months or 12.25 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(pub i64);

impl std::fmt::Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// The weekdays a firm works on, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WorkDays(pub(super) [bool; 7]);

impl WorkDays {
    /// Whether the firm works on that weekday.
    #[must_use]
    pub fn holds(self, day: Weekday) -> bool {
        self.0[day.num_days_from_monday() as usize]
    }

    /// How many days a normal week has.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.iter().filter(|works| **works).count() as u32
    }
}

/// Days nobody works, or only half of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOff {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// Whether half of each day is worked.
    pub half: bool,
}

impl std::fmt::Display for TimeOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.from)?;
        if self.to != self.from {
            write!(f, "..{}", self.to)?;
        }
        f.write_str(if self.half { " half" } else { "" })
    }
}

/// The settings of a book. A figure that needs one that is `None` says so and names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the owner calls the book or the firm.
    pub book: Option<Line>,
    /// The base currency; fixed once documents exist.
    pub currency: Option<Currency>,
    /// The month the firm's year starts in.
    pub fiscal_start: FiscalStart,
    /// Which date documents count on.
    pub basis: Basis,
    /// Net income wanted in a year.
    pub target: Option<Minor>,
    /// Overhead and owner's pay a month (F of `metrics.md` item 9).
    pub outgo: Option<Minor>,
    /// Cash set aside (R of `metrics.md` item 9).
    pub reserve: Option<Minor>,
    /// What an hour of work costs the firm.
    pub hour_cost: Option<Minor>,
    /// List price of a day.
    pub day_rate: Option<Minor>,
    /// Weekdays worked.
    pub work_days: WorkDays,
    /// Days the team has in a week; `None`: as many as weekdays worked.
    pub team_days: Option<Hundredths>,
    /// Days planned to be billed in a year.
    pub billable_days: u32,
    /// Days nobody works.
    pub days_off: Vec<TimeOff>,
    /// Hours of marketing wanted in a week.
    pub marketing_hours: Hundredths,
    /// Days from first contact to first paid day.
    pub lead_days: u32,
    /// Months of runway that must remain after a loss.
    pub tolerance: Hundredths,
    /// Share of one customer, in percent, that raises the alarm when exceeded.
    pub limit: Hundredths,
    /// Fit from which a customer fits, 0 to 100.
    pub cut_fit: u32,
    /// Mood from which the mood matches, 0 to 100.
    pub cut_mood: u32,
    /// Weights of the eight fit criteria, in their order.
    pub weights: [u32; 8],
    /// How many of a hundred customers stay another year, where the owner guesses (r of `metrics.md` items 20, 21).
    pub renewal: Option<Hundredths>,
    /// What a year's wait takes off money to come, in percent (d of `metrics.md` item 21).
    pub discount: Hundredths,
    /// Odds of a lead, a talk, a proposal and a verbal yes, in percent.
    pub stage_odds: [u32; 4],
    /// How many customers are wanted in the same week.
    pub parallel: u32,
    /// Share of the days kept for finding work, in percent.
    pub marketing_share: Hundredths,
    /// Tax on income, in percent (t of `metrics.md` item 33).
    pub tax: Hundredths,
    /// What the firm costs in a year, without the owner's pay (overhead of `metrics.md` item 33).
    pub overhead: Option<Minor>,
}

impl Default for Settings {
    /// The defaults of `metrics.md`.
    fn default() -> Self {
        Settings {
            book: None,
            currency: None,
            fiscal_start: FiscalStart::default(),
            basis: Basis::Invoiced,
            target: None,
            outgo: None,
            reserve: None,
            hour_cost: None,
            day_rate: None,
            work_days: WorkDays([true, true, true, true, true, false, false]),
            team_days: None,
            billable_days: 120,
            days_off: Vec::new(),
            marketing_hours: Hundredths(400),
            lead_days: 56,
            tolerance: Hundredths(600),
            limit: Hundredths(2000),
            cut_fit: 60,
            cut_mood: 60,
            weights: [20, 10, 15, 15, 10, 15, 10, 5],
            renewal: None,
            discount: Hundredths(1000),
            stage_odds: [10, 25, 50, 80],
            parallel: 3,
            marketing_share: Hundredths(2000),
            tax: Hundredths(0),
            overhead: None,
        }
    }
}

/// A setting that takes another value, in the form the book keeps: as the owner saw it and as it shall be (`None`: not
/// set).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub name: Name,
    /// As it was seen.
    pub before: Option<String>,
    /// As it shall be.
    pub after: Option<String>,
}

/// Why a value was refused: the sentence, ready for the owner.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Problem(pub String);

pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Settings {
    /// The currency figures are in: the book's, or the US dollar while it has none.
    #[must_use]
    pub fn base(&self) -> Currency {
        self.currency.unwrap_or(Currency::USD)
    }

    /// What the book is called on screen.
    #[must_use]
    pub fn title(&self) -> &str {
        self.book.as_ref().map_or("Your book", Line::as_str)
    }

    /// The settings with one value as an owner types it (`60k`, `mon-fri`, `none`), or the reason why not.
    pub fn enter(&self, name: Name, typed: &str) -> Result<Settings, Problem> {
        let typed = typed.trim();
        let mut next = self.clone();
        let unset = typed.is_empty() || typed.eq_ignore_ascii_case("none");
        if unset && !name.may_be_unset() {
            return Err(Problem(format!("{} needs a value, for example {}", name.word(), name.example())));
        }
        let wrong = |what: &str| {
            Problem(format!("{} {what}, for example {}; \"{}\" is not", name.word(), name.example(), shown(typed, 60)))
        };
        let amount = || -> Result<Option<Minor>, Problem> {
            if unset {
                return Ok(None);
            }
            typed_amount(typed, self.base()).filter(|amount| amount.fits()).map(Some).ok_or_else(|| wrong("is an amount"))
        };
        let not_negative = |amount: Option<Minor>| match amount {
            Some(Minor(value)) if value < 0 => Err(wrong("is an amount of 0 or more")),
            amount => Ok(amount),
        };
        let number = |least: i64, most: i64| {
            typed_hundredths(typed)
                .filter(|value| (least * 100..=most * 100).contains(&value.0))
                .ok_or_else(|| wrong(&format!("is a number from {least} to {most}")))
        };
        let count = |least: u32, most: u32| {
            typed
                .parse::<u32>()
                .ok()
                .filter(|value| (least..=most).contains(value))
                .ok_or_else(|| wrong(&format!("is a whole number from {least} to {most}")))
        };
        match name {
            Name::Book => next.book = if unset { None } else { Line::some(typed) },
            Name::Currency => {
                next = next.in_currency(Currency::parse(typed).ok_or_else(|| wrong("is a three-letter code in use"))?);
            }
            Name::FiscalStart => {
                next.fiscal_start =
                    typed.parse().ok().and_then(FiscalStart::new).ok_or_else(|| wrong("is a month from 1 to 12"))?;
            }
            Name::Basis => {
                next.basis = match typed.to_ascii_lowercase().as_str() {
                    "invoiced" => Basis::Invoiced,
                    "paid" => Basis::Paid,
                    _ => return Err(wrong("is \"invoiced\" or \"paid\"")),
                }
            }
            Name::Target => next.target = not_negative(amount()?)?,
            Name::Outgo => next.outgo = not_negative(amount()?)?,
            Name::Reserve => next.reserve = amount()?,
            Name::HourCost => next.hour_cost = not_negative(amount()?)?,
            Name::DayRate => next.day_rate = not_negative(amount()?)?,
            Name::WorkDays => {
                next.work_days = typed_work_days(typed).ok_or_else(|| wrong("is one weekday or more"))?;
            }
            Name::TeamDays => next.team_days = if unset { None } else { Some(number(0, 10_000)?) },
            Name::BillableDays => next.billable_days = count(1, 366)?,
            Name::DaysOff => {
                next.days_off =
                    if unset { Vec::new() } else { typed_days_off(typed).ok_or_else(|| wrong("is a list of dates"))? };
            }
            Name::MarketingHours => next.marketing_hours = number(0, 168)?,
            Name::LeadDays => next.lead_days = count(0, 3650)?,
            Name::Tolerance => next.tolerance = number(0, 1200)?,
            Name::Limit => next.limit = number(1, 100)?,
            Name::CutFit => next.cut_fit = count(0, 100)?,
            Name::CutMood => next.cut_mood = count(0, 100)?,
            Name::Renewal => next.renewal = if unset { None } else { Some(number(0, 100)?) },
            Name::Discount => next.discount = number(0, 100)?,
            Name::StageOdds => {
                next.stage_odds = typed_stage_odds(typed).ok_or_else(|| wrong("is four whole numbers from 0 to 100"))?;
            }
            Name::Parallel => next.parallel = count(1, 100)?,
            Name::MarketingShare => next.marketing_share = number(0, 90)?,
            Name::Tax => next.tax = number(0, 90)?,
            Name::Overhead => next.overhead = not_negative(amount()?)?,
            Name::Weights => next.weights = typed_weights(typed).ok_or_else(|| wrong("is eight whole numbers from 0 to 100"))?,
        }
        Ok(next)
    }

    /// The same in another currency: amounts keep the number that was typed, however many decimals it has there.
    #[must_use]
    pub fn in_currency(&self, currency: Currency) -> Settings {
        let [from, to] = [self.base(), currency].map(|currency| 10i128.pow(u32::from(currency.decimals())));
        let (least, most) = (-i128::from(Minor::LARGEST), i128::from(Minor::LARGEST));
        let moved = |amount: Minor| Minor(money::rounded(i128::from(amount.0) * to, from).clamp(least, most) as i64);
        Settings {
            currency: Some(currency),
            target: self.target.map(moved),
            outgo: self.outgo.map(moved),
            reserve: self.reserve.map(moved),
            hour_cost: self.hour_cost.map(moved),
            day_rate: self.day_rate.map(moved),
            overhead: self.overhead.map(moved),
            ..self.clone()
        }
    }

    /// The text the book keeps for a setting; `None` where nothing is set.
    #[must_use]
    pub fn kept(&self, name: Name) -> Option<String> {
        let minor = |amount: Option<Minor>| amount.map(|amount| amount.0.to_string());
        match name {
            Name::Book => self.book.as_ref().map(ToString::to_string),
            Name::Currency => self.currency.map(|currency| currency.code().to_owned()),
            Name::FiscalStart => Some(self.fiscal_start.month().to_string()),
            Name::Basis => Some(if self.basis == Basis::Paid { "paid" } else { "invoiced" }.to_owned()),
            Name::Target => minor(self.target),
            Name::Outgo => minor(self.outgo),
            Name::Reserve => minor(self.reserve),
            Name::HourCost => minor(self.hour_cost),
            Name::DayRate => minor(self.day_rate),
            Name::WorkDays => Some(
                WEEKDAYS
                    .iter()
                    .zip(self.work_days.0)
                    .filter(|(_, works)| *works)
                    .map(|(day, _)| *day)
                    .collect::<Vec<_>>()
                    .join(","),
            ),
            Name::TeamDays => self.team_days.map(|days| days.to_string()),
            Name::BillableDays => Some(self.billable_days.to_string()),
            Name::DaysOff => {
                (!self.days_off.is_empty()).then(|| self.days_off.iter().map(TimeOff::to_string).collect::<Vec<_>>().join(","))
            }
            Name::MarketingHours => Some(self.marketing_hours.to_string()),
            Name::LeadDays => Some(self.lead_days.to_string()),
            Name::Tolerance => Some(self.tolerance.to_string()),
            Name::Limit => Some(self.limit.to_string()),
            Name::CutFit => Some(self.cut_fit.to_string()),
            Name::CutMood => Some(self.cut_mood.to_string()),
            Name::Weights => Some(self.weights.map(|weight| weight.to_string()).join(",")),
            Name::Renewal => self.renewal.map(|percent| percent.to_string()),
            Name::Discount => Some(self.discount.to_string()),
            Name::StageOdds => Some(self.stage_odds.map(|odds| odds.to_string()).join(",")),
            Name::Parallel => Some(self.parallel.to_string()),
            Name::MarketingShare => Some(self.marketing_share.to_string()),
            Name::Tax => Some(self.tax.to_string()),
            Name::Overhead => minor(self.overhead),
        }
    }

    /// What has to change to come from these settings to those.
    #[must_use]
    pub fn changes_to(&self, after: &Settings) -> Vec<Entry> {
        let entries = Name::ALL.map(|(name, ..)| Entry { name, before: self.kept(name), after: after.kept(name) });
        entries.into_iter().filter(|entry| entry.before != entry.after).collect()
    }

    /// These settings with one entry, in kept form, replaced. `None` when the text was not written by [`Settings::kept`].
    #[must_use]
    pub fn with(&self, name: Name, kept: Option<&str>) -> Option<Settings> {
        match kept {
            Some(kept) => self.read(name, kept),
            None => self.enter(name, "none").ok(),
        }
    }

    /// Takes a kept text back. `None` when the text was not written by [`Settings::kept`].
    #[must_use]
    pub fn read(&self, name: Name, kept: &str) -> Option<Settings> {
        let minor = || kept.parse().ok().map(Minor).filter(|amount| amount.fits()).map(Some);
        let mut next = self.clone();
        match name {
            Name::Target => next.target = minor()?,
            Name::Outgo => next.outgo = minor()?,
            Name::Reserve => next.reserve = minor()?,
            Name::HourCost => next.hour_cost = minor()?,
            Name::DayRate => next.day_rate = minor()?,
            Name::Overhead => next.overhead = minor()?,
            _ => next = self.enter(name, kept).ok()?,
        }
        Some(next)
    }

    /// A value as an owner reads it: `$60,000`, `not set`.
    #[must_use]
    pub fn shown(&self, name: Name) -> String {
        let amount =
            |amount: Option<Minor>| amount.map(|amount| money::exact(amount, self.base()).trim_end_matches(".00").to_owned());
        let value = match name {
            Name::Target => amount(self.target),
            Name::Outgo => amount(self.outgo),
            Name::Reserve => amount(self.reserve),
            Name::HourCost => amount(self.hour_cost),
            Name::DayRate => amount(self.day_rate),
            Name::Overhead => amount(self.overhead),
            _ => self.kept(name),
        };
        value.unwrap_or_else(|| "not set".to_owned())
    }
}

#[cfg(test)]
mod tests;
