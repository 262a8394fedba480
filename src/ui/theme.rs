//! Colours by role: ten roles, in as many colours as the terminal has.
//!
//! Text and background are the terminal's own. Nothing else in the program names a colour. A meaning never rests on
//! colour alone: whoever draws adds a shape or a word.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What is read.
    Text,
    /// Labels, hints, units.
    Muted,
    /// Borders, rules, empty marks; never words.
    Faint,
    /// Focus, the active tab, the current row, keys.
    Accent,
    /// Bars of what is sure: quieter than what has the cursor.
    Calm,
    /// Every other of them, so that two that touch are told apart.
    OtherCalm,
    /// Passes.
    Good,
    /// Notice.
    Care,
    /// Over the limit, failing.
    Bad,
    /// The beach, and nothing else.
    Sand,
}

/// On what the colours lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// A dark terminal.
    #[default]
    Dark,
    /// A light one.
    Light,
    /// No colours: bold, underline and reverse remain.
    Mono,
}

/// How many colours there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Depth {
    /// Sixteen million.
    #[default]
    True,
    /// 256.
    Indexed,
    /// The sixteen names, in the terminal's own shades.
    Named,
}

/// The colours of this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Theme {
    /// On what.
    pub mode: Mode,
    /// How many.
    pub depth: Depth,
}

/// A colour in three depths.
struct Shade(u32, u32, Color);

const ROLES: [(Role, Shade); 9] = [
    (Role::Muted, Shade(0x009a_a4b2, 0x0057_606a, Color::DarkGray)),
    (Role::Faint, Shade(0x005b_6472, 0x0084_8d98, Color::DarkGray)),
    (Role::Accent, Shade(0x006c_b6ff, 0x000b_5cc2, Color::Blue)),
    (Role::Calm, Shade(0x007f_9ac0, 0x0047_6a91, Color::Blue)),
    (Role::OtherCalm, Shade(0x005b_87b2, 0x0025_5a86, Color::Blue)),
    (Role::Good, Shade(0x0056_c2c9, 0x000a_7078, Color::Cyan)),
    (Role::Care, Shade(0x00e5_a84b, 0x008a_5200, Color::Yellow)),
    (Role::Bad, Shade(0x00f2_7e63, 0x00b2_3a1e, Color::Red)),
    (Role::Sand, Shade(0x00d9_c08c, 0x008c_6d1f, Color::Yellow)),
];

impl Theme {
    /// The colour of a role; the terminal's own for text and where there are no colours.
    #[must_use]
    pub fn color(&self, role: Role) -> Color {
        let Some((_, shade)) = ROLES.iter().find(|(known, _)| *known == role) else { return Color::Reset };
        let rgb = match self.mode {
            Mode::Dark => shade.0,
            Mode::Light => shade.1,
            Mode::Mono => return Color::Reset,
        };
        let [_, r, g, b] = rgb.to_be_bytes();
        match self.depth {
            Depth::True => Color::Rgb(r, g, b),
            Depth::Indexed => Color::Indexed(nearest_indexed(r, g, b)),
            Depth::Named => shade.2,
        }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let style = Style::new().fg(self.color(role));
        // Without colours the quiet roles are told apart by weight.
        match (self.mode, role) {
            (Mode::Mono, Role::Muted | Role::Faint) => style.add_modifier(Modifier::DIM),
            (Mode::Mono, Role::Bad | Role::Care) => style.add_modifier(Modifier::BOLD),
            _ => style,
        }
    }

    /// The style of a role, bold.
    #[must_use]
    pub fn bold(&self, role: Role) -> Style {
        self.style(role).remove_modifier(Modifier::DIM).add_modifier(Modifier::BOLD)
    }
}

/// The nearest of the 240 fixed colours of a 256-colour terminal.
fn nearest_indexed(r: u8, g: u8, b: u8) -> u8 {
    const LEVELS: [i32; 6] = [0, 95, 135, 175, 215, 255];
    let target = [r, g, b].map(i32::from);
    let distance = |colour: [i32; 3]| (0..3).map(|at| (colour[at] - target[at]).pow(2)).sum::<i32>();
    let cube = (0..216u8).map(|at| {
        let level = |step: u8| LEVELS[usize::from(step)];
        (16 + at, [level(at / 36), level(at / 6 % 6), level(at % 6)])
    });
    let greys = (0..24u8).map(|at| (232 + at, [8 + 10 * i32::from(at); 3]));
    cube.chain(greys).min_by_key(|(_, colour)| distance(*colour)).map_or(15, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Black, near black; white, cream: what terminals write on.
    const GROUNDS: [(Mode, [Shown; 2]); 2] =
        [(Mode::Dark, [(0, 0, 0), (0x15, 0x16, 0x1a)]), (Mode::Light, [(255, 255, 255), (0xfd, 0xf6, 0xe3)])];

    /// Red, green and blue.
    type Shown = (u8, u8, u8);

    /// The light a colour gives, as WCAG 2 reckons it.
    fn light((r, g, b): Shown) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }

    fn contrast(one: Shown, other: Shown) -> f64 {
        let (one, other) = (light(one) + 0.05, light(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn words_stand_out_from_what_they_are_written_on_and_marks_can_be_seen() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 1e-9);
        for (mode, grounds) in GROUNDS {
            let theme = Theme { mode, depth: Depth::True };
            for (role, _) in &ROLES {
                // Faint draws lines and empty marks, sand the beach: never words.
                let least = if matches!(role, Role::Faint | Role::Sand) { 3.0 } else { 4.5 };
                let Color::Rgb(r, g, b) = theme.color(*role) else { panic!("{role:?} has no colour") };
                for ground in grounds {
                    let found = contrast((r, g, b), ground);
                    assert!(found >= least, "{role:?} on {ground:?} in {mode:?}: {found:.2} is less than {least}");
                }
            }
        }
    }

    #[test]
    fn without_colours_weight_tells_roles_apart_and_text_is_always_the_terminals_own() {
        let mono = Theme { mode: Mode::Mono, depth: Depth::True };
        for (role, _) in &ROLES {
            assert_eq!(mono.style(*role).fg, Some(Color::Reset), "{role:?}");
        }
        assert!(mono.style(Role::Bad).add_modifier.contains(Modifier::BOLD));
        assert!(mono.style(Role::Faint).add_modifier.contains(Modifier::DIM));
        assert_eq!(Theme::default().color(Role::Text), Color::Reset);
    }

    #[test]
    fn fewer_colours_come_near_and_sixteen_are_the_terminals_names() {
        assert_eq!([nearest_indexed(255, 0, 0), nearest_indexed(0, 0, 0), nearest_indexed(8, 8, 8)], [196, 16, 232]);
        // Bars that touch are told apart in 256 colours too.
        for mode in [Mode::Dark, Mode::Light] {
            let theme = Theme { mode, depth: Depth::Indexed };
            let shades = [Role::Accent, Role::Calm, Role::OtherCalm].map(|role| theme.color(role));
            assert!(shades[0] != shades[1] && shades[1] != shades[2] && shades[0] != shades[2], "{mode:?}: {shades:?}");
        }
        let named = Theme { mode: Mode::Dark, depth: Depth::Named };
        assert_eq!([named.color(Role::Accent), named.color(Role::Care)], [Color::Blue, Color::Yellow]);
    }
}
