//! What the form of an engagement does otherwise than other records: the order of its fields, the words below them, the
//! day of each stage, a customer who comes with their work.
//!
//! What all records have in common is [`super::record`]'s, terms and what follows them [`super::renewal`]'s.

use super::link::{self, Among, Found};
use super::{Refused, works};
use crate::domain::customer::Customer;
use crate::domain::id::EngagementId;
use crate::domain::money::{self, Minor, rounded};
use crate::domain::period::spoken;
use crate::domain::record::{Field as About, Kind, Record, Row, Target, Typing, Value, typed};
use crate::domain::settings::Hundredths;
use crate::domain::text::{Line, shown};
use crate::domain::typed_date::{Calendar, Lean};
use crate::domain::work::{Engagement, Span, Stage};
use crate::intent::View;
use crate::intent::customer::usual_odds;
use crate::ui::form::{Field, Form as Fields};

/// The fields, those most wanted first.
pub(super) const FIELDS: [&str; 24] = [
    "customer",
    "title",
    "stage",
    "starts",
    "ends",
    "days_per_week",
    "total_days",
    "value",
    "rate",
    "odds",
    "offering",
    "variant",
    "core",
    "term_end",
    "renewal_of",
    "expects",
    "renewal",
    "first_contact",
    "reason",
    "supported",
    "documented",
    "agreed",
    "note",
    "archived",
];

/// The labels whose words hang on another field.
pub(super) fn dependents(label: &str) -> &'static [&'static str] {
    match label {
        "Customer" => &["Renewal of"],
        "Stage" => &["Odds"],
        "Starts" | "Ends" | "Days a week" | "Days in all" | "Day rate" => &["Ends", "Days a week", "Days in all", "Value"],
        "Offering" => &["Class", "Variant"],
        "Renewal of" => &["Value", "Term ends"],
        _ => &[],
    }
}

/// The id a link of the form stands for; none where it stands for none, or for nobody yet.
fn linked(field: &str, target: Target, fields: &Fields, start: &Row, view: &View<'_>) -> Option<i64> {
    let field_of = fields.field(Kind::Engagement.field(field)?.label).filter(|field| field.is_changed());
    let Some(changed) = field_of else { return start.get(field).number() };
    match link::find(target, &changed.text(), Among::default(), view) {
        Found::One(id) => Some(id),
        _ => None,
    }
}

/// Which rows a link of the form may mean.
pub(super) fn among(about: &About, fields: &Fields, start: &Row, view: &View<'_>) -> Among {
    match about.name {
        "variant" => Among { offering: linked("offering", Target::Offering, fields, start, view), ..Among::default() },
        "renewal_of" => {
            let customer = linked("customer", Target::Customer, fields, start, view);
            Among { but: Some(start.id).filter(|id| *id != 0), customer, ..Among::default() }
        }
        _ => Among::default(),
    }
}

/// Whoever is typed as the customer and in nobody's book yet.
pub(super) fn newcomer(about: &About, field: &Field, view: &View<'_>) -> Option<Line> {
    let is_new = about.name == "customer"
        && field.is_changed()
        && link::find(Target::Customer, &field.text(), Among::default(), view) == Found::Unknown;
    Line::some(&field.text()).filter(|_| is_new)
}

/// The quiet words of a field of the form as it stands; none: those of its kind.
pub(super) fn hint(about: &About, fields: &Fields, start: &Row, view: &View<'_>) -> Option<String> {
    match about.name {
        "customer" => {
            let field = fields.field(about.label)?;
            newcomer(about, field, view).map(|_| "nobody of that name yet: they come into your book with this".to_owned())
        }
        "stage" => {
            let work = Engagement::of_row(start)?;
            let is_kept = fields.field(about.label).is_some_and(|field| !field.is_changed());
            work.entered(work.stage).filter(|_| is_kept).map(|day| format!("since {}", spoken(day)))
        }
        "core" => {
            let offering = linked("offering", Target::Offering, fields, start, view)?;
            let class = view.book.records().offerings.find(offering)?.core.label();
            Some(format!("empty: {class}, as the offering"))
        }
        "odds" => {
            let stage = Stage::ALL.get(fields.field("Stage")?.chosen()).copied()?;
            Some(match usual_odds(stage, view) {
                Some((odds, None)) => format!("empty: {odds}%, as usual at this stage"),
                Some((odds, Some(closed))) => format!("empty: {odds}%, your own rate of {closed} closed at this stage"),
                None => "counts only until it is booked or lost".to_owned(),
            })
        }
        "ends" | "days_per_week" | "total_days" => spread(&reckoned(fields, start, view)?, view),
        "term_end" => {
            let before = earlier(fields, start, view)?;
            let ended = before.term_end.or(before.ends)?;
            Some(format!("the one before ran to {}; empty: nothing to renew", spoken(ended)))
        }
        "value" => worth(reckoned(fields, start, view).as_ref(), fields, start, view),
        _ => None,
    }
}

/// The dates, days and rate as they stand in the form, as far as they can be read; none where the form refuses the dates.
fn reckoned(fields: &Fields, start: &Row, view: &View<'_>) -> Option<Engagement> {
    let calendar = Calendar { today: view.today, year_start: view.book.settings.fiscal_start, lean: Lean::Past };
    let typing = Typing { base: view.book.settings.base(), calendar, find: &|_, _| Err(String::new()) };
    let mut row = Row { id: start.id, ..Row::blank(Kind::Engagement) }.with("stage", start.get("stage").clone());
    for name in ["starts", "ends", "days_per_week", "total_days", "rate"] {
        let Some(about) = Kind::Engagement.field(name) else { continue };
        let value = match fields.field(about.label).filter(|field| field.is_changed()) {
            Some(field) => typed(about.shape, &field.text(), &typing).unwrap_or_default(),
            None => start.get(name).clone(),
        };
        row.set(name, value);
    }
    Engagement::of_row(&row).filter(|work| work.check_span().is_ok())
}

/// `2.5 days a week until 19 Dec 2026 = 20 days`: what follows from what stands there.
fn spread(work: &Engagement, view: &View<'_>) -> Option<String> {
    work.starts?;
    let Span { ends, days_per_week, total_days } = work.span(view.book.settings.work_days);
    Some(match (ends, days_per_week, total_days) {
        (Some(ends), Some(each), Some(total)) if work.total_days.is_none() => {
            format!("{} a week until {} = {}", days(each), spoken(ends), days(total))
        }
        (Some(ends), Some(_), Some(total)) if work.days_per_week.is_none() && work.ends.is_none() => {
            format!("{} in whole weeks: until {}", days(total), spoken(ends))
        }
        (Some(ends), Some(each), Some(total)) if work.days_per_week.is_none() => {
            format!("{} until {} = {} a week", days(total), spoken(ends), days(each))
        }
        (Some(ends), Some(each), Some(total)) if work.ends.is_none() => {
            format!("{} at {} a week: until {}", days(total), days(each), spoken(ends))
        }
        (Some(_), Some(each), Some(_)) => format!("counts {} a week, whatever the days in all come to", days(each)),
        (None, Some(each), None) => format!("goes on at {} a week", days(each)),
        _ => return None,
    })
}

/// `20 days`, `1 day`.
fn days(days: Hundredths) -> String {
    format!("{days} {}", if days.0 == 100 { "day" } else { "days" })
}

/// What it comes to by the day, or what the one before brought.
fn worth(work: Option<&Engagement>, fields: &Fields, start: &Row, view: &View<'_>) -> Option<String> {
    let base = view.book.settings.base();
    let amount = |Minor(minor): Minor| money::exact(Minor(minor), base).trim_end_matches(".00").to_owned();
    let span = work.map(|work| work.span(view.book.settings.work_days)).unwrap_or_default();
    if let (Some(rate), Some(total)) = (work.and_then(|work| work.rate), span.total_days) {
        let all = rounded(i128::from(rate.0) * i128::from(total.0), 100);
        let all = i64::try_from(all).ok().map(Minor).filter(|all| all.fits())?;
        return Some(format!("{} at {} a day = {}", days(total), amount(rate), amount(all)));
    }
    let was = earlier(fields, start, view)?.value?;
    Some(format!("what it brings in all; the one before: {}", amount(was)))
}

/// What it goes on from, as the form began.
fn earlier<'a>(fields: &Fields, start: &Row, view: &View<'a>) -> Option<&'a Engagement> {
    let id = fields.field("Renewal of").filter(|field| !field.is_changed()).and(start.get("renewal_of").number())?;
    view.book.records().engagements.find(id)
}

/// The row as it is to be saved: its stage has the day it came to it, what its links leave open is settled.
pub(super) fn settled(before: Option<&Row>, after: Row, fields: &Fields, view: &View<'_>) -> Row {
    let Some(mut work) = Engagement::of_row(&after) else { return after };
    let was = before.and_then(Engagement::of_row);
    if was.as_ref().is_none_or(|was| was.stage != work.stage) {
        let (stage, from) = (work.stage, was.as_ref().map_or(work.stage, |was| was.stage));
        let on = came_to(&work, view);
        work = Engagement { stage: from, ..work }.moved_to(stage, on);
    }
    let first_contact = fields.field("First contact");
    // Today stood there for an opportunity; booked work began with a word long ago, on a day nobody said.
    if was.is_none() && !work.stage.is_open() && first_contact.is_some_and(|field| !field.is_changed()) {
        work.first_contact = None;
    }
    let variant = work.variant.and_then(|id| view.book.records().variants.find(id.0));
    if let (Some(variant), None) = (variant, work.offering) {
        work.offering = Some(variant.offering);
    }
    work.row()
}

/// The day it came to its stage: today. What renews other work and has begun was signed no later than its first day, however
/// late it is written down.
fn came_to(work: &Engagement, view: &View<'_>) -> chrono::NaiveDate {
    let is_renewal = work.stage == Stage::Booked && work.renewal_of.is_some();
    work.starts.filter(|_| is_renewal).map_or(view.today, |starts| starts.min(view.today))
}

/// What a form refuses although each field alone is right.
pub(super) fn check(after: &Row, view: &View<'_>) -> Result<(), Refused> {
    let label = |name| Kind::Engagement.field(name).map(|about| about.label);
    let Some(work) = Engagement::of_row(after) else { return Ok(()) };
    let records = view.book.records();
    let variant = work.variant.and_then(|id| records.variants.find(id.0));
    if let (Some(variant), Some(offering)) = (variant, work.offering)
        && variant.offering != offering
    {
        let of = records.offerings.find(variant.offering.0).map_or("another offering".into(), |of| of.name.to_string());
        let words =
            format!("{} is a variant of {}. Choose another, or leave it empty.", shown(variant.name.as_str(), 40), shown(&of, 40));
        return Err(Refused { label: label("variant"), words });
    }
    let Some(earlier) = work.renewal_of.and_then(|id| records.engagements.find(id.0)) else { return Ok(()) };
    let words = if goes_round(&work, view) {
        format!("{} goes on from this one itself, by way of others. Choose another.", shown(&works::name(earlier, view), 60))
    } else if work.customer.is_some() && earlier.customer.is_some() && work.customer != earlier.customer {
        "An engagement goes on from one of the same customer. Choose another, or leave it empty.".to_owned()
    } else {
        return Ok(());
    };
    Err(Refused { label: label("renewal_of"), words })
}

/// Whether it goes on from itself, however far around.
fn goes_round(work: &Engagement, view: &View<'_>) -> bool {
    let all = &view.book.records().engagements;
    let earlier = |id: &EngagementId| all.find(id.0).and_then(|earlier| earlier.renewal_of);
    work.id.0 != 0 && std::iter::successors(work.renewal_of, earlier).take(all.len()).any(|id| id == work.id)
}

/// Whoever comes into the book with the work.
pub(super) fn introduced(fields: &Fields, view: &View<'_>) -> Option<Customer> {
    let about = Kind::Engagement.field("customer")?;
    newcomer(about, fields.field(about.label)?, view).map(Customer::named)
}

/// What a new one begins with.
pub(super) fn begun(start: &mut Row, view: &View<'_>) {
    let is_open = Engagement::of_row(start).is_some_and(|work| work.stage.is_open());
    if is_open && start.get("first_contact").is_nothing() {
        start.set("first_contact", Value::Text(view.today.to_string()));
    }
}
