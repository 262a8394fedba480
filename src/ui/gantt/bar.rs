//! One bar of a gantt: its cells, its words, and what shows where it lies out of sight.

use ratatui::style::{Modifier, Style};

use super::super::canvas::text_width;
use super::super::{Canvas, Glyphs, Role};
use crate::chart::gantt::{Label, Place, Span, label};

/// How sure the work of a bar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fill {
    /// Sure.
    Sure,
    /// Hoped for, and counted as sure for now.
    CountedIn,
    /// Hoped for: how likely it is, in percent.
    Likely(u8),
    /// Hoped for, and counted as lost for now.
    CountedOut,
    /// Over.
    Over,
    /// Lost, or put away.
    Gone,
}

impl Fill {
    /// How a cell of it is drawn.
    #[must_use]
    pub fn mark(self, glyphs: Glyphs) -> &'static str {
        match self {
            Fill::Sure | Fill::CountedIn => glyphs.full(),
            Fill::Likely(..40) => glyphs.hatch_light(),
            Fill::Likely(..70) => glyphs.hatch_middle(),
            Fill::Likely(_) => glyphs.hatch_dense(),
            Fill::CountedOut => glyphs.dot_small(),
            Fill::Over => glyphs.heavy(),
            Fill::Gone => glyphs.dashed(),
        }
    }

    fn role(self, tone: Tone) -> Role {
        match self {
            Fill::Sure => match tone {
                Tone::Current => Role::Accent,
                Tone::Calm => Role::Calm,
                Tone::Other => Role::OtherCalm,
            },
            Fill::Likely(_) if tone == Tone::Current => Role::Accent,
            Fill::Likely(_) => Role::Calm,
            Fill::CountedIn => Role::Good,
            Fill::CountedOut | Fill::Over | Fill::Gone => Role::Faint,
        }
    }
}

/// How a bar of sure work stands out from those it touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// The cursor is on it.
    Current,
    /// Quietly.
    #[default]
    Calm,
    /// As quietly, in another shade.
    Other,
}

impl Tone {
    /// The tone of a row of the list: another than that of the next.
    #[must_use]
    pub fn of_row(row: usize) -> Tone {
        if row.is_multiple_of(2) { Tone::Calm } else { Tone::Other }
    }
}

/// What is said of a bar that is out of sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aside<'a> {
    /// Where it is over already.
    pub before: &'a str,
    /// Where it has not begun.
    pub after: &'a str,
}

/// A bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar<'a> {
    /// Where it lies; nowhere without dates.
    pub place: Option<Place>,
    /// How sure it is.
    pub fill: Fill,
    /// How it stands out.
    pub tone: Tone,
    /// Its words, the longest first.
    pub labels: &'a [String],
    /// What is said of it out of sight.
    pub aside: Aside<'a>,
}

impl Bar<'_> {
    /// Draws it from `(x, y)` in `cells`.
    pub fn draw(&self, x: u16, y: u16, cells: u16, canvas: &mut Canvas<'_>) {
        let glyphs = canvas.look().glyphs;
        match self.place {
            None => {
                canvas.text(x, y, cells, &format!("{} ", self.aside.after), Role::Muted);
            }
            Some(Place::Before) if cells > 2 => {
                canvas.text(x, y, cells, &format!("{} {} ", glyphs.previous(), self.aside.before), Role::Muted);
            }
            Some(Place::After) if cells > 2 => {
                canvas.text(x + cells - 2, y, 2, &format!(" {}", glyphs.next()), Role::Muted);
                canvas.right(x, y, cells - 2, &format!(" {}", self.aside.after), Role::Muted);
            }
            Some(Place::Within(span)) => self.draw_span(span, x, y, cells, canvas),
            Some(_) => {}
        }
    }

    fn draw_span(&self, span: Span, x: u16, y: u16, cells: u16, canvas: &mut Canvas<'_>) {
        let look = canvas.look();
        let style = look.theme.style(self.fill.role(self.tone));
        for cell in span.from..=span.to.min(cells.saturating_sub(1)) {
            let mark = if cell == span.to && span.goes_on {
                look.glyphs.goes_on()
            } else if cell == span.from && span.goes_back {
                look.glyphs.goes_back()
            } else {
                self.fill.mark(look.glyphs)
            };
            canvas.styled(x + cell, y, 1, mark, style);
        }
        let Some((text, place)) = self.said(span, cells) else { return };
        let style = self.words(style, place.is_inside, canvas);
        // A cell to either side: of the bar, or of what lies behind it.
        if place.from > 0 {
            canvas.styled(x + place.from - 1, y, 1, " ", style);
        }
        if place.from + place.width < cells {
            canvas.styled(x + place.from + place.width, y, 1, " ", style);
        }
        canvas.styled(x + place.from, y, place.width, text, style);
    }

    /// The longest words that stand whole inside the bar, else whole beside it, else the shortest, cut.
    fn said(&self, span: Span, cells: u16) -> Option<(&str, Label)> {
        let placed: Vec<(&str, Label)> = self.labels.iter().filter_map(|text| placed(text, span, cells)).collect();
        let whole = |known: &&(&str, Label)| usize::from(known.1.width) == text_width(known.0);
        let inside = placed.iter().filter(whole).find(|known| known.1.is_inside);
        inside.or_else(|| placed.iter().find(whole)).or(placed.last()).copied()
    }

    /// Words inside a bar are inverted, so that it stays whole to the eye; one that is hoped for is hatched around them.
    fn words(&self, bar: Style, is_inside: bool, canvas: &Canvas<'_>) -> Style {
        let theme = canvas.look().theme;
        match self.fill {
            Fill::Sure | Fill::CountedIn | Fill::Likely(_) if is_inside => bar.add_modifier(Modifier::REVERSED),
            Fill::Over | Fill::Gone | Fill::CountedOut => theme.style(Role::Muted),
            _ => theme.style(Role::Text),
        }
    }
}

/// Words with the place there is for them.
fn placed(text: &str, span: Span, cells: u16) -> Option<(&str, Label)> {
    Some((text, label(span, text_width(text) as u16, cells)?))
}
