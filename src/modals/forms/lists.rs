//! Lists in one line: tags and ids as an owner types them.

use crate::domain::customer::{SEPARATOR, split};
use crate::domain::text::Line;

/// Values as a field shows them: parted by commas, or by semicolons where a value holds a comma itself.
pub(super) fn shown(values: &[Line]) -> String {
    let comma = values.iter().any(|value| value.as_str().contains(','));
    let words: Vec<&str> = values.iter().map(Line::as_str).collect();
    match (comma, words.as_slice()) {
        // A single value with a comma ends in what says that the comma is its own.
        (true, [only]) => format!("{only};"),
        (true, words) => words.join(SEPARATOR),
        (false, words) => words.join(", "),
    }
}

/// The values of such a field, without doubles. `known` are values in use: their spelling is taken.
pub(super) fn read<'a>(text: &str, known: impl Iterator<Item = &'a Line>) -> Vec<Line> {
    let text = if text.contains(';') { text.to_owned() } else { text.replace(',', ";") };
    let mut values = split(&text);
    let mut keys: Vec<String> = values.iter().map(Line::key).collect();
    for spelling in known {
        let key = spelling.key();
        if let Some(at) = keys.iter().position(|known| *known == key) {
            values[at] = spelling.clone();
            // The first spelling found is kept.
            keys[at].clear();
        }
    }
    let mut kept: Vec<Line> = Vec::new();
    for value in values {
        if !kept.iter().any(|other| other.key() == value.key()) {
            kept.push(value);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &[&str]) -> Vec<Line> {
        words.iter().map(|word| Line::from(*word)).collect()
    }

    #[test]
    fn lists_come_back_as_they_are_shown() {
        for values in [lines(&[]), lines(&["retainer"]), lines(&["retainer", "vip"]), lines(&["a, b", "c"]), lines(&["a, b"])] {
            assert_eq!(read(&shown(&values), [].iter()), values);
        }
        assert_eq!(shown(&lines(&["retainer", "vip"])), "retainer, vip");
    }

    #[test]
    fn a_value_in_use_keeps_its_spelling() {
        let known = lines(&["Retainer", "VIP"]);
        assert_eq!(read(" retainer;vip ;; new", known.iter()), lines(&["Retainer", "VIP", "new"]));
        assert_eq!(read("a, A, a", [].iter()), lines(&["a"]));
    }
}
