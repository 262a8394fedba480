//! Reading the text of a filter, and writing words so that they are read the same again.
//!
//! One pass from left to right without recursion or backtracking: time grows with the text alone. What a term means is
//! in the parent module.

use super::fields::{Field, FieldTable, Flag, Kind, nearest};
use super::{Bound, Comparison, Filter, LONGEST, Mistake, Needle, Term, Test};
use crate::domain::text::{Line, name_key, shown};

/// What a sign between a field and its value asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `:` text that holds the value, or a number equal to it.
    Holds,
    /// The others: a comparison; `=` on text means the whole of it.
    Compares(Comparison),
}

/// Every sign, longer ones first.
const SIGNS: [(&str, Sign); 10] = [
    (">=", Sign::Compares(Comparison::AtLeast)),
    ("=>", Sign::Compares(Comparison::AtLeast)),
    ("≥", Sign::Compares(Comparison::AtLeast)),
    ("<=", Sign::Compares(Comparison::AtMost)),
    ("=<", Sign::Compares(Comparison::AtMost)),
    ("≤", Sign::Compares(Comparison::AtMost)),
    (">", Sign::Compares(Comparison::Over)),
    ("<", Sign::Compares(Comparison::Under)),
    ("=", Sign::Compares(Comparison::Equal)),
    (":", Sign::Holds),
];

impl Sign {
    fn comparison(self) -> Comparison {
        match self {
            Sign::Holds => Comparison::Equal,
            Sign::Compares(comparison) => comparison,
        }
    }
}

/// How much of a mistyped word is said back.
const LONGEST_QUOTE: usize = 30;

pub(super) fn filter(text: &str, table: &FieldTable) -> Result<Filter, Mistake> {
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        return Err(mistake(end..text.len(), format!("this filter is too long: it may have {LONGEST} letters")));
    }
    let mut scanner = Scanner { text, at: 0, table };
    let mut groups = vec![Vec::new()];
    loop {
        scanner.skip_spaces();
        match scanner.next() {
            None => break,
            Some('|') => {
                scanner.at += 1;
                groups.push(Vec::new());
            }
            Some(_) => {
                if let (Some(term), Some(group)) = (scanner.term()?, groups.last_mut()) {
                    group.push(term);
                }
            }
        }
    }
    // A side of `|` still to be typed asks nothing yet; it must not let everything through.
    groups.retain(|group| !group.is_empty());
    Ok(Filter { groups })
}

fn mistake(span: std::ops::Range<usize>, words: String) -> Mistake {
    Mistake { span, words, suggestion: None }
}

/// A value after a sign: what it says, where it stands, whether it was in quotes.
struct Value {
    text: String,
    span: std::ops::Range<usize>,
    quoted: bool,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    table: &'a FieldTable,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// What stands before the next character for which `stops` holds.
    fn until(&mut self, stops: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(stops).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    /// One term; `None` for a dash or quotes with nothing to look for.
    fn term(&mut self) -> Result<Option<Term>, Mistake> {
        let negated = self.next() == Some('-');
        self.at += usize::from(negated);
        let start = self.at;
        if self.next() == Some('"') {
            let text = self.quoted()?;
            return Ok(needle(&text).map(|needle| Term { negated, test: Test::Anywhere(needle) }));
        }
        let word = self.until(|piece| piece.is_whitespace() || piece == '|' || is_sign(piece));
        let Some(sign) = self.sign(word) else {
            return Ok(needle(word).map(|needle| Term { negated, test: Test::Anywhere(needle) }));
        };
        self.comparison(start, word, sign).map(|test| Some(Term { negated, test }))
    }

    /// The sign after a word, also behind spaces (`revenue > 10k`), and past it.
    fn sign(&mut self, word: &str) -> Option<Sign> {
        let rest = self.rest();
        let near = rest.trim_start();
        let apart = near.len() < rest.len();
        let (typed, sign) = SIGNS.iter().find(|(typed, _)| near.starts_with(typed))?;
        if apart && (word.is_empty() || *sign == Sign::Holds) {
            return None;
        }
        self.at += rest.len() - near.len() + typed.len();
        Some(*sign)
    }

    /// The rest of `field sign value`; the sign is read already.
    fn comparison(&mut self, start: usize, word: &str, sign: Sign) -> Result<Test, Mistake> {
        let name = start..start + word.len();
        if word.is_empty() {
            return Err(mistake(start..self.at, "say what to compare, for example revenue>10k".to_owned()));
        }
        if let Some(meant) = word.strip_suffix('!').filter(|_| sign == Sign::Compares(Comparison::Equal)) {
            let words = format!("for the opposite, put a dash in front: -{}=…", shown(meant, LONGEST_QUOTE));
            return Err(mistake(start..self.at, words));
        }
        let field = match self.table.find(word) {
            Some(field) => Some(field),
            None if word.eq_ignore_ascii_case("is") => None,
            None => return Err(self.unknown_field(name, word)),
        };
        let value = self.value()?;
        if value.text.is_empty() && !value.quoted {
            let example = field.map_or("is:one-off", |field| field.example);
            return Err(mistake(start..self.at, format!("{} needs something after it, for example {example}", shown(word, 30))));
        }
        match field {
            None => flag(&value),
            Some(field) => test(field, sign, &value, start, self.table),
        }
    }

    fn unknown_field(&self, span: std::ops::Range<usize>, word: &str) -> Mistake {
        let words = format!(
            "there is nothing called \"{}\" to filter by; to look for the text itself, put it in quotes",
            shown(word, LONGEST_QUOTE)
        );
        Mistake { span, words, suggestion: self.table.nearest(word).map(|field| field.name.to_owned()) }
    }

    fn value(&mut self) -> Result<Value, Mistake> {
        self.skip_spaces();
        let start = self.at;
        let quoted = self.next() == Some('"');
        let text = if quoted { self.quoted()? } else { self.until(|piece| piece.is_whitespace() || piece == '|').to_owned() };
        Ok(Value { text, span: start..self.at, quoted })
    }

    /// The text in quotes; `\"` and `\\` stand for themselves.
    fn quoted(&mut self) -> Result<String, Mistake> {
        let start = self.at;
        let mut text = String::new();
        let mut pieces = self.rest().char_indices().skip(1);
        while let Some((at, piece)) = pieces.next() {
            match piece {
                '"' => {
                    self.at = start + at + 1;
                    return Ok(text);
                }
                '\\' => match pieces.next() {
                    Some((_, escaped @ ('"' | '\\'))) => text.push(escaped),
                    Some((_, other)) => text.extend(['\\', other]),
                    None => text.push('\\'),
                },
                piece => text.push(piece),
            }
        }
        Err(Mistake {
            span: start..self.text.len(),
            words: "the quotes are not closed".to_owned(),
            suggestion: Some(format!("{}\"", &self.text[start..])),
        })
    }
}

fn is_sign(piece: char) -> bool {
    matches!(piece, ':' | '<' | '>' | '=' | '≥' | '≤')
}

fn needle(text: &str) -> Option<Needle> {
    let typed = Line::some(text)?.to_string();
    Some(Needle { key: name_key(&typed), typed })
}

fn flag(value: &Value) -> Result<Test, Mistake> {
    let known = Flag::ALL.iter().find(|(_, word, _)| word.eq_ignore_ascii_case(&value.text));
    known.map(|(flag, ..)| Test::Is(*flag)).ok_or_else(|| {
        let all: Vec<&str> = Flag::ALL.iter().map(|(_, word, _)| *word).collect();
        let words = format!("\"{}\" is not one of {}", shown(&value.text, LONGEST_QUOTE), all.join(", "));
        let suggestion = nearest(&value.text, Flag::ALL.iter().map(|(_, word, _)| (*word, *word)));
        Mistake { span: value.span.clone(), words, suggestion: suggestion.map(str::to_owned) }
    })
}

fn test(field: &'static Field, sign: Sign, value: &Value, start: usize, table: &FieldTable) -> Result<Test, Mistake> {
    let equals = sign.comparison() == Comparison::Equal;
    if equals && !value.quoted && value.text.eq_ignore_ascii_case("none") {
        return Ok(Test::Missing(field));
    }
    let wrong = |what: &str| {
        let words =
            format!("{} is {what}, for example {}; \"{}\" is not", field.name, field.example, shown(&value.text, LONGEST_QUOTE));
        mistake(value.span.clone(), words)
    };
    let bound = match field.kind {
        Kind::Text if equals => {
            let needle = needle(&value.text).ok_or_else(|| {
                mistake(start..value.span.end, format!("{} needs a word, for example {}", field.name, field.example))
            })?;
            return Ok(Test::Text { field, needle, whole: sign != Sign::Holds });
        }
        Kind::Text => {
            let words = format!("{} is text and has no size: ask what it holds, for example {}", field.name, field.example);
            let suggestion = format!("{}:{}", field.name, quoted_value(&value.text));
            return Err(Mistake { span: start..value.span.end, words, suggestion: Some(suggestion) });
        }
        Kind::Number(unit) => Bound::number(&value.text, unit, table.currency).ok_or_else(|| wrong(unit.words()))?,
        Kind::Date => Bound::date(&value.text).ok_or_else(|| wrong("a year, a month or a day such as 2022-03-14"))?,
    };
    Ok(Test::Number { field, comparison: sign.comparison(), bound })
}

/// A word without a field, in quotes where it would be read as something else.
pub(super) fn quoted_word(text: &str) -> String {
    let special =
        text.starts_with(['-', '"']) || text.contains(|piece: char| piece.is_whitespace() || piece == '|' || is_sign(piece));
    if special || text.is_empty() { in_quotes(text) } else { text.to_owned() }
}

/// A value after a sign, in quotes where it would be read as something else.
pub(super) fn quoted_value(text: &str) -> String {
    let special = text.starts_with(|piece| piece == '"' || is_sign(piece))
        || text.contains(|piece: char| piece.is_whitespace() || piece == '|')
        || text.eq_ignore_ascii_case("none");
    if special || text.is_empty() { in_quotes(text) } else { text.to_owned() }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
