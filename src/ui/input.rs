//! A text field of one line: what is typed, where the caret stands, and how much of it can be seen.
//!
//! Moves are by characters as people see them and by words. Nothing that could not be drawn gets in. What the text
//! means is not known here; several lines are [`super::notes`]'.

use ratatui::layout::Rect;
use ratatui::style::Modifier;
use tui_input::InputRequest as Request;
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{is_drawable, text_width};
use super::{Canvas, Role};

/// An edit of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextKey {
    /// The character before the caret away.
    Backspace,
    /// The character behind it.
    Delete,
    /// The word before it.
    DeleteWord,
    /// Everything before it.
    DeleteLine,
    /// One character left.
    Left,
    /// One character right.
    Right,
    /// One word left.
    WordLeft,
    /// One word right.
    WordRight,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A new line.
    Newline,
}

impl TextKey {
    /// What it asks of the text; `None` for what only several lines know.
    pub(super) fn request(self) -> Option<Request> {
        Some(match self {
            TextKey::Backspace => Request::DeletePrevChar,
            TextKey::Delete => Request::DeleteNextChar,
            TextKey::DeleteWord => Request::DeletePrevWord,
            TextKey::DeleteLine => Request::DeleteFromStart,
            TextKey::Left => Request::GoToPrevChar,
            TextKey::Right => Request::GoToNextChar,
            TextKey::WordLeft => Request::GoToPrevWord,
            TextKey::WordRight => Request::GoToNextWord,
            TextKey::Home => Request::GoToStart,
            TextKey::End => Request::GoToEnd,
            TextKey::Up | TextKey::Down | TextKey::Newline => return None,
        })
    }
}

/// A text of one line being typed.
#[derive(Debug, Clone)]
pub struct Input {
    text: tui_input::Input,
    most: usize,
}

impl Input {
    /// A field with a text, the caret behind it, that takes at most so many characters.
    #[must_use]
    pub fn new(text: &str, most: usize) -> Input {
        Input { text: tui_input::Input::new(one_line(text)), most }
    }

    /// What stands in it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.value()
    }

    /// Characters before the caret.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.text.cursor()
    }

    /// Puts another text in, the caret behind it.
    pub fn set(&mut self, text: &str) {
        self.text = tui_input::Input::new(one_line(text));
    }

    /// A character typed.
    pub fn typed(&mut self, letter: char) {
        if self.room() > 0 && is_drawable(letter) {
            self.text.handle(Request::InsertChar(letter));
        }
    }

    /// A text pasted: line breaks and tabs become spaces. False where not all of it fitted.
    pub fn pasted(&mut self, text: &str) -> bool {
        let clean = one_line(text.trim_matches(['\r', '\n', '\t']));
        insert(&mut self.text, &clean, self.most)
    }

    /// An edit.
    pub fn edit(&mut self, key: TextKey) {
        if let Some(request) = key.request() {
            self.text.handle(request);
        }
    }

    fn room(&self) -> usize {
        self.most.saturating_sub(self.text.value().chars().count())
    }

    /// Draws it into one row; in focus the caret stands in it and what lies before it scrolls away.
    pub fn render(&self, row: Rect, focused: bool, canvas: &mut Canvas<'_>) {
        if row.is_empty() {
            return;
        }
        let text = self.text.value();
        if !focused {
            canvas.text(row.x, row.y, row.width, text, Role::Text);
            return;
        }
        let at = text.char_indices().nth(self.text.cursor()).map_or(text.len(), |(at, _)| at);
        let (from, column) = window(text, at, row.width);
        let mut x = row.x;
        if from > 0 {
            x += canvas.text(x, row.y, 1, if canvas.look().glyphs.ascii { "<" } else { "…" }, Role::Faint);
        }
        canvas.text(x, row.y, row.right().saturating_sub(x), &text[from..], Role::Text);
        canvas.put_cursor((x + column).min(row.right() - 1), row.y);
    }
}

impl Input {
    /// Underlines a part of the text, in bytes, where it can be seen in the row it was drawn into.
    pub fn underline(&self, part: std::ops::Range<usize>, row: Rect, canvas: &mut Canvas<'_>) {
        let text = self.text.value();
        let at = text.char_indices().nth(self.text.cursor()).map_or(text.len(), |(at, _)| at);
        let (from, _) = window(text, at, row.width);
        let (Some(before), Some(marked)) =
            (text.get(from..part.start.max(from)), text.get(part.start.max(from)..part.end.max(from)))
        else {
            return;
        };
        let column = text_width(before) + usize::from(from > 0);
        let x = row.x.saturating_add(column as u16);
        let part = Rect::new(x, row.y, text_width(marked) as u16, 1).intersection(row);
        canvas.tint(part, canvas.look().theme.style(Role::Bad).add_modifier(Modifier::UNDERLINED));
    }
}

/// From which byte a text is shown so that the caret at a byte can be seen in so many cells, and its column there. Where
/// something is hidden on the left a cell is kept for a mark.
fn window(text: &str, caret: usize, cells: u16) -> (usize, u16) {
    let before = text_width(&text[..caret]);
    let cells = usize::from(cells);
    if before < cells {
        return (0, before as u16);
    }
    // The caret keeps a cell of its own at the right end.
    let room = cells.saturating_sub(2);
    let mut from = caret;
    let mut used = 0;
    for (at, grapheme) in text[..caret].grapheme_indices(true).rev() {
        used += text_width(grapheme);
        if used > room {
            break;
        }
        from = at;
    }
    (from, text_width(&text[from..caret]) as u16)
}

/// A text without what cannot be drawn; every break and tab a space.
fn one_line(text: &str) -> String {
    let spaced = text.replace("\r\n", " ");
    spaced.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).filter(|letter| is_drawable(*letter)).collect()
}

/// Puts clean text at the caret, as much as there is room for. False where some of it had to stay out.
pub(super) fn insert(into: &mut tui_input::Input, clean: &str, most: usize) -> bool {
    let text = into.value();
    let caret = into.cursor();
    let room = most.saturating_sub(text.chars().count());
    let fits: String = clean.chars().take(room).collect();
    let at = text.char_indices().nth(caret).map_or(text.len(), |(at, _)| at);
    let all = fits.len() == clean.len();
    let caret = caret + fits.chars().count();
    let text = format!("{}{fits}{}", &text[..at], &text[at..]);
    *into = tui_input::Input::new(text).with_cursor(caret);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_and_pasted_is_clean_and_fits() {
        let mut input = Input::new("Osei", 12);
        for letter in [' ', '\u{1b}', '\u{202e}', 'D', '\u{7f}'] {
            input.typed(letter);
        }
        assert!(input.pasted("en\r\ntal\x1b\n"));
        assert_eq!(input.text(), "Osei Den tal");
        assert!(!input.pasted("x"));
        input.typed('x');
        assert_eq!(input.text(), "Osei Den tal");
        assert_eq!(Input::new("a\tb\nc", 9).text(), "a b c");
    }

    #[test]
    fn moves_are_by_characters_people_see_and_by_words() {
        // A family of three people and two joiners is one character.
        let mut input = Input::new("Ada 👨\u{200d}👩\u{200d}👧 x", 99);
        input.edit(TextKey::Left);
        input.edit(TextKey::Left);
        input.edit(TextKey::Backspace);
        assert_eq!((input.text(), input.caret()), ("Ada  x", 4));
        input.edit(TextKey::WordLeft);
        input.typed('!');
        assert_eq!((input.text(), input.caret()), ("!Ada  x", 1));
        input.edit(TextKey::End);
        input.edit(TextKey::DeleteWord);
        input.edit(TextKey::Home);
        input.edit(TextKey::Delete);
        assert_eq!(input.text(), "Ada  ");
        input.edit(TextKey::Right);
        input.edit(TextKey::DeleteLine);
        assert_eq!((input.text(), input.caret()), ("da  ", 0));
    }

    #[test]
    fn a_paste_goes_where_the_caret_stands() {
        let mut input = Input::new("Wren Marlow", 99);
        input.edit(TextKey::WordLeft);
        input.pasted("& ");
        assert_eq!((input.text(), input.caret()), ("Wren & Marlow", 7));
    }

    #[test]
    fn the_caret_is_always_in_sight() {
        assert_eq!(window("Harbourline", 11, 20), (0, 11));
        // Ten cells: a mark, eight cells of text, the caret.
        assert_eq!(window("Harbourline Freight", 19, 10), (11, 8));
        // A wide character that would only half fit stays out: six cells hold three of them.
        assert_eq!(window("株式会社東京", 18, 9), (9, 6));
        assert_eq!(window("abc", 3, 1), (3, 0));
    }
}
