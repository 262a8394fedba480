//! Words several parts of the tab use: settings as an owner reads them, names, ages, pips.
//!
//! Free text goes through [`Words::clean`], so that no customer's name stands in it while names are hidden.

use chrono::NaiveDate;

use crate::domain::id::{CustomerId, OfferingId, PartnerId};
use crate::domain::insight::practice::team_days;
use crate::domain::period::spoken;
use crate::domain::practice::{CoreClass, Prospect};
use crate::domain::record::{Rating, Target};
use crate::domain::settings::{Name, Settings};
use crate::domain::typed_date::MONTHS;
use crate::domain::work::Engagement;
use crate::intent::View;
use crate::ui::{Role, Span};

/// The settings of the box of targets, in its order.
pub(super) const SETTINGS: [Name; 24] = [
    Name::Target,
    Name::DayRate,
    Name::BillableDays,
    Name::Overhead,
    Name::Tax,
    Name::Outgo,
    Name::Reserve,
    Name::HourCost,
    Name::TeamDays,
    Name::WorkDays,
    Name::DaysOff,
    Name::MarketingHours,
    Name::MarketingShare,
    Name::LeadDays,
    Name::StageOdds,
    Name::Parallel,
    Name::Weights,
    Name::CutFit,
    Name::CutMood,
    Name::Tolerance,
    Name::Limit,
    Name::Renewal,
    Name::Discount,
    Name::FiscalStart,
];

/// The criteria as the weights stand for them, in their order.
pub(super) const CRITERIA: [&str; 8] = ["margin", "cheap to win", "easy", "refers", "core work", "enjoy", "price", "prospect"];

/// A setting as an owner reads it; `None` where it is not set.
pub(super) fn setting(name: Name, settings: &Settings) -> Option<String> {
    if name == Name::TeamDays {
        return Some(format!("{} days a week", team_days(settings)));
    }
    settings.kept(name)?;
    let shown = settings.shown(name);
    Some(match name {
        Name::Target | Name::Overhead => format!("{shown} a year"),
        Name::Outgo => format!("{shown} a month"),
        Name::DayRate => format!("{shown} a day"),
        Name::BillableDays => format!("{shown} days a year"),
        Name::WorkDays => shown.replace(',', " "),
        Name::DaysOff => settings
            .days_off
            .iter()
            .map(|off| days((off.from, off.to)) + if off.half { ", half" } else { "" })
            .collect::<Vec<_>>()
            .join(", "),
        Name::MarketingHours => format!("{shown} h a week"),
        Name::LeadDays => format!("{shown} days"),
        Name::Weights => settings.weights.map(|weight| weight.to_string()).join(" "),
        Name::CutFit | Name::CutMood => format!("{shown} of 100"),
        Name::Tolerance => format!("{shown} months"),
        Name::StageOdds => format!("{}%", settings.stage_odds.map(|odds| odds.to_string()).join(" ")),
        Name::Parallel => count(settings.parallel as usize, "customer", "customers"),
        Name::Limit | Name::Renewal | Name::Discount | Name::Tax | Name::MarketingShare => format!("{shown}%"),
        Name::FiscalStart => MONTHS[settings.fiscal_start.month().clamp(1, 12) as usize - 1].to_owned(),
        _ => shown,
    })
}

/// `25 Dec 2026`, or `28 Dec 2026 – 1 Jan 2027`.
pub(super) fn days((from, to): (NaiveDate, NaiveDate)) -> String {
    if from == to { spoken(from) } else { format!("{} – {}", spoken(from), spoken(to)) }
}

/// `today`, `yesterday`, `12 days ago`; the date once that says more.
pub(super) fn ago(date: NaiveDate, today: NaiveDate) -> String {
    match (today - date).num_days() {
        ..=0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2..=366 => format!("{days} days ago"),
        _ => spoken(date),
    }
}

/// `1 customer`, `3 customers`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", crate::domain::money::thousands(number as u128)) }
}

/// What stands for a rating: pips, or digits where there are none.
pub(super) fn pips(rating: Option<Rating>, view: &View<'_>) -> String {
    let Some(rating) = rating.map(|rating| usize::from(rating.get())) else { return String::new() };
    let glyphs = view.look.glyphs;
    if glyphs.ascii { format!("{rating}/5") } else { glyphs.pip().repeat(rating) + &glyphs.no_pip().repeat(5 - rating) }
}

/// The mark of a class of work.
pub(super) fn mark(core: CoreClass, view: &View<'_>) -> &'static str {
    let glyphs = view.look.glyphs;
    match core {
        CoreClass::Core => glyphs.pip(),
        CoreClass::Adjacent => glyphs.half(),
        CoreClass::OffCore => glyphs.no_pip(),
    }
}

/// Something that lacks.
pub(super) fn lacking(what: &str) -> Span {
    Span::new(format!("! {what}"), Role::Care)
}

/// The names of things, as they may be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a>(pub(super) &'a View<'a>);

impl Words<'_> {
    /// Text of the book, without the names that are hidden.
    pub(super) fn clean(self, text: impl AsRef<str>) -> String {
        self.0.names.veil(text.as_ref()).into_owned()
    }

    /// The same in one line.
    pub(super) fn one_line(self, text: impl AsRef<str>) -> String {
        self.clean(text.as_ref().lines().collect::<Vec<_>>().join(" "))
    }

    /// A prospect; one who is in the book already goes by the name of the customer where names are hidden.
    pub(super) fn prospect(self, prospect: &Prospect) -> String {
        match prospect.customer {
            Some(id) if !self.0.names.shows(id) => self.customer(id),
            _ => self.clean(&prospect.name),
        }
    }

    /// A customer.
    pub(super) fn customer(self, id: CustomerId) -> String {
        self.0.names.by_id(self.0.book, id).to_owned()
    }

    /// A partner.
    pub(super) fn partner(self, id: PartnerId) -> String {
        let known = self.0.book.records().partners.find(id.0);
        known.map_or_else(|| "(gone)".to_owned(), |partner| self.clean(&partner.name))
    }

    /// An offering.
    pub(super) fn offering(self, id: OfferingId) -> String {
        let known = self.0.book.records().offerings.find(id.0);
        known.map_or_else(|| "(gone)".to_owned(), |offering| self.clean(&offering.name))
    }

    /// What a field points to.
    pub(super) fn target(self, target: Target, id: i64) -> String {
        match target {
            Target::Customer => self.customer(CustomerId(id)),
            Target::Offering => self.offering(OfferingId(id)),
            Target::Partner => self.partner(PartnerId(id)),
            Target::Variant => self.0.book.records().variants.find(id).map_or_else(String::new, |known| self.clean(&known.name)),
            Target::Engagement => self.0.book.records().engagements.find(id).map_or_else(String::new, |work| self.job(work)),
        }
    }

    /// A piece of work: what it is called, else for whom it is.
    pub(super) fn job(self, work: &Engagement) -> String {
        let customer = || work.customer.map_or_else(String::new, |id| self.customer(id));
        work.title.as_ref().map_or_else(customer, |title| self.clean(title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_like_sentences() {
        let settings = Settings::default();
        let read = |name, typed: &str| setting(name, &settings.enter(name, typed).unwrap());
        assert_eq!(read(Name::Target, "180k").as_deref(), Some("$180,000 a year"));
        assert_eq!(read(Name::Target, "none"), None);
        assert_eq!(read(Name::TeamDays, "none").as_deref(), Some("5 days a week"));
        assert_eq!(read(Name::DaysOff, "2026-12-25,2026-12-28..2027-01-01").unwrap(), "25 Dec 2026, 28 Dec 2026 – 1 Jan 2027");
        assert_eq!(read(Name::FiscalStart, "4").as_deref(), Some("April"));
        assert_eq!(setting(Name::Weights, &settings).unwrap(), "20 10 15 15 10 15 10 5");
    }

    #[test]
    fn ages_are_told_in_days_while_that_helps() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-22");
        let told = ["2026-11-22", "2026-11-21", "2026-11-10", "2025-11-20"].map(|date| ago(day(date), today));
        assert_eq!(told, ["today", "yesterday", "12 days ago", "20 Nov 2025"]);
    }
}
