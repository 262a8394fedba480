//! What the keys change of an engagement: its stage, its days, whether it is put away. One step each.
//!
//! Every edit is refused with a reason where it cannot be; forms change the rest.

use chrono::{Days, NaiveDate};

use crate::chart::gantt::Scale;
use crate::domain::beach::Bar;
use crate::domain::change::Change;
use crate::domain::edit::Edit;
use crate::domain::period::{earliest, latest};
use crate::domain::record::Sound;
use crate::domain::work::{Engagement, Stage, monday};
use crate::intent::{Action, Effect, View};

use super::Beach;
use super::plan::Plan;
use super::words;

/// Days a key shifts by.
const WEEK: u64 = 7;

/// A day a week earlier or later; the reason where a book holds no such day.
fn shifted(day: NaiveDate, is_later: bool) -> Result<NaiveDate, String> {
    let days = Days::new(WEEK);
    let shifted = if is_later { day.checked_add_days(days) } else { day.checked_sub_days(days) };
    let held = shifted.filter(|day| (earliest()..=latest()).contains(day));
    held.ok_or_else(|| "A book's calendar goes from 1900 to 2999.".to_owned())
}

/// The last day worked in the week of a day.
fn week_end(day: NaiveDate, view: &View<'_>) -> NaiveDate {
    let works = view.book.settings.work_days;
    let weekends = works.holds(chrono::Weekday::Sat) || works.holds(chrono::Weekday::Sun);
    monday(day) + Days::new(if weekends { 6 } else { 4 })
}

/// The last day of the column a day lies in: of a week the last one worked.
fn column_end(day: NaiveDate, scale: Scale, view: &View<'_>) -> NaiveDate {
    match scale {
        Scale::Weeks { .. } => week_end(day, view),
        Scale::Months | Scale::Quarters => scale.stepped(day, 1).pred_opt().unwrap_or(day),
    }
}

impl Beach {
    /// The work under the cursor as the keys would leave it; the reason why not.
    pub(super) fn edited(&self, action: Action, plan: &Plan, view: &View<'_>) -> Result<(Engagement, Engagement), String> {
        let nothing = "There is no work under the cursor. a adds some.";
        let before = self.engagement(plan, view).ok_or(nothing)?.clone();
        let bar = plan.beach.bars.iter().find(|bar| bar.id == before.id);
        let after = match action {
            Action::NextStage => next_stage(&before, bar, view)?,
            Action::Earlier | Action::Later => shift(&before, action == Action::Later)?,
            Action::EndEarlier | Action::EndLater => {
                let chosen = |from: NaiveDate| column_end(self.chosen_day(view).max(from), self.zoom.scale(view), view);
                let end = end(&before, bar, action == Action::EndLater, chosen)?;
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

fn next_stage(work: &Engagement, bar: Option<&Bar>, view: &View<'_>) -> Result<Engagement, String> {
    if work.archived {
        return Err("It is archived. x brings it back.".to_owned());
    }
    let next = work.stage.next().ok_or_else(|| {
        let how = if work.stage.is_won() { "done" } else { "lost" };
        format!("It is {how}: there is no stage after that. e changes it.")
    })?;
    if work.stage == Stage::Booked {
        why_not_done(work, bar, view.today).map_or(Ok(()), Err)?;
    }
    Ok(work.moved_to(next, view.today))
}

/// Why booked work cannot be done yet: only what has come to its last day is, or what never had a day.
fn why_not_done(work: &Engagement, bar: Option<&Bar>, today: NaiveDate) -> Option<String> {
    let starts = work.starts?;
    if starts > today {
        return Some("It has not begun yet. e changes it.".to_owned());
    }
    match work.ends.or_else(|| bar.and_then(|bar| bar.to)) {
        None => Some("It goes on. { ends it, e gives it a last day.".to_owned()),
        Some(ends) if ends > today => Some(format!("It is booked until {}. e ends it earlier.", words::dated(ends, today))),
        Some(_) => None,
    }
}

fn shift(work: &Engagement, is_later: bool) -> Result<Engagement, String> {
    let starts = work.starts.ok_or("It has no first day yet. e gives it one.")?;
    let starts = shifted(starts, is_later)?;
    let ends = work.ends.map(|ends| shifted(ends, is_later)).transpose()?;
    // A term agreed for as long as the work lasts goes with it; another one is agreed for itself.
    let term_end = if work.ends.is_some() && work.term_end == work.ends { ends } else { work.term_end };
    Ok(Engagement { starts: Some(starts), ends, term_end, ..work.clone() })
}

/// The last day as a key moves it; work that goes on gets one: the end of the column `chosen`, or of that of its first day.
fn end(work: &Engagement, bar: Option<&Bar>, is_later: bool, chosen: impl Fn(NaiveDate) -> NaiveDate) -> Result<NaiveDate, String> {
    if work.stage == Stage::Done {
        return Err("It is done, so its end takes no days any more. e changes it.".to_owned());
    }
    let starts = work.starts.ok_or("It has no first day yet. e gives it one.")?;
    let Some(ends) = work.ends.or_else(|| bar.and_then(|bar| bar.to)) else {
        return Ok(chosen(starts).max(starts).min(latest()));
    };
    let ends = shifted(ends, is_later)?;
    if ends < starts {
        return Err("It would end before it starts. < shifts all of it.".to_owned());
    }
    Ok(ends)
}
