//! Windows of every size, one after another: no end, and the last frame is the right one.

use super::driver::{Pty, USUAL, desk};

/// Numbers that look like chance and are the same every time.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[test]
fn a_storm_of_sizes_ends_in_the_right_frame() {
    let desk = desk();
    let mut pty = Pty::open(&desk, &[]);
    let picture = pty.settled();
    let odd = [(0, 0), (1, 1), (1, 500), (500, 1), (0, 24), (80, 0), (300, 120), (2, 2), (65_535, 2), (2, 65_535)];
    let mut chance = Chance(7);
    for turn in 0..400_usize {
        let size = if turn % 3 == 0 { odd[turn / 3 % odd.len()] } else { (chance.below(220) as u16, chance.below(70) as u16) };
        pty.resize(size);
    }
    pty.resize(USUAL);
    pty.until("the picture it had", |pty| pty.picture() == picture);
    pty.send("q");
    pty.end().clean(0, "after the storm");
}

#[test]
fn a_window_is_drawn_again_at_every_size_it_takes() {
    let desk = desk();
    let mut pty = Pty::open(&desk, &[]);
    let picture = pty.settled();
    for size in [(40, 12), (200, 60), (1, 1), (0, 0), (132, 43)] {
        pty.resize(size);
        pty.resize(USUAL);
        pty.until("the picture it had", |pty| pty.picture() == picture);
    }
    pty.send("q");
    pty.end().clean(0, "q");
}
