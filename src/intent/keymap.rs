//! Reading the table of bindings: what a key means in a scope, the hints of the footer, the commands of the palette.
//!
//! The rows are in [`super::table`]; how they read as help is [`super::manual`]. Nobody else decides what a key does.

use super::table::BINDINGS;
use super::{Action, Key, Scope, Tab};
use crate::domain::period::Period;

/// Where a binding stands in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What this screen does.
    Tab,
    /// Getting about.
    Moving,
    /// The same on every screen.
    Anywhere,
    /// The book as a whole.
    Data,
    /// Editing text.
    Text,
}

impl Group {
    /// Its heading in the help.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Group::Tab => "On this screen",
            Group::Moving => "Moving",
            Group::Anywhere => "Anywhere",
            Group::Data => "Your data",
            Group::Text => "In a text field",
        }
    }
}

/// A hint of the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    /// Keys as shown; empty: the first key of the binding.
    pub keys: &'static str,
    /// At most a few words.
    pub verb: &'static str,
    /// Place in the footer; 90 and above stand at its right end.
    pub rank: u8,
}

/// A row of the table: keys or a command, and what they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it works.
    pub scopes: &'static [Scope],
    /// Its keys, the first one shown in the footer; none for a command.
    pub keys: &'static [Key],
    /// What it does.
    pub action: Action,
    /// Its place in the help.
    pub group: Group,
    /// What it does, in words. Neighbours of the same name share a line of the help.
    pub name: &'static str,
    /// A sentence or two for the palette.
    pub more: &'static str,
    /// Other words it is found by.
    pub also: &'static str,
    /// What is typed after `:`, for commands.
    pub word: &'static str,
    /// What may follow the word.
    pub argument: &'static str,
    /// Its hint.
    pub hint: Option<Hint>,
}

impl Binding {
    pub(super) const fn more(self, more: &'static str) -> Binding {
        Binding { more, ..self }
    }

    pub(super) const fn also(self, also: &'static str) -> Binding {
        Binding { also, ..self }
    }

    pub(super) const fn word(self, word: &'static str) -> Binding {
        Binding { word, ..self }
    }

    pub(super) const fn argument(self, argument: &'static str) -> Binding {
        Binding { argument, ..self }
    }

    pub(super) const fn hint(self, keys: &'static str, verb: &'static str, rank: u8) -> Binding {
        Binding { hint: Some(Hint { keys, verb, rank }), ..self }
    }

    /// Whether it works in a scope.
    #[must_use]
    pub fn is_in(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

/// Every binding and command.
#[must_use]
pub fn all() -> &'static [Binding] {
    BINDINGS
}

/// What a key means in a scope. Letters of a layout without Latin ones mean the key in the same place, where no text
/// is taken.
#[must_use]
pub fn lookup(scope: Scope, key: Key) -> Option<&'static Binding> {
    let find = |key: Key| BINDINGS.iter().find(|binding| binding.is_in(scope) && binding.keys.contains(&key));
    find(key).or_else(|| if scope.takes_text() { None } else { find(key.on_a_latin_keyboard()?) })
}

/// The first key of an action in a scope.
#[must_use]
pub fn key_of(scope: Scope, action: Action) -> Option<Key> {
    BINDINGS.iter().find(|binding| binding.action == action && binding.is_in(scope))?.keys.first().copied()
}

/// A hint ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its keys.
    pub keys: String,
    /// Its verb.
    pub verb: &'static str,
    /// What it does when clicked.
    pub action: Action,
    /// Its place.
    pub rank: u8,
}

/// The hints of a scope in their order, without those that are refused now.
#[must_use]
pub fn hints(scope: Scope, ascii: bool, refuses: impl Fn(Action) -> bool) -> Vec<Shown> {
    let in_scope = BINDINGS.iter().filter(|binding| binding.is_in(scope));
    let mut hints: Vec<Shown> = in_scope
        .filter_map(|binding| {
            let hint = binding.hint?;
            let keys = match (hint.keys, ascii) {
                ("", _) => binding.keys.first()?.shown(ascii),
                ("↑↓", true) => "Up Down".to_owned(),
                ("←→", true) => "Left Right".to_owned(),
                (keys, _) => keys.to_owned(),
            };
            (!refuses(binding.action)).then_some(Shown { keys, verb: hint.verb, action: binding.action, rank: hint.rank })
        })
        .collect();
    hints.sort_by_key(|hint| hint.rank);
    hints
}

/// The rows the palette offers over a tab: all that is bound there or named by a word, but for moving and typing.
pub fn commands(tab: Tab) -> impl Iterator<Item = &'static Binding> {
    let moves = |binding: &Binding| {
        matches!(binding.group, Group::Moving | Group::Text) || matches!(binding.action, Action::Palette | Action::Interrupt)
    };
    BINDINGS.iter().filter(move |binding| binding.is_in(tab.scope()) && !moves(binding))
}

/// What a command typed in full asks for: `period 2026Q3`. `None` when it is none; the message when its end is wrong.
#[must_use]
pub fn typed(text: &str) -> Option<Result<Action, String>> {
    let text = text.trim();
    if let Some(binding) = BINDINGS.iter().find(|binding| !binding.word.is_empty() && binding.word.eq_ignore_ascii_case(text)) {
        return Some(Ok(binding.action));
    }
    let (word, rest) = text.split_once(' ')?;
    if !word.eq_ignore_ascii_case("period") {
        return None;
    }
    Some(Period::parse(rest).map(Action::Period).ok_or_else(|| {
        format!("A period is 12m, 3m, 1m, all, 2026 or 2026Q3; \"{}\" is not.", crate::domain::text::shown(rest, 20))
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::intent::manual::{Line, help};

    #[test]
    fn no_key_is_bound_twice_in_a_scope() {
        for scope in Scope::ALL {
            let mut seen = BTreeSet::new();
            for binding in BINDINGS.iter().filter(|binding| binding.is_in(scope)) {
                for key in binding.keys {
                    assert!(seen.insert(*key), "{key} is bound twice in {scope:?}");
                }
            }
        }
    }

    #[test]
    fn every_key_of_a_scope_is_in_its_help_and_help_is_in_every_footer() {
        for scope in Scope::ALL {
            let help: Vec<Line> = help(scope, false).into_iter().flat_map(|chapter| chapter.lines).collect();
            for binding in BINDINGS.iter().filter(|binding| binding.is_in(scope)) {
                for key in binding.keys {
                    let shown = key.to_string();
                    let found = help.iter().any(|line| line.name == binding.name && line.every_key().any(|known| known == shown));
                    assert!(found, "{key} in {scope:?} is not in its help");
                }
            }
            let shown = hints(scope, false, |_| false);
            assert!(scope == Scope::Help || shown.iter().any(|hint| hint.action == Action::Help), "{scope:?}");
        }
    }

    #[test]
    fn esc_never_quits_and_no_letter_is_bound_where_text_is_taken() {
        for scope in Scope::ALL {
            let esc = lookup(scope, Key::parse("esc").unwrap()).unwrap();
            assert_eq!(esc.action, Action::Back, "{scope:?}");
            if scope.takes_text() {
                for binding in BINDINGS.iter().filter(|binding| binding.is_in(scope)) {
                    assert!(binding.keys.iter().all(|key| key.typed().is_none()), "{:?} in {scope:?}", binding.keys);
                }
            }
        }
    }

    #[test]
    fn names_and_verbs_are_short_and_words_are_unique() {
        let mut words = BTreeSet::new();
        for binding in BINDINGS {
            assert!(!binding.name.is_empty() && binding.name.chars().count() <= 42, "{}", binding.name);
            assert!(binding.word.is_empty() || words.insert(binding.word), "{} twice", binding.word);
            assert!(!binding.keys.is_empty() || !binding.word.is_empty(), "{} can be reached by nothing", binding.name);
        }
    }

    #[test]
    fn a_command_may_be_typed_whole() {
        assert_eq!(typed("backup"), Some(Ok(Action::Backup)));
        assert_eq!(typed("Theme Dark"), Some(Ok(Action::Theme(crate::ui::Mode::Dark))));
        assert_eq!(typed("period 3m"), Some(Ok(Action::Period(Period::Months(3)))));
        assert!(typed("period soon").unwrap().is_err());
        assert_eq!(typed("harbourline"), None);
    }

    #[test]
    fn cyrillic_letters_press_the_key_in_their_place() {
        assert_eq!(lookup(Scope::Customers, Key::char('ф')).unwrap().action, Action::Add);
        assert!(lookup(Scope::Filter, Key::char('ф')).is_none());
    }
}
