//! Colours by role: eight roles and one ramp, in as many colours as the terminal has.
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

const ROLES: [(Role, Shade); 7] = [
    (Role::Muted, Shade(0x009a_a4b2, 0x0057_606a, Color::DarkGray)),
    (Role::Faint, Shade(0x005b_6472, 0x008a_939e, Color::DarkGray)),
    (Role::Accent, Shade(0x006c_b6ff, 0x000b_5cc2, Color::Blue)),
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
