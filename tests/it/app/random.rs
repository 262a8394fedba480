//! Any keys in any order, at any size: nothing panics and the rules hold (`reliability.md` T7, T8).
//!
//! `KEEPNET_EVENTS` says how many events (200,000), `KEEPNET_SEED` which ones. A failure prints the seed and the last
//! events before it.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a failure says how to see it again")]

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use keepnet::app::msg::Input;
use keepnet::intent::{Action, Code, Key, Scope, keymap};

use super::stage::Stage;
use crate::harness::Dice;

/// How many events there are, over all runs.
fn events() -> u64 {
    std::env::var("KEEPNET_EVENTS").ok().and_then(|events| events.parse().ok()).unwrap_or(200_000)
}

fn seed() -> u64 {
    std::env::var("KEEPNET_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122)
}

const TEXTS: [&str; 12] = [
    "Harbour",
    "a\x1b[31mred\x07",
    "\u{202e}gnirts\u{2066}",
    "株式会社ソニー",
    "👩‍🔧 Blue",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "one\ntwo\nthree\r\n",
    "revenue>10k share>",
    "31/12/2019",
    "1,234.56",
    "",
    "   ",
];

const LETTERS: [char; 16] =
    ['a', 'Z', '0', '9', ' ', ',', '>', ':', '"', '-', '\u{301}', '\u{202e}', '株', '👩', '\u{7f}', '\u{200b}'];

const SIZES: [(u16, u16); 14] = [
    (80, 24),
    (100, 30),
    (40, 12),
    (120, 36),
    (60, 15),
    (0, 0),
    (1, 1),
    (20, 5),
    (19, 5),
    (1, 120),
    (200, 1),
    (30, 7),
    (21, 60),
    (160, 20),
];

/// The next event, likelier a key that means something.
fn input(dice: &mut Dice, scope: Scope) -> Input {
    match dice.below(100) {
        0..45 => {
            let bound: Vec<Key> =
                keymap::all().iter().filter(|binding| binding.is_in(scope)).flat_map(|binding| binding.keys).copied().collect();
            Input::Key(*dice.pick(&bound))
        }
        45..70 => Input::Key(Key::char(*dice.pick(&LETTERS))),
        70..76 => {
            let letter = (b'a' + dice.below(26) as u8) as char;
            Input::Key(if dice.below(3) == 0 { Key::ctrl(letter) } else { Key::char(letter) })
        }
        76..79 => Input::Key(Key::plain(Code::F(1 + dice.below(12) as u8))),
        79..83 => Input::Paste((*dice.pick(&TEXTS)).to_owned()),
        83..91 => Input::Press(dice.below(130) as u16, dice.below(40) as u16),
        91..93 => Input::Wheel(if dice.below(2) == 0 { 1 } else { -1 }, dice.below(130) as u16, dice.below(40) as u16),
        93..94 => Input::Drag(dice.below(300) as u16, dice.below(300) as u16),
        94..96 => Input::Focus(dice.below(2) == 0),
        _ => {
            let (width, height) = *dice.pick(&SIZES);
            Input::Resize(width, height)
        }
    }
}

/// What must hold after every event.
fn rules(stage: &Stage) {
    let scope = stage.scope();
    for key in ["esc", "ctrl-c"] {
        let binding = keymap::lookup(scope, Key::parse(key).unwrap()).unwrap();
        assert!(binding.action != Action::Quit, "{key} quits in {scope:?}");
    }
    let unclean =
        |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}');
    for cell in &stage.buffer().content {
        assert!(!cell.symbol().contains(unclean), "{:?} is on the screen", cell.symbol());
    }
}

/// One run: a fresh sample book, so many events, and at the end a book that reads as it is shown.
fn run(seed: u64, events: u64) {
    let mut dice = Dice(seed);
    let mut last: VecDeque<String> = VecDeque::new();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut stage = Stage::sample().sized(80, 24);
        for event in 0..events {
            let next = input(&mut dice, stage.scope());
            last.push_back(format!("{next:?}"));
            if last.len() > 40 {
                last.pop_front();
            }
            if let Input::Resize(width, height) = next {
                stage.resize(width, height);
            } else {
                stage.send(next);
            }
            if dice.below(4) == 0 {
                stage.pass(dice.below(3_000) as u64);
            }
            rules(&stage);
            if stage.app.ended().is_some() {
                stage = stage.again();
            }
            if event % 5_000 == 0 {
                stage.agrees_with_its_file();
            }
        }
        stage.agrees_with_its_file();
    }));
    if let Err(panic) = outcome {
        let events = last.into_iter().collect::<Vec<_>>().join("\n");
        eprintln!("KEEPNET_SEED={seed} cargo test --test it app::random\nthe last events:\n{events}");
        std::panic::resume_unwind(panic);
    }
}

// Four runs side by side, each with events of its own.
#[test]
fn any_keys_in_any_order_first_run() {
    run(seed(), events() / 4);
}

#[test]
fn any_keys_in_any_order_second_run() {
    run(seed() + 1, events() / 4);
}

#[test]
fn any_keys_in_any_order_third_run() {
    run(seed() + 2, events() / 4);
}

#[test]
fn any_keys_in_any_order_fourth_run() {
    run(seed() + 3, events() / 4);
}
