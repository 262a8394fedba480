//! The table of bindings as an owner reads it: lines that say which keys do what, for one place or for all of them.
//!
//! The help draws them, the manual prints them. What a key does is decided by [`super::keymap`] alone.

use super::keymap::{Binding, Group, all};
use super::{Action, Scope};

/// A line: bindings of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub group: Group,
    /// The first key of each thing it does; for a command what is typed.
    pub keys: Vec<String>,
    /// Further keys that do the same.
    pub others: Vec<String>,
    /// What it does.
    pub name: &'static str,
    /// A sentence or two more.
    pub more: &'static str,
    /// Other words it is found by.
    pub also: &'static str,
    /// What is typed after `:`, for commands.
    pub word: &'static str,
    /// What it does when run: the first binding's.
    pub action: Action,
    /// Whether it can be run from the help: it does one thing, and that is neither moving nor typing.
    pub runs: bool,
}

impl Line {
    fn of(binding: &Binding, ascii: bool) -> Line {
        let mut line = Line {
            group: binding.group,
            keys: Vec::new(),
            others: Vec::new(),
            name: binding.name,
            more: binding.more,
            also: binding.also,
            word: binding.word,
            action: binding.action,
            runs: !matches!(binding.group, Group::Moving | Group::Text)
                && !matches!(binding.action, Action::Help | Action::Interrupt),
        };
        line.add(binding, ascii, false);
        line
    }

    /// Takes in one more binding of the name: keys of something the line does already stand with the others.
    fn add(&mut self, binding: &Binding, ascii: bool, done_already: bool) {
        let mut keys: Vec<String> = binding.keys.iter().map(|key| key.shown(ascii)).collect();
        if keys.is_empty() {
            keys.push(format!(": {}", binding.word));
        }
        if !done_already {
            self.keys.push(keys.remove(0));
        }
        self.others.extend(keys);
    }

    /// The keys of the column, digits in a row gathered: `1 – 9`.
    #[must_use]
    pub fn gathered(&self) -> Vec<String> {
        let digit = |key: &String| key.parse::<u32>().ok().filter(|_| key.len() == 1);
        let digits: Option<Vec<u32>> = self.keys.iter().map(digit).collect();
        match digits.as_deref() {
            Some([first, .., last]) if last > first && last - first == self.keys.len() as u32 - 1 => {
                vec![format!("{first} – {last}")]
            }
            _ => self.keys.clone(),
        }
    }

    /// The keys as the column of keys shows them.
    #[must_use]
    pub fn column(&self) -> String {
        let keys = self.gathered();
        let single = keys.len() == 2 && keys.iter().all(|key| key.chars().count() == 1);
        keys.join(if single { "  " } else { " " })
    }

    /// What it does, with the further keys behind.
    #[must_use]
    pub fn words(&self) -> String {
        if self.others.is_empty() { self.name.to_owned() } else { format!("{} (also {})", self.name, self.others.join(" ")) }
    }

    /// Every key of it.
    pub fn every_key(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().chain(&self.others).map(String::as_str)
    }
}

/// Lines under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The heading.
    pub heading: &'static str,
    /// What stands under it.
    pub lines: Vec<Line>,
}

/// What a scope is called where its keys are listed.
#[must_use]
pub fn title(scope: Scope) -> &'static str {
    match scope {
        Scope::Welcome => "First screen",
        Scope::Customers => "Customers",
        Scope::Matrix => "Matrix",
        Scope::Concentration => "Concentration",
        Scope::Beach => "Beach",
        Scope::Practice => "Practice",
        Scope::Gate => "Scope gate",
        Scope::Rating => "Rate",
        Scope::Placing => "Place",
        Scope::Filter => "Filter",
        Scope::Help => "Help",
        Scope::Palette => "Commands",
        Scope::Form | Scope::Choice | Scope::Notes => "Form",
        Scope::List => "List",
        Scope::Question => "Question",
    }
}

/// The help of a scope: every key of it, and the commands where a tab lies below, by group.
#[must_use]
pub fn help(scope: Scope, ascii: bool) -> Vec<Chapter> {
    let groups = [Group::Tab, Group::Moving, Group::Text, Group::Anywhere, Group::Data];
    let chapter = |group: Group| Chapter { heading: group.heading(), lines: lines(&[scope], &[group], ascii) };
    groups.into_iter().map(chapter).filter(|chapter| !chapter.lines.is_empty()).collect()
}

/// The places of the program that have keys of their own, what they are called, and the groups listed there. What is
/// the same on every tab is listed once.
const PLACES: &[(&str, &[Scope], &[Group])] = &[
    ("Customers", &[Scope::Customers], &[Group::Tab]),
    ("Matrix", &[Scope::Matrix], &[Group::Tab]),
    ("Concentration", &[Scope::Concentration], &[Group::Tab]),
    ("Beach", &[Scope::Beach], &[Group::Tab]),
    ("Practice", &[Scope::Practice], &[Group::Tab]),
    (
        "Moving, on every tab",
        &[Scope::Customers, Scope::Matrix, Scope::Concentration, Scope::Beach, Scope::Practice],
        &[Group::Moving],
    ),
    ("Anywhere", &Scope::ALL, &[Group::Anywhere]),
    ("Commands, after :", &[Scope::Customers, Scope::Matrix, Scope::Concentration, Scope::Beach, Scope::Practice], &[Group::Data]),
    ("While a filter is typed", &[Scope::Filter], &[Group::Tab, Group::Moving]),
    ("While a digit is awaited", &[Scope::Rating, Scope::Placing], &[Group::Tab, Group::Moving]),
    ("The scope gate, before new work", &[Scope::Gate], &[Group::Tab, Group::Moving]),
    ("Forms", &[Scope::Form, Scope::Choice, Scope::Notes], &[Group::Tab, Group::Moving]),
    ("In a text field", &Scope::ALL, &[Group::Text]),
    ("The commands, while one is searched", &[Scope::Palette], &[Group::Tab, Group::Moving]),
    ("This help", &[Scope::Help], &[Group::Tab, Group::Moving]),
    ("History, messages, attention, copies", &[Scope::List], &[Group::Tab, Group::Moving]),
    ("Questions", &[Scope::Question], &[Group::Tab, Group::Moving]),
    ("The first screen", &[Scope::Welcome], &[Group::Tab, Group::Moving]),
];

/// Every key and command of the program, by place.
#[must_use]
pub fn everything(ascii: bool) -> Vec<Chapter> {
    PLACES.iter().map(|(heading, scopes, groups)| Chapter { heading, lines: lines(scopes, groups, ascii) }).collect()
}

fn lines(scopes: &[Scope], groups: &[Group], ascii: bool) -> Vec<Line> {
    let mut lines: Vec<(Line, Vec<Action>)> = Vec::new();
    let wanted = |binding: &&Binding| groups.contains(&binding.group) && scopes.iter().any(|scope| binding.is_in(*scope));
    for binding in all().iter().filter(wanted) {
        match lines.iter_mut().find(|(line, _)| line.name == binding.name) {
            Some((line, actions)) => {
                let done_already = actions.contains(&binding.action);
                line.add(binding, ascii, done_already);
                if !done_already {
                    actions.push(binding.action);
                    line.runs = false;
                }
            }
            None => lines.push((Line::of(binding, ascii), vec![binding.action])),
        }
    }
    for (line, _) in &mut lines {
        let mut seen: Vec<String> = line.keys.clone();
        line.others.retain(|key| {
            !seen.contains(key) && {
                seen.push(key.clone());
                true
            }
        });
    }
    let mut lines: Vec<Line> = lines.into_iter().map(|(line, _)| line).collect();
    lines.sort_by_key(|line| groups.iter().position(|group| *group == line.group));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(scope: Scope, name: &str) -> Line {
        help(scope, false).into_iter().flat_map(|chapter| chapter.lines).find(|line| line.name == name).unwrap()
    }

    #[test]
    fn one_key_of_each_thing_stands_in_the_column_the_others_in_the_words() {
        let shown = |name| (line(Scope::Customers, name).column(), line(Scope::Customers, name).words());
        let both = |column: &str, words: &str| (column.to_owned(), words.to_owned());
        assert_eq!(shown("Move"), both("↑ ↓ ← →", "Move (also k j h l)"));
        assert_eq!(shown("First · last"), both("g  G", "First · last (also Home End)"));
        assert_eq!(shown("Undo"), both("u", "Undo (also Ctrl+Z)"));
        assert_eq!(shown("Make a copy now"), both(": backup", "Make a copy now"));
        assert_eq!(line(Scope::Choice, "Choose by its place").column(), "1 – 9");
        assert_eq!(line(Scope::Welcome, "Look around a sample book").column(), "1");
    }

    #[test]
    fn a_line_runs_where_it_does_one_thing() {
        assert!(line(Scope::Customers, "Undo").runs && line(Scope::Form, "Save").runs);
        for name in ["Move", "First · last", "One step back. Never quits", "This help"] {
            assert!(!line(Scope::Customers, name).runs, "{name}");
        }
    }

    #[test]
    fn every_key_of_every_scope_is_listed_at_its_place() {
        let everything = everything(false);
        for binding in all() {
            for scope in binding.scopes {
                let at = |(_, scopes, groups): &(_, &[Scope], &[Group])| scopes.contains(scope) && groups.contains(&binding.group);
                let place = PLACES.iter().position(at).unwrap_or_else(|| panic!("{} of {scope:?} has no place", binding.name));
                let listed: Vec<&Line> = everything[place].lines.iter().filter(|line| line.name == binding.name).collect();
                assert_eq!(listed.len(), 1, "{} of {scope:?}", binding.name);
                for key in binding.keys {
                    assert_eq!(listed[0].every_key().filter(|known| **known == key.to_string()).count(), 1, "{key} in {scope:?}");
                }
            }
        }
    }
}
