//! A scatter plot in four corners: dots with names, cut lines, captions, axes and arrows.
//!
//! [`Scatter::place`] settles where everything lies, once for a size and a selection; [`Scatter::draw`] only draws it. The
//! geometry is `chart::scatter`; what the dots stand for, their names and colours are the screen's. No meaning rests on
//! colour alone: the size of a dot is its class, an open one carries an answer over, an underlined one (with its name)
//! lies on the line, and the selected one stands between bars.

mod draw;
mod frame;

#[cfg(test)]
mod pictures;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::rc::Rc;

use ratatui::layout::{Rect, Size};

use super::{Glyphs, Role};
use crate::chart::scatter::{self, Board, Direction, Labels, Plot, Point, Stacks, Step};

/// The size class of a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// `·`
    Small,
    /// `•`
    Middle,
    /// `●`
    Large,
}

impl Class {
    /// How a dot of the class is drawn.
    #[must_use]
    pub fn mark(self, is_open: bool, glyphs: Glyphs) -> &'static str {
        match (self, is_open) {
            (Class::Large, false) => glyphs.dot_large(),
            (Class::Large, true) => glyphs.dot_large_open(),
            (Class::Middle, false) => glyphs.dot_middle(),
            (Class::Middle, true) => glyphs.dot_middle_open(),
            (Class::Small, false) => glyphs.dot_small(),
            (Class::Small, true) => glyphs.dot_small_open(),
        }
    }
}

/// A dot of a plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot<'a> {
    /// Score across, 0 to 100.
    pub x: f64,
    /// Score up, 0 to 100.
    pub y: f64,
    /// Where it was before, if anywhere: an arrow leads from there.
    pub from: Option<(f64, f64)>,
    /// What is written beside it.
    pub name: Cow<'a, str>,
    /// How large it is; larger ones lie on top and are named first, equals in the given order.
    pub class: Class,
    /// Drawn hollow: the answers are carried over, not confirmed.
    pub is_open: bool,
    /// Underlined: close to a cut.
    pub on_the_line: bool,
    /// Its colour.
    pub role: Role,
}

/// What stands in a corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caption<'a> {
    /// Its name, bold.
    pub name: &'a str,
    /// What to do there.
    pub verb: &'a str,
}

/// The four corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Captions<'a> {
    /// Low across, high up.
    pub top_left: Caption<'a>,
    /// High on both.
    pub top_right: Caption<'a>,
    /// Low on both.
    pub bottom_left: Caption<'a>,
    /// High across, low up.
    pub bottom_right: Caption<'a>,
}

/// A plot to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scatter<'a> {
    /// What lies on it.
    pub dots: &'a [Dot<'a>],
    /// The scores it is cut at, across and up: at a cut is in.
    pub cuts: (f64, f64),
    /// What the corners are called.
    pub captions: Captions<'a>,
    /// What the ratings 1 and 5 mean across.
    pub ends: (&'a str, &'a str),
    /// The dot selected, by its place in `dots`.
    pub selected: Option<usize>,
    /// Whether the others' arrows are drawn too where nothing lies in their way, not the selected one's alone.
    pub all_trails: bool,
    /// Whether keys go here.
    pub focused: bool,
}

/// Where everything on a plot lies. Holds for the dots, cuts, selection and marks it was made of, and for one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    frame: frame::Frame,
    field: Option<Field>,
}

/// What lies on the field of a plot that has room for one.
#[derive(Debug, Clone, PartialEq)]
struct Field {
    plot: Plot,
    /// Shared: another selection moves no dot.
    stacks: Rc<Stacks>,
    labels: Labels,
    /// The dots that came from elsewhere, and how.
    trails: Vec<(usize, Vec<Step>)>,
}

impl Placed {
    /// The dot an arrow key leads to; without a dot to start from the most important one.
    #[must_use]
    pub fn nearest(&self, from: Option<usize>, direction: Direction) -> Option<usize> {
        let stacks = &self.field.as_ref()?.stacks;
        match from.filter(|dot| stacks.of(*dot).is_some()) {
            Some(dot) => scatter::nearest(stacks, dot, direction),
            None => (!stacks.is_empty()).then(|| stacks.shown(0, None)),
        }
    }

    /// The size it was placed for.
    #[must_use]
    pub fn size(&self) -> Size {
        self.frame.size
    }
}

impl Scatter<'_> {
    /// Settles where everything lies on a plot of this size.
    #[must_use]
    pub fn place(&self, size: Size, glyphs: Glyphs) -> Placed {
        let frame = frame::Frame::new(size);
        let plot = Plot::new(frame.field.width, frame.field.height, frame.insets, self.cuts);
        Placed { frame, field: plot.map(|plot| self.field(plot, glyphs)) }
    }

    /// The same plot with this selection: the dots stay where they are, names and arrows are settled anew. The work is
    /// bounded by the cells there are, not by the dots.
    #[must_use]
    pub fn select(&self, placed: &Placed, glyphs: Glyphs) -> Placed {
        let field = placed.field.as_ref().map(|field| self.named(field.plot, Rc::clone(&field.stacks), glyphs));
        Placed { frame: placed.frame, field }
    }

    fn field(&self, plot: Plot, glyphs: Glyphs) -> Field {
        let points: Vec<Point> = self.dots.iter().map(|dot| Point { x: dot.x, y: dot.y, importance: dot.class as u8 }).collect();
        self.named(plot, Rc::new(Stacks::new(&plot, &points)), glyphs)
    }

    fn named(&self, plot: Plot, stacks: Rc<Stacks>, glyphs: Glyphs) -> Field {
        let name = |dot: usize| self.dots.get(dot).map_or("", |dot| &dot.name);
        let mut board = Board::new(&plot, &stacks);
        // The selected dot's arrow comes before any name.
        let chosen = self.selected.and_then(|dot| Some((dot, self.dots.get(dot)?.from?, stacks.of(dot)?)));
        let chosen = chosen
            .map(|(dot, (x, y), stack)| (dot, scatter::trail(plot.cell(x, y), stacks.cell(stack), |cell| board.is_free(cell))));
        for step in chosen.iter().flat_map(|(_, steps)| steps) {
            board.keep(step.cell);
        }
        let labels = scatter::labels(board, &stacks, name, self.selected, glyphs.ellipsis());
        let mut trails: Vec<(usize, Vec<Step>)> = (0..stacks.len())
            .filter_map(|stack| {
                let dot = stacks.shown(stack, self.selected);
                let (x, y) = self.dots[dot].from.filter(|_| self.all_trails && Some(dot) != self.selected)?;
                let mut steps = scatter::trail(plot.cell(x, y), stacks.cell(stack), |_| true);
                // Another's arrow is not torn apart by names: only its end is drawn, as far back as nothing lies in its way.
                let torn = steps.iter().rposition(|step| !labels.board.is_free(step.cell));
                steps.drain(..torn.map_or(0, |at| at + 1));
                (!steps.is_empty()).then_some((dot, steps))
            })
            .chain(chosen)
            .collect();
        // The selected dot's trail lies on top, above those of more important dots.
        trails.sort_by_key(|(dot, _)| (Some(*dot) == self.selected, std::cmp::Reverse(stacks.of(*dot))));
        Field { plot, stacks, labels, trails }
    }

    /// Draws what [`Scatter::place`] settled, as far as it fits into the rectangle.
    pub fn draw(&self, placed: &Placed, rect: Rect, canvas: &mut super::Canvas<'_>) {
        draw::draw(self, placed, rect, canvas);
    }
}
