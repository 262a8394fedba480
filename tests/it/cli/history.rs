//! `keepnet undo`, `redo` and `history`.

use crate::harness::Desk;

#[test]
fn there_is_nothing_to_undo_before_the_first_step() {
    let desk = Desk::new();
    for words in [&["undo"][..], &["redo"]] {
        desk.keepnet(words).fails(3);
    }
    assert!(!desk.path("book.keepnet").exists());
}

#[test]
fn steps_go_back_and_forth_across_runs() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    let mut states = vec![desk.exported()];
    for amount in ["100", "200", "300"] {
        desk.keepnet(&["set", "reserve", amount]).fine();
        states.push(desk.exported());
    }
    for state in states[..3].iter().rev() {
        desk.keepnet(&["undo"]).fine();
        assert_eq!(&desk.exported(), state);
    }
    for state in &states[1..] {
        desk.keepnet(&["redo"]).fine();
        assert_eq!(&desk.exported(), state);
    }
    desk.keepnet(&["redo"]).fails(1);
}

#[test]
fn a_new_step_ends_what_could_be_redone() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["set", "reserve", "100"]).fine();
    desk.keepnet(&["undo"]).fine();
    desk.keepnet(&["set", "outgo", "5"]).fine();
    desk.keepnet(&["redo"]).fails(1);
}

#[test]
fn the_history_is_in_words_newest_first_and_marks_what_no_longer_holds() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["set", "reserve", "100"]).fine();
    desk.keepnet(&["undo"]).fine();
    let history = desk.keepnet(&["history"]).fine().out;
    let lines: Vec<&str> = history.lines().collect();
    assert_eq!(lines.len(), 3, "{history}");
    assert!(lines[2].contains("Imported documents.csv: 1 document, 1 customer"), "{history}");
    assert!(lines[1].contains(" - ") && !lines[2].contains(" - "), "{history}");
    assert_eq!(desk.keepnet(&["history", "--last", "1"]).fine().out.lines().collect::<Vec<_>>(), lines[..1]);
}

#[test]
fn setting_what_is_so_already_is_no_step() {
    let desk = Desk::with(&[("Alder", "2026-03-02", 100)]);
    desk.keepnet(&["set", "reserve", "100"]).fine();
    let before = desk.keepnet(&["history"]).fine().out;
    let said = desk.keepnet(&["set", "reserve", "100.00"]).fine().out;
    assert!(said.contains("nothing was changed"), "{said}");
    assert_eq!(desk.keepnet(&["history"]).fine().out, before);
}
