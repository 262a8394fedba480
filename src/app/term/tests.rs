//! What is written for a frame, byte by byte.

use ratatui::style::{Color, Style};

use super::*;

const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

fn buffer(columns: u16, rows: u16, text: &str, style: Style) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    buffer.set_stringn(0, 0, text, usize::from(columns), style);
    buffer
}

fn written(shown: &Buffer, next: &Buffer, is_stale: bool, cursors: (Option<Place>, Option<Place>)) -> String {
    let mut bytes = b"left over".to_vec();
    compose(&mut bytes, shown, next, is_stale, cursors).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn nothing_new_writes_nothing() {
    let same = buffer(9, 2, "Alder", Style::new());
    assert_eq!(written(&same, &same, false, (None, None)), "");
    assert_eq!(written(&same, &same, false, (Some((1, 1)), Some((1, 1)))), "");
}

#[test]
fn only_what_changed_is_written_and_all_of_it_at_once() {
    let (before, after) = (buffer(9, 2, "Alder", Style::new()), buffer(9, 2, "Alter", Style::new()));
    let frame = written(&before, &after, false, (None, None));
    assert!(frame.starts_with(BEGIN) && frame.ends_with(END), "{frame:?}");
    assert!(frame.contains("\x1b[1;3Ht\x1b["), "row 1, column 3, one letter: {frame:?}");
    let frame = written(&before, &after, true, (None, None));
    assert!(frame.contains("\x1b[2J") && frame.contains("\x1b[?25l"), "everything is forgotten first: {frame:?}");
}

#[test]
fn the_cursor_shows_where_it_was_asked_for_and_hides_again() {
    let same = buffer(9, 2, "Alder", Style::new());
    assert_eq!(written(&same, &same, false, (None, Some((4, 1)))), format!("{BEGIN}\x1b[2;5H\x1b[?25h{END}"));
    assert_eq!(written(&same, &same, false, (Some((4, 1)), None)), format!("{BEGIN}\x1b[?25l{END}"));
}

#[test]
fn without_colours_reverse_and_bold_stay() {
    crossterm::style::force_color_output(true);
    let next = buffer(9, 1, "Alder", Style::new().reversed().bold().fg(Color::Reset).bg(Color::Reset));
    let frame = written(&buffer(9, 1, "", Style::new()), &next, false, (None, None));
    let (styles, rest) = frame.split_once("Alder").unwrap();
    assert!(styles.contains("\x1b[7m") && styles.contains("\x1b[1m"), "{frame:?}");
    assert!(!styles.contains("\x1b[m") && !styles.contains("\x1b[;m") && !styles.contains("\x1b[0m"), "{frame:?}");
    assert!(rest.contains("\x1b[0m"), "{frame:?}");
}

#[test]
fn what_is_no_letter_is_not_let_through() {
    for symbol in ["\x1b[2J", "\x1b", "\u{9b}2J", "\r", "\u{7f}", "a\u{202e}", "\u{2066}"] {
        let mut next = buffer(9, 1, "", Style::new());
        next[(0, 0)].set_symbol(symbol);
        clean(&mut next);
        let frame = written(&buffer(9, 1, "", Style::new()), &next, false, (None, None));
        assert!(frame.contains("\x1b[1;1H?"), "{symbol:?}: {frame:?}");
        assert!(
            !frame.contains("2J") && !frame.contains(['\r', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}']),
            "{symbol:?}: {frame:?}"
        );
    }
    for symbol in ["é", "東", "👩‍👩‍👧", "e\u{301}", "▌"] {
        assert!(is_letter(symbol), "{symbol}");
    }
}

#[test]
fn every_size_can_be_drawn() {
    assert_eq!(drawn(None), (80, 24));
    assert_eq!(drawn(Some((0, 0))), (80, 24), "a line that does not say");
    assert_eq!(drawn(Some((65_535, 65_535))), (500, 200));
    for size in [(0, 24), (80, 0), (1, 1), (500, 1), (1, 200)] {
        assert_eq!(drawn(Some(size)), size);
        let text = buffer(size.0, size.1, "", Style::new());
        written(&text, &text, true, (None, None));
    }
}

#[test]
fn a_text_too_long_for_clipboards_is_refused() {
    let mut terminal = Terminal {
        options: Options { mouse: false, title: false, ask_background: false },
        shown: Buffer::default(),
        next: Buffer::default(),
        cursor: None,
        is_stale: true,
        bytes: Vec::new(),
    };
    assert_eq!(terminal.copy(&"a".repeat(56_001)).unwrap_err().kind(), io::ErrorKind::InvalidInput);
    terminal.copy("Alder").unwrap();
    assert_eq!(terminal.bytes, b"\x1b]52;c;QWxkZXI=\x1b\\");
    assert!(terminal.bytes.len() < 60 && LONGEST_COPY.div_ceil(3) * 4 < 74_994);
}
