//! Hostile text in every field of the book, put there behind keepnet's back: nothing unclean is drawn on any screen and
//! every column stays straight (`reliability.md` S1, S2).

#![allow(clippy::unwrap_used)]

use keepnet::app::msg::Request;

use super::pictures::{On, SCENES};
use super::stage::Stage;

/// What a name may not do to a terminal, and names that are only unusual.
pub(super) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "a\u{1b}[31mred",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]8;;http://example.com\u{1b}\\link\u{1b}]8;;\u{1b}\\",
        "\u{1b}]52;c;aGVsbG8=\u{7}",
        "\u{1b}P1$r0m\u{1b}\\",
        "\u{9b}31mred\u{9d}0;x\u{9c}",
        "lone \u{1b}",
        "bell\u{7} back\u{8}\u{8}\u{8} cr\rover",
        "\u{202e}gnirts\u{202c}",
        "\u{2066}iso\u{2069}\u{200f}rtl",
        "zero\u{200b}width\u{200d}joined\u{feff}",
        "tags\u{e0041}\u{e0042}\u{e007f}",
        "شركة النور للتجارة",
        "株式会社ソニー・グループ",
        "👩‍👩‍👧‍👦 Family & 🏳️‍🌈 Sons",
        "🇩🇪🇫🇷 flags",
        "Å\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}ngström",
        "ｆｕｌｌ ｗｉｄｔｈ",
        "tab\tand\nline\u{2028}breaks\u{85}",
        "\u{fffe}nonchar\u{1fffe}",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push("long ".repeat(2_000));
    texts.push("株".repeat(10_000));
    texts
}

/// The sample book with such texts in every field of every customer, person and segment, and in the history.
fn stage(shift: usize) -> Stage {
    let stage = Stage::sample();
    let book = stage.book();
    let conn = rusqlite::Connection::open(&book).unwrap();
    let texts = texts();
    let text = |at: usize| &texts[(at + shift) % texts.len()];
    for id in 1..=18usize {
        conn.execute(
            "UPDATE customer SET name = ?2, name_key = ?2, tags = ?3, trade = ?4, source = ?5, note = ?6 WHERE id = ?1",
            rusqlite::params![id as i64, text(id), text(id + 1), text(id + 2), text(id + 3), text(id + 4)],
        )
        .unwrap();
    }
    conn.execute("UPDATE person SET name = ?1, role = ?2, email = ?3, phone = ?3", [text(0), text(1), text(2)]).unwrap();
    conn.execute("UPDATE segment SET name = ?1 || id, name_key = ?1 || id", [text(3)]).unwrap();
    conn.execute("UPDATE change SET words = ?1", [text(4)]).unwrap();
    conn.execute("UPDATE setting SET value = ?1 WHERE name = 'book'", [text(5)]).unwrap();
    drop(conn);
    stage.again()
}

pub(super) fn unclean(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[test]
fn nothing_unclean_is_drawn_on_any_screen_and_the_frame_stays_straight() {
    // Eighteen customers of a book show most texts at once; six shifts show every text in every field.
    for shift in (0..texts().len()).step_by(4) {
        let mut whole = stage(shift);
        for scene in SCENES.iter().filter(|scene| scene.on != On::Nothing) {
            for (width, height) in [(80, 24), (140, 40)] {
                whole = whole.again().sized(width, height);
                (scene.lead)(&mut whole);
                for cell in &whole.buffer().content {
                    assert!(!cell.symbol().contains(unclean), "{:?} in {} with text {shift}", cell.symbol(), scene.name);
                }
                // A name too wide for its place would push the edge of the panel away, or paint over it.
                let buffer = whole.buffer();
                for y in 4..height - 3 {
                    let edge = buffer[(width - 1, y)].symbol();
                    assert!(
                        ["│", "╮", "╯"].contains(&edge),
                        "the edge is {edge:?} in row {y} of {} with text {shift}:\n{}",
                        scene.name,
                        whole.picture()
                    );
                }
                // Undo what the way there changed, so that the next way starts alike.
                whole.press("esc*3");
            }
        }
    }
}

#[test]
fn what_is_copied_is_clean_too() {
    for shift in 0..texts().len() {
        let mut stage = stage(shift);
        stage.press("y 3 y");
        let copied: Vec<&String> =
            stage.asked().iter().filter_map(|request| if let Request::Copy(text) = request { Some(text) } else { None }).collect();
        assert_eq!(copied.len(), 2);
        for text in copied {
            assert!(!text.contains(|letter: char| unclean(letter) && letter != '\t' && letter != '\n'), "{text:?}");
        }
    }
}
