//! Every write the program can do, as data, and the words undo and history use for it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::currency::Currency;
use super::customer::{Customer, Person, Segment, joined};
use super::id::{ChangeId, CustomerId, InvoiceId, PersonId, RateId, SegmentId, SessionId};
use super::invoice::Invoice;
use super::money;
use super::period::spoken;
use super::rate::Rate;
use super::settings::{Name, Settings};
use super::text::Line;

/// A rate from a day on, until a later one starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedRate {
    /// Its id in the book.
    pub id: RateId,
    /// The currency it converts from.
    pub currency: Currency,
    /// Its first day.
    pub from: NaiveDate,
    /// Base units per one unit.
    pub rate: Rate,
}

/// The rate of a currency on a day: the latest that starts no later; `None` where the owner gave none.
#[must_use]
pub fn rate_on(rates: &[DatedRate], currency: Currency, date: NaiveDate) -> Option<Rate> {
    let known = rates.iter().filter(|rate| rate.currency == currency && rate.from <= date);
    known.max_by_key(|rate| rate.from).map(|rate| rate.rate)
}

/// One edit: one transaction, one undo step. A value whose id is 0 is new.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// These settings take new values, in the form the book keeps them in (`None`: not set); the others stay as they are.
    Settings(Vec<(Name, Option<String>)>),
    /// A rate comes, or moves; documents without one that it covers are converted with it.
    Rate(DatedRate),
    /// Customers come, or take new values: several are one group change.
    Customers(Vec<Customer>),
    /// A segment comes, or takes new values.
    Segment(Segment),
    /// A person comes, or takes new values.
    Person(Person),
    /// A document comes, or takes new values.
    Invoice(Invoice),
}

/// What a change touched: what has to be read again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    /// The step in the change log; `None` when nothing had to be written.
    pub change: Option<ChangeId>,
    /// What was done, in words.
    pub words: String,
    /// Settings or rates.
    pub settings: bool,
    /// Customers whose row changed.
    pub customers: Vec<CustomerId>,
    /// Customers whose documents changed.
    pub series: Vec<CustomerId>,
    /// People.
    pub people: Vec<PersonId>,
    /// Segments.
    pub segments: Vec<SegmentId>,
    /// Documents, where they are few enough to name.
    pub invoices: Vec<InvoiceId>,
    /// Too much to name: read the whole book again.
    pub everything: bool,
}

/// A step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its place in the log.
    pub id: ChangeId,
    /// When, in UTC.
    pub at: chrono::DateTime<chrono::Utc>,
    /// In which run of the program.
    pub session: SessionId,
    /// What was done.
    pub words: String,
    /// The step it took back; for a redo, the undo it took back.
    pub undoes: Option<ChangeId>,
    /// Whether its effect holds today: false once it was undone.
    pub holds: bool,
}

/// `Reserve $60,000 (was not set)`: what changed between two settings.
#[must_use]
pub fn settings_words(before: &Settings, after: &Settings) -> String {
    let changed = Name::ALL.iter().filter(|(name, ..)| before.kept(*name) != after.kept(*name));
    let words = changed.map(|(name, word, ..)| format!("{word} {} (was {})", after.shown(*name), before.shown(*name)));
    format!("Set {}", words.collect::<Vec<_>>().join(", "))
}

/// `EUR counts 1.18 from 1 Jan 2026 on`.
#[must_use]
pub fn rate_words(rate: &DatedRate, base: Currency) -> String {
    let from = if rate.from <= super::period::earliest() { String::new() } else { format!(" from {} on", spoken(rate.from)) };
    format!("Set 1 {} = {} {base}{from}", rate.currency, rate.rate)
}

/// `Added Osei Dental`, `Osei Dental: tags retainer (was none)`, `Archived Osei Dental`.
#[must_use]
pub fn customer_words(before: Option<&Customer>, after: &Customer) -> String {
    let Some(before) = before else {
        return format!("Added {}", after.name);
    };
    let text = |text: &Option<Line>| text.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
    let list = |list: &[Line]| if list.is_empty() { "none".to_owned() } else { joined(list) };
    let mut said = Vec::new();
    let mut say = |what: &str, was: String, is: String| {
        if was != is {
            said.push(format!("{what} {is} (was {was})"));
        }
    };
    say("name", before.name.to_string(), after.name.to_string());
    say("ids", list(&before.external_ids), list(&after.external_ids));
    say("tags", list(&before.tags), list(&after.tags));
    say("trade", text(&before.trade), text(&after.trade));
    say("source", text(&before.source), text(&after.source));
    let date = |date: Option<NaiveDate>| date.map_or_else(|| "none".to_owned(), spoken);
    say("since", date(before.since), date(after.since));
    let days = |days: Option<u32>| days.map_or_else(|| "none".to_owned(), |days| format!("{days} days"));
    say("notice", days(before.notice_days), days(after.notice_days));
    if before.parent != after.parent {
        said.push(if after.parent.is_some() { "group changed".to_owned() } else { "left its group".to_owned() });
    }
    if before.segment != after.segment {
        said.push("segment changed".to_owned());
    }
    if before.note != after.note {
        said.push("note changed".to_owned());
    }
    match (before.archived, after.archived) {
        (false, true) if said.is_empty() => return format!("Archived {}", after.name),
        (true, false) if said.is_empty() => return format!("Brought back {}", after.name),
        (was, is) if was != is => said.push(if is { "archived".to_owned() } else { "brought back".to_owned() }),
        _ => {}
    }
    format!("{}: {}", before.name, said.join(", "))
}

/// `Added invoice 1002 of Osei Dental, $300.00` or `Changed …`.
#[must_use]
pub fn invoice_words(new: bool, invoice: &Invoice, customer: &Line) -> String {
    let verb = if new { "Added" } else { "Changed" };
    let number = invoice.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
    let kind = match invoice.kind {
        super::invoice::Kind::Invoice => "invoice",
        super::invoice::Kind::Credit => "credit note",
    };
    format!("{verb} {kind}{number} of {customer}, {}", money::exact(invoice.amount, invoice.currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_says_what_was_and_what_is() {
        let before = Settings::default();
        let after = before.enter(Name::Reserve, "60k").unwrap().enter(Name::FiscalStart, "4").unwrap();
        assert_eq!(settings_words(&before, &after), "Set fiscal-start 4 (was 1), reserve $60,000 (was not set)");

        let osei = Customer::named("Osei Dental".into());
        assert_eq!(customer_words(None, &osei), "Added Osei Dental");
        let archived = Customer { archived: true, ..osei.clone() };
        assert_eq!(customer_words(Some(&osei), &archived), "Archived Osei Dental");
        let tagged = Customer { tags: vec!["retainer".into()], notice_days: Some(30), ..osei.clone() };
        assert_eq!(customer_words(Some(&osei), &tagged), "Osei Dental: tags retainer (was none), notice 30 days (was none)");
    }
}
