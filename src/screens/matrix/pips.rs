//! A score as five pips: full where it was confirmed this quarter, hollow where it is carried over (`metrics.md` item 42).
//!
//! In ASCII the number says it: `4/5`, and `~4/5` carried over.

use crate::domain::insight::matrix;
use crate::ui::{Glyphs, Role, Span};

/// The cells a score takes.
pub(super) fn width(glyphs: Glyphs) -> u16 {
    if glyphs.ascii { 4 } else { 5 }
}

/// A score of 0 to 100, confirmed or not; nothing for none.
pub(super) fn pips(score: Option<(f64, bool)>, glyphs: Glyphs) -> Vec<Span> {
    let Some((score, confirmed)) = score else { return vec![Span::new(" ".repeat(usize::from(width(glyphs))), Role::Faint)] };
    let count = matrix::pips(score);
    let role = [Role::Bad, Role::Care, Role::Text, Role::Good, Role::Good][usize::from(count.clamp(1, 5)) - 1];
    if glyphs.ascii {
        return vec![Span::new(format!("{}{count}/5", if confirmed { " " } else { "~" }), role)];
    }
    let (full, empty) = if confirmed { (glyphs.pip(), glyphs.no_pip()) } else { (glyphs.dot_large_open(), glyphs.dot_small()) };
    vec![Span::new(full.repeat(usize::from(count)), role), Span::new(empty.repeat(usize::from(5 - count.min(5))), Role::Faint)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pips_show_the_score_and_whether_it_is_carried_over() {
        let text = |score, ascii| pips(score, Glyphs { ascii }).iter().map(|span| span.text.as_str()).collect::<String>();
        // 25 shows 2, 87.5 shows 5, 37.4 still 2.
        let scores = [Some((25.0, true)), Some((87.5, true)), Some((37.4, false)), None];
        assert_eq!(scores.map(|score| text(score, false)), ["●●○○○", "●●●●●", "○○···", "     "]);
        assert_eq!(scores.map(|score| text(score, true)), [" 2/5", " 5/5", "~2/5", "    "]);
    }
}
