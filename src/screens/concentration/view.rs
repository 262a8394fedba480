//! The picture of the tab: sentence, list, and the panels beside it.
//!
//! What each says is in the module of its name; what keys do is `keys`.

use ratatui::layout::Rect;

use crate::chart::cells;
use crate::domain::id::CustomerId;
use crate::domain::money::thousands;
use crate::intent::View;
use crate::ui::panel::padded;
use crate::ui::{Canvas, Click, Panel, Role};

use super::aside::Rows;
use super::bars::{Plan, Standing};
use super::ranking::Ranking;
use super::rooms::Rooms;
use super::what_if::Question;
use super::{Aside, Concentration, measures, members, sentence, stays, what_if};

/// The panels by the number a click on them carries.
pub(super) const BARS: usize = 0;
pub(super) const BESIDE: usize = 1;
pub(super) const BELOW: usize = 2;

impl Concentration {
    /// Draws everything.
    pub(super) fn draw(&self, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let ranking = self.ranking(view);
        let rooms = Rooms::new(view.area, self.is_aside);
        self.sentence(&ranking, view, &rooms, canvas);
        if !rooms.bars.is_empty() {
            self.list(&ranking, view, &rooms, canvas);
        }
        if !rooms.aside.is_empty() && ranking.figures.first_document.is_some() {
            let upper = self.upper(&rooms);
            let is_focused = self.is_aside && upper == self.aside;
            self.panel(upper, rooms.aside, BESIDE, is_focused, &ranking, view, canvas);
            if rooms.has_below() {
                let is_focused = self.is_aside && self.aside == Aside::Stays;
                self.panel(Aside::Stays, rooms.below, BELOW, is_focused, &ranking, view, canvas);
            }
        }
    }

    /// What the panel right beside the list shows.
    pub(super) fn upper(&self, rooms: &Rooms) -> Aside {
        if rooms.has_below() && self.aside == Aside::Stays { Aside::WhatIf } else { self.aside }
    }

    fn sentence(&self, ranking: &Ranking, view: &View<'_>, rooms: &Rooms, canvas: &mut Canvas<'_>) {
        let Rect { x, y, width, height } = rooms.sentence;
        if height == 0 {
            return;
        }
        let indent = if width < 60 { 1 } else { 2 };
        let room = width.saturating_sub(indent + 1);
        let spans = if self.lost.is_empty() || !rooms.aside.is_empty() {
            sentence::spans(ranking, view, room)
        } else {
            sentence::without(ranking, self.lost.len(), &self.loss(&self.lost, ranking, view), view, room)
        };
        canvas.spans(x + indent, y, room, &spans);
    }

    fn list(&self, ranking: &Ranking, view: &View<'_>, rooms: &Rooms, canvas: &mut Canvas<'_>) {
        let count = ranking.count();
        let at = self.row(ranking);
        let state = measures::title(ranking, view, rooms.bars.width);
        let place =
            if count == 0 { String::new() } else { format!("{} of {}", thousands(at as u128 + 1), thousands(count as u128)) };
        let is_narrow = rooms.bars.width < 60;
        let state = if is_narrow && !self.lost.is_empty() { String::new() } else { state };
        let panel = Panel { title: "Concentration", state: &state, place: &place, focused: !self.is_aside };
        canvas.hit(rooms.bars, Click::Panel(BARS));
        let inner = panel.draw(rooms.bars, canvas);
        if count == 0 {
            empty(ranking, view, inner, canvas);
            return;
        }
        let standing = Standing { at, from: self.from, lost: &self.lost, focused: !self.is_aside };
        Plan::new(ranking, view, inner).draw(ranking, view, &standing, canvas);
    }

    /// Who the what-if is about: those counted out, else the one under the cursor.
    pub(super) fn question<'a>(&'a self, under_cursor: &'a [CustomerId]) -> Question<'a> {
        if self.lost.is_empty() {
            Question { lost: under_cursor, marked: false }
        } else {
            Question { lost: &self.lost, marked: true }
        }
    }

    /// The lines of a panel at the side.
    pub(super) fn rows(&self, aside: Aside, ranking: &Ranking, view: &View<'_>, width: u16) -> Rows {
        match aside {
            Aside::Stays => stays::rows(ranking, view, width),
            Aside::Members(unit, at) => members::rows(unit, at, ranking, view, width),
            Aside::WhatIf => {
                let under_cursor: Vec<CustomerId> =
                    ranking.row(self.row(ranking)).map(|holding| holding.unit).into_iter().collect();
                let question = self.question(&under_cursor);
                let loss = self.loss(question.lost, ranking, view);
                what_if::rows(question, &loss, ranking, view, width)
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn panel(
        &self,
        aside: Aside,
        rect: Rect,
        number: usize,
        focused: bool,
        ranking: &Ranking,
        view: &View<'_>,
        canvas: &mut Canvas<'_>,
    ) {
        let glyphs = view.look.glyphs;
        let what_if = || format!("What if I lost{}", glyphs.ellipsis());
        let (title, states) = match aside {
            Aside::Stays => ("Who stays".to_owned(), ["the last 24 months".to_owned(), String::new()]),
            Aside::Members(unit, _) => {
                let many = ranking.members(unit, view).len();
                (view.names.by_id(view.book, unit).to_owned(), [format!("group of {many}"), format!("({many})")])
            }
            Aside::WhatIf if self.lost.is_empty() => (what_if(), ["Space counts out".to_owned(), String::new()]),
            Aside::WhatIf => {
                let (lost, many) = (glyphs.lost(), self.lost.len());
                (what_if(), [format!("{lost} marked {many}"), format!("{lost} {many}")])
            }
        };
        let title_width = usize::from(rect.width).saturating_sub(8 + 2 * usize::from(focused));
        let fits = |state: &&String| cells::width(state) + cells::width(&title) < title_width;
        let state = states.iter().find(fits).unwrap_or(&states[1]);
        canvas.hit(rect, Click::Panel(number));
        let title = cells::cut(&title, title_width.saturating_sub(cells::width(state)), glyphs.ellipsis());
        let from = if aside == self.aside { self.aside_from } else { 0 };
        let room = padded(rect);
        let rows = self.rows(aside, ranking, view, room.width);
        let place = if rows.clone().most(room.height) > from { format!("more {}", glyphs.falling()) } else { String::new() };
        Panel { title: &title, state, place: &place, focused }.draw(rect, canvas);
        rows.draw(room, from, number, canvas);
    }
}

/// The room for lines in the panel at the side.
pub(super) fn room_beside(rooms: &Rooms) -> Rect {
    padded(rooms.aside)
}

/// Nothing to show, and what to do about it.
fn empty(ranking: &Ranking, view: &View<'_>, inner: Rect, canvas: &mut Canvas<'_>) {
    let mut rows = Rows::default();
    let width = inner.width.saturating_sub(6);
    rows.air();
    if ranking.figures.first_document.is_none() {
        rows.say("Add revenue to see who you lean on.", Role::Text, width);
        rows.air();
        rows.say(
            ": import says how the invoices your other program exports come in. 1, then a, adds a customer by hand.",
            Role::Muted,
            width,
        );
    } else {
        rows.say(&format!("{}.", measures::nothing(ranking, view)), Role::Text, width);
        rows.air();
        rows.say("p shows another period.", Role::Muted, width);
    }
    rows.draw(Rect { x: inner.x + inner.width.min(3), width, ..inner }, 0, BARS, canvas);
}
