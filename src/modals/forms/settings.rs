//! The forms of settings: what each tab reckons with. What a value may be is [`crate::domain::settings`]'s alone.

use super::{Form, Refused, Reread, Sheet};
use crate::domain::change::Change;
use crate::domain::settings::{Name, Settings};
use crate::domain::text::LONGEST_LINE;
use crate::domain::time_off::{time_off_shown, typed_time_off};
use crate::domain::typed_date::{Calendar, Lean, MONTHS};
use crate::intent::{Effect, Tab, View};
use crate::ui::form::{Field, Form as Fields};

/// What drafts of the form of the Customers tab are kept under.
pub(super) const CUSTOMERS: &str = "settings of customers";
/// What drafts of the form of the Concentration tab are kept under.
pub(super) const CONCENTRATION: &str = "settings of concentration";
/// What drafts of the form of the Matrix tab are kept under.
pub(super) const MATRIX: &str = "settings of matrix";
/// What drafts of the form of the Beach tab are kept under.
pub(super) const BEACH: &str = "settings of beach";
/// What drafts of the form of the Practice tab are kept under.
pub(super) const PRACTICE: &str = "settings of practice";

/// The settings of a tab.
const fn of(tab: Tab) -> &'static [Name] {
    match tab {
        Tab::Customers => &[Name::Book, Name::Currency, Name::FiscalStart, Name::Basis, Name::Target],
        Tab::Concentration => &[Name::Outgo, Name::Reserve, Name::Tolerance, Name::Limit],
        Tab::Matrix => &[Name::CutFit, Name::CutMood, Name::Weights, Name::HourCost, Name::Renewal, Name::Discount],
        Tab::Beach => &[
            Name::TeamDays,
            Name::WorkDays,
            Name::DaysOff,
            Name::StageOdds,
            Name::LeadDays,
            Name::Parallel,
            Name::Target,
            Name::DayRate,
            Name::BillableDays,
            Name::Overhead,
            Name::Tax,
            Name::MarketingHours,
            Name::MarketingShare,
            Name::Outgo,
            Name::Reserve,
        ],
        Tab::Practice => &[
            Name::Target,
            Name::Outgo,
            Name::Reserve,
            Name::HourCost,
            Name::DayRate,
            Name::BillableDays,
            Name::Overhead,
            Name::Tax,
            Name::WorkDays,
            Name::TeamDays,
            Name::DaysOff,
            Name::MarketingHours,
            Name::MarketingShare,
            Name::LeadDays,
            Name::StageOdds,
            Name::Parallel,
            Name::Tolerance,
            Name::Limit,
            Name::FiscalStart,
            Name::CutFit,
            Name::CutMood,
            Name::Weights,
            Name::Renewal,
            Name::Discount,
        ],
    }
}

/// Settings being changed.
#[derive(Debug)]
struct Entries {
    tab: Tab,
    before: Settings,
}

impl Form {
    /// What a tab reckons with, from one of its settings on where one is meant.
    #[must_use]
    pub fn settings(tab: Tab, from: Option<Name>, view: &View<'_>) -> Form {
        let before = view.book.settings.clone();
        let fields = of(tab).iter().map(|name| field(*name, &before)).collect();
        let title = match tab {
            Tab::Customers => "Book, currency, year, basis",
            Tab::Concentration => "Outgo, reserve, tolerance, limit",
            Tab::Matrix => "Cuts, weights and hour cost",
            Tab::Beach => "Team days, days off, odds, target",
            Tab::Practice => "Targets, costs, capacity, weights",
        };
        let mut fields = Fields::new(title, fields);
        if let Some(at) = from.and_then(|from| of(tab).iter().position(|name| *name == from)) {
            fields.focus(at);
        }
        Form::of(Entries { tab, before }, fields)
    }
}

fn field(name: Name, settings: &Settings) -> Field {
    let label = name.label();
    let options = match name {
        Name::FiscalStart => MONTHS.map(str::to_owned).to_vec(),
        Name::Basis => vec!["invoiced".to_owned(), "paid".to_owned()],
        _ => return Field::line(label, &text(name, settings), LONGEST_LINE).hinted(name.meaning()),
    };
    let now = text(name, settings);
    let at = options.iter().position(|option| *option == now).unwrap_or(0);
    Field::choice(label, options, at).hinted(name.meaning())
}

/// A value as its field shows it: amounts without their sign, which changes with the currency beside them.
fn text(name: Name, settings: &Settings) -> String {
    match name {
        Name::DaysOff => time_off_shown(&settings.days_off),
        Name::FiscalStart => MONTHS[settings.fiscal_start.month() as usize - 1].to_owned(),
        _ if settings.kept(name).is_none() => String::new(),
        Name::Target | Name::Outgo | Name::Reserve | Name::HourCost | Name::DayRate | Name::Overhead => settings
            .shown(name)
            .chars()
            .filter(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '-' | '−'))
            .collect(),
        _ => settings.shown(name),
    }
}

/// Settings with a field worked in, read by a calendar.
fn entered(settings: &Settings, name: Name, field: &Field, calendar: Calendar) -> Result<Settings, String> {
    let typed = match name {
        Name::FiscalStart => (field.chosen() + 1).to_string(),
        Name::DaysOff if !field.text().eq_ignore_ascii_case("none") => {
            let days = typed_time_off(&field.text(), calendar).map_err(|problem| problem.0)?;
            days.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
        }
        _ => field.text(),
    };
    // The setting begins the sentence, as it is called here.
    settings.enter(name, &typed).map_err(|problem| match problem.0.strip_prefix(name.word()) {
        Some(rest) => format!("{}{rest}", name.label()),
        None => problem.0,
    })
}

fn calendar(view: &View<'_>) -> Calendar {
    Calendar { today: view.today, year_start: view.book.settings.fiscal_start, lean: Lean::Coming }
}

impl Entries {
    /// The settings with every changed field up to one worked in, that one included.
    fn after(&self, fields: &Fields, last: Option<&'static str>, view: &View<'_>) -> Result<Settings, String> {
        let mut settings = self.before.clone();
        for (name, field) in of(self.tab).iter().zip(fields.fields()) {
            if field.is_changed() {
                // What is wrong with an earlier field is said there.
                match entered(&settings, *name, field, calendar(view)) {
                    Ok(next) => settings = next,
                    Err(problem) if last.is_none_or(|last| last == name.label()) => return Err(problem),
                    Err(_) => {}
                }
            }
            if last == Some(name.label()) {
                break;
            }
        }
        Ok(settings)
    }
}

impl Sheet for Entries {
    fn purpose(&self) -> Option<String> {
        let purpose = match self.tab {
            Tab::Customers => CUSTOMERS,
            Tab::Concentration => CONCENTRATION,
            Tab::Matrix => MATRIX,
            Tab::Beach => BEACH,
            Tab::Practice => PRACTICE,
        };
        Some(purpose.to_owned())
    }

    fn check(&self, field: &Field, fields: &Fields, view: &View<'_>) -> Result<Option<String>, String> {
        let settings = self.after(fields, Some(field.label), view)?;
        let name = of(self.tab).iter().find(|name| name.label() == field.label);
        Ok(name.map(|name| text(*name, &settings)))
    }

    fn hint(&self, field: &Field, _fields: &Fields, view: &View<'_>) -> Option<String> {
        if field.label != Name::DaysOff.label() || !field.is_changed() {
            return None;
        }
        let days = typed_time_off(&field.text(), calendar(view)).ok().filter(|days| !days.is_empty());
        Some(days.map_or_else(|| Name::DaysOff.meaning().to_owned(), |days| format!("means {}", time_off_shown(&days))))
    }

    fn save(&mut self, fields: &Fields, view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let changes = self.before.changes_to(&self.after(fields, None, view)?);
        Ok(if changes.is_empty() { vec![Effect::Close] } else { vec![Effect::Submit(Change::Settings(changes))] })
    }

    fn reread(&mut self, _fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        self.before = view.book.settings.clone();
        let now = of(self.tab).iter().map(|name| Reread { now: text(*name, &self.before), merged: None });
        Some(now.collect())
    }
}
