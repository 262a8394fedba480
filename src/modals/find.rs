//! Finding by typing: one line of text, and how well a name answers to it.
//!
//! Letters of a name may be left out (`hbl` finds Harbourline); other words and descriptions are found by the
//! beginnings of theirs. Knows nothing of what is found; [`super::palette`] and [`super::help`] say what that is.

use std::cell::RefCell;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Matcher, Utf32Str};

use crate::chart::cells::width;
use crate::intent::{Action, Event};
use crate::ui::{Input, Role, Span};

/// The most that can be typed to search.
const LONGEST: usize = 200;
/// Longer names are matched by their beginning.
const LOOKED_AT: usize = 200;
/// A letter in its place is worth about twenty; letters scattered over a name are worth less than this and find nothing.
const LEAST: u32 = 17;
/// What a letter of a command's own word is worth, where that is begun: as much as the beginning of a name.
pub(super) const OWN_WORD: u32 = 30;
/// What a letter of another word is worth, where the word is typed whole and where it is begun.
const WHOLE_WORD: u32 = 22;
const BEGUN_WORD: u32 = 17;
/// What a letter found in a description is worth.
const DESCRIBED: u32 = 8;

/// What is typed, and what it finds.
#[derive(Debug)]
pub(super) struct Finder {
    pub(super) input: Input,
    words: Vec<Word>,
    matcher: RefCell<Matcher>,
}

/// A word of what is typed.
#[derive(Debug)]
struct Word {
    atom: Atom,
    text: String,
    letters: u32,
}

impl Finder {
    pub(super) fn new(text: &str) -> Finder {
        let mut finder = Finder { input: Input::new(text, LONGEST), words: Vec::new(), matcher: RefCell::default() };
        finder.read();
        finder
    }

    /// Whether nothing is searched for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Takes an event meant for the text; false where it was not.
    pub(super) fn take(&mut self, event: &Event) -> bool {
        match event {
            Event::Typed(letter) => self.input.typed(*letter),
            Event::Pasted(text) => drop(self.input.pasted(text)),
            Event::Action(Action::Text(key)) => self.input.edit(*key),
            _ => return false,
        }
        self.read();
        true
    }

    /// Puts another text in.
    pub(super) fn set(&mut self, text: &str) {
        self.input.set(text);
        self.read();
    }

    fn read(&mut self) {
        let word = |text: &str| Word {
            atom: Atom::new(text, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false),
            text: text.to_lowercase(),
            letters: text.chars().count() as u32,
        };
        self.words = self.input.text().split_whitespace().map(word).collect();
    }

    /// How well a name answers; `None` where a word of what is typed is not in it.
    pub(super) fn score(&self, name: &str) -> Option<u32> {
        self.score_with(name, "", "")
    }

    /// The same where each word may also be found among other words, or in a description.
    pub(super) fn score_with(&self, name: &str, also: &str, more: &str) -> Option<u32> {
        let mut matcher = self.matcher.borrow_mut();
        let mut letters = Vec::new();
        let name = letters_of(name, &mut letters);
        let score = |word: &Word| {
            let in_name = word.atom.score(name, &mut matcher).map(u32::from).filter(|score| *score >= LEAST * word.letters);
            in_name.max(among(also, word)).max(begins(more, &word.text).then_some(DESCRIBED * word.letters))
        };
        self.words.iter().map(score).sum()
    }

    /// A name with the letters that answer in bold.
    pub(super) fn spans(&self, name: &str, role: Role) -> Vec<Span> {
        let mut matcher = self.matcher.borrow_mut();
        let mut letters = Vec::new();
        let haystack = letters_of(name, &mut letters);
        let mut found: Vec<u32> = Vec::new();
        for word in &self.words {
            let mut at = Vec::new();
            let score = word.atom.indices(haystack, &mut matcher, &mut at).map(u32::from);
            if score.is_some_and(|score| score >= LEAST * word.letters) {
                found.append(&mut at);
            }
        }
        let mut spans: Vec<Span> = Vec::new();
        for (at, letter) in name.chars().enumerate() {
            let is_found = found.contains(&(at as u32));
            match spans.last_mut() {
                // Marks stay with the letter they stand on.
                Some(span) if span.bold == is_found || width(letter.encode_utf8(&mut [0; 4])) == 0 => span.text.push(letter),
                _ => spans.push(Span { text: letter.to_string(), role, bold: is_found }),
            }
        }
        spans
    }
}

/// A name as the matcher takes it: a letter each, so that places are places of letters.
fn letters_of<'a>(name: &'a str, letters: &'a mut Vec<char>) -> Utf32Str<'a> {
    if name.is_ascii() {
        return Utf32Str::Ascii(&name.as_bytes()[..name.len().min(LOOKED_AT)]);
    }
    letters.extend(name.chars().take(LOOKED_AT));
    Utf32Str::Unicode(letters)
}

fn among(also: &str, word: &Word) -> Option<u32> {
    let worth = also.split(' ').filter_map(|other| match () {
        () if other.eq_ignore_ascii_case(&word.text) => Some(WHOLE_WORD),
        () => starts(other, &word.text).then_some(BEGUN_WORD),
    });
    worth.max().map(|worth| worth * word.letters)
}

/// Whether a word of a sentence begins so.
fn begins(sentence: &str, begin: &str) -> bool {
    sentence.split(|letter: char| !letter.is_alphanumeric()).any(|word| starts(word, begin))
}

pub(super) fn starts(word: &str, begin: &str) -> bool {
    word.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, name: &str) -> bool {
        Finder::new(typed).score(name).is_some()
    }

    #[test]
    fn a_name_is_found_by_its_beginning_its_initials_and_letters_left_out() {
        for typed in ["harb", "Freight", "hf", "hbl", "FREI HARB", "", "  "] {
            assert!(finds(typed, "Harbourline Freight"), "{typed:?}");
        }
        for typed in ["osei", "harbx", "eeee", "harb osei"] {
            assert!(!finds(typed, "Harbourline Freight"), "{typed:?}");
        }
        assert!(finds("angst", "Ångström AS") && finds("株式", "株式会社") && !finds("株式", "Blue"));
    }

    #[test]
    fn letters_scattered_over_a_name_find_nothing() {
        assert!(!finds("orei", "Harbourline Freight Europe International"));
    }

    #[test]
    fn other_words_are_found_whole_and_begun_and_weigh_less_than_the_name() {
        let finder = Finder::new("delete");
        assert_eq!(finder.score_with("Archive", "delete remove", ""), Some(22 * 6));
        assert_eq!(Finder::new("del").score_with("Archive", "delete remove", ""), Some(17 * 3));
        assert_eq!(Finder::new("hides").score_with("Archive", "", "Hides the customer."), Some(8 * 5));
        assert!(Finder::new("delete").score("Delete") > finder.score_with("Archive", "delete", ""));
    }

    #[test]
    fn letters_that_answer_are_bold_and_marks_stay_on_their_letter() {
        let shown = |typed: &str, name: &str| {
            let spans = Finder::new(typed).spans(name, Role::Text);
            spans.into_iter().map(|span| if span.bold { format!("[{}]", span.text) } else { span.text }).collect::<String>()
        };
        assert_eq!(shown("frei", "Harbourline Freight"), "Harbourline [Frei]ght");
        assert_eq!(shown("ec", "e\u{301}cole"), "[e\u{301}]cole".replace("]cole", "c]ole"));
        assert_eq!(shown("", "Osei"), "Osei");
    }

    #[test]
    fn a_name_of_ten_thousand_letters_is_looked_at_in_part() {
        let long = format!("{}z", "a".repeat(9_999));
        assert!(finds("aaa", &long) && !finds("z", &long));
        assert_eq!(Finder::new("a").spans(&long, Role::Text).iter().map(|span| span.text.len()).sum::<usize>(), 10_000);
    }
}
