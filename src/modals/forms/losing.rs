//! The forms of work that is not won: an engagement lost, and why; one declined at the scope gate and handed over.
//!
//! Whoever gets it instead is noted as a referral in the same step. What else there is of work is [`super::work`]'s.

use super::link::{self, Among, Found};
use super::{Form, Refused, Reread, Sheet, record, works};
use crate::domain::change::{Change, Edit};
use crate::domain::customer::Customer;
use crate::domain::id::{CustomerId, EngagementId, PartnerId};
use crate::domain::practice::Outcome;
use crate::domain::record::{Field as About, Kept, Kind, Record, Row, Target, Value};
use crate::domain::text::{LONGEST_LINE, Line, shown};
use crate::domain::work::{Agreed, Engagement, Stage};
use crate::intent::customer::referral;
use crate::intent::{Effect, Opening, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of an engagement lost are kept under, before its id.
const LOSE: &str = "lose";
/// What drafts of work handed over are kept under, before what was answered about it.
const HAND_OVER: &str = "hand over";
/// The answers that go with it: what was typed of one comes back for no other.
const ANSWERS: [&str; 5] = ["offering", "variant", "core", "supported", "documented"];

const PARTNER: &str = "To partner";
/// The label of the reason here, where nothing is won.
const REASON: &str = "Why it was lost";

/// Work on its way out.
#[derive(Debug)]
struct Losing {
    /// As the owner saw it; `None`: it never came in.
    before: Option<Engagement>,
    /// What is known of it.
    start: Engagement,
    /// Where it goes, as far as that is known before anybody types.
    partner: Option<PartnerId>,
}

impl Form {
    /// Why an engagement was lost, and to whom it is handed over; `None` where it is gone.
    #[must_use]
    pub fn lose(id: EngagementId, view: &View<'_>) -> Option<Form> {
        let before = view.book.records().engagements.find(id.0)?.clone();
        let title = format!("Lost · {}", shown(&works::called(&before, view), 50));
        let losing = Losing { start: before.clone(), before: Some(before), partner: None };
        let fields = vec![
            losing.field("reason", view).hinted("what they said, or what you think: it teaches the next offer"),
            Field::line(PARTNER, "", LONGEST_LINE).hinted("empty: to nobody; else the referral is noted too"),
        ];
        Some(Form::of(losing, Fields::new(title, fields)))
    }

    /// Work that is none of ours goes to a partner: for whom, what, to whom.
    #[must_use]
    pub fn hand_over(row: &Row, view: &View<'_>) -> Option<Form> {
        let start = Engagement::of_row(row)?;
        let offering = start.offering.and_then(|id| view.book.records().offerings.find(id.0));
        let partners = &view.book.records().partners;
        let is_there = |id: &PartnerId| partners.find(id.0).is_some_and(|partner| !partner.archived);
        let partner = offering.and_then(|offering| offering.partner).filter(is_there);
        let losing = Losing { before: None, start, partner };
        let known = partner.map(|id| link::name(Target::Partner, id.0, view)).unwrap_or_default();
        let fields = vec![
            losing.field("customer", view).required(),
            losing.field("title", view).hinted("what they asked for"),
            Field::line(PARTNER, &known, LONGEST_LINE).required().hinted("who does it better"),
            losing.field("reason", view),
        ];
        let mut fields = Fields::new("Hand it over", fields);
        fields.verb = "Hand over";
        if losing.start.customer.is_some() {
            fields.focus(if known.is_empty() { 2 } else { 1 });
        }
        Some(Form::of(losing, fields))
    }
}

/// The form a kept draft of such work belongs to.
pub(super) fn opening(purpose: &str, subject: Option<CustomerId>) -> Option<Opening> {
    if let Some(answers) = purpose.strip_prefix(HAND_OVER) {
        let declined = Engagement { customer: subject, agreed: Some(Agreed::Declined), ..Engagement::blank(Stage::Lost) };
        let mut row = declined.row();
        let mut words = answers.split_whitespace();
        while let Some(name) = words.next() {
            let (name, word) = (ANSWERS.into_iter().find(|known| *known == name)?, words.next()?);
            row.set(name, word.parse().map_or_else(|_| Value::Text(word.to_owned()), Value::Number));
        }
        return Some(Opening::HandOver(row));
    }
    let id = purpose.strip_prefix(LOSE)?.trim_start().parse().ok()?;
    Some(Opening::Lose(EngagementId(id)))
}

fn about(name: &str) -> Option<&'static About> {
    Kind::Engagement.field(name)
}

/// What a field of an engagement is called here.
fn label_of(name: &str) -> Option<&'static str> {
    if name == "reason" { Some(REASON) } else { about(name).map(|about| about.label) }
}

/// The name of the field of an engagement behind a field of the form.
fn name_of(field: &Field) -> Option<&'static str> {
    ["customer", "title", "reason"].into_iter().find(|name| label_of(name) == Some(field.label))
}

impl Losing {
    /// A field of the engagement as it stands.
    fn field(&self, name: &str, view: &View<'_>) -> Field {
        let row = self.start.row();
        match about(name) {
            Some(about) => {
                let mut field = record::field(about, row.get(name), view).hinted(about.hint);
                field.label = label_of(name).unwrap_or(about.label);
                field
            }
            None => Field::line("", "", LONGEST_LINE),
        }
    }

    /// Whom the partner's field means: left alone, whoever was known before, also where two have the name.
    fn partner(&self, field: &Field, view: &View<'_>) -> Result<Option<PartnerId>, String> {
        if !field.is_changed() && self.partner.is_some() {
            return Ok(self.partner);
        }
        let typed = field.text();
        let found = link::find(Target::Partner, &typed, Among::default(), view);
        Ok(found.settled(Target::Partner, &typed, false)?.map(PartnerId))
    }

    /// Whoever is typed as the customer and in nobody's book yet.
    fn newcomer(field: &Field, view: &View<'_>) -> Option<Line> {
        let is_new = link::find(Target::Customer, &field.text(), Among::default(), view) == Found::Unknown;
        Line::some(&field.text()).filter(|_| field.is_changed() && is_new)
    }

    /// The engagement, lost today, with what stands in the form.
    fn after(&self, fields: &Fields, view: &View<'_>) -> Engagement {
        let mut row = self.start.moved_to(Stage::Lost, view.today).row();
        for field in fields.fields().iter().filter(|field| field.is_changed()) {
            if let Some(about) = name_of(field).and_then(about)
                && let Ok(value) = record::value(about, field, Among::default(), view)
            {
                row.set(about.name, value);
            }
        }
        Engagement::of_row(&row).unwrap_or_else(|| self.start.moved_to(Stage::Lost, view.today))
    }
}

impl Sheet for Losing {
    fn purpose(&self) -> Option<String> {
        if let Some(before) = &self.before {
            return Some(format!("{LOSE} {}", before.id));
        }
        let row = self.start.row();
        let answers = ANSWERS.iter().filter_map(|name| match row.get(name) {
            Value::Number(id) => Some(format!(" {name} {id}")),
            Value::Text(word) => Some(format!(" {name} {word}")),
            Value::Nothing => None,
        });
        Some(std::iter::once(HAND_OVER.to_owned()).chain(answers).collect())
    }

    fn subject(&self) -> Option<CustomerId> {
        self.start.customer.filter(|_| self.before.is_none())
    }

    fn is_new(&self) -> bool {
        // That it was lost is news without a word said.
        true
    }

    fn check(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        if field.label == PARTNER {
            let partner = self.partner(field, view)?;
            if partner.is_none() && field.required {
                return Err("Say which partner does it. One you have not noted yet is added on the Practice tab, 6".to_owned());
            }
            return Ok(partner.filter(|_| field.is_changed()).map(|id| link::name(Target::Partner, id.0, view)));
        }
        let Some(name) = name_of(field) else { return Ok(None) };
        if name == "customer" && field.text().is_empty() {
            return Err("Say who asked. A new name comes into your book with this".to_owned());
        }
        if name == "customer" && Losing::newcomer(field, view).is_some() {
            return Ok(None);
        }
        about(name).map_or(Ok(None), |about| record::check(about, field, Among::default(), view))
    }

    fn hint(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Option<String> {
        let typed = field.text();
        let is_typed = field.is_changed() && !typed.is_empty();
        let found = |target| link::find(target, &typed, Among::default(), view).hint(target, &typed, view);
        if field.label == PARTNER {
            return is_typed.then(|| found(Target::Partner));
        }
        (name_of(field)? == "customer" && is_typed).then(|| match Losing::newcomer(field, view) {
            Some(_) => "nobody of that name yet: they come into your book with this".to_owned(),
            None => found(Target::Customer),
        })
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let partner = fields.field(PARTNER).map_or(Ok(None), |field| self.partner(field, view))?;
        let mut after = self.after(fields, view);
        let customer = about("customer").and_then(|about| fields.field(about.label));
        let newcomer = customer.and_then(|field| Losing::newcomer(field, view));
        if newcomer.is_some() {
            after.customer = Some(CustomerId(0));
        }
        if partner.is_some() && after.customer.is_none() {
            let words = "A referral needs to know who is sent. Esc, then e says for whom the work is.".to_owned();
            return Err(Refused { label: Some(PARTNER), words });
        }
        let mut edits = vec![Edit { before: self.before.as_ref().map(Record::row), after: after.row() }];
        if let (Some(customer), Some(_)) = (after.customer, partner) {
            let note = after.title.clone();
            let sent = referral(customer, Outcome::Open).with("to_partner", partner.keep()).with("note", note.keep());
            edits.push(Edit::new(sent.with("date", view.today.keep())));
        }
        Ok(vec![Effect::Submit(match newcomer {
            Some(name) => Change::Introduce(Box::new(Customer::named(name)), edits),
            None => Change::Records(edits),
        })])
    }

    fn reread(&mut self, fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        let now = view.book.records().engagements.find(self.before.as_ref()?.id.0)?.clone();
        self.before = Some(now.clone());
        self.start = now;
        let reread = fields.fields().iter().map(|field| Reread {
            now: name_of(field).map_or_else(|| field.original().to_owned(), |name| self.field(name, view).text()),
            merged: None,
        });
        Some(reread.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_goes_back_to_the_engagement_it_is_about() {
        assert_eq!(opening("lose 12", None), Some(Opening::Lose(EngagementId(12))));
        assert_eq!((opening("lose", None), opening("lose x", None), opening("lose1x", None)), (None, None, None));
        let Some(Opening::HandOver(row)) = opening("hand over offering 3 documented no", Some(CustomerId(2))) else {
            panic!("no form")
        };
        let answers = ["customer", "offering", "variant", "documented"].map(|name| row.get(name).clone());
        assert_eq!(answers, [Value::Number(2), Value::Number(3), Value::Nothing, Value::Text("no".to_owned())]);
        assert_eq!((opening("hand over offering", None), opening("hand over note x", None)), (None, None));
    }
}
