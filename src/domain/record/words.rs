//! What was done to a record, in words: for messages, undo and the history.

mod work;

use super::{Field, Kind, Row, Shape, Target, Value, shown};
use crate::domain::currency::Currency;
use crate::domain::text::shown as fit;

/// What is said of answers carried over and saved as they were.
pub const CONFIRMED: &str = "confirmed as it was";

/// What words are told by.
pub struct Told<'a> {
    /// The currency amounts are in.
    pub base: Currency,
    /// The year it is done in: days of another are told with theirs, where it is not known all are.
    pub year: Option<i32>,
    /// What another row is called.
    pub name: &'a dyn Fn(Target, i64) -> String,
}

impl Told<'_> {
    /// What a row is called: its name, or whose it is.
    #[must_use]
    pub fn title(&self, row: &Row) -> String {
        let text = |field| row.kind.field(field).map(|known| self.value(known, row.get(field))).unwrap_or_default();
        match row.kind {
            Kind::Offering | Kind::Variant | Kind::Partner | Kind::Prospect => text("name"),
            Kind::Profile | Kind::Assessment => text("customer"),
            Kind::CapacityWeek => format!("week of {}", text("monday")),
            Kind::Engagement => match [text("customer"), text("title")] {
                [customer, title] if title.is_empty() => customer,
                [customer, title] if customer.is_empty() => title,
                [customer, title] => format!("{customer}, {title}"),
            },
            Kind::Effort => match text("customer") {
                nobody if nobody.is_empty() => format!("{} on {}", text("kind"), text("date")),
                customer => format!("{customer}, {}", text("date")),
            },
            Kind::Referral => match [text("customer"), text("from_customer"), text("from_partner")] {
                [sent, _, _] if !sent.is_empty() => sent,
                [_, customer, partner] => {
                    if customer.is_empty() {
                        partner
                    } else {
                        customer
                    }
                }
            },
            Kind::Rivals => format!("{} and {}", text("one"), text("other")),
            Kind::MoodProfile => text("answered"),
            Kind::Wanted => fit(&text("profile"), 40),
        }
    }

    fn value(&self, field: &Field, value: &Value) -> String {
        shown(field.shape, value, self.base, self.name)
    }
}

/// `Added offering Care plans`, `Care plans: list price $1,600 (was none)`, `Archived partner Ferro IT`, `Osei Dental: mood
/// 5 (was 4)`, `Logged 3.5 h delivery for Osei Dental`. What the program keeps for itself is left out.
#[must_use]
pub fn words(before: Option<&Row>, after: &Row, told: &Told<'_>) -> String {
    let (kind, title) = (after.kind, told.title(after));
    let was_put_away = |row: &Row| row.get("archived") == &Value::Number(1);
    if let Some(before) = before
        && kind != Kind::CapacityWeek
        && was_put_away(before) != was_put_away(after)
    {
        let verb = if was_put_away(after) { "Archived" } else { "Brought back" };
        return format!("{verb} {} {title}", kind.noun());
    }
    if kind == Kind::Engagement
        && let Some(words) = work::engagement(before, after, &title, told)
    {
        return words;
    }
    if kind == Kind::CapacityWeek {
        return work::week(before, after, told);
    }
    if before.is_none() && kind == Kind::Effort {
        return logged(after, told);
    }
    if before.is_none() && kind == Kind::Referral {
        return referred(after, told);
    }
    if before.is_none() && !kind.is_of_a_customer() {
        return format!("Added {} {title}", kind.noun());
    }
    let blank = Row::blank(kind);
    let differences = differences(before.unwrap_or(&blank), after, told, &|_| true);
    if differences.is_empty() {
        return format!("{title}: {CONFIRMED}");
    }
    format!("{title}: {}", differences.join(", "))
}

/// What differs between two rows, field by field, without what the program keeps for itself.
fn differences(before: &Row, after: &Row, told: &Told<'_>, is_told: &dyn Fn(&str) -> bool) -> Vec<String> {
    let fields = after.kind.fields().iter().enumerate().filter(|(_, field)| !field.kept_by_us && is_told(field.name));
    fields.filter_map(|(at, field)| difference(field, &before.values[at], &after.values[at], told)).collect()
}

fn difference(field: &Field, was: &Value, is: &Value, told: &Told<'_>) -> Option<String> {
    let label = field.label.to_lowercase();
    let empty = |value: &Value| value.is_nothing() || matches!(field.shape, Shape::Flag(_)) && *value == Value::Number(0);
    if was == is || empty(was) && empty(is) {
        return None;
    }
    if field.shape == Shape::Prose {
        return Some(format!("{label} changed"));
    }
    let [was, is] = [was, is].map(|value| if value.is_nothing() { "none".to_owned() } else { told.value(field, value) });
    Some(format!("{label} {is} (was {was})"))
}

/// `Sent Osei Dental to Ferro IT`, `Osei Dental was sent by Lumen Physio`, `Ashdown Vets spread the word`.
fn referred(referral: &Row, told: &Told<'_>) -> String {
    let text = |field| referral.kind.field(field).map(|known| told.value(known, referral.get(field))).unwrap_or_default();
    let (sent, to) = (text("customer"), text("to_partner"));
    let by = [text("from_customer"), text("from_partner")].concat();
    match (sent.is_empty(), to.is_empty(), by.is_empty()) {
        (true, ..) => format!("{by} spread the word"),
        (false, true, _) => format!("{sent} was sent by {by}"),
        (false, false, true) => format!("Sent {sent} to {to}"),
        (false, false, false) => format!("{sent} was sent to {to} by {by}"),
    }
}

fn logged(entry: &Row, told: &Told<'_>) -> String {
    let text = |field| entry.kind.field(field).map(|known| told.value(known, entry.get(field))).unwrap_or_default();
    let hours = Some(text("hours")).filter(|hours| !hours.is_empty()).map(|hours| format!("{hours} h"));
    let spent: Vec<String> = hours.into_iter().chain(Some(text("cost")).filter(|cost| !cost.is_empty())).collect();
    let customer = Some(text("customer")).filter(|customer| !customer.is_empty());
    let whom = customer.map(|customer| format!(" for {customer}")).unwrap_or_default();
    format!("Logged {} {}{whom}", spent.join(" and "), text("kind"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Row;

    fn name(target: Target, id: i64) -> String {
        format!("{target:?} {id}")
    }

    const TOLD: Told<'_> = Told { base: Currency::USD, year: Some(2026), name: &name };

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn the_words_say_what_was_and_what_is() {
        let offering = Row::blank(Kind::Offering).with("name", text("Care plans")).with("core", text("core"));
        assert_eq!(words(None, &offering, &TOLD), "Added offering Care plans");
        let priced = offering.clone().with("list_price", Value::Number(160_000)).with("does", text("a visit"));
        assert_eq!(words(Some(&offering), &priced, &TOLD), "Care plans: you do changed, list price $1,600 (was none)");
        let away = priced.clone().with("archived", Value::Number(1));
        assert_eq!(words(Some(&priced), &away, &TOLD), "Archived offering Care plans");
        assert_eq!(words(Some(&away), &priced, &TOLD), "Brought back offering Care plans");
    }

    #[test]
    fn answers_are_told_of_their_customer() {
        let blank = Row::blank(Kind::Assessment).with("customer", Value::Number(3)).with("quarter", text("2026-10-01"));
        let felt = blank.clone().with("feel", Value::Number(4)).with("mood_confirmed", Value::Number(1));
        assert_eq!(words(None, &felt, &TOLD), "Customer 3: mood 4 (was none)");
        let again = felt.clone().with("feel", Value::Number(2));
        assert_eq!(words(Some(&felt), &again, &TOLD), "Customer 3: mood 2 (was 4)");
        let unconfirmed = felt.clone().with("mood_confirmed", Value::Number(0));
        assert_eq!(words(Some(&unconfirmed), &felt, &TOLD), "Customer 3: confirmed as it was");
    }

    #[test]
    fn a_referral_says_who_sent_whom() {
        let sent = Row::blank(Kind::Referral).with("customer", Value::Number(3));
        assert_eq!(words(None, &sent.clone().with("to_partner", Value::Number(1)), &TOLD), "Sent Customer 3 to Partner 1");
        let by = sent.with("from_customer", Value::Number(4));
        assert_eq!(words(None, &by, &TOLD), "Customer 3 was sent by Customer 4");
        assert_eq!(words(None, &by.with("customer", Value::Nothing), &TOLD), "Customer 4 spread the word");
    }

    #[test]
    fn hours_are_logged_for_somebody_or_nobody() {
        let entry = Row::blank(Kind::Effort).with("kind", text("delivery")).with("hours", Value::Number(210));
        let entry = entry.with("date", text("2026-11-20")).with("cost", Value::Number(4_000));
        assert_eq!(
            words(None, &entry.clone().with("customer", Value::Number(3)), &TOLD),
            "Logged 3.5 h and $40 delivery for Customer 3"
        );
        assert_eq!(words(None, &entry, &TOLD), "Logged 3.5 h and $40 delivery");
    }
}
