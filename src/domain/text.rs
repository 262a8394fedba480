//! Text that is safe to keep and to show.
//!
//! [`Line`] and [`Prose`] can only be made by cleaning: no control sequence, no direction override, no invisible
//! character survives, whether the text came from a form, a paste, a file or the book itself. [`shown`] does the same
//! for paths and for bad values quoted in messages. Width is somebody else's business (`report`, `ui`).

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters a [`Line`] may hold.
pub const LONGEST_LINE: usize = 10_000;
/// The most characters a [`Prose`] may hold.
pub const LONGEST_PROSE: usize = 100_000;
/// The most marks that may pile up on one letter: more hide the lines above and below.
const TALLEST_PILE: usize = 4;

/// One line of cleaned text: names, numbers, tags. White space is folded, ends are trimmed. Short ones, such as the
/// numbers of a million invoices, take no memory of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Line(SmolStr);

impl Line {
    /// Cleans the text. What is left may be empty; past [`LONGEST_LINE`] characters it is cut.
    #[must_use]
    pub fn clean(text: &str) -> Line {
        if (is_plain(text) || is_western(text)) && text.len() <= LONGEST_LINE {
            return Line(SmolStr::new(text));
        }
        let mut cleaned = String::with_capacity(text.len());
        let mut space = false;
        for piece in pieces(text).take(LONGEST_LINE) {
            if piece.is_whitespace() {
                space = !cleaned.is_empty();
            } else {
                if space {
                    cleaned.push(' ');
                }
                space = false;
                cleaned.push(piece);
            }
        }
        Line(cleaned.into())
    }

    /// Cleans the text; `None` when nothing is left.
    #[must_use]
    pub fn some(text: &str) -> Option<Line> {
        let line = Line::clean(text);
        (!line.is_empty()).then_some(line)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The form names are matched in, see [`name_key`].
    #[must_use]
    pub fn key(&self) -> String {
        name_key(&self.0)
    }
}

/// Cleaned text of several lines: notes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct Prose(String);

impl Prose {
    /// Cleans the text, keeping line breaks. Past [`LONGEST_PROSE`] characters it is cut.
    #[must_use]
    pub fn clean(text: &str) -> Prose {
        let mut cleaned = String::with_capacity(text.len());
        for piece in pieces(&text.replace("\r\n", "\n")).take(LONGEST_PROSE) {
            match piece {
                '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => cleaned.push('\n'),
                piece if piece.is_whitespace() => cleaned.push(' '),
                piece => cleaned.push(piece),
            }
        }
        Prose(cleaned.trim().to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

macro_rules! cleaned_on_the_way_in {
    ($($name:ident),+) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok($name::clean(&std::borrow::Cow::<str>::deserialize(deserializer)?))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name::clean(text)
            }
        }
    )+};
}

cleaned_on_the_way_in!(Line, Prose);

/// A path, an error of another library or a bad value, fit to stand in a message: cleaned, and cut after `longest`
/// characters with `…`.
#[must_use]
pub fn shown(text: &str, longest: usize) -> String {
    let line = Line::clean(text);
    if line.0.chars().count() <= longest {
        return line.0.into();
    }
    let mut cut: String = line.0.chars().take(longest.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// The form in which names match: NFKC, lower case, folded spaces. Endings such as Ltd or Inc stay
/// (`product.md`, settled questions).
#[must_use]
pub fn name_key(name: &str) -> String {
    if is_plain(name) {
        return name.to_ascii_lowercase();
    }
    Line::clean(&name.nfkc().collect::<String>().to_lowercase()).0.nfkc().collect()
}

/// Printable ASCII with single spaces inside: the usual case, clean as it stands and folded by lowering its letters.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without an early end and within a byte each, so that the processor looks at sixteen bytes at once.
    let odd = bytes.iter().fold(0, |odd, byte| odd | u8::from(byte.wrapping_sub(b' ') > b'~' - b' '));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let gaps = pairs.fold(0, |gaps, (one, next)| gaps | u8::from((one ^ b' ') | (next ^ b' ') == 0));
    odd | gaps == 0 && bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ')
}

/// The same with the letters of western languages, none of which steers, joins or hides: clean as it stands as well.
fn is_western(text: &str) -> bool {
    let mut before = ' ';
    let tidy = text.chars().all(|letter| {
        let gap = letter == ' ' && before == ' ';
        before = letter;
        !gap && matches!(letter, ' '..='~' | 'À'..='ɏ')
    });
    tidy && before != ' '
}

/// The characters that stay: control characters become `�`, invisible and direction-changing ones go, zero-width
/// joiners stay between emoji only, piles of marks are cut.
fn pieces(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut before = ' ';
    let mut pile = 0;
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let piece = rest.next()?;
            let piece = match piece {
                '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => piece,
                piece if piece.is_control() => '\u{fffd}',
                '\u{200d}' if is_emoji(before) && rest.peek().copied().is_some_and(is_emoji) => piece,
                '\u{fe0f}' if is_emoji(before) || matches!(before, '0'..='9' | '#' | '*') => piece,
                piece if is_invisible(piece) => continue,
                piece if is_combining_mark(piece) => {
                    pile += 1;
                    if pile > TALLEST_PILE {
                        continue;
                    }
                    return Some(piece);
                }
                piece => piece,
            };
            pile = 0;
            if piece != '\u{fe0f}' {
                before = piece;
            }
            return Some(piece);
        }
    })
}

/// Direction marks, overrides and isolates, zero-width and filler characters, tags, annotations, noncharacters.
pub(super) fn is_invisible(piece: char) -> bool {
    matches!(piece,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(piece) & 0xfffe == 0xfffe
}

/// Characters that join to one picture or take a picture selector: pictographs, dingbats, skin tones.
fn is_emoji(piece: char) -> bool {
    matches!(piece, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_sequence_survives() {
        assert_eq!(Line::clean("Acme\x1b[31m\x07").as_str(), "Acme�[31m�");
        assert_eq!(Line::clean("a\u{9b}31mb\u{0}").as_str(), "a�31mb�");
        assert_eq!(Line::clean("  two\r\nlines\tand  gaps ").as_str(), "two lines and gaps");
        assert_eq!(Prose::clean("one\r\ntwo\x1b]0;x\x07\n").as_str(), "one\ntwo�]0;x�");
    }

    #[test]
    fn letters_of_western_names_stay_as_they_are() {
        for letter in 'À'..='ɏ' {
            assert!(pieces(&letter.to_string()).eq([letter]) && !letter.is_whitespace(), "{letter:?}");
        }
        for (text, cleaned) in [("Île", "Île"), (" Île", "Île"), ("Île ", "Île"), ("Île  de", "Île de"), ("Î\u{ad}le", "Île")]
        {
            assert_eq!((is_western(text), Line::clean(text).as_str()), (text == cleaned, cleaned));
        }
    }

    #[test]
    fn names_read_the_way_they_are_kept() {
        assert_eq!(Line::clean("abc\u{202e}fed\u{2066}").as_str(), "abcfed");
        assert_eq!(Line::clean("pay\u{200b}pal\u{e0041}").as_str(), "paypal");
        for kept in ["👩‍🔧 Blue Foods", "Ångström AS", "株式会社", "e\u{301}cole", "شركة", "1️⃣ First", "❤️ Care"]
        {
            assert_eq!(Line::clean(kept).as_str(), kept);
        }
        assert_eq!(Line::clean("a\u{200d}b").as_str(), "ab");
        assert_eq!(Line::clean(&format!("x{}", "\u{301}".repeat(50))).as_str(), format!("x{}", "\u{301}".repeat(4)));
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for text in ["a\u{200b} \u{200b}b", "\u{200d}\u{1f527}", "x\r\n\r\ny", " \u{feff} ", "👩\u{200d}\u{200b}🔧"] {
            let once = Line::clean(text);
            assert_eq!(Line::clean(once.as_str()), once, "{text:?}");
            let once = Prose::clean(text);
            assert_eq!(Prose::clean(once.as_str()), once, "{text:?}");
        }
    }

    #[test]
    fn names_match_by_case_width_and_spaces_but_not_by_ending() {
        assert_eq!(name_key("  ACME   Ltd"), name_key("Acme Ltd"));
        assert_eq!(name_key("Ｃａｆé"), name_key("CAFE\u{301}"));
        assert_ne!(name_key("Acme Ltd"), name_key("Acme"));
        assert_eq!(name_key("㈜Blue"), name_key("(주)blue"));
    }

    #[test]
    fn long_values_are_cut_in_messages() {
        assert_eq!(shown("abcdef", 4), "abc…");
        assert_eq!(shown("a\nb", 10), "a b");
    }
}
