//! The form of the days a team has in one week. Left empty the week has its usual days again.
//!
//! What the usual days come to is [`crate::domain::beach`]'s.

use chrono::NaiveDate;

use super::link::Among;
use super::{Form, Refused, Reread, Sheet, record};
use crate::domain::change::{Change, Edit};
use crate::domain::id::CustomerId;
use crate::domain::period::spoken;
use crate::domain::record::{Field as About, Kept, Kind, Record, Row, Value};
use crate::domain::work::monday;
use crate::intent::{Effect, Opening, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of this form are kept under, before the Monday.
const PURPOSE: &str = "days of the week";
/// More than so many times the usual days is likely a slip, and is said; who means it has it.
const MANY: i64 = 8;
/// The fields, in their order.
const FIELDS: [&str; 3] = ["days", "note", "monday"];

/// The days of a week being changed.
#[derive(Debug)]
struct Week {
    monday: NaiveDate,
    /// The row there is of it, put away or not.
    before: Option<Row>,
}

impl Form {
    /// The days of the week a day lies in.
    #[must_use]
    pub fn capacity(day: NaiveDate, view: &View<'_>) -> Form {
        let monday = monday(day);
        let week = Week { monday, before: known(monday, view) };
        let fields = Fields::new(format!("Days of the week of {}", spoken(monday)), week.fields(view));
        let mut form = Form::of(week, fields);
        form.rehint_all(view);
        form
    }
}

/// The form a kept draft of a week belongs to.
pub(super) fn opening(purpose: &str, _subject: Option<CustomerId>) -> Option<Opening> {
    Some(Opening::Capacity(purpose.strip_prefix(PURPOSE)?.trim_start().parse().ok()?))
}

/// The row of a week: the one that counts, else the last one put away.
fn known(monday: NaiveDate, view: &View<'_>) -> Option<Row> {
    let weeks = view.book.records().capacity_weeks.iter().filter(|week| week.monday == monday);
    weeks.max_by_key(|week| (!week.archived, week.id)).map(Record::row)
}

fn about(field: &Field) -> Option<&'static About> {
    Kind::CapacityWeek.fields().iter().find(|about| about.label == field.label)
}

impl Week {
    /// What the row says; one put away says nothing any more.
    fn shown(&self) -> Row {
        let kept = self.before.clone().filter(|row| row.get("archived") != &Value::Number(1));
        kept.unwrap_or_else(|| Row::blank(Kind::CapacityWeek)).with("monday", self.monday.keep())
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let row = self.shown();
        let about = |name: &&str| Kind::CapacityWeek.field(name);
        let of = |about: &'static About| {
            let mut field = record::field(about, row.get(about.name), view).hinted(about.hint);
            // Empty days mean something here.
            field.required = false;
            field
        };
        FIELDS.iter().filter_map(about).map(of).collect()
    }

    /// The day typed for another week.
    fn typed_day(fields: &Fields, view: &View<'_>) -> Option<NaiveDate> {
        let about = Kind::CapacityWeek.field("monday")?;
        let field = fields.field(about.label).filter(|field| field.is_changed())?;
        let value = record::value(about, field, Among::default(), view).ok()?;
        value.text()?.parse().ok()
    }
}

impl Sheet for Week {
    fn purpose(&self) -> Option<String> {
        Some(format!("{PURPOSE} {}", self.monday))
    }

    fn check(&self, field: &Field, fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        let Some(about) = about(field) else { return Ok(None) };
        if field.text().is_empty() {
            return if about.name == "monday" { Err("Say which week: a day in it is enough.".to_owned()) } else { Ok(None) };
        }
        if about.name == "monday" {
            record::value(about, field, Among::default(), view)?;
            // Any day of a week means the week.
            return Ok(Week::typed_day(fields, view).map(|day| spoken(monday(day))));
        }
        record::check(about, field, Among::default(), view)
    }

    fn hint(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Option<String> {
        let about = about(field).filter(|about| about.name == "days")?;
        let team = crate::domain::insight::practice::team_days(&view.book.settings);
        let typed = record::value(about, field, Among::default(), view).ok().and_then(|days| days.number());
        Some(if typed.is_some_and(|days| days > MANY * team.0) {
            format!("that is more than eight times your team's {team} days")
        } else {
            format!("0: nobody works; empty: as usual, {team} less days off")
        })
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let monday = Week::typed_day(fields, view).map_or(self.monday, monday);
        let of_that_week = if monday == self.monday { self.before.clone() } else { known(monday, view) };
        let mut after = of_that_week.clone().unwrap_or_else(|| Row::blank(Kind::CapacityWeek));
        for field in fields.fields() {
            if let Some(about) = about(field).filter(|about| about.name != "monday")
                && let Ok(value) = record::value(about, field, Among::default(), view)
            {
                after.set(about.name, value);
            }
        }
        after.set("monday", monday.keep());
        let is_usual = after.get("days").is_nothing();
        after.set("archived", is_usual.keep());
        let noted = fields
            .fields()
            .iter()
            .any(|field| about(field).is_some_and(|about| about.name == "note") && field.is_changed() && !field.text().is_empty());
        if is_usual && noted {
            let label = Kind::CapacityWeek.field("days").map(|about| about.label);
            let words = "Say how many days with it. A week with its usual days keeps no word of its own.".to_owned();
            return Err(Refused { label, words });
        }
        if is_usual {
            // What it was stays in the row put away.
            let Some(before) = of_that_week.filter(|row| row.get("archived") != &Value::Number(1)) else {
                return Ok(vec![Effect::Close]);
            };
            after.set("days", before.get("days").clone());
            return Ok(vec![Effect::Submit(Change::Records(vec![Edit::of(before, after)]))]);
        }
        Kind::CapacityWeek.check(&after).map_err(|wrong| {
            let label = Kind::CapacityWeek.field(wrong.field).map(|about| about.label);
            Refused { label, words: wrong.words }
        })?;
        Ok(vec![Effect::Submit(Change::Records(vec![Edit { before: of_that_week, after }]))])
    }

    fn reread(&mut self, _fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        self.before = known(self.monday, view);
        Some(self.fields(view).iter().map(|field| Reread { now: field.text(), merged: None }).collect())
    }
}
