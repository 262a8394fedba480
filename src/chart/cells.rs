//! Cells and lines of text: width as a terminal shows it, cutting, padding, wrapping, bars and trends.
//!
//! Knows graphemes and widths and nothing of what is said; `report` lays pages out with it, `ui` draws with it.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns a text takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The text in at most `columns`, cut between graphemes with `mark` at its end where it is longer.
#[must_use]
pub fn cut(text: &str, columns: usize, mark: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mark = if width(mark) <= columns { mark } else { "" };
    let room = columns - width(mark);
    let mut used = 0;
    let kept: String = text
        .graphemes(true)
        .take_while(|grapheme| {
            used += width(grapheme);
            used <= room
        })
        .collect();
    kept.trim_end().to_owned() + mark
}

/// Which side the text keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// The text filled up with spaces to `columns`; longer ones stay as they are.
#[must_use]
pub fn pad(text: &str, columns: usize, align: Align) -> String {
    let space = " ".repeat(columns.saturating_sub(width(text)));
    match align {
        Align::Left => format!("{text}{space}"),
        Align::Right => format!("{space}{text}"),
    }
}

/// The text broken between words into lines of at most `columns`; a longer word is broken where the line ends.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let room = if line.is_empty() { columns } else { columns.saturating_sub(width(&line) + 1) };
        if width(word) <= room {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for grapheme in word.graphemes(true) {
            if width(&line) + width(grapheme) > columns && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(grapheme);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar of `part` (0 to 1) of `columns`, in eighths of a cell; in ASCII in whole ones. What is not nothing shows.
#[must_use]
pub fn bar(part: f64, columns: usize, ascii: bool) -> String {
    let part = part.clamp(0.0, 1.0);
    if part <= 0.0 || columns == 0 {
        return String::new();
    }
    if ascii {
        return "#".repeat(((part * columns as f64).round() as usize).max(1));
    }
    let eighths = ((part * columns as f64 * 8.0).round() as usize).max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

const STEPS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const ASCII_STEPS: [&str; 9] = [" ", ".", ".", ":", ":", "-", "=", "#", "#"];

/// One cell per value, as high as its part of the largest: a trend. Nothing and less than nothing is blank; what is
/// not nothing shows.
#[must_use]
pub fn trend(values: &[i64], ascii: bool) -> String {
    let largest = values.iter().copied().max().unwrap_or(0).max(1);
    let steps = if ascii { &ASCII_STEPS } else { &STEPS };
    let step = |value: i64| match value {
        ..=0 => 0,
        value => ((i128::from(value) * 16 / i128::from(largest) + 1) / 2).clamp(1, 8) as usize,
    };
    values.iter().map(|value| steps[step(*value)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns_and_marks_none() {
        assert_eq!(["abc", "株式会社", "e\u{301}cole", "👩‍🔧 x", ""].map(width), [3, 8, 5, 4, 0]);
    }

    #[test]
    fn cutting_keeps_whole_characters_inside_the_columns() {
        assert_eq!(cut("Harbourline Freight", 12, "…"), "Harbourline…");
        assert_eq!(cut("株式会社", 6, "…"), "株式…");
        assert_eq!(cut("株式会社", 8, "…"), "株式会社");
        assert_eq!(cut("Harbourline", 8, "..."), "Harbo...");
        assert_eq!(cut("Harbourline", 2, "..."), "Ha");
        for columns in 0..12 {
            assert!(width(&cut("👩‍🔧株e\u{301}bcdef", columns, "…")) <= columns);
        }
    }

    #[test]
    fn padding_counts_what_is_seen() {
        assert_eq!(pad("株", 4, Align::Left), "株  ");
        assert_eq!(pad("12", 4, Align::Right), "  12");
        assert_eq!(pad("12345", 4, Align::Right), "12345");
    }

    #[test]
    fn lines_break_between_words_and_only_then_inside_them() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("", 10), Vec::<String>::new());
        assert_eq!(wrap("株式会社", 5), ["株式", "会社"]);
    }

    #[test]
    fn a_trend_is_as_high_as_its_part_of_the_largest() {
        assert_eq!(trend(&[100, 50, 25, 1, 0, -40], false), "█▄▂▁  ");
        assert_eq!(trend(&[100, 50, 1, 0], true), "#:. ");
        assert_eq!(trend(&[0, 0], false), "  ");
        assert_eq!(trend(&[i64::MAX, i64::MAX / 2], false), "█▄");
    }

    #[test]
    fn bars_grow_by_eighths() {
        assert_eq!([bar(1.0, 2, false), bar(0.5, 1, false), bar(0.0, 9, false), bar(0.0001, 9, false)], ["██", "▌", "", "▏"]);
        assert_eq!([bar(0.6, 10, true), bar(0.01, 10, true), bar(2.0, 3, true)], ["######", "#", "###"]);
    }
}
