//! Environments of known terminals, and colours on both sides of the middle.

use super::*;

fn look(variables: &[(&str, &str)]) -> Look {
    let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Look::of(&variable)
}

#[test]
fn colours_are_those_the_terminal_has() {
    for (variables, depth) in [
        (&[][..], Depth::Mono),
        (&[("TERM", "dumb")], Depth::Mono),
        (&[("TERM", "vt100")], Depth::Mono),
        (&[("TERM", "linux"), ("COLORTERM", "truecolor")], Depth::Sixteen),
        (&[("TERM", "xterm")], Depth::Sixteen),
        (&[("TERM", "xterm-256color")], Depth::Indexed),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "yes")], Depth::Indexed),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True),
        (&[("TERM", "xterm"), ("COLORTERM", "24bit")], Depth::True),
        (&[("TERM", "xterm-kitty")], Depth::True),
        (&[("TERM", "screen-256color"), ("COLORTERM", "truecolor")], Depth::Indexed),
        (&[("TERM", "screen-256color"), ("COLORTERM", "truecolor"), ("TMUX", "/tmp/x")], Depth::True),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")], Depth::Mono),
    ] {
        assert_eq!(look(variables).depth, depth, "{variables:?}");
    }
}

#[test]
fn only_terminals_that_understand_are_asked_and_titled() {
    for (term, is_able) in [
        ("xterm-256color", true),
        ("tmux-256color", true),
        ("foot", true),
        ("linux", false),
        ("screen-256color", false),
        ("vt220", false),
        ("dumb", false),
        ("", false),
    ] {
        assert_eq!(look(&[("TERM", term)]).is_able, is_able, "{term}");
    }
}

#[test]
fn the_background_is_the_last_of_the_colours_in_the_variable() {
    for (colours, background) in [
        ("15;0", Some(Background::Dark)),
        ("0;15", Some(Background::Light)),
        ("0;default;15", Some(Background::Light)),
        ("0;7", Some(Background::Light)),
        ("7;8", Some(Background::Dark)),
        ("15;default", None),
        ("0;16", None),
        ("", None),
    ] {
        assert_eq!(look(&[("TERM", "xterm"), ("COLORFGBG", colours)]).background, background, "{colours}");
    }
}

/// 0x77 of 0xff gives 0.1845 of the light, 0x76 gives 0.1812; half the lightness is 0.184.
#[test]
fn an_answer_is_light_above_half_the_lightness_the_eye_sees() {
    for (answer, background) in [
        ("rgb:0000/0000/0000", Some(Background::Dark)),
        ("rgb:ffff/ffff/ffff", Some(Background::Light)),
        ("rgb:1e1e/1e1e/2e2e", Some(Background::Dark)),
        ("rgb:fdfd/f6f6/e3e3", Some(Background::Light)),
        ("rgb:77/77/77", Some(Background::Light)),
        ("rgb:76/76/76", Some(Background::Dark)),
        ("rgb:f/f/f", Some(Background::Light)),
        ("rgba:ffff/ffff/ffff/ffff", Some(Background::Light)),
        ("#777777", Some(Background::Light)),
        ("#767676", Some(Background::Dark)),
        // Pure blue looks dark, pure green light.
        ("rgb:0000/0000/ffff", Some(Background::Dark)),
        ("rgb:0000/ffff/0000", Some(Background::Light)),
        ("rgb:ffff/ffff", None),
        ("rgb:fffff/ffff/ffff", None),
        ("rgb://", None),
        ("rgb:gg/00/00", None),
        ("#é777", None),
        ("white", None),
    ] {
        assert_eq!(Background::from_answer(answer.as_bytes()), background, "{answer}");
    }
    assert_eq!(Background::from_answer(b"rgb:\xff/00/00"), None);
}

#[test]
fn words_are_for_terminals_and_readers_that_cannot_do_with_pictures() {
    let can = |variables: &[(&str, &str)]| {
        can_draw(&|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    };
    assert_eq!(can(&[("TERM", "xterm")]), cfg!(unix));
    assert!(!can(&[]) && !can(&[("TERM", "dumb")]) && !can(&[("TERM", "xterm"), ("ACCESSIBLE", "1")]));
}

#[test]
fn ascii_is_for_old_terminals_and_old_locales() {
    let ascii = |variables: &[(&str, &str)]| look(variables).ascii;
    assert!(ascii(&[("TERM", "linux"), ("LANG", "C.UTF-8")]) && ascii(&[("TERM", "xterm"), ("LANG", "C")]));
    assert!(ascii(&[("TERM", "xterm"), ("LC_ALL", "POSIX"), ("LANG", "C.UTF-8")]), "LC_ALL has the last word");
    assert!(!ascii(&[("TERM", "xterm"), ("LANG", "de_DE.utf8")]) && !ascii(&[("TERM", "xterm")]));
}
