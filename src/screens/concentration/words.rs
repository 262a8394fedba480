//! The words of the tab that more than one part of it says.

use crate::domain::insight::attention::{Line, months_words};
use crate::domain::insight::stress::Runway;
use crate::domain::money::{self, Minor};
use crate::domain::period::{FiscalStart, Period};
use crate::domain::settings::Hundredths;
use crate::intent::View;
use crate::ui::{Glyphs, Role};

/// A period inside a sentence: `in the last 12 months`, `over all years`, `in 2026 Q3`.
pub(super) fn during(period: Period, start: FiscalStart) -> String {
    let words = period.words(start);
    match period {
        Period::Months(_) => format!("in the {words}"),
        Period::All => format!("over {words}"),
        _ => format!("in {words}"),
    }
}

/// The heading of the amounts of a period.
pub(super) fn heading(period: Period) -> String {
    match period {
        Period::Months(months) => format!("{months} mo"),
        Period::All => "all".to_owned(),
        other => other.to_string(),
    }
}

/// Tenths of a percent: `23.2`.
pub(super) fn tenths(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The shape of a line a share is over.
pub(super) fn mark(line: Line, glyphs: Glyphs) -> &'static str {
    match line {
        Line::Notice => glyphs.dot(),
        Line::Caution => glyphs.caution(),
        Line::Limit => "!",
        Line::Danger => "!!",
        Line::Main => "!!!",
    }
}

/// Its word, where there is room and where there is little.
pub(super) fn named(line: Line) -> (&'static str, &'static str) {
    match line {
        Line::Notice => ("over 10%", ">10%"),
        Line::Caution => ("caution", "caution"),
        Line::Limit => ("over your limit", "limit"),
        Line::Danger => ("danger", "danger"),
        Line::Main => ("main customer", "main"),
    }
}

/// Its colour, beside shape and word.
pub(super) fn role(line: Line) -> Role {
    match line {
        Line::Notice => Role::Muted,
        Line::Caution => Role::Care,
        Line::Limit | Line::Danger | Line::Main => Role::Bad,
    }
}

/// An amount in whole units with the currency's sign.
pub(super) fn whole(amount: Minor, view: &View<'_>) -> String {
    money::whole(amount, view.book.settings.base())
}

/// What goes away: `−$142,300`.
pub(super) fn gone(amount: Minor, view: &View<'_>) -> String {
    let minus = if amount == Minor::ZERO { "" } else { view.look.glyphs.minus() };
    format!("{minus}{}", whole(amount, view))
}

/// How long the money lasts.
pub(super) fn lasts(runway: Runway, tolerance: Hundredths) -> String {
    match runway {
        Runway::SelfSustaining => "income covers it".to_owned(),
        Runway::Months(_) => months_words(runway, tolerance),
    }
}

/// Whether that is enough.
pub(super) fn verdict(runway: Runway, tolerance: Hundredths) -> &'static str {
    if runway.passes(tolerance) { "enough" } else { "too short" }
}

/// A book as so many equal customers.
pub(super) fn behaves(left: usize, effective: Option<crate::domain::insight::ratio::Ratio>) -> String {
    match (left, effective) {
        (0, _) => "nobody".to_owned(),
        (1, _) => "one customer".to_owned(),
        (_, effective) => effective.map_or_else(String::new, |effective| format!("{} equal ones", effective.decimal(1, 1))),
    }
}
