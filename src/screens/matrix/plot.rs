//! The plot: dots, corners and arrows, placed once for the people and the room, named anew for each selection.
//!
//! Geometry and drawing are [`crate::ui::scatter`]'s; here is what the corners are called and what is selected.

use std::rc::Rc;

use ratatui::layout::{Rect, Size};

use crate::chart::cells;
use crate::domain::insight::matrix::Quadrant;
use crate::domain::money::thousands;
use crate::intent::View;
use crate::ui::panel::inside;
use crate::ui::scatter::{Caption, Captions, Placed, Scatter};
use crate::ui::{Canvas, Click, Panel, Role};

use super::people::People;
use super::rooms::Rooms;
use super::{Matrix, words};

/// The panels by the number a click on them carries.
pub(super) const PLOT: usize = 0;
pub(super) const SIDE: usize = 1;
/// So many cells of the plot for each arrow of another than the selected one; with less they clutter.
const CELLS_AN_ARROW: usize = 120;

/// A plot settled for a room and a selection.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    ascii: bool,
    selected: Option<usize>,
    placed: Rc<Placed>,
}

impl Matrix {
    /// Where everything lies in a room of this size. The work grows with the people only when they or the room change.
    pub(super) fn placed(&self, people: &People, size: Size, view: &View<'_>) -> Rc<Placed> {
        let glyphs = view.look.glyphs;
        let scatter = self.scatter(people, size);
        let mut worked_out = self.worked_out.borrow_mut();
        let known = worked_out.settled.as_ref().filter(|known| known.placed.size() == size && known.ascii == glyphs.ascii);
        let placed = match known {
            Some(known) if known.selected == scatter.selected => return Rc::clone(&known.placed),
            Some(known) => scatter.select(&known.placed, glyphs),
            None => scatter.place(size, glyphs),
        };
        let placed = Rc::new(placed);
        let settled = Settled { ascii: glyphs.ascii, selected: scatter.selected, placed: Rc::clone(&placed) };
        worked_out.settled = Some(settled);
        placed
    }

    fn scatter<'a>(&self, people: &'a People, size: Size) -> Scatter<'a> {
        let cuts = people.scores.cuts();
        let caption = |corner: Quadrant| Caption { name: words::caption(corner), verb: corner.verb() };
        Scatter {
            dots: &people.dots,
            cuts: (f64::from(cuts.fit), f64::from(cuts.mood)),
            captions: Captions {
                top_left: caption(Quadrant::Charmer),
                top_right: caption(Quadrant::Keeper),
                bottom_left: caption(Quadrant::Leaver),
                bottom_right: caption(Quadrant::Grinder),
            },
            ends: ("poor fit", "great fit"),
            selected: self.chosen(people).and_then(|id| people.rank(id)),
            all_trails: people.movers * CELLS_AN_ARROW <= usize::from(size.width) * usize::from(size.height),
            focused: !self.on_list,
        }
    }

    /// Draws the plot in its panel.
    pub(super) fn draw_plot(&self, people: &People, rooms: &Rooms, view: &View<'_>, canvas: &mut Canvas<'_>) {
        let (placed, all) = (people.placed().len() as u128, people.count() as u128);
        let state = match (placed, all) {
            (_, 0) => String::new(),
            (placed, all) if placed == all => words::customers(people.count()),
            (placed, all) => format!("{} of {} placed", thousands(placed), thousands(all)),
        };
        canvas.hit(rooms.plot, Click::Panel(PLOT));
        let rank = self.chosen(people).and_then(|id| people.rank(id));
        let place = rank.map(|rank| format!("{} of {}", thousands(rank as u128 + 1), thousands(placed))).unwrap_or_default();
        let room = Panel { title: "Matrix", state: &state, place: &place, focused: !self.on_list }.draw(rooms.plot, canvas);
        debug_assert_eq!(room, inside(rooms.plot));
        let settled = self.placed(people, room.as_size(), view);
        self.scatter(people, room.as_size()).draw(&settled, room, canvas);
        if people.placed().is_empty() {
            nobody(people, room, canvas);
        }
    }
}

/// Nobody is placed: what to do about it, in the middle of the empty corners.
fn nobody(people: &People, room: Rect, canvas: &mut Canvas<'_>) {
    let lines = cells::wrap(&words::empty_plot(people.unplaced.len()), usize::from(room.width.saturating_sub(8).clamp(8, 62)));
    let first = room.y + (room.height / 2).saturating_sub(lines.len() as u16 / 2 + 1);
    let width = lines.iter().map(|line| cells::width(line)).max().unwrap_or_default() as u16;
    let column = room.x + room.width.saturating_sub(width) / 2;
    canvas.blank(Rect {
        x: column.saturating_sub(2),
        y: first.saturating_sub(1),
        width: width + 4,
        height: lines.len() as u16 + 2,
    });
    for (line, row) in lines.iter().zip(first..room.bottom()) {
        canvas.text(column, row, width, line, Role::Text);
    }
}
