//! What the terminal can do: whether it can be drawn on at all, how many colours it has, whether it is light or dark.
//!
//! Judged from the variables of the environment, which `main` hands in, and from the terminal's own answer
//! ([`super::term::input::Input::Background`]), which comes when it comes. Knows no roles and no colours; the theme does.

/// A variable of the environment; one that is empty counts as absent.
pub type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// How many colours can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None, or none are wanted.
    Mono,
    /// The sixteen names.
    Sixteen,
    /// The palette of 256.
    Indexed,
    /// Every colour.
    True,
}

/// What text is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Dark, with light text.
    Dark,
    /// Light, with dark text.
    Light,
}

/// What the environment says about the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Its colours.
    pub depth: Depth,
    /// Only ASCII marks can be trusted to show.
    pub ascii: bool,
    /// Its background, where `COLORFGBG` tells; dark is the usual guess.
    pub background: Option<Background>,
    /// It takes a title and gives the old one back, and can be asked for its background.
    pub is_able: bool,
}

/// Light above this: half the lightness the eye sees (L* 50) is this much of the light.
const HALF_LIGHT: f64 = 0.184;

impl Look {
    /// Judges the environment.
    #[must_use]
    pub fn of(variable: Variable<'_>) -> Look {
        let term = variable("TERM").unwrap_or_default();
        Look {
            depth: if variable("NO_COLOR").is_some() { Depth::Mono } else { depth(&term, variable) },
            ascii: shows_ascii_only(variable),
            background: variable("COLORFGBG").and_then(|colours| Background::from_colours(&colours)),
            is_able: is_able(&term),
        }
    }
}

impl Background {
    /// `COLORFGBG`: numbers of the sixteen colours, the background's last.
    fn from_colours(colours: &str) -> Option<Background> {
        match colours.rsplit(';').next()?.trim().parse::<u8>().ok()? {
            0..=6 | 8 => Some(Background::Dark),
            7 | 9..=15 => Some(Background::Light),
            _ => None,
        }
    }

    /// What a terminal answers: `rgb:1e1e/1e1e/2e2e`, each part of one to four digits, or `#1e1e2e`.
    pub(crate) fn from_answer(answer: &[u8]) -> Option<Background> {
        let answer = std::str::from_utf8(answer).ok()?;
        let parts: Vec<&str> = if let Some(parts) = answer.strip_prefix("rgb:").or_else(|| answer.strip_prefix("rgba:")) {
            parts.split('/').collect()
        } else {
            let digits = answer.strip_prefix('#').filter(|digits| digits.is_ascii() && matches!(digits.len(), 6 | 12))?;
            let third = digits.len() / 3;
            vec![&digits[..third], &digits[third..2 * third], &digits[2 * third..]]
        };
        let [red, green, blue, ..] = parts[..] else { return None };
        let light = 0.2126 * light(red)? + 0.7152 * light(green)? + 0.0722 * light(blue)?;
        Some(if light > HALF_LIGHT { Background::Light } else { Background::Dark })
    }
}

/// How much light a part of a colour gives, from 0 to 1.
fn light(digits: &str) -> Option<f64> {
    if !matches!(digits.len(), 1..=4) {
        return None;
    }
    let most = f64::from((1_u32 << (4 * digits.len())) - 1);
    let part = f64::from(u32::from_str_radix(digits, 16).ok()?) / most;
    Some(if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) })
}

fn depth(term: &str, variable: Variable<'_>) -> Depth {
    if is_dumb(term) || ["vt52", "vt100", "vt102", "vt220", "vt320"].contains(&term) {
        return Depth::Mono;
    }
    if matches!(term, "linux" | "ansi" | "cons25" | "sun" | "Eterm") {
        return Depth::Sixteen;
    }
    // GNU screen passes the variable of the terminal it runs in on, but not the colours.
    let is_screen = term.starts_with("screen") && variable("TMUX").is_none();
    let says_true = matches!(variable("COLORTERM").as_deref(), Some("truecolor" | "24bit"));
    let is_true = ["kitty", "alacritty", "ghostty", "wezterm", "foot", "direct"].iter().any(|name| term.contains(name))
        || variable("WT_SESSION").is_some();
    if (says_true || is_true) && !is_screen {
        Depth::True
    } else if term.contains("256") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}

/// Whether a title and a question do no harm. Terminals that know neither would print them.
fn is_able(term: &str) -> bool {
    let old = ["linux", "ansi", "cons25", "sun", "Eterm"].contains(&term) || term.starts_with("vt");
    // GNU screen asks every terminal it is shown on and answers out of turn.
    !old && !is_dumb(term) && !term.starts_with("screen")
}

fn is_dumb(term: &str) -> bool {
    matches!(term, "" | "dumb" | "unknown")
}

/// A terminal or a locale that cannot show more than ASCII.
#[must_use]
pub fn shows_ascii_only(variable: Variable<'_>) -> bool {
    if matches!(variable("TERM").as_deref(), Some("dumb" | "linux")) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// Whether the terminal can be drawn on and its owner wants that: not where it is dumb, not where a screen reader reads.
#[must_use]
pub fn can_draw(variable: Variable<'_>) -> bool {
    cfg!(unix) && !is_dumb(&variable("TERM").unwrap_or_default()) && variable("ACCESSIBLE").is_none()
}

#[cfg(test)]
#[path = "look_tests.rs"]
mod tests;
