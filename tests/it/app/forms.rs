//! Forms: scratch.
#![allow(clippy::unwrap_used)]
use super::stage::Stage;

#[test]
fn scratch() {
    for (w, h) in [(40, 12), (80, 24), (100, 30), (120, 36), (200, 60)] {
        let mut stage = Stage::sample().sized(w, h);
        stage.open("edit");
        println!("{}", stage.picture());
        stage.press("tab*3").write("31 Feb 2019").press("tab tab").write("q").press("tab");
        println!("{}", stage.picture());
        stage.press("esc");
        println!("{}", stage.picture());
    }
}
