//! Cells a spreadsheet would run as a formula, made harmless with an apostrophe in front, and back again.
//!
//! `export` guards the text cells of its CSV files, `import` takes the guard off the text cells of any CSV file; what a
//! text cell is, both know from [`columns`](super::columns). Numbers and dates are never guarded: `-50.00` stays one.

use std::borrow::Cow;

/// The apostrophe spreadsheets take for "what follows is text".
const GUARD: char = '\'';

/// The text as a cell no spreadsheet runs. Texts that look guarded already get one more, so that [`unguarded`] gives
/// back every text exactly.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_run(text.trim_start_matches(GUARD)) { Cow::Owned(format!("{GUARD}{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell, guarded or not.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|text| is_run(text.trim_start_matches(GUARD))).unwrap_or(cell)
}

/// Whether a spreadsheet would run it.
fn is_run(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_would_run_is_guarded() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+44 20 7946 0000", "'+44 20 7946 0000"),
            ("-", "'-"),
            ("@home", "'@home"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'=1", "''=1"),
            ("Harbourline", "Harbourline"),
            ("'t Hooft", "'t Hooft"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+@\t\r-]{0,4}.{0,5}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), &text);
            prop_assert!(!is_run(&cell));
        }
    }
}
