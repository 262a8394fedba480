//! What known terminals send, whole, in pieces, cut short and broken.

use crossterm::event::{KeyCode as Code, KeyModifiers as Held, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;

use super::*;

fn said(bytes: &[u8]) -> Vec<Input> {
    let mut said = Vec::new();
    Parser::default().feed(bytes, &mut said);
    said
}

fn key(code: Code, held: Held) -> Input {
    Input::Key(KeyEvent::new(code, held))
}

fn letter(letter: char) -> Input {
    key(Code::Char(letter), Held::NONE)
}

#[test]
fn keys_are_what_terminals_send_for_them() {
    let shift_alt = Held::SHIFT | Held::ALT;
    for (bytes, code, held) in [
        ("q", Code::Char('q'), Held::NONE),
        ("Q", Code::Char('Q'), Held::SHIFT),
        ("é", Code::Char('é'), Held::NONE),
        ("東", Code::Char('東'), Held::NONE),
        ("👍", Code::Char('👍'), Held::NONE),
        ("\r", Code::Enter, Held::NONE),
        ("\n", Code::Enter, Held::NONE),
        ("\t", Code::Tab, Held::NONE),
        ("\x7f", Code::Backspace, Held::NONE),
        ("\x08", Code::Backspace, Held::NONE),
        ("\0", Code::Char(' '), Held::CONTROL),
        ("\x03", Code::Char('c'), Held::CONTROL),
        ("\x1a", Code::Char('z'), Held::CONTROL),
        ("\x1f", Code::Char('7'), Held::CONTROL),
        ("\x1bx", Code::Char('x'), Held::ALT),
        ("\x1b\r", Code::Enter, Held::ALT),
        ("\x1b[A", Code::Up, Held::NONE),
        ("\x1bOA", Code::Up, Held::NONE),
        ("\x1b[1;5D", Code::Left, Held::CONTROL),
        ("\x1b[1;4C", Code::Right, shift_alt),
        ("\x1b[H", Code::Home, Held::NONE),
        ("\x1b[4~", Code::End, Held::NONE),
        ("\x1b[3;2~", Code::Delete, Held::SHIFT),
        ("\x1b[5~", Code::PageUp, Held::NONE),
        ("\x1b[6~", Code::PageDown, Held::NONE),
        ("\x1b[Z", Code::BackTab, Held::SHIFT),
        ("\x1bOP", Code::F(1), Held::NONE),
        ("\x1b[11~", Code::F(1), Held::NONE),
        ("\x1b[[E", Code::F(5), Held::NONE),
        ("\x1b[15~", Code::F(5), Held::NONE),
        ("\x1b[17~", Code::F(6), Held::NONE),
        ("\x1b[21~", Code::F(10), Held::NONE),
        ("\x1b[24~", Code::F(12), Held::NONE),
        ("\x1b[26~", Code::F(14), Held::NONE),
        ("\x1b[29~", Code::F(16), Held::NONE),
        ("\x1b[34~", Code::F(20), Held::NONE),
        ("\x1bOM", Code::Enter, Held::NONE),
        ("\x1bOs", Code::Char('3'), Held::NONE),
        ("\x1b[97;5u", Code::Char('a'), Held::CONTROL),
        ("\x1b[9;2u", Code::BackTab, Held::SHIFT),
        ("\x1b[27;5;122~", Code::Char('z'), Held::CONTROL),
    ] {
        assert_eq!(said(bytes.as_bytes()), [key(code, held)], "{bytes:?}");
    }
    assert_eq!(said(b"ab\x1b[Bc"), [letter('a'), letter('b'), key(Code::Down, Held::NONE), letter('c')]);
}

#[test]
fn keys_let_go_and_reports_nobody_asked_for_are_nothing() {
    for bytes in [
        "\x1b[97;1:3u",
        "\x1b[1;1:3A",
        "\x1b[12;40R",
        "\x1b[?1;2c",
        "\x1b[?2026;2$y",
        "\x1b[201~",
        "\x1b]52;c;QQ==\x07",
        "\x1bP1+r\x1b\\",
    ] {
        assert_eq!(said(bytes.as_bytes()), [], "{bytes:?}");
    }
}

#[test]
fn the_mouse_says_what_where_and_what_was_held() {
    let at = |kind, column, row, modifiers| Input::Mouse(MouseEvent { kind, column, row, modifiers });
    for (bytes, event) in [
        ("\x1b[<0;1;1M", at(MouseEventKind::Down(MouseButton::Left), 0, 0, Held::NONE)),
        ("\x1b[<0;300;7m", at(MouseEventKind::Up(MouseButton::Left), 299, 6, Held::NONE)),
        ("\x1b[<34;5;6M", at(MouseEventKind::Drag(MouseButton::Right), 4, 5, Held::NONE)),
        ("\x1b[<20;5;6M", at(MouseEventKind::Down(MouseButton::Left), 4, 5, Held::SHIFT | Held::CONTROL)),
        ("\x1b[<64;5;6M", at(MouseEventKind::ScrollUp, 4, 5, Held::NONE)),
        ("\x1b[<65;0;0M", at(MouseEventKind::ScrollDown, 0, 0, Held::NONE)),
        ("\x1b[<35;5;6M", at(MouseEventKind::Moved, 4, 5, Held::NONE)),
        ("\x1b[M !\"", at(MouseEventKind::Down(MouseButton::Left), 0, 1, Held::NONE)),
        ("\x1b[M#!!", at(MouseEventKind::Up(MouseButton::Left), 0, 0, Held::NONE)),
    ] {
        assert_eq!(said(bytes.as_bytes()), [event], "{bytes:?}");
    }
    for bytes in ["\x1b[<0;1M", "\x1b[<;;M", "\x1b[<128;1;1M"] {
        assert_eq!(said(bytes.as_bytes()), [], "{bytes:?}");
    }
}

#[test]
fn focus_and_background_are_reports_and_never_keys() {
    assert_eq!(said(b"\x1b[I\x1b[O"), [Input::Focus(true), Input::Focus(false)]);
    for end in ["\x07", "\x1b\\"] {
        let answer = format!("\x1b]11;rgb:ffff/ffff/ffff{end}q");
        assert_eq!(said(answer.as_bytes()), [Input::Background(Background::Light), letter('q')]);
    }
    let mut parser = Parser::default();
    let mut said = Vec::new();
    parser.feed(b"\x1b[?62;22c", &mut said);
    assert!(parser.is_answered && said.is_empty());
}

#[test]
fn a_paste_is_one_text_whatever_is_in_it() {
    let paste = |text: &str| Input::Paste(text.to_owned());
    assert_eq!(said(b"\x1b[200~xxqqu:\x1b[201~q"), [paste("xxqqu:"), letter('q')]);
    assert_eq!(said(b"\x1b[200~one\r\ntwo\rthree\tfour\x1b[201~"), [paste("one\ntwo\nthree\tfour")]);
    assert_eq!(said(b"\x1b[200~a\x1b[200~b\x1b[31mc\x07\xff\x1b[201~"), [paste("a[200~b[31mc\u{fffd}")]);
    assert_eq!(said(b"\x1b[200~\x1b[201~"), [paste("")]);
}

#[test]
fn a_paste_is_cut_at_its_longest() {
    let text = "x".repeat(LONGEST_PASTE + 10);
    let got = said(format!("\x1b[200~{text}\x1b[201~q").as_bytes());
    assert_eq!(got, [Input::Paste("x".repeat(LONGEST_PASTE)), letter('q')]);
}

#[test]
fn escape_is_a_key_when_nothing_follows_and_a_paste_ends_when_nothing_comes() {
    for (bytes, wanted) in [
        (&b"\x1b"[..], vec![key(Code::Esc, Held::NONE)]),
        (b"\x1b\x1b", vec![key(Code::Esc, Held::NONE), key(Code::Esc, Held::NONE)]),
        (b"\x1b[", vec![key(Code::Char('['), Held::ALT)]),
        (b"\x1bX", vec![key(Code::Char('X'), Held::ALT)]),
        (b"\x1b[200~never ends\x1b[20", vec![Input::Paste("never ends".to_owned())]),
        (b"\x1b[<0;1", vec![]),
        (b"\x1b]11;rgb:", vec![]),
        (b"\xf0\x9f", vec![]),
    ] {
        let mut parser = Parser::default();
        let mut said = Vec::new();
        parser.feed(bytes, &mut said);
        assert!(parser.patience().is_some(), "{bytes:?} may go on");
        parser.give_up(&mut said);
        assert_eq!(said, wanted, "{bytes:?}");
        assert_eq!(parser.patience(), None, "{bytes:?}");
        said.clear();
        parser.feed(b"q", &mut said);
        assert_eq!(said, [letter('q')], "{bytes:?}");
    }
    assert_eq!(Parser::default().patience(), None, "at rest nothing is waited for by the clock");
}

/// Pieces of what terminals send, and of what none does.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        &b"\x1b[A"[..],
        b"\x1b[<0;5;6M",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b",
        b"\x1b[",
        b"\x1b]",
        b"\x1b]11;rgb:1/2/3\x07",
        b"\x1bO",
        b"\x1bP",
        b"\x1b[M",
        b"\x1b[[",
        b"\xc3",
        b"\xe6\x9d",
        b"q",
        b"\x1b[1;5:3u",
        b"\x1b\\",
    ]);
    let piece = prop_oneof![known.prop_map(<[u8]>::to_vec), prop::collection::vec(any::<u8>(), 0..6)];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    /// However the line cuts what is sent, it means the same.
    #[test]
    fn what_is_said_does_not_hang_on_where_it_is_cut(bytes in pieces(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        places.extend([0, bytes.len()]);
        places.sort_unstable();
        let mut parser = Parser::default();
        let mut in_pieces = Vec::new();
        for pair in places.windows(2) {
            parser.feed(&bytes[pair[0]..pair[1]], &mut in_pieces);
        }
        prop_assert_eq!(in_pieces, said(&bytes));
    }

    /// After silence the keyboard works again, whatever came before.
    #[test]
    fn nothing_is_swallowed_after_silence(bytes in pieces()) {
        let mut parser = Parser::default();
        let mut said = Vec::new();
        parser.feed(&bytes, &mut said);
        parser.give_up(&mut said);
        said.clear();
        parser.feed(b"q", &mut said);
        prop_assert_eq!(said, [letter('q')]);
    }
}
