//! One to five pips: full ones, and hollow ones for an answer carried over.
//!
//! What they count is the caller's; [`super::glyphs`] has the marks. No colour is needed to tell them apart.

use super::{Glyphs, Role, Span};

/// The cells pips take at most.
pub const WIDTH: u16 = 5;

/// So many of five: `●●●●○`, open ones `○○○○·`; in ASCII `4/5` and `4/5?`.
#[must_use]
pub fn pips(count: u8, is_open: bool, glyphs: Glyphs) -> Vec<Span> {
    let count = count.clamp(1, 5);
    let role = [Role::Bad, Role::Care, Role::Text, Role::Good, Role::Good][usize::from(count) - 1];
    if glyphs.ascii {
        return vec![Span::new(format!("{count}/5{}", if is_open { "?" } else { "" }), role)];
    }
    let (full, empty) = if is_open { (glyphs.dot_large_open(), glyphs.dot_small()) } else { (glyphs.pip(), glyphs.no_pip()) };
    let mut spans = vec![Span::new(full.repeat(usize::from(count)), role)];
    if count < 5 {
        spans.push(Span::new(empty.repeat(usize::from(5 - count)), Role::Faint));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pips_say_how_many_and_whether_they_are_carried_over() {
        let text = |count, open, ascii| pips(count, open, Glyphs { ascii }).into_iter().map(|span| span.text).collect::<String>();
        assert_eq!([1, 4, 5, 9].map(|count| text(count, false, false)), ["●○○○○", "●●●●○", "●●●●●", "●●●●●"]);
        assert_eq!([1, 4, 5].map(|count| text(count, true, false)), ["○····", "○○○○·", "○○○○○"]);
        assert_eq!([text(4, false, true), text(4, true, true)], ["4/5", "4/5?"]);
    }
}
