//! The book's settings by name, exchange rates included.

use chrono::NaiveDate;

use crate::domain::change::{Change, DatedRate, Touched};
use crate::domain::currency::Currency;
use crate::domain::id::RateId;
use crate::domain::period::{earliest, spoken};
use crate::domain::rate::Rate;
use crate::domain::settings::{Name, Settings};
use crate::domain::text::shown;
use crate::repository::Kind;

use super::{Failure, Setup};

/// A setting as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The word typed for it.
    pub name: String,
    /// Its value, as an owner reads it.
    pub value: String,
    /// What it means.
    pub meaning: String,
}

/// What `set` and `get` name.
enum Asked {
    Setting(Name),
    Rate(Currency),
}

fn asked(word: &str) -> Result<Asked, Failure> {
    if let Some(name) = Name::parse(word) {
        return Ok(Asked::Setting(name));
    }
    if let Some(code) = word.trim().to_ascii_lowercase().strip_prefix("rate.") {
        return Currency::parse(code).map(Asked::Rate).ok_or_else(|| {
            Failure::Request(format!(
                "\"{}\" is not a currency code in use, as in rate.EUR.\nNothing was changed.",
                shown(code, 20)
            ))
        });
    }
    let words: Vec<&str> = Name::ALL.iter().map(|(_, word, ..)| *word).collect();
    Err(Failure::Request(format!(
        "There is no setting \"{}\".\nNothing was changed.\nThe settings are {} and rate.CODE.",
        shown(word, 40),
        words.join(", ")
    )))
}

/// Sets a value as an owner types it. Makes the book where there is none.
pub fn set(setup: &Setup, word: &str, typed: &str) -> Result<Touched, Failure> {
    let asked = asked(word)?;
    // A value that makes no sense is refused before a book is made for it.
    let opened = match &asked {
        Asked::Setting(name) => {
            Settings::default().enter(*name, typed)?;
            setup.open_or_create()?
        }
        Asked::Rate(currency) => {
            typed_rate(*currency, typed)?;
            setup.open_or_create()?
        }
    };
    let super::open::Opened { mut repository, is_new } = opened;
    let done = (|| {
        let change = match asked {
            Asked::Setting(name) => {
                let before = repository.load_settings()?;
                Change::Settings(before.changes_to(&before.enter(name, typed)?))
            }
            Asked::Rate(currency) => Change::Rate(typed_rate(currency, typed)?),
        };
        Ok(repository.apply(&change)?)
    })();
    let wrote = matches!(&done, Ok(Touched { change: Some(_), .. }));
    super::open::Opened { repository, is_new }.close(wrote)?;
    done
}

/// `1.18`, `1.18 from 2026-01-01`: without a day the rate holds from the beginning.
fn typed_rate(currency: Currency, typed: &str) -> Result<DatedRate, Failure> {
    let (rate, from) = typed.split_once(" from ").unwrap_or((typed, ""));
    let wrong = || {
        Failure::Request(format!(
            "A rate is what one {currency} is worth in your currency, for example 1.18 or \"1.18 from 2026-01-01\"; \"{}\" is not.\nNothing was changed.",
            shown(typed, 40)
        ))
    };
    let from = if from.trim().is_empty() { earliest() } else { from.trim().parse::<NaiveDate>().map_err(|_| wrong())? };
    let rate = Rate::parse(rate).ok_or_else(wrong)?;
    Ok(DatedRate { id: RateId(0), currency, from, rate })
}

/// One setting, or all of them; a book that is not there yet has the defaults.
pub fn get(setup: &Setup, word: Option<&str>) -> Result<Vec<Entry>, Failure> {
    let asked = word.map(asked).transpose()?;
    let (settings, rates) = match setup.open() {
        Ok(repository) => {
            let book = repository.load_book()?;
            (book.settings, book.rates)
        }
        Err(Failure::Book(error)) if error.kind == Kind::Missing => (Settings::default(), Vec::new()),
        Err(failure) => return Err(failure),
    };
    let setting =
        |name: Name| Entry { name: name.word().to_owned(), value: settings.shown(name), meaning: name.meaning().to_owned() };
    let rate = |rate: &DatedRate| Entry {
        name: format!("rate.{}", rate.currency),
        value: rate.rate.to_string(),
        meaning: format!(
            "what one {} is worth in {}{}",
            rate.currency,
            settings.base(),
            if rate.from <= earliest() { String::new() } else { format!(", from {} on", spoken(rate.from)) }
        ),
    };
    Ok(match asked {
        Some(Asked::Setting(name)) => vec![setting(name)],
        Some(Asked::Rate(currency)) => {
            let kept: Vec<Entry> = rates.iter().filter(|rate| rate.currency == currency).map(rate).collect();
            if kept.is_empty() {
                vec![Entry { name: format!("rate.{currency}"), value: "not set".to_owned(), meaning: String::new() }]
            } else {
                kept
            }
        }
        None => Name::ALL.iter().map(|(name, ..)| setting(*name)).chain(rates.iter().map(rate)).collect(),
    })
}
