//! The plot as it looks, with the sixteen customers of a design studio.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::{Caption, Captions, Class, Dot, Scatter};
use crate::ui::{Canvas, Depth, Glyphs, Hits, Look, Mode, Role, Theme};
use Class::{Large, Middle, Small};

/// Customers by the ratings 1 to 5 of fit and mood; a 3 on the high side of the cut scores 61.
pub(super) fn customers() -> Vec<Dot<'static>> {
    [
        ("Harbourline", 75.0, 25.0, Large),
        ("Osei", 100.0, 100.0, Large),
        ("Tallow", 100.0, 75.0, Middle),
        ("Northgate", 25.0, 61.0, Middle),
        ("Brightwater", 75.0, 75.0, Middle),
        ("Kestrel", 100.0, 61.0, Middle),
        ("Mirabel", 61.0, 25.0, Middle),
        ("Ashdown", 75.0, 100.0, Middle),
        ("Lumen", 75.0, 75.0, Middle),
        ("Parry", 25.0, 25.0, Middle),
        ("Quill", 61.0, 75.0, Middle),
        ("Sable", 61.0, 100.0, Small),
        ("Fenwick", 0.0, 25.0, Small),
        ("Old Mill", 61.0, 61.0, Small),
        ("Rosalind", 25.0, 75.0, Small),
        ("Juniper", 0.0, 61.0, Small),
    ]
    .map(|(name, x, y, class)| Dot {
        x,
        y,
        from: (name == "Harbourline").then_some((75.0, 75.0)),
        name: name.into(),
        class,
        is_open: name == "Parry" || name == "Sable",
        on_the_line: [x, y].iter().any(|score| (55.0..=65.0).contains(score)),
        role: Role::Text,
    })
    .into()
}

pub(super) fn scatter<'a>(dots: &'a [Dot<'a>], selected: Option<usize>) -> Scatter<'a> {
    let caption = |name, verb| Caption { name, verb };
    Scatter {
        dots,
        cuts: (60.0, 60.0),
        captions: Captions {
            top_left: caption("CHARMERS", "enjoy lightly"),
            top_right: caption("KEEPERS", "cherish"),
            bottom_left: caption("LEAVERS", "let go kindly"),
            bottom_right: caption("GRINDERS", "repair"),
        },
        ends: ("poor fit", "great fit"),
        selected,
        all_trails: true,
        focused: true,
    }
}

pub(super) fn look(ascii: bool) -> Look {
    Look { theme: Theme { mode: Mode::Mono, depth: Depth::True }, glyphs: Glyphs { ascii } }
}

pub(super) fn draw(scatter: &Scatter<'_>, width: u16, height: u16, ascii: bool) -> (Buffer, Hits) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut hits = Hits::default();
    let mut canvas = Canvas::new(&mut buffer, &mut hits, look(ascii));
    let placed = scatter.place(Size::new(width, height), Glyphs { ascii });
    scatter.draw(&placed, Rect::new(0, 0, width, height), &mut canvas);
    (buffer, hits)
}

/// What is seen, row by row.
pub(super) fn rows(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width).max(1);
    let row =
        |cells: &[ratatui::buffer::Cell]| cells.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned();
    buffer.content.chunks(width).map(row).collect()
}

fn picture(width: u16, height: u16, ascii: bool) -> String {
    let dots = customers();
    rows(&draw(&scatter(&dots, Some(0)), width, height, ascii).0).join("\n")
}

#[test]
fn in_seventy_columns_everybody_is_named() {
    let expected = "
    CHARMERS enjoy lightly          ┊                 KEEPERS cherish
                                    ┊
 5                                  ┊∘ Sable • Ashdown    ● Osei
                                    ┊
                                    ┊
 4                · Rosalind        ┊• Quill • Bright… +1 • Tallow
    · Juniper     • Northgate       ┊· Old…  │            • Kestrel
   ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
 3                                  ┊        │
                                    ┊        │
                                    ┊        │
                                    ┊        ↓
 2  · Fenwick     ◦ Parry           ┊• Mira…▐● Harbourline▌
                                    ┊
                                    ┊
 1                                  ┊
                                    ┊
    LEAVERS let go kindly           ┊                 GRINDERS repair
   ───────────────────────────────────────────────────────────────────
    1 poor fit    2            3             4            5 great fit";
    let seen = picture(70, 20, false);
    assert_eq!(format!("\n{seen}"), expected, "\n{seen}");
}

#[test]
fn in_thirty_columns_the_corners_still_hold() {
    let expected = "
    CHARMERS   ┊      KEEPERS
 5             ┊∘ •    ● Osei
 4  ·    • +1  ┊• • +1 • +1
   ┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄↓┄┄┄┄┄┄┄┄┄┄┄
 2  ·    ◦     ┊•▐● Harbourl…▌
 1             ┊
    LEAVERS    ┊     GRINDERS
    1    2    3   4    5";
    let seen = picture(30, 8, false);
    assert_eq!(format!("\n{seen}"), expected, "\n{seen}");
}

#[test]
fn in_ascii_the_same_is_said_with_other_marks() {
    let expected = "
    CHARMERS enjoy lightly     :            KEEPERS cherish
 5                             :,     o Ashdown  * Osei
                               :
                               :
 4  . Juniper  o Northgate +1  :o +1  o Br... +1 o Tallow +1
   ----------------------------+------|---------------------
 3                             :      |
                               :      |
                               :      v
 2  . Fenwick  c Parry         :o    [* Harbourline]
                               :
                               :
 1                             :
    LEAVERS let go kindly      :            GRINDERS repair
   ---------------------------------------------------------
    1 poor fit 2           3          4          5 great fit";
    let seen = picture(60, 16, true);
    assert_eq!(format!("\n{seen}"), expected, "\n{seen}");
}
