//! Every screen as a picture, text and styles, at four sizes and in four looks.
//!
//! `KEEPNET_ACCEPT=1 cargo test --test it pictures` paints them anew into the folder beside this file; look at them
//! before keeping them.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use keepnet::intent::{Effect, Opening};
use keepnet::ui::{Depth, Glyphs, Look, Mode, Theme};

use super::stage::{DARK, Stage, styles};

/// A screen: its name, on which book, and the keys that lead there.
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    pub(crate) on: On,
    pub(crate) lead: fn(&mut Stage),
}

/// The book a scene plays on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    /// None yet.
    Nothing,
    /// The sample's documents alone: nobody is placed, no hour is logged, nothing is said of the firm.
    Documents,
    /// The whole sample.
    Sample,
}

const fn scene(name: &'static str, lead: fn(&mut Stage)) -> Scene {
    Scene { name, on: On::Sample, lead }
}

const fn plain(name: &'static str, lead: fn(&mut Stage)) -> Scene {
    Scene { name, on: On::Documents, lead }
}

pub(crate) const SCENES: &[Scene] = &[
    Scene { name: "welcome", on: On::Nothing, lead: |_| {} },
    scene("customers", |_| {}),
    scene("customers-detail", |stage| _ = stage.press("down enter")),
    scene("customers-filter", |stage| _ = stage.press("/").write("share>8%")),
    scene("customers-mistake", |stage| _ = stage.press("/").write("revnue>10k")),
    scene("customers-nobody", |stage| _ = stage.press("/").write("zebra").press("enter")),
    scene("customers-marked", |stage| _ = stage.press("space down space A")),
    scene("concentration", |stage| _ = stage.press("3")),
    scene("concentration-what-if", |stage| _ = stage.press("3 space down space")),
    scene("concentration-quarter", |stage| _ = stage.press("3 p")),
    scene("matrix", |stage| _ = stage.press("2").pass(20_000)),
    scene("matrix-list", |stage| _ = stage.press("2").pass(20_000).press("pageup tab down")),
    // One rated by nobody, some in one place, one on the line.
    plain("matrix-answers", |stage| {
        super::matrix::answered(stage);
        stage.press("2").pass(20_000);
    }),
    plain("matrix-nobody", |stage| _ = stage.press("2").pass(20_000)),
    plain("beach", |stage| {
        super::beach::planned(stage);
        stage.press("4").pass(20_000);
    }),
    plain("beach-what-if", |stage| {
        super::beach::planned(stage);
        stage.press("4").pass(20_000).press("down*8 space");
    }),
    plain("beach-takes", |stage| {
        super::beach::planned(stage);
        stage.press("4").pass(20_000).press("shift-tab");
    }),
    plain("beach-empty", |stage| _ = stage.press("4").pass(20_000)),
    scene("practice", |stage| _ = stage.press("6 tab*2")),
    scene("practice-offerings", |stage| _ = stage.press("6 tab*2 enter down*3 A")),
    scene("practice-mood", |stage| _ = stage.press("6 enter")),
    plain("practice-empty", |stage| _ = stage.press("6 tab*2")),
    scene("concentration-margin", |stage| _ = stage.press("3 v")),
    scene("concentration-value", |stage| _ = stage.press("3 v v")),
    scene("help", |stage| _ = stage.press("?")),
    scene("palette", |stage| _ = stage.press(":").write("arch")),
    scene("form-edit", |stage| _ = stage.press("e tab*3").write("x").press("tab")),
    scene("rating", |stage| _ = stage.press("f")),
    plain("placing", |stage| _ = stage.press("P 4")),
    scene("form-criteria", |stage| _ = stage.press("F 4 tab 2")),
    scene("form-mood", |stage| _ = stage.press("M 4 tab tab 2")),
    scene("form-hours", |stage| _ = stage.press("t u 3")),
    scene("form-profile", |stage| _ = stage.press("w")),
    scene("form-offering", |stage| {
        let row = keepnet::domain::record::Row::blank(keepnet::domain::record::Kind::Offering);
        stage.app.perform(Effect::Open(Opening::AddRecord(row)));
        stage.press("ctrl-s");
    }),
    scene("hours", |stage| _ = stage.press("t u 3 enter").press(":").write("hours").press("enter")),
    scene("form-settings", |stage| _ = stage.press("3 ,")),
    scene("question", |stage| _ = stage.press("a").write("Gull").press("esc")),
    scene("history", |stage| _ = stage.press("down x").press(":").write("history").press("enter")),
    scene("attention", |stage| _ = stage.press("!")),
    scene("messages", |stage| _ = stage.press("down x u").press(":").write("messages").press("enter")),
];

pub(crate) const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 36), (200, 60)];

const fn look(mode: Mode, depth: Depth, ascii: bool) -> Look {
    Look { theme: Theme { mode, depth }, glyphs: Glyphs { ascii } }
}

pub(crate) const LOOKS: [(&str, Look); 4] = [
    ("16", look(Mode::Dark, Depth::Named, false)),
    ("mono", look(Mode::Mono, Depth::True, false)),
    ("ascii", look(Mode::Dark, Depth::True, true)),
    ("light", look(Mode::Light, Depth::True, false)),
];

fn painted(scene: &Scene, look: Look, (width, height): (u16, u16)) -> String {
    let stage = match scene.on {
        On::Nothing => Stage::nowhere(look),
        On::Documents => Stage::sample_looking(look),
        On::Sample => Stage::whole_sample_looking(look),
    };
    let mut stage = stage.sized(width, height);
    // Tips and greetings of the start have gone.
    stage.pass(20_000);
    (scene.lead)(&mut stage);
    format!("{}\n{}", stage.picture(), styles(stage.buffer()))
}

pub(crate) fn compare(name: &str, painted: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/app/pictures").join(name);
    if std::env::var_os("KEEPNET_ACCEPT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, painted).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let line = kept.lines().zip(painted.lines()).position(|(kept, painted)| kept != painted);
    (kept != painted).then(|| format!("{name} differs from line {:?}:\n{painted}", line.map(|line| line + 1)))
}

#[test]
fn every_screen_looks_as_it_did() {
    let mut differing = Vec::new();
    for scene in SCENES {
        for (width, height) in SIZES {
            differing.extend(compare(&format!("{}-{width}x{height}.txt", scene.name), &painted(scene, DARK, (width, height))));
        }
        for (word, look) in LOOKS {
            differing.extend(compare(&format!("{}-{word}.txt", scene.name), &painted(scene, look, (120, 36))));
        }
    }
    assert!(differing.is_empty(), "{} pictures differ, first:\n{}", differing.len(), differing[0]);
}

/// Without colours nothing may be lost: whatever a picture says in colour it says in text or weight too.
#[test]
fn no_picture_needs_its_colours() {
    for scene in SCENES {
        let text = |look| {
            let picture = painted(scene, look, (120, 36));
            picture.split("\n\n").next().unwrap().to_owned()
        };
        assert_eq!(text(DARK), text(LOOKS[1].1), "{} says something else without colours", scene.name);
    }
}

/// ASCII means ASCII: everything keepnet itself draws is below 128.
#[test]
fn ascii_pictures_are_ascii() {
    for scene in SCENES {
        let picture = painted(scene, LOOKS[2].1, (120, 36));
        let strange: Vec<char> = picture.chars().filter(|letter| !letter.is_ascii()).collect();
        assert!(strange.is_empty(), "{}: {strange:?}\n{picture}", scene.name);
    }
}
