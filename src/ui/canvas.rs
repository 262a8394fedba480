//! The canvas: the one way to the screen.
//!
//! Everything drawn is cleaned and kept inside the buffer, whatever the rectangles say, and what can be clicked is
//! noted on the way. It knows nothing of what it draws; [`super::table`] and the other widgets stand on it.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Look, Role, Span};

/// What a click on a place means to whoever drew it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Click {
    /// A tab, by its digit.
    Tab(u8),
    /// A hint of the footer, by its place in the list of hints.
    Hint(usize),
    /// A row of the list, by its place in the list.
    Row(usize),
    /// The heading of a column, by its place in the table.
    Heading(usize),
    /// A field of a form.
    Field(usize),
    /// A choice within a field.
    Choice(usize, usize),
    /// A button.
    Button(usize),
    /// A dot of a plot, by its place among the dots.
    Dot(usize),
    /// A panel that takes the focus.
    Panel(usize),
}

/// What lies where on the screen drawn last. Later entries lie on top.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits(Vec<(Rect, Click)>);

impl Hits {
    /// What lies at a place.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Click> {
        let place = Position::new(column, row);
        self.0.iter().rev().find(|(rect, _)| rect.contains(place)).map(|(_, click)| *click)
    }

    /// Forgets everything: the screen is drawn anew, or something covers it.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Everything noted, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = &(Rect, Click)> {
        self.0.iter()
    }
}

/// The screen being drawn.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    hits: &'a mut Hits,
    look: Look,
    cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    /// A canvas over a buffer.
    pub fn new(buffer: &'a mut Buffer, hits: &'a mut Hits, look: Look) -> Canvas<'a> {
        Canvas { buffer, hits, look, cursor: None }
    }

    /// All of it.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// How things look here.
    #[must_use]
    pub fn look(&self) -> Look {
        self.look
    }

    /// Where the text cursor stands, if anywhere.
    #[must_use]
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Puts the text cursor.
    pub fn put_cursor(&mut self, column: u16, row: u16) {
        let place = Position::new(column, row);
        self.cursor = self.buffer.area.contains(place).then_some(place);
    }

    /// Notes that a click there means something.
    pub fn hit(&mut self, rect: Rect, click: Click) {
        let rect = rect.intersection(self.buffer.area);
        if !rect.is_empty() {
            self.hits.0.push((rect, click));
        }
    }

    /// Covers what lies below: it is dimmed and takes no clicks any more.
    pub fn cover(&mut self) {
        self.hits.clear();
        self.cursor = None;
        let faint = self.look.theme.style(Role::Faint).remove_modifier(Modifier::all());
        let area = self.buffer.area;
        self.buffer.set_style(area, faint.add_modifier(Modifier::DIM));
    }

    /// Blanks a rectangle.
    pub fn blank(&mut self, rect: Rect) {
        let rect = rect.intersection(self.buffer.area);
        for row in rect.rows() {
            for place in row.columns() {
                if let Some(cell) = self.buffer.cell_mut((place.x, place.y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Lays a style over a rectangle.
    pub fn tint(&mut self, rect: Rect, style: Style) {
        let rect = rect.intersection(self.buffer.area);
        self.buffer.set_style(rect, style);
    }

    /// Writes text in a role from `(column, row)`, in at most `width` cells; longer text ends in an ellipsis. Returns
    /// the cells used.
    pub fn text(&mut self, column: u16, row: u16, width: u16, text: &str, role: Role) -> u16 {
        self.styled(column, row, width, text, self.look.theme.style(role))
    }

    /// The same in any style.
    pub fn styled(&mut self, column: u16, row: u16, width: u16, text: &str, style: Style) -> u16 {
        let width = width.min(self.buffer.area.right().saturating_sub(column));
        if width == 0 || !self.buffer.area.contains(Position::new(column, row)) {
            return 0;
        }
        if text.len() <= usize::from(width) && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            for (at, letter) in text.bytes().enumerate() {
                if let Some(cell) = self.buffer.cell_mut((column + at as u16, row)) {
                    cell.set_char(char::from(letter)).set_style(style);
                }
            }
            return text.len() as u16;
        }
        // So are the letters of western names and the blocks of a trend.
        if text.len() <= usize::from(width) * 3 && text.chars().all(is_one_cell) {
            let count = text.chars().count();
            if count <= usize::from(width) && !self.look.glyphs.ascii {
                for (at, letter) in text.chars().enumerate() {
                    if let Some(cell) = self.buffer.cell_mut((column + at as u16, row)) {
                        cell.set_char(letter).set_style(style);
                    }
                }
                return count as u16;
            }
        }
        let plain = if self.look.glyphs.ascii { in_ascii(text) } else { Cow::Borrowed(text) };
        let pieces: Vec<(String, u16)> = drawable(&plain).take(usize::from(width) * 2 + 2).collect();
        let total: u32 = pieces.iter().map(|(_, cells)| u32::from(*cells)).sum();
        let mark = self.look.glyphs.ellipsis();
        let fits = total <= u32::from(width);
        let room = if fits { width } else { width.saturating_sub(mark.width() as u16) };
        let mut used = 0;
        for (piece, cells) in &pieces {
            if used + cells > room {
                break;
            }
            self.put(column + used, row, piece, *cells, style);
            used += cells;
        }
        if !fits {
            for letter in mark.chars().take(usize::from(width - used)) {
                self.put(column + used, row, letter.encode_utf8(&mut [0; 4]), 1, style);
                used += 1;
            }
        }
        used
    }

    /// Writes a piece of `cells` cells; a wide one clears the cell behind it.
    fn put(&mut self, column: u16, row: u16, piece: &str, cells: u16, style: Style) {
        for at in 0..cells {
            if let Some(cell) = self.buffer.cell_mut((column + at, row)) {
                cell.reset();
                cell.set_style(style);
                if at == 0 {
                    cell.set_symbol(piece);
                }
            }
        }
    }

    /// Writes text so that it ends just before `column + width`: numbers share their right edge.
    pub fn right(&mut self, column: u16, row: u16, width: u16, text: &str, role: Role) -> u16 {
        self.right_styled(column, row, width, text, self.look.theme.style(role))
    }

    /// The same in any style.
    pub fn right_styled(&mut self, column: u16, row: u16, width: u16, text: &str, style: Style) -> u16 {
        let used = (text_width(text) as u16).min(width);
        self.styled(column + (width - used), row, used, text, style)
    }

    /// Writes spans one after the other in at most `width` cells. Returns the cells used.
    pub fn spans(&mut self, column: u16, row: u16, width: u16, spans: &[Span]) -> u16 {
        let mut used = 0;
        for span in spans {
            let theme = self.look.theme;
            let style = if span.bold { theme.bold(span.role) } else { theme.style(span.role) };
            used += self.styled(column.saturating_add(used), row, width.saturating_sub(used), &span.text, style);
        }
        used
    }

    /// A horizontal line of a mark.
    pub fn rule(&mut self, column: u16, row: u16, width: u16, mark: &str, role: Role) {
        let style = self.look.theme.style(role);
        for at in 0..width {
            let place = Position::new(column.saturating_add(at), row);
            if self.buffer.area.contains(place) {
                self.put(place.x, place.y, mark, 1, style);
            }
        }
    }
}

/// Signs of print in the marks of a typewriter; letters stay, whatever they are.
fn in_ascii(text: &str) -> Cow<'_, str> {
    const SIGNS: [(char, &str); 10] = [
        ('·', "-"),
        ('–', "-"),
        ('—', "-"),
        ('−', "-"),
        ('…', "..."),
        ('‘', "'"),
        ('’', "'"),
        ('“', "\""),
        ('”', "\""),
        ('×', "x"),
    ];
    if text.is_ascii() || !SIGNS.iter().any(|(sign, _)| text.contains(*sign)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(SIGNS.iter().fold(text.to_owned(), |text, (sign, plain)| text.replace(*sign, plain)))
}

/// The cells a text takes once cleaned for drawing.
#[must_use]
pub fn text_width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    if text.chars().all(is_one_cell) {
        return text.chars().count();
    }
    drawable(text).map(|(_, cells)| usize::from(cells)).sum()
}

/// The letters of western names and the blocks of a trend: each takes one cell and joins with none of the others.
fn is_one_cell(letter: char) -> bool {
    matches!(letter, ' '..='~' | 'À'..='ɏ' | '▁'..='█')
}

/// The graphemes of a text that may reach a terminal, with their cells. Text from the book is clean already; what is
/// being typed is not, and a second sieve costs nothing.
fn drawable(text: &str) -> impl Iterator<Item = (String, u16)> + '_ {
    text.graphemes(true).filter_map(|grapheme| {
        let clean: String = grapheme.chars().filter(|letter| is_drawable(*letter)).collect();
        let cells = clean.width();
        (cells > 0).then_some((clean, cells as u16))
    })
}

/// Everything but controls, direction changes, tags and what has no shape. Joiners and selectors live inside emoji.
pub(super) fn is_drawable(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::{Glyphs, Theme};

    const PLAIN: Look =
        Look { theme: Theme { mode: super::super::Mode::Mono, depth: super::super::Depth::True }, glyphs: Glyphs { ascii: false } };

    fn drawn(width: u16, draw: impl FnOnce(&mut Canvas<'_>)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let mut hits = Hits::default();
        draw(&mut Canvas::new(&mut buffer, &mut hits, PLAIN));
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect()
    }

    #[test]
    fn the_letters_of_western_names_take_a_cell_each() {
        for letter in ('À'..='ɏ').chain('▁'..='█') {
            let cells: u16 = drawable(&format!("a{letter}b")).map(|(_, cells)| cells).sum();
            assert_eq!((letter, cells, text_width(&format!("a{letter}b"))), (letter, 3, 3));
        }
        assert_eq!((text_width("株式"), text_width("e\u{301}"), text_width("a\u{ad}b")), (4, 1, text_width("a\u{ad}") + 1));
    }

    #[test]
    fn text_is_cut_between_characters_and_says_so() {
        assert_eq!(drawn(12, |canvas| _ = canvas.text(0, 0, 8, "Harbourline", Role::Text)), "Harbour…    ");
        assert_eq!(drawn(12, |canvas| _ = canvas.text(0, 0, 5, "株式会社", Role::Text)), "株 式 …       ");
        assert_eq!(drawn(12, |canvas| _ = canvas.right(2, 0, 8, "1,200", Role::Text)), "     1,200  ");
    }

    #[test]
    fn nothing_unclean_and_nothing_outside_is_drawn() {
        assert_eq!(drawn(8, |canvas| _ = canvas.text(0, 0, 8, "a\x1b[31mb\u{202e}c\u{200b}", Role::Text)), "a[31mbc ");
        assert_eq!(drawn(3, |canvas| _ = canvas.text(2, 0, 90, "abc", Role::Text)), "  …");
        assert_eq!(drawn(3, |canvas| _ = canvas.text(9, 9, 90, "abc", Role::Text)), "   ");
        assert_eq!(drawn(3, |canvas| canvas.rule(1, 0, 500, "-", Role::Faint)), " --");
    }

    #[test]
    fn a_click_finds_what_lies_on_top() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 3));
        let mut hits = Hits::default();
        let mut canvas = Canvas::new(&mut buffer, &mut hits, PLAIN);
        canvas.hit(Rect::new(0, 0, 10, 3), Click::Panel(0));
        canvas.hit(Rect::new(2, 1, 99, 99), Click::Row(7));
        assert_eq!((hits.at(0, 0), hits.at(5, 1), hits.at(50, 1)), (Some(Click::Panel(0)), Some(Click::Row(7)), None));
    }
}
