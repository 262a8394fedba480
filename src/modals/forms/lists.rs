//! Lists in one line: tags and ids as an owner types them.

use std::collections::{BTreeMap, BTreeSet};

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

/// The values of such a field, parted by commas or semicolons, without doubles. `known` are values in use: their
/// spelling is taken, and one that holds a comma stays whole.
pub(super) fn read<'a>(text: &str, known: impl Iterator<Item = &'a Line>) -> Vec<Line> {
    let known: BTreeMap<String, &Line> = known.map(|value| (value.key(), value)).collect();
    let mut keys = BTreeSet::new();
    let mut values = Vec::new();
    let mut take = |value: Line| {
        let key = value.key();
        let spelled = known.get(&key).map_or(value, |known| (*known).clone());
        if keys.insert(key) {
            values.push(spelled);
        }
    };
    for piece in split(text) {
        if known.contains_key(&piece.key()) {
            take(piece);
        } else {
            piece.as_str().split(',').filter_map(Line::some).for_each(&mut take);
        }
    }
    values
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
            assert_eq!(read(&shown(&values), values.iter()), values);
        }
        assert_eq!(shown(&lines(&["retainer", "vip"])), "retainer, vip");
    }

    #[test]
    fn a_value_in_use_keeps_its_spelling() {
        let known = lines(&["Retainer", "VIP"]);
        assert_eq!(read(" retainer;vip ;, new", known.iter()), lines(&["Retainer", "VIP", "new"]));
        assert_eq!(read("a, A, a", [].iter()), lines(&["a"]));
    }
}
