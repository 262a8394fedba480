//! Why an action cannot work now, in words.
//!
//! What it would do otherwise is `keys`' and `edits`'.

use crate::domain::beach::Group;
use crate::domain::work::{Engagement, Stage};
use crate::intent::{Action, View, customer};

use super::plan::Plan;
use super::rooms::Focus;
use super::{Beach, Zoom};

impl Beach {
    /// Why an action cannot work now.
    pub(super) fn refusal(&self, action: Action, view: &View<'_>) -> Option<String> {
        let plan = self.plan(view);
        let said = |words: &str| Some(words.to_owned());
        let work = self.engagement(&plan, view);
        match action {
            Action::Up | Action::Down if self.focus == Focus::Takes => None,
            Action::Copy if !plan.works().is_empty() => None,
            _ if of_work(action) && work.is_none() => said(match self.focus {
                Focus::Takes => "These are figures of all your work. Esc goes back to the weeks.",
                Focus::Endings => "No term ends in the next 90 days. Esc goes back to the weeks.",
                Focus::Gantt => "There is no work here yet. a adds some.",
            }),
            Action::NextStage | Action::Earlier | Action::Later | Action::EndEarlier | Action::EndLater => {
                self.edited(action, &plan, view).err()
            }
            Action::WhatIf => why_not_ask(work?, &plan),
            Action::ClearWhatIf if self.what_if.is_empty() => said("No maybe is counted in or out. Space asks what if."),
            Action::Lose => why_not_lost(work?),
            Action::Term => {
                let said = "Its term has no last day, so there is nothing to renew. e gives it one.";
                work.filter(|work| work.term_end.is_none()).map(|_| said.to_owned())
            }
            Action::Capacity if self.zoom != Zoom::Weeks => said("Days are set week by week. + goes nearer."),
            Action::ZoomIn | Action::ZoomOut | Action::Today | Action::Capacity | Action::Left | Action::Right => {
                self.why_no_weeks(&plan, view)
            }
            Action::ShowArchived if plan.gone == 0 => said("Nothing is over, lost or archived yet."),
            Action::ReferOut if work.is_some_and(|work| work.customer.is_none()) => {
                said("Nobody is named for it yet. e says for whom it is.")
            }
            _ => {
                let current = work.and_then(|work| work.customer);
                customer::refused(action, current, current.as_slice(), view)
            }
        }
    }

    fn why_no_weeks(&self, plan: &Plan, view: &View<'_>) -> Option<String> {
        if self.grid(plan, view).is_list() {
            return Some("This window has room for the list alone. A larger one shows the weeks.".to_owned());
        }
        if self.focus != Focus::Gantt && self.rooms(plan, view).gantt.is_empty() {
            return Some("Esc goes back to the weeks.".to_owned());
        }
        None
    }
}

fn why_not_ask(work: &Engagement, plan: &Plan) -> Option<String> {
    let words = match plan.beach.bars.iter().find(|bar| bar.id == work.id) {
        None => "It is lost or archived and counts nowhere.",
        Some(bar) if bar.group == Group::Booked => "It is booked already. Only what might happen is counted in or out.",
        Some(bar) if bar.from.is_none() => "It has no first day yet, so it counts nowhere. e gives it one.",
        Some(_) => return None,
    };
    Some(words.to_owned())
}

fn why_not_lost(work: &Engagement) -> Option<String> {
    let words = match work.stage {
        _ if work.archived => "It is archived. x brings it back.",
        Stage::Lost => "It is lost already. L asks why only once; e changes the reason.",
        stage if stage.is_won() => "It is won. { brings its end nearer; called off, e makes its stage lost.",
        _ => return None,
    };
    Some(words.to_owned())
}

/// What needs work under the cursor.
fn of_work(action: Action) -> bool {
    matches!(
        action,
        Action::Open
            | Action::Edit
            | Action::NextStage
            | Action::Lose
            | Action::WhatIf
            | Action::Earlier
            | Action::Later
            | Action::EndEarlier
            | Action::EndLater
            | Action::Term
            | Action::Archive
            | Action::ReferOut
            | Action::Copy
            | Action::Up
            | Action::Down
    )
}
