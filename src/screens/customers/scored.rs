//! Scores as cells of the list: pips, margins, rates; nothing where the data are missing.
//!
//! What is known of a customer is [`crate::domain::scores::Scores::measured`]'s; the same in words is `detail`'s.

use std::sync::Arc;

use crate::domain::beach::WhatIf;
use crate::domain::insight::expectancy::RenewalRate;
use crate::domain::insight::margin::OverService;
use crate::domain::insight::ratio::Ratio;
use crate::domain::money::{self, Minor};
use crate::domain::scores::{Measure, Score, Scores};
use crate::intent::View;
use crate::ui::{Role, Span, pips};

/// The scores of a book that keeps anything they are made of: a book of documents alone has none to show, and is not
/// made to wait for them.
pub(super) fn scores(view: &View<'_>) -> Option<Arc<Scores>> {
    let records = view.book.records();
    let is_bare = records.assessments.is_empty() && records.efforts.is_empty() && records.referrals.is_empty();
    (!is_bare || has_values(view)).then(|| view.scores())
}

/// Whether money to come can be told: by the owner's guess of who stays, or by the terms of the book's own where enough have
/// ended.
pub(super) fn has_values(view: &View<'_>) -> bool {
    let settings = &view.book.settings;
    // Without as many terms there is nothing to work out.
    let terms = || view.book.records().engagements.iter().filter(|work| work.term_end.is_some()).count();
    settings.renewal.is_some()
        || terms() >= RenewalRate::ENOUGH && RenewalRate::of(settings, &view.beach(&WhatIf::default()).all_renewals).is_some()
}

/// What a customer's row says of a measure.
pub(super) fn cell(scores: &Scores, score: &Score, measure: Measure, view: &View<'_>) -> Vec<Span> {
    let Some(value) = scores.measured(view.book, score, measure) else { return Vec::new() };
    let currency = view.book.settings.base();
    let plain = |text: String, is_loss: bool| vec![Span::new(text, if is_loss { Role::Bad } else { Role::Text })];
    let confirmed = match measure {
        Measure::Mood => score.mood.is_some_and(|mood| mood.confirmed),
        _ => score.fit.is_some_and(|fit| fit.confirmed),
    };
    match measure {
        Measure::Fit | Measure::Mood => pips::pips(value.rounded(1) as u8, !confirmed, view.look.glyphs),
        Measure::Margin | Measure::Value => plain(money::bare(minor(value), currency), value < Ratio::ZERO),
        Measure::MarginShare => plain(value.decimal(1, 1), value < Ratio::ZERO),
        Measure::HourRate => plain(money::plain(minor(value), currency), value < Ratio::ZERO),
        Measure::Hours => plain(money::thousands(value.rounded(1).unsigned_abs()), false),
        Measure::OverService => over_service(scores.over_service(score), view),
    }
}

fn over_service(index: OverService, view: &View<'_>) -> Vec<Span> {
    let care = view.look.glyphs.care();
    match index {
        OverService::NotMeasured => Vec::new(),
        OverService::AllCost => vec![Span::new("all cost", Role::Bad)],
        OverService::Index(ratio) if index.is_flagged() => vec![Span::new(format!("{}{care}", ratio.decimal(1, 2)), Role::Care)],
        OverService::Index(ratio) => vec![Span::new(format!("{} ", ratio.decimal(1, 2)), Role::Text)],
    }
}

/// An exact amount in minor units, rounded for showing.
pub(super) fn minor(amount: Ratio) -> Minor {
    Minor(amount.rounded(1).clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
}
