//! Scratch.
use super::stage::Stage;

#[test]
fn look() {
    for (width, height) in [(40, 12), (80, 24), (100, 30), (120, 36), (200, 60)] {
        for keys in ["?", "3 ? tab", "? d e l", ":", ": r e v", ": h a r b", ": p e r i o d space 2 0 2 6 q 3", ": p e r i o d space x", "!", ": h i s t o enter", ": m e s s a g e s enter", ": r e s t o r e enter"] {
            let mut stage = Stage::sample().sized(width, height);
            stage.press(keys);
            println!("=== {width}x{height} {keys}\n{}", stage.picture());
        }
    }
}
