//! What the keys change of an engagement: its stage, its days, whether it is put away. One step each.
//!
//! Every edit is refused with a reason where it cannot be; forms change the rest.

use chrono::{Days, NaiveDate};

use crate::domain::beach::Bar;
use crate::domain::change::Change;
use crate::domain::edit::Edit;
use crate::domain::record::Sound;
use crate::domain::work::{Engagement, monday};
use crate::intent::{Action, Effect, View};

use super::Beach;
use super::plan::Plan;

/// Days a key shifts by.
const WEEK: u64 = 7;

/// A day a week earlier or later; none where the calendar ends.
fn shifted(day: NaiveDate, is_later: bool) -> Option<NaiveDate> {
    let days = Days::new(WEEK);
    if is_later { day.checked_add_days(days) } else { day.checked_sub_days(days) }
}

/// The last day worked in the week of a day.
fn week_end(day: NaiveDate, view: &View<'_>) -> NaiveDate {
    let works = view.book.settings.work_days;
    let weekends = works.holds(chrono::Weekday::Sat) || works.holds(chrono::Weekday::Sun);
    monday(day) + Days::new(if weekends { 6 } else { 4 })
}

impl Beach {
    /// The work under the cursor as the keys would leave it; the reason why not.
    pub(super) fn edited(&self, action: Action, plan: &Plan, view: &View<'_>) -> Result<(Engagement, Engagement), String> {
        let nothing = "There is no work under the cursor. a adds some.";
        let before = self.engagement(plan, view).ok_or(nothing)?.clone();
        let bar = plan.beach.bars.iter().find(|bar| bar.id == before.id);
        let after = match action {
            Action::NextStage => next_stage(&before, view)?,
            Action::Earlier | Action::Later => shift(&before, action == Action::Later)?,
            Action::EndEarlier | Action::EndLater => {
                let end = end(&before, bar, action == Action::EndLater, self.chosen_day(view), view)?;
                Engagement { ends: Some(end), ..before.clone() }
            }
            Action::Archive => Engagement { archived: !before.archived, ..before.clone() },
            _ => return Err(nothing.to_owned()),
        };
        after.check().map_err(|wrong| wrong.words)?;
        Ok((before, after))
    }

    /// Saves what a key changes of the work under the cursor.
    pub(super) fn edit(&self, action: Action, plan: &Plan, view: &View<'_>) -> Vec<Effect> {
        let edit = self.edited(action, plan, view).map(|(before, after)| Edit::of(before, after));
        edit.map(|edit| Effect::Save(Change::record(&edit))).into_iter().collect()
    }
}

fn next_stage(work: &Engagement, view: &View<'_>) -> Result<Engagement, String> {
    if work.archived {
        return Err("It is archived. x brings it back.".to_owned());
    }
    let next = work.stage.next().ok_or_else(|| {
        let how = if work.stage.is_won() { "done" } else { "lost" };
        format!("It is {how}: there is no stage after that. e changes it.")
    })?;
    Ok(work.moved_to(next, view.today))
}

fn shift(work: &Engagement, is_later: bool) -> Result<Engagement, String> {
    let beyond = || "The calendar ends there.".to_owned();
    let starts = work.starts.ok_or("It has no first day yet. e gives it one.")?;
    let starts = shifted(starts, is_later).ok_or_else(beyond)?;
    let ends = work.ends.map(|ends| shifted(ends, is_later).ok_or_else(beyond)).transpose()?;
    Ok(Engagement { starts: Some(starts), ends, ..work.clone() })
}

/// The last day as a key moves it; work that goes on gets one: the end of the week chosen, or of its first.
fn end(work: &Engagement, bar: Option<&Bar>, is_later: bool, chosen: NaiveDate, view: &View<'_>) -> Result<NaiveDate, String> {
    let starts = work.starts.ok_or("It has no first day yet. e gives it one.")?;
    let Some(ends) = work.ends.or_else(|| bar.and_then(|bar| bar.to)) else {
        return Ok(week_end(chosen.max(starts), view).max(starts));
    };
    let ends = shifted(ends, is_later).ok_or("The calendar ends there.")?;
    if ends < starts {
        return Err("It would end before it starts. < shifts all of it.".to_owned());
    }
    Ok(ends)
}
