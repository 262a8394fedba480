//! The line of a note that says when a deal is expected to close: an import writes it, and finds it again.
//!
//! It is no date of an engagement: nothing follows from it. Who reads deals is `import`, who keeps notes `repository`.

use chrono::NaiveDate;

use crate::domain::period::spoken;

const BEGINS: &str = "Expected to close on ";

/// `Expected to close on 1 Mar 2026.`
#[must_use]
pub fn to_close(on: NaiveDate) -> String {
    format!("{BEGINS}{}.", spoken(on))
}

/// That line of a note, and the note without it.
#[must_use]
pub fn taken_out(note: &str) -> (Option<String>, String) {
    let is_it = |line: &&str| line.starts_with(BEGINS) && line.ends_with('.');
    let rest: Vec<&str> = note.lines().filter(|line| !is_it(line)).collect();
    (note.lines().find(is_it).map(str::to_owned), rest.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_told_from_what_else_a_note_says() {
        let line = to_close("2026-03-01".parse().unwrap());
        assert_eq!(line, "Expected to close on 1 Mar 2026.");
        assert_eq!(taken_out(&format!("Call first.\n{line}")), (Some(line.clone()), "Call first.".to_owned()));
        assert_eq!(taken_out("Call first."), (None, "Call first.".to_owned()));
        assert_eq!(taken_out(&line), (Some(line), String::new()));
    }
}
