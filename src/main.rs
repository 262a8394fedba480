//! keepnet.

fn main() {}
