//! A text field of several lines: a note, wrapped between words at whatever width it is drawn.
//!
//! The text is kept as typed; where a line is broken only its picture says. One line is [`super::input`]'s.

use std::cell::Cell;

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::canvas::{is_drawable, text_width};
use super::input::insert;
use super::{Canvas, Role, TextKey};

/// A note being typed.
#[derive(Debug, Clone)]
pub struct Notes {
    text: tui_input::Input,
    most: usize,
    /// The width it was drawn at last, and the first line shown: moves by lines follow the picture.
    width: Cell<u16>,
    scroll: Cell<usize>,
}

impl Notes {
    /// A field with a text, the caret behind it, that takes at most so many characters.
    #[must_use]
    pub fn new(text: &str, most: usize) -> Notes {
        Notes { text: tui_input::Input::new(lines_of(text)), most, width: Cell::new(60), scroll: Cell::new(0) }
    }

    /// What stands in it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.value()
    }

    /// Puts another text in, the caret behind it.
    pub fn set(&mut self, text: &str) {
        self.text = tui_input::Input::new(lines_of(text));
    }

    /// A character typed.
    pub fn typed(&mut self, letter: char) {
        if is_drawable(letter) {
            insert(&mut self.text, letter.encode_utf8(&mut [0; 4]), self.most);
        }
    }

    /// A text pasted, its lines kept. False where not all of it fitted.
    pub fn pasted(&mut self, text: &str) -> bool {
        insert(&mut self.text, &lines_of(text), self.most)
    }

    /// An edit.
    pub fn edit(&mut self, key: TextKey) {
        match key {
            TextKey::Newline => drop(insert(&mut self.text, "\n", self.most)),
            TextKey::Up => self.step(-1),
            TextKey::Down => self.step(1),
            TextKey::Home => self.put(self.line().0),
            TextKey::End => {
                let lines = wrapped(self.text(), self.width.get());
                self.put(last_place(self.text(), &lines, place(&lines, self.at()).0));
            }
            TextKey::DeleteLine => {
                let (from, _) = self.line();
                let (text, caret) = (self.text.value(), self.at());
                let rest = format!("{}{}", &text[..from], &text[caret..]);
                let caret = text[..from].chars().count();
                self.text = tui_input::Input::new(rest).with_cursor(caret);
            }
            other => {
                if let Some(request) = other.request() {
                    self.text.handle(request);
                }
            }
        }
    }

    /// The byte the caret stands before.
    fn at(&self) -> usize {
        let text = self.text.value();
        text.char_indices().nth(self.text.cursor()).map_or(text.len(), |(at, _)| at)
    }

    fn put(&mut self, at: usize) {
        let caret = self.text.value()[..at].chars().count();
        self.text.handle(tui_input::InputRequest::SetCursor(caret));
    }

    /// Where the line of the caret begins and ends.
    fn line(&self) -> (usize, usize) {
        let lines = wrapped(self.text(), self.width.get());
        lines[place(&lines, self.at()).0]
    }

    fn step(&mut self, by: isize) {
        let lines = wrapped(self.text(), self.width.get());
        let at = self.at();
        let (line, _) = place(&lines, at);
        let column = text_width(&self.text()[lines[line].0..at]);
        let Some(&(from, to)) = line.checked_add_signed(by).and_then(|line| lines.get(line)) else { return };
        let mut used = 0;
        let graphemes = self.text()[from..to].grapheme_indices(true);
        let fitting = graphemes.take_while(|(_, grapheme)| {
            used += text_width(grapheme);
            used <= column
        });
        let end = fitting.last().map_or(from, |(at, grapheme)| from + at + grapheme.len());
        let last = line.checked_add_signed(by).map_or(end, |line| last_place(self.text(), &lines, line));
        self.put(end.min(last));
    }

    /// Draws it; in focus the caret stands in it and its line is in sight.
    pub fn render(&self, room: Rect, focused: bool, canvas: &mut Canvas<'_>) {
        if room.is_empty() {
            return;
        }
        self.width.set(room.width);
        let lines = wrapped(self.text(), room.width);
        let (line, column) = place(&lines, self.at());
        let height = usize::from(room.height);
        let first = if focused { crate::chart::scroll::offset(self.scroll.get(), line, lines.len(), height) } else { 0 };
        self.scroll.set(first);
        for (row, &(from, to)) in (room.y..room.bottom()).zip(&lines[first..]) {
            canvas.text(room.x, row, room.width, self.text()[from..to].trim_end(), Role::Text);
        }
        let below = lines.len().saturating_sub(first + height);
        if !focused && below > 0 {
            canvas.right(room.x, room.bottom() - 1, room.width, canvas.look().glyphs.ellipsis(), Role::Muted);
        }
        if focused {
            let before = text_width(&self.text()[lines[line].0..column]) as u16;
            canvas.put_cursor(room.x + before.min(room.width - 1), room.y + (line - first) as u16);
        }
    }
}

/// In which line a byte stands; the byte comes along.
fn place(lines: &[(usize, usize)], at: usize) -> (usize, usize) {
    (lines.iter().rposition(|(from, _)| *from <= at).unwrap_or(0), at)
}

/// The last byte of a line the caret may stand before: the end, but for a line that only the width broke, where that
/// is the beginning of the next one.
fn last_place(text: &str, lines: &[(usize, usize)], line: usize) -> usize {
    let (from, to) = lines[line];
    match lines.get(line + 1) {
        Some((next, _)) if *next == to => text[from..to].grapheme_indices(true).next_back().map_or(from, |(at, _)| from + at),
        _ => to,
    }
}

/// The lines of a text at a width, as bytes from and to: broken between words, longer words where the line ends. There
/// is always one.
fn wrapped(text: &str, width: u16) -> Vec<(usize, usize)> {
    let width = usize::from(width.max(2)) - 1;
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        broken(text, (start, start + line.len()), width, &mut lines);
        start += line.len() + 1;
    }
    lines
}

/// One line of the text broken into as many as it takes. The caret keeps a cell at the end of each.
fn broken(text: &str, (from, to): (usize, usize), width: usize, lines: &mut Vec<(usize, usize)>) {
    let mut start = from;
    // Behind the last space, and the cells from there on.
    let (mut gap, mut behind) = (from, 0);
    let mut used = 0;
    for (at, grapheme) in text[from..to].grapheme_indices(true) {
        let at = from + at;
        let cells = text_width(grapheme);
        let is_space = grapheme == " ";
        if used + cells > width && !is_space {
            let end = if gap > start { gap } else { at };
            lines.push((start, end));
            used = if gap > start { behind } else { 0 };
            start = end;
        }
        used += cells;
        behind += cells;
        if is_space {
            (gap, behind) = (at + 1, 0);
        }
    }
    lines.push((start, to));
}

/// A text without what cannot be drawn, its line breaks kept.
fn lines_of(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let spaced = text.chars().map(|letter| if letter.is_whitespace() && letter != '\n' { ' ' } else { letter });
    spaced.filter(|letter| *letter == '\n' || is_drawable(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, width: u16) -> Vec<&str> {
        wrapped(text, width).into_iter().map(|(from, to)| &text[from..to]).collect()
    }

    #[test]
    fn a_note_is_broken_between_words_and_keeps_its_lines() {
        assert_eq!(shown("Solid. Ask about the depot app.", 15), ["Solid. Ask ", "about the ", "depot app."]);
        assert_eq!(shown("one\n\ntwo\n", 15), ["one", "", "two", ""]);
        assert_eq!(shown("Harbourline", 5), ["Harb", "ourl", "ine"]);
        assert_eq!(shown("株式会社", 6), ["株式", "会社"]);
        assert_eq!(shown("", 9), [""]);
        assert_eq!(shown("abc", 0), ["a", "b", "c"]);
    }

    #[test]
    fn up_and_down_follow_the_picture() {
        let mut notes = Notes::new("Solid. Ask about the depot app.", 999);
        notes.width.set(15);
        // The caret is behind "depot app." in the third line; above it stands "about the ".
        notes.edit(TextKey::Up);
        notes.typed('!');
        assert_eq!(notes.text(), "Solid. Ask about the! depot app.");
        notes.edit(TextKey::Home);
        notes.edit(TextKey::Down);
        notes.edit(TextKey::Down);
        notes.edit(TextKey::End);
        notes.edit(TextKey::Newline);
        notes.typed('x');
        assert_eq!(notes.text(), "Solid. Ask about the! depot app.\nx");
        notes.edit(TextKey::DeleteLine);
        assert_eq!(notes.text(), "Solid. Ask about the! depot app.\n");
    }

    #[test]
    fn a_pasted_note_keeps_its_lines_and_nothing_unclean() {
        let mut notes = Notes::new("", 12);
        assert!(notes.pasted("a\r\nb\tc\x1b[2J\u{202e}"));
        assert_eq!(notes.text(), "a\nb c[2J");
        assert!(!notes.pasted("123456"));
        assert_eq!(notes.text(), "a\nb c[2J1234");
    }
}
