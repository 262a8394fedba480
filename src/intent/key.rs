//! A key as the table of bindings names it, free of any terminal.

use std::fmt;

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A printable character; upper case where shift makes it so.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Tabulator with shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with its modifiers. Shift is part of a printable character and otherwise left out, but for [`Code::BackTab`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl Key {
    /// A key alone.
    #[must_use]
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    /// A character alone.
    #[must_use]
    pub const fn char(letter: char) -> Key {
        Key::plain(Code::Char(letter))
    }

    /// A character with Ctrl.
    #[must_use]
    pub const fn ctrl(letter: char) -> Key {
        Key { code: Code::Char(letter), ctrl: true, alt: false }
    }

    /// A key with Ctrl.
    #[must_use]
    pub const fn with_ctrl(code: Code) -> Key {
        Key { code, ctrl: true, alt: false }
    }

    /// A key with Alt.
    #[must_use]
    pub const fn with_alt(code: Code) -> Key {
        Key { code, ctrl: false, alt: true }
    }

    /// The character it types; `None` for everything else.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self {
            Key { code: Code::Char(letter), ctrl: false, alt: false } => Some(letter),
            _ => None,
        }
    }

    /// The key of a name as tests write it: `j`, `enter`, `ctrl-s`, `shift-tab`, `space`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Key> {
        let (ctrl, rest) = name.strip_prefix("ctrl-").map_or((false, name), |rest| (true, rest));
        let (alt, rest) = rest.strip_prefix("alt-").map_or((false, rest), |rest| (true, rest));
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next(), rest) {
            (Some(letter), None, _) => Code::Char(letter),
            (.., "space") => Code::Char(' '),
            (.., "enter") => Code::Enter,
            (.., "esc") => Code::Esc,
            (.., "tab") => Code::Tab,
            (.., "shift-tab") => Code::BackTab,
            (.., "backspace") => Code::Backspace,
            (.., "delete") => Code::Delete,
            (.., "up") => Code::Up,
            (.., "down") => Code::Down,
            (.., "left") => Code::Left,
            (.., "right") => Code::Right,
            (.., "home") => Code::Home,
            (.., "end") => Code::End,
            (.., "pageup") => Code::PageUp,
            (.., "pagedown") => Code::PageDown,
            (Some('f'), Some(_), number) => Code::F(number[1..].parse().ok()?),
            _ => return None,
        };
        Some(Key { code, ctrl, alt })
    }

    /// The letter on the same place of a Latin keyboard, for letters of layouts without Latin ones.
    #[must_use]
    pub fn on_a_latin_keyboard(self) -> Option<Key> {
        const OTHERS: [(&str, &str); 3] = [
            ("qwertyuiop[]asdfghjkl;'zxcvbnm,./", "йцукенгшщзхъфывапролджэячсмитьбю."),
            ("QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?", "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"),
            ("ertyuiopasdfghjklzxcvbnmERTYUIOPASDFGHJKLZXCVBNM", "ερτυθιοπασδφγηξκλζχψωβνμΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ"),
        ];
        let Code::Char(letter) = self.code else { return None };
        if letter.is_ascii() {
            return None;
        }
        let found = OTHERS.iter().find_map(|(latin, other)| {
            let at = other.chars().position(|known| known == letter)?;
            latin.chars().nth(at)
        });
        found.map(|letter| Key { code: Code::Char(letter), ..self })
    }

    /// The key as help and footer show it; `ascii` where there are no arrows.
    #[must_use]
    pub fn shown(self, ascii: bool) -> String {
        let name = match self.code {
            Code::Char(' ') => "Space".to_owned(),
            Code::Char(letter) if self.ctrl => letter.to_uppercase().collect(),
            Code::Char(letter) => letter.to_string(),
            Code::Enter => if ascii { "Enter" } else { "⏎" }.to_owned(),
            Code::Esc => "Esc".to_owned(),
            Code::Tab => "Tab".to_owned(),
            Code::BackTab => "Shift+Tab".to_owned(),
            Code::Backspace => "Backspace".to_owned(),
            Code::Delete => "Del".to_owned(),
            Code::Up => if ascii { "Up" } else { "↑" }.to_owned(),
            Code::Down => if ascii { "Down" } else { "↓" }.to_owned(),
            Code::Left => if ascii { "Left" } else { "←" }.to_owned(),
            Code::Right => if ascii { "Right" } else { "→" }.to_owned(),
            Code::Home => "Home".to_owned(),
            Code::End => "End".to_owned(),
            Code::PageUp => "PgUp".to_owned(),
            Code::PageDown => "PgDn".to_owned(),
            Code::F(number) => format!("F{number}"),
        };
        match (self.ctrl, self.alt) {
            (true, _) => format!("Ctrl+{name}"),
            (_, true) => format!("Alt+{name}"),
            _ => name,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_named() {
        for (name, shown) in
            [("j", "j"), ("ctrl-s", "Ctrl+S"), ("shift-tab", "Shift+Tab"), ("space", "Space"), ("f1", "F1"), ("G", "G")]
        {
            assert_eq!(Key::parse(name).unwrap().to_string(), shown);
        }
        assert_eq!(Key::parse("nonsense"), None);
        assert_eq!(Key::plain(Code::Up).shown(true), "Up");
    }

    #[test]
    fn other_layouts_press_the_key_in_the_same_place() {
        let latin = |letter| Key::char(letter).on_a_latin_keyboard();
        assert_eq!([latin('о'), latin('й'), latin('φ'), latin('Ц')], ['j', 'q', 'f', 'W'].map(|letter| Some(Key::char(letter))));
        assert_eq!((latin('j'), latin('é')), (None, None));
    }
}
