//! What keys, clicks and the wheel do on the tab.
//!
//! What they change of an engagement is `edits`', why one cannot work `refusal`'s; the state is in the module above.

use crate::chart::scroll;
use crate::domain::record::Kind;
use crate::domain::work::monday;
use crate::intent::{Action, Effect, Notice, Opening, Tab, View, customer};
use crate::ui::Click;

use super::plan::Plan;
use super::rooms::Focus;
use super::{Beach, Zoom, copy, endings};

/// How many lines a notch of the wheel is over a side panel.
const NOTCH: isize = 3;

impl Beach {
    /// Does what an action asks for.
    pub(super) fn act(&mut self, action: Action, plan: &Plan, view: &View<'_>) -> Vec<Effect> {
        let page = usize::from(self.grid(plan, view).list.height).saturating_sub(1).max(1) as isize;
        match action {
            Action::Up => self.step(-1, plan, view),
            Action::Down => self.step(1, plan, view),
            Action::PageUp => self.step(-page, plan, view),
            Action::PageDown => self.step(page, plan, view),
            Action::First => self.step(isize::MIN / 2, plan, view),
            Action::Last => self.step(isize::MAX / 2, plan, view),
            Action::Left => self.step_column(-1, plan, view),
            Action::Right => self.step_column(1, plan, view),
            // Refused they would take the hint of both with them.
            Action::ZoomIn if self.zoom == Zoom::Weeks => return passing("Weeks are as near as it goes. - goes further away."),
            Action::ZoomOut if self.zoom == Zoom::Quarters => {
                return passing("Quarters are as far as it goes. + comes nearer.");
            }
            Action::ZoomIn => self.zoom_to(if self.zoom == Zoom::Quarters { Zoom::Months } else { Zoom::Weeks }, plan, view),
            Action::ZoomOut => self.zoom_to(if self.zoom == Zoom::Weeks { Zoom::Months } else { Zoom::Quarters }, plan, view),
            Action::Today => (self.first, self.chosen) = (None, None),
            Action::NextPanel => self.focus = self.focus.step(1),
            Action::PreviousPanel => self.focus = self.focus.step(-1),
            Action::Back => self.back(view),
            Action::WhatIf => self.ask(plan, view),
            Action::ClearWhatIf => {
                self.what_if.clear();
                self.find_again(plan, view);
            }
            Action::Reset => self.reset(plan, view),
            Action::ShowArchived => {
                self.shows.gone = !self.shows.gone;
                self.find_again(plan, view);
            }
            _ => return self.asked(action, plan, view),
        }
        Vec::new()
    }

    /// What an action asks of the work under the cursor, or of the app.
    fn asked(&self, action: Action, plan: &Plan, view: &View<'_>) -> Vec<Effect> {
        let Some(subject) = self.subject(plan) else { return self.asked_of_nothing(action, plan, view) };
        let opening = match action {
            Action::Edit | Action::Open => Opening::EditRecord(Kind::Engagement, subject.0),
            Action::Lose => Opening::Lose(subject),
            Action::Term => Opening::Term(subject),
            Action::NextStage | Action::Earlier | Action::Later | Action::EndEarlier | Action::EndLater | Action::Archive => {
                return self.edit(action, plan, view);
            }
            Action::ReferOut | Action::Log => {
                let current = self.engagement(plan, view).and_then(|work| work.customer);
                return customer::asked(action, current, current.as_slice(), view).unwrap_or_default();
            }
            _ => return self.asked_of_nothing(action, plan, view),
        };
        vec![Effect::Open(opening)]
    }

    fn asked_of_nothing(&self, action: Action, plan: &Plan, view: &View<'_>) -> Vec<Effect> {
        let opening = match action {
            Action::AddWork => Opening::Gate(None),
            Action::Capacity => Opening::Capacity(monday(self.chosen_day(view))),
            Action::Settings => Opening::Settings(Tab::Beach),
            Action::Log => Opening::Log(None),
            Action::Copy => return copy::copy(plan, &self.grid(plan, view), view),
            _ => return Vec::new(),
        };
        vec![Effect::Open(opening)]
    }

    /// Moves the cursor of the panel keys go to.
    fn step(&mut self, by: isize, plan: &Plan, view: &View<'_>) {
        match self.focus {
            Focus::Gantt => {
                self.put(scroll::moved(self.place(plan), by, plan.works().len()), plan, view);
            }
            Focus::Endings => self.step_ending(by, plan, view),
            Focus::Takes => self.scroll(Focus::Takes, by, plan, view),
        }
    }

    /// Moves the cursor among the endings. Below the last there is more to read; on the way back that comes first.
    fn step_ending(&mut self, by: isize, plan: &Plan, view: &View<'_>) {
        let all = endings::listed(plan);
        let at = endings::current(self.ending, plan);
        let place = all.iter().position(|ending| Some(ending.engagement) == at).unwrap_or(0);
        let next = scroll::moved(place, by, all.len());
        let from = self.scrolled[Focus::Endings as usize];
        if next == place || (by < 0 && self.following(from, plan, view) < from) {
            return self.scroll(Focus::Endings, by, plan, view);
        }
        self.ending = all.get(next).map(|ending| ending.engagement);
        // The heading above the first is not left out of sight for nothing.
        let from = if next == 0 { 0 } else { from };
        self.scrolled[Focus::Endings as usize] = self.following(from, plan, view);
    }

    /// The first line of the endings in sight, so that the one chosen is.
    fn following(&self, from: usize, plan: &Plan, view: &View<'_>) -> usize {
        let (lines, sheet) = self.sheet(Focus::Endings, plan, &self.rooms(plan, view), view);
        lines.following(from, sheet)
    }

    fn scroll(&mut self, focus: Focus, by: isize, plan: &Plan, view: &View<'_>) {
        let (lines, sheet) = self.sheet(focus, plan, &self.rooms(plan, view), view);
        let most = lines.most(sheet);
        let from = &mut self.scrolled[focus as usize];
        *from = from.saturating_add_signed(by).min(most);
    }

    /// The cursor goes to a place of the list.
    fn put(&mut self, place: usize, plan: &Plan, view: &View<'_>) {
        self.place = place;
        self.at = plan.works().get(place).map(|work| work.id);
        if self.shows.held.is_some() && self.shows.held != self.at {
            // What is over leaves the list once the cursor has left it.
            self.shows.held = None;
            let plan = self.plan(view);
            return self.follow(&plan, view);
        }
        let grid = self.grid(plan, view);
        self.from = self.first_row(plan, &grid);
    }

    /// Chooses the column `by` further; the columns move on where it is out of sight.
    fn step_column(&mut self, by: i64, plan: &Plan, view: &View<'_>) {
        let scale = self.zoom.scale(view);
        let next = scale.stepped(self.chosen_day(view), by);
        let (earliest, latest) = (crate::domain::period::earliest(), crate::domain::period::latest());
        self.chosen = Some(next.clamp(earliest, latest));
        self.follow(plan, view);
    }

    /// Sees the same day nearer or from further away.
    fn zoom_to(&mut self, zoom: Zoom, plan: &Plan, view: &View<'_>) {
        self.zoom = zoom;
        // What begins with today's column goes on doing so.
        self.first = self.first.map(|first| zoom.scale(view).start_of(first));
        self.follow(plan, view);
    }

    /// One step back: from a side panel to the weeks, else what is gone is hidden again.
    fn back(&mut self, view: &View<'_>) {
        if self.focus != Focus::Gantt {
            self.focus = Focus::Gantt;
        } else if self.shows.gone {
            let plan = self.plan(view);
            self.shows.gone = false;
            self.find_again(&plan, view);
        }
    }

    /// Counts the maybe under the cursor in, then out, then at its odds.
    fn ask(&mut self, plan: &Plan, view: &View<'_>) {
        if let Some(id) = self.subject(plan) {
            self.what_if.turn(id);
            self.find_again(plan, view);
        }
    }

    fn reset(&mut self, plan: &Plan, view: &View<'_>) {
        let at = self.work(plan).map(|work| work.id);
        *self = Beach { at, worked_out: std::mem::take(&mut self.worked_out), ..Beach::default() };
        let plan = self.plan(view);
        self.follow(&plan, view);
    }

    /// A click chooses a row, a column or a panel; a second one on a row opens its form.
    pub(super) fn click(&mut self, click: Click, plan: &Plan, view: &View<'_>) -> Vec<Effect> {
        match click {
            Click::Row(place) => {
                let is_current = self.focus == Focus::Gantt && place == self.place(plan);
                self.focus = Focus::Gantt;
                self.put(place, plan, view);
                if is_current {
                    return self.asked(Action::Open, plan, view);
                }
            }
            Click::Heading(column) => {
                self.focus = Focus::Gantt;
                self.chosen = Some(self.grid(plan, view).axis.start(column as u16));
            }
            Click::Choice(_, place) => {
                let Some(ending) = endings::listed(plan).get(place).copied() else { return Vec::new() };
                let is_current = self.focus == Focus::Endings && endings::current(self.ending, plan) == Some(ending.engagement);
                (self.focus, self.ending) = (Focus::Endings, Some(ending.engagement));
                if is_current {
                    return self.asked(Action::Term, plan, view);
                }
            }
            Click::Panel(panel) => self.focus = Focus::ALL.get(panel).copied().unwrap_or(self.focus),
            _ => {}
        }
        Vec::new()
    }

    /// A notch scrolls the panel it is over; over the gantt it moves the cursor.
    pub(super) fn wheel(&mut self, by: i16, over: Option<Click>, plan: &Plan, view: &View<'_>) {
        let focus = match over {
            Some(Click::Panel(panel) | Click::Choice(panel, _)) => Focus::ALL.get(panel).copied().unwrap_or(self.focus),
            Some(Click::Row(_) | Click::Heading(_)) => Focus::Gantt,
            _ => self.focus,
        };
        if focus == Focus::Gantt {
            self.put(scroll::moved(self.place(plan), isize::from(by), plan.works().len()), plan, view);
        } else {
            self.scroll(focus, isize::from(by) * NOTCH, plan, view);
        }
    }
}

fn passing(words: &str) -> Vec<Effect> {
    vec![Effect::Say(Notice::passing(words))]
}
