//! What keys, clicks and the wheel do on the tab, and what cannot be done now.
//!
//! The state they change is in the module above; where rows lie is `bars`.

use crate::chart::scroll;
use crate::domain::id::CustomerId;
use crate::domain::insight::measure::Measure;
use crate::domain::period::Period;
use crate::intent::{Action, Effect, Notice, Opening, Tab, View, customer};
use crate::ui::Click;
use crate::ui::panel::{inside, padded};

use super::bars::{self, Plan};
use super::ranking::Ranking;
use super::rooms::Rooms;
use super::view::{BARS, BELOW, room_beside};
use super::words::during;
use super::{Aside, Concentration, measures, what_if};

/// How many rows a notch of the wheel is.
const NOTCH: isize = 3;

impl Concentration {
    /// Does what an action asks for.
    pub(super) fn act(&mut self, action: Action, ranking: &Ranking, view: &View<'_>) -> Vec<Effect> {
        match action {
            Action::Up => self.step(-1, ranking, view),
            Action::Down => self.step(1, ranking, view),
            Action::PageUp => self.step(-self.page(ranking, view), ranking, view),
            Action::PageDown => self.step(self.page(ranking, view), ranking, view),
            Action::First => self.step(isize::MIN / 2, ranking, view),
            Action::Last => self.step(isize::MAX / 2, ranking, view),
            Action::Left => self.focus(None),
            Action::Right if !self.is_aside => self.focus(Some(Aside::WhatIf)),
            Action::NextPanel => self.next_panel(ranking, false),
            Action::PreviousPanel => self.next_panel(ranking, true),
            Action::WhatIf => self.count_out(ranking),
            Action::ClearWhatIf => self.lost.clear(),
            Action::NextPeriod => return self.show(next_period(self.period), view),
            Action::Period(period) => return self.show(period, view),
            Action::Measure => self.measure_by(self.measure.next(), view),
            Action::Back => self.back(),
            Action::Reset => *self = Concentration::default(),
            Action::Settings => return vec![Effect::Open(Opening::Settings(Tab::Concentration))],
            Action::Open => return self.open(ranking, view),
            Action::Copy => return self.copy(ranking, view),
            _ => return customer::asked(action, self.meant(ranking, view), &[], view).unwrap_or_default(),
        }
        Vec::new()
    }

    /// Moves the cursor of the panel that has the focus.
    fn step(&mut self, by: isize, ranking: &Ranking, view: &View<'_>) {
        if self.is_aside {
            self.step_aside(by, ranking, view);
        } else {
            self.put(scroll::moved(self.row(ranking), by, ranking.count()), ranking, view);
        }
    }

    /// Moves the cursor among the members of a group, or the lines of another panel.
    fn step_aside(&mut self, by: isize, ranking: &Ranking, view: &View<'_>) {
        let rooms = Rooms::new(view.area, true);
        if let Aside::Members(unit, at) = self.aside {
            let at = scroll::moved(at, by, ranking.members(unit, view).len());
            self.aside = Aside::Members(unit, at);
            let height = usize::from(room_beside(&rooms).height);
            self.aside_from = scroll::offset(self.aside_from, at, usize::MAX, height);
            return;
        }
        let is_below = rooms.has_below() && self.aside == Aside::Stays;
        let room = padded(if is_below { rooms.below } else { rooms.aside });
        let most = self.rows(self.aside, ranking, view, room.width).most(room.height);
        self.aside_from = self.aside_from.saturating_add_signed(by).min(most);
    }

    /// Puts the cursor on a row of the list.
    fn put(&mut self, row: usize, ranking: &Ranking, view: &View<'_>) {
        self.row = row;
        if !self.is_aside {
            self.aside_from = 0;
        }
        self.at = ranking.row(row).map(|holding| holding.unit);
        self.from = plan(ranking, view).from(ranking, row, self.from);
    }

    fn page(&self, ranking: &Ranking, view: &View<'_>) -> isize {
        let height = if self.is_aside { room_beside(&Rooms::new(view.area, true)).height } else { plan(ranking, view).list.height };
        isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    fn focus(&mut self, aside: Option<Aside>) {
        self.is_aside = aside.is_some();
        self.aside = aside.unwrap_or_default();
        self.aside_from = 0;
    }

    fn next_panel(&mut self, ranking: &Ranking, before: bool) {
        if ranking.figures.first_document.is_none() {
            return;
        }
        let now = self.is_aside.then_some(self.aside);
        self.focus(match (now, before) {
            (None, false) | (Some(Aside::Stays), true) => Some(Aside::WhatIf),
            (Some(Aside::WhatIf | Aside::Members(..)), false) | (None, true) => Some(Aside::Stays),
            (Some(Aside::Stays), false) | (Some(Aside::WhatIf | Aside::Members(..)), true) => None,
        });
    }

    fn count_out(&mut self, ranking: &Ranking) {
        let Some(unit) = ranking.row(self.row(ranking)).map(|holding| holding.unit) else { return };
        match self.lost.iter().position(|lost| *lost == unit) {
            Some(at) => drop(self.lost.remove(at)),
            None if ranking.year(unit).is_some() => self.lost.push(unit),
            None => {}
        }
    }

    /// Another period; the cursor stays on its customer, and a group that is looked into is closed.
    fn show(&mut self, period: Period, view: &View<'_>) -> Vec<Effect> {
        self.period = period;
        if matches!(self.aside, Aside::Members(..)) {
            self.focus(None);
        }
        let ranking = self.ranking(view);
        let row = self.row(&ranking);
        self.put(row, &ranking, view);
        // All years in place of a period without revenue look as if nothing had happened.
        if ranking.figures.period == period || ranking.figures.first_document.is_none() {
            return Vec::new();
        }
        let during = during(period, view.book.settings.fiscal_start);
        vec![Effect::Say(Notice::care(format!("Nothing {during}: all years are shown instead.")))]
    }

    /// Another measure; the cursor stays on its customer, and a group that is looked into is closed.
    fn measure_by(&mut self, measure: Measure, view: &View<'_>) {
        self.measure = measure;
        if matches!(self.aside, Aside::Members(..)) {
            self.focus(None);
        }
        let ranking = self.ranking(view);
        let row = self.row(&ranking);
        self.put(row, &ranking, view);
    }

    /// One step back: out of a panel, then nobody is counted out any more.
    fn back(&mut self) {
        if self.is_aside {
            self.focus(None);
        } else {
            self.lost.clear();
        }
    }

    /// The customer under the cursor: the unit, or the member of a group.
    fn meant(&self, ranking: &Ranking, view: &View<'_>) -> Option<CustomerId> {
        match self.aside {
            Aside::Members(unit, at) if self.is_aside => ranking.members(unit, view).get(at).map(|(member, _)| *member),
            _ => ranking.row(self.row(ranking)).map(|holding| holding.unit),
        }
    }

    fn open(&mut self, ranking: &Ranking, view: &View<'_>) -> Vec<Effect> {
        let go = |id| vec![Effect::Go(Tab::Customers, Some(id))];
        if let Aside::Members(..) = self.aside
            && self.is_aside
        {
            return self.meant(ranking, view).map(go).unwrap_or_default();
        }
        let Some(unit) = ranking.row(self.row(ranking)).map(|holding| holding.unit) else { return Vec::new() };
        if ranking.figures.groups.contains_key(&unit) {
            self.focus(Some(Aside::Members(unit, 0)));
            return Vec::new();
        }
        go(unit)
    }

    fn copy(&self, ranking: &Ranking, view: &View<'_>) -> Vec<Effect> {
        let line = |unit: CustomerId| measures::copied(unit, ranking, view);
        let Some(under_cursor) = ranking.row(self.row(ranking)).map(|holding| holding.unit) else { return Vec::new() };
        if self.lost.is_empty() {
            let what = view.names.by_id(view.book, under_cursor).to_owned();
            return line(under_cursor).map_or_else(Vec::new, |text| vec![Effect::Copy { text, what }]);
        }
        let lines: String = self.lost.iter().filter_map(|unit| line(*unit)).collect();
        let loss = self.loss(&self.lost, ranking, view);
        let text = lines + &what_if::copied(&self.lost, &loss, view);
        vec![Effect::Copy { text, what: "the what-if".to_owned() }]
    }

    /// What a click does.
    pub(super) fn click(&mut self, click: Click, ranking: &Ranking, view: &View<'_>) -> Vec<Effect> {
        match click {
            Click::Row(at) if at < ranking.count() => {
                self.focus(None);
                self.put(at, ranking, view);
            }
            Click::Panel(BARS) => self.focus(None),
            Click::Panel(BELOW) => self.focus(Some(Aside::Stays)),
            Click::Panel(_) if !self.is_aside || self.upper(&Rooms::new(view.area, true)) != self.aside => {
                self.focus(Some(Aside::WhatIf));
            }
            Click::Choice(_, at) => {
                if let Aside::Members(unit, _) = self.aside {
                    (self.aside, self.is_aside) = (Aside::Members(unit, at), true);
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// The wheel moves the rows under the pointer; the cursor stays on screen.
    pub(super) fn wheel(&mut self, by: i16, over: Option<Click>, ranking: &Ranking, view: &View<'_>) -> Vec<Effect> {
        let by = isize::from(by).saturating_mul(NOTCH);
        match over {
            Some(Click::Panel(BARS) | Click::Row(_)) => self.scroll(by, ranking, view),
            Some(Click::Panel(panel) | Click::Choice(panel, _)) => {
                let upper = self.upper(&Rooms::new(view.area, self.is_aside));
                let aside = if panel == BELOW { Aside::Stays } else { upper };
                if self.aside != aside {
                    (self.aside, self.aside_from) = (aside, 0);
                }
                self.step_aside(by, ranking, view);
            }
            _ => {}
        }
        Vec::new()
    }

    fn scroll(&mut self, by: isize, ranking: &Ranking, view: &View<'_>) {
        let plan = plan(ranking, view);
        let height = usize::from(plan.list.height).max(1);
        let before = plan.from(ranking, self.row(ranking), self.from);
        let last = ranking.count() + usize::from(ranking.cut().is_some());
        let from = before.saturating_add_signed(by).min(last.saturating_sub(height));
        let rows: Vec<usize> = (from..last.min(from + height)).filter_map(|line| bars::at(line, ranking)).collect();
        if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
            self.from = from;
            self.put(self.row(ranking).clamp(*first, *last), ranking, view);
        }
    }

    /// Why an action cannot work now.
    pub(super) fn refusal(&self, action: Action, view: &View<'_>) -> Option<String> {
        use Action as A;
        if action == A::Works {
            return customer::refused(action, self.meant(&self.ranking(view), view), &[], view);
        }
        if !matches!(action, A::WhatIf | A::ClearWhatIf | A::NextPeriod | A::Period(_) | A::Measure | A::Open | A::Copy) {
            return None;
        }
        let ranking = self.ranking(view);
        let row = ranking.row(self.row(&ranking));
        let nothing = || match ranking.figures.first_document {
            None => "There is no revenue in your book yet. : import says how it comes in.".to_owned(),
            Some(_) => "There is no revenue in this period. p shows another one.".to_owned(),
        };
        match (action, row) {
            (Action::ClearWhatIf, _) => self.lost.is_empty().then(|| "Nobody is counted out. Space counts one out.".to_owned()),
            (Action::NextPeriod | Action::Period(_), _) if ranking.measure == Measure::Value => {
                Some("A relationship's value is over all years and those to come: it has no period. v shows revenue.".to_owned())
            }
            (Action::Period(_), _) => None,
            (Action::NextPeriod | Action::Measure, _) => ranking.figures.first_document.is_none().then(nothing),
            (_, None) => Some(nothing()),
            (Action::WhatIf, Some(holding)) if ranking.year(holding.unit).is_none() => {
                let name = view.names.by_id(view.book, holding.unit);
                Some(format!("{name} brought nothing in the last 12 months: losing them changes nothing."))
            }
            _ => None,
        }
    }
}

/// The period behind another: 12 months, 3 months, 1 month, all years.
fn next_period(period: Period) -> Period {
    match period {
        Period::Months(12) => Period::Months(3),
        Period::Months(3) => Period::Months(1),
        Period::Months(_) => Period::All,
        _ => Period::YEAR_TO_DATE,
    }
}

/// Where the list lies when it has the focus.
fn plan(ranking: &Ranking, view: &View<'_>) -> Plan {
    Plan::new(ranking, view, inside(Rooms::new(view.area, false).bars))
}
