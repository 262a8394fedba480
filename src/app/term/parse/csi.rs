//! Control sequences: arrows and function keys, what was held with them, the mouse, focus, and where a paste begins.

use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{LONGEST_SEQUENCE, Step};
use crate::app::term::input::Input;

/// `ESC [`: parameters, intermediates, a final letter.
pub(super) fn sequence(bytes: &[u8]) -> Step {
    match bytes.get(2) {
        None => return Step::Wait,
        // The Linux console's F1 to F5.
        Some(b'[') => return console_key(bytes),
        // A press in the oldest form: three bytes follow that are no letters.
        Some(b'M') => return old_mouse(bytes),
        Some(_) => {}
    }
    let Some(end) = bytes[2..].iter().position(|byte| !matches!(byte, 0x20..=0x3f)).map(|at| at + 2) else {
        return if bytes.len() > LONGEST_SEQUENCE { Step::Skip(bytes.len()) } else { Step::Wait };
    };
    if !matches!(bytes[end], 0x40..=0x7e) {
        // Broken off: the byte that broke it is looked at for itself.
        return Step::Skip(end);
    }
    let length = end + 1;
    let parameters = Parameters(&bytes[2..end]);
    match bytes[end] {
        b'M' | b'm' if parameters.0.first() == Some(&b'<') => mouse(length, &parameters, bytes[end] == b'm'),
        b'c' if parameters.0.first() == Some(&b'?') => Step::Answer(length),
        b'I' => Step::Said(length, Input::Focus(true)),
        b'O' => Step::Said(length, Input::Focus(false)),
        b'~' if parameters.number(0) == Some(200) => Step::Paste(length),
        last => match key(&parameters, last) {
            Some((code, modifiers)) if !parameters.is_release() => Step::key(length, code, modifiers),
            _ => Step::Skip(length),
        },
    }
}

/// `ESC O`: the keypad and, in some terminals, arrows and F1 to F4.
pub(super) fn single_shift(bytes: &[u8]) -> Step {
    let Some(last) = bytes.get(2) else { return Step::Wait };
    let code = match last {
        b'M' => KeyCode::Enter,
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        last => match arrow(*last) {
            Some(code) => code,
            None => return Step::Skip(2),
        },
    };
    Step::key(3, code, KeyModifiers::NONE)
}

fn console_key(bytes: &[u8]) -> Step {
    match bytes.get(3) {
        None => Step::Wait,
        Some(last @ b'A'..=b'E') => Step::key(4, KeyCode::F(last - b'A' + 1), KeyModifiers::NONE),
        Some(_) => Step::Skip(3),
    }
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

/// The key, with what was held down.
fn key(parameters: &Parameters<'_>, last: u8) -> Option<(KeyCode, KeyModifiers)> {
    let modifiers = parameters.modifiers();
    if let Some(code) = arrow(last) {
        // Any other first number makes it a report, such as where the cursor stands.
        return matches!(parameters.number(0), None | Some(1)).then_some((code, modifiers));
    }
    if last == b'Z' {
        return Some((KeyCode::BackTab, modifiers | KeyModifiers::SHIFT));
    }
    match (last, parameters.number(0)?) {
        (b'~', 27) => Some((coded(parameters.number(2)?)?, modifiers)),
        (b'~', number) => Some((numbered(number)?, modifiers)),
        (b'u', code) => Some((coded(code)?, modifiers)),
        _ => None,
    }
    .map(|(code, modifiers)| match code {
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => (KeyCode::BackTab, modifiers),
        code => (code, modifiers),
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        // The gaps are those of the keyboard these numbers come from.
        11..=15 => function(number - 10),
        17..=21 => function(number - 11),
        23..=26 => function(number - 12),
        28..=29 => function(number - 13),
        31..=34 => function(number - 14),
        _ => return None,
    })
}

fn function(number: u32) -> KeyCode {
    KeyCode::F(number as u8)
}

/// A key told by the letter it types.
fn coded(code: u32) -> Option<KeyCode> {
    Some(match code {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        code => KeyCode::Char(char::from_u32(code).filter(|letter| !letter.is_control())?),
    })
}

/// `<button;column;row`, columns and rows from one.
fn mouse(length: usize, parameters: &Parameters<'_>, is_release: bool) -> Step {
    let (Some(button), Some(column), Some(row)) = (parameters.number(0), parameters.number(1), parameters.number(2)) else {
        return Step::Skip(length);
    };
    let place = |number: u32| u16::try_from(number.saturating_sub(1)).unwrap_or(u16::MAX);
    press(length, button, is_release, (place(column), place(row)))
}

fn old_mouse(bytes: &[u8]) -> Step {
    let Some([button, column, row]) = bytes.get(3..6) else { return Step::Wait };
    let place = |byte: u8| u16::from(byte.saturating_sub(33));
    let button = u32::from(button.saturating_sub(32));
    press(6, button, button & 0b11 == 3 && button & 64 == 0, (place(*column), place(*row)))
}

fn press(length: usize, button: u32, is_release: bool, (column, row): (u16, u16)) -> Step {
    let which = match button & 0b11 {
        0 | 3 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (button & 0b1100_0000, button & 0b11) {
        (64, 0) => MouseEventKind::ScrollUp,
        (64, 1) => MouseEventKind::ScrollDown,
        (64, 2) => MouseEventKind::ScrollLeft,
        (64, _) => MouseEventKind::ScrollRight,
        (0, _) if is_release => MouseEventKind::Up(which),
        (0, 3) => MouseEventKind::Moved,
        (0, _) if button & 32 != 0 => MouseEventKind::Drag(which),
        (0, _) => MouseEventKind::Down(which),
        _ => return Step::Skip(length),
    };
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)] {
        if button & bit != 0 {
            modifiers |= modifier;
        }
    }
    Step::Said(length, Input::Mouse(MouseEvent { kind, column, row, modifiers }))
}

/// The numbers of a sequence: parted by `;`, their own parts by `:`.
struct Parameters<'a>(&'a [u8]);

impl Parameters<'_> {
    fn number(&self, at: usize) -> Option<u32> {
        self.part(at, 0)
    }

    fn part(&self, at: usize, part: usize) -> Option<u32> {
        let bytes = self.0.strip_prefix(b"<").unwrap_or(self.0);
        let number = bytes.split(|byte| *byte == b';').nth(at)?.split(|byte| *byte == b':').nth(part)?;
        std::str::from_utf8(number).ok()?.parse().ok()
    }

    fn modifiers(&self) -> KeyModifiers {
        let held = self.number(1).unwrap_or(1).saturating_sub(1);
        let mut modifiers = KeyModifiers::NONE;
        let all = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL), (8, KeyModifiers::SUPER)];
        for (bit, modifier) in all {
            if held & bit != 0 {
                modifiers |= modifier;
            }
        }
        modifiers
    }

    /// A key let go, in terminals that tell.
    fn is_release(&self) -> bool {
        self.part(1, 1) == Some(3)
    }
}
