//! Every write the program can do, as data, and the words undo and history use for it.
//!
//! How an edit meets another window's edit of the same row is [`super::edit`]'s; SQL is unknown here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::currency::Currency;
use super::customer::{Customer, Person, Segment, joined};
use super::id::{ChangeId, CustomerId, InvoiceId, PersonId, RateId, SegmentId, SessionId};
use super::invoice::Invoice;
use super::money;
use super::period::spoken;
use super::rate::Rate;
use super::record::{Kind, Record, Row};
use super::settings::{Entry, Name, Settings};
use super::text::Line;

pub use super::edit::Edit;

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

/// One edit: one transaction, one undo step.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// These settings take new values; the others stay as they are.
    Settings(Vec<Entry>),
    /// A rate comes, or moves; documents without one that it covers are converted with it.
    Rate(DatedRate),
    /// Customers come, or take new values: several are one group change.
    Customers(Vec<Edit<Customer>>),
    /// A segment comes, or takes new values.
    Segment(Edit<Segment>),
    /// A person comes, or takes new values.
    Person(Edit<Person>),
    /// A document comes, or takes new values.
    Invoice(Edit<Invoice>),
    /// Records come, or take new values: several are one group change.
    Records(Vec<Edit<Row>>),
    /// A customer comes with records about them: where those point to customer 0 the new one is meant. One that has the
    /// name by then is taken instead.
    Introduce(Box<Customer>, Vec<Edit<Row>>),
}

impl Change {
    /// One record, added or changed.
    #[must_use]
    pub fn record<T: Record>(edit: &Edit<T>) -> Change {
        Change::Records(vec![edit.erased()])
    }
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
    /// Records, by kind and id.
    pub records: Vec<(Kind, i64)>,
    /// Too much to name: read the whole book again.
    pub everything: bool,
}

impl Touched {
    /// Whether there is nothing to read again.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.settings
            && !self.everything
            && self.segments.is_empty()
            && self.customers.is_empty()
            && self.series.is_empty()
            && self.people.is_empty()
            && self.invoices.is_empty()
            && self.records.is_empty()
    }

    /// Names each row once, in the order of ids.
    pub(crate) fn settle(&mut self) {
        fn once<T: Ord>(ids: &mut Vec<T>) {
            ids.sort_unstable();
            ids.dedup();
        }
        once(&mut self.customers);
        once(&mut self.series);
        once(&mut self.people);
        once(&mut self.segments);
        once(&mut self.invoices);
        once(&mut self.records);
    }
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
    let differences = differences(before, after);
    match differences.as_slice() {
        [only] if only.is == ARCHIVED => format!("Archived {}", after.name),
        [only] if only.is == BROUGHT_BACK => format!("Brought back {}", after.name),
        _ => {
            let said = differences.iter().map(|difference| match &difference.was {
                Some(was) => format!("{} (was {was})", difference.is),
                None => difference.is.clone(),
            });
            format!("{}: {}", before.name, said.collect::<Vec<_>>().join(", "))
        }
    }
}

/// What an edit of several customers did: `Archived 3 customers`, `3 customers: tags retainer added`; where they did not
/// all take the same, the first of them stands for the others.
#[must_use]
pub fn customers_words(edits: &[Edit<Customer>]) -> String {
    let [first, others @ ..] = edits else { return String::new() };
    let words = customer_words(first.before.as_ref(), &first.after);
    if others.is_empty() {
        return words;
    }
    let count = edits.len();
    let deeds = deeds(first);
    if others.iter().any(|edit| self::deeds(edit) != deeds) {
        return format!("{count} customers at once: {words}, …");
    }
    match deeds {
        None => format!("Added {count} customers"),
        Some(deeds) => match deeds.join(", ") {
            archived if archived == ARCHIVED => format!("Archived {count} customers"),
            back if back == BROUGHT_BACK => format!("Brought back {count} customers"),
            deeds => format!("{count} customers: {deeds}"),
        },
    }
}

const ARCHIVED: &str = "archived";
const BROUGHT_BACK: &str = "brought back";

/// A field that changed: what it is called and is now, and what it was where that can be said.
struct Difference {
    is: String,
    was: Option<String>,
}

/// What differs between a customer before and after, in the order of the form.
fn differences(before: &Customer, after: &Customer) -> Vec<Difference> {
    let text = |text: &Option<Line>| text.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
    let list = |list: &[Line]| if list.is_empty() { "none".to_owned() } else { joined(list) };
    let date = |date: Option<NaiveDate>| date.map_or_else(|| "none".to_owned(), spoken);
    let days = |days: Option<u32>| days.map_or_else(|| "none".to_owned(), |days| format!("{days} days"));
    let told = [
        ("name", before.name.to_string(), after.name.to_string()),
        ("ids", list(&before.external_ids), list(&after.external_ids)),
        ("tags", list(&before.tags), list(&after.tags)),
        ("trade", text(&before.trade), text(&after.trade)),
        ("source", text(&before.source), text(&after.source)),
        ("since", date(before.since), date(after.since)),
        ("notice", days(before.notice_days), days(after.notice_days)),
    ];
    let mut found: Vec<Difference> = told
        .into_iter()
        .filter(|(_, was, is)| was != is)
        .map(|(what, was, is)| Difference { is: format!("{what} {is}"), was: Some(was) })
        .collect();
    let mut say = |differs: bool, is: &str| {
        if differs {
            found.push(Difference { is: is.to_owned(), was: None });
        }
    };
    say(before.parent != after.parent, if after.parent.is_some() { "group changed" } else { "left its group" });
    say(before.segment != after.segment, "segment changed");
    say(before.note != after.note, "note changed");
    say(before.archived != after.archived, if after.archived { ARCHIVED } else { BROUGHT_BACK });
    found
}

/// What was done to a customer, without what was there before: the same words where several took the same. `None`: it
/// is new.
fn deeds(edit: &Edit<Customer>) -> Option<Vec<String>> {
    let (before, after) = (edit.before.as_ref()?, &edit.after);
    let mut deeds = Vec::new();
    if before.tags != after.tags {
        let but =
            |some: &[Line], others: &[Line]| -> Vec<Line> { some.iter().filter(|tag| !others.contains(tag)).cloned().collect() };
        let (added, removed) = (but(&after.tags, &before.tags), but(&before.tags, &after.tags));
        let changes = [(&added, "added"), (&removed, "removed")].into_iter().filter(|(tags, _)| !tags.is_empty());
        deeds.extend(changes.map(|(tags, verb)| format!("tags {} {verb}", joined(tags))));
    }
    let same_tags = Customer { tags: before.tags.clone(), ..after.clone() };
    deeds.extend(differences(before, &same_tags).into_iter().map(|difference| difference.is));
    Some(deeds)
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
        assert_eq!(customer_words(Some(&archived), &osei), "Brought back Osei Dental");
        let tagged = Customer { tags: vec!["retainer".into()], notice_days: Some(30), ..osei.clone() };
        assert_eq!(customer_words(Some(&osei), &tagged), "Osei Dental: tags retainer (was none), notice 30 days (was none)");
        let both = Customer { archived: true, note: Some("Gone".into()), ..osei.clone() };
        assert_eq!(customer_words(Some(&osei), &both), "Osei Dental: note changed, archived");
    }

    #[test]
    fn a_group_change_says_once_what_all_took() {
        let customers = ["Osei Dental", "Heron", "Gull"].map(|name| Customer::named(name.into()));
        let all = |change: &dyn Fn(&mut Customer)| -> Vec<Edit<Customer>> {
            let edit = |before: &Customer| {
                let mut after = before.clone();
                change(&mut after);
                Edit::of(before.clone(), after)
            };
            customers.iter().map(edit).collect()
        };
        assert_eq!(customers_words(&[]), "");
        assert_eq!(customers_words(&customers.clone().map(Edit::new)), "Added 3 customers");
        let archived = all(&|customer| customer.archived = true);
        assert_eq!(customers_words(&archived), "Archived 3 customers");
        assert_eq!(customers_words(&archived[..1]), "Archived Osei Dental");
        let mut tagged = all(&|customer| customer.tags.push("retainer".into()));
        assert_eq!(customers_words(&tagged), "3 customers: tags retainer added");
        // Another tag was there before: what was done is the same.
        tagged[1].after.tags.insert(0, "old".into());
        tagged[1].before.as_mut().unwrap().tags.insert(0, "old".into());
        assert_eq!(customers_words(&tagged), "3 customers: tags retainer added");
        let back = |edit: &Edit<Customer>| Edit::of(edit.after.clone(), edit.before.clone().unwrap());
        assert_eq!(customers_words(&tagged.iter().map(back).collect::<Vec<_>>()), "3 customers: tags retainer removed");
        assert_eq!(customers_words(&archived.iter().map(back).collect::<Vec<_>>()), "Brought back 3 customers");
        let notice = all(&|customer| customer.notice_days = Some(30));
        assert_eq!(customers_words(&notice), "3 customers: notice 30 days");
        let mixed = [archived[0].clone(), notice[1].clone()];
        assert_eq!(customers_words(&mixed), "2 customers at once: Archived Osei Dental, …");
    }
}
