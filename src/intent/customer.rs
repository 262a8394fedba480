//! What is asked of the customer under the cursor, or of the marked ones, on every tab that shows customers.
//!
//! Which customers are meant is the tab's to say; what then comes up is [`Opening`]'s, and the same everywhere.

use crate::domain::beach::WhatIf;
use crate::domain::id::CustomerId;
use crate::domain::insight::matrix::Quadrant;
use crate::domain::practice::Outcome;
use crate::domain::record::{Kept, Kind, Row};
use crate::domain::settings::Hundredths;
use crate::domain::work::{Engagement, Stage};

use super::{Action, Axis, Effect, Opening, Question, View};

/// What an action asks for: of `targets`, where it is about several, else of `current`. `None`: it is about no customer.
#[must_use]
pub fn asked(action: Action, current: Option<CustomerId>, targets: &[CustomerId], view: &View<'_>) -> Option<Vec<Effect>> {
    let of_one = |opening: fn(CustomerId) -> Opening| current.map(|id| Effect::Open(opening(id))).into_iter().collect();
    Some(match action {
        Action::Fit => rate(Axis::Fit, targets),
        Action::Mood => rate(Axis::Mood, targets),
        Action::Place => vec![Effect::Open(Opening::Place)],
        Action::Criteria => of_one(Opening::Criteria),
        Action::MoodWords => of_one(Opening::MoodWords),
        Action::Profile => of_one(Opening::Profile),
        Action::Log => vec![Effect::Open(Opening::Log(current))],
        Action::Entries => of_one(Opening::Entries),
        Action::Referrals => of_one(Opening::Referrals),
        Action::AddWork => vec![Effect::Open(Opening::Gate(current))],
        Action::Works => of_one(Opening::Works),
        Action::Refer => of_one(|id| Opening::AddRecord(referral(id, Outcome::Won))),
        Action::ReferOut => current.map(|id| refer_out(id, view)).into_iter().collect(),
        _ => return None,
    })
}

/// Why such an action cannot work now.
#[must_use]
pub fn refused(action: Action, current: Option<CustomerId>, targets: &[CustomerId], view: &View<'_>) -> Option<String> {
    let nobody = || Some("There is no customer under the cursor.".to_owned());
    match action {
        Action::Fit | Action::Mood if targets.is_empty() => nobody(),
        Action::Criteria
        | Action::MoodWords
        | Action::Profile
        | Action::Entries
        | Action::Referrals
        | Action::Works
        | Action::Refer
        | Action::ReferOut
            if current.is_none() =>
        {
            nobody()
        }
        // The form shows what the detail hides.
        Action::Profile if current.is_some_and(|id| !view.names.shows(id)) => {
            Some("This is hidden with the name. D shows all names again; then w opens it.".to_owned())
        }
        Action::Place if view.book.customers().len() == 0 => Some("There is nobody to place yet. a adds a customer.".to_owned()),
        // Before the documents are read nothing can be worked out of them.
        Action::Place if view.book.awaits_series() => None,
        Action::Place if view.scores().corners()[Quadrant::Unplaced as usize].customers == 0 => {
            Some("Everyone is placed already. f and m rate the one under the cursor anew.".to_owned())
        }
        _ => None,
    }
}

fn rate(axis: Axis, targets: &[CustomerId]) -> Vec<Effect> {
    if targets.is_empty() { Vec::new() } else { vec![Effect::Open(Opening::Rate(axis, targets.to_vec()))] }
}

/// A new referral of a customer: one who was sent to us has been won, of one sent on nothing has come yet.
#[must_use]
pub fn referral(customer: CustomerId, outcome: Outcome) -> Row {
    Row::blank(Kind::Referral).with("customer", customer.keep()).with("outcome", outcome.keep())
}

/// How likely an opportunity is at a stage where nobody said, in percent: by the firm's own closed ones, whose number
/// comes with it, else by the settings. `None`: the stage is none of an opportunity.
#[must_use]
pub fn usual_odds(stage: Stage, view: &View<'_>) -> Option<(Hundredths, Option<usize>)> {
    let at = Stage::OPEN.iter().position(|open| *open == stage)?;
    let pipeline = &view.beach(&WhatIf::default()).pipeline;
    Some(match pipeline.closed[at] {
        Some(closed) => (pipeline.odds[at], Some(closed)),
        None => (Hundredths(i64::from(view.book.settings.stage_odds[at]) * 100), None),
    })
}

/// How likely an opportunity is, in percent: as the owner says, else as usual at its stage; booked work is certain.
#[must_use]
pub fn odds(work: &Engagement, view: &View<'_>) -> Hundredths {
    if work.stage.is_won() {
        return Hundredths(10_000);
    }
    work.odds.or_else(|| Some(usual_odds(work.stage, view)?.0)).unwrap_or(Hundredths(0))
}

/// The form that sends a customer on; where there is nobody to send them to, the offer to note somebody.
fn refer_out(customer: CustomerId, view: &View<'_>) -> Effect {
    let partners: Vec<_> = view.book.records().partners.iter().filter(|partner| !partner.archived).collect();
    let out = referral(customer, Outcome::Open);
    match partners.as_slice() {
        [] => Effect::Open(Opening::Ask(Question {
            title: "No partner yet".to_owned(),
            words: "You have noted nobody you send work to. Note one first, a name is enough, then send the customer on."
                .to_owned(),
            answers: vec![
                ("Not now".to_owned(), Vec::new()),
                ("Add a partner".to_owned(), vec![Effect::Open(Opening::AddRecord(Row::blank(Kind::Partner)))]),
            ],
        })),
        [only] => Effect::Open(Opening::AddRecord(out.with("to_partner", only.id.keep()))),
        _ => Effect::Open(Opening::AddRecord(out)),
    }
}
