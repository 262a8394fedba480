//! Text to look for. Every letter typed asks it of every text in the list, so usual texts are matched as they stand,
//! without being folded into memory of their own.
//!
//! What is equal to what is said by [`name_key`] alone; the quick ways here are checked against it by test.

use unicode_normalization::{IsNormalized, is_nfkc_quick};

use crate::domain::text::{is_invisible, is_plain, name_key};

/// Texts up to so many bytes are lowered on the stack.
const SHORT: usize = 240;

/// Text to look for: cleaned as typed, and in the form it is matched in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    pub(super) typed: String,
    pub(super) key: String,
}

impl Needle {
    /// Whether it stands somewhere in one line of the text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if let Some(found) = self.is_in_plain(text) {
            return found;
        }
        // Line by line: a name key is one line, and a long note must not be cut before its end.
        text.lines().any(|line| self.is_in_line(line))
    }

    /// Whether it is the text from end to end.
    pub(super) fn is_all_of(&self, text: &str) -> bool {
        name_key(text) == self.key
    }

    fn is_in_plain(&self, text: &str) -> Option<bool> {
        is_plain(text).then(|| holds_lowered(text.as_bytes(), self.key.as_bytes()))
    }

    fn is_in_line(&self, line: &str) -> bool {
        if let Some(found) = self.is_in_plain(line) {
            return found;
        }
        let mut lowered = [0; SHORT];
        match lowered_letters(line, &mut lowered) {
            Some(lowered) => holds_lowered(lowered, self.key.as_bytes()),
            None => name_key(line).contains(&self.key),
        }
    }
}

/// Whether text holds a folded needle, ASCII letters in either case.
fn holds_lowered(text: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else { return true };
    let Some(last_start) = text.len().checked_sub(needle.len()) else { return false };
    let mut starts = text[..=last_start].iter().enumerate().filter(|(_, byte)| byte.to_ascii_lowercase() == *first);
    starts.any(|(at, _)| text[at + 1..][..rest.len()].eq_ignore_ascii_case(rest))
}

/// The folded form of a short line of letters, digits and ASCII marks that are composed already: each is lowered by
/// itself. `None` where folding takes more than that.
fn lowered_letters<'a>(line: &str, memory: &'a mut [u8; SHORT]) -> Option<&'a [u8]> {
    let mut filled = 0;
    let mut before = ' ';
    for letter in line.chars() {
        let lower = match letter {
            ' ' if before == ' ' => return None,
            ' '..='~' => letter.to_ascii_lowercase(),
            letter => lowered_letter(letter)?,
        };
        let room = memory.get_mut(filled..filled + lower.len_utf8())?;
        filled += lower.encode_utf8(room).len();
        before = letter;
    }
    // ASCII between two letters only keeps them apart.
    let composed = before != ' ' && is_nfkc_quick(line.chars().filter(|letter| !letter.is_ascii())) == IsNormalized::Yes;
    composed.then_some(&memory[..filled])
}

fn lowered_letter(letter: char) -> Option<char> {
    // A capital sigma is lowered by where it stands.
    if letter.is_ascii() || !letter.is_alphanumeric() || letter == 'Σ' || is_invisible(letter) {
        return None;
    }
    let mut lower = letter.to_lowercase();
    let one = lower.next()?;
    lower.next().is_none().then_some(one)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn needle(key: &str) -> Needle {
        Needle { typed: key.to_owned(), key: name_key(key) }
    }

    #[test]
    fn usual_texts_are_matched_without_folding() {
        let mut memory = [0; SHORT];
        assert_eq!(lowered_letters("Ångström Légumes & Co", &mut memory), Some("ångström légumes & co".as_bytes()));
        for unusual in ["Σίγμα", "e\u{301}cole", "ﬁne", "İzmir", "two  gaps", " x", "x ", "👩‍🔧"] {
            assert_eq!(lowered_letters(unusual, &mut memory), None, "{unusual}");
        }
        assert!(needle("LÉG").is_in("Île Légumes") && needle("fine").is_in("ﬁne") && !needle("leg").is_in("Légumes"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn quick_ways_find_what_folding_finds(text in "\\PC{0,12}|[aAbB éÉΣσςK ﬁẞ\u{301}\t\n]{0,14}", piece in "[aAbB éÉσkß]{1,2}|\\PC{1,2}") {
            let needle = needle(&piece);
            // A filter asks for nothing by having no term, never by an empty one.
            prop_assume!(!needle.key.is_empty());
            let folded = text.lines().any(|line| name_key(line).contains(&needle.key));
            prop_assert_eq!(needle.is_in(&text), folded, "{:?} in {:?}", piece, text);
        }

        #[test]
        fn a_piece_of_a_line_is_found_in_it(text in "\\PC{1,16}", from in 0usize..16, length in 1usize..6) {
            let key: String = name_key(&text).chars().skip(from).take(length).collect();
            let needle = Needle { typed: key.clone(), key };
            prop_assert!(needle.is_in(&text));
        }
    }
}
