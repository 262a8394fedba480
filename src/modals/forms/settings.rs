//! The forms of settings: what each tab reckons with. What a value may be is [`crate::domain::settings`]'s alone.

use super::{Form, Refused, Reread, Sheet};
use crate::domain::change::Change;
use crate::domain::settings::{Name, Settings};
use crate::domain::text::LONGEST_LINE;
use crate::domain::typed_date::MONTHS;
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

/// The settings of a tab with their labels.
const fn of(tab: Tab) -> &'static [(Name, &'static str)] {
    match tab {
        Tab::Customers => &[
            (Name::Book, "Book"),
            (Name::Currency, "Currency"),
            (Name::FiscalStart, "Fiscal start"),
            (Name::Basis, "Basis"),
            (Name::Target, "Target"),
        ],
        Tab::Concentration => {
            &[(Name::Outgo, "Outgo"), (Name::Reserve, "Reserve"), (Name::Tolerance, "Tolerance"), (Name::Limit, "Limit")]
        }
        Tab::Matrix => &[
            (Name::CutFit, "Cut of fit"),
            (Name::CutMood, "Cut of mood"),
            (Name::Weights, "Weights of fit"),
            (Name::HourCost, "Cost of an hour"),
            (Name::Renewal, "Renewal guess"),
            (Name::Discount, "Discount"),
        ],
        Tab::Beach => &[
            (Name::TeamDays, "Team days"),
            (Name::WorkDays, "Work days"),
            (Name::DaysOff, "Days off"),
            (Name::StageOdds, "Odds by stage"),
            (Name::LeadDays, "Lead days"),
            (Name::Parallel, "At once"),
            (Name::Target, "Income target"),
            (Name::DayRate, "List day rate"),
            (Name::BillableDays, "Billable days"),
            (Name::Tax, "Tax"),
            (Name::MarketingHours, "Marketing hours"),
            (Name::MarketingShare, "Marketing share"),
            (Name::Outgo, "Outgo"),
            (Name::Reserve, "Reserve"),
        ],
        Tab::Practice => &[
            (Name::Target, "Income target"),
            (Name::Outgo, "Outgo"),
            (Name::Reserve, "Reserve"),
            (Name::HourCost, "Cost of an hour"),
            (Name::DayRate, "List day rate"),
            (Name::BillableDays, "Billable days"),
            (Name::WorkDays, "Work days"),
            (Name::TeamDays, "Team days"),
            (Name::DaysOff, "Days off"),
            (Name::MarketingHours, "Marketing hours"),
            (Name::LeadDays, "Lead days"),
            (Name::Tolerance, "Tolerance"),
            (Name::Limit, "Limit"),
            (Name::FiscalStart, "Fiscal start"),
            (Name::CutFit, "Cut of fit"),
            (Name::CutMood, "Cut of mood"),
            (Name::Weights, "Weights of fit"),
            (Name::Renewal, "Renewal guess"),
            (Name::Discount, "Discount"),
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
        let fields = of(tab).iter().map(|(name, label)| field(*name, label, &before)).collect();
        let title = match tab {
            Tab::Customers => "Book, currency, year, basis",
            Tab::Concentration => "Outgo, reserve, tolerance, limit",
            Tab::Matrix => "Cuts, weights and hour cost",
            Tab::Beach => "Team days, days off, odds, target",
            Tab::Practice => "Targets, costs, capacity, weights",
        };
        let mut fields = Fields::new(title, fields);
        if let Some(at) = from.and_then(|from| of(tab).iter().position(|(name, _)| *name == from)) {
            fields.focus(at);
        }
        Form::of(Entries { tab, before }, fields)
    }
}

fn field(name: Name, label: &'static str, settings: &Settings) -> Field {
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
        Name::FiscalStart => MONTHS[settings.fiscal_start.month() as usize - 1].to_owned(),
        _ if settings.kept(name).is_none() => String::new(),
        Name::Target | Name::Outgo | Name::Reserve | Name::HourCost | Name::DayRate => settings
            .shown(name)
            .chars()
            .filter(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.' | '-' | '−'))
            .collect(),
        _ => settings.shown(name),
    }
}

/// Settings with a field worked in.
fn entered(settings: &Settings, name: Name, field: &Field) -> Result<Settings, String> {
    let typed = if name == Name::FiscalStart { (field.chosen() + 1).to_string() } else { field.text() };
    settings.enter(name, &typed).map_err(|problem| {
        // The setting begins the sentence here.
        let mut letters = problem.0.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    })
}

impl Entries {
    /// The settings with every changed field up to one worked in, that one included.
    fn after(&self, fields: &Fields, last: Option<&'static str>) -> Result<Settings, String> {
        let mut settings = self.before.clone();
        for ((name, label), field) in of(self.tab).iter().zip(fields.fields()) {
            if field.is_changed() {
                // What is wrong with an earlier field is said there.
                match entered(&settings, *name, field) {
                    Ok(next) => settings = next,
                    Err(problem) if last.is_none_or(|last| last == *label) => return Err(problem),
                    Err(_) => {}
                }
            }
            if last == Some(label) {
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

    fn check(&self, field: &Field, fields: &Fields, _view: &View<'_>) -> Result<Option<String>, String> {
        let settings = self.after(fields, Some(field.label))?;
        let name = of(self.tab).iter().find(|(_, label)| *label == field.label).map(|(name, _)| *name);
        Ok(name.map(|name| text(name, &settings)))
    }

    fn save(&mut self, fields: &Fields, _view: &View<'_>) -> Result<Vec<Effect>, Refused> {
        let changes = self.before.changes_to(&self.after(fields, None)?);
        Ok(if changes.is_empty() { vec![Effect::Close] } else { vec![Effect::Submit(Change::Settings(changes))] })
    }

    fn reread(&mut self, _fields: &Fields, view: &View<'_>) -> Option<Vec<Reread>> {
        self.before = view.book.settings.clone();
        let now = of(self.tab).iter().map(|(name, _)| Reread { now: text(*name, &self.before), merged: None });
        Some(now.collect())
    }
}
